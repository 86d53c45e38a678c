import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Day, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaName, areaOptions, delegateOptions, groupOf, peopleOptions, personName, spoken } from "@/app/register";
import { go, link } from "@/app/router";
import { may } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { Area, Member, Slot } from "@/bridge/calls";
import { act } from "@/parts/act";
import { InlineForm } from "@/parts/inline-form";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { own } from "@/parts/own";
import { head, hints, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";
import { stationsOn } from "./facts";

/** One village: its names and totals, its team with dated roles, and its fixed time. */
class StationPage extends Piece {
  static override properties = { area: {} };
  declare area: string;

  readonly #edit = new InlineForm<Area>(
    this,
    "station",
    (it) => it.id,
    (field) => field.closest("form.inset") === null,
  );
  readonly #slot = signal<Slot | undefined>(undefined);
  readonly #role = signal("leader");
  readonly #savingSlot = new Saving(this, (field) => field.closest("form.inset") !== null);
  #unbind: (() => void) | undefined;
  /** The village whose form is open. */
  #opened = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => go(link("stations")), "ctrl+s": () => void this.#saveArea() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    // What is written for one village is not saved for the next.
    if (changed.has("area")) {
      this.#edit.close();
      this.#opened = "";
      this.#slot.value = undefined;
    }
    // One that was added just now is not in the list yet when its page opens.
    const area = areaById.peek().get(this.area);
    if (!area || this.#opened === this.area) return;
    this.#opened = this.area;
    void this.#edit.open(area);
  }

  async #saveArea(): Promise<void> {
    if (!this.#edit.touched || !may("manage")) return;
    await this.#edit.save(async (it) => {
      const { operation } = await tell("areas.save", it);
      toast(say("stations.areaSaved", { name: spoken(it.name) }), operation);
    });
    const area = areaById.peek().get(this.area);
    if (area && !this.#edit.it.peek()) void this.#edit.open(area);
  }

  #saveSlot(event: Event): void {
    event.preventDefault();
    void this.#savingSlot.run(async () => {
      const slot = this.#slot.value;
      if (slot && (await act(() => tell("stations.slot", slot), say("stations.slotSaved")))) this.#slot.value = undefined;
    });
  }

  async #addMember(option: Option | undefined): Promise<void> {
    if (!option?.id) return;
    const station = stationsOn().find((each) => each.area.id === this.area);
    if (!station) return;
    const role = this.#role.value;
    let team = station.teams.find((each) => each.kind === "main")?.id;
    try {
      if (!team)
        team = (
          await tell("stations.team", {
            id: "",
            name: say("stations.teamName", { name: spoken(station.area.name) }),
            kind: "main",
            area_id: this.area,
            valid_from: today.value,
            valid_to: null,
          })
        ).answer.id;
    } catch (cause) {
      return refuse(cause);
    }
    const id = team;
    await act(
      () => tell("stations.member", { id: "", team_id: id, person_id: option.id, role, valid_from: today.value, valid_to: null }),
      say("stations.memberAdded", { name: option.name }),
    );
  }

  async #addContact(option: Option | undefined): Promise<void> {
    if (!option?.id) return;
    const team = stationsOn()
      .find((each) => each.area.id === this.area)
      ?.teams.find((each) => each.kind === "main")?.id;
    await act(
      () =>
        tell("stations.contact", {
          id: "",
          person_id: option.id,
          area_id: this.area,
          team_id: team ?? null,
          valid_from: today.value,
          valid_to: null,
        }),
      say("stations.contactAdded", { name: option.name }),
    );
  }

  #member(member: Member): TemplateResult {
    return html`<tr><th scope="row" class="name">${personName(member.person_id)}</th><td>${say(`stations.role.${member.role as "leader"}`)}</td><td class="act"><button data-needs="enter" class="btn small quiet" @click=${() => void act(() => tell("stations.member", { ...member, valid_to: today.value }), say("stations.memberEnded", { name: personName(member.person_id) }))}>${say("stations.leave")}</button></td></tr>`;
  }

  #slotForm(slot: Slot): TemplateResult {
    const names = say("days.weekdays").split(" ");
    const set = (change: Partial<Slot>) => (this.#slot.value = { ...(this.#slot.peek() ?? slot), ...change });
    const days: [string, string][] = names.map((name, index) => [String(index + 1), say("days.weekday", { name })]);
    return html`<form class="lines-form inset" @submit=${(event: Event) => this.#saveSlot(event)}>
      <label for="weekday">${say("stations.weekday")}</label><div class="short">${listField({ name: "weekday", value: String(slot.weekday), options: days, set: (value) => set({ weekday: Number(value) }) })}</div>
      <label for="slot-starts">${say("visits.time")}</label><div class="row short"><zd-time name="slot-starts" .value=${slot.starts} @time=${(event: CustomEvent<string>) => set({ starts: event.detail })}></zd-time><span class="quiet">${say("visits.until")}</span><zd-time name="slot-ends" label=${say("visits.ends")} .value=${slot.ends} @time=${(event: CustomEvent<string>) => set({ ends: event.detail })}></zd-time></div>
      <label for="slot-place">${say("visits.place")}</label><div class="short">${textField({ name: "slot-place", value: slot.place, set: (place) => set({ place }) })}</div>
      <span></span><div class="row"><button class="btn">${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#slot.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const known = areaById.value.get(this.area);
    // Untouched, the form shows the village as it is now, also after something was taken back.
    const area = this.#edit.touched ? this.#edit.it.value : known;
    if (!area) return html`<main class="sheet"></main>`;
    const station = stationsOn().find((each) => each.area.id === this.area);
    const set = (change: Partial<Area>) => this.#edit.set({ ...(this.#edit.touched ? {} : known), ...change });
    const members = [...(station?.leaders ?? []), ...(station?.liaisons ?? []), ...(station?.members ?? [])];
    const names = say("days.weekdays").split(" ");
    return html`<main class="sheet">
      ${head(spoken(area.name), html`${area.town_name}${say("frame.comma")}${area.code}`, html`<a class="btn quiet" href=${link("stations")}>${icon("left")}${say("stations.title")}</a><a class="btn" href=${link("visits", "", { area: area.id })}>${icon("visit")}${say("delegates.visits")}</a><a class="btn" href=${link("history", area.id)}>${icon("history")}${say("frame.history")}</a>`)}
      <div class="scroll ruled pad personpage sided" tabindex="-1">
        ${this.#edit.touched || this.#edit.found.value ? html`<div class="across">${this.#edit.offer()}${this.#edit.refused.value ? refusal(this.#edit.refused.value) : nothing}</div>` : nothing}
        ${keyed(
          this.area,
          html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          ${own(
            "manage",
            html`<label for="area-name">${say("stations.fullName")}</label><div class="middle">${textField({ name: "area-name", value: area.name, set: (name) => set({ name, short_name: "" }) })}</div>
          <label for="households">${say("stations.households")}</label><div class="short"><zd-number name="households" look="" .value=${area.households} @number=${(event: CustomEvent<number | null>) => set({ households: event.detail })}></zd-number><p class="note">${say("stations.householdsNote")}</p></div>
          <label for="firms">${say("stations.firms")}</label><div class="short"><zd-number name="firms" look="" .value=${area.firms} @number=${(event: CustomEvent<number | null>) => set({ firms: event.detail })}></zd-number></div>
            <label for="area-last">${say("stations.lastDay")}</label><div class="short"><zd-date name="area-last" .value=${area.valid_to ?? ""} @day=${(event: CustomEvent<Day>) => set({ valid_to: event.detail || null, ...(event.detail ? {} : { successor_id: null }) })}></zd-date><p class="note">${say("stations.lastDayNote")}</p></div>
            ${area.valid_to ? html`<label for="successor">${say("stations.mergedInto")}</label><div class="short"><zd-pick name="successor" hint=${say("stations.mergedHint")} .options=${areaOptions.value.filter((each) => each.id !== area.id)} .chosen=${area.successor_id ? [{ id: area.successor_id, name: areaName(area.successor_id) }] : []} @pick=${(event: CustomEvent<Option[]>) => set({ successor_id: event.detail[0]?.id ?? null })}></zd-pick></div>` : nothing}`,
          )}
        </form>`,
        )}
        <div class="blocks"><section class="block">
          <div class="cap"><h2>${say("stations.team")}</h2><span class="note">${station?.teams[0]?.name ?? say("stations.noTeamYet")}</span></div>
          ${members.length > 0 ? html`<table class="table mini middle"><tbody>${members.map((member) => this.#member(member))}</tbody></table>` : nothing}
          <div data-needs="enter" class="row addline">
            <div class="picking">${listField({ name: "role", label: say("settings.role"), value: this.#role.value, options: (["leader", "liaison", "member"] as const).map((role): [string, string] => [role, say(`stations.role.${role}`)]), set: (role) => (this.#role.value = role) })}</div>
            <div class="picking"><zd-pick name="member" label=${say("delegates.name")} hint=${say("visits.nameHint")} .options=${peopleOptions.value} .chosen=${[]} @pick=${(event: CustomEvent<Option[]>) => void this.#addMember(event.detail[0])}></zd-pick></div>
          </div>
        </section>
        <section class="block">
          <div class="cap"><h2>${say("frame.delegates")}</h2><span class="note">${say("stations.delegatesNote")}</span></div>
          ${station && station.contacts.length > 0 ? html`<table class="table mini middle"><tbody>${station.contacts.map((contact) => html`<tr><th scope="row" class="name"><a href=${link("delegates", contact.person_id)}>${personName(contact.person_id)}</a></th><td>${groupOf(contact.person_id)}</td><td class="act"><button data-needs="enter" class="btn small quiet" @click=${() => void act(() => tell("stations.contact", { ...contact, valid_to: today.value }), say("stations.contactEnded", { name: personName(contact.person_id) }))}>${say("stations.leave")}</button></td></tr>`)}</tbody></table>` : html`<p class="t-due">${say("stations.noDelegate")}</p>`}
          <div data-needs="enter" class="row addline"><div class="picking"><zd-pick name="contact" label=${say("stations.addDelegate")} hint=${say("stations.addDelegate")} .options=${delegateOptions.value.filter((each) => !station?.contacts.some((contact) => contact.person_id === each.id))} .chosen=${[]} @pick=${(event: CustomEvent<Option[]>) => void this.#addContact(event.detail[0])}></zd-pick></div></div>
        </section>
        <section class="block">
          <div class="cap"><h2>${say("stations.slot")}</h2>${this.#slot.value ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => (this.#slot.value = { id: "", area_id: this.area, weekday: 2, starts: "15:00", ends: "18:30", place: "", every_weeks: 1, valid_from: today.value, valid_to: null })}>${icon("plus")}${say("stations.addSlot")}</button>`}</div>
          ${station && station.slots.length > 0 ? html`<table class="table mini middle"><tbody>${station.slots.map((slot) => html`<tr><td>${say("stations.slotLine", { weekday: names[slot.weekday - 1] ?? "", starts: slot.starts, ends: slot.ends })}</td><td>${slot.place}</td><td class="act"><button data-needs="enter" class="btn small quiet" @click=${() => (this.#slot.value = { ...slot })}>${say("delegates.change")}</button></td></tr>`)}</tbody></table>` : nothing}
          ${this.#slot.value ? keyed(this.#slot.value.id, this.#slotForm(this.#slot.value)) : nothing}
        </section></div>
      </div>
      <div class="foot">${hints([["Esc", say("visits.leaveKey")]])}<div class="acts"><button data-needs="manage" class="btn primary" ?disabled=${!this.#edit.touched} @click=${() => void this.#saveArea()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-station", StationPage);
