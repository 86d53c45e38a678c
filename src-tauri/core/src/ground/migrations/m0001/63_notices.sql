CREATE TABLE notices ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  kind TEXT NOT NULL, -- [office] dictionary notice_kind
  day TEXT NOT NULL, -- [office] day of the paper
  document TEXT NOT NULL, -- [office] document number
  title TEXT NOT NULL, -- [office] title
  body TEXT NOT NULL, -- [personal] text, a line a paragraph
  contact TEXT NOT NULL, -- [office] person and phone for questions, printed
  receipt_by TEXT, -- [office] day everybody must have it by
  note TEXT NOT NULL, -- [personal] remark, not printed
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;
CREATE INDEX notices_day ON notices(day, id);

CREATE TABLE notice_audience ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one line of whom a notice is for
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  kind TEXT NOT NULL, -- [office] delegates, circle, person, areas, area or unit
  target TEXT NOT NULL, -- [office] record of the group, person or village; the name of a unit; empty for all
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX notice_audience_notice ON notice_audience(notice_id, place);

CREATE TABLE notice_recipients ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one who must have the notice
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  kind TEXT NOT NULL, -- [office] person, area or unit
  person_id TEXT REFERENCES people(id), -- [office] delegate
  area_id TEXT REFERENCES areas(id), -- [office] village or community
  unit TEXT NOT NULL, -- [office] unit
  reached_on TEXT, -- [office] day it was delivered; told by its deliveries
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX notice_recipients_notice ON notice_recipients(notice_id, place);
CREATE INDEX notice_recipients_person ON notice_recipients(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX notice_recipients_area ON notice_recipients(area_id) WHERE area_id IS NOT NULL;

CREATE TABLE notice_deliveries ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one delivery, or an attempt at it
  recipient_id TEXT NOT NULL REFERENCES notice_recipients(id), -- [office] recipient
  day TEXT NOT NULL, -- [office] day
  at TEXT NOT NULL, -- [office] HH:MM or empty
  way TEXT NOT NULL, -- [office] dictionary notice_way
  reached INTEGER NOT NULL, -- [office] 1 when it was delivered, 0 for an attempt
  sender TEXT NOT NULL, -- [office] who delivered it
  receiver TEXT NOT NULL, -- [office] who took it, when not the recipient
  note TEXT NOT NULL, -- [office] remark
  photo TEXT NOT NULL, -- [office] name of a photo and where it lies
  clerk_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;
CREATE INDEX notice_deliveries_recipient ON notice_deliveries(recipient_id, day);

CREATE TABLE notice_opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion whose handling the notice tells of
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX notice_opinions_notice ON notice_opinions(notice_id, place);
