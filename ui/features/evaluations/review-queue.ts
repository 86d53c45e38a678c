import { computed, signal } from "@preact/signals-core";
import { Refused } from "@/bridge";
import { type Doubt, loop } from "./wire";

const AHEAD = 24;
const LOW = 10;

const keyOf = (row: { page: string; row: string }): string => `${row.page} ${row.row}`;

/**
 * The doubtful rows as a queue that is always filled ahead: a decision takes the first row away at once and travels
 * behind it, in order, so that the hand never waits for the disk. A decision the core refuses comes back to the front.
 */
export class ReviewQueue {
  readonly rows = signal<Doubt[]>([]);
  readonly left = signal<number | undefined>(undefined);
  readonly decided = signal(0);
  readonly refused = signal<Refused | undefined>(undefined);
  /** The last decision of this sitting, for the line at the foot. */
  readonly last = signal<{ row: Doubt; answer: string } | undefined>(undefined);
  readonly current = computed<Doubt | undefined>(() => this.rows.value[0]);
  readonly #taken: { row: Doubt; answer: string }[] = [];
  #chain: Promise<void> = Promise.resolve();
  #pending = 0;
  #filling = false;
  #all = false;

  constructor(
    private readonly round: string,
    private readonly batch: string | null = null,
  ) {}

  /** Fetches more when few are left; rows that are here or under way are not taken twice. */
  async fill(): Promise<void> {
    if (this.#filling || this.#all) return;
    this.#filling = true;
    try {
      const { left, rows } = await loop("evaluations.doubts", {
        round: this.round,
        batch: this.batch,
        limit: AHEAD + this.#pending,
      });
      const known = new Set([...this.rows.peek(), ...this.#taken.map((each) => each.row)].map(keyOf));
      const fresh = rows.filter((row) => !known.has(keyOf(row)));
      this.rows.value = [...this.rows.peek(), ...fresh];
      if (this.#pending === 0) this.left.value = left;
      this.#all = fresh.length === 0;
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    } finally {
      this.#filling = false;
    }
  }

  decide(answer: string): void {
    const row = this.rows.peek()[0];
    if (!row) return;
    this.refused.value = undefined;
    this.rows.value = this.rows.peek().slice(1);
    this.#taken.push({ row, answer });
    this.last.value = { row, answer };
    this.decided.value += 1;
    this.left.value = Math.max(0, (this.left.peek() ?? 1) - 1);
    this.#pending += 1;
    this.#chain = this.#chain.then(async () => {
      try {
        const { left } = await loop("evaluations.decide", { round: this.round, page: row.page, row: row.row, answer });
        this.#pending -= 1;
        if (this.#pending === 0) this.left.value = left;
      } catch (cause) {
        this.#pending -= 1;
        this.#back(row);
        this.refused.value = Refused.from(cause);
      }
    });
    if (this.rows.peek().length < LOW) void this.fill();
  }

  /** Takes the last decision back, after everything before it has arrived. */
  undo(): Promise<void> {
    this.#chain = this.#chain.then(async () => {
      try {
        const { page, row, left } = await loop("evaluations.undecide", { round: this.round });
        const held = this.#taken.find((each) => each.row.page === page && each.row.row === row);
        if (held) this.#back(held.row);
        else {
          this.#all = false;
          this.rows.value = [];
          await this.fill();
        }
        this.left.value = left;
        this.refused.value = undefined;
      } catch (cause) {
        this.refused.value = Refused.from(cause);
      }
    });
    return this.#chain;
  }

  /** Everything that was decided has arrived. */
  settled(): Promise<void> {
    return this.#chain;
  }

  /** Rows of a page that was decided as a whole leave the queue. */
  drop(page: string, left: number): void {
    this.rows.value = this.rows.peek().filter((row) => row.page !== page);
    this.left.value = left;
    this.#all = false;
    if (this.rows.peek().length < LOW) void this.fill();
  }

  #back(row: Doubt): void {
    const at = this.#taken.findLastIndex((each) => keyOf(each.row) === keyOf(row));
    if (at >= 0) this.#taken.splice(at, 1);
    this.rows.value = [row, ...this.rows.peek().filter((each) => keyOf(each) !== keyOf(row))];
    this.last.value = this.#taken.at(-1);
    this.decided.value = Math.max(0, this.decided.peek() - 1);
    this.left.value = (this.left.peek() ?? 0) + 1;
  }
}

/** What Space accepts: what the reader says, else the one marked box, else the one box with any ink. */
export function likely(row: Doubt): string {
  if (row.likely !== undefined && row.likely !== null) return row.likely;
  const marked = row.options.filter((option) => option.answer === "marked");
  const doubtful = row.options.filter((option) => option.answer === "doubtful");
  if (marked.length === 1 && doubtful.length === 0) return marked[0]?.grade ?? "";
  if (marked.length === 0 && doubtful.length === 1) return doubtful[0]?.grade ?? "";
  if (marked.length === 1) return marked[0]?.grade ?? "";
  return marked.length === 0 && doubtful.length === 0 ? "blank" : "";
}
