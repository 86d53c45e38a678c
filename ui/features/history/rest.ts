import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { CanUndo, Stays } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { icon } from "@/parts/marks";

/** A record that stays: what it is, its name or number, why. */
const line = (it: Stays): TemplateResult => html`<li>
  <span>${sayIf(`history.table.${it.kind}`) ?? it.kind}</span><b class="cut">${/^\d{4}-\d\d-\d\d$/.test(it.name) ? long(it.name) : it.name}</b><span class="note">${sayIf(`history.why.${it.why}`)}</span>
</li>`;

function view(it: CanUndo, close: (rest: boolean | undefined) => void): TemplateResult {
  const more = it.staying - it.stays.length;
  return html`
    <h2>${say("history.restTitle", { n: it.staying })}</h2>
    <p class="quiet">${say("history.restWhat", { what: it.operation.sentence })}</p>
    <div>
      <p class="note" id="staying">${say("history.restStays")}</p>
      <ul class="stays" tabindex="0" aria-labelledby="staying">${it.stays.map(line)}${more > 0 ? html`<li class="note">${say("history.restMore", { n: more })}</li>` : nothing}</ul>
    </div>
    <p>${it.rest > 0 ? say("history.restOf", { n: it.rest }) : say("history.restNone")}</p>
    <div class="row end">
      <button class="btn" autofocus @click=${() => close(false)}>${say(it.rest > 0 ? "history.restStay" : "parts.understood")}</button>
      ${it.rest > 0 ? html`<button class="btn primary" @click=${() => close(true)}>${icon("undo")}${say("history.restAct", { n: it.rest })}</button>` : nothing}
    </div>`;
}

/**
 * Shows the records in the way of taking an operation back, and offers the rest. Answers the records that shall stay, or
 * none when nothing is to be done.
 */
export async function askRest(operation: number): Promise<string[] | undefined> {
  const it = await ask("history.can_undo", { operation });
  // What stood in the way may be gone by now: then all of it is taken back.
  if (it.in_the_way.length === 0) return [];
  const rest = await open<boolean>((close) => view(it, close));
  return rest ? it.in_the_way.map((way) => way.record) : undefined;
}
