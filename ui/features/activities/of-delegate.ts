import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { DelegateActivity } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { daysOf, hoursText } from "./model";

/** On a delegate's page: what they took part in this year beside visits and meetings. */
class OfDelegate extends Piece {
  static override properties = { person: {} };
  declare person: string;

  readonly #id = signal("");
  readonly #list = new Resource<DelegateActivity[]>(this, () => {
    const year = today.value.slice(0, 4);
    return this.#id.value
      ? ask("activities.of_delegate", { person_id: this.#id.value, from: `${year}-01-01`, to: `${year}-12-31` })
      : undefined;
  }, ["activities", "activity_people", "activity_reports", "report_uses"]);

  constructor() {
    super();
    this.person = "";
  }

  override willUpdate(): void {
    this.#id.value = this.person;
  }

  protected override render(): TemplateResult {
    const list = this.#list.value.value ?? [];
    return html`<section class="block">
      <div class="cap"><h2>${say("activities.ofDelegate")}</h2><span class="note">${say("activities.ofDelegateNote", { year: today.value.slice(0, 4) })}</span><a class="btn small end" href=${link("activities", "new", { person: this.person })}>${icon("plus")}${say("activities.addFor")}</a></div>
      ${
        list.length > 0
          ? html`<table class="table mini"><tbody>${list.map((one) => html`<tr><td class="nowrap">${daysOf(one)}</td><td class="nowrap">${one.kind_label}</td><td><a href=${link("activities", one.id)}>${one.title}</a>${[...one.reports, ...one.uses].length > 0 ? html`<span class="two note">${[...one.reports, ...one.uses].join(" · ")}</span>` : ""}</td><td class="num nowrap">${one.hours > 0 ? say("activities.hoursShort", { n: hoursText(one.hours) }) : ""}</td></tr>`)}</tbody></table>`
          : html`<p class="note">${say("activities.noneOf")}</p>`
      }
    </section>`;
  }
}
define("zd-delegate-activities", OfDelegate);
