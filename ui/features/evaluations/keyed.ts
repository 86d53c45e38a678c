import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Keyed, KeyedSheet, KeyingLook } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon, light } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { count, hints } from "@/parts/page";
import "@/parts/seg";
import { digits, keypad, released } from "./keypad";

type Answers = Record<string, string>;

/** Answers of sheets that are not in yet, by round, batch, look and number: another sheet, batch or page loses none. */
const drafts = signal<ReadonlyMap<string, Answers>>(new Map());

/**
 * Counting by keyboard: one counter keys every sheet, another keys them all again without seeing the first figures, and
 * where the two differ a third look decides. One key a row; a whole sheet goes in with the last of them and Enter.
 */
class KeyedCount extends Piece {
  static override properties = { round: {}, batch: {} };
  declare round: string;
  declare batch: string;

  readonly #read = new Resource<Keyed>(this, () => ask("evaluations.keyed", { round: this.round, batch: this.batch }), []);
  readonly #look = signal<KeyingLook>("first");
  readonly #no = signal(0);
  readonly #at = signal(0);
  /** Sheets on their way: the next one is keyed meanwhile. */
  readonly #sent = signal<readonly string[]>([]);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #saved = signal(0);
  #chain: Promise<void> = Promise.resolve();
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = keypad({
      ...digits((index) => this.#key(this.#keyed()?.grades[index]?.code)),
      "0": () => this.#key("blank"),
      x: () => this.#key("void"),
      z: () => this.#step(-1),
      backspace: () => this.#step(-1),
      arrowup: () => this.#step(-1),
      arrowdown: () => this.#step(1),
      enter: () => this.#save(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #keyed(): Keyed | undefined {
    return this.#read.value.peek();
  }

  /** The sheets this look has to do: new ones for the first and second, the differing ones for the third. */
  #todo(keyed: Keyed): KeyedSheet[] {
    return this.#look.value === "third"
      ? keyed.sheets.filter(
          (sheet) => sheet.differs.length > 0 && !sheet.settled && !this.#sent.value.includes(this.#draft(sheet.no)),
        )
      : [];
  }

  #draft(no: number): string {
    return `${this.round} ${this.batch} ${this.#look.value} ${no}`;
  }

  /** The answers of the sheet in sight: those being keyed, else those that are in. */
  #answers(keyed: Keyed): Answers {
    const no = this.#number(keyed);
    const look = this.#look.value;
    const held = keyed.sheets.find((sheet) => sheet.no === no)?.[look === "third" ? "settled" : look];
    return drafts.value.get(this.#draft(no)) ?? held ?? {};
  }

  /** The number of the sheet that is keyed now: the one chosen, else the next free one of this look. */
  #number(keyed: Keyed): number {
    if (this.#no.value > 0) return this.#no.value;
    const look = this.#look.value;
    if (look === "third") return this.#todo(keyed)[0]?.no ?? 0;
    const done = new Set(keyed.sheets.filter((sheet) => sheet[look]).map((sheet) => sheet.no));
    let no = 1;
    while (done.has(no) || this.#sent.value.includes(this.#draft(no))) no += 1;
    return no;
  }

  #rows(keyed: Keyed): Keyed["rows"] {
    if (this.#look.value !== "third") return keyed.rows;
    const sheet = keyed.sheets.find((each) => each.no === this.#number(keyed));
    return keyed.rows.filter((row) => sheet?.differs.includes(row.row));
  }

  #key(answer: string | undefined): void {
    const keyed = this.#keyed();
    const row = keyed ? this.#rows(keyed)[this.#at.peek()] : undefined;
    if (!keyed || !row || !answer) return;
    const answers = { ...this.#answers(keyed), [row.row]: answer };
    drafts.value = new Map(drafts.peek()).set(this.#draft(this.#number(keyed)), answers);
    this.#at.value = Math.min(this.#at.peek() + 1, this.#rows(keyed).length);
  }

  #step(by: number): void {
    const rows = this.#keyed() ? this.#rows(this.#keyed() as Keyed).length : 0;
    this.#at.value = Math.max(0, Math.min(this.#at.peek() + by, rows));
  }

  #open(no: number): void {
    this.#no.value = no;
    this.#at.value = 0;
  }

  /**
   * The sheet leaves the desk at once and travels behind the hand; keys pressed from now on belong to the next one. What
   * the core refuses comes back with its answers.
   */
  #save(): void {
    const keyed = this.#keyed();
    if (!keyed) return;
    const answers = this.#answers(keyed);
    const rows = this.#rows(keyed);
    if (rows.length === 0 || rows.some((row) => !answers[row.row])) return;
    const no = this.#number(keyed);
    const look = this.#look.peek();
    const draft = this.#draft(no);
    this.#sent.value = [...this.#sent.peek(), draft];
    this.#no.value = 0;
    this.#at.value = 0;
    this.#chain = this.#chain.then(async () => {
      try {
        await tell("evaluations.key", { round: this.round, batch: this.batch, no, look, answers });
        this.#forget(draft);
        this.#refused.value = undefined;
        this.#saved.value = no;
        await this.#reread();
      } catch (cause) {
        // The hand stays on the sheet it has begun; the refused one is the next.
        const now = this.#number(keyed);
        if (this.#no.peek() === 0 && drafts.peek().has(this.#draft(now))) this.#no.value = now;
        this.#refused.value = Refused.from(cause);
      } finally {
        this.#sent.value = this.#sent.peek().filter((each) => each !== draft);
      }
    });
  }

  #forget(draft: string): void {
    const rest = new Map(drafts.peek());
    rest.delete(draft);
    drafts.value = rest;
  }

  /** Reads what is in by now; the number of the next sheet is told by it. */
  async #reread(): Promise<void> {
    this.#read.put(await ask("evaluations.keyed", { round: this.round, batch: this.batch }));
  }

  #fresh(): void {
    this.#no.value = 0;
    this.#at.value = 0;
    this.#refused.value = undefined;
    this.#read.again();
  }

  async #takeBack(no: number): Promise<void> {
    if (
      !(await confirm({
        title: say("evaluations.takeBackTitle", { n: no }),
        note: say("evaluations.takeBackNote"),
        act: say("evaluations.takeBack"),
        stay: say("parts.cancel"),
        risk: true,
      }))
    )
      return;
    try {
      await tell("evaluations.key", { round: this.round, batch: this.batch, no, look: this.#look.peek(), answers: null });
      this.#forget(this.#draft(no));
      this.#fresh();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #choose(look: KeyingLook): void {
    this.#look.value = look;
    this.#fresh();
  }

  #sheet(keyed: Keyed): TemplateResult {
    const no = this.#number(keyed);
    const rows = this.#rows(keyed);
    const sheet = keyed.sheets.find((each) => each.no === no);
    const third = this.#look.value === "third";
    const answers = this.#answers(keyed);
    const ready = rows.length > 0 && rows.every((row) => answers[row.row]);
    const word = (answer: string | undefined) =>
      answer === "blank" || answer === "void" || answer === ""
        ? say(`evaluations.answer.${answer || "blank"}` as "evaluations.answer.blank")
        : (keyed.grades.find((grade) => grade.code === answer)?.label ?? "");
    const choices = [
      ...keyed.grades.map((grade, at) => [grade.code, grade.label, String(at + 1)] as const),
      ["blank", say("evaluations.answer.blank"), "0"] as const,
      ["void", say("evaluations.answer.void"), "X"] as const,
    ];
    return html`<section class="keysheetbox">
      <div class="cap"><h2>${say("evaluations.sheetNo", { n: no })}</h2>${this.#saved.value > 0 ? light("met", say("evaluations.sheetSaved", { n: this.#saved.value })) : nothing}</div>
      <table class="table keyrows"><thead><tr><th scope="col">${say("evaluations.item")}</th>${choices.map(([, label, key]) => html`<th scope="col" class="mid"><kbd>${key}</kbd> ${label}</th>`)}</tr></thead><tbody>${rows.map(
        (row, index) => {
          const own = answers[row.row];
          return html`<tr aria-selected=${index === this.#at.value}><th scope="row"><button type="button" class="plainrow" @click=${() => (this.#at.value = index)}>${index + 1}&ensp;${row.text}</button>${third ? html`<span class="note two">${say("evaluations.twoLooks", { first: word(sheet?.first?.[row.row]), second: word(sheet?.second?.[row.row]) })}</span>` : nothing}</th>
          ${choices.map(
            ([code, label]) =>
              html`<td><button type="button" tabindex="-1" class="keycell ${own === code ? "on" : ""}" aria-pressed=${own === code} aria-label=${say("evaluations.gradeOf", { text: row.text, grade: label })} @click=${(
                event: Event,
              ) => {
                this.#at.value = index;
                this.#key(code);
                released(event);
              }}>${own === code ? icon("check") : nothing}</button></td>`,
          )}</tr>`;
        },
      )}</tbody></table>
      <div class="row end">${sheet && !third && sheet[this.#look.value as "first"] ? html`<button class="btn risk" @click=${() => void this.#takeBack(no)}>${say("evaluations.takeBack")}</button>` : nothing}<button class="btn big primary" ?disabled=${!ready} @click=${() => this.#save()}>${say("evaluations.saveSheet", { n: no })} <kbd>Enter</kbd></button></div>
    </section>`;
  }

  #side(keyed: Keyed): TemplateResult {
    const look = this.#look.value;
    const open = keyed.sheets.filter((sheet) => sheet.differs.length > 0 && !sheet.settled);
    const mine = keyed.sheets.filter((sheet) => (look === "third" ? sheet.differs.length > 0 : sheet[look]));
    return html`<aside class="panel side"><section><h2>${say("evaluations.twoCounters")}</h2>
        <div class="stackcount"><span>${say("evaluations.look.first")}${keyed.first.person ? html` <span class="note">${keyed.first.person}</span>` : nothing}</span><span class="num">${say("evaluations.sheetsOf", { n: keyed.first.sheets })}</span>
        <span>${say("evaluations.look.second")}${keyed.second.person ? html` <span class="note">${keyed.second.person}</span>` : nothing}</span><span class="num">${say("evaluations.sheetsOf", { n: keyed.second.sheets })}</span>
        <span>${light(open.length > 0 ? "doubt" : "met", say("evaluations.differing"))}</span><span class="num">${say("evaluations.sheetsOf", { n: open.length })}</span></div>
        <p class="note">${say("evaluations.twoCountersNote")}</p></section>
      <section><h2>${say("evaluations.keyedSheets")}</h2>${mine.length === 0 ? html`<p class="note">${say("evaluations.keyedNone")}</p>` : html`<div class="sheetnos">${mine.map((sheet) => html`<button type="button" class="btn small ${sheet.differs.length > 0 && !sheet.settled ? "differs" : ""}" aria-label=${say("evaluations.sheetNo", { n: sheet.no })} @click=${() => this.#open(sheet.no)}>${sheet.no}</button>`)}</div>`}</section></aside>`;
  }

  #body(keyed: Keyed): TemplateResult {
    const third = this.#look.value === "third";
    const none = third && this.#todo(keyed).length === 0 && this.#no.value === 0;
    return html`<div class="split"><div class="scroll pad roundwork" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <zd-seg label=${say("evaluations.looks")} .value=${this.#look.value} .choices=${(["first", "second", "third"] as const).map((value) => ({ value, label: say(`evaluations.look.${value}`), count: value === "third" ? keyed.sheets.filter((sheet) => sheet.differs.length > 0 && !sheet.settled).length : undefined }))} @choose=${(event: CustomEvent<KeyingLook>) => this.#choose(event.detail)}></zd-seg>
        ${none ? emptyPlace({ icon: "check", title: say("evaluations.noDiffers"), text: say("evaluations.noDiffersText", { n: count(keyed.sheets.length) }) }) : this.#sheet(keyed)}
      </div>${this.#side(keyed)}</div>
      <div class="foot">${hints([
        [`1\u2013${keyed.grades.length}`, say("evaluations.keyGrade")],
        ["0", say("evaluations.answer.blank")],
        ["X", say("evaluations.answer.void")],
        ["\u2191\u2193", say("evaluations.keyRow")],
        ["Z", say("evaluations.keyBack")],
      ])}<div class="acts"><button class="btn quiet" @click=${() => this.#step(-1)}>${icon("undo")}${say("evaluations.keyBack")} <kbd>Z</kbd></button></div></div>`;
  }

  override updated(): void {
    this.querySelector(".keyrows [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#read, (keyed) => this.#body(keyed))}`;
  }
}
define("zd-keyed-count", KeyedCount);
