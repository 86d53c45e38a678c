import { html, type TemplateResult } from "lit";
import { label } from "@/app/register";
import { say } from "@/app/words";
import type { OpinionLine } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = {
  overdue: "owed",
  today: "due",
  soon: "due",
  running: "wait",
  untold: "doubt",
  none: "void",
  done: "met",
};

/** The shape of a level. */
export const dueShape = (level: string): Shape => shapes[level] ?? "wait";

/** When it is due, in word and shape: how the office calls the level, and the working days left. */
export function dueLight(line: OpinionLine): TemplateResult {
  return light(dueShape(line.light), label("opinion_light", line.light));
}

/** The working days left or past, in words; nothing where no clock runs. */
export function leftWords(line: OpinionLine): string {
  if (line.left === null || line.due_on === null) return "";
  if (line.left < 0) return say("opinions.past", { n: -line.left });
  return line.left === 0 ? "" : say("opinions.left", { n: line.left });
}

const states: Record<string, Shape> = {
  registered: "wait",
  replied: "zero",
  heard_back: "zero",
  answered: "met",
  closed: "met",
  declined: "void",
  referred: "void",
};

/** How far it is. */
export function stateLight(state: string): TemplateResult {
  return light(states[state] ?? "due", label("opinion_state", state));
}

/** Of an opinion about a person by name, a list shows only that it is one. */
export function contentOf(line: OpinionLine): TemplateResult | string {
  return line.named && !line.content ? html`<span class="t-wait">${say("opinions.namedLine")}</span>` : line.content;
}
