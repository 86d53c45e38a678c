CREATE TABLE rounds ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one evaluation
  kind TEXT NOT NULL DEFAULT 'delegates', -- [office] delegates evaluated by their villages, or report: units and leaders rated by delegates
  year INTEGER NOT NULL, -- [office] year it is for
  title TEXT NOT NULL, -- [office] name
  held_on TEXT, -- [office] day it was held
  state TEXT NOT NULL, -- [office] planned, held or finished
  form TEXT NOT NULL, -- [office] items and grades of its sheet as JSON, empty until chosen
  note TEXT NOT NULL, -- [office] remark
  closed_on TEXT, -- [office] day its counting was closed, empty while it is open or was never counted here
  closed_note TEXT NOT NULL DEFAULT '', -- [office] why it was closed with a difference
  closed_by TEXT NOT NULL DEFAULT '', -- [personal] who answers for the closing
  closed_rules TEXT NOT NULL DEFAULT '' -- [office] rules of the rule book its counting was closed by, as JSON; empty while it is open
) STRICT;
CREATE INDEX rounds_year ON rounds(year);

CREATE TABLE evaluation_forms ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one version of one form
  code TEXT NOT NULL, -- [office] form
  version INTEGER NOT NULL, -- [office] version, from 1
  content TEXT NOT NULL -- [office] title, items, grades and words as JSON
) STRICT;
CREATE UNIQUE INDEX evaluation_forms_code ON evaluation_forms(code, version);

CREATE TABLE round_subjects ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate evaluated
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village whose members and residents evaluate
  place INTEGER NOT NULL -- [office] order on the sheet
) STRICT;
CREATE INDEX round_subjects_round ON round_subjects(round_id);
CREATE INDEX round_subjects_person ON round_subjects(person_id);

CREATE TABLE round_rated ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a unit or a leader who reports on duty
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  name TEXT NOT NULL, -- [personal] unit or leader, as printed
  post TEXT NOT NULL, -- [personal] post of a leader, or who reports for a unit
  place INTEGER NOT NULL -- [office] order on the sheet
) STRICT;
CREATE INDEX round_rated_round ON round_rated(round_id);

CREATE TABLE round_meetings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a meeting whose delegates rate those who report
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  name TEXT NOT NULL, -- [office] name
  venue TEXT NOT NULL, -- [office] where it is held
  held_on TEXT, -- [office] day
  invited INTEGER, -- [office] delegates who should come
  present INTEGER, -- [office] delegates who came: so many ballots are printed
  place INTEGER NOT NULL -- [office] order
) STRICT;
CREATE INDEX round_meetings_round ON round_meetings(round_id);

CREATE TABLE batches ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the sheets printed for one village or meeting
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for a meeting
  meeting_id TEXT REFERENCES round_meetings(id), -- [office] meeting whose delegates rate, empty for a village
  voters TEXT NOT NULL DEFAULT '', -- [office] members or residents where the rule book asks for separate sheets, else empty
  numbered INTEGER NOT NULL DEFAULT 0, -- [office] whether each sheet bears a random number
  person_id TEXT REFERENCES people(id), -- [office] delegate its sheets are about, empty for a team
  code TEXT NOT NULL UNIQUE, -- [office] code shared by all sheets of the batch, none marks a person
  copies INTEGER NOT NULL, -- [office] sheets ordered
  form TEXT NOT NULL, -- [office] what was printed, as JSON
  geometry TEXT NOT NULL, -- [office] geometry of the sheet as JSON, empty until drawn
  printed_at TEXT, -- [office] when printed, UTC
  issued INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets handed out
  copied INTEGER NOT NULL DEFAULT 0, -- [office] sheets copied on the spot and registered before counting
  sealed INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets kept back under seal
  destroyed INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets destroyed
  taken_by TEXT NOT NULL DEFAULT '', -- [personal] who took the sheets out
  taken_on TEXT, -- [office] day they were taken out
  held_on TEXT, -- [office] day of the meeting in the village
  starts TEXT NOT NULL DEFAULT '', -- [office] when the meeting began, HH:MM, empty when not written down
  venue TEXT NOT NULL DEFAULT '', -- [office] where the meeting was held
  returned_on TEXT, -- [office] day the bag came back
  returned INTEGER, -- [office] sheets counted when the bag was opened
  invited INTEGER, -- [office] people who should have come
  present_members INTEGER, -- [office] party members who came
  present_residents INTEGER, -- [office] residents who came
  scrutineers TEXT NOT NULL DEFAULT '[]', -- [personal] names of those who watch the count, as JSON
  counters TEXT NOT NULL DEFAULT '[]', -- [personal] names of those who count, as JSON
  chair TEXT NOT NULL DEFAULT '', -- [personal] who led the meeting
  reader TEXT NOT NULL DEFAULT '', -- [personal] who called out the count
  voided_on TEXT, -- [office] day the batch was declared void because it was printed wrong, empty for a batch that counts
  void_reason TEXT NOT NULL DEFAULT '' -- [office] what is wrong with its sheets
) STRICT;
CREATE INDEX batches_round ON batches(round_id);

CREATE TABLE batch_counts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the sheets of a batch as counted when the round was closed
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  valid INTEGER NOT NULL, -- [office] valid sheets with an answer
  void INTEGER NOT NULL, -- [office] void sheets
  blank INTEGER NOT NULL, -- [office] sheets without any answer
  missing INTEGER NOT NULL, -- [office] sheets handed out and not returned
  difference INTEGER NOT NULL, -- [office] sheets handed out that are in none of these
  scanned INTEGER NOT NULL, -- [office] sheets counted from scans
  keyed INTEGER NOT NULL, -- [office] sheets counted by two keyings
  hall INTEGER NOT NULL, -- [office] sheets counted aloud in the hall
  hall_valid INTEGER NOT NULL DEFAULT 0 -- [office] of these the valid ones: everybody there knows what they said
) STRICT;
CREATE INDEX batch_counts_batch ON batch_counts(batch_id);

CREATE TABLE tallies ( -- {plain: anonymous answers, whose journal entry tells the number of sheets and never counts by option}
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  row TEXT NOT NULL, -- [office] item of the sheet, or the delegate of a row
  grade TEXT NOT NULL, -- [office] grade, blank or void
  counted INTEGER NOT NULL, -- [office] answers as they stand now
  closed INTEGER NOT NULL, -- [office] answers when the round was closed
  PRIMARY KEY (batch_id, row, grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_corrections ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a visible act on a closed round
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  row TEXT NOT NULL, -- [office] item of the sheet, or the delegate of a row
  grade TEXT NOT NULL, -- [office] grade, blank or void
  corrected_on TEXT NOT NULL, -- [office] day
  reason TEXT NOT NULL, -- [office] why
  name TEXT NOT NULL -- [personal] who answers for it
) STRICT;
CREATE INDEX tally_corrections_round ON tally_corrections(round_id);

CREATE TABLE round_signings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the printed count of one village or meeting was signed by hand
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for a meeting
  meeting_id TEXT REFERENCES round_meetings(id), -- [office] meeting, empty for a village
  signed_on TEXT NOT NULL, -- [office] day
  scrutineers TEXT NOT NULL, -- [personal] who signed as those who watch the count, as JSON
  counters TEXT NOT NULL, -- [personal] who signed as those who count, as JSON
  chair TEXT NOT NULL, -- [personal] who signed as leader of the meeting
  corrections INTEGER NOT NULL, -- [office] corrections that stood on the page that was signed; a later one is not signed yet
  paper TEXT NOT NULL -- [office] name of the signed paper or its scan, and where it lies
) STRICT;
CREATE INDEX round_signings_round ON round_signings(round_id);

CREATE TABLE round_remarks ( -- {plain: anonymous words of sheets, which no journal entry may tell apart}
  id TEXT NOT NULL PRIMARY KEY, -- [office] random, so that no order is kept
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  rated TEXT NOT NULL, -- [office] delegate the sheets are about, or the village or meeting of a team
  text TEXT NOT NULL -- [personal] what a counter made of free words
) STRICT, WITHOUT ROWID;
CREATE INDEX round_remarks_round ON round_remarks(round_id);
