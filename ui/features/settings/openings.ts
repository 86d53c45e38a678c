import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { readWhole } from "@/app/numbers";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Opening, Totals } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/pick";
import { confirm } from "@/parts/dialogs";
import { refuse } from "@/parts/refuse";
import "./opening-lines";
import { FIGURES, openingPlace } from "./opening-lines";

type Figure = (typeof FIGURES)[number];

/** The line as typed: figures stay text until they are read. */
interface Typed {
  id: string;
  day: Day;
  area: string;
  source: string;
  figures: Record<Figure, string>;
}

const read = (text: string): number | undefined => {
  const figure = readWhole(text);
  return figure === null ? 0 : figure;
};

/** Totals already reported before the ledger begins, with the paper they stand on, so that totals of the year agree with it. */
class SettingsOpenings extends Piece {
  readonly #year = new Resource<Totals>(
    this,
    () => ask("statistics.totals", { from: `${today.value.slice(0, 4)}-01-01`, to: today.value }),
    ["openings", "visits", "opinions"],
  );
  readonly #edit = signal<Typed | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);

  #start(line?: Opening): void {
    this.#refused.value = undefined;
    this.#edit.value = {
      id: line?.id ?? "",
      day: line?.day ?? "",
      area: line?.area_id ?? "",
      source: line?.source ?? "",
      figures: Object.fromEntries(FIGURES.map((each) => [each, line ? String(line[each]) : ""])) as Record<Figure, string>,
    };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#opening-day")?.focus());
  }

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const it = this.#edit.value;
    if (!it || FIGURES.some((each) => read(it.figures[each]) === undefined)) return;
    const figures = Object.fromEntries(FIGURES.map((each) => [each, read(it.figures[each]) ?? 0])) as Record<Figure, number>;
    try {
      const { operation } = await tell("openings.save", {
        id: it.id,
        day: it.day,
        area_id: it.area || null,
        source: it.source,
        ...figures,
      });
      this.#edit.value = undefined;
      this.#refused.value = undefined;
      toast(say("settings.openingSaved", { day: long(it.day) }), operation);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #remove(line: Opening): Promise<void> {
    const sure = await confirm({
      title: say("settings.openingRemoveTitle", { day: long(line.day), where: openingPlace(line) }),
      note: say("settings.openingRemoveNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("openings.remove", { id: line.id });
      toast(say("settings.openingRemoved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #form(it: Typed): TemplateResult {
    const set = (change: Partial<Typed>) => (this.#edit.value = { ...it, ...change });
    const area = areaById.value.get(it.area);
    const wrong = FIGURES.filter((each) => read(it.figures[each]) === undefined);
    return html`<form class="lines-form inset" @submit=${this.#save}>
      ${this.#refused.value ? html`<div class="across">${refusal(this.#refused.value)}</div>` : nothing}
      <label for="opening-day">${say("settings.openingDay")}</label><div class="short"><zd-date name="opening-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => set({ day: event.detail })}></zd-date><p class="note">${say("settings.openingDayNote")}</p></div>
      <label for="opening-area">${say("settings.openingFor")}</label><div class="short"><zd-pick name="opening-area" hint=${say("settings.openingTown")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => set({ area: event.detail[0]?.id ?? "" })}></zd-pick><p class="note">${say("settings.openingForNote")}</p></div>
      <span class="lab">${say("settings.openingFigures")}</span>
      <div class="figures">${FIGURES.map(
        (each) =>
          html`<div class="labelled"><label class="quiet" for="opening-${each}">${say(`settings.opening.${each}`)}</label><div class="field num ${wrong.includes(each) ? "bad" : ""}"><input id="opening-${each}" inputmode="numeric" autocomplete="off" .value=${it.figures[each]} @input=${(event: Event) => set({ figures: { ...it.figures, [each]: (event.target as HTMLInputElement).value } })} /></div></div>`,
      )}${wrong.length > 0 ? html`<p class="note t-owed across">${say("visits.wholeNumber")}</p>` : nothing}</div>
      <label for="opening-source">${say("settings.openingSource")}</label><div class="middle">${textField({ name: "opening-source", value: it.source, hint: say("settings.openingSourceHint"), set: (source) => set({ source }) })}</div>
      <span></span><div class="row"><button class="btn primary" ?disabled=${!it.day || it.source.trim() === "" || wrong.length > 0}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#edit.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  #sum(): TemplateResult | typeof nothing {
    const sums = this.#year.value.value?.year;
    if (!sums) return nothing;
    return html`<p class="quiet">${say("settings.openingSum", { year: today.value.slice(0, 4), day: long(today.value) })}<b>${say("settings.openingSumLine", { visits: sums.visits, received: sums.received, households: sums.households, firms: sums.firms, opinions: sums.opinions, closed: sums.closed })}</b></p>`;
  }

  protected override render(): TemplateResult {
    const edit = this.#edit.value;
    return html`<div class="stackup">
      <div class="cap"><h2>${say("settings.openings")}</h2><span class="note">${say("settings.openingNote")}</span>${edit ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => this.#start()}>${icon("plus")}${say("settings.openingAdd")}</button>`}</div>
      ${edit ? this.#form(edit) : nothing}
      <zd-opening-lines .change=${(line: Opening) => this.#start(line)} .drop=${(line: Opening) => void this.#remove(line)}></zd-opening-lines>
      ${this.#sum()}
    </div>`;
  }
}
define("zd-settings-openings", SettingsOpenings);
