import { html, nothing, type TemplateResult } from "lit";
import { range, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Board } from "@/bridge/calls";
import { weekShape, weekWord } from "@/features/stations/week-states";
import { glyph } from "@/parts/marks";

const COUNTS = ["reported", "zero", "made_up", "suspended", "unreported"] as const;

/** This week: one shape a village in their fixed order, the counts in words, and who has not reported. */
class WeekLine extends Piece {
  static override properties = { week: { attribute: false } };
  declare week: Board;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.week) return nothing;
    const { from, to, lines, counts, days_left: days } = this.week;
    return html`<div class="week">
      <div class="what"><b>${say("stations.view.week")}</b><span class="note">${range(from, to)}</span></div>
      <div>
        <div class="dots" role="img" aria-label=${say("desk.weekLabel", { n: lines.length, done: counts.reported + counts.zero, left: counts.unreported })}>${lines.map((line) => html`<span title=${`${areaName(line.area_id)} ${weekWord(line.state)}`}>${glyph(weekShape(line.state))}</span>`)}</div>
        <p class="legend">${COUNTS.filter((each) => counts[each] > 0 || each === "reported" || each === "unreported").map((each) => html`<span>${glyph(weekShape(each))}${weekWord(each)}${counts[each]}</span>`)}</p>
      </div>
      <div class="left">${counts.unreported > 0 ? html`<a href=${link("stations", "", { view: "week" })}>${say("stations.unreported")}<b>${counts.unreported}</b></a>` : nothing}</div>
      <div class="till">${short(to)}<span class="note">${days <= 0 ? say("desk.lastDay") : say("desk.daysLeft", { n: days })}</span></div>
    </div>`;
  }
}
define("zd-week-line", WeekLine);
