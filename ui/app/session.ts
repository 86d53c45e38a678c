import { effect, signal } from "@preact/signals-core";
import { ask, hooks, lastOperation, setSession } from "@/bridge";
import type { AuthState, Clerk, Entry, Office, Right } from "@/bridge/calls";
import { bringBack, putAway } from "@/parts/dialogs";
import { today } from "./days";
import { readDisplay } from "./display";
import { clearToasts } from "./toasts";

/** Asked before the desk locks: what is being written is kept as a draft while the session still holds. */
export const keepers = new Set<() => Promise<void>>();
export type { Right };

/** Who sat here last: the lock asks for the passphrase of the same person. */
export const lastPerson = signal("");

/** What the core says of itself before anyone is let in; undefined until it has answered. */
export const auth = signal<AuthState | undefined>(undefined);
/** Who sits at the desk; undefined while it is locked. */
export const person = signal<Clerk | undefined>(undefined);
export const office = signal<Office | undefined>(undefined);
export const dictionary = signal<Entry[]>([]);

/** Set when the file was found to be a copy or may only be read; said once at the top of the desk. */
export const entrance = signal({ copied: false, writable: true, notice: "", hint: "" });

const ROLES: readonly string[] = ["view", "enter", "manage"] satisfies Right[];

/**
 * Whether whoever sits at the desk may do this: what the core would refuse is not offered. In a template a button says
 * `data-needs="enter"` or `"manage"`, and the style sheet asks the same of the role the page stands under.
 */
export function may(right: Right): boolean {
  return ROLES.indexOf(person.value?.role ?? "") >= ROLES.indexOf(right);
}

effect(() => {
  document.documentElement.dataset.role = person.value?.role ?? "";
});

export async function readState(): Promise<void> {
  const state = await ask("auth.state", {});
  leave();
  auth.value = state;
}

export async function unlock(name: string, passphrase: string): Promise<void> {
  const opened = await ask("auth.unlock", { person: name, passphrase });
  entrance.value = { copied: opened.copied, writable: opened.writable, notice: opened.notice, hint: opened.notice_hint };
  await enter(opened.session, opened.person);
}

/** Lets a person in with a session the core has just given (unlocking, first run). */
export async function enter(session: string, who: Clerk): Promise<void> {
  setSession(session);
  forget();
  await Promise.all([readOffice(), readDisplay()]);
  lastPerson.value = office.peek()?.practice ? "" : who.name;
  person.value = who;
  bringBack(who.id);
}

/** What was done at this desk before is not taken back by whoever sits there now, nor in another file. */
function forget(): void {
  lastOperation.value = null;
  clearToasts();
}

/** Opens the township of invented people beside the office; `discardPractice` throws it away again. */
export async function openPractice(): Promise<void> {
  const opened = await ask("practice.open", {});
  await enter(opened.session, opened.person);
}

export async function discardPractice(): Promise<void> {
  await ask("practice.discard", {});
  await readState();
}

export async function readOffice(): Promise<void> {
  const whole = await ask("office.whole", {});
  today.value = whole.today;
  office.value = whole.office;
  dictionary.value = whole.dictionary;
}

export async function lock(): Promise<void> {
  await Promise.allSettled([...keepers].map((keep) => keep()));
  await ask("auth.lock", {}).catch(() => undefined);
  await readState();
}

function leave(): void {
  setSession(null);
  forget();
  putAway(person.peek()?.id ?? "");
  person.value = undefined;
  office.value = undefined;
}

hooks.locked = () => {
  if (person.peek()) void readState();
};
