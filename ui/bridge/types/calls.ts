// Generated from the core by `npm run gen`. Do not edit.

export type ActionLine = { 
/**
 * The point.
 */
action: ActionPoint, 
/**
 * Day of the meeting.
 */
day: string, 
/**
 * Its subject.
 */
title: string, };
export type ActionPoint = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * What is to be done.
 */
content: string, 
/**
 * Delegate who does it.
 */
person_id: string | null, 
/**
 * Unit or person outside the register.
 */
owner: string, 
/**
 * Last day.
 */
due_on: string | null, 
/**
 * Day it was done.
 */
done_on: string | null, 
/**
 * What came of it.
 */
outcome: string, };
export type ActionsAsked = { 
/**
 * Of this meeting; of all when left out.
 */
meeting_id: string | null, 
/**
 * Only those still open.
 */
open: boolean, };
export type Activity = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Dictionary activity_kind.
 */
kind: string, 
/**
 * What it was about; of a meeting attended its name.
 */
title: string, 
/**
 * First day.
 */
from_day: string, 
/**
 * Last day; the first when empty.
 */
to_day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * Where, beside villages.
 */
place: string, 
/**
 * Villages and communities, in the order of the paper.
 */
areas: Array<string>, 
/**
 * Unit that organised it.
 */
organiser: string, 
/**
 * Unit that invited to a meeting attended.
 */
invited_by: string, 
/**
 * Delegates who took part, in the order of the paper.
 */
delegates: Array<string>, 
/**
 * Other people of the register.
 */
members: Array<string>, 
/**
 * Others who took part, as typed.
 */
companions: string, 
/**
 * Tenths of an hour of instruction.
 */
hours: number, 
/**
 * Whom a report on duty was given to.
 */
audience: string, 
/**
 * Dictionary report_manner; empty when not said.
 */
manner: string, 
/**
 * What was found.
 */
findings: string, 
/**
 * What was advised.
 */
advice: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type ActivityFilter = { 
/**
 * Those that end on this day or later.
 */
from: string | null, 
/**
 * Those that begin on this day or earlier.
 */
to: string | null, 
/**
 * Dictionary activity_kind.
 */
kind: string | null, 
/**
 * Who took part.
 */
person_id: string | null, 
/**
 * Village it went to.
 */
area_id: string | null, 
/**
 * `none` with no report, `held` with reports none of which was sent, `sent`, `used`.
 */
reports: string | null, 
/**
 * Words in it.
 */
text: string | null, };
export type ActivityKind = { 
/**
 * Dictionary activity_kind.
 */
kind: string, 
/**
 * Fields shown, in the order of the form.
 */
fields: Array<string>, 
/**
 * Those of them that must be filled.
 */
needs: Array<string>, };
export type ActivityLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Dictionary activity_kind.
 */
kind: string, 
/**
 * What it was about.
 */
title: string, 
/**
 * First day.
 */
from_day: string, 
/**
 * Last day.
 */
to_day: string, 
/**
 * Where.
 */
place: string, 
/**
 * Villages, as spoken.
 */
areas: Array<string>, 
/**
 * Unit that organised it, or that invited.
 */
organiser: string, 
/**
 * Delegates who took part.
 */
delegates: Array<string>, 
/**
 * Tenths of an hour of instruction.
 */
hours: number, 
/**
 * Reports handed in.
 */
reports: number, 
/**
 * Of which were sent on.
 */
sent: number, 
/**
 * Of which were used.
 */
used: number, };
export type ActivityLink = { 
/**
 * Record of the link.
 */
id: string, 
/**
 * opinions or proposals.
 */
kind: string, 
/**
 * The opinion or proposal; of an activity looked for from there, the activity.
 */
record_id: string, 
/**
 * Day.
 */
day: string, 
/**
 * Its title, or the opinion's words; of an opinion about a person by name nothing.
 */
title: string, 
/**
 * Its number as printed; the dictionary activity_kind of an activity.
 */
number: string, };
export type ActivityLinkWish = { 
/**
 * Activity.
 */
activity_id: string, 
/**
 * opinions or proposals.
 */
kind: string, 
/**
 * The opinion or proposal.
 */
record_id: string, };
export type ActivityOpinion = { 
/**
 * Activity.
 */
activity_id: string, 
/**
 * The opinion, a new one.
 */
opinion: OpinionEntry, };
export type ActivityPage = { 
/**
 * Lines.
 */
lines: Array<ActivityLine>, 
/**
 * Totals over all pages.
 */
sums: ActivityTotals, 
/**
 * How many of each kind the other filters leave.
 */
kinds: { [key in string]: number }, };
export type ActivityReport = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Activity.
 */
activity_id: string, 
/**
 * Delegate who wrote it; none when the group wrote it.
 */
person_id: string | null, 
/**
 * Day handed in.
 */
day: string, 
/**
 * Title.
 */
title: string, 
/**
 * Its text; empty when only the paper is kept.
 */
content: string, 
/**
 * Document number.
 */
document: string, 
/**
 * Name of the paper or file and where it lies.
 */
attachment: string, };
export type ActivitySums = { 
/**
 * Visits.
 */
visits: number, 
/**
 * Persons received (接待人次); forums count where the rule book says so.
 */
received: number, 
/**
 * Households visited (走访户次).
 */
households: number, 
/**
 * Firms and shops visited (企业商户家次).
 */
firms: number, 
/**
 * Persons of the register taking part in visits (参加人次), persons responsible with them.
 */
participants: number, 
/**
 * Opinions heard (意见条).
 */
opinions: number, 
/**
 * Of which registered only.
 */
registered: number, 
/**
 * Of which answered on the spot.
 */
answered: number, 
/**
 * Of which being handled.
 */
handling: number, 
/**
 * Of which closed (办结).
 */
closed: number, };
export type ActivityTotals = { 
/**
 * Activities.
 */
activities: number, 
/**
 * Times a delegate took part.
 */
delegates: number, 
/**
 * Tenths of an hour of instruction, each activity once.
 */
hours: number, 
/**
 * Reports.
 */
reports: number, 
/**
 * Reports sent on.
 */
sent: number, 
/**
 * Reports used.
 */
used: number, };
export type ActivityWhole = { 
/**
 * The activity.
 */
activity: Activity, 
/**
 * Reports with their texts.
 */
reports: Array<ReportLine>, 
/**
 * What grew out of it.
 */
links: Array<ActivityLink>, };
export type Add = { name: string, role: Right, passphrase: string, };
export type AgendaItem = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * topic, report or speech.
 */
kind: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * Delegate who speaks.
 */
person_id: string | null, 
/**
 * Somebody else who speaks or reports.
 */
speaker: string, 
/**
 * What came of it.
 */
outcome: string, };
export type AnswerCounted = { 
/**
 * Grade, `blank` or `void`.
 */
grade: string, 
/**
 * Its label.
 */
label: string, 
/**
 * How often.
 */
n: number, };
export type Area = { 
/**
 * Record.
 */
id: string, 
/**
 * 12-digit statistical code.
 */
code: string, 
/**
 * Official name.
 */
name: string, 
/**
 * Name as spoken.
 */
short_name: string, 
/**
 * 9-digit code of the town.
 */
town_code: string, 
/**
 * Town.
 */
town_name: string, 
/**
 * village, community or park.
 */
kind: string, 
/**
 * Fixed order.
 */
place: number, 
/**
 * First day, unknown when empty.
 */
valid_from: string | null, 
/**
 * Last day.
 */
valid_to: string | null, 
/**
 * Area that took over.
 */
successor_id: string | null, 
/**
 * Households in total.
 */
households: number | null, 
/**
 * Day of that figure.
 */
households_on: string | null, 
/**
 * Paper of that figure.
 */
households_source: string | null, 
/**
 * Firms and shops in total.
 */
firms: number | null, 
/**
 * Day of that figure.
 */
firms_on: string | null, 
/**
 * Paper of that figure.
 */
firms_source: string | null, 
/**
 * Reading of the spoken name, syllables parted by spaces. Only answered.
 */
pinyin: string, 
/**
 * Its first letters by every reading, parted by spaces, the usual one first. Only answered.
 */
initials: string, };
export type AreaRow = { 
/**
 * Record; empty for the row of opening totals that belong to no village.
 */
area_id: string, 
/**
 * Official name.
 */
area: string, 
/**
 * 12-digit code.
 */
code: string, 
/**
 * Persons responsible on the last day.
 */
leaders: Array<string>, 
/**
 * Fixed days in the period (应驻); none without a fixed time.
 */
expected: number | null, 
/**
 * Fixed days held, reports of no visitors and made-up days with them (实驻); without a fixed time, days with visits.
 */
held: number, 
/**
 * Fixed days suspended (停驻).
 */
suspended: number, 
/**
 * Reasons of the suspensions.
 */
reasons: Array<string>, 
/**
 * The period.
 */
period: ActivitySums, 
/**
 * The year of the last day up to it, opening totals included.
 */
year: ActivitySums, 
/**
 * Nothing at all in the period (零报告).
 */
zero: boolean, };
export type AsOf = { 
/**
 * The day; today when left out.
 */
as_of: string | null, };
export type Asked = { 
/**
 * Words, parted by spaces; all must be found. Letters are taken as pinyin initials too.
 */
text: string, 
/**
 * Only this kind: people, areas, visits, opinions, proposals, activities, notices, meetings or plans.
 */
kind: string | null, 
/**
 * Hits of a kind left out before.
 */
offset: number, 
/**
 * Hits wanted of each kind, 50 at most; 8 when left out.
 */
limit: number | null, };
export type Attachment = { 
/**
 * Record.
 */
id: string, 
/**
 * Move of the opinion it came with.
 */
move_id: string | null, 
/**
 * Name without its ending.
 */
name: string, 
/**
 * Kind of file told from its bytes.
 */
media: string, 
/**
 * Size.
 */
bytes: number, 
/**
 * Whether place, time and device were taken out of a photo.
 */
cleaned: boolean, 
/**
 * Day it was added.
 */
day: string, 
/**
 * Clerk who added it.
 */
clerk: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Small picture as JPEG in base64, where there is one.
 */
small: string | null, };
export type AttachmentAdd = { 
/**
 * What they belong to.
 */
owner: AttachmentOwner, 
/**
 * Record.
 */
record: string, 
/**
 * Tokens of chosen files.
 */
files: Array<string>, };
export type AttachmentList = { 
/**
 * In the order they were added; of an opinion also those of its moves.
 */
files: Array<Attachment>, 
/**
 * Largest file, in bytes.
 */
largest: number, 
/**
 * Most attachments of one record.
 */
most: number, 
/**
 * Kinds that are taken.
 */
kinds: Array<string>, };
export type AttachmentNamed = { 
/**
 * Record.
 */
id: string, 
/**
 * Name without an ending.
 */
name: string, 
/**
 * Remark.
 */
note: string, };
export type AttachmentOpened = { 
/**
 * Token of the copy in the private folder.
 */
file: string, };
export type AttachmentOwner = "visits" | "opinions" | "opinion_moves" | "activity_reports" | "meetings" | "proposals";
export type AttachmentPlace = { 
/**
 * What it is.
 */
owner: AttachmentOwner, 
/**
 * Record.
 */
record: string, };
export type AttachmentRefused = { 
/**
 * Its name.
 */
name: string, 
/**
 * Why, as a sentence.
 */
sentence: string, 
/**
 * What to do.
 */
hint: string, };
export type AttachmentSave = { 
/**
 * Records.
 */
ids: Array<string>, 
/**
 * Token of a drive or folder.
 */
to: string, 
/**
 * Number of the stick.
 */
medium: string, 
/**
 * What they are for; the register keeps it.
 */
reason: string, };
export type AttachmentsAdded = { 
/**
 * Records.
 */
ids: Array<string>, 
/**
 * Photos that place, time and device were taken out of.
 */
cleaned: number, 
/**
 * Files that lie there already and were not added again.
 */
same: number, 
/**
 * Files that were not taken.
 */
refused: Array<AttachmentRefused>, };
export type AttachmentsCleared = { 
/**
 * Removed attachments that cannot be brought back any more.
 */
n: number, 
/**
 * Bytes that became free.
 */
bytes: number, 
/**
 * Backups that still hold them, until they are rewritten.
 */
backups: number, };
export type AttachmentsRemoved = { 
/**
 * Removed attachments that could be brought back.
 */
n: number, 
/**
 * Bytes only they need.
 */
bytes: number, 
/**
 * Bytes of all files kept.
 */
total: number, 
/**
 * Most bytes of all files.
 */
most: number, };
export type Attendance = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * present, leave or absent.
 */
status: string, 
/**
 * Of a leave: official, private, sick or other; never a diagnosis.
 */
reason: string, };
export type BackupDue = { 
/**
 * To be taken now.
 */
due: boolean, 
/**
 * Minutes until it is; none when nothing changed since the last.
 */
minutes: number | null, };
export type BackupInspected = { 
/**
 * When it was taken, UTC.
 */
taken: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Office it is of.
 */
office: string, 
/**
 * Town code of that office.
 */
area_code: string, 
/**
 * Schema version.
 */
schema: number, 
/**
 * Journal entries.
 */
entries: number, 
/**
 * Digest of its newest entry; to be sent back when restoring.
 */
head: string, 
/**
 * When its newest entry was written, UTC.
 */
newest: string, 
/**
 * Rows of the tables a clerk knows, empty ones left out.
 */
counts: Array<TableRows>, 
/**
 * Whether pages, references, journal and records are sound.
 */
sound: boolean, 
/**
 * What is not, for the telephone.
 */
fault: string | null, 
/**
 * same: nothing is lost · older: `left_behind` entries would be put aside · apart: it is not an earlier state of the
 * open file · unknown: nothing is open to compare it with.
 */
standing: string, 
/**
 * Operations done since it was taken, which a restore would put aside.
 */
left_behind: number, 
/**
 * It was taken before an erasure; restoring it erases again.
 */
holds_erased: boolean, };
export type BackupLight = "ok" | "due" | "owed";
export type BackupLine = { 
/**
 * File name, by which it is asked for.
 */
name: string, 
/**
 * When it was taken, UTC.
 */
taken: string, 
/**
 * Why it was taken.
 */
reason: string, 
/**
 * Bytes.
 */
bytes: number, 
/**
 * Journal entries it holds.
 */
entries: number, 
/**
 * Whether it opens with the key of the open file.
 */
own: boolean, 
/**
 * It was taken before an erasure and still holds what was erased (含已擦除信息).
 */
holds_erased: boolean, 
/**
 * It does not read as a backup.
 */
damaged: boolean, };
export type BackupNow = { 
/**
 * Only when something changed since the last one.
 */
when_changed: boolean, };
export type BackupReason = "fine" | "none" | "failed" | "unsound" | "old" | "no_second" | "second_empty" | "second_old" | "second_ahead" | "no_rehearsal" | "rehearsal_failed";
export type BackupState = { 
/**
 * ok, due or owed.
 */
light: BackupLight, 
/**
 * Why, as a code.
 */
reason: BackupReason, 
/**
 * Why, as a sentence.
 */
sentence: string, 
/**
 * The newest backup.
 */
latest: BackupLine | null, 
/**
 * When the newest good backup was taken, UTC.
 */
last_at: string | null, 
/**
 * Journal entries that are in no backup yet.
 */
unsaved: number, 
/**
 * Minutes until the next one is due; none when nothing changed.
 */
next_in_minutes: number | null, 
/**
 * The second place, when one is set.
 */
second: SecondPlaceState | null, 
/**
 * When the file was last checked, UTC, and whether it was sound.
 */
checked_at: string | null, 
/**
 * Finding of that check.
 */
checked_good: boolean | null, 
/**
 * When a restore was last rehearsed, UTC.
 */
rehearsed_at: string | null, 
/**
 * Finding of that rehearsal.
 */
rehearsed_good: boolean | null, 
/**
 * How many backups lie here.
 */
count: number, 
/**
 * Their bytes.
 */
bytes: number, 
/**
 * How many of them hold erased data.
 */
holding_erased: number, };
export type BagBack = { 
/**
 * Batch.
 */
batch: string, 
/**
 * Day of the meeting.
 */
held_on: string | null, 
/**
 * When the meeting began, HH:MM.
 */
starts: string | null, 
/**
 * Where it was held.
 */
venue: string | null, 
/**
 * Day the bag came back.
 */
returned_on: string | null, 
/**
 * Party members who came.
 */
present_members: number | null, 
/**
 * Residents who came.
 */
present_residents: number | null, 
/**
 * People who should have come.
 */
invited: number | null, 
/**
 * Sheets counted when the bag was opened.
 */
returned: number | null, 
/**
 * Those who watch the count.
 */
scrutineers: Array<string> | null, 
/**
 * Those who count.
 */
counters: Array<string> | null, 
/**
 * Who led the meeting.
 */
chair: string | null, 
/**
 * Who called out the count.
 */
reader: string | null, };
export type BalanceAsked = { from: string, to: string, area_id: string | null, };
export type Batch = { 
/**
 * Record.
 */
id: string, 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Who fills in its sheets.
 */
voters: BatchVoters, 
/**
 * Whether each of its sheets bears a random number.
 */
numbered: boolean, 
/**
 * The delegate its sheets are about; none for a team.
 */
person_id: string | null, 
/**
 * Code shared by all its sheets.
 */
code: string, 
/**
 * Sheets ordered.
 */
copies: number, 
/**
 * When printed, UTC.
 */
printed_at: string | null, };
export type BatchBalance = { 
/**
 * Batch.
 */
batch: string, 
/**
 * Village.
 */
area: string, 
/**
 * Delegate; none for a team.
 */
person: string | null, 
/**
 * Sheets handed out, with those copied on the spot.
 */
issued: number, 
/**
 * Valid sheets with an answer.
 */
valid: number, 
/**
 * Void sheets.
 */
void: number, 
/**
 * Sheets without any answer.
 */
blank: number, 
/**
 * Handed out and not returned.
 */
missing: number, 
/**
 * What is left over; nothing when everything adds up.
 */
difference: number, 
/**
 * Pages and keyed sheets a person must look at.
 */
unsettled: number, 
/**
 * What a person should know, in sentences.
 */
notes: Array<string>, };
export type BatchCounted = { 
/**
 * Valid sheets: every row adds up to them.
 */
valid: number, 
/**
 * Rows that may be corrected.
 */
rows: Array<RowToCorrect>, };
export type BatchOne = { 
/**
 * Batch.
 */
batch: string, };
export type BatchToVoid = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * What is wrong with its sheets.
 */
reason: string, };
export type BatchVoters = "all" | "members" | "residents";
export type Binned = { 
/**
 * Record.
 */
id: string, 
/**
 * Table.
 */
kind: string, 
/**
 * The removal; taking it back brings the record back.
 */
operation: OperationLine, };
export type Board = { 
/**
 * Monday.
 */
from: string, 
/**
 * Sunday.
 */
to: string, 
/**
 * Days from today to Sunday, 0 when it has passed.
 */
days_left: number, 
/**
 * Villages in their fixed order.
 */
lines: Array<BoardLine>, 
/**
 * Counts over the lines.
 */
counts: BoardCounts, };
export type BoardBatch = { 
/**
 * Record.
 */
id: string, 
/**
 * Code on its sheets.
 */
code: string, 
/**
 * The delegate its sheets are about; none for a team.
 */
person_id: string | null, 
/**
 * Name of the delegate.
 */
person: string | null, 
/**
 * Who fills in its sheets.
 */
voters: BatchVoters, 
/**
 * Whether there is room for free words on them.
 */
free_text: boolean, 
/**
 * How far it is.
 */
stage: RoundStage, 
/**
 * Sheets printed.
 */
copies: number, 
/**
 * Printed sheets handed out.
 */
issued: number, 
/**
 * Sheets copied on the spot and registered.
 */
copied: number, 
/**
 * Printed sheets kept back under seal.
 */
sealed: number, 
/**
 * Printed sheets destroyed.
 */
destroyed: number, 
/**
 * Who took the sheets out.
 */
taken_by: string, 
/**
 * Day they were taken out.
 */
taken_on: string | null, 
/**
 * Day of the meeting.
 */
held_on: string | null, 
/**
 * When it began, HH:MM; empty when not written down.
 */
starts: string, 
/**
 * Where it was held.
 */
venue: string, 
/**
 * Day the bag came back.
 */
returned_on: string | null, 
/**
 * Sheets counted when the bag was opened.
 */
returned: number | null, 
/**
 * People who should have come.
 */
invited: number | null, 
/**
 * Party members who came.
 */
present_members: number | null, 
/**
 * Residents who came.
 */
present_residents: number | null, 
/**
 * Those who watch the count.
 */
scrutineers: Array<string>, 
/**
 * Those who count.
 */
counters: Array<string>, 
/**
 * Who led the meeting.
 */
chair: string, 
/**
 * Who called out the count.
 */
reader: string, 
/**
 * Valid sheets with an answer.
 */
valid: number, 
/**
 * Void sheets.
 */
void: number, 
/**
 * Sheets without any answer.
 */
blank: number, 
/**
 * Handed out and not returned.
 */
missing: number, 
/**
 * Handed out and in none of these.
 */
difference: number, 
/**
 * Pages, rows' pages and keyed sheets a person must look at.
 */
to_review: number, 
/**
 * Where its figures come from.
 */
by_origin: SheetsByOrigin, };
export type BoardCounts = { 
/**
 * 已报
 */
reported: number, 
/**
 * 零报告
 */
zero: number, 
/**
 * 停驻
 */
suspended: number, 
/**
 * 改期补驻
 */
made_up: number, 
/**
 * 未报
 */
unreported: number, 
/**
 * Villages without a fixed time.
 */
no_slot: number, };
export type BoardLine = { 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name as spoken.
 */
area: string, 
/**
 * The fixed day; empty when the village has no fixed time.
 */
day: string | null, 
/**
 * HH:MM.
 */
starts: string, 
/**
 * HH:MM.
 */
ends: string, 
/**
 * Room.
 */
place: string, 
/**
 * reported, zero, suspended, made_up, unreported or no_slot.
 */
state: string, 
/**
 * Whether the fixed day has come.
 */
come: boolean, 
/**
 * Why suspended or moved.
 */
reason: string, 
/**
 * Day it is made up on, told or seen.
 */
moved_to: string | null, 
/**
 * What was told, when something was.
 */
note_id: string | null, 
/**
 * Visits of the village in the week.
 */
visits: number, 
/**
 * Plans that stand for the day, for the whole week where there is no fixed day. A plan is no visit.
 */
planned: number, 
/**
 * Persons responsible.
 */
leaders: Array<string>, };
export type BoardRound = { 
/**
 * Record.
 */
id: string, 
/**
 * Who rates whom.
 */
kind: RoundKind, 
/**
 * Name.
 */
title: string, 
/**
 * planned, held or finished.
 */
state: string, 
/**
 * Day its counting was closed.
 */
closed_on: string | null, 
/**
 * Why it was closed with a difference.
 */
closed_note: string, 
/**
 * Who answers for the closing.
 */
closed_by: string, };
export type BoardVillage = { 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * How far it is: as far as its last batch.
 */
stage: RoundStage, 
/**
 * Its batches.
 */
batches: Array<BoardBatch>, 
/**
 * Who signed its printed count; none until that was written down.
 */
signing: CountSigning | null, };
export type BriefAction = { 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * What is to be done.
 */
content: string, 
/**
 * Day of the meeting.
 */
day: string, 
/**
 * Last day.
 */
due_on: string | null, };
export type BriefDay = { 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM.
 */
starts: string, 
/**
 * station or meeting.
 */
kind: string, 
/**
 * Village, or subject of the meeting.
 */
what: string, 
/**
 * Room.
 */
place: string, 
/**
 * Record of the meeting.
 */
record: string | null, };
export type BriefDuty = { 
/**
 * contact, meeting, proposal or evaluation.
 */
duty: string, 
/**
 * The rule in words.
 */
rule: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * How many are asked for.
 */
required: number, 
/**
 * How many count so far.
 */
done: number, };
export type BriefHeld = { 
/**
 * Record.
 */
id: string, 
/**
 * Ledger number.
 */
number: string, 
/**
 * Day heard.
 */
day: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * named, or mentions.
 */
why: string, 
/**
 * Names it speaks of.
 */
names: Array<string>, };
export type BriefOpinion = { 
/**
 * Record.
 */
id: string, 
/**
 * Ledger number.
 */
number: string, 
/**
 * Day heard.
 */
day: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * What was said, without whoever said it.
 */
content: string, 
/**
 * Unit that handles it.
 */
unit: string, 
/**
 * Label of its state.
 */
state: string, 
/**
 * overdue, today, soon, running, untold or none.
 */
light: string, 
/**
 * Last day of its clock.
 */
due_on: string | null, 
/**
 * The giver waits for the answer.
 */
promise: boolean, 
/**
 * Its chain says that the successor follows it.
 */
passed: boolean, };
export type BriefPlan = { 
/**
 * Record.
 */
id: string, 
/**
 * Its number as printed.
 */
code: string, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * Room or address.
 */
place: string, 
/**
 * Groups of households to call on.
 */
households: string, 
/**
 * What is to be spoken about.
 */
topics: string, 
/**
 * planned, due or late.
 */
state: string, };
export type BriefProposal = { 
/**
 * Record.
 */
id: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * lead or signer.
 */
part: string, 
/**
 * Stage of its chain.
 */
stage: string, 
/**
 * Units that answer it.
 */
unit: string, 
/**
 * Next day something is due.
 */
due_on: string | null, 
/**
 * Its chain says that the successor follows it.
 */
passed: boolean, };
export type BriefVillage = { 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * Persons responsible for the station.
 */
leaders: Array<string>, 
/**
 * Liaisons.
 */
liaisons: Array<string>, 
/**
 * The other delegates who serve it.
 */
delegates: Array<string>, 
/**
 * Fixed times in words.
 */
times: Array<string>, 
/**
 * Opinions not ended.
 */
open: number, 
/**
 * Answers the givers still wait for.
 */
promises: number, };
export type Briefing = { 
/**
 * Villages.
 */
villages: Array<BriefVillage>, 
/**
 * What the givers wait for first, then what is due first.
 */
opinions: Array<BriefOpinion>, 
/**
 * What is held back: for the clerk's eyes, on no paper.
 */
held: Array<BriefHeld>, 
/**
 * Proposals under way.
 */
proposals: Array<BriefProposal>, 
/**
 * Planned visits not finished: of the villages, or that the one who hands over was to go on.
 */
plans: Array<BriefPlan>, 
/**
 * Action points not done.
 */
actions: Array<BriefAction>, 
/**
 * Days that come, in order.
 */
days: Array<BriefDay>, 
/**
 * Duty windows of the successor that run or come this year.
 */
duties: Array<BriefDuty>, };
export type BriefingAsked = { 
/**
 * The handover, when it is kept already; the rest is left out then.
 */
id: string | null, 
/**
 * Delegate who hands over.
 */
from_id: string, 
/**
 * Delegate who takes over.
 */
to_id: string, 
/**
 * First day the successor answers for it.
 */
day: string, 
/**
 * Villages; those of the one who hands over when left out.
 */
area_ids: Array<string>, 
/**
 * Opinions that speak of somebody by chance and that the clerk put into the briefing.
 */
included: Array<string>, };
export type ByArea = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * First day of the year so far.
 */
year_from: string, 
/**
 * Rows.
 */
rows: Array<AreaRow>, 
/**
 * Their sum.
 */
expected: number, 
/**
 * Their sum.
 */
held: number, 
/**
 * Their sum.
 */
suspended: number, 
/**
 * Sum of the period.
 */
period: ActivitySums, 
/**
 * Sum of the year so far.
 */
year: ActivitySums, };
export type CalendarYear = { 
/**
 * Year.
 */
year: number, };
export type CanUndo = { 
/**
 * The operation.
 */
operation: OperationLine, 
/**
 * Empty when all of it can be taken back.
 */
in_the_way: Array<InTheWay>, 
/**
 * What a person knows of the records in the way, each once; the first of them.
 */
stays: Array<Stays>, 
/**
 * How many of these there are in all.
 */
staying: number, 
/**
 * How many changes can be taken back all the same.
 */
rest: number, };
export type ChainCheck = { 
/**
 * Entries read.
 */
entries: number, 
/**
 * Number of the first entry that does not agree, if any.
 */
broken_at: number | null, 
/**
 * Digest of the newest entry.
 */
head: string, 
/**
 * Changes whose personal values were erased by rule.
 */
erased: number, };
export type ChaseLine = { 
/**
 * Liaisons with their phones; the persons responsible when there is none.
 */
call: Array<Keeper>, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name as spoken.
 */
area: string, 
/**
 * The fixed day; empty when the village has no fixed time.
 */
day: string | null, 
/**
 * HH:MM.
 */
starts: string, 
/**
 * HH:MM.
 */
ends: string, 
/**
 * Room.
 */
place: string, 
/**
 * reported, zero, suspended, made_up, unreported or no_slot.
 */
state: string, 
/**
 * Whether the fixed day has come.
 */
come: boolean, 
/**
 * Why suspended or moved.
 */
reason: string, 
/**
 * Day it is made up on, told or seen.
 */
moved_to: string | null, 
/**
 * What was told, when something was.
 */
note_id: string | null, 
/**
 * Visits of the village in the week.
 */
visits: number, 
/**
 * Plans that stand for the day, for the whole week where there is no fixed day. A plan is no visit.
 */
planned: number, 
/**
 * Persons responsible.
 */
leaders: Array<string>, };
export type CheckLine = { 
/**
 * What was looked at, in words.
 */
label: string, 
/**
 * What was looked at.
 */
part: CheckPart, 
/**
 * Whether it is sound.
 */
sound: boolean, 
/**
 * What the engine said, for the telephone.
 */
fault: string | null, };
export type CheckPart = "pages" | "references" | "journal" | "capture" | "records" | "attachments";
export type CheckVerdict = { 
/**
 * Whether everything is sound.
 */
sound: boolean, 
/**
 * The verdict as a sentence.
 */
sentence: string, 
/**
 * What to do.
 */
hint: string, 
/**
 * Part by part.
 */
parts: Array<CheckLine>, 
/**
 * Journal entries read.
 */
entries: number, 
/**
 * Rows of the tables a clerk knows.
 */
rows: number, };
export type Circle = { 
/**
 * Record.
 */
id: string, 
/**
 * Term.
 */
term_id: string, 
/**
 * Delegation a group belongs to.
 */
parent_id: string | null, 
/**
 * Name.
 */
name: string, 
/**
 * Order.
 */
place: number, };
export type Cleansed = { 
/**
 * Backups rewritten.
 */
rewritten: number, 
/**
 * Backups that could not be, and still hold erased data.
 */
left: Array<string>, };
export type Clerk = { 
/**
 * Record.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * enter, manage or view.
 */
role: Right, 
/**
 * May unlock.
 */
active: boolean, 
/**
 * Day the account began.
 */
since: string, };
export type ClosedBatch = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, };
export type CollationWhole = { 
/**
 * The collation.
 */
collation: ReportCollation, 
/**
 * Its reports in order, with their texts.
 */
reports: Array<ReportLine>, };
export type CollationsAsked = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, };
export type Contact = { 
/**
 * Record.
 */
id: string, 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Team.
 */
team_id: string | null, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_to: string | null, };
export type Copies = { 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Of these sheets only, where party members and residents have sheets of their own.
 */
voters: BatchVoters, 
/**
 * Sheets of each of its batches; none are printed when 0.
 */
copies: number, };
export type CountSigning = { 
/**
 * Day.
 */
on: string, 
/**
 * Who signed as those who watch the count.
 */
scrutineers: Array<string>, 
/**
 * Who signed as those who count.
 */
counters: Array<string>, 
/**
 * Who signed as leader of the meeting.
 */
chair: string, 
/**
 * Name of the signed paper or its scan, and where it lies; empty when nobody said.
 */
paper: string, 
/**
 * Whether a figure was corrected after that: the new page has to be signed.
 */
outdated: boolean, };
export type CountUnsigned = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Village or meeting.
 */
area_id: string, };
export type Counted = { 
/**
 * Page it opens on.
 */
page: string, 
/**
 * Record.
 */
record: string, 
/**
 * Day; empty when it has none.
 */
day: string, 
/**
 * Village or community; empty when it has none.
 */
area_id: string, 
/**
 * What it is, where that is more than its day and village.
 */
label: string, 
/**
 * How much of the figure it is.
 */
n: number, 
/**
 * Duty and first day of a duty's window, parted by a colon; empty for other records.
 */
window: string, 
/**
 * Day the window was looked at.
 */
as_of: string, };
export type CountedGrade = { 
/**
 * Code.
 */
code: string, 
/**
 * Label.
 */
label: string, };
export type CountedRow = { 
/**
 * Row.
 */
row: string, 
/**
 * What is printed in it.
 */
text: string, };
export type CountsSigned = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Villages or meetings whose pages were signed; all of the round when empty.
 */
areas: Array<string>, 
/**
 * Day; today when left out.
 */
on: string | null, 
/**
 * Who signed as those who watch the count.
 */
scrutineers: Array<string>, 
/**
 * Who signed as those who count.
 */
counters: Array<string>, 
/**
 * Who signed as leader of the meeting.
 */
chair: string, 
/**
 * Name of the signed paper or its scan, and where it lies.
 */
paper: string, };
export type Days = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };
export type Decision = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Page.
 */
page: string, 
/**
 * Row.
 */
row: string, 
/**
 * Grade, `blank` or `void`.
 */
answer: string, };
export type DelegateActivitiesAsked = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, };
export type DelegateActivity = { 
/**
 * Record.
 */
id: string, 
/**
 * Dictionary activity_kind.
 */
kind: string, 
/**
 * The kind in words.
 */
kind_label: string, 
/**
 * What it was about.
 */
title: string, 
/**
 * First day; one in the future is only planned.
 */
from_day: string, 
/**
 * Last day.
 */
to_day: string, 
/**
 * Where: villages, then the place.
 */
place: string, 
/**
 * Unit that organised it, or that invited.
 */
organiser: string, 
/**
 * Tenths of an hour of instruction.
 */
hours: number, 
/**
 * Whom a report on duty was given to.
 */
audience: string, 
/**
 * Written or oral, in words.
 */
manner: string, 
/**
 * Titles of the reports this delegate wrote, and of those the group wrote.
 */
reports: Array<string>, 
/**
 * What those reports were used for, in words: the way and where.
 */
uses: Array<string>, };
export type DelegateDuties = { 
/**
 * Record of the person.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Delegation or group on that day, if any.
 */
group: string | null, 
/**
 * Its record.
 */
group_id: string | null, 
/**
 * Levels of the seats held in that year.
 */
levels: Array<string>, 
/**
 * Whether the delegate is in office on that day.
 */
in_office: boolean, 
/**
 * Duties in their fixed order.
 */
duties: Array<DutyWindows>, };
export type Display = { 
/**
 * system, light, dark or contrast.
 */
theme: string, 
/**
 * Size of type in percent: 100, 125 or 150.
 */
size: string, 
/**
 * Idle minutes until the desk locks.
 */
idle_minutes: number, 
/**
 * Most idle minutes that may be chosen here.
 */
idle_most: number, };
export type DisplayWishes = { 
/**
 * system, light, dark or contrast.
 */
theme: string | null, 
/**
 * 100, 125 or 150.
 */
size: string | null, 
/**
 * Idle minutes until the desk locks.
 */
idle_minutes: number | null, };
export type DossierAsked = { 
/**
 * Delegate.
 */
person: string, 
/**
 * Year.
 */
year: number, };
export type DossierChange = { 
/**
 * Part.
 */
section: string, 
/**
 * Its heading.
 */
title: string, 
/**
 * Line.
 */
line: string, 
/**
 * What it is, in words.
 */
subject: string, 
/**
 * What stands in the closed dossier.
 */
before: string, 
/**
 * What the records say now.
 */
after: string, 
/**
 * Page its record opens on.
 */
page: string, 
/**
 * Record.
 */
record: string, };
export type DossierContent = { 
/**
 * Version of this shape.
 */
shape: number, 
/**
 * Year.
 */
year: number, 
/**
 * Day duties were judged on.
 */
as_of: string, 
/**
 * The office as printed.
 */
office: string, 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Unit and post.
 */
post: string, 
/**
 * Delegation or group.
 */
circle: string, 
/**
 * Levels of the seats.
 */
levels: string, 
/**
 * Rule books the duties were judged by.
 */
rules: string, 
/**
 * Parts of the booklet in their order.
 */
sections: Array<DossierSection>, };
export type DossierEntry = { 
/**
 * Stable within the part: the record, or the name of a fact.
 */
key: string, 
/**
 * Page its record opens on; empty when it has none.
 */
page: string, 
/**
 * Record.
 */
record: string, 
/**
 * What stands in the columns.
 */
cells: Array<string>, };
export type DossierGap = { 
/**
 * Stable code.
 */
code: string, 
/**
 * What is missing.
 */
sentence: string, 
/**
 * What to do.
 */
remedy: string, 
/**
 * Page it is put right on.
 */
page: string, 
/**
 * Record it is put right in.
 */
record: string, };
export type DossierGapLine = { 
/**
 * Tells lines of the list apart.
 */
id: string, 
/**
 * Whose dossier.
 */
owner: DossierOwner, 
/**
 * What is missing.
 */
gap: DossierGap, };
export type DossierGaps = { 
/**
 * Year.
 */
year: number, 
/**
 * Day duties are judged on.
 */
as_of: string, 
/**
 * Years with dossiers to look at, newest first.
 */
years: Array<number>, 
/**
 * Delegates by group and strokes, what is missing in the order of the booklet; closed dossiers are left out.
 */
lines: Array<DossierGapLine>, };
export type DossierLine = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Delegation or group.
 */
circle: string, 
/**
 * Its record.
 */
circle_id: string | null, 
/**
 * How far it is.
 */
stage: DossierStage, 
/**
 * What is missing: how many; for a closed one what was missing then is no longer counted.
 */
gaps: number, 
/**
 * Checked before, and records changed since.
 */
recheck: boolean, 
/**
 * Whether the year is over for this delegate, so that it can be closed.
 */
over: boolean, 
/**
 * Day it was checked.
 */
checked_on: string | null, 
/**
 * Day it was closed.
 */
closed_on: string | null, 
/**
 * Correction slips.
 */
slips: number, 
/**
 * Lines that changed since the closing and have no slip.
 */
changed: number, };
export type DossierOwner = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Delegation or group.
 */
circle: string, 
/**
 * Its record.
 */
circle_id: string | null, };
export type DossierRun = { 
/**
 * Year.
 */
year: number, 
/**
 * Only this delegation or group.
 */
circle_id: string | null, 
/**
 * Only these delegates; all of the group or town when empty.
 */
people: Array<string>, 
/**
 * All in one file, volume by volume; otherwise one file a delegate.
 */
together: boolean, 
/**
 * Token of the folder.
 */
to: string, };
export type DossierRunDone = { 
/**
 * Booklets.
 */
booklets: number, 
/**
 * Pages of all of them.
 */
pages: number, 
/**
 * Files.
 */
files: Array<string>, 
/**
 * Seconds it took.
 */
seconds: number, 
/**
 * Delegates whose booklet was not made, with the reason.
 */
failed: Array<string>, };
export type DossierSection = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Heading.
 */
title: string, 
/**
 * Names of the columns.
 */
heads: Array<string>, 
/**
 * Lines in their order.
 */
lines: Array<DossierEntry>, 
/**
 * What the figures of this part mean.
 */
note: string, 
/**
 * What stands there when there is no line.
 */
empty: string, };
export type DossierSlip = { 
/**
 * Record.
 */
id: string, 
/**
 * Number within the dossier, from 1.
 */
number: number, 
/**
 * Day.
 */
day: string, 
/**
 * Clerk who wrote it.
 */
clerk: string, 
/**
 * Document number.
 */
document: string, 
/**
 * Part.
 */
section: string, 
/**
 * Line of that part; empty when it was written by hand.
 */
line: string, 
/**
 * What it corrects.
 */
subject: string, 
/**
 * What stands in the closed dossier.
 */
before: string, 
/**
 * What is right.
 */
after: string, 
/**
 * Why.
 */
reason: string, };
export type DossierSlipLine = { 
/**
 * Part.
 */
section: string, 
/**
 * Line.
 */
line: string, };
export type DossierSlipListed = { 
/**
 * Its record.
 */
id: string, 
/**
 * Whose dossier.
 */
owner: DossierOwner, 
/**
 * Heading of the part it corrects.
 */
part: string, 
/**
 * The slip.
 */
slip: DossierSlip, };
export type DossierSlipWish = { 
/**
 * Delegate.
 */
person: string, 
/**
 * Year.
 */
year: number, 
/**
 * Document number.
 */
document: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Changed lines a slip is written for, one each.
 */
lines: Array<DossierSlipLine>, 
/**
 * By hand: the part.
 */
section: string, 
/**
 * By hand: what is corrected.
 */
subject: string, 
/**
 * By hand: what stands in the closed dossier.
 */
before: string, 
/**
 * By hand: what is right.
 */
after: string, };
export type DossierSlips = { 
/**
 * Year.
 */
year: number, 
/**
 * Years with dossiers to look at, newest first.
 */
years: Array<number>, 
/**
 * Delegates by group and strokes, each one's slips by number.
 */
lines: Array<DossierSlipListed>, };
export type DossierStage = "open" | "gaps" | "checked" | "closed" | "corrected";
export type DossierWhole = { 
/**
 * What it shows: as gathered now, or as closed.
 */
content: DossierContent, 
/**
 * How it stands.
 */
line: DossierLine, 
/**
 * What is missing now; empty once closed.
 */
gaps: Array<DossierGap>, 
/**
 * What the clerk said of the gaps.
 */
note: string, 
/**
 * Clerk who checked it.
 */
checked_by: string, 
/**
 * Clerk who closed it.
 */
closed_by: string, 
/**
 * The code printed on the signature page, made of the frozen content.
 */
seal: string, 
/**
 * The frozen content is no longer what it was at the closing: something in it was erased on request.
 */
altered: boolean, 
/**
 * Correction slips in their order.
 */
slips: Array<DossierSlip>, 
/**
 * Lines that changed since the closing and have no slip.
 */
changes: Array<DossierChange>, };
export type DossierYear = { 
/**
 * Year.
 */
year: number, 
/**
 * Day duties are judged on.
 */
as_of: string, 
/**
 * Years with dossiers to look at, newest first.
 */
years: Array<number>, 
/**
 * Delegates by group and strokes of the surname.
 */
lines: Array<DossierLine>, };
export type DossierYearAsked = { 
/**
 * Year; last year in January and February, this year otherwise, when left out.
 */
year: number | null, 
/**
 * Only this delegation or group.
 */
circle_id: string | null, };
export type DossiersChosen = { 
/**
 * Delegates.
 */
people: Array<string>, 
/**
 * Year.
 */
year: number, 
/**
 * What is said of the gaps; needed where something is missing.
 */
note: string, };
export type DossiersDone = { 
/**
 * Dossiers.
 */
n: number, };
export type DoubtOption = { 
/**
 * Grade.
 */
grade: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Share of the box that is inked.
 */
ink: number, 
/**
 * The middle of the box across the strip, 0 to 1.
 */
at: number | null, 
/**
 * blank, marked or doubtful.
 */
answer: "blank" | "marked" | "doubtful", };
export type DoubtRow = { 
/**
 * Page.
 */
page: string, 
/**
 * Row.
 */
row: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * Village.
 */
area: string, 
/**
 * Delegate; none for a team.
 */
person: string | null, 
/**
 * What is printed in the row.
 */
text: string, 
/**
 * Why it is in doubt: several_marks, filled_beside_mark, only_outside, faint, frame_lost, ink_around, or by_hand for a
 * row nothing was read from.
 */
why: string, 
/**
 * Its boxes in printed order.
 */
options: Array<DoubtOption>, 
/**
 * The row as PNG, base64; empty when only the whole page shows it.
 */
strip: string, 
/**
 * Whether the page bears marks that may tell who filled it in.
 */
identifying: boolean, };
export type Doubts = { 
/**
 * Rows nobody has decided, of those asked for.
 */
left: number, 
/**
 * Pages nobody has judged, of those asked for.
 */
pages: number, 
/**
 * Some of the rows: page by page, in no order of scanning.
 */
rows: Array<DoubtRow>, };
export type DoubtsWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Only this batch.
 */
batch: string | null, 
/**
 * Only batches of this village or meeting.
 */
area: string | null, 
/**
 * Most rows.
 */
limit: number, };
export type Draft = { 
/**
 * Draft.
 */
id: string, 
/**
 * Form.
 */
feature: string, 
/**
 * Record being changed, if any.
 */
record: string | null, 
/**
 * What was typed.
 */
payload: unknown, 
/**
 * When, UTC.
 */
saved: string, };
export type DriveLine = { 
/**
 * Stands for the disk in `exchange.export`.
 */
token: string, 
/**
 * The name a person knows it by.
 */
label: string, 
/**
 * Free bytes.
 */
free: number, 
/**
 * Whether the system calls it removable.
 */
removable: boolean, };
export type DutiesAsked = { 
/**
 * The day everything is judged on; today when left out.
 */
as_of: string | null, 
/**
 * Only delegates of this delegation or group.
 */
group: string | null, 
/**
 * Only this delegate.
 */
person: string | null, 
/**
 * Whether the records behind the figures are listed.
 */
records: boolean, };
export type Duty = "contact" | "meeting" | "proposal" | "evaluation";
export type DutyAhead = { 
/**
 * contact, meeting, proposal or evaluation.
 */
duty: string, 
/**
 * Name of the rule.
 */
title: string, 
/**
 * The rule.
 */
rule: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * How many are missing.
 */
missing: number, 
/**
 * overdue, open, or not_due for a window that has not begun.
 */
state: string, 
/**
 * Last working day in the window on which the delegate is in office and not on leave; none when there is none left.
 */
safe: string | null, 
/**
 * Days from the day it is told on to the last safe day.
 */
days_left: number | null, 
/**
 * Last fixed day of the own station not after the last safe day, for contact.
 */
slot: string | null, 
/**
 * Why less is asked for, written out.
 */
sum: string | null, };
export type DutyForecast = { 
/**
 * The day it is told on.
 */
as_of: string, 
/**
 * Last day it looks to.
 */
until: string, 
/**
 * The holidays of that year are not known: last safe days only leave out Saturdays and Sundays.
 */
without_holidays: boolean, 
/**
 * Delegates by group and strokes of the surname, those with nothing to do too.
 */
delegates: Array<DutyForecastLine>, };
export type DutyForecastLine = { 
/**
 * Delegate.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Delegation or group.
 */
group: string | null, 
/**
 * Windows in order of their last safe day.
 */
windows: Array<DutyAhead>, };
export type DutySheet = { 
/**
 * The day.
 */
as_of: string, 
/**
 * First day of use: earlier windows ask for nothing.
 */
since: string, 
/**
 * Delegates by group and strokes of the surname.
 */
delegates: Array<DelegateDuties>, };
export type DutyWindows = { 
/**
 * contact, meeting, proposal or evaluation.
 */
duty: string, 
/**
 * Windows of the year in order.
 */
windows: Array<WindowLine>, };
export type Ending = { id: string, on: string, };
export type Entry = { 
/**
 * Record.
 */
id: string, 
/**
 * Which list.
 */
list: string, 
/**
 * Stable code.
 */
code: string, 
/**
 * Words shown.
 */
label: string, 
/**
 * Order.
 */
place: number, 
/**
 * Still offered.
 */
active: boolean, };
export type Erase = { 
/**
 * A name or a telephone number as it was written.
 */
term: string, 
/**
 * Request or rule it follows. It must not hold the term: it stays.
 */
ground: string, 
/**
 * Only these records; all that the preview shows when left out.
 */
records: Array<string> | null, };
export type ErasureDone = { 
/**
 * The erasure.
 */
id: string, 
/**
 * Records touched.
 */
records: number, 
/**
 * Drafts thrown away.
 */
drafts: number, 
/**
 * Records in which the term still stands in a column that is not personal, to be changed by hand.
 */
by_hand: number, 
/**
 * Backups that still hold what was erased, until they are rewritten.
 */
backups: number, };
export type ErasureHit = { 
/**
 * Table.
 */
kind: string, 
/**
 * What the table's records are, in words.
 */
what: string, 
/**
 * Record.
 */
record: string, 
/**
 * Columns that hold it; empty when only the history does.
 */
columns: Array<string>, 
/**
 * Columns that hold it and are not personal ones: to be changed by hand; their history keeps the old value.
 */
by_hand: Array<string>, 
/**
 * Page that opens the paper it stands in, empty when none does.
 */
page: string, 
/**
 * What the page is opened with.
 */
opens: string, 
/**
 * Year of a dossier.
 */
year: number | null, 
/**
 * Day of the paper, when it has one.
 */
day: string | null, 
/**
 * Its text with the term in it, shortened.
 */
excerpt: string, 
/**
 * An attachment of a record the term stands in, which may be about others: it is erased only when asked for.
 */
unsure: boolean, };
export type ErasureLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Day.
 */
day: string, 
/**
 * Request or rule it follows.
 */
ground: string, 
/**
 * Clerk who did it.
 */
clerk: string, 
/**
 * How many records it touched.
 */
records: number, };
export type ErasurePreview = { 
/**
 * Records.
 */
hits: Array<ErasureHit>, 
/**
 * Drafts that would be thrown away.
 */
drafts: number, };
export type ErasureTerm = { 
/**
 * A name or a telephone number as it was written.
 */
term: string, };
export type EvaluationForm = { 
/**
 * Stable code; empty for a new form.
 */
code: string, 
/**
 * Version; given by the program.
 */
version: number, 
/**
 * Title.
 */
title: string, 
/**
 * one_delegate or team.
 */
kind: "one_delegate" | "team", 
/**
 * What it is for.
 */
purpose: RoundKind, 
/**
 * Rows; those of a team are its delegates.
 */
items: Array<FormRow>, 
/**
 * Columns, the best first.
 */
grades: Array<FormGrade>, 
/**
 * How to fill in the sheet, a paragraph a line.
 */
instruction: string, 
/**
 * Whether there is room for free words.
 */
free_text: boolean, 
/**
 * Whether it comes with the program; saving it makes a form of the office.
 */
built_in: boolean, 
/**
 * Whether it was printed; saving it makes the next version.
 */
frozen: boolean, };
export type Expire = { 
/**
 * Opinions in whose words the giver is masked as well.
 */
in_words: Array<string>, 
/**
 * Opinions whose attachments are erased as well.
 */
files: Array<string>, 
/**
 * Papers outside of the opinions in which the giver is masked as well.
 */
elsewhere: Array<string>, 
/**
 * Opinions whose giver stays this time: somebody is still to be told.
 */
spare: Array<string>, };
export type Expired = { 
/**
 * Opinions whose giver was taken out.
 */
erased: number, 
/**
 * Of them those in whose words the giver was masked.
 */
masked: number, 
/**
 * Of them those in whose words the giver still stands, because nobody asked for it to go.
 */
left: number, 
/**
 * Attachments that were erased.
 */
files: number, 
/**
 * Papers outside of the opinions in which a giver was masked.
 */
elsewhere: number, 
/**
 * Papers in which a name still stands: not asked for, or to be changed by hand.
 */
still: Array<GiverElsewhere>, 
/**
 * Backups that still hold the names, until they are rewritten.
 */
backups: number, };
export type Expiring = { 
/**
 * Months after the end by the rule book.
 */
months: number, 
/**
 * The paper the number stands in.
 */
source: string, 
/**
 * Ended on this day or before.
 */
until: string, 
/**
 * Months after the last move by the rule book, for those who were never told.
 */
untold_months: number, 
/**
 * The paper that number stands in.
 */
untold_source: string, 
/**
 * Last moved on this day or before.
 */
untold_until: string, 
/**
 * Why the time of each is over, in the order of the lines.
 */
times: Array<GiverTime>, 
/**
 * Opinions, the givers masked.
 */
lines: Array<OpinionLine>, 
/**
 * Those of them in whose words the giver stands too, with those words as they would stand without.
 */
in_words: Array<GiverInWords>, 
/**
 * Those of them with attachments, and how many.
 */
with_files: Array<GiverFiles>, 
/**
 * Papers outside of the opinions in which one of the givers seems to stand.
 */
elsewhere: Array<GiverElsewhere>, };
export type Explain = { 
/**
 * Delegate.
 */
person: string, 
/**
 * contact, meeting, proposal or evaluation.
 */
duty: Duty, 
/**
 * First day of the window; all windows when left out.
 */
from: string | null, 
/**
 * The rule, when several ask for the same duty.
 */
rule: string | null, 
/**
 * The day; today when left out.
 */
as_of: string | null, };
export type Explained = { 
/**
 * The rule in words.
 */
rule: string, 
/**
 * Paper the rule comes from.
 */
source: string, 
/**
 * How the window stands.
 */
window: WindowLine, 
/**
 * Its records in order of days.
 */
records: Array<RecordLine>, };
export type Export = { 
/**
 * Record.
 */
id: string, 
/**
 * When, UTC.
 */
at: string, 
/**
 * Who.
 */
clerk: string, 
/**
 * Title of the paper.
 */
what: string, 
/**
 * Name of the file as written.
 */
file: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256 of what was read back.
 */
digest: string, 
/**
 * Disk or folder it was written to.
 */
place: string, 
/**
 * Number of the stick.
 */
medium: string, 
/**
 * Whether phones or people who gave an opinion stand in it.
 */
personal: boolean, 
/**
 * What names and phones in it are for; empty when nobody asked.
 */
reason: string, };
export type ExportFile = { 
/**
 * Its name on the stick.
 */
name: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * SHA-256 of what was read back.
 */
digest: string, 
/**
 * Token of the file, to open or show it.
 */
file: string, };
export type ExportNewest = { 
/**
 * At most; 200 when left out.
 */
limit: number, };
export type ExportRequest = { 
/**
 * Papers.
 */
papers: Array<PaperWanted>, 
/**
 * Tokens of files made before, for instance by the terminal.
 */
files: Array<string>, 
/**
 * Token of a drive or folder.
 */
to: string, 
/**
 * Number of the stick.
 */
medium: string, 
/**
 * Whether papers with phones or people who gave an opinion may leave.
 */
personal: boolean, };
export type ExportWritten = { 
/**
 * Files in order.
 */
files: Array<ExportFile>, 
/**
 * The disk or folder.
 */
place: string, 
/**
 * What to tell the person: written, compared, may be pulled out.
 */
message: string, };
export type Filter = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Village or community.
 */
area_id: string | null, 
/**
 * Delegate present or person responsible.
 */
person_id: string | null, 
/**
 * Dictionary visit_kind.
 */
kind: string | null, 
/**
 * Words in the situation, note or opinions.
 */
text: string | null, 
/**
 * received, households or firms: only visits that this figure counts something of.
 */
with: string | null, };
export type FixedDay = { 
/**
 * Village, day and time: what tells the line apart.
 */
id: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * The day.
 */
day: string, 
/**
 * HH:MM.
 */
starts: string, 
/**
 * HH:MM.
 */
ends: string, 
/**
 * Room.
 */
place: string, 
/**
 * reported, zero, suspended, made_up or unreported.
 */
state: string, 
/**
 * A fixed day: it counts as expected.
 */
fixed: boolean, 
/**
 * Why it was not held, or was moved.
 */
reason: string, 
/**
 * Day it is made up on, as told.
 */
moved_to: string | null, 
/**
 * Visits of the village that day.
 */
visits: number, };
export type FixedDayCounts = { 
/**
 * Fixed days (应驻).
 */
expected: number, 
/**
 * Held (实驻), with the days of villages without a fixed time.
 */
held: number, 
/**
 * Not held, with a reason (停驻).
 */
suspended: number, 
/**
 * Nothing is known.
 */
unreported: number, };
export type FixedDayPage = { 
/**
 * First day looked at.
 */
from: string, 
/**
 * Last day looked at.
 */
to: string, 
/**
 * Lines.
 */
lines: Array<FixedDay>, 
/**
 * Days the filter leaves.
 */
total: number, 
/**
 * How they stand.
 */
counts: FixedDayCounts, };
export type FixedDaysAsked = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day; today when it is left out.
 */
to: string, 
/**
 * Only this village.
 */
area: string | null, 
/**
 * `expected` for all fixed days, `held`, or a single state: reported, zero, made_up, suspended or unreported.
 */
state: string | null, 
/**
 * Words in the village's name or in the reason.
 */
text: string | null, 
/**
 * day, area or state.
 */
sort: string, 
/**
 * Last first.
 */
descending: boolean, 
/**
 * Lines left out before.
 */
offset: number, 
/**
 * Lines wanted, 1000 at most.
 */
limit: number, };
export type FormGrade = { 
/**
 * Stable code; given by the program when empty.
 */
code: string, 
/**
 * What is printed over its column.
 */
label: string, 
/**
 * Whether it counts in denominators; by the rule book when left out.
 */
counts: boolean | null, 
/**
 * Whether it counts as satisfied.
 */
satisfied: boolean, };
export type FormRow = { 
/**
 * Stable code; given by the program when empty.
 */
code: string, 
/**
 * What is printed.
 */
text: string, 
/**
 * A smaller second line.
 */
note: string, };
export type FormSaved = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Version.
 */
version: number, };
export type Found = { 
/**
 * Name as printed.
 */
office: string, 
/**
 * 9-digit town code; its villages are laid.
 */
area_code: string, 
/**
 * Token of a list of villages (CSV), for a town that is not in the built-in one.
 */
areas: string | null, 
/**
 * Office that reports go to.
 */
district_office: string | null, 
/**
 * First day of use; the start of this year when left out.
 */
since: string | null, 
/**
 * First clerk, who manages.
 */
person: string, 
/**
 * That clerk's passphrase.
 */
passphrase: string, 
/**
 * A practice township, to be thrown away.
 */
practice: boolean, };
export type Founded = { 
/**
 * To be printed, typed back in part, sealed and kept.
 */
recovery_key: string, 
/**
 * The first clerk's session.
 */
session: string, 
/**
 * The first clerk.
 */
person: Clerk, };
export type GiverElsewhere = { 
/**
 * Record of the paper.
 */
record: string, 
/**
 * What it is, in words.
 */
what: string, 
/**
 * Page that opens it, empty when none does.
 */
page: string, 
/**
 * What the page is opened with.
 */
opens: string, 
/**
 * Year of a dossier.
 */
year: number | null, 
/**
 * Title; empty when it has none.
 */
title: string, 
/**
 * Day, when it has one.
 */
day: string | null, 
/**
 * Opinions whose givers seem to stand there.
 */
opinions: Array<string>, 
/**
 * Where, with the words around it as they would stand.
 */
places: Array<GiverPlace>, 
/**
 * Whether it is surely the giver: it grew out of the opinion, or the telephone number stands there.
 */
sure: boolean, };
export type GiverFiles = { 
/**
 * Record.
 */
id: string, 
/**
 * Attachments, its moves' among them.
 */
n: number, };
export type GiverInWords = { 
/**
 * Record.
 */
id: string, 
/**
 * The words, as they would stand; empty ones where the matter is about a person by name.
 */
texts: Array<MaskedWords>, };
export type GiverPlace = { 
/**
 * Column.
 */
column: string, 
/**
 * The words around the name, masked; empty where the matter is about a person by name.
 */
around: string, 
/**
 * Whether it can only be changed by hand, because its history keeps the words.
 */
by_hand: boolean, };
export type GiverTime = { 
/**
 * Opinion.
 */
id: string, 
/**
 * `told`: ended and told; `untold`: ended, the giver was never told; `open`: never ended.
 */
why: string, 
/**
 * Day the time is counted from: the end, or the last move.
 */
since: string, };
export type GroupReach = { 
/**
 * As the plans call it.
 */
name: string, 
/**
 * Last day it was called on.
 */
last: string | null, 
/**
 * Day of the next plan whose sheet is not entered.
 */
planned: string | null, 
/**
 * never, before or since: whether it was called on since the day asked for.
 */
state: string, };
export type Hall = { 
/**
 * Grades in printed order.
 */
grades: Array<CountedGrade>, 
/**
 * Rows in printed order.
 */
rows: Array<HallRow>, 
/**
 * Sheets.
 */
sheets: HallSheets, };
export type HallCount = { 
/**
 * Strokes of the row and grade.
 */
count: number, };
export type HallRow = { 
/**
 * Row.
 */
row: string, 
/**
 * What is printed in it.
 */
text: string, 
/**
 * Marks by grade.
 */
counts: { [key in string]: number }, 
/**
 * Sheets without an answer in it.
 */
blank: number, 
/**
 * Sheets whose answer in it is void.
 */
void: number, };
export type HallSheets = { 
/**
 * Valid.
 */
valid: number, 
/**
 * Void.
 */
void: number, 
/**
 * Without any answer.
 */
blank: number, };
export type HallSheetsSet = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * Valid.
 */
valid: number, 
/**
 * Void.
 */
void: number, 
/**
 * Without any answer.
 */
blank: number, };
export type HallStroke = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * Row.
 */
row: string, 
/**
 * Grade, `blank` or `void`.
 */
grade: string, 
/**
 * 1 adds a stroke, -1 takes one away.
 */
by: number, };
export type Handover = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Delegate who hands over.
 */
from_id: string, 
/**
 * Delegate who takes over.
 */
to_id: string, 
/**
 * First day the successor answers for it.
 */
day: string, 
/**
 * terminated, suspended, term_over, moved or other.
 */
ground: string, 
/**
 * Who watches.
 */
witness: string, 
/**
 * Day on the signed page.
 */
signed_on: string | null, 
/**
 * Remark.
 */
note: string, 
/**
 * Villages that are handed over, in order.
 */
area_ids: Array<string>, 
/**
 * Opinions that speak of somebody by chance and that the clerk put into the briefing.
 */
included: Array<string>, };
export type HandoverLine = { 
/**
 * The handover.
 */
handover: Handover, 
/**
 * Name of the one who hands over.
 */
from: string, 
/**
 * Name of the one who takes over.
 */
to: string, 
/**
 * Villages.
 */
areas: Array<string>, 
/**
 * Opinions and proposals whose chain says who follows them.
 */
passed: number, };
export type HandoverWhole = { 
/**
 * The handover, kept or as it would be.
 */
line: HandoverLine, 
/**
 * What the successor is told.
 */
briefing: Briefing, 
/**
 * Villages that still run on the name of the one who hands over.
 */
running: number, };
export type HandoverWish = { 
/**
 * The handover.
 */
handover: Handover, 
/**
 * The villages go to the successor's name as well: what runs of the one ends the day before, that of the other begins.
 */
contacts: boolean, };
export type HandoversAsked = { 
/**
 * A delegate who took part; everybody's when left out.
 */
person_id: string | null, };
export type Heard = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Dictionary topic.
 */
topic: string, 
/**
 * What was said.
 */
content: string, 
/**
 * Who said it; empty when anonymous.
 */
giver: string, 
/**
 * How to reach the giver.
 */
giver_phone: string, 
/**
 * registered, answered, handling or closed.
 */
status: string, 
/**
 * Answer given.
 */
answer: string, 
/**
 * Unit that handles it.
 */
unit: string, 
/**
 * Day closed.
 */
closed_on: string | null, 
/**
 * Dictionary opinion_nature; empty while not sorted.
 */
nature: string, 
/**
 * It is about a person by name.
 */
named: boolean, 
/**
 * More was done about it than this form can say: its status is changed on its own page.
 */
on_its_way: boolean, };
export type HistoryLine = { 
/**
 * Number of the change, for restoring one value.
 */
change: number, 
/**
 * The operation.
 */
operation: OperationLine, 
/**
 * I, U or D.
 */
verb: string, 
/**
 * Column → [old, new].
 */
values: Record<string, [unknown, unknown]>, 
/**
 * Records its values point to → what they are called, where they have a short name.
 */
names: { [key in string]: string }, 
/**
 * Columns whose old value is not written again by itself: a move of the chain puts them right, or it asks for a right
 * that whoever looks does not have.
 */
fixed: Array<string>, 
/**
 * Whether personal values were erased by rule.
 */
erased: boolean, };
export type Hits = { 
/**
 * Delegates and others.
 */
people: Array<NameHit>, 
/**
 * There are more people.
 */
more_people: boolean, 
/**
 * Villages and communities, by their own names or those of their teams.
 */
areas: Array<NameHit>, 
/**
 * There are more of them.
 */
more_areas: boolean, 
/**
 * Visits.
 */
visits: Array<TextHit>, 
/**
 * There are more visits.
 */
more_visits: boolean, 
/**
 * Opinions. The giver is searched but not shown.
 */
opinions: Array<TextHit>, 
/**
 * There are more opinions.
 */
more_opinions: boolean, 
/**
 * Proposals; the number stands where the village stands.
 */
proposals: Array<TextHit>, 
/**
 * There are more proposals.
 */
more_proposals: boolean, 
/**
 * Activities, by their own words or those of their reports.
 */
activities: Array<TextHit>, 
/**
 * There are more activities.
 */
more_activities: boolean, 
/**
 * Notices.
 */
notices: Array<TextHit>, 
/**
 * There are more notices.
 */
more_notices: boolean, 
/**
 * Meetings, by their own words or those of their agenda and of what they asked for.
 */
meetings: Array<TextHit>, 
/**
 * There are more meetings.
 */
more_meetings: boolean, 
/**
 * Planned visits.
 */
plans: Array<TextHit>, 
/**
 * There are more planned visits.
 */
more_plans: boolean, 
/**
 * The words as understood, for marking.
 */
words: Array<string>, };
export type HolidayDay = { 
/**
 * Day.
 */
date: string, 
/**
 * Free, or worked although it is a Saturday or Sunday.
 */
free: boolean, 
/**
 * Holiday it belongs to.
 */
name: string, };
export type HolidayList = { 
/**
 * Year.
 */
year: number, 
/**
 * A line a day: date, free or worked, holiday.
 */
text: string, 
/**
 * The announcement.
 */
source: string, };
export type HolidayPreview = { 
/**
 * Days in order.
 */
days: Array<HolidayDay>, 
/**
 * Days the year's list has now.
 */
now: number, 
/**
 * The list now came with the program.
 */
built_in: boolean, };
export type HolidayYear = { 
/**
 * Year.
 */
year: number, 
/**
 * Free days.
 */
free: number, 
/**
 * Saturdays and Sundays that are worked.
 */
worked: number, 
/**
 * It came with the program.
 */
built_in: boolean, 
/**
 * Paper it was taken from.
 */
source: string, 
/**
 * The days, as they would be imported again.
 */
text: string, };
export type ImportAlternative = { 
/**
 * The role.
 */
role: ImportRole, 
/**
 * From 0 to 1.
 */
confidence: number, };
export type ImportApplied = { 
/**
 * Records made.
 */
created: number, 
/**
 * Records changed.
 */
updated: number, 
/**
 * Rows that changed nothing.
 */
unchanged: number, 
/**
 * Values changed on both sides and left as the record has them.
 */
both: number, 
/**
 * Cells that stopped their row.
 */
refused: Array<ImportTold>, 
/**
 * Cells worth a word.
 */
notices: Array<ImportTold>, 
/**
 * Rows passed over.
 */
passed_over: Array<ImportTold>, 
/**
 * Columns left out.
 */
dropped_columns: Array<ImportDropped>, 
/**
 * Files with what was read of their sheets.
 */
files: Array<ImportFile>, };
export type ImportColumn = { 
/**
 * Column from 0.
 */
index: number, 
/**
 * Letters of the column.
 */
letter: string, 
/**
 * Headings from the top head row down, joined by ` / `.
 */
heading: string, 
/**
 * Key under which the choice is remembered; holds headings only, never a value.
 */
memory: string, 
/**
 * Proposed or chosen role; `None` when nothing fits.
 */
role: ImportRole | null, 
/**
 * From 0 to 1.
 */
confidence: number, 
/**
 * Where the role comes from.
 */
ground: ImportGround, 
/**
 * Other roles, best first.
 */
alternatives: Array<ImportAlternative>, 
/**
 * How many cells below the head hold something.
 */
filled: number, };
export type ImportCounts = { 
/**
 * New records.
 */
new: number, 
/**
 * Records that change.
 */
changed: number, 
/**
 * Rows that change nothing.
 */
same: number, 
/**
 * Rows with a value changed on both sides.
 */
both: number, 
/**
 * Rows of records removed here.
 */
removed: number, 
/**
 * Rows left out by the clerk.
 */
skipped: number, 
/**
 * Refused cells.
 */
refused: number, 
/**
 * Opinions in the rows read.
 */
opinions: number, 
/**
 * Values the file asks to change.
 */
values: number, };
export type ImportDecisions = { 
/**
 * Where both changed, by key of the change.
 */
both: { [key in string]: ImportSide }, 
/**
 * Delegates not listed, by person.
 */
not_listed: { [key in string]: ImportNotListed }, 
/**
 * First day of what a roster changes (变动生效日期); the office's first day, or today once delegates are there.
 */
effective: string | null, 
/**
 * Level of delegates a roster gives no level: city, district or town.
 */
level: string | null, 
/**
 * Person by a name in the file that is in the register twice, or not at all.
 */
names: { [key in string]: string }, 
/**
 * Rows to leave out, by key.
 */
skip: Array<string>, };
export type ImportDropped = { 
/**
 * File.
 */
file: string, 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Letters.
 */
column: string, 
/**
 * Heading.
 */
heading: string, 
/**
 * What it held: `citizen_id`, `birth` …
 */
role: string, 
/**
 * Cells that were not read.
 */
filled: number, };
export type ImportFigures = { 
/**
 * Dictionary kind.
 */
kind: string, 
/**
 * People received.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Firms visited.
 */
firms: number, 
/**
 * Opinions heard.
 */
opinions: number, };
export type ImportFile = { 
/**
 * Name.
 */
name: string, 
/**
 * Sheets.
 */
sheets: Array<ImportSheet>, };
export type ImportGround = "heading" | "content" | "remembered" | "chosen" | "unknown";
export type ImportJob = "roster" | "visits";
export type ImportMapping = { 
/**
 * Role by heading (the whole path, its last part, or a column's letters); `ignore` leaves the column out.
 */
columns: { [key in string]: ImportRole }, 
/**
 * Sheets to read or to leave out, by name.
 */
sheets: { [key in string]: boolean }, 
/**
 * Area code by spelling of a village; empty text means none.
 */
villages: { [key in string]: string }, 
/**
 * Code of a visit's kind by spelling.
 */
kinds: { [key in string]: string }, 
/**
 * Code of a topic by spelling.
 */
topics: { [key in string]: string }, 
/**
 * Read rows that are hidden in the sheet; they are told of either way.
 */
skip_hidden_rows: boolean, 
/**
 * For sheets that leave a cell empty to repeat the one above: yes or no instead of what was found.
 */
carry_down: boolean | null, };
export type ImportNotListed = "keep" | "terminated" | "suspended" | "term_over";
export type ImportNotRead = "empty" | "no_head" | "summary" | "hidden" | "no_rows" | "counts" | "chosen";
export type ImportOriginal = { 
/**
 * Row as the spreadsheet counts it.
 */
row: number, 
/**
 * Letters of the column and text of the cell; the headings stand in the plan of the sheet.
 */
cells: Array<[string, string]>, };
export type ImportPreview = { 
/**
 * roster or visits.
 */
job: ImportJob, 
/**
 * Fingerprint of the files' contents.
 */
fingerprint: string, 
/**
 * Files and sheets with their columns.
 */
files: Array<ImportFile>, 
/**
 * How many of each.
 */
counts: ImportCounts, 
/**
 * Rows that are not the same, in the order of the files.
 */
rows: Array<ImportRow>, 
/**
 * Cells that stop their row.
 */
refused: Array<ImportTold>, 
/**
 * Cells worth a word.
 */
notices: Array<ImportTold>, 
/**
 * Rows passed over.
 */
passed_over: Array<ImportTold>, 
/**
 * Columns left out.
 */
dropped_columns: Array<ImportDropped>, 
/**
 * Villages in question.
 */
villages: Array<VillageQuestion>, 
/**
 * Kinds nobody knows.
 */
kinds: Array<string>, 
/**
 * Names in question.
 */
names: Array<NameQuestion>, 
/**
 * Delegates in office the roster does not list.
 */
not_listed: Array<ImportUnlisted>, 
/**
 * First day of what a roster changes.
 */
effective: string, 
/**
 * Dictionary entries that would be added: list and label.
 */
new_words: Array<[string, string]>, 
/**
 * What is remembered and what was said, together: the mapping that counts.
 */
mapping: ImportMapping, };
export type ImportRequest = { 
/**
 * roster or visits.
 */
job: ImportJob, 
/**
 * Tokens of files or folders.
 */
files: Array<string>, 
/**
 * What the clerk says of columns and spellings.
 */
mapping: ImportMapping, 
/**
 * What the clerk decided.
 */
decisions: ImportDecisions, 
/**
 * Fingerprint of the preview that was confirmed; another file content is refused.
 */
fingerprint: string | null, 
/**
 * Lines of the preview at most.
 */
limit: number | null, };
export type ImportRole = "sequence" | "village" | "team" | "name" | "sex" | "layer" | "level" | "delegation" | "group" | "post" | "phone" | "citizen_id" | "birth" | "age" | "joined_party" | "background" | "from" | "until" | "part" | "leader" | "liaison" | "number" | "page" | "day" | "time" | "place" | "delegates" | "others" | "kind" | "received" | "households" | "firms" | "opinion_count" | "topic" | "opinion" | "giver" | "giver_phone" | "answer" | "status" | "unit" | "closed_on" | "tally" | "situation" | "tags" | "note" | "ignore";
export type ImportRow = { 
/**
 * Key for leaving it out.
 */
key: string, 
/**
 * File.
 */
file: string, 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Address of its first cell.
 */
cell: string, 
/**
 * What becomes of it.
 */
state: ImportRowState, 
/**
 * Record, when there is one.
 */
record: string | null, 
/**
 * What it says in short: name and villages, or day, village and delegates.
 */
title: Array<string>, 
/**
 * What a visit was read as, beside its title.
 */
figures: ImportFigures | null, 
/**
 * Values that change.
 */
changes: Array<ImportValue>, 
/**
 * Its rows as they stand in the file.
 */
original: Array<ImportOriginal>, };
export type ImportRowState = "new" | "changed" | "same" | "both" | "removed" | "skipped";
export type ImportSheet = { 
/**
 * Position of the sheet in its workbook.
 */
index: number, 
/**
 * Name of the sheet.
 */
sheet: string, 
/**
 * `None` when it is read.
 */
not_read: ImportNotRead | null, 
/**
 * First head row from 0.
 */
head: number, 
/**
 * How many rows the head has.
 */
depth: number, 
/**
 * Text of the rows above the head: title, office, year.
 */
title: Array<string>, 
/**
 * The columns in their order.
 */
columns: Array<ImportColumn>, 
/**
 * Columns in which an empty cell repeats the one above, because this sheet writes it so.
 */
carried: Array<ImportRole>, };
export type ImportSide = "file" | "record";
export type ImportTemplate = { 
/**
 * roster or visits.
 */
job: ImportJob, 
/**
 * Token of a folder.
 */
to: string, };
export type ImportTemplateSaved = { 
/**
 * Name of the file in the folder.
 */
file: string, 
/**
 * Bytes.
 */
bytes: number, };
export type ImportTold = { 
/**
 * File.
 */
file: string, 
/**
 * Sheet.
 */
sheet: string, 
/**
 * Address of the cell.
 */
cell: string, 
/**
 * Stable code.
 */
code: string, 
/**
 * Sentence.
 */
message: string, 
/**
 * What to do.
 */
hint: string, 
/**
 * The row as it stands in the file; empty once the file was applied.
 */
original: Array<ImportOriginal>, };
export type ImportUnlisted = { 
/**
 * Person.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * What was decided.
 */
choice: ImportNotListed, };
export type ImportValue = { 
/**
 * Key for a decision.
 */
key: string, 
/**
 * Field: a column of the record, `opinion` or `village`.
 */
field: string, 
/**
 * What the file says now.
 */
file: string, 
/**
 * What the record says now.
 */
record: string, 
/**
 * The record was changed as well.
 */
both: boolean, 
/**
 * Address of the cell.
 */
cell: string, };
export type InTheWay = { 
/**
 * Table.
 */
kind: string, 
/**
 * Record.
 */
record: string, 
/**
 * `changed`, `removed`, `returned`, `referenced` or `erased`.
 */
why: string, 
/**
 * The operation's own record that it keeps from being taken back: itself, or the one it points to.
 */
of: string, };
export type Install = { 
/**
 * 9-digit town code or 6-digit district code of the list; a list of one's own is laid whole without it.
 */
code: string | null, 
/**
 * Token of a workbook or CSV file with columns for the code, the name and the town.
 */
file: string | null, };
export type Installed = { 
/**
 * Areas that were not there before.
 */
laid: number, };
export type Joining = { 
/**
 * The handling is written to this one.
 */
lead: string, 
/**
 * These are merged into it.
 */
ids: Array<string>, 
/**
 * The matter in a few words, without any person.
 */
title: string, };
export type Keep = { 
/**
 * The draft, when it is not its first keeping.
 */
id: string | null, 
/**
 * Form.
 */
feature: string, 
/**
 * Record being changed, if any.
 */
record: string | null, 
/**
 * Whatever the form holds.
 */
payload: unknown, };
export type Keeper = { 
/**
 * Record.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * leader or liaison.
 */
role: string, 
/**
 * Work phone.
 */
phone: string, };
export type Kept = Record<symbol, never>;
export type KeptOfPerson = { 
/**
 * Record.
 */
id: string, 
/**
 * Day heard.
 */
day: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * Who said it.
 */
giver: string, 
/**
 * How to reach the giver.
 */
giver_phone: string, 
/**
 * What was said.
 */
content: string, 
/**
 * Answer given.
 */
answer: string, 
/**
 * Dictionary opinion_state.
 */
state: string, 
/**
 * Attachments kept with it.
 */
files: number, };
export type KeyRow = { 
/**
 * 2026-09, or a kind of visit; empty for opinions heard at no visit.
 */
key: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Counts.
 */
sums: ActivitySums, };
export type Keyed = { 
/**
 * Rows of a sheet in printed order.
 */
rows: Array<CountedRow>, 
/**
 * Its grades in printed order.
 */
grades: Array<CountedGrade>, 
/**
 * The first look.
 */
first: KeyedLook, 
/**
 * The second look.
 */
second: KeyedLook, 
/**
 * Sheets by their number.
 */
sheets: Array<KeyedSheet>, };
export type KeyedAnswer = { 
/**
 * Rows on which the looks differ and nobody has decided.
 */
differs: Array<string>, };
export type KeyedEntry = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * Number of the sheet in the pile, from 1.
 */
no: number, 
/**
 * Which look.
 */
look: KeyingLook, 
/**
 * Grade, `blank` or `void` by row; none takes the sheet back. The third look names the rows it decides.
 */
answers: { [key in string]: string } | null, };
export type KeyedLook = { 
/**
 * Sheets keyed.
 */
sheets: number, 
/**
 * Who keys; several names when several did.
 */
person: string | null, };
export type KeyedSheet = { 
/**
 * Its number in the pile.
 */
no: number, 
/**
 * Answers of the first look by row.
 */
first: { [key in string]: string } | null, 
/**
 * Answers of the second look.
 */
second: { [key in string]: string } | null, 
/**
 * Answers of the third look.
 */
third: { [key in string]: string } | null, 
/**
 * What counts, once the looks agree or the third has decided.
 */
settled: { [key in string]: string } | null, 
/**
 * Rows on which the looks differ and nobody has decided.
 */
differs: Array<string>, };
export type KeyingLook = "first" | "second" | "third";
export type Leave = { 
/**
 * Record.
 */
id: string, 
/**
 * Delegate.
 */
person_id: string, 
/**
 * First day.
 */
from_day: string, 
/**
 * Last day.
 */
to_day: string, 
/**
 * official, private, sick or other.
 */
reason: string, };
export type LedgerNumber = { 
/**
 * The number the next saved visit of the year will get.
 */
number: number, };
export type LedgerYear = { year: number, };
export type Left = { 
/**
 * Rows nobody has decided.
 */
left: number, 
/**
 * Pages nobody has judged.
 */
pages: number, };
export type LikeAsked = { 
/**
 * Subject.
 */
title: string, 
/**
 * Ground and plan.
 */
text: string, 
/**
 * The paper being written.
 */
except: string, };
export type LikePaper = { 
/**
 * Record.
 */
id: string, 
/**
 * Day handed in.
 */
day: string, 
/**
 * Dictionary proposal_kind.
 */
kind: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * Stage.
 */
stage: string, 
/**
 * Lead proposer, team or delegation.
 */
lead: string, 
/**
 * How like it is.
 */
percent: number, };
export type Link = "team" | "member" | "contact" | "slot";
export type ListAbout = { 
/**
 * Columns from left to right.
 */
columns: Array<ListColumn>, 
/**
 * Filters.
 */
filters: Array<ListFilter>, };
export type ListAsked = { 
/**
 * Code of the list.
 */
list: string, };
export type ListColumn = { 
/**
 * Code.
 */
key: string, 
/**
 * Head.
 */
name: string, 
/**
 * Only with personal data asked for by tick and reason.
 */
private: boolean, };
export type ListFilter = { 
/**
 * Name in the address.
 */
key: string, 
/**
 * How people call it.
 */
name: string, 
/**
 * text, day, area, person, circle, `word:LIST` or `one:a,b,c`.
 */
kind: string, };
export type ListWish = { 
/**
 * Code of the list.
 */
list: string, 
/**
 * What the list's call is asked, without its page.
 */
request: unknown, 
/**
 * Only these lines in this order, where the page itself filters or sorts.
 */
ids: Array<string> | null, 
/**
 * Only these columns; all but the private ones when empty.
 */
columns: Array<string>, 
/**
 * With names and phones the list masks; needs a reason.
 */
personal: boolean, 
/**
 * What they are for.
 */
reason: string, 
/**
 * The filter in words, for the sheet's head.
 */
said: string, };
export type ListedTown = { 
/**
 * 9-digit code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Official names of its villages and communities.
 */
areas: Array<string>, };
export type ManyAsked = { 
/**
 * Opinions.
 */
ids: Array<string>, 
/**
 * Dictionary opinion_move.
 */
kind: string, };
export type ManyMoved = { 
/**
 * Opinions.
 */
ids: Array<string>, 
/**
 * The move; its opinion is left empty.
 */
move: OpinionMoveWish, };
export type ManyNotes = { 
/**
 * Villages and days.
 */
days: Array<StationDay>, 
/**
 * zero or suspended.
 */
kind: string, 
/**
 * Why.
 */
reason: string, };
export type MaskedWords = { 
/**
 * Table.
 */
kind: string, 
/**
 * Record.
 */
record: string, 
/**
 * Column.
 */
column: string, 
/**
 * The text with the mask in it.
 */
after: string, };
export type Material = { 
/**
 * Record.
 */
id: string, 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * Delegation or group; empty for all.
 */
circle_id: string | null, 
/**
 * First day it covers.
 */
from_day: string, 
/**
 * Last day it covers.
 */
to_day: string, 
/**
 * Day it was gathered.
 */
made_on: string, 
/**
 * In figures.
 */
figures: MaterialFigures, 
/**
 * What can be ticked off, in order.
 */
items: Array<MaterialItem>, 
/**
 * The rule book allows a copy with names for the group's leader; told when it is opened, not kept.
 */
leader_copy: boolean, };
export type MaterialFigure = { 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * visits, villages, received, households, firms, opinions, open, overdue, or the item of a matter.
 */
what: string, };
export type MaterialFigures = { 
/**
 * Delegates with a seat in the group in these days.
 */
delegates: number, 
/**
 * Visits at least one of them took part in.
 */
visits: number, 
/**
 * Persons received at these visits.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Firms and shops visited.
 */
firms: number, 
/**
 * Villages.
 */
villages: number, 
/**
 * Opinions heard at these visits, without those about a person by name.
 */
opinions: number, 
/**
 * By nature.
 */
natures: Array<MaterialNature>, 
/**
 * Opinions that speak of a member of the group and are held back.
 */
held: number, 
/**
 * Duty windows that touch these days.
 */
windows: Array<MaterialWindow>, };
export type MaterialItem = { 
/**
 * Record.
 */
id: string, 
/**
 * contact, opinion, action, proposal, duty or evaluation.
 */
section: string, 
/**
 * Dictionary topic of an opinion.
 */
topic: string, 
/**
 * What it is about: a kind and a record parted by a colon.
 */
item: string, 
/**
 * What is told.
 */
label: string, 
/**
 * How far it is.
 */
detail: string, 
/**
 * Empty, told, discussed or action.
 */
mark: string, 
/**
 * Action point it became.
 */
action_id: string | null, };
export type MaterialMark = { 
/**
 * Item.
 */
id: string, 
/**
 * Empty, told, discussed or action.
 */
mark: string, 
/**
 * The action point it becomes, for `action`; its meeting is that of the material.
 */
action: ActionPoint | null, };
export type MaterialNature = { 
/**
 * Dictionary opinion_nature; empty while not sorted.
 */
code: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Opinions.
 */
n: number, 
/**
 * Of which ended.
 */
ended: number, };
export type MaterialRest = { 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * told or discussed.
 */
mark: string, };
export type MaterialWindow = { 
/**
 * The rule in words.
 */
rule: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Delegates who are asked for something.
 */
total: number, 
/**
 * Who have done it.
 */
met: number, 
/**
 * Who can still do it in time.
 */
open: number, 
/**
 * Whose window ended without it.
 */
overdue: number, };
export type MaterialWish = { 
/**
 * Meeting.
 */
meeting_id: string, 
/**
 * First day; that of the half year the meeting looks at when left out.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, };
export type MayMoveMany = { 
/**
 * Opinions that may be moved.
 */
can: Array<OpinionLine>, 
/**
 * Opinions that may not, each with the reason.
 */
cannot: Array<OpinionLeftOut>, };
export type Meeting = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * Dictionary meeting_kind.
 */
kind: string, 
/**
 * Delegation or group; empty for all.
 */
circle_id: string | null, 
/**
 * Congress a session belongs to.
 */
term_id: string | null, 
/**
 * Session of that congress; 0 for other meetings.
 */
session: number, 
/**
 * Subject.
 */
title: string, 
/**
 * Room.
 */
place: string, 
/**
 * Who chairs.
 */
host: string, 
/**
 * Who takes the minutes.
 */
recorder: string, 
/**
 * Day the notice went out.
 */
notice_on: string | null, 
/**
 * What was said; not in lists.
 */
minutes: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Who was present, excused or absent.
 */
attendance: Array<Attendance>, 
/**
 * Agenda in its order; not in lists.
 */
agenda: Array<AgendaItem>, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type MeetingFilter = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Dictionary meeting_kind.
 */
kind: string | null, 
/**
 * Of this delegation or group.
 */
circle_id: string | null, 
/**
 * Meetings this delegate is entered for.
 */
person_id: string | null, 
/**
 * Words in it, in its agenda or in what it asked for.
 */
text: string | null, };
export type MeetingLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Day.
 */
day: string, 
/**
 * Dictionary meeting_kind.
 */
kind: string, 
/**
 * Delegation or group; empty for all.
 */
circle_id: string | null, 
/**
 * Congress a session belongs to.
 */
term_id: string | null, 
/**
 * Session of that congress; 0 for other meetings.
 */
session: number, 
/**
 * Subject.
 */
title: string, 
/**
 * Room.
 */
place: string, 
/**
 * Who chairs.
 */
host: string, 
/**
 * Delegates who came.
 */
present: number, 
/**
 * Excused.
 */
leave: number, 
/**
 * Absent.
 */
absent: number, 
/**
 * What it asked for that is not done.
 */
open: number, };
export type MeetingPage = { 
/**
 * Lines.
 */
lines: Array<MeetingLine>, 
/**
 * Meetings the filter leaves.
 */
total: number, 
/**
 * Delegates who came to them, each meeting for itself.
 */
present: number, 
/**
 * Excused.
 */
leave: number, 
/**
 * Absent.
 */
absent: number, };
export type MeetingWhole = { 
/**
 * The meeting.
 */
meeting: Meeting, 
/**
 * Delegates who are expected: of its group on its day, or all.
 */
expected: Array<string>, 
/**
 * Action points.
 */
actions: Array<ActionLine>, 
/**
 * Papers handed in there, for a session of a congress.
 */
papers: Array<SessionPaper>, };
export type Member = { 
/**
 * Record.
 */
id: string, 
/**
 * Team.
 */
team_id: string, 
/**
 * Person.
 */
person_id: string, 
/**
 * leader, liaison or member.
 */
role: string, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_to: string | null, };
export type MovedMany = { 
/**
 * Opinions moved.
 */
moved: number, };
export type NameHit = { 
/**
 * Record.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Post, or town.
 */
about: string, };
export type NameQuestion = { 
/**
 * As written.
 */
name: string, 
/**
 * People it could mean: id and name.
 */
candidates: Array<[string, string]>, };
export type NameReading = { 
/**
 * Syllables parted by spaces.
 */
pinyin: string, 
/**
 * Their first letters.
 */
initials: string, };
export type Named = { name: string, };
export type NamedPerson = { 
/**
 * Record.
 */
id: string, 
/**
 * Name.
 */
name: string, };
export type NotCounted = { 
/**
 * Record.
 */
id: string, 
/**
 * Why, in words.
 */
why: string, 
/**
 * Why, as a stable code.
 */
code: string, };
export type NotedMany = { 
/**
 * Villages.
 */
noted: number, };
export type Nothing = Record<symbol, never>;
export type Notice = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Dictionary notice_kind.
 */
kind: string, 
/**
 * Day of the paper.
 */
day: string, 
/**
 * Document number.
 */
document: string, 
/**
 * Title.
 */
title: string, 
/**
 * Text, a line a paragraph.
 */
body: string, 
/**
 * Person and phone for questions, printed.
 */
contact: string, 
/**
 * Day everybody must have it by.
 */
receipt_by: string | null, 
/**
 * Remark, not printed.
 */
note: string, 
/**
 * Whom it is for.
 */
audience: Array<NoticeAudience>, 
/**
 * Opinions whose handling it tells of.
 */
opinions: Array<string>, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type NoticeAudience = { 
/**
 * delegates, circle, person, areas, area or unit.
 */
kind: string, 
/**
 * Record of the group, person or village; the name of a unit; empty for all.
 */
target: string, };
export type NoticeBegun = { 
/**
 * Day of the paper: today.
 */
day: string, 
/**
 * Day everybody must have it by, by the rule book.
 */
receipt_by: string, };
export type NoticeCalls = { 
/**
 * The notice.
 */
line: NoticeLine, 
/**
 * Whom to ring up.
 */
phones: Array<NoticePhone>, };
export type NoticeDeliverWish = { 
/**
 * Notice.
 */
notice_id: string, 
/**
 * Recipients.
 */
recipients: Array<string>, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
at: string, 
/**
 * Dictionary notice_way.
 */
way: string, 
/**
 * It was delivered; an attempt otherwise.
 */
reached: boolean, 
/**
 * Who delivered it; the clerk when empty.
 */
sender: string, 
/**
 * Who took it, when not the recipient.
 */
receiver: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Name of a photo and where it lies.
 */
photo: string, };
export type NoticeDelivered = { 
/**
 * Recipients.
 */
recipients: number, 
/**
 * Who still has not got the notice.
 */
missing: number, };
export type NoticeDelivery = { 
/**
 * Record.
 */
id: string, 
/**
 * Recipient.
 */
recipient_id: string, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
at: string, 
/**
 * Dictionary notice_way.
 */
way: string, 
/**
 * It was delivered; an attempt otherwise.
 */
reached: boolean, 
/**
 * Who delivered it.
 */
sender: string, 
/**
 * Who took it, when not the recipient.
 */
receiver: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Name of a photo and where it lies.
 */
photo: string, 
/**
 * Clerk who entered it.
 */
clerk: string, };
export type NoticeFilter = { 
/**
 * First day of the paper.
 */
from: string | null, 
/**
 * Last day of the paper.
 */
to: string | null, 
/**
 * Dictionary notice_kind.
 */
kind: string | null, 
/**
 * `open` while somebody has not got it, `late` when the day for it is past, `done` when all have it.
 */
state: string | null, 
/**
 * For this delegate.
 */
person_id: string | null, 
/**
 * For this village.
 */
area_id: string | null, 
/**
 * Words in it.
 */
text: string | null, };
export type NoticeLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Dictionary notice_kind.
 */
kind: string, 
/**
 * Day of the paper.
 */
day: string, 
/**
 * Document number.
 */
document: string, 
/**
 * Title.
 */
title: string, 
/**
 * Day everybody must have it by.
 */
receipt_by: string | null, 
/**
 * Who must have it.
 */
recipients: number, 
/**
 * Who has it.
 */
reached: number, 
/**
 * The day is past and somebody has not got it.
 */
late: boolean, };
export type NoticeOpinion = { 
/**
 * Opinion.
 */
id: string, 
/**
 * Ledger number.
 */
number: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * Topic in words.
 */
topic: string, 
/**
 * What was said, without the giver.
 */
content: string, 
/**
 * Unit that handles it.
 */
unit: string, 
/**
 * What came of it, or where it stands.
 */
progress: string, };
export type NoticePage = { 
/**
 * Lines.
 */
lines: Array<NoticeLine>, 
/**
 * Notices the filter leaves.
 */
total: number, 
/**
 * Of which somebody has not got it.
 */
open: number, 
/**
 * Of which the day is past.
 */
late: number, 
/**
 * Recipients of all of them.
 */
recipients: number, 
/**
 * Of which reached.
 */
reached: number, };
export type NoticePhone = { 
/**
 * Recipient.
 */
recipient_id: string, 
/**
 * Name of the delegate, village or unit.
 */
name: string, 
/**
 * Group or town.
 */
about: string, 
/**
 * own, liaison, leader, or none when nobody is known.
 */
role: string, 
/**
 * Who answers.
 */
contact: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * Attempts so far.
 */
tried: number, };
export type NoticeRecipient = { 
/**
 * Record.
 */
id: string, 
/**
 * person, area or unit.
 */
kind: string, 
/**
 * Delegate.
 */
person_id: string | null, 
/**
 * Village or community.
 */
area_id: string | null, 
/**
 * Unit.
 */
unit: string, };
export type NoticeRecipientLine = { 
/**
 * The recipient.
 */
recipient: NoticeRecipient, 
/**
 * Name of the delegate, village or unit.
 */
name: string, 
/**
 * Group of the delegate, town of the village.
 */
about: string, 
/**
 * Day it was delivered.
 */
reached_on: string | null, 
/**
 * Deliveries and attempts in order.
 */
deliveries: Array<NoticeDelivery>, };
export type NoticeWhole = { 
/**
 * The notice.
 */
notice: Notice, 
/**
 * Who must have it.
 */
recipients: Array<NoticeRecipientLine>, 
/**
 * Opinions it tells of.
 */
opinions: Array<NoticeOpinion>, 
/**
 * Opinions chosen that are left out: about a person by name since, or removed.
 */
left_out: number, };
export type NoticesDue = { 
/**
 * Notices somebody has not got.
 */
notices: number, 
/**
 * Of which the day is past.
 */
late: number, 
/**
 * Who has not got one, over all of them.
 */
missing: number, 
/**
 * Titles of the first ones, the nearest day first.
 */
titles: Array<string>, };
export type OfBatch = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, };
export type OfRound = { 
/**
 * The evaluation.
 */
round: string, };
export type OfYear = { 
/**
 * All years when left out.
 */
year: number | null, };
export type Office = { 
/**
 * Record.
 */
id: string, 
/**
 * Name as printed.
 */
name: string, 
/**
 * 9-digit town code or 6-digit district code.
 */
area_code: string, 
/**
 * Office that reports go to.
 */
district_office: string, 
/**
 * First day of use.
 */
since: string, 
/**
 * Practice township.
 */
practice: boolean, };
export type One = { 
/**
 * Id of the record.
 */
id: string, };
export type Opening = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Last day the totals cover; they are for its year.
 */
day: string, 
/**
 * Village or community; empty for the town as a whole.
 */
area_id: string | null, 
/**
 * Visits.
 */
visits: number, 
/**
 * Persons received.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Firms and shops visited.
 */
firms: number, 
/**
 * Opinions.
 */
opinions: number, 
/**
 * Of which closed.
 */
closed: number, 
/**
 * Paper the totals come from.
 */
source: string, };
export type OpeningYear = { 
/**
 * All years when left out.
 */
year: number | null, };
export type OperationLine = { 
/**
 * Number.
 */
operation: number, 
/**
 * When, UTC.
 */
at: string, 
/**
 * Who.
 */
person: string, 
/**
 * Name as in the register.
 */
name: string, 
/**
 * Chinese sentence.
 */
sentence: string, 
/**
 * Operation it takes back.
 */
undoes: number | null, 
/**
 * Operation that took it back.
 */
undone_by: number | null, 
/**
 * Record it is about.
 */
subject: string | null, 
/**
 * Rows it changed.
 */
changes: number, 
/**
 * undoable, counter_entry or never.
 */
undo: string, 
/**
 * Right that taking it back asks of whoever looks.
 */
needs: Right, };
export type Opinion = { 
/**
 * The line, its words in full.
 */
line: OpinionLine, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Who said it.
 */
giver: string, 
/**
 * How to reach the giver.
 */
giver_phone: string, 
/**
 * Answer given.
 */
answer: string, 
/**
 * What the giver said of it.
 */
rating: string, 
/**
 * Day the giver was told.
 */
told_on: string | null, 
/**
 * First person responsible.
 */
first_id: string | null, 
/**
 * Clerk who registered it.
 */
recorder: string, 
/**
 * Day the running clock began.
 */
since: string, 
/**
 * Deadlines that run.
 */
limits: Array<OpinionLimit>, 
/**
 * Everything done, in order.
 */
chain: Array<OpinionMoveLine>, 
/**
 * What may be done now, the usual next move first.
 */
may: Array<OpinionMayMove>, 
/**
 * The family.
 */
family: Array<Sibling>, 
/**
 * Title of the family.
 */
family_title: string, 
/**
 * Moves made: to be sent back with the next one.
 */
moves: number, };
export type OpinionBalance = { 
/**
 * Being handled when the period began.
 */
opening: number, 
/**
 * Heard in it.
 */
heard: number, 
/**
 * Ended before or in it and opened again in it.
 */
reopened: number, 
/**
 * Ended in it.
 */
ended: number, 
/**
 * Being handled when it ended.
 */
closing: number, };
export type OpinionBalances = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * word, problem, inquiry, praise, or empty for what is not sorted yet.
 */
lines: { [key in string]: OpinionBalance }, 
/**
 * All records.
 */
whole: OpinionBalance, };
export type OpinionChain = { 
/**
 * Where it comes from.
 */
source: string, 
/**
 * States.
 */
states: Array<OpinionStateSpec>, 
/**
 * Moves.
 */
moves: Array<OpinionMoveSpec>, 
/**
 * Natures.
 */
natures: Array<OpinionNatureSpec>, };
export type OpinionClock = "send" | "close" | "given" | "none";
export type OpinionCounts = { 
/**
 * registered, answered, handling, closed.
 */
status: { [key in string]: number }, 
/**
 * overdue, today, soon and untold.
 */
light: { [key in string]: number }, 
/**
 * All.
 */
total: number, };
export type OpinionEntry = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Visit it was heard at; given by the program.
 */
visit_id: string | null, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Day heard.
 */
day: string, 
/**
 * Dictionary topic.
 */
topic: string, 
/**
 * Dictionary opinion_nature.
 */
nature: string, 
/**
 * What was said.
 */
content: string, 
/**
 * Who said it; empty when anonymous.
 */
giver: string, 
/**
 * How to reach the giver.
 */
giver_phone: string, 
/**
 * It is about a person by name.
 */
named: boolean, 
/**
 * First person responsible.
 */
first_id: string | null, };
export type OpinionFamily = { 
/**
 * Record.
 */
id: string, 
/**
 * How many were merged.
 */
joined: number, };
export type OpinionIds = { 
/**
 * Opinions in the order of the list.
 */
ids: Array<string>, 
/**
 * Most that are moved in one operation.
 */
most: number, };
export type OpinionLeftOut = { 
/**
 * The opinion.
 */
line: OpinionLine, 
/**
 * Why, as a sentence.
 */
why: string, };
export type OpinionLimit = { 
/**
 * send, decline, close or given.
 */
clock: string, 
/**
 * Day it ends.
 */
day: string, 
/**
 * Working days left; negative when past.
 */
left: number, 
/**
 * A year without a holiday list lies before that day.
 */
without_holidays: boolean, 
/**
 * The paper the rule stands in.
 */
source: string, };
export type OpinionLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Visit it was heard at.
 */
visit_id: string | null, 
/**
 * Day heard.
 */
day: string, 
/**
 * Year of the ledger number.
 */
year: number, 
/**
 * Ledger number.
 */
number: number, 
/**
 * Village or community, as spoken.
 */
area: string, 
/**
 * Its official name, with the town where another one is spoken of by the same name.
 */
area_written: string, 
/**
 * Dictionary topic.
 */
topic: string, 
/**
 * Dictionary opinion_nature.
 */
nature: string, 
/**
 * What was said; empty when it is about a person by name.
 */
content: string, 
/**
 * It is about a person by name.
 */
named: boolean, 
/**
 * First character of the giver and stars, or empty when anonymous.
 */
giver_masked: string, 
/**
 * Dictionary opinion_state.
 */
state: string, 
/**
 * registered, answered, handling or closed.
 */
status: string, 
/**
 * Unit that handles it.
 */
unit: string, 
/**
 * Day closed.
 */
closed_on: string | null, 
/**
 * Last day of the running clock.
 */
due_on: string | null, 
/**
 * A year without a holiday list lies before that day.
 */
due_open: boolean, 
/**
 * overdue, today, soon, running, untold, none or done.
 */
light: string, 
/**
 * Working days left; negative when overdue.
 */
left: number | null, 
/**
 * Family of the same matter.
 */
family_id: string | null, };
export type OpinionLines = { 
/**
 * Lines.
 */
lines: Array<OpinionLine>, 
/**
 * How many the filter leaves.
 */
total: number, };
export type OpinionMayMove = { 
/**
 * Dictionary opinion_move.
 */
kind: string, 
/**
 * It is the usual next one.
 */
main: boolean, 
/**
 * What it can carry.
 */
fields: Array<string>, 
/**
 * What it must carry.
 */
needs: Array<string>, 
/**
 * Last day its deadline may be set to.
 */
latest: string | null, 
/**
 * Paper that goes with it.
 */
sheet: string | null, };
export type OpinionMoveLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Order in the chain, from 1.
 */
place: number, 
/**
 * Dictionary opinion_move.
 */
kind: string, 
/**
 * Day.
 */
day: string, 
/**
 * Clerk who entered it.
 */
clerk_id: string, 
/**
 * That clerk's name.
 */
clerk: string, 
/**
 * State before.
 */
before: string, 
/**
 * State after.
 */
after: string, 
/**
 * 1 when it ended the matter, -1 when it opened it again.
 */
closes: number, 
/**
 * Unit.
 */
unit: string, 
/**
 * Document number.
 */
paper: string, 
/**
 * Deadline it set.
 */
deadline: string | null, 
/**
 * Leader who signed.
 */
signer: string, 
/**
 * Note or reason.
 */
note: string, 
/**
 * Answer.
 */
answer: string, 
/**
 * Dictionary told_by.
 */
told: string, 
/**
 * Dictionary opinion_rating.
 */
rating: string, 
/**
 * Attached paper.
 */
attachment: string, 
/**
 * Visit the giver was told at.
 */
visit_id: string | null, 
/**
 * Proposal.
 */
proposal_id: string | null, 
/**
 * Family.
 */
family_id: string | null, 
/**
 * Move it takes back.
 */
withdraws: string | null, 
/**
 * Written with the visit's form.
 */
by_form: boolean, };
export type OpinionMoveSpec = { 
/**
 * Dictionary opinion_move.
 */
code: string, 
/**
 * States it may be made in.
 */
from: Array<string>, 
/**
 * State it leads to; none when the state stays.
 */
to: string | null, 
/**
 * What it can carry: unit, paper, deadline, signer, note, answer, told, rating, attachment, proposal,
 * source (the proposal an answer comes from; the program fills it in).
 */
fields: Array<string>, 
/**
 * What it must carry.
 */
needs: Array<string>, 
/**
 * Right it needs.
 */
right: Right, 
/**
 * Right needed when the move concerns what another clerk entered; that of the move itself when none.
 */
others: Right | null, 
/**
 * The clock begins anew.
 */
starts: boolean, 
/**
 * With it the giver has been told.
 */
tells: boolean, 
/**
 * It takes the last move back.
 */
withdraws: boolean, 
/**
 * It enters from paper what was done before: forms and imports make it, and the ledger for many at once. It is never
 * offered as a next step.
 */
by_form: boolean, 
/**
 * Only a family makes it.
 */
by_family: boolean, 
/**
 * Paper that goes with it.
 */
sheet: string | null, };
export type OpinionMoveWish = { 
/**
 * Opinion.
 */
id: string, 
/**
 * Dictionary opinion_move.
 */
kind: string, 
/**
 * Day; today when empty.
 */
day: string, 
/**
 * Moves the caller has seen: refused when there are others. Not looked at when left out.
 */
seen: number | null, 
/**
 * Unit it goes to or that answers.
 */
unit: string, 
/**
 * Document number.
 */
paper: string, 
/**
 * Deadline.
 */
deadline: string | null, 
/**
 * Leader who signed.
 */
signer: string, 
/**
 * Note or reason.
 */
note: string, 
/**
 * Answer, or reason told to the giver.
 */
answer: string, 
/**
 * Dictionary told_by.
 */
told: string, 
/**
 * Dictionary opinion_rating.
 */
rating: string, 
/**
 * Name of an attached paper and where it lies.
 */
attachment: string, 
/**
 * Visit the giver was told at.
 */
visit_id: string | null, 
/**
 * Proposal that grew out of it.
 */
proposal_id: string | null, 
/**
 * Family it joins.
 */
family_id: string | null, };
export type OpinionMoved = { 
/**
 * Opinion.
 */
id: string, 
/**
 * The move.
 */
made: string, 
/**
 * State after it.
 */
state: string, };
export type OpinionNatureSpec = { 
/**
 * Dictionary opinion_nature.
 */
code: string, 
/**
 * word, problem, inquiry or praise: they are counted apart and never added up.
 */
counts_as: string, 
/**
 * Whether deadlines run.
 */
clock: boolean, };
export type OpinionPage = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Village or community.
 */
area_id: string | null, 
/**
 * Dictionary topic; several parted by commas, a dash for none.
 */
topic: string | null, 
/**
 * registered, answered, handling or closed; `settled` is answered and closed together.
 */
status: string | null, 
/**
 * Dictionary opinion_state.
 */
state: string | null, 
/**
 * Dictionary opinion_nature.
 */
nature: string | null, 
/**
 * Unit that handles it.
 */
unit: string | null, 
/**
 * overdue, today, soon, running, untold, none or done; `due` is the first three together, `near` today and soon,
 * `grown` what goes with a proposal that is answered.
 */
light: string | null, 
/**
 * Only what is not ended.
 */
open: boolean, 
/**
 * Words in it.
 */
text: string | null, 
/**
 * `day`, `number`, `area`, `topic` or `state`, or `due` for what is due first.
 */
sort: string, 
/**
 * Largest first; what is due first has one order only.
 */
descending: boolean, 
/**
 * Lines left out before.
 */
offset: number, 
/**
 * Lines wanted, 2000 at most.
 */
limit: number, };
export type OpinionStateSpec = { 
/**
 * Dictionary opinion_state.
 */
code: string, 
/**
 * registered, answered, handling or closed.
 */
status: string, 
/**
 * Its clock.
 */
clock: OpinionClock, 
/**
 * The matter rests here.
 */
end: boolean, 
/**
 * The usual next move; empty for none.
 */
next: string, 
/**
 * The usual next move when the giver is dissatisfied.
 */
next_unhappy: string, };
export type OpinionText = { 
/**
 * Village it was heard in.
 */
area_id: string, 
/**
 * What was said.
 */
content: string, 
/**
 * The visit it belongs to; that one's opinions are not compared.
 */
visit_id: string, };
export type OpinionsAnswered = { 
/**
 * Opinions.
 */
answered: number, };
export type OpinionsDue = { 
/**
 * Overdue.
 */
overdue: number, 
/**
 * Due today or soon.
 */
soon: number, 
/**
 * Answered, and the giver not told.
 */
untold: number, 
/**
 * On their way with a proposal that is answered.
 */
grown: number, 
/**
 * The first of what is due.
 */
lines: Array<OpinionLine>, };
export type PackPlace = { 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * First page, counted from 1.
 */
from: number, 
/**
 * Last page.
 */
to: number, };
export type PageAsked<F> = { 
/**
 * What to list.
 */
filter: F, 
/**
 * What it is sorted by.
 */
sort: string, 
/**
 * Largest first.
 */
descending: boolean, 
/**
 * Lines left out before.
 */
offset: number, 
/**
 * Lines wanted.
 */
limit: number, };
export type PageJudgement = "count" | "void" | "blank" | "duplicate" | "not_ours";
export type PagePicture = { 
/**
 * PNG as base64.
 */
png: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, };
export type PageVerdictWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Page.
 */
page: string, 
/**
 * What it is; none takes the last word back.
 */
verdict: PageJudgement | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Letters of the batch, as typed from a sheet whose square code could not be read.
 */
code: string, };
export type PaperCheck = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Whether it is as it should be; otherwise a warning, never a refusal.
 */
good: boolean, 
/**
 * In words.
 */
sentence: string, };
export type PaperFormat = "pdf" | "xlsx" | "docx";
export type PaperKind = "month" | "slips" | "coverage" | "schedule" | "forms" | "chase" | "ledger" | "tally" | "result_page" | "results" | "result_letter" | "pack" | "opinion_board" | "opinion_ledger" | "opinion_urge" | "opinion_form" | "opinion_notice" | "opinion_extension" | "opinion_decline" | "opinion_replies" | "opinion_excerpt" | "opinion_thread" | "visit_sheets" | "station_notice" | "key" | "proposal" | "proposal_slip" | "proposal_examination" | "proposal_assignment" | "proposal_reply" | "proposal_rating" | "proposal_list" | "dossier" | "meeting_notice" | "meeting_sign_in" | "meeting_minutes" | "list" | "group_material" | "handover" | "transfer" | "activity_record" | "activity_report" | "activity_collation" | "activity_list" | "notice" | "notice_delivery" | "notice_phones";
export type PaperMade = { 
/**
 * Token for `papers.page`, `papers.save`, `papers.print` and `exchange.export`.
 */
paper: string, 
/**
 * Title.
 */
title: string, 
/**
 * File name without its ending.
 */
name: string, 
/**
 * Pages.
 */
pages: number, 
/**
 * Forms it can be saved in: pdf, xlsx, docx.
 */
formats: Array<string>, 
/**
 * Whether phones or people who gave an opinion stand on it.
 */
personal: boolean, 
/**
 * Whether it can only be printed.
 */
print_only: boolean, 
/**
 * What was looked at before printing.
 */
checks: Array<PaperCheck>, 
/**
 * Sentences of the checks that were not met.
 */
warnings: Array<string>, };
export type PaperOptions = { 
/**
 * First day; the first of this month when left out, for reminders and blank forms the Monday of `day`.
 */
from: string | null, 
/**
 * Last day; today when left out.
 */
to: string | null, 
/**
 * The day a paper of one day shows; today when left out.
 */
day: string | null, 
/**
 * The year of a dossier; last year in January and February, this year otherwise, when left out.
 */
year: number | null, 
/**
 * Only this delegate.
 */
person_id: string | null, 
/**
 * Only this delegation or group.
 */
circle_id: string | null, 
/**
 * Only these villages.
 */
area_ids: Array<string>, 
/**
 * Only this dictionary kind of visit.
 */
visit_kind: string | null, 
/**
 * Who filled it in; the clerk when empty.
 */
filled_by: string, 
/**
 * Who reviewed it; signed by hand when empty.
 */
reviewed_by: string, 
/**
 * Who is in charge; signed by hand when empty.
 */
in_charge: string, 
/**
 * What the figures mean, printed below.
 */
definitions: boolean, 
/**
 * Villages where nothing happened are listed.
 */
zero_rows: boolean, 
/**
 * Phones are printed. Reminders print them unless this is false; everything else only when true.
 */
phones: boolean | null, 
/**
 * Only these opinions.
 */
opinion_ids: Array<string>, 
/**
 * Who gave the opinion is printed; each paper has its own usual answer when left out.
 */
giver: boolean | null, 
/**
 * The recovery key, for its sheet alone.
 */
recovery_key: string, 
/**
 * The record a paper of one record shows.
 */
record_id: string | null, 
/**
 * The evaluation, for its papers alone.
 */
round: string | null, 
/**
 * Only the village of this batch of the evaluation.
 */
batch: string | null, 
/**
 * Only this village of the evaluation.
 */
area_id: string | null, 
/**
 * Only the sheets of these plans.
 */
plan_ids: Array<string>, 
/**
 * A3 instead of A4, for notices.
 */
large: boolean, 
/**
 * Black on white in the manner of an announcement, for notices.
 */
plain: boolean, 
/**
 * Pictures of people, for notices.
 */
photos: boolean, 
/**
 * The list, for its workbook alone.
 */
list: ListWish | null, 
/**
 * The copy for a group's leader, with names where the rule book allows them.
 */
leader_copy: boolean, };
export type PaperPageWish = { 
/**
 * Token of the paper.
 */
paper: string, 
/**
 * From 1.
 */
page: number, 
/**
 * Pixels of a millimetre; 4 (about 100 dpi) when left out.
 */
scale: number, };
export type PaperPrintWish = { 
/**
 * Token of the paper.
 */
paper: string, 
/**
 * Token of a folder the viewer reads from; the private folder beside the office file when left out.
 */
to: string | null, };
export type PaperPrinted = { 
/**
 * Token of the file.
 */
file: string, };
export type PaperSaveRequest = { 
/**
 * Token of `papers.make`.
 */
paper: string, 
/**
 * Its form.
 */
format: PaperFormat, 
/**
 * Token of a folder, or of the file name chosen for it.
 */
to: string, 
/**
 * Whether a paper with phones or people who gave an opinion may leave.
 */
personal: boolean, };
export type PaperWanted = { 
/**
 * Token of `papers.make`.
 */
paper: string, 
/**
 * Its form.
 */
format: PaperFormat, };
export type PaperWish = { 
/**
 * Which.
 */
kind: PaperKind, 
/**
 * What it is to show.
 */
options: PaperOptions, };
export type Parameter = { 
/**
 * Record.
 */
id: string, 
/**
 * What is set.
 */
name: string, 
/**
 * Its value.
 */
value: unknown, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_to: string | null, 
/**
 * Paper it comes from.
 */
source: string, };
export type Passed = { 
/**
 * Handover.
 */
id: string, 
/**
 * Opinions and proposals whose chain now says it.
 */
passed: number, 
/**
 * Those whose chain takes no such line where it stands: answered, and the giver still to be told; or ended since.
 */
left: number, };
export type Passphrase = { old: string, new: string, };
export type Period = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * Only this village.
 */
area: string | null, 
/**
 * Only this kind of visit, and opinions heard at such visits.
 */
kind: string | null, };
export type Person = { 
/**
 * Record.
 */
id: string, 
/**
 * Name, any character.
 */
name: string, 
/**
 * m, f or empty.
 */
sex: string, 
/**
 * Unit and post.
 */
post: string, 
/**
 * For those without a seat: dictionary companion.
 */
category: string, 
/**
 * Work phone.
 */
phone: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Reading in syllables; empty asks for the built-in reading.
 */
pinyin: string, 
/**
 * Whether a person corrected the reading.
 */
pinyin_set: boolean, };
export type PersonAsked = { 
/**
 * Name or telephone number as it was written.
 */
term: string, 
/**
 * How the clerk made sure of the person.
 */
checked: string, };
export type Plan = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Year of the number; given by the program.
 */
year: number, 
/**
 * Number; given by the program.
 */
number: number, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * HH:MM or empty.
 */
ends: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Room or address.
 */
place: string, 
/**
 * Dictionary visit_kind.
 */
kind: string, 
/**
 * Person responsible.
 */
leader_id: string | null, 
/**
 * Delegates asked to come, in the order of the paper.
 */
delegates: Array<string>, 
/**
 * Other people of the register who come along.
 */
members: Array<string>, 
/**
 * Others, as typed.
 */
companions: string, 
/**
 * Groups of households to call on, such as 第三村民小组; never single residents.
 */
households: string, 
/**
 * What is to be spoken about.
 */
topics: string, 
/**
 * Remark.
 */
note: string, 
/**
 * The visit its sheet was entered as.
 */
visit_id: string | null, 
/**
 * Empty, or why it did not take place: moved, suspended, not_gone or other.
 */
closing: string, 
/**
 * The reason in words.
 */
closing_note: string, 
/**
 * Day it was closed.
 */
closed_on: string | null, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type PlanClose = { 
/**
 * Records.
 */
ids: Array<string>, 
/**
 * moved, suspended, not_gone or other.
 */
closing: string, 
/**
 * The reason in words.
 */
note: string, };
export type PlanCode = { code: string, };
export type PlanCounts = { 
/**
 * The day has not passed.
 */
planned: number, 
/**
 * The day has passed, the sheet may still come.
 */
due: number, 
/**
 * The sheet should be back.
 */
late: number, 
/**
 * Entered as a visit.
 */
entered: number, 
/**
 * Closed with a reason.
 */
closed: number, };
export type PlanFilter = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Village or community.
 */
area_id: string | null, 
/**
 * Plans this person is asked to come along, or answers for.
 */
person_id: string | null, 
/**
 * Dictionary visit_kind.
 */
kind: string | null, 
/**
 * planned, due, late, entered or closed.
 */
state: string | null, 
/**
 * Words in it, or its number.
 */
text: string | null, };
export type PlanLay = { 
/**
 * Any day of it; today when left out.
 */
day: string | null, 
/**
 * Only these villages; all when empty.
 */
area_ids: Array<string>, 
/**
 * What is to be spoken about everywhere this week.
 */
topics: string, };
export type PlanLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Its number as printed.
 */
code: string, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * HH:MM or empty.
 */
ends: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name as spoken.
 */
area: string, 
/**
 * Dictionary visit_kind.
 */
kind: string, 
/**
 * Room or address.
 */
place: string, 
/**
 * Person responsible.
 */
leader: string | null, 
/**
 * Delegates asked to come.
 */
delegates: Array<string>, 
/**
 * Groups of households to call on.
 */
households: string, 
/**
 * What is to be spoken about.
 */
topics: string, 
/**
 * planned, due, late, entered or closed.
 */
state: string, 
/**
 * Why it was closed.
 */
closing: string, 
/**
 * The reason in words.
 */
closing_note: string, 
/**
 * The visit it was entered as.
 */
visit_id: string | null, 
/**
 * Its ledger number.
 */
visit: string | null, };
export type PlanPage = { 
/**
 * Lines.
 */
lines: Array<PlanLine>, 
/**
 * Plans the filter leaves.
 */
total: number, 
/**
 * How they stand, whatever state the filter asks for.
 */
counts: PlanCounts, };
export type PlanSaved = { 
/**
 * Record.
 */
id: string, 
/**
 * Its number as printed.
 */
code: string, };
export type PlanWeek = { 
/**
 * Any day of it; today when left out.
 */
day: string | null, };
export type PlanWhole = { 
/**
 * The plan.
 */
plan: Plan, 
/**
 * Its number as printed.
 */
code: string, 
/**
 * planned, due, late, entered or closed.
 */
state: string, 
/**
 * Year and number of the visit it was entered as, as the ledger writes them.
 */
visit: string | null, 
/**
 * What the village waits to hear.
 */
promises: Array<OpinionLine>, };
export type Plans = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * In order of days and times.
 */
lines: Array<PlanLine>, 
/**
 * Counts over the lines.
 */
counts: PlanCounts, 
/**
 * Sheets not back, of whatever week: due and late together.
 */
missing: number, };
export type PlansLaid = { 
/**
 * Records.
 */
ids: Array<string>, };
export type Portrait = { 
/**
 * Whose.
 */
person_id: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, 
/**
 * What tells this picture from the one before: the beginning of its digest.
 */
mark: string, };
export type PortraitForget = { 
/**
 * Whose.
 */
id: string, 
/**
 * Request or rule it follows.
 */
ground: string, };
export type PortraitForgotten = { 
/**
 * The erasure.
 */
id: string, 
/**
 * Records touched.
 */
records: number, 
/**
 * Backups that still hold the picture, until they are rewritten.
 */
backups: number, };
export type PortraitPicture = { 
/**
 * Whose.
 */
person_id: string, 
/**
 * JPEG in base64.
 */
picture: string, };
export type PortraitShown = { 
/**
 * JPEG in base64.
 */
picture: string | null, };
export type PosterDesk = { 
/**
 * Texts in the order of the notice.
 */
texts: Array<PosterText>, 
/**
 * People who have a picture.
 */
portraits: Array<Portrait>, 
/**
 * People whose picture was taken away and can still be brought back.
 */
former: Array<string>, 
/**
 * Largest picture taken, in bytes.
 */
largest: number, };
export type PosterKept = { 
/**
 * Texts.
 */
n: number, };
export type PosterText = { 
/**
 * Which, as in the data file.
 */
field: string, 
/**
 * The usual wording, with the office's and the village's name still to be put in.
 */
usual: string, 
/**
 * What the town wrote instead; nothing when the usual wording holds.
 */
town: string | null, 
/**
 * What single villages have instead, by record.
 */
villages: { [key in string]: string }, };
export type PosterTexts = { 
/**
 * Village; the whole town when left out.
 */
area_id: string | null, 
/**
 * Texts by field; nothing takes the replacement away, an empty text leaves its place empty.
 */
texts: { [key in string]: string | null }, };
export type PrintedBatch = { 
/**
 * Record.
 */
id: string, 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * Who fills in its sheets.
 */
voters: BatchVoters, 
/**
 * The delegate its sheets are about; none for a team.
 */
person_id: string | null, 
/**
 * Name of the delegate.
 */
person: string | null, 
/**
 * Code on every sheet.
 */
code: string, 
/**
 * Sheets.
 */
copies: number, 
/**
 * Pages of a sheet.
 */
pages: number, };
export type PromisesAsked = { area_id: string, };
export type Proposal = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Day handed in; for a draft the day it was begun.
 */
day: string, 
/**
 * Dictionary proposal_kind: motion in congress, suggestion between congresses, inquiry or interpellation.
 */
kind: string, 
/**
 * Subject, one matter.
 */
title: string, 
/**
 * What it rests on.
 */
basis: string, 
/**
 * What is proposed.
 */
plan: string, 
/**
 * Dictionary topic; empty when not said.
 */
topic: string, 
/**
 * Congress it belongs to.
 */
term_id: string | null, 
/**
 * Session of that congress; 0 between sessions.
 */
session: number, 
/**
 * Lead proposer.
 */
lead_id: string | null, 
/**
 * Team that proposes together.
 */
team_id: string | null, 
/**
 * Delegation that proposes as one.
 */
circle_id: string | null, 
/**
 * Delegates asked to sign with the lead, in order.
 */
proposers: Array<string>, 
/**
 * Those of them whose slip is not back, or who declined; everybody else has signed.
 */
unsigned: Array<string>, 
/**
 * Last day for co-signers.
 */
sign_by: string | null, 
/**
 * The inquiry an interpellation follows.
 */
inquiry_id: string | null, 
/**
 * Opinions it grew from.
 */
sources: Array<string>, 
/**
 * Remark.
 */
note: string, 
/**
 * Still being written: not handed in yet.
 */
draft: boolean, 
/**
 * Number as printed; given by the program when the paper is filed.
 */
number: string, 
/**
 * Stage of the chain; told by its steps.
 */
stage: string, 
/**
 * Day it was withdrawn; told by its steps.
 */
withdrawn_on: string | null, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type ProposalBegin = { opinions: Array<string>, };
export type ProposalChain = { 
/**
 * Stages in the order of the work.
 */
stages: Array<ProposalStage>, 
/**
 * Kinds of step.
 */
moves: Array<ProposalStep>, 
/**
 * How many must have signed, by kind, the lead among them.
 */
least: { [key in string]: number }, 
/**
 * Whether a delegation alone suffices.
 */
delegation: boolean, 
/**
 * Kinds whose number runs by session.
 */
by_session: Array<string>, 
/**
 * Dictionary result classes are chosen from today.
 */
scheme: string, };
export type ProposalClock = { 
/**
 * sign, return, contact, co_opinion, reply or feedback.
 */
what: string, 
/**
 * Unit it binds, if one.
 */
unit: string, 
/**
 * Day it began.
 */
from: string, 
/**
 * Last day.
 */
due: string, 
/**
 * Day it was done.
 */
done_on: string | null, 
/**
 * Days from today to the last one; below zero when it has passed.
 */
days_left: number, 
/**
 * done, late (done too late), calm, soon or overdue.
 */
light: string, 
/**
 * A year whose holidays are not known lies in it.
 */
without_holidays: boolean, };
export type ProposalDifference = { 
/**
 * Subject.
 */
title: Array<TextPiece>, 
/**
 * What it rests on.
 */
basis: Array<TextPiece>, 
/**
 * What is proposed.
 */
plan: Array<TextPiece>, };
export type ProposalFilter = { 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Dictionary proposal_kind.
 */
kind: string | null, 
/**
 * Stage; `open` for all that wait for something, `overdue` for those past their day, `soon` for those near it.
 */
stage: string | null, 
/**
 * Lead proposer or co-signer.
 */
person_id: string | null, 
/**
 * Congress.
 */
term_id: string | null, 
/**
 * Dictionary topic.
 */
topic: string | null, 
/**
 * Unit that answers.
 */
unit: string | null, 
/**
 * Words in title, text or number.
 */
text: string | null, };
export type ProposalLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Day handed in.
 */
day: string, 
/**
 * Dictionary proposal_kind.
 */
kind: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * Lead proposer, team or delegation.
 */
lead: string, 
/**
 * Delegates who signed with the lead.
 */
signed: number, 
/**
 * Units that answer.
 */
unit: string, 
/**
 * Stage.
 */
stage: string, 
/**
 * Round of handling.
 */
round: number, 
/**
 * Next day something is due.
 */
due_on: string | null, 
/**
 * Days from today to it.
 */
days_left: number | null, 
/**
 * calm, soon, overdue or empty.
 */
light: string, 
/**
 * Result class of the last answer.
 */
result: string, };
export type ProposalMove = { 
/**
 * Record; given by the program.
 */
id: string, 
/**
 * Proposal.
 */
proposal_id: string, 
/**
 * Order in the chain; given by the program.
 */
place: number, 
/**
 * Which step.
 */
move: string, 
/**
 * Day on the paper.
 */
day: string, 
/**
 * Who entered it; given by the program.
 */
clerk_id: string, 
/**
 * Unit it is about.
 */
unit: string, 
/**
 * Dictionary proposal_ground.
 */
ground: string, 
/**
 * Reason, or what was said.
 */
note: string, 
/**
 * Document number.
 */
document: string, 
/**
 * Who signed the answer.
 */
signer: string, 
/**
 * Person and phone of the unit.
 */
contact: string, 
/**
 * Dictionary the result class was chosen from; given by the program.
 */
scheme: string, 
/**
 * Result class.
 */
result: string, 
/**
 * The longer time for broad and hard matters.
 */
hard: boolean, 
/**
 * The paper it is joined to.
 */
other_id: string | null, 
/**
 * Units of an assignment.
 */
units: Array<ProposalUnitRole>, 
/**
 * Ratings that came in.
 */
ratings: Array<ProposalRating>, 
/**
 * Number given by this step.
 */
number: string, 
/**
 * Its series; given by the program.
 */
series: string | null, 
/**
 * Its number within the series; given by the program.
 */
serial: number | null, 
/**
 * Last day of what this step set going; given by the program.
 */
due_on: string | null, 
/**
 * The step this one takes back.
 */
corrects: string | null, 
/**
 * Opinion this step made in the ledger; given by the program.
 */
opinion_id: string | null, 
/**
 * Village of that opinion; that of the team or of the lead proposer when left out. The opinion keeps it, the step
 * does not.
 */
area_id: string | null, };
export type ProposalMoveLine = { 
/**
 * The step.
 */
step: ProposalMove, 
/**
 * Name of the clerk.
 */
clerk: string, 
/**
 * The step that took it back.
 */
corrected_by: string | null, 
/**
 * Words of its result class, in the dictionary it was chosen from.
 */
result_label: string, };
export type ProposalMoved = { 
/**
 * Proposal.
 */
id: string, 
/**
 * The step.
 */
move_id: string, 
/**
 * Stage it stands in now.
 */
stage: string, 
/**
 * Its number as printed.
 */
number: string, };
export type ProposalNamed = { 
/**
 * Record.
 */
id: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * Stage.
 */
stage: string, };
export type ProposalNext = { 
/**
 * Which step.
 */
move: string, 
/**
 * What must be said with it.
 */
needs: Array<string>, 
/**
 * Stage it leads to; the same one when empty.
 */
to: string, 
/**
 * Whether this clerk may take it.
 */
allowed: boolean, };
export type ProposalOfOpinion = { 
/**
 * Record.
 */
id: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * Stage.
 */
stage: string, 
/**
 * Its answer in words for the giver; empty while there is none.
 */
answer: string, 
/**
 * Day it was answered.
 */
answered_on: string | null, 
/**
 * Document number of the answer.
 */
document: string, 
/**
 * Who signed it.
 */
signer: string, };
export type ProposalPage = { 
/**
 * Lines.
 */
lines: Array<ProposalLine>, 
/**
 * How many the filter leaves.
 */
total: number, 
/**
 * How many stand in each stage, the filter's own stage left out of account.
 */
stages: Array<ProposalStageCount>, 
/**
 * How many are past their day, likewise.
 */
overdue: number, };
export type ProposalRating = { 
/**
 * Proposer.
 */
person_id: string, 
/**
 * Dictionary satisfaction: how it was handled.
 */
work: string, 
/**
 * Dictionary satisfaction: what came of it.
 */
outcome: string, 
/**
 * The paper it was copied from.
 */
paper: string, 
/**
 * What was added in words.
 */
note: string, };
export type ProposalSigner = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * asked, signed or declined.
 */
state: string, 
/**
 * Day on the slip.
 */
signed_on: string | null, };
export type ProposalSlip = { 
/**
 * Proposal.
 */
id: string, 
/**
 * Delegate.
 */
person_id: string, 
/**
 * asked, signed or declined.
 */
state: string, 
/**
 * Day on the slip.
 */
day: string | null, };
export type ProposalSource = { 
/**
 * Opinion.
 */
opinion_id: string, 
/**
 * Day heard.
 */
day: string, 
/**
 * Village or community.
 */
area: string, 
/**
 * Dictionary topic.
 */
topic: string, 
/**
 * What was said.
 */
content: string, 
/**
 * Dictionary opinion_state.
 */
state: string, 
/**
 * It waits for the answer of the paper.
 */
waits: boolean, };
export type ProposalStage = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Nothing waits any more.
 */
ended: boolean, };
export type ProposalStageCount = { 
/**
 * Stage.
 */
stage: string, 
/**
 * Papers.
 */
papers: number, };
export type ProposalStep = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Stages it may follow; `*` for all.
 */
from: Array<string>, 
/**
 * Stage it leads to; the same one when empty.
 */
to: string, 
/**
 * Condition of leading there; the same stage until it holds.
 */
when: string, 
/**
 * Right it needs.
 */
right: Right, 
/**
 * Right it needs when it takes back what another clerk entered; the same when none.
 */
others: Right | null, 
/**
 * What must be said with it.
 */
needs: Array<string>, 
/**
 * Kinds of paper it is for; empty for all.
 */
kinds: Array<string>, };
export type ProposalThread = { 
/**
 * As entered.
 */
proposal: Proposal, 
/**
 * Who was asked to sign.
 */
signers: Array<ProposalSigner>, 
/**
 * How many signed, the lead or team among them.
 */
signed: number, 
/**
 * How many must have signed.
 */
least: number, 
/**
 * Opinions it grew from.
 */
sources: Array<ProposalSource>, 
/**
 * Village of the opinion it may be turned into; none when nobody can tell, or when it grew from opinions.
 */
village: string | null, 
/**
 * What its answer says to those who gave them; empty while there is none.
 */
told: string, 
/**
 * How many versions of the text there are.
 */
versions: number, 
/**
 * Steps in their order.
 */
moves: Array<ProposalMoveLine>, 
/**
 * Steps that may follow.
 */
next: Array<ProposalNext>, 
/**
 * Units of the present assignment.
 */
units: Array<ProposalUnit>, 
/**
 * Round of handling.
 */
round: number, 
/**
 * Time limits.
 */
clocks: Array<ProposalClock>, 
/**
 * Ratings of this round.
 */
ratings: Array<ProposalRating>, 
/**
 * Proposers who are asked to rate.
 */
raters: Array<string>, 
/**
 * Dictionary result classes are chosen from today.
 */
scheme: string, 
/**
 * The paper it was joined to.
 */
joined_to: ProposalNamed | null, 
/**
 * Papers joined to it.
 */
joined: Array<ProposalNamed>, 
/**
 * The inquiry it follows.
 */
inquiry: ProposalNamed | null, };
export type ProposalTold = { 
/**
 * Proposal.
 */
proposal_id: string, 
/**
 * Opinions; all that wait when left out.
 */
opinions: Array<string>, };
export type ProposalUnit = { 
/**
 * Unit.
 */
unit: string, 
/**
 * sole, lead, joint or part.
 */
role: string, 
/**
 * Day it took the paper.
 */
accepted_on: string | null, 
/**
 * Day it gave the paper back.
 */
returned_on: string | null, 
/**
 * Day its opinion came, for one that helps.
 */
opinion_on: string | null, 
/**
 * Day its answer came.
 */
replied_on: string | null, };
export type ProposalUnitRole = { 
/**
 * Unit.
 */
unit: string, 
/**
 * sole, lead, joint or part.
 */
role: string, };
export type ProposalVersion = { 
/**
 * 1 for the first.
 */
place: number, 
/**
 * Day it was saved.
 */
day: string, 
/**
 * Who saved it.
 */
clerk: string, 
/**
 * Subject.
 */
title: string, 
/**
 * What it rests on.
 */
basis: string, 
/**
 * What is proposed.
 */
plan: string, };
export type ProposalVersions = { id: string, 
/**
 * The earlier one.
 */
from: number, 
/**
 * The later one.
 */
to: number, };
export type ProposalsDue = { 
/**
 * Past their day.
 */
overdue: number, 
/**
 * Near it.
 */
soon: number, 
/**
 * The first of what is due.
 */
lines: Array<ProposalLine>, };
export type Prorate = "none" | "day" | "month";
export type Reach = { 
/**
 * The day it was judged on.
 */
as_of: string, 
/**
 * The day asked for.
 */
since: string, 
/**
 * Villages of the town in their fixed order.
 */
villages: Array<VillageReach>, };
export type ReachAsked = { 
/**
 * The day it is judged on; today when left out.
 */
as_of: string | null, 
/**
 * Whoever was last visited before this day counts as not visited since; the first day of the year when left out.
 */
since: string | null, };
export type Reason = { 
/**
 * Stable code.
 */
code: string, 
/**
 * In words.
 */
sentence: string, };
export type Rebuilt = { 
/**
 * Records.
 */
records: number, };
export type Recent = { 
/**
 * Only entries beyond this number: before it, or after it with the oldest first.
 */
before: number | null, 
/**
 * The oldest first; the newest first otherwise.
 */
oldest_first: boolean, 
/**
 * How many, 200 at most.
 */
limit: number, 
/**
 * Only those whose sentence or person holds this.
 */
text: string | null, 
/**
 * Only those that changed something.
 */
changed: boolean, 
/**
 * Only those since this day, as the clock on the office's wall showed it.
 */
since: string | null, };
export type ReckonedDay = { 
/**
 * The day.
 */
day: string, 
/**
 * A year's holidays are not known.
 */
without_holidays: boolean, };
export type RecordLine = { 
/**
 * Record.
 */
id: string, 
/**
 * visits, meetings, proposals or evaluations.
 */
feature: string, 
/**
 * Day.
 */
day: string, 
/**
 * What it is, in words.
 */
label: string, 
/**
 * Whether it counts.
 */
counts: boolean, 
/**
 * Why not, in words.
 */
why: string | null, 
/**
 * Why not, as a stable code.
 */
code: string | null, };
export type Recover = { recovery_key: string, 
/**
 * A clerk of the office, or a new name that shall manage.
 */
person: string, passphrase: string, };
export type Rehearsed = { 
/**
 * The backup that was laid out and compared.
 */
backup: string, 
/**
 * Whether every table is what it was.
 */
good: boolean, 
/**
 * Tables that are not.
 */
differing: Array<string>, 
/**
 * Rows compared.
 */
rows: number, };
export type Rekeyed = { 
/**
 * To be printed, typed back in part, sealed and kept.
 */
recovery_key: string, };
export type Removable = "leave" | "tenure" | "person" | "term" | "circle";
export type Remove = { kind: Removable, id: string, };
export type Replacement = { 
/**
 * The rule that ends the day before.
 */
id: string, 
/**
 * First day of the new one.
 */
from: string, 
/**
 * The new rule; its first day is `from`.
 */
rule: Rule, };
export type ReportCollation = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Day sent.
 */
day: string, 
/**
 * Title.
 */
title: string, 
/**
 * Office they were sent to.
 */
receiver: string, 
/**
 * Document number of the letter.
 */
document: string, 
/**
 * Who signed.
 */
signer: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Reports in it, in order.
 */
reports: Array<string>, };
export type ReportLine = { 
/**
 * The report; its text is left out in lists.
 */
report: ActivityReport, 
/**
 * Delegate who wrote it; empty when the group wrote it.
 */
author: string, 
/**
 * Title of its activity.
 */
activity: string, 
/**
 * Dictionary activity_kind.
 */
kind: string, 
/**
 * First day of the activity.
 */
from_day: string, 
/**
 * Where it was sent: the collations it stands in.
 */
sent: Array<ReportSent>, 
/**
 * What it was used for.
 */
uses: Array<ReportUse>, };
export type ReportSent = { 
/**
 * Collation.
 */
id: string, 
/**
 * Day sent.
 */
day: string, 
/**
 * Office it was sent to.
 */
receiver: string, };
export type ReportUse = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Report.
 */
report_id: string, 
/**
 * Day.
 */
day: string, 
/**
 * Dictionary report_use.
 */
way: string, 
/**
 * Where: the bulletin, unit or newspaper.
 */
receiver: string, 
/**
 * Issue or document number.
 */
document: string, 
/**
 * Proposal it became.
 */
proposal_id: string | null, 
/**
 * Remark.
 */
note: string, };
export type ReportsAsked = { 
/**
 * Handed in on this day or later.
 */
from: string | null, 
/**
 * Handed in on this day or earlier.
 */
to: string | null, 
/**
 * Only those not sent on.
 */
unsent: boolean, };
export type ReprintWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batches; all of them when empty.
 */
batches: Array<string>, 
/**
 * Sheets of each; as many as were printed when left out.
 */
copies: number | null, 
/**
 * With everything that goes to the meetings, in one file village by village, a trial sheet before them.
 */
pack: boolean, };
export type Reset = { id: string, passphrase: string, };
export type RestoreOpen = { 
/**
 * Token of the backup.
 */
file: string, 
/**
 * A person of the office; with the recovery key, who gets the new passphrase.
 */
person: string, 
/**
 * The passphrase of that person when the backup was taken; with the recovery key, the new one.
 */
passphrase: string, 
/**
 * The recovery key, when the passphrase is not known.
 */
recovery_key: string | null, 
/**
 * Head that the preview showed, when it was looked at.
 */
head: string | null, 
/**
 * Puts a file that lies here and cannot be opened aside, instead of refusing.
 */
aside: boolean, };
export type RestoreOpened = { 
/**
 * When the backup was taken, UTC.
 */
taken: string, 
/**
 * Name under which a file that lay here is kept.
 */
kept_aside: string | null, 
/**
 * The unlocked session.
 */
unlocked: Unlocked, };
export type RestoreValue = { record: string, 
/**
 * The change whose old value is wanted.
 */
change: number, column: string, };
export type RestoredNow = { 
/**
 * When the backup was taken, UTC.
 */
taken: string, 
/**
 * Head it was restored to.
 */
head: string, 
/**
 * Name under which the old file is kept: a backup of the list, or a damaged file beside the new one.
 */
kept_aside: string | null, 
/**
 * What was done, as a sentence.
 */
sentence: string, };
export type ResultCorrection = { 
/**
 * Batch.
 */
batch: string, 
/**
 * Village.
 */
area: string, 
/**
 * Delegate.
 */
person: string, 
/**
 * What is printed in the row.
 */
text: string, 
/**
 * Label of the grade.
 */
label: string, 
/**
 * Count when the round was closed; none where results are not shown.
 */
was: number | null, 
/**
 * Count now.
 */
now: number | null, 
/**
 * Day.
 */
on: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who answers for it.
 */
name: string, };
export type ResultDelegate = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Name.
 */
person: string, 
/**
 * Villages whose sheets are in the sum.
 */
areas: Array<string>, 
/**
 * Sheets returned.
 */
sheets: number, 
/**
 * Valid sheets.
 */
valid: number, 
/**
 * Whether anything is shown.
 */
shown: boolean, 
/**
 * Items of all villages together: every valid sheet weighs the same.
 */
items: Array<ResultItem>, 
/**
 * Each village by itself, as far as that is shown.
 */
villages: Array<ResultVillage>, 
/**
 * Party members and residents over all villages; empty where all fill in the same sheets.
 */
voters: Array<ResultVoters>, 
/**
 * Why nothing is shown, or not every village, in a sentence.
 */
hidden_reason: string | null, };
export type ResultGrade = { 
/**
 * Grade.
 */
grade: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Answers.
 */
n: number, 
/**
 * Share of the denominator, 0 to 1; none for a grade outside it.
 */
share: number | null, };
export type ResultItem = { 
/**
 * Row.
 */
row: string, 
/**
 * What is printed in it.
 */
text: string, 
/**
 * Grades in printed order.
 */
grades: Array<ResultGrade>, 
/**
 * Answers that count.
 */
denominator: number, 
/**
 * Valid sheets without an answer in it.
 */
blank: number, 
/**
 * Valid sheets whose answer in it is void.
 */
void: number, 
/**
 * Answers that count as satisfied.
 */
satisfied: number, 
/**
 * Their share of the denominator.
 */
satisfied_share: number | null, 
/**
 * The share where the rule book weighs party members and residents; none where it does not or they are not shown apart.
 */
weighted_share: number | null, 
/**
 * The share where the rule book weighs grades; none where it does not or one of the grades has no weight.
 */
graded_share: number | null, 
/**
 * The class the rule book gives to the share; only in a report on duty.
 */
class: string | null, };
export type ResultRemarks = { 
/**
 * Whom they are about: a delegate, or the village or meeting whose sheets name several.
 */
about: string, 
/**
 * Its record.
 */
rated: string, 
/**
 * The words, in no order of the sheets.
 */
texts: Array<string>, };
export type ResultVillage = { 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name.
 */
area: string, 
/**
 * Sheets returned.
 */
sheets: number, 
/**
 * Valid sheets.
 */
valid: number, 
/**
 * Whether its items are shown apart.
 */
shown: boolean, 
/**
 * Its items.
 */
items: Array<ResultItem>, 
/**
 * Party members and residents of the village, where both are shown apart.
 */
voters: Array<ResultVoters>, };
export type ResultVoters = { 
/**
 * Whose sheets.
 */
voters: BatchVoters, 
/**
 * Sheets returned.
 */
sheets: number, 
/**
 * Valid sheets.
 */
valid: number, 
/**
 * Whether its items are shown apart.
 */
shown: boolean, 
/**
 * Its items.
 */
items: Array<ResultItem>, };
export type Right = "view" | "enter" | "manage";
export type Roster = { 
/**
 * People by strokes of the surname.
 */
people: Array<Person>, 
/**
 * Seats.
 */
tenures: Array<Tenure>, 
/**
 * Terms, newest first.
 */
terms: Array<Term>, 
/**
 * Delegations and groups in order.
 */
circles: Array<Circle>, 
/**
 * Leaves.
 */
leaves: Array<Leave>, };
export type Round = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Who rates whom.
 */
kind: RoundKind, 
/**
 * Year it is for.
 */
year: number, 
/**
 * Name.
 */
title: string, 
/**
 * Day it was held.
 */
held_on: string | null, 
/**
 * planned, held or finished.
 */
state: string, 
/**
 * Items and grades of its sheet; null until chosen.
 */
form: unknown, 
/**
 * Remark.
 */
note: string, 
/**
 * Delegates and villages in the order of the sheet; of a report on duty, each who reports with each meeting, which is
 * not taken when saving.
 */
subjects: Array<Subject>, 
/**
 * Those who report on duty, in the order of the sheet.
 */
rated: Array<RoundRated>, 
/**
 * Meetings of a report on duty.
 */
meetings: Array<RoundMeeting>, 
/**
 * Printed batches; not taken when saving.
 */
batches: Array<Batch>, 
/**
 * Batches declared void because they were printed wrong; not taken when saving.
 */
voided: Array<VoidBatch>, 
/**
 * Whether party members and residents get sheets of their own; not taken when saving.
 */
apart: boolean, 
/**
 * Day its counting was closed here; not taken when saving.
 */
closed_on: string | null, };
export type RoundBoard = { 
/**
 * The round.
 */
round: BoardRound, 
/**
 * Villages in the order of the round.
 */
villages: Array<BoardVillage>, 
/**
 * Pages of no known batch a person must look at.
 */
stray: number, };
export type RoundClosing = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Why it is closed with a difference.
 */
note: string, 
/**
 * Who answers for it.
 */
name: string, };
export type RoundKind = "delegates" | "report";
export type RoundMeeting = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Where it is held.
 */
venue: string, 
/**
 * Day.
 */
held_on: string | null, 
/**
 * Delegates who should come.
 */
invited: number | null, 
/**
 * Delegates who came: so many ballots are printed.
 */
present: number | null, };
export type RoundRated = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Unit or leader, as printed.
 */
name: string, 
/**
 * Post of a leader, or who reports for a unit.
 */
post: string, };
export type RoundResults = { 
/**
 * Who rates whom.
 */
kind: RoundKind, 
/**
 * Whether the round is closed. Before, nothing is shown: the difference of two results would tell a sheet.
 */
closed: boolean, 
/**
 * Delegates in the order of the sheets.
 */
delegates: Array<ResultDelegate>, 
/**
 * What the denominator is, in a sentence.
 */
denominator: string, 
/**
 * How shares become classes or weigh, in a sentence; none where they do not.
 */
rule: string | null, 
/**
 * Where more have reached a class than it may hold, in sentences.
 */
over: Array<string>, 
/**
 * Free words, of those with enough valid sheets.
 */
remarks: Array<ResultRemarks>, 
/**
 * Corrections, oldest first.
 */
corrections: Array<ResultCorrection>, 
/**
 * Why nothing is shown.
 */
hidden_reason: string | null, };
export type RoundStage = "planned" | "printed" | "taken" | "held" | "returned" | "read" | "review" | "balanced" | "closed" | "signed";
export type RoundToCompare = { 
/**
 * Its record; empty or left out for a new one.
 */
id: string, 
/**
 * Year it is for.
 */
year: number, 
/**
 * Whom it evaluates, and by which village.
 */
subjects: Array<Subject>, };
export type Rounding = "half" | "up" | "down";
export type RowToCorrect = { 
/**
 * Row.
 */
row: string, 
/**
 * What is printed in it.
 */
text: string, 
/**
 * Answers in printed order, then those left blank and those void.
 */
counts: Array<AnswerCounted>, };
export type Rule = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Rule book it stands in, as printed.
 */
book: string, 
/**
 * Stable code; given by the program when empty.
 */
code: string, 
/**
 * Name of the duty as people say it.
 */
title: string, 
/**
 * What it asks for.
 */
duty: Duty, 
/**
 * Delegate levels it binds: city, district, town.
 */
levels: Array<string>, 
/**
 * How its windows are laid.
 */
window_unit: Unit, 
/**
 * Months of a calendar window, or days.
 */
window_length: number, 
/**
 * How many in a window.
 */
required: number, 
/**
 * Kinds of record that count; empty for all.
 */
kinds: Array<string>, 
/**
 * What the team did counts for each member.
 */
team_credit: boolean, 
/**
 * A joint record counts for each delegate named; otherwise for the first named only.
 */
joint_credit: boolean, 
/**
 * Visits outside the own village, or meetings of another group, count.
 */
outside_credit: boolean, 
/**
 * Being the person responsible counts as being present.
 */
leader_credit: boolean, 
/**
 * An excused absence from a meeting counts.
 */
excused_credit: boolean, 
/**
 * How a part of a window in office is reckoned.
 */
prorate: Prorate, 
/**
 * How a share becomes a whole number.
 */
rounding: Rounding, 
/**
 * Days of leave lower what is required.
 */
leave_relief: boolean, 
/**
 * First day it asks for anything; the office's first day of use when empty.
 */
starts_on: string | null, 
/**
 * First day in force.
 */
valid_from: string, 
/**
 * Last day in force.
 */
valid_to: string | null, 
/**
 * Paper it comes from.
 */
source: string, 
/**
 * Order.
 */
place: number, };
export type RuleBook = { 
/**
 * Rules, past ones too.
 */
rules: Array<Rule>, 
/**
 * Parameters, past ones too.
 */
parameters: Array<Parameter>, };
export type SameEvaluation = { 
/**
 * The other evaluation.
 */
round: string, 
/**
 * Its name.
 */
title: string, 
/**
 * Day it was held.
 */
held_on: string | null, 
/**
 * planned, held or finished.
 */
state: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Delegates in both.
 */
people: Array<string>, };
export type Saved = { 
/**
 * Record.
 */
id: string, 
/**
 * Ledger year.
 */
year: number, 
/**
 * Ledger number.
 */
number: number, };
export type ScanReport = { 
/**
 * Pages looked at.
 */
pages: number, 
/**
 * Read without doubt.
 */
read: number, 
/**
 * To be looked at, whole or in rows.
 */
review: number, 
/**
 * Nothing can be said from the picture: scan again.
 */
rejected: number, 
/**
 * No sheets of this round.
 */
foreign: number, 
/**
 * Pages without print.
 */
blank: number, 
/**
 * Suspected doubles.
 */
duplicate: number, 
/**
 * Pictures seen before, which changed nothing.
 */
seen_before: number, 
/**
 * Read from pictures in black and white alone, on which a faint pencil may leave nothing.
 */
two_tone: number, 
/**
 * Whether a person stopped the run; the same files again go on where it stopped.
 */
cancelled: boolean, };
export type ScanWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Tokens of files and folders.
 */
files: Array<string>, };
export type SecondPlace = { 
/**
 * Token of the folder; none takes the second place away.
 */
folder: string | null, };
export type SecondPlaceState = { 
/**
 * The folder's own name.
 */
label: string, 
/**
 * Whether it can be reached now.
 */
reachable: boolean, 
/**
 * It lies on the same disk as the office file: no help when that disk dies.
 */
same_disk: boolean, 
/**
 * When a backup last went there, UTC.
 */
at: string | null, 
/**
 * Days since.
 */
days: number | null, 
/**
 * Days after which it is owed.
 */
warn_days: number, };
export type SessionPaper = { 
/**
 * Proposal.
 */
id: string, 
/**
 * Dictionary proposal_kind.
 */
kind: string, 
/**
 * Number as printed.
 */
number: string, 
/**
 * Subject.
 */
title: string, 
/**
 * Stage of its chain.
 */
stage: string, };
export type SheetKind = "one_delegate" | "team";
export type SheetPicture = { 
/**
 * PNG as base64.
 */
png: string, 
/**
 * Pixels.
 */
width: number, 
/**
 * Pixels.
 */
height: number, };
export type SheetPictureWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Page.
 */
page: string, 
/**
 * The strip of this row; the whole page when left out.
 */
row: string | null, 
/**
 * Small enough for a list.
 */
thumb: boolean, };
export type SheetRemark = { 
/**
 * Random id.
 */
id: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * The words.
 */
text: string, };
export type SheetRemarkWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch of the sheet.
 */
batch: string, 
/**
 * What it says, in few words.
 */
text: string, 
/**
 * An entry to be taken back.
 */
drop: string, };
export type SheetRemarks = { 
/**
 * Fewest valid sheets of which they are shown.
 */
least: number, 
/**
 * In no order of typing.
 */
remarks: Array<SheetRemark>, };
export type SheetStanding = "read" | "review" | "rejected" | "foreign" | "blank" | "duplicate" | "void";
export type Sheets = { 
/**
 * Token for `papers.page`, `papers.print` and `papers.save`.
 */
paper: string, 
/**
 * Title.
 */
title: string, 
/**
 * Pages of the file.
 */
pages: number, 
/**
 * Batches in the order of the file.
 */
batches: Array<PrintedBatch>, 
/**
 * Where the papers of each village lie in a pack; nothing for sheets alone.
 */
places: Array<PackPlace>, 
/**
 * Where everything stands on the pages: each batch by its first sheet.
 */
geometry: unknown, };
export type SheetsByOrigin = { 
/**
 * From scans.
 */
scan: number, 
/**
 * By two keyings.
 */
keyed: number, 
/**
 * Counted in the hall.
 */
hall: number, };
export type SheetsGeometry = { 
/**
 * Pages of all its batches.
 */
pages: unknown[], };
export type SheetsIssued = { 
/**
 * Batch.
 */
batch: string, 
/**
 * Printed sheets handed out.
 */
issued: number, 
/**
 * Who took them.
 */
taken_by: string, 
/**
 * Day; today when left out.
 */
on: string | null, 
/**
 * Sheets copied on the spot and registered before counting.
 */
copied: number, 
/**
 * Printed sheets kept back under seal.
 */
sealed: number, 
/**
 * Printed sheets destroyed.
 */
destroyed: number, };
export type SheetsWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Which kind; that of the round's form when left out.
 */
kind: SheetKind | null, 
/**
 * Sheets by village; when the list is empty, villages get the usual number and meetings one for each delegate who came.
 */
copies: Array<Copies>, 
/**
 * Every sheet bears a random number: a sheet that comes twice is known for certain, and somebody who has seen the
 * number may find out whose sheet it is.
 */
numbered: boolean, 
/**
 * Token of the file the PDF is written to, for the terminal.
 */
pdf: string | null, 
/**
 * Token of the file the geometry is written to, for the terminal.
 */
geometry: string | null, 
/**
 * With everything that goes to the meetings, in one file village by village, a trial sheet before them.
 */
pack: boolean, 
/**
 * One sheet to try printer and scanner with, with a line of 100 mm; it is no sheet of the round.
 */
trial: boolean, };
export type Sibling = { 
/**
 * The line.
 */
line: OpinionLine, 
/**
 * The handling is written to this one.
 */
lead: boolean, };
export type Slot = { 
/**
 * Record.
 */
id: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * 1 Monday to 7 Sunday.
 */
weekday: number, 
/**
 * HH:MM.
 */
starts: string, 
/**
 * HH:MM.
 */
ends: string, 
/**
 * Room.
 */
place: string, 
/**
 * 1 each week, 2 every other week …
 */
every_weeks: number, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_to: string | null, };
export type Stack = { 
/**
 * Pages that were asked for.
 */
total: number, 
/**
 * All pages by how they stand.
 */
counts: StackCounts, 
/**
 * Lines in no order of scanning.
 */
lines: Array<StackLine>, };
export type StackCounts = { read: number, review: number, rejected: number, foreign: number, blank: number, duplicate: number, void: number, };
export type StackLine = { 
/**
 * Random id.
 */
page: string, 
/**
 * Batch it counts for.
 */
batch: string | null, 
/**
 * Code on it.
 */
code: string | null, 
/**
 * Village.
 */
area: string | null, 
/**
 * Delegate; none for a team.
 */
person: string | null, 
/**
 * How it stands.
 */
status: SheetStanding, 
/**
 * Why, as a code; sentences are the page's.
 */
reason: string | null, 
/**
 * Whether a person must still say what it is.
 */
undecided: boolean, 
/**
 * What a person said of it.
 */
verdict: string | null, 
/**
 * The person's reason.
 */
said: string, 
/**
 * The page it seems to repeat.
 */
twin: string | null, 
/**
 * Page of its sheet, where sheets have several; 0 otherwise.
 */
sheet_page: number, 
/**
 * Rows nobody has decided.
 */
open_rows: number, 
/**
 * Whether it bears marks that may tell who filled it in.
 */
identifying: boolean, };
export type StackWish = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Only pages that stand so.
 */
status: SheetStanding | null, 
/**
 * Only this batch.
 */
batch: string | null, 
/**
 * Only batches of this village or meeting.
 */
area: string | null, 
/**
 * Lines to pass over.
 */
offset: number, 
/**
 * Most lines.
 */
limit: number, };
export type State = { 
/**
 * new: no file yet · locked: a file and its slots · keyless: a file without its slot file · open: unlocked.
 */
state: string, 
/**
 * Seconds until the next passphrase is taken.
 */
wait: number, 
/**
 * Schema version of this program.
 */
schema: number, };
export type StationDay = { 
/**
 * Village or community.
 */
area_id: string, 
/**
 * The fixed day.
 */
day: string, };
export type Stations = { 
/**
 * Teams.
 */
teams: Array<Team>, 
/**
 * Roles.
 */
members: Array<Member>, 
/**
 * Delegates' villages.
 */
contacts: Array<Contact>, 
/**
 * Fixed times.
 */
slots: Array<Slot>, };
export type Stays = { 
/**
 * Table.
 */
kind: string, 
/**
 * Record.
 */
record: string, 
/**
 * Its name, title or ledger number; empty when it has none.
 */
name: string, 
/**
 * `changed`, `removed`, `returned`, `referenced` or `erased`.
 */
why: string, };
export type Subject = { 
/**
 * Delegate.
 */
person_id: string, 
/**
 * Village or community.
 */
area_id: string, };
export type Sums = { 
/**
 * Visits.
 */
visits: number, 
/**
 * Persons received.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Firms and shops visited.
 */
firms: number, };
export type TableRows = { 
/**
 * Table.
 */
table: string, 
/**
 * What its rows are, in words.
 */
what: string, 
/**
 * Rows.
 */
rows: number, };
export type TakeBack = { 
/**
 * Number; the newest that changed something when left out.
 */
operation: number | null, 
/**
 * Records that shall stay as they are.
 */
except: Array<string>, };
export type TakenBack = { 
/**
 * The operation.
 */
operation: number, 
/**
 * Its sentence.
 */
sentence: string, 
/**
 * Rows written back.
 */
changes: number, };
export type TallyCorrection = { 
/**
 * The evaluation.
 */
round: string, 
/**
 * Batch.
 */
batch: string, 
/**
 * The delegate; that of the batch or of the row when left out.
 */
person_id: string | null, 
/**
 * Row.
 */
row: string, 
/**
 * Right counts by grade, `blank` or `void`; those left out stay.
 */
counts: { [key in string]: number }, 
/**
 * Why.
 */
reason: string, 
/**
 * Who answers for it.
 */
name: string, };
export type Team = { 
/**
 * Record.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * main or helper.
 */
kind: string, 
/**
 * Station.
 */
area_id: string | null, 
/**
 * First day.
 */
valid_from: string, 
/**
 * Last day.
 */
valid_to: string | null, };
export type Tenure = { 
/**
 * Record.
 */
id: string, 
/**
 * Delegate.
 */
person_id: string, 
/**
 * city, district or town.
 */
level: string, 
/**
 * Term.
 */
term_id: string, 
/**
 * Delegation or group.
 */
circle_id: string | null, 
/**
 * Dictionary layer.
 */
layer: string, 
/**
 * First day in office.
 */
from_day: string, 
/**
 * Last day in office.
 */
to_day: string | null, 
/**
 * terminated, suspended, term_over or other.
 */
ending: string | null, 
/**
 * Reason code.
 */
ground: string | null, 
/**
 * Document number of the decision.
 */
document: string | null, };
export type Term = { 
/**
 * Record.
 */
id: string, 
/**
 * city, district or town.
 */
level: string, 
/**
 * Congress.
 */
name: string, 
/**
 * First day.
 */
starts: string, 
/**
 * Day the next congress opened.
 */
ends: string | null, };
export type TextHit = { 
/**
 * Record.
 */
id: string, 
/**
 * Visit to open.
 */
visit_id: string | null, 
/**
 * Day.
 */
day: string, 
/**
 * Village or community; of a paper its number; of an activity, notice or meeting its title.
 */
area: string, 
/**
 * Text around the hit.
 */
snippet: string, };
export type TextPiece = { 
/**
 * same, gone or new.
 */
kind: string, 
/**
 * The words.
 */
text: string, };
export type TopicRow = { 
/**
 * Dictionary topic; empty when none was chosen.
 */
topic: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Opinions.
 */
total: number, 
/**
 * Registered only.
 */
registered: number, 
/**
 * Answered on the spot.
 */
answered: number, 
/**
 * Being handled.
 */
handling: number, 
/**
 * Closed.
 */
closed: number, };
export type Totals = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * The year of the last day up to it, opening totals included; none when asked for one kind.
 */
year: ActivitySums | null, 
/**
 * Visits.
 */
visits: number, 
/**
 * Persons received (接待人次); forums count where the rule book says so.
 */
received: number, 
/**
 * Households visited (走访户次).
 */
households: number, 
/**
 * Firms and shops visited (企业商户家次).
 */
firms: number, 
/**
 * Persons of the register taking part in visits (参加人次), persons responsible with them.
 */
participants: number, 
/**
 * Opinions heard (意见条).
 */
opinions: number, 
/**
 * Of which registered only.
 */
registered: number, 
/**
 * Of which answered on the spot.
 */
answered: number, 
/**
 * Of which being handled.
 */
handling: number, 
/**
 * Of which closed (办结).
 */
closed: number, };
export type TownList = { 
/**
 * Token of a workbook or CSV file with columns for the code, the name and the town; the built-in list when left out.
 */
file: string | null, };
export type Transfer = { 
/**
 * Record.
 */
id: string, 
/**
 * Clerk who hands over.
 */
from_id: string, 
/**
 * That clerk's name.
 */
from: string, 
/**
 * Who takes over.
 */
to_name: string, 
/**
 * Who watches.
 */
witness: string, 
/**
 * Why the one who hands over is not there; empty when there.
 */
absent: string, 
/**
 * Day it was begun.
 */
begun_on: string, 
/**
 * Day the list was counted.
 */
counted_on: string, 
/**
 * Day on the signed page; the list is frozen from then on.
 */
signed_on: string | null, 
/**
 * Day the accounts were changed.
 */
finished_on: string | null, 
/**
 * Remark.
 */
note: string, 
/**
 * Lines of its list.
 */
lines: number, 
/**
 * Of which handed over.
 */
given: number, };
export type TransferBegun = { 
/**
 * Clerk who hands over; whoever asks when left out.
 */
from_id: string | null, 
/**
 * Who takes over.
 */
to_name: string, 
/**
 * Who watches.
 */
witness: string, 
/**
 * Why the one who hands over is not there.
 */
absent: string, };
export type TransferHead = { 
/**
 * Record.
 */
id: string, 
/**
 * Who takes over.
 */
to_name: string, 
/**
 * Who watches.
 */
witness: string, 
/**
 * Why the one who hands over is not there.
 */
absent: string, 
/**
 * Remark.
 */
note: string, };
export type TransferLine = { 
/**
 * Record.
 */
id: string, 
/**
 * opinions, promises, proposals, drafts, weeks, reports, stick, paper, backup, key, round, action or free.
 */
kind: string, 
/**
 * What its count is about; empty for a line written by hand.
 */
item: string, 
/**
 * Words.
 */
label: string, 
/**
 * How many.
 */
counted: number | null, 
/**
 * What was counted, one a line.
 */
detail: Array<string>, 
/**
 * Where it lies.
 */
kept_at: string, 
/**
 * Remark; for an envelope who sealed it.
 */
note: string, 
/**
 * Handed over.
 */
given: boolean, };
export type TransferLineWish = { 
/**
 * Record; empty for a new line written by hand.
 */
id: string, 
/**
 * Transfer, for a new line.
 */
transfer_id: string, 
/**
 * Words; of a counted line they stay.
 */
label: string, 
/**
 * How many; of a counted line it stays.
 */
counted: number | null, 
/**
 * Where it lies.
 */
kept_at: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Handed over.
 */
given: boolean, };
export type TransferSigned = { 
/**
 * Record.
 */
id: string, 
/**
 * Day on the signed page; today when left out.
 */
day: string | null, };
export type TransferWhole = { 
/**
 * The transfer.
 */
transfer: Transfer, 
/**
 * Its list.
 */
lines: Array<TransferLine>, 
/**
 * The one who hands over may still unlock.
 */
from_active: boolean, 
/**
 * Account of the one who takes over, when it is there and may unlock.
 */
to_id: string | null, 
/**
 * Whoever asks may change it.
 */
may: boolean, };
export type TrialRead = { 
/**
 * What became of the page.
 */
status: "read" | "review" | "rejected" | "foreign" | "blank" | "duplicate", 
/**
 * Why, as a code.
 */
reason: string | null, 
/**
 * Its rows.
 */
rows: Array<TrialRow>, };
export type TrialRow = { 
/**
 * What is printed in it.
 */
text: string, 
/**
 * Label of its mark; none for an empty row or one in doubt.
 */
marked: string | null, 
/**
 * Whether a person would have to look.
 */
doubtful: boolean, };
export type TrialWish = { 
/**
 * The evaluation it was printed for.
 */
round: string, 
/**
 * Token of the scan, one file.
 */
files: Array<string>, };
export type Undecided = { 
/**
 * Page.
 */
page: string, 
/**
 * Row.
 */
row: string, 
/**
 * Rows nobody has decided.
 */
left: number, 
/**
 * Pages nobody has judged.
 */
pages: number, };
export type Unit = "month" | "day" | "rolling";
export type Unlink = { kind: Link, id: string, };
export type Unlock = { 
/**
 * Name of the clerk.
 */
person: string, 
/**
 * Passphrase as typed.
 */
passphrase: string, };
export type Unlocked = { 
/**
 * Token of the session.
 */
session: string, 
/**
 * Who.
 */
person: Clerk, 
/**
 * The file was found to be a copy: it has an installation of its own now.
 */
copied: boolean, 
/**
 * False when another program holds the file, it lies on a network share, or its folder takes no writes.
 */
writable: boolean, 
/**
 * Why nothing can be saved, as a sentence; empty when it can.
 */
notice: string, 
/**
 * What to do about it.
 */
notice_hint: string, };
export type Upcoming = { 
/**
 * The day.
 */
as_of: string, 
/**
 * First day of use.
 */
since: string, 
/**
 * Delegates in office on that day.
 */
in_office: number, 
/**
 * Rule books in force on that day.
 */
books: Array<string>, 
/**
 * Windows by duty and day.
 */
windows: Array<WindowSummary>, };
export type View = { 
/**
 * Record.
 */
id: string, 
/**
 * Code of the list.
 */
list: string, 
/**
 * Name.
 */
name: string, 
/**
 * Filters that still fit, as they stand in the page's address.
 */
query: { [key in string]: string }, 
/**
 * Whether everybody of the office sees it.
 */
everyone: boolean, 
/**
 * Whether it is the asking clerk's own.
 */
mine: boolean, 
/**
 * Whether the asking clerk may change it.
 */
may_change: boolean, 
/**
 * Clerk who keeps it.
 */
clerk: string, 
/**
 * Names of filters that no longer fit and were left out.
 */
lost: Array<string>, };
export type ViewWish = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Code of the list.
 */
list: string, 
/**
 * Name.
 */
name: string, 
/**
 * Filters by name, as they stand in the page's address.
 */
query: { [key in string]: string }, 
/**
 * Whether everybody of the office sees it.
 */
everyone: boolean, };
export type VillageCandidate = { 
/**
 * 12-digit code.
 */
code: string, 
/**
 * Official name.
 */
name: string, 
/**
 * Town, because two towns may have a village of one name.
 */
town: string, 
/**
 * From 0 to 1.
 */
confidence: number, };
export type VillageMatch = { 
/**
 * The unit, when one can be meant and no other.
 */
code: string | null, 
/**
 * The text says that there is none or none yet.
 */
none: boolean, 
/**
 * From 0 to 1; 1 is the official name.
 */
confidence: number, 
/**
 * Others it could mean, best first; the chosen one is not among them.
 */
alternatives: Array<VillageCandidate>, };
export type VillageQuestion = { 
/**
 * As written.
 */
text: string, 
/**
 * What it could mean.
 */
found: VillageMatch, };
export type VillageReach = { 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Its name as spoken.
 */
area: string, 
/**
 * Last visit of any kind.
 */
last: string | null, 
/**
 * never, before or since.
 */
state: string, 
/**
 * Last day households were visited.
 */
doors_on: string | null, 
/**
 * never, before or since.
 */
doors: string, 
/**
 * Last day firms or shops were visited.
 */
firms_on: string | null, 
/**
 * never, before or since.
 */
firms: string, 
/**
 * Households visited since the day asked for, each call counted.
 */
households: number, 
/**
 * Of which for the first time in their year.
 */
households_first: number, 
/**
 * Firms and shops visited since the day asked for.
 */
firms_visited: number, 
/**
 * Households in total, where the area says so.
 */
households_all: number | null, 
/**
 * Firms and shops in total, where the area says so.
 */
firms_all: number | null, 
/**
 * Groups of households the plans name.
 */
groups: Array<GroupReach>, };
export type Visit = { 
/**
 * Record; empty for a new one.
 */
id: string, 
/**
 * Day.
 */
day: string, 
/**
 * HH:MM or empty.
 */
starts: string, 
/**
 * HH:MM or empty.
 */
ends: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * Room or address of the station.
 */
place: string, 
/**
 * Dictionary visit_kind.
 */
kind: string, 
/**
 * Person responsible.
 */
leader_id: string | null, 
/**
 * Delegates present, in the order of the paper.
 */
delegates: Array<string>, 
/**
 * Other people of the register present.
 */
members: Array<string>, 
/**
 * Others present, as typed.
 */
companions: string, 
/**
 * Persons received.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Of which for the first time this year.
 */
households_first: number | null, 
/**
 * Firms and shops visited.
 */
firms: number, 
/**
 * Dictionary tags.
 */
tags: Array<string>, 
/**
 * What was seen and heard.
 */
situation: string, 
/**
 * Remark.
 */
note: string, 
/**
 * Page in the paper book.
 */
paper_page: string, 
/**
 * Opinions in the order of the paper.
 */
opinions: Array<Heard>, 
/**
 * The plan its sheet was printed from. Left out in a request: as it was; empty: none.
 */
plan_id: string | null, 
/**
 * Year of the ledger number; given by the program.
 */
year: number, 
/**
 * Ledger number; given by the program.
 */
number: number, 
/**
 * Version the form was opened with; 0 for a new one. A save over a newer version is refused.
 */
version: number, };
export type VisitLine = { 
/**
 * Record.
 */
id: string, 
/**
 * Day.
 */
day: string, 
/**
 * Ledger year.
 */
year: number, 
/**
 * Ledger number.
 */
number: number, 
/**
 * Village or community.
 */
area: string, 
/**
 * Its record.
 */
area_id: string, 
/**
 * Dictionary visit_kind.
 */
kind: string, 
/**
 * Person responsible.
 */
leader: string | null, 
/**
 * Delegates present.
 */
delegates: Array<string>, 
/**
 * Persons received.
 */
received: number, 
/**
 * Households visited.
 */
households: number, 
/**
 * Firms and shops visited.
 */
firms: number, 
/**
 * Opinions heard.
 */
opinions: number, };
export type VisitPage = { 
/**
 * Lines.
 */
lines: Array<VisitLine>, 
/**
 * Totals over all pages.
 */
sums: Sums, };
export type VoidBatch = { 
/**
 * Record.
 */
id: string, 
/**
 * Village or community, or the meeting.
 */
area_id: string, 
/**
 * Who was to fill in its sheets.
 */
voters: BatchVoters, 
/**
 * The delegate its sheets are about; none for a team.
 */
person_id: string | null, 
/**
 * Code on its sheets.
 */
code: string, 
/**
 * Sheets ordered.
 */
copies: number, 
/**
 * Day it was declared void.
 */
voided_on: string, 
/**
 * What is wrong with its sheets.
 */
reason: string, };
export type Week = { 
/**
 * Any day of it; today when left out.
 */
day: string | null, };
export type WeekNote = { 
/**
 * Record; given by the program.
 */
id: string, 
/**
 * Village or community.
 */
area_id: string, 
/**
 * The fixed day.
 */
day: string, 
/**
 * zero, suspended or moved.
 */
kind: string, 
/**
 * Day it is made up on.
 */
moved_to: string | null, 
/**
 * Why.
 */
reason: string, };
export type WhichBackup = { 
/**
 * File name of a backup of the list.
 */
backup: string | null, 
/**
 * Token of a chosen file, for instance on a stick.
 */
file: string | null, 
/**
 * For a backup under another key: a person who had a passphrase then.
 */
person: string | null, 
/**
 * That passphrase.
 */
passphrase: string | null, 
/**
 * Or the recovery key.
 */
recovery_key: string | null, 
/**
 * When restoring: the head that the preview showed.
 */
head: string | null, };
export type Whole = { 
/**
 * The office.
 */
office: Office, 
/**
 * All dictionaries.
 */
dictionary: Array<Entry>, 
/**
 * The day everything is reckoned on.
 */
today: string, };
export type WindowLine = { 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * How many are asked for.
 */
required: number, 
/**
 * How many count.
 */
done: number, 
/**
 * met, open, not_due or overdue.
 */
state: string, 
/**
 * Records that count.
 */
counted: Array<string>, 
/**
 * Records that do not.
 */
not_counted: Array<NotCounted>, 
/**
 * Last day in time.
 */
due: string, 
/**
 * The rule.
 */
rule: string, 
/**
 * Why less is asked for than the rule says: before_start, out_of_office, leave or share; with its sentence.
 */
relief: Reason | null, 
/**
 * How what is asked for was reckoned, written out so that it can be done again by hand; only where a delegate was
 * bound for a part of the window.
 */
sum: string | null, };
export type WindowSummary = { 
/**
 * contact, meeting, proposal or evaluation.
 */
duty: string, 
/**
 * Name of the rule.
 */
title: string, 
/**
 * The rule.
 */
rule: string, 
/**
 * The rule in words.
 */
sentence: string, 
/**
 * First day.
 */
from: string, 
/**
 * Last day.
 */
to: string, 
/**
 * past, current or later.
 */
phase: string, 
/**
 * Earliest day something still open is due; the last day of the window when nothing is.
 */
due: string, 
/**
 * Days from the day asked about to `due`.
 */
days_left: number, 
/**
 * Delegates who are asked for something.
 */
total: number, 
/**
 * Delegates who have done it.
 */
met: number, 
/**
 * Records that count, over all delegates.
 */
done: number, 
/**
 * Delegates with something to do in time.
 */
open: Array<NamedPerson>, 
/**
 * Delegates whose window ended without it.
 */
overdue: Array<NamedPerson>, };
export type Work = { 
/**
 * Unfinished typing of this clerk.
 */
drafts: Array<Draft>, 
/**
 * Opinions registered only.
 */
registered: number, 
/**
 * Opinions being handled.
 */
handling: number, 
/**
 * Opinions by what is due.
 */
due: OpinionsDue, 
/**
 * Fixed days that have come and were not reported.
 */
unreported: number, 
/**
 * Sheets of planned visits that are not back.
 */
sheets: number, 
/**
 * Meetings of the next seven days.
 */
meetings: Array<Meeting>, 
/**
 * Proposals by what is due.
 */
proposals: ProposalsDue, 
/**
 * Notices that did not reach everybody.
 */
notices: NoticesDue, };
export type Workbench = { 
/**
 * The office.
 */
office: Office, 
/**
 * The day everything is judged on.
 */
as_of: string, 
/**
 * The office's day.
 */
today: string, 
/**
 * Its year.
 */
year: number, 
/**
 * Congress terms running on the day.
 */
terms: Array<Term>, 
/**
 * The week around the day.
 */
week: Board, 
/**
 * Duty windows of the year.
 */
duties: Upcoming, 
/**
 * Days before a window ends when it counts as soon due.
 */
remind_days: number, 
/**
 * What waits.
 */
work: Work, 
/**
 * Newest operations.
 */
recent: Array<OperationLine>, 
/**
 * Months of the year up to the day.
 */
months: Array<KeyRow>, 
/**
 * Their sum.
 */
totals: ActivitySums, 
/**
 * Whether any visit was ever recorded, of whatever year.
 */
visited: boolean, 
/**
 * Opinions of the year by topic and status.
 */
topics: Array<TopicRow>, };
export type WorkingDays = { 
/**
 * Day it begins after.
 */
from: string, 
/**
 * How many.
 */
days: number, };

/** Every call: what it takes and what it answers. */
export interface Calls {
  "activities.collate": { request: ReportCollation; answer: One };
  "activities.collation": { request: One; answer: CollationWhole };
  "activities.collation_remove": { request: One; answer: One };
  "activities.collations": { request: CollationsAsked; answer: Array<ReportCollation> };
  "activities.kinds": { request: Nothing; answer: Array<ActivityKind> };
  "activities.link": { request: ActivityLinkWish; answer: One };
  "activities.of_delegate": { request: DelegateActivitiesAsked; answer: Array<DelegateActivity> };
  "activities.of_record": { request: One; answer: Array<ActivityLink> };
  "activities.open": { request: One; answer: ActivityWhole };
  "activities.opinion": { request: ActivityOpinion; answer: One };
  "activities.page": { request: PageAsked<ActivityFilter>; answer: ActivityPage };
  "activities.remove": { request: One; answer: One };
  "activities.report": { request: ActivityReport; answer: One };
  "activities.report_remove": { request: One; answer: One };
  "activities.reports": { request: ReportsAsked; answer: Array<ReportLine> };
  "activities.save": { request: Activity; answer: One };
  "activities.unlink": { request: One; answer: One };
  "activities.use": { request: ReportUse; answer: One };
  "activities.use_remove": { request: One; answer: One };
  "areas.install": { request: Install; answer: Installed };
  "areas.list": { request: Nothing; answer: Array<Area> };
  "areas.save": { request: Area; answer: One };
  "areas.towns": { request: TownList; answer: Array<ListedTown> };
  "attachments.add": { request: AttachmentAdd; answer: AttachmentsAdded };
  "attachments.clear": { request: Nothing; answer: AttachmentsCleared };
  "attachments.list": { request: AttachmentPlace; answer: AttachmentList };
  "attachments.name": { request: AttachmentNamed; answer: One };
  "attachments.open": { request: One; answer: AttachmentOpened };
  "attachments.remove": { request: One; answer: One };
  "attachments.removed": { request: Nothing; answer: AttachmentsRemoved };
  "attachments.save": { request: AttachmentSave; answer: ExportWritten };
  "auth.add": { request: Add; answer: One };
  "auth.disable": { request: One; answer: One };
  "auth.lock": { request: Nothing; answer: null };
  "auth.passphrase": { request: Passphrase; answer: null };
  "auth.people": { request: Nothing; answer: Array<Clerk> };
  "auth.recover": { request: Recover; answer: Unlocked };
  "auth.rekey": { request: Nothing; answer: Rekeyed };
  "auth.reset": { request: Reset; answer: One };
  "auth.state": { request: Nothing; answer: State };
  "auth.unlock": { request: Unlock; answer: Unlocked };
  "backup.cleanse": { request: Nothing; answer: Cleansed };
  "backup.due": { request: Nothing; answer: BackupDue };
  "backup.inspect": { request: WhichBackup; answer: BackupInspected };
  "backup.list": { request: Nothing; answer: Array<BackupLine> };
  "backup.now": { request: BackupNow; answer: BackupLine | null };
  "backup.rehearse": { request: Nothing; answer: Rehearsed };
  "backup.restore": { request: WhichBackup; answer: RestoredNow };
  "backup.second_place": { request: SecondPlace; answer: BackupState };
  "backup.state": { request: Nothing; answer: BackupState };
  "calendar.import": { request: HolidayList; answer: CalendarYear };
  "calendar.preview": { request: HolidayList; answer: HolidayPreview };
  "calendar.reckon": { request: WorkingDays; answer: ReckonedDay };
  "calendar.remove": { request: CalendarYear; answer: CalendarYear };
  "calendar.years": { request: Nothing; answer: Array<HolidayYear> };
  "check.run": { request: Nothing; answer: CheckVerdict };
  "delegates.circle": { request: Circle; answer: One };
  "delegates.leave": { request: Leave; answer: One };
  "delegates.reading": { request: Named; answer: NameReading };
  "delegates.register": { request: Nothing; answer: Roster };
  "delegates.remove": { request: Remove; answer: One };
  "delegates.save": { request: Person; answer: One };
  "delegates.tenure": { request: Tenure; answer: One };
  "delegates.term": { request: Term; answer: One };
  "dossiers.check": { request: DossiersChosen; answer: DossiersDone };
  "dossiers.close": { request: DossiersChosen; answer: DossiersDone };
  "dossiers.gaps": { request: DossierYearAsked; answer: DossierGaps };
  "dossiers.one": { request: DossierAsked; answer: DossierWhole };
  "dossiers.print": { request: DossierRun; answer: DossierRunDone };
  "dossiers.slip": { request: DossierSlipWish; answer: DossiersDone };
  "dossiers.slips": { request: DossierYearAsked; answer: DossierSlips };
  "dossiers.year": { request: DossierYearAsked; answer: DossierYear };
  "drafts.drop": { request: One; answer: One };
  "drafts.keep": { request: Keep; answer: One };
  "drafts.list": { request: Nothing; answer: Array<Draft> };
  "duties.as_of": { request: DutiesAsked; answer: DutySheet };
  "duties.explain": { request: Explain; answer: Array<Explained> };
  "duties.forecast": { request: DutiesAsked; answer: DutyForecast };
  "duties.upcoming": { request: AsOf; answer: Upcoming };
  "erasure.erase": { request: Erase; answer: ErasureDone };
  "erasure.list": { request: Nothing; answer: Array<ErasureLine> };
  "erasure.preview": { request: ErasureTerm; answer: ErasurePreview };
  "evaluations.bag": { request: BagBack; answer: BatchOne };
  "evaluations.balance": { request: OfRound; answer: Array<BatchBalance> };
  "evaluations.board": { request: OfRound; answer: RoundBoard };
  "evaluations.close": { request: RoundClosing; answer: Kept };
  "evaluations.correct": { request: TallyCorrection; answer: Kept };
  "evaluations.counted": { request: ClosedBatch; answer: BatchCounted };
  "evaluations.decide": { request: Decision; answer: Left };
  "evaluations.doubts": { request: DoubtsWish; answer: Doubts };
  "evaluations.form_save": { request: EvaluationForm; answer: FormSaved };
  "evaluations.forms": { request: Nothing; answer: Array<EvaluationForm> };
  "evaluations.geometry": { request: OfRound; answer: SheetsGeometry };
  "evaluations.hall": { request: OfBatch; answer: Hall };
  "evaluations.hall_mark": { request: HallStroke; answer: HallCount };
  "evaluations.hall_sheets": { request: HallSheetsSet; answer: Kept };
  "evaluations.issue": { request: SheetsIssued; answer: BatchOne };
  "evaluations.key": { request: KeyedEntry; answer: KeyedAnswer };
  "evaluations.keyed": { request: OfBatch; answer: Keyed };
  "evaluations.list": { request: OfYear; answer: Array<Round> };
  "evaluations.page": { request: PageVerdictWish; answer: Left };
  "evaluations.picture": { request: SheetPictureWish; answer: SheetPicture };
  "evaluations.print": { request: SheetsWish; answer: Sheets };
  "evaluations.remark": { request: SheetRemarkWish; answer: SheetRemarks };
  "evaluations.remarks": { request: OfRound; answer: SheetRemarks };
  "evaluations.remove": { request: One; answer: One };
  "evaluations.reprint": { request: ReprintWish; answer: Sheets };
  "evaluations.results": { request: OfRound; answer: RoundResults };
  "evaluations.same": { request: RoundToCompare; answer: Array<SameEvaluation> };
  "evaluations.save": { request: Round; answer: One };
  "evaluations.scan": { request: ScanWish; answer: ScanReport };
  "evaluations.sign": { request: CountsSigned; answer: Kept };
  "evaluations.stack": { request: StackWish; answer: Stack };
  "evaluations.trial_read": { request: TrialWish; answer: TrialRead };
  "evaluations.undecide": { request: OfRound; answer: Undecided };
  "evaluations.unsign": { request: CountUnsigned; answer: Kept };
  "evaluations.void": { request: BatchToVoid; answer: Kept };
  "exchange.drives": { request: Nothing; answer: Array<DriveLine> };
  "exchange.export": { request: ExportRequest; answer: ExportWritten };
  "exchange.register": { request: ExportNewest; answer: Array<Export> };
  "handovers.brief": { request: BriefingAsked; answer: HandoverWhole };
  "handovers.list": { request: HandoversAsked; answer: Array<HandoverLine> };
  "handovers.open": { request: One; answer: HandoverWhole };
  "handovers.pass": { request: One; answer: Passed };
  "handovers.remove": { request: One; answer: One };
  "handovers.save": { request: HandoverWish; answer: One };
  "handovers.take_back": { request: One; answer: Passed };
  "history.bin": { request: Nothing; answer: Array<Binned> };
  "history.can_undo": { request: TakeBack; answer: CanUndo };
  "history.recent": { request: Recent; answer: Array<OperationLine> };
  "history.record": { request: One; answer: Array<HistoryLine> };
  "history.restore_value": { request: RestoreValue; answer: One };
  "history.undo": { request: TakeBack; answer: TakenBack };
  "history.verify": { request: Nothing; answer: ChainCheck };
  "imports.apply": { request: ImportRequest; answer: ImportApplied };
  "imports.preview": { request: ImportRequest; answer: ImportPreview };
  "imports.template": { request: ImportTemplate; answer: ImportTemplateSaved };
  "materials.counted": { request: MaterialFigure; answer: Array<Counted> };
  "materials.make": { request: MaterialWish; answer: One };
  "materials.mark": { request: MaterialMark; answer: One };
  "materials.mark_rest": { request: MaterialRest; answer: One };
  "materials.open": { request: One; answer: Material | null };
  "meetings.action": { request: ActionPoint; answer: One };
  "meetings.action_remove": { request: One; answer: One };
  "meetings.actions": { request: ActionsAsked; answer: Array<ActionLine> };
  "meetings.list": { request: Days; answer: Array<Meeting> };
  "meetings.open": { request: One; answer: MeetingWhole };
  "meetings.page": { request: PageAsked<MeetingFilter>; answer: MeetingPage };
  "meetings.remove": { request: One; answer: One };
  "meetings.save": { request: Meeting; answer: One };
  "notices.begin": { request: Nothing; answer: NoticeBegun };
  "notices.deliver": { request: NoticeDeliverWish; answer: NoticeDelivered };
  "notices.open": { request: One; answer: NoticeWhole };
  "notices.page": { request: PageAsked<NoticeFilter>; answer: NoticePage };
  "notices.phones": { request: One; answer: Array<NoticePhone> };
  "notices.remove": { request: One; answer: One };
  "notices.ring": { request: Nothing; answer: Array<NoticeCalls> };
  "notices.save": { request: Notice; answer: One };
  "notices.undeliver": { request: One; answer: One };
  "office.display": { request: Nothing; answer: Display };
  "office.entry": { request: Entry; answer: One };
  "office.found": { request: Found; answer: Founded };
  "office.save": { request: Office; answer: One };
  "office.set_display": { request: DisplayWishes; answer: Display };
  "office.whole": { request: Nothing; answer: Whole };
  "openings.list": { request: OpeningYear; answer: Array<Opening> };
  "openings.remove": { request: One; answer: One };
  "openings.save": { request: Opening; answer: One };
  "opinions.alike": { request: OpinionText; answer: Array<OpinionLine> };
  "opinions.balance": { request: BalanceAsked; answer: OpinionBalances };
  "opinions.chain": { request: Nothing; answer: OpinionChain };
  "opinions.counts": { request: OpinionPage; answer: OpinionCounts };
  "opinions.expire": { request: Expire; answer: Expired };
  "opinions.expiring": { request: Nothing; answer: Expiring };
  "opinions.ids": { request: OpinionPage; answer: OpinionIds };
  "opinions.join": { request: Joining; answer: OpinionFamily };
  "opinions.list": { request: OpinionPage; answer: OpinionLines };
  "opinions.may_many": { request: ManyAsked; answer: MayMoveMany };
  "opinions.move": { request: OpinionMoveWish; answer: OpinionMoved };
  "opinions.move_many": { request: ManyMoved; answer: MovedMany };
  "opinions.open": { request: One; answer: Opinion };
  "opinions.person": { request: PersonAsked; answer: Array<KeptOfPerson> };
  "opinions.promises": { request: PromisesAsked; answer: Array<OpinionLine> };
  "opinions.remove": { request: One; answer: One };
  "opinions.save": { request: OpinionEntry; answer: One };
  "opinions.similar": { request: One; answer: Array<OpinionLine> };
  "opinions.units": { request: Nothing; answer: Array<string> };
  "papers.make": { request: PaperWish; answer: PaperMade };
  "papers.page": { request: PaperPageWish; answer: PagePicture };
  "papers.print": { request: PaperPrintWish; answer: PaperPrinted };
  "papers.save": { request: PaperSaveRequest; answer: ExportWritten };
  "plans.close": { request: PlanClose; answer: PlansLaid };
  "plans.find": { request: PlanCode; answer: PlanWhole };
  "plans.lay": { request: PlanLay; answer: PlansLaid };
  "plans.missing": { request: Nothing; answer: Plans };
  "plans.open": { request: One; answer: PlanWhole };
  "plans.page": { request: PageAsked<PlanFilter>; answer: PlanPage };
  "plans.proposed": { request: PlanWeek; answer: Array<Plan> };
  "plans.remove": { request: One; answer: One };
  "plans.reopen": { request: One; answer: One };
  "plans.save": { request: Plan; answer: PlanSaved };
  "plans.week": { request: PlanWeek; answer: Plans };
  "posters.desk": { request: Nothing; answer: PosterDesk };
  "posters.forget": { request: PortraitForget; answer: PortraitForgotten };
  "posters.picture": { request: PortraitPicture; answer: Portrait };
  "posters.portrait": { request: One; answer: PortraitShown };
  "posters.save": { request: PosterTexts; answer: PosterKept };
  "posters.unpicture": { request: One; answer: One };
  "practice.discard": { request: Nothing; answer: null };
  "practice.open": { request: Nothing; answer: Unlocked };
  "proposals.answer_opinions": { request: ProposalTold; answer: OpinionsAnswered };
  "proposals.begin": { request: ProposalBegin; answer: Proposal };
  "proposals.chain": { request: Nothing; answer: ProposalChain };
  "proposals.difference": { request: ProposalVersions; answer: ProposalDifference };
  "proposals.like": { request: LikeAsked; answer: Array<LikePaper> };
  "proposals.list": { request: Days; answer: Array<Proposal> };
  "proposals.move": { request: ProposalMove; answer: ProposalMoved };
  "proposals.of_opinion": { request: One; answer: Array<ProposalOfOpinion> };
  "proposals.open": { request: One; answer: ProposalThread };
  "proposals.page": { request: PageAsked<ProposalFilter>; answer: ProposalPage };
  "proposals.remove": { request: One; answer: One };
  "proposals.save": { request: Proposal; answer: One };
  "proposals.sign": { request: ProposalSlip; answer: One };
  "proposals.units": { request: Nothing; answer: Array<string> };
  "proposals.versions": { request: One; answer: Array<ProposalVersion> };
  "restore.inspect": { request: WhichBackup; answer: BackupInspected };
  "restore.open": { request: RestoreOpen; answer: RestoreOpened };
  "rulebook.end": { request: Ending; answer: One };
  "rulebook.list": { request: Nothing; answer: RuleBook };
  "rulebook.parameter": { request: Parameter; answer: One };
  "rulebook.remove": { request: One; answer: One };
  "rulebook.replace": { request: Replacement; answer: One };
  "rulebook.save": { request: Rule; answer: One };
  "search.find": { request: Asked; answer: Hits };
  "search.rebuild": { request: Nothing; answer: Rebuilt };
  "stations.contact": { request: Contact; answer: One };
  "stations.member": { request: Member; answer: One };
  "stations.remove": { request: Unlink; answer: One };
  "stations.slot": { request: Slot; answer: One };
  "stations.team": { request: Team; answer: One };
  "stations.whole": { request: Nothing; answer: Stations };
  "statistics.by_area": { request: Period; answer: ByArea };
  "statistics.by_kind": { request: Period; answer: Array<KeyRow> };
  "statistics.by_month": { request: Period; answer: Array<KeyRow> };
  "statistics.by_topic": { request: Period; answer: Array<TopicRow> };
  "statistics.days": { request: FixedDaysAsked; answer: FixedDayPage };
  "statistics.totals": { request: Period; answer: Totals };
  "transfers.begin": { request: TransferBegun; answer: One };
  "transfers.count": { request: One; answer: One };
  "transfers.finish": { request: One; answer: One };
  "transfers.line": { request: TransferLineWish; answer: One };
  "transfers.line_remove": { request: One; answer: One };
  "transfers.list": { request: Nothing; answer: Array<Transfer> };
  "transfers.open": { request: One; answer: TransferWhole };
  "transfers.remove": { request: One; answer: One };
  "transfers.save": { request: TransferHead; answer: One };
  "transfers.sign": { request: TransferSigned; answer: One };
  "views.about": { request: ListAsked; answer: ListAbout };
  "views.list": { request: ListAsked; answer: Array<View> };
  "views.remove": { request: One; answer: One };
  "views.save": { request: ViewWish; answer: One };
  "visits.list": { request: PageAsked<Filter>; answer: VisitPage };
  "visits.next_number": { request: LedgerYear; answer: LedgerNumber };
  "visits.open": { request: One; answer: Visit };
  "visits.reach": { request: ReachAsked; answer: Reach };
  "visits.remove": { request: One; answer: One };
  "visits.save": { request: Visit; answer: Saved };
  "weeks.board": { request: Week; answer: Board };
  "weeks.chase": { request: Week; answer: Array<ChaseLine> };
  "weeks.note": { request: WeekNote; answer: One };
  "weeks.note_many": { request: ManyNotes; answer: NotedMany };
  "weeks.notes": { request: Days; answer: Array<WeekNote> };
  "weeks.unnote": { request: One; answer: One };
  "workbench.today": { request: AsOf; answer: Workbench };
}
