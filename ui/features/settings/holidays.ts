import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { HolidayPreview, HolidayYear } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { Saving } from "@/parts/saving";
import { holidayDays } from "./holiday-years";

interface Typed {
  year: string;
  text: string;
  source: string;
}

/** The years whose holidays are known, and the import of the next one: what is read is shown before anything is kept. */
class SettingsHolidays extends Piece {
  readonly #years = new Resource<HolidayYear[]>(this, () => ask("calendar.years", {}), ["holidays"]);
  readonly #edit = signal<Typed | undefined>(undefined);
  readonly #preview = signal<HolidayPreview | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);

  #set(change: Partial<Typed>): void {
    const it = this.#edit.value;
    if (!it) return;
    this.#edit.value = { ...it, ...change };
    if (change.text !== undefined || change.year !== undefined) this.#preview.value = undefined;
  }

  #start(year: string): void {
    this.#refused.value = undefined;
    this.#preview.value = undefined;
    this.#edit.value = { year, text: "", source: "" };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#holiday-text")?.focus());
  }

  async #file(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    const bytes = await file.arrayBuffer();
    // A list saved by an older office program is written in GB 18030.
    const read = (code: string) => new TextDecoder(code, { fatal: true }).decode(bytes);
    let text: string;
    try {
      text = read("utf-8");
    } catch {
      text = new TextDecoder("gb18030").decode(bytes);
    }
    const year = /\b(20\d\d)[-/.]/.exec(text)?.[1];
    this.#set({ text, ...(year ? { year } : {}) });
    await this.#look();
  }

  async #look(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    try {
      this.#preview.value = await ask("calendar.preview", { year: Number(it.year), text: it.text, source: it.source });
      this.#refused.value = undefined;
    } catch (cause) {
      this.#preview.value = undefined;
      this.#refused.value = Refused.from(cause);
    }
  }

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    if (!this.#preview.value) {
      await this.#look();
      return;
    }
    try {
      const { operation } = await tell("calendar.import", { year: Number(it.year), text: it.text, source: it.source });
      this.#edit.value = undefined;
      toast(say("settings.holidaySaved", { year: it.year }), operation);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #form(it: Typed): TemplateResult {
    const preview = this.#preview.value;
    const free = preview?.days.filter((day) => day.free).length ?? 0;
    return html`<form class="lines-form inset" @submit=${this.#save}>
      ${this.#refused.value ? html`<div class="across">${refusal(this.#refused.value)}</div>` : nothing}
      <label for="holiday-year">${say("settings.holidayYear")}</label><div class="short">${textField({ name: "holiday-year", value: it.year, set: (year) => this.#set({ year }) })}</div>
      <label for="holiday-text">${say("settings.holidayText")}</label><div class="middle"><div class="field area"><textarea id="holiday-text" rows="6" spellcheck="false" placeholder=${say("settings.holidayTextHint")} .value=${it.text} @input=${(event: Event) => this.#set({ text: (event.target as HTMLTextAreaElement).value })}></textarea></div><label class="btn small filebutton">${icon("import")}${say("settings.holidayFile")}<input type="file" class="apart" accept=".csv,.txt" @change=${(event: Event) => void this.#file(event)} /></label></div>
      <label for="holiday-source">${say("settings.holidaySource")}</label><div class="middle">${textField({ name: "holiday-source", value: it.source, hint: say("settings.holidaySourceHint"), set: (source) => this.#set({ source }) })}</div>
      ${preview ? html`<span class="lab"></span><div class="middle"><p><b>${say("settings.holidayPreview", { year: it.year, free, worked: preview.days.length - free })}</b> <span class="note">${preview.now > 0 ? say("settings.holidayReplaces", { n: preview.now }) : say("settings.holidayFresh")}</span></p><div class="manydays">${holidayDays(preview.days)}</div></div>` : nothing}
      <span></span><div class="row">${preview ? html`<button class="btn primary" ?disabled=${it.source.trim() === ""}>${say("settings.holidaySave", { year: it.year })}</button>` : html`<button class="btn" ?disabled=${it.text.trim() === ""}>${say("settings.holidayLook")}</button>`}<button type="button" class="btn quiet" @click=${() => (this.#edit.value = undefined)}>${say("parts.cancel")}</button></div>
    </form>`;
  }

  protected override render(): TemplateResult {
    const edit = this.#edit.value;
    const years = this.#years.value.value;
    const now = Number(today.value.slice(0, 4));
    // In the last months of a year, deadlines already run into the next one.
    const asked = today.value.slice(5) >= "11-01" ? [now, now + 1] : [now];
    return html`<div class="stackup">
      <div class="cap"><h2>${say("settings.holidayYears")}</h2><span class="note">${say("settings.holidayNote")}</span>${edit ? nothing : html`<button data-needs="manage" class="btn small end" @click=${() => this.#start(String(Number(today.value.slice(0, 4)) + 1))}>${icon("plus")}${say("settings.holidayImport")}</button>`}</div>
      ${edit ? this.#form(edit) : nothing}
      ${asked.filter((year) => years && !years.some((line) => line.year === year)).map((year) => notice("due", icon("info"), say("settings.holidayMissing", { year: String(year) })))}
      <zd-holiday-years></zd-holiday-years>
    </div>`;
  }
}
define("zd-settings-holidays", SettingsHolidays);
