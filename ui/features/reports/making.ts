import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { say } from "@/app/words";
import { Refused, run, type Step } from "@/bridge";
import type { Asked, PaperMade, PaperWish } from "@/bridge/calls";
import { jobPanel } from "@/parts/job";
import { refusal } from "@/parts/notices";
import "@/parts/preview";
import { paperActs, printPaper } from "./out";

type Wish = Asked<PaperWish>;

/**
 * A paper in the making. The newest wish counts; from the moment a setting changes until its paper is there, the former
 * one is shown pale and can be neither saved nor printed: it may cover other days, or name a giver.
 */
export class Making {
  readonly #wish: () => Wish;
  readonly #made = signal<PaperMade | undefined>(undefined);
  readonly #former = signal<PaperMade | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  #stop: (() => void) | undefined;
  #turn = 0;
  #timer = 0;

  constructor(wish: () => Wish) {
    this.#wish = wish;
  }

  /** The paper of the present wish, once it is there. */
  get made(): PaperMade | undefined {
    return this.#made.value;
  }

  /** Makes the paper a moment after the last change of a setting. */
  soon(): void {
    this.#begin();
    this.#timer = window.setTimeout(() => void this.now(), 250);
  }

  /** Makes the paper at once; `fresh` takes the former one away, for a paper of another kind or record. */
  async now(fresh = false): Promise<void> {
    const turn = this.#begin();
    if (fresh) this.#former.value = undefined;
    const slow = window.setTimeout(() => {
      if (turn === this.#turn && !this.#step.value) this.#step.value = { job: null, done: 0, total: 0, what: "" };
    }, 400);
    const work = run("papers.make", this.#wish(), (step) => {
      if (turn === this.#turn) this.#step.value = { ...step, what: "" };
    });
    this.#stop = work.stop;
    try {
      const { answer } = await work.done;
      if (turn === this.#turn) this.#made.value = answer;
    } catch (cause) {
      if (turn === this.#turn) {
        this.#former.value = undefined;
        this.#refused.value = Refused.from(cause);
      }
    } finally {
      window.clearTimeout(slow);
      if (turn === this.#turn) this.#step.value = undefined;
    }
  }

  #begin(): number {
    window.clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
    this.#turn += 1;
    this.#former.value = this.#made.peek() ?? this.#former.peek();
    this.#made.value = undefined;
    this.#refused.value = undefined;
    this.#step.value = undefined;
    return this.#turn;
  }

  /** Ends what is under way: the page is left. */
  end(): void {
    window.clearTimeout(this.#timer);
    this.#turn += 1;
    this.#stop?.();
  }

  /** Hands the paper to the printer, when it is the one of the present wish. */
  print(): void {
    const made = this.#made.peek();
    if (made) void printPaper(made);
  }

  /** The ways out, at rest while the paper is being made. */
  acts(): TemplateResult | typeof nothing {
    const made = this.#made.value ?? this.#former.value;
    return made ? paperActs(made, !this.#made.value) : nothing;
  }

  /** The refusal, the progress, or the finished pages. */
  pages(): TemplateResult {
    const made = this.#made.value;
    const shown = made ?? this.#former.value;
    const step = this.#step.value;
    return html`${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value, html`<button class="btn small" @click=${() => void this.now()}>${say("parts.again")}</button>`)}</div>` : nothing}
      ${step && !made ? html`<div class="pad">${jobPanel({ title: say("reports.making"), step, stopping: say("reports.stopping"), stop: () => this.#stop?.() })}</div>` : nothing}
      ${shown ? html`<zd-preview .paper=${shown.paper} .pages=${shown.pages} ?inert=${!made} aria-busy=${made ? "false" : "true"}></zd-preview>` : nothing}`;
  }
}
