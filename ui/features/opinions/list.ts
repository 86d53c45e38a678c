import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { range, today } from "@/app/days";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, label, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { OpinionCounts, OpinionLine, OpinionLines } from "@/bridge/calls";
import { columnsButton, keepColumns, recallColumns, shownColumns, shownInBook } from "@/parts/columns";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField, pager, sortHead } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { moveMany } from "./bulk";
import { type Column, ledgerColumns } from "./columns";
import { enterOpinion } from "./entry";
import { openGiverDesk } from "./giver";
import { printOpinions } from "./papers";
import "@/parts/pick";
import "@/parts/seg";
import "@/parts/views";

const SIZE = 50;
const VIEWS = ["", "overdue", "soon", "untold", "registered", "handling", "answered", "closed"] as const;
/** Moves that make sense for many at once, beside those with a button. An old ledger is closed by entering what was done. */
const BULK = ["accept", "start", "close", "enter_closed", "decline", "refer", "refer_petition", "tell"] as const;
const LIGHTS = new Set(["overdue", "soon", "today", "untold", "grown"]);

/** The ledger of opinions, what is due first. Givers stay masked; what names a person is not shown here. */
class OpinionList extends Piece {
  readonly #chosen = signal<ReadonlySet<string>>(new Set());
  readonly #page = new Resource<OpinionLines>(
    this,
    () =>
      ask("opinions.list", {
        ...this.#request(),
        offset: Number(place.value.query.get("from") ?? 0),
        limit: SIZE,
      }),
    ["opinions", "parameters", "holidays"],
  );
  readonly #counts = new Resource<OpinionCounts>(this, () => ask("opinions.counts", this.#filters()), ["opinions", "parameters"]);
  readonly #units = new Resource<string[]>(this, () => ask("opinions.units", {}), ["opinions"]);

  #filters() {
    const query = place.value.query;
    return {
      from: query.get("since"),
      to: query.get("until"),
      area_id: query.get("area"),
      topic: query.get("topic"),
      nature: query.get("nature"),
      unit: query.get("unit"),
      text: query.get("q"),
    };
  }

  #view() {
    const query = place.value.query;
    return { status: query.get("status"), light: query.get("light"), state: query.get("state") };
  }

  #request() {
    return { ...this.#filters(), ...this.#view(), ...this.#order() };
  }

  /** What is due first, or the order of a column's head. What is due first has one way only. */
  #order(): { sort: string; descending: boolean } {
    const sort = place.value.query.get("sort") ?? "due";
    const by = sort.replace("-", "");
    return { sort: by, descending: by !== "due" && sort.startsWith("-") };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    recallColumns("opinions");
  }

  protected override updated(): void {
    keepColumns("opinions", "opinions");
  }

  /** The orders of the ledger stand in the heads of their columns. */
  #head(column: Column): TemplateResult {
    const sort = place.value.query.get("sort") ?? "due";
    const set = (next: string) => filter({ sort: next === "due" || next === "-due" ? undefined : next, from: undefined });
    if (column.sort) return sortHead({ key: column.sort, word: column.word, sort, set });
    return html`<th scope="col">${column.word}</th>`;
  }

  #choose(id: string, on: boolean): void {
    const next = new Set(this.#chosen.value);
    if (on) next.add(id);
    else next.delete(id);
    this.#chosen.value = next;
  }

  /** Everything the filter leaves, over all pages. */
  async #chooseAll(): Promise<void> {
    try {
      const found = await ask("opinions.ids", this.#request());
      this.#chosen.value = new Set(found.ids);
      if (found.ids.length >= found.most) toast(say("opinions.chooseTooMany", { n: found.most }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #choosePage(on: boolean): void {
    const next = new Set(this.#chosen.value);
    for (const line of this.#page.value.value?.lines ?? []) {
      if (on) next.add(line.id);
      else next.delete(line.id);
    }
    this.#chosen.value = next;
  }

  async #many(kind: string): Promise<void> {
    if (await moveMany([...this.#chosen.value], kind)) this.#chosen.value = new Set();
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row || event.target !== row) return;
    const id = row.dataset.id ?? "";
    if (event.key === "Enter") go(link("opinions", id));
    if (event.key === " ") {
      event.preventDefault();
      this.#choose(id, !this.#chosen.value.has(id));
    }
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  #row(line: OpinionLine, index: number, columns: readonly Column[]): TemplateResult {
    const chosen = this.#chosen.value.has(line.id);
    return html`<tr data-id=${line.id} tabindex=${index === 0 ? 0 : -1} aria-selected=${chosen ? "true" : nothing} @click=${(
      event: Event,
    ) => {
      if (!(event.target as HTMLElement).closest("label")) go(link("opinions", line.id));
    }}>
      <td class="tickcell"><label class="tick bare"><input type="checkbox" tabindex="-1" aria-label=${say("opinions.choose", { n: line.number })} .checked=${chosen} @change=${(event: Event) => this.#choose(line.id, (event.target as HTMLInputElement).checked)} /></label></td>
      ${columns.map((each) => each.cell(line))}
    </tr>`;
  }

  #table(page: OpinionLines): TemplateResult {
    if (page.lines.length === 0) {
      const filtered = [...place.value.query.keys()].some((key) => key !== "cols" && key !== "sort");
      return emptyPlace({
        icon: "speech",
        title: filtered ? say("opinions.noneLeft") : say("opinions.empty"),
        text: filtered ? say("opinions.noneLeftText") : say("opinions.emptyText"),
        acts: filtered
          ? html`<a class="btn" href=${link("opinions")}>${say("opinions.showAll")}</a>`
          : html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a>`,
      });
    }
    const columns = shownColumns(ledgerColumns());
    return html`<table class="table opinions" @keydown=${this.#keys}>
      <thead><tr><th scope="col" class="tickcell"><label class="tick bare"><input type="checkbox" aria-label=${say("opinions.choosePage")} .checked=${page.lines.every((line) => this.#chosen.value.has(line.id))} @change=${(event: Event) => this.#choosePage((event.target as HTMLInputElement).checked)} /></label></th>${columns.map((each) => this.#head(each))}</tr></thead>
      <tbody>${page.lines.map((line, index) => this.#row(line, index, columns))}</tbody>
    </table>`;
  }

  #seg(): TemplateResult {
    const query = place.value.query;
    const counts = this.#counts.value.value;
    const value = query.get("light") ?? query.get("status") ?? "";
    // Two of the program's own sums of states have a choice only while a figure has opened them.
    const sums = (["near", "settled"] as const).filter((each) => each === value);
    const choices = VIEWS.map((view) => ({
      value: view,
      label: view === "" ? say("opinions.all") : LIGHTS.has(view) ? label("opinion_light", view) : label("opinion_status", view),
      count:
        view === ""
          ? counts?.total
          : ((LIGHTS.has(view) ? counts?.light[view] : counts?.status[view]) ?? (counts ? 0 : undefined)),
    })).concat(
      sums.map((each) => ({
        value: each as (typeof VIEWS)[number],
        label: say(each === "near" ? "views.one.light.near" : "views.one.status.settled"),
        count: this.#page.value.value?.total,
      })),
    );
    return html`<zd-seg label=${say("visits.handling")} .value=${value} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ light: LIGHTS.has(event.detail) ? event.detail : undefined, status: LIGHTS.has(event.detail) ? undefined : event.detail || undefined, state: undefined, from: undefined })}></zd-seg>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const page = this.#page.value.value;
    const area = areaById.value.get(query.get("area") ?? "");
    const since = query.get("since");
    const topics = query.get("topic") ?? "";
    const list = (name: string, all: string, dictionary: string) =>
      html`<div class="picking short">${listField({
        name: `filter-${name}`,
        label: all,
        value: query.get(name) ?? "",
        options: [["", all], ...words(dictionary).map((word): [string, string] => [word.code, word.label])],
        set: (value) => filter({ [name]: value, from: undefined }),
      })}</div>`;
    const units = this.#units.value.value ?? [];
    const chosen = this.#chosen.value.size;
    return html`<main class="sheet">
      ${head(
        say("frame.opinions"),
        say("opinions.sub"),
        html`<button data-needs="enter" class="btn quiet" @click=${() => void openGiverDesk()}>${say("opinions.personTitle")}</button><a class="btn quiet" href=${link("reports", "opinion_ledger")}>${say("reports.kind.opinion_ledger")}</a><a class="btn quiet" href=${link("reports", "opinion_board")}>${say("reports.kind.opinion_board")}</a><button data-needs="enter" class="btn" @click=${() => void enterOpinion()}>${say("opinions.enter")}</button><a class="btn primary" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a>`,
      )}
      <div class="tools">${this.#seg()}</div>
      <div class="tools">
        ${since ? html`<span class="chip">${range(since, query.get("until") ?? today.value)}<button type="button" aria-label=${say("parts.remove", { name: say("visits.span") })} @click=${() => filter({ since: undefined, until: undefined, from: undefined })}>${icon("close")}</button></span>` : nothing}
        ${query.get("light") === "grown" ? html`<span class="chip">${say("opinions.grown")}<button type="button" aria-label=${say("parts.remove", { name: say("opinions.grown") })} @click=${() => filter({ light: undefined, from: undefined })}>${icon("close")}</button></span>` : nothing}
        ${
          topics.includes(",") || topics === "-"
            ? html`<span class="chip">${topics
                .split(",")
                .map((each) => (each === "-" ? say("views.without") : label("topic", each)))
                .join(
                  say("delegates.listComma"),
                )}<button type="button" aria-label=${say("parts.remove", { name: say("visits.topic") })} @click=${() => filter({ topic: undefined, from: undefined })}>${icon("close")}</button></span>`
            : list("topic", say("opinions.allTopics"), "topic")
        }
        ${list("nature", say("opinions.allNatures"), "opinion_nature")}
        ${list("state", say("opinions.allStates"), "opinion_state")}
        ${units.length > 0 ? html`<div class="picking short">${listField({ name: "filter-unit", label: say("opinions.allUnits"), value: query.get("unit") ?? "", options: [["", say("opinions.allUnits")], ...units.map((unit): [string, string] => [unit, unit])], set: (unit) => filter({ unit, from: undefined }) })}</div>` : nothing}
        <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
        <div class="field picking"><input aria-label=${say("opinions.words")} placeholder=${say("opinions.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
        <zd-views list="opinions"></zd-views>
      </div>
      <div class="scroll ruled" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
      <div class="foot">
        ${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.total, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}
        ${chosen === 0 ? exportButton({ list: "opinions", total: page?.total ?? 0, request: this.#request(), shown: shownInBook(ledgerColumns()) }) : nothing}
        ${chosen === 0 && page && page.total > 0 ? columnsButton(ledgerColumns()) : nothing}
        ${
          chosen > 0
            ? html`<div class="acts"><span>${say("opinions.chosen", { n: chosen })}</span>${page && page.total > chosen ? html`<button class="btn quiet" @click=${() => void this.#chooseAll()}>${say("opinions.chooseAll", { n: page.total })}</button>` : nothing}<button class="btn quiet" @click=${() => (this.#chosen.value = new Set())}>${say("opinions.chooseNone")}</button><a class="btn" href=${link("proposals", "new", { opinions: [...this.#chosen.value].join(",") })}>${say("opinions.proposeThese")}</a><div class="picking short">${listField({ name: "other-move", label: say("opinions.otherMove"), value: "", options: [["", say("opinions.otherMove")], ...BULK.map((kind): [string, string] => [kind, label("opinion_move", kind)])], set: (kind) => kind && void this.#many(kind) })}</div><button class="btn" @click=${() => void printOpinions([...this.#chosen.value], ["opinion_form", "opinion_notice", "opinion_urge", "opinion_replies"])}>${say("opinions.print")}</button><button data-needs="enter" class="btn" @click=${() => void this.#many("urge")}>${label("opinion_move", "urge")}</button><button data-needs="enter" class="btn" @click=${() => void this.#many("send")}>${label("opinion_move", "send")}</button></div>`
            : page && page.total > 0
              ? html`<div class="acts">${hints([
                  ["↑↓", say("visits.moveKey")],
                  ["Enter", say("visits.openKey")],
                  [say("opinions.space"), say("opinions.chooseKey")],
                ])}</div>`
              : nothing
        }
      </div>
    </main>`;
  }
}
define("zd-opinion-list", OpinionList);
