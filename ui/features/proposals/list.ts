import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { bind, keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ProposalLine, ProposalPage } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField, pager, sortHead } from "@/parts/page";
import "@/parts/seg";
import "@/parts/views";
import { dueLight, ENDED, STAGES, stageLight, stageName } from "./stages";

const SIZE = 50;

/** The list of proposals: what stands where and what is due when. */
class ProposalList extends Piece {
  readonly #page = new Resource<ProposalPage>(this, () => ask("proposals.page", this.#request()), [
    "proposals",
    "proposers",
    "parameters",
  ]);
  #unbind: (() => void) | undefined;

  #request() {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    return {
      filter: {
        from: query.get("year") ? `${query.get("year")}-01-01` : null,
        to: query.get("year") ? `${query.get("year")}-12-31` : null,
        kind: query.get("kind"),
        stage: query.get("stage"),
        person_id: query.get("person"),
        text: query.get("q"),
      },
      sort: sort.replace("-", ""),
      descending: sort.startsWith("-"),
      offset: Number(query.get("from") ?? 0),
      limit: SIZE,
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => go(link("proposals", "new")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") go(link("proposals", row.dataset.id ?? ""));
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  #line(line: ProposalLine, index: number): TemplateResult {
    return html`<tr data-id=${line.id} tabindex=${index === 0 ? 0 : -1} @click=${(event: Event) => ((event.target as HTMLElement).closest("a") ? undefined : go(link("proposals", line.id)))}>
      <td class="nowrap">${short(line.day)}</td>
      <td class="nowrap">${label("proposal_kind", line.kind)}</td>
      <td><a href=${link("proposals", line.id)} tabindex="-1">${line.title}</a>${line.number ? html`<span class="two note">${line.number}</span>` : nothing}</td>
      <td class="name">${line.lead}${line.signed > 0 ? html`<span class="two note">${say("proposals.andMore", { n: line.signed })}</span>` : nothing}</td>
      <td>${line.unit}</td>
      <td class="nowrap">${stageLight(line.stage)}${line.round > 1 && !ENDED.includes(line.stage) ? html` <span class="note">${say("proposals.round", { n: line.round })}</span>` : nothing}</td>
      <td class="nowrap">${dueLight(line.due_on, line.days_left, line.light)}</td>
    </tr>`;
  }

  #table(page: ProposalPage): TemplateResult {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    const set = (next: string) => filter({ sort: next, from: undefined });
    if (page.lines.length === 0) {
      const filtered = ["kind", "stage", "q", "person", "year"].some((name) => query.get(name));
      return emptyPlace({
        icon: "page",
        title: say(filtered ? "proposals.emptyFiltered" : "proposals.empty"),
        text: say(filtered ? "proposals.emptyFilteredText" : "proposals.emptyText"),
        acts: filtered
          ? html`<button class="btn" @click=${() => go(link("proposals"))}>${say("visits.showAll")}</button>`
          : html`<a class="btn" href=${link("proposals", "new")}>${say("duties.addProposal")} <kbd>Alt N</kbd></a>`,
      });
    }
    return html`<table class="table proposallist" @keydown=${this.#keys}>
      <thead><tr>
        ${sortHead({ key: "day", word: say("visits.day"), sort, set })}<th scope="col">${say("proposals.kind")}</th>${sortHead({ key: "number", word: say("proposals.matter"), sort, set })}
        <th scope="col">${say("proposals.by")}</th><th scope="col">${say("proposals.unit")}</th><th scope="col">${say("proposals.stands")}</th>${sortHead({ key: "due", word: say("proposals.due"), sort, set })}
      </tr></thead>
      <tbody>${page.lines.map((line, index) => this.#line(line, index))}</tbody>
    </table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const page = this.#page.value.value;
    const all = page?.stages.reduce((sum, one) => sum + one.papers, 0) ?? 0;
    const ended = page?.stages.filter((one) => ENDED.includes(one.stage)).reduce((sum, one) => sum + one.papers, 0) ?? 0;
    const stage = query.get("stage") ?? "";
    const kinds: [string, string][] = [
      ["", say("proposals.allKinds")],
      ...words("proposal_kind").map((word): [string, string] => [word.code, word.label]),
    ];
    const stages: [string, string][] = [
      ["", say("proposals.allStages")],
      ...STAGES.map((one): [string, string] => [one, stageName(one)]),
    ];
    const groups = [
      { value: "", label: say("opinions.all"), count: page ? all : undefined },
      { value: "open", label: say("proposals.open"), count: page ? all - ended : undefined },
      { value: "overdue", label: say("proposals.overdue"), count: page?.overdue },
      ...(stage === "soon" ? [{ value: "soon", label: say("views.one.stage.soon"), count: page?.total }] : []),
    ];
    return html`<main class="sheet">
      ${head(say("proposals.title"), say("proposals.sub"), html`<a class="btn" href=${link("proposals", "", { paper: "proposal_list" })}>${icon("print")}${say("proposals.listPaper")}</a><a class="btn primary" href=${link("proposals", "new")}>${icon("plus")}${say("duties.addProposal")} <kbd>Alt N</kbd></a>`)}
      <div class="tools">
        <zd-seg label=${say("proposals.stands")} .value=${groups.some((one) => one.value === stage) ? stage : "other"} .choices=${groups} @choose=${(event: CustomEvent<string>) => filter({ stage: event.detail, from: undefined })}></zd-seg>
        <div class="picking">${listField({ name: "stage", label: say("proposals.stands"), value: groups.some((one) => one.value === stage) ? "" : stage, options: stages, set: (value) => filter({ stage: value, from: undefined }) })}</div>
        <div class="picking">${listField({ name: "kind", label: say("proposals.kind"), value: query.get("kind") ?? "", options: kinds, set: (kind) => filter({ kind, from: undefined }) })}</div>
        <div class="field picking"><input aria-label=${say("proposals.words")} placeholder=${say("proposals.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
        <zd-views list="proposals"></zd-views>
      </div>
      <div class="scroll ruled" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
      <div class="foot">
        ${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.total, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}
        ${exportButton({ list: "proposals", total: page?.total ?? 0, request: this.#request() })}
        <div class="keys acts">${hints([
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
        ])}</div>
      </div>
    </main>`;
  }
}
define("zd-proposal-list", ProposalList);
