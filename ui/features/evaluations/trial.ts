import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { go, link } from "@/app/router";
import { say, sayIf } from "@/app/words";
import { files, Refused, run, type Step } from "@/bridge";
import type { Round, Sheets, TrialRead } from "@/bridge/calls";
import { jobPanel } from "@/parts/job";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import "@/parts/preview";
import { asPaper, paperActs, printPaper } from "@/features/reports/out";

/** One sheet to try printer and scanner with, before hundreds are printed: print, tick, scan, and see what was read. */
class Trial extends Piece {
  static override properties = { round: { attribute: false } };
  declare round: Round;

  readonly #sheets = signal<Sheets | undefined>(undefined);
  readonly #read = signal<TrialRead | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => {
        const sheets = this.#sheets.peek();
        if (sheets) void printPaper(asPaper(sheets));
      },
      escape: () => go(this.#back()),
    });
    void this.#work(() => {
      const work = run("evaluations.print", { round: this.round.id, trial: true }, (step) => this.#see(step));
      this.#stop = work.stop;
      return work.done.then(({ answer }) => (this.#sheets.value = answer));
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stop?.();
  }

  #back(): string {
    return link("evaluations", this.round.id, { step: "print" });
  }

  #see(step: Step): void {
    this.#step.value = { ...step, what: "" };
  }

  async #work(todo: () => Promise<unknown>): Promise<void> {
    this.#refused.value = undefined;
    this.#see({ job: null, done: 0, total: 0, what: "" });
    try {
      await todo();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#step.value = undefined;
    }
  }

  async #scan(): Promise<void> {
    const chosen = await files.choose("any");
    if (chosen.length === 0) return;
    this.#read.value = undefined;
    await this.#work(() => {
      const tokens = chosen.map((file) => file.token);
      const work = run("evaluations.trial_read", { round: this.round.id, files: tokens }, (step) => this.#see(step));
      this.#stop = work.stop;
      return work.done.then(({ answer }) => (this.#read.value = answer));
    });
  }

  #result(read: TrialRead): TemplateResult {
    const good = read.status === "read";
    const rows = read.rows.filter((row) => row.doubtful).length;
    return html`<h2>${say("evaluations.trialResult")}</h2>
      <p>${light(good && rows === 0 ? "met" : good ? "doubt" : "owed", good ? (rows === 0 ? say("evaluations.trialGood") : say("evaluations.trialDoubt", { n: rows })) : say("evaluations.trialBad"))}</p>
      ${read.reason ? html`<p class="quiet">${sayIf(`evaluations.reason.${read.reason}`) ?? read.reason}</p>` : nothing}
      <ul class="batchlist">${read.rows.map((row) => html`<li><span>${row.text}</span><span class="num">${row.doubtful ? light("doubt", say("evaluations.doubtful")) : html`<b>${row.marked ?? say("evaluations.answer.blank")}</b>`}</span></li>`)}</ul>
      ${good ? nothing : html`<p class="note">${say("evaluations.trialAgain")}</p>`}`;
  }

  protected override render(): TemplateResult {
    const sheets = this.#sheets.value;
    const step = this.#step.value;
    const read = this.#read.value;
    return html`<div class="reportbox">
        <div class="set">
          ${this.#refused.value ? refusal(this.#refused.value) : nothing}
          <h2>${say("evaluations.trial")}</h2>
          <ol class="trialsteps"><li>${say("evaluations.trial.print")}</li><li>${say("evaluations.trial.ruler")}</li><li>${say("evaluations.trial.tick")}</li><li>${say("evaluations.trial.scan")}</li></ol>
          <div><button class="btn" ?disabled=${!sheets || step !== undefined} @click=${() => void this.#scan()}>${icon("page")}${say("evaluations.trialScan")}</button></div>
          ${step && sheets ? jobPanel({ title: say("evaluations.scanning"), step, stopping: "", stop: () => this.#stop?.() }) : nothing}
          ${read ? html`<hr />${this.#result(read)}` : nothing}
        </div>
        <div class="paperside">${sheets ? html`<zd-preview .paper=${sheets.paper} .pages=${sheets.pages}></zd-preview>` : nothing}</div>
      </div>
      <div class="foot"><a class="btn quiet" href=${this.#back()}>${icon("left")}${say("evaluations.back")}</a>${sheets ? html`<div class="acts">${paperActs(asPaper(sheets))}</div>` : nothing}</div>`;
  }
}
define("zd-trial", Trial);
