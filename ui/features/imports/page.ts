import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import { person } from "@/app/session";
import { say } from "@/app/words";
import { files } from "@/bridge";
import { jobPanel } from "@/parts/job";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "./choose";
import "./columns";
import "./preview";
import "./done";
import { Importing, type Job } from "./model";

const STAGES = ["choose", "columns", "preview", "done"] as const;

/** It stands here and not on the page: going elsewhere loses no decision, and a writing under way is still reported. */
const importing = new Importing();
let whose = "";

/** The import: choose files, look at the columns, look at what would happen, write. Nothing is written before the last. */
class ImportsPage extends Piece {
  readonly #it = importing;
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // What one clerk chose is not written by the next.
    if (whose !== person.peek()?.id) this.#it.reset();
    whose = person.peek()?.id ?? "";
    this.#unbind = bind({
      "ctrl+enter": () => {
        if (this.#it.stage.value === "preview" && this.#it.writing.value > 0 && !this.#it.step.value) void this.#it.write();
      },
      escape: () => {
        if (this.#it.step.value) this.#it.stop();
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    // A report that was seen goes with the page.
    if (this.#it.stage.peek() === "done") this.#it.reset();
  }

  async #choose(job: Job, how: "files" | "folder"): Promise<void> {
    try {
      const folder = how === "folder" ? await files.folder() : undefined;
      const chosen = how === "folder" ? (folder ? [folder] : []) : await files.choose("sheet", true);
      if (chosen.length > 0) this.#it.start(job, chosen);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #steps(): TemplateResult {
    const at = STAGES.indexOf(this.#it.stage.value);
    return html`<ol class="steps">${STAGES.map((stage, index) => html`<li class=${index < at ? "done" : index === at ? "on" : ""} aria-current=${index === at ? "step" : nothing}><i>${index < at ? icon("check") : index + 1}</i>${say(`imports.step.${stage}`)}</li>`)}</ol>`;
  }

  #acts(): TemplateResult | typeof nothing {
    const stage = this.#it.stage.value;
    if (stage === "choose") return nothing;
    return html`${stage === "preview" ? html`<button class="btn quiet" @click=${() => (this.#it.stage.value = "columns")}>${icon("left")}${say("imports.toColumns")}</button>` : nothing}
      <button class="btn quiet" @click=${() => this.#it.reset()}>${stage === "done" ? say("imports.another") : say("imports.leave")}</button>
      ${stage === "columns" ? html`<button class="btn primary" ?disabled=${this.#it.step.value !== undefined} @click=${() => (this.#it.stage.value = "preview")}>${say("imports.toPreview")}</button>` : nothing}`;
  }

  #body(): TemplateResult {
    switch (this.#it.stage.value) {
      case "choose":
        return html`<zd-import-choose .wanted=${place.value.query.get("what") ?? ""} @chosen=${(event: CustomEvent<{ job: Job; how: "files" | "folder" }>) => void this.#choose(event.detail.job, event.detail.how)}></zd-import-choose>`;
      case "columns":
        return html`<zd-import-columns .it=${this.#it}></zd-import-columns>`;
      case "preview":
        return html`<zd-import-preview .it=${this.#it}></zd-import-preview>`;
      case "done":
        return html`<zd-import-done .it=${this.#it}></zd-import-done>`;
    }
  }

  protected override render(): TemplateResult {
    const it = this.#it;
    const working = it.step.value;
    const title = it.stage.value === "choose" ? say("frame.imports") : say(`imports.title.${it.job.value}`);
    return html`<main class="sheet importing">
      ${head(title, this.#steps(), this.#acts())}
      ${it.refused.value ? html`<div class="strip">${refusal(it.refused.value)}</div>` : nothing}
      ${working ? html`<div class="strip">${jobPanel({ title: say(it.applied.value || it.stage.value === "preview" ? "imports.working" : "imports.readingFiles"), step: working, stopping: say("imports.stopping"), stop: () => it.stop() })}</div>` : nothing}
      ${this.#body()}
    </main>`;
  }
}
define("zd-imports-page", ImportsPage);
