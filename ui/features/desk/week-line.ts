import { html, nothing, type TemplateResult } from "lit";
import { range, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Board } from "@/bridge/calls";
import { stateOf, tally, weekShape, weekWord } from "@/features/stations/week-states";
import { glyph } from "@/parts/marks";

/** This week: one shape a village in their fixed order, the counts in words, and who has not reported. */
class WeekLine extends Piece {
  static override properties = { week: { attribute: false } };
  declare week: Board;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.week) return nothing;
    const { from, to, lines, days_left: days } = this.week;
    const counts = tally(this.week);
    const of = (state: string) => counts.find(([each]) => each === state)?.[1] ?? 0;
    const board = link("stations", "", { view: "week" });
    if (of("no_slot") === lines.length)
      return html`<div class="week">
        <div class="what"><b>${say("stations.view.week")}</b><span class="note">${range(from, to)}</span></div>
        <p class="quiet across">${say("desk.noSlots", { n: lines.length })} <a href=${link("stations")}>${say("desk.setSlots")}</a></p>
      </div>`;
    return html`<div class="week">
      <div class="what"><b>${say("stations.view.week")}</b><span class="note">${range(from, to)}</span></div>
      <div>
        <div class="dots" role="img" aria-label=${say("desk.weekLabel", { n: lines.length, done: of("reported") + of("zero"), left: of("unreported") })}>${lines.map((line) => html`<span title=${`${areaName(line.area_id)} ${weekWord(stateOf(line))}`}>${glyph(weekShape(stateOf(line)))}</span>`)}</div>
        <p class="legend">${counts.map(([state, n]) => html`<a href=${`${board}&state=${state}`}>${glyph(weekShape(state))}${weekWord(state)}${n}</a>`)}</p>
      </div>
      <div class="left">${of("unreported") > 0 ? html`<a href=${`${board}&state=unreported`}>${say("stations.unreported")}<b>${of("unreported")}</b></a>` : nothing}</div>
      <div class="till">${short(to)}<span class="note">${days <= 0 ? say("desk.lastDay") : say("desk.daysLeft", { n: days })}</span></div>
    </div>`;
  }
}
define("zd-week-line", WeekLine);
