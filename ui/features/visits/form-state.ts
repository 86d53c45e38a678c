import { batch, computed, signal } from "@preact/signals-core";
import { readTime } from "@/app/days";
import { readWhole } from "@/app/numbers";
import { areaById, areas, delegateOptions, peopleOptions, personById } from "@/app/register";
import type { Heard, Plan, Visit } from "@/bridge/calls";
import type { Option } from "@/parts/pick";

/** What a clerk has written on the form, as written: numbers stay text until they are read, nothing typed is lost. */
export interface Written {
  day: string;
  starts: string;
  ends: string;
  area: string;
  place: string;
  kind: string;
  leader: Option | undefined;
  delegates: Option[];
  /** People of the register and others by name, in one line on the paper. */
  others: Option[];
  received: string;
  households: string;
  householdsFirst: string;
  firms: string;
  tags: string[];
  situation: string;
  note: string;
  page: string;
  /** The plan its sheet was printed from; empty for none. */
  plan: string;
  opinions: Heard[];
}

/** Whether anything was written in a line of opinions. */
const touched = (heard: Heard): boolean =>
  heard.id !== "" ||
  heard.named ||
  [heard.content, heard.giver, heard.giver_phone, heard.answer, heard.unit, heard.topic, heard.nature].some(
    (text) => text.trim() !== "",
  );

export const emptyHeard = (): Heard => ({
  id: "",
  topic: "",
  content: "",
  giver: "",
  giver_phone: "",
  status: "registered",
  answer: "",
  unit: "",
  closed_on: null,
  nature: "",
  named: false,
  on_its_way: false,
});

export function blank(): Written {
  return {
    day: "",
    starts: "",
    ends: "",
    area: "",
    place: "",
    kind: "reception",
    leader: undefined,
    delegates: [],
    others: [],
    received: "",
    households: "",
    householdsFirst: "",
    firms: "",
    tags: [],
    situation: "",
    note: "",
    page: "",
    plan: "",
    opinions: [emptyHeard()],
  };
}

const numberText = (value: number | null) => (value ? String(value) : "");

function optionOf(id: string, options: readonly Option[]): Option {
  const known = options.find((each) => each.id === id);
  const person = personById.peek().get(id);
  return known ?? { id, name: person?.name ?? "", note: person?.post };
}

/** The form of a saved visit. `copy` leaves out what belongs to that one day: its number, counts and opinions. */
export function writtenOf(visit: Visit, copy = false): Written {
  const people = peopleOptions.peek();
  const typed = visit.companions
    .split(/[\u3001,\uff0c]/)
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    ...blank(),
    day: copy ? "" : visit.day,
    starts: visit.starts,
    ends: visit.ends,
    area: visit.area_id,
    place: visit.place,
    kind: visit.kind,
    leader: visit.leader_id ? optionOf(visit.leader_id, people) : undefined,
    delegates: visit.delegates.map((id) => optionOf(id, delegateOptions.peek())),
    others: [...visit.members.map((id) => optionOf(id, people)), ...typed.map((name) => ({ id: "", name }))],
    tags: [...visit.tags],
    ...(copy
      ? {}
      : {
          received: numberText(visit.received),
          households: numberText(visit.households),
          householdsFirst: numberText(visit.households_first),
          firms: numberText(visit.firms),
          situation: visit.situation,
          note: visit.note,
          page: visit.paper_page,
          plan: visit.plan_id ?? "",
          opinions: [...visit.opinions.map((heard) => ({ ...heard })), emptyHeard()],
        }),
  };
}

/** What is written, and what is known where nothing is written yet. */
export function filled(written: Written, known: Written): Written {
  const empty = (value: unknown): boolean => value === "" || value === undefined || (Array.isArray(value) && value.length === 0);
  const names = (Object.keys(known) as (keyof Written)[]).filter((name) => empty(written[name]) && !empty(known[name]));
  const kind = written.kind === blank().kind ? known.kind : written.kind;
  return { ...written, ...Object.fromEntries(names.map((name) => [name, known[name]])), kind };
}

/** The form of a visit as its plan foresaw it; counts and opinions come from the sheet. */
export function writtenOfPlan(plan: Plan): Written {
  const people = peopleOptions.peek();
  const typed = plan.companions.split("\u3001").filter(Boolean);
  return {
    ...blank(),
    day: plan.day,
    starts: plan.starts,
    ends: plan.ends,
    area: plan.area_id,
    place: plan.place,
    kind: plan.kind,
    leader: plan.leader_id ? optionOf(plan.leader_id, people) : undefined,
    delegates: plan.delegates.map((id) => optionOf(id, delegateOptions.peek())),
    others: [...plan.members.map((id) => optionOf(id, people)), ...typed.map((name) => ({ id: "", name }))],
    plan: plan.id,
  };
}

/** The count a kind is asked for first. */
export function firstCount(kind: string): string {
  return asked[kind]?.[0] ?? "received";
}

/** Which counts a kind asks for; the others stand back, but may still be filled where a paper has them. */
const asked: Record<string, readonly string[]> = {
  reception: ["received"],
  household: ["households"],
  firm: ["firms"],
  forum: ["received"],
  research: ["received", "households", "firms"],
  appointment: ["received"],
};

export function asksFor(kind: string, count: "received" | "households" | "firms"): boolean {
  return (asked[kind] ?? ["received", "households", "firms"]).includes(count);
}

export type Fault =
  | "day"
  | "starts"
  | "ends"
  | "area"
  | "leader"
  | "delegates"
  | "received"
  | "households"
  | "householdsFirst"
  | "firms";

/** One form: what is written, what it was opened from, and what about it cannot be saved. */
export class VisitForm {
  readonly written = signal<Written>(blank());
  readonly origin = signal<Visit | undefined>(undefined);
  readonly touched = signal(false);
  /** Counts the forms begun, so that no field keeps what was typed into the one before. */
  readonly serial = signal(0);

  set<K extends keyof Written>(key: K, value: Written[K]): void {
    this.written.value = { ...this.written.value, [key]: value };
    this.touched.value = true;
  }

  start(written: Written, origin?: Visit, touched = false): void {
    // As one change: what is written now is never taken for what was written into the form before.
    batch(() => {
      this.serial.value += 1;
      this.written.value = written;
      this.origin.value = origin;
      this.touched.value = touched;
    });
  }

  readonly area = computed(() => areaById.value.get(this.written.value.area));

  readonly faults = computed<Set<Fault>>(() => {
    const it = this.written.value;
    const wrong = new Set<Fault>();
    if (!it.day) wrong.add("day");
    if (!it.area || (areas.value.length > 0 && !this.area.value)) wrong.add("area");
    if (it.starts && !readTime(it.starts)) wrong.add("starts");
    if (it.ends && !readTime(it.ends)) wrong.add("ends");
    for (const key of ["received", "households", "householdsFirst", "firms"] as const)
      if (it[key].trim() && count(it[key]) === undefined) wrong.add(key);
    if ((count(it.householdsFirst) ?? 0) > (count(it.households) ?? 0)) wrong.add("householdsFirst");
    return wrong;
  });

  setHeard(index: number, change: Partial<Heard>): void {
    const opinions = this.written.value.opinions.map((heard, at) => (at === index ? { ...heard, ...change } : heard));
    const last = opinions.at(-1);
    if (last && touched(last)) opinions.push(emptyHeard());
    this.set("opinions", opinions);
  }

  dropHeard(index: number): void {
    this.set(
      "opinions",
      this.written.value.opinions.filter((_, at) => at !== index),
    );
  }

  /** Lines in which anything was written; the empty last line is where the next one goes. */
  heard(): Heard[] {
    return this.written.value.opinions.filter(touched);
  }

  request(): Visit {
    const it = this.written.value;
    const origin = this.origin.value;
    return {
      id: origin?.id ?? "",
      day: it.day,
      starts: readTime(it.starts) ?? "",
      ends: readTime(it.ends) ?? "",
      area_id: it.area,
      place: it.place,
      kind: it.kind,
      leader_id: it.leader?.id || null,
      delegates: it.delegates.filter((one) => one.id).map((one) => one.id),
      members: it.others.filter((one) => one.id).map((one) => one.id),
      companions: it.others
        .filter((one) => !one.id)
        .map((one) => one.name)
        .join("\u3001"),
      received: count(it.received) ?? 0,
      households: count(it.households) ?? 0,
      households_first: it.householdsFirst.trim() ? (count(it.householdsFirst) ?? 0) : null,
      firms: count(it.firms) ?? 0,
      tags: it.tags,
      situation: it.situation,
      note: it.note,
      paper_page: it.page,
      plan_id: it.plan,
      opinions: this.heard(),
      year: origin?.year ?? 0,
      number: origin?.number ?? 0,
      version: origin?.version ?? 0,
    };
  }
}

/** More people than a visit can have received: a slip of the hand. */
const LARGEST = 999_999;

/** A count as typed, full-width digits and a unit allowed; nothing is nought, undefined when it is none. */
export function count(typed: string): number | undefined {
  const read = readWhole(typed);
  return read === null ? 0 : read !== undefined && read <= LARGEST ? read : undefined;
}
