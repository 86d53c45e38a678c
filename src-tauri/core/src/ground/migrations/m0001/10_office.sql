CREATE TABLE offices ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name as printed, for instance the town
  area_code TEXT NOT NULL, -- [office] 9-digit town code or 6-digit district code
  district_office TEXT NOT NULL, -- [office] name of the liaison office reports go to
  since TEXT NOT NULL, -- [office] first day of use; earlier windows ask for nothing
  practice INTEGER NOT NULL -- [office] 1 for the practice township
) STRICT;

CREATE TABLE clerks ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name the clerk unlocks with
  role TEXT NOT NULL, -- [office] enter, manage or view
  active INTEGER NOT NULL, -- [office] 0 when disabled
  since TEXT NOT NULL -- [office] day the account began
) STRICT;

CREATE TABLE dictionary ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record, derived from list and code for built-in rows
  list TEXT NOT NULL, -- [office] which list: visit_kind, topic, layer, tag, companion …
  code TEXT NOT NULL, -- [office] stable code
  label TEXT NOT NULL, -- [office] words shown and printed
  place INTEGER NOT NULL, -- [office] order in the list
  active INTEGER NOT NULL, -- [office] 0 when no longer offered
  UNIQUE (list, code)
) STRICT;

CREATE TABLE parameters ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] what is set
  value TEXT NOT NULL, -- [office] JSON value
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT, -- [office] last day, open when empty
  source TEXT NOT NULL -- [office] paper it comes from
) STRICT;
CREATE INDEX parameters_name ON parameters(name, valid_from);
