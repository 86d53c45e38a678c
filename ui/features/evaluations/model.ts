import { areaName, personName } from "@/app/register";
import { say } from "@/app/words";
import type { BatchVoters, BoardVillage, EvaluationForm, Round, RoundBoard, RoundKind } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";

/** The tables a round is read from, its board, and the forms. */
export const ROUND_TABLES = ["rounds", "round_subjects", "round_rated", "round_meetings", "batches", "parameters"] as const;
export const BOARD_TABLES = [
  "rounds",
  "round_subjects",
  "round_rated",
  "round_meetings",
  "batches",
  "batch_counts",
  "tally_corrections",
  "round_signings",
] as const;
export const FORM_TABLES = ["evaluation_forms", "batches"] as const;

export const shapes: Record<string, Shape> = { planned: "wait", held: "due", finished: "met" };

/** The steps of a round in the order of the afternoon. */
export const STEPS = ["subjects", "print", "issue", "meeting", "read", "review", "balance", "results"] as const;
export type Step = (typeof STEPS)[number] | "board" | "sign";

export interface StepState {
  step: (typeof STEPS)[number];
  shape: Shape;
  word: string;
}

/** Sheets printed so far. */
export function sheetsOf(round: Round): number {
  return round.batches.reduce((sum, batch) => sum + batch.copies, 0);
}

/** Villages in the order of the sheet, each with the delegates rated there. */
export function villagesOf(round: Round): { area: string; people: string[] }[] {
  const villages = new Map<string, string[]>();
  for (const { area_id, person_id } of round.subjects) villages.set(area_id, [...(villages.get(area_id) ?? []), person_id]);
  return [...villages].map(([area, people]) => ({ area, people }));
}

/** What a form is, in words. */
export const kindName = (form: Pick<EvaluationForm, "kind" | "purpose">): string =>
  say(form.purpose === "report" ? "evaluations.report.kind" : `evaluations.kind.${form.kind}`);

/** A village of the plan: how many of each of its sheets, and what was printed for it before. */
export interface Line {
  area: string;
  people: string[];
  /** Copies of each kind of sheet; undefined when what was typed is no number. */
  copies: { voters: BatchVoters; copies: number | undefined }[];
  sheets: number;
  printed: number;
}

/** Copies as typed; undefined when it is no number. */
export function copiesOf(text: string): number | undefined {
  const value = text.normalize("NFKC").trim();
  return /^\d{1,5}$/.test(value) ? Number(value) : undefined;
}

/** The newest version of each form, those of the office first. */
export function newest(forms: EvaluationForm[]): EvaluationForm[] {
  const latest = new Map<string, EvaluationForm>();
  for (const form of forms) if ((latest.get(form.code)?.version ?? -1) < form.version) latest.set(form.code, form);
  return [...latest.values()].sort((one, other) => Number(one.built_in) - Number(other.built_in));
}

/** The name of a village, or of a meeting of a report on duty. */
export function placeName(round: Round, id: string): string {
  return round.meetings.find((meeting) => meeting.id === id)?.name ?? areaName(id);
}

/** The name of a delegate, or of who reports on duty. */
export function ratedName(round: Round, id: string): string {
  return round.rated.find((one) => one.id === id)?.name ?? personName(id);
}

/** The village of a board as it is said, or the meeting. */
export const villageName = (village: BoardVillage): string => areaName(village.area_id) || village.area;

/** Whose sheets: party members', residents', or nothing where all fill in the same. */
export const votersName = (voters: BatchVoters): string => (voters === "all" ? "" : say(`evaluations.voters.${voters}`));

/** Whom the sheets of a batch are about, and whose sheets they are where members and residents have their own. */
export function batchName(batch: { person: string | null; voters: BatchVoters }, kind: RoundKind): string {
  const who = batch.person ?? say(kind === "report" ? "evaluations.wholeReport" : "evaluations.wholeTeam");
  return batch.voters === "all" ? who : say("evaluations.whoByVoters", { who, voters: votersName(batch.voters) });
}

/** A batch code as it stands under the square on the sheet. */
export const written = (code: string): string => (code.length === 6 ? `${code.slice(0, 3)}-${code.slice(3)}` : code);

function begun(round: Round): StepState[] {
  const villages = villagesOf(round);
  const sheets = sheetsOf(round);
  const printed = new Set(round.batches.map((batch) => batch.area_id));
  const left = villages.filter((village) => !printed.has(village.area)).length;
  const report = round.kind === "report";
  const rated = report
    ? say("evaluations.report.subjectsNote", { n: round.rated.length, meetings: round.meetings.length })
    : say("evaluations.subjectsNote", { n: round.subjects.length, areas: villages.length });
  return [
    {
      step: "subjects",
      shape: villages.length > 0 ? "met" : "due",
      word: villages.length > 0 ? rated : say("evaluations.step.none"),
    },
    {
      step: "print",
      shape: sheets === 0 ? "wait" : left > 0 ? "due" : "met",
      word:
        sheets === 0
          ? say("evaluations.noBatches")
          : left > 0
            ? say(report ? "evaluations.report.printLeft" : "evaluations.step.printLeft", { n: left })
            : say("evaluations.step.printed", { n: sheets }),
    },
  ];
}

/** How far each step is, in words; before anything is printed only the first two say something. */
export function stepStates(round: Round, board: RoundBoard | undefined): StepState[] {
  const first = begun(round);
  const villages = board?.villages.filter((village) => village.batches.length > 0) ?? [];
  const dash = say("evaluations.dash");
  if (!board || villages.length === 0)
    return [...first, ...STEPS.slice(2).map((step): StepState => ({ step, shape: "wait", word: dash }))];
  const n = villages.length;
  const report = round.kind === "report";
  const batches = villages.flatMap((village) => village.batches);
  const some = (of: (batch: (typeof batches)[number]) => boolean) =>
    villages.filter((village) => village.batches.some(of)).length;
  const taken = some((batch) => batch.taken_by !== "");
  const back = some((batch) => batch.returned !== null);
  const counted = batches.reduce((sum, batch) => sum + batch.valid + batch.void + batch.blank, 0);
  const review = batches.reduce((sum, batch) => sum + batch.to_review, 0);
  const off = batches.filter((batch) => batch.difference !== 0).length;
  const closed = board.round.closed_on !== null;
  const unsigned = villages.filter((village) => village.stage !== "signed").length;
  const part = (done: number): Shape => (done === 0 ? "wait" : done < n ? "due" : "met");
  return [
    ...first,
    {
      step: "issue",
      shape: part(taken),
      word: say(report ? "evaluations.report.of" : "evaluations.step.of", { done: taken, n }),
    },
    {
      step: "meeting",
      shape: part(back),
      word: say(report ? "evaluations.report.back" : "evaluations.step.back", { done: back, n }),
    },
    {
      step: "read",
      shape: counted === 0 ? "wait" : closed ? "met" : "due",
      word: counted === 0 ? say("evaluations.not.read") : say("evaluations.step.read", { n: counted }),
    },
    {
      step: "review",
      shape: review > 0 ? "doubt" : counted > 0 ? "met" : "wait",
      word: review > 0 ? say("evaluations.step.review", { n: review }) : counted > 0 ? say("evaluations.none") : dash,
    },
    {
      step: "balance",
      shape: closed ? "met" : counted === 0 ? "wait" : off > 0 ? "owed" : "due",
      word: closed
        ? say("evaluations.stage.closed")
        : counted === 0
          ? dash
          : off > 0
            ? say("evaluations.step.off", { n: off })
            : say("evaluations.balanced"),
    },
    {
      step: "results",
      shape: !closed ? "wait" : unsigned > 0 ? "due" : "met",
      word: closed
        ? unsigned > 0
          ? say(report ? "evaluations.report.toSign" : "evaluations.step.toSign", { n: unsigned })
          : say("evaluations.stage.signed")
        : counted > 0
          ? say("evaluations.step.afterClosing")
          : dash,
    },
  ];
}
