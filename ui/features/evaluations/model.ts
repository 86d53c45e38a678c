import type { Round } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";

/** The tables a round and its board are read from. */
export const ROUND_TABLES = ["rounds", "round_subjects", "batches"] as const;

export const shapes: Record<string, Shape> = { planned: "wait", held: "due", finished: "met" };

/** The steps of a round in the order of the afternoon. */
export const STEPS = ["subjects", "print"] as const;
export type Step = (typeof STEPS)[number];

export interface StepState {
  step: Step;
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

/** A batch code as it stands under the square on the sheet. */
export const written = (code: string): string => (code.length === 6 ? `${code.slice(0, 3)}-${code.slice(3)}` : code);
