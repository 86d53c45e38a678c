import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName, areaOptions, stations } from "@/app/register";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { Contact } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/pick";

/** The villages a delegate keeps contact with. A delegate may serve two; an assignment that ends is dated, not deleted. */
class PersonContacts extends Piece {
  static override properties = { person: {} };
  declare person: string;
  readonly #adding = signal<{ area: Option | undefined; from: Day } | undefined>(undefined);

  readonly #saving = new Saving(this);

  async #save(contact: Contact, message: string): Promise<void> {
    try {
      const { operation } = await tell("stations.contact", contact);
      this.#adding.value = undefined;
      toast(message, operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override render(): TemplateResult {
    const contacts = stations.value.contacts.filter((each) => each.person_id === this.person);
    const adding = this.#adding.value;
    const add = (event: Event): void => {
      event.preventDefault();
      if (!adding?.area) return;
      const team = stations.value.teams.find(
        (each) => each.kind === "main" && each.area_id === adding.area?.id && each.valid_to === null,
      );
      const { area, from } = adding;
      void this.#saving.run(() =>
        this.#save(
          {
            id: "",
            person_id: this.person,
            area_id: area.id,
            team_id: team?.id ?? null,
            valid_from: from,
            valid_to: null,
          },
          say("delegates.contactAdded", { village: area.name }),
        ),
      );
    };
    return html`<section class="block">
      <div class="cap"><h2>${say("delegates.villages")}</h2><span class="note">${say("delegates.villagesNote")}</span>${adding ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => (this.#adding.value = { area: undefined, from: today.value })}>${icon("plus")}${say("delegates.addVillage")}</button>`}</div>
      ${
        contacts.length > 0
          ? html`<table class="table mini"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("delegates.from")}</th><th scope="col">${say("delegates.to")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead><tbody>${contacts.map((each) => html`<tr><th scope="row" class="name">${areaName(each.area_id)}</th><td>${long(each.valid_from)}</td><td>${each.valid_to ? long(each.valid_to) : say("delegates.running")}</td><td class="act">${each.valid_to ? nothing : html`<button data-needs="enter" class="btn small quiet" @click=${() => void this.#save({ ...each, valid_to: today.value }, say("delegates.contactEnded", { village: areaName(each.area_id) }))}>${say("delegates.endToday")}</button>`}</td></tr>`)}</tbody></table>`
          : html`<p class="t-due">${say("delegates.noStationLong")}</p>`
      }
      ${
        adding
          ? html`<form class="lines-form inset" @submit=${add}>
              <label for="contact-area">${say("visits.area")}</label><div class="short"><zd-pick name="contact-area" hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${adding.area ? [adding.area] : []} @pick=${(event: CustomEvent<Option[]>) => (this.#adding.value = { ...adding, area: event.detail[0] })}></zd-pick></div>
              <label for="contact-from">${say("delegates.from")}</label><div class="short"><zd-date name="contact-from" .value=${adding.from} @day=${(event: CustomEvent<Day>) => (this.#adding.value = { ...adding, from: event.detail })}></zd-date></div>
              <span></span><div class="row"><button class="btn" ?disabled=${!adding.area || !adding.from}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#adding.value = undefined)}>${say("parts.cancel")}</button></div>
            </form>`
          : nothing
      }
    </section>`;
  }
}
define("zd-person-contacts", PersonContacts);
