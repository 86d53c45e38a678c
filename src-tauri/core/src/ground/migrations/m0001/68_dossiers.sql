CREATE TABLE dossiers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the dossier of one delegate and one year
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  year INTEGER NOT NULL, -- [office] year
  checked_on TEXT, -- [office] day a clerk checked it, empty until then
  checked_by TEXT NOT NULL, -- [office] clerk who checked it
  checked TEXT NOT NULL, -- [office] SHA-256 of what was checked
  note TEXT NOT NULL, -- [office] what the clerk said of the gaps
  closed_on TEXT, -- [office] day it was closed, empty until then
  closed_by TEXT NOT NULL, -- [office] clerk who closed it
  content TEXT NOT NULL, -- [personal] everything the booklet shows, as JSON, frozen at the closing
  digest TEXT NOT NULL -- [office] SHA-256 of the frozen content
) STRICT;
CREATE UNIQUE INDEX dossiers_person ON dossiers(person_id, year);
CREATE INDEX dossiers_year ON dossiers(year);

CREATE TABLE dossier_slips ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a correction of a closed dossier, never changed afterwards
  dossier_id TEXT NOT NULL REFERENCES dossiers(id), -- [office] dossier
  number INTEGER NOT NULL, -- [office] number within the dossier, from 1
  day TEXT NOT NULL, -- [office] day
  clerk_id TEXT NOT NULL, -- [office] clerk who wrote it
  document TEXT NOT NULL, -- [office] document number
  section TEXT NOT NULL, -- [office] part of the dossier it corrects
  line TEXT NOT NULL, -- [office] line of that part, empty when it was written by hand
  subject TEXT NOT NULL, -- [personal] what it corrects, in words
  before TEXT NOT NULL, -- [personal] what stands in the closed dossier
  after TEXT NOT NULL, -- [personal] what is right
  cells TEXT NOT NULL, -- [personal] the line as it is right, as JSON; empty when it was taken out or written by hand
  reason TEXT NOT NULL -- [office] why
) STRICT;
CREATE UNIQUE INDEX dossier_slips_dossier ON dossier_slips(dossier_id, number);
