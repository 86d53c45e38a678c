import { html, nothing, svg, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import type { Round, RoundBoard } from "@/bridge/calls";
import { icon, light } from "@/parts/marks";
import { emptyPlace, notice, shown } from "@/parts/notices";
import { count } from "@/parts/page";
import "./loop-paper";
import { BOARD_TABLES } from "./model";
import { loop, type ResultItem, type ResultPerson, type Results } from "./wire";

const PAPERS = ["tally", "result_page", "results", "result_letter"] as const;
type Paper = (typeof PAPERS)[number];

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const patterns = ["", "p-dia", "p-dot", "p-hor", "p-grid", "p-back"] as const;

/** One item as a bar of its grades: order and pattern tell them apart, figures stand in the table below. */
function bar(item: ResultItem): TemplateResult {
  let x = 0;
  return html`<svg class="gradebar" role="img" aria-label=${`${item.text} ${item.grades.map((grade) => `${grade.label} ${grade.n}`).join(" ")}`}>${item.grades.map(
    (grade, index) => {
      const from = x;
      const width = grade.share * 100;
      x += width;
      const place = (index % 6) + 1;
      return width === 0
        ? nothing
        : svg`<rect class="c${place}" x="${from}%" y="0" width="${Math.max(width - 0.3, 0.2)}%" height="100%"></rect>${patterns[place - 1] ? svg`<rect fill="url(#${patterns[place - 1]})" x="${from}%" y="0" width="${Math.max(width - 0.3, 0.2)}%" height="100%"></rect>` : nothing}`;
    },
  )}</svg>`;
}

/** What came out: a delegate at a time, in the order of the sheet, figures with what they are shares of. Nobody is ranked. */
class RoundResults extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard;

  readonly #read = new Resource<Results>(this, () => loop("evaluations.results", { round: this.round.id }), BOARD_TABLES);

  #table(one: ResultPerson): TemplateResult {
    const grades = one.items[0]?.grades ?? [];
    return html`<table class="table mini resulttable"><thead><tr><th scope="col">${say("evaluations.item")}</th><th scope="col" class="barhead">${say("evaluations.shares")}</th>${grades.map((grade) => html`<th scope="col" class="num">${grade.label}</th>`)}<th scope="col" class="num">${say("evaluations.denominator")}</th><th scope="col" class="num">${say("evaluations.satisfied")}</th></tr></thead>
      <tbody>${one.items.map((item) => html`<tr><th scope="row">${item.text}</th><td class="barcell">${bar(item)}</td>${item.grades.map((grade) => html`<td class="num">${count(grade.n)}<span class="note two">${percent(grade.share)}</span></td>`)}<td class="num">${count(item.denominator)}</td><td class="num">${item.satisfied_share === null ? say("evaluations.dash") : html`<b>${percent(item.satisfied_share)}</b>`}</td></tr>`)}</tbody></table>
      <p class="legend">${grades.map((grade, index) => html`<span><svg class="swatch" aria-hidden="true">${svg`<rect class="c${(index % 6) + 1}" width="100%" height="100%"></rect>${patterns[index % 6] ? svg`<rect fill="url(#${patterns[index % 6]})" width="100%" height="100%"></rect>` : nothing}`}</svg>${grade.label}</span>`)}</p>
      <p class="note">${say("evaluations.resultNote")}</p>`;
  }

  #person(one: ResultPerson, results: Results): TemplateResult {
    return html`<div class="cap"><h2>${one.person}</h2><span class="note">${one.areas.join(say("evaluations.and"))}</span><span class="end quiet">${say("evaluations.validOf", { valid: one.valid, n: one.sheets })}</span></div>
      ${one.shown ? this.#table(one) : notice("", light("wait", ""), one.hidden_reason || results.hidden_reason || say("evaluations.hiddenSmall"))}`;
  }

  #list(results: Results, open: ResultPerson | undefined): TemplateResult {
    return html`<nav class="villagelist" aria-label=${say("evaluations.rated")}><ul>${results.delegates.map(
      (one) =>
        html`<li><button type="button" class=${one === open ? "on" : ""} aria-current=${one === open ? "true" : "false"} @click=${() => filter({ person: one.person_id })}><span class="name">${one.person}</span><span class="note">${one.shown ? say("evaluations.validSheets", { n: one.valid }) : say("evaluations.notShown")}</span></button></li>`,
    )}</ul></nav>`;
  }

  #whole(results: Results): TemplateResult {
    const open = results.delegates.find((one) => one.person_id === place.value.query.get("person")) ?? results.delegates[0];
    if (!open)
      return html`<div class="scroll ruled">${emptyPlace({ icon: "report", title: say("evaluations.resultsNone"), text: say("evaluations.resultsNoneText") })}</div>`;
    return html`<div class="bagbox">${this.#list(results, open)}<div class="scroll pad roundwork" tabindex="-1">
        ${results.closed ? nothing : notice("due", light("due", ""), say("evaluations.resultsOpen"))}
        ${this.#person(open, results)}
      </div></div>
      <div class="foot"><span class="note">${say("evaluations.noRank")}</span><div class="acts">${PAPERS.map((paper) => html`<a class="btn" href=${link("evaluations", this.round.id, { step: "results", paper })}>${icon("page")}${say(`evaluations.paper.${paper}`)}</a>`)}</div></div>`;
  }

  protected override render(): TemplateResult {
    const paper = PAPERS.find((each): each is Paper => each === place.value.query.get("paper"));
    if (paper)
      return html`<zd-loop-paper data-page .kind=${paper} .round=${this.round.id} .back=${link("evaluations", this.round.id, { step: "results" })}></zd-loop-paper>`;
    return html`${shown(this.#read, (results) => this.#whole(results))}`;
  }
}
define("zd-round-results", RoundResults);
