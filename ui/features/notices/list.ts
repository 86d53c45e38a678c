import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaById, label, personById, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { NoticeLine, NoticePage } from "@/bridge/calls";
import { tabs } from "@/features/meetings/tabs";
import { type Column, chip, choice, narrowed, RecordList, wordField, yearChoices, yearDays } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";

/** How far a notice got: everybody, some, or late. */
export function reachLight(line: Pick<NoticeLine, "recipients" | "reached" | "late">): TemplateResult {
  const { recipients: n, reached } = line;
  if (reached >= n) return light("met", say("notices.allReached", { n }));
  return light(line.late ? "owed" : "due", say("notices.someReached", { missing: n - reached, n }));
}

/** The notices of a year: what went to whom, and who has not got it. */
class NoticeList extends RecordList<NoticeLine, NoticePage> {
  protected readonly list = "notices";
  protected readonly page = "notices";
  protected override readonly fresh = link("notices", "new");
  protected readonly answer = new Resource<NoticePage>(this, () => ask("notices.page", { ...this.request(), ...this.paged() }), [
    "notices",
    "notice_recipients",
  ]);

  protected override request() {
    const query = place.value.query;
    return {
      filter: {
        ...yearDays(),
        kind: query.get("kind"),
        state: query.get("state"),
        person_id: query.get("person"),
        area_id: query.get("area"),
        text: query.get("q"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: NoticeLine): string {
    return line.id;
  }

  protected lines(page: NoticePage): NoticeLine[] {
    return page.lines;
  }

  protected total(page: NoticePage): number {
    return page.total;
  }

  protected columns(page: NoticePage | undefined): Column<NoticeLine>[] {
    return [
      { key: "day", word: say("notices.day"), sort: "day", look: "nowrap", cell: (line) => short(line.day) },
      { key: "kind", word: say("notices.kind"), look: "nowrap", cell: (line) => label("notice_kind", line.kind) },
      {
        key: "title",
        word: say("notices.title"),
        sort: "title",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.title}</a>`,
      },
      { key: "document", word: say("notices.document"), look: "nowrap", cell: (line) => line.document },
      {
        key: "due",
        word: say("notices.receiptBy"),
        sort: "due",
        look: "nowrap",
        cell: (line) => (line.receipt_by ? short(line.receipt_by) : ""),
      },
      {
        key: "reach",
        word: say("notices.reach"),
        sort: "missing",
        look: "nowrap",
        holds: ["recipients", "reached", "late"],
        cell: (line) => reachLight(line),
        sum: page ? say("notices.totalReach", { reached: page.reached, n: page.recipients }) : "",
      },
    ];
  }

  protected override sums(page: NoticePage): string {
    return say("notices.total", { n: page.total });
  }

  protected empty(): TemplateResult {
    const some = narrowed("kind", "state", "person", "area", "q");
    return emptyPlace({
      icon: "page",
      title: say(some ? "notices.emptyFiltered" : "notices.empty"),
      text: say("notices.emptyText"),
      acts: some
        ? html`<button class="btn" @click=${() => go(link("notices"))}>${say("activities.showAll")}</button>`
        : html`<a class="btn" href=${link("notices", "new")}>${say("notices.new")} <kbd>Alt N</kbd></a>`,
    });
  }

  protected head(page: NoticePage | undefined): TemplateResult {
    const reached = page && page.total > 0 ? say("notices.subDone") : nothing;
    const waiting = page && page.open > 0 ? say("notices.sub", { n: page.open, late: page.late }) : reached;
    return head(
      say("frame.meetings"),
      page ? waiting : nothing,
      html`<a class="btn primary" href=${link("notices", "new")}>${icon("plus")}${say("notices.new")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(): TemplateResult {
    const query = place.value.query;
    const kinds = words("notice_kind").map((word): [string, string] => [word.code, word.label]);
    const states = (["open", "late", "done"] as const).map((state): [string, string] => [state, say(`notices.state.${state}`)]);
    const person = personById.value.get(query.get("person") ?? "");
    const area = areaById.value.get(query.get("area") ?? "");
    return html`${tabs("notices")}${choice("year", say("meetings.year"), yearChoices(), query.get("year") ?? today.value.slice(0, 4))}
      ${choice("kind", say("notices.kind"), [["", say("notices.allKinds")], ...kinds])}
      ${choice("state", say("notices.reach"), [["", say("notices.anyState")], ...states])}
      ${person ? chip(person.name, "person") : nothing}${area ? chip(spoken(area.name), "area") : nothing}
      ${wordField(say("notices.words"))}`;
  }
}
define("zd-notice-list", NoticeList);
