import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaSaid, seats } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Hits, NameHit, TextHit } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head } from "@/parts/page";

/** Marks the found words in a text, without putting markup together from it. */
export function marked(text: string, words: readonly string[]): (string | TemplateResult)[] {
  const folded = text.toLowerCase();
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  while (at < text.length) {
    const next = words
      .filter(Boolean)
      .map((word) => ({ from: folded.indexOf(word, at), length: word.length }))
      .filter((hit) => hit.from >= 0)
      .sort((a, b) => a.from - b.from || b.length - a.length)[0];
    if (!next) break;
    if (next.from > at) parts.push(text.slice(at, next.from));
    parts.push(html`<mark>${text.slice(next.from, next.from + next.length)}</mark>`);
    at = next.from + next.length;
  }
  parts.push(text.slice(at));
  return parts;
}

const KINDS = ["people", "areas", "visits", "opinions", "proposals", "activities", "notices", "meetings", "plans"] as const;

/** What one search found, by kind. */
class SearchPage extends Piece {
  readonly #hits = new Resource<Hits>(this, () => {
    const text = place.value.query.get("q") ?? "";
    return text ? ask("search.find", { text, kind: null, limit: 20 }) : undefined;
  }, [
    "people",
    "areas",
    "visits",
    "opinions",
    "proposals",
    "activities",
    "activity_reports",
    "notices",
    "meetings",
    "agenda_items",
    "action_points",
    "plans",
  ]);

  #names(
    title: string,
    mark: string,
    page: string,
    hits: NameHit[],
    more: boolean,
    words: string[],
  ): TemplateResult | typeof nothing {
    if (hits.length === 0) return nothing;
    return html`<section class="found"><h2>${icon(mark)}${title}<span class="note">${more ? say("search.more", { n: hits.length }) : hits.length}</span></h2>
      <ul>${hits.map((hit) => html`<li><a class="name" href=${link(page, hit.id)}>${marked(hit.name, words)}</a><span class="quiet">${marked(hit.about, words)}${page === "delegates" && seats.value.has(hit.id) ? html`<a class="note" href=${link("dossiers", hit.id)}>${say("dossiers.title")}</a>` : nothing}</span></li>`)}</ul></section>`;
  }

  #texts(
    title: string,
    mark: string,
    hits: TextHit[],
    more: boolean,
    words: string[],
    href: (hit: TextHit) => string,
    titled = false,
  ): TemplateResult | typeof nothing {
    if (hits.length === 0) return nothing;
    return html`<section class="found"><h2>${icon(mark)}${title}<span class="note">${more ? say("search.more", { n: hits.length }) : hits.length}</span></h2>
      <ul>${hits.map((hit) => html`<li class=${titled ? "titled" : ""}><a class=${titled ? "" : "nowrap"} href=${href(hit)}>${short(hit.day)} ${titled ? marked(hit.area, words) : areaSaid(hit.area)}</a><span>${marked(hit.snippet, words)}</span></li>`)}</ul></section>`;
  }

  protected override render(): TemplateResult {
    const text = place.value.query.get("q") ?? "";
    return html`<main class="sheet">
      ${head(say("frame.search"), text ? say("search.sub", { text }) : nothing)}
      <div class="scroll ruled" tabindex="-1">
        ${
          text === ""
            ? emptyPlace({ icon: "search", title: say("search.start"), text: say("search.startText") })
            : shown(this.#hits, (hits) =>
                KINDS.every((kind) => hits[kind].length === 0)
                  ? emptyPlace({ icon: "search", title: say("search.none", { text }), text: say("search.noneText") })
                  : html`<div class="findings">
                      ${this.#names(say("frame.delegates"), "person", "delegates", hits.people, hits.more_people, hits.words)}
                      ${this.#names(say("visits.area"), "pin", "stations", hits.areas, hits.more_areas, hits.words)}
                      ${this.#texts(say("frame.visits"), "visit", hits.visits, hits.more_visits, hits.words, (hit) => link("visits", hit.visit_id ?? hit.id))}
                      ${this.#texts(say("frame.opinions"), "speech", hits.opinions, hits.more_opinions, hits.words, (hit) => link("opinions", hit.id))}
                      ${this.#texts(say("proposals.title"), "page", hits.proposals, hits.more_proposals, hits.words, (hit) => link("proposals", hit.id))}
                      ${this.#texts(say("meetings.tab.meetings"), "group", hits.meetings, hits.more_meetings, hits.words, (hit) => link("meetings", hit.id), true)}
                      ${this.#texts(say("meetings.tab.activities"), "eye", hits.activities, hits.more_activities, hits.words, (hit) => link("activities", hit.id), true)}
                      ${this.#texts(say("meetings.tab.notices"), "page", hits.notices, hits.more_notices, hits.words, (hit) => link("notices", hit.id), true)}
                      ${this.#texts(say("plans.title"), "cal", hits.plans, hits.more_plans, hits.words, (hit) => link("plans", hit.id))}
                    </div>`,
              )
        }
      </div>
    </main>`;
  }
}
define("zd-search-page", SearchPage);
