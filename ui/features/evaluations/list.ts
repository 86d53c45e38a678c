import { html, nothing, type TemplateResult } from "lit";
import { long, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { type Column, HeldList, narrowed } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";
import "@/parts/seg";
import { ROUND_TABLES, shapes, sheetsOf } from "./model";

const STATES = ["planned", "held", "finished"] as const;

/** All rounds, the newest first: who is evaluated where, how many sheets were printed, how far it is. */
class Rounds extends HeldList<Round, Round[]> {
  protected readonly list = "evaluations";
  protected readonly page = "evaluations";
  protected override readonly order = "";
  protected readonly answer = new Resource<Round[]>(this, () => ask("evaluations.list", {}), ROUND_TABLES);

  protected record(row: Round): string {
    return row.id;
  }

  protected left(rows: Round[]): Round[] {
    const query = place.value.query;
    const [state, text] = [query.get("state") ?? "", query.get("q")?.trim() ?? ""];
    return rows.filter((row) => (!state || row.state === state) && row.title.includes(text));
  }

  protected columns(): Column<Round>[] {
    const day = (on: string | null) => (on ? (on.startsWith(today.value.slice(0, 4)) ? short(on) : long(on)) : "");
    const places = (row: Round) =>
      row.kind === "report" ? row.meetings.length : new Set(row.subjects.map((each) => each.area_id)).size;
    const people = (row: Round) =>
      row.kind === "report" ? row.rated.length : new Set(row.subjects.map((each) => each.person_id)).size;
    const state = (row: Round) => light(shapes[row.state] ?? "wait", say(`evaluations.state.${row.state as "held"}`));
    return [
      {
        key: "title",
        word: say("evaluations.title"),
        sort: "title",
        by: (row) => row.title,
        head: true,
        kept: true,
        holds: ["year", "title"],
        cell: (row) =>
          html`<a href=${this.href(row)} tabindex="-1">${row.title}</a>${row.kind === "report" ? html` <span class="tag">${say("evaluations.report.kind")}</span>` : nothing}`,
      },
      {
        key: "held_on",
        word: say("evaluations.heldOn"),
        sort: "day",
        by: (row) => row.held_on ?? "",
        look: "nowrap",
        cell: (row) => day(row.held_on),
      },
      { key: "areas", word: say("evaluations.villagesOrMeetings"), sort: "areas", by: places, number: true, cell: places },
      { key: "people", word: say("evaluations.peopleOrUnits"), sort: "people", by: people, number: true, cell: people },
      {
        key: "copies",
        word: say("evaluations.printedSheets"),
        sort: "copies",
        by: sheetsOf,
        number: true,
        cell: (row) => count(sheetsOf(row)),
      },
      {
        key: "state",
        word: say("delegates.state"),
        sort: "state",
        by: (row) => STATES.indexOf(row.state as "held"),
        look: "nowrap",
        cell: state,
      },
    ];
  }

  protected empty(rows: Round[]): TemplateResult {
    if (rows.length > 0 && narrowed("state", "q"))
      return emptyPlace({
        icon: "search",
        title: say("evaluations.noneLeft"),
        text: say("evaluations.noneLeftText"),
        acts: html`<a class="btn" href=${link("evaluations")}>${say("visits.showAll")}</a>`,
      });
    return emptyPlace({
      icon: "ballot",
      title: say("evaluations.empty"),
      text: say("evaluations.emptyText"),
      acts: html`<a class="btn" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`,
    });
  }

  protected head(rows: Round[] | undefined): TemplateResult {
    return head(
      say("frame.evaluations"),
      say("evaluations.sub"),
      html`<a class="btn" href=${link("evaluations", "forms")}>${icon("page")}${say("evaluations.forms")}</a><a class="btn" href=${link("evaluations", "new", { kind: "report" })}>${icon("plus")}${say("evaluations.report.add")}</a><a class="btn ${rows?.length === 0 ? "" : "primary"}" href=${link("evaluations", "new")}>${icon("plus")}${say("duties.addEvaluation")}</a>`,
    );
  }

  protected tools(rows: Round[] = []): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    const choices = ["", ...STATES].map((value) => ({
      value,
      label: value === "" ? say("opinions.all") : say(`evaluations.state.${value as "held"}`),
      count: rows.filter((row) => !value || row.state === value).length,
    }));
    return html`<zd-seg label=${say("delegates.state")} .value=${place.value.query.get("state") ?? ""} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail || undefined, from: undefined })}></zd-seg>${this.search(say("evaluations.find"))}`;
  }
}
define("zd-rounds", Rounds);
