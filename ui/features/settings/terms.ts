import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Day, long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { circleById, roster } from "@/app/register";
import { say, sayIf } from "@/app/words";
import { tell } from "@/bridge";
import type { Circle, Term } from "@/bridge/calls";
import { act } from "@/parts/act";
import { icon } from "@/parts/marks";
import { listField, textField } from "@/parts/page";
import { Saving } from "@/parts/saving";
import "@/parts/date";

const LEVELS = ["town", "district", "city"] as const;

/** A group and how deep it stands under others. */
type Standing = [Circle, number];

/** The groups of a term, each below the one it belongs to. */
export function tree(circles: readonly Circle[], term: string): Standing[] {
  const own = circles.filter((one) => one.term_id === term);
  const below = (parent: string | null, depth: number): Standing[] =>
    own
      .filter((one) => (own.some((each) => each.id === one.parent_id) ? one.parent_id : null) === parent)
      .flatMap((one): Standing[] => [[one, depth], ...(depth < own.length ? below(one.id, depth + 1) : [])]);
  return below(null, 0);
}

/** The terms of the congresses, and the delegations and groups of each: what a seat belongs to. */
class TermSettings extends Piece {
  readonly #at = signal("");
  readonly #term = signal<Term | undefined>(undefined);
  readonly #circle = signal<Circle | undefined>(undefined);
  readonly #savingTerm = new Saving(this, (field) => field.closest("form")?.id === "term-form");
  readonly #savingCircle = new Saving(this, (field) => field.closest("form")?.id === "circle-form");

  /** The term whose groups are in sight: the one chosen, or the newest. */
  #open(): Term | undefined {
    return roster.value.terms.find((one) => one.id === this.#at.value) ?? roster.value.terms[0];
  }

  #named(term: Term): string {
    return `${sayIf(`delegates.level.${term.level}`) ?? term.level} ${term.name}`;
  }

  #seats(of: (seat: { term_id: string; circle_id: string | null }) => boolean): number {
    return new Set(roster.value.tenures.filter(of).map((seat) => seat.person_id)).size;
  }

  #focus(name: string): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#${name}`)?.focus());
  }

  #editTerm(term: Term): void {
    this.#term.value = term;
    this.#focus("term-name");
  }

  #editCircle(circle: Circle): void {
    this.#circle.value = circle;
    this.#focus("circle-name");
  }

  #saveTerm(event: Event): void {
    event.preventDefault();
    void this.#savingTerm.run(async () => {
      const it = this.#term.peek();
      if (it && (await act(() => tell("delegates.term", it), say("settings.termSaved", { name: it.name }))))
        this.#term.value = undefined;
    });
  }

  #saveCircle(event: Event): void {
    event.preventDefault();
    void this.#savingCircle.run(async () => {
      const it = this.#circle.peek();
      if (it && (await act(() => tell("delegates.circle", it), say("settings.circleSaved", { name: it.name }))))
        this.#circle.value = undefined;
    });
  }

  #remove(kind: "term" | "circle", it: { id: string; name: string }): void {
    void act(() => tell("delegates.remove", { kind, id: it.id }), say("settings.termRemoved", { name: it.name }));
  }

  #termForm(it: Term): TemplateResult {
    const set = (change: Partial<Term>) => (this.#term.value = { ...(this.#term.peek() ?? it), ...change });
    const levels = LEVELS.map((level): [string, string] => [level, say(`delegates.level.${level}`)]);
    return html`<form id="term-form" class="lines-form inset" @submit=${(event: Event) => this.#saveTerm(event)}>
      <label for="term-level">${say("delegates.level")}</label><div class="short">${listField({ name: "term-level", value: it.level, options: levels, set: (level) => set({ level }) })}</div>
      <label for="term-name">${say("office.term")}</label><div class="short">${textField({ name: "term-name", value: it.name, hint: say("office.termHint"), set: (name) => set({ name }) })}</div>
      <label for="term-starts">${say("office.termStarts")}</label><div class="short"><zd-date name="term-starts" .value=${it.starts} @day=${(event: CustomEvent<Day>) => set({ starts: event.detail })}></zd-date></div>
      ${
        it.id
          ? html`<label for="term-ends">${say("settings.termEnds")}</label><div class="short"><zd-date name="term-ends" .value=${it.ends ?? ""} @day=${(event: CustomEvent<Day>) => set({ ends: event.detail || null })}></zd-date><p class="note">${say("settings.termEndsNote")}</p></div>`
          : html`<span></span><p class="note">${say("settings.termNewNote")}</p>`
      }
      <span></span><div class="row"><button class="btn" ?disabled=${it.name.trim() === "" || !it.starts}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#term.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  #terms(): TemplateResult {
    const edit = this.#term.value;
    const row = (term: Term): TemplateResult => {
      const n = this.#seats((seat) => seat.term_id === term.id);
      return html`<tr><td>${sayIf(`delegates.level.${term.level}`) ?? term.level}</td><th scope="row">${term.name}</th><td class="nowrap">${long(term.starts)}</td><td class="nowrap">${term.ends ? long(term.ends) : say("delegates.running")}</td><td class="num">${n}</td><td class="act nowrap"><button data-needs="manage" class="btn small quiet" @click=${() => this.#editTerm({ ...term })}>${say("delegates.change")}</button>${n === 0 ? html` <button data-needs="manage" class="btn small quiet" @click=${() => this.#remove("term", term)}>${say("visits.remove")}</button>` : nothing}</td></tr>`;
    };
    const fresh = (): Term => ({ id: "", level: "town", name: "", starts: today.peek(), ends: null });
    return html`<div class="cap"><h2>${say("office.term")}</h2><span class="note">${say("settings.termNote")}</span>${edit ? nothing : html`<button data-needs="manage" class="btn small end" @click=${() => this.#editTerm(fresh())}>${icon("plus")}${say("settings.termAdd")}</button>`}</div>
      <table class="table mini"><thead><tr><th scope="col">${say("delegates.level")}</th><th scope="col">${say("office.term")}</th><th scope="col">${say("office.termStarts")}</th><th scope="col">${say("settings.termEnds")}</th><th scope="col" class="num">${say("frame.delegates")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead><tbody>${roster.value.terms.map(row)}</tbody></table>
      ${edit ? keyed(edit.id, this.#termForm(edit)) : nothing}`;
  }

  #circleForm(it: Circle): TemplateResult {
    const set = (change: Partial<Circle>) => (this.#circle.value = { ...(this.#circle.peek() ?? it), ...change });
    const parents: [string, string][] = [
      ["", say("settings.circleTop")],
      ...tree(roster.value.circles, it.term_id)
        .filter(([one]) => one.id !== it.id && one.parent_id !== it.id)
        .map(([one]): [string, string] => [one.id, one.name]),
    ];
    return html`<form id="circle-form" class="lines-form inset" @submit=${(event: Event) => this.#saveCircle(event)}>
      <label for="circle-name">${say("settings.circle")}</label><div class="short">${textField({ name: "circle-name", value: it.name, hint: say("settings.circleHint"), set: (name) => set({ name }) })}</div>
      <label for="circle-parent">${say("settings.circleParent")}</label><div class="short">${listField({ name: "circle-parent", value: it.parent_id ?? "", options: parents, set: (id) => set({ parent_id: id || null }) })}</div>
      <span></span><div class="row"><button class="btn" ?disabled=${it.name.trim() === ""}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#circle.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  #circles(term: Term): TemplateResult {
    const edit = this.#circle.value;
    const all = tree(roster.value.circles, term.id);
    const row = ([circle, depth]: Standing): TemplateResult => {
      const n = this.#seats((seat) => seat.circle_id === circle.id);
      const held = n > 0 || all.some(([one]) => one.parent_id === circle.id);
      return html`<tr><th scope="row">${depth > 0 ? html`<span class="note">${circleById.value.get(circle.parent_id ?? "")?.name ?? ""} · </span>` : nothing}${circle.name}</th><td class="num">${n}</td><td class="act nowrap"><button data-needs="enter" class="btn small quiet" @click=${() => this.#editCircle({ ...circle })}>${say("delegates.change")}</button>${held ? nothing : html` <button data-needs="enter" class="btn small quiet" @click=${() => this.#remove("circle", circle)}>${say("visits.remove")}</button>`}</td></tr>`;
    };
    const terms = roster.value.terms.map((one): [string, string] => [one.id, this.#named(one)]);
    const choose = (id: string): void => {
      this.#at.value = id;
      this.#circle.value = undefined;
    };
    const fresh = (): Circle => ({ id: "", term_id: term.id, parent_id: null, name: "", place: all.length + 1 });
    return html`<div class="cap"><h2>${say("settings.circles")}</h2>${terms.length > 1 ? html`<div class="picking">${listField({ name: "circles-term", label: say("office.term"), value: term.id, options: terms, set: choose })}</div>` : nothing}<span class="note">${say("settings.circlesNote")}</span>${edit ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => this.#editCircle(fresh())}>${icon("plus")}${say("settings.circleAdd")}</button>`}</div>
      ${all.length > 0 ? html`<table class="table mini middle"><thead><tr><th scope="col">${say("settings.circle")}</th><th scope="col" class="num">${say("frame.delegates")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead><tbody>${all.map(row)}</tbody></table>` : edit ? nothing : html`<p class="note">${say("settings.circlesNone")}</p>`}
      ${edit ? keyed(edit.id, this.#circleForm(edit)) : nothing}`;
  }

  protected override render(): TemplateResult {
    const open = this.#open();
    return html`<div class="stackup">${this.#terms()}${open ? this.#circles(open) : nothing}</div>`;
  }
}
define("zd-settings-terms", TermSettings);
