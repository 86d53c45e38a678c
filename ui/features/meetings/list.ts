import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define } from "@/app/piece";
import { allCircles, circleById, label, personById, personName, roster, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ActionLine, MeetingLine, MeetingPage } from "@/bridge/calls";
import { type Column, chip, choice, narrowed, RecordList, wordField, yearChoices, yearDays } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";
import { pointLight } from "./points";
import { tabs } from "./tabs";

/** Most points beside the list; the rest stands in the list of them. */
const MOST = 6;

/** The meetings of a year, and beside them what they asked for that is not done yet. */
class MeetingList extends RecordList<MeetingLine, MeetingPage> {
  protected readonly list = "meetings";
  protected readonly page = "meetings";
  protected override readonly fresh = link("meetings", "new");
  protected readonly answer = new Resource<MeetingPage>(
    this,
    () => ask("meetings.page", { ...this.request(), ...this.paged() }),
    ["meetings", "attendances", "agenda_items", "action_points"],
  );
  readonly #actions = new Resource<ActionLine[]>(this, () => ask("meetings.actions", { open: true }), [
    "action_points",
    "meetings",
  ]);

  protected override here(): boolean {
    return super.here() && !place.peek().id && !place.peek().query.get("view");
  }

  protected override request() {
    const query = place.value.query;
    return {
      filter: {
        ...yearDays(),
        kind: query.get("kind"),
        circle_id: query.get("group"),
        person_id: query.get("person"),
        text: query.get("q"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: MeetingLine): string {
    return line.id;
  }

  protected lines(page: MeetingPage): MeetingLine[] {
    return page.lines;
  }

  protected total(page: MeetingPage): number {
    return page.total;
  }

  /** Whose meeting it is: a group, a session of a congress, or everybody. */
  #who(row: MeetingLine): string {
    if (row.circle_id) return circleById.value.get(row.circle_id)?.name ?? "";
    const term = row.session > 0 ? roster.value.terms.find((one) => one.id === row.term_id) : undefined;
    return term ? say("meetings.session", { term: term.name, n: row.session }) : say("meetings.everybody");
  }

  protected columns(page: MeetingPage | undefined): Column<MeetingLine>[] {
    const came = (key: "present" | "leave" | "absent"): Column<MeetingLine> => ({
      key,
      word: say(`meetings.status.${key}`),
      sort: key,
      number: true,
      cell: (line) => line[key] || "",
      sum: page ? count(page[key]) : "",
    });
    return [
      { key: "day", word: say("visits.day"), sort: "day", look: "nowrap", cell: (line) => short(line.day) },
      { key: "kind", word: say("meetings.kind"), sort: "kind", look: "nowrap", cell: (line) => label("meeting_kind", line.kind) },
      { key: "circle_id", word: say("delegates.group"), cell: (line) => this.#who(line) },
      {
        key: "title",
        word: say("meetings.topic"),
        sort: "title",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.title}</a>`,
      },
      { key: "place", word: say("meetings.place"), more: true, cell: (line) => line.place },
      { key: "host", word: say("meetings.host"), more: true, look: "name", cell: (line) => line.host },
      came("present"),
      came("leave"),
      came("absent"),
      { key: "open", word: say("meetings.openPoints"), number: true, more: true, cell: (line) => line.open || "" },
    ];
  }

  protected override sums(page: MeetingPage): string {
    return say("meetings.total", { n: page.total });
  }

  protected empty(): TemplateResult {
    if (narrowed("kind", "group", "person", "q"))
      return emptyPlace({
        icon: "search",
        title: say("meetings.noneLeft"),
        text: say("meetings.noneLeftText"),
        acts: html`<button class="btn" @click=${() => filter({ kind: undefined, group: undefined, person: undefined, q: undefined })}>${say("visits.showAll")}</button>`,
      });
    return emptyPlace({
      icon: "group",
      title: say("meetings.empty"),
      text: say("meetings.emptyText"),
      acts: html`<a class="btn" href=${link("meetings", "new")}>${say("duties.addMeeting")} <kbd>Alt N</kbd></a>`,
    });
  }

  #action(line: ActionLine): TemplateResult {
    const it = line.action;
    return html`<li><a href=${link("meetings", it.meeting_id)}>${it.content}</a><span class="note">${[personName(it.person_id) || it.owner, `${short(line.day)} ${line.title}`].filter(Boolean).join(" · ")}</span>${pointLight(line)}</li>`;
  }

  protected override side(): TemplateResult {
    const open = this.#actions.value.value ?? [];
    return html`<aside class="panel" tabindex="0" aria-label=${say("meetings.openActions")}><div class="side"><section><h2>${say("meetings.openActions")}</h2>${open.length > 0 ? html`<ul class="likelist">${open.slice(0, MOST).map((line) => this.#action(line))}</ul>` : html`<p class="note">${say("meetings.noOpenActions")}</p>`}<p><a class="btn small quiet" href=${link("meetings", "", { view: "points" })}>${say("meetings.allPoints", { n: open.length })}</a></p></section></div></aside>`;
  }

  protected head(): TemplateResult {
    return head(
      say("frame.meetings"),
      say("meetings.sub"),
      html`<a class="btn primary" href=${link("meetings", "new")}>${icon("plus")}${say("duties.addMeeting")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(): TemplateResult {
    const query = place.value.query;
    const kinds = words("meeting_kind").map((word): [string, string] => [word.code, word.label]);
    const groups = allCircles.value;
    const person = personById.value.get(query.get("person") ?? "");
    return html`${tabs("meetings")}${choice("year", say("meetings.year"), yearChoices(), query.get("year") ?? today.value.slice(0, 4))}
      ${choice("kind", say("meetings.kind"), [["", say("meetings.allKinds")], ...kinds])}
      ${groups.length > 0 ? choice("group", say("delegates.group"), [["", say("delegates.allGroups")], ...groups]) : nothing}
      ${person ? chip(person.name, "person") : nothing}
      ${wordField(say("meetings.find"))}`;
  }
}
define("zd-meeting-list", MeetingList);
