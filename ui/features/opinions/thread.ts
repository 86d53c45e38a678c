import { html, nothing, type TemplateResult } from "lit";
import { long, short } from "@/app/days";
import { label, personName } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Opinion, OpinionMoveLine } from "@/bridge/calls";
import { glyph, type Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = {
  withdraw: "void",
  urge: "owed",
  record: "same",
  decline: "void",
  refer: "void",
  refer_petition: "void",
  send_back: "void",
  extend: "due",
};

function shapeOf(one: OpinionMoveLine, withdrawn: boolean): Shape {
  if (withdrawn) return "void";
  if (one.closes > 0) return shapes[one.kind] ?? "met";
  return shapes[one.kind] ?? "change";
}

/** What a move says beside its name, in the order a clerk would tell it. */
function facts(one: OpinionMoveLine): TemplateResult[] {
  const fact = (word: string, value: string) => html`<span><span class="note">${word}</span>${value}</span>`;
  const all: TemplateResult[] = [];
  if (one.unit) all.push(fact(say("opinions.fact.unit"), one.unit));
  if (one.paper) all.push(fact(say("opinions.fact.paper"), one.paper));
  if (one.deadline) all.push(fact(say("opinions.fact.deadline"), long(one.deadline)));
  if (one.told) all.push(fact(say("opinions.fact.told"), label("told_by", one.told)));
  if (one.rating) all.push(fact(say("opinions.fact.rating"), label("opinion_rating", one.rating)));
  if (one.signer) all.push(fact(say("opinions.fact.signer"), one.signer));
  if (one.attachment) all.push(fact(say("opinions.fact.attachment"), one.attachment));
  return all;
}

function step(one: OpinionMoveLine, chain: readonly OpinionMoveLine[]): TemplateResult {
  const back = chain.find((other) => other.withdraws === one.id);
  const target = one.withdraws ? chain.find((other) => other.id === one.withdraws) : undefined;
  const told = facts(one);
  return html`<li class=${back ? "withdrawn" : ""}>
    <div class="at">${glyph(shapeOf(one, !!back))}<b>${label("opinion_move", one.kind)}${target ? say("opinions.withdrawOf", { move: label("opinion_move", target.kind) }) : ""}</b><span>${long(one.day)}</span><span class="note">${one.clerk}</span>${back ? html`<span class="tag">${say("opinions.withdrawn", { day: short(back.day) })}</span>` : nothing}</div>
    ${told.length > 0 ? html`<div class="facts">${told}</div>` : nothing}
    ${one.answer ? html`<p class="told">${one.answer}</p>` : nothing}
    ${one.note ? html`<p class="quiet">${one.note}</p>` : nothing}
    ${one.proposal_id ? html`<p><a href=${link("proposals", one.proposal_id)}>${say("opinions.seeProposal")}</a></p>` : nothing}
  </li>`;
}

/** Everything done about an opinion, from the word at the door down: nothing is left out, what was taken back stays in sight. */
export function thread(it: Opinion): TemplateResult {
  const { line } = it;
  return html`<ol class="timeline thread">
    <li>
      <div class="at">${glyph("new")}<b>${label("opinion_state", "registered")}</b><span>${long(line.day)}</span><span class="note">${it.recorder}</span></div>
      <div class="facts">${line.visit_id ? html`<a href=${link("visits", line.visit_id)}>${say("opinions.visit")}</a>` : html`<span class="note">${say("opinions.noVisit")}</span>`}${it.first_id ? html`<span><span class="note">${say("opinions.first")}</span>${personName(it.first_id)}</span>` : nothing}</div>
    </li>
    ${it.chain.map((one) => step(one, it.chain))}
  </ol>`;
}
