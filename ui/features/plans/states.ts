import { html, nothing, type TemplateResult } from "lit";
import { sayIf } from "@/app/words";
import type { PlanCounts } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = { planned: "wait", due: "due", late: "owed", entered: "met", closed: "void" };

export const STATES = ["planned", "due", "late", "entered", "closed"] as const satisfies readonly (keyof PlanCounts)[];

export function planShape(state: string): Shape {
  return shapes[state] ?? "wait";
}

export function planWord(state: string): string {
  return sayIf(`plans.state.${state}`) ?? state;
}

export function closingWord(closing: string): string {
  return sayIf(`plans.closing.${closing}`) ?? closing;
}

/** How a plan stands: shape, word and, when it was closed, why. */
export function planLight(it: { state: string; closing: string; closing_note: string }): TemplateResult {
  const why = it.closing ? [closingWord(it.closing), it.closing_note].filter(Boolean).join(" ") : "";
  return html`${light(planShape(it.state), planWord(it.state))}${why ? html` <span class="note">${why}</span>` : nothing}`;
}
