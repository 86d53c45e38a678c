import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, files } from "@/bridge";
import { icon } from "@/parts/marks";
import { refuse } from "@/parts/refuse";
import type { Job } from "./model";

/** What to import: two kinds of tables as offices keep them, and the blank workbook to hand out. */
class ImportChoose extends Piece {
  static override properties = { wanted: {} };
  declare wanted: string;

  async #template(job: Job): Promise<void> {
    const folder = await files.folder();
    if (!folder) return;
    try {
      const saved = await ask("imports.template", { job, to: folder.token });
      toast(say("imports.templateSaved", { file: saved.file, folder: folder.name }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #card(job: Job, mark: string): TemplateResult {
    const main = this.wanted ? this.wanted === job : job === "roster";
    return html`<section class="importcard">
      ${icon(mark)}
      <h2>${say(`imports.card.${job}`)}</h2>
      <p class="quiet">${say(`imports.cardText.${job}`)}</p>
      <div class="row">
        <button data-needs="enter" class="btn ${main ? "primary" : ""}" @click=${() => this.emit("chosen", { job, how: "files" })}>${icon("page")}${say("imports.files")}</button>
        <button data-needs="enter" class="btn" @click=${() => this.emit("chosen", { job, how: "folder" })}>${icon("folder")}${say("imports.folder")}</button>
      </div>
      <button class="link note" @click=${() => void this.#template(job)}>${say("imports.template")}</button>
    </section>`;
  }

  protected override render(): TemplateResult {
    return html`<div class="scroll ruled pad" tabindex="-1">
      <p class="lead">${say("imports.lead")}</p>
      <div class="importcards">${this.#card("roster", "person")}${this.#card("visits", "visit")}</div>
      <ul class="tell"><li>${icon("info")}<span>${say("imports.noId")}</span></li><li>${icon("undo")}<span>${say("imports.undoable")}</span></li><li>${icon("eye")}<span>${say("imports.untidy")}</span></li></ul>
    </div>`;
  }
}
define("zd-import-choose", ImportChoose);
