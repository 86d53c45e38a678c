CREATE TABLE rules ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record, derived from the code for built-in rows
  book TEXT NOT NULL, -- [office] rule book it stands in, as printed
  code TEXT NOT NULL, -- [office] stable code
  title TEXT NOT NULL, -- [office] name of the duty as people say it
  duty TEXT NOT NULL, -- [office] contact, meeting, proposal or evaluation
  levels TEXT NOT NULL, -- [office] delegate levels it binds, parted by commas: city, district, town
  window_unit TEXT NOT NULL, -- [office] month, day or rolling
  window_length INTEGER NOT NULL, -- [office] months of a calendar window, or days
  required INTEGER NOT NULL, -- [office] how many in a window
  kinds TEXT NOT NULL, -- [office] kinds of record that count, parted by commas, empty for all
  team_credit INTEGER NOT NULL, -- [office] 1 when what the team did counts for each member
  joint_credit INTEGER NOT NULL, -- [office] 1 when a joint record counts for each delegate named, 0 for the first named only
  outside_credit INTEGER NOT NULL, -- [office] 1 when visits outside the own village, or meetings of another group, count
  leader_credit INTEGER NOT NULL, -- [office] 1 when being the person responsible counts as being present
  excused_credit INTEGER NOT NULL, -- [office] 1 when an excused absence from a meeting counts
  prorate TEXT NOT NULL, -- [office] none, day or month: how a part of a window in office is reckoned
  rounding TEXT NOT NULL, -- [office] half, up or down
  leave_relief INTEGER NOT NULL, -- [office] 1 when days of leave lower what is required
  starts_on TEXT, -- [office] first day it asks for anything, the office's first day of use when empty
  valid_from TEXT NOT NULL, -- [office] first day in force
  valid_to TEXT, -- [office] last day in force
  source TEXT NOT NULL, -- [office] paper it comes from
  place INTEGER NOT NULL -- [office] order
) STRICT;
