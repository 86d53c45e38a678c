import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type Day, long, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { circleById, groupOf, label, personById, personName, pinyinKeys, roster, stations } from "@/app/register";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { ProposalSigner, ProposalThread } from "@/bridge/calls";
import { stateLight } from "@/features/opinions/lights";
import { exportButton } from "@/parts/list-export";
import { icon, light, type Shape } from "@/parts/marks";
import { refuse } from "@/parts/refuse";
import { Within } from "@/parts/within";
import "@/parts/date";
import { paperName, papersOf } from "./papers";
import { showVersions } from "./versions";

const SLIP_SAID = {
  asked: "proposals.slipAsked",
  signed: "proposals.slipSigned",
  declined: "proposals.slipDeclined",
} as const;

const slips: Record<string, Shape> = { asked: "wait", signed: "met", declined: "void" };

/** The paper itself beside its chain: its words, who proposes it, what it grew from. */
class ProposalText extends Piece {
  static override properties = { thread: { attribute: false } };
  declare thread: ProposalThread;

  readonly #within = new Within<ProposalSigner>((one) => {
    const person = personById.value.get(one.person_id);
    return [
      person?.name ?? "",
      groupOf(one.person_id),
      pinyinKeys(person?.pinyin ?? ""),
      say(`proposals.slip.${one.state}` as "proposals.slip.asked"),
    ];
  });

  /** Whose slip is entered after the time for it, with the day it was signed on. */
  readonly #late = signal<{ person: string; day: Day } | undefined>(undefined);

  async #slip(person: string, state: "asked" | "signed" | "declined", day: Day | null = null): Promise<void> {
    try {
      const { operation } = await tell("proposals.sign", { id: this.thread.proposal.id, person_id: person, state, day });
      this.#late.value = undefined;
      toast(say(SLIP_SAID[state], { name: personName(person) }), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  /** A slip that came back in time is often entered when the time is over: the day on it is asked for then. */
  #signed(person: string): void {
    const until = this.thread.proposal.sign_by;
    if (until && until < today.value) this.#late.value = { person, day: until };
    else void this.#slip(person, "signed");
  }

  #lateSlip(person: string, day: Day): TemplateResult {
    return html`<form class="inset stackup" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#slip(person, "signed", this.#late.peek()?.day ?? day);
    }}>
      <div class="labelled"><label for="slip-day">${say("proposals.slipDay")}</label><div class="short"><zd-date name="slip-day" .value=${day} @day=${(event: CustomEvent<Day>) => (this.#late.value = { person, day: event.detail })}></zd-date></div></div>
      <div class="row end"><button type="button" class="btn small quiet" @click=${() => (this.#late.value = undefined)}>${say("parts.cancel")}</button><button class="btn small" ?disabled=${!day}>${say("proposals.signedNow")}</button></div>
    </form>`;
  }

  #signer(one: ProposalSigner, open: boolean): TemplateResult {
    const name = personName(one.person_id);
    const late = this.#late.value;
    const stands = light(
      slips[one.state] ?? "wait",
      html`${say(`proposals.slip.${one.state}` as "proposals.slip.asked")}${one.signed_on ? html` <span class="note">${short(one.signed_on)}</span>` : nothing}`,
    );
    const act =
      one.state === "asked"
        ? html`<span class="row"><button data-needs="enter" class="btn small" @click=${() => this.#signed(one.person_id)}>${say("proposals.signedNow")}</button><button data-needs="enter" class="btn small quiet" @click=${() => void this.#slip(one.person_id, "declined")}>${say("proposals.declines")}</button></span>`
        : html`<span class="row">${stands}<button data-needs="enter" class="btn small quiet" aria-label=${say("proposals.slipBackOf", { name })} @click=${() => void this.#slip(one.person_id, "asked")}>${say("proposals.slipBack")}</button></span>`;
    return html`<li><span class="row between"><span class="name">${name}</span>${open ? act : stands}</span>${late?.person === one.person_id ? this.#lateSlip(one.person_id, late.day) : nothing}</li>`;
  }

  #signers(it: ProposalThread, open: boolean): TemplateResult {
    const left = this.#within.left(it.signers);
    return html`${this.#within.field(say("proposals.findSigner"), it.signers.length)}
      ${left.length === 0 ? html`<p class="note">${say("settings.noneFound")}</p>` : nothing}
      <ul class="slips">${repeat(
        left,
        (one) => one.person_id,
        (one) => this.#signer(one, open),
      )}</ul>
      ${exportButton({ list: "signers", total: left.length, request: { id: it.proposal.id }, ids: left.map((one) => one.person_id) })}`;
  }

  #proposers(it: ProposalThread): TemplateResult {
    const paper = it.proposal;
    const open = paper.stage === "draft" || paper.stage === "received";
    const team = stations.value.teams.find((each) => each.id === paper.team_id)?.name ?? "";
    const circle = paper.circle_id ? (circleById.value.get(paper.circle_id)?.name ?? "") : "";
    return html`<section><div class="cap"><h2>${say("proposals.by")}</h2><span class="note">${say("proposals.needSigners", { signed: it.signed, least: it.least })}</span></div>
      <dl class="dl">${paper.lead_id ? html`<dt>${say("proposals.lead")}</dt><dd class="name">${personName(paper.lead_id)}</dd>` : nothing}${team ? html`<dt>${say("proposals.team")}</dt><dd>${team}</dd>` : nothing}${circle ? html`<dt>${say("proposals.delegation")}</dt><dd>${circle}</dd>` : nothing}${paper.sign_by && open ? html`<dt>${say("proposals.signBy")}</dt><dd>${short(paper.sign_by)}</dd>` : nothing}</dl>
      ${it.signers.length > 0 ? this.#signers(it, open) : nothing}
    </section>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const it = this.thread;
    if (!it) return nothing;
    const paper = it.proposal;
    const term = roster.value.terms.find((one) => one.id === paper.term_id)?.name;
    const taken = it.moves.filter((line) => line.corrected_by === null).map((line) => line.step.move);
    return html`<div class="side papertext">
      <section><h2>${say("proposals.papers")}</h2><ul class="paperlinks">${papersOf(taken).map((kind) => html`<li><a href=${link("proposals", paper.id, { paper: kind })}>${icon("print")}${paperName(kind)}</a></li>`)}</ul></section>
      <section><h2>${say("proposals.matter")}</h2><p>${paper.title}</p></section>
      <section><h2>${say("proposals.basis")}</h2><p class="said">${paper.basis || html`<span class="t-wait">${say("proposals.notWritten")}</span>`}</p></section>
      <section><h2>${say("proposals.plan")}</h2><p class="said">${paper.plan || html`<span class="t-wait">${say("proposals.notWritten")}</span>`}</p>
        ${it.versions > 1 ? html`<p><button class="btn small quiet" @click=${() => void showVersions(paper.id)}>${icon("history")}${say("proposals.versions", { n: it.versions })}</button></p>` : nothing}</section>
      ${this.#proposers(it)}
      ${it.sources.length > 0 ? html`<section><h2>${say("proposals.sources")}</h2><ul class="likelist">${it.sources.map((source) => html`<li><a href=${link("opinions", source.opinion_id)}>${source.content}</a><span class="row between"><span class="note">${short(source.day)} ${source.area}</span>${stateLight(source.state)}</span></li>`)}</ul></section>` : nothing}
      ${it.joined.length > 0 ? html`<section><h2>${say("proposals.joined")}</h2><ul class="likelist">${it.joined.map((one) => html`<li><a href=${link("proposals", one.id)}>${one.title}</a><span class="note">${one.number}</span></li>`)}</ul></section>` : nothing}
      <section><dl class="dl"><dt>${say("proposals.handedOn")}</dt><dd>${paper.stage === "draft" ? say("proposals.notYet") : long(paper.day)}</dd>${paper.session > 0 && term ? html`<dt>${say("proposals.term")}</dt><dd>${term}${say("proposals.sessionNo", { n: paper.session })}</dd>` : nothing}${paper.topic ? html`<dt>${say("visits.topic")}</dt><dd>${label("topic", paper.topic)}</dd>` : nothing}${it.inquiry ? html`<dt>${say("proposals.inquiry")}</dt><dd><a href=${link("proposals", it.inquiry.id)}>${it.inquiry.number || it.inquiry.title}</a></dd>` : nothing}${paper.note ? html`<dt>${say("proposals.note")}</dt><dd>${paper.note}</dd>` : nothing}</dl></section>
    </div>`;
  }
}
define("zd-proposal-text", ProposalText);
