CREATE TABLE openings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what was already reported before the ledger begins
  year INTEGER NOT NULL, -- [office] year the totals are for
  day TEXT NOT NULL, -- [office] last day the totals cover
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for the town as a whole
  visits INTEGER NOT NULL, -- [office] visits
  received INTEGER NOT NULL, -- [office] persons received
  households INTEGER NOT NULL, -- [office] households visited
  firms INTEGER NOT NULL, -- [office] firms and shops visited
  opinions INTEGER NOT NULL, -- [office] opinions
  closed INTEGER NOT NULL, -- [office] of which closed
  source TEXT NOT NULL -- [office] paper the totals come from
) STRICT;
CREATE INDEX openings_year ON openings(year, area_id);
