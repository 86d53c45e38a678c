CREATE TABLE meetings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day
  kind TEXT NOT NULL, -- [office] dictionary meeting_kind
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group that met, empty for all
  title TEXT NOT NULL, -- [office] subject
  place TEXT NOT NULL, -- [office] room
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX meetings_day ON meetings(day);
CREATE INDEX meetings_circle ON meetings(circle_id);

CREATE TABLE attendances ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  status TEXT NOT NULL -- [office] present, leave or absent
) STRICT;
CREATE INDEX attendances_meeting ON attendances(meeting_id);
CREATE INDEX attendances_person ON attendances(person_id);
