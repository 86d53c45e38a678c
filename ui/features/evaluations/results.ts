import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ResultDelegate, ResultItem, Round, RoundBoard, RoundResults } from "@/bridge/calls";
import { icon, light } from "@/parts/marks";
import { emptyPlace, notice, shown } from "@/parts/notices";
import { count } from "@/parts/page";
import "@/parts/seg";
import { correct } from "./correct";
import { gradeBar, gradeLegend } from "./grade-bar";
import { BOARD_TABLES, votersName } from "./model";
import { RESULT_PAPERS } from "./round-paper";
import { showOpen } from "./villages";

/** The address names a village, or members and residents by themselves; both cut the same sheets. */
const VOTERS = "voters.";

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** What came out: a delegate at a time, in the order of the sheet, figures with what they are shares of. Nobody is ranked. */
class Results extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard;

  readonly #read = new Resource<RoundResults>(this, () => ask("evaluations.results", { round: this.round.id }), BOARD_TABLES);

  #table(items: readonly ResultItem[], results: RoundResults): TemplateResult {
    const [first] = items;
    if (!first) return html``;
    const report = results.kind === "report";
    const weighted = items.some((item) => item.weighted_share !== null);
    const graded = items.some((item) => item.graded_share !== null);
    return html`<table class="table mini resulttable"><thead><tr><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.item")}</th><th scope="col">${say("evaluations.shares")}</th>${first.grades.map((grade) => html`<th scope="col" class="num">${grade.label}</th>`)}<th scope="col" class="num">${say("evaluations.answer.blank")}</th><th scope="col" class="num">${say("evaluations.denominator")}</th><th scope="col" class="num">${say(report ? "evaluations.report.satisfied" : "evaluations.satisfied")}</th>${weighted ? html`<th scope="col" class="num">${say("evaluations.weighted")}</th>` : nothing}${graded ? html`<th scope="col" class="num">${say("evaluations.graded")}</th>` : nothing}${report ? html`<th scope="col">${say("evaluations.report.class")}</th>` : nothing}</tr></thead>
      <tbody>${items.map((item) => html`<tr><th scope="row">${item.text}</th><td class="barcell">${gradeBar(item)}</td>${item.grades.map((grade) => html`<td class="num">${count(grade.n)}<span class="note two">${grade.share === null ? say("evaluations.dash") : percent(grade.share)}</span></td>`)}<td class="num quiet">${count(item.blank + item.void)}</td><td class="num">${count(item.denominator)}</td><td class="num">${item.satisfied_share === null ? say("evaluations.dash") : html`<b>${percent(item.satisfied_share)}</b><span class="note two">${count(item.satisfied)}/${count(item.denominator)}</span>`}</td>${weighted ? html`<td class="num">${item.weighted_share === null ? say("evaluations.dash") : percent(item.weighted_share)}</td>` : nothing}${graded ? html`<td class="num">${item.graded_share === null ? say("evaluations.dash") : percent(item.graded_share)}</td>` : nothing}${report ? html`<td class="nowrap"><b>${item.class ?? say("evaluations.dash")}</b></td>` : nothing}</tr>`)}</tbody></table>
      ${gradeLegend(first)}
      <p class="note">${results.denominator}</p>${results.rule ? html`<p class="note">${results.rule}</p>` : nothing}${results.over.map((said) => html`<p>${light("doubt", said)}</p>`)}`;
  }

  #person(one: ResultDelegate, results: RoundResults): TemplateResult {
    const asked = place.value.query.get("area") ?? "";
    const village = one.villages.find((each) => each.area_id === asked && each.shown);
    const voters = one.voters.find((each) => each.shown && asked === VOTERS + each.voters);
    const open = one.villages.filter((each) => each.shown);
    const parts = [
      ...(open.length > 1 ? open.map((each) => ({ value: each.area_id, label: spoken(each.area) })) : []),
      ...one.voters.filter((each) => each.shown).map((each) => ({ value: VOTERS + each.voters, label: votersName(each.voters) })),
    ];
    const it = village ?? voters ?? one;
    return html`<div class="cap"><h2>${one.person}</h2><span class="note">${one.areas.map(spoken).join(say("evaluations.and"))}</span><span class="end quiet">${say("evaluations.validOf", { valid: it.valid, n: it.sheets })}</span></div>
      ${parts.length > 1 ? html`<div><zd-seg size="small" label=${say("evaluations.whichSheets")} .value=${village?.area_id ?? (voters ? VOTERS + voters.voters : "")} .choices=${[{ value: "", label: say("evaluations.together") }, ...parts]} @choose=${(event: CustomEvent<string>) => filter({ area: event.detail || undefined })}></zd-seg></div>` : nothing}
      ${one.shown ? this.#table(it.items, results) : nothing}
      ${one.hidden_reason ? notice("", light("wait", ""), one.hidden_reason) : nothing}
      ${this.#remarks(one, results)}
      ${this.#corrections(one, results)}`;
  }

  /** Free words about a delegate, or those of the villages whose sheets name several. */
  #remarks(one: ResultDelegate, results: RoundResults): TemplateResult | typeof nothing {
    const own = results.remarks.filter(
      (each) => each.rated === one.person_id || one.villages.some((village) => village.area_id === each.rated),
    );
    if (own.length === 0) return nothing;
    return html`<section class="block"><div class="cap"><h2>${say("evaluations.remarks")}</h2><span class="note">${say("evaluations.remarksBy")}</span></div>${own.map((each) => html`${each.rated === one.person_id ? nothing : html`<p class="quiet">${spoken(each.about)}</p>`}<ul class="lines-plain">${each.texts.map((text) => html`<li>${text}</li>`)}</ul>`)}</section>`;
  }

  #corrections(one: ResultDelegate, results: RoundResults): TemplateResult | typeof nothing {
    const own = results.corrections.filter((each) => each.person === one.person);
    if (own.length === 0) return nothing;
    return html`<section class="block"><div class="cap"><h2>${say("evaluations.corrections")}</h2></div><ul class="lines-plain">${own.map((each) => html`<li>${light("change", say("evaluations.corrected", { area: spoken(each.area), text: each.text, label: each.label, was: each.was ?? say("evaluations.dash"), now: each.now ?? say("evaluations.dash") }))}<span class="note">${say("evaluations.correctedBy", { day: short(each.on), name: each.name, reason: each.reason })}</span></li>`)}</ul></section>`;
  }

  /** All who report, in the order of the ballot: nobody is ranked. */
  #everybody(results: RoundResults): TemplateResult {
    const [first] = results.delegates;
    const hidden = results.delegates.find((one) => one.hidden_reason)?.hidden_reason;
    return html`<div class="cap"><h2>${say("evaluations.report.everybody")}</h2><span class="note">${(first?.areas ?? []).map(spoken).join(say("evaluations.and"))}</span>${first ? html`<span class="end quiet">${say("evaluations.validOf", { valid: first.valid, n: first.sheets })}</span>` : nothing}</div>
      ${this.#table(
        results.delegates.flatMap((one) => one.items),
        results,
      )}
      ${hidden ? notice("", light("wait", ""), hidden) : nothing}
      ${results.delegates.map((one) => this.#corrections(one, results))}`;
  }

  #list(results: RoundResults, open: ResultDelegate | undefined): TemplateResult {
    return html`<nav class="villagelist" aria-label=${say(results.kind === "report" ? "evaluations.report.rated" : "evaluations.rated")}><ul>${results.kind === "report" ? html`<li><button type="button" class=${open ? "" : "on"} aria-current=${open ? "false" : "true"} @click=${() => filter({ person: undefined, area: undefined })}><span class="name">${say("evaluations.report.everybody")}</span><span class="note">${say("evaluations.report.noRank")}</span></button></li>` : nothing}${results.delegates.map(
      (one) =>
        html`<li><button type="button" class=${one === open ? "on" : ""} aria-current=${one === open ? "true" : "false"} @click=${() => filter({ person: one.person_id, area: undefined })}><span class="name">${one.person}</span><span class="note">${one.shown ? say("evaluations.validSheets", { n: one.valid }) : say("evaluations.notShown")}</span></button></li>`,
    )}</ul></nav>`;
  }

  #whole(results: RoundResults): TemplateResult {
    if (!results.closed)
      return html`<div class="scroll ruled">${emptyPlace({
        icon: "lock",
        title: say("evaluations.resultsOpen"),
        text: results.hidden_reason ?? say("evaluations.resultsOpenText"),
        acts: html`<a class="btn" href=${link("evaluations", this.round.id, { step: "balance" })}>${say("evaluations.toBalance")}</a>`,
      })}</div>`;
    const asked = results.delegates.find((one) => one.person_id === place.value.query.get("person"));
    const open = asked ?? results.delegates[0];
    // Those who report stand together on one ballot, and so do their results until one is asked for.
    const all = results.kind === "report" && !asked;
    if (!open)
      return html`<div class="scroll ruled">${emptyPlace({ icon: "report", title: say("evaluations.resultsNone"), text: results.hidden_reason ?? "" })}</div>`;
    return html`<div class="bagbox">${this.#list(results, all ? undefined : open)}<div class="scroll pad roundwork" tabindex="0">${all ? this.#everybody(results) : this.#person(open, results)}</div></div>
      <div class="foot"><span class="note">${say(results.kind === "report" ? "evaluations.report.noRank" : "evaluations.noRank")}</span><div class="acts">${open.shown && !all ? html`<button data-needs="manage" class="btn quiet" @click=${() => void correct(this.round.id, open, this.board)}>${icon("pen")}${say("evaluations.correct")}</button>` : nothing}<a data-needs="enter" class="btn" href=${link("evaluations", this.round.id, { step: "sign" })}>${icon("pen")}${say("evaluations.sign.act")}</a>${RESULT_PAPERS.filter((paper) => results.kind !== "report" || paper !== "result_letter").map((paper) => html`<a class="btn" href=${link("evaluations", this.round.id, { step: "results", paper })}>${icon("page")}${say(`evaluations.paper.${paper}`)}</a>`)}</div></div>`;
  }

  override updated(): void {
    showOpen(this);
  }

  protected override render(): TemplateResult {
    const { query } = place.value;
    const paper = RESULT_PAPERS.find((each) => each === query.get("paper"));
    if (paper) {
      const back = link("evaluations", this.round.id, { step: "results", person: query.get("person") ?? undefined });
      return html`<zd-round-paper data-page .kind=${paper} .round=${this.round.id} .back=${back}></zd-round-paper>`;
    }
    return html`${shown(this.#read, (results) => this.#whole(results))}`;
  }
}
define("zd-round-results", Results);
