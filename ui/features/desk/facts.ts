import { monday, shift, today } from "@/app/days";
import { words } from "@/app/register";
import { ask } from "@/bridge";
import type { Draft, OperationLine, Upcoming, VisitPage } from "@/bridge/calls";

/** Visits of a month. */
export interface Month {
  month: number;
  visits: number;
}

/** Opinions of a topic, by status in the order of the dictionary. */
export interface Topic {
  code: string;
  label: string;
  counts: number[];
}

export function duties(): Promise<Upcoming> {
  return ask("duties.upcoming", { as_of: today.value });
}

/** The visits of this week, for the board of villages. */
export function weekVisits(): Promise<VisitPage> {
  const from = monday(today.value);
  return ask("visits.list", { filter: { from, to: shift(from, 6) }, sort: "day", descending: false, offset: 0, limit: 200 });
}

/** How many visits each month of this year has, up to the month of the day. */
export async function months(): Promise<Month[]> {
  const year = today.value.slice(0, 4);
  const last = Number(today.value.slice(5, 7));
  const pages = await Promise.all(
    Array.from({ length: last }, (_, index) => {
      const month = String(index + 1).padStart(2, "0");
      return ask("visits.list", { filter: { from: `${year}-${month}-01`, to: `${year}-${month}-31` }, offset: 0, limit: 1 });
    }),
  );
  return pages.map((page, index) => ({ month: index + 1, visits: page.sums.visits }));
}

export const STATUSES = ["closed", "answered", "handling", "registered"] as const;

/** The opinions of this year by topic and status, the fullest topics first, the rest together. */
export async function topics(): Promise<Topic[]> {
  const from = `${today.value.slice(0, 4)}-01-01`;
  const all = await Promise.all(
    words("topic").map(async (word) => {
      const pages = await Promise.all(
        STATUSES.map((status) => ask("opinions.list", { from, topic: word.code, status, limit: 1 })),
      );
      return { code: word.code, label: word.label, counts: pages.map((page) => page.total) };
    }),
  );
  const sum = (topic: Topic) => topic.counts.reduce((total, each) => total + each, 0);
  const named = all.filter((topic) => topic.code !== "other" && sum(topic) > 0).sort((a, b) => sum(b) - sum(a));
  const rest = [...named.slice(5), ...all.filter((topic) => topic.code === "other")];
  const other: Topic = {
    code: "other",
    label: all.find((topic) => topic.code === "other")?.label ?? "",
    counts: STATUSES.map((_, index) => rest.reduce((total, topic) => total + (topic.counts[index] ?? 0), 0)),
  };
  return [...named.slice(0, 5), ...(sum(other) > 0 ? [other] : [])];
}

export async function waiting(): Promise<{ drafts: Draft[]; registered: number; handling: number }> {
  const [drafts, registered, handling] = await Promise.all([
    ask("drafts.list", {}),
    ask("opinions.list", { status: "registered", limit: 1 }),
    ask("opinions.list", { status: "handling", limit: 1 }),
  ]);
  return { drafts, registered: registered.total, handling: handling.total };
}

export function lastActs(): Promise<OperationLine[]> {
  return ask("history.recent", { limit: 12 });
}
