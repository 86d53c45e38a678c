// The wire as the pages use it: what the core has generated, and the few shapes that are on their way.
import type { Calls as Registered, State, Whole } from "./types/calls";

export type * from "./types/calls";
export type AuthState = State;
export type { Whole };

export type BackupLine = {
  name: string;
  taken: string;
  reason: string;
  bytes: number;
  entries: number;
  own: boolean;
  holds_erased: boolean;
  damaged: boolean;
};
export type Health = {
  light: string;
  reason: string;
  sentence: string;
  last_at: string | null;
  unsaved: number;
  second: {
    label: string;
    reachable: boolean;
    same_disk: boolean;
    at: string | null;
    days: number | null;
    warn_days: number;
  } | null;
  checked_at: string | null;
  checked_good: boolean | null;
  rehearsed_at: string | null;
  rehearsed_good: boolean | null;
  count: number;
  bytes: number;
};
export type Inspected = {
  taken: string;
  office: string;
  head: string;
  counts: { what: string; rows: number }[];
  sound: boolean;
  standing: string;
  left_behind: number;
  holds_erased: boolean;
};

/** A request may leave out what the core has a default for; a field it does not know is a type error. */
export type Asked<T> = T extends readonly (infer One)[]
  ? Asked<One>[]
  : T extends object
    ? { [K in keyof T]?: Asked<T[K]> | null }
    : T;

export type PaperMade = {
  paper: string;
  title: string;
  name: string;
  pages: number;
  formats: string[];
  personal: boolean;
  print_only: boolean;
  checks: { code: string; good: boolean; sentence: string }[];
  warnings: string[];
};
export type ExportWritten = {
  files: { name: string; bytes: number; digest: string; file: string }[];
  place: string;
  message: string;
};
export type DriveLine = { token: string; label: string; free: number; removable: boolean };
export type Export = {
  id: string;
  at: string;
  clerk: string;
  what: string;
  file: string;
  bytes: number;
  digest: string;
  place: string;
  medium: string;
  personal: boolean;
};

interface Coming {
  "backup.state": { request: object; answer: Health };
  "backup.list": { request: object; answer: BackupLine[] };
  "backup.inspect": { request: any; answer: Inspected };
  "backup.now": { request: any; answer: any };
  "backup.rehearse": { request: any; answer: any };
  "backup.second_place": { request: any; answer: any };
  "backup.restore": { request: any; answer: any };
  "restore.inspect": { request: any; answer: Inspected };
  "restore.open": { request: any; answer: any };
  "papers.make": { request: any; answer: PaperMade };
  "papers.page": { request: any; answer: { png: string; width: number; height: number } };
  "papers.print": { request: any; answer: { file: string } };
  "papers.save": { request: any; answer: ExportWritten };
  "exchange.drives": { request: any; answer: DriveLine[] };
  "exchange.export": { request: any; answer: ExportWritten };
  "exchange.register": { request: any; answer: Export[] };
  "desk.waiting": { request: object; answer: Record<string, number> };
}

export type Calls = Registered & Omit<Coming, keyof Registered>;
