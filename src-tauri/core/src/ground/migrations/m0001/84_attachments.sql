CREATE TABLE attachments ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a scan, photo or file kept with a record
  visit_id TEXT REFERENCES visits(id), -- [office, part] visit it belongs to
  opinion_id TEXT REFERENCES opinions(id), -- [office, part] opinion it belongs to
  move_id TEXT REFERENCES opinion_moves(id), -- [office] move of that opinion it came with
  report_id TEXT REFERENCES activity_reports(id), -- [office, part] report on an activity it belongs to
  meeting_id TEXT REFERENCES meetings(id), -- [office, part] meeting it belongs to
  proposal_id TEXT REFERENCES proposals(id), -- [office, part] proposal it belongs to
  file_name TEXT NOT NULL, -- [personal] name as the file came, without its ending
  media TEXT NOT NULL, -- [office] kind of file told from its bytes: jpeg, png, pdf …
  bytes INTEGER NOT NULL, -- [office] size as kept
  digest TEXT NOT NULL, -- [personal] SHA-256 of the bytes as kept, empty once they were erased
  cleaned INTEGER NOT NULL, -- [office] 1 when place, time and device were taken out of a photo
  day TEXT NOT NULL, -- [office] day it was added
  clerk_id TEXT NOT NULL, -- [office] clerk who added it
  note TEXT NOT NULL, -- [personal] remark
  CHECK ((visit_id IS NOT NULL) + (opinion_id IS NOT NULL) + (report_id IS NOT NULL) + (meeting_id IS NOT NULL) + (proposal_id IS NOT NULL) = 1),
  CHECK (move_id IS NULL OR opinion_id IS NOT NULL)
) STRICT;
CREATE INDEX attachments_visit ON attachments(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX attachments_opinion ON attachments(opinion_id) WHERE opinion_id IS NOT NULL;
CREATE INDEX attachments_move ON attachments(move_id) WHERE move_id IS NOT NULL;
CREATE INDEX attachments_report ON attachments(report_id) WHERE report_id IS NOT NULL;
CREATE INDEX attachments_meeting ON attachments(meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX attachments_proposal ON attachments(proposal_id) WHERE proposal_id IS NOT NULL;

CREATE TABLE attachment_files ( -- {plain: the files themselves by their digest, megabytes each; the journal holds the digest only}
  digest TEXT NOT NULL PRIMARY KEY, -- [office] SHA-256 of the content
  length INTEGER NOT NULL, -- [office] its bytes
  small BLOB, -- [personal] small picture of it as JPEG, empty where there is none
  content BLOB NOT NULL -- [personal] the bytes; they go when nothing names their digest any more
) STRICT;
