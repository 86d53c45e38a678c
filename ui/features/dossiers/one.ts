import { html, nothing, type TemplateResult } from "lit";
import { long, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type {
  DossierChange,
  DossierEntry,
  DossierGap,
  DossierSection,
  DossierSlip,
  DossierWhole,
  DutyForecast,
} from "@/bridge/calls";
import { glyph, icon } from "@/parts/marks";
import { notice, shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { askCheck, askClose, askSlip } from "./acts";
import { factLine, recordLink, stageLight, TABLES } from "./model";

/** Parts whose columns of figures stand at the right. */
/** Where the records of a figure of the year stand. */
const COUNTED: Record<string, string> = {
  visits: "visits",
  reached: "visits",
  opinions: "opinions",
  proposals: "proposals",
  meetings: "meetings",
  activities: "activities",
};
const FIGURES: Record<string, readonly number[]> = { duties: [2, 3], visits: [4, 5, 6, 7], evaluations: [2, 3] };

/** One dossier: what it shows at the left, how it stands and what is missing beside it. */
class Dossier extends Piece {
  static override properties = { person: {}, year: { type: Number } };
  declare person: string;
  declare year: number;

  readonly #whole = new Resource<DossierWhole>(
    this,
    () => (this.person && this.year ? ask("dossiers.one", { person: this.person, year: this.year }) : undefined),
    TABLES,
  );
  /** What is still to be done this year; a year that is over has nothing ahead. */
  readonly #ahead = new Resource<DutyForecast>(
    this,
    () =>
      this.person && String(this.year) === today.value.slice(0, 4)
        ? ask("duties.forecast", { person: this.person, records: false })
        : undefined,
    TABLES,
  );
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.person = "";
    this.year = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      escape: () => go(link("dossiers", "", { year: String(this.year) })),
      "ctrl+p": () => go(link("dossiers", this.person, { year: String(this.year), paper: "1" })),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("person") || changed.has("year")) {
      this.#whole.again();
      this.#ahead.again();
    }
  }

  #cells(section: DossierSection, line: DossierEntry): TemplateResult[] {
    const figures = FIGURES[section.code] ?? [];
    return line.cells.map((cell, at) => {
      const text = at === 0 && line.page && line.record ? html`<a href=${recordLink(line.page, line.record)}>${cell}</a>` : cell;
      return html`<td class=${figures.includes(at) ? "num" : at === 0 ? "nowrap" : ""}>${text}</td>`;
    });
  }

  /** A figure of the year leads to the part that lists what it counts. */
  #fact(line: DossierEntry): TemplateResult {
    const word = line.cells[1] ?? "";
    const part = COUNTED[line.key];
    if (!part || !/[1-9]/.test(word)) return html`${word}`;
    const show = (): void => {
      const head = this.querySelector<HTMLElement>(`[data-section="${part}"] h2`);
      head?.scrollIntoView({ block: "start" });
      head?.focus({ preventScroll: true });
    };
    return html`<button type="button" class="link" data-part=${part} @click=${show}>${word}</button>`;
  }

  #section(section: DossierSection): TemplateResult {
    const facts = section.code === "facts" || section.code === "summary";
    return html`<section class="block" data-section=${section.code}>
      <div class="cap"><h2 tabindex="-1">${section.title}</h2></div>
      ${
        section.lines.length === 0
          ? html`<p class="quiet">${section.empty}</p>`
          : facts
            ? html`<dl class="factgrid">${section.lines.map((line) => factLine(line.cells[0] ?? "", this.#fact(line)))}</dl>`
            : html`<div class="sideways"><table class="table mini"><thead><tr>${section.heads.map((word, at) => html`<th scope="col" class=${(FIGURES[section.code] ?? []).includes(at) ? "num" : ""}>${word}</th>`)}</tr></thead><tbody>${section.lines.map((line) => html`<tr>${this.#cells(section, line)}</tr>`)}</tbody></table></div>`
      }
      ${section.note ? html`<p class="note">${section.note}</p>` : nothing}
    </section>`;
  }

  /** Gaps of a kind together; of many the first few stand open. */
  #gaps(gaps: DossierGap[]): TemplateResult {
    const kinds = new Map<string, DossierGap[]>();
    for (const gap of gaps) kinds.set(gap.code, [...(kinds.get(gap.code) ?? []), gap]);
    const open = [...kinds.values()].length > 6 ? 1 : 3;
    return html`${[...kinds.values()].map(
      (same) =>
        html`<ul class="gaplist">${same.slice(0, open).map((gap) => this.#gap(gap))}</ul>${
          same.length > open
            ? html`<details class="moregaps"><summary>${say("dossiers.moreGaps", { n: same.length - open })}</summary><ul class="gaplist">${same.slice(open).map((gap) => this.#gap(gap))}</ul></details>`
            : nothing
        }`,
    )}`;
  }

  #gap(gap: DossierGap): TemplateResult {
    return html`<li><span class="gapline">${glyph("due")}<span>${gap.sentence}</span></span><span class="note">${gap.remedy} <a href=${recordLink(gap.page, gap.record)}>${say("dossiers.toRecord")}</a></span></li>`;
  }

  #change(whole: DossierWhole, change: DossierChange): TemplateResult {
    return html`<li><span class="gapline">${glyph("doubt")}<span><b>${change.title}</b> ${change.subject}</span></span>
      <span class="changes"><del>${change.before || say("dossiers.nothing")}</del> <ins>${change.after || say("dossiers.nothing")}</ins></span>
      <span class="row"><button data-needs="enter" class="btn small" @click=${() => void askSlip(whole, [change])}>${say("dossiers.slipFor")}</button>${change.record ? html`<a href=${recordLink(change.page, change.record)}>${say("dossiers.toRecord")}</a>` : nothing}</span></li>`;
  }

  #slip(slip: DossierSlip): TemplateResult {
    return html`<li><span><b>${say("dossiers.slipN", { n: slip.number })}</b> ${slip.subject}</span><span class="changes"><del>${slip.before || say("dossiers.nothing")}</del> <ins>${slip.after || say("dossiers.nothing")}</ins></span><span class="note">${[slip.reason, slip.document, slip.clerk, long(slip.day)].filter(Boolean).join(" · ")}</span></li>`;
  }

  #panel(whole: DossierWhole): TemplateResult {
    const { line } = whole;
    return html`<div class="side">
      <section><h2>${say("dossiers.standing")}</h2>
        <p>${stageLight(line, "big")}</p>
        <dl class="factgrid one">
          ${line.checked_on ? factLine(say("dossiers.checkedOn"), `${long(line.checked_on)} ${whole.checked_by}`) : nothing}
          ${line.closed_on ? factLine(say("dossiers.closedOn"), `${long(line.closed_on)} ${whole.closed_by}`) : nothing}
          ${line.closed_on ? factLine(say("dossiers.seal"), html`<span class="sealcode">${whole.seal}</span>`) : nothing}
          ${whole.note ? factLine(say("dossiers.note"), whole.note) : nothing}
        </dl>
        ${line.recheck ? notice("due", glyph("doubt"), say("dossiers.recheckLong")) : nothing}
        ${whole.altered ? notice("due", glyph("doubt"), say("dossiers.altered")) : nothing}
      </section>
      ${this.#forecast()}
      ${
        line.closed_on
          ? html`<section><h2>${say("dossiers.changes")}</h2>${whole.changes.length > 0 ? html`<ul class="gaplist">${whole.changes.map((change) => this.#change(whole, change))}</ul>${whole.changes.length > 1 ? html`<button data-needs="enter" class="btn small" @click=${() => void askSlip(whole, whole.changes)}>${say("dossiers.slipAll", { n: whole.changes.length })}</button>` : nothing}` : html`<p class="note">${say("dossiers.noChanges")}</p>`}</section>
            <section><h2>${say("dossiers.slips")}</h2>${whole.slips.length > 0 ? html`<ul class="gaplist">${whole.slips.map((slip) => this.#slip(slip))}</ul>` : html`<p class="note">${say("dossiers.noSlips")}</p>`}</section>`
          : html`<section><h2>${whole.gaps.length > 0 ? say("dossiers.gapsN", { n: whole.gaps.length }) : say("dossiers.gaps")}</h2>${whole.gaps.length > 0 ? this.#gaps(whole.gaps) : html`<p class="note">${say("dossiers.noGaps")}</p>`}</section>`
      }
    </div>`;
  }

  #forecast(): TemplateResult | typeof nothing {
    const told = this.#ahead.value.value;
    const windows = told?.delegates[0]?.windows ?? [];
    if (!told || String(this.year) !== told.as_of.slice(0, 4)) return nothing;
    return html`<section><h2>${say("dossiers.ahead")}</h2>${
      windows.length > 0
        ? html`<ul class="gaplist">${windows.map((one) => html`<li><span class="gapline">${glyph(one.state === "overdue" ? "owed" : one.state === "open" ? "due" : "wait")}<span>${say("dossiers.aheadLine", { title: one.title, n: one.missing, from: short(one.from), to: short(one.to) })}</span></span><span class="note">${one.safe ? say("dossiers.safe", { day: short(one.safe) }) : one.state === "overdue" ? say("dossiers.past") : say("dossiers.noneLeft")}${one.slot && one.safe ? say("dossiers.lastSlot", { day: short(one.slot) }) : ""}</span></li>`)}</ul>${told.without_holidays ? html`<p class="note">${say("dossiers.withoutHolidays")}</p>` : nothing}`
        : html`<p class="note">${say("dossiers.nothingAhead")}</p>`
    }</section>`;
  }

  #act(whole: DossierWhole): TemplateResult {
    const { line } = whole;
    if (line.closed_on)
      return html`<button data-needs="enter" class="btn primary" @click=${() => void askSlip(whole, [])}>${icon("plus")}${say("dossiers.slipNew")}</button>`;
    if (line.stage !== "checked")
      return html`<button data-needs="enter" class="btn primary" @click=${() => void askCheck(whole)}>${icon("check")}${line.recheck ? say("dossiers.checkAgain") : say("dossiers.check")}</button>`;
    return html`<button data-needs="manage" class="btn primary" ?disabled=${!line.over} title=${line.over ? "" : say("dossiers.notOver")} @click=${() => void askClose(whole)}>${icon("lock")}${say("dossiers.close")}</button>`;
  }

  protected override render(): TemplateResult {
    const whole = this.#whole.value.value;
    const year = String(this.year);
    return html`<main class="sheet">
      ${head(
        whole?.content.name ?? say("dossiers.title"),
        html`${say("dossiers.subOne", { year })}${whole ? html`<span class="narrowly">&ensp;${stageLight(whole.line)}</span>` : nothing}`,
        html`<a class="btn quiet" href=${link("dossiers", "", { year })}>${icon("left")}${say("dossiers.title")}</a><a class="btn quiet" href=${link("delegates", this.person)}>${icon("person")}${say("dossiers.person")}</a><a class="btn" href=${link("dossiers", this.person, { year, paper: "1" })}>${icon("print")}${say("dossiers.preview")} <kbd>Ctrl P</kbd></a>${whole ? this.#act(whole) : nothing}`,
      )}
      ${shown(
        this.#whole,
        (value) => html`<div class="split wide ruled">
        <div class="scroll pad blocks dossier" tabindex="0" aria-label=${say("dossiers.title")}>${value.content.sections.map((section) => this.#section(section))}</div>
        <aside class="panel" tabindex="0" aria-label=${say("dossiers.standing")}>${this.#panel(value)}</aside>
      </div>`,
      )}
    </main>`;
  }
}
define("zd-dossier", Dossier);
