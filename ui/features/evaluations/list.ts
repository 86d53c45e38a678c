import { html, nothing, type TemplateResult } from "lit";
import { long, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { icon, light, tag } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head } from "@/parts/page";
import { ROUND_TABLES, shapes, sheetsOf } from "./model";

/** All rounds, the newest first: who is evaluated where, how many sheets were printed, how far it is. */
class Rounds extends Piece {
  readonly #list = new Resource<Round[]>(this, () => ask("evaluations.list", {}), ROUND_TABLES);

  #table(rows: Round[]): TemplateResult {
    if (rows.length === 0)
      return emptyPlace({
        icon: "ballot",
        title: say("evaluations.empty"),
        text: say("evaluations.emptyText"),
        acts: html`<a class="btn" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`,
      });
    const day = (on: string | null) => (on ? (on.startsWith(today.value.slice(0, 4)) ? short(on) : long(on)) : "");
    return html`<table class="table"><thead><tr><th scope="col">${say("evaluations.title")}</th><th scope="col">${say("evaluations.heldOn")}</th><th scope="col" class="num">${say("evaluations.villagesOrMeetings")}</th><th scope="col" class="num">${say("evaluations.peopleOrUnits")}</th><th scope="col" class="num">${say("evaluations.printedSheets")}</th><th scope="col">${say("delegates.state")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><th scope="row"><a href=${link("evaluations", row.id)}>${row.title}</a>${row.kind === "report" ? html` ${tag("void", say("evaluations.report.kind"))}` : nothing}</th><td class="nowrap">${day(row.held_on)}</td><td class="num">${row.kind === "report" ? row.meetings.length : new Set(row.subjects.map((each) => each.area_id)).size}</td><td class="num">${row.kind === "report" ? row.rated.length : new Set(row.subjects.map((each) => each.person_id)).size}</td><td class="num">${count(sheetsOf(row))}</td><td>${light(shapes[row.state] ?? "wait", say(`evaluations.state.${row.state as "held"}`))}</td></tr>`)}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const none = this.#list.value.value?.length === 0;
    return html`<main class="sheet">
      ${head(say("frame.evaluations"), say("evaluations.sub"), html`<a class="btn" href=${link("evaluations", "forms")}>${icon("page")}${say("evaluations.forms")}</a><a class="btn" href=${link("evaluations", "new", { kind: "report" })}>${icon("plus")}${say("evaluations.report.add")}</a><a class="btn ${none ? "" : "primary"}" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (rows) => this.#table(rows))}</div>
    </main>`;
  }
}
define("zd-rounds", Rounds);
