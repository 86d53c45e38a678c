import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { type Day, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ByArea, KeyRow, TopicRow } from "@/bridge/calls";
import { bars, dataLink, showData } from "@/parts/chart";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head } from "@/parts/page";
import "@/parts/date";
import "@/parts/seg";
import "@/features/desk/charts";
import { spanOf } from "./model";

interface Figures {
  areas: ByArea;
  months: KeyRow[];
  kinds: KeyRow[];
  topics: TopicRow[];
}

/** Figures of a period by month, kind, topic and village. Never by person. */
class StatisticsPage extends Piece {
  readonly #name = signal("year");
  readonly #span = signal<{ from: Day; to: Day }>(spanOf("year") ?? { from: "", to: "" });
  readonly #figures = new Resource<Figures>(this, async () => {
    const span = this.#span.value;
    const [areas, months, kinds, topics] = await Promise.all([
      ask("statistics.by_area", span),
      ask("statistics.by_month", span),
      ask("statistics.by_kind", span),
      ask("statistics.by_topic", span),
    ]);
    return { areas, months, kinds, topics };
  }, ["visits", "opinions", "week_notes", "slots"]);

  #choose(name: string): void {
    const span = spanOf(name);
    this.#name.value = name;
    if (span) this.#span.value = span;
  }

  #areas(it: ByArea): TemplateResult {
    return html`<div class="cap"><h2>${say("reports.byArea")}</h2><span class="note">${say("reports.byAreaNote")}</span></div>
      <table class="table mini">
        <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col" class="num">${say("reports.expected")}</th><th scope="col" class="num">${say("reports.held")}</th><th scope="col" class="num">${say("desk.visits")}</th><th scope="col" class="num">${say("visits.received")}</th><th scope="col" class="num">${say("visits.households")}</th><th scope="col" class="num">${say("visits.firms")}</th><th scope="col" class="num">${say("visits.opinionsCount")}</th></tr></thead>
        <tbody>${it.rows.map((row) => html`<tr><th scope="row" class="name"><a href=${link("visits", "", { area: row.area_id, span: "all" })}>${areaName(row.area_id) || row.area}</a></th><td class="num">${row.expected}</td><td class="num">${row.held}</td><td class="num">${row.period.visits}</td><td class="num">${count(row.period.received)}</td><td class="num">${count(row.period.households)}</td><td class="num">${count(row.period.firms)}</td><td class="num">${count(row.period.opinions)}</td></tr>`)}</tbody>
        <tfoot><tr><th scope="row">${say("visits.total")}</th><td class="num">${count(it.expected)}</td><td class="num">${count(it.held)}</td><td class="num">${count(it.period.visits)}</td><td class="num">${count(it.period.received)}</td><td class="num">${count(it.period.households)}</td><td class="num">${count(it.period.firms)}</td><td class="num">${count(it.period.opinions)}</td></tr></tfoot>
      </table>`;
  }

  #view(it: Figures): TemplateResult {
    if (it.areas.period.visits === 0)
      return emptyPlace({ icon: "report", title: say("visits.emptyFiltered"), text: say("visits.emptyFilteredText") });
    return html`<div class="statistics">
      <section><zd-desk-charts .months=${it.months} .topics=${it.topics}></zd-desk-charts></section>
      <section><div class="cap"><h2>${say("reports.byKind")}</h2>${dataLink(
        () =>
          void showData(
            say("reports.byKind"),
            [say("visits.kind"), say("desk.visits"), say("visits.received"), say("visits.households"), say("visits.firms")],
            it.kinds.map((row) => [row.label, row.sums.visits, row.sums.received, row.sums.households, row.sums.firms]),
          ),
      )}</div>
        ${bars(
          it.kinds.map((row) => ({ label: row.label, value: row.sums.visits })),
          say("reports.byKind"),
        )}</section>
      <section class="across">${this.#areas(it.areas)}</section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const span = this.#span.value;
    return html`<main class="sheet">
      ${head(say("reports.statistics"), say("reports.about.statistics"), html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a><a class="btn" href=${link("reports", "month")}>${icon("print")}${say("reports.kind.month")}</a>`)}
      <div class="tools">
        <zd-seg label=${say("reports.span")} .value=${this.#name.value} .choices=${(["lastMonth", "month", "half", "year"] as const).map((value) => ({ value, label: say(`reports.span.${value}`) }))} @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}></zd-seg>
        <div class="asof"><zd-date brief name="from" label=${say("delegates.from")} .value=${span.from} @day=${(event: CustomEvent<Day>) => event.detail && ((this.#span.value = { ...span, from: event.detail }))}></zd-date></div>
        <div class="asof"><zd-date brief name="to" label=${say("delegates.to")} .value=${span.to} @day=${(event: CustomEvent<Day>) => event.detail && ((this.#span.value = { ...span, to: event.detail }))}></zd-date></div>
        <span class="end note">${short(span.from)}–${short(span.to)}</span>
      </div>
      <div class="scroll ruled pad" tabindex="-1">${shown(this.#figures, (it) => this.#view(it))}</div>
    </main>`;
  }
}
define("zd-statistics", StatisticsPage);
