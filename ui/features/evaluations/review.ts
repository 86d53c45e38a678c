import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { spoken } from "@/app/register";
import { go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { DoubtOption, DoubtRow, Round, RoundBoard, StackLine } from "@/bridge/calls";
import { glyph, icon, light, meter, tag } from "@/parts/marks";
import { emptyPlace, refusal } from "@/parts/notices";
import { count, hints } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { digits, keypad, released } from "./keypad";
import { likely, ReviewQueue } from "./review-queue";
import { showPage } from "./sheet-page";
import { onlyVillage } from "./villages";

/**
 * The doubtful rows, one after the other: the strip of paper over the choices, each choice one key. Marks that could tell
 * who voted stay covered until the person who decides uncovers them.
 */
class RoundReview extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard | undefined;

  #queue = new ReviewQueue("");
  readonly #uncovered = signal("");
  #unbind: (() => void) | undefined;
  #told = true;
  #area: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#open();
    this.#unbind = keypad({
      ...digits((index) => this.#decide(this.#queue.current.peek()?.options[index]?.grade)),
      "0": () => this.#decide("blank"),
      x: () => this.#decide("void"),
      " ": () => {
        const row = this.#queue.current.peek();
        this.#decide(row ? likely(row) : "");
      },
      z: () => void this.#queue.undo(),
      p: () => void this.#whole(),
      k: () => this.#uncover(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  /** The queue of the whole round, or of the village the address names. */
  #open(): void {
    this.#area = place.peek().query.get("area");
    this.#queue = new ReviewQueue(this.round.id, this.#area);
    this.#told = true;
    void this.#queue.fill();
  }

  #covered(row: DoubtRow): boolean {
    return row.identifying && this.#uncovered.value !== row.page;
  }

  #uncover(): void {
    const row = this.#queue.current.peek();
    if (row?.identifying) this.#uncovered.value = row.page;
  }

  #decide(answer: string | undefined): void {
    const row = this.#queue.current.peek();
    // What is covered cannot be judged: the cover comes off first.
    if (row && answer && !this.#covered(row)) this.#queue.decide(answer);
  }

  #press(event: Event, answer: string): void {
    this.#decide(answer);
    released(event);
  }

  async #whole(): Promise<void> {
    const row = this.#queue.current.peek();
    if (!row) return;
    await this.#queue.settled();
    const decided = await showPage(this.round.id, { page: row.page, identifying: row.identifying, row: row.row });
    if (decided) this.#queue.drop(row.page, decided.left, decided.pages);
  }

  /** Pages that wait for a word as a whole, one after the other, until there are none or the dialog is left. */
  async #pages(): Promise<void> {
    try {
      await this.#eachPage();
    } catch (cause) {
      await refuse(cause);
    }
    await this.#queue.fill();
    this.emit("counted");
  }

  async #eachPage(): Promise<void> {
    for (;;) {
      let line: StackLine | undefined;
      for (const status of ["review", "duplicate", "rejected", "foreign", "blank"] as const) {
        const { lines } = await ask("evaluations.stack", {
          round: this.round.id,
          status,
          batch: null,
          area: this.#area,
          offset: 0,
          limit: 500,
        });
        line ??= lines.find((each) => each.undecided);
      }
      if (!line) break;
      const decided = await showPage(this.round.id, { page: line.page, identifying: line.identifying, line });
      if (!decided) break;
      this.#queue.drop(line.page, decided.left, decided.pages);
    }
  }

  #word(row: DoubtRow, answer: string): string {
    if (answer === "blank" || answer === "void") return say(`evaluations.answer.${answer}`);
    return row.options.find((option) => option.grade === answer)?.label ?? answer;
  }

  #choice(option: DoubtOption, index: number, hint: string): TemplateResult {
    return html`<div class="pickone"><button type="button" class="btn big ${option.grade === hint ? "hint" : ""}" @click=${(event: Event) => this.#press(event, option.grade)}>${index < 9 ? html`<kbd>${index + 1}</kbd>` : nothing}${option.label}</button>${meter(option.ink)}<span class="note">${say("evaluations.ink", { share: option.ink.toFixed(2) })}</span></div>`;
  }

  #now(row: DoubtRow): TemplateResult {
    const hint = likely(row);
    const covered = this.#covered(row);
    const whose = [spoken(row.area), row.person].filter(Boolean).join(say("frame.comma"));
    return html`<section class="nowat" aria-label=${say("evaluations.nowRow", { text: row.text })}>
      <div class="cap"><h2>${row.text}</h2>${tag("doubt", say(`evaluations.why.${row.why as "faint"}`))}<span class="end note">${whose}</span></div>
      ${
        covered
          ? html`<div class="coverstrip">${glyph("doubt")}<span class="grow">${say("evaluations.covered")}</span><button class="btn" @click=${() => this.#uncover()}>${icon("eye")}${say("evaluations.uncover")} <kbd>K</kbd></button></div>`
          : row.strip
            ? html`<img class="scanstrip" src="data:image/png;base64,${row.strip}" alt=${say("evaluations.stripOf", { text: row.text })} />`
            : html`<div class="coverstrip plain">${glyph("wait")}<span class="grow">${say("evaluations.noStrip")}</span><button class="btn" @click=${() => void this.#whole()}>${icon("zoom")}${say("evaluations.wholePage")} <kbd>P</kbd></button></div>`
      }
      <div class="picks">${row.options.map((option, index) => this.#choice(option, index, hint))}<div class="fin">
        <button type="button" class="btn big" ?disabled=${covered} @click=${(event: Event) => this.#press(event, "blank")}><kbd>0</kbd>${say("evaluations.answer.blank")}</button>
        <button type="button" class="btn big" ?disabled=${covered} @click=${(event: Event) => this.#press(event, "void")}><kbd>X</kbd>${say("evaluations.answer.void")}</button>
        <button type="button" class="btn big primary" ?disabled=${covered || hint === ""} @click=${(event: Event) => this.#press(event, hint)}>${hint ? say("evaluations.accept", { grade: this.#word(row, hint) }) : say("evaluations.acceptNone")} <kbd>${say("evaluations.spaceKey")}</kbd></button>
      </div></div>
    </section>`;
  }

  #next(rows: DoubtRow[]): TemplateResult | typeof nothing {
    if (rows.length === 0) return nothing;
    return html`<div class="cap"><h2>${say("evaluations.next")}</h2><span class="note">${say("evaluations.nextNote")}</span></div>
      <ul class="nextrows">${rows.map((row) => html`<li>${row.identifying ? html`<span class="coverstrip small">${say("evaluations.coveredShort")}</span>` : row.strip ? html`<img class="scanstrip" src="data:image/png;base64,${row.strip}" alt="" />` : html`<span class="coverstrip small plain"></span>`}<span>${light("doubt", say(`evaluations.why.${row.why as "faint"}`))}<span class="note">${row.text}</span></span></li>`)}</ul>`;
  }

  #done(): TemplateResult {
    const { decided, pages } = this.#queue;
    const stack = link("evaluations", this.round.id, { step: "read", area: this.#area ?? undefined });
    if (pages.value > 0)
      return html`<div class="scroll ruled">${onlyVillage(this.board)}${emptyPlace({
        icon: "page",
        title: say("evaluations.pagesLeft", { n: pages.value }),
        text: say("evaluations.pagesLeftText"),
        acts: html`<a class="btn" href=${stack}>${say("evaluations.toStack")}</a><button class="btn primary" @click=${() => void this.#pages()}>${say("evaluations.pageByPage")}</button>`,
      })}</div>`;
    return html`<div class="scroll ruled">${onlyVillage(this.board)}${emptyPlace({
      icon: "check",
      title: decided.value > 0 ? say("evaluations.reviewDone", { n: decided.value }) : say("evaluations.reviewNone"),
      text: say("evaluations.reviewDoneText"),
      acts: html`<a class="btn" href=${link("evaluations", this.round.id, { step: "read" })}>${say("evaluations.toStack")}</a><a class="btn primary" href=${link("evaluations", this.round.id, { step: "balance" })}>${say("evaluations.toBalance")}</a>`,
    })}</div>`;
  }

  override updated(): void {
    // The steps above say how many rows are left: they are read again when the last one is decided.
    const none = this.#queue.left.peek() === 0;
    if (none && !this.#told) void this.#queue.settled().then(() => this.emit("counted"));
    this.#told = none;
    // Each choice stands straight under its box, where the reader knows where the boxes are.
    const picks = this.querySelector<HTMLElement>(".picks");
    const places = this.#queue.current.value?.options.map((option) => option.at ?? undefined) ?? [];
    if (!picks) return;
    const known = places.every((at) => at !== undefined) && places.length > 1;
    picks.classList.toggle("under", known);
    const wide = Math.abs((places[1] ?? 0) - (places[0] ?? 0));
    for (const [index, each] of [...picks.children].entries()) {
      const { style } = each as HTMLElement;
      const at = places[index];
      style.insetInlineStart = known && at !== undefined ? `${(at * 100).toFixed(2)}%` : "";
      if (at !== undefined) style.width = known ? `${(wide * 100).toFixed(2)}%` : "";
      else style.width = known ? `${(((places[0] ?? 0) - wide / 2) * 100).toFixed(2)}%` : "";
    }
  }

  protected override render(): TemplateResult {
    if (place.value.query.get("area") !== this.#area) this.#open();
    const queue = this.#queue;
    const only = onlyVillage(this.board);
    const [row, ...rest] = queue.rows.value;
    const left = queue.left.value;
    const decided = queue.decided.value;
    const last = queue.last.value;
    if (left === undefined && !queue.refused.value) return html`<p class="reading" aria-busy="true">${say("parts.reading")}</p>`;
    // The last decisions are still on their way: only what has arrived is done.
    if (!row && !queue.refused.value && queue.pending.value > 0)
      return html`<p class="reading" aria-busy="true">${say("evaluations.reviewSaving", { n: queue.pending.value })}</p>`;
    if (!row && !queue.refused.value && (left ?? 0) === 0) return this.#done();
    return html`<div class="scroll ruled reviewwork" tabindex="-1">
        ${only}
        <div class="prog"><span><b>${say("evaluations.reviewAt", { n: decided + 1 })}</b>${say("evaluations.reviewOf", { n: decided + (left ?? 0) })}</span>${meter(decided / Math.max(1, decided + (left ?? 0)))}<span class="note">${say("evaluations.reviewLeft", { n: left ?? 0 })}</span></div>
        ${queue.refused.value ? refusal(queue.refused.value, html`<button class="btn small" @click=${() => void queue.fill()}>${say("parts.again")}</button>`) : nothing}
        ${row ? this.#now(row) : nothing}
        ${this.#next(rest.slice(0, 3))}
      </div>
      <div class="foot">
        <button class="btn quiet" @click=${() => void this.#whole()} ?disabled=${!row}>${icon("zoom")}${say("evaluations.wholePage")} <kbd>P</kbd></button>
        ${hints([
          [`1\u2013${row?.options.length ?? 5}`, say("evaluations.keyGrade")],
          [say("evaluations.spaceKey"), say("evaluations.keyAccept")],
        ])}
        <div class="acts">${last ? html`<span class="note self">${say("evaluations.lastDecided", { text: last.row.text, grade: this.#word(last.row, last.answer) })}</span>` : nothing}<button class="btn" ?disabled=${decided === 0} @click=${() => void queue.undo()}>${icon("undo")}${say("evaluations.undecide")} <kbd>Z</kbd></button><button class="btn quiet" @click=${() => go(link("evaluations", this.round.id, { step: "read" }))}>${say("evaluations.later", { n: count(left ?? 0) })}</button></div>
      </div>`;
  }
}
define("zd-round-review", RoundReview);
