import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { define, Piece } from "@/app/piece";
import { dictionary, may } from "@/app/session";
import { say, sayIf } from "@/app/words";
import { tell } from "@/bridge";
import type { Entry } from "@/bridge/calls";
import { act } from "@/parts/act";
import { exportButton } from "@/parts/list-export";
import { Within } from "@/parts/within";

/** The office's own words: kinds of visit, topics, tags. A word once used is never deleted, only no longer offered. */
class SettingsWords extends Piece {
  readonly #list = signal("tag");
  readonly #fresh = signal("");
  readonly #within = new Within<Entry>((entry) => [entry.label]);

  #lists(): string[] {
    return [...new Set(dictionary.value.map((entry) => entry.list))].filter((list) => sayIf(`settings.list.${list}`));
  }

  /** A list by its name and the number of words it offers. */
  #named(list: string): string {
    const offered = dictionary.value.filter((entry) => entry.list === list && entry.active).length;
    return say("settings.listOf", { list: sayIf(`settings.list.${list}`) ?? list, n: offered });
  }

  #choose(list: string): void {
    this.#list.value = list;
    this.#within.word.value = "";
  }

  #save(entry: Entry, message: string): Promise<boolean> {
    return act(() => tell("office.entry", entry), message);
  }

  async #add(event: Event): Promise<void> {
    event.preventDefault();
    const label = this.#fresh.value.trim();
    if (!label) return;
    const place =
      Math.max(0, ...dictionary.value.filter((entry) => entry.list === this.#list.value).map((entry) => entry.place)) + 1;
    const done = await this.#save(
      { id: "", list: this.#list.value, code: "", label, place, active: true },
      say("settings.wordAdded", { word: label }),
    );
    if (done) this.#fresh.value = "";
  }

  #row(entry: Entry): TemplateResult {
    const rename = (event: Event): void => {
      const label = (event.target as HTMLInputElement).value.trim();
      if (label && label !== entry.label) void this.#save({ ...entry, label }, say("settings.wordRenamed", { word: label }));
    };
    return html`<tr>
      <td><div class="field"><input aria-label=${say("settings.word")} autocomplete="off" ?disabled=${!may("manage")} .value=${live(entry.label)} @change=${rename} /></div></td>
      <td class="act"><label class="tick"><input type="checkbox" ?disabled=${!may("manage")} .checked=${live(entry.active)} @change=${() => void this.#save({ ...entry, active: !entry.active }, say(entry.active ? "settings.wordOff" : "settings.wordOn", { word: entry.label }))} />${say("settings.offered")}</label></td>
    </tr>`;
  }

  protected override render(): TemplateResult {
    const all = dictionary.value.filter((entry) => entry.list === this.#list.value).sort((a, b) => a.place - b.place);
    const entries = this.#within.left(all);
    return html`<div class="stackup">
      <div class="row"><label class="quiet" for="words-list">${say("settings.words")}</label><div class="field list picking"><select id="words-list" @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>${this.#lists().map((list) => html`<option value=${list} ?selected=${list === this.#list.value}>${this.#named(list)}</option>`)}</select></div>${this.#within.field(say("settings.wordFind"), all.length)}</div>
      ${entries.length === 0 && all.length > 0 ? html`<p class="note">${say("settings.noneFound")}</p>` : nothing}
      <table class="table mini middle">
        <thead><tr><th scope="col">${say("settings.word")}</th><th scope="col" class="act"><span class="apart">${say("settings.offered")}</span></th></tr></thead>
        <tbody>${repeat(
          entries,
          (entry) => entry.id,
          (entry) => this.#row(entry),
        )}</tbody>
      </table>
      ${
        this.#list.value === "opinion_status"
          ? nothing
          : html`<form data-needs="manage" class="row" @submit=${this.#add}><div class="field picking"><input aria-label=${say("settings.newWord")} placeholder=${say("settings.newWord")} autocomplete="off" .value=${live(this.#fresh.value)} @input=${(event: Event) => (this.#fresh.value = (event.target as HTMLInputElement).value)} /></div><button class="btn" ?disabled=${this.#fresh.value.trim() === ""}>${say("settings.add")}</button></form>`
      }
      <div class="row">${exportButton({ list: "dictionary", total: entries.length, ids: entries.map((entry) => entry.id) })}</div>
      <p class="note">${say("settings.wordsNote")}</p>
    </div>`;
  }
}
define("zd-settings-words", SettingsWords);
