import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask, Refused, run, type Step, tell } from "@/bridge";
import type { Batch, BatchVoters, EvaluationForm, Round, Sheets } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { jobPanel } from "@/parts/job";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, listField, textField } from "@/parts/page";
import "@/parts/preview";
import { asPaper, paperActs, printPaper } from "@/features/reports/out";
import { askAgain, batchList } from "./batch-list";
import type { Line } from "./model";
import { copiesOf, FORM_TABLES, kindName, newest, placeName, ratedName, villagesOf, votersName, written } from "./model";
import "./round-paper";
import "./trial";

/** The usual number a village, as in the core; a clerk types over it. */
const USUAL = 30;

/** Sheets made in this sitting, by round: they lie on the core's shelf until the desk is locked. */
const made = signal<ReadonlyMap<string, Sheets>>(new Map());

/** Which sheets, how many a village; then the finished pages themselves and the ways to the printer. */
class RoundPrint extends Piece {
  static override properties = { round: { attribute: false } };
  declare round: Round;

  /** The newest version of each form, those of the office first. */
  readonly #forms = new Resource<EvaluationForm[]>(this, () => ask("evaluations.forms", {}).then(newest), FORM_TABLES);
  readonly #code = signal("");
  readonly #all = signal("");
  readonly #numbered = signal(false);
  /** With all that goes to the meetings, in the order it is laid on the tables. */
  readonly #packed = signal(true);
  readonly #copies = signal<ReadonlyMap<string, string>>(new Map());
  readonly #step = signal<Step | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => {
        const sheets = made.peek().get(this.round.id);
        if (sheets) void printPaper(asPaper(sheets));
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  /** Forms made for what this round is for. */
  #fitting(): EvaluationForm[] {
    return (this.#forms.value.value ?? []).filter((form) => form.purpose === this.round.kind);
  }

  /** Whose sheets there are: everybody's, or those of members and of residents apart. */
  #voters(): readonly BatchVoters[] {
    return this.round.apart ? ["members", "residents"] : ["all"];
  }

  /** The form this round prints with: the one chosen here, the round's own, or the first that comes with the program. */
  #form(): EvaluationForm | undefined {
    const forms = this.#fitting();
    const own = (this.round.form as { code?: string } | null)?.code;
    return (
      forms.find((form) => form.code === this.#code.value) ??
      forms.find((form) => form.code === own) ??
      forms.find((form) => form.built_in)
    );
  }

  #single(): boolean {
    return this.#form()?.kind !== "team";
  }

  /** What was typed for a village; a village that has sheets already gets none unless somebody says so. A meeting gets a
   * ballot for each delegate who came. */
  #typed(area: string, voters: BatchVoters): string {
    const typed = this.#copies.value.get(`${area} ${voters}`);
    if (typed !== undefined) return typed;
    if (this.round.batches.some((batch) => batch.area_id === area && batch.voters === voters)) return "0";
    if (this.round.kind === "report") return String(this.round.meetings.find((each) => each.id === area)?.present ?? "");
    return this.#all.value || String(USUAL);
  }

  #plan(): Line[] {
    const one = this.#single();
    return villagesOf(this.round).map(({ area, people }) => {
      const copies = this.#voters().map((voters) => ({ voters, copies: copiesOf(this.#typed(area, voters)) }));
      const batches = one ? people.length : 1;
      const held = this.round.batches.filter((batch) => batch.area_id === area);
      return {
        area,
        people,
        copies,
        sheets: copies.reduce((sum, each) => sum + (each.copies ?? 0), 0) * batches,
        printed: held.reduce((sum, each) => sum + each.copies, 0),
      };
    });
  }

  async #make(): Promise<void> {
    const plan = this.#plan();
    const again = plan.filter((line) => line.printed > 0 && line.sheets > 0);
    if (
      again.length > 0 &&
      !(await confirm({
        title: say(this.round.kind === "report" ? "evaluations.report.againTitle" : "evaluations.printAgainTitle", {
          n: again.length,
        }),
        names: again.map((line) => placeName(this.round, line.area)),
        note: say("evaluations.printAgainNote"),
        act: say("evaluations.printAgainAct"),
        stay: say("parts.cancel"),
      }))
    )
      return;
    this.#refused.value = undefined;
    const form = this.#form();
    if (form && (this.round.form as { code?: string } | null)?.code !== form.code)
      try {
        const { batches: _, closed_on: __, voided: ___, ...it } = this.round;
        await tell("evaluations.save", { ...it, form: { code: form.code } });
      } catch (cause) {
        this.#refused.value = Refused.from(cause);
        return;
      }
    await this.#draw(
      run(
        "evaluations.print",
        {
          round: this.round.id,
          numbered: this.#numbered.value,
          pack: this.#packed.value,
          copies: plan.flatMap((line) =>
            line.copies.map(({ voters, copies }) => ({ area_id: line.area, voters, copies: copies ?? 0 })),
          ),
        },
        (step) => (this.#step.value = { ...step, what: "" }),
      ),
    );
  }

  #line(line: Line): TemplateResult {
    const area = placeName(this.round, line.area);
    const field = ({ voters, copies }: Line["copies"][number]) =>
      html`<td class="copies">${textField({ name: `copies-${line.area}-${voters}`, label: say("evaluations.copiesOf", { area: [area, votersName(voters)].filter(Boolean).join(say("frame.comma")) }), value: this.#typed(line.area, voters), kind: "num", bad: copies === undefined && this.#typed(line.area, voters) !== "", set: (text) => (this.#copies.value = new Map(this.#copies.value).set(`${line.area} ${voters}`, text)) })}</td>`;
    return html`<tr><th scope="row" class="name">${area}</th><td>${line.people.map((id) => ratedName(this.round, id)).join(say("evaluations.and"))}</td>
      <td class="num quiet">${line.printed > 0 ? count(line.printed) : nothing}</td>
      ${line.copies.map(field)}
      <td class="num">${count(line.sheets)}</td></tr>`;
  }

  #planned(): TemplateResult {
    const plan = this.#plan();
    const report = this.round.kind === "report";
    const wrong = plan.some((line) => line.copies.some((each) => each.copies === undefined));
    const empty = plan.some((line) => line.copies.some((each) => this.#typed(line.area, each.voters) === ""));
    const sheets = plan.reduce((sum, line) => sum + line.sheets, 0);
    const one = this.#single();
    const batches = plan.reduce(
      (sum, line) => sum + line.copies.filter((each) => each.copies).length * (one ? line.people.length : 1),
      0,
    );
    const step = this.#step.value;
    return html`<div class="scroll ruled pad roundwork" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <div class="formrow">
          <span class="quiet">${say("evaluations.form")}</span>
          <div class="formpick">${listField({ name: "sheet-form", label: say("evaluations.form"), value: this.#form()?.code ?? "", options: this.#fitting().map((form) => [form.code, `${form.title}${say("frame.comma")}${kindName(form)}`]), set: (code) => (this.#code.value = code) })}</div>
          <a href=${link("evaluations", "forms")}>${say("evaluations.toForms")}</a>
          ${
            report
              ? html`<span class="note">${say("evaluations.report.byPresent")}</span>`
              : html`<label class="quiet" for="copies-all">${say("evaluations.each")}</label>
          <div class="copies">${textField({
            name: "copies-all",
            value: this.#all.value || String(USUAL),
            kind: "num",
            set: (text) => {
              this.#all.value = text;
              this.#copies.value = new Map();
            },
          })}</div>
          <span class="note">${one ? say("evaluations.eachDelegate") : say("evaluations.eachVillage")}</span>`
          }
        </div>
        <div class="formrow"><label class="tick"><input type="checkbox" name="numbered" .checked=${this.#numbered.value} @change=${(event: Event) => (this.#numbered.value = (event.target as HTMLInputElement).checked)} />${say("evaluations.numbered")}</label><span class="note">${say("evaluations.numberedCost")}</span></div>
        <div class="formrow"><label class="tick"><input type="checkbox" name="packed" .checked=${this.#packed.value} @change=${(event: Event) => (this.#packed.value = (event.target as HTMLInputElement).checked)} />${say("evaluations.packed")}</label><span class="note">${say("evaluations.packedNote")}</span></div>
        <table class="table mini rated"><thead><tr><th scope="col">${say(report ? "evaluations.report.meeting" : "visits.area")}</th><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.rated")}</th><th scope="col" class="num">${say("evaluations.printedBefore")}</th>${this.#voters().map((voters) => html`<th scope="col" class="num copies">${votersName(voters) || say("evaluations.copies")}</th>`)}<th scope="col" class="num">${say("evaluations.sheetCount")}</th></tr></thead>
          <tbody>${plan.map((line) => this.#line(line))}</tbody>
          <tfoot><tr><th scope="row" colspan=${3 + this.#voters().length}>${say("evaluations.total", { n: batches })}</th><td class="num">${count(sheets)}</td></tr></tfoot></table>
        ${this.round.batches.length + this.round.voided.length > 0 ? batchList(this.round, (batch) => void this.#again(batch)) : nothing}
      </div>
      <div class="foot">${step ? html`<div class="grow">${jobPanel({ title: say("evaluations.making"), step, stopping: say("evaluations.makingStop"), stop: () => this.#stop?.() })}</div>` : html`<span class="note">${wrong ? say(empty ? "evaluations.report.needPresent" : "evaluations.wrongCopies") : say("evaluations.makeNote")}</span>`}<div class="acts">${this.round.batches.length > 0 ? this.#pack() : nothing}${plan.length > 0 ? html`<a class="btn" href=${link("evaluations", this.round.id, { step: "print", trial: "1" })}>${icon("page")}${say("evaluations.trial")}</a>` : nothing}<button class="btn primary" ?disabled=${wrong || sheets === 0 || step !== undefined} @click=${() => void this.#make()}>${icon("print")}${sheets > 0 ? say("evaluations.make", { n: sheets }) : say("evaluations.makeNone")}</button></div></div>`;
  }

  /** The same sheets once more: the file is gone after a lock, or the printer jammed. Batches and codes stay as they are. */
  async #again(batch?: Batch): Promise<void> {
    const asked = await askAgain(this.round, batch);
    if (!asked) return;
    await this.#draw(
      run(
        "evaluations.reprint",
        { round: this.round.id, batches: batch ? [batch.id] : [], copies: asked.copies ?? null, pack: false },
        (step) => (this.#step.value = { ...step, what: "" }),
      ),
    );
  }

  /** Waits for sheets that are being drawn and shows them. */
  async #draw(work: { done: Promise<{ answer: Sheets }>; stop: () => void }): Promise<void> {
    this.#refused.value = undefined;
    this.#stop = work.stop;
    this.#step.value = { job: null, done: 0, total: 0, what: "" };
    try {
      const { answer } = await work.done;
      made.value = new Map(made.value).set(this.round.id, answer);
      this.#copies.value = new Map();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#step.value = undefined;
    }
  }

  /** What goes to the meetings with the sheets: covers of the bags, what is said, how it is done. */
  #pack(): TemplateResult {
    return html`<a class="btn" href=${link("evaluations", this.round.id, { step: "print", paper: "pack" })}>${icon("folder")}${say("evaluations.pack")}</a>`;
  }

  #finished(sheets: Sheets): TemplateResult {
    const total = sheets.batches.reduce((sum, batch) => sum + batch.copies, 0);
    const back = () => {
      const rest = new Map(made.value);
      rest.delete(this.round.id);
      made.value = rest;
    };
    return html`<div class="reportbox">
        <div class="set" tabindex="0">
          <p>${light("met", say("evaluations.madeTitle", { n: sheets.batches.length, sheets: total }))}</p>
          <p class="note">${say("evaluations.madeNote")}</p>
          ${sheets.places.length > 0 ? html`<p class="note">${say("evaluations.packOrder")}</p><ul class="batchlist places">${sheets.places.map((each) => html`<li><span>${placeName(this.round, each.area_id)}</span><span class="num">${say("evaluations.packPages", { from: each.from, to: each.to })}</span></li>`)}</ul>` : nothing}
          <ul class="batchlist">${sheets.batches.map((batch) => html`<li><span>${placeName(this.round, batch.area_id)}${batch.person ? html` <b>${batch.person}</b>` : nothing} ${votersName(batch.voters)}</span><span class="code">${written(batch.code)}</span><span class="num">${say("evaluations.sheetsOf", { n: batch.copies })}</span></li>`)}</ul>
        </div>
        <div class="paperside"><zd-preview .paper=${sheets.paper} .pages=${sheets.pages}></zd-preview></div>
      </div>
      <div class="foot"><button class="btn quiet" @click=${back}>${icon("left")}${say("evaluations.printMore")}</button><div class="acts">${this.#pack()}${paperActs(asPaper(sheets))}</div></div>`;
  }

  protected override render(): TemplateResult {
    const { query } = place.value;
    if (query.get("trial") === "1") return html`<zd-trial data-page .round=${this.round}></zd-trial>`;
    if (query.get("paper") === "pack")
      return html`<zd-round-paper data-page .kind=${"pack"} .round=${this.round.id} .back=${link("evaluations", this.round.id, { step: "print" })}></zd-round-paper>`;
    const sheets = made.value.get(this.round.id);
    return sheets ? this.#finished(sheets) : this.#planned();
  }
}
define("zd-round-print", RoundPrint);
