CREATE TABLE plans ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a visit that is planned, and the sheet printed for it
  year INTEGER NOT NULL, -- [office] year of its number
  number INTEGER NOT NULL, -- [office] number within the year, printed on the sheet and never given twice
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  ends TEXT NOT NULL, -- [office] HH:MM or empty
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place TEXT NOT NULL, -- [office] room or address
  kind TEXT NOT NULL, -- [office] dictionary visit_kind
  leader_id TEXT REFERENCES people(id), -- [office] person responsible
  companions TEXT NOT NULL, -- [office] others who come along, as typed
  households TEXT NOT NULL, -- [office] groups of households to call on, never single residents
  topics TEXT NOT NULL, -- [office] what is to be spoken about
  note TEXT NOT NULL, -- [office] remark
  visit_id TEXT REFERENCES visits(id), -- [office, part] the visit its sheet was entered as
  closing TEXT NOT NULL, -- [office] empty, or why it did not take place: moved, suspended, not_gone or other
  closing_note TEXT NOT NULL, -- [office] the reason in words
  closed_on TEXT, -- [office] day it was closed without a visit
  recorder_id TEXT NOT NULL -- [office] clerk who planned it
) STRICT;
CREATE UNIQUE INDEX plans_number ON plans(year, number);
CREATE INDEX plans_day ON plans(day, area_id);
CREATE INDEX plans_area ON plans(area_id, day);
CREATE INDEX plans_visit ON plans(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX plans_open ON plans(day) WHERE visit_id IS NULL AND closing = '';

CREATE TABLE plan_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  plan_id TEXT NOT NULL REFERENCES plans(id), -- [office] plan
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person asked to come
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;
CREATE INDEX plan_people_plan ON plan_people(plan_id, part, place, person_id);
CREATE INDEX plan_people_person ON plan_people(person_id);
