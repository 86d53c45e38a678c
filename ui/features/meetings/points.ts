import { html, nothing, type TemplateResult } from "lit";
import { short, span, today } from "@/app/days";
import { define } from "@/app/piece";
import { personName } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ActionLine } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/seg";

const STATES = ["open", "late", "done"] as const;

const who = ({ action }: ActionLine): string => personName(action.person_id) || action.owner;
const late = ({ action }: ActionLine): boolean => !action.done_on && action.due_on !== null && action.due_on < today.value;

/** Whether a point belongs to a choice: what is late is open too. */
const stands = (line: ActionLine, state: string): boolean =>
  state === "all" ||
  (state === "done" ? line.action.done_on !== null : state === "late" ? late(line) : line.action.done_on === null);

/** How a point stands: done, late or until when. */
export function pointLight(line: ActionLine): TemplateResult {
  const it = line.action;
  if (it.done_on) return light("met", html`${say("meetings.done")} <span class="note">${short(it.done_on)}</span>`);
  if (!it.due_on) return light("wait", say("meetings.noDue"));
  const left = span(today.value, it.due_on);
  if (left < 0) return light("owed", html`${short(it.due_on)} <span class="note">${say("proposals.late", { n: -left })}</span>`);
  const word = left === 0 ? say("proposals.lastDay") : say("proposals.left", { n: left });
  return light(left <= 7 ? "due" : "wait", html`${short(it.due_on)} <span class="note">${word}</span>`);
}

/** What meetings asked somebody to do, over all meetings: open first, until each is done. */
class PointList extends HeldList<ActionLine, ActionLine[]> {
  protected readonly list = "actions";
  protected readonly page = "meetings";
  protected override readonly order = "due";
  protected readonly answer = new Resource<ActionLine[]>(this, () => ask("meetings.actions", {}), ["action_points", "meetings"]);

  protected override here(): boolean {
    return super.here() && place.peek().query.get("view") === "points";
  }

  protected record(line: ActionLine): string {
    return line.action.id;
  }

  protected override href(line: ActionLine): string {
    return link("meetings", line.action.meeting_id);
  }

  protected left(lines: ActionLine[]): ActionLine[] {
    const query = place.value.query;
    const [state, name, text] = [query.get("state") ?? "open", query.get("who") ?? "", (query.get("q") ?? "").trim()];
    return lines.filter(
      (line) =>
        stands(line, state) &&
        (!name || who(line) === name) &&
        [line.action.content, line.title, who(line), line.action.outcome].some((each) => each.includes(text)),
    );
  }

  protected columns(): Column<ActionLine>[] {
    return [
      {
        key: "due_on",
        word: say("meetings.due"),
        sort: "due",
        // What is done needs no more looking after; what has no day stands behind what has one.
        by: (line) => (line.action.done_on ? `~${line.action.done_on}` : (line.action.due_on ?? "}")),
        look: "nowrap",
        kept: true,
        holds: ["due_on", "done_on"],
        cell: pointLight,
      },
      {
        key: "content",
        word: say("meetings.action"),
        sort: "content",
        by: (line) => line.action.content,
        look: "matter",
        kept: true,
        holds: ["content", "outcome"],
        cell: (line) =>
          html`<a href=${this.href(line)} tabindex="-1">${line.action.content}</a>${line.action.outcome ? html`<span class="two note">${line.action.outcome}</span>` : nothing}`,
      },
      { key: "who", word: say("meetings.owner"), sort: "who", by: who, look: "name", cell: who },
      {
        key: "day",
        word: say("meetings.pointDay"),
        sort: "day",
        by: (line) => line.day,
        look: "nowrap",
        cell: (line) => short(line.day),
      },
      { key: "title", word: say("meetings.pointOf"), sort: "title", by: (line) => line.title, cell: (line) => line.title },
    ];
  }

  protected empty(lines: ActionLine[]): TemplateResult {
    const some = lines.length > 0;
    const search = narrowed("who", "q");
    return emptyPlace({
      icon: search ? "search" : "check",
      title: say(search ? "meetings.noPointsLeft" : some ? "meetings.pointsDone" : "meetings.noPoints"),
      text: say(some ? "meetings.noPointsLeftText" : "meetings.noPointsText"),
      acts: some
        ? html`<button class="btn" @click=${() => filter({ state: "all", who: undefined, q: undefined })}>${say("visits.showAll")}</button>`
        : nothing,
    });
  }

  protected head(): TemplateResult {
    return head(
      say("meetings.actions"),
      say("meetings.pointsSub"),
      html`<a class="btn quiet" href=${link("meetings")}>${icon("left")}${say("meetings.tab.meetings")}</a>`,
    );
  }

  protected tools(lines: ActionLine[] = []): TemplateResult {
    const query = place.value.query;
    const choices = [...STATES, "all" as const].map((value) => ({
      value,
      label: say(`meetings.points.${value}`),
      count: lines.filter((line) => stands(line, value)).length,
    }));
    const names = [...new Set(lines.map(who).filter(Boolean))].map((name): [string, string] => [name, name]);
    return html`<zd-seg label=${say("delegates.state")} .value=${query.get("state") ?? "open"} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail === "open" ? undefined : event.detail, from: undefined })}></zd-seg>
      ${names.length > 1 ? choice("who", say("meetings.owner"), [["", say("meetings.anybody")], ...names]) : nothing}
      ${this.search(say("meetings.findPoint"))}`;
  }
}
define("zd-point-list", PointList);
