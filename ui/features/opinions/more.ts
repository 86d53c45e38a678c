import { html, nothing, type TemplateResult } from "lit";
import { label } from "@/app/register";
import { say, sayIf } from "@/app/words";
import type { OpinionMayMove } from "@/bridge/calls";
import { open } from "@/parts/dialogs";

/** Moves a clerk makes most stand at the foot; the others are one step away. */
const FIRST = ["answer_now", "start", "reply", "extend", "urge", "feedback", "rehandle", "tell", "close", "record"];
const SHOWN = 4;

export function parted(may: readonly OpinionMayMove[]): [OpinionMayMove[], OpinionMayMove[]] {
  const rank = (one: OpinionMayMove) => (FIRST.includes(one.kind) ? FIRST.indexOf(one.kind) : FIRST.length);
  const sorted = [...may].sort((a, b) => rank(a) - rank(b));
  return sorted.length <= SHOWN + 1 ? [sorted, []] : [sorted.slice(0, SHOWN), sorted.slice(SHOWN)];
}

/** Asks which of the seldom moves it shall be. */
export function chooseMove(may: readonly OpinionMayMove[]): Promise<OpinionMayMove | undefined> {
  return open<OpinionMayMove>(
    (close): TemplateResult => html`<h2>${say("opinions.more")}</h2>
      <ul class="movelist">${may.map((one) => html`<li><button class="btn" @click=${() => close(one)}>${label("opinion_move", one.kind)}</button>${sayIf(`opinions.about.${one.kind}`) ? html`<span class="note">${sayIf(`opinions.about.${one.kind}`)}</span>` : nothing}</li>`)}</ul>
      <div class="row end"><button class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button></div>`,
  );
}
