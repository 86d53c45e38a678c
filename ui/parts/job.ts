import { html, nothing, type TemplateResult } from "lit";
import { figure, say } from "@/app/words";
import type { Step } from "@/bridge";
import { light, meter, type Shape } from "./marks";

type Bit = TemplateResult | typeof nothing | string;

/** Long work: what, how far, how to stop it and what stopping means. */
export function jobPanel(it: { title: string; step: Step | undefined; stopping: string; stop: () => void }): TemplateResult {
  const step = it.step;
  const known = step && step.total > 0;
  return html`<div class="job" aria-busy="true">
    <div class="cap"><b>${step?.what || it.title}</b><span class="end quiet" role="status">${known ? `${figure(step.done)}/${figure(step.total)}` : step ? figure(step.done) : ""}</span></div>
    ${meter(known ? step.done / step.total : 0)}
    <div class="row"><span class="note grow">${it.stopping}</span><button class="btn small" @click=${it.stop}>${say("parts.cancel")} <kbd>Esc</kbd></button></div>
  </div>`;
}

/** The report a long work closes with, in the same place. */
export function jobReport(it: {
  shape: Shape;
  title: string;
  note?: string;
  counts: [number, string][];
  acts?: Bit;
}): TemplateResult {
  return html`<div class="job" role="status">
    <div class="cap"><b>${light(it.shape, it.title)}</b>${it.note ? html`<span class="end note">${it.note}</span>` : nothing}</div>
    <div class="tally">${it.counts.map(([count, word]) => html`<span><b>${figure(count)}</b>${word}</span>`)}</div>
    ${it.acts ? html`<div class="row">${it.acts}</div>` : nothing}
  </div>`;
}
