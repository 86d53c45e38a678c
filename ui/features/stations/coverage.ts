import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define } from "@/app/piece";
import { delegateOptions, personName, spoken, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { type Column, HeldList, narrowed } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace, notice } from "@/parts/notices";
import { lacks, type Station, stationsLeft, stationsOn } from "./facts";
import { stationHead, stationView, stationViews } from "./views";

/** A hole is said where others are filled; where a whole column is empty, the notice above says it once. */
const hole = (word: string, all: boolean): TemplateResult =>
  all ? html`<span class="t-wait">—</span>` : light("doubt", html`<span class="t-due">${word}</span>`);

type Bare = Record<"teams" | "leaders" | "contacts" | "slots", boolean>;

/** The full-coverage table: villages by teams by delegates. A hole is said in words, and stands out. */
class Coverage extends HeldList<Station, Station[]> {
  protected readonly list = "stations";
  protected readonly page = "stations";
  protected override readonly look = "coverage";
  protected override readonly order = "";
  // A town has a few dozen villages; its table is looked at as one sheet, so only a very large one has pages.
  protected override readonly size = 300;
  protected readonly answer = new Resource<Station[]>(this, () => Promise.resolve(stationsOn()));

  protected override here(): boolean {
    return super.here() && stationView(place.peek().query) === "coverage";
  }

  protected record(station: Station): string {
    return station.area.id;
  }

  protected left(all: Station[]): Station[] {
    const query = place.value.query;
    return stationsLeft(all, query.get("q") ?? "", query.get("hole") === "yes");
  }

  #bare(all: Station[]): Bare {
    const none = (held: (station: Station) => unknown[]) => all.every((each) => held(each).length === 0);
    return {
      teams: none((each) => each.teams),
      leaders: none((each) => each.leaders),
      contacts: none((each) => each.contacts),
      slots: none((each) => each.slots),
    };
  }

  #times(station: Station, bare: Bare): TemplateResult | TemplateResult[] {
    if (station.slots.length === 0) return hole(say("stations.noSlot"), bare.slots);
    const names = say("days.weekdays").split(" ");
    return station.slots.map(
      (slot) =>
        html`<span class="two nowrap">${say("stations.slotLine", { weekday: names[slot.weekday - 1] ?? "", starts: slot.starts, ends: slot.ends })}</span>`,
    );
  }

  protected columns(all: Station[] = []): Column<Station>[] {
    const bare = this.#bare(all);
    const names = (held: { person_id: string }[]) =>
      held.map((each) => personName(each.person_id)).join(say("delegates.listComma"));
    const team = (station: Station) => (station.teams.find((each) => each.kind === "main") ?? station.teams[0])?.name ?? "";
    // The earliest time of the week stands for a village.
    const first = (station: Station) =>
      station.slots
        .map((slot) => `${slot.weekday} ${slot.starts}`)
        .sort()
        .at(0) ?? "9";
    return [
      {
        key: "name",
        word: say("visits.area"),
        sort: "place",
        by: (station) => all.indexOf(station),
        look: "name",
        head: true,
        kept: true,
        cell: (station) => html`<a href=${this.href(station)} tabindex="-1">${spoken(station.area.name)}</a>`,
      },
      {
        key: "teams",
        word: say("stations.team"),
        sort: "team",
        by: team,
        cell: (station) => team(station) || hole(say("stations.noTeam"), bare.teams),
      },
      {
        key: "leaders",
        word: say("visits.leader"),
        sort: "leader",
        by: (station) => names(station.leaders),
        look: "name",
        cell: (station) => names(station.leaders) || hole(say("stations.noLeader"), bare.leaders),
      },
      {
        key: "liaisons",
        word: say("stations.liaison"),
        sort: "liaison",
        by: (station) => names(station.liaisons),
        look: "name",
        cell: (station) => names(station.liaisons) || html`<span class="t-wait">—</span>`,
      },
      {
        key: "delegates",
        word: say("frame.delegates"),
        cell: (station) =>
          station.contacts.length > 0
            ? station.contacts.map(
                (each) =>
                  html`<a class="name plain" href=${link("delegates", each.person_id)}>${personName(each.person_id)}</a> `,
              )
            : hole(say("stations.noDelegate"), bare.contacts),
      },
      { key: "slots", word: say("stations.slot"), sort: "slot", by: first, cell: (station) => this.#times(station, bare) },
    ];
  }

  protected override above(all: Station[] | undefined): TemplateResult | typeof nothing {
    if (!all || all.length === 0) return nothing;
    const day = today.value;
    const placed = new Set(
      stations.value.contacts
        .filter((each) => each.valid_from <= day && (each.valid_to === null || each.valid_to >= day))
        .map((each) => each.person_id),
    );
    const loose = delegateOptions.value.filter((each) => !placed.has(each.id));
    const bare = this.#bare(all);
    const lacking: [string, (station: Station) => unknown[]][] = [
      [say("stations.noTeam"), (each) => each.teams],
      [say("stations.noLeader"), (each) => each.leaders],
      [say("stations.noDelegate"), (each) => each.contacts],
      [say("stations.noSlot"), (each) => each.slots],
    ];
    const holes = lacking
      .map(([what, held]) => ({ what, n: all.filter((each) => held(each).length === 0).length }))
      .filter(({ n }) => n > 0)
      .map(({ what, n }) => say("stations.lacking", { n, what }))
      .join(say("frame.comma"));
    if (loose.length === 0 && !holes) return nothing;
    const said = bare.teams && bare.contacts ? say("stations.bare") : holes ? say("stations.holes", { holes }) : "";
    const more =
      loose.length > 6 ? html` <a href=${link("delegates", "", { station: "none" })}>${say("stations.looseAll")}</a>` : nothing;
    return html`<div class="strip">${notice("due", icon("info"), html`${said}${loose.length > 0 ? html`${say("stations.loose", { n: loose.length })}${loose.slice(0, 6).map((each) => html` <a class="name" href=${link("delegates", each.id)}>${each.name}</a>`)}${more}` : nothing}`)}</div>`;
  }

  protected empty(all: Station[]): TemplateResult {
    return all.length > 0 && narrowed("q", "hole")
      ? emptyPlace({
          icon: "search",
          title: say("stations.noneLeft"),
          text: say("stations.noneLeftText"),
          acts: html`<button class="btn" @click=${() => filter({ q: undefined, hole: undefined })}>${say("visits.showAll")}</button>`,
        })
      : emptyPlace({ icon: "pin", title: say("stations.empty"), text: say("stations.emptyText") });
  }

  protected head(): TemplateResult {
    return stationHead("coverage");
  }

  protected tools(all: Station[] = []): TemplateResult {
    const holes = place.value.query.get("hole") === "yes";
    const n = all.filter(lacks).length;
    return html`${stationViews("coverage")}${this.search(say("stations.find"))}<label class="tick"><input type="checkbox" .checked=${holes} @change=${() => filter({ hole: holes ? undefined : "yes", from: undefined })} />${say("stations.onlyHoles")} <span class="n">${n}</span></label>`;
  }
}
define("zd-coverage", Coverage);
