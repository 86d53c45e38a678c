import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { bind, keys } from "@/app/keys";
import { Piece } from "@/app/piece";
import type { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { may } from "@/app/session";
import { say } from "@/app/words";
import { columnsButton, keepColumns, recallColumns, type Shown, shownColumns, shownInBook } from "./columns";
import { exportButton, type Rows } from "./list-export";
import { shown } from "./notices";
import { listHints, pager, searchField, sortHead, unitHead } from "./page";
import "./views";

type Bit = TemplateResult | typeof nothing | string | number;

/** A column of a list of records. */
export interface Column<Line> extends Shown {
  /** What stands in its cell. */
  cell: (line: Line) => Bit | TemplateResult[];
  /** The word the list's call sorts by; of a list held whole any word, with `by`. */
  sort?: string;
  /** What a list held whole compares. */
  by?: (line: Line) => string | number;
  /** Figures stand at the right. */
  number?: boolean;
  /** Class of its cells. */
  look?: string;
  /** Names the row for those who hear the table. */
  head?: boolean;
  /** Its sum, below a double line. */
  sum?: Bit;
  /** Its head is only heard: a column of buttons. */
  quiet?: boolean;
}

/** Lines under a heading, such as the delegates of a group. */
export interface Group<Line> {
  head: string;
  lines: Line[];
}

export { chip, choice, narrowed, wordField, yearChoices, yearDays } from "./list-filters";

/**
 * A list of records: filters, kept views, words, order, pages, columns and the workbook are the same in every list. A
 * list says what is its own: its head, its filters, its columns, and what stands there when it is empty.
 */
export abstract class RecordList<Line extends object, Answer> extends Piece {
  /** Its code in the register of lists. */
  protected abstract readonly list: string;
  /** The page that opens a record. */
  protected abstract readonly page: string;
  protected abstract readonly answer: Resource<Answer>;
  /** Class of its table. */
  protected readonly look: string = "";
  /** The usual order. */
  protected readonly order: string = "-day";
  protected readonly size: number = 50;
  /** Whether its call counts what the filter leaves; one that does not has ways of its own from page to page. */
  protected readonly counted: boolean = true;
  /** Whether a line leads somewhere. */
  protected readonly opens: boolean = true;
  /** Where a new record is entered. */
  protected readonly fresh: string = "";
  #unbind: (() => void) | undefined;

  protected abstract head(answer: Answer | undefined): TemplateResult;
  protected abstract tools(answer: Answer | undefined): TemplateResult | typeof nothing;
  protected abstract columns(answer: Answer | undefined): Column<Line>[];
  protected abstract record(line: Line): string;
  /** The lines in sight. */
  protected abstract lines(answer: Answer): Line[];
  /** How many the filter leaves. */
  protected abstract total(answer: Answer): number;
  protected abstract empty(answer: Answer): TemplateResult;

  /** What the list's call is asked, without its page. */
  protected request(): object {
    return {};
  }

  /** What stands beside the word of the sum. */
  protected sums(_answer: Answer): Bit {
    return nothing;
  }

  /** Lines under headings; none when they stand in one row. */
  protected groups(_answer: Answer): Group<Line>[] | undefined {
    return undefined;
  }

  /** A panel beside the list. */
  protected side(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Between the filters and the table. */
  protected above(_answer: Answer | undefined): TemplateResult | typeof nothing {
    return nothing;
  }

  /** A remark at the foot. */
  protected remark(): Bit {
    return nothing;
  }

  /** Keys of its own, beside those of every list. */
  protected keyHints(): [string, string][] {
    return [];
  }

  /** Where a line leads; nowhere when there is nothing behind it. */
  protected href(line: Line): string {
    return link(this.page, this.record(line));
  }

  /** Whether the address is this list's: a page may have several. */
  protected here(): boolean {
    return place.peek().page === this.page;
  }

  /** Which rows the workbook holds. */
  protected rows(answer: Answer): Rows {
    return { list: this.list, total: this.total(answer), request: this.request() };
  }

  /** Which rows are in sight, and the ways to the other pages. */
  protected pages(answer: Answer): Bit {
    const to = (at: number) => filter({ from: at ? String(at) : undefined });
    return pager({ from: this.#from(), shown: this.lines(answer).length, total: this.total(answer), size: this.size, go: to });
  }

  /** Order and page as the calls take them. */
  protected paged(): { sort: string; descending: boolean; offset: number; limit: number } {
    return { ...this.ordered(), offset: this.#from(), limit: this.size };
  }

  protected ordered(): { sort: string; descending: boolean } {
    const sort = place.value.query.get("sort") ?? this.order;
    return { sort: sort.replace("-", ""), descending: sort.startsWith("-") };
  }

  #from = (): number => Number(place.value.query.get("from") ?? 0) || 0;

  /** The lines of the page in sight of those a list holds whole, in the order asked for. */
  protected inOrder(all: readonly Line[], columns: readonly Column<Line>[]): Line[] {
    const { sort, descending } = this.ordered();
    const by = columns.find((each) => each.sort === sort)?.by;
    if (!by) return [...all];
    const compare = (one: string | number, other: string | number): number =>
      typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "zh-Hans-CN");
    const sorted = [...all].sort((one, other) => compare(by(one), by(other)));
    return descending ? sorted.reverse() : sorted;
  }

  protected inSight(all: readonly Line[]): Line[] {
    return all.slice(this.#from(), this.#from() + this.size);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    recallColumns(this.list);
    if (this.fresh) this.#unbind = bind({ "alt+n": () => may("enter") && go(this.fresh) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  protected override updated(): void {
    if (!this.here()) return;
    keepColumns(this.list, this.page);
    const answer = this.answer.value.peek();
    // The last rows of the last page may be gone; the page before is shown instead of nothing.
    if (answer && this.counted && this.#from() > 0 && this.#from() >= this.total(answer)) filter({ from: undefined });
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row || event.target !== row) return;
    if (event.key === "Enter") row.querySelector<HTMLElement>("a[href]")?.click();
    const rows = [...this.querySelectorAll<HTMLElement>("tr[data-id]")];
    const to = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0)];
    if (to && to !== row) {
      event.preventDefault();
      to.focus();
    }
  });

  #cell(column: Column<Line>, line: Line): TemplateResult {
    const look = `${column.number ? "num" : ""} ${column.look ?? ""} ${column.quiet ? "act" : ""}`.trim();
    return column.head
      ? html`<th scope="row" class=${look}>${column.cell(line)}</th>`
      : html`<td class=${look || nothing}>${column.cell(line)}</td>`;
  }

  #row(line: Line, columns: readonly Column<Line>[], first: boolean): TemplateResult {
    const open = (event: Event): void => {
      // A click on something of its own, or one that ends the marking of text, opens nothing.
      if ((event.target as HTMLElement).closest("a, button, label, input") || String(getSelection())) return;
      const href = this.href(line);
      if (href) go(href);
    };
    return html`<tr data-id=${this.record(line)} tabindex=${first ? 0 : -1} @click=${open}>${columns.map((each) => this.#cell(each, line))}</tr>`;
  }

  #head(column: Column<Line>, sort: string): TemplateResult {
    if (column.quiet) return html`<th scope="col" class="act"><span class="apart">${column.word}</span></th>`;
    const { key, word, number = false } = column;
    if (column.sort)
      return sortHead({ key: column.sort, word, sort, number, set: (next) => filter({ sort: next, from: undefined }) });
    return html`<th scope="col" data-key=${key} class=${number ? "num" : nothing}>${number ? unitHead(word) : word}</th>`;
  }

  /** The sums under their columns; the words beside the first take the room before the first. */
  #sum(answer: Answer, columns: readonly Column<Line>[]): TemplateResult | typeof nothing {
    const words = this.sums(answer);
    if (words === nothing) return nothing;
    const held = columns.findIndex((each, at) => at > 0 && each.sum !== undefined);
    const before = (held < 0 ? columns.length : held) - 1;
    const label = say("visits.total");
    const rest = columns.slice(before + 1);
    const cell = (each: Column<Line>) => html`<td class=${each.number ? "num" : "nowrap"}>${each.sum ?? nothing}</td>`;
    return html`<tfoot><tr>${before > 0 ? html`<th scope="row">${label}</th><td colspan=${before}>${words}</td>` : html`<th scope="row">${label} ${words}</th>`}${rest.map(cell)}</tr></tfoot>`;
  }

  protected table(answer: Answer): TemplateResult {
    const lines = this.lines(answer);
    if (lines.length === 0) return this.empty(answer);
    const columns = shownColumns(this.columns(answer));
    const sort = place.value.query.get("sort") ?? this.order;
    const groups = this.groups(answer) ?? [{ head: "", lines }];
    const [top] = groups.flatMap((each) => each.lines);
    return html`<table class="table ${this.look}" @keydown=${this.#keys}>
      <thead><tr>${columns.map((each) => this.#head(each, sort))}</tr></thead>
      ${groups.map(
        (group) =>
          html`<tbody>${group.head ? html`<tr class="group"><th colspan=${columns.length} scope="rowgroup">${group.head}</th></tr>` : nothing}${repeat(
            group.lines,
            (line) => this.record(line),
            (line) => this.#row(line, columns, line === top),
          )}</tbody>`,
      )}
      ${this.#sum(answer, columns)}
    </table>`;
  }

  protected override render(): TemplateResult {
    const answer = this.answer.value.value;
    const columns = this.columns(answer);
    const side = this.side();
    const total = answer ? this.total(answer) : 0;
    const table = shown(this.answer, (value) => this.table(value));
    return html`<main class="sheet">
      ${this.head(answer)}
      <div class="tools">${this.tools(answer)}<zd-views .list=${this.list}></zd-views></div>
      ${this.above(answer)}
      ${side === nothing ? html`<div class="scroll ruled" tabindex="-1">${table}</div>` : html`<div class="split wide ruled"><div class="scroll flush" tabindex="-1">${table}</div>${side}</div>`}
      <div class="foot">
        ${answer && total > 0 ? this.pages(answer) : nothing}
        ${this.remark()}
        ${answer ? exportButton({ ...this.rows(answer), shown: shownInBook(columns) }) : nothing}
        ${total > 0 ? columnsButton(columns) : nothing}
        ${total > 0 ? listHints(this.opens, this.keyHints()) : nothing}
      </div>
    </main>`;
  }
}

/** A list the page holds whole: it filters, sorts and parts it into pages, and hands the workbook the rows' ids. */
export abstract class HeldList<Line extends object, Answer> extends RecordList<Line, Answer> {
  /** What the filters leave, in the order of the call. */
  protected abstract left(answer: Answer): Line[];

  #sorted(answer: Answer): Line[] {
    return this.inOrder(this.left(answer), this.columns(answer));
  }

  protected override lines(answer: Answer): Line[] {
    return this.inSight(this.#sorted(answer));
  }

  protected override total(answer: Answer): number {
    return this.left(answer).length;
  }

  protected override rows(answer: Answer): Rows {
    return { ...super.rows(answer), ids: this.#sorted(answer).map((line) => this.record(line)) };
  }

  /** The search field of a list held whole narrows while it is typed. */
  protected search = (word: string): TemplateResult => searchField(word);
}
