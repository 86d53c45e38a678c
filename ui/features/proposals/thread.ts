import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { long, short } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label, personName } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { type Key, say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { ProposalClock, ProposalMoveLine, ProposalThread } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { glyph, icon, light, type Shape, tag } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/features/activities/links";
import "@/features/attachments/attachments";
import { moveName, stageLight, stageName } from "./stages";
import "./step";
import "./text";

/** Steps that are the exception stand behind the ordinary ones, without a frame. */
const RARE: readonly string[] = [
  "refuse",
  "to_opinion",
  "withdraw",
  "return",
  "reassign",
  "unmerge",
  "record",
  "correct",
  "reconsider",
];

/** Steps after which papers joined to this one would wait for nothing. */
const FAILS: ReadonlySet<string> = new Set(["refuse", "to_opinion", "withdraw", "merge"]);

/** The ordinary next step of a stage. */
const NEXT: Record<string, string> = {
  draft: "receive",
  received: "file",
  filed: "assign",
  assigned: "accept",
  handling: "reply",
  merged: "reply",
  replied: "rate",
};

/** After the ratings it depends on them: more to come, handled anew, or done. */
function ordinary(it: ProposalThread): string {
  if (it.proposal.stage !== "rated") return NEXT[it.proposal.stage] ?? "";
  if (it.ratings.some((rating) => [rating.work, rating.outcome].includes("dissatisfied")) && it.round === 1) return "redo";
  return it.ratings.length < it.raters.length ? "rate" : "close";
}

const lights: Record<string, Shape> = { done: "met", late: "doubt", calm: "wait", soon: "due", overdue: "owed" };

/** One proposal: what runs until when, what can be done next, every step so far, and the paper itself beside it. */
class ProposalThreadPage extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #id = signal("");
  readonly #thread = new Resource<ProposalThread>(
    this,
    () => (this.#id.value ? ask("proposals.open", { id: this.#id.value }) : undefined),
    ["proposals", "proposal_moves", "proposers", "parameters", "opinions"],
  );
  readonly #step = signal("");
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => (this.#step.peek() ? (this.#step.value = "") : go(link("proposals"))) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(): void {
    this.#id.value = this.record;
  }

  async #remove(it: ProposalThread): Promise<void> {
    const sure = await confirm({
      title: say("proposals.removeTitle"),
      names: [it.proposal.title],
      note: say("meetings.removeNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("proposals.remove", { id: it.proposal.id });
      toast(say("proposals.removed"), operation);
      go(link("proposals"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #clock(one: ProposalClock): TemplateResult {
    const left =
      one.done_on !== null
        ? say(one.light === "late" ? "proposals.doneLate" : "proposals.doneOn", { day: short(one.done_on) })
        : one.days_left < 0
          ? say("proposals.late", { n: -one.days_left })
          : one.days_left === 0
            ? say("proposals.lastDay")
            : say("proposals.left", { n: one.days_left });
    const name = say(`proposals.clock.${one.what}` as Key as "proposals.clock.reply");
    return html`<tr><th scope="row">${name}${one.unit ? html`<span class="note"> ${one.unit}</span>` : nothing}</th><td class="nowrap">${short(one.due)}${one.without_holidays ? html`<br />${tag("doubt", say("opinions.withoutHolidays"))}` : nothing}</td><td>${light(lights[one.light] ?? "wait", left)}</td></tr>`;
  }

  #choices(it: ProposalThread): TemplateResult {
    const joint = it.units.some((unit) => unit.role === "joint" && unit.returned_on === null);
    const dissatisfied = it.ratings.some((rating) => [rating.work, rating.outcome].includes("dissatisfied"));
    const senseless = (move: string): boolean =>
      (FAILS.has(move) && it.joined.some((one) => one.stage === "merged")) ||
      (move === "co_opinion" && !joint) ||
      (move === "redo" && it.proposal.stage === "rated" && !dissatisfied);
    const allowed = it.next.filter((one) => one.allowed && !senseless(one.move));
    const first = ordinary(it);
    const usual = allowed
      .filter((one) => !RARE.includes(one.move))
      .sort((one, other) => Number(other.move === first) - Number(one.move === first));
    const rare = allowed.filter((one) => RARE.includes(one.move));
    const open = (move: string): void => void (this.#step.value = this.#step.value === move ? "" : move);
    return html`<div class="steps">
      ${repeat(
        // A button keeps its meaning: one that is about to be pressed never turns into another step.
        usual,
        (one) => one.move,
        (one, index) =>
          html`<button data-needs="enter" class="btn ${index === 0 && one.move === first && !this.#step.value ? "primary" : ""}" aria-expanded=${this.#step.value === one.move} @click=${() => open(one.move)}>${moveName(one.move)}</button>`,
      )}
      <span class="grow"></span>
      ${repeat(
        rare,
        (one) => one.move,
        (one) =>
          html`<button data-needs="enter" class="btn quiet small" aria-expanded=${this.#step.value === one.move} @click=${() => open(one.move)}>${moveName(one.move)}</button>`,
      )}
    </div>`;
  }

  /** The paper is answered: those whose opinions it grew from wait to hear it. Who they are stands in the list first. */
  #waiting(it: ProposalThread): TemplateResult | typeof nothing {
    const waiting = it.sources.filter((source) => source.waits);
    if (!it.told || waiting.length === 0) return nothing;
    return html`<section class="block"><div class="cap"><h2>${say("proposals.waiting", { n: waiting.length })}</h2><button data-needs="enter" class="btn ${it.proposal.stage === "closed" ? "primary" : ""}" @click=${() => void this.#tell(it, waiting.length)}>${say("proposals.tellAll", { n: waiting.length })}</button></div>
      <p class="said">${it.told}</p>
      <ul class="likelist">${waiting.map((source) => html`<li><a href=${link("opinions", source.opinion_id)}>${source.content}</a><span class="note">${short(source.day)} ${source.area}</span></li>`)}</ul></section>`;
  }

  async #tell(it: ProposalThread, n: number): Promise<void> {
    try {
      await tell("proposals.answer_opinions", { proposal_id: it.proposal.id });
      toast(say("proposals.toldAll", { n }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #units(it: ProposalThread): TemplateResult | typeof nothing {
    if (it.units.length === 0) return nothing;
    const done = (day: string | null, word: string) =>
      day ? light("met", html`${word} <span class="note">${short(day)}</span>`) : light("wait", word);
    return html`<section class="block"><div class="cap"><h2>${say("proposals.units")}</h2>${it.round > 1 ? html`<span class="note">${say("proposals.round", { n: it.round })}</span>` : nothing}</div>
      <table class="table mini"><tbody>${it.units.map(
        (
          unit,
        ) => html`<tr><th scope="row">${unit.unit}</th><td class="nowrap">${say(`proposals.role.${unit.role}` as Key as "proposals.role.sole")}</td>
          <td>${unit.returned_on ? light("void", html`${say("proposals.returned")} <span class="note">${short(unit.returned_on)}</span>`) : done(unit.accepted_on, say("proposals.accepted"))}</td>
          <td>${unit.returned_on ? nothing : unit.role === "joint" ? done(unit.opinion_on, say("proposals.gaveOpinion")) : done(unit.replied_on, say("proposals.answered"))}</td></tr>`,
      )}</tbody></table></section>`;
  }

  #move(line: ProposalMoveLine): TemplateResult {
    const it = line.step;
    const back = line.corrected_by !== null;
    const facts = [
      it.unit,
      it.units
        .map(
          (unit) =>
            `${unit.unit}${say("proposals.inBrackets", { text: say(`proposals.role.${unit.role}` as Key as "proposals.role.sole") })}`,
        )
        .join(say("proposals.comma")),
      it.hard ? say("proposals.hardGiven") : "",
      it.number,
      it.ground ? label("proposal_ground", it.ground) : "",
      it.result ? say("proposals.resultIs", { code: it.result, label: line.result_label }) : "",
      it.document,
      it.signer ? say("proposals.signedBy", { name: it.signer }) : "",
      it.contact,
      it.due_on ? say("proposals.dueBy", { day: long(it.due_on) }) : "",
    ].filter(Boolean);
    return html`<li class=${back ? "back" : ""}><div class="at">${glyph(back ? "void" : it.move === "correct" ? "change" : "met")}<b>${moveName(it.move)}</b><span>${short(it.day)}</span><span class="note">${line.clerk}</span>${back ? html`<span class="note">${say("proposals.corrected")}</span>` : nothing}</div>
      ${facts.length > 0 ? html`<p class="quiet facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>` : nothing}
      ${it.note ? html`<p>${it.note}</p>` : nothing}
      ${it.opinion_id && !back ? html`<p><a href=${link("opinions", it.opinion_id)}>${say("proposals.inLedger")}</a></p>` : nothing}
      ${it.ratings.length > 0 ? html`<table class="table mini tightly rates"><tbody>${it.ratings.map((rating) => html`<tr><th scope="row" class="name">${personName(rating.person_id)}</th><td>${say("proposals.work")} ${this.#grade(rating.work)}</td><td>${say("proposals.outcome")} ${this.#grade(rating.outcome)}</td><td class="note">${rating.paper}</td><td>${rating.note}</td></tr>`)}</tbody></table>` : nothing}
    </li>`;
  }

  #grade(code: string): TemplateResult {
    return light(code === "dissatisfied" ? "owed" : "met", label("satisfaction", code));
  }

  #view(it: ProposalThread): TemplateResult {
    const paper = it.proposal;
    const step = it.next.find((one) => one.move === this.#step.value);
    const running = it.clocks.filter((one) => one.done_on === null);
    const clocks = running.length > 0 ? it.clocks : it.clocks.filter((one) => one.what === "reply");
    return html`<div class="split wide">
      <div class="scroll pad chain" tabindex="-1">
        <section class="standing">
          <div class="cap"><h2>${stageLight(paper.stage)}</h2>${it.joined_to ? html`<span>${say("proposals.joinedTo")} <a href=${link("proposals", it.joined_to.id)}>${it.joined_to.number} ${it.joined_to.title}</a></span>` : nothing}</div>
          ${this.#choices(it)}
          ${step ? html`<zd-proposal-step .thread=${it} .next=${step} @done=${() => (this.#step.value = "")} @leave=${() => (this.#step.value = "")}></zd-proposal-step>` : nothing}
        </section>
        ${clocks.length > 0 ? html`<section class="block"><div class="cap"><h2>${say("proposals.clocks")}</h2></div><table class="table mini clocks"><tbody>${clocks.map((one) => this.#clock(one))}</tbody></table></section>` : nothing}
        ${this.#units(it)}
        ${this.#waiting(it)}
        <section class="block"><div class="cap"><h2>${say("proposals.steps")}</h2><span class="note">${say("proposals.stepsNote")}</span></div>
          ${it.moves.length > 0 ? html`<ol class="timeline">${[...it.moves].reverse().map((line) => this.#move(line))}</ol>` : html`<p class="note">${say("proposals.noSteps")}</p>`}
        </section>
      </div>
      <aside class="panel" tabindex="0" aria-label=${say("proposals.paper")}><zd-proposal-text .thread=${it}></zd-proposal-text><div class="side grew"><zd-attachments owner="proposals" .record=${it.proposal.id}></zd-attachments><zd-record-activities .record=${it.proposal.id}></zd-record-activities></div></aside>
    </div>`;
  }

  protected override render(): TemplateResult {
    const it = this.#thread.value.value;
    const paper = it?.proposal;
    const sub = paper
      ? [label("proposal_kind", paper.kind), paper.number, stageName(paper.stage)].filter(Boolean).join(say("frame.comma"))
      : nothing;
    const early = paper?.stage === "draft" || paper?.stage === "received";
    return html`<main class="sheet">
      ${head(paper?.title ?? "", sub, html`<a class="btn quiet" href=${link("proposals")}>${icon("left")}${say("proposals.title")}</a>${paper ? html`${early && !paper.number ? html`<button data-needs="enter" class="btn" @click=${() => it && void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}<a data-needs="enter" class="btn" href=${link("proposals", paper.id, { view: "edit" })}>${icon("pen")}${say(early ? "proposals.edit" : "proposals.editNote")}</a>` : nothing}`)}
      ${shown(this.#thread, (thread) => this.#view(thread))}
    </main>`;
  }
}
define("zd-proposal-thread", ProposalThreadPage);
