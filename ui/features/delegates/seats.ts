import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { circleById, label, roster, termOf, words } from "@/app/register";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { tell } from "@/bridge";
import type { Tenure } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { listField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/date";

/** The seats of a person over time: level, group, from and to, and how it ended. */
class Seats extends Piece {
  static override properties = { person: {} };
  declare person: string;
  readonly #edit = signal<Tenure | undefined>(undefined);
  readonly #saving = new Saving(this);

  override willUpdate(changed: Map<string, unknown>): void {
    // A seat that is being written belongs to the person it was begun for.
    if (changed.has("person")) this.#edit.value = undefined;
  }

  #new(): Tenure {
    const term = termOf("town") ?? roster.value.terms[0];
    return {
      id: "",
      person_id: this.person,
      level: term?.level ?? "town",
      term_id: term?.id ?? "",
      circle_id: null,
      layer: "",
      from_day: term?.starts ?? today.value,
      to_day: null,
      ending: null,
      ground: null,
      document: null,
    };
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const seat = this.#edit.value;
    if (!seat) return;
    try {
      const { operation } = await tell("delegates.tenure", seat);
      this.#edit.value = undefined;
      toast(say("delegates.seatSaved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #form(seat: Tenure): TemplateResult {
    const set = (change: Partial<Tenure>) => (this.#edit.value = { ...seat, ...change });
    const levels: [string, string][] = (["town", "district", "city"] as const).map((level) => [
      level,
      say(`delegates.level.${level}`),
    ]);
    const terms: [string, string][] = [
      ...(seat.term_id ? [] : [["", say("delegates.noTerm")] as [string, string]]),
      ...roster.value.terms
        .filter((term) => term.level === seat.level || term.id === seat.term_id)
        .map((term): [string, string] => [term.id, term.name]),
    ];
    const circles: [string, string][] = [
      ["", say("delegates.noGroup")],
      ...roster.value.circles
        .filter((circle) => circle.term_id === seat.term_id || circle.id === seat.circle_id)
        .map((circle): [string, string] => [circle.id, circle.name]),
    ];
    const layers: [string, string][] = [
      ["", say("delegates.unknown")],
      ...words("layer").map((word): [string, string] => [word.code, word.label]),
    ];
    const endings: [string, string][] = [
      ["", say("delegates.running")],
      ...(["terminated", "suspended", "term_over", "other"] as const).map((ending): [string, string] => [
        ending,
        say(`delegates.ending.${ending}`),
      ]),
    ];
    return html`<form class="lines-form inset" @submit=${this.#save}>
      <label for="level">${say("delegates.level")}</label><div class="short">${listField({ name: "level", value: seat.level, options: levels, set: (level) => set({ level, term_id: termOf(level)?.id ?? "", circle_id: null }) })}</div>
      <label for="term">${say("office.term")}</label><div class="short">${listField({ name: "term", value: seat.term_id, options: terms, set: (term_id) => set({ term_id, circle_id: null }) })}${terms.length === 1 && !seat.term_id ? html`<p class="note"><a href=${link("settings", "terms")}>${say("delegates.toTerms")}</a></p>` : nothing}</div>
      <label for="circle">${say("delegates.group")}</label><div class="short">${listField({ name: "circle", value: seat.circle_id ?? "", options: circles, set: (id) => set({ circle_id: id || null }) })}</div>
      <label for="layer">${say("delegates.layer")}</label><div class="short">${listField({ name: "layer", value: seat.layer, options: layers, set: (layer) => set({ layer }) })}</div>
      <label for="from">${say("delegates.from")}</label><div class="short"><zd-date name="from" .value=${seat.from_day} @day=${(event: CustomEvent<Day>) => set({ from_day: event.detail })}></zd-date></div>
      <label for="ending">${say("delegates.endingHow")}</label><div class="short">${listField({ name: "ending", value: seat.ending ?? "", options: endings, set: (ending) => set({ ending: ending || null, to_day: ending ? (seat.to_day ?? today.value) : null }) })}</div>
      ${
        seat.ending
          ? html`<label for="to">${say("delegates.to")}</label><div class="short"><zd-date name="to" .value=${seat.to_day ?? ""} @day=${(event: CustomEvent<Day>) => set({ to_day: event.detail || null })}></zd-date></div>
      <label for="document">${say("delegates.document")}</label><div class="short"><div class="field"><input id="document" autocomplete="off" .value=${seat.document ?? ""} @input=${(event: Event) => set({ document: (event.target as HTMLInputElement).value || null })} /></div></div>`
          : nothing
      }
      <span></span><div class="row"><button class="btn" ?disabled=${!seat.term_id}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#edit.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  protected override render(): TemplateResult {
    const seats = roster.value.tenures.filter((seat) => seat.person_id === this.person);
    const edit = this.#edit.value;
    return html`<section class="block">
      <div class="cap"><h2>${say("delegates.seats")}</h2><span class="note">${say("delegates.seatsNote")}</span>${edit ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => (this.#edit.value = this.#new())}>${icon("plus")}${say("delegates.addSeat")}</button>`}</div>
      ${
        seats.length > 0
          ? html`<table class="table mini"><thead><tr><th scope="col">${say("delegates.level")}</th><th scope="col">${say("delegates.group")}</th><th scope="col">${say("delegates.layer")}</th><th scope="col">${say("delegates.from")}</th><th scope="col">${say("delegates.to")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead>
              <tbody>${seats.map((seat) => html`<tr><td>${sayIf(`delegates.level.${seat.level}`) ?? seat.level}</td><td>${seat.circle_id ? (circleById.value.get(seat.circle_id)?.name ?? "") : ""}</td><td>${label("layer", seat.layer)}</td><td>${long(seat.from_day)}</td><td>${seat.to_day ? html`${long(seat.to_day)} <span class="note">${seat.ending ? (sayIf(`delegates.ending.${seat.ending}`) ?? "") : ""}</span>` : say("delegates.running")}</td><td class="act"><button data-needs="enter" class="btn small quiet" @click=${() => (this.#edit.value = { ...seat })}>${say("delegates.change")}</button></td></tr>`)}</tbody></table>`
          : html`<p class="quiet">${say("delegates.noSeats")}</p>`
      }
      ${edit ? this.#form(edit) : nothing}
    </section>`;
  }
}
define("zd-seats", Seats);
