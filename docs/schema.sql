-- The schema of an office file, version 1: generated from the migrations by `npm run gen`. Do not edit.
-- The first line of a table says whether the journal records it; each column says whether it is personal, office,
-- derived or secret. 259 triggers that capture changes are laid from this text (see ground/capture.rs).

CREATE TABLE action_points ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a meeting asked somebody to do
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  content TEXT NOT NULL, -- [personal] what is to be done
  person_id TEXT REFERENCES people(id), -- [office] delegate who does it
  owner TEXT NOT NULL, -- [office] unit or person outside the register
  due_on TEXT, -- [office] last day
  done_on TEXT, -- [office] day it was done
  outcome TEXT NOT NULL -- [personal] what came of it
) STRICT;

CREATE INDEX action_points_meeting ON action_points(meeting_id);

CREATE INDEX action_points_open ON action_points(done_on, due_on);

CREATE TABLE activities ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  kind TEXT NOT NULL, -- [office] dictionary activity_kind
  title TEXT NOT NULL, -- [office] what it was about; of a meeting attended its name
  from_day TEXT NOT NULL, -- [office] first day
  to_day TEXT NOT NULL, -- [office] last day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  place TEXT NOT NULL, -- [office] where, beside villages
  organiser TEXT NOT NULL, -- [office] unit that organised it
  invited_by TEXT NOT NULL, -- [office] unit that invited to a meeting attended
  companions TEXT NOT NULL, -- [office] others who took part, as typed
  hours INTEGER NOT NULL, -- [office] tenths of an hour of instruction
  audience TEXT NOT NULL, -- [office] whom a report on duty was given to
  manner TEXT NOT NULL, -- [office] dictionary report_manner: written or oral, empty when not said
  findings TEXT NOT NULL, -- [personal] what was found
  advice TEXT NOT NULL, -- [personal] what was advised
  note TEXT NOT NULL, -- [personal] remark
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;

CREATE INDEX activities_day ON activities(from_day, id);

CREATE INDEX activities_kind ON activities(kind, from_day);

CREATE TABLE activity_areas ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village it went to
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;

CREATE INDEX activity_areas_activity ON activity_areas(activity_id, place);

CREATE INDEX activity_areas_area ON activity_areas(area_id);

CREATE TABLE activity_links ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  kind TEXT NOT NULL, -- [office] opinions or proposals
  record_id TEXT NOT NULL -- [office] what grew out of it; it may be removed since
) STRICT;

CREATE INDEX activity_links_activity ON activity_links(activity_id);

CREATE INDEX activity_links_record ON activity_links(record_id);

CREATE TABLE activity_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] who took part
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;

CREATE INDEX activity_people_activity ON activity_people(activity_id, part, place);

CREATE INDEX activity_people_person ON activity_people(person_id);

CREATE TABLE activity_reports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a report somebody wrote on an activity
  activity_id TEXT NOT NULL REFERENCES activities(id), -- [office] activity
  person_id TEXT REFERENCES people(id), -- [office] delegate who wrote it, empty when the group wrote it
  day TEXT NOT NULL, -- [office] day handed in
  title TEXT NOT NULL, -- [office] title
  content TEXT NOT NULL, -- [personal] its text, empty when only the paper is kept
  document TEXT NOT NULL, -- [office] document number
  attachment TEXT NOT NULL -- [personal] name of the paper or file and where it lies; may tell of residents
) STRICT;

CREATE INDEX activity_reports_activity ON activity_reports(activity_id);

CREATE INDEX activity_reports_day ON activity_reports(day, id);

CREATE INDEX activity_reports_person ON activity_reports(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE agenda_items ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  place INTEGER NOT NULL, -- [office] order
  kind TEXT NOT NULL, -- [office] topic, report or speech
  title TEXT NOT NULL, -- [office] what it is about
  person_id TEXT REFERENCES people(id), -- [office] delegate who speaks
  speaker TEXT NOT NULL, -- [office] somebody else who speaks or reports
  outcome TEXT NOT NULL -- [personal] what came of it
) STRICT;

CREATE INDEX agenda_items_meeting ON agenda_items(meeting_id, place);

CREATE INDEX agenda_items_person ON agenda_items(person_id);

CREATE TABLE areas ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record, derived from the code for built-in rows
  code TEXT NOT NULL, -- [office] 12-digit statistical code
  name TEXT NOT NULL, -- [office] official name
  short_name TEXT NOT NULL, -- [office] name as spoken, without the suffix
  town_code TEXT NOT NULL, -- [office] 9-digit code of the town
  town_name TEXT NOT NULL, -- [office] town
  kind TEXT NOT NULL, -- [office] village, community or park
  place INTEGER NOT NULL, -- [office] fixed order in lists and prints
  valid_from TEXT, -- [office] first day, unknown when empty
  valid_to TEXT, -- [office] last day when merged or renamed
  successor_id TEXT REFERENCES areas(id), -- [office] area that took over
  households INTEGER, -- [office] households in total
  households_on TEXT, -- [office] day of that figure
  households_source TEXT, -- [office] paper of that figure
  firms INTEGER, -- [office] firms and shops in total
  firms_on TEXT, -- [office] day of that figure
  firms_source TEXT -- [office] paper of that figure
) STRICT;

CREATE UNIQUE INDEX areas_code ON areas(code);

CREATE INDEX areas_town ON areas(town_code, place);

CREATE TABLE attachment_files ( -- {plain: the files themselves by their digest, megabytes each; the journal holds the digest only}
  digest TEXT NOT NULL PRIMARY KEY, -- [office] SHA-256 of the content
  length INTEGER NOT NULL, -- [office] its bytes
  small BLOB, -- [personal] small picture of it as JPEG, empty where there is none
  content BLOB NOT NULL -- [personal] the bytes; they go when nothing names their digest any more
) STRICT;

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

CREATE INDEX attachments_meeting ON attachments(meeting_id) WHERE meeting_id IS NOT NULL;

CREATE INDEX attachments_move ON attachments(move_id) WHERE move_id IS NOT NULL;

CREATE INDEX attachments_opinion ON attachments(opinion_id) WHERE opinion_id IS NOT NULL;

CREATE INDEX attachments_proposal ON attachments(proposal_id) WHERE proposal_id IS NOT NULL;

CREATE INDEX attachments_report ON attachments(report_id) WHERE report_id IS NOT NULL;

CREATE INDEX attachments_visit ON attachments(visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE attendances ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  status TEXT NOT NULL, -- [office] present, leave or absent
  reason TEXT NOT NULL -- [office] of a leave: official, private, sick or other; never a diagnosis
) STRICT;

CREATE INDEX attendances_meeting ON attendances(meeting_id);

CREATE INDEX attendances_person ON attendances(person_id);

CREATE TABLE batch_counts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the sheets of a batch as counted when the round was closed
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  valid INTEGER NOT NULL, -- [office] valid sheets with an answer
  void INTEGER NOT NULL, -- [office] void sheets
  blank INTEGER NOT NULL, -- [office] sheets without any answer
  missing INTEGER NOT NULL, -- [office] sheets handed out and not returned
  difference INTEGER NOT NULL, -- [office] sheets handed out that are in none of these
  scanned INTEGER NOT NULL, -- [office] sheets counted from scans
  keyed INTEGER NOT NULL, -- [office] sheets counted by two keyings
  hall INTEGER NOT NULL, -- [office] sheets counted aloud in the hall
  hall_valid INTEGER NOT NULL DEFAULT 0 -- [office] of these the valid ones: everybody there knows what they said
) STRICT;

CREATE INDEX batch_counts_batch ON batch_counts(batch_id);

CREATE TABLE batches ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the sheets printed for one village or meeting
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for a meeting
  meeting_id TEXT REFERENCES round_meetings(id), -- [office] meeting whose delegates rate, empty for a village
  voters TEXT NOT NULL DEFAULT '', -- [office] members or residents where the rule book asks for separate sheets, else empty
  numbered INTEGER NOT NULL DEFAULT 0, -- [office] whether each sheet bears a random number
  person_id TEXT REFERENCES people(id), -- [office] delegate its sheets are about, empty for a team
  code TEXT NOT NULL UNIQUE, -- [office] code shared by all sheets of the batch, none marks a person
  copies INTEGER NOT NULL, -- [office] sheets ordered
  form TEXT NOT NULL, -- [office] what was printed, as JSON
  geometry TEXT NOT NULL, -- [office] geometry of the sheet as JSON, empty until drawn
  printed_at TEXT, -- [office] when printed, UTC
  issued INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets handed out
  copied INTEGER NOT NULL DEFAULT 0, -- [office] sheets copied on the spot and registered before counting
  sealed INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets kept back under seal
  destroyed INTEGER NOT NULL DEFAULT 0, -- [office] printed sheets destroyed
  taken_by TEXT NOT NULL DEFAULT '', -- [personal] who took the sheets out
  taken_on TEXT, -- [office] day they were taken out
  held_on TEXT, -- [office] day of the meeting in the village
  starts TEXT NOT NULL DEFAULT '', -- [office] when the meeting began, HH:MM, empty when not written down
  venue TEXT NOT NULL DEFAULT '', -- [office] where the meeting was held
  returned_on TEXT, -- [office] day the bag came back
  returned INTEGER, -- [office] sheets counted when the bag was opened
  invited INTEGER, -- [office] people who should have come
  present_members INTEGER, -- [office] party members who came
  present_residents INTEGER, -- [office] residents who came
  scrutineers TEXT NOT NULL DEFAULT '[]', -- [personal] names of those who watch the count, as JSON
  counters TEXT NOT NULL DEFAULT '[]', -- [personal] names of those who count, as JSON
  chair TEXT NOT NULL DEFAULT '', -- [personal] who led the meeting
  reader TEXT NOT NULL DEFAULT '', -- [personal] who called out the count
  voided_on TEXT, -- [office] day the batch was declared void because it was printed wrong, empty for a batch that counts
  void_reason TEXT NOT NULL DEFAULT '' -- [office] what is wrong with its sheets
) STRICT;

CREATE INDEX batches_round ON batches(round_id);

CREATE TABLE circles ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] a delegation or a group of delegates
  term_id TEXT NOT NULL REFERENCES terms(id), -- [office] term
  parent_id TEXT REFERENCES circles(id), -- [office] delegation a group belongs to
  name TEXT NOT NULL, -- [office] name
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE TABLE clerks ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name the clerk unlocks with
  role TEXT NOT NULL, -- [office] enter, manage or view
  active INTEGER NOT NULL, -- [office] 0 when disabled
  since TEXT NOT NULL -- [office] day the account began
) STRICT;

CREATE TABLE collated_reports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  collation_id TEXT NOT NULL REFERENCES report_collations(id), -- [office] the gathering
  report_id TEXT NOT NULL REFERENCES activity_reports(id), -- [office] a report in it
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX collated_reports_collation ON collated_reports(collation_id, place);

CREATE INDEX collated_reports_report ON collated_reports(report_id);

CREATE TABLE contacts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a delegate assigned to a village
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  team_id TEXT REFERENCES teams(id), -- [office] team
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;

CREATE INDEX contacts_area ON contacts(area_id);

CREATE INDEX contacts_person ON contacts(person_id);

CREATE TABLE dictionary ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record, derived from list and code for built-in rows
  list TEXT NOT NULL, -- [office] which list: visit_kind, topic, layer, tag, companion …
  code TEXT NOT NULL, -- [office] stable code
  label TEXT NOT NULL, -- [office] words shown and printed
  place INTEGER NOT NULL, -- [office] order in the list
  active INTEGER NOT NULL, -- [office] 0 when no longer offered
  UNIQUE (list, code)
) STRICT;

CREATE TABLE dossier_slips ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a correction of a closed dossier, never changed afterwards
  dossier_id TEXT NOT NULL REFERENCES dossiers(id), -- [office] dossier
  number INTEGER NOT NULL, -- [office] number within the dossier, from 1
  day TEXT NOT NULL, -- [office] day
  clerk_id TEXT NOT NULL, -- [office] clerk who wrote it
  document TEXT NOT NULL, -- [office] document number
  section TEXT NOT NULL, -- [office] part of the dossier it corrects
  line TEXT NOT NULL, -- [office] line of that part, empty when it was written by hand
  subject TEXT NOT NULL, -- [personal] what it corrects, in words
  before TEXT NOT NULL, -- [personal] what stands in the closed dossier
  after TEXT NOT NULL, -- [personal] what is right
  cells TEXT NOT NULL, -- [personal] the line as it is right, as JSON; empty when it was taken out or written by hand
  reason TEXT NOT NULL -- [office] why
) STRICT;

CREATE UNIQUE INDEX dossier_slips_dossier ON dossier_slips(dossier_id, number);

CREATE TABLE dossiers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the dossier of one delegate and one year
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  year INTEGER NOT NULL, -- [office] year
  checked_on TEXT, -- [office] day a clerk checked it, empty until then
  checked_by TEXT NOT NULL, -- [office] clerk who checked it
  checked TEXT NOT NULL, -- [office] SHA-256 of what was checked
  note TEXT NOT NULL, -- [office] what the clerk said of the gaps
  closed_on TEXT, -- [office] day it was closed, empty until then
  closed_by TEXT NOT NULL, -- [office] clerk who closed it
  content TEXT NOT NULL, -- [personal] everything the booklet shows, as JSON, frozen at the closing
  digest TEXT NOT NULL -- [office] SHA-256 of the frozen content
) STRICT;

CREATE UNIQUE INDEX dossiers_person ON dossiers(person_id, year);

CREATE INDEX dossiers_year ON dossiers(year);

CREATE TABLE drafts ( -- {plain: unfinished typing, thrown away when saved; erased by text search}
  id TEXT NOT NULL PRIMARY KEY, -- [office] draft
  feature TEXT NOT NULL, -- [office] which form
  person TEXT NOT NULL, -- [office] who types
  record TEXT, -- [office] the record being changed, if any
  payload TEXT NOT NULL, -- [personal] what was typed, as JSON
  saved TEXT NOT NULL -- [office] when, UTC
) STRICT;

CREATE TABLE erased_records ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what an erasure touched, so that a restored backup can be erased again
  erasure_id TEXT NOT NULL REFERENCES erasures(id), -- [office] erasure
  kind TEXT NOT NULL, -- [office] the table
  record TEXT NOT NULL, -- [office] the record
  emptied TEXT NOT NULL -- [office] its columns that were emptied or masked, parted by commas
) STRICT;

CREATE INDEX erased_records_erasure ON erased_records(erasure_id);

CREATE TABLE erasures ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one erasure of a resident's data; it never names the resident
  day TEXT NOT NULL, -- [office] day
  ground TEXT NOT NULL, -- [office] why: the request or the rule
  clerk_id TEXT NOT NULL, -- [office] who did it
  records INTEGER NOT NULL -- [office] how many records it touched
) STRICT;

CREATE TABLE evaluation_forms ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one version of one form
  code TEXT NOT NULL, -- [office] form
  version INTEGER NOT NULL, -- [office] version, from 1
  content TEXT NOT NULL -- [office] title, items, grades and words as JSON
) STRICT;

CREATE UNIQUE INDEX evaluation_forms_code ON evaluation_forms(code, version);

CREATE TABLE exports ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one file that left the program
  at TEXT NOT NULL, -- [office] when, UTC
  clerk_id TEXT NOT NULL REFERENCES clerks(id), -- [office] who did it
  what TEXT NOT NULL, -- [office] title of the paper
  file TEXT NOT NULL, -- [office] name of the file as written
  bytes INTEGER NOT NULL, -- [office] its size
  digest TEXT NOT NULL, -- [office] SHA-256 of what was read back
  place TEXT NOT NULL, -- [office] disk or folder it was written to
  medium TEXT NOT NULL, -- [office] number of the stick, empty when not given
  personal INTEGER NOT NULL, -- [office] 1 when phones or people who gave an opinion stand in it
  reason TEXT NOT NULL -- [office] what names and phones in it are for, empty when nobody asked
) STRICT;

CREATE INDEX exports_at ON exports(at);

CREATE TABLE given_numbers ( -- {plain: highest number a record bore and gave up; kept by triggers, so that no number is given to a second record and one that comes back finds its own free}
  series TEXT NOT NULL PRIMARY KEY, -- [derived] ledger and year, or form
  last INTEGER NOT NULL -- [derived] highest number given up
) STRICT;

CREATE TABLE handover_areas ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a village that was handed over
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX handover_areas_handover ON handover_areas(handover_id, place);

CREATE TABLE handover_opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion the clerk looked at, or whose chain says who follows it now
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  included INTEGER NOT NULL, -- [office] 1 when it speaks of somebody by chance and the clerk put it into the briefing
  move_id TEXT -- [office] move of its chain that says who follows it, empty when none stands
) STRICT;

CREATE UNIQUE INDEX handover_opinions_one ON handover_opinions(handover_id, opinion_id);

CREATE TABLE handover_proposals ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a proposal whose chain says who follows it now
  handover_id TEXT NOT NULL REFERENCES handovers(id), -- [office] handover
  proposal_id TEXT NOT NULL, -- [office] proposal; it may be removed since
  move_id TEXT -- [office] step of its chain that says who follows it, empty when none stands
) STRICT;

CREATE UNIQUE INDEX handover_proposals_one ON handover_proposals(handover_id, proposal_id);

CREATE TABLE handovers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: who took over a delegate's contact work from which day
  from_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate who hands over
  to_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate who takes over
  day TEXT NOT NULL, -- [office] first day the successor answers for it
  ground TEXT NOT NULL, -- [office] terminated, suspended, term_over, moved or other
  witness TEXT NOT NULL, -- [office] who watches the handover, the clerk when nobody else
  signed_on TEXT, -- [office] day on the signed page
  note TEXT NOT NULL -- [office] remark
) STRICT;

CREATE INDEX handovers_from ON handovers(from_id, day);

CREATE INDEX handovers_to ON handovers(to_id, day);

CREATE TABLE holidays ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one day of an imported list
  date TEXT NOT NULL, -- [office] day
  free INTEGER NOT NULL, -- [office] 1 when free, 0 when a Saturday or Sunday is worked
  name TEXT NOT NULL, -- [office] holiday it belongs to
  source TEXT NOT NULL -- [office] announcement it was taken from
) STRICT;

CREATE INDEX holidays_date ON holidays(date);

CREATE TABLE import_rows ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one row of an imported file
  job TEXT NOT NULL, -- [office] roster or visits
  record_id TEXT NOT NULL, -- [office] the person or visit the row became; the record may be removed since
  day TEXT NOT NULL, -- [office] day of the visit, empty for a person
  place INTEGER NOT NULL, -- [office] order of the rows as they came
  digests TEXT NOT NULL -- [office] short digests of the values as the file had them, to compare the next file with; never the values
) STRICT;

CREATE INDEX import_rows_job ON import_rows(job, day);

CREATE INDEX import_rows_record ON import_rows(record_id);

CREATE TABLE installations ( -- {plain: names computers, not work; written when a file is made, copied or restored}
  number INTEGER PRIMARY KEY, -- [office] short number used inside this file
  id TEXT NOT NULL UNIQUE, -- [office] UUID of the installation
  parent TEXT, -- [office] the installation this one was copied or restored from
  since TEXT NOT NULL, -- [office] when it began, UTC
  head TEXT -- [office] digest of the journal head it started from
) STRICT;

CREATE TABLE journal ( -- {plain: it is the journal}
  seq INTEGER PRIMARY KEY, -- [office] number of the operation in this file
  at TEXT NOT NULL, -- [office] wall time, UTC
  clock INTEGER NOT NULL, -- [office] hybrid logical clock
  installation INTEGER NOT NULL, -- [office] where it was done
  actor TEXT NOT NULL, -- [office] id of the person
  operation TEXT NOT NULL, -- [office] name of the operation
  undoes INTEGER, -- [office] the operation this one takes back
  subject TEXT, -- [office] the record it is about
  schema INTEGER NOT NULL, -- [office] schema version its columns belong to
  first_change INTEGER NOT NULL, -- [office] first row in journal_changes
  last_change INTEGER NOT NULL, -- [office] last row, first_change - 1 when there is none
  note TEXT NOT NULL, -- [office] facts of its sentence as JSON, never personal data
  previous TEXT NOT NULL, -- [office] digest of the entry before
  digest TEXT NOT NULL -- [office] SHA-256 over this entry and the one before
) STRICT;

CREATE INDEX journal_undoes ON journal(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE journal_changes ( -- {plain: the erasable side of the journal}
  id INTEGER PRIMARY KEY, -- [office] order of the change
  seq INTEGER NOT NULL, -- [office] the operation
  kind TEXT NOT NULL, -- [office] the table
  record TEXT NOT NULL, -- [office] the record
  verb TEXT NOT NULL, -- [office] I inserted, U updated, D deleted
  office TEXT, -- [office] changed office columns: {column: value} or for U {column: [old, new]}
  personal TEXT, -- [personal] the same for personal columns; emptied by an erasure
  office_salt BLOB, -- [secret] salt of the first digest
  office_digest BLOB, -- [office] SHA-256 of salt and stored text
  personal_salt BLOB, -- [secret] salt of the second digest; emptied by an erasure
  personal_digest BLOB -- [office] SHA-256 of salt and stored text; stays
) STRICT;

CREATE INDEX journal_changes_record ON journal_changes(record);

CREATE TABLE leaves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  from_day TEXT NOT NULL, -- [office] first day
  to_day TEXT NOT NULL, -- [office] last day
  reason TEXT NOT NULL -- [office] official, private, sick or other; never a diagnosis
) STRICT;

CREATE INDEX leaves_person ON leaves(person_id);

CREATE TABLE material_items ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one thing the meeting can tick off
  material_id TEXT NOT NULL REFERENCES materials(id), -- [office] material
  place INTEGER NOT NULL, -- [office] order
  section TEXT NOT NULL, -- [office] contact, opinion, action, proposal, duty or evaluation
  topic TEXT NOT NULL, -- [office] dictionary topic of an opinion
  item TEXT NOT NULL, -- [office] what it is about, so that a new gathering keeps its mark
  label TEXT NOT NULL, -- [personal] what is told, without whoever said it
  detail TEXT NOT NULL, -- [personal] how far it is
  mark TEXT NOT NULL, -- [office] empty, told, discussed or action
  action_id TEXT -- [office] action point it became; it may be removed since
) STRICT;

CREATE INDEX material_items_material ON material_items(material_id, place);

CREATE TABLE materials ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a group looked at in a meeting
  meeting_id TEXT NOT NULL REFERENCES meetings(id), -- [office] meeting
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group, empty for all
  from_day TEXT NOT NULL, -- [office] first day it covers
  to_day TEXT NOT NULL, -- [office] last day it covers
  made_on TEXT NOT NULL, -- [office] day it was gathered
  figures TEXT NOT NULL -- [office] contact work, opinions by kind and duty windows in figures, as JSON
) STRICT;

CREATE UNIQUE INDEX materials_meeting ON materials(meeting_id);

CREATE TABLE meetings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  kind TEXT NOT NULL, -- [office] dictionary meeting_kind
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group that met, empty for all
  term_id TEXT REFERENCES terms(id), -- [office] congress a session belongs to
  session INTEGER NOT NULL, -- [office] session of that congress, 0 for other meetings
  title TEXT NOT NULL, -- [office] subject
  place TEXT NOT NULL, -- [office] room
  host TEXT NOT NULL, -- [office] who chairs
  recorder TEXT NOT NULL, -- [office] who takes the minutes
  notice_on TEXT, -- [office] day the notice went out
  minutes TEXT NOT NULL, -- [personal] what was said
  note TEXT NOT NULL -- [office] remark
) STRICT;

CREATE INDEX meetings_circle ON meetings(circle_id);

CREATE INDEX meetings_day ON meetings(day);

CREATE TABLE notice_audience ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one line of whom a notice is for
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  kind TEXT NOT NULL, -- [office] delegates, circle, person, areas, area or unit
  target TEXT NOT NULL, -- [office] record of the group, person or village; the name of a unit; empty for all
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX notice_audience_notice ON notice_audience(notice_id, place);

CREATE TABLE notice_deliveries ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one delivery, or an attempt at it
  recipient_id TEXT NOT NULL REFERENCES notice_recipients(id), -- [office] recipient
  day TEXT NOT NULL, -- [office] day
  at TEXT NOT NULL, -- [office] HH:MM or empty
  way TEXT NOT NULL, -- [office] dictionary notice_way
  reached INTEGER NOT NULL, -- [office] 1 when it was delivered, 0 for an attempt
  sender TEXT NOT NULL, -- [office] who delivered it
  receiver TEXT NOT NULL, -- [office] who took it, when not the recipient
  note TEXT NOT NULL, -- [office] remark
  photo TEXT NOT NULL, -- [office] name of a photo and where it lies
  clerk_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;

CREATE INDEX notice_deliveries_recipient ON notice_deliveries(recipient_id, day);

CREATE TABLE notice_opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion whose handling the notice tells of
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX notice_opinions_notice ON notice_opinions(notice_id, place);

CREATE TABLE notice_recipients ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one who must have the notice
  notice_id TEXT NOT NULL REFERENCES notices(id), -- [office] notice
  kind TEXT NOT NULL, -- [office] person, area or unit
  person_id TEXT REFERENCES people(id), -- [office] delegate
  area_id TEXT REFERENCES areas(id), -- [office] village or community
  unit TEXT NOT NULL, -- [office] unit
  reached_on TEXT, -- [office] day it was delivered; told by its deliveries
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX notice_recipients_area ON notice_recipients(area_id) WHERE area_id IS NOT NULL;

CREATE INDEX notice_recipients_notice ON notice_recipients(notice_id, place);

CREATE INDEX notice_recipients_person ON notice_recipients(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE notices ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  kind TEXT NOT NULL, -- [office] dictionary notice_kind
  day TEXT NOT NULL, -- [office] day of the paper
  document TEXT NOT NULL, -- [office] document number
  title TEXT NOT NULL, -- [office] title
  body TEXT NOT NULL, -- [personal] text, a line a paragraph
  contact TEXT NOT NULL, -- [office] person and phone for questions, printed
  receipt_by TEXT, -- [office] day everybody must have it by
  note TEXT NOT NULL, -- [personal] remark, not printed
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;

CREATE INDEX notices_day ON notices(day, id);

CREATE TABLE offices ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name as printed, for instance the town
  area_code TEXT NOT NULL, -- [office] 9-digit town code or 6-digit district code
  district_office TEXT NOT NULL, -- [office] name of the liaison office reports go to
  since TEXT NOT NULL, -- [office] first day of use; earlier windows ask for nothing
  practice INTEGER NOT NULL -- [office] 1 for the practice township
) STRICT;

CREATE TABLE openings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what was already reported before the ledger begins
  year INTEGER NOT NULL, -- [office] year the totals are for
  day TEXT NOT NULL, -- [office] last day the totals cover
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for the town as a whole
  visits INTEGER NOT NULL, -- [office] visits
  received INTEGER NOT NULL, -- [office] persons received
  households INTEGER NOT NULL, -- [office] households visited
  firms INTEGER NOT NULL, -- [office] firms and shops visited
  opinions INTEGER NOT NULL, -- [office] opinions
  closed INTEGER NOT NULL, -- [office] of which closed
  source TEXT NOT NULL -- [office] paper the totals come from
) STRICT;

CREATE INDEX openings_year ON openings(year, area_id);

CREATE TABLE opinion_families ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: opinions of the same matter, handled as one
  title TEXT NOT NULL, -- [office] the matter in a few words, without any person
  lead_id TEXT NOT NULL, -- [office] opinion the handling is written to
  day TEXT NOT NULL -- [office] day it was decided
) STRICT;

CREATE TABLE opinion_moves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one move of an opinion, never changed afterwards
  opinion_id TEXT NOT NULL REFERENCES opinions(id), -- [office] opinion
  place INTEGER NOT NULL, -- [office] order in the chain, from 1
  kind TEXT NOT NULL, -- [office] dictionary opinion_move
  day TEXT NOT NULL, -- [office] day
  clerk_id TEXT NOT NULL, -- [office] clerk who entered it
  before TEXT NOT NULL, -- [office] state before
  after TEXT NOT NULL, -- [office] state after
  closes INTEGER NOT NULL, -- [office] 1 when it ended the matter, -1 when it opened it again, 0 otherwise
  unit TEXT NOT NULL, -- [office] unit it went to or that answered
  paper TEXT NOT NULL, -- [office] document number
  deadline TEXT, -- [office] deadline it set
  signer TEXT NOT NULL, -- [office] leader who signed
  note TEXT NOT NULL, -- [personal] note or reason
  answer TEXT NOT NULL, -- [personal] answer, or reason told to the giver
  told TEXT NOT NULL, -- [office] how the giver was told: dictionary told_by
  rating TEXT NOT NULL, -- [office] what the giver said: dictionary opinion_rating
  attachment TEXT NOT NULL, -- [personal] name of an attached paper and where it lies
  visit_id TEXT REFERENCES visits(id), -- [office] visit the giver was told at
  proposal_id TEXT, -- [office] proposal that grew out of it or that its answer comes from; it may be removed since
  family_id TEXT REFERENCES opinion_families(id), -- [office] family it joined
  withdraws TEXT, -- [office] move it takes back
  by_form INTEGER NOT NULL -- [office] 1 when it was written with the visit's form and follows it
) STRICT;

CREATE INDEX opinion_moves_day ON opinion_moves(day, closes);

CREATE INDEX opinion_moves_opinion ON opinion_moves(opinion_id, place);

CREATE INDEX opinion_moves_proposal ON opinion_moves(proposal_id) WHERE proposal_id IS NOT NULL;

CREATE INDEX opinion_moves_visit ON opinion_moves(visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE opinion_words ( -- {plain: short numbers for the words opinions are filtered by; made as the words come}
  kind TEXT NOT NULL, -- [derived] column of the opinion
  word TEXT NOT NULL, -- [derived] what stands there
  number INTEGER NOT NULL, -- [derived] its number in opinions.facets, from 1
  PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE opinions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT REFERENCES visits(id), -- [office, part] visit it was heard at
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  day TEXT NOT NULL, -- [office] day heard
  place INTEGER NOT NULL, -- [office] order on the visit's paper
  year INTEGER NOT NULL DEFAULT 0, -- [office] year of the ledger number
  number INTEGER NOT NULL DEFAULT 0, -- [office] ledger number
  topic TEXT NOT NULL, -- [office] dictionary topic
  nature TEXT NOT NULL DEFAULT '', -- [office] dictionary opinion_nature, empty while not sorted
  content TEXT NOT NULL, -- [personal] what was said
  giver TEXT NOT NULL, -- [personal] who said it, empty when anonymous
  giver_phone TEXT NOT NULL, -- [personal] how to reach the giver
  named INTEGER NOT NULL DEFAULT 0, -- [office] 1 when it is about a person by name: kept out of ledgers, notices and briefings
  first_id TEXT REFERENCES people(id), -- [office] first person responsible, who stays so wherever it is sent
  family_id TEXT REFERENCES opinion_families(id), -- [office] family of the same matter
  recorder_id TEXT NOT NULL DEFAULT '', -- [office] clerk who registered it
  state TEXT NOT NULL DEFAULT 'registered', -- [office] where the chain of moves stands: dictionary opinion_state
  status TEXT NOT NULL, -- [office] the same in four words: registered, answered, handling or closed
  since TEXT NOT NULL DEFAULT '', -- [office] day the running clock began
  deadline TEXT, -- [office] deadline set by a move, the rule's when empty
  answer TEXT NOT NULL, -- [personal] answer given
  unit TEXT NOT NULL, -- [office] unit that handles it
  rating TEXT NOT NULL DEFAULT '', -- [office] what the giver said of the answer: dictionary opinion_rating
  closed_on TEXT, -- [office] day closed
  told_on TEXT, -- [office] day the giver was told
  moves INTEGER NOT NULL DEFAULT 0, -- [office] moves made
  due_on TEXT, -- [derived] last day of the running clock
  due_open INTEGER NOT NULL DEFAULT 0, -- [derived] 1 when a year without a holiday list lies before it
  turn TEXT NOT NULL DEFAULT '', -- [derived] sort key: 1 and the last day of what is due, 2 what is open without a clock, 3 what the giver was not told, 4 the rest, newest first
  facets INTEGER NOT NULL DEFAULT 0 -- [derived] what lists filter by, packed: see features/opinions/store/facets.rs
) STRICT;

CREATE INDEX opinions_area ON opinions(area_id, day);

CREATE INDEX opinions_day ON opinions(day, number, facets);

CREATE INDEX opinions_family ON opinions(family_id) WHERE family_id IS NOT NULL;

CREATE INDEX opinions_named ON opinions(id) WHERE named = 1;

CREATE INDEX opinions_number ON opinions(year, number);

CREATE INDEX opinions_turn ON opinions(turn, facets, day, number);

CREATE INDEX opinions_visit ON opinions(visit_id);

CREATE TABLE parameters ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] what is set
  value TEXT NOT NULL, -- [office] JSON value
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT, -- [office] last day, open when empty
  source TEXT NOT NULL -- [office] paper it comes from
) STRICT;

CREATE INDEX parameters_name ON parameters(name, valid_from);

CREATE TABLE people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] a delegate, or a leader or companion without a seat
  name TEXT NOT NULL, -- [office] name, any character
  sex TEXT NOT NULL, -- [office] m, f or empty
  post TEXT NOT NULL, -- [office] unit and post
  category TEXT NOT NULL, -- [office] for those without a seat: dictionary companion
  phone TEXT NOT NULL, -- [personal] work phone
  note TEXT NOT NULL, -- [office] remark
  pinyin TEXT NOT NULL, -- [office] reading in syllables parted by spaces, surname first
  pinyin_set INTEGER NOT NULL, -- [office] 1 when a person corrected the reading
  initials TEXT NOT NULL DEFAULT '', -- [derived] first letters of the reading
  stroke_key TEXT NOT NULL DEFAULT '' -- [derived] sort key by strokes of the surname
) STRICT;

CREATE INDEX people_initials ON people(initials);

CREATE INDEX people_name ON people(name);

CREATE TABLE pictures ( -- {plain: the pictures themselves by their digest, each up to 200 KB; the journal holds the digest only}
  digest TEXT NOT NULL PRIMARY KEY, -- [office] SHA-256 of the text beside it
  picture TEXT NOT NULL -- [personal] JPEG in base64, made small by the window; it goes when nothing names its digest any more
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  plan_id TEXT NOT NULL REFERENCES plans(id), -- [office] plan
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person asked to come
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;

CREATE INDEX plan_people_person ON plan_people(person_id);

CREATE INDEX plan_people_plan ON plan_people(plan_id, part, place, person_id);

CREATE TABLE plans ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a visit that is planned, and the sheet printed for it
  year INTEGER NOT NULL, -- [office] year of its number
  number INTEGER NOT NULL, -- [office] number within the year, printed on the sheet and never given twice
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  ends TEXT NOT NULL, -- [office] HH:MM or empty
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place TEXT NOT NULL, -- [office] room or address
  kind TEXT NOT NULL, -- [office] dictionary visit_kind
  leader_id TEXT REFERENCES people(id), -- [office] person responsible
  companions TEXT NOT NULL, -- [office] others who come along, as typed
  households TEXT NOT NULL, -- [office] groups of households to call on, never single residents
  topics TEXT NOT NULL, -- [office] what is to be spoken about
  note TEXT NOT NULL, -- [office] remark
  visit_id TEXT REFERENCES visits(id), -- [office, part] the visit its sheet was entered as
  closing TEXT NOT NULL, -- [office] empty, or why it did not take place: moved, suspended, not_gone or other
  closing_note TEXT NOT NULL, -- [office] the reason in words
  closed_on TEXT, -- [office] day it was closed without a visit
  recorder_id TEXT NOT NULL -- [office] clerk who planned it
) STRICT;

CREATE INDEX plans_area ON plans(area_id, day);

CREATE INDEX plans_day ON plans(day, area_id);

CREATE UNIQUE INDEX plans_number ON plans(year, number);

CREATE INDEX plans_open ON plans(day) WHERE visit_id IS NULL AND closing = '';

CREATE INDEX plans_visit ON plans(visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE portraits ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the picture of a person for notices
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] whose
  digest TEXT NOT NULL, -- [personal] SHA-256 of the picture, empty once it was erased
  width INTEGER NOT NULL, -- [office] pixels
  height INTEGER NOT NULL -- [office] pixels
) STRICT;

CREATE UNIQUE INDEX portraits_person ON portraits(person_id);

CREATE TABLE poster_texts ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one text of the notices of the stations, where it is not the usual one
  area_id TEXT REFERENCES areas(id), -- [office] village it is for, empty for all
  field TEXT NOT NULL, -- [office] which text: one of the fields of data/posters.json
  text TEXT NOT NULL -- [office] as typed; empty when nothing is to stand there
) STRICT;

CREATE UNIQUE INDEX poster_texts_field ON poster_texts(coalesce(area_id, ''), field);

CREATE TABLE proposal_grams ( -- {plain: pairs of characters of titles and samples of texts, by paper; rebuilt from the proposals}
  gram INTEGER NOT NULL, -- [derived] two characters of the title, or a sample of the text
  paper INTEGER NOT NULL, -- [derived] number of the paper
  PRIMARY KEY (gram, paper)
) STRICT, WITHOUT ROWID;

CREATE INDEX proposal_grams_paper ON proposal_grams(paper);

CREATE TABLE proposal_moves ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one step of the chain; never changed, a wrong one is corrected by a later one
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  place INTEGER NOT NULL, -- [office] order in the chain
  move TEXT NOT NULL, -- [office] which step; data/proposal-chain.json names them
  day TEXT NOT NULL, -- [office] day on the paper
  clerk_id TEXT NOT NULL, -- [office] who entered it
  unit TEXT NOT NULL, -- [office] unit it is about
  ground TEXT NOT NULL, -- [office] dictionary proposal_ground
  note TEXT NOT NULL, -- [personal] reason or what was said
  document TEXT NOT NULL, -- [office] document number
  signer TEXT NOT NULL, -- [office] who signed the answer
  contact TEXT NOT NULL, -- [office] person and phone of the unit, as on its letter
  scheme TEXT NOT NULL, -- [office] dictionary the result class was chosen from
  result TEXT NOT NULL, -- [office] result class
  hard INTEGER NOT NULL, -- [office] 1 when the longer time for broad and hard matters was given
  other_id TEXT REFERENCES proposals(id), -- [office] the paper it was joined to
  number TEXT NOT NULL, -- [office] number given by this step
  series TEXT, -- [office] its series
  serial INTEGER, -- [office] its number within the series
  due_on TEXT, -- [office] last day of what this step set going, by the rules of its day
  corrects TEXT REFERENCES proposal_moves(id), -- [office] the step this one takes back
  opinion_id TEXT -- [office] opinion this step made in the ledger; it may be removed since
) STRICT;

CREATE INDEX proposal_moves_opinion ON proposal_moves(opinion_id) WHERE opinion_id IS NOT NULL;

CREATE UNIQUE INDEX proposal_moves_proposal ON proposal_moves(proposal_id, place);

CREATE TABLE proposal_papers ( -- {plain: numbers of the papers in the likeness index; rebuilt from the proposals}
  number INTEGER PRIMARY KEY, -- [derived] number
  record TEXT NOT NULL UNIQUE -- [derived] proposal
) STRICT;

CREATE TABLE proposal_ratings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what one proposer said of an answer
  move_id TEXT NOT NULL REFERENCES proposal_moves(id), -- [office] the step the papers came in with
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] proposer
  work TEXT NOT NULL, -- [office] dictionary satisfaction: how it was handled
  outcome TEXT NOT NULL, -- [office] dictionary satisfaction: what came of it
  paper TEXT NOT NULL, -- [office] the paper it was copied from
  note TEXT NOT NULL -- [personal] what was added in words
) STRICT;

CREATE INDEX proposal_ratings_move ON proposal_ratings(move_id);

CREATE INDEX proposal_ratings_person ON proposal_ratings(person_id);

CREATE TABLE proposal_sources ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: an opinion a proposal grew from
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  opinion_id TEXT NOT NULL, -- [office] opinion; it may be removed since
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX proposal_sources_opinion ON proposal_sources(opinion_id);

CREATE INDEX proposal_sources_proposal ON proposal_sources(proposal_id);

CREATE TABLE proposal_units ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a unit that a step assigned a proposal to
  move_id TEXT NOT NULL REFERENCES proposal_moves(id), -- [office] the step
  unit TEXT NOT NULL, -- [office] unit
  role TEXT NOT NULL, -- [office] sole, lead, joint or part
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX proposal_units_move ON proposal_units(move_id);

CREATE TABLE proposal_versions ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the text as it stood from one save to the next
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  place INTEGER NOT NULL, -- [office] 1 for the first
  day TEXT NOT NULL, -- [office] day it was saved
  clerk_id TEXT NOT NULL, -- [office] who saved it
  title TEXT NOT NULL, -- [office] subject
  basis TEXT NOT NULL, -- [personal] what it rests on
  plan TEXT NOT NULL -- [personal] what is proposed
) STRICT;

CREATE INDEX proposal_versions_proposal ON proposal_versions(proposal_id, place);

CREATE TABLE proposals ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day handed in; for a draft the day it was begun
  kind TEXT NOT NULL, -- [office] dictionary proposal_kind: motion, suggestion, inquiry or interpellation
  title TEXT NOT NULL, -- [office] subject, one matter each
  basis TEXT NOT NULL, -- [personal] what it rests on; may tell of residents
  plan TEXT NOT NULL, -- [personal] what is proposed
  topic TEXT NOT NULL, -- [office] dictionary topic, empty when not said
  term_id TEXT REFERENCES terms(id), -- [office] congress it belongs to
  session INTEGER NOT NULL, -- [office] session of that congress, 0 between sessions
  lead_id TEXT REFERENCES people(id), -- [office] lead proposer
  team_id TEXT REFERENCES teams(id), -- [office] team that proposes together
  circle_id TEXT REFERENCES circles(id), -- [office] delegation that proposes as one
  sign_by TEXT, -- [office] last day for co-signers
  inquiry_id TEXT REFERENCES proposals(id), -- [office] the inquiry an interpellation follows
  note TEXT NOT NULL, -- [office] remark
  number TEXT NOT NULL, -- [office] number as printed, empty until filed
  series TEXT, -- [office] kind with term and session, or kind with year
  serial INTEGER, -- [office] number within the series
  stage TEXT NOT NULL, -- [office] where its chain stands; told by its moves
  due_on TEXT, -- [office] next day something is due; told by its moves
  unit TEXT NOT NULL, -- [office] units that answer it; told by its moves
  result TEXT NOT NULL, -- [office] result class of the last answer; told by its moves
  round INTEGER NOT NULL, -- [office] 1, and one more with each handling anew; told by its moves
  into_id TEXT REFERENCES proposals(id), -- [office] the paper it was joined to; told by its moves
  withdrawn_on TEXT -- [office] day it was withdrawn; told by its moves
) STRICT;

CREATE INDEX proposals_day ON proposals(day);

CREATE INDEX proposals_into ON proposals(into_id) WHERE into_id IS NOT NULL;

CREATE INDEX proposals_lead ON proposals(lead_id);

CREATE UNIQUE INDEX proposals_serial ON proposals(series, serial) WHERE serial IS NOT NULL;

CREATE INDEX proposals_stage ON proposals(stage, due_on);

CREATE INDEX proposals_team ON proposals(team_id);

CREATE TABLE proposers ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  proposal_id TEXT NOT NULL REFERENCES proposals(id), -- [office] proposal
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate asked to sign with the lead
  place INTEGER NOT NULL, -- [office] order of signing
  state TEXT NOT NULL, -- [office] asked, signed or declined
  signed_on TEXT -- [office] day on the slip
) STRICT;

CREATE INDEX proposers_person ON proposers(person_id);

CREATE INDEX proposers_proposal ON proposers(proposal_id);

CREATE TABLE records ( -- {plain: written by the write door from the captured changes, rebuilt by a replay}
  id TEXT NOT NULL PRIMARY KEY, -- [office] id of the record in its own table
  kind TEXT NOT NULL, -- [office] the table
  origin INTEGER NOT NULL, -- [office] installation that made it
  version INTEGER NOT NULL, -- [office] how many operations touched it
  changed INTEGER NOT NULL, -- [office] hybrid logical clock of the last one: milliseconds since 1970 times 65536 plus a counter
  changed_by INTEGER NOT NULL, -- [office] installation of the last one
  removed INTEGER -- [office] clock of the removal; the tombstone stays
) STRICT, WITHOUT ROWID;

CREATE TABLE report_collations ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: reports gathered and sent on together
  day TEXT NOT NULL, -- [office] day sent
  title TEXT NOT NULL, -- [office] title
  receiver TEXT NOT NULL, -- [office] office they were sent to
  document TEXT NOT NULL, -- [office] document number of the letter
  signer TEXT NOT NULL, -- [office] who signed
  note TEXT NOT NULL -- [office] remark
) STRICT;

CREATE INDEX report_collations_day ON report_collations(day, id);

CREATE TABLE report_uses ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what a report was used for
  report_id TEXT NOT NULL REFERENCES activity_reports(id), -- [office] report
  day TEXT NOT NULL, -- [office] day
  way TEXT NOT NULL, -- [office] dictionary report_use
  receiver TEXT NOT NULL, -- [office] where: the bulletin, unit or newspaper
  document TEXT NOT NULL, -- [office] issue or document number
  proposal_id TEXT, -- [office] proposal it became; it may be removed since
  note TEXT NOT NULL -- [office] remark
) STRICT;

CREATE INDEX report_uses_report ON report_uses(report_id, day);

CREATE TABLE round_meetings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a meeting whose delegates rate those who report
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  name TEXT NOT NULL, -- [office] name
  venue TEXT NOT NULL, -- [office] where it is held
  held_on TEXT, -- [office] day
  invited INTEGER, -- [office] delegates who should come
  present INTEGER, -- [office] delegates who came: so many ballots are printed
  place INTEGER NOT NULL -- [office] order
) STRICT;

CREATE INDEX round_meetings_round ON round_meetings(round_id);

CREATE TABLE round_rated ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a unit or a leader who reports on duty
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  name TEXT NOT NULL, -- [personal] unit or leader, as printed
  post TEXT NOT NULL, -- [personal] post of a leader, or who reports for a unit
  place INTEGER NOT NULL -- [office] order on the sheet
) STRICT;

CREATE INDEX round_rated_round ON round_rated(round_id);

CREATE TABLE round_remarks ( -- {plain: anonymous words of sheets, which no journal entry may tell apart}
  id TEXT NOT NULL PRIMARY KEY, -- [office] random, so that no order is kept
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  rated TEXT NOT NULL, -- [office] delegate the sheets are about, or the village or meeting of a team
  text TEXT NOT NULL -- [personal] what a counter made of free words
) STRICT, WITHOUT ROWID;

CREATE INDEX round_remarks_round ON round_remarks(round_id);

CREATE TABLE round_signings ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the printed count of one village or meeting was signed by hand
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  area_id TEXT REFERENCES areas(id), -- [office] village, empty for a meeting
  meeting_id TEXT REFERENCES round_meetings(id), -- [office] meeting, empty for a village
  signed_on TEXT NOT NULL, -- [office] day
  scrutineers TEXT NOT NULL, -- [personal] who signed as those who watch the count, as JSON
  counters TEXT NOT NULL, -- [personal] who signed as those who count, as JSON
  chair TEXT NOT NULL, -- [personal] who signed as leader of the meeting
  corrections INTEGER NOT NULL, -- [office] corrections that stood on the page that was signed; a later one is not signed yet
  paper TEXT NOT NULL -- [office] name of the signed paper or its scan, and where it lies
) STRICT;

CREATE INDEX round_signings_round ON round_signings(round_id);

CREATE TABLE round_subjects ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate evaluated
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village whose members and residents evaluate
  place INTEGER NOT NULL -- [office] order on the sheet
) STRICT;

CREATE INDEX round_subjects_person ON round_subjects(person_id);

CREATE INDEX round_subjects_round ON round_subjects(round_id);

CREATE TABLE rounds ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one evaluation
  kind TEXT NOT NULL DEFAULT 'delegates', -- [office] delegates evaluated by their villages, or report: units and leaders rated by delegates
  year INTEGER NOT NULL, -- [office] year it is for
  title TEXT NOT NULL, -- [office] name
  held_on TEXT, -- [office] day it was held
  state TEXT NOT NULL, -- [office] planned, held or finished
  form TEXT NOT NULL, -- [office] items and grades of its sheet as JSON, empty until chosen
  note TEXT NOT NULL, -- [office] remark
  closed_on TEXT, -- [office] day its counting was closed, empty while it is open or was never counted here
  closed_note TEXT NOT NULL DEFAULT '', -- [office] why it was closed with a difference
  closed_by TEXT NOT NULL DEFAULT '', -- [personal] who answers for the closing
  closed_rules TEXT NOT NULL DEFAULT '' -- [office] rules of the rule book its counting was closed by, as JSON; empty while it is open
) STRICT;

CREATE INDEX rounds_year ON rounds(year);

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

CREATE VIRTUAL TABLE search_grams USING fts5(words, also, content='', contentless_delete=1, tokenize='ascii');

CREATE TABLE search_waiting ( -- {plain: rows the search index is behind with; read beside it until enough of them wait}
  row INTEGER PRIMARY KEY -- [derived] row of search_grams
) STRICT;

CREATE TABLE settings ( -- {plain: this computer's habits, no work}
  name TEXT NOT NULL PRIMARY KEY, -- [office] setting
  value TEXT NOT NULL -- [office] JSON
) STRICT;

CREATE TABLE slots ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: the fixed time of a station
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  weekday INTEGER NOT NULL, -- [office] 1 Monday to 7 Sunday
  starts TEXT NOT NULL, -- [office] HH:MM
  ends TEXT NOT NULL, -- [office] HH:MM
  place TEXT NOT NULL, -- [office] room
  every_weeks INTEGER NOT NULL, -- [office] 1 each week, 2 every other week …
  valid_from TEXT NOT NULL, -- [office] first day, also the first week counted
  valid_to TEXT -- [office] last day
) STRICT;

CREATE INDEX slots_area ON slots(area_id);

CREATE TABLE tallies ( -- {plain: anonymous answers, whose journal entry tells the number of sheets and never counts by option}
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  row TEXT NOT NULL, -- [office] item of the sheet, or the delegate of a row
  grade TEXT NOT NULL, -- [office] grade, blank or void
  counted INTEGER NOT NULL, -- [office] answers as they stand now
  closed INTEGER NOT NULL, -- [office] answers when the round was closed
  PRIMARY KEY (batch_id, row, grade)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_corrections ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: a visible act on a closed round
  round_id TEXT NOT NULL REFERENCES rounds(id), -- [office] evaluation
  batch_id TEXT NOT NULL REFERENCES batches(id), -- [office] batch
  row TEXT NOT NULL, -- [office] item of the sheet, or the delegate of a row
  grade TEXT NOT NULL, -- [office] grade, blank or void
  corrected_on TEXT NOT NULL, -- [office] day
  reason TEXT NOT NULL, -- [office] why
  name TEXT NOT NULL -- [personal] who answers for it
) STRICT;

CREATE INDEX tally_corrections_round ON tally_corrections(round_id);

CREATE TABLE team_members ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  team_id TEXT NOT NULL REFERENCES teams(id), -- [office] team
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person
  role TEXT NOT NULL, -- [office] leader, liaison or member
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;

CREATE INDEX team_members_person ON team_members(person_id);

CREATE INDEX team_members_team ON team_members(team_id);

CREATE TABLE teams ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  name TEXT NOT NULL, -- [office] name
  kind TEXT NOT NULL, -- [office] main or helper
  area_id TEXT REFERENCES areas(id), -- [office] station, empty while undecided
  valid_from TEXT NOT NULL, -- [office] first day
  valid_to TEXT -- [office] last day
) STRICT;

CREATE INDEX teams_area ON teams(area_id);

CREATE TABLE tenures ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: one person as delegate of one level
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] delegate
  level TEXT NOT NULL, -- [office] city, district or town
  term_id TEXT NOT NULL REFERENCES terms(id), -- [office] term
  circle_id TEXT REFERENCES circles(id), -- [office] delegation or group
  layer TEXT NOT NULL, -- [office] dictionary layer, empty when unknown
  from_day TEXT NOT NULL, -- [office] first day in office
  to_day TEXT, -- [office] last day in office
  ending TEXT, -- [office] terminated, suspended, term_over or other
  ground TEXT, -- [office] reason code
  document TEXT -- [office] document number of the decision
) STRICT;

CREATE INDEX tenures_circle ON tenures(circle_id);

CREATE INDEX tenures_person ON tenures(person_id);

CREATE TABLE terms ( -- {journalled, register}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  level TEXT NOT NULL, -- [office] city, district or town
  name TEXT NOT NULL, -- [office] congress, for instance the fourteenth
  starts TEXT NOT NULL, -- [office] first day
  ends TEXT -- [office] day the next congress opened; a term has no fixed end
) STRICT;

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

CREATE TABLE views ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: filters of a list kept by name
  list TEXT NOT NULL, -- [office] code of the list in data/lists.json
  name TEXT NOT NULL, -- [personal] name of the view
  query TEXT NOT NULL, -- [personal] filters by name, JSON; may hold a word that was searched for
  everyone INTEGER NOT NULL, -- [office] 1 when everybody of the office sees it
  clerk_id TEXT NOT NULL REFERENCES clerks(id) -- [office] clerk who keeps it
) STRICT;

CREATE INDEX views_list ON views(list);

CREATE TABLE visit_people ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT NOT NULL REFERENCES visits(id), -- [office] visit
  person_id TEXT NOT NULL REFERENCES people(id), -- [office] person present
  part TEXT NOT NULL, -- [office] delegate or member
  place INTEGER NOT NULL -- [office] order on the paper
) STRICT;

CREATE INDEX visit_people_person ON visit_people(person_id, visit_id);

CREATE INDEX visit_people_visit ON visit_people(visit_id, part, place, person_id);

CREATE TABLE visit_tags ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  visit_id TEXT NOT NULL REFERENCES visits(id), -- [office] visit
  tag TEXT NOT NULL -- [office] dictionary tag
) STRICT;

CREATE INDEX visit_tags_visit ON visit_tags(visit_id);

CREATE TABLE visit_tallies ( -- {plain: sums of visits by month, village and kind; kept by triggers from the visits}
  month TEXT NOT NULL, -- [derived] YYYY-MM
  area_id TEXT NOT NULL, -- [derived] village or community
  kind TEXT NOT NULL, -- [derived] dictionary visit_kind
  visits INTEGER NOT NULL, -- [derived] visits
  received INTEGER NOT NULL, -- [derived] persons received
  households INTEGER NOT NULL, -- [derived] households visited
  firms INTEGER NOT NULL, -- [derived] firms and shops visited
  PRIMARY KEY (month, area_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE visits ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record
  day TEXT NOT NULL, -- [office] day
  starts TEXT NOT NULL, -- [office] HH:MM or empty
  ends TEXT NOT NULL, -- [office] HH:MM or empty
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  place TEXT NOT NULL, -- [office] room or address of the station
  kind TEXT NOT NULL, -- [office] dictionary visit_kind
  leader_id TEXT REFERENCES people(id), -- [office] person responsible
  companions TEXT NOT NULL, -- [office] others present who are not in the register, as typed
  received INTEGER NOT NULL, -- [office] persons received, one count a person and day
  households INTEGER NOT NULL, -- [office] households visited
  households_first INTEGER, -- [office] of which for the first time this year
  firms INTEGER NOT NULL, -- [office] firms and shops visited
  situation TEXT NOT NULL, -- [personal] what was seen and heard
  note TEXT NOT NULL, -- [office] remark
  year INTEGER NOT NULL, -- [office] year of the ledger number
  number INTEGER NOT NULL, -- [office] ledger number within the year
  paper_page TEXT NOT NULL, -- [office] page in the paper book
  recorder_id TEXT NOT NULL -- [office] clerk who entered it
) STRICT;

CREATE INDEX visits_area ON visits(area_id, day, number);

CREATE INDEX visits_leader ON visits(leader_id);

CREATE UNIQUE INDEX visits_number ON visits(year, number);

CREATE INDEX visits_sums ON visits(day, number, area_id, kind, leader_id, received, households, firms, id);

CREATE TABLE week_notes ( -- {journalled}
  id TEXT NOT NULL PRIMARY KEY, -- [office] record: what was told of a village's fixed day
  area_id TEXT NOT NULL REFERENCES areas(id), -- [office] village or community
  day TEXT NOT NULL, -- [office] the fixed day
  kind TEXT NOT NULL, -- [office] zero, suspended or moved
  moved_to TEXT, -- [office] day it is made up on
  reason TEXT NOT NULL -- [office] why, such as a typhoon
) STRICT;

CREATE INDEX week_notes_by_day ON week_notes(day);

CREATE UNIQUE INDEX week_notes_day ON week_notes(area_id, day);
