import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaById, label, personById, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ActivityLine, ActivityPage, ReportCollation, ReportLine } from "@/bridge/calls";
import { tabs } from "@/features/meetings/tabs";
import { type Column, chip, choice, narrowed, RecordList, wordField, yearChoices, yearDays } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";
import { daysOf, hoursText } from "./model";

/** The activities of a year; beside them the reports that wait to be sent on, and what was sent. */
class ActivityList extends RecordList<ActivityLine, ActivityPage> {
  protected readonly list = "activities";
  protected readonly page = "activities";
  protected override readonly look = "outings";
  protected override readonly fresh = link("activities", "new");
  protected readonly answer = new Resource<ActivityPage>(
    this,
    () => ask("activities.page", { ...this.request(), ...this.paged() }),
    ["activities", "activity_people", "activity_areas", "activity_reports", "collated_reports", "report_uses"],
  );
  readonly #waiting = new Resource<ReportLine[]>(this, () => ask("activities.reports", { unsent: true }), [
    "activity_reports",
    "collated_reports",
  ]);
  readonly #sent = new Resource<ReportCollation[]>(this, () => {
    return ask("activities.collations", yearDays());
  }, ["report_collations", "collated_reports"]);

  protected override here(): boolean {
    const { id, query } = place.peek();
    return super.here() && !id && !query.get("view") && !query.get("collation");
  }

  protected override request() {
    const query = place.value.query;
    return {
      filter: {
        ...yearDays(),
        kind: query.get("kind"),
        person_id: query.get("person"),
        area_id: query.get("area"),
        reports: query.get("reports"),
        text: query.get("q"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: ActivityLine): string {
    return line.id;
  }

  protected lines(page: ActivityPage): ActivityLine[] {
    return page.lines;
  }

  protected total(page: ActivityPage): number {
    return page.sums.activities;
  }

  /** What became of the reports: a word with its shape. */
  #reports(line: ActivityLine): TemplateResult | string {
    if (line.reports === 0) return line.hours > 0 ? say("activities.hoursShort", { n: hoursText(line.hours) }) : "";
    if (line.used > 0) return light("met", say("activities.state.used", { n: line.reports, used: line.used }));
    if (line.sent > 0) return light("met", say("activities.state.sent", { n: line.reports, sent: line.sent }));
    return light("wait", say("activities.state.held", { n: line.reports }));
  }

  protected columns(page: ActivityPage | undefined): Column<ActivityLine>[] {
    const sums = page?.sums;
    // Where and by whom stands under the title; who wants it apart has columns for it.
    const apart = new Set(place.value.query.get("cols")?.split(","));
    const about = (line: ActivityLine) => {
      const where = [...(apart.has("areas") ? [] : line.areas), apart.has("place") ? "" : line.place];
      const words = [where.filter(Boolean).join(say("activities.and")), apart.has("organiser") ? "" : line.organiser];
      return words.filter(Boolean).join(" · ");
    };
    const names = (line: ActivityLine) =>
      html`${line.delegates.slice(0, 4).map((name) => html`<span class="name">${name}</span> `)}${line.delegates.length > 4 ? html`<span class="note">${say("activities.more", { n: line.delegates.length })}</span>` : nothing}`;
    return [
      {
        key: "day",
        word: say("visits.day"),
        sort: "day",
        look: "nowrap",
        holds: ["day", "to_day"],
        cell: (line) =>
          html`${daysOf(line)}${line.from_day > today.value ? html` <span class="note">${say("activities.planned")}</span>` : nothing}`,
      },
      {
        key: "kind",
        word: say("activities.kind"),
        sort: "kind",
        look: "nowrap",
        cell: (line) => label("activity_kind", line.kind),
      },
      {
        key: "title",
        word: say("activities.title"),
        sort: "title",
        look: "matter",
        kept: true,
        holds: ["title", "areas", "place", "organiser"],
        cell: (line) =>
          html`<a href=${this.href(line)} tabindex="-1">${line.title}</a>${about(line) ? html`<span class="two note">${about(line)}</span>` : nothing}`,
      },
      { key: "areas", word: say("visits.area"), more: true, cell: (line) => line.areas.join(say("activities.and")) },
      { key: "place", word: say("activities.place"), more: true, cell: (line) => line.place },
      { key: "organiser", word: say("activities.organiser"), more: true, cell: (line) => line.organiser },
      {
        key: "delegates",
        word: say("activities.delegates"),
        sort: "people",
        look: "who",
        cell: names,
        sum: sums ? say("activities.totalPeople", { n: sums.delegates }) : "",
      },
      {
        key: "reports",
        word: say("activities.reports"),
        sort: "reports",
        look: "nowrap",
        holds: ["reports", "sent", "used"],
        cell: (line) => this.#reports(line),
        sum: sums ? say("activities.totalReports", { n: count(sums.reports), used: count(sums.used) }) : "",
      },
    ];
  }

  protected override sums(page: ActivityPage): string {
    return say("activities.total", { n: page.sums.activities });
  }

  protected empty(): TemplateResult {
    const some = narrowed("kind", "person", "area", "reports", "q");
    return emptyPlace({
      icon: "eye",
      title: say(some ? "activities.emptyFiltered" : "activities.empty"),
      text: say("activities.emptyText"),
      acts: some
        ? html`<button class="btn" @click=${() => go(link("activities"))}>${say("activities.showAll")}</button>`
        : html`<a class="btn" href=${link("activities", "new")}>${say("activities.new")} <kbd>Alt N</kbd></a>`,
    });
  }

  #beside(): TemplateResult {
    const waiting = this.#waiting.value.value ?? [];
    const sent = this.#sent.value.value ?? [];
    return html`<div class="side">
      <section><h2>${say("activities.waiting")}</h2>${
        waiting.length > 0
          ? html`<ul class="likelist">${waiting.slice(0, 6).map((line) => html`<li><a href=${link("activities", line.report.activity_id)}>${line.report.title}</a><span class="note">${[line.author || say("activities.group"), short(line.report.day)].join(" · ")}</span></li>`)}</ul>
            <p><a data-needs="enter" class="btn small" href=${link("activities", "", { collation: "new" })}>${icon("report")}${say("activities.collate", { n: waiting.length })}</a></p>`
          : html`<p class="note">${say("activities.noneWaiting")}</p>`
      }<p><a class="btn small quiet" href=${link("activities", "", { view: "reports" })}>${say("activities.allReports")}</a></p></section>
      <section><h2>${say("activities.collations")}</h2>${sent.length > 0 ? html`<ul class="likelist">${sent.slice(0, 6).map((one) => html`<li><a href=${link("activities", "", { collation: one.id })}>${one.title || one.receiver}</a><span class="note">${say("activities.sentLine", { day: short(one.day), receiver: one.receiver, n: one.reports.length })}</span></li>`)}</ul>` : html`<p class="note">${say("activities.noCollations")}</p>`}<p><a class="btn small quiet" href=${link("activities", "", { view: "collations" })}>${say("activities.allCollations")}</a></p></section>
    </div>`;
  }

  protected override side(): TemplateResult {
    return html`<aside class="panel" tabindex="0" aria-label=${say("activities.waiting")}>${this.#beside()}</aside>`;
  }

  protected head(): TemplateResult {
    const { from, to } = yearDays();
    const span = from && to ? { from, to } : { from: "1990-01-01", to: today.value };
    return head(
      say("frame.meetings"),
      say("activities.sub"),
      html`<a class="btn" href=${link("activities", "", { paper: "activity_list", ...span })}>${icon("print")}${say("activities.listPaper")}</a><a class="btn primary" href=${link("activities", "new")}>${icon("plus")}${say("activities.new")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(page: ActivityPage | undefined): TemplateResult {
    const query = place.value.query;
    const named = (code: string, word: string) =>
      page?.kinds[code] ? say("activities.kindCount", { kind: word, n: page.kinds[code] ?? 0 }) : word;
    const kinds = words("activity_kind").map((word): [string, string] => [word.code, named(word.code, word.label)]);
    const states = (["none", "held", "sent", "used"] as const).map((state): [string, string] => [
      state,
      say(`activities.reports.${state}`),
    ]);
    const person = personById.value.get(query.get("person") ?? "");
    const area = areaById.value.get(query.get("area") ?? "");
    return html`${tabs("activities")}${choice("year", say("meetings.year"), yearChoices(), query.get("year") ?? today.value.slice(0, 4))}
      ${choice("kind", say("activities.kind"), [["", say("activities.allKinds")], ...kinds])}
      ${choice("reports", say("activities.reports"), [["", say("activities.anyReports")], ...states])}
      ${person ? chip(person.name, "person") : nothing}${area ? chip(spoken(area.name), "area") : nothing}
      ${wordField(say("activities.words"))}`;
  }
}
define("zd-activity-list", ActivityList);
