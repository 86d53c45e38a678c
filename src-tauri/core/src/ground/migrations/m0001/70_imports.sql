CREATE TABLE import_rows ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one row of an imported file
  job TEXT NOT NULL, -- [office] roster or visits
  record_id TEXT NOT NULL, -- [office] the person or visit the row became; the record may be removed since
  day TEXT NOT NULL, -- [office] day of the visit, empty for a person
  place INTEGER NOT NULL, -- [office] order of the rows as they came
  digests TEXT NOT NULL -- [office] short digests of the values as the file had them, to compare the next file with; never the values
) STRICT;
CREATE INDEX import_rows_record ON import_rows(record_id);
CREATE INDEX import_rows_job ON import_rows(job, day);
