import { ask } from "@/bridge";

const PAUSE = 700;

/** Keeps what is being typed on one place of the desk in the office's own file, a breath after the last key. */
export class Keeper<T> {
  #id: string | undefined;
  #timer = 0;
  #latest: T | undefined;

  constructor(
    private readonly feature: string,
    private readonly record: () => string | null,
  ) {}

  /** What was typed and never saved, from before a crash or a closing. */
  async found(): Promise<T | undefined> {
    const drafts = await ask("drafts.list", {}).catch(() => []);
    const mine = drafts.find((each) => each.feature === this.feature && each.record === this.record());
    this.#id = mine?.id;
    return mine?.payload as T | undefined;
  }

  keep(payload: T): void {
    this.#latest = payload;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.now(), PAUSE);
  }

  async now(): Promise<void> {
    window.clearTimeout(this.#timer);
    const payload = this.#latest;
    this.#latest = undefined;
    if (payload === undefined) return;
    try {
      const kept = await ask("drafts.keep", { id: this.#id ?? null, feature: this.feature, record: this.record(), payload });
      this.#id = kept.id;
    } catch {
      // What was typed is held until it can be kept.
      this.#latest ??= payload;
    }
  }

  async drop(): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#latest = undefined;
    const id = this.#id;
    this.#id = undefined;
    if (id) await ask("drafts.drop", { id }).catch(() => undefined);
  }
}
