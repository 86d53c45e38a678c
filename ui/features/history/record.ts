import { html, nothing, type TemplateResult } from "lit";
import { long, when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaById, dictionaryLabel, personById } from "@/app/register";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { figure, say, sayIf } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { HistoryLine } from "@/bridge/calls";
import { glyph, icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";

/** A value as a person reads it: names for ids, words for codes, days in words. */
function readable(column: string, value: unknown, names: Record<string, string>): string {
  if (value === null || value === undefined || value === "") return say("history.blank");
  if (typeof value === "number") return column === "year" ? String(value) : figure(value);
  const text = String(value);
  const known =
    names[text] ?? areaById.value.get(text)?.short_name ?? personById.value.get(text)?.name ?? dictionaryLabel(column, text);
  if (known) return known;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)) return say("history.another");
  return /^\d{4}-\d\d-\d\d$/.test(text) ? long(text) : text;
}

/** Words of a button: a long value is shortened, the whole of it stands in the line. */
const brief = (text: string): string => ([...text].length > 12 ? `${[...text].slice(0, 12).join("")}\u2026` : text);

/** The history of one record: who, when, from what to what, and the way back for a single value. */
class RecordHistory extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #lines = new Resource<HistoryLine[]>(
    this,
    () => (this.record ? ask("history.record", { id: this.record }) : undefined),
    ["visits", "people", "opinions", "tenures", "areas", "meetings", "activities", "notices"],
  );

  constructor() {
    super();
    this.record = "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("record")) this.#lines.again();
  }

  async #restore(line: HistoryLine, column: string): Promise<void> {
    try {
      const { operation } = await tell("history.restore_value", { record: this.record, change: line.change, column });
      toast(say("history.restored"), operation);
      this.#lines.again();
    } catch (cause) {
      await refuse(cause);
    }
  }

  /** What a column holds now: the newest line that tells. Setting back to what stands already is not offered. */
  #now(column: string): unknown {
    return this.#lines.value.value?.find((line) => line.values[column] !== undefined)?.values[column]?.[1];
  }

  #back(line: HistoryLine, column: string, old: unknown): TemplateResult | typeof nothing {
    if (this.#now(column) === old || line.fixed.includes(column)) return nothing;
    return html`<button class="btn small quiet" @click=${() => void this.#restore(line, column)}>${say("history.restoreValue", { value: brief(readable(column, old, line.names)) })}</button>`;
  }

  #values(line: HistoryLine): TemplateResult {
    if (line.erased && Object.keys(line.values).length === 0) return html`<p class="note">${say("history.erased")}</p>`;
    // A column without a word is the program's own (keys for sorting, counters): it is counted, not named.
    const named = Object.entries(line.values).filter(([column]) => sayIf(`history.column.${column}`) !== undefined);
    const inner = Object.keys(line.values).filter((column) => column !== "id").length - named.length;
    const changed = named.filter(
      ([column, [, now]]) => column !== "id" && !(line.verb === "I" && (now === "" || now === null || now === 0)),
    );
    return html`<dl class="dl changes">
      ${changed.map(
        ([column, [old, now]]) => html`<dt>${sayIf(`history.column.${column}`)}</dt>
          <dd>${line.verb === "U" ? html`<del>${readable(column, old, line.names)}</del> → <ins>${readable(column, now, line.names)}</ins> ${this.#back(line, column, old)}` : readable(column, line.verb === "D" ? old : now, line.names)}</dd>`,
      )}
      ${changed.length === 0 && inner > 0 ? html`<dt></dt><dd class="note">${say("history.inner", { n: inner })}</dd>` : nothing}
      ${line.erased ? html`<dt></dt><dd class="note">${say("history.erased")}</dd>` : nothing}
    </dl>`;
  }

  protected override render(): TemplateResult {
    return html`<main class="sheet">
      ${head(say("frame.history"), say("history.recordSub"), html`<button class="btn quiet" @click=${() => history.back()}>${icon("left")}${say("history.back")}</button>`)}
      <div class="scroll" tabindex="0" role="region" aria-label=${say("frame.history")}>
        ${shown(this.#lines, (lines) =>
          lines.length === 0
            ? emptyPlace({ icon: "history", title: say("history.empty") })
            : html`<ol class="timeline">${lines.map(
                (line) => html`<li>
                  <div class="at">${glyph(line.verb === "I" ? "new" : line.verb === "D" ? "refuse" : "change")}<b>${line.operation.sentence}</b><span class="note">${when(line.operation.at)}${say("frame.comma")}${line.operation.person}</span></div>
                  ${this.#values(line)}
                </li>`,
              )}</ol>`,
        )}
      </div>
    </main>`;
  }
}
define("zd-record-history", RecordHistory);
