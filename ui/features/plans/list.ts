import { html, nothing, type TemplateResult } from "lit";
import { range, said, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaById, areaName, areaOptions, label, personById, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { PlanLine, PlanPage } from "@/bridge/calls";
import { type Column, chip, choice, narrowed, RecordList, wordField } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import { planLight, planWord, STATES } from "./states";
import { planViews } from "./views";

/** First and last day of a span by its name; the year holds the weeks to come as well. */
function days(span: string): { from: string | null; to: string | null } {
  const [year, month] = [today.value.slice(0, 4), today.value.slice(0, 7)];
  if (span === "month") return { from: `${month}-01`, to: `${month}-31` };
  return span === "all" ? { from: null, to: null } : { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** All plans as a list: what was planned, what became of it. */
class PlanList extends RecordList<PlanLine, PlanPage> {
  protected readonly list = "plans";
  protected readonly page = "plans";
  protected override readonly look = "plans";
  protected override readonly fresh = link("plans", "new");
  protected readonly answer = new Resource<PlanPage>(this, () => ask("plans.page", { ...this.request(), ...this.paged() }), [
    "plans",
    "plan_people",
    "visits",
  ]);

  protected override request() {
    const query = place.value.query;
    const span = days(query.get("span") ?? "year");
    return {
      filter: {
        from: query.get("since") ?? span.from,
        to: query.get("since") ? query.get("until") : span.to,
        area_id: query.get("area"),
        person_id: query.get("person"),
        kind: query.get("kind"),
        state: query.get("state"),
        text: query.get("q"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: PlanLine): string {
    return line.id;
  }

  protected lines(page: PlanPage): PlanLine[] {
    return page.lines;
  }

  protected total(page: PlanPage): number {
    return page.total;
  }

  protected columns(): Column<PlanLine>[] {
    const time = (line: PlanLine) => (line.starts ? `${line.starts}${line.ends ? `\u2013${line.ends}` : ""}` : "");
    return [
      {
        key: "code",
        word: say("plans.code"),
        sort: "code",
        look: "nowrap",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.code}</a>`,
      },
      {
        key: "day",
        word: say("visits.day"),
        sort: "day",
        look: "nowrap",
        holds: ["day", "time"],
        cell: (line) => html`${said(line.day)}${line.starts ? html`<span class="two note">${time(line)}</span>` : nothing}`,
      },
      { key: "area", word: say("visits.area"), sort: "area", look: "name", cell: (line) => areaName(line.area_id) },
      { key: "kind", word: say("visits.kind"), sort: "kind", look: "nowrap", cell: (line) => label("visit_kind", line.kind) },
      { key: "leader", word: say("visits.leader"), look: "name", cell: (line) => line.leader ?? "" },
      {
        key: "delegates",
        word: say("plans.asked"),
        look: "who",
        cell: (line) => line.delegates.map((name) => html`<span class="name">${name}</span> `),
      },
      {
        key: "topics",
        word: say("plans.topics"),
        look: "planwhat",
        holds: ["topics", "households"],
        cell: (line) => html`${line.topics}${line.households ? html`<span class="two note">${line.households}</span>` : nothing}`,
      },
      {
        key: "state",
        word: say("plans.state"),
        look: "nowrap",
        holds: ["state", "closing"],
        cell: (line) => planLight(line),
      },
      {
        key: "visit",
        word: say("plans.entered"),
        look: "nowrap",
        cell: (line) => (line.visit ? html`<a href=${link("visits", line.visit_id ?? "")}>${line.visit}</a>` : ""),
      },
    ];
  }

  protected override sums(page: PlanPage): string {
    const { entered, closed } = page.counts;
    return narrowed("state") ? say("plans.total", { n: page.total }) : say("plans.totals", { n: page.total, entered, closed });
  }

  protected empty(): TemplateResult {
    const some = narrowed("area", "person", "kind", "state", "q", "since", "span");
    return emptyPlace({
      icon: "cal",
      title: say(some ? "plans.noneLeft" : "plans.emptyAll"),
      text: say(some ? "plans.noneLeftText" : "plans.emptyAllText"),
      acts: some
        ? html`<button class="btn" @click=${() => go(link("plans", "", { view: "all", span: "all" }))}>${say("visits.showAll")}</button>`
        : html`<a class="btn" href=${link("plans")}>${say("plans.view.week")}</a>`,
    });
  }

  protected head(page: PlanPage | undefined): TemplateResult {
    return head(
      say("plans.title"),
      page ? say("plans.allSub", { n: page.total }) : nothing,
      html`<a class="btn" href=${link("visits", "new", { entry: "1" })}>${icon("pen")}${say("plans.enter")}</a><a class="btn primary" href=${link("plans", "new")}>${icon("plus")}${say("plans.add")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(page: PlanPage | undefined): TemplateResult {
    const query = place.value.query;
    const since = query.get("since");
    const area = areaById.value.get(query.get("area") ?? "");
    const person = personById.value.get(query.get("person") ?? "");
    const kinds = words("visit_kind").map((word): [string, string] => [word.code, word.label]);
    const spans = (["month", "year", "all"] as const).map((value): [string, string] => [value, say(`views.one.span.${value}`)]);
    const states = STATES.map((value): [string, string] => [
      value,
      page?.counts[value] ? say("plans.stateCount", { state: planWord(value), n: page.counts[value] }) : planWord(value),
    ]);
    return html`${planViews("all", undefined)}
      ${since ? chip(range(since, query.get("until") ?? today.value), "since", "until") : choice("span", say("visits.span"), spans, query.get("span") ?? "year")}
      ${choice("state", say("plans.state"), [["", say("plans.allStates")], ...states])}
      ${choice("kind", say("visits.kind"), [["", say("visits.allKinds")], ...kinds])}
      ${person ? chip(person.name, "person") : nothing}
      <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
      ${wordField(say("plans.words"))}`;
  }
}
define("zd-plan-list", PlanList);
