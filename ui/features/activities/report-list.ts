import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define } from "@/app/piece";
import { label, personById, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ReportLine } from "@/bridge/calls";
import { type Column, chip, choice, HeldList, narrowed } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/seg";
import { useWords } from "./model";

const STATES = ["waiting", "sent", "used"] as const;

/** Whether a report belongs to a choice: what was used was mostly sent too. */
const stands = (line: ReportLine, state: string): boolean =>
  state === "" || (state === "used" ? line.uses.length > 0 : line.sent.length > 0 === (state === "sent"));

/** Reports of inspections and research: which wait to be sent on, where each went and what it was used for. */
class ReportList extends HeldList<ReportLine, ReportLine[]> {
  protected readonly list = "activity_reports";
  protected readonly page = "activities";
  protected override readonly look = "reportlist";
  protected override readonly order = "-day";
  protected readonly answer = new Resource<ReportLine[]>(this, () => ask("activities.reports", {}), [
    "activity_reports",
    "collated_reports",
    "report_collations",
    "report_uses",
    "activities",
  ]);

  protected override here(): boolean {
    return super.here() && place.peek().query.get("view") === "reports";
  }

  protected record(line: ReportLine): string {
    return line.report.id;
  }

  protected override href(line: ReportLine): string {
    return link("activities", line.report.activity_id);
  }

  protected left(lines: ReportLine[]): ReportLine[] {
    const query = place.value.query;
    const [state, kind, person] = [query.get("state") ?? "", query.get("kind"), query.get("person")];
    const text = (query.get("q") ?? "").trim();
    return lines.filter(
      (line) =>
        stands(line, state) &&
        (!kind || line.kind === kind) &&
        (!person || line.report.person_id === person) &&
        [line.report.title, line.activity, line.author, line.report.document].some((each) => each.includes(text)),
    );
  }

  #sent(line: ReportLine): TemplateResult | TemplateResult[] {
    return line.sent.length === 0
      ? light("wait", say("views.one.activity_reports.state.waiting"))
      : line.sent.map(
          (one) =>
            html`<span class="two">${light("met", html`<span><a class="nowrap" href=${link("activities", "", { collation: one.id })}>${one.receiver}</a> <span class="note nowrap">${short(one.day)}</span></span>`)}</span>`,
        );
  }

  protected columns(): Column<ReportLine>[] {
    const author = (line: ReportLine) => line.author || say("activities.group");
    return [
      {
        key: "day",
        word: say("activities.handed"),
        sort: "day",
        by: (line) => line.report.day,
        look: "nowrap",
        cell: (line) => short(line.report.day),
      },
      {
        key: "title",
        word: say("activities.reportTitle"),
        sort: "title",
        by: (line) => line.report.title,
        look: "matter",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.report.title}</a>`,
      },
      { key: "author", word: say("activities.author"), sort: "author", by: author, look: "name", cell: author },
      {
        key: "activity",
        word: say("activities.ofActivity"),
        sort: "activity",
        by: (line) => line.activity,
        look: "activity",
        holds: ["kind", "activity"],
        cell: (line) => html`${line.activity}<span class="two note">${label("activity_kind", line.kind)}</span>`,
      },
      {
        key: "sent",
        word: say("activities.sentHead"),
        sort: "sent",
        by: (line) => line.sent[0]?.day ?? "",
        cell: (line) => this.#sent(line),
      },
      {
        key: "uses",
        word: say("activities.uses"),
        sort: "uses",
        by: (line) => line.uses.length,
        cell: (line) =>
          line.uses.length > 0
            ? line.uses.map((use) => html`<span class="two">${light("met", useWords(use))}</span>`)
            : html`<span class="note">${say("activities.noUse")}</span>`,
      },
      { key: "document", word: say("activities.document"), more: true, cell: (line) => line.report.document },
    ];
  }

  protected empty(lines: ReportLine[]): TemplateResult {
    const some = lines.length > 0 && narrowed("state", "kind", "person", "q");
    return emptyPlace({
      icon: some ? "search" : "report",
      title: say(some ? "activities.noReportsLeft" : "activities.noReports"),
      text: say(some ? "activities.noReportsLeftText" : "activities.noReportsText"),
      acts: some
        ? html`<a class="btn" href=${link("activities", "", { view: "reports" })}>${say("activities.showAll")}</a>`
        : html`<a class="btn" href=${link("activities")}>${say("meetings.tab.activities")}</a>`,
    });
  }

  protected head(lines: ReportLine[] = []): TemplateResult {
    const waiting = lines.filter((line) => line.sent.length === 0).length;
    return head(
      say("activities.reports"),
      say("activities.reportsSub"),
      html`<a class="btn quiet" href=${link("activities")}>${icon("left")}${say("meetings.tab.activities")}</a><a class="btn" href=${link("activities", "", { view: "collations" })}>${say("activities.collations")}</a>${waiting > 0 ? html`<a data-needs="enter" class="btn primary" href=${link("activities", "", { collation: "new" })}>${icon("report")}${say("activities.collate", { n: waiting })}</a>` : nothing}`,
    );
  }

  protected tools(lines: ReportLine[] = []): TemplateResult {
    const query = place.value.query;
    const choices = (["", ...STATES] as const).map((value) => ({
      value,
      label: value === "" ? say("opinions.all") : say(`views.one.activity_reports.state.${value}`),
      count: lines.filter((line) => stands(line, value)).length,
    }));
    const kinds = words("activity_kind").map((word): [string, string] => [word.code, word.label]);
    const person = personById.value.get(query.get("person") ?? "");
    return html`<zd-seg label=${say("delegates.state")} .value=${query.get("state") ?? ""} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail || undefined, from: undefined })}></zd-seg>
      ${choice("kind", say("activities.kind"), [["", say("activities.allKinds")], ...kinds])}
      ${person ? chip(person.name, "person") : nothing}
      ${this.search(say("activities.findReport"))}`;
  }
}
define("zd-report-list", ReportList);
