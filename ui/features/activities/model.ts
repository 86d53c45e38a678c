import { range, short } from "@/app/days";
import { label } from "@/app/register";
import { say } from "@/app/words";
import type { Activity, ReportUse } from "@/bridge/calls";

/** The days of an activity as a line says them. */
export function daysOf(it: Pick<Activity, "from_day" | "to_day">): string {
  return it.to_day && it.to_day !== it.from_day ? range(it.from_day, it.to_day) : short(it.from_day);
}

/** Tenths of an hour as people write them. */
export function hoursText(tenths: number): string {
  return tenths > 0 ? String(tenths / 10) : "";
}

/** What a report was used for, in a few words. */
export function useWords(use: ReportUse): string {
  const where = [use.receiver, use.document].filter(Boolean).join("");
  const way = label("report_use", use.way);
  return where ? say("activities.usedIn", { way, where }) : way;
}
