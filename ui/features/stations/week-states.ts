import { sayIf } from "@/app/words";
import type { Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = {
  reported: "met",
  zero: "zero",
  suspended: "void",
  made_up: "due",
  moved: "due",
  unreported: "wait",
  no_slot: "void",
  later: "wait",
};

/** How a village's week stands, as a shape and a word. */
export function weekShape(state: string): Shape {
  return shapes[state] ?? "wait";
}

export function weekWord(state: string): string {
  return sayIf(`stations.week.${state}`) ?? state;
}
