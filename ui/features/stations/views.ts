import { html, type TemplateResult } from "lit";
import { go, link } from "@/app/router";
import { say } from "@/app/words";
import "@/parts/seg";

export const VIEWS = ["coverage", "week", "days", "reach"] as const;

/** The ways to look at stations: who stands where, this week, the days of a year, and how far visits reached. */
export function stationViews(here: (typeof VIEWS)[number]): TemplateResult {
  const choices = VIEWS.map((value) => ({ value, label: say(`stations.view.${value}`) }));
  return html`<zd-seg label=${say("stations.view")} .value=${here} .choices=${choices} @choose=${(event: CustomEvent<string>) => go(link("stations", "", { view: event.detail }))}></zd-seg>`;
}
