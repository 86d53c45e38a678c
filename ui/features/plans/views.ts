import { html, type TemplateResult } from "lit";
import { go, link } from "@/app/router";
import { say } from "@/app/words";
import "@/parts/seg";

const VIEWS = ["week", "missing", "all"] as const;

/** The three ways to look at plans: a week, the sheets not back, and all of them as a list. */
export function planViews(here: (typeof VIEWS)[number], missing: number | undefined): TemplateResult {
  const choices = VIEWS.map((value) => ({
    value,
    label: say(`plans.view.${value}`),
    ...(value === "missing" && missing !== undefined ? { count: missing } : {}),
  }));
  return html`<zd-seg label=${say("plans.view")} .value=${here} .choices=${choices} @choose=${(event: CustomEvent<string>) => go(link("plans", "", { view: event.detail === "week" ? undefined : event.detail }))}></zd-seg>`;
}
