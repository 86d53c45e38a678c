import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define } from "@/app/piece";
import { label, personById, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ProposalLine, ProposalPage } from "@/bridge/calls";
import { type Column, chip, choice, narrowed, RecordList, wordField, yearChoices } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/seg";
import { dueLight, ENDED, STAGES, stageLight, stageName } from "./stages";

/** The list of proposals: what stands where and what is due when. */
class ProposalList extends RecordList<ProposalLine, ProposalPage> {
  protected readonly list = "proposals";
  protected readonly page = "proposals";
  protected override readonly look = "proposallist";
  protected override readonly fresh = link("proposals", "new");
  protected readonly answer = new Resource<ProposalPage>(
    this,
    () => ask("proposals.page", { ...this.request(), ...this.paged() }),
    ["proposals", "proposers", "parameters"],
  );

  protected override request() {
    const query = place.value.query;
    const year = query.get("year") === "all" ? null : query.get("year");
    return {
      filter: {
        from: query.get("since") ?? (year ? `${year}-01-01` : null),
        to: query.get("until") ?? (year ? `${year}-12-31` : null),
        kind: query.get("kind"),
        stage: query.get("stage"),
        person_id: query.get("person"),
        text: query.get("q"),
      },
      ...this.ordered(),
    };
  }

  protected record(line: ProposalLine): string {
    return line.id;
  }

  protected lines(page: ProposalPage): ProposalLine[] {
    return page.lines;
  }

  protected total(page: ProposalPage): number {
    return page.total;
  }

  protected columns(): Column<ProposalLine>[] {
    const again = (line: ProposalLine) =>
      line.round > 1 && !ENDED.includes(line.stage)
        ? html` <span class="note">${say("proposals.round", { n: line.round })}</span>`
        : nothing;
    return [
      { key: "day", word: say("visits.day"), sort: "day", look: "nowrap", cell: (line) => short(line.day) },
      { key: "kind", word: say("proposals.kind"), look: "nowrap", cell: (line) => label("proposal_kind", line.kind) },
      {
        key: "title",
        word: say("proposals.matter"),
        sort: "number",
        look: "matter",
        kept: true,
        holds: ["number", "title"],
        cell: (line) =>
          html`<a href=${this.href(line)} tabindex="-1">${line.title}</a>${line.number ? html`<span class="two note">${line.number}</span>` : nothing}`,
      },
      {
        key: "lead",
        word: say("proposals.by"),
        look: "name",
        holds: ["lead", "signed"],
        cell: (line) =>
          html`${line.lead}${line.signed > 0 ? html`<span class="two note">${say("proposals.andMore", { n: line.signed })}</span>` : nothing}`,
      },
      { key: "unit", word: say("proposals.unit"), cell: (line) => line.unit },
      {
        key: "stage",
        word: say("proposals.stands"),
        look: "nowrap",
        holds: ["stage", "round"],
        cell: (line) => html`${stageLight(line.stage)}${again(line)}`,
      },
      {
        key: "due_on",
        word: say("proposals.due"),
        sort: "due",
        look: "nowrap",
        cell: (line) => dueLight(line.due_on, line.days_left, line.light),
      },
    ];
  }

  protected empty(): TemplateResult {
    const some = narrowed("kind", "stage", "q", "person", "year", "since");
    return emptyPlace({
      icon: "page",
      title: say(some ? "proposals.emptyFiltered" : "proposals.empty"),
      text: say(some ? "proposals.emptyFilteredText" : "proposals.emptyText"),
      acts: some
        ? html`<button class="btn" @click=${() => go(link("proposals"))}>${say("visits.showAll")}</button>`
        : html`<a class="btn" href=${link("proposals", "new")}>${say("duties.addProposal")} <kbd>Alt N</kbd></a>`,
    });
  }

  protected head(): TemplateResult {
    return head(
      say("proposals.title"),
      say("proposals.sub"),
      html`<a class="btn" href=${link("proposals", "", { paper: "proposal_list" })}>${icon("print")}${say("proposals.listPaper")}</a><a class="btn primary" href=${link("proposals", "new")}>${icon("plus")}${say("duties.addProposal")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(page: ProposalPage | undefined): TemplateResult {
    const query = place.value.query;
    const all = page?.stages.reduce((sum, one) => sum + one.papers, 0) ?? 0;
    const ended = page?.stages.filter((one) => ENDED.includes(one.stage)).reduce((sum, one) => sum + one.papers, 0) ?? 0;
    const stage = query.get("stage") ?? "";
    const kinds = words("proposal_kind").map((word): [string, string] => [word.code, word.label]);
    const stages = STAGES.map((one): [string, string] => [one, stageName(one)]);
    const groups = [
      { value: "", label: say("opinions.all"), count: page ? all : undefined },
      { value: "open", label: say("proposals.open"), count: page ? all - ended : undefined },
      { value: "overdue", label: say("proposals.overdue"), count: page?.overdue },
      ...(stage === "soon" ? [{ value: "soon", label: say("views.one.stage.soon"), count: page?.total }] : []),
    ];
    const grouped = groups.some((one) => one.value === stage);
    const person = personById.value.get(query.get("person") ?? "");
    return html`<zd-seg label=${say("proposals.stands")} .value=${grouped ? stage : "other"} .choices=${groups} @choose=${(event: CustomEvent<string>) => filter({ stage: event.detail, from: undefined })}></zd-seg>
      ${choice("stage", say("proposals.stands"), [["", say("proposals.allStages")], ...stages], grouped ? "" : stage)}
      ${choice("kind", say("proposals.kind"), [["", say("proposals.allKinds")], ...kinds])}
      ${choice("year", say("meetings.year"), [["", say("views.allYears")], ...yearChoices().slice(0, -1)])}
      ${query.get("since") ? chip(`${short(query.get("since") ?? "")}–${short(query.get("until") ?? today.value)}`, "since", "until") : nothing}
      ${person ? chip(person.name, "person") : nothing}
      ${wordField(say("proposals.words"))}`;
  }
}
define("zd-proposal-list", ProposalList);
