import { signal } from "@preact/signals-core";
import { type Bridge, type Chosen, type FileKind, Refused, type Step } from "./bridge";
import type { Asked, Calls } from "./calls";

export { type Chosen, Refused, type Step };

let bridge: Bridge | undefined;
let session: string | null = null;
let jobs = 0;

/** Chooses the way to the core: the window when we are in it, loopback when a token came with the address. */
export async function connect(given?: Bridge): Promise<void> {
  if (given) bridge = given;
  else if ("__TAURI_INTERNALS__" in window) bridge = (await import("./tauri")).tauri();
  else {
    const token = new URLSearchParams(location.search).get("token");
    if (token) bridge = (await import("./loopback")).loopback(token);
    else if (import.meta.env.DEV || import.meta.env.MODE === "gallery") bridge = (await import("./fake")).fake();
  }
}

export function setSession(id: string | null): void {
  session = id;
}

/** Counts up for each table a write touched; `resource` reads again when one of its tables moves. */
export const moved = signal<{ tables: ReadonlySet<string>; at: number }>({ tables: new Set(), at: 0 });
/** The latest write that can be taken back, for the toast and Ctrl Z. */
export const lastOperation = signal<number | null>(null);
/** Called when the core says that the session is over (idle lock, another window). */
export const hooks = { locked: () => {} };

export type Done<A> = { answer: A; operation: number | null };

/** Asks the core. Throws `Refused`, never anything else. */
export async function ask<K extends keyof Calls>(name: K, payload: Asked<Calls[K]["request"]>): Promise<Calls[K]["answer"]> {
  return (await tell(name, payload)).answer;
}

/** Like `ask`, with the number of the operation it made. */
export async function tell<K extends keyof Calls>(
  name: K,
  payload: Asked<Calls[K]["request"]>,
  job?: string,
): Promise<Done<Calls[K]["answer"]>> {
  if (!bridge) throw new Refused("bridge.lost", "", "");
  try {
    const reply = await bridge.rpc(session, String(name), payload, job);
    if (reply.changed.length > 0) moved.value = { tables: new Set(reply.changed), at: moved.value.at + 1 };
    // What took something back is not itself the next thing to take back.
    if (reply.operation !== null && reply.changed.length > 0 && !String(name).startsWith("history."))
      lastOperation.value = reply.operation;
    return { answer: reply.answer as Calls[K]["answer"], operation: reply.operation };
  } catch (cause) {
    const refused = Refused.from(cause);
    if (refused.code === "session.none") hooks.locked();
    throw refused;
  }
}

/** Runs a long call with its steps shown; `stop` asks it to end. */
export function run<K extends keyof Calls>(name: K, payload: Asked<Calls[K]["request"]>, see: (step: Step) => void) {
  jobs += 1;
  const job = `job-${jobs}`;
  const stopWatching = bridge?.watch((step) => {
    if (step.job === null || step.job === job) see(step);
  });
  const done = tell(name, payload, job).finally(() => stopWatching?.());
  return { done, stop: () => void own("cancel", { job }).catch(() => undefined) };
}

/** A call that the window answers itself: dialogs, disks, the viewer, stopping. */
async function own(name: string, payload: unknown): Promise<unknown> {
  if (!bridge) throw new Refused("bridge.lost", "", "");
  return (await bridge.rpc(session, `shell.${name}`, payload)).answer;
}

export const files = {
  choose: async (kind: FileKind, many = false): Promise<Chosen[]> =>
    (await own("choose", { how: many ? "files" : "file", kind })) as Chosen[],
  folder: async (): Promise<Chosen | undefined> => ((await own("choose", { how: "folder" })) as Chosen[])[0],
  save: async (kind: FileKind, suggested: string): Promise<Chosen | undefined> =>
    ((await own("choose", { how: "save", kind, suggested })) as Chosen[])[0],
  /** Opens a finished file with the system's own program; false when it has none. */
  open: async (token: string): Promise<boolean> => ((await own("open", { token })) as boolean) === true,
};

/** Tells the window whether closing must be asked about, and asks when it is closed. */
export const closing = {
  guard: (unsaved: boolean): void => void own("guard", { unsaved }).catch(() => undefined),
  watch: (asked: () => void): (() => void) => bridge?.closing(asked) ?? (() => {}),
  close: (): void => void own("close", {}).catch(() => undefined),
};
