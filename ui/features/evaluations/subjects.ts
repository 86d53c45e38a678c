import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, areaOptions, delegateOptions, personName, stations } from "@/app/register";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { emptyPlace, notice, refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/pick";
import { Keeper } from "./kept";
import { villagesOf } from "./model";
import { reportTables } from "./report-subjects";

type Written = Pick<Round, "title" | "state" | "held_on" | "subjects" | "rated" | "meetings">;

/** Who is evaluated in which village, in the order of the sheet; the round's name, day and state. */
class RoundSubjects extends Piece {
  static override properties = { round: { attribute: false } };
  declare round: Round;

  readonly #edit = signal<Written | undefined>(undefined);
  readonly #found = signal<Written | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #saving = new Saving(this);
  readonly #area = signal<Option | undefined>(undefined);
  readonly #keeper = new Keeper<Written>("evaluations", () => this.round.id || null);
  #unbind: (() => void) | undefined;
  #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save() });
    // Nothing typed is lost by closing or by going elsewhere: the draft is kept first.
    this.#stops = [
      effect(() => closing.guard(this.#edit.value !== undefined)),
      closing.watch(() => void this.#keeper.now().then(() => closing.close())),
    ];
    void this.#keeper.found().then((draft) => (this.#found.value = draft));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    void this.#keeper.now();
    for (const stop of this.#stops) stop();
    closing.guard(false);
  }

  #it(): Round {
    return { ...this.round, ...this.#edit.value };
  }

  #set(change: Partial<Written>): void {
    const { title, state, held_on, subjects, rated, meetings } = this.#it();
    const written = { title, state, held_on, subjects, rated, meetings, ...change };
    this.#found.value = undefined;
    this.#edit.value = written;
    this.#keeper.keep(written);
  }

  #save(): Promise<boolean> {
    return this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    if (!this.#edit.peek() && this.round.id) return;
    // Printed batches are records of their own: a round is saved without them.
    const { batches: _, ...it } = this.#it();
    // A line added and left empty is no line.
    const rated = it.rated.filter((each) => each.name.trim() || each.post.trim());
    const meetings = it.meetings.filter((each) => each.name.trim() || each.venue.trim() || each.present !== null);
    try {
      if (it.kind === "delegates" && !(await this.#again(it))) return;
      const edit = this.#edit.peek();
      const { answer, operation } = await tell("evaluations.save", { ...it, rated, meetings });
      // What was typed while the saving was under way stays, and stays kept.
      if (this.#edit.peek() === edit) {
        this.#edit.value = undefined;
        await this.#keeper.drop();
      }
      this.#refused.value = undefined;
      toast(say(it.kind === "report" ? "evaluations.report.saved" : "evaluations.saved", { title: it.title }), operation);
      if (!it.id) go(link("evaluations", answer.id, { step: "print" }));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  /** A village speaks once a year: before it is asked a second time, a person says that this is meant. */
  async #again(it: Omit<Round, "batches">): Promise<boolean> {
    const known = new Set(this.round.subjects.map((each) => `${each.person_id} ${each.area_id}`));
    const fresh = it.subjects.filter((each) => !it.id || !known.has(`${each.person_id} ${each.area_id}`));
    if (fresh.length === 0) return true;
    const same = await ask("evaluations.same", { id: it.id, year: it.year, subjects: fresh });
    if (same.length === 0) return true;
    return confirm({
      title: say("evaluations.againTitle", { n: new Set(same.map((each) => each.area_id)).size, year: it.year }),
      names: same.map((each) =>
        say("evaluations.againLine", {
          area: areaName(each.area_id),
          title: each.title,
          names: each.people.map(personName).join(say("evaluations.and")),
        }),
      ),
      note: say("evaluations.againNote"),
      act: say(it.id ? "evaluations.againAdd" : "evaluations.againAct"),
      stay: say("parts.cancel"),
    });
  }

  /** Everyone who keeps contact with a village, in one go. */
  #addVillage(it: Round, area: string): void {
    const people = stations.value.contacts
      .filter((each) => each.area_id === area && each.valid_to === null)
      .map((each) => each.person_id);
    const known = new Set(it.subjects.map((each) => `${each.person_id} ${each.area_id}`));
    const fresh = people.filter((person) => !known.has(`${person} ${area}`)).map((person_id) => ({ person_id, area_id: area }));
    if (fresh.length > 0) this.#set({ subjects: [...it.subjects, ...fresh] });
  }

  #addPerson(it: Round, person: string): void {
    const area = this.#area.value?.id ?? stations.value.contacts.find((each) => each.person_id === person)?.area_id;
    if (area && !it.subjects.some((each) => each.person_id === person && each.area_id === area))
      this.#set({ subjects: [...it.subjects, { person_id: person, area_id: area }] });
  }

  #everybody(): void {
    this.#set({
      subjects: stations.value.contacts
        .filter((each) => each.valid_to === null)
        .map((each) => ({ person_id: each.person_id, area_id: each.area_id })),
    });
  }

  #village(it: Round, area: string, people: string[]): TemplateResult {
    const drop = (person: string | undefined) =>
      this.#set({
        subjects: it.subjects.filter((each) => each.area_id !== area || (person !== undefined && each.person_id !== person)),
      });
    return html`<tr><th scope="row" class="name">${areaName(area)}</th><td><span class="chips">${people.map(
      (person) =>
        html`<span class="chip">${personName(person)}<button type="button" aria-label=${say("parts.remove", { name: personName(person) })} @click=${() => drop(person)}>${icon("close")}</button></span>`,
    )}</span></td><td class="num">${people.length}</td><td class="act"><button type="button" class="btn small quiet" @click=${() => drop(undefined)}>${say("evaluations.dropVillage")}</button></td></tr>`;
  }

  #subjects(it: Round): TemplateResult {
    const villages = villagesOf(it);
    return html`<section class="block">
      <div class="cap"><h2>${say("evaluations.subjects")}</h2><span class="note">${say("evaluations.subjectsNote", { n: it.subjects.length, areas: villages.length })}</span></div>
      <div class="row">
        <div class="picking"><zd-pick name="round-area" label=${say("visits.area")} hint=${say("evaluations.addVillage")} .options=${areaOptions.value} .chosen=${this.#area.value ? [this.#area.value] : []} @pick=${(
          event: CustomEvent<Option[]>,
        ) => {
          const area = event.detail[0];
          this.#area.value = area;
          if (area) this.#addVillage(it, area.id);
        }}></zd-pick></div>
        <div class="picking"><zd-pick name="round-person" label=${say("frame.delegates")} hint=${this.#area.value ? say("evaluations.addPersonTo", { area: this.#area.value.name }) : say("evaluations.addPerson")} .options=${delegateOptions.value} .chosen=${[]} @pick=${(
          event: CustomEvent<Option[]>,
        ) => {
          const one = event.detail[0];
          if (one) this.#addPerson(it, one.id);
        }}></zd-pick></div>
        <button type="button" class="btn" @click=${() => this.#everybody()}>${say("evaluations.everybody")}</button>
      </div>
      ${
        villages.length > 0
          ? html`<table class="table mini rated"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("evaluations.rated")}</th><th scope="col" class="num">${say("evaluations.people")}</th><th scope="col"><span class="apart">${say("evaluations.dropVillage")}</span></th></tr></thead><tbody>${villages.map(({ area, people }) => this.#village(it, area, people))}</tbody></table>`
          : emptyPlace({ icon: "group", title: say("evaluations.noSubjects"), text: say("evaluations.noSubjectsText") })
      }
    </section>`;
  }

  #draft(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found || this.#edit.value) return nothing;
    return html`<div class="strip">${notice(
      "accent",
      icon("history"),
      say("evaluations.draftFound"),
      html`<button class="btn small" @click=${() => this.#set(found)}>${say("visits.draftTake")}</button><button class="btn small quiet" @click=${() => {
        this.#found.value = undefined;
        void this.#keeper.drop();
      }}>${say("visits.draftDrop")}</button>`,
    )}</div>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    const states: [string, string][] = (["planned", "held", "finished"] as const).map((state) => [
      state,
      say(`evaluations.state.${state}`),
    ]);
    return html`<div class="scroll ruled pad roundwork" tabindex="-1">
        ${this.#draft()}
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          <label for="title">${say("evaluations.title")}</label><div class="middle">${textField({ name: "title", value: it.title, set: (title) => this.#set({ title }) })}</div>
          <label for="state">${say("delegates.state")}</label><div class="short">${listField({ name: "state", value: it.state, options: states, set: (state) => this.#set({ state, held_on: state === "planned" ? it.held_on : (it.held_on ?? today.value) }) })}</div>
          <label for="held">${say(it.kind === "report" ? "evaluations.report.heldOn" : "evaluations.heldOn")}</label><div class="short"><zd-date name="held" .value=${it.held_on ?? ""} @day=${(event: CustomEvent<Day>) => this.#set({ held_on: event.detail || null })}></zd-date></div>
        </form>
        ${it.kind === "report" ? reportTables(it, (change) => this.#set(change)) : this.#subjects(it)}
      </div>
      <div class="foot"><span class="note">${it.id ? "" : say("evaluations.thenPrint")}</span><div class="acts"><button class="btn primary" ?disabled=${(!this.#edit.value && it.id !== "") || it.title.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>`;
  }
}
define("zd-round-subjects", RoundSubjects);
