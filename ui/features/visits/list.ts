import { html, nothing, type TemplateResult } from "lit";
import { range, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaById, areaName, areaOptions, label, personById, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { VisitLine, VisitPage } from "@/bridge/calls";
import { type Column, chip, choice, narrowed, RecordList, wordField } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import "@/parts/seg";

type Spans = "month" | "year" | "all";

function from(span: Spans): string | undefined {
  if (span === "month") return `${today.value.slice(0, 7)}-01`;
  return span === "year" ? `${today.value.slice(0, 4)}-01-01` : undefined;
}

/** The list of visits: filters and sorting in the address, pages counted in SQL. */
class VisitList extends RecordList<VisitLine, VisitPage> {
  protected readonly list = "visits";
  protected readonly page = "visits";
  protected override readonly look = "visits";
  protected override readonly fresh = link("visits", "new");
  protected readonly answer = new Resource<VisitPage>(this, () => ask("visits.list", { ...this.request(), ...this.paged() }), [
    "visits",
    "visit_people",
    "opinions",
  ]);

  protected override request() {
    const query = place.value.query;
    return {
      filter: {
        from: query.get("since") ?? from((query.get("span") as Spans | null) ?? "year") ?? null,
        to: query.get("until"),
        area_id: query.get("area"),
        person_id: query.get("person"),
        kind: query.get("kind"),
        text: query.get("q"),
        with: query.get("with"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: VisitLine): string {
    return line.id;
  }

  protected lines(page: VisitPage): VisitLine[] {
    return page.lines;
  }

  protected total(page: VisitPage): number {
    return page.sums.visits;
  }

  protected columns(page: VisitPage | undefined): Column<VisitLine>[] {
    const done = (key: "received" | "households" | "firms"): Column<VisitLine> => ({
      key,
      word: say(`visits.${key}`),
      sort: key,
      number: true,
      cell: (line) => line[key] || "",
      sum: page ? count(page.sums[key]) : "",
    });
    const opinions = (line: VisitLine) =>
      html`<a href=${link("opinions", "", { area: line.area_id, since: line.day, until: line.day })}>${line.opinions}</a>`;
    return [
      {
        key: "number",
        word: say("visits.number"),
        sort: "number",
        look: "nowrap",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.year}-${line.number}</a>`,
      },
      { key: "day", word: say("visits.day"), sort: "day", look: "nowrap", cell: (line) => short(line.day) },
      { key: "area", word: say("visits.area"), sort: "area", look: "name", cell: (line) => areaName(line.area_id) },
      { key: "kind", word: say("visits.kind"), look: "nowrap", cell: (line) => label("visit_kind", line.kind) },
      { key: "leader", word: say("visits.leader"), look: "name", cell: (line) => line.leader ?? "" },
      {
        key: "delegates",
        word: say("visits.delegates"),
        look: "who",
        cell: (line) => line.delegates.map((name) => html`<span class="name">${name}</span> `),
      },
      done("received"),
      done("households"),
      done("firms"),
      {
        key: "opinions",
        word: say("visits.opinionsCount"),
        number: true,
        cell: (line) => (line.opinions > 0 ? opinions(line) : ""),
      },
    ];
  }

  protected override sums(page: VisitPage): string {
    return say("visits.totalVisits", { n: page.sums.visits });
  }

  protected empty(): TemplateResult {
    const span = place.value.query.get("span") ?? "year";
    const some = narrowed("area", "kind", "q", "person", "since", "with");
    if (!some && span === "year")
      return emptyPlace({
        icon: "visit",
        title: say("visits.emptyYear"),
        text: say("visits.emptyText"),
        acts: html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a><a class="btn" href=${link("imports", "", { what: "visits" })}>${icon("import")}${say("visits.fromExcel")}</a><button class="btn quiet" @click=${() => filter({ span: "all" })}>${say("visits.showAll")}</button>`,
      });
    const filtered = some || span !== "all";
    return emptyPlace({
      icon: "visit",
      title: filtered ? say("visits.emptyFiltered") : say("visits.empty"),
      text: filtered ? say("visits.emptyFilteredText") : say("visits.emptyText"),
      acts: filtered
        ? html`<button class="btn" @click=${() => go(link("visits", "", { span: "all" }))}>${say("visits.showAll")}</button>`
        : html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a><a class="btn quiet" href=${link("imports")}>${say("visits.fromExcel")}</a>`,
    });
  }

  protected head(page: VisitPage | undefined): TemplateResult {
    return head(
      say("frame.visits"),
      page ? say("visits.sub", { n: page.sums.visits }) : nothing,
      html`<a class="btn quiet" href=${link("history", "bin")}>${icon("bin")}${say("visits.bin")}</a><a class="btn" href=${link("plans")}>${icon("cal")}${say("plans.title")}</a><a class="btn" href=${link("visits", "new", { entry: "1" })}>${icon("page")}${say("plans.enter")}</a><a class="btn primary" href=${link("visits", "new")}>${icon("plus")}${say("visits.newTitle")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(): TemplateResult {
    const query = place.value.query;
    const area = areaById.value.get(query.get("area") ?? "");
    const since = query.get("since");
    const person = personById.value.get(query.get("person") ?? "");
    const kinds = words("visit_kind").map((word): [string, string] => [word.code, word.label]);
    return html`<zd-seg label=${say("visits.span")} .value=${since ? "" : (query.get("span") ?? "year")} .choices=${(["month", "year", "all"] as const).map((value) => ({ value, label: say(`visits.span.${value}`) }))} @choose=${(event: CustomEvent<string>) => filter({ span: event.detail, since: undefined, until: undefined, from: undefined })}></zd-seg>
      ${since ? chip(range(since, query.get("until") ?? today.value), "since", "until") : nothing}
      ${person ? chip(person.name, "person") : nothing}
      ${query.get("with") ? chip(say(`views.one.with.${query.get("with") as "received"}`), "with") : nothing}
      ${choice("kind", say("visits.kind"), [["", say("visits.allKinds")], ...kinds])}
      <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
      ${wordField(say("visits.words"))}`;
  }
}
define("zd-visit-list", VisitList);
