import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { areas, stations } from "@/app/register";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { head, searchField, shownCount } from "@/parts/page";
import "@/parts/views";
import "./coverage";
import "./reach";
import "./week";
import "./days";
import "./station";
import { stationsLeft, stationsOn } from "./facts";
import { stationViews, VIEWS } from "./views";

/** The papers a clerk prints from each view. */
const PAPERS = { coverage: ["schedule", "coverage"], week: ["forms", "chase"], reach: ["coverage"] } as const;

/** Stations and teams: which village has whom, where the holes are, and this week. */
class StationsPage extends Piece {
  protected override render(): TemplateResult {
    if (place.value.id) return html`<zd-station data-page .area=${place.value.id}></zd-station>`;
    const view = VIEWS.find((each) => each === place.value.query.get("view")) ?? "coverage";
    if (view === "days") return html`<zd-station-days data-page></zd-station-days>`;
    const holes = place.value.query.get("hole") === "yes";
    const left = stationsLeft(place.value.query.get("q") ?? "", holes);
    return html`<main class="sheet">
      ${head(
        say("stations.title"),
        say("stations.sub", {
          areas: areas.value.length,
          teams: stations.value.teams.filter((team) => team.valid_to === null).length,
        }),
        html`${PAPERS[view].map((paper) => html`<a class="btn" href=${link("reports", paper)}>${icon("print")}${say(`reports.kind.${paper}`)}</a>`)}
          ${view === "week" ? html`<a class="btn" href=${link("plans")}>${icon("cal")}${say("plans.title")}</a>` : html`<a class="btn" href=${link("posters")}>${icon("pin")}${say("posters.title")}</a>`}`,
      )}
      <div class="tools">${stationViews(view)}
        ${view === "reach" ? nothing : searchField(say(view === "coverage" ? "stations.find" : "stations.findVillage"))}
        ${view === "coverage" ? html`<label class="tick"><input type="checkbox" .checked=${holes} @change=${() => filter({ hole: holes ? undefined : "yes" })} />${say("stations.onlyHoles")}</label>` : nothing}
        ${view === "reach" ? nothing : html`<zd-views .list=${view === "coverage" ? "stations" : "week"}></zd-views>`}</div>
      <div class="scroll ruled" tabindex="-1">${view === "coverage" ? html`<zd-coverage></zd-coverage>` : view === "reach" ? html`<zd-station-reach></zd-station-reach>` : html`<zd-week></zd-week>`}</div>
      ${view === "coverage" && areas.value.length > 0 ? html`<div class="foot"><span class="note">${shownCount(left.length, stationsOn().length)}</span>${exportButton({ list: "stations", total: left.length, ids: left.map((each) => each.area.id) })}</div>` : nothing}
    </main>`;
  }
}
define("zd-stations-page", StationsPage);
