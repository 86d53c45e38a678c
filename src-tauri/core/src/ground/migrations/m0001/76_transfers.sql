CREATE TABLE transfers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a clerk's work goes to another
  from_id TEXT NOT NULL REFERENCES clerks(id), -- [office] clerk who hands over
  to_name TEXT NOT NULL, -- [office] who takes over; an account may not be there yet
  witness TEXT NOT NULL, -- [office] who watches
  absent TEXT NOT NULL, -- [office] why the one who hands over is not there, empty when there
  begun_on TEXT NOT NULL, -- [office] day it was begun
  counted_on TEXT NOT NULL, -- [office] day the list was counted
  signed_on TEXT, -- [office] day on the signed page; the list is frozen from then on
  finished_on TEXT, -- [office] day the accounts were changed
  note TEXT NOT NULL -- [office] remark
) STRICT;
CREATE INDEX transfers_from ON transfers(from_id, begun_on);

CREATE TABLE transfer_lines ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one thing that is handed over
  transfer_id TEXT NOT NULL REFERENCES transfers(id), -- [office] transfer
  place INTEGER NOT NULL, -- [office] order
  kind TEXT NOT NULL, -- [office] what it is: opinions, promises, proposals, drafts, weeks, reports, stick, paper, backup, key, round, action or free
  item TEXT NOT NULL, -- [office] what the count is about, so that a new count finds its line; empty for lines written by hand
  label TEXT NOT NULL, -- [office] words
  counted INTEGER, -- [office] how many, empty when there is nothing to count
  detail TEXT NOT NULL, -- [office] what was counted, one a line: numbers, villages and days, never what was said
  kept_at TEXT NOT NULL, -- [office] where it lies
  note TEXT NOT NULL, -- [office] remark, for an envelope who sealed it
  given INTEGER NOT NULL -- [office] 1 when it was handed over
) STRICT;
CREATE INDEX transfer_lines_transfer ON transfer_lines(transfer_id, place);
