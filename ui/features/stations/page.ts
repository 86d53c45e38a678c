import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./coverage";
import "./days";
import "./fresh";
import "./reach";
import "./station";
import "./week";
import { stationView } from "./views";

/** Stations and teams: which village has whom, where the holes are, this week, its days and how far visits reached. */
class StationsPage extends Piece {
  protected override render(): TemplateResult {
    if (place.value.id === "new") return html`<zd-station-new data-page></zd-station-new>`;
    if (place.value.id) return html`<zd-station data-page .area=${place.value.id}></zd-station>`;
    const view = stationView();
    if (view === "days") return html`<zd-station-days data-page></zd-station-days>`;
    if (view === "reach") return html`<zd-station-reach data-page></zd-station-reach>`;
    if (view === "week") return html`<zd-week data-page></zd-week>`;
    return html`<zd-coverage data-page></zd-coverage>`;
  }
}
define("zd-stations-page", StationsPage);
