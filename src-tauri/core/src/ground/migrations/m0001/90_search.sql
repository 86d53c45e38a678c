-- A record's row is its table's place times 2^40 and its own row there: see features/search/store.rs.
CREATE VIRTUAL TABLE search_grams USING fts5(words, also, content='', contentless_delete=1, tokenize='ascii');

-- Two leaves of the index fill a page of the file.
INSERT INTO search_grams (search_grams, rank) VALUES ('pgsz', 1900);
INSERT INTO search_grams (search_grams, rank) VALUES ('automerge', 8);

CREATE TABLE search_waiting ( -- {plain: rows the search index is behind with; read beside it until enough of them wait}
  row INTEGER PRIMARY KEY -- [derived] row of search_grams
) STRICT;
