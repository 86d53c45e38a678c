import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { type Day, range, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaById, areaName, areaOptions, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { AreaRow, ByArea, KeyRow, TopicRow } from "@/bridge/calls";
import { dataLink, showData, stacks } from "@/parts/chart";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import "@/features/desk/charts";
import { spanOf } from "./model";

interface Figures {
  areas: ByArea;
  months: KeyRow[];
  kinds: KeyRow[];
  topics: TopicRow[];
}

const cell = (n: number, href: string) => html`<td class="num">${n > 0 ? html`<a href=${href}>${count(n)}</a>` : "0"}</td>`;

/** Figures of a period by month, kind, topic and village. Never by person. Every figure opens its records. */
class StatisticsPage extends Piece {
  readonly #name = signal("year");
  readonly #span = signal<{ from: Day; to: Day }>(spanOf("year") ?? { from: "", to: "" });
  readonly #area = signal("");
  readonly #figures = new Resource<Figures>(this, () => this.#read(), ["visits", "opinions", "week_notes", "slots"]);

  #read(): Promise<Figures> {
    const span = { ...this.#span.value, area: this.#area.value || null };
    // What is expected of the villages is counted up to today; days to come are nobody's omission.
    const past = span.to > today.value && span.from <= today.value ? { ...span, to: today.value } : span;
    return Promise.all([
      ask("statistics.by_area", past),
      ask("statistics.by_month", span),
      ask("statistics.by_kind", span),
      ask("statistics.by_topic", span),
    ]).then(([areas, months, kinds, topics]) => ({ areas, months, kinds, topics }));
  }

  #choose(name: string): void {
    const span = spanOf(name);
    this.#name.value = name;
    if (span) this.#span.value = span;
  }

  #change(part: Partial<{ from: Day; to: Day }>): void {
    this.#name.value = "";
    this.#span.value = { ...this.#span.value, ...part };
  }

  /** The visits behind a figure: the same days, and what narrows them further. */
  #visits(more: Record<string, string | undefined> = {}): string {
    const span = this.#span.value;
    return link("visits", "", { since: span.from, until: span.to, area: this.#area.value, ...more });
  }

  #opinions(more: Record<string, string | undefined> = {}): string {
    const span = this.#span.value;
    return link("opinions", "", { since: span.from, until: span.to, area: this.#area.value, ...more });
  }

  /** The days of stations behind a figure; what is expected is counted up to today. */
  #days(state: "expected" | "held" | "suspended", area = this.#area.value): string {
    const span = this.#span.value;
    const until = span.to > today.value && span.from <= today.value ? today.value : span.to;
    return link("stations", "", { view: "days", since: span.from, until, area, state });
  }

  #totals(it: ByArea): TemplateResult {
    const sums = it.period;
    const one = (n: number, unit: string, word: string, href: string) =>
      html`<a class="lone" href=${href}><span class="quiet">${word}</span><b>${count(n)}</b><span class="note">${unit}</span></a>`;
    return html`<div class="lones">
      ${one(sums.visits, say("reports.unit.times"), say("frame.visits"), this.#visits())}
      ${one(sums.received, say("reports.unit.persons"), say("reports.receivedWord"), this.#visits({ with: "received" }))}
      ${one(sums.households, say("reports.unit.households"), say("reports.householdsWord"), this.#visits({ with: "households", sort: "-households" }))}
      ${one(sums.firms, say("reports.unit.firms"), say("reports.firmsWord"), this.#visits({ with: "firms", sort: "-firms" }))}
      ${one(sums.opinions, say("reports.unit.items"), say("frame.opinions"), this.#opinions())}
      ${one(sums.closed + sums.answered, say("reports.unit.items"), say("reports.answeredWord"), this.#opinions({ status: "settled" }))}
    </div>`;
  }

  #row(row: AreaRow): TemplateResult {
    const here = { area: row.area_id };
    return html`<tr><th scope="row" class="name">${row.area_id ? html`<a href=${link("stations", row.area_id)}>${areaName(row.area_id) || row.area}</a>` : row.area}</th>
      ${row.expected === null ? html`<td class="num">—</td>` : cell(row.expected, this.#days("expected", row.area_id))}${cell(row.held, this.#days("held", row.area_id))}${cell(row.suspended, this.#days("suspended", row.area_id))}${cell(row.period.visits, this.#visits(here))}${cell(row.period.received, this.#visits({ ...here, with: "received" }))}${cell(row.period.households, this.#visits({ ...here, with: "households" }))}${cell(row.period.firms, this.#visits({ ...here, with: "firms" }))}${cell(row.period.opinions, this.#opinions(here))}${cell(row.period.closed, this.#opinions({ ...here, status: "closed" }))}</tr>`;
  }

  #areas(it: ByArea): TemplateResult {
    return html`<div class="cap"><h2>${say("reports.byArea")}</h2><span class="note">${say("reports.byAreaNote")}</span></div>
      <table class="table mini">
        <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col" class="num">${say("reports.expected")}</th><th scope="col" class="num">${say("reports.held")}</th><th scope="col" class="num">${say("reports.suspended")}</th><th scope="col" class="num">${say("desk.visits")}</th><th scope="col" class="num">${say("visits.received")}</th><th scope="col" class="num">${say("visits.households")}</th><th scope="col" class="num">${say("visits.firms")}</th><th scope="col" class="num">${say("visits.opinionsCount")}</th><th scope="col" class="num">${say("reports.closedWord")}</th></tr></thead>
        <tbody>${it.rows.map((row) => this.#row(row))}</tbody>
        <tfoot><tr><th scope="row">${say("visits.total")}</th>${cell(it.expected, this.#days("expected"))}${cell(it.held, this.#days("held"))}${cell(it.suspended, this.#days("suspended"))}${cell(it.period.visits, this.#visits())}${cell(it.period.received, this.#visits({ with: "received" }))}${cell(it.period.households, this.#visits({ with: "households" }))}${cell(it.period.firms, this.#visits({ with: "firms" }))}${cell(it.period.opinions, this.#opinions())}${cell(it.period.closed, this.#opinions({ status: "closed" }))}</tr></tfoot>
      </table>`;
  }

  #kinds(kinds: KeyRow[]): TemplateResult {
    return html`<div class="cap"><h2>${say("reports.byKind")}</h2>${dataLink(
      () =>
        void showData(
          say("reports.byKind"),
          [say("visits.kind"), say("desk.visits"), say("visits.received"), say("visits.households"), say("visits.firms")],
          kinds.map((row) => {
            const open = (more: Record<string, string>) => (row.key ? this.#visits({ kind: row.key, ...more }) : undefined);
            return [
              row.label,
              { n: row.sums.visits, href: open({}) },
              { n: row.sums.received, href: open({ with: "received" }) },
              { n: row.sums.households, href: open({ with: "households" }) },
              { n: row.sums.firms, href: open({ with: "firms" }) },
            ];
          }),
        ),
    )}</div>
    ${stacks(
      kinds
        .filter((row) => row.key !== "" || row.sums.visits > 0)
        .map((row) => {
          // Visits whose kind was not written stand in no list of their own.
          const href = row.key ? { href: this.#visits({ kind: row.key }) } : {};
          return { label: row.label, values: [row.sums.visits], ...href };
        }),
      [{ name: say("desk.visits"), index: 1 }],
      say("reports.byKind"),
    )}`;
  }

  #view(it: Figures): TemplateResult {
    if (it.areas.period.visits === 0 && it.areas.period.opinions === 0)
      return emptyPlace({ icon: "report", title: say("visits.emptyFiltered"), text: say("reports.emptyText") });
    return html`${this.#totals(it.areas)}
      <div class="statistics">
        <zd-desk-charts .months=${it.months} .topics=${it.topics} .area=${this.#area.value} .from=${this.#span.value.from} .to=${this.#span.value.to}></zd-desk-charts>
        <section>${this.#kinds(it.kinds)}</section>
        <section class="across">${this.#areas(it.areas)}</section>
      </div>`;
  }

  protected override render(): TemplateResult {
    const span = this.#span.value;
    const area = areaById.value.get(this.#area.value);
    return html`<main class="sheet">
      ${head(say("reports.statistics"), html`${range(span.from, span.to)}${say("frame.comma")}${say("reports.notByPerson")}`, html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a><a class="btn" href=${link("reports", "month")}>${icon("print")}${say("reports.kind.month")}</a>`)}
      <div class="tools">
        <zd-seg label=${say("reports.span")} .value=${this.#name.value} .choices=${(["lastMonth", "month", "half", "year"] as const).map((value) => ({ value, label: say(`reports.span.${value}`) }))} @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}></zd-seg>
        <div class="asof"><zd-date brief name="from" label=${say("delegates.from")} .value=${span.from} @day=${(event: CustomEvent<Day>) => event.detail && this.#change({ from: event.detail })}></zd-date></div>
        <span class="quiet">${say("visits.until")}</span>
        <div class="asof"><zd-date brief name="to" label=${say("delegates.to")} .value=${span.to} @day=${(event: CustomEvent<Day>) => event.detail && this.#change({ to: event.detail })}></zd-date></div>
        <div class="picking"><zd-pick name="figures-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => (this.#area.value = event.detail[0]?.id ?? "")}></zd-pick></div>
      </div>
      <div class="scroll ruled pad" tabindex="-1">${shown(this.#figures, (it) => this.#view(it))}</div>
    </main>`;
  }
}
define("zd-statistics", StatisticsPage);
