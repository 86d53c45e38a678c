import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { Refused, run, type Step } from "@/bridge";
import type { Asked, PaperKind, PaperMade, PaperWish } from "@/bridge/calls";
import { paperActs, printPaper } from "@/features/evaluations/out";
import { jobPanel } from "@/parts/job";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/preview";

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

  readonly #made = signal<PaperMade | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;
  #turn = 0;

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
      "ctrl+p": () => {
        const made = this.#made.peek();
        if (made) void printPaper(made);
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stop?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind") || changed.has("record")) void this.#make();
  }

  async #make(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#stop?.();
    const year = today.peek().slice(0, 4);
    const options = this.options ?? (this.record ? { record_id: this.record } : { from: `${year}-01-01`, to: `${year}-12-31` });
    const work = run(
      "papers.make",
      { kind: this.kind as PaperKind, options },
      (step) => (this.#step.value = { ...step, what: "" }),
    );
    this.#stop = work.stop;
    try {
      const { answer } = await work.done;
      if (turn !== this.#turn) return;
      this.#made.value = answer;
      this.#refused.value = undefined;
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.#made.value = undefined;
      this.#refused.value = Refused.from(cause);
    } finally {
      if (turn === this.#turn) this.#step.value = undefined;
    }
  }

  protected override render(): TemplateResult {
    const made = this.#made.value;
    const step = this.#step.value;
    const back = html`<a class="btn quiet" href=${this.back}>${icon("left")}${this.backWord}</a>`;
    return html`<main class="sheet">
      ${head(this.name, made ? say("reports.pages", { n: made.pages }) : nothing, html`${back}${made ? paperActs(made) : nothing}`)}
      <div class="reportbox onlypaper">
        <div class="paperside">
          ${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value, html`<button class="btn small" @click=${() => void this.#make()}>${say("parts.again")}</button>`)}</div>` : nothing}
          ${step && !made ? html`<div class="pad">${jobPanel({ title: say("reports.making"), step, stopping: say("reports.stopping"), stop: () => this.#stop?.() })}</div>` : nothing}
          ${made ? html`<zd-preview .paper=${made.paper} .pages=${made.pages}></zd-preview>` : nothing}
        </div>
      </div>
    </main>`;
  }
}
define("zd-record-paper", RecordPaper);
