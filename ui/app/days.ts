import { signal } from "@preact/signals-core";
import { say } from "./words";

/** A day as ISO text, "2026-09-08", without time zone: the form it has in the ledger. */
export type Day = string;

/** The core's day. Tests and the core set it; until then the computer's own day stands in. */
export const today = signal<Day>(isoOf(new Date()));

export function isoOf(date: Date): Day {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day so many days later. */
export function shift(day: Day, by: number): Day {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
}

/** Days from one day to the other; negative when the second is earlier. */
export function span(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** The last day of a month, "2026-02". */
export function lastOf(month: string): Day {
  const [year = 0, at = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10);
}

/** 0 is Monday, 6 is Sunday. */
export function weekday(day: Day): number {
  return (utc(day).getUTCDay() + 6) % 7;
}

export function monday(day: Day): Day {
  return shift(day, -weekday(day));
}

const parts = (day: Day) => {
  const [year = "", month = "", date = ""] = day.split("-");
  return { y: year, m: String(Number(month)), d: String(Number(date)) };
};

const names = () => say("days.weekdays").split(" ");

/** Month and day, and the year in front when it is another year. */
export function short(day: Day): string {
  if (!day) return "";
  const { y, m, d } = parts(day);
  return y === today.value.slice(0, 4) ? say("days.short", { m, d }) : say("days.long", { y, m, d });
}

/** Year, month and day. */
export function long(day: Day): string {
  return day ? say("days.long", parts(day)) : "";
}

/** The day of the week in full. */
export function dayName(day: Day): string {
  return say("days.weekday", { name: names()[weekday(day)] ?? "" });
}

/** Month, day and weekday. */
export function said(day: Day): string {
  return `${short(day)} ${dayName(day)}`;
}

/** One month and two days, or both days in full when the month changes. */
export function range(from: Day, to: Day): string {
  const a = parts(from);
  const b = parts(to);
  if (from === to) return short(from);
  if (a.y === b.y && a.m === b.m) return say("days.range", { m: a.m, from: a.d, to: b.d });
  return say("days.ranges", { from: short(from), to: short(to) });
}

/** The time today or yesterday, else the date and time. Takes a time stamp, UTC when it ends in Z. */
export function when(stamp: string): string {
  const [day = "", time = ""] = localOf(stamp);
  if (day === today.value) return say("days.todayAt", { time });
  if (day === shift(today.value, -1)) return say("days.yesterdayAt", { time });
  return `${short(day)} ${time}`;
}

export type Read = { day: Day } | { wrong: string };

/**
 * Reads what a clerk types for a day: 0908, 9.8, 9-8, 20260908, 2026.9.8, Han dates, and words for today, yesterday, last Tuesday.
 * Without a year the nearest day is meant that is not more than a month ahead: a ledger is written afterwards. With `forward`
 * it is the next one that is not more than a month past: a day by which something is due.
 */
export function readDay(typed: string, base: Day = today.value, forward = false): Read | undefined {
  const text = typed.normalize("NFKC").replace(/\s+/g, "");
  if (text === "") return undefined;
  const spoken = readSpoken(text, base);
  if (spoken) return { day: spoken };
  const marks = new RegExp(`[${say("days.marks")}./\\-]+`);
  const pieces = text
    .replace(new RegExp(`[${say("days.ends")}]$`), "")
    .split(marks)
    .filter(Boolean);
  if (pieces.some((piece) => !/^\d+$/.test(piece))) return { wrong: say("days.unread") };
  const [one = "", two, three] = pieces;
  if (three !== undefined && two !== undefined) return judge(fullYear(one), Number(two), Number(three));
  if (two !== undefined) return guess(Number(one), Number(two), base, forward);
  if (one.length === 8) return judge(Number(one.slice(0, 4)), Number(one.slice(4, 6)), Number(one.slice(6)));
  if (one.length === 6) return judge(fullYear(one.slice(0, 2)), Number(one.slice(2, 4)), Number(one.slice(4)));
  if (one.length === 4 || one.length === 3) return guess(Number(one.slice(0, -2)), Number(one.slice(-2)), base, forward);
  if (one.length <= 2) return judge(Number(base.slice(0, 4)), Number(base.slice(5, 7)), Number(one));
  return { wrong: say("days.unread") };
}

function readSpoken(text: string, base: Day): Day | undefined {
  const near = say("days.near").split(" ");
  const at = near.indexOf(text);
  if (at >= 0) return shift(base, at - 2);
  const match = text.match(
    new RegExp(`^(${say("days.weeks").split(" ").join("|")})?(?:${say("days.weekWords")})([${say("days.week")}])$`),
  );
  if (!match) return undefined;
  const day = Math.min([...say("days.week")].indexOf(match[2] ?? ""), 6);
  const week = say("days.weeks")
    .split(" ")
    .indexOf(match[1] ?? "");
  // A bare weekday is the latest one that has been; with last or this before it, the week is named.
  if (week < 0) return shift(base, -((weekday(base) - day + 7) % 7));
  return shift(monday(base), day + (week === 0 ? -7 : week === 3 ? 7 : 0));
}

const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text));

/** A month: further ahead lies no day of a ledger, further back no day by which something is due. */
const NEAR = 31;

function guess(month: number, date: number, base: Day, forward: boolean): Read {
  const year = Number(base.slice(0, 4));
  const read = judge(year, month, date);
  const after = judge(year + 1, month, date);
  if (forward) return ("wrong" in read ? !("wrong" in after) : span(base, read.day) < -NEAR) ? after : read;
  // In the last days of a year the first days of the next are near.
  if (!("wrong" in after) && span(base, after.day) <= NEAR) return after;
  return "wrong" in read || span(base, read.day) <= NEAR ? read : judge(year - 1, month, date);
}

function judge(year: number, month: number, date: number): Read {
  const fields = { y: String(year), m: String(month), d: String(date) };
  if (year < 1900 || year > 2199) return { wrong: say("days.noYear", { y: String(year) }) };
  if (month < 1 || month > 12) return { wrong: say("days.noMonth", fields) };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (date < 1 || date > last) return { wrong: say("days.noDay", { ...fields, last: String(last) }) };
  return { day: `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}` };
}

/** Reads a time of day: 15, 1530, 15:30, 930, and with the Han marks. Answers "15:30", or undefined when it is none. */
export function readTime(typed: string): string | undefined {
  const text = typed.normalize("NFKC").replace(/\s+/g, "");
  const half = new RegExp(`[${say("days.hour")}]${say("days.half")}$`);
  const plain = text.replace(half, ":30").replace(new RegExp(`[${say("days.hour")}${say("days.minute")}]`, "g"), ":");
  const match = plain.match(/^(\d{1,2}):(\d{0,2}):?$/) ?? plain.match(/^(\d{1,2})(\d{2})$/) ?? plain.match(/^(\d{1,2})()$/);
  if (!match) return undefined;
  const hour = Number(match[1]);
  const minute = Number(match[2] || "0");
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : undefined;
}

/** Day and time on the wall of the office of a stamp: ["2026-09-15", "08:30"]. */
export function localOf(stamp: string): [Day, string] {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(stamp)) return [stamp.slice(0, 10), stamp.slice(11, 16)];
  const date = new Date(stamp);
  const two = (n: number) => String(n).padStart(2, "0");
  return [isoOf(date), `${two(date.getHours())}:${two(date.getMinutes())}`];
}
