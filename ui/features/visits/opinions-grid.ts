import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { composing } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label, words } from "@/app/register";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import type { VisitForm } from "./form-state";

const COLUMNS = 6;

/** The opinions of a visit as lines of a grid: arrows move between cells, Enter goes to the next line. */
class OpinionsGrid extends Piece {
  static override properties = { form: { attribute: false } };
  declare form: VisitForm;

  #cell(row: number, column: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
  }

  #keys = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    const field = event.target as HTMLElement;
    const [row, column] = (field.dataset.cell ?? "").split(":").map(Number);
    if (row === undefined || column === undefined || Number.isNaN(row)) return;
    const text = field instanceof HTMLInputElement && field.type === "text" ? field : undefined;
    const move = (toRow: number, toColumn: number): void => {
      const cell = this.#cell(toRow, toColumn);
      if (!cell) return;
      event.preventDefault();
      event.stopPropagation();
      cell.focus();
      if (cell instanceof HTMLInputElement && cell.type === "text") cell.select();
    };
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      if (column < COLUMNS - 1 && column > 0) move(row, column + 1);
      else move(row + 1, 0);
    } else if (event.key === "ArrowDown" && !(field instanceof HTMLSelectElement)) move(row + 1, column);
    else if (event.key === "ArrowUp" && !(field instanceof HTMLSelectElement)) move(row - 1, column);
    else if (event.key === "ArrowRight" && (!text || text.selectionEnd === text.value.length) && column < COLUMNS - 1)
      move(row, column + 1);
    else if (event.key === "ArrowLeft" && (!text || text.selectionStart === 0) && column > 0) move(row, column - 1);
  };

  #list(row: number, column: number, list: string, value: string, set: (value: string) => void, name: string): TemplateResult {
    const known = words(list).some((word) => word.code === value);
    return html`<select data-cell="${row}:${column}" aria-label=${name} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${value === "" ? html`<option value="" selected></option>` : nothing}
      ${words(list).map((word) => html`<option value=${word.code} ?selected=${word.code === value}>${word.label}</option>`)}
      ${value !== "" && !known ? html`<option value=${value} selected>${label(list, value)}</option>` : nothing}
    </select>`;
  }

  protected override render(): TemplateResult {
    const opinions = this.form.written.value.opinions;
    const last = opinions.length - 1;
    return html`<table class="table lines" @keydown=${this.#keys}>
      <thead><tr><th scope="col">${say("visits.lineNo")}</th><th scope="col">${say("visits.content")}</th><th scope="col">${say("visits.topic")}</th><th scope="col">${say("visits.nature")}</th><th scope="col">${say("visits.named")}</th><th scope="col">${say("visits.giver")}</th><th scope="col">${say("visits.handling")}</th><th scope="col"><span class="apart">${say("visits.dropLine")}</span></th></tr></thead>
      <tbody>
        ${opinions.map((heard, row) => {
          const n = row + 1;
          const empty = row === last && !heard.content && !heard.giver;
          return html`<tr class=${empty ? "next" : ""}>
            <td>${empty ? "" : n}</td>
            <td><input data-cell="${row}:0" aria-label=${say("visits.contentOf", { n })} autocomplete="off" placeholder=${empty ? say("visits.addLine") : ""} .value=${live(heard.content)} @input=${(event: Event) => this.form.setHeard(row, { content: (event.target as HTMLInputElement).value })} /></td>
            <td>${empty ? nothing : this.#list(row, 1, "topic", heard.topic, (topic) => this.form.setHeard(row, { topic }), say("visits.topicOf", { n }))}</td>
            <td>${empty ? nothing : this.#list(row, 2, "opinion_nature", heard.nature, (nature) => this.form.setHeard(row, { nature }), say("visits.natureOf", { n }))}</td>
            <td class="tickcell">${empty ? nothing : html`<label class="tick bare" title=${say("visits.namedNote")}><input type="checkbox" data-cell="${row}:3" aria-label=${say("visits.namedOf", { n })} .checked=${live(heard.named)} @change=${(event: Event) => this.form.setHeard(row, { named: (event.target as HTMLInputElement).checked })} /></label>`}</td>
            <td>${empty ? nothing : html`<input data-cell="${row}:4" aria-label=${say("visits.giverOf", { n })} autocomplete="off" placeholder=${say("visits.anonymous")} .value=${live(heard.giver)} @input=${(event: Event) => this.form.setHeard(row, { giver: (event.target as HTMLInputElement).value })} />`}</td>
            <td>${empty ? nothing : this.#list(row, 5, "opinion_status", heard.status, (status) => this.form.setHeard(row, { status }), say("visits.handlingOf", { n }))}</td>
            <td class="del">${empty ? nothing : html`<button type="button" class="btn icon quiet small" tabindex="-1" aria-label=${say("visits.dropLineOf", { n })} @click=${() => this.form.dropHeard(row)}>${icon("close")}</button>`}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }
}
define("zd-opinions-grid", OpinionsGrid);
