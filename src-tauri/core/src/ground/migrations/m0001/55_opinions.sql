CREATE TABLE opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT REFERENCES visits(id), -- [office] visit it was heard at
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  day TEXT NOT NULL, -- [office] day heard
  place INTEGER NOT NULL, -- [office] order on the visit's paper
  topic TEXT NOT NULL, -- [office] dictionary topic
  content TEXT NOT NULL, -- [personal] what was said
  giver TEXT NOT NULL, -- [personal] who said it, empty when anonymous
  giver_phone TEXT NOT NULL, -- [personal] how to reach the giver
  status TEXT NOT NULL, -- [office] registered, answered, handling or closed
  answer TEXT NOT NULL, -- [personal] answer given
  unit TEXT NOT NULL, -- [office] unit that handles it
  closed_on TEXT -- [office] day closed
) STRICT;
CREATE INDEX opinions_visit ON opinions(visit_id);
CREATE INDEX opinions_day ON opinions(day, area_id, status, topic, visit_id);
CREATE INDEX opinions_area ON opinions(area_id, day);
CREATE INDEX opinions_status ON opinions(status, day);
