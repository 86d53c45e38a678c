CREATE TABLE meetings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  kind TEXT NOT NULL, -- [office] dictionary meeting_kind
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group that met, empty for all
  term_id TEXT REFERENCES terms(id), -- [office] congress a session belongs to
  session INTEGER NOT NULL, -- [office] session of that congress, 0 for other meetings
  title TEXT NOT NULL, -- [office] subject
  place TEXT NOT NULL, -- [office] room
  host TEXT NOT NULL, -- [office] who chairs
  recorder TEXT NOT NULL, -- [office] who takes the minutes
  notice_on TEXT, -- [office] day the notice went out
  minutes TEXT NOT NULL, -- [personal] what was said
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX meetings_day ON meetings(day);
CREATE INDEX meetings_circle ON meetings(circle_id);

CREATE TABLE agenda_items ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  place INTEGER NOT NULL, -- [office] order
  kind TEXT NOT NULL, -- [office] topic, report or speech
  title TEXT NOT NULL, -- [office] what it is about
  person_id TEXT REFERENCES people(id), -- [office] delegate who speaks
  speaker TEXT NOT NULL, -- [office] somebody else who speaks or reports
  outcome TEXT NOT NULL -- [personal] what came of it
) STRICT;
CREATE INDEX agenda_items_meeting ON agenda_items(meeting_id, place);
CREATE INDEX agenda_items_person ON agenda_items(person_id);

CREATE TABLE attendances ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  status TEXT NOT NULL, -- [office] present, leave or absent
  reason TEXT NOT NULL -- [office] of a leave: official, private, sick or other; never a diagnosis
) STRICT;
CREATE INDEX attendances_meeting ON attendances(meeting_id);
CREATE INDEX attendances_person ON attendances(person_id);

CREATE TABLE action_points ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a meeting asked somebody to do
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  content TEXT NOT NULL, -- [personal] what is to be done
  person_id TEXT REFERENCES people(id), -- [office] delegate who does it
  owner TEXT NOT NULL, -- [office] unit or person outside the register
  due_on TEXT, -- [office] last day
  done_on TEXT, -- [office] day it was done
  outcome TEXT NOT NULL -- [personal] what came of it
) STRICT;
CREATE INDEX action_points_meeting ON action_points(meeting_id);
CREATE INDEX action_points_open ON action_points(done_on, due_on);
