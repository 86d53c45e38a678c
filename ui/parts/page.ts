import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { filter, place } from "@/app/router";
import { figure, say } from "@/app/words";
import { icon } from "./marks";

type Bit = TemplateResult | typeof nothing | string | TemplateResult[];

/** The head of a page: its title, what and as of when, and its acts, of which one is filled. */
export function head(title: string, sub: Bit = nothing, acts: Bit = nothing): TemplateResult {
  return html`<div class="head">
    <h1 tabindex="-1">${title}</h1>
    ${sub === nothing ? nothing : html`<div class="sub">${sub}</div>`}
    <div class="acts">${acts}</div>
  </div>`;
}

/** The keys of the page at its foot: pairs of key and word. */
export function hints(pairs: [string, string][]): TemplateResult {
  return html`<div class="keys">${pairs.map(([chord, word]) => html`<span><kbd>${chord}</kbd>${word}</span>`)}</div>`;
}

/** The keys of a list at the right of its foot. */
export function listHints(opens: boolean, own: [string, string][]): TemplateResult {
  const open: [string, string][] = opens ? [["Enter", say("visits.openKey")]] : [];
  return html`<div class="acts">${hints([["↑↓", say("visits.moveKey")], ...open, ...own])}</div>`;
}

/** All of them on one page are only counted; "1 to 6 of 6" says nothing more. */
function rowsInSight(from: number, last: number, total: number): string {
  if (total === 0) return say("parts.none");
  return from === 0 && last === total ? say("parts.shown", { n: total }) : say("parts.rows", { from: from + 1, to: last, total });
}

/** Which rows of how many are in sight, with the ways to the other pages. Pages are counted in SQL; this only shows them. */
export function pager(it: {
  from: number;
  shown: number;
  total: number;
  size: number;
  go: (from: number) => void;
}): TemplateResult {
  const last = it.from + it.shown;
  return html`<div class="pager">
    <span>${rowsInSight(it.from, last, it.total)}</span>
    ${
      it.total > it.size
        ? html`<button class="btn small" ?disabled=${it.from === 0} @click=${() => it.go(Math.max(0, it.from - it.size))}>${icon("left")}${say("parts.pageBefore")}</button>
            <button class="btn small" ?disabled=${last >= it.total} @click=${() => it.go(it.from + it.size)}>${say("parts.pageAfter")}${icon("right")}</button>`
        : nothing
    }
  </div>`;
}

/** The head of a column of figures: where room is short it breaks before its unit and nowhere else. */
export function unitHead(word: string): Bit {
  return html`${word.slice(0, -2)}<wbr />${word.slice(-2)}`;
}

/** A column head that sorts: an arrow and aria-sort tell the order. */
export function sortHead(it: {
  key: string;
  word: string;
  sort: string;
  set: (sort: string) => void;
  number?: boolean;
  look?: string;
}): TemplateResult {
  const up = it.sort === it.key;
  const down = it.sort === `-${it.key}`;
  return html`<th class=${it.number ? "num" : (it.look ?? "")} scope="col" aria-sort=${up ? "ascending" : down ? "descending" : nothing}>
    <button type="button" class="sort" @click=${() => it.set(up ? `-${it.key}` : it.key)}><span>${it.number ? unitHead(it.word) : it.word}</span>${up ? icon("up") : down ? icon("down") : nothing}</button>
  </th>`;
}

/** How many rows a list that is held whole shows, and of how many. */
export function shownCount(n: number, all: number): string {
  return n === all ? say("parts.shown", { n }) : say("parts.shownOf", { n, all });
}

/** The search field of a list whose rows the page holds: it narrows while it is typed, never while a word is composed. */
export function searchField(word: string, name = "q"): TemplateResult {
  const take = (event: Event): void => filter({ [name]: (event.target as HTMLInputElement).value || undefined, from: undefined });
  return html`<div class="field picking"><input aria-label=${word} placeholder=${word} autocomplete="off" .value=${live(place.value.query.get(name) ?? "")} @input=${(
    event: InputEvent,
  ) => {
    if (!event.isComposing) take(event);
  }} @compositionend=${take} /></div>`;
}

/** A field that holds one of a list of words. */
export function listField(it: {
  name: string;
  label?: string;
  value: string;
  options: [string, string][];
  set: (value: string) => void;
  required?: boolean;
}): TemplateResult {
  return html`<div class="field list">
    <select id=${it.name} name=${it.name} aria-label=${it.label ?? nothing} @change=${(event: Event) => it.set((event.target as HTMLSelectElement).value)}>
      ${it.options.map(([value, word]) => html`<option value=${value} ?selected=${value === it.value}>${word}</option>`)}
    </select>
  </div>`;
}

/** A plain line of text. `said` is what the program understood. */
export function textField(it: {
  name: string;
  value: string;
  set: (value: string) => void;
  label?: string;
  hint?: string;
  said?: string;
  type?: string;
  bad?: boolean;
  kind?: string;
}): TemplateResult {
  return html`<div class="field ${it.kind ?? ""} ${it.bad ? "bad" : ""}">
    <input id=${it.name} name=${it.name} type=${it.type ?? "text"} autocomplete="off" spellcheck="false" aria-label=${it.label ?? nothing} aria-invalid=${it.bad ? "true" : nothing} placeholder=${it.hint ?? ""} .value=${live(it.value)} @input=${(event: Event) => it.set((event.target as HTMLInputElement).value)} />
    ${it.said ? html`<span class="said">${it.said}</span>` : nothing}
  </div>`;
}

export const count = figure;
