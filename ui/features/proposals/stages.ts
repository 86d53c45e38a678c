import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { type Key, say } from "@/app/words";
import { light, type Shape } from "@/parts/marks";

/** Stages in the order of the work, as the chain has them. */
export const STAGES = [
  "draft",
  "received",
  "filed",
  "assigned",
  "handling",
  "merged",
  "replied",
  "rated",
  "closed",
  "refused",
  "opinion",
  "withdrawn",
] as const;

export const ENDED: readonly string[] = ["closed", "refused", "opinion", "withdrawn"];

const shapes: Record<string, Shape> = { draft: "wait", closed: "met", refused: "void", opinion: "void", withdrawn: "void" };

export const stageName = (stage: string): string => say(`proposals.stage.${stage}` as Key as "proposals.stage.draft");
export const moveName = (move: string): string => say(`proposals.move.${move}` as Key as "proposals.move.file");

export function stageLight(stage: string): TemplateResult {
  return light(shapes[stage] ?? "due", stageName(stage));
}

/** A last day with what is left to it; past days say by how much. */
export function dueLight(due: string | null, left: number | null, level: string): TemplateResult | typeof nothing {
  if (!due || left === null) return nothing;
  if (level === "overdue")
    return light("owed", html`${short(due)} <span class="note">${say("proposals.late", { n: -left })}</span>`);
  const word = left === 0 ? say("proposals.lastDay") : say("proposals.left", { n: left });
  return level === "soon"
    ? light("due", html`${short(due)} <span class="note">${word}</span>`)
    : html`<span class="nowrap">${short(due)} <span class="note">${word}</span></span>`;
}
