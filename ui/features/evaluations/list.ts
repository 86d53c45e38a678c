import { html, nothing, type TemplateResult } from "lit";
import { long, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon, light, tag } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head, searchField, shownCount } from "@/parts/page";
import "@/parts/seg";
import "@/parts/views";
import { ROUND_TABLES, shapes, sheetsOf } from "./model";

/** All rounds, the newest first: who is evaluated where, how many sheets were printed, how far it is. */
class Rounds extends Piece {
  readonly #list = new Resource<Round[]>(this, () => ask("evaluations.list", {}), ROUND_TABLES);

  #table(rows: Round[]): TemplateResult {
    if (rows.length === 0 && place.value.query.size > 0)
      return emptyPlace({
        icon: "search",
        title: say("evaluations.noneLeft"),
        text: say("evaluations.noneLeftText"),
        acts: html`<a class="btn" href=${link("evaluations")}>${say("visits.showAll")}</a>`,
      });
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

  #left(rows: Round[]): Round[] {
    const query = place.value.query;
    const [state, text] = [query.get("state") ?? "", query.get("q")?.trim() ?? ""];
    return rows.filter((row) => (!state || row.state === state) && row.title.includes(text));
  }

  protected override render(): TemplateResult {
    const all = this.#list.value.value ?? [];
    const left = this.#left(all);
    const none = this.#list.value.value?.length === 0;
    const states = ["", "planned", "held", "finished"] as const;
    return html`<main class="sheet">
      ${head(say("frame.evaluations"), say("evaluations.sub"), html`<a class="btn" href=${link("evaluations", "forms")}>${icon("page")}${say("evaluations.forms")}</a><a class="btn" href=${link("evaluations", "new", { kind: "report" })}>${icon("plus")}${say("evaluations.report.add")}</a><a class="btn ${none ? "" : "primary"}" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`)}
      ${
        none
          ? nothing
          : html`<div class="tools">
              <zd-seg label=${say("delegates.state")} .value=${place.value.query.get("state") ?? ""} .choices=${states.map((value) => ({ value, label: value === "" ? say("opinions.all") : say(`evaluations.state.${value}`), count: all.filter((row) => !value || row.state === value).length }))} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail || undefined })}></zd-seg>
              ${searchField(say("evaluations.find"))}
              <zd-views list="evaluations"></zd-views>
            </div>`
      }
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (rows) => this.#table(this.#left(rows)))}</div>
      ${none ? nothing : html`<div class="foot"><span class="note">${shownCount(left.length, all.length)}</span>${exportButton({ list: "evaluations", total: left.length, ids: left.map((row) => row.id) })}</div>`}
    </main>`;
  }
}
define("zd-rounds", Rounds);
