import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { figure, say, sayIf } from "@/app/words";
import type { ImportPreview } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import "@/parts/date";
import "@/parts/seg";
import type { Importing } from "./model";
import { bothRows, questionRows, refusedRows, rowLines, unlistedRows } from "./rows";

type View = "todo" | "new" | "changed" | "same" | "refused";

/** Notices shown at once; the others are opened below them. */
const FIRST = 30;

const told = (it: ImportPreview["notices"][number]): TemplateResult =>
  html`<li><span class="cell">${it.cell}</span> ${it.message}</li>`;

/** What the import would do: what asks for a look first, the rest a click away; the sum of it at the foot. */
class ImportPreviewPage extends Piece {
  static override properties = { it: { attribute: false } };
  declare it: Importing;
  readonly #view = signal<View | undefined>(undefined);

  #todo(preview: ImportPreview): number {
    return (
      preview.villages.length +
      preview.names.length +
      preview.kinds.length +
      preview.refused.length +
      preview.counts.both +
      preview.not_listed.length
    );
  }

  /** Opens on what asks for a look; with nothing of that, on what is new. */
  #shown(preview: ImportPreview): View {
    const { counts } = preview;
    const first = this.#todo(preview) > 0 ? "todo" : counts.new > 0 ? "new" : counts.changed > 0 ? "changed" : "same";
    return this.#view.value ?? first;
  }

  #table(preview: ImportPreview): TemplateResult {
    const view = this.#shown(preview);
    const groups =
      view === "todo"
        ? [
            ...questionRows(this.it, preview),
            ...bothRows(this.it, preview),
            ...unlistedRows(this.it, preview),
            ...refusedRows(this.it, preview),
          ]
        : view === "refused"
          ? refusedRows(this.it, preview)
          : rowLines(this.it, preview, view);
    if (view === "same" && preview.counts.same > 0)
      return emptyPlace({
        icon: "check",
        title: say("imports.sameTitle", { n: preview.counts.same }),
        text: say(this.it.writing.value === 0 ? "imports.sameAll" : "imports.groupNote.same"),
      });
    if (groups.length === 0)
      return view === "todo"
        ? emptyPlace({ icon: "check", title: say("imports.noTodo"), text: say("imports.noTodoText") })
        : emptyPlace({ icon: "import", title: say("imports.noneHere") });
    return html`<table class="table imp">
      <thead><tr><th scope="col">${say("imports.cell")}</th><th scope="col">${say("imports.written")}</th><th scope="col">${say("imports.readAs")}</th><th scope="col">${say("imports.whatToDo")}</th></tr></thead>
      <tbody>${groups}</tbody>
    </table>
    ${(view === "new" || view === "changed") && preview.rows.length >= this.it.listed.value ? html`<p class="pad"><button class="btn" ?disabled=${this.it.step.value !== undefined} @click=${() => this.it.more()}>${icon("down")}${say("imports.more")}</button></p>` : nothing}`;
  }

  /** The row of the line looked at, as it stands in the file, under the headings it stands under there. */
  #original(preview: ImportPreview): TemplateResult | typeof nothing {
    const at = this.it.looked.value;
    if (!at)
      return html`<section><h2>${say("imports.original")}</h2><p class="note">${say("imports.originalHint")}</p></section>`;
    const columns =
      preview.files.find((file) => file.name === at.file)?.sheets.find((sheet) => sheet.sheet === at.sheet)?.columns ?? [];
    const heading = (letter: string) =>
      columns
        .find((column) => column.letter === letter)
        ?.heading.split(" / ")
        .at(-1) || letter;
    return html`<section><h2>${say("imports.original")}</h2>
      ${at.original.map(
        (row) => html`<p class="note">${say("imports.originalRow", { row: String(row.row), sheet: at.sheet })}</p>
          <dl class="dl originals">${row.cells
            .filter(([, text]) => text.trim() !== "")
            .map(([letter, text]) => {
              const meant = at.cell === `${letter}${row.row}`;
              return html`<dt title=${letter}>${heading(letter)}</dt><dd>${meant ? html`<mark>${text}</mark>` : text}</dd>`;
            })}</dl>`,
      )}
    </section>`;
  }

  #side(preview: ImportPreview): TemplateResult {
    const read = preview.files.map((file) => ({
      name: file.name,
      sheets: file.sheets.filter((sheet) => sheet.not_read === null).map((sheet) => sheet.sheet),
    }));
    return html`<aside class="panel side">
      ${this.#original(preview)}
      <section><h2>${say("imports.readFrom")}</h2><ul>${read.map((file) => html`<li>${file.name}<br /><span class="note">${file.sheets.join(say("delegates.listComma"))}</span></li>`)}</ul>
        ${preview.passed_over.length > 0 ? html`<p class="note">${say("imports.passedOver", { n: preview.passed_over.length })}</p>` : nothing}</section>
      ${preview.dropped_columns.map((column) => html`<p class="say">${icon("info")}<span>${say("imports.dropped", { sheet: column.sheet, column: column.column, what: sayIf(`imports.role.${column.role}`) ?? column.heading })}</span></p>`)}
      ${preview.notices.length > 0 ? html`<section><h2>${say("imports.notices")}</h2><ul class="notices">${preview.notices.slice(0, FIRST).map(told)}</ul>${preview.notices.length > FIRST ? html`<details class="moregaps"><summary>${say("imports.noticesRest", { n: preview.notices.length - FIRST })}</summary><ul class="notices">${preview.notices.slice(FIRST).map(told)}</ul></details>` : nothing}</section>` : nothing}
      ${preview.new_words.length > 0 ? html`<section><h2>${say("imports.newWords")}</h2><p>${preview.new_words.map(([, label]) => html`<span class="chip only">${label}</span> `)}</p></section>` : nothing}
    </aside>`;
  }

  protected override render(): TemplateResult {
    const preview = this.it.preview.value;
    if (!preview) return html`<div class="scroll ruled" tabindex="-1"></div>`;
    const { counts } = preview;
    const n = this.it.writing.value;
    const choices = [
      { value: "todo", label: say("imports.view.todo"), count: this.#todo(preview) },
      { value: "new", label: say("imports.view.new"), count: counts.new, shape: "new" as const },
      { value: "changed", label: say("imports.view.changed"), count: counts.changed, shape: "change" as const },
      { value: "same", label: say("imports.view.same"), count: counts.same, shape: "same" as const },
      { value: "refused", label: say("imports.view.refused"), count: counts.refused, shape: "refuse" as const },
    ];
    return html`<div class="tools"><zd-seg label=${say("imports.view")} .value=${this.#shown(preview)} .choices=${choices} @choose=${(event: CustomEvent<View>) => (this.#view.value = event.detail)}></zd-seg>
        ${
          this.it.job.value === "roster" && (preview.not_listed.length > 0 || counts.changed > 0)
            ? html`<span class="end"><label class="quiet nowrap" for="effective">${say("imports.effective")}</label><span class="asof"><zd-date brief name="effective" .value=${preview.effective} @day=${(event: CustomEvent<Day>) => event.detail && this.it.decide({ effective: event.detail })}></zd-date></span></span>`
            : html`<span class="end note cut">${preview.files.map((file) => file.name).join(say("delegates.listComma"))}</span>`
        }</div>
      <div class="split ruled">
        <div class="scroll flush" tabindex="-1">${this.#table(preview)}</div>
        ${this.#side(preview)}
      </div>
      <div class="foot">
        <span>${say("imports.sum")}<b>${figure(n)}</b>${say("imports.sumParts", { created: counts.new, changed: counts.changed })}</span>
        <span class="note long">${say("imports.sumRest", { same: counts.same, refused: counts.refused, both: counts.both + counts.skipped })}</span>
        <div class="acts"><button class="btn primary" ?disabled=${n === 0 || this.it.step.value !== undefined} @click=${() => void this.it.write()}>${say("imports.write", { n })} <kbd>Ctrl Enter</kbd></button></div>
      </div>`;
  }
}
define("zd-import-preview", ImportPreviewPage);
