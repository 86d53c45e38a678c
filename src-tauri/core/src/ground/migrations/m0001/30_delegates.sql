CREATE TABLE terms ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  level TEXT NOT NULL, -- [office] city, district or town
  name TEXT NOT NULL, -- [office] congress, for instance the fourteenth
  starts TEXT NOT NULL, -- [office] first day
  ends TEXT -- [office] day the next congress opened; a term has no fixed end
) STRICT;

CREATE TABLE circles ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] a delegation or a group of delegates
  term_id TEXT NOT NULL REFERENCES terms(id), -- [office] term
  parent_id TEXT REFERENCES circles(id), -- [office] delegation a group belongs to
  name TEXT NOT NULL, -- [office] name
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE TABLE people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] a delegate, or a leader or companion without a seat
  name TEXT NOT NULL, -- [office] name, any character
  sex TEXT NOT NULL, -- [office] m, f or empty
  post TEXT NOT NULL, -- [office] unit and post
  category TEXT NOT NULL, -- [office] for those without a seat: dictionary companion
  phone TEXT NOT NULL, -- [personal] work phone
  note TEXT NOT NULL, -- [office] remark
  pinyin TEXT NOT NULL, -- [office] reading in syllables parted by spaces, surname first
  pinyin_set INTEGER NOT NULL, -- [office] 1 when a person corrected the reading
  initials TEXT NOT NULL DEFAULT '', -- [derived] first letters of the reading
  stroke_key TEXT NOT NULL DEFAULT '' -- [derived] sort key by strokes of the surname
) STRICT;
CREATE INDEX people_name ON people(name);
CREATE INDEX people_initials ON people(initials);

CREATE TABLE tenures ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one person as delegate of one level
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  level TEXT NOT NULL, -- [office] city, district or town
  term_id TEXT NOT NULL REFERENCES terms(id), -- [office] term
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group
  layer TEXT NOT NULL, -- [office] dictionary layer, empty when unknown
  from_day TEXT NOT NULL, -- [office] first day in office
  to_day TEXT, -- [office] last day in office
  ending TEXT, -- [office] terminated, suspended, term_over or other
  ground TEXT, -- [office] reason code
  document TEXT -- [office] document number of the decision
) STRICT;
CREATE INDEX tenures_person ON tenures(person_id);
CREATE INDEX tenures_circle ON tenures(circle_id);

CREATE TABLE leaves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  from_day TEXT NOT NULL, -- [office] first day
  to_day TEXT NOT NULL, -- [office] last day
  reason TEXT NOT NULL -- [office] official, private, sick or other; never a diagnosis
) STRICT;
CREATE INDEX leaves_person ON leaves(person_id);
