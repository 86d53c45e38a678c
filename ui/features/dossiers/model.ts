import { html, type TemplateResult } from "lit";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { DossierLine, DossierStage } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";

/** Tables a dossier is gathered from: a change in any of them may change how far it is. */
export const TABLES = [
  "dossiers",
  "dossier_slips",
  "people",
  "tenures",
  "leaves",
  "contacts",
  "teams",
  "team_members",
  "visits",
  "visit_people",
  "opinions",
  "opinion_moves",
  "proposals",
  "proposal_moves",
  "meetings",
  "attendances",
  "activities",
  "activity_people",
  "activity_reports",
  "rounds",
  "rules",
  "parameters",
];

/** Stages in the order they are gone through. */
export const STAGES: readonly DossierStage[] = ["gaps", "open", "checked", "closed", "corrected"];

const shapes: Record<DossierStage, Shape> = { gaps: "due", open: "wait", checked: "met", closed: "met", corrected: "change" };

/** How far a dossier is: shape and word. */
export function stageLight(line: DossierLine, size: "" | "big" = ""): TemplateResult {
  const word =
    line.stage === "gaps"
      ? say("dossiers.stage.gapsN", { n: line.gaps })
      : line.stage === "corrected"
        ? say("dossiers.stage.correctedN", { n: line.slips })
        : say(`dossiers.stage.${line.stage}`);
  return light(shapes[line.stage], word, size);
}

/** The page a line or a gap opens. */
export function recordLink(page: string, record: string): string {
  return record ? link(page, record) : link(page);
}

/** The numbers of a run as a person says them: so many a minute. */
export function rate(done: number, milliseconds: number): number {
  return milliseconds > 0 ? Math.round((done * 60_000) / milliseconds) : 0;
}

/** A fact of the state with its label, for the panel at the right. */
export function factLine(label: string, value: string | TemplateResult): TemplateResult {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}
