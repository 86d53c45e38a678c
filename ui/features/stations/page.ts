import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { areas, stations } from "@/app/register";
import { filter, place } from "@/app/router";
import { say } from "@/app/words";
import { head } from "@/parts/page";
import "@/parts/seg";
import "./coverage";
import "./week";
import "./station";

const VIEWS = ["coverage", "week"] as const;

/** Stations and teams: which village has whom, where the holes are, and this week. */
class StationsPage extends Piece {
  protected override render(): TemplateResult {
    if (place.value.id) return html`<zd-station data-page .area=${place.value.id}></zd-station>`;
    const view = VIEWS.find((each) => each === place.value.query.get("view")) ?? "coverage";
    return html`<main class="sheet">
      ${head(say("stations.title"), say("stations.sub", { areas: areas.value.length, teams: stations.value.teams.filter((team) => team.valid_to === null).length }))}
      <div class="tools"><zd-seg label=${say("stations.view")} .value=${view} .choices=${VIEWS.map((value) => ({ value, label: say(`stations.view.${value}`) }))} @choose=${(event: CustomEvent<string>) => filter({ view: event.detail })}></zd-seg></div>
      <div class="scroll ruled" tabindex="-1">${view === "coverage" ? html`<zd-coverage></zd-coverage>` : html`<zd-week></zd-week>`}</div>
      ${nothing}
    </main>`;
  }
}
define("zd-stations-page", StationsPage);
