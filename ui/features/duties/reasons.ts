import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName, personById, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Explained, RecordLine } from "@/bridge/calls";
import { glyph, icon } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { type DutyRow, dutyName, shapeOf, type Window, windowName } from "./model";

/** Why a window stands as it does: the verdict, what counted, what did not and why, and the act that repairs it. */
class DutyReasons extends Piece {
  static override properties = { row: { attribute: false }, column: {}, asOf: {} };
  declare row: DutyRow;
  declare column: string;
  declare asOf: Day;

  readonly #wanted = signal<{ person: string; duty: string; from: string; as_of: string } | undefined>(undefined);
  readonly #explained = new Resource<Explained[]>(this, () => {
    const it = this.#wanted.value;
    return it ? ask("duties.explain", { ...it, duty: it.duty as "contact" }) : undefined;
  }, ["visits", "visit_people", "meetings", "proposals", "evaluation_rounds", "tenures", "leaves", "rules"]);

  constructor() {
    super();
    this.column = "";
    this.asOf = "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("row") && !changed.has("column") && !changed.has("asOf")) return;
    const [duty = "", from = ""] = this.column.split(":");
    this.#wanted.value = this.row && duty && from ? { person: this.row.id, duty, from, as_of: this.asOf } : undefined;
  }

  #verdict(window: Window): TemplateResult {
    const shape = shapeOf(window);
    const left = Math.max(0, window.required - window.done);
    return html`<div class="verdict ${shape}">
      ${glyph(shape)}
      <div><b>${shape === "owed" || shape === "due" ? say(`duties.verdict.${shape}`, { n: left }) : say(`duties.verdict.${shape as "met"}`)}</b><p>${say("duties.verdictLine", { required: window.required, done: window.done, day: short(window.due) })}</p>${(window.sum ?? window.relief) ? html`<p class="quiet">${window.sum ?? window.relief?.sentence}</p>` : nothing}</div>
    </div>`;
  }

  #line(record: RecordLine): TemplateResult {
    return html`<li><span class="a"><span><b>${short(record.day)}</b> ${record.label}</span><a href=${link(record.feature, record.id)}>${say("visits.openKey")}</a></span>${record.why ? html`<span class="b">${record.why}</span>` : nothing}</li>`;
  }

  #records(title: string, records: RecordLine[], none: string): TemplateResult | typeof nothing {
    if (records.length === 0 && !none) return nothing;
    return html`<div><h3>${title} <span class="note">${say("duties.records", { n: records.length })}</span></h3>${records.length > 0 ? html`<ul>${records.map((each) => this.#line(each))}</ul>` : html`<p class="note">${none}</p>`}</div>`;
  }

  #view(all: Explained[]): TemplateResult {
    return html`${all.map(
      (it) => html`${this.#verdict(it.window)}
      <p class="quiet">${it.rule}<br /><a href=${link("settings", "rules")}>${it.source}</a></p>
      ${this.#records(
        say("duties.counted"),
        it.records.filter((each) => each.counts),
        say("duties.countedNone"),
      )}
      ${this.#records(
        say("duties.notCounted"),
        it.records.filter((each) => !each.counts),
        "",
      )}`,
    )}`;
  }

  #acts(): TemplateResult {
    const duty = this.column.split(":")[0];
    const act = {
      contact: ["visits", "visits.newTitle"],
      meeting: ["meetings", "duties.addMeeting"],
      proposal: ["proposals", "duties.addProposal"],
      evaluation: ["evaluations", "duties.addEvaluation"],
    }[duty ?? ""];
    return html`<div class="row">${act ? html`<a class="btn" href=${link(act[0] ?? "", "new")}>${icon("plus")}${say(act[1] as "visits.newTitle")}</a>` : nothing}<a class="btn quiet" href=${link("delegates", this.row.id)}>${say("delegates.addLeave")}</a></div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.row) return nothing;
    const [duty = "", from = ""] = this.column.split(":");
    const window = this.row.duties.find((each) => each.duty === duty)?.windows.find((each) => each.from === from);
    const villages = stations.value.contacts
      .filter((each) => each.person_id === this.row.id && each.valid_to === null)
      .map((each) => areaName(each.area_id));
    const about = [this.row.group ?? "", personById.value.get(this.row.id)?.post ?? "", ...villages]
      .filter(Boolean)
      .join(say("frame.comma"));
    return html`<div class="why">
      <div class="top"><div class="grow"><h2>${window ? say("duties.panelTitle", { name: this.row.name, window: windowName(window.from, window.to), duty: dutyName(duty) }) : this.row.name}</h2><p class="note">${about}</p></div><button class="btn icon small quiet" aria-label=${say("parts.close")} @click=${() => this.emit("close")}>${icon("close")}</button></div>
      ${window ? html`${shown(this.#explained, (all) => this.#view(all))}${this.#acts()}` : html`<p class="note">${say("duties.asOfLong", { day: long(this.asOf) })}</p>`}
    </div>`;
  }
}
define("zd-duty-reasons", DutyReasons);
