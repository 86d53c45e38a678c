import { html, type TemplateResult } from "lit";
import { say } from "@/app/words";
import type { Round } from "@/bridge/calls";

/** The printed sheets of a round: one batch code for all sheets of a form, never a number of their own. */
export function sheetsOf(it: Round): TemplateResult {
  return html`<section class="block">
    <div class="cap"><h2>${say("evaluations.sheets")}</h2><span class="note">${say("evaluations.sheetsNote")}</span></div>
    <p class="quiet">${it.batches.length > 0 ? say("evaluations.batches", { n: it.batches.length }) : say("evaluations.noBatches")}</p>
  </section>`;
}
