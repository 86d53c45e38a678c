import { html, nothing, type TemplateResult } from "lit";
import { long, short, today } from "@/app/days";
import { label } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { BriefDuty, BriefHeld, Briefing, BriefOpinion } from "@/bridge/calls";
import { dueShape } from "@/features/opinions/lights";
import { planLight } from "@/features/plans/states";
import { stageLight } from "@/features/proposals/stages";
import { light } from "@/parts/marks";

function part(title: string, n: number, body: TemplateResult, of = ""): TemplateResult {
  return html`<section class="block" data-section=${of || nothing}><div class="cap"><h2 tabindex="-1">${title}</h2><span class="note">${n > 0 ? say("handovers.count", { n }) : say("handovers.none")}</span></div>${n > 0 ? body : nothing}</section>`;
}

/** A figure of a village leads to the part that lists what it counts. */
function to(section: string, n: number): TemplateResult {
  if (n === 0) return html`0`;
  const show = (event: Event): void => {
    const page = (event.target as HTMLElement).closest("main") ?? document;
    const head = page.querySelector<HTMLElement>(`[data-section="${section}"] h2`);
    head?.scrollIntoView({ block: "start" });
    head?.focus({ preventScroll: true });
  };
  return html`<button type="button" class="link" data-part=${section} @click=${show}>${n}</button>`;
}

function opinionRow(one: BriefOpinion): TemplateResult {
  return html`<tr><td class="nowrap"><a href=${link("opinions", one.id)}>${one.number}</a></td><td class="nowrap">${one.area}</td><td>${one.content}${one.passed ? html` <span class="note">${say("handovers.passed")}</span>` : nothing}</td><td>${one.unit}</td><td class="nowrap">${light(dueShape(one.light), html`${label("opinion_light", one.light)}${one.due_on ? html` <span class="note">${short(one.due_on)}</span>` : nothing}`)}</td></tr>`;
}

const opinionTable = (rows: BriefOpinion[]): TemplateResult =>
  html`<table class="table mini"><thead><tr><th scope="col">${say("handovers.number")}</th><th scope="col">${say("visits.area")}</th><th scope="col">${say("handovers.content")}</th><th scope="col">${say("handovers.unit")}</th><th scope="col">${say("handovers.standing")}</th></tr></thead><tbody>${rows.map(opinionRow)}</tbody></table>`;

/** Everything the successor is told, in the order of the paper; duties are those of the successor on the first day. */
export function briefingParts(it: Briefing, successor: string, day: string): TemplateResult {
  const reasons = (one: BriefDuty, word: string): TemplateResult =>
    html`<a href=${link("duties", successor, { w: `${one.duty}:${one.from}`, ...(day > today.value ? { day } : {}) })}>${word}</a>`;
  const promises = it.opinions.filter((one) => one.promise);
  const open = it.opinions.filter((one) => !one.promise);
  const comma = say("delegates.listComma");
  return html`
    ${part(say("handovers.villages"), it.villages.length, html`<table class="table mini"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("handovers.times")}</th><th scope="col">${say("handovers.team")}</th><th scope="col" class="num">${say("handovers.promisesHead")}</th><th scope="col" class="num">${say("handovers.openHead")}</th></tr></thead><tbody>${it.villages.map((one) => html`<tr><th scope="row" class="name">${one.area}</th><td>${one.times.join(comma) || html`<span class="t-wait">${say("handovers.noTimes")}</span>`}</td><td>${[...one.leaders, ...one.liaisons, ...one.delegates].join(comma)}</td><td class="num">${to("promises", one.promises)}</td><td class="num">${to("open", one.open)}</td></tr>`)}</tbody></table>`)}
    ${part(say("handovers.promises"), promises.length, opinionTable(promises), "promises")}
    ${part(say("handovers.open"), open.length, opinionTable(open), "open")}
    ${part(say("handovers.proposals"), it.proposals.length, html`<table class="table mini"><tbody>${it.proposals.map((one) => html`<tr><td><a href=${link("proposals", one.id)}>${one.title}</a><span class="note two">${[one.number || say("handovers.noNumber"), say(one.part === "lead" ? "handovers.lead" : "handovers.signer"), one.unit].filter(Boolean).join(" · ")}${one.passed ? ` ${say("handovers.passed")}` : ""}</span></td><td class="nowrap">${stageLight(one.stage)}</td><td class="nowrap">${one.due_on ? short(one.due_on) : ""}</td></tr>`)}</tbody></table>`)}
    ${part(say("handovers.plans"), it.plans.length, html`<table class="table mini"><tbody>${it.plans.map((one) => html`<tr><td class="nowrap"><a href=${link("plans", one.id)}>${one.code}</a></td><td class="nowrap">${short(one.day)} ${one.starts}</td><td class="nowrap">${one.area}</td><td>${[one.households, one.topics, one.place].filter(Boolean).join(" · ")}</td><td class="nowrap">${planLight({ state: one.state, closing: "", closing_note: "" })}</td></tr>`)}</tbody></table>`)}
    ${part(say("handovers.actions"), it.actions.length, html`<table class="table mini"><tbody>${it.actions.map((one) => html`<tr><td><a href=${link("meetings", one.meeting_id)}>${one.content}</a></td><td class="nowrap">${one.due_on ? say("handovers.dueDay", { day: short(one.due_on) }) : ""}</td></tr>`)}</tbody></table>`)}
    ${part(say("handovers.duties"), it.duties.length, html`<table class="table mini"><tbody>${it.duties.map((one) => html`<tr><td>${reasons(one, one.rule)}</td><td class="nowrap">${short(one.from)}—${short(one.to)}</td><td class="num nowrap">${reasons(one, say("handovers.doneOf", { done: one.done, required: one.required }))}</td></tr>`)}</tbody></table>`)}
    ${part(say("handovers.days"), it.days.length, html`<table class="table mini"><tbody>${it.days.map((one) => html`<tr><td class="nowrap">${long(one.day)}</td><td>${one.starts}</td><td>${one.record ? html`<a href=${link("meetings", one.record)}>${one.what}</a>` : one.what}</td><td>${one.place}</td></tr>`)}</tbody></table>`)}
  `;
}

/** What the clerk alone sees: opinions that stay out, and those that only speak of somebody, which a look can let in. */
export function heldList(it: { held: BriefHeld[]; include: (id: string) => void }): TemplateResult {
  const row = (one: BriefHeld): TemplateResult =>
    html`<li><a href=${link("opinions", one.id)}>${one.number} ${one.area}</a><span class="note">${one.why === "named" ? say("handovers.heldNamed") : say("handovers.heldMentions", { names: one.names.join(say("delegates.listComma")) })}</span>${one.why === "mentions" ? html`<div><button data-needs="enter" type="button" class="btn small" @click=${() => it.include(one.id)}>${say("handovers.letIn")}</button></div>` : nothing}</li>`;
  return html`<section><h2>${say("handovers.held", { n: it.held.length })}</h2><p class="note">${say("handovers.heldNote")}</p><ul class="steplist plain">${it.held.map(row)}</ul></section>`;
}
