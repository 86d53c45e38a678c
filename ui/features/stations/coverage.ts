import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { delegateOptions, personName, spoken, stations } from "@/app/register";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { icon, light } from "@/parts/marks";
import { emptyPlace, notice } from "@/parts/notices";
import { type Station, stationsLeft, stationsOn } from "./facts";

/** A hole is said where others are filled; where a whole column is empty, the notice above says it once. */
const hole = (word: string, all: boolean): TemplateResult =>
  all ? html`<span class="t-wait">—</span>` : light("doubt", html`<span class="t-due">${word}</span>`);

type Bare = Record<"teams" | "leaders" | "contacts" | "slots", boolean>;

/** The full-coverage table: villages by teams by delegates. A hole is said in words, and stands out. */
class Coverage extends Piece {
  #times(station: Station, bare: Bare): TemplateResult | string {
    if (station.slots.length === 0) return hole(say("stations.noSlot"), bare.slots);
    const names = say("days.weekdays").split(" ");
    return html`${station.slots.map((slot) => html`<span class="two nowrap">${say("stations.slotLine", { weekday: names[slot.weekday - 1] ?? "", starts: slot.starts, ends: slot.ends })}</span>`)}`;
  }

  #row(station: Station, bare: Bare): TemplateResult {
    const team = station.teams.find((each) => each.kind === "main") ?? station.teams[0];
    return html`<tr>
      <th scope="row" class="name"><a href=${link("stations", station.area.id)}>${spoken(station.area.name)}</a></th>
      <td>${team ? team.name : hole(say("stations.noTeam"), bare.teams)}</td>
      <td class="name">${station.leaders.length > 0 ? station.leaders.map((each) => personName(each.person_id)).join(say("delegates.listComma")) : hole(say("stations.noLeader"), bare.leaders)}</td>
      <td class="name">${station.liaisons.map((each) => personName(each.person_id)).join(say("delegates.listComma")) || html`<span class="t-wait">—</span>`}</td>
      <td>${station.contacts.length > 0 ? station.contacts.map((each) => html`<a class="name plain" href=${link("delegates", each.person_id)}>${personName(each.person_id)}</a> `) : hole(say("stations.noDelegate"), bare.contacts)}</td>
      <td>${this.#times(station, bare)}</td>
    </tr>`;
  }

  protected override render(): TemplateResult {
    const rows = stationsOn();
    const query = place.value.query;
    const left = stationsLeft(query.get("q") ?? "", query.get("hole") === "yes");
    if (rows.length === 0) return emptyPlace({ icon: "pin", title: say("stations.empty"), text: say("stations.emptyText") });
    const day = today.value;
    const placed = new Set(
      stations.value.contacts
        .filter((each) => each.valid_from <= day && (each.valid_to === null || each.valid_to >= day))
        .map((each) => each.person_id),
    );
    const loose = delegateOptions.value.filter((each) => !placed.has(each.id));
    const none = (held: (station: Station) => unknown[]) => rows.every((each) => held(each).length === 0);
    const bare: Bare = {
      teams: none((each) => each.teams),
      leaders: none((each) => each.leaders),
      contacts: none((each) => each.contacts),
      slots: none((each) => each.slots),
    };
    const lacking: [string, (station: Station) => unknown[]][] = [
      [say("stations.noTeam"), (each) => each.teams],
      [say("stations.noLeader"), (each) => each.leaders],
      [say("stations.noDelegate"), (each) => each.contacts],
      [say("stations.noSlot"), (each) => each.slots],
    ];
    const holes = lacking
      .map(([what, held]) => ({ what, n: rows.filter((each) => held(each).length === 0).length }))
      .filter(({ n }) => n > 0)
      .map(({ what, n }) => say("stations.lacking", { n, what }))
      .join(say("frame.comma"));
    return html`${
      loose.length > 0 || holes
        ? html`<div class="strip gap">${notice("due", icon("info"), html`${bare.teams && bare.contacts ? say("stations.bare") : holes ? say("stations.holes", { holes }) : nothing}${loose.length > 0 ? html`${say("stations.loose", { n: loose.length })}${loose.slice(0, 6).map((each) => html` <a class="name" href=${link("delegates", each.id)}>${each.name}</a>`)}` : nothing}`)}</div>`
        : nothing
    }
      <table class="table coverage">
        <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("stations.team")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("stations.liaison")}</th><th scope="col">${say("frame.delegates")}</th><th scope="col">${say("stations.slot")}</th></tr></thead>
        <tbody>${left.map((each) => this.#row(each, bare))}</tbody>
      </table>
      ${left.length === 0 ? emptyPlace({ icon: "search", title: say("stations.noneLeft"), text: say("stations.noneLeftText") }) : nothing}`;
  }
}
define("zd-coverage", Coverage);
