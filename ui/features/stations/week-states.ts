import { sayIf } from "@/app/words";
import type { Board, BoardLine } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = {
  reported: "met",
  zero: "zero",
  suspended: "void",
  made_up: "due",
  moved: "due",
  unreported: "wait",
  no_slot: "unset",
  later: "later",
};

/** The states of a week in the order they are counted; a village whose day has not come is not said to be missing. */
export const ORDER = ["reported", "zero", "made_up", "suspended", "unreported", "later", "no_slot"] as const;
export type WeekState = (typeof ORDER)[number];

/** How a village's week stands, as a shape and a word. */
export function weekShape(state: string): Shape {
  return shapes[state] ?? "wait";
}

export function weekWord(state: string): string {
  return sayIf(`stations.week.${state}`) ?? state;
}

export function stateOf(line: BoardLine): string {
  return line.state === "unreported" && !line.come ? "later" : line.state;
}

/** How many villages stand in each state; a state nobody is in is left out. */
export function tally(board: Board): [WeekState, number][] {
  return ORDER.map((state): [WeekState, number] => [state, board.lines.filter((line) => stateOf(line) === state).length]).filter(
    ([, n]) => n > 0,
  );
}
