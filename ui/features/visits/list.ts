import { html, nothing, type TemplateResult } from "lit";
import { range, short, today } from "@/app/days";
import { bind, keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaName, areaOptions, label, personById, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { VisitLine, VisitPage } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head, hints, listField, pager, sortHead } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import "@/parts/seg";
import "@/parts/views";

const SIZE = 50;

type Spans = "month" | "year" | "all";

function from(span: Spans): string | undefined {
  if (span === "month") return `${today.value.slice(0, 7)}-01`;
  return span === "year" ? `${today.value.slice(0, 4)}-01-01` : undefined;
}

/** The list of visits: filters and sorting in the address, pages counted in SQL. */
class VisitList extends Piece {
  readonly #page = new Resource<VisitPage>(this, () => ask("visits.list", this.#request()), [
    "visits",
    "visit_people",
    "opinions",
  ]);
  #unbind: (() => void) | undefined;

  #request() {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
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
      sort: sort.replace("-", ""),
      descending: sort.startsWith("-"),
      offset: Number(query.get("from") ?? 0),
      limit: SIZE,
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => go(link("visits", "new")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") go(link("visits", row.dataset.id ?? ""));
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  #line(line: VisitLine, index: number): TemplateResult {
    return html`<tr data-id=${line.id} tabindex=${index === 0 ? 0 : -1} @dblclick=${() => go(link("visits", line.id))}>
      <td class="nowrap"><a href=${link("visits", line.id)} tabindex="-1">${line.year}–${line.number}</a></td>
      <td class="nowrap">${short(line.day)}</td>
      <td class="name">${areaName(line.area_id)}</td>
      <td class="nowrap">${label("visit_kind", line.kind)}</td>
      <td class="name">${line.leader ?? ""}</td>
      <td class="who">${line.delegates.map((name) => html`<span class="name">${name}</span> `)}</td>
      <td class="num">${line.received || ""}</td>
      <td class="num">${line.households || ""}</td>
      <td class="num">${line.firms || ""}</td>
      <td class="num">${line.opinions > 0 ? html`<a href=${link("opinions", "", { area: line.area_id, since: line.day, until: line.day })}>${line.opinions}</a>` : ""}</td>
    </tr>`;
  }

  #table(page: VisitPage): TemplateResult {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    const set = (next: string) => filter({ sort: next, from: undefined });
    if (page.lines.length === 0) {
      const narrowed = ["area", "kind", "q", "person", "since", "with"].some((name) => query.get(name));
      const span = query.get("span") ?? "year";
      if (!narrowed && span === "year")
        return emptyPlace({
          icon: "visit",
          title: say("visits.emptyYear"),
          text: say("visits.emptyText"),
          acts: html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a><a class="btn" href=${link("imports", "", { what: "visits" })}>${icon("import")}${say("visits.fromExcel")}</a><button class="btn quiet" @click=${() => filter({ span: "all" })}>${say("visits.showAll")}</button>`,
        });
      const filtered = narrowed || span !== "all";
      return emptyPlace({
        icon: "visit",
        title: filtered ? say("visits.emptyFiltered") : say("visits.empty"),
        text: filtered ? say("visits.emptyFilteredText") : say("visits.emptyText"),
        acts: filtered
          ? html`<button class="btn" @click=${() => go(link("visits", "", { span: "all" }))}>${say("visits.showAll")}</button>`
          : html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a><a class="btn quiet" href=${link("imports")}>${say("visits.fromExcel")}</a>`,
      });
    }
    return html`<table class="table visits" @keydown=${this.#keys}>
      <thead><tr>
        ${sortHead({ key: "number", word: say("visits.number"), sort, set })}${sortHead({ key: "day", word: say("visits.day"), sort, set })}${sortHead({ key: "area", word: say("visits.area"), sort, set })}
        <th scope="col">${say("visits.kind")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("visits.delegates")}</th>
        ${sortHead({ key: "received", word: say("visits.received"), sort, set, number: true })}${sortHead({ key: "households", word: say("visits.households"), sort, set, number: true })}${sortHead({ key: "firms", word: say("visits.firms"), sort, set, number: true })}
        <th scope="col" class="num">${say("visits.opinionsCount")}</th>
      </tr></thead>
      <tbody>${page.lines.map((line, index) => this.#line(line, index))}</tbody>
      <tfoot><tr><th scope="row">${say("visits.total")}</th><td colspan="5">${say("visits.totalVisits", { n: page.sums.visits })}</td><td class="num">${count(page.sums.received)}</td><td class="num">${count(page.sums.households)}</td><td class="num">${count(page.sums.firms)}</td><td></td></tr></tfoot>
    </table>`;
  }

  /** A filter that came from elsewhere (a figure, a person), with the way to drop it. */
  #chip(word: string, drop: Record<string, undefined>): TemplateResult {
    return html`<span class="chip">${word}<button type="button" aria-label=${say("parts.remove", { name: word })} @click=${() => filter({ ...drop, from: undefined })}>${icon("close")}</button></span>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const area = query.get("area") ? areaById.value.get(query.get("area") ?? "") : undefined;
    const page = this.#page.value.value;
    const since = query.get("since");
    const person = query.get("person") ? personById.value.get(query.get("person") ?? "") : undefined;
    const kinds: [string, string][] = [
      ["", say("visits.allKinds")],
      ...words("visit_kind").map((word): [string, string] => [word.code, word.label]),
    ];
    return html`<main class="sheet">
      ${head(
        say("frame.visits"),
        page ? say("visits.sub", { n: page.sums.visits }) : nothing,
        html`<a class="btn quiet" href=${link("history", "bin")}>${icon("bin")}${say("visits.bin")}</a><a class="btn" href=${link("plans")}>${icon("cal")}${say("plans.title")}</a><a class="btn" href=${link("visits", "new", { entry: "1" })}>${icon("page")}${say("plans.enter")}</a><a class="btn primary" href=${link("visits", "new")}>${icon("plus")}${say("visits.newTitle")} <kbd>Alt N</kbd></a>`,
      )}
      <div class="tools">
        <zd-seg label=${say("visits.span")} .value=${since ? "" : (query.get("span") ?? "year")} .choices=${(["month", "year", "all"] as const).map((value) => ({ value, label: say(`visits.span.${value}`) }))} @choose=${(event: CustomEvent<string>) => filter({ span: event.detail, since: undefined, until: undefined, from: undefined })}></zd-seg>
        ${since ? this.#chip(range(since, query.get("until") ?? today.value), { since: undefined, until: undefined }) : nothing}
        ${person ? this.#chip(person.name, { person: undefined }) : nothing}
        ${query.get("with") ? this.#chip(say(`views.one.with.${query.get("with") as "received"}`), { with: undefined }) : nothing}
        <div class="picking">${listField({ name: "kind", label: say("visits.kind"), value: query.get("kind") ?? "", options: kinds, set: (kind) => filter({ kind, from: undefined }) })}</div>
        <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
        <div class="field picking"><input aria-label=${say("visits.words")} placeholder=${say("visits.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
        <zd-views list="visits"></zd-views>
      </div>
      <div class="scroll ruled" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
      <div class="foot">
        ${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.sums.visits, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}
        ${exportButton({ list: "visits", total: page?.sums.visits ?? 0, request: this.#request() })}
        <div class="keys acts">${hints([
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
        ])}</div>
      </div>
    </main>`;
  }
}
define("zd-visit-list", VisitList);
