-- A record's row is its table's place times 2^40 and its own row there: see features/search/store.rs.
CREATE VIRTUAL TABLE search_grams USING fts5(words, also, content='', contentless_delete=1, tokenize='ascii');

-- Small pages: a saved visit adds about a kilobyte to the index.
INSERT INTO search_grams (search_grams, rank) VALUES ('pgsz', 1000);
INSERT INTO search_grams (search_grams, rank) VALUES ('automerge', 8);
