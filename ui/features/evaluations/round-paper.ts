import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { go } from "@/app/router";
import { say } from "@/app/words";
import { Refused, run, type Step } from "@/bridge";
import type { PaperKind, PaperMade } from "@/bridge/calls";
import { jobPanel } from "@/parts/job";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import "@/parts/preview";
import { paperActs, printPaper } from "./out";

/** The papers a round can make: one before the meetings, the others after the closing. */
export const RESULT_PAPERS = ["tally", "result_page", "results", "result_letter"] as const;

/** A paper of the round: made, shown as it will be printed, and sent on its way. */
class RoundPaper extends Piece {
  static override properties = { kind: {}, round: {}, person: {}, back: {} };
  declare kind: PaperKind;
  declare round: string;
  /** Only this delegate's page. */
  declare person: string | null;
  declare back: string;

  readonly #made = signal<PaperMade | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.person = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => {
        const made = this.#made.peek();
        if (made) void printPaper(made);
      },
      escape: () => go(this.back),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stop?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind") || changed.has("round") || changed.has("person")) void this.#make();
  }

  async #make(): Promise<void> {
    this.#refused.value = undefined;
    this.#made.value = undefined;
    this.#step.value = { job: null, done: 0, total: 0, what: "" };
    const work = run(
      "papers.make",
      { kind: this.kind, options: { round: this.round, person_id: this.person } },
      (step) => (this.#step.value = { ...step, what: "" }),
    );
    this.#stop = work.stop;
    try {
      this.#made.value = (await work.done).answer;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#step.value = undefined;
    }
  }

  protected override render(): TemplateResult {
    const made = this.#made.value;
    return html`<div class="paperside whole">
        ${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value, html`<button class="btn small" @click=${() => void this.#make()}>${say("parts.again")}</button>`)}</div>` : nothing}
        ${this.#step.value && !made ? html`<div class="pad">${jobPanel({ title: say("reports.making"), step: this.#step.value, stopping: say("reports.stopping"), stop: () => this.#stop?.() })}</div>` : nothing}
        ${made ? html`<zd-preview .paper=${made.paper} .pages=${made.pages}></zd-preview>` : nothing}
      </div>
      <div class="foot"><a class="btn quiet" href=${this.back}>${icon("left")}${say("evaluations.back")}</a>${made ? html`<span class="note">${made.title}${say("frame.comma")}${say("reports.pages", { n: made.pages })}</span><div class="acts">${paperActs(made)}</div>` : nothing}</div>`;
  }
}
define("zd-round-paper", RoundPaper);
