import { html, nothing, type TemplateResult } from "lit";
import { areas, stations } from "@/app/register";
import { go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import { head } from "@/parts/page";
import "@/parts/seg";

export const VIEWS = ["coverage", "week", "days", "reach"] as const;

/** The ways to look at stations: who stands where, this week, the days of a year, and how far visits reached. */
export function stationViews(here: (typeof VIEWS)[number]): TemplateResult {
  const choices = VIEWS.map((value) => ({ value, label: say(`stations.view.${value}`) }));
  return html`<zd-seg label=${say("stations.view")} .value=${here} .choices=${choices} @choose=${(event: CustomEvent<string>) => go(link("stations", "", { view: event.detail }))}></zd-seg>`;
}

/** The view the address asks for. */
export function stationView(query: URLSearchParams = place.value.query): (typeof VIEWS)[number] {
  return VIEWS.find((each) => each === query.get("view")) ?? "coverage";
}

/** The papers a clerk prints from each view. */
const PAPERS = { coverage: ["schedule", "coverage"], week: ["forms", "chase"], days: [], reach: ["coverage"] } as const;

/** The head the views share, with what each leads to. */
export function stationHead(view: (typeof VIEWS)[number]): TemplateResult {
  const teams = stations.value.teams.filter((team) => team.valid_to === null).length;
  const beside = {
    coverage: [link("posters"), "pin", say("posters.title")],
    week: [link("plans"), "cal", say("plans.title")],
    days: [link("reports", "statistics"), "chart", say("reports.statistics")],
    reach: [link("plans"), "cal", say("plans.title")],
  } as const;
  const [href, mark, word] = beside[view];
  return head(
    say("stations.title"),
    say("stations.sub", { areas: areas.value.length, teams }),
    html`${view === "coverage" ? html`<a data-needs="manage" class="btn quiet" href=${link("stations", "new")}>${icon("plus")}${say("stations.addArea")}</a>` : nothing}${PAPERS[view].map((paper) => html`<a class="btn" href=${link("reports", paper)}>${icon("print")}${say(`reports.kind.${paper}`)}</a>`)}<a class="btn" href=${href}>${icon(mark)}${word}</a>`,
  );
}
