import { html, nothing, type TemplateResult } from "lit";
import { lastOf, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { link } from "@/app/router";
import { figure, say } from "@/app/words";
import type { KeyRow, TopicRow } from "@/bridge/calls";
import { bars, dataLink, showData, stacks } from "@/parts/chart";

const STATUSES = ["closed", "answered", "handling", "registered"] as const;
const NAMED = 5;

/** The fullest topics by name, the rest together under "other", which keeps its place at the end. */
function gathered(rows: readonly TopicRow[]): { label: string; topic: string; counts: number[] }[] {
  const codes = (of: readonly TopicRow[]) => of.map((row) => row.topic || "-").join(",");
  const counts = (row: TopicRow) => STATUSES.map((status) => row[status]);
  const named = rows
    .filter((row) => row.topic !== "other" && row.topic !== "" && row.total > 0)
    .sort((a, b) => b.total - a.total);
  const rest = [...named.slice(NAMED), ...rows.filter((row) => row.topic === "other" || row.topic === "")];
  const sum = STATUSES.map((status) => rest.reduce((total, row) => total + row[status], 0));
  const other = rows.find((row) => row.topic === "other")?.label ?? say("desk.otherTopics");
  return [
    ...named.slice(0, NAMED).map((row) => ({ label: row.label, topic: row.topic, counts: counts(row) })),
    ...(sum.some((each) => each > 0) ? [{ label: other, topic: codes(rest), counts: sum }] : []),
  ];
}

/** Two charts of the year: visits by month, opinions by topic and how far they are. Never by person. */
class DeskCharts extends Piece {
  static override properties = { months: { attribute: false }, topics: { attribute: false }, area: {}, from: {}, to: {} };
  declare months: KeyRow[];
  declare topics: TopicRow[];
  /** Only this village, where the figures are of one. */
  declare area: string;
  /** The days the figures are of. */
  declare from: string;
  declare to: string;

  /** Only the days the figure is of: a period may begin or end within a month. */
  #month(key: string): Record<string, string> {
    const [since = "", until = ""] = [[`${key}-01`, this.from].sort()[1], [lastOf(key), this.to].sort()[0]];
    return { since, until, area: this.area ?? "" };
  }

  #visits(): TemplateResult {
    const now = today.value.slice(0, 7);
    const name = (row: KeyRow) => say("duties.month", { m: String(Number(row.key.slice(5, 7))) });
    const total = this.months.reduce((sum, row) => sum + row.sums.visits, 0);
    const running = this.months.some((row) => row.key === now);
    return html`<div class="cap"><h2>${say("desk.monthly")}</h2><span class="note">${running ? say("desk.monthlyNote", { n: total, m: String(Number(now.slice(5))) }) : say("desk.monthlySum", { n: total })}</span>${dataLink(
      () =>
        void showData(
          say("desk.monthly"),
          [say("desk.month"), say("desk.visits"), say("visits.received"), say("visits.households"), say("visits.firms")],
          this.months.map((row) => {
            const open = (n: number, more: Record<string, string> = {}) => ({
              n,
              href: link("visits", "", { ...this.#month(row.key), ...more }),
            });
            const { visits, received, households, firms } = row.sums;
            return [
              name(row),
              open(visits),
              open(received, { with: "received" }),
              open(households, { with: "households" }),
              open(firms, { with: "firms" }),
            ];
          }),
        ),
    )}</div>
      ${
        total === 0
          ? html`<p class="note">${say("desk.noVisits")}</p>`
          : bars(
              this.months.map((row) => ({
                label: name(row),
                value: row.sums.visits,
                unfinished: row.key === now,
                later: row.key > now,
                href: link("visits", "", this.#month(row.key)),
              })),
              say("desk.monthly"),
            )
      }`;
  }

  #opinions(): TemplateResult {
    const rows = gathered(this.topics);
    const total = this.topics.reduce((sum, row) => sum + row.total, 0);
    const series = STATUSES.map((status, index) => ({
      name: label("opinion_status", status),
      index: [1, 3, 2, 0][index] ?? 1,
      href: link("opinions", "", { status, area: this.area, since: this.from, until: this.to }),
    }));
    return html`<div class="cap"><h2>${say("desk.handling")}</h2><span class="note">${say("desk.handlingNote", { n: figure(total) })}</span>${dataLink(
      () =>
        void showData(
          say("desk.handling"),
          [say("visits.topic"), ...series.map((each) => each.name)],
          this.topics.map((row) => [
            row.label,
            ...STATUSES.map((status) => ({
              n: row[status],
              href: link("opinions", "", {
                topic: row.topic || "-",
                status,
                area: this.area,
                since: this.from,
                until: this.to,
              }),
            })),
          ]),
        ),
    )}</div>
      ${
        total === 0
          ? html`<p class="note">${say("desk.noOpinions")}</p>`
          : stacks(
              rows.map((row) => ({
                label: row.label,
                values: row.counts,
                href: link("opinions", "", { topic: row.topic, area: this.area, since: this.from, until: this.to }),
              })),
              series,
              say("desk.handling"),
            )
      }`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.months || !this.topics) return nothing;
    return html`<section>${this.#visits()}</section><section>${this.#opinions()}</section>`;
  }
}
define("zd-desk-charts", DeskCharts);
