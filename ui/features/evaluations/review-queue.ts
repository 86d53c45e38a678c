import { computed, signal } from "@preact/signals-core";
import { ask, Refused } from "@/bridge";
import type { DoubtRow } from "@/bridge/calls";

const AHEAD = 24;
const LOW = 10;

const keyOf = (row: { page: string; row: string }): string => `${row.page} ${row.row}`;

/**
 * The doubtful rows as a queue that is always filled ahead: a decision takes the first row away at once and travels
 * behind it, in order, so that the hand never waits for the disk. A decision the core refuses comes back at the end: put in front,
 * it would take the key that was meant for the row in sight.
 */
export class ReviewQueue {
  readonly rows = signal<DoubtRow[]>([]);
  readonly left = signal<number | undefined>(undefined);
  /** Whole pages that somebody must look at. */
  readonly pages = signal(0);
  readonly decided = signal(0);
  readonly refused = signal<Refused | undefined>(undefined);
  /** The last decision of this sitting, for the line at the foot. */
  readonly last = signal<{ row: DoubtRow; answer: string } | undefined>(undefined);
  readonly current = computed<DoubtRow | undefined>(() => this.rows.value[0]);
  readonly #taken: { row: DoubtRow; answer: string }[] = [];
  #chain: Promise<void> = Promise.resolve();
  /** Decisions on their way. */
  readonly pending = signal(0);
  #filling = false;
  /** Rises when rows may have come in that were not there: an answer asked for before does not tell that these are all. */
  #grown = 0;
  #all = false;
  /** Rows the core refused: they stand at the end and are asked again. */
  readonly #returned = new Set<string>();
  /** Rises with everything that changes what is left: an answer asked for before it tells an older number. */
  #turn = 0;

  constructor(
    private readonly round: string,
    /** Only rows of this village. */
    private readonly area: string | null = null,
  ) {}

  /** Fetches more when few are left; rows that are here or under way are not taken twice. */
  async fill(): Promise<void> {
    if (this.#filling || this.#all) return;
    this.#filling = true;
    const grown = this.#grown;
    const turn = this.#turn;
    // What is on its way may or may not have arrived when the core counts.
    const exact = this.pending.peek() === 0;
    try {
      const { left, pages, rows } = await ask("evaluations.doubts", {
        round: this.round,
        batch: null,
        area: this.area,
        limit: AHEAD + this.pending.peek(),
      });
      const known = new Set([...this.rows.peek(), ...this.#taken.map((each) => each.row)].map(keyOf));
      const fresh = rows.filter((row) => !known.has(keyOf(row)));
      this.rows.value = [...this.rows.peek(), ...fresh];
      if (exact && turn === this.#turn) {
        this.left.value = left;
        this.pages.value = pages;
      }
      this.#all = fresh.length === 0 && grown === this.#grown;
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    } finally {
      this.#filling = false;
    }
    if (grown !== this.#grown) void this.fill();
  }

  decide(answer: string): void {
    const row = this.rows.peek()[0];
    if (!row) return;
    this.rows.value = this.rows.peek().slice(1);
    this.#taken.push({ row, answer });
    this.last.value = { row, answer };
    this.decided.value += 1;
    this.left.value = Math.max(0, (this.left.peek() ?? 1) - 1);
    this.pending.value += 1;
    this.#turn += 1;
    this.#chain = this.#chain.then(async () => {
      try {
        const { left } = await ask("evaluations.decide", { round: this.round, page: row.page, row: row.row, answer });
        this.pending.value -= 1;
        this.#turn += 1;
        this.#returned.delete(keyOf(row));
        if (this.#returned.size === 0) this.refused.value = undefined;
        // The core answers what is left of the whole round; of one village it is asked, and a question that fails is told
        // without taking the decision back.
        if (this.pending.peek() === 0) {
          if (this.area) await this.#count().catch((cause) => (this.refused.value = Refused.from(cause)));
          else this.left.value = left;
        }
      } catch (cause) {
        this.pending.value -= 1;
        this.#returned.add(keyOf(row));
        this.#back(row, true);
        this.refused.value = Refused.from(cause);
      }
    });
    if (this.rows.peek().length < LOW) void this.fill();
  }

  /** Takes the last decision back, after everything before it has arrived. */
  undo(): Promise<void> {
    this.#chain = this.#chain.then(async () => {
      try {
        const { page, row, left } = await ask("evaluations.undecide", { round: this.round });
        const held = this.#taken.find((each) => each.row.page === page && each.row.row === row);
        if (held) this.#back(held.row);
        else {
          this.#all = false;
          this.#grown += 1;
          this.rows.value = [];
          await this.fill();
        }
        this.#turn += 1;
        if (!this.area) this.left.value = left;
        this.refused.value = undefined;
      } catch (cause) {
        this.refused.value = Refused.from(cause);
      }
    });
    return this.#chain;
  }

  /** How many of this village are left, unless something changes meanwhile. */
  async #count(): Promise<void> {
    const turn = this.#turn;
    const { left, pages } = await ask("evaluations.doubts", { round: this.round, batch: null, area: this.area, limit: 1 });
    if (turn !== this.#turn) return;
    this.left.value = left;
    this.pages.value = pages;
  }

  /** Everything that was decided has arrived. */
  settled(): Promise<void> {
    return this.#chain;
  }

  /** Rows of a page that was decided as a whole leave the queue. */
  drop(page: string, left: number, pages: number): void {
    this.rows.value = this.rows.peek().filter((row) => row.page !== page);
    this.#turn += 1;
    this.#all = false;
    this.#grown += 1;
    if (this.area) return void this.fill();
    this.left.value = left;
    this.pages.value = pages;
    if (this.rows.peek().length < LOW) void this.fill();
  }

  #back(row: DoubtRow, last = false): void {
    const at = this.#taken.findLastIndex((each) => keyOf(each.row) === keyOf(row));
    if (at >= 0) this.#taken.splice(at, 1);
    const rest = this.rows.peek().filter((each) => keyOf(each) !== keyOf(row));
    this.rows.value = last ? [...rest, row] : [row, ...rest];
    this.last.value = this.#taken.at(-1);
    this.decided.value = Math.max(0, this.decided.peek() - 1);
    this.left.value = (this.left.peek() ?? 0) + 1;
    this.#turn += 1;
  }
}

/**
 * What Space accepts: the one box with ink, or of a filled box and a tick beside it the tick, since filling takes a mark
 * back. Two ticks, and a row from which nothing was read, have no likelier answer.
 */
export function likely(row: DoubtRow): string {
  const inked = row.options.filter((option) => option.answer !== "blank");
  if (row.why === "by_hand") return "";
  if (inked.length === 1) return inked[0]?.grade ?? "";
  if (row.why === "filled_beside_mark" && inked.length === 2)
    return [...inked].sort((one, other) => one.ink - other.ink)[0]?.grade ?? "";
  return "";
}
