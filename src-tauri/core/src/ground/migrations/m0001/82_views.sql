CREATE TABLE views ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: filters of a list kept by name
  list TEXT NOT NULL, -- [office] code of the list in data/lists.json
  name TEXT NOT NULL, -- [personal] name of the view
  query TEXT NOT NULL, -- [personal] filters by name, JSON; may hold a word that was searched for
  everyone INTEGER NOT NULL, -- [office] 1 when everybody of the office sees it
  clerk_id TEXT NOT NULL REFERENCES clerks(id) -- [office] clerk who keeps it
) STRICT;
CREATE INDEX views_list ON views(list);
