import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { bind, keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label, personById, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ActivityLine, ActivityPage, ReportCollation, ReportLine } from "@/bridge/calls";
import { tabs } from "@/features/meetings/tabs";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head, hints, listField, pager, sortHead } from "@/parts/page";
import { daysOf, hoursText } from "./model";

const SIZE = 50;
const YEARS = 4;

/** The activities of a year; beside them the reports that wait to be sent on, and what was sent. */
class ActivityList extends Piece {
  readonly #page = new Resource<ActivityPage>(this, () => ask("activities.page", this.#request()), [
    "activities",
    "activity_people",
    "activity_areas",
    "activity_reports",
    "collated_reports",
    "report_uses",
  ]);
  readonly #waiting = new Resource<ReportLine[]>(this, () => ask("activities.reports", { unsent: true }), [
    "activity_reports",
    "collated_reports",
  ]);
  readonly #sent = new Resource<ReportCollation[]>(
    this,
    () => ask("activities.collations", { from: `${this.#year()}-01-01`, to: `${this.#year()}-12-31` }),
    ["report_collations", "collated_reports"],
  );
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => go(link("activities", "new")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #year(): string {
    return place.value.query.get("year") ?? today.value.slice(0, 4);
  }

  #request() {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    return {
      filter: {
        from: `${this.#year()}-01-01`,
        to: `${this.#year()}-12-31`,
        kind: query.get("kind"),
        person_id: query.get("person"),
        area_id: query.get("area"),
        reports: query.get("reports"),
        text: query.get("q"),
      },
      sort: sort.replace("-", ""),
      descending: sort.startsWith("-"),
      offset: Number(query.get("from") ?? 0),
      limit: SIZE,
    };
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") go(link("activities", row.dataset.id ?? ""));
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  /** What became of the reports: a word with its shape. */
  #reports(line: ActivityLine): TemplateResult | string {
    if (line.reports === 0) return line.hours > 0 ? say("activities.hoursShort", { n: hoursText(line.hours) }) : "";
    if (line.used > 0) return light("met", say("activities.state.used", { n: line.reports, used: line.used }));
    if (line.sent > 0) return light("zero", say("activities.state.sent", { n: line.reports, sent: line.sent }));
    return light("wait", say("activities.state.held", { n: line.reports }));
  }

  #line(line: ActivityLine, index: number): TemplateResult {
    const where = [...line.areas, line.place].filter(Boolean).join(say("activities.and"));
    const about = [where, line.organiser].filter(Boolean).join(" · ");
    const planned = line.from_day > today.value;
    return html`<tr data-id=${line.id} tabindex=${index === 0 ? 0 : -1} @dblclick=${() => go(link("activities", line.id))}>
      <td class="nowrap">${daysOf(line)}${planned ? html` <span class="note">${say("activities.planned")}</span>` : nothing}</td>
      <td class="nowrap">${label("activity_kind", line.kind)}</td>
      <td><a href=${link("activities", line.id)} tabindex="-1">${line.title}</a>${about ? html`<span class="two note">${about}</span>` : nothing}</td>
      <td class="who">${line.delegates.slice(0, 4).map((name) => html`<span class="name">${name}</span> `)}${line.delegates.length > 4 ? html`<span class="note">${say("activities.more", { n: line.delegates.length })}</span>` : nothing}</td>
      <td class="nowrap">${this.#reports(line)}</td>
    </tr>`;
  }

  #table(page: ActivityPage): TemplateResult {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    const set = (next: string) => filter({ sort: next, from: undefined });
    if (page.lines.length === 0) {
      const narrowed = ["kind", "person", "area", "reports", "q"].some((name) => query.get(name));
      return emptyPlace({
        icon: "eye",
        title: say(narrowed ? "activities.emptyFiltered" : "activities.empty"),
        text: say("activities.emptyText"),
        acts: narrowed
          ? html`<button class="btn" @click=${() => go(link("activities"))}>${say("activities.showAll")}</button>`
          : html`<a class="btn" href=${link("activities", "new")}>${say("activities.new")} <kbd>Alt N</kbd></a>`,
      });
    }
    return html`<table class="table outings" @keydown=${this.#keys}>
      <thead><tr>${sortHead({ key: "day", word: say("visits.day"), sort, set })}${sortHead({ key: "kind", word: say("activities.kind"), sort, set })}${sortHead({ key: "title", word: say("activities.title"), sort, set })}${sortHead({ key: "people", word: say("activities.delegates"), sort, set })}${sortHead({ key: "reports", word: say("activities.reports"), sort, set })}</tr></thead>
      <tbody>${page.lines.map((line, index) => this.#line(line, index))}</tbody>
      <tfoot><tr><th scope="row">${say("visits.total")}</th><td colspan="2">${say("activities.total", { n: page.sums.activities })}</td><td>${say("activities.totalPeople", { n: page.sums.delegates })}</td><td class="nowrap">${say("activities.totalReports", { n: count(page.sums.reports), used: count(page.sums.used) })}</td></tr></tfoot>
    </table>`;
  }

  #side(): TemplateResult {
    const waiting = this.#waiting.value.value ?? [];
    const sent = this.#sent.value.value ?? [];
    return html`<div class="side">
      <section><h2>${say("activities.waiting")}</h2>${
        waiting.length > 0
          ? html`<ul class="likelist">${waiting.slice(0, 6).map((line) => html`<li><a href=${link("activities", line.report.activity_id)}>${line.report.title}</a><span class="note">${[line.author || say("activities.group"), short(line.report.day)].join(" · ")}</span></li>`)}</ul>
            <p><a class="btn small" href=${link("activities", "", { collation: "new" })}>${icon("report")}${say("activities.collate", { n: waiting.length })}</a></p>`
          : html`<p class="note">${say("activities.noneWaiting")}</p>`
      }</section>
      <section><h2>${say("activities.collations")}</h2>${sent.length > 0 ? html`<ul class="likelist">${sent.map((one) => html`<li><a href=${link("activities", "", { collation: one.id })}>${one.title || one.receiver}</a><span class="note">${say("activities.sentLine", { day: short(one.day), receiver: one.receiver, n: one.reports.length })}</span></li>`)}</ul>` : html`<p class="note">${say("activities.noCollations")}</p>`}</section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const page = this.#page.value.value;
    const now = Number(today.value.slice(0, 4));
    const years = Array.from({ length: YEARS }, (_, at): [string, string] => [
      String(now - at),
      say("frame.year", { year: String(now - at) }),
    ]);
    const kinds: [string, string][] = [
      ["", say("activities.allKinds")],
      ...words("activity_kind").map((word): [string, string] => [
        word.code,
        page?.kinds[word.code] ? say("activities.kindCount", { kind: word.label, n: page.kinds[word.code] ?? 0 }) : word.label,
      ]),
    ];
    const states: [string, string][] = [
      ["", say("activities.anyReports")],
      ...(["none", "held", "sent", "used"] as const).map((state): [string, string] => [
        state,
        say(`activities.reports.${state}`),
      ]),
    ];
    const person = query.get("person") ? personById.value.get(query.get("person") ?? "") : undefined;
    const span = { from: `${this.#year()}-01-01`, to: `${this.#year()}-12-31` };
    return html`<main class="sheet">
      ${head(say("frame.meetings"), say("activities.sub"), html`<a class="btn" href=${link("activities", "", { paper: "activity_list", ...span })}>${icon("print")}${say("activities.listPaper")}</a><a class="btn primary" href=${link("activities", "new")}>${icon("plus")}${say("activities.new")} <kbd>Alt N</kbd></a>`)}
      <div class="tools">${tabs("activities")}
        <div class="picking">${listField({ name: "year", label: say("meetings.year"), value: this.#year(), options: years, set: (year) => filter({ year, from: undefined }) })}</div>
        <div class="picking">${listField({ name: "kind", label: say("activities.kind"), value: query.get("kind") ?? "", options: kinds, set: (kind) => filter({ kind, from: undefined }) })}</div>
        <div class="picking">${listField({ name: "reports", label: say("activities.reports"), value: query.get("reports") ?? "", options: states, set: (reports) => filter({ reports, from: undefined }) })}</div>
        ${person ? html`<span class="chip">${person.name}<button type="button" aria-label=${say("parts.remove", { name: person.name })} @click=${() => filter({ person: undefined, from: undefined })}>${icon("close")}</button></span>` : nothing}
        <div class="field picking"><input aria-label=${say("activities.words")} placeholder=${say("activities.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
      </div>
      <div class="split wide ruled">
        <div class="scroll flush" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
        <aside class="panel" tabindex="0" aria-label=${say("activities.waiting")}>${this.#side()}</aside>
      </div>
      <div class="foot">${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.sums.activities, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}<div class="keys acts">${hints(
        [
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
        ],
      )}</div></div>
    </main>`;
  }
}
define("zd-activity-list", ActivityList);
