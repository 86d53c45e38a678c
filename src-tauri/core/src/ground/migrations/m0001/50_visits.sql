CREATE TABLE visits ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  ends TEXT NOT NULL, -- [office] HH:MM or empty
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place TEXT NOT NULL, -- [office] room or address of the station
  kind TEXT NOT NULL, -- [office] dictionary visit_kind
  leader_id TEXT REFERENCES people(id), -- [office] person responsible
  companions TEXT NOT NULL, -- [office] others present who are not in the register, as typed
  received INTEGER NOT NULL, -- [office] persons received, one count a person and day
  households INTEGER NOT NULL, -- [office] households visited
  households_first INTEGER, -- [office] of which for the first time this year
  firms INTEGER NOT NULL, -- [office] firms and shops visited
  situation TEXT NOT NULL, -- [personal] what was seen and heard
  note TEXT NOT NULL, -- [office] remark
  year INTEGER NOT NULL, -- [office] year of the ledger number
  number INTEGER NOT NULL, -- [office] ledger number within the year
  paper_page TEXT NOT NULL, -- [office] page in the paper book
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;
CREATE UNIQUE INDEX visits_number ON visits(year, number);
CREATE INDEX visits_area ON visits(area_id, day, number);
CREATE INDEX visits_leader ON visits(leader_id);
CREATE INDEX visits_sums ON visits(day, number, area_id, kind, leader_id, received, households, firms, id);

CREATE TABLE visit_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT NOT NULL REFERENCES visits(id), -- [office] visit
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person present
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;
CREATE INDEX visit_people_visit ON visit_people(visit_id, part, place, person_id);
CREATE INDEX visit_people_person ON visit_people(person_id, visit_id);

CREATE TABLE visit_tags ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT NOT NULL REFERENCES visits(id), -- [office] visit
  tag TEXT NOT NULL -- [office] dictionary tag
) STRICT;
CREATE INDEX visit_tags_visit ON visit_tags(visit_id);
