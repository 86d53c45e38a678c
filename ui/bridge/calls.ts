// The wire as the pages use it: what the core has generated, under the names the pages know.
import type { BackupInspected, BackupState, Calls as Registered, State } from "./types/calls";

export type * from "./types/calls";
export type AuthState = State;
export type Health = BackupState;
export type Inspected = BackupInspected;

/** A request may leave out what the core has a default for; a field it does not know is a type error. */
export type Asked<T> = T extends readonly (infer One)[]
  ? Asked<One>[]
  : T extends object
    ? { [K in keyof T]?: Asked<T[K]> | null }
    : T;

export type Calls = Registered;
