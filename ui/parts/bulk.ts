import { html, nothing, type TemplateResult } from "lit";
import { say } from "@/app/words";

/** A record of a move of many, as its row in the list shows it. */
export interface BulkRow {
  light?: TemplateResult | typeof nothing;
  name: string;
  text: TemplateResult | string;
  note?: string;
}

/**
 * What a move of many will touch, shown before it is made: the records, and below them those left out, each with why.
 * The same in every list.
 */
export function bulkRecords(inside: readonly BulkRow[], outside: readonly (BulkRow & { why: string })[]): TemplateResult {
  const row = (it: BulkRow, end: string | undefined) =>
    html`<li>${it.light ? html`<span>${it.light}</span>` : nothing}<span class="name">${it.name}</span><span class="grow cut">${it.text}</span>${end ? html`<span class="note nowrap">${end}</span>` : nothing}</li>`;
  return html`${inside.length > 0 ? html`<ul class="manylist" tabindex="0" aria-label=${say("parts.bulkIn", { n: inside.length })}>${inside.map((it) => row(it, it.note))}</ul>` : nothing}
    ${
      outside.length > 0
        ? html`<details class="leftout"><summary>${say("parts.bulkOut", { n: outside.length })}</summary><ul class="manylist" tabindex="0">${outside.map((it) => row(it, it.why))}</ul></details>`
        : nothing
    }`;
}
