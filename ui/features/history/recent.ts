import { html, nothing, type TemplateResult } from "lit";
import { monday, today, when } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { may } from "@/app/session";
import { undo } from "@/app/toasts";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { OperationLine } from "@/bridge/calls";
import { type Column, choice, narrowed, RecordList, wordField } from "@/parts/list";
import type { Rows } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { count, head } from "@/parts/page";

const SPANS = ["today", "week", "month", "year"] as const;

/**
 * The operations of the whole office, each with its way back: from the newest or from the first. A register that only
 * grows has no count of all its pages.
 */
class Recent extends RecordList<OperationLine, OperationLine[]> {
  protected readonly list = "history";
  protected readonly page = "history";
  protected override readonly order = "-operation";
  protected override readonly counted = false;
  protected readonly answer = new Resource<OperationLine[]>(
    this,
    () => ask("history.recent", { ...this.request(), before: this.#before(), limit: this.size }),
    ["visits", "people", "tenures", "opinions", "areas", "teams", "dictionary", "offices", "clerks"],
  );

  /** The operation the page begins beyond; none on the first page. */
  #before(): number | null {
    return Number(place.value.query.get("from")) || null;
  }

  protected override here(): boolean {
    return super.here() && place.peek().id === "";
  }

  /** First day of the time asked for. */
  #since(): string | null {
    const day = today.value;
    const first = { today: day, week: monday(day), month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` };
    const span = SPANS.find((each) => each === place.value.query.get("span"));
    return span ? first[span] : null;
  }

  protected override request() {
    const query = place.value.query;
    return {
      text: query.get("q"),
      changed: query.get("changed") === "yes",
      since: this.#since(),
      oldest_first: !this.ordered().descending,
    };
  }

  protected record(line: OperationLine): string {
    return String(line.operation);
  }

  protected override href(line: OperationLine): string {
    return line.subject ? link("history", line.subject) : "";
  }

  protected lines(lines: OperationLine[]): OperationLine[] {
    return lines;
  }

  protected total(lines: OperationLine[]): number {
    return lines.length;
  }

  protected override rows(lines: OperationLine[]): Rows {
    return { ...super.rows(lines), more: true };
  }

  protected override pages(lines: OperationLine[]): TemplateResult {
    const last = lines.at(-1);
    const down = this.ordered().descending;
    return html`${this.#before() === null ? nothing : html`<button class="btn small" @click=${() => filter({ from: undefined })}>${icon("left")}${say(down ? "history.newest" : "history.first")}</button>`}${lines.length === this.size && last ? html`<button class="btn small" @click=${() => filter({ from: String(last.operation) })}>${say(down ? "history.older" : "history.newer")}${icon("right")}</button>` : nothing}`;
  }

  #state(line: OperationLine): TemplateResult {
    if (line.undone_by !== null) return light("void", say("history.undone"));
    if (line.undoes !== null) return light("same", say("history.undoing"));
    if (line.undo === "undoable" && !may(line.needs))
      return html`<span class="note">${say(`history.needs.${line.needs === "manage" ? "manage" : "enter"}`)}</span>`;
    if (line.undo === "undoable")
      return html`<button class="btn small" @click=${() => void undo(line.operation)}>${icon("undo")}${say("frame.undo")}</button>`;
    return html`<span class="note">${line.changes === 0 ? say("history.looked") : say("history.stays")}</span>`;
  }

  protected columns(): Column<OperationLine>[] {
    return [
      { key: "operation", word: say("history.number"), sort: "operation", number: true, cell: (line) => line.operation },
      { key: "at", word: say("history.when"), look: "nowrap", kept: true, cell: (line) => when(line.at) },
      { key: "person", word: say("history.who"), look: "name", cell: (line) => line.person },
      {
        key: "sentence",
        word: say("history.what"),
        kept: true,
        cell: (line) => (line.subject ? html`<a href=${this.href(line)} tabindex="-1">${line.sentence}</a>` : line.sentence),
      },
      {
        key: "changes",
        word: say("history.changes"),
        number: true,
        cell: (line) => (line.changes > 0 ? count(line.changes) : ""),
      },
      {
        key: "undo",
        word: say("frame.undo"),
        kept: true,
        quiet: true,
        holds: ["undone_by"],
        cell: (line) => this.#state(line),
      },
    ];
  }

  protected empty(): TemplateResult {
    return narrowed("q", "changed", "span")
      ? emptyPlace({
          icon: "search",
          title: say("history.noneFound"),
          text: say("history.noneFoundText"),
          acts: html`<a class="btn" href=${link("history")}>${say("visits.showAll")}</a>`,
        })
      : emptyPlace({ icon: "history", title: say("history.empty"), text: say("history.emptyText") });
  }

  protected head(): TemplateResult {
    return head(
      say("history.title"),
      say("history.sub"),
      html`<a class="btn" href=${link("history", "bin")}>${icon("bin")}${say("visits.bin")}</a>`,
    );
  }

  protected tools(): TemplateResult {
    const changed = place.value.query.get("changed") === "yes";
    const spans = SPANS.map((span): [string, string] => [span, say(`views.one.history.span.${span}`)]);
    return html`${choice("span", say("history.when"), [["", say("history.anyTime")], ...spans])}${wordField(say("history.find"))}<label class="tick"><input type="checkbox" .checked=${changed} @change=${() => filter({ changed: changed ? undefined : "yes", from: undefined })} />${say("history.onlyChanges")}</label>`;
  }

  protected override remark(): TemplateResult {
    return html`<span class="note">${say("history.chain")}</span>`;
  }
}
define("zd-recent", Recent);
