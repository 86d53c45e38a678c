CREATE TABLE week_notes ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what was told of a village's fixed day
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  day TEXT NOT NULL, -- [office] the fixed day
  kind TEXT NOT NULL, -- [office] zero, suspended or moved
  moved_to TEXT, -- [office] day it is made up on
  reason TEXT NOT NULL -- [office] why, such as a typhoon
) STRICT;
CREATE UNIQUE INDEX week_notes_day ON week_notes(area_id, day);
CREATE INDEX week_notes_by_day ON week_notes(day);
