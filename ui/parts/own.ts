import { html, type nothing, type TemplateResult } from "lit";
import { may, type Right } from "@/app/session";

/** Fields that only whoever has the right may change: anybody reads them, and for the others they are at rest. */
export function own(right: Right, fields: TemplateResult | typeof nothing): TemplateResult {
  return html`<fieldset class="bare" ?disabled=${!may(right)}>${fields}</fieldset>`;
}
