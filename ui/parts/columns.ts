import { html, type TemplateResult } from "lit";
import { filter, place } from "@/app/router";
import { say } from "@/app/words";
import { open } from "./dialogs";
import { icon } from "./marks";

/** A column of a list on the screen. */
export interface Shown {
  /** Its name in the address and, where it shows one column of the workbook, in the register of lists. */
  key: string;
  /** Its head. */
  word: string;
  /** Always there: what tells the rows apart. */
  kept?: boolean;
  /** There only when asked for. */
  more?: boolean;
  /** Columns of the workbook it shows; the one of its own name when left out. */
  holds?: readonly string[];
}

/** What was chosen last in each list, until the program is closed; a kept view holds it for longer. */
const last = new Map<string, string>();

/** Puts the last choice into the address of a list that is opened without one. */
export function recallColumns(list: string): void {
  const cols = last.get(list);
  if (cols && !place.peek().query.get("cols")) filter({ cols });
}

/** Keeps the choice in the address for the next time the list is opened; an address that left the page tells nothing. */
export function keepColumns(list: string, page: string): void {
  if (place.peek().page !== page) return;
  const cols = place.peek().query.get("cols");
  if (cols) last.set(list, cols);
  else last.delete(list);
}

/** The columns in sight: those of the address, or the usual ones. */
export function shownColumns<Column extends Shown>(all: readonly Column[]): Column[] {
  const cols = place.value.query.get("cols")?.split(",");
  if (!cols) return all.filter((each) => !each.more);
  return all.filter((each) => each.kept || cols.includes(each.key));
}

/** Columns of the workbook that the columns in sight show; none when the usual ones are. */
export function shownInBook(all: readonly Shown[]): string[] | undefined {
  if (!place.value.query.get("cols")) return undefined;
  return shownColumns(all).flatMap((each) => each.holds ?? [each.key]);
}

/** Which columns the list shows. Every tick takes effect at once. */
async function chooseColumns(all: readonly Shown[]): Promise<void> {
  const set = (keys: readonly string[]): void => {
    const usual = all.filter((each) => !each.more).map((each) => each.key);
    const same = keys.length === usual.length && usual.every((each) => keys.includes(each));
    const cols = same ? undefined : keys.join(",");
    filter({ cols });
  };
  const tick = (key: string, on: boolean): void => {
    const keys = shownColumns(all).map((each) => each.key);
    set(all.map((each) => each.key).filter((each) => (each === key ? on : keys.includes(each))));
  };
  await open<boolean>((close) => {
    const shown = new Set(shownColumns(all).map((each) => each.key));
    return html`<div class="stackup">
      <h2>${say("views.columnsTitle")}</h2>
      <p class="note">${say("views.columnsNote")}</p>
      <fieldset class="ticks columns"><legend class="apart">${say("views.columns")}</legend>
        ${all.filter((each) => !each.kept).map((each) => html`<label class="tick"><input type="checkbox" name=${each.key} .checked=${shown.has(each.key)} @change=${(event: Event) => tick(each.key, (event.target as HTMLInputElement).checked)} />${each.word}</label>`)}
      </fieldset>
      <div class="row end"><button type="button" class="btn quiet start" @click=${(event: Event) => {
        set(all.filter((each) => !each.more).map((each) => each.key));
        for (const box of (event.target as HTMLElement).closest("dialog")?.querySelectorAll<HTMLInputElement>("input") ?? [])
          box.checked = all.some((each) => each.key === box.name && !each.more);
      }}>${say("views.columnsUsual")}</button><button type="button" class="btn primary" autofocus @click=${() => close(true)}>${say("views.columnsDone")}</button></div>
    </div>`;
  });
}

/** The button at the foot of a list that opens the choice of its columns. */
export function columnsButton(all: readonly Shown[]): TemplateResult {
  return html`<button type="button" class="btn small quiet" @click=${() => void chooseColumns(all)}>${icon("set")}${say("views.columnsButton")}</button>`;
}
