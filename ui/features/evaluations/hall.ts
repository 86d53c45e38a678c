import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Hall, HallRow } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { refusal, shown } from "@/parts/notices";
import { hints, textField } from "@/parts/page";
import { digits, keypad, released } from "./keypad";
import { zheng } from "./zheng";

interface Mark {
  row: string;
  grade: string;
}

/** Counting aloud in a hall: a row, its grades as big targets, a stroke for each call, and the last one taken back by Z. */
class HallTally extends Piece {
  static override properties = { round: {}, batch: {} };
  declare round: string;
  declare batch: string;

  readonly #read = new Resource<Hall>(this, () => ask("evaluations.hall", { round: this.round, batch: this.batch }));
  /** What is on the board now: the core's figures with the strokes that are still on their way. */
  readonly #hall = signal<Hall | undefined>(undefined);
  readonly #at = signal(0);
  readonly #done = signal<Mark[]>([]);
  readonly #refused = signal<Refused | undefined>(undefined);
  #chain: Promise<void> = Promise.resolve();
  #unbind: (() => void) | undefined;
  #timer = 0;
  /** Sheets that were typed and are not on their way yet. */
  #typed: Hall["sheets"] | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = keypad({
      ...digits((index) => this.#call(this.#grades()[index]?.code)),
      "0": () => this.#call("blank"),
      x: () => this.#call("void"),
      z: () => this.#back(),
      arrowdown: () => this.#move(1),
      arrowup: () => this.#move(-1),
      enter: () => this.#move(1),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#sendSheets();
  }

  override willUpdate(): void {
    if (!this.#hall.peek() && this.#read.value.peek()) this.#hall.value = this.#read.value.peek();
  }

  #grades() {
    return this.#hall.peek()?.grades ?? [];
  }

  #move(by: number): void {
    const rows = this.#hall.peek()?.rows.length ?? 1;
    this.#at.value = (this.#at.peek() + by + rows) % rows;
  }

  #call(grade: string | undefined): void {
    const row = this.#hall.peek()?.rows[this.#at.peek()];
    if (row && grade) this.#mark({ row: row.row, grade }, 1);
  }

  #back(): void {
    const last = this.#done.peek().at(-1);
    if (!last) return;
    this.#done.value = this.#done.peek().slice(0, -1);
    this.#mark(last, -1);
    const at = this.#hall.peek()?.rows.findIndex((row) => row.row === last.row) ?? -1;
    if (at >= 0) this.#at.value = at;
  }

  /** Draws the stroke at once and tells the core behind it; the core's count is what stays. */
  #mark(mark: Mark, by: 1 | -1): void {
    this.#draw(mark, (n) => n + by);
    if (by === 1) this.#done.value = [...this.#done.peek(), mark];
    this.#refused.value = undefined;
    this.#chain = this.#chain.then(async () => {
      try {
        await tell("evaluations.hall_mark", { round: this.round, batch: this.batch, row: mark.row, grade: mark.grade, by });
      } catch (cause) {
        this.#draw(mark, (n) => n - by);
        // A stroke that was never counted cannot be taken back, and one that was not taken back still can.
        this.#done.value = by === 1 ? this.#done.peek().filter((each) => each !== mark) : [...this.#done.peek(), mark];
        this.#refused.value = Refused.from(cause);
      }
    });
  }

  #draw(mark: Mark, change: (n: number) => number): void {
    const hall = this.#hall.peek();
    if (!hall) return;
    const one = (row: HallRow): HallRow => {
      if (row.row !== mark.row) return row;
      if (mark.grade === "blank") return { ...row, blank: Math.max(0, change(row.blank)) };
      if (mark.grade === "void") return { ...row, void: Math.max(0, change(row.void)) };
      return { ...row, counts: { ...row.counts, [mark.grade]: Math.max(0, change(row.counts[mark.grade] ?? 0)) } };
    };
    this.#hall.value = { ...hall, rows: hall.rows.map(one) };
  }

  #sheets(change: Partial<Hall["sheets"]>): void {
    const hall = this.#hall.peek();
    if (!hall) return;
    const sheets = { ...hall.sheets, ...change };
    this.#hall.value = { ...hall, sheets };
    this.#typed = sheets;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#sendSheets(), 500);
  }

  /** What was typed goes behind the strokes, in the order it was typed; leaving the page sends it at once. */
  #sendSheets(): void {
    window.clearTimeout(this.#timer);
    const sheets = this.#typed;
    this.#typed = undefined;
    if (!sheets) return;
    this.#chain = this.#chain.then(async () => {
      try {
        await tell("evaluations.hall_sheets", { round: this.round, batch: this.batch, ...sheets });
      } catch (cause) {
        this.#refused.value = Refused.from(cause);
      }
    });
  }

  #of(row: HallRow, grade: string): number {
    return grade === "blank" ? row.blank : grade === "void" ? row.void : (row.counts[grade] ?? 0);
  }

  #row(hall: Hall, row: HallRow, index: number): TemplateResult {
    const open = index === this.#at.value;
    const all = [...hall.grades.map((grade) => grade.code), "blank", "void"];
    const called = all.reduce((sum, grade) => sum + this.#of(row, grade), 0);
    const cell = (code: string, label: string) =>
      html`<td><button type="button" class="tallycell" aria-label=${say("evaluations.callOf", { text: row.text, grade: label, n: this.#of(row, code) })} @click=${(
        event: Event,
      ) => {
        this.#at.value = index;
        this.#mark({ row: row.row, grade: code }, 1);
        released(event);
      }}>${zheng(this.#of(row, code))}<b>${this.#of(row, code) || ""}</b></button></td>`;
    return html`<tr aria-selected=${open}><th scope="row"><button type="button" class="plainrow" @click=${() => (this.#at.value = index)}>${index + 1}&ensp;${row.text}</button></th>
      ${hall.grades.map((grade) => cell(grade.code, grade.label))}${cell("blank", say("evaluations.answer.blank"))}${cell("void", say("evaluations.answer.void"))}
      <td class="num"><b>${called}</b></td></tr>`;
  }

  #number(name: "valid" | "void" | "blank"): TemplateResult {
    const value = this.#hall.value?.sheets[name] ?? 0;
    return html`<label class="quiet" for="sheets-${name}">${say(`evaluations.sheets.${name}`)}</label><div class="copies">${textField(
      {
        name: `sheets-${name}`,
        value: String(value),
        kind: "num",
        set: (text) => {
          const typed = text.normalize("NFKC").trim();
          if (/^\d{1,5}$/.test(typed)) this.#sheets({ [name]: Number(typed) });
        },
      },
    )}</div>`;
  }

  override updated(): void {
    this.querySelector(".hall [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    const hall = this.#hall.value;
    if (!hall) return html`${shown(this.#read, () => nothing)}`;
    const last = this.#done.value.at(-1);
    const lastRow = last ? hall.rows.find((row) => row.row === last.row)?.text : undefined;
    const called = Math.max(
      0,
      ...hall.rows.map((row) =>
        [...hall.grades.map((grade) => grade.code), "blank", "void"].reduce((sum, grade) => sum + this.#of(row, grade), 0),
      ),
    );
    return html`<div class="scroll ruled" tabindex="0">
        ${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value)}</div>` : nothing}
        <table class="table hall"><thead><tr><th scope="col">${say("evaluations.item")}</th>${hall.grades.map((grade, at) => html`<th scope="col"><kbd>${at + 1}</kbd> ${grade.label}</th>`)}<th scope="col"><kbd>0</kbd> ${say("evaluations.answer.blank")}</th><th scope="col"><kbd>X</kbd> ${say("evaluations.answer.void")}</th><th scope="col" class="num">${say("evaluations.called")}</th></tr></thead>
          <tbody>${hall.rows.map((row, index) => this.#row(hall, row, index))}</tbody></table>
        <div class="pad formrow"><b>${say("evaluations.sheetsHere")}</b>${this.#number("valid")}${this.#number("void")}${this.#number("blank")}<span class="note">${say("evaluations.sheetsHereNote", { n: called })}</span></div>
      </div>
      <div class="foot">${hints([
        [`1\u2013${hall.grades.length}`, say("evaluations.keyCall")],
        ["\u2191\u2193", say("evaluations.keyRow")],
      ])}<div class="acts">${last && lastRow ? html`<span class="note self">${say("evaluations.lastCall", { text: lastRow, grade: hall.grades.find((grade) => grade.code === last.grade)?.label ?? say(`evaluations.answer.${last.grade as "blank"}`) })}</span>` : nothing}<button class="btn" ?disabled=${!last} @click=${() => this.#back()}>${icon("undo")}${say("evaluations.undecide")} <kbd>Z</kbd></button></div></div>`;
  }
}
define("zd-hall-tally", HallTally);
