// The wire as the pages use it. The register of the core is the source; what it has generated replaces these by name.

export type Area = {
  id: string;
  code: string;
  name: string;
  short_name: string;
  town_code: string;
  town_name: string;
  kind: string;
  place: number;
  valid_from: string | null;
  valid_to: string | null;
  successor_id: string | null;
  households: number | null;
  households_on: string | null;
  households_source: string | null;
  firms: number | null;
  firms_on: string | null;
  firms_source: string | null;
};
export type Person = {
  id: string;
  name: string;
  sex: string;
  post: string;
  category: string;
  phone: string;
  note: string;
  pinyin: string;
  pinyin_set: boolean;
};
export type Tenure = {
  id: string;
  person_id: string;
  level: string;
  term_id: string;
  circle_id: string | null;
  layer: string;
  from_day: string;
  to_day: string | null;
  ending: string | null;
  ground: string | null;
  document: string | null;
};
export type Term = { id: string; level: string; name: string; starts: string; ends: string | null };
export type Circle = { id: string; term_id: string; parent_id: string | null; name: string; place: number };
export type Leave = { id: string; person_id: string; from_day: string; to_day: string; reason: string };
export type Roster = { people: Person[]; tenures: Tenure[]; terms: Term[]; circles: Circle[]; leaves: Leave[] };
export type Team = {
  id: string;
  name: string;
  kind: string;
  area_id: string | null;
  valid_from: string;
  valid_to: string | null;
};
export type Member = {
  id: string;
  team_id: string;
  person_id: string;
  role: string;
  valid_from: string;
  valid_to: string | null;
};
export type Contact = {
  id: string;
  person_id: string;
  area_id: string;
  team_id: string | null;
  valid_from: string;
  valid_to: string | null;
};
export type Slot = {
  id: string;
  area_id: string;
  weekday: number;
  starts: string;
  ends: string;
  place: string;
  every_weeks: number;
  valid_from: string;
  valid_to: string | null;
};
export type Stations = { teams: Team[]; members: Member[]; contacts: Contact[]; slots: Slot[] };

export type Clerk = { id: string; name: string; role: string; active: boolean; since: string };
export type AuthState = { state: "new" | "locked" | "keyless" | "open"; wait: number; schema: number };
export type Office = { id: string; name: string; area_code: string; district_office: string; since: string; practice: boolean };
export type Entry = { id: string; list: string; code: string; label: string; place: number; active: boolean };

export type Heard = {
  id: string;
  topic: string;
  content: string;
  giver: string;
  giver_phone: string;
  status: string;
  answer: string;
  unit: string;
  closed_on: string | null;
};
export type Visit = {
  id: string;
  day: string;
  starts: string;
  ends: string;
  area_id: string;
  place: string;
  kind: string;
  leader_id: string | null;
  delegates: string[];
  members: string[];
  companions: string;
  received: number;
  households: number;
  households_first: number | null;
  firms: number;
  tags: string[];
  situation: string;
  note: string;
  paper_page: string;
  opinions: Heard[];
  year: number;
  number: number;
  version: number;
};
export type VisitLine = {
  id: string;
  day: string;
  year: number;
  number: number;
  area: string;
  area_id: string;
  kind: string;
  leader: string | null;
  delegates: string[];
  received: number;
  households: number;
  firms: number;
  opinions: number;
};
export type Sums = { visits: number; received: number; households: number; firms: number };
export type VisitPage = { lines: VisitLine[]; sums: Sums };
export type OpinionLine = {
  id: string;
  visit_id: string | null;
  day: string;
  area: string;
  topic: string;
  content: string;
  giver_masked: string;
  status: string;
  unit: string;
  closed_on: string | null;
};
export type Draft = { id: string; feature: string; record: string | null; payload: unknown; saved: string };
export type OperationLine = {
  operation: number;
  at: string;
  person: string;
  name: string;
  sentence: string;
  undoes: number | null;
  undone_by: number | null;
  subject: string | null;
  changes: number;
  undo: string;
};
export type HistoryLine = {
  change: number;
  operation: OperationLine;
  verb: string;
  values: Record<string, [unknown, unknown]>;
  erased: boolean;
};
export type Binned = { id: string; kind: string; operation: OperationLine };
export interface Calls {
  [name: string]: { request: any; answer: any };
}
/** How the backups stand. Time stamps are local, "2026-09-15T08:30:00". */
export type Health = {
  last: string | null;
  second: string | null;
  second_label: string;
  second_warn_days: number;
  failed: string | null;
  checked: string | null;
  rehearsed: string | null;
};
