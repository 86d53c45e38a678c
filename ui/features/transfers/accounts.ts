import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { TransferWhole } from "@/bridge/calls";
import { newFileKey } from "@/features/settings/new-key";
import { askPassphrase } from "@/features/settings/passphrase";
import { confirm, open } from "@/parts/dialogs";
import { light } from "@/parts/marks";
import { refuse } from "@/parts/refuse";

/** Which right the one who takes over gets. */
function askRole(name: string): Promise<"enter" | "manage" | undefined> {
  return open<"enter" | "manage">(
    (close) => html`<h2>${say("transfers.roleTitle", { name })}</h2>
      <p class="note">${say("transfers.roleNote")}</p>
      <div class="row end"><button class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button><button class="btn" @click=${() => close("enter")}>${say("settings.role.enter")}</button><button class="btn primary" autofocus @click=${() => close("manage")}>${say("settings.role.manage")}</button></div>`,
  );
}

/**
 * The accounts at the end: the new clerk gets an own passphrase, the old account is closed, a new file key is offered. What
 * stands is read from the accounts themselves, so the steps go on wherever they stopped.
 */
export function accountSteps(whole: TransferWhole, again: () => void): TemplateResult {
  const it = whole.transfer;
  const manages = person.value?.role === "manage";
  const signed = it.signed_on !== null;
  const own = it.from_id === person.value?.id;
  const act = (work: () => Promise<void>) => async (): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      await refuse(cause);
    }
    again();
  };
  const add = act(async () => {
    const role = await askRole(it.to_name);
    if (!role) return;
    const answer = await askPassphrase(say("settings.passphraseFor", { name: it.to_name }), false);
    if (!answer) return;
    await tell("auth.add", { name: it.to_name, role, passphrase: answer.next });
    toast(say("settings.added", { name: it.to_name }));
  });
  const disable = act(async () => {
    const sure = await confirm({
      title: say("settings.disableTitle", { name: it.from }),
      note: say("settings.disableNote"),
      act: say("settings.disable"),
      stay: say("settings.keepOn"),
      risk: true,
    });
    if (!sure) return;
    await tell("auth.disable", { id: it.from_id });
    await tell("transfers.finish", { id: it.id });
    toast(say("transfers.finishDone"));
    await newFileKey(it.from);
  });
  const finish = act(async () => {
    await tell("transfers.finish", { id: it.id });
    toast(say("transfers.finishDone"));
    await newFileKey(it.from);
  });
  const button = (word: string, work: () => Promise<void>) =>
    html`<div><button type="button" class="btn small" @click=${() => void work()}>${word}</button></div>`;
  const ready = signed && manages;
  return html`
    <li>${whole.to_id || it.finished_on ? light("met", say("transfers.hasAccount", { name: it.to_name })) : light("wait", say("transfers.toAccount", { name: it.to_name || say("transfers.nobody") }))}${ready && !whole.to_id && !it.finished_on ? button(say("transfers.addAccount"), add) : nothing}</li>
    <li>${whole.from_active ? light("wait", say("transfers.toDisable", { name: it.from })) : light("met", say("transfers.disabled", { name: it.from }))}${
      whole.from_active && ready && whole.to_id
        ? own
          ? html`<span class="note">${say("transfers.disableByNew", { name: it.to_name })}</span>`
          : button(say("settings.disable"), disable)
        : nothing
    }${!whole.from_active && ready && whole.to_id && !it.finished_on ? button(say("transfers.finish"), finish) : nothing}${it.finished_on ? html`<span class="note">${say("transfers.finishedOn", { day: long(it.finished_on) })}</span>` : nothing}${signed && !manages && !it.finished_on ? html`<span class="note">${say("transfers.needManager")}</span>` : nothing}</li>`;
}
