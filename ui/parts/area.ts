import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

/** A field for several lines of text. */
export function areaField(it: {
  name: string;
  value: string;
  set: (value: string) => void;
  rows?: number;
  hint?: string;
  label?: string;
}): TemplateResult {
  return html`<div class="field area"><textarea id=${it.name} name=${it.name} rows=${it.rows ?? 2} aria-label=${it.label ?? nothing} placeholder=${it.hint ?? ""} .value=${live(it.value)} @input=${(event: Event) => it.set((event.target as HTMLTextAreaElement).value)}></textarea></div>`;
}
