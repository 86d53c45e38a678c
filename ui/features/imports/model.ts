import { computed, signal } from "@preact/signals-core";
import { sayIf } from "@/app/words";
import { type Chosen, Refused, run, type Step } from "@/bridge";
import type { ImportApplied, ImportDecisions, ImportMapping, ImportOriginal, ImportPreview, ImportSide } from "@/bridge/calls";

export type Job = "roster" | "visits";
export type Stage = "choose" | "columns" | "preview" | "done";

const PAGE = 400;

/** Where a line of the preview stands in its file, and that row as it is written there. */
export interface Source {
  file: string;
  sheet: string;
  cell: string;
  original: ImportOriginal[];
}

const noMapping = (): ImportMapping => ({
  columns: {},
  sheets: {},
  villages: {},
  kinds: {},
  topics: {},
  skip_hidden_rows: false,
  carry_down: null,
});
const noDecisions = (): ImportDecisions => ({ both: {}, not_listed: {}, effective: null, level: null, names: {}, skip: [] });

/** One import from choosing the files to the report: what the clerk said, and the preview that follows from it. */
export class Importing {
  readonly job = signal<Job>("visits");
  readonly stage = signal<Stage>("choose");
  readonly files = signal<Chosen[]>([]);
  readonly mapping = signal<ImportMapping>(noMapping());
  readonly decisions = signal<ImportDecisions>(noDecisions());
  readonly preview = signal<ImportPreview | undefined>(undefined);
  readonly applied = signal<{ answer: ImportApplied; operation: number | null } | undefined>(undefined);
  /** Rows listed; more of them are read when the clerk asks. */
  readonly listed = signal(PAGE);
  /** The line looked at: its row in the file stands beside the table. */
  readonly looked = signal<Source | undefined>(undefined);
  readonly step = signal<Step | undefined>(undefined);
  readonly refused = signal<Refused | undefined>(undefined);
  #stop: (() => void) | undefined;
  #turn = 0;

  readonly writing = computed(() => {
    const counts = this.preview.value?.counts;
    return counts ? counts.new + counts.changed : 0;
  });

  start(job: Job, files: Chosen[]): void {
    this.job.value = job;
    this.files.value = files;
    this.mapping.value = noMapping();
    this.decisions.value = noDecisions();
    this.applied.value = undefined;
    this.preview.value = undefined;
    this.listed.value = PAGE;
    this.looked.value = undefined;
    void this.look(true);
  }

  reset(): void {
    this.#turn += 1;
    this.stage.value = "choose";
    this.files.value = [];
    this.preview.value = undefined;
    this.refused.value = undefined;
    this.step.value = undefined;
  }

  stop(): void {
    this.#stop?.();
  }

  #request() {
    return {
      job: this.job.value,
      files: this.files.value.map((file) => file.token),
      mapping: this.mapping.value,
      decisions: this.decisions.value,
      limit: this.listed.value,
    };
  }

  /** How far the newest work is. What an older one still tells would stand there for ever: nobody clears it. */
  #see(turn: number, step: Step): void {
    if (turn === this.#turn) this.step.value = { ...step, what: sayIf(`imports.progress.${step.what}`) ?? "" };
  }

  /** Reads the files and says what would happen. Columns come first when some could not be told. */
  async look(first = false): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.refused.value = undefined;
    this.step.value = { job: null, done: 0, total: 0, what: "" };
    const work = run("imports.preview", this.#request(), (step) => this.#see(turn, step));
    this.#stop = work.stop;
    try {
      const { answer } = await work.done;
      if (turn !== this.#turn) return;
      this.preview.value = answer;
      if (first) {
        const read = answer.files.flatMap((file) => file.sheets).filter((sheet) => sheet.not_read === null);
        this.stage.value = read.length === 0 ? "columns" : "preview";
      }
    } catch (cause) {
      if (turn === this.#turn) this.refused.value = Refused.from(cause);
    } finally {
      if (turn === this.#turn) this.step.value = undefined;
    }
  }

  async write(): Promise<void> {
    const preview = this.preview.value;
    if (!preview) return;
    this.refused.value = undefined;
    this.step.value = { job: null, done: 0, total: 0, what: "" };
    // A preview that is still being made says nothing any more.
    this.#turn += 1;
    const turn = this.#turn;
    const asked = { ...this.#request(), fingerprint: preview.fingerprint };
    const work = run("imports.apply", asked, (step) => this.#see(turn, step));
    this.#stop = work.stop;
    try {
      this.applied.value = await work.done;
      this.stage.value = "done";
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    } finally {
      this.step.value = undefined;
    }
  }

  more(): void {
    this.listed.value += PAGE;
    void this.look();
  }

  map(change: Partial<ImportMapping>): void {
    this.mapping.value = { ...this.mapping.value, ...change };
    void this.look();
  }

  decide(change: Partial<ImportDecisions>): void {
    this.decisions.value = { ...this.decisions.value, ...change };
    void this.look();
  }

  chooseSide(key: string, side: ImportSide): void {
    this.decide({ both: { ...this.decisions.value.both, [key]: side } });
  }

  skip(key: string, out: boolean): void {
    const skip = this.decisions.value.skip.filter((each) => each !== key);
    this.decide({ skip: out ? [...skip, key] : skip });
  }
}
