import { signal } from "@preact/signals-core";
import { localOf } from "@/app/days";
import { ask } from "@/bridge";
import type { Draft } from "@/bridge/calls";

const PAUSE = 700;

/** Keeps what is being typed on a page in the office's own file, a moment after the last key. */
export class Kept<T> {
  readonly at = signal("");
  #id: string | undefined;
  #timer = 0;
  /** What is typed belongs to the record it was typed for, also when the page has gone on to another. */
  #waits: { value: T; record: string | null } | undefined;
  /** One keeping after the other: a later one knows the draft that an earlier one began. */
  #going: Promise<void> = Promise.resolve();

  constructor(
    private readonly feature: string,
    private readonly record: () => string | null,
  ) {}

  keep(value: T): void {
    this.#waits = { value, record: this.record() };
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  now = (): Promise<void> => {
    window.clearTimeout(this.#timer);
    this.#going = this.#going.then(() => this.#send());
    return this.#going;
  };

  async #send(): Promise<void> {
    const waits = this.#waits;
    if (waits === undefined) return;
    this.#waits = undefined;
    try {
      const kept = await ask("drafts.keep", {
        id: this.#id ?? null,
        feature: this.feature,
        record: waits.record,
        payload: waits.value,
      });
      this.#id = kept.id;
      this.at.value = localOf(new Date().toISOString())[1];
    } catch {
      // The form still holds what was typed; the next key tries again.
      this.#waits ??= waits;
    }
  }

  /** Keeps what is written, and begins another draft for the form that follows. */
  async part(): Promise<void> {
    await this.now();
    this.#waits = undefined;
    this.#id = undefined;
    this.at.value = "";
  }

  async found(): Promise<Draft | undefined> {
    const record = this.record();
    const drafts: Draft[] = await ask("drafts.list", {}).catch(() => []);
    return drafts.find((each) => each.feature === this.feature && each.record === record);
  }

  adopt(draft: Draft): void {
    this.#id = draft.id;
  }

  async drop(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#waits = undefined;
    // A keeping under way has a draft to throw away as soon as it is done.
    await this.#going;
    const id = this.#id;
    this.#id = undefined;
    this.at.value = "";
    if (id) await ask("drafts.drop", { id }).catch(() => undefined);
  }
}
