CREATE TABLE areas ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record, derived from the code for built-in rows
  code TEXT NOT NULL, -- [office] 12-digit statistical code
  name TEXT NOT NULL, -- [office] official name
  short_name TEXT NOT NULL, -- [office] name as spoken, without the suffix
  town_code TEXT NOT NULL, -- [office] 9-digit code of the town
  town_name TEXT NOT NULL, -- [office] town
  kind TEXT NOT NULL, -- [office] village, community or park
  place INTEGER NOT NULL, -- [office] fixed order in lists and prints
  valid_from TEXT, -- [office] first day, unknown when empty
  valid_to TEXT, -- [office] last day when merged or renamed
  successor_id TEXT REFERENCES areas(id), -- [office] area that took over
  households INTEGER, -- [office] households in total
  households_on TEXT, -- [office] day of that figure
  households_source TEXT, -- [office] paper of that figure
  firms INTEGER, -- [office] firms and shops in total
  firms_on TEXT, -- [office] day of that figure
  firms_source TEXT -- [office] paper of that figure
) STRICT;
CREATE UNIQUE INDEX areas_code ON areas(code);
CREATE INDEX areas_town ON areas(town_code, place);
