import { html, nothing, type TemplateResult } from "lit";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { light } from "@/parts/marks";
import type { Step, StepState } from "./model";

/** The steps of a round as one ruled line: number, name and how far it is. A step that cannot be opened yet is plain text. */
export function stepBar(states: readonly StepState[], open: Step, round: string): TemplateResult {
  return html`<nav class="loopsteps" aria-label=${say("evaluations.steps")}><ol>${states.map((each, index) => {
    const inner = html`<b>${index + 1}&ensp;${say(`evaluations.step.name.${each.step}`)}</b>${light(each.shape, html`<span class="word">${each.word}</span>`)}`;
    return html`<li>${round ? html`<a href=${link("evaluations", round, { step: each.step })} aria-current=${each.step === (open === "sign" ? "results" : open) ? "step" : nothing}>${inner}</a>` : html`<span class=${each.step === open ? "on" : ""}>${inner}</span>`}</li>`;
  })}</ol></nav>`;
}
