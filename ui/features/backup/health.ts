import { html, nothing, type TemplateResult } from "lit";
import { localOf } from "@/app/days";
import { say, sayIf } from "@/app/words";
import type { Health } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";

const shapes: Record<string, Shape> = { ok: "met", due: "due", owed: "owed" };

export function healthShape(it: Health): Shape {
  return shapes[it.light] ?? "wait";
}

/** The few words of the top bar; the whole sentence stands on the card. */
export function healthWord(it: Health): string {
  return sayIf(`backup.reason.${it.reason}`) ?? say("backup.reason.fine");
}

/** The time of the last backup beside a word about something else would be read as the time of that. */
export function healthLight(it: Health): TemplateResult {
  return light(
    healthShape(it),
    html`${healthWord(it)}${it.last_at && it.light === "ok" ? html`<span class="long">&nbsp;${localOf(it.last_at)[1]}</span>` : nothing}`,
  );
}

/** Bytes as people read them: 3.1MB. */
export function bytes(n: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let at = 0;
  let value = n;
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  return `${value >= 10 || at === 0 ? Math.round(value) : value.toFixed(1)}${units[at]}`;
}
