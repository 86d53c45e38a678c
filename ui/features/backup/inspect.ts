import { html, nothing } from "lit";
import { when } from "@/app/days";
import { figure, say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { Inspected } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { light } from "@/parts/marks";

/** Shows what a backup holds before anything is done with it; answers it when the clerk wants to go on. */
export async function showBackup(which: { backup?: string; file?: string }): Promise<Inspected | undefined> {
  const it = await ask("backup.inspect", which);
  return showInspected(it);
}

export function showInspected(it: Inspected): Promise<Inspected | undefined> {
  return open<Inspected>(
    (close) => html`<h2>${say("backup.holds", { office: it.office, when: when(it.taken) })}</h2>
      <p>${it.sound ? light("met", say("backup.soundLong")) : light("owed", say("backup.unsoundLong"))}</p>
      <table class="table mini"><tbody>${it.counts.map((row) => html`<tr><th scope="row">${row.what}</th><td class="num">${figure(row.rows)}</td></tr>`)}</tbody></table>
      <p class="note">${sayIf(`backup.standing.${it.standing}`, { n: it.left_behind }) ?? ""}${it.holds_erased ? say("backup.erasesAgain") : nothing}</p>
      <div class="row end"><button class="btn" autofocus @click=${() => close(undefined)}>${say("backup.stay")}</button><button class="btn primary" ?disabled=${!it.sound} @click=${() => close(it)}>${say("backup.goOn")}</button></div>`,
  );
}
