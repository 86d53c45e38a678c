CREATE TABLE activities ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  kind TEXT NOT NULL, -- [office] dictionary activity_kind
  title TEXT NOT NULL, -- [office] what it was about; of a meeting attended its name
  from_day TEXT NOT NULL, -- [office] first day
  to_day TEXT NOT NULL, -- [office] last day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  place TEXT NOT NULL, -- [office] where, beside villages
  organiser TEXT NOT NULL, -- [office] unit that organised it
  invited_by TEXT NOT NULL, -- [office] unit that invited to a meeting attended
  companions TEXT NOT NULL, -- [office] others who took part, as typed
  hours INTEGER NOT NULL, -- [office] tenths of an hour of instruction
  audience TEXT NOT NULL, -- [office] whom a report on duty was given to
  manner TEXT NOT NULL, -- [office] dictionary report_manner: written or oral, empty when not said
  findings TEXT NOT NULL, -- [personal] what was found
  advice TEXT NOT NULL, -- [personal] what was advised
  note TEXT NOT NULL, -- [personal] remark
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;
CREATE INDEX activities_day ON activities(from_day, id);
CREATE INDEX activities_kind ON activities(kind, from_day);

CREATE TABLE activity_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] who took part
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;
CREATE INDEX activity_people_activity ON activity_people(activity_id, part, place);
CREATE INDEX activity_people_person ON activity_people(person_id);

CREATE TABLE activity_areas ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village it went to
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;
CREATE INDEX activity_areas_activity ON activity_areas(activity_id, place);
CREATE INDEX activity_areas_area ON activity_areas(area_id);

CREATE TABLE activity_reports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a report somebody wrote on an activity
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  person_id TEXT REFERENCES people(id), -- [office] delegate who wrote it, empty when the group wrote it
  day TEXT NOT NULL, -- [office] day handed in
  title TEXT NOT NULL, -- [office] title
  content TEXT NOT NULL, -- [personal] its text, empty when only the paper is kept
  document TEXT NOT NULL, -- [office] document number
  attachment TEXT NOT NULL -- [personal] name of the paper or file and where it lies; may tell of residents
) STRICT;
CREATE INDEX activity_reports_activity ON activity_reports(activity_id);
CREATE INDEX activity_reports_day ON activity_reports(day, id);
CREATE INDEX activity_reports_person ON activity_reports(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE report_collations ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: reports gathered and sent on together
  day TEXT NOT NULL, -- [office] day sent
  title TEXT NOT NULL, -- [office] title
  receiver TEXT NOT NULL, -- [office] office they were sent to
  document TEXT NOT NULL, -- [office] document number of the letter
  signer TEXT NOT NULL, -- [office] who signed
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX report_collations_day ON report_collations(day, id);

CREATE TABLE collated_reports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  collation_id TEXT NOT NULL REFERENCES report_collations(id), -- [office] the gathering
  report_id TEXT NOT NULL REFERENCES activity_reports(id), -- [office] a report in it
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX collated_reports_collation ON collated_reports(collation_id, place);
CREATE INDEX collated_reports_report ON collated_reports(report_id);

CREATE TABLE report_uses ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a report was used for
  report_id TEXT NOT NULL REFERENCES activity_reports(id), -- [office] report
  day TEXT NOT NULL, -- [office] day
  way TEXT NOT NULL, -- [office] dictionary report_use
  receiver TEXT NOT NULL, -- [office] where: the bulletin, unit or newspaper
  document TEXT NOT NULL, -- [office] issue or document number
  proposal_id TEXT, -- [office] proposal it became; it may be removed since
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX report_uses_report ON report_uses(report_id, day);

CREATE TABLE activity_links ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  kind TEXT NOT NULL, -- [office] opinions or proposals
  record_id TEXT NOT NULL -- [office] what grew out of it; it may be removed since
) STRICT;
CREATE INDEX activity_links_activity ON activity_links(activity_id);
CREATE INDEX activity_links_record ON activity_links(record_id);
