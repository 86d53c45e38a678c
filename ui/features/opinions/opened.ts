import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Day, long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Opinion } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { refusal, shown } from "@/parts/notices";
import { listField } from "@/parts/page";
import "@/parts/date";

interface Move {
  status: string;
  answer: string;
  unit: string;
  closed_on: string | null;
}

/** One opinion whole, with its giver: opening it leaves a line in the log. From here it moves on. */
class OpenedOpinion extends Piece {
  static override properties = { opinion: {} };
  declare opinion: string;

  readonly #move = signal<Move | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #it = new Resource<Opinion>(this, () => (this.opinion ? ask("opinions.open", { id: this.opinion }) : undefined));

  constructor() {
    super();
    this.opinion = "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("opinion")) return;
    this.#move.value = undefined;
    this.#refused.value = undefined;
    this.#it.again();
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const move = this.#move.value;
    if (!move) return;
    try {
      const { operation } = await tell("opinions.move", { id: this.opinion, ...move });
      this.#move.value = undefined;
      toast(say("opinions.moved", { status: label("opinion_status", move.status) }), operation);
      this.#it.again();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #view(it: Opinion): TemplateResult {
    const line = it.line;
    const move = this.#move.value ?? { status: line.status, answer: it.answer, unit: line.unit, closed_on: line.closed_on };
    const set = (change: Partial<Move>) => (this.#move.value = { ...move, ...change });
    const done = move.status === "closed" || move.status === "answered";
    return html`<section>
        <div class="row"><h2 class="grow">${label("topic", line.topic) || say("opinions.noTopic")}</h2><button class="btn icon small quiet" aria-label=${say("parts.close")} @click=${() => go(link("opinions", "", Object.fromEntries(place.peek().query)))}>${icon("close")}</button></div>
        <p class="saidwords">${line.content}</p>
        <dl class="dl">
          <dt>${say("opinions.heard")}</dt><dd>${long(line.day)}${say("frame.comma")}${line.area}</dd>
          <dt>${say("visits.giver")}</dt><dd>${it.giver || say("opinions.anonymous")}${it.giver_phone ? html`<br />${it.giver_phone}` : nothing}</dd>
        </dl>
        <p class="row">${line.visit_id ? html`<a href=${link("visits", line.visit_id)}>${say("opinions.visit")}</a>` : nothing}<a href=${link("history", line.id)}>${say("frame.history")}</a></p>
      </section>
      <section>
        <h2>${say("visits.handling")}</h2>
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="stackup" @submit=${this.#save}>
          <div class="labelled"><label for="status">${say("opinions.status")}</label>${listField({ name: "status", value: move.status, options: words("opinion_status").map((word): [string, string] => [word.code, word.label]), set: (status) => set({ status }) })}</div>
          <div class="labelled"><label for="unit">${say("opinions.unit")}</label><div class="field"><input id="unit" autocomplete="off" .value=${live(move.unit)} @input=${(event: Event) => set({ unit: (event.target as HTMLInputElement).value })} /></div></div>
          <div class="labelled"><label for="answer">${say("opinions.answer")}</label><div class="field area"><textarea id="answer" rows="3" .value=${live(move.answer)} @input=${(event: Event) => set({ answer: (event.target as HTMLTextAreaElement).value })}></textarea></div></div>
          ${done ? html`<div class="labelled"><label for="closed">${say("opinions.closedOn")}</label><zd-date name="closed" brief .value=${move.closed_on ?? ""} @day=${(event: CustomEvent<Day>) => set({ closed_on: event.detail || null })}></zd-date></div>` : nothing}
          <div class="row"><button class="btn" ?disabled=${!this.#move.value}>${say("visits.save")}</button></div>
        </form>
        <p class="note">${say("opinions.logged")}</p>
      </section>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#it, (it) => this.#view(it))}`;
  }
}
define("zd-opinion", OpenedOpinion);
