import { signal } from "@preact/signals-core";

/**
 * What is typed on a step of a round, by village: going to another village or step loses nothing. What was saved stays in
 * sight until the board that is read after it is there, so that no older figure comes back into a field in between; and
 * what is typed while the saving is under way stays unsaved.
 */
export class Edits<T extends object> {
  readonly #all = signal<ReadonlyMap<string, { it: T; saved: boolean }>>(new Map());

  of(key: string): T | undefined {
    return this.#all.value.get(key)?.it;
  }

  unsaved(key: string): boolean {
    return this.#all.value.get(key)?.saved === false;
  }

  set(key: string, it: T): void {
    this.#all.value = new Map(this.#all.peek()).set(key, { it, saved: false });
  }

  /** What was sent has arrived: it is saved unless something was typed since. */
  saved(key: string, it: T): void {
    if (this.#all.peek().get(key)?.it === it) this.#all.value = new Map(this.#all.peek()).set(key, { it, saved: true });
  }

  /** A newer board is there: what was saved stands in it. */
  caughtUp(): void {
    const rest = [...this.#all.peek()].filter(([, each]) => !each.saved);
    if (rest.length < this.#all.peek().size) this.#all.value = new Map(rest);
  }
}
