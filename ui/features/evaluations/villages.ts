import { html, nothing, type TemplateResult } from "lit";
import { filter, place } from "@/app/router";
import { say } from "@/app/words";
import type { BoardVillage, RoundBoard } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";
import { villageName } from "./model";

/** The village whose bag lies on the desk: the one the address names, else the first that still waits. */
export function chosenVillage(board: RoundBoard, waits: (village: BoardVillage) => boolean): BoardVillage | undefined {
  const asked = place.value.query.get("area");
  return board.villages.find((village) => village.area_id === asked) ?? board.villages.find(waits) ?? board.villages[0];
}

/** The next village of the list, for going on without the mouse. */
export function goOn(board: RoundBoard, from: string, waits: (village: BoardVillage) => boolean): void {
  const at = board.villages.findIndex((village) => village.area_id === from);
  const next = [...board.villages.slice(at + 1), ...board.villages.slice(0, Math.max(at, 0))].find(waits);
  if (!next) return;
  filter({ area: next.area_id });
  // The hand goes on at the first field of the next village, not in the column the last one ended in.
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>(".roundwork form input")?.focus());
}

/** Villages at the left, each with its state; one is open at the right. */
export function villageList(
  board: RoundBoard,
  open: BoardVillage | undefined,
  state: (village: BoardVillage) => [Shape, string],
): TemplateResult {
  return html`<nav class="villagelist" aria-label=${say("evaluations.villages")}><ul>${board.villages.map((village) => {
    const [shape, word] = state(village);
    return html`<li><button type="button" class=${village.area_id === open?.area_id ? "on" : ""} aria-current=${village.area_id === open?.area_id ? "true" : "false"} @click=${() => filter({ area: village.area_id })}><span class="name">${villageName(village)}</span>${light(shape, word)}</button></li>`;
  })}</ul></nav>`;
}

/** Of which village the pages or rows in sight are, when the address names one, and the way back to all of them. */
export function onlyVillage(board: RoundBoard | undefined): TemplateResult | typeof nothing {
  const asked = place.value.query.get("area");
  const village = board?.villages.find((each) => each.area_id === asked);
  if (!village) return nothing;
  return html`<p class="row onlyone">${say("evaluations.onlyVillage", { area: villageName(village) })}<button type="button" class="btn small" @click=${() => filter({ area: undefined })}>${say("visits.showAll")}</button></p>`;
}

/** Brings the open one of a list into sight, where the list scrolls by itself. */
export function showOpen(host: HTMLElement): void {
  host.querySelector(".villagelist .on")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
