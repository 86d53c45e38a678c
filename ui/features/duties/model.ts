import type { Day } from "@/app/days";
import { personById } from "@/app/register";
import { say, sayIf } from "@/app/words";
import type { DelegateDuties, DutySheet, WindowLine } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";

export type Window = WindowLine;
export type DutyRow = DelegateDuties;
export type DutyTable = DutySheet;

/** A column of the matrix: one duty in one window. */
export interface Column {
  duty: string;
  from: Day;
  to: Day;
}

/** The columns of all delegates together, by duty and time, of the duties shown. Windows before the year of the day are left to the print. */
export function columns(table: DutyTable, shown?: readonly string[]): Column[] {
  const year = table.as_of.slice(0, 4);
  const seen = new Map<string, Column>();
  const order: string[] = [];
  for (const row of table.delegates)
    for (const duty of row.duties.filter((each) => !shown || shown.includes(each.duty))) {
      if (!order.includes(duty.duty)) order.push(duty.duty);
      for (const window of duty.windows)
        if (window.to.slice(0, 4) === year)
          seen.set(`${duty.duty} ${window.from}`, { duty: duty.duty, from: window.from, to: window.to });
    }
  return [...seen.values()].sort((a, b) => order.indexOf(a.duty) - order.indexOf(b.duty) || a.from.localeCompare(b.from));
}

export function windowOf(row: DutyRow, column: Column): Window | undefined {
  return row.duties.find((each) => each.duty === column.duty)?.windows.find((each) => each.from === column.from);
}

/** Where a window stands, as a shape. Nothing asked for is neither met nor owed. */
export function shapeOf(window: Window): Shape {
  if (window.required === 0 && window.done === 0) return window.relief ? "void" : "wait";
  if (window.required === 0) return "met";
  return ({ met: "met", open: "due", overdue: "owed", not_due: "wait" } as Record<string, Shape>)[window.state] ?? "wait";
}

/** The short words in a cell of the matrix. */
export function cellWord(window: Window): string {
  const shape = shapeOf(window);
  if (shape === "void") return say("duties.cell.none");
  if (shape === "wait") return say("duties.cell.later");
  if (shape === "owed") return say("duties.cell.overdue");
  if (shape === "due") return say("duties.cell.open", { n: Math.max(1, window.required - window.done) });
  return String(window.done);
}

export function dutyName(duty: string): string {
  return sayIf(`duties.duty.${duty}`) ?? duty;
}

/** A window as people call it: two months, a half year, the year; else its two days. */
export function windowName(from: Day, to: Day): string {
  const [a, b] = [Number(from.slice(5, 7)), Number(to.slice(5, 7))];
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith("-01")) {
    if (a === 1 && b === 12) return say("duties.wholeYear");
    if (a === 1 && b === 6) return say("duties.firstHalf");
    if (a === 7 && b === 12) return say("duties.secondHalf");
    return a === b ? say("duties.month", { m: String(a) }) : say("duties.months", { from: String(a), to: String(b) });
  }
  return say("duties.days", { from: from.slice(5).replace("-", "."), to: to.slice(5).replace("-", ".") });
}

/** Rows under their groups, in the order the page and the workbook show. */
export function grouped(rows: readonly DutyRow[]): [string, DutyRow[]][] {
  const groups = new Map<string, DutyRow[]>();
  for (const row of rows) {
    const name = row.group ?? say("delegates.noGroup");
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups];
}

/** Rows as the page, the keys and the workbook have them: under their groups, or by the reading of the name. */
export function ordered(rows: readonly DutyRow[], sort: string): [string, DutyRow[]][] {
  if (!sort) return grouped(rows);
  const way = sort.startsWith("-") ? -1 : 1;
  const reading = (row: DutyRow) => personById.value.get(row.id)?.pinyin || row.name;
  return [["", [...rows].sort((a, b) => way * reading(a).localeCompare(reading(b), "zh-Hans-CN"))]];
}

/** Everything still open for a person on the day: what the clerk helps to make up. */
export function openCount(row: DutyRow): number {
  return row.duties.flatMap((each) => each.windows).filter((each) => each.state === "overdue" || each.state === "open").length;
}

/** The totals row: how many have done a column, of how many it asks. */
export function totalOf(table: DutyTable, column: Column): { asked: number; met: number } {
  let [asked, met] = [0, 0];
  for (const row of table.delegates) {
    const window = windowOf(row, column);
    if (!window || window.required === 0) continue;
    asked += 1;
    if (window.state === "met") met += 1;
  }
  return { asked, met };
}
