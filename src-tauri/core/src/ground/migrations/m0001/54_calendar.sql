CREATE TABLE holidays ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one day of an imported list
  date TEXT NOT NULL, -- [office] day
  free INTEGER NOT NULL, -- [office] 1 when free, 0 when a Saturday or Sunday is worked
  name TEXT NOT NULL, -- [office] holiday it belongs to
  source TEXT NOT NULL -- [office] announcement it was taken from
) STRICT;
CREATE INDEX holidays_date ON holidays(date);
