import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import type { Asked, PaperKind, PaperWish } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { head } from "@/parts/page";
import { Making } from "./making";

/** A finished paper of one record, or of the year: its own pages and the ways to the printer. */
class RecordPaper extends Piece {
  static override properties = { record: {}, kind: {}, options: { attribute: false }, name: {}, back: {}, backWord: {} };
  declare record: string;
  declare kind: string;
  /** What the paper is to show, when a record says too little. */
  declare options: Asked<PaperWish>["options"] | undefined;
  declare name: string;
  /** Where it was opened from, and how that is called. */
  declare back: string;
  declare backWord: string;

  readonly #paper = new Making(() => {
    const year = today.peek().slice(0, 4);
    const wholeYear = { from: `${year}-01-01`, to: `${year}-12-31` };
    return {
      kind: this.kind as PaperKind,
      options: this.options ?? (this.record ? { record_id: this.record } : wholeYear),
    };
  });
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
    this.kind = "";
    this.options = undefined;
    this.name = "";
    this.back = "";
    this.backWord = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => this.#paper.print(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#paper.end();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind") || changed.has("record")) void this.#paper.now(true);
  }

  protected override render(): TemplateResult {
    const made = this.#paper.made;
    const back = html`<a class="btn quiet" href=${this.back}>${icon("left")}${this.backWord}</a>`;
    return html`<main class="sheet">
      ${head(this.name, made ? say("reports.pages", { n: made.pages }) : nothing, html`${back}${this.#paper.acts()}`)}
      <div class="reportbox onlypaper">
        <div class="paperside">
          ${this.#paper.pages()}
        </div>
      </div>
    </main>`;
  }
}
define("zd-record-paper", RecordPaper);
