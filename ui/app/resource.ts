import { effect, signal, untracked } from "@preact/signals-core";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { moved, Refused } from "@/bridge";

/**
 * One reading from the core that a page shows: reading, refused or there. It reads again when what it asks for changes
 * or when a write has touched one of its tables; the old value stays in sight until the new one is there.
 */
export class Resource<T> implements ReactiveController {
  readonly value = signal<T | undefined>(undefined);
  readonly refused = signal<Refused | undefined>(undefined);
  readonly reading = signal(false);
  readonly #again = signal(0);
  #turn = 0;
  /** What stands there answers another question (another record, another filter) than the one asked last. */
  #other = false;
  #stop: (() => void) | undefined;

  /** `read` may use signals: it runs again when they change. Answering undefined means there is nothing to ask yet. */
  constructor(
    host: ReactiveControllerHost,
    private readonly read: () => Promise<T> | undefined,
    private readonly tables: readonly string[] = [],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    let seen = untracked(() => moved.value.at);
    let before: number | undefined;
    const stopRead = effect(() => {
      const again = this.#again.value;
      if (again === before) this.#other = true;
      before = again;
      const asked = this.read();
      untracked(() => void this.#take(asked));
    });
    const stopMoved = effect(() => {
      const move = moved.value;
      if (move.at === seen) return;
      seen = move.at;
      if (move.tables.has("*") || this.tables.some((table) => move.tables.has(table))) this.again();
    });
    this.#stop = () => {
      stopRead();
      stopMoved();
    };
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#turn += 1;
  }

  again(): void {
    this.#again.value = untracked(() => this.#again.value) + 1;
  }

  /** Takes an answer that was asked for beside it; an older reading that is still under way does not come over it. */
  put(value: T): void {
    this.#turn += 1;
    this.#other = false;
    this.value.value = value;
    this.refused.value = undefined;
    this.reading.value = false;
  }

  async #take(asked: Promise<T> | undefined): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (!asked) {
      this.value.value = undefined;
      this.refused.value = undefined;
      this.reading.value = false;
      return;
    }
    this.reading.value = true;
    try {
      const value = await asked;
      if (turn !== this.#turn) return;
      this.value.value = value;
      this.refused.value = undefined;
      this.#other = false;
    } catch (cause) {
      if (turn !== this.#turn) return;
      if (this.#other) this.value.value = undefined;
      this.refused.value = Refused.from(cause);
    } finally {
      if (turn === this.#turn) this.reading.value = false;
    }
  }
}
