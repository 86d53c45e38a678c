CREATE TABLE search_documents ( -- {plain: where each record stands in the search index; rebuilt from the records}
  number INTEGER PRIMARY KEY, -- [derived] row of the index
  record TEXT NOT NULL UNIQUE, -- [derived] record
  kind TEXT NOT NULL -- [derived] table
) STRICT;

CREATE VIRTUAL TABLE search_grams USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- Small pages: a saved visit adds about a kilobyte to the index.
INSERT INTO search_grams (search_grams, rank) VALUES ('pgsz', 1000);
INSERT INTO search_grams (search_grams, rank) VALUES ('automerge', 8);
