import { html, nothing, type TemplateResult } from "lit";
import { shift, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { figure, say } from "@/app/words";
import { ask } from "@/bridge";
import type { GroupReach, Reach, VillageReach } from "@/bridge/calls";
import { icon, light, type Shape } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { listField, searchField } from "@/parts/page";

type State = "never" | "before" | "since";
type What = "state" | "doors" | "firms";

const shapes: Record<State, Shape> = { never: "owed", before: "doubt", since: "met" };
const WHATS = ["all", "state", "doors", "firms", "groups"] as const;

const stateOf = (state: string): State => (["never", "before", "since"] as const).find((each) => each === state) ?? "never";

/** The last day, with its shape: never, not since the day asked for, or since. */
function lastDay(state: string, day: string | null, year: string): TemplateResult {
  const it = stateOf(state);
  if (!day) return light(shapes[it], say("stations.reach.never"));
  return light(
    shapes[it],
    day.startsWith(year) ? short(day) : say("stations.reach.longAgo", { year: day.slice(0, 4), day: short(day) }),
  );
}

/** Which villages, and which groups of households in them, nobody went to or not since a day; never who lives there. */
class StationReach extends Piece {
  readonly #reach = new Resource<Reach>(this, () => ask("visits.reach", { as_of: today.value, since: this.#since() }), [
    "visits",
    "plans",
    "areas",
  ]);

  #since(): string {
    return place.value.query.get("since") ?? `${today.value.slice(0, 4)}-01-01`;
  }

  #spans(): [string, string][] {
    const day = today.value;
    return [
      [`${day.slice(0, 4)}-01-01`, say("stations.reach.thisYear")],
      [shift(day, -90), say("stations.reach.days", { n: 90 })],
      [shift(day, -180), say("stations.reach.days", { n: 180 })],
      [shift(day, -365), say("stations.reach.days", { n: 365 })],
    ];
  }

  /** Whether a village is wanted: nobody was there since the day, for what is looked at. */
  #wanted(village: VillageReach): boolean {
    const query = place.value.query;
    const what = query.get("lack") ?? "all";
    if (!village.area.includes((query.get("q") ?? "").trim())) return false;
    if (what === "all") return true;
    if (what === "groups") return village.groups.some((group) => group.state !== "since");
    return village[what as What] !== "since";
  }

  #group(group: GroupReach, year: string): TemplateResult {
    return html`<span class="two usage">${group.name} ${lastDay(group.state, group.last, year)}${group.planned ? html`<span class="note">${say("stations.reach.planned", { day: short(group.planned) })}</span>` : nothing}</span>`;
  }

  #of(done: number, all: number | null): string {
    return all === null ? figure(done) : say("stations.reach.of", { n: done, all });
  }

  #row(village: VillageReach, it: Reach): TemplateResult {
    const year = it.as_of.slice(0, 4);
    const visits = link("visits", "", { area: village.area_id, from: it.since });
    return html`<tr>
      <th scope="row" class="name"><a href=${link("stations", village.area_id)}>${village.area}</a></th>
      <td class="nowrap">${lastDay(village.state, village.last, year)}</td>
      <td class="nowrap">${lastDay(village.doors, village.doors_on, year)}</td>
      <td class="num">${village.households > 0 ? html`<a href=${visits}>${figure(village.households)}</a>` : "0"}</td>
      <td class="num nowrap">${this.#of(village.households_first, village.households_all)}</td>
      <td class="nowrap">${lastDay(village.firms, village.firms_on, year)}</td>
      <td class="num nowrap">${this.#of(village.firms_visited, village.firms_all)}</td>
      <td>${village.groups.length > 0 ? village.groups.map((group) => this.#group(group, year)) : html`<span class="t-wait">—</span>`}</td>
      <td class="act"><a class="btn small quiet" href=${link("plans", "new", { area: village.area_id })} aria-label=${say("stations.reach.planOf", { name: village.area })}>${icon("cal")}${say("stations.reach.plan")}</a></td>
    </tr>`;
  }

  #table(it: Reach): TemplateResult {
    const rows = it.villages.filter((village) => this.#wanted(village));
    if (it.villages.length === 0)
      return emptyPlace({ icon: "pin", title: say("stations.empty"), text: say("stations.emptyText") });
    if (rows.length === 0)
      return emptyPlace({ icon: "check", title: say("stations.reach.none"), text: say("stations.reach.noneText") });
    const sum = (of: (village: VillageReach) => number) => figure(rows.reduce((total, village) => total + of(village), 0));
    return html`<table class="table"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("stations.reach.last")}</th><th scope="col">${say("stations.reach.doorsOn")}</th><th scope="col" class="num">${say("stations.reach.households")}</th><th scope="col" class="num">${say("stations.reach.first")}</th><th scope="col">${say("stations.reach.firmsOn")}</th><th scope="col" class="num">${say("stations.reach.firms")}</th><th scope="col">${say("stations.reach.groups")}</th><th scope="col"><span class="apart">${say("stations.reach.plan")}</span></th></tr></thead>
      <tbody>${rows.map((village) => this.#row(village, it))}</tbody>
      <tfoot><tr><th scope="row">${say("stations.reach.total", { n: rows.length })}</th><td></td><td></td><td class="num">${sum((one) => one.households)}</td><td class="num">${sum((one) => one.households_first)}</td><td></td><td class="num">${sum((one) => one.firms_visited)}</td><td></td><td></td></tr></tfoot></table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const whats = WHATS.map((what): [string, string] => [what, say(`stations.reach.lack.${what}`)]);
    return html`<div class="tools inner">
        <div class="picking">${listField({ name: "reach-since", label: say("stations.reach.since"), value: this.#since(), options: this.#spans(), set: (since) => filter({ since }) })}</div>
        <div class="picking">${listField({ name: "reach-lack", label: say("stations.reach.lack"), value: query.get("lack") ?? "all", options: whats, set: (lack) => filter({ lack }) })}</div>
        ${searchField(say("stations.findVillage"))}
        <span class="note">${say("stations.reach.note")}</span></div>
      ${shown(this.#reach, (it) => this.#table(it))}`;
  }
}
define("zd-station-reach", StationReach);
