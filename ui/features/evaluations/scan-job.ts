import { signal } from "@preact/signals-core";
import { Refused, run, type Step } from "@/bridge";
import type { ScanReport } from "@/bridge/calls";

/** A run over scans: under way, ended with a report, or refused. */
export interface ScanJob {
  since: number;
  /** How far it is; undefined once it has ended. */
  step: Step | undefined;
  report: ScanReport | undefined;
  refused: Refused | undefined;
  stop: () => void;
}

/** Runs by round. They stand here and not on a page: going elsewhere hides no run, and coming back shows how far it is. */
const jobs = signal<ReadonlyMap<string, ScanJob>>(new Map());

/** The last run of a round. */
export const scanJob = (round: string): ScanJob | undefined => jobs.value.get(round);

/** A report that was seen goes with the next visit of the page. */
export function forgetReport(round: string): void {
  const job = jobs.peek().get(round);
  if (job && !job.step) jobs.value = new Map([...jobs.peek()].filter(([id]) => id !== round));
}

/** Reads scans into a round; a round has one run at a time. */
export async function scan(round: string, tokens: string[]): Promise<void> {
  if (tokens.length === 0 || jobs.peek().get(round)?.step) return;
  const set = (change: Partial<ScanJob>): void => {
    const job = jobs.peek().get(round) ?? {
      since: Date.now(),
      step: undefined,
      report: undefined,
      refused: undefined,
      stop: () => {},
    };
    jobs.value = new Map(jobs.peek()).set(round, { ...job, ...change });
  };
  const work = run("evaluations.scan", { round, files: tokens }, (step) => {
    if (jobs.peek().get(round)?.step) set({ step: { ...step, what: "" } });
  });
  set({
    since: Date.now(),
    step: { job: null, done: 0, total: 0, what: "" },
    report: undefined,
    refused: undefined,
    stop: work.stop,
  });
  try {
    const { answer } = await work.done;
    set({ step: undefined, report: answer });
  } catch (cause) {
    set({ step: undefined, refused: Refused.from(cause) });
  }
}
