import { html, nothing, type TemplateResult } from "lit";
import type { Resource } from "@/app/resource";
import { say, sayIf } from "@/app/words";
import type { Refused } from "@/bridge";
import { glyph, icon, type Shape } from "./marks";

type Bit = TemplateResult | typeof nothing | string;

/** What did not happen, the facts, what to do next, the buttons to do it, and the code to read out on the telephone. */
export function refusal(refused: Refused, acts: Bit = nothing): TemplateResult {
  const [what, hint] = sentences(refused);
  return html`<div class="ref" role="alert">
    ${glyph("owed")}
    <div>
      <b>${what}</b>
      ${hint ? html`<p class="quiet">${hint}</p>` : nothing}
      <div class="row">${acts}<span class="note">${say("parts.code", { code: refused.fault ? `${refused.code} ${refused.fault}` : refused.code })}</span></div>
    </div>
  </div>`;
}

export function sentences(refused: Refused): [string, string] {
  if (refused.sentence) return [refused.sentence, refused.hint];
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(refused.fields)) fields[name] = String(value);
  return [
    sayIf(`refusals.${refused.code}`, fields) ?? say("parts.refused"),
    sayIf(`refusals.${refused.code}.hint`, fields) ?? "",
  ];
}

/** One line in the wash of its state, with its act. At most one of these a page. */
export function notice(tone: "met" | "due" | "owed" | "accent" | "", mark: Bit, text: Bit, acts: Bit = nothing): TemplateResult {
  return html`<div class="say ${tone}" role="status">${mark}<span class="grow">${text}</span>${acts}</div>`;
}

/** What will stand here, and the one act that fills it. */
export function emptyPlace(it: { icon: string; title: string; text?: string; acts?: Bit }): TemplateResult {
  return html`<div class="empty">
    ${icon(it.icon)}<b>${it.title}</b>
    ${it.text ? html`<p class="quiet">${it.text}</p>` : nothing}
    ${it.acts ? html`<div class="row">${it.acts}</div>` : nothing}
  </div>`;
}

/** The three states a reading can be in. A first reading of under a moment shows nothing, so that nothing flickers. */
export function shown<T>(resource: Resource<T>, view: (value: T) => Bit): Bit {
  const refused = resource.refused.value;
  const value = resource.value.value;
  if (refused && value === undefined)
    return html`<div class="pad">${refusal(refused, html`<button class="btn small" @click=${() => resource.again()}>${say("parts.again")}</button>`)}</div>`;
  // What was there before stays in sight, and never passes for what is there now.
  if (refused && value !== undefined)
    return html`<div class="strip">${refusal(refused, html`<button class="btn small" @click=${() => resource.again()}>${say("parts.again")}</button>`)}</div>${view(value)}`;
  if (value === undefined)
    return html`<p class="reading" aria-busy="true">${resource.reading.value ? say("parts.reading") : ""}</p>`;
  return view(value);
}

export function errorLine(text: string, id?: string): TemplateResult {
  return html`<p class="err" id=${id ?? nothing}>${glyph("refuse")}<span>${text}</span></p>`;
}

export function shapeOf(level: string): Shape {
  return (["met", "zero", "due", "owed", "wait", "void", "doubt"] as Shape[]).find((shape) => shape === level) ?? "wait";
}
