// The wire as the pages use it: what the core has generated, and the few shapes that are on their way.
import type { Calls as Registered, State, Whole } from "./types/calls";

export type * from "./types/calls";
export type AuthState = State;
export type { Whole };

/** How the backups stand. Time stamps are UTC. */
export type Health = {
  last: string | null;
  second: string | null;
  second_label: string;
  second_warn_days: number;
  failed: string | null;
  checked: string | null;
  rehearsed: string | null;
};

/** A request may leave out what the core has a default for; a field it does not know is a type error. */
export type Asked<T> = T extends readonly (infer One)[]
  ? Asked<One>[]
  : T extends object
    ? { [K in keyof T]?: Asked<T[K]> | null }
    : T;

interface Coming {
  "backup.state": { request: object; answer: Health };
  "desk.waiting": { request: object; answer: Record<string, number> };
}

export type Calls = Registered & Omit<Coming, keyof Registered>;
