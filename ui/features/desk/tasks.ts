import { short, today, weekday, when } from "@/app/days";
import { areaName, delegateOptions, label, personName, spoken } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Draft, Workbench } from "@/bridge/calls";
import { stationsOn } from "@/features/stations/facts";
import type { Shape } from "@/parts/marks";

/** One line of what waits: its shape and moment, what it is, the facts, and the one act that goes there. */
export interface Task {
  shape: Shape;
  when: string;
  title: string;
  note: string;
  act: string;
  href: string;
}

type Work = Workbench["work"];

/** A line that stands only while there is something to count. */
const counted = (n: number, task: () => Task): Task[] => (n > 0 ? [task()] : []);

const listed = (names: readonly string[], most: number): string => names.slice(0, most).join(say("delegates.listComma"));

function stationsToday(): Task[] {
  const on = weekday(today.value) + 1;
  const open = stationsOn().filter((station) => station.slots.some((slot) => slot.weekday === on));
  const first = open[0];
  if (!first) return [];
  const slot = first.slots.find((each) => each.weekday === on);
  const name = spoken(first.area.name);
  return [
    {
      shape: "due",
      when: slot?.starts ?? "",
      title:
        open.length === 1
          ? say("desk.taskStation", { name, ends: slot?.ends ?? "" })
          : say("desk.taskStations", { n: open.length, name }),
      note: listed(
        [...first.leaders, ...first.contacts].map((each) => personName(each.person_id)),
        3,
      ),
      act: say("desk.seeWeek"),
      href: link("stations", "", { view: "week", on: today.value }),
    },
  ];
}

/** What was typed and not saved, with what tells it from another. */
const unfinished: Record<string, (payload: Record<string, unknown>) => [title: string, about: string]> = {
  visits: (it) => [say("desk.taskDraft"), areaName(it.area as string | undefined)],
  plans: (it) => [say("desk.draftPlan"), areaName(it.area_id as string | undefined)],
  proposals: (it) => [say("desk.draftProposal"), String(it.title ?? "")],
  meetings: (it) => [say("desk.draftMeeting"), String(it.title ?? "")],
  activities: (it) => [say("desk.draftActivity"), String(it.title ?? "")],
  notices: (it) => [say("desk.draftNotice"), String(it.title ?? "")],
  handovers: (it) => [say("desk.draftHandover"), personName(String(it.from_id ?? ""))],
  delegates: (it) => [say("desk.draftDelegate"), String(it.name ?? "")],
};

function drafted(draft: Draft): Task[] {
  const payload = (draft.payload ?? {}) as Record<string, unknown>;
  const found = unfinished[draft.feature]?.(payload);
  if (!found) return [];
  const query = draft.feature === "handovers" && !draft.record ? { from: String(payload.from_id ?? "") } : {};
  return [
    {
      shape: "wait",
      when: when(draft.saved).slice(0, -5),
      title: found[0],
      note: [say("desk.taskDraftNote", { when: when(draft.saved) }), found[1]].filter(Boolean).join(say("frame.comma")),
      act: say("visits.draftTake"),
      href: link(draft.feature, draft.record ?? "new", query),
    },
  ];
}

function opinions({ due, registered, handling }: Work): { pressing: Task[]; open: Task[] } {
  const first = listed(
    due.lines.map((line) => `${spoken(line.area)} ${line.content || say("opinions.namedLine")}`),
    2,
  );
  return {
    pressing: [
      ...counted(due.overdue, () => ({
        shape: "owed",
        when: label("opinion_light", "overdue"),
        title: say("desk.taskOverdue", { n: due.overdue }),
        note: first,
        act: say("desk.goHandle"),
        href: link("opinions", "", { light: "overdue" }),
      })),
      ...counted(due.soon, () => ({
        shape: "due",
        when: label("opinion_light", "soon"),
        title: say("desk.taskSoon", { n: due.soon }),
        note: due.overdue > 0 ? "" : first,
        act: say("desk.goHandle"),
        href: link("opinions", "", { light: "near" }),
      })),
      ...counted(due.untold, () => ({
        shape: "doubt",
        when: say("desk.open"),
        title: say("desk.taskUntold", { n: due.untold }),
        note: say("desk.taskUntoldNote"),
        act: say("desk.goTell"),
        href: link("opinions", "", { light: "untold" }),
      })),
    ],
    open: [
      ...counted(due.grown, () => ({
        shape: "doubt",
        when: say("desk.open"),
        title: say("desk.taskGrown", { n: due.grown }),
        note: say("desk.taskGrownNote"),
        act: say("desk.goTell"),
        href: link("opinions", "", { light: "grown" }),
      })),
      ...counted(registered, () => ({
        shape: "wait",
        when: say("desk.open"),
        title: say("desk.taskRegistered", { n: registered }),
        note: say("desk.taskRegisteredNote"),
        act: say("desk.goHandle"),
        href: link("opinions", "", { status: "registered" }),
      })),
      ...counted(handling, () => ({
        shape: "due",
        when: say("desk.running"),
        title: say("desk.taskHandling", { n: handling }),
        note: say("desk.taskHandlingNote"),
        act: say("desk.goAsk"),
        href: link("opinions", "", { status: "handling" }),
      })),
    ],
  };
}

function proposals({ proposals: { overdue, soon, lines } }: Work): Task[] {
  const titles = (light: string) =>
    listed(
      lines.filter((line) => line.light === light).map((line) => line.title),
      2,
    );
  return [
    ...counted(overdue, () => ({
      shape: "owed",
      when: say("proposals.overdue"),
      title: say("desk.taskProposalsOverdue", { n: overdue }),
      note: titles("overdue"),
      act: say("desk.goHandle"),
      href: link("proposals", "", { stage: "overdue", sort: "due" }),
    })),
    ...counted(soon, () => ({
      shape: "due",
      when: say("views.one.stage.soon"),
      title: say("desk.taskProposalsSoon", { n: soon }),
      note: titles("soon"),
      act: say("desk.goHandle"),
      href: link("proposals", "", { stage: "soon", sort: "due" }),
    })),
  ];
}

/** Who has not got a notice: the count opens the list of whom to ring up. */
function notices({ notices: due }: Work): Task[] {
  return counted(due.missing, () => ({
    shape: due.late > 0 ? "owed" : "due",
    when: say(due.late > 0 ? "desk.noticeLate" : "desk.open"),
    title: say("desk.taskNotices", { n: due.missing }),
    note: listed(due.titles, 2),
    act: say("desk.goRing"),
    href: link("notices", "", { view: "ring" }),
  }));
}

/** What the office itself still lacks. */
function holes(visited: boolean): Task[] {
  const stations = stationsOn();
  const placed = new Set(stations.flatMap((station) => station.contacts.map((each) => each.person_id)));
  const loose = delegateOptions.value.filter((each) => !placed.has(each.id));
  const untimed = stations.length > 0 && stations.every((station) => station.slots.length === 0);
  return [
    ...counted(untimed ? 1 : 0, () => ({
      shape: "wait",
      when: say("desk.open"),
      title: say("desk.taskSlots"),
      note: say("desk.taskSlotsNote"),
      act: say("stations.setSlot"),
      href: link("stations"),
    })),
    ...counted(visited ? 0 : 1, () => ({
      shape: "wait",
      when: say("desk.open"),
      title: say("desk.taskLedger"),
      note: say("desk.taskLedgerNote"),
      act: say("desk.goImport"),
      href: link("imports", "", { what: "visits" }),
    })),
    ...counted(loose.length, () => ({
      shape: "doubt",
      when: say("desk.open"),
      title: say("desk.taskLoose", { n: loose.length }),
      note: listed(
        loose.map((each) => each.name),
        4,
      ),
      act: say("desk.goPlace"),
      href: link("delegates", "", { station: "none" }),
    })),
  ];
}

/** Everything that waits, what presses first. */
export function tasks(bench: Workbench): Task[] {
  const { work } = bench;
  const { pressing, open } = opinions(work);
  return [
    ...stationsToday(),
    ...work.drafts.flatMap(drafted),
    ...counted(work.sheets, () => ({
      shape: "due",
      when: say("desk.open"),
      title: say("desk.taskSheets", { n: work.sheets }),
      note: say("desk.taskSheetsNote"),
      act: say("desk.goSheets"),
      href: link("plans", "", { view: "missing" }),
    })),
    ...pressing,
    ...proposals(work),
    ...notices(work),
    ...open,
    ...work.meetings.map(
      (meeting): Task => ({
        shape: "wait",
        when: short(meeting.day),
        title: meeting.title,
        note: meeting.place,
        act: say("visits.openKey"),
        href: link("meetings", meeting.id),
      }),
    ),
    ...holes(bench.visited),
  ];
}
