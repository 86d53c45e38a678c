import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areas, spoken } from "@/app/register";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { Area } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, hints, listField, textField } from "@/parts/page";
import "@/parts/seg";

const KINDS = ["village", "community", "park"] as const;

/** Codes the statistics office gives begin at 001; one for a village that has none yet is taken from the end. */
function freeCode(town: string): string {
  const taken = new Set(areas.value.map((one) => one.code));
  for (let last = 999; last > 0; last -= 1) {
    const code = `${town}${String(last).padStart(3, "0")}`;
    if (!taken.has(code)) return code;
  }
  return town;
}

/** A village the list of the statistics office does not hold: newly founded, or parted from another. */
class StationNew extends Piece {
  readonly #name = signal("");
  readonly #kind = signal<string>("community");
  readonly #town = signal("");
  readonly #code = signal<string | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => go(link("stations")), "ctrl+s": () => void this.#save() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override firstUpdated(): void {
    this.querySelector<HTMLInputElement>("#area-name")?.focus();
  }

  #towns(): [string, string][] {
    return [...new Map(areas.value.map((one) => [one.town_code, one.town_name]))];
  }

  async #save(): Promise<void> {
    const towns = this.#towns();
    const [town_code, town_name] = towns.find(([code]) => code === this.#town.value) ?? towns[0] ?? ["", ""];
    const name = this.#name.value.trim();
    if (!name) return;
    const area = {
      id: "",
      code: this.#code.value ?? freeCode(town_code),
      name,
      short_name: "",
      town_code,
      town_name,
      kind: this.#kind.value,
      place: Math.max(0, ...areas.value.map((one) => one.place)) + 1,
      valid_from: null,
      valid_to: null,
      successor_id: null,
      households: null,
      households_on: null,
      households_source: null,
      firms: null,
      firms_on: null,
      firms_source: null,
      pinyin: "",
      initials: "",
    } satisfies Area;
    try {
      const { answer, operation } = await tell("areas.save", area);
      toast(say("stations.areaAdded", { name: spoken(name) }), operation);
      go(link("stations", answer.id));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const towns = this.#towns();
    const kinds = KINDS.map((value) => ({ value, label: say(`stations.kind.${value}`) }));
    const town = this.#town.value || (towns[0]?.[0] ?? "");
    return html`<main class="sheet">
      ${head(say("stations.addArea"), say("stations.addAreaSub"), html`<a class="btn quiet" href=${link("stations")}>${icon("left")}${say("stations.title")}</a>`)}
      <div class="scroll ruled pad" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form" @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save();
        }}>
          <label for="area-name">${say("stations.fullName")}</label><div class="middle">${textField({ name: "area-name", value: this.#name.value, hint: say("stations.fullNameHint"), set: (name) => (this.#name.value = name) })}</div>
          <span class="lab">${say("stations.kind")}</span><div><zd-seg label=${say("stations.kind")} .value=${this.#kind.value} .choices=${kinds} @choose=${(event: CustomEvent<string>) => (this.#kind.value = event.detail)}></zd-seg></div>
          ${towns.length > 1 ? html`<label for="area-town">${say("office.town")}</label><div class="short">${listField({ name: "area-town", value: town, options: towns, set: (code) => (this.#town.value = code) })}</div>` : nothing}
          <label for="area-code">${say("settings.code")}</label><div class="short">${textField({ name: "area-code", value: this.#code.value ?? freeCode(town), set: (code) => (this.#code.value = code.trim()) })}<p class="note">${say("stations.codeNote")}</p></div>
        </form>
      </div>
      <div class="foot">${hints([["Esc", say("visits.leaveKey")]])}<div class="acts"><button class="btn primary" ?disabled=${this.#name.value.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-station-new", StationNew);
