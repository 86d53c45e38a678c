// The wire as the pages use it: what the core has generated, and the few shapes that are on their way.
import type { BackupInspected, BackupState, Calls as Registered, State } from "./types/calls";

export type * from "./types/calls";
export type AuthState = State;
export type Health = BackupState;
export type Inspected = BackupInspected;

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
  what: string;
  file: string;
  bytes: number;
  digest: string;
  place: string;
  medium: string;
};

/** A request may leave out what the core has a default for; a field it does not know is a type error. */
export type Asked<T> = T extends readonly (infer One)[]
  ? Asked<One>[]
  : T extends object
    ? { [K in keyof T]?: Asked<T[K]> | null }
    : T;

interface Coming {
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
