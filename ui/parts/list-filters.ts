import { html, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { filter, place } from "@/app/router";
import { say } from "@/app/words";
import { icon } from "./marks";
import { listField } from "./page";

/** Years a list can be asked for, and all of them. */
export function yearChoices(back = 4): [string, string][] {
  const now = Number(today.value.slice(0, 4));
  const years = Array.from({ length: back }, (_, at) => String(now - at));
  return [...years.map((year): [string, string] => [year, say("frame.year", { year })]), ["all", say("views.allYears")]];
}

/** The days of the year in the address, this year when none is there; no days for all years. */
export function yearDays(): { from: string | null; to: string | null } {
  const year = place.value.query.get("year") ?? today.value.slice(0, 4);
  return year === "all" ? { from: null, to: null } : { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** A field of the filters that holds one of a list of words, kept in the address. */
export function choice(name: string, word: string, options: [string, string][], value?: string): TemplateResult {
  const now = value ?? place.value.query.get(name) ?? "";
  const set = (next: string): void => filter({ [name]: next, from: undefined });
  // Years and spans are short words: the fields beside them keep on one line.
  const look = name === "year" || name === "span" ? "picking short" : "picking";
  return html`<div class=${look}>${listField({ name, label: word, value: now, options, set })}</div>`;
}

/** A filter that came from elsewhere (a figure, a person), with the way to drop it. */
export function chip(word: string, ...names: string[]): TemplateResult {
  const drop = Object.fromEntries([...names, "from"].map((name) => [name, undefined]));
  return html`<span class="chip">${word}<button type="button" aria-label=${say("parts.remove", { name: word })} @click=${() => filter(drop)}>${icon("close")}</button></span>`;
}

/** The search field of a list that the core searches: it asks when the word is finished. */
export function wordField(word: string): TemplateResult {
  return html`<div class="field picking"><input aria-label=${word} placeholder=${word} autocomplete="off" .value=${place.value.query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>`;
}

/** Whether any of these filters is in the address. */
export function narrowed(...names: string[]): boolean {
  return names.some((name) => place.value.query.get(name));
}
