import { html, nothing, type TemplateResult } from "lit";
import { long, shift, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { figure, say } from "@/app/words";
import { ask } from "@/bridge";
import type { GroupReach, Reach, VillageReach } from "@/bridge/calls";
import { type Column, choice, HeldList } from "@/parts/list";
import { icon, light, type Shape } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { stationHead, stationView, stationViews } from "./views";

type State = "never" | "before" | "since";
type What = "state" | "doors" | "firms";

const shapes: Record<State, Shape> = { never: "owed", before: "doubt", since: "met" };
const WHATS = ["all", "state", "doors", "firms", "groups"] as const;

/** As it is called on every other screen. */
const named = (village: VillageReach): string => areaName(village.area_id) || village.area;

const stateOf = (state: string): State => (["never", "before", "since"] as const).find((each) => each === state) ?? "never";

/** The last day, with its shape: never, not since the day asked for, or since. Where no visit was entered yet nothing is late. */
function lastDay(state: string, day: string | null, it: Reach | undefined): TemplateResult {
  const year = it?.as_of.slice(0, 4) ?? "";
  const begun = it?.villages.some((village) => village.last) ?? false;
  const shape = begun ? shapes[stateOf(state)] : "wait";
  if (!day) return light(shape, say("stations.reach.never"));
  return light(
    shape,
    day.startsWith(year) ? short(day) : say("stations.reach.longAgo", { year: day.slice(0, 4), day: short(day) }),
  );
}

/** Which villages, and which groups of households in them, nobody went to or not since a day; never who lives there. */
class StationReach extends HeldList<VillageReach, Reach> {
  protected readonly list = "reach";
  protected readonly page = "stations";
  protected override readonly order = "";
  // A town has a few dozen villages; the sums below belong to all of them.
  protected override readonly size = 300;
  protected readonly answer = new Resource<Reach>(this, () => ask("visits.reach", this.request()), ["visits", "plans", "areas"]);

  protected override request() {
    return { as_of: today.value, since: this.#since() };
  }

  protected override here(): boolean {
    return super.here() && stationView(place.peek().query) === "reach";
  }

  protected record(village: VillageReach): string {
    return village.area_id;
  }

  #since(): string {
    return place.value.query.get("since") ?? `${today.value.slice(0, 4)}-01-01`;
  }

  #spans(): [string, string][] {
    const day = today.value;
    const spans: [string, string][] = [
      [`${day.slice(0, 4)}-01-01`, say("stations.reach.thisYear")],
      [shift(day, -90), say("stations.reach.days", { n: 90 })],
      [shift(day, -180), say("stations.reach.days", { n: 180 })],
      [shift(day, -365), say("stations.reach.days", { n: 365 })],
    ];
    const since = this.#since();
    return spans.some(([value]) => value === since)
      ? spans
      : [...spans, [since, say("stations.reach.from", { day: long(since) })]];
  }

  protected left(it: Reach): VillageReach[] {
    const query = place.value.query;
    const [what, text] = [query.get("lack") ?? "all", (query.get("q") ?? "").trim()];
    // Wanted is a village nobody went to since the day, for what is looked at.
    const lacks = (village: VillageReach): boolean =>
      what === "all" ||
      (what === "groups" ? village.groups.some((group) => group.state !== "since") : village[what as What] !== "since");
    return it.villages.filter((village) => (village.area.includes(text) || named(village).includes(text)) && lacks(village));
  }

  #group(group: GroupReach, it: Reach | undefined): TemplateResult {
    return html`<span class="two usage">${group.name} ${lastDay(group.state, group.last, it)}${group.planned ? html`<span class="note">${say("stations.reach.planned", { day: short(group.planned) })}</span>` : nothing}</span>`;
  }

  #of(done: number, all: number | null): string {
    return all === null ? figure(done) : say("stations.reach.of", { n: done, all });
  }

  protected columns(it: Reach | undefined): Column<VillageReach>[] {
    const villages = it?.villages ?? [];
    const left = it ? this.left(it) : [];
    const sum = (of: (village: VillageReach) => number) => figure(left.reduce((total, village) => total + of(village), 0));
    const visits = (village: VillageReach) =>
      link("visits", "", { area: village.area_id, since: it?.since, until: it?.as_of, with: "households" });
    return [
      {
        key: "area",
        word: say("visits.area"),
        sort: "area",
        by: (village) => villages.indexOf(village),
        look: "name",
        head: true,
        kept: true,
        cell: (village) => html`<a href=${this.href(village)} tabindex="-1">${named(village)}</a>`,
      },
      {
        key: "last",
        word: say("stations.reach.last"),
        sort: "last",
        by: (village) => village.last ?? "",
        look: "nowrap",
        cell: (village) => lastDay(village.state, village.last, it),
      },
      {
        key: "doors_on",
        word: say("stations.reach.doorsOn"),
        sort: "doors",
        by: (village) => village.doors_on ?? "",
        look: "nowrap",
        cell: (village) => lastDay(village.doors, village.doors_on, it),
      },
      {
        key: "households",
        word: say("stations.reach.households"),
        sort: "households",
        by: (village) => village.households,
        number: true,
        sum: sum((one) => one.households),
        cell: (village) => (village.households > 0 ? html`<a href=${visits(village)}>${figure(village.households)}</a>` : "0"),
      },
      {
        key: "first",
        word: say("stations.reach.first"),
        sort: "first",
        by: (village) => village.households_first,
        number: true,
        look: "nowrap",
        holds: ["households_first", "households_all"],
        sum: sum((one) => one.households_first),
        cell: (village) => this.#of(village.households_first, village.households_all),
      },
      {
        key: "firms_on",
        word: say("stations.reach.firmsOn"),
        sort: "firmsOn",
        by: (village) => village.firms_on ?? "",
        look: "nowrap",
        cell: (village) => lastDay(village.firms, village.firms_on, it),
      },
      {
        key: "firms",
        word: say("stations.reach.firms"),
        sort: "firms",
        by: (village) => village.firms_visited,
        number: true,
        look: "nowrap",
        holds: ["firms_visited", "firms_all"],
        sum: sum((one) => one.firms_visited),
        cell: (village) => this.#of(village.firms_visited, village.firms_all),
      },
      {
        key: "groups",
        word: say("stations.reach.groups"),
        look: "reached",
        cell: (village) =>
          village.groups.length > 0
            ? html`${village.groups.map((group) => this.#group(group, it))}`
            : html`<span class="t-wait">—</span>`,
      },
      {
        key: "acts",
        word: say("stations.reach.plan"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (village) =>
          html`<a class="btn small quiet" href=${link("plans", "new", { area: village.area_id })} aria-label=${say("stations.reach.planOf", { name: village.area })}>${icon("cal")}${say("stations.reach.plan")}</a>`,
      },
    ];
  }

  protected override sums(it: Reach): string {
    return say("stations.reach.total", { n: this.total(it) });
  }

  protected empty(it: Reach): TemplateResult {
    return it.villages.length === 0
      ? emptyPlace({ icon: "pin", title: say("stations.empty"), text: say("stations.emptyText") })
      : emptyPlace({ icon: "check", title: say("stations.reach.none"), text: say("stations.reach.noneText") });
  }

  protected head(): TemplateResult {
    return stationHead("reach");
  }

  protected tools(): TemplateResult {
    const whats = WHATS.map((what): [string, string] => [what === "all" ? "" : what, say(`stations.reach.lack.${what}`)]);
    return html`${stationViews("reach")}
      ${choice("since", say("stations.reach.since"), this.#spans(), this.#since())}
      ${choice("lack", say("stations.reach.lack"), whats)}
      ${this.search(say("stations.findVillage"))}`;
  }

  protected override remark(): TemplateResult {
    return html`<span class="note">${say("stations.reach.note")}</span>`;
  }
}
define("zd-station-reach", StationReach);
