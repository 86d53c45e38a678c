import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { readWhole } from "@/app/numbers";
import { link } from "@/app/router";
import { figure, say } from "@/app/words";
import type { TransferLine } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import "@/parts/read-field";

export const PARTS = [
  ["work", ["opinions", "promises", "proposals", "plans", "notices", "action", "weeks", "reports", "drafts"]],
  ["things", ["round", "stick", "paper", "backup", "key"]],
  ["more", ["free"]],
] as const;

/** The records behind a count. */
function behind(line: TransferLine): string {
  switch (line.kind) {
    case "opinions":
    case "promises":
      return link("opinions", "", { light: line.item });
    case "proposals":
      return link("proposals", "", { stage: "open" });
    case "plans":
      return link("plans", "", { view: "missing" });
    case "notices":
      return link("notices", "", { view: "ring" });
    case "action":
      return link("meetings");
    case "weeks":
      return link("stations", "", { view: "week" });
    case "reports":
      return link("reports", "month");
    case "drafts":
      return link("desk");
    case "round":
      return link("evaluations", line.item);
    case "stick":
      return link("reports", "exports");
    case "backup":
      return link("settings", "backup");
    default:
      return "";
  }
}

/** One line of the list: what, how many, where it lies, a remark, and its tick. Signed, it is text. */
export function lineRow(
  line: TransferLine,
  frozen: boolean,
  placed: boolean,
  set: (change: Partial<TransferLine>) => void,
  remove: () => void,
): TemplateResult {
  const to = behind(line);
  const own = line.kind === "paper" || line.kind === "free" || line.kind === "key";
  const field = (name: "label" | "kept_at" | "note", word: string): TemplateResult =>
    html`<div class="field"><input name=${`${name}-${line.id}`} aria-label=${`${line.label} ${word}`} autocomplete="off" placeholder=${line.kind === "key" && name === "note" ? say("transfers.sealedBy") : word} .value=${live(line[name])} @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).value })} /></div>`;
  const counted = line.counted === null ? "" : figure(line.counted);
  const number = (): TemplateResult | string =>
    !frozen && own && line.kind !== "key"
      ? html`<zd-number name=${`counted-${line.id}`} label=${`${line.label} ${say("transfers.counted")}`} .value=${line.counted} @change=${(
          event: Event,
        ) => {
          // It is kept line by line: what cannot be read stays in sight and is not kept as something else.
          const counted = readWhole((event.target as HTMLInputElement).value);
          if (counted !== undefined) set({ counted });
        }}></zd-number>`
      : to && line.counted !== null
        ? html`<a href=${to}>${counted}</a>`
        : counted;
  return html`<tr>
    <td class="what">${line.kind === "free" && !frozen ? field("label", say("transfers.label")) : html`<b>${line.label}</b>`}${line.detail.length === 1 ? html`<span class="note two">${line.detail[0]}</span>` : line.detail.length > 1 ? html`<details><summary class="note">${say("transfers.detail")}</summary><ul class="note">${line.detail.map((one) => html`<li>${one}</li>`)}</ul></details>` : nothing}</td>
    <td class="num">${number()}</td>
    ${placed ? html`<td>${frozen ? line.kept_at : field("kept_at", say("transfers.keptAt"))}</td>` : nothing}
    <td>${frozen ? line.note : field("note", say("transfers.note"))}</td>
    <td class="act nowrap"><label class="tick"><input type="checkbox" aria-label=${say("transfers.givenOf", { label: line.label })} ?disabled=${frozen} .checked=${live(line.given)} @change=${(event: Event) => set({ given: (event.target as HTMLInputElement).checked })} />${say("transfers.given")}</label>${line.kind === "free" && !frozen ? html`<button type="button" class="btn icon quiet small" aria-label=${say("parts.remove", { name: line.label })} @click=${remove}>${icon("close")}</button>` : nothing}</td>
  </tr>`;
}
