import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { office } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { Office } from "@/bridge/calls";
import { refusal } from "@/parts/notices";
import { own } from "@/parts/own";
import { textField } from "@/parts/page";
import "@/parts/date";

/** The office: its name as printed, where its reports go, and the first day of use. */
class SettingsOffice extends Piece {
  readonly #edit = signal<Office | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const edit = this.#edit.value;
    if (!edit) return;
    try {
      const { operation } = await tell("office.save", edit);
      this.#edit.value = undefined;
      this.#refused.value = undefined;
      toast(say("settings.officeSaved"), operation);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const it = this.#edit.value ?? office.value;
    if (!it) return nothing;
    const set = (change: Partial<Office>) => (this.#edit.value = { ...it, ...change });
    return html`<form class="lines-form" @submit=${this.#save}>
      ${this.#refused.value ? html`<div class="across middle">${refusal(this.#refused.value)}</div>` : nothing}
      ${own(
        "manage",
        html`<label for="name">${say("office.name")}</label><div class="short">${textField({ name: "name", value: it.name, set: (name) => set({ name }) })}<p class="note">${say("office.nameNote")}</p></div>
      <label for="district">${say("settings.district")}</label><div class="short">${textField({ name: "district", value: it.district_office, set: (district_office) => set({ district_office }) })}<p class="note">${say("settings.districtNote")}</p></div>
      <label for="since">${say("office.since")}</label><div class="short"><zd-date name="since" .value=${it.since} @day=${(event: CustomEvent<Day>) => set({ since: event.detail })}></zd-date><p class="note">${say("office.lead.since")}</p></div>`,
      )}
      <span class="lab">${say("settings.code")}</span><div class="plainline">${it.area_code}</div>
      <span></span><div class="row"><button data-needs="manage" class="btn primary" ?disabled=${!this.#edit.value}>${say("visits.save")}</button></div>
    </form>`;
  }
}
define("zd-settings-office", SettingsOffice);
