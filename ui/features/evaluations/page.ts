import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, areaOptions, delegateOptions, personName, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon, light, type Shape } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import { sheetsOf } from "./sheets";

const shapes: Record<string, Shape> = { planned: "wait", held: "due", finished: "met" };

const fresh = (): Round => ({
  id: "",
  year: Number(today.peek().slice(0, 4)),
  title: say("evaluations.newTitle", { year: today.peek().slice(0, 4) }),
  held_on: null,
  state: "planned",
  form: null,
  note: "",
  subjects: [],
  batches: [],
});

/** Evaluation rounds: who is evaluated in which village, when it was held, and the anonymous sheets to print. */
class EvaluationsPage extends Piece {
  readonly #list = new Resource<Round[]>(this, () => ask("evaluations.list", {}), [
    "evaluation_rounds",
    "evaluation_subjects",
    "evaluation_batches",
  ]);
  readonly #edit = signal<Round | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #area = signal<Option | undefined>(undefined);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("evaluations")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #it(): Round | undefined {
    const id = place.value.id;
    if (!id) return undefined;
    const edit = this.#edit.value;
    if (edit && edit.id === (id === "new" ? "" : id)) return edit;
    return id === "new" ? fresh() : this.#list.value.value?.find((each) => each.id === id);
  }

  #set(change: Partial<Round>): void {
    const it = this.#it();
    if (it) this.#edit.value = { ...it, ...change };
  }

  async #save(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    try {
      const { answer, operation } = await tell("evaluations.save", it);
      this.#edit.value = undefined;
      this.#refused.value = undefined;
      toast(say("evaluations.saved", { title: it.title }), operation);
      if (!it.id) go(link("evaluations", answer.id));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #remove(it: Round): Promise<void> {
    if (
      !(await confirm({
        title: say("evaluations.removeTitle"),
        names: [it.title],
        note: say("meetings.removeNote"),
        act: say("visits.remove"),
        stay: say("visits.keep"),
        risk: true,
      }))
    )
      return;
    try {
      const { operation } = await tell("evaluations.remove", { id: it.id });
      toast(say("evaluations.removed"), operation);
      go(link("evaluations"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  /** Everyone who keeps contact with a village, in one go; or one by one. */
  #addVillage(it: Round, area: string): void {
    const people = stations.value.contacts
      .filter((each) => each.area_id === area && each.valid_to === null)
      .map((each) => each.person_id);
    const known = new Set(it.subjects.map((each) => `${each.person_id} ${each.area_id}`));
    this.#set({
      subjects: [
        ...it.subjects,
        ...people.filter((person) => !known.has(`${person} ${area}`)).map((person_id) => ({ person_id, area_id: area })),
      ],
    });
  }

  #subjects(it: Round): TemplateResult {
    const villages = [...new Set(it.subjects.map((each) => each.area_id))];
    return html`<section class="block">
      <div class="cap"><h2>${say("evaluations.subjects")}</h2><span class="note">${say("evaluations.subjectsNote", { n: it.subjects.length, areas: villages.length })}</span></div>
      ${
        villages.length > 0
          ? html`<table class="table mini"><tbody>${villages.map(
              (area) =>
                html`<tr><th scope="row" class="name">${areaName(area)}</th><td>${it.subjects
                  .filter((each) => each.area_id === area)
                  .map(
                    (each) =>
                      html`<span class="chip">${personName(each.person_id)}<button type="button" aria-label=${say("parts.remove", { name: personName(each.person_id) })} @click=${() => this.#set({ subjects: it.subjects.filter((other) => other !== each) })}>${icon("close")}</button></span> `,
                  )}</td></tr>`,
            )}</tbody></table>`
          : nothing
      }
      <div class="row addline">
        <div class="picking"><zd-pick name="round-area" label=${say("visits.area")} hint=${say("evaluations.addVillage")} .options=${areaOptions.value} .chosen=${this.#area.value ? [this.#area.value] : []} @pick=${(
          event: CustomEvent<Option[]>,
        ) => {
          const area = event.detail[0];
          this.#area.value = area;
          if (area) this.#addVillage(it, area.id);
        }}></zd-pick></div>
        <div class="picking"><zd-pick name="round-person" label=${say("frame.delegates")} hint=${say("evaluations.addPerson")} .options=${delegateOptions.value} .chosen=${[]} @pick=${(
          event: CustomEvent<Option[]>,
        ) => {
          const one = event.detail[0];
          const area = this.#area.value?.id ?? stations.value.contacts.find((each) => each.person_id === one?.id)?.area_id;
          if (one && area) this.#set({ subjects: [...it.subjects, { person_id: one.id, area_id: area }] });
        }}></zd-pick></div>
        <button type="button" class="btn" @click=${() => this.#set({ subjects: stations.value.contacts.filter((each) => each.valid_to === null).map((each) => ({ person_id: each.person_id, area_id: each.area_id })) })}>${say("evaluations.everybody")}</button>
      </div>
    </section>`;
  }

  #form(it: Round): TemplateResult {
    const states: [string, string][] = (["planned", "held", "finished"] as const).map((state) => [
      state,
      say(`evaluations.state.${state}`),
    ]);
    return html`<main class="sheet">
      ${head(it.id ? it.title : say("duties.addEvaluation"), say("evaluations.anonymous"), html`<a class="btn quiet" href=${link("evaluations")}>${icon("left")}${say("frame.evaluations")}</a>${it.id ? html`<button class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      <div class="scroll ruled pad personpage" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          <label for="title">${say("evaluations.title")}</label><div class="middle">${textField({ name: "title", value: it.title, set: (title) => this.#set({ title }) })}</div>
          <label for="state">${say("delegates.state")}</label><div class="short">${listField({ name: "state", value: it.state, options: states, set: (state) => this.#set({ state, held_on: state === "planned" ? it.held_on : (it.held_on ?? today.value) }) })}</div>
          <label for="held">${say("evaluations.heldOn")}</label><div class="short"><zd-date name="held" .value=${it.held_on ?? ""} @day=${(event: CustomEvent<Day>) => this.#set({ held_on: event.detail || null })}></zd-date></div>
        </form>
        ${this.#subjects(it)}
        ${it.id ? sheetsOf(it) : html`<p class="note">${say("evaluations.thenPrint")}</p>`}
      </div>
      <div class="foot"><div class="acts"><button class="btn primary" ?disabled=${!this.#edit.value || it.title.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }

  #table(rows: Round[]): TemplateResult {
    if (rows.length === 0)
      return emptyPlace({
        icon: "ballot",
        title: say("evaluations.empty"),
        text: say("evaluations.emptyText"),
        acts: html`<a class="btn" href=${link("evaluations", "new")}>${say("duties.addEvaluation")}</a>`,
      });
    return html`<table class="table"><thead><tr><th scope="col">${say("evaluations.title")}</th><th scope="col">${say("evaluations.heldOn")}</th><th scope="col" class="num">${say("evaluations.villages")}</th><th scope="col" class="num">${say("evaluations.people")}</th><th scope="col">${say("delegates.state")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><td><a href=${link("evaluations", row.id)}>${row.title}</a></td><td class="nowrap">${row.held_on ? (row.held_on.startsWith(today.value.slice(0, 4)) ? short(row.held_on) : long(row.held_on)) : ""}</td><td class="num">${new Set(row.subjects.map((each) => each.area_id)).size}</td><td class="num">${new Set(row.subjects.map((each) => each.person_id)).size}</td><td>${light(shapes[row.state] ?? "wait", say(`evaluations.state.${row.state as "held"}`))}</td></tr>`)}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    if (it) return this.#form(it);
    return html`<main class="sheet">
      ${head(say("frame.evaluations"), say("evaluations.sub"), html`<a class="btn primary" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (rows) => this.#table(rows))}</div>
    </main>`;
  }
}
define("zd-evaluations-page", EvaluationsPage);
