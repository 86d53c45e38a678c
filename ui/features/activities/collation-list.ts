import { html, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ReportCollation } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed, yearChoices, yearDays } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";

/** What was sent on together: when, to whom, how many reports. */
class CollationList extends HeldList<ReportCollation, ReportCollation[]> {
  protected readonly list = "collations";
  protected readonly page = "activities";
  protected override readonly order = "-day";
  protected readonly answer = new Resource<ReportCollation[]>(this, () => ask("activities.collations", this.request()), [
    "report_collations",
    "collated_reports",
  ]);

  protected override here(): boolean {
    return super.here() && place.peek().query.get("view") === "collations";
  }

  protected override request() {
    const { from, to } = yearDays();
    return { from, to };
  }

  protected record(line: ReportCollation): string {
    return line.id;
  }

  protected override href(line: ReportCollation): string {
    return link("activities", "", { collation: line.id });
  }

  protected left(lines: ReportCollation[]): ReportCollation[] {
    const text = (place.value.query.get("q") ?? "").trim();
    return lines.filter((line) =>
      [line.title, line.receiver, line.document, line.signer, line.note].some((each) => each.includes(text)),
    );
  }

  protected columns(lines: ReportCollation[] = []): Column<ReportCollation>[] {
    const text = (key: "receiver" | "document" | "signer" | "note", look = ""): Column<ReportCollation> => ({
      key,
      word: say(`activities.collation.${key}`),
      sort: key,
      by: (line) => line[key],
      look,
      more: key === "note",
      cell: (line) => line[key],
    });
    const all = this.left(lines).reduce((sum, line) => sum + line.reports.length, 0);
    return [
      {
        key: "day",
        word: say("activities.sentOn"),
        sort: "day",
        by: (line) => line.day,
        look: "nowrap",
        cell: (line) => short(line.day),
      },
      {
        key: "title",
        word: say("activities.collation.title"),
        sort: "title",
        by: (line) => line.title,
        look: "matter",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.title || line.receiver}</a>`,
      },
      text("receiver"),
      {
        key: "reports",
        word: say("activities.reportsCount"),
        sort: "reports",
        by: (line) => line.reports.length,
        number: true,
        sum: count(all),
        cell: (line) => count(line.reports.length),
      },
      text("document"),
      text("signer", "name"),
      text("note"),
    ];
  }

  protected override sums(lines: ReportCollation[]): string {
    return say("activities.collationsTotal", { n: this.total(lines) });
  }

  protected empty(lines: ReportCollation[]): TemplateResult {
    const some = lines.length > 0 && narrowed("q");
    return emptyPlace({
      icon: some ? "search" : "report",
      title: say(some ? "activities.noCollationsLeft" : "activities.noCollations"),
      text: say(some ? "activities.noReportsLeftText" : "activities.noCollationsText"),
      acts: some
        ? html`<button class="btn" @click=${() => filter({ q: undefined })}>${say("activities.showAll")}</button>`
        : html`<a class="btn" href=${link("activities", "", { view: "reports" })}>${say("activities.reports")}</a>`,
    });
  }

  protected head(): TemplateResult {
    return head(
      say("activities.collations"),
      say("activities.collationsSub"),
      html`<a class="btn quiet" href=${link("activities")}>${icon("left")}${say("meetings.tab.activities")}</a><a class="btn" href=${link("activities", "", { view: "reports" })}>${say("activities.reports")}</a>`,
    );
  }

  protected tools(): TemplateResult {
    const year = place.value.query.get("year") ?? today.value.slice(0, 4);
    return html`${choice("year", say("meetings.year"), yearChoices(), year)}${this.search(say("activities.findCollation"))}`;
  }
}
define("zd-collation-list", CollationList);
