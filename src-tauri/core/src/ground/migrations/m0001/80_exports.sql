CREATE TABLE exports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one file that left the program
  at TEXT NOT NULL, -- [office] when, UTC
  clerk_id TEXT NOT NULL REFERENCES clerks(id), -- [office] who did it
  what TEXT NOT NULL, -- [office] title of the paper
  file TEXT NOT NULL, -- [office] name of the file as written
  bytes INTEGER NOT NULL, -- [office] its size
  digest TEXT NOT NULL, -- [office] SHA-256 of what was read back
  place TEXT NOT NULL, -- [office] disk or folder it was written to
  medium TEXT NOT NULL, -- [office] number of the stick, empty when not given
  personal INTEGER NOT NULL, -- [office] 1 when phones or people who gave an opinion stand in it
  reason TEXT NOT NULL -- [office] what names and phones in it are for, empty when nobody asked
) STRICT;
CREATE INDEX exports_at ON exports(at);
