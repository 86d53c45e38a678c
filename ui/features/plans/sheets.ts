import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, shift, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { Refused, run, type Step } from "@/bridge";
import type { PaperMade } from "@/bridge/calls";
import { paperActs, printPaper } from "@/features/evaluations/out";
import { jobPanel } from "@/parts/job";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/preview";

/** The sheets of a week, or of one plan, as they will be printed. */
class PlanSheets extends Piece {
  static override properties = { record: {}, day: {} };
  declare record: string;
  declare day: string;

  readonly #made = signal<PaperMade | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  readonly #giver = signal(false);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;
  #turn = 0;

  constructor() {
    super();
    this.record = "";
    this.day = "";
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
    if (changed.has("record") || changed.has("day")) void this.#make();
  }

  async #make(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#stop?.();
    const which = this.record ? { plan_ids: [this.record] } : { day: this.day || today.peek() };
    const work = run(
      "papers.make",
      { kind: "visit_sheets", options: { ...which, giver: this.#giver.peek() } },
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
    const from = monday(this.day || today.value);
    const back = this.record ? link("plans", this.record) : link("plans", "", { day: from });
    return html`<main class="sheet">
      ${head(
        say("plans.printWeek"),
        made
          ? this.record
            ? say("reports.pages", { n: made.pages })
            : say("plans.allSheets", { week: range(from, shift(from, 6)), n: made.pages })
          : nothing,
        html`<a class="btn quiet" href=${back}>${icon("left")}${say(this.record ? "plans.backOne" : "plans.title")}</a>${made ? paperActs(made) : nothing}`,
      )}
      <div class="tools"><label class="tick"><input type="checkbox" .checked=${this.#giver.value} @change=${() => {
        this.#giver.value = !this.#giver.value;
        void this.#make();
      }} />${say("plans.giver")}</label><span class="note">${say("plans.giverNote")}</span></div>
      <div class="reportbox onlypaper"><div class="paperside">
        ${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value, html`<button class="btn small" @click=${() => void this.#make()}>${say("parts.again")}</button>`)}</div>` : nothing}
        ${step && !made ? html`<div class="pad">${jobPanel({ title: say("reports.making"), step, stopping: say("reports.stopping"), stop: () => this.#stop?.() })}</div>` : nothing}
        ${made ? html`<zd-preview .paper=${made.paper} .pages=${made.pages}></zd-preview>` : nothing}
      </div></div>
    </main>`;
  }
}
define("zd-plan-sheets", PlanSheets);
