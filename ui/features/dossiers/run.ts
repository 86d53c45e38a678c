import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { files, Refused, run, type Step } from "@/bridge";
import type { DossierRunDone } from "@/bridge/calls";
import { jobPanel, jobReport } from "@/parts/job";
import { refusal } from "@/parts/notices";
import "@/parts/seg";
import { rate } from "./model";

/** A whole group or town in one run: how, where to, how far and how fast, and what came of it. */
class DossierRun extends Piece {
  static override properties = { year: { type: Number }, group: {}, count: { type: Number } };
  declare year: number;
  declare group: string;
  declare count: number;

  readonly #how = signal("each");
  readonly #step = signal<Step | undefined>(undefined);
  readonly #done = signal<DossierRunDone | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #speed = signal(0);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.year = 0;
    this.group = "";
    this.count = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => (this.#stop ? this.#stop() : this.#close()) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stop?.();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  async #start(): Promise<void> {
    const folder = await files.folder();
    if (!folder) return;
    this.#refused.value = undefined;
    this.#done.value = undefined;
    this.#step.value = { job: null, done: 0, total: this.count, what: "" };
    const began = performance.now();
    const work = run(
      "dossiers.print",
      { year: this.year, circle_id: this.group || null, people: [], together: this.#how.value === "all", to: folder.token },
      (step) => {
        this.#step.value = { ...step, what: "" };
        if (step.done > 0) this.#speed.value = rate(step.done, performance.now() - began);
      },
    );
    this.#stop = work.stop;
    try {
      const { answer } = await work.done;
      this.#speed.value = rate(answer.booklets, performance.now() - began);
      this.#done.value = answer;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#step.value = undefined;
      this.#stop = undefined;
    }
  }

  protected override render(): TemplateResult {
    const step = this.#step.value;
    const done = this.#done.value;
    const choices = (["each", "all"] as const).map((value) => ({ value, label: say(`dossiers.run.${value}`) }));
    if (step)
      return html`<div class="runbox">${jobPanel({ title: this.#speed.value > 0 ? say("dossiers.running", { n: this.#speed.value }) : say("dossiers.runTitle", { year: String(this.year), n: this.count }), step, stopping: say("dossiers.stopping"), stop: () => this.#stop?.() })}</div>`;
    if (done)
      return html`<div class="runbox">${jobReport({
        shape: done.failed.length > 0 ? "due" : "met",
        title: say("dossiers.ran"),
        note: this.#speed.value > 0 ? say("dossiers.speed", { n: this.#speed.value }) : "",
        counts: [
          [done.booklets, say("dossiers.ran.booklets")],
          [done.pages, say("dossiers.ran.pages")],
          [done.files.length, say("dossiers.ran.files")],
          [done.failed.length, say("dossiers.ran.failed")],
        ],
        acts: html`${done.failed.length > 0 ? html`<ul class="note grow">${done.failed.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}<button class="btn small" @click=${() => this.#close()}>${say("parts.close")}</button>`,
      })}</div>`;
    return html`<div class="runbox">
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <div class="row"><b>${say("dossiers.runTitle", { year: String(this.year), n: this.count })}</b><zd-seg size="small" label=${say("dossiers.runHow")} .value=${this.#how.value} .choices=${choices} @choose=${(event: CustomEvent<string>) => (this.#how.value = event.detail)}></zd-seg><span class="note grow">${say(`dossiers.run.${this.#how.value as "each"}.note`)}</span>
        <button class="btn quiet" @click=${() => this.#close()}>${say("parts.cancel")} <kbd>Esc</kbd></button><button class="btn" @click=${() => void this.#start()}>${say("dossiers.runStart")}</button></div>
    </div>`;
  }
}
define("zd-dossier-run", DossierRun);
