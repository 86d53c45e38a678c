import { type Day, today } from "@/app/days";

/** The papers the office can make, in the order they are asked for. */
export const KINDS = [
  "month",
  "slips",
  "forms",
  "schedule",
  "chase",
  "coverage",
  "ledger",
  "opinion_ledger",
  "opinion_board",
  "opinion_urge",
] as const;
export type PaperKind = (typeof KINDS)[number];

/** Which settings a paper takes. */
export const takes: Record<
  PaperKind,
  readonly ("span" | "day" | "group" | "area" | "signs" | "definitions" | "zero" | "phones")[]
> = {
  month: ["span", "signs", "definitions", "zero"],
  slips: ["day", "group"],
  forms: ["day", "area"],
  schedule: ["day"],
  chase: ["day", "phones"],
  coverage: ["day"],
  ledger: ["span", "area"],
  opinion_ledger: ["span", "area"],
  opinion_board: ["span", "area"],
  opinion_urge: [],
};

const last = (year: number, month: number): Day => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The spans a clerk asks for by name: last month, this month, the half year, the year. */
export function spanOf(name: string): { from: Day; to: Day } | undefined {
  const [year = 0, month = 1] = today.value.split("-").map(Number);
  const first = (y: number, m: number) => `${y}-${String(m).padStart(2, "0")}-01`;
  switch (name) {
    case "lastMonth": {
      const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1];
      return { from: first(y, m), to: last(y, m) };
    }
    case "month":
      return { from: first(year, month), to: last(year, month) };
    case "half":
      return month <= 6 ? { from: first(year, 1), to: last(year, 6) } : { from: first(year, 7), to: last(year, 12) };
    case "year":
      return { from: first(year, 1), to: last(year, 12) };
    default:
      return undefined;
  }
}
