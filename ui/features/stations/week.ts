import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, shift, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label, personName, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { VisitPage } from "@/bridge/calls";
import { icon, light } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { stationsOn } from "./facts";

/** This week: each village with its fixed time, and whether its visit has been reported. */
class Week extends Piece {
  readonly #monday = signal(monday(today.value));
  readonly #visits = new Resource<VisitPage>(
    this,
    () =>
      ask("visits.list", {
        filter: { from: this.#monday.value, to: shift(this.#monday.value, 6) },
        sort: "day",
        descending: false,
        offset: 0,
        limit: 200,
      }),
    ["visits"],
  );

  protected override render(): TemplateResult {
    const from = this.#monday.value;
    const names = say("days.weekdays").split(" ");
    return html`<div class="row pad weekhead">
        <button class="btn small" @click=${() => (this.#monday.value = shift(from, -7))}>${icon("left")}${say("stations.weekBefore")}</button>
        <b>${range(from, shift(from, 6))}</b>
        <button class="btn small" ?disabled=${from >= monday(today.value)} @click=${() => (this.#monday.value = shift(from, 7))}>${say("stations.weekAfter")}${icon("right")}</button>
      </div>
      ${shown(this.#visits, (page) => {
        const byArea = new Map<string, VisitPage["lines"]>();
        for (const line of page.lines) byArea.set(line.area_id, [...(byArea.get(line.area_id) ?? []), line]);
        return html`<table class="table">
          <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("stations.slot")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("delegates.state")}</th><th scope="col">${say("stations.visitsOfWeek")}</th><th scope="col" class="act"><span class="apart">${say("stations.report")}</span></th></tr></thead>
          <tbody>${stationsOn(shift(from, 6)).map((station) => {
            const visits = byArea.get(station.area.id) ?? [];
            const slot = station.slots[0];
            return html`<tr><th scope="row" class="name">${spoken(station.area.name)}</th>
              <td class="nowrap">${slot ? say("stations.slotLine", { weekday: names[slot.weekday - 1] ?? "", starts: slot.starts, ends: slot.ends }) : ""}</td>
              <td class="name">${station.leaders.map((each) => personName(each.person_id)).join(say("delegates.listComma"))}</td>
              <td class="nowrap">${visits.length > 0 ? light("met", say("stations.reported")) : light("wait", say("stations.unreported"))}</td>
              <td>${visits.map((line) => html`<a class="nowrap" href=${link("visits", line.id)}>${short(line.day)} ${label("visit_kind", line.kind)}</a> `)}</td>
              <td class="act">${visits.length === 0 ? html`<a class="btn small quiet" href=${link("visits", "new", { area: station.area.id, day: slot ? shift(from, slot.weekday - 1) : undefined })}>${say("stations.report")}</a>` : nothing}</td></tr>`;
          })}</tbody>
        </table>`;
      })}`;
  }
}
define("zd-week", Week);
