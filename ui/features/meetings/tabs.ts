import { html, type TemplateResult } from "lit";
import { go, link } from "@/app/router";
import { say } from "@/app/words";
import "@/parts/seg";

const TABS = ["meetings", "activities", "notices"] as const;

/** The three parts of the page: meetings, activities, notices. */
export function tabs(here: (typeof TABS)[number]): TemplateResult {
  const choices = TABS.map((value) => ({ value, label: say(`meetings.tab.${value}`) }));
  return html`<zd-seg label=${say("meetings.tabs")} .value=${here} .choices=${choices} @choose=${(event: CustomEvent<string>) => go(link(event.detail))}></zd-seg>`;
}
