import { html, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { figure, say } from "@/app/words";
import { bars, dataLink, showData, stacks } from "@/parts/chart";
import { shown } from "@/parts/notices";
import { type Month, months, STATUSES, type Topic, topics } from "./facts";

/** Two charts of the year: visits by month, opinions by topic and how far they are. Never by person. */
class DeskCharts extends Piece {
  readonly #months = new Resource<Month[]>(this, months, ["visits"]);
  readonly #topics = new Resource<Topic[]>(this, () => (words("topic").length > 0 ? topics() : undefined), [
    "opinions",
    "visits",
  ]);

  #visits(rows: Month[]): TemplateResult {
    const now = Number(today.value.slice(5, 7));
    const total = rows.reduce((sum, row) => sum + row.visits, 0);
    const name = (row: Month) => say("duties.month", { m: String(row.month) });
    return html`<div class="cap"><h2>${say("desk.monthly")}</h2><span class="note">${say("desk.monthlyNote", { n: total, m: String(now) })}</span>${dataLink(
      () =>
        void showData(
          say("desk.monthly"),
          [say("desk.month"), say("desk.visits")],
          rows.map((row) => [name(row), row.visits]),
        ),
    )}</div>
      ${bars(
        rows.map((row) => ({ label: name(row), value: row.visits, unfinished: row.month === now })),
        say("desk.monthly"),
      )}`;
  }

  #opinions(rows: Topic[]): TemplateResult {
    const total = rows.reduce((sum, row) => sum + row.counts.reduce((inner, each) => inner + each, 0), 0);
    const series = STATUSES.map((status, index) => ({ name: label("opinion_status", status), index: [1, 3, 2, 0][index] ?? 1 }));
    return html`<div class="cap"><h2>${say("desk.handling")}</h2><span class="note">${say("desk.handlingNote", { n: figure(total) })}</span>${dataLink(
      () =>
        void showData(
          say("desk.handling"),
          [say("visits.topic"), ...series.map((each) => each.name)],
          rows.map((row) => [row.label, ...row.counts]),
        ),
    )}</div>
      ${stacks(
        rows.map((row) => ({ label: row.label, values: row.counts })),
        series,
        say("desk.handling"),
      )}`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#months, (rows) => this.#visits(rows))}${shown(this.#topics, (rows) => this.#opinions(rows))}`;
  }
}
define("zd-desk-charts", DeskCharts);
