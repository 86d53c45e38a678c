import { computed, effect, signal } from "@preact/signals-core";
import { ask, moved } from "@/bridge";
import type { Area, Circle, Entry, Person, Roster, Stations, Tenure, Term } from "@/bridge/calls";
import type { Option } from "@/parts/pick";
import { today } from "./days";
import { person as clerk, dictionary, readOffice } from "./session";
import { say } from "./words";

/**
 * What every page picks from: people, villages, teams and dictionaries of one town. A few hundred rows, read once after
 * unlocking and again when a write has touched them, so that pickers answer at the speed of typing.
 */
export const roster = signal<Roster>({ people: [], tenures: [], terms: [], circles: [], leaves: [] });
export const areas = signal<Area[]>([]);
export const stations = signal<Stations>({ teams: [], members: [], contacts: [], slots: [] });

const sources: { tables: string[]; read: () => Promise<void> }[] = [
  {
    tables: ["people", "tenures", "terms", "circles", "leaves"],
    read: async () => void (roster.value = await ask("delegates.register", {})),
  },
  { tables: ["areas"], read: async () => void (areas.value = await ask("areas.list", {})) },
  {
    tables: ["teams", "team_members", "contacts", "slots"],
    read: async () => void (stations.value = await ask("stations.whole", {})),
  },
  { tables: ["dictionary", "offices", "parameters"], read: readOffice },
];

/** Keeps the register true while somebody is in, and empties it when the desk is locked. */
export function startRegister(): void {
  effect(() => {
    if (clerk.value) for (const source of sources) void source.read().catch(() => undefined);
    else {
      roster.value = { people: [], tenures: [], terms: [], circles: [], leaves: [] };
      areas.value = [];
      stations.value = { teams: [], members: [], contacts: [], slots: [] };
    }
  });
  let seen = 0;
  effect(() => {
    const move = moved.value;
    if (move.at === seen) return;
    seen = move.at;
    for (const source of sources)
      if (move.tables.has("*") || source.tables.some((table) => move.tables.has(table)))
        void source.read().catch(() => undefined);
  });
}

const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]));

export const personById = computed<Map<string, Person>>(() => byId(roster.value.people));
export const areaById = computed<Map<string, Area>>(() => byId(areas.value));
export const circleById = computed<Map<string, Circle>>(() => byId(roster.value.circles));

/** The newest term of a level that has begun, or else the newest. */
export const termOf = (level: string): Term | undefined => {
  const own = roster.value.terms.filter((term) => term.level === level);
  return own.find((term) => term.starts <= today.value) ?? own[0];
};

/** The last day of every term that is over or has its end. */
const termEnds = computed(() => new Map(roster.value.terms.map((term) => [term.id, term.ends])));

/** Whether a seat is held on a day: it ends with its term when nothing ended it before. */
export function holdsOn(seat: Tenure, day: string): boolean {
  return (
    [seat.to_day, termEnds.value.get(seat.term_id) ?? null].every((last) => last === null || last >= day) && seat.from_day <= day
  );
}

/** The seats held on a day by person. */
export function seatsOn(day: string): Map<string, Tenure[]> {
  const held = new Map<string, Tenure[]>();
  for (const tenure of roster.value.tenures)
    if (holdsOn(tenure, day)) held.set(tenure.person_id, [...(held.get(tenure.person_id) ?? []), tenure]);
  return held;
}

/** The seat a person holds today: their group, and that they are a delegate at all. */
export const seats = computed(() => seatsOn(today.value));

/** Whether a congress runs on a day: until the day the next one opened. */
const runs = (term: Term, day: string): boolean => term.starts <= day && (term.ends === null || term.ends >= day);

/** The congress a paper of a day is handed in at: the town's own before those above it. */
export function termOn(day: string): Term | undefined {
  const running = roster.value.terms.filter((term) => runs(term, day) && term.ends !== day);
  return running.find((term) => term.level === "town") ?? running[0];
}

/** Names of delegations and groups; of two that are called alike each bears its congress. */
export const circleNames = computed(() => {
  const { circles, terms } = roster.value;
  const bearers = new Map<string, number>();
  for (const one of circles) bearers.set(one.name, (bearers.get(one.name) ?? 0) + 1);
  return new Map(
    circles.map((one) => {
      const term = (bearers.get(one.name) ?? 0) > 1 ? terms.find((each) => each.id === one.term_id)?.name : undefined;
      return [one.id, term ? one.name + say("proposals.inBrackets", { text: term }) : one.name];
    }),
  );
});

/** Delegations and groups to choose from: those of the congresses that run on a day, and what is chosen already. */
export function circleChoices(day: string, chosen: string | null = null): [string, string][] {
  const running = new Set(roster.value.terms.filter((term) => runs(term, day)).map((term) => term.id));
  return roster.value.circles
    .filter((one) => running.has(one.term_id) || one.id === chosen)
    .map((one) => [one.id, circleNames.value.get(one.id) ?? one.name]);
}

/** All delegations and groups, to narrow a list that reaches back. */
export const allCircles = computed<[string, string][]>(() =>
  roster.value.circles.map((one) => [one.id, circleNames.value.get(one.id) ?? one.name]),
);

/** A delegation with the groups in it, however deep. */
export function partsOf(circle: string): ReadonlySet<string> {
  const parts = new Set([circle]);
  // Circles grow by one each time at least, or no more belong to it.
  for (let before = 0; before !== parts.size; ) {
    before = parts.size;
    for (const one of roster.value.circles) if (one.parent_id !== null && parts.has(one.parent_id)) parts.add(one.id);
  }
  return parts;
}

export function groupOf(id: string): string {
  for (const seat of seats.value.get(id) ?? []) {
    const circle = seat.circle_id ? circleById.value.get(seat.circle_id) : undefined;
    if (circle) return circle.name;
  }
  return "";
}

/** Search keys of a reading: "qu jia jun" gives "qjj" and "qujiajun". */
export function pinyinKeys(pinyin: string): string {
  const syllables = pinyin.toLowerCase().split(/\s+/).filter(Boolean);
  return syllables.length ? `${syllables.map((one) => one[0]).join("")} ${syllables.join("")}` : "";
}

const option = (one: Person, note: string): Option => ({ id: one.id, name: one.name, note, keys: pinyinKeys(one.pinyin) });

/** Delegates in office, in the order of the register (strokes of the surname). */
export const delegateOptions = computed<Option[]>(() =>
  roster.value.people.filter((one) => seats.value.has(one.id)).map((one) => option(one, groupOf(one.id))),
);

/** Everybody of the register: a person responsible may hold no seat. */
export const peopleOptions = computed<Option[]>(() => roster.value.people.map((one) => option(one, one.post || groupOf(one.id))));

/**
 * Villages of today in their fixed order, under the name people say, found by its initials, its reading and the short
 * name. The town stands beside a name that two villages bear, and where the list holds several towns.
 */
export const areaOptions = computed<Option[]>(() => {
  const running = areas.value.filter((one) => !one.valid_to || one.valid_to >= today.value);
  const towns = new Set(running.map((one) => one.town_code)).size;
  const bearers = new Map<string, number>();
  for (const one of running) bearers.set(spoken(one.name), (bearers.get(spoken(one.name)) ?? 0) + 1);
  return running.map((one) => {
    const name = spoken(one.name);
    const syllables = one.pinyin.toLowerCase().replace(/\s+/g, "");
    return {
      id: one.id,
      name,
      note: towns > 1 || (bearers.get(name) ?? 0) > 1 ? one.town_name : "",
      keys: `${one.initials.toLowerCase()} ${syllables} ${one.short_name}`.trim(),
    };
  });
});

export function personName(id: string | null | undefined): string {
  return (id && personById.value.get(id)?.name) || "";
}

export function areaName(id: string | null | undefined): string {
  const area = id ? areaById.value.get(id) : undefined;
  return area ? spoken(area.name) : "";
}

/** The name people say of a village of which only the short name is known; two that share it stay short. */
export function areaSaid(short: string): string {
  const bearers = areas.value.filter((one) => one.short_name === short);
  return bearers.length === 1 && bearers[0] ? spoken(bearers[0].name) : short;
}

/** A village as people say it: the committee's part of the official name goes, what kind of place it is stays. */
export function spoken(name: string): string {
  for (const pair of say("stations.endings").split(" ")) {
    const [ending = "", kept = ""] = pair.split("=");
    if (ending && name.endsWith(ending)) return name.slice(0, -ending.length) + kept;
  }
  return name;
}

/** The words of one list that are offered now, in order. */
export function words(list: string): Entry[] {
  return dictionary.value.filter((one) => one.list === list && one.active).sort((a, b) => a.place - b.place);
}

/** The label of a code, also of one that is no longer offered. */
export function label(list: string, code: string): string {
  return dictionary.value.find((one) => one.list === list && one.code === code)?.label ?? code;
}

/** Lists whose codes stand in a column of that name; the first that knows a code gives its word. */
const listOf: Record<string, readonly string[]> = {
  kind: ["visit_kind", "activity_kind", "notice_kind", "meeting_kind", "proposal_kind"],
  manner: ["report_manner"],
  topic: ["topic"],
  status: ["opinion_status"],
  state: ["opinion_state"],
  nature: ["opinion_nature"],
  told: ["told_by"],
  rating: ["opinion_rating"],
  layer: ["layer"],
  tag: ["tag"],
  category: ["companion"],
};

/** The label of a code that stands in a column of that name; undefined when the column holds no code. */
export function dictionaryLabel(column: string, code: string): string | undefined {
  const found = listOf[column]?.map((list) => dictionary.value.find((one) => one.list === list && one.code === code));
  return found?.find((one) => one !== undefined)?.label;
}
