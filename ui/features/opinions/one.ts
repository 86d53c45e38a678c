import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { long, short } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, label, personName, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Opinion, OpinionLimit, OpinionMayMove, ProposalOfOpinion } from "@/bridge/calls";
import { stageLight } from "@/features/proposals/stages";
import { confirm } from "@/parts/dialogs";
import { glyph, icon, light, tag } from "@/parts/marks";
import { notice, shown } from "@/parts/notices";
import { head, hints } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/features/activities/links";
import "@/features/attachments/attachments";
import { correctOpinion } from "./entry";
import { findFamily } from "./family";
import { contentOf, dueLight, leftWords, stateLight } from "./lights";
import { chooseMove, parted } from "./more";
import { makeMove } from "./move";
import { type OpinionPaper, printOpinions } from "./papers";
import { thread } from "./thread";

/** One opinion from its first word to its end: what was said, what was done, the next step. Opening it is logged. */
class OpinionPage extends Piece {
  static override properties = { opinion: {} };
  declare opinion: string;

  readonly #id = signal("");
  readonly #it = new Resource<Opinion>(this, () => (this.#id.value ? ask("opinions.open", { id: this.#id.value }) : undefined), [
    "opinions",
    "opinion_moves",
    "opinion_families",
  ]);
  readonly #proposals = new Resource<ProposalOfOpinion[]>(
    this,
    () => (this.#id.value ? ask("proposals.of_opinion", { id: this.#id.value }) : undefined),
    ["proposals", "proposal_moves", "proposal_sources"],
  );
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.opinion = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => history.back() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(): void {
    this.#id.value = this.opinion;
  }

  async #make(it: Opinion, may: OpinionMayMove): Promise<void> {
    await makeMove(it, may);
  }

  async #more(it: Opinion, more: OpinionMayMove[]): Promise<void> {
    const may = await chooseMove(more);
    if (may) await this.#make(it, may);
  }

  /** The papers this opinion has come to so far. */
  #papers(it: Opinion): OpinionPaper[] {
    const made = new Set(it.chain.map((one) => one.kind));
    const has = (...kinds: string[]) => kinds.some((kind) => made.has(kind));
    const papers: OpinionPaper[] = ["opinion_form"];
    if (has("send", "reassign", "rehandle", "refer", "refer_petition")) papers.push("opinion_notice");
    if (it.line.status === "handling" && it.line.unit && it.line.due_on) papers.push("opinion_urge");
    if (has("extend")) papers.push("opinion_extension");
    if (has("decline")) papers.push("opinion_decline");
    if (has("reply", "answer_now", "enter_closed")) papers.push("opinion_replies");
    if (made.size > 0) papers.push("opinion_thread");
    return papers;
  }

  async #family(it: Opinion): Promise<void> {
    try {
      await findFamily(it);
    } catch (cause) {
      await refuse(cause);
    }
  }

  /** Answers the giver with what the paper was answered: the words stand above the thread before they are used. */
  async #answerWith(it: Opinion, one: ProposalOfOpinion): Promise<void> {
    try {
      await tell("proposals.answer_opinions", { proposal_id: one.id, opinions: [it.line.id] });
      toast(say("opinions.made", { move: label("opinion_move", "reply") }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  /** The paper it goes with has been answered: everything is there to answer the giver. */
  #answered(it: Opinion): TemplateResult | typeof nothing {
    if (it.line.state !== "proposed") return nothing;
    const one = (this.#proposals.value.value ?? []).find((paper) => paper.answer !== "");
    if (!one) return nothing;
    return html`<div class="gapbelow">${notice(
      "accent",
      glyph("met"),
      html`<b>${say("opinions.paperAnswered", { day: one.answered_on ? long(one.answered_on) : "" })}</b><br />${one.answer}`,
      html`<button data-needs="enter" class="btn primary" @click=${() => void this.#answerWith(it, one)}>${say("opinions.answerWith")}</button>`,
    )}</div>`;
  }

  async #remove(it: Opinion): Promise<void> {
    const yes = await confirm({
      title: say("opinions.removeTitle"),
      note: say("opinions.removeNote"),
      act: say("opinions.remove"),
      stay: say("parts.cancel"),
      risk: true,
    });
    if (!yes) return;
    try {
      const { operation } = await tell("opinions.remove", { id: it.line.id });
      toast(say("opinions.removed"), operation);
      go(link("opinions"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #limit(limit: OpinionLimit): TemplateResult {
    const { left } = limit;
    const shape = left < 0 ? "owed" : left === 0 ? "due" : "wait";
    const words =
      left < 0
        ? say("opinions.past", { n: -left })
        : left === 0
          ? label("opinion_light", "today")
          : say("opinions.left", { n: left });
    return html`<dt>${sayIf(`opinions.clock.${limit.clock}`) ?? limit.clock}</dt>
      <dd>${long(limit.day)}<br />${light(shape, words)}${limit.without_holidays ? html`<br />${tag("doubt", say("opinions.withoutHolidays"))}` : nothing}${limit.source && limit.clock !== "decline" ? html`<p class="note">${limit.source}</p>` : nothing}</dd>`;
  }

  #side(it: Opinion): TemplateResult {
    const { line } = it;
    return html`<aside class="panel side">
      <section>
        <h2>${say("opinions.due")}</h2>
        ${it.limits.length > 0 ? html`<dl class="dl">${it.limits.map((limit) => this.#limit(limit))}</dl>` : html`<p>${dueLight(line)}</p>`}
      </section>
      <section>
        <h2>${say("visits.giver")}</h2>
        <p>${it.giver || say("opinions.anonymous")}${it.giver_phone ? html`<br />${it.giver_phone}` : nothing}</p>
        ${it.told_on ? html`<p class="note">${say("opinions.toldOn", { day: short(it.told_on) })}</p>` : nothing}
        <p class="note">${say("opinions.logged")}</p>
      </section>
      <section>
        <h2>${say("opinions.who")}</h2>
        <dl class="dl">
          <dt>${say("opinions.first")}</dt><dd>${personName(it.first_id) || "—"}</dd>
          <dt>${say("opinions.unit")}</dt><dd>${line.unit || "—"}</dd>
          ${it.rating ? html`<dt>${say("opinions.fact.rating")}</dt><dd>${label("opinion_rating", it.rating)}</dd>` : nothing}
        </dl>
      </section>
      ${
        it.family.length === 0 &&
        !line.named &&
        !["merged", "replied", "heard_back"].includes(line.state) &&
        ["registered", "handling"].includes(line.status)
          ? html`<section><h2>${say("opinions.familyHead")}</h2><p class="note">${say("opinions.similarAsk")}</p><button data-needs="enter" class="btn small" @click=${() => void this.#family(it)}>${icon("search")}${say("opinions.similarFind")}</button></section>`
          : nothing
      }
      ${
        it.family.length > 0
          ? html`<section><h2>${say("opinions.family", { n: it.family.length })}</h2>${it.family_title ? html`<p>${it.family_title}</p>` : nothing}
            <ul>${it.family.map((one) => html`<li><a href=${link("opinions", one.line.id)}>${spoken(one.line.area)} ${short(one.line.day)}</a>${one.lead ? html` <span class="note">${say("opinions.lead")}</span>` : nothing}<br /><span class="note">${contentOf(one.line)}</span></li>`)}</ul></section>`
          : nothing
      }
      ${this.#toProposals(it)}
      <zd-record-activities .record=${line.id}></zd-record-activities>
    </aside>`;
  }

  /** What grew from this opinion, and the way to write more; one about a person by name stays out of proposals. */
  #toProposals(it: Opinion): TemplateResult | typeof nothing {
    const { line } = it;
    const grown = this.#proposals.value.value ?? [];
    if (grown.length === 0 && line.named) return nothing;
    const all = [line.id, ...it.family.map((one) => one.line.id).filter((id) => id !== line.id)];
    return html`<section><h2>${say("opinions.proposals")}</h2>
      ${grown.length > 0 ? html`<ul class="likelist">${grown.map((one) => html`<li><a href=${link("proposals", one.id)}>${one.title}</a><span class="row between"><span class="note">${one.number}</span>${stageLight(one.stage)}</span></li>`)}</ul>` : nothing}
      ${line.named ? nothing : html`<a class="btn small" href=${link("proposals", "new", { opinions: all.join(",") })}>${icon("pen")}${say(all.length > 1 ? "opinions.proposeFamily" : "opinions.propose")}</a>`}
    </section>`;
  }

  /** What each move is called beside what came with it. */
  #moves(it: Opinion): ReadonlyMap<string, string> {
    return new Map(
      it.chain.map((one) => [one.id, say("attachments.ofMove", { move: label("opinion_move", one.kind), day: short(one.day) })]),
    );
  }

  #view(it: Opinion): TemplateResult {
    const { line } = it;
    const next = it.may.find((may) => may.main);
    const other = this.#answered(it) !== nothing;
    const [others, more] = parted(it.may.filter((may) => !may.main && may.kind !== "withdraw"));
    const back = it.may.find((may) => may.kind === "withdraw");
    const left = leftWords(line);
    const untouched = it.chain.length === 0 && line.visit_id === null && !it.family.some((one) => one.line.state === "merged");
    return html`<main class="sheet">
      ${head(
        say("opinions.title", { year: String(line.year), number: String(line.number) }),
        [
          areaName(it.area_id),
          line.topic ? label("topic", line.topic) : "",
          line.nature ? label("opinion_nature", line.nature) : "",
        ]
          .filter(Boolean)
          .join(say("frame.comma")),
        html`<button class="btn quiet" @click=${() => void printOpinions([line.id], this.#papers(it))}>${icon("print")}${say("opinions.print")}</button><button data-needs="enter" class="btn quiet" @click=${() => void correctOpinion(it)}>${icon("pen")}${say("opinions.correct")}</button><a class="btn quiet" href=${link("history", line.id)}>${icon("history")}${say("frame.history")}</a>`,
      )}
      <div class="split ruled">
        <div class="scroll onepage" tabindex="-1">
          <div class="statusline">${stateLight(line.state)}${line.state !== "closed" ? dueLight(line) : nothing}${left ? html`<span class="note">${left}</span>` : nothing}${line.named ? tag("doubt", say("opinions.named")) : nothing}</div>
          <p class="saidwords">${line.content}</p>
          ${this.#answered(it)}
          ${thread(it)}
          <zd-attachments owner="opinions" .record=${line.id} .moves=${this.#moves(it)}></zd-attachments>
        </div>
        ${this.#side(it)}
      </div>
      <div class="foot">
        ${hints([["Esc", say("visits.leaveKey")]])}
        <div class="acts">
          ${untouched ? html`<button data-needs="enter" class="btn quiet" @click=${() => void this.#remove(it)}>${say("opinions.remove")}</button>` : nothing}
          ${
            // A button keeps its meaning: one that is about to be pressed never turns into another move.
            repeat(
              [...(back ? [back] : []), ...others],
              (may) => may.kind,
              (may) =>
                html`<button data-needs="enter" class=${may === back ? "btn quiet" : "btn"} @click=${() => void this.#make(it, may)}>${may === back ? icon("undo") : nothing}${label("opinion_move", may.kind)}</button>`,
            )
          }
          ${more.length > 0 ? html`<button data-needs="enter" class="btn" @click=${() => void this.#more(it, more)}>${say("opinions.more")}</button>` : nothing}
          ${next ? keyed(next.kind, html`<button data-needs="enter" class=${other ? "btn" : "btn primary"} @click=${() => void this.#make(it, next)}>${label("opinion_move", next.kind)}</button>`) : nothing}
        </div>
      </div>
    </main>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#it, (it) => this.#view(it))}`;
  }
}
define("zd-opinion", OpinionPage);
