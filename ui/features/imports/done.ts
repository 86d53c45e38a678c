import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { undo } from "@/app/toasts";
import { say } from "@/app/words";
import { jobReport } from "@/parts/job";
import { icon } from "@/parts/marks";
import type { Importing } from "./model";

/** The report an import closes with, in words and figures, and the one step back. */
class ImportDone extends Piece {
  static override properties = { it: { attribute: false } };
  declare it: Importing;

  protected override render(): TemplateResult | typeof nothing {
    const applied = this.it.applied.value;
    if (!applied) return nothing;
    const { answer, operation } = applied;
    const roster = this.it.job.value === "roster";
    const back = async (): Promise<void> => {
      if (operation !== null && (await undo(operation))) this.it.reset();
    };
    return html`<div class="scroll ruled pad stackup" tabindex="-1">
      ${jobReport({
        shape: "met",
        title: say("imports.finished"),
        counts: [
          [answer.created, say("imports.count.created")],
          [answer.updated, say("imports.count.updated")],
          [answer.unchanged, say("imports.count.unchanged")],
          [answer.refused.length, say("imports.count.refused")],
        ],
        acts: html`<a class="btn" href=${link(roster ? "delegates" : "visits")}>${say(roster ? "imports.seeDelegates" : "imports.seeVisits")}</a>${operation === null ? nothing : html`<button class="btn" @click=${() => void back()}>${icon("undo")}${say("imports.undo")}</button>`}`,
      })}
      ${
        answer.refused.length > 0
          ? html`<div class="cap"><h2>${say("imports.group.refused")}</h2><span class="note">${say("imports.groupNote.refused")}</span></div>
              <table class="table mini"><thead><tr><th scope="col">${say("imports.cell")}</th><th scope="col">${say("imports.sheet")}</th><th scope="col">${say("imports.why")}</th><th scope="col">${say("imports.whatToDo")}</th></tr></thead>
              <tbody>${answer.refused.map((told) => html`<tr><td class="cell">${told.cell}</td><td>${told.sheet}</td><td>${told.message}</td><td class="note">${told.hint}</td></tr>`)}</tbody></table>`
          : nothing
      }
      ${answer.dropped_columns.map((column) => html`<p class="say">${icon("info")}<span>${say("imports.dropped", { sheet: column.sheet, column: column.column, what: column.heading })}</span></p>`)}
    </div>`;
  }
}
define("zd-import-done", ImportDone);
