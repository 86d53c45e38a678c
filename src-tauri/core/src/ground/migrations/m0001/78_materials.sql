CREATE TABLE materials ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a group looked at in a meeting
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group, empty for all
  from_day TEXT NOT NULL, -- [office] first day it covers
  to_day TEXT NOT NULL, -- [office] last day it covers
  made_on TEXT NOT NULL, -- [office] day it was gathered
  figures TEXT NOT NULL -- [office] contact work, opinions by kind and duty windows in figures, as JSON
) STRICT;
CREATE UNIQUE INDEX materials_meeting ON materials(meeting_id);

CREATE TABLE material_items ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one thing the meeting can tick off
  material_id TEXT NOT NULL REFERENCES materials(id), -- [office] material
  place INTEGER NOT NULL, -- [office] order
  section TEXT NOT NULL, -- [office] contact, opinion, action, proposal, duty or evaluation
  topic TEXT NOT NULL, -- [office] dictionary topic of an opinion
  item TEXT NOT NULL, -- [office] what it is about, so that a new gathering keeps its mark
  label TEXT NOT NULL, -- [personal] what is told, without whoever said it
  detail TEXT NOT NULL, -- [personal] how far it is
  mark TEXT NOT NULL, -- [office] empty, told, discussed or action
  action_id TEXT -- [office] action point it became; it may be removed since
) STRICT;
CREATE INDEX material_items_material ON material_items(material_id, place);
