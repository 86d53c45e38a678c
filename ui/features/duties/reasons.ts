import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName, groupOf, personById, stations } from "@/app/register";
import { link } from "@/app/router";
import { say, sayIf } from "@/app/words";
import { glyph, icon } from "@/parts/marks";
import { type DutyRow, dutyName, type Reason, shapeOf, type Window, windowName } from "./model";

/** Why a window stands as it does: the verdict, what counted, what did not and why, and the act that repairs it. */
class DutyReasons extends Piece {
  static override properties = { row: { attribute: false }, column: {}, asOf: {} };
  declare row: DutyRow;
  declare column: string;
  declare asOf: Day;

  constructor() {
    super();
    this.column = "";
    this.asOf = "";
  }

  #window(): { duty: string; window: Window } | undefined {
    const [duty = "", from = ""] = this.column.split(":");
    const window = this.row?.duties.find((each) => each.duty === duty)?.windows.find((each) => each.from === from);
    return window ? { duty, window } : undefined;
  }

  #verdict(window: Window): TemplateResult {
    const shape = shapeOf(window);
    const left = Math.max(0, window.required - window.done);
    return html`<div class="verdict ${shape}">
      ${glyph(shape)}
      <div><b>${shape === "owed" || shape === "due" ? say(`duties.verdict.${shape}`, { n: left }) : say(`duties.verdict.${shape as "met"}`)}</b><p>${say("duties.verdictLine", { required: window.required, done: window.done, day: short(window.to) })}</p></div>
    </div>`;
  }

  #line(duty: string, reason: Reason): TemplateResult {
    const page = { contact: "visits", meeting: "meetings", proposal: "proposals", evaluation: "evaluations" }[duty] ?? "visits";
    return html`<li><span class="a"><b>${reason.day ? short(reason.day) : ""}</b> ${reason.what ?? ""}${page === "visits" || page === "evaluations" ? html`<a href=${link(page, reason.id)}>${say("visits.openKey")}</a>` : nothing}</span>${reason.why ? html`<span class="b">${sayIf(`duties.why.${reason.why}`) ?? reason.why}</span>` : nothing}</li>`;
  }

  #other(): TemplateResult {
    return html`<ul>${this.row.duties.flatMap((duty) => duty.windows.filter((window) => window.from <= this.asOf && window.to.slice(0, 4) === this.asOf.slice(0, 4)).map((window) => html`<li class="credit2">${glyph(shapeOf(window))}<a href=${link("duties", this.row.id, { w: `${duty.duty}:${window.from}` })}>${dutyName(duty.duty)}${windowName(window.from, window.to)}</a><span class="num">${window.done}/${window.required}</span></li>`))}</ul>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.row) return nothing;
    const it = this.#window();
    const villages = stations.value.contacts
      .filter((each) => each.person_id === this.row.id && each.valid_to === null)
      .map((each) => areaName(each.area_id));
    const about = [groupOf(this.row.id), personById.value.get(this.row.id)?.post ?? "", ...villages]
      .filter(Boolean)
      .join(say("frame.comma"));
    const counted = (it?.window.counted ?? []).map((each): Reason => (typeof each === "string" ? { id: each, why: "" } : each));
    return html`<div class="why">
      <div class="top"><div class="grow"><h2>${it ? say("duties.panelTitle", { name: this.row.name, window: windowName(it.window.from, it.window.to), duty: dutyName(it.duty) }) : this.row.name}</h2><p class="note">${about}</p></div><button class="btn icon small quiet" aria-label=${say("parts.close")} @click=${() => this.emit("close")}>${icon("close")}</button></div>
      ${
        it
          ? html`${this.#verdict(it.window)}
              <div><h3>${say("duties.counted")} <span class="note">${say("duties.records", { n: counted.length })}</span></h3>${counted.length > 0 ? html`<ul>${counted.map((each) => this.#line(it.duty, each))}</ul>` : html`<p class="note">${say("duties.countedNone")}</p>`}</div>
              ${it.window.not_counted.length > 0 ? html`<div><h3>${say("duties.notCounted")} <span class="note">${say("duties.records", { n: it.window.not_counted.length })}</span></h3><ul>${it.window.not_counted.map((each) => this.#line(it.duty, each))}</ul></div>` : nothing}
              <div class="row">${it.duty === "contact" && it.window.state !== "met" ? html`<a class="btn" href=${link("visits", "new")}>${icon("plus")}${say("visits.newTitle")}</a>` : nothing}<a class="btn quiet" href=${link("delegates", this.row.id)}>${say("delegates.addLeave")}</a></div>`
          : html`<p class="note">${say("duties.asOfLong", { day: long(this.asOf) })}</p>${this.#other()}`
      }
    </div>`;
  }
}
define("zd-duty-reasons", DutyReasons);
