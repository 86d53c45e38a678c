CREATE TABLE rounds ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one evaluation
  year INTEGER NOT NULL, -- [office] year it is for
  title TEXT NOT NULL, -- [office] name
  held_on TEXT, -- [office] day it was held
  state TEXT NOT NULL, -- [office] planned, held or finished
  form TEXT NOT NULL, -- [office] items and grades of its sheet as JSON, empty until chosen
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX rounds_year ON rounds(year);

CREATE TABLE round_subjects ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate evaluated
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village whose members and residents evaluate
  place INTEGER NOT NULL -- [office] order on the sheet
) STRICT;
CREATE INDEX round_subjects_round ON round_subjects(round_id);
CREATE INDEX round_subjects_person ON round_subjects(person_id);

CREATE TABLE batches ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the sheets printed for one village
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village
  person_id TEXT REFERENCES people(id), -- [office] delegate its sheets are about, empty for a team
  code TEXT NOT NULL UNIQUE, -- [office] code shared by all sheets of the batch, none marks a person
  copies INTEGER NOT NULL, -- [office] sheets ordered
  form TEXT NOT NULL, -- [office] what was printed, as JSON
  geometry TEXT NOT NULL, -- [office] geometry of the sheet as JSON, empty until drawn
  printed_at TEXT -- [office] when printed, UTC
) STRICT;
CREATE INDEX batches_round ON batches(round_id);
