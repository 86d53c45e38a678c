import { html, nothing, type TemplateResult } from "lit";
import { monday, range, shift, short, span, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { VisitPage } from "@/bridge/calls";
import { stationsOn } from "@/features/stations/facts";
import { glyph, type Shape } from "@/parts/marks";
import { weekVisits } from "./facts";

/** This week: one shape a village in their fixed order, the counts in words, and who has not reported. */
class WeekLine extends Piece {
  readonly #visits = new Resource<VisitPage>(this, weekVisits, ["visits"]);

  protected override render(): TemplateResult {
    const from = monday(today.value);
    const to = shift(from, 6);
    const reported = new Set((this.#visits.value.value?.lines ?? []).map((line) => line.area_id));
    const villages = stationsOn().map((station) => ({
      name: spoken(station.area.name),
      shape: (reported.has(station.area.id) ? "met" : "wait") as Shape,
    }));
    const done = villages.filter((each) => each.shape === "met").length;
    const left = villages.length - done;
    const days = span(today.value, to);
    return html`<div class="week">
      <div class="what"><b>${say("stations.view.week")}</b><span class="note">${range(from, to)}</span></div>
      <div>
        <div class="dots" role="img" aria-label=${say("desk.weekLabel", { n: villages.length, done, left })}>${villages.map((each) => html`<span title=${each.name}>${glyph(each.shape)}</span>`)}</div>
        <p class="legend"><span>${glyph("met")}${say("desk.reported", { n: done })}</span><span>${glyph("wait")}${say("desk.unreported", { n: left })}</span></p>
      </div>
      <div class="left">${left > 0 ? html`<a href=${link("stations", "", { view: "week" })}>${say("stations.unreported")}<b>${left}</b></a>` : nothing}</div>
      <div class="till">${short(to)}<span class="note">${days === 0 ? say("desk.lastDay") : say("desk.daysLeft", { n: days })}</span></div>
    </div>`;
  }
}
define("zd-week-line", WeekLine);
