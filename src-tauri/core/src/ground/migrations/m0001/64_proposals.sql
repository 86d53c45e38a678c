CREATE TABLE proposals ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day handed in; for a draft the day it was begun
  kind TEXT NOT NULL, -- [office] dictionary proposal_kind: motion, suggestion, inquiry or interpellation
  title TEXT NOT NULL, -- [office] subject, one matter each
  basis TEXT NOT NULL, -- [personal] what it rests on; may tell of residents
  plan TEXT NOT NULL, -- [personal] what is proposed
  topic TEXT NOT NULL, -- [office] dictionary topic, empty when not said
  term_id TEXT REFERENCES terms(id), -- [office] congress it belongs to
  session INTEGER NOT NULL, -- [office] session of that congress, 0 between sessions
  lead_id TEXT REFERENCES people(id), -- [office] lead proposer
  team_id TEXT REFERENCES teams(id), -- [office] team that proposes together
  circle_id TEXT REFERENCES circles(id), -- [office] delegation that proposes as one
  sign_by TEXT, -- [office] last day for co-signers
  inquiry_id TEXT REFERENCES proposals(id), -- [office] the inquiry an interpellation follows
  note TEXT NOT NULL, -- [office] remark
  number TEXT NOT NULL, -- [office] number as printed, empty until filed
  series TEXT, -- [office] kind with term and session, or kind with year
  serial INTEGER, -- [office] number within the series
  stage TEXT NOT NULL, -- [office] where its chain stands; told by its moves
  due_on TEXT, -- [office] next day something is due; told by its moves
  unit TEXT NOT NULL, -- [office] units that answer it; told by its moves
  result TEXT NOT NULL, -- [office] result class of the last answer; told by its moves
  round INTEGER NOT NULL, -- [office] 1, and one more with each handling anew; told by its moves
  into_id TEXT REFERENCES proposals(id), -- [office] the paper it was joined to; told by its moves
  withdrawn_on TEXT -- [office] day it was withdrawn; told by its moves
) STRICT;
CREATE INDEX proposals_day ON proposals(day);
CREATE INDEX proposals_lead ON proposals(lead_id);
CREATE INDEX proposals_team ON proposals(team_id);
CREATE INDEX proposals_stage ON proposals(stage, due_on);
CREATE INDEX proposals_into ON proposals(into_id) WHERE into_id IS NOT NULL;
CREATE UNIQUE INDEX proposals_serial ON proposals(series, serial) WHERE serial IS NOT NULL;

CREATE TABLE proposers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate asked to sign with the lead
  place INTEGER NOT NULL, -- [office] order of signing
  state TEXT NOT NULL, -- [office] asked, signed or declined
  signed_on TEXT -- [office] day on the slip
) STRICT;
CREATE INDEX proposers_proposal ON proposers(proposal_id);
CREATE INDEX proposers_person ON proposers(person_id);

CREATE TABLE proposal_versions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the text as it stood from one save to the next
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  place INTEGER NOT NULL, -- [office] 1 for the first
  day TEXT NOT NULL, -- [office] day it was saved
  clerk_id TEXT NOT NULL, -- [office] who saved it
  title TEXT NOT NULL, -- [office] subject
  basis TEXT NOT NULL, -- [personal] what it rests on
  plan TEXT NOT NULL -- [personal] what is proposed
) STRICT;
CREATE INDEX proposal_versions_proposal ON proposal_versions(proposal_id, place);

CREATE TABLE proposal_sources ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion a proposal grew from
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX proposal_sources_proposal ON proposal_sources(proposal_id);
CREATE INDEX proposal_sources_opinion ON proposal_sources(opinion_id);

CREATE TABLE proposal_moves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one step of the chain; never changed, a wrong one is corrected by a later one
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  place INTEGER NOT NULL, -- [office] order in the chain
  move TEXT NOT NULL, -- [office] which step; data/proposal-chain.json names them
  day TEXT NOT NULL, -- [office] day on the paper
  clerk_id TEXT NOT NULL, -- [office] who entered it
  unit TEXT NOT NULL, -- [office] unit it is about
  ground TEXT NOT NULL, -- [office] dictionary proposal_ground
  note TEXT NOT NULL, -- [personal] reason or what was said
  document TEXT NOT NULL, -- [office] document number
  signer TEXT NOT NULL, -- [office] who signed the answer
  contact TEXT NOT NULL, -- [office] person and phone of the unit, as on its letter
  scheme TEXT NOT NULL, -- [office] dictionary the result class was chosen from
  result TEXT NOT NULL, -- [office] result class
  hard INTEGER NOT NULL, -- [office] 1 when the longer time for broad and hard matters was given
  other_id TEXT REFERENCES proposals(id), -- [office] the paper it was joined to
  number TEXT NOT NULL, -- [office] number given by this step
  series TEXT, -- [office] its series
  serial INTEGER, -- [office] its number within the series
  due_on TEXT, -- [office] last day of what this step set going, by the rules of its day
  corrects TEXT REFERENCES proposal_moves(id), -- [office] the step this one takes back
  opinion_id TEXT -- [office] opinion this step made in the ledger; it may be removed since
) STRICT;
CREATE INDEX proposal_moves_opinion ON proposal_moves(opinion_id) WHERE opinion_id IS NOT NULL;
CREATE UNIQUE INDEX proposal_moves_proposal ON proposal_moves(proposal_id, place);

CREATE TABLE proposal_units ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a unit that a step assigned a proposal to
  move_id TEXT NOT NULL REFERENCES proposal_moves(id), -- [office] the step
  unit TEXT NOT NULL, -- [office] unit
  role TEXT NOT NULL, -- [office] sole, lead, joint or part
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX proposal_units_move ON proposal_units(move_id);

CREATE TABLE proposal_ratings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what one proposer said of an answer
  move_id TEXT NOT NULL REFERENCES proposal_moves(id), -- [office] the step the papers came in with
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] proposer
  work TEXT NOT NULL, -- [office] dictionary satisfaction: how it was handled
  outcome TEXT NOT NULL, -- [office] dictionary satisfaction: what came of it
  paper TEXT NOT NULL, -- [office] the paper it was copied from
  note TEXT NOT NULL -- [personal] what was added in words
) STRICT;
CREATE INDEX proposal_ratings_move ON proposal_ratings(move_id);
CREATE INDEX proposal_ratings_person ON proposal_ratings(person_id);

CREATE TABLE proposal_papers ( -- {plain: numbers of the papers in the likeness index; rebuilt from the proposals}
  number INTEGER PRIMARY KEY, -- [derived] number
  record TEXT NOT NULL UNIQUE -- [derived] proposal
) STRICT;

CREATE TABLE proposal_grams ( -- {plain: pairs of characters of titles and samples of texts, by paper; rebuilt from the proposals}
  gram INTEGER NOT NULL, -- [derived] two characters of the title, or a sample of the text
  paper INTEGER NOT NULL, -- [derived] number of the paper
  PRIMARY KEY (gram, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_grams_paper ON proposal_grams(paper);
