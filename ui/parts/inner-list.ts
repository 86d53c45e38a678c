import { html, nothing, type TemplateResult } from "lit";
import { place } from "@/app/router";
import { say } from "@/app/words";
import { columnsButton, shownInBook } from "./columns";
import { HeldList } from "./list";
import { exportButton } from "./list-export";
import { emptyPlace, shown } from "./notices";
import "./views";

/** Rows up to this number are taken in at one look: a field to narrow them would only be in the way. */
const FEW = 6;

/**
 * A list within a page of other things, such as the settings: filters, kept views, words, order, pages, columns and the
 * workbook as in every list, without a sheet of its own around it.
 */
export abstract class InnerList<Line extends object> extends HeldList<Line, Line[]> {
  protected override readonly page: string = "settings";
  /** The name of its place within the page. */
  protected abstract readonly section: string;
  protected override readonly look: string = "mini";
  protected override readonly size: number = 20;
  protected override readonly opens = false;

  /** The texts of a line in which a word is looked for. */
  protected abstract texts(line: Line): readonly string[];
  /** What stands there while the list has no line at all. */
  protected abstract none(): TemplateResult;
  /** What the field that narrows it says. */
  protected abstract readonly find: string;

  protected override here(): boolean {
    return place.peek().page === this.page && place.peek().id === this.section;
  }

  protected override href(_line: Line): string {
    return "";
  }

  protected word(): string {
    return (place.value.query.get("q") ?? "").trim();
  }

  protected left(lines: Line[]): Line[] {
    const word = this.word();
    return lines.filter((line) => !word || this.texts(line).some((text) => text.includes(word)));
  }

  protected empty(): TemplateResult {
    return this.word()
      ? emptyPlace({ icon: "search", title: say("settings.noneFound"), text: say("settings.noneFoundText") })
      : this.none();
  }

  protected head(): TemplateResult {
    return html``;
  }

  protected tools(answer: Line[] | undefined): TemplateResult | typeof nothing {
    return answer && (answer.length > FEW || this.word()) ? this.search(this.find) : nothing;
  }

  protected override render(): TemplateResult {
    const answer = this.answer.value.value;
    const columns = this.columns(answer);
    const total = answer ? this.total(answer) : 0;
    return html`<div class="innerlist">
      <div class="tools">${this.tools(answer)}<zd-views .list=${this.list}></zd-views></div>
      ${shown(this.answer, (value) => this.table(value))}
      ${total > 0 && answer ? html`<div class="foot">${this.pages(answer)}${this.remark()}${exportButton({ ...this.rows(answer), shown: shownInBook(columns) })}${columnsButton(columns)}</div>` : nothing}
    </div>`;
  }
}
