import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, personName } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask, Refused, run, type Step, tell } from "@/bridge";
import type { Batch, EvaluationForm, Round, Sheets } from "@/bridge/calls";
import { confirm, open } from "@/parts/dialogs";
import { jobPanel } from "@/parts/job";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, listField, textField } from "@/parts/page";
import "@/parts/preview";
import { FORM_TABLES, villagesOf, written } from "./model";
import { asPaper, paperActs, printPaper } from "./out";
import "./round-paper";
import "./trial";

/** The usual number a village, as in the core; a clerk types over it. */
const USUAL = 30;

/** Sheets made in this sitting, by round: they lie on the core's shelf until the desk is locked. */
const made = signal<ReadonlyMap<string, Sheets>>(new Map());

function newest(forms: EvaluationForm[]): EvaluationForm[] {
  const latest = new Map<string, EvaluationForm>();
  for (const form of forms) if ((latest.get(form.code)?.version ?? -1) < form.version) latest.set(form.code, form);
  return [...latest.values()].sort((one, other) => Number(one.built_in) - Number(other.built_in));
}

/** A village of the plan: how many of each of its sheets, and what was printed for it before. */
interface Line {
  area: string;
  people: string[];
  /** Undefined when what was typed is no number. */
  copies: number | undefined;
  sheets: number;
  printed: number;
}

/** Which sheets, how many a village; then the finished pages themselves and the ways to the printer. */
class RoundPrint extends Piece {
  static override properties = { round: { attribute: false } };
  declare round: Round;

  /** The newest version of each form, those of the office first. */
  readonly #forms = new Resource<EvaluationForm[]>(this, () => ask("evaluations.forms", {}).then(newest), FORM_TABLES);
  readonly #code = signal("");
  readonly #all = signal("");
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

  /** The form this round prints with: the one chosen here, the round's own, or the first that comes with the program. */
  #form(): EvaluationForm | undefined {
    const forms = this.#forms.value.value ?? [];
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

  /** What was typed for a village; a village that has sheets already gets none unless somebody says so. */
  #typed(area: string): string {
    const typed = this.#copies.value.get(area);
    if (typed !== undefined) return typed;
    return this.round.batches.some((batch) => batch.area_id === area) ? "0" : this.#all.value || String(USUAL);
  }

  #number(text: string): number | undefined {
    const value = text.normalize("NFKC").trim();
    return /^\d{1,5}$/.test(value) ? Number(value) : undefined;
  }

  #plan(): Line[] {
    const one = this.#single();
    return villagesOf(this.round).map(({ area, people }) => {
      const copies = this.#number(this.#typed(area));
      const batches = one ? people.length : 1;
      const held = this.round.batches.filter((batch) => batch.area_id === area);
      return {
        area,
        people,
        copies,
        sheets: (copies ?? 0) * batches,
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
        title: say("evaluations.againTitle", { n: again.length }),
        names: again.map((line) => areaName(line.area)),
        note: say("evaluations.againNote"),
        act: say("evaluations.againAct"),
        stay: say("parts.cancel"),
      }))
    )
      return;
    this.#refused.value = undefined;
    const form = this.#form();
    if (form && (this.round.form as { code?: string } | null)?.code !== form.code)
      try {
        const { batches: _, closed_on: __, ...it } = this.round;
        await tell("evaluations.save", { ...it, form: { code: form.code } });
      } catch (cause) {
        this.#refused.value = Refused.from(cause);
        return;
      }
    await this.#draw(
      run(
        "evaluations.print",
        { round: this.round.id, copies: plan.map((line) => ({ area_id: line.area, copies: line.copies ?? 0 })) },
        (step) => (this.#step.value = { ...step, what: "" }),
      ),
    );
  }

  #line(line: Line): TemplateResult {
    return html`<tr><th scope="row" class="name">${areaName(line.area)}</th><td>${line.people.map((id) => personName(id)).join(say("evaluations.and"))}</td>
      <td class="num quiet">${line.printed > 0 ? count(line.printed) : nothing}</td>
      <td class="copies">${textField({ name: `copies-${line.area}`, label: say("evaluations.copiesOf", { area: areaName(line.area) }), value: this.#typed(line.area), kind: "num", bad: line.copies === undefined, set: (text) => (this.#copies.value = new Map(this.#copies.value).set(line.area, text)) })}</td>
      <td class="num">${count(line.sheets)}</td></tr>`;
  }

  #planned(): TemplateResult {
    const plan = this.#plan();
    const wrong = plan.some((line) => line.copies === undefined);
    const sheets = plan.reduce((sum, line) => sum + line.sheets, 0);
    const one = this.#single();
    const batches = plan.reduce((sum, line) => sum + (line.copies ? (one ? line.people.length : 1) : 0), 0);
    const step = this.#step.value;
    return html`<div class="scroll ruled pad roundwork" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <div class="formrow">
          <span class="quiet">${say("evaluations.form")}</span>
          <div class="formpick">${listField({ name: "sheet-form", label: say("evaluations.form"), value: this.#form()?.code ?? "", options: (this.#forms.value.value ?? []).map((form) => [form.code, `${form.title}${say("frame.comma")}${say(`evaluations.kind.${form.kind}`)}`]), set: (code) => (this.#code.value = code) })}</div>
          <a href=${link("evaluations", "forms")}>${say("evaluations.toForms")}</a>
          <label class="quiet" for="copies-all">${say("evaluations.each")}</label>
          <div class="copies">${textField({
            name: "copies-all",
            value: this.#all.value || String(USUAL),
            kind: "num",
            set: (text) => {
              this.#all.value = text;
              this.#copies.value = new Map();
            },
          })}</div>
          <span class="note">${one ? say("evaluations.eachDelegate") : say("evaluations.eachVillage")}</span>
        </div>
        <table class="table mini rated"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("evaluations.rated")}</th><th scope="col" class="num">${say("evaluations.printedBefore")}</th><th scope="col" class="num copies">${say("evaluations.copies")}</th><th scope="col" class="num">${say("evaluations.sheetCount")}</th></tr></thead>
          <tbody>${plan.map((line) => this.#line(line))}</tbody>
          <tfoot><tr><th scope="row" colspan="4">${say("evaluations.total", { n: batches })}</th><td class="num">${count(sheets)}</td></tr></tfoot></table>
        ${this.round.batches.length > 0 ? this.#batches() : nothing}
      </div>
      <div class="foot">${step ? html`<div class="grow">${jobPanel({ title: say("evaluations.making"), step, stopping: say("evaluations.makingStop"), stop: () => this.#stop?.() })}</div>` : html`<span class="note">${wrong ? say("evaluations.wrongCopies") : say("evaluations.makeNote")}</span>`}<div class="acts">${this.round.batches.length > 0 ? this.#pack() : nothing}${plan.length > 0 ? html`<a class="btn" href=${link("evaluations", this.round.id, { step: "print", trial: "1" })}>${icon("page")}${say("evaluations.trial")}</a>` : nothing}<button class="btn primary" ?disabled=${wrong || sheets === 0 || step !== undefined} @click=${() => void this.#make()}>${icon("print")}${sheets > 0 ? say("evaluations.make", { n: sheets }) : say("evaluations.makeNone")}</button></div></div>`;
  }

  /** The same sheets once more: the file is gone after a lock, or the printer jammed. Batches and codes stay as they are. */
  async #again(batch?: Batch): Promise<void> {
    const it = { copies: batch ? String(batch.copies) : "" };
    const sure = await open<boolean>(
      (
        close,
      ) => html`<h2>${batch ? say("evaluations.reprintTitle", { area: areaName(batch.area_id), code: written(batch.code) }) : say("evaluations.reprintAll", { n: this.round.batches.length })}</h2>
        <form class="stackup" @submit=${(event: Event) => {
          event.preventDefault();
          close(true);
        }}>
          ${batch ? html`<div class="labelled"><label for="again-copies">${say("evaluations.reprintCopies")}</label><div class="copies">${textField({ name: "again-copies", value: it.copies, kind: "num", set: (text) => (it.copies = text) })}</div></div>` : nothing}
          <p class="note">${say("evaluations.reprintNote")}</p>
          <div class="row end"><button type="button" class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary">${say("evaluations.reprint")}</button></div>
        </form>`,
    );
    const copies = this.#number(it.copies);
    if (!sure || (batch && !copies)) return;
    await this.#draw(
      run(
        "evaluations.reprint",
        { round: this.round.id, batches: batch ? [batch.id] : [], copies: copies ?? null },
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

  #batches(): TemplateResult {
    return html`<section class="block"><div class="cap"><h2>${say("evaluations.batchList")}</h2><span class="note">${say("evaluations.sheetsNote")}</span><button class="btn small end" @click=${() => void this.#again()}>${icon("print")}${say("evaluations.reprintEvery")}</button></div>
      <table class="table mini"><thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("evaluations.rated")}</th><th scope="col">${say("evaluations.code")}</th><th scope="col" class="num">${say("evaluations.sheetCount")}</th><th scope="col">${say("evaluations.printedAt")}</th><th scope="col"><span class="apart">${say("evaluations.reprint")}</span></th></tr></thead>
      <tbody>${this.round.batches.map((batch) => html`<tr><th scope="row" class="name">${areaName(batch.area_id)}</th><td>${batch.person_id ? personName(batch.person_id) : say("evaluations.wholeTeam")}</td><td class="code">${written(batch.code)}</td><td class="num">${count(batch.copies)}</td><td class="nowrap quiet">${batch.printed_at ? when(batch.printed_at) : nothing}</td><td class="act"><button class="btn small quiet" @click=${() => void this.#again(batch)}>${say("evaluations.reprint")}</button></td></tr>`)}</tbody></table></section>`;
  }

  #finished(sheets: Sheets): TemplateResult {
    const total = sheets.batches.reduce((sum, batch) => sum + batch.copies, 0);
    const back = () => {
      const rest = new Map(made.value);
      rest.delete(this.round.id);
      made.value = rest;
    };
    return html`<div class="reportbox">
        <div class="set">
          <p>${light("met", say("evaluations.madeTitle", { n: sheets.batches.length, sheets: total }))}</p>
          <p class="note">${say("evaluations.madeNote")}</p>
          <ul class="batchlist">${sheets.batches.map((batch) => html`<li><span>${areaName(batch.area_id)}${batch.person ? html` <b>${batch.person}</b>` : nothing}</span><span class="code">${written(batch.code)}</span><span class="num">${say("evaluations.sheetsOf", { n: batch.copies })}</span></li>`)}</ul>
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
