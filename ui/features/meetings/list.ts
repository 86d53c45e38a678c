import { html, nothing, type TemplateResult } from "lit";
import { short, span, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { circleById, label, personName, roster, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ActionLine, Meeting } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, listField, searchField, shownCount } from "@/parts/page";
import "@/parts/views";
import { tabs } from "./tabs";

const YEARS = 4;

/** The meetings of a year, and beside them what they asked for that is not done yet. */
class MeetingList extends Piece {
  readonly #list = new Resource<Meeting[]>(
    this,
    () => ask("meetings.list", { from: `${this.#year()}-01-01`, to: `${this.#year()}-12-31` }),
    ["meetings", "attendances"],
  );
  readonly #actions = new Resource<ActionLine[]>(this, () => ask("meetings.actions", { open: true }), [
    "action_points",
    "meetings",
  ]);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => go(link("meetings", "new")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #year(): string {
    return place.value.query.get("year") ?? today.value.slice(0, 4);
  }

  #left(rows: Meeting[]): Meeting[] {
    const query = place.value.query;
    const [kind, group, text] = [query.get("kind"), query.get("group"), query.get("q")?.trim() ?? ""];
    return rows.filter(
      (row) =>
        (!kind || row.kind === kind) &&
        (!group || row.circle_id === group) &&
        (row.title.includes(text) || row.place.includes(text)),
    );
  }

  /** Whose meeting it is: a group, a session of a congress, or everybody. */
  #who(row: Meeting): string {
    if (row.circle_id) return circleById.value.get(row.circle_id)?.name ?? "";
    const term = row.session > 0 ? roster.value.terms.find((one) => one.id === row.term_id) : undefined;
    return term ? say("meetings.session", { term: term.name, n: row.session }) : say("meetings.everybody");
  }

  #row(row: Meeting): TemplateResult {
    const of = (status: string) => row.attendance.filter((came) => came.status === status).length;
    return html`<tr><td class="nowrap">${short(row.day)}</td><td class="nowrap">${label("meeting_kind", row.kind)}</td><td>${this.#who(row)}</td><td><a href=${link("meetings", row.id)}>${row.title}</a></td><td class="num">${of("present") || ""}</td><td class="num">${of("leave") || ""}</td><td class="num">${of("absent") || ""}</td></tr>`;
  }

  #table(rows: Meeting[]): TemplateResult {
    if (rows.length === 0 && ["kind", "group", "q"].some((name) => place.value.query.get(name)))
      return emptyPlace({
        icon: "search",
        title: say("meetings.noneLeft"),
        text: say("meetings.noneLeftText"),
        acts: html`<button class="btn" @click=${() => filter({ kind: undefined, group: undefined, q: undefined })}>${say("visits.showAll")}</button>`,
      });
    if (rows.length === 0)
      return emptyPlace({
        icon: "group",
        title: say("meetings.empty"),
        text: say("meetings.emptyText"),
        acts: html`<a class="btn" href=${link("meetings", "new")}>${say("duties.addMeeting")}</a>`,
      });
    return html`<table class="table"><thead><tr><th scope="col">${say("visits.day")}</th><th scope="col">${say("meetings.kind")}</th><th scope="col">${say("delegates.group")}</th><th scope="col">${say("meetings.topic")}</th><th scope="col" class="num">${say("meetings.status.present")}</th><th scope="col" class="num">${say("meetings.status.leave")}</th><th scope="col" class="num">${say("meetings.status.absent")}</th></tr></thead>
      <tbody>${rows.map((row) => this.#row(row))}</tbody></table>`;
  }

  #action(line: ActionLine): TemplateResult {
    const it = line.action;
    const left = it.due_on ? span(today.value, it.due_on) : undefined;
    const due =
      left === undefined || !it.due_on
        ? light("wait", say("meetings.noDue"))
        : left < 0
          ? light("owed", say("proposals.late", { n: -left }))
          : light(
              left <= 7 ? "due" : "wait",
              html`${short(it.due_on)} <span class="note">${left === 0 ? say("proposals.lastDay") : say("proposals.left", { n: left })}</span>`,
            );
    return html`<li><a href=${link("meetings", it.meeting_id)}>${it.content}</a><span class="note">${[personName(it.person_id) || it.owner, `${short(line.day)} ${line.title}`].filter(Boolean).join(" · ")}</span>${due}</li>`;
  }

  protected override render(): TemplateResult {
    const open = this.#actions.value.value ?? [];
    const all = this.#list.value.value ?? [];
    const left = this.#left(all);
    const now = Number(today.value.slice(0, 4));
    const years = Array.from({ length: YEARS }, (_, at): [string, string] => [
      String(now - at),
      say("frame.year", { year: String(now - at) }),
    ]);
    return html`<main class="sheet">
      ${head(say("frame.meetings"), say("meetings.sub"), html`<a class="btn primary" href=${link("meetings", "new")}>${icon("plus")}${say("duties.addMeeting")} <kbd>Alt N</kbd></a>`)}
      <div class="tools">${tabs("meetings")}<div class="picking">${listField({ name: "year", label: say("meetings.year"), value: this.#year(), options: years, set: (year) => filter({ year }) })}</div>
        <div class="picking">${listField({ name: "kind", label: say("meetings.kind"), value: place.value.query.get("kind") ?? "", options: [["", say("meetings.allKinds")], ...words("meeting_kind").map((word): [string, string] => [word.code, word.label])], set: (kind) => filter({ kind }) })}</div>
        ${roster.value.circles.length > 0 ? html`<div class="picking">${listField({ name: "group", label: say("delegates.group"), value: place.value.query.get("group") ?? "", options: [["", say("delegates.allGroups")], ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name])], set: (group) => filter({ group }) })}</div>` : nothing}
        ${searchField(say("meetings.find"))}
        <zd-views list="meetings"></zd-views></div>
      <div class="split wide ruled">
        <div class="scroll flush" tabindex="-1">${shown(this.#list, (rows) => this.#table(this.#left(rows)))}</div>
        <aside class="panel" tabindex="0" aria-label=${say("meetings.openActions")}><div class="side"><section><h2>${say("meetings.openActions")}</h2>${open.length > 0 ? html`<ul class="likelist">${open.map((line) => this.#action(line))}</ul>` : html`<p class="note">${say("meetings.noOpenActions")}</p>`}</section></div></aside>
      </div>
      <div class="foot"><span class="note">${shownCount(left.length, all.length)}</span>${exportButton({ list: "meetings", total: left.length, request: { from: `${this.#year()}-01-01`, to: `${this.#year()}-12-31` }, ids: left.map((row) => row.id) })}</div>
    </main>`;
  }
}
define("zd-meeting-list", MeetingList);
