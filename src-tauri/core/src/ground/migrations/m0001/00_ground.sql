CREATE TABLE installations ( -- {plain: names computers, not work; written when a file is made, copied or restored}
  number INTEGER PRIMARY KEY, -- [office] short number used inside this file
  id TEXT NOT NULL UNIQUE, -- [office] UUID of the installation
  parent TEXT, -- [office] the installation this one was copied or restored from
  since TEXT NOT NULL, -- [office] when it began, UTC
  head TEXT -- [office] digest of the journal head it started from
) STRICT;

CREATE TABLE records ( -- {plain: written by the write door from the captured changes, rebuilt by a replay}
  id TEXT NOT NULL PRIMARY KEY, -- [office] id of the record in its own table
  kind TEXT NOT NULL, -- [office] the table
  origin INTEGER NOT NULL, -- [office] installation that made it
  version INTEGER NOT NULL, -- [office] how many operations touched it
  changed INTEGER NOT NULL, -- [office] hybrid logical clock of the last one: milliseconds since 1970 times 65536 plus a counter
  changed_by INTEGER NOT NULL, -- [office] installation of the last one
  removed INTEGER -- [office] clock of the removal; the tombstone stays
) STRICT, WITHOUT ROWID;

CREATE TABLE journal ( -- {plain: it is the journal}
  seq INTEGER PRIMARY KEY, -- [office] number of the operation in this file
  at TEXT NOT NULL, -- [office] wall time, UTC
  clock INTEGER NOT NULL, -- [office] hybrid logical clock
  installation INTEGER NOT NULL, -- [office] where it was done
  actor TEXT NOT NULL, -- [office] id of the person
  operation TEXT NOT NULL, -- [office] name of the operation
  undoes INTEGER, -- [office] the operation this one takes back
  subject TEXT, -- [office] the record it is about
  schema INTEGER NOT NULL, -- [office] schema version its columns belong to
  first_change INTEGER NOT NULL, -- [office] first row in journal_changes
  last_change INTEGER NOT NULL, -- [office] last row, first_change - 1 when there is none
  note TEXT NOT NULL, -- [office] facts of its sentence as JSON, never personal data
  previous TEXT NOT NULL, -- [office] digest of the entry before
  digest TEXT NOT NULL -- [office] SHA-256 over this entry and the one before
) STRICT;
CREATE INDEX journal_undoes ON journal(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE journal_changes ( -- {plain: the erasable side of the journal}
  id INTEGER PRIMARY KEY, -- [office] order of the change
  seq INTEGER NOT NULL, -- [office] the operation
  kind TEXT NOT NULL, -- [office] the table
  record TEXT NOT NULL, -- [office] the record
  verb TEXT NOT NULL, -- [office] I inserted, U updated, D deleted
  office TEXT, -- [office] changed office columns: {column: value} or for U {column: [old, new]}
  personal TEXT, -- [personal] the same for personal columns; emptied by an erasure
  office_salt BLOB, -- [secret] salt of the first digest
  office_digest BLOB, -- [office] SHA-256 of salt and stored text
  personal_salt BLOB, -- [secret] salt of the second digest; emptied by an erasure
  personal_digest BLOB -- [office] SHA-256 of salt and stored text; stays
) STRICT;
CREATE INDEX journal_changes_record ON journal_changes(record);

CREATE TABLE drafts ( -- {plain: unfinished typing, thrown away when saved; erased by text search}
  id TEXT NOT NULL PRIMARY KEY, -- [office] draft
  feature TEXT NOT NULL, -- [office] which form
  person TEXT NOT NULL, -- [office] who types
  record TEXT, -- [office] the record being changed, if any
  payload TEXT NOT NULL, -- [personal] what was typed, as JSON
  saved TEXT NOT NULL -- [office] when, UTC
) STRICT;

CREATE TABLE settings ( -- {plain: this computer's habits, no work}
  name TEXT NOT NULL PRIMARY KEY, -- [office] setting
  value TEXT NOT NULL -- [office] JSON
) STRICT;

CREATE TABLE given_numbers ( -- {plain: highest number a record bore and gave up; kept by triggers, so that no number is given to a second record and one that comes back finds its own free}
  series TEXT NOT NULL PRIMARY KEY, -- [derived] ledger and year, or form
  last INTEGER NOT NULL -- [derived] highest number given up
) STRICT;
