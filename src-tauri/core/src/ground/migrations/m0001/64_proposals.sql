CREATE TABLE proposals ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day handed in
  kind TEXT NOT NULL, -- [office] dictionary proposal_kind: in congress or between congresses
  title TEXT NOT NULL, -- [office] subject, one matter each
  number TEXT NOT NULL, -- [office] number given by the receiving office
  lead_id TEXT REFERENCES people(id), -- [office] lead proposer
  team_id TEXT REFERENCES teams(id), -- [office] team that proposes together
  withdrawn_on TEXT, -- [office] day it was withdrawn
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX proposals_day ON proposals(day);
CREATE INDEX proposals_lead ON proposals(lead_id);
CREATE INDEX proposals_team ON proposals(team_id);

CREATE TABLE proposers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate who signed with the lead
  place INTEGER NOT NULL -- [office] order of signing
) STRICT;
CREATE INDEX proposers_proposal ON proposers(proposal_id);
CREATE INDEX proposers_person ON proposers(person_id);
