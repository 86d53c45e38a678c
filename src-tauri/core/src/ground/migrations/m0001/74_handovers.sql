CREATE TABLE handovers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: who took over a delegate's contact work from which day
  from_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate who hands over
  to_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate who takes over
  day TEXT NOT NULL, -- [office] first day the successor answers for it
  ground TEXT NOT NULL, -- [office] terminated, suspended, term_over, moved or other
  witness TEXT NOT NULL, -- [office] who watches the handover, the clerk when nobody else
  signed_on TEXT, -- [office] day on the signed page
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX handovers_from ON handovers(from_id, day);
CREATE INDEX handovers_to ON handovers(to_id, day);

CREATE TABLE handover_areas ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a village that was handed over
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX handover_areas_handover ON handover_areas(handover_id, place);

CREATE TABLE handover_opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion the clerk looked at, or whose chain says who follows it now
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  included INTEGER NOT NULL, -- [office] 1 when it speaks of somebody by chance and the clerk put it into the briefing
  move_id TEXT -- [office] move of its chain that says who follows it, empty when none stands
) STRICT;
CREATE UNIQUE INDEX handover_opinions_one ON handover_opinions(handover_id, opinion_id);

CREATE TABLE handover_proposals ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a proposal whose chain says who follows it now
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  proposal_id TEXT NOT NULL, -- [office] proposal; it may be removed since
  move_id TEXT -- [office] step of its chain that says who follows it, empty when none stands
) STRICT;
CREATE UNIQUE INDEX handover_proposals_one ON handover_proposals(handover_id, proposal_id);
