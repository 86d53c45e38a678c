import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { span, today } from "@/app/days";
import { say } from "@/app/words";
import type { Health } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";

/** How the backups stand, as a shape and a word; the warning days are rule-book figures and come with the answer. */
export function healthOf(it: Health): { shape: Shape; word: string } {
  if (it.failed) return { shape: "owed", word: say("backup.failed") };
  if (!it.last) return { shape: "due", word: say("backup.none") };
  if (!it.second) return { shape: "due", word: say("backup.noSecond") };
  if (span(it.second.slice(0, 10), today.value) > it.second_warn_days) return { shape: "due", word: say("backup.secondOld") };
  return { shape: "met", word: say("backup.fine") };
}

export function healthLight(it: Health): TemplateResult {
  const { shape, word } = healthOf(it);
  return light(shape, html`${word}${it.last ? html`<span class="long">&nbsp;${it.last.slice(11, 16)}</span>` : nothing}`);
}
