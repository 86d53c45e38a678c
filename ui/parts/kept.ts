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
  #waits: T | undefined;

  constructor(
    private readonly feature: string,
    private readonly record: () => string | null,
  ) {}

  keep(value: T): void {
    this.#waits = value;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  now = async (): Promise<void> => {
    window.clearTimeout(this.#timer);
    const payload = this.#waits;
    if (payload === undefined) return;
    this.#waits = undefined;
    try {
      const kept = await ask("drafts.keep", { id: this.#id ?? null, feature: this.feature, record: this.record(), payload });
      this.#id = kept.id;
      this.at.value = localOf(new Date().toISOString())[1];
    } catch {
      // The form still holds what was typed; the next key tries again.
      this.#waits ??= payload;
    }
  };

  async found(): Promise<Draft | undefined> {
    const drafts: Draft[] = await ask("drafts.list", {}).catch(() => []);
    return drafts.find((each) => each.feature === this.feature && each.record === this.record());
  }

  adopt(draft: Draft): void {
    this.#id = draft.id;
  }

  async drop(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#waits = undefined;
    const id = this.#id;
    this.#id = undefined;
    this.at.value = "";
    if (id) await ask("drafts.drop", { id }).catch(() => undefined);
  }
}
