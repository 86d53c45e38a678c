import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { personById, pinyinKeys, roster } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import { columnsButton, keepColumns, recallColumns, type Shown, shownColumns } from "@/parts/columns";
import { exportButton } from "@/parts/list-export";
import { glyph, icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField, searchField } from "@/parts/page";
import "@/parts/date";
import "@/parts/seg";
import "./matrix";
import "@/parts/views";
import "./reasons";
import { columns, type DutyRow, type DutyTable, dutyName, ordered, windowName } from "./model";

type Which = "all" | "overdue" | "open" | "met";

/**
 * The duty page: delegates by windows, the reasons open beside it. For the person and the staff to check, not to rank: it is
 * ordered by group and the strokes of the surname or by the reading of the name, and no head sorts by what is open. All of a town's delegates, some
 * hundred, stand on one sheet under their groups, as the printed matrix has them.
 */
class DutiesPage extends Piece {
  readonly #asOf = signal<Day>("");
  /** The day chosen here, the one a figure elsewhere was counted on, or today. */
  readonly #day = (): Day => this.#asOf.value || place.value.query.get("day") || today.value;
  readonly #table = new Resource<DutyTable>(this, () => ask("duties.as_of", { as_of: this.#day() }), [
    "visits",
    "visit_people",
    "meetings",
    "proposals",
    "evaluation_rounds",
    "tenures",
    "leaves",
    "rules",
  ]);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    recallColumns("duties");
    this.#unbind = bind({ escape: () => this.#close() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  protected override updated(): void {
    keepColumns("duties", "duties");
  }

  /** A duty is a column to be chosen, with all its windows. */
  #duties(table: DutyTable | undefined): Shown[] {
    const duties = new Set(table?.delegates.flatMap((row) => row.duties.map((each) => each.duty)));
    return [...duties].map((duty) => ({ key: duty, word: dutyName(duty) }));
  }

  /** The duties in sight; none named when all are. */
  #shown(table: DutyTable | undefined): string[] | undefined {
    return place.value.query.get("cols") ? shownColumns(this.#duties(table)).map((each) => each.key) : undefined;
  }

  /** The columns of the workbook that the duties in sight fill. */
  #inBook(table: DutyTable | undefined): string[] | undefined {
    const shown = this.#shown(table);
    if (!table || !shown) return undefined;
    return ["group", "name", "open", ...columns(table, shown).map((each) => `${each.duty}:${each.from}`)];
  }

  #close(): void {
    if (place.peek().id) go(link("duties", "", this.#kept()));
  }

  #kept(): Record<string, string | undefined> {
    const query = place.peek().query;
    return Object.fromEntries(
      ["which", "group", "win", "q", "cols", "day", "sort"].map((name) => [name, query.get(name) ?? undefined]),
    );
  }

  /** Whether a delegate stands so: in one window when a figure opened the page, else in any. */
  #wanted(row: DutyRow, which: Which): boolean {
    const win = place.value.query.get("win");
    const windows = row.duties
      .flatMap((each) => each.windows.map((window) => ({ window, key: `${each.duty}:${window.from}` })))
      .filter(({ window, key }) => !win || (key === win && window.required > 0))
      .map(({ window }) => window.state);
    return which === "all" ? !win || windows.length > 0 : windows.includes(which);
  }

  #rows(table: DutyTable): DutyRow[] {
    const query = place.value.query;
    const which = (query.get("which") as Which | null) ?? "all";
    const [group, text] = [query.get("group") ?? "", (query.get("q") ?? "").trim().toLowerCase()];
    const named = (row: DutyRow) =>
      row.name.includes(text) ||
      pinyinKeys(personById.value.get(row.id)?.pinyin ?? "")
        .split(" ")
        .some((one) => one.startsWith(text));
    return table.delegates.filter(
      (row) => this.#wanted(row, which) && (!group || row.group_id === group) && (!text || named(row)),
    );
  }

  #window(table: DutyTable): string {
    const [duty = "", from = ""] = (place.value.query.get("win") ?? "").split(":");
    const window = table.delegates
      .flatMap((row) => row.duties.filter((each) => each.duty === duty).flatMap((each) => each.windows))
      .find((each) => each.from === from);
    return window ? say("duties.window", { duty: dutyName(duty), window: windowName(window.from, window.to) }) : "";
  }

  #view(table: DutyTable): TemplateResult {
    const rows = this.#rows(table);
    const chosen = table.delegates.find((row) => row.id === place.value.id);
    const column = place.value.query.get("w") ?? "";
    if (table.delegates.length === 0)
      return html`<div class="scroll ruled" tabindex="-1">${emptyPlace({
        icon: "duty",
        title: say("duties.empty"),
        text: say("duties.emptyText"),
        acts: html`<a class="btn" href=${link("imports", "", { what: "roster" })}>${say("delegates.import")}</a>`,
      })}</div>`;
    if (rows.length === 0)
      return html`<div class="scroll ruled" tabindex="-1">${emptyPlace({ icon: "search", title: say("duties.noneLeft"), text: say("duties.noneLeftText"), acts: html`<a class="btn" href=${link("duties")}>${say("visits.showAll")}</a>` })}</div>`;
    return html`<div class="split wide ruled matrixbox ${chosen ? "" : "whole"}">
      <zd-duty-matrix class="hold" .table=${table} .rows=${rows} .duties=${this.#shown(table)} .chosen=${chosen?.id ?? ""} .column=${column} .sort=${place.value.query.get("sort") ?? ""}
        @reasons=${(event: CustomEvent<{ id: string; column: string }>) => go(link("duties", event.detail.id, { ...this.#kept(), w: event.detail.column }))}></zd-duty-matrix>
      ${chosen ? html`<zd-duty-reasons class="panel" .row=${chosen} .column=${column} .asOf=${table.as_of} @close=${() => this.#close()}></zd-duty-reasons>` : nothing}
    </div>`;
  }

  protected override render(): TemplateResult {
    const table = this.#table.value.value;
    const query = place.value.query;
    const counts = {
      all: table?.delegates.length,
      overdue: table?.delegates.filter((row) => this.#wanted(row, "overdue")).length,
      open: table?.delegates.filter((row) => this.#wanted(row, "open")).length,
      met: table?.delegates.filter((row) => this.#wanted(row, "met")).length,
    };
    const win = table ? this.#window(table) : "";
    const rows = table ? this.#rows(table) : [];
    const shownWhich = win ? (["all", "met", "overdue", "open"] as const) : (["all", "overdue", "open"] as const);
    const groups: [string, string][] = [
      ["", say("delegates.allGroups")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    return html`<main class="sheet">
      ${head(say("frame.duties"), say("duties.sub"), html`<a class="btn" href=${link("reports", "slips", { day: this.#asOf.value || place.value.query.get("day") || undefined })}>${icon("print")}${say("duties.print")}</a>`)}
      <div class="tools">
        <zd-seg label=${say("duties.which")} .value=${query.get("which") ?? "all"} .choices=${shownWhich.map((value) => ({ value, label: say(`duties.which.${value}`), count: counts[value] }))} @choose=${(event: CustomEvent<string>) => filter({ which: event.detail })}></zd-seg>
        ${win ? html`<span class="chip">${win}<button type="button" aria-label=${say("parts.remove", { name: win })} @click=${() => filter({ win: undefined, which: undefined })}>${icon("close")}</button></span>` : nothing}
        ${groups.length > 1 ? html`<div class="picking">${listField({ name: "group", label: say("delegates.group"), value: query.get("group") ?? "", options: groups, set: (group) => filter({ group }) })}</div>` : nothing}
        <div class="picking asof"><zd-date brief label=${say("duties.asOf")} .value=${this.#day()} @day=${(event: CustomEvent<Day>) => (this.#asOf.value = event.detail)}></zd-date></div>
        ${searchField(say("duties.find"))}
        <zd-views list="duties"></zd-views>
        <span class="end note"><a href=${link("settings", "rules")}>${say("duties.rules")}</a></span>
      </div>
      ${shown(this.#table, (value) => this.#view(value))}
      <div class="foot">
        <p class="legend">${(["met", "due", "owed", "wait", "void"] as const).map((shape) => html`<span>${glyph(shape)}${say(`duties.legend.${shape}`)}</span>`)}</p>
        ${exportButton({ list: "duties", total: rows.length, request: { as_of: table?.as_of ?? null }, ids: ordered(rows, query.get("sort") ?? "").flatMap(([, each]) => each.map((row) => row.id)), shown: this.#inBook(table) })}
        ${rows.length > 0 ? columnsButton(this.#duties(table)) : nothing}
        ${
          rows.length > 0
            ? html`<div class="acts">${hints([
                ["←↑↓→", say("visits.moveKey")],
                ["Enter", say("duties.seeReasons")],
              ])}</div>`
            : nothing
        }
      </div>
    </main>`;
  }
}
define("zd-duties-page", DutiesPage);
