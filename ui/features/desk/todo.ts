import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short, today, weekday, when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName, delegateOptions, label, personName, spoken } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Workbench } from "@/bridge/calls";
import { stationsOn } from "@/features/stations/facts";
import { light, type Shape } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";

/** Tasks in sight; the rest are one click away, so that the screen keeps its height. */
const MOST = 5;

interface Task {
  shape: Shape;
  when: string;
  title: string;
  note: string;
  act: string;
  href: string;
}

/** What waits for the clerk today: stations on duty, opinions not yet passed on, forms not yet finished, holes in the teams. */
class Todo extends Piece {
  static override properties = { bench: { attribute: false } };
  declare bench: Workbench;
  readonly #all = signal(false);

  #tasks(): Task[] {
    const tasks: Task[] = [];
    const it = this.bench?.work;
    const slots = stationsOn().filter((station) => station.slots.some((slot) => slot.weekday === weekday(today.value) + 1));
    const first = slots[0];
    if (first) {
      const slot = first.slots.find((each) => each.weekday === weekday(today.value) + 1);
      tasks.push({
        shape: "due",
        when: slot?.starts ?? "",
        title:
          slots.length === 1
            ? say("desk.taskStation", { name: spoken(first.area.name), ends: slot?.ends ?? "" })
            : say("desk.taskStations", { n: slots.length, name: spoken(first.area.name) }),
        note: [...first.leaders, ...first.contacts]
          .slice(0, 3)
          .map((each) => personName(each.person_id))
          .join(say("delegates.listComma")),
        act: say("desk.seeWeek"),
        href: link("stations", "", { view: "week", on: today.value }),
      });
    }
    for (const draft of (it?.drafts ?? []).filter((each) => each.feature === "visits")) {
      const area = (draft.payload as { area?: string } | null)?.area;
      tasks.push({
        shape: "wait",
        when: when(draft.saved).slice(0, -5),
        title: say("desk.taskDraft"),
        note: say("desk.taskDraftNote", { when: when(draft.saved), area: areaName(area) }),
        act: say("visits.draftTake"),
        href: link("visits", draft.record ?? "new"),
      });
    }
    if (it && it.sheets > 0)
      tasks.push({
        shape: "due",
        when: say("desk.open"),
        title: say("desk.taskSheets", { n: it.sheets }),
        note: say("desk.taskSheetsNote"),
        act: say("desk.goSheets"),
        href: link("plans", "", { view: "missing" }),
      });
    const due = it?.due;
    const waiting = due?.lines
      .slice(0, 2)
      .map((line) => `${spoken(line.area)} ${line.content || say("opinions.namedLine")}`)
      .join(say("delegates.listComma"));
    if (due && due.overdue > 0)
      tasks.push({
        shape: "owed",
        when: label("opinion_light", "overdue"),
        title: say("desk.taskOverdue", { n: due.overdue }),
        note: waiting ?? "",
        act: say("desk.goHandle"),
        href: link("opinions", "", { light: "overdue" }),
      });
    if (due && due.soon > 0)
      tasks.push({
        shape: "due",
        when: label("opinion_light", "soon"),
        title: say("desk.taskSoon", { n: due.soon }),
        note: due.overdue > 0 ? "" : (waiting ?? ""),
        act: say("desk.goHandle"),
        href: link("opinions", "", { light: "near" }),
      });
    if (due && due.untold > 0)
      tasks.push({
        shape: "doubt",
        when: say("desk.open"),
        title: say("desk.taskUntold", { n: due.untold }),
        note: say("desk.taskUntoldNote"),
        act: say("desk.goTell"),
        href: link("opinions", "", { light: "untold" }),
      });
    const papers = it?.proposals;
    const titles = (light: string) =>
      (papers?.lines ?? [])
        .filter((line) => line.light === light)
        .slice(0, 2)
        .map((line) => line.title)
        .join(say("delegates.listComma"));
    if (papers && papers.overdue > 0)
      tasks.push({
        shape: "owed",
        when: say("proposals.overdue"),
        title: say("desk.taskProposalsOverdue", { n: papers.overdue }),
        note: titles("overdue"),
        act: say("desk.goHandle"),
        href: link("proposals", "", { stage: "overdue", sort: "due" }),
      });
    if (papers && papers.soon > 0)
      tasks.push({
        shape: "due",
        when: say("views.one.stage.soon"),
        title: say("desk.taskProposalsSoon", { n: papers.soon }),
        note: titles("soon"),
        act: say("desk.goHandle"),
        href: link("proposals", "", { stage: "soon", sort: "due" }),
      });
    if (due && due.grown > 0)
      tasks.push({
        shape: "doubt",
        when: say("desk.open"),
        title: say("desk.taskGrown", { n: due.grown }),
        note: say("desk.taskGrownNote"),
        act: say("desk.goTell"),
        href: link("opinions", "", { light: "grown" }),
      });
    if (it && it.registered > 0)
      tasks.push({
        shape: "wait",
        when: say("desk.open"),
        title: say("desk.taskRegistered", { n: it.registered }),
        note: say("desk.taskRegisteredNote"),
        act: say("desk.goHandle"),
        href: link("opinions", "", { status: "registered" }),
      });
    if (it && it.handling > 0)
      tasks.push({
        shape: "due",
        when: say("desk.running"),
        title: say("desk.taskHandling", { n: it.handling }),
        note: say("desk.taskHandlingNote"),
        act: say("desk.goAsk"),
        href: link("opinions", "", { status: "handling" }),
      });
    for (const meeting of it?.meetings ?? [])
      tasks.push({
        shape: "wait",
        when: short(meeting.day),
        title: meeting.title,
        note: meeting.place,
        act: say("visits.openKey"),
        href: link("meetings", meeting.id),
      });
    if (stationsOn().length > 0 && stationsOn().every((station) => station.slots.length === 0))
      tasks.push({
        shape: "wait",
        when: say("desk.open"),
        title: say("desk.taskSlots"),
        note: say("desk.taskSlotsNote"),
        act: say("stations.setSlot"),
        href: link("stations"),
      });
    if (this.bench && !this.bench.visited)
      tasks.push({
        shape: "wait",
        when: say("desk.open"),
        title: say("desk.taskLedger"),
        note: say("desk.taskLedgerNote"),
        act: say("desk.goImport"),
        href: link("imports", "", { what: "visits" }),
      });
    const placed = new Set(stationsOn().flatMap((station) => station.contacts.map((each) => each.person_id)));
    const loose = delegateOptions.value.filter((each) => !placed.has(each.id));
    if (loose.length > 0)
      tasks.push({
        shape: "doubt",
        when: say("desk.open"),
        title: say("desk.taskLoose", { n: loose.length }),
        note: loose
          .slice(0, 4)
          .map((each) => each.name)
          .join(say("delegates.listComma")),
        act: say("desk.goPlace"),
        href: link("delegates", "", { station: "none" }),
      });
    return tasks;
  }

  protected override render(): TemplateResult {
    const all = this.#tasks();
    const tasks = this.#all.value ? all : all.slice(0, MOST);
    return html`<div class="cap"><h2>${say("desk.todo")}</h2>${tasks.length > 0 ? html`<span class="note">${say("desk.todoCount", { n: all.length })}</span>` : nothing}</div>
      ${
        tasks.length === 0
          ? emptyPlace({ icon: "check", title: say("desk.todoNone"), text: say("desk.todoNoneText") })
          : html`<ul class="todo">${tasks.map((task) => html`<li><span class="when">${light(task.shape, task.when)}</span><span class="grow">${task.title}<span class="note cut">${task.note}</span></span><a href=${task.href}>${task.act}</a></li>`)}</ul>
            ${all.length > MOST ? html`<button class="link" aria-expanded=${this.#all.value} @click=${() => (this.#all.value = !this.#all.value)}>${this.#all.value ? say("desk.todoLess") : say("desk.todoMore", { n: all.length - MOST })}</button>` : nothing}`
      }`;
  }
}
define("zd-todo", Todo);
