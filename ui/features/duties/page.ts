import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { roster } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import { glyph, icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField } from "@/parts/page";
import "@/parts/date";
import "@/parts/seg";
import "./matrix";
import "./reasons";
import type { DutyRow, DutyTable } from "./model";

type Which = "all" | "overdue" | "open";

/** The duty page: delegates by windows, the reasons open beside it. For the person and the staff to check, not to rank. */
class DutiesPage extends Piece {
  readonly #asOf = signal<Day>("");
  readonly #table = new Resource<DutyTable>(this, () => ask("duties.as_of", { as_of: this.#asOf.value || today.value }), [
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
    this.#unbind = bind({ escape: () => this.#close() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #close(): void {
    if (place.peek().id) go(link("duties", "", this.#kept()));
  }

  #kept(): Record<string, string | undefined> {
    const query = place.peek().query;
    return { which: query.get("which") ?? undefined, group: query.get("group") ?? undefined };
  }

  #wanted(row: DutyRow, which: Which): boolean {
    const states = row.duties.flatMap((each) => each.windows.map((window) => window.state));
    return which === "all" || (which === "overdue" ? states.includes("overdue") : states.includes("open"));
  }

  #view(table: DutyTable): TemplateResult {
    const query = place.value.query;
    const which = (query.get("which") as Which | null) ?? "all";
    const group = query.get("group") ?? "";
    const inGroup = (row: DutyRow) => !group || row.group_id === group;
    const rows = table.delegates.filter((row) => this.#wanted(row, which) && inGroup(row));
    const chosen = table.delegates.find((row) => row.id === place.value.id);
    const column = place.value.query.get("w") ?? "";
    if (table.delegates.length === 0)
      return html`<div class="scroll ruled" tabindex="-1">${emptyPlace({
        icon: "duty",
        title: say("duties.empty"),
        text: say("duties.emptyText"),
        acts: html`<a class="btn" href=${link("imports", "", { what: "roster" })}>${say("delegates.import")}</a>`,
      })}</div>`;
    return html`<div class="split wide ruled matrixbox ${chosen ? "" : "whole"}">
      <zd-duty-matrix class="hold" .table=${table} .rows=${rows} .chosen=${chosen?.id ?? ""} .column=${column}
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
    };
    const groups: [string, string][] = [
      ["", say("delegates.allGroups")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    return html`<main class="sheet">
      ${head(say("frame.duties"), say("duties.sub"), html`<a class="btn quiet" href=${link("meetings")}>${say("meetings.title")}</a><a class="btn quiet" href=${link("proposals")}>${say("proposals.title")}</a><a class="btn" href=${link("reports", "slips", { day: this.#asOf.value })}>${icon("print")}${say("duties.print")}</a>`)}
      <div class="tools">
        <zd-seg label=${say("duties.which")} .value=${query.get("which") ?? "all"} .choices=${(["all", "overdue", "open"] as const).map((value) => ({ value, label: say(`duties.which.${value}`), count: counts[value] }))} @choose=${(event: CustomEvent<string>) => filter({ which: event.detail })}></zd-seg>
        ${groups.length > 1 ? html`<div class="picking">${listField({ name: "group", label: say("delegates.group"), value: query.get("group") ?? "", options: groups, set: (group) => filter({ group }) })}</div>` : nothing}
        <div class="picking asof"><zd-date brief label=${say("duties.asOf")} .value=${this.#asOf.value || today.value} @day=${(event: CustomEvent<Day>) => (this.#asOf.value = event.detail)}></zd-date></div>
        <span class="end note"><a href=${link("settings", "rules")}>${say("duties.rules")}</a></span>
      </div>
      ${shown(this.#table, (value) => this.#view(value))}
      <div class="foot">
        <p class="legend">${(["met", "due", "owed", "wait", "void"] as const).map((shape) => html`<span>${glyph(shape)}${say(`duties.legend.${shape}`)}</span>`)}</p>
        <div class="acts">${hints([
          ["←↑↓→", say("visits.moveKey")],
          ["Enter", say("duties.seeReasons")],
        ])}</div>
      </div>
    </main>`;
  }
}
define("zd-duties-page", DutiesPage);
