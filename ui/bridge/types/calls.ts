// Generated from the core by `npm run gen`. Do not edit.

export type Add = { name: string, role: Right, passphrase: string, };
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
firms_source: string | null, };
export type Asked = { 
/**
 * Words, parted by spaces; all must be found. Letters are taken as pinyin initials too.
 */
text: string, 
/**
 * Only this kind: people, areas, visits or opinions.
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
export type CanUndo = { 
/**
 * The operation.
 */
operation: OperationLine, 
/**
 * Empty when all of it can be taken back.
 */
in_the_way: Array<InTheWay>, };
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
text: string | null, };
export type Found = { 
/**
 * Name as printed.
 */
office: string, 
/**
 * 9-digit town code; its built-in villages are laid.
 */
area_code: string, 
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
closed_on: string | null, };
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
 * Whether personal values were erased by rule.
 */
erased: boolean, };
export type Hits = { 
/**
 * Delegates and others.
 */
people: Array<NameHit>, 
/**
 * Villages and communities.
 */
areas: Array<NameHit>, 
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
 * The words as understood, for marking.
 */
words: Array<string>, };
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
why: string, };
export type Install = { 
/**
 * 9-digit town code or 6-digit district code of the built-in list.
 */
code: string | null, 
/**
 * Token of a CSV file with the columns code, name, town_code, town_name, kind.
 */
file: string | null, };
export type Installed = { 
/**
 * Areas that were not there before.
 */
laid: number, };
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
export type Link = "team" | "member" | "contact" | "slot";
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
export type Nothing = Record<symbol, never>;
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
undo: string, };
export type Opinion = { 
/**
 * The line.
 */
line: OpinionLine, 
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
answer: string, };
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
 * First character of the giver and stars, or empty when anonymous.
 */
giver_masked: string, 
/**
 * Dictionary opinion_status.
 */
status: string, 
/**
 * Unit that handles it.
 */
unit: string, 
/**
 * Day closed.
 */
closed_on: string | null, };
export type OpinionLines = { 
/**
 * Lines.
 */
lines: Array<OpinionLine>, 
/**
 * How many the filter leaves.
 */
total: number, };
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
 * Dictionary topic.
 */
topic: string | null, 
/**
 * Dictionary opinion_status.
 */
status: string | null, 
/**
 * Words in it.
 */
text: string | null, 
/**
 * Largest day first.
 */
descending: boolean, 
/**
 * Lines left out before.
 */
offset: number, 
/**
 * Lines wanted, 200 at most.
 */
limit: number, };
export type Page = { 
/**
 * What to list.
 */
filter: Filter, 
/**
 * day, number, area, received, households or firms.
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
 * Lines wanted, 200 at most.
 */
limit: number, };
export type Passphrase = { old: string, new: string, };
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
export type Rebuilt = { 
/**
 * Records.
 */
records: number, };
export type Recent = { 
/**
 * Only entries before this number.
 */
before: number | null, 
/**
 * How many, 200 at most.
 */
limit: number, };
export type Recover = { recovery_key: string, 
/**
 * A clerk of the office, or a new name that shall manage.
 */
person: string, passphrase: string, };
export type Removable = "leave" | "tenure" | "person";
export type Remove = { kind: Removable, id: string, };
export type Reset = { id: string, passphrase: string, };
export type RestoreValue = { record: string, 
/**
 * The change whose old value is wanted.
 */
change: number, column: string, };
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
export type StatusChange = { id: string, 
/**
 * registered, answered, handling or closed.
 */
status: string, answer: string, unit: string, closed_on: string | null, };
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
 * Village or community.
 */
area: string, 
/**
 * Text around the hit.
 */
snippet: string, };
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
 * False when another program holds the file or it lies on a network share.
 */
writable: boolean, };
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

/** Every call: what it takes and what it answers. */
export interface Calls {
  "areas.install": { request: Install; answer: Installed };
  "areas.list": { request: Nothing; answer: Array<Area> };
  "areas.save": { request: Area; answer: One };
  "auth.add": { request: Add; answer: One };
  "auth.disable": { request: One; answer: One };
  "auth.lock": { request: Nothing; answer: null };
  "auth.passphrase": { request: Passphrase; answer: null };
  "auth.people": { request: Nothing; answer: Array<Clerk> };
  "auth.recover": { request: Recover; answer: Unlocked };
  "auth.reset": { request: Reset; answer: One };
  "auth.state": { request: Nothing; answer: State };
  "auth.unlock": { request: Unlock; answer: Unlocked };
  "delegates.circle": { request: Circle; answer: One };
  "delegates.leave": { request: Leave; answer: One };
  "delegates.reading": { request: Named; answer: NameReading };
  "delegates.register": { request: Nothing; answer: Roster };
  "delegates.remove": { request: Remove; answer: One };
  "delegates.save": { request: Person; answer: One };
  "delegates.tenure": { request: Tenure; answer: One };
  "delegates.term": { request: Term; answer: One };
  "drafts.drop": { request: One; answer: One };
  "drafts.keep": { request: Keep; answer: One };
  "drafts.list": { request: Nothing; answer: Array<Draft> };
  "history.bin": { request: Nothing; answer: Array<Binned> };
  "history.can_undo": { request: TakeBack; answer: CanUndo };
  "history.recent": { request: Recent; answer: Array<OperationLine> };
  "history.record": { request: One; answer: Array<HistoryLine> };
  "history.restore_value": { request: RestoreValue; answer: One };
  "history.undo": { request: TakeBack; answer: TakenBack };
  "history.verify": { request: Nothing; answer: ChainCheck };
  "office.entry": { request: Entry; answer: One };
  "office.found": { request: Found; answer: Founded };
  "office.save": { request: Office; answer: One };
  "office.whole": { request: Nothing; answer: Whole };
  "opinions.list": { request: OpinionPage; answer: OpinionLines };
  "opinions.move": { request: StatusChange; answer: One };
  "opinions.open": { request: One; answer: Opinion };
  "practice.discard": { request: Nothing; answer: null };
  "practice.open": { request: Nothing; answer: Unlocked };
  "search.find": { request: Asked; answer: Hits };
  "search.rebuild": { request: Nothing; answer: Rebuilt };
  "stations.contact": { request: Contact; answer: One };
  "stations.member": { request: Member; answer: One };
  "stations.remove": { request: Unlink; answer: One };
  "stations.slot": { request: Slot; answer: One };
  "stations.team": { request: Team; answer: One };
  "stations.whole": { request: Nothing; answer: Stations };
  "visits.list": { request: Page; answer: VisitPage };
  "visits.next_number": { request: LedgerYear; answer: LedgerNumber };
  "visits.open": { request: One; answer: Visit };
  "visits.remove": { request: One; answer: One };
  "visits.save": { request: Visit; answer: Saved };
}
