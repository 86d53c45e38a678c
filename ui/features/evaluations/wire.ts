import { ask, type Done, run, type Step, tell } from "@/bridge";

/** One form of a sheet in one of its versions. A printed version is frozen; saving makes the next one. */
export interface SheetForm {
  code: string;
  version: number;
  title: string;
  kind: "one_delegate" | "team";
  items: { code: string; text: string; note: string }[];
  grades: { code: string; label: string; counts: boolean }[];
  instruction: string;
  free_text: boolean;
  built_in: boolean;
  frozen: boolean;
}

export type Stage = "planned" | "printed" | "taken" | "held" | "returned" | "read" | "review" | "balanced" | "signed";

export interface BoardBatch {
  id: string;
  code: string;
  person_id: string | null;
  person: string | null;
  copies: number;
  issued: number;
  copied: number;
  sealed: number;
  destroyed: number;
  taken_by: string;
  taken_on: string | null;
  held_on: string | null;
  returned_on: string | null;
  returned: number | null;
  invited: number | null;
  present_members: number | null;
  present_residents: number | null;
  scrutineers: string[];
  counters: string[];
  chair: string;
  reader: string;
  valid: number;
  void: number;
  blank: number;
  missing: number;
  difference: number;
  to_review: number;
  by_origin: { scan: number; keyed: number; hall: number };
}

export interface BoardVillage {
  area_id: string;
  area: string;
  stage: Stage;
  batches: BoardBatch[];
}

export interface Board {
  round: { id: string; title: string; state: string; closed_on: string | null };
  villages: BoardVillage[];
}

export interface ScanReport {
  pages: number;
  read: number;
  review: number;
  rejected: number;
  foreign: number;
  blank: number;
  duplicate: number;
  seen_before: number;
  cancelled: boolean;
}

export const STATUSES = ["read", "review", "rejected", "foreign", "blank", "duplicate", "void"] as const;
export type Status = (typeof STATUSES)[number];

export interface StackLine {
  page: string;
  batch: string | null;
  code: string | null;
  area: string | null;
  person: string | null;
  status: Status;
  reason: string | null;
  open_rows: number;
  identifying: boolean;
}

export interface Picture {
  png: string;
  width: number;
  height: number;
}

export interface DoubtOption {
  grade: string;
  label: string;
  ink: number;
  answer: string;
  /** The middle of its box across the strip, 0 to 1. */
  at?: number | null;
}

export interface Doubt {
  page: string;
  row: string;
  text: string;
  why: string;
  area?: string | null;
  person?: string | null;
  options: DoubtOption[];
  /** What Space accepts: a grade, `blank`, or nothing when nothing is likelier. */
  likely?: string | null;
  strip: string;
  identifying: boolean;
}

export type Answers = Record<string, string>;
export interface KeyedSheet {
  no: number;
  first: Answers | null;
  second: Answers | null;
  settled: Answers | null;
  differs: string[];
}
export interface Row {
  row: string;
  text: string;
}
export interface GradeWord {
  code: string;
  label: string;
}
export interface Keyed {
  rows: Row[];
  grades: GradeWord[];
  first: { sheets: number; person: string | null };
  second: { sheets: number; person: string | null };
  sheets: KeyedSheet[];
}
export type Look = "first" | "second" | "third";

export interface HallRow extends Row {
  counts: Record<string, number>;
  blank: number;
  void: number;
}
export interface Hall {
  grades: GradeWord[];
  rows: HallRow[];
  sheets: { valid: number; void: number; blank: number };
}

export interface BalanceLine {
  batch: string;
  issued: number;
  valid: number;
  void: number;
  blank: number;
  missing: number;
  difference: number;
  unsettled: number;
  notes: string[];
}

export interface ResultItem {
  row: string;
  text: string;
  grades: { grade: string; label: string; n: number; share: number }[];
  denominator: number;
  satisfied_share: number | null;
}
export interface ResultPerson {
  person_id: string;
  person: string;
  areas: string[];
  sheets: number;
  valid: number;
  shown: boolean;
  items: ResultItem[];
  hidden_reason?: string | null;
}
export interface Results {
  closed: boolean;
  delegates: ResultPerson[];
  hidden_reason?: string | null;
}

/** The calls of the paper loop, as the pages ask them. */
export interface Loop {
  "evaluations.board": { request: { round: string }; answer: Board };
  "evaluations.issue": {
    request: {
      batch: string;
      issued: number;
      taken_by: string;
      on: string;
      copied: number;
      sealed: number;
      destroyed: number;
    };
    answer: unknown;
  };
  "evaluations.bag": { request: { batch: string } & Partial<Bag>; answer: unknown };
  "evaluations.scan": { request: { round: string; files: string[] }; answer: ScanReport };
  "evaluations.stack": {
    request: { round: string; status?: Status | null; batch?: string | null; offset: number; limit: number };
    answer: { total: number; counts: Record<Status, number>; lines: StackLine[] };
  };
  "evaluations.picture": { request: { round: string; page: string; row?: string; thumb?: boolean }; answer: Picture };
  "evaluations.doubts": {
    request: { round: string; batch?: string | null; limit: number };
    answer: { left: number; rows: Doubt[] };
  };
  "evaluations.decide": {
    request: { round: string; page: string; row: string; answer: string };
    answer: { left: number };
  };
  "evaluations.undecide": { request: { round: string }; answer: { page: string; row: string; left: number } };
  "evaluations.page": {
    request: { round: string; page: string; verdict: Verdict; reason?: string; code?: string };
    answer: { left: number };
  };
  "evaluations.keyed": { request: { round: string; batch: string }; answer: Keyed };
  "evaluations.key": {
    request: { round: string; batch: string; no: number; look: Look; answers: Answers | null };
    answer: { differs: string[] };
  };
  "evaluations.hall": { request: { round: string; batch: string }; answer: Hall };
  "evaluations.hall_mark": {
    request: { round: string; batch: string; row: string; grade: string; by: 1 | -1 };
    answer: { count: number };
  };
  "evaluations.hall_sheets": {
    request: { round: string; batch: string; valid: number; void: number; blank: number };
    answer: unknown;
  };
  "evaluations.balance": { request: { round: string }; answer: BalanceLine[] };
  "evaluations.close": { request: { round: string; note: string; name: string }; answer: unknown };
  "evaluations.results": { request: { round: string }; answer: Results };
  "evaluations.forms": { request: Record<string, never>; answer: SheetForm[] };
  "evaluations.form_save": { request: Partial<SheetForm>; answer: { code: string; version: number } };
}

export type Verdict = "count" | "void" | "blank" | "duplicate" | "not_ours";

/** What comes back with a bag: the meeting and the figures of the counting table. */
export interface Bag {
  held_on: string | null;
  returned_on: string | null;
  invited: number | null;
  present_members: number | null;
  present_residents: number | null;
  returned: number | null;
  scrutineers: string[];
  counters: string[];
  chair: string;
  reader: string;
}

type Loose = (name: string, payload: unknown) => Promise<unknown>;

export const loop = <K extends keyof Loop>(name: K, payload: Loop[K]["request"]): Promise<Loop[K]["answer"]> =>
  (ask as unknown as Loose)(name, payload) as Promise<Loop[K]["answer"]>;

export const act = <K extends keyof Loop>(name: K, payload: Loop[K]["request"]): Promise<Done<Loop[K]["answer"]>> =>
  (tell as unknown as Loose)(name, payload) as Promise<Done<Loop[K]["answer"]>>;

export const long = <K extends keyof Loop>(name: K, payload: Loop[K]["request"], see: (step: Step) => void) =>
  (run as unknown as (name: string, payload: unknown, see: (step: Step) => void) => unknown)(name, payload, see) as {
    done: Promise<Done<Loop[K]["answer"]>>;
    stop: () => void;
  };
