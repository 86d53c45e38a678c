import { html, nothing, type TemplateResult } from "lit";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { filter, link } from "@/app/router";
import { say } from "@/app/words";
import { glyph } from "@/parts/marks";
import { sortHead } from "@/parts/page";
import {
  type Column,
  cellWord,
  columns,
  type DutyRow,
  type DutyTable,
  dutyName,
  openCount,
  ordered,
  shapeOf,
  totalOf,
  windowName,
  windowOf,
} from "./model";

const keyOf = (column: Column) => `${column.duty}:${column.from}`;

/** Delegates by windows: rows by group and strokes, a shape and few words a cell, the total as the last row. */
class DutyMatrix extends Piece {
  static override properties = {
    table: { attribute: false },
    rows: { attribute: false },
    duties: { attribute: false },
    chosen: {},
    column: {},
    sort: {},
  };
  declare table: DutyTable;
  declare rows: DutyRow[];
  /** The duties shown; all of them when left out. */
  declare duties: string[] | undefined;
  declare chosen: string;
  declare column: string;
  /** By the reading of the name; by group and strokes when empty. Nothing else orders people. */
  declare sort: string;

  constructor() {
    super();
    this.rows = [];
    this.chosen = "";
    this.column = "";
    this.sort = "";
  }

  #keys = keys((event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("td[data-at]");
    if (!cell) return;
    const [row = 0, at = 0] = (cell.dataset.at ?? "").split(":").map(Number);
    const by: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = by[event.key];
    if (move) {
      const next = this.querySelector<HTMLElement>(`td[data-at="${row + move[0]}:${at + move[1]}"]`);
      if (next) {
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#open(cell);
    }
  });

  override updated(changed: Map<string, unknown>): void {
    if (this.chosen === "" || !(changed.has("chosen") || changed.has("column"))) return;
    const cell = [...this.querySelectorAll<HTMLElement>("td[data-id]")].find(
      (each) => each.dataset.id === this.chosen && each.dataset.column === this.column,
    );
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #open(cell: HTMLElement): void {
    this.emit("reasons", { id: cell.dataset.id, column: cell.dataset.column });
  }

  #cell(row: DutyRow, column: Column, at: string, edge: boolean): TemplateResult {
    const window = windowOf(row, column);
    const here = row.id === this.chosen && keyOf(column) === this.column;
    const first = this.chosen === "" ? at === "0:0" : here;
    if (!window)
      return html`<td class=${edge ? "edge" : ""} data-at=${at} tabindex="-1"><span class="c t-wait"><span class="apart">${say("duties.cell.none")}</span></span></td>`;
    const shape = shapeOf(window);
    const name = say("duties.cellName", {
      name: row.name,
      window: windowName(column.from, column.to),
      duty: dutyName(column.duty),
      state: say(`duties.legend.${shape as "met"}`),
      done: window.done,
      required: window.required,
    });
    return html`<td class="${edge ? "edge" : ""} ${shape === "owed" ? "bad" : ""} ${here ? "here" : ""}" data-at=${at} data-id=${row.id} data-column=${keyOf(column)} tabindex=${first ? 0 : -1} aria-label=${name} @click=${(event: Event) => this.#open(event.currentTarget as HTMLElement)}>
      <span class="c ${shape === "owed" ? "owed" : shape === "due" ? "due" : shape === "wait" || shape === "void" ? "t-wait" : ""}">${glyph(shape)}${shape === "wait" ? html`<small>${cellWord(window)}</small>` : cellWord(window)}</span>
    </td>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.table) return nothing;
    const cols = columns(this.table, this.duties);
    const totals = cols.map((column) => ({ ...column, ...totalOf(this.table, column) }));
    const duties = [...new Set(cols.map((column) => column.duty))];
    const edge = (index: number) => index === 0 || cols[index - 1]?.duty !== cols[index]?.duty;
    const now = (column: Column) => column.from <= this.table.as_of && column.to >= this.table.as_of;
    let n = -1;
    return html`<div class="scroll flush" tabindex="-1"><table class="matrix" @keydown=${this.#keys}>
      <thead>
        <tr><th class="who"></th>${duties.map((duty) => html`<th class="edge b" scope="colgroup" colspan=${cols.filter((column) => column.duty === duty).length}>${dutyName(duty)}</th>`)}<th class="sum edge"></th></tr>
        <tr>${sortHead({ key: "name", word: say(this.sort ? "duties.name" : "duties.order"), sort: this.sort, set: (sort) => filter({ sort }), look: "who" })}${cols.map((column, index) => html`<th scope="col" class="${edge(index) ? "edge" : ""} ${now(column) ? "now" : ""}">${windowName(column.from, column.to)}</th>`)}<th class="sum edge" scope="col">${say("duties.open")}</th></tr>
      </thead>
      ${ordered(this.rows, this.sort).map(
        ([name, rows]) => html`<tbody>
          ${this.sort ? nothing : html`<tr class="group"><th class="who" colspan=${cols.length + 2} scope="rowgroup">${say("delegates.groupLine", { name, n: rows.length })}</th></tr>`}
          ${rows.map((row) => {
            n += 1;
            const line = n;
            const open = openCount(row);
            return html`<tr class=${row.id === this.chosen ? "sel" : ""}><th class="who" scope="row">${row.name}</th>${cols.map((column, index) => this.#cell(row, column, `${line}:${index}`, edge(index)))}<td class="sum edge">${open || "—"}</td></tr>`;
          })}
        </tbody>`,
      )}
      <tfoot><tr><th class="who" scope="row">${say("duties.totals")}</th>${totals.map((tally, index) => html`<td class=${edge(index) ? "edge" : ""}>${tally.asked > 0 && tally.from <= this.table.as_of ? html`<a class="plain" href=${link("duties", "", { win: keyOf(tally) })}>${tally.met}/${tally.asked}</a>` : "—"}</td>`)}<td class="sum edge"></td></tr></tfoot>
    </table></div>`;
  }
}
define("zd-duty-matrix", DutyMatrix);
