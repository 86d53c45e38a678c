CREATE TABLE erasures ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one erasure of a resident's data; it never names the resident
  day TEXT NOT NULL, -- [office] day
  ground TEXT NOT NULL, -- [office] why: the request or the rule
  clerk_id TEXT NOT NULL, -- [office] who did it
  records INTEGER NOT NULL -- [office] how many records it touched
) STRICT;

CREATE TABLE erased_records ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what an erasure touched, so that a restored backup can be erased again
  erasure_id TEXT NOT NULL REFERENCES erasures(id), -- [office] erasure
  kind TEXT NOT NULL, -- [office] the table
  record TEXT NOT NULL, -- [office] the record
  emptied TEXT NOT NULL -- [office] its columns that were emptied or masked, parted by commas
) STRICT;
CREATE INDEX erased_records_erasure ON erased_records(erasure_id);
