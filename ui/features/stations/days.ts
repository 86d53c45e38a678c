import { html, nothing, type TemplateResult } from "lit";
import { range, said, short } from "@/app/days";
import { define } from "@/app/piece";
import { areaById, areaName, areaOptions, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { FixedDay, FixedDayPage } from "@/bridge/calls";
import { type Column, chip, choice, RecordList, wordField } from "@/parts/list";
import { light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import { stationHead, stationView, stationViews } from "./views";
import { weekShape, weekWord } from "./week-states";

const STATES = ["expected", "held", "reported", "zero", "made_up", "suspended", "unreported"] as const;

/** What the figures of expected, held and suspended days are counted from: each day of a station and how it stands. */
class StationDays extends RecordList<FixedDay, FixedDayPage> {
  protected readonly list = "days";
  protected readonly page = "stations";
  protected readonly answer = new Resource<FixedDayPage>(
    this,
    () => ask("statistics.days", { ...this.request(), ...this.paged() }),
    ["visits", "slots", "week_notes", "areas", "holidays"],
  );

  protected override request() {
    const query = place.value.query;
    return {
      from: query.get("since") ?? "",
      to: query.get("until") ?? "",
      area: query.get("area"),
      state: query.get("state"),
      text: query.get("q"),
      ...this.ordered(),
    };
  }

  protected record(line: FixedDay): string {
    return line.id;
  }

  protected override href(line: FixedDay): string {
    return line.visits > 0
      ? link("visits", "", { area: line.area_id, since: line.day, until: line.day })
      : link("stations", line.area_id);
  }

  protected lines(page: FixedDayPage): FixedDay[] {
    return page.lines;
  }

  protected total(page: FixedDayPage): number {
    return page.total;
  }

  protected columns(): Column<FixedDay>[] {
    return [
      { key: "day", word: say("visits.day"), sort: "day", look: "nowrap", kept: true, cell: (line) => said(line.day) },
      {
        key: "area",
        word: say("visits.area"),
        sort: "area",
        look: "name",
        kept: true,
        cell: (line) => html`<a href=${link("stations", line.area_id)} tabindex="-1">${areaName(line.area_id) || line.area}</a>`,
      },
      {
        key: "time",
        word: say("stations.slot"),
        look: "nowrap",
        cell: (line) => (line.fixed ? `${line.starts}${line.ends ? `\u2013${line.ends}` : ""}` : say("stations.notFixed")),
      },
      { key: "place", word: say("stations.place"), more: true, cell: (line) => line.place },
      {
        key: "state",
        word: say("delegates.state"),
        sort: "state",
        look: "nowrap",
        holds: ["state", "moved_to"],
        cell: (line) =>
          html`${light(weekShape(line.state), weekWord(line.state))}${line.moved_to ? html` <span class="note">${short(line.moved_to)}</span>` : nothing}`,
      },
      { key: "reason", word: say("delegates.reason"), cell: (line) => line.reason },
      {
        key: "visits",
        word: say("stations.visitsOfDay"),
        number: true,
        cell: (line) =>
          line.visits > 0
            ? html`<a href=${link("visits", "", { area: line.area_id, since: line.day, until: line.day })}>${count(line.visits)}</a>`
            : "",
      },
    ];
  }

  protected override sums(page: FixedDayPage): string {
    const { expected, held, suspended, unreported } = page.counts;
    return say("stations.daySums", { expected, held, suspended, unreported });
  }

  protected empty(): TemplateResult {
    return emptyPlace({
      icon: "pin",
      title: say("stations.noDays"),
      text: say("stations.noDaysText"),
      acts: html`<button class="btn" @click=${() => go(link("stations", "", { view: "days" }))}>${say("visits.showAll")}</button>`,
    });
  }

  protected override here(): boolean {
    return super.here() && stationView(place.peek().query) === "days";
  }

  protected head(): TemplateResult {
    return stationHead("days");
  }

  protected tools(page: FixedDayPage | undefined): TemplateResult {
    const query = place.value.query;
    const area = areaById.value.get(query.get("area") ?? "");
    const word = (state: (typeof STATES)[number]) =>
      state === "expected" || state === "held" ? say(`views.one.days.state.${state}`) : weekWord(state);
    const states = STATES.map((state): [string, string] => [state, word(state)]);
    const days = page ? range(page.from, page.to) : "";
    return html`${stationViews("days")}
      ${query.get("since") ? chip(days, "since", "until") : html`<span class="note">${days}</span>`}
      ${choice("state", say("delegates.state"), [["", say("stations.allDays")], ...states])}
      <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
      ${wordField(say("stations.findDay"))}`;
  }
}
define("zd-station-days", StationDays);
