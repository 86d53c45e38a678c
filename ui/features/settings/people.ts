import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { may, person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { Clerk } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { listField, textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/features/transfers/list";
import "./clerk-lines";
import { newFileKey } from "./new-key";
import { askPassphrase } from "./passphrase";

/** The clerks of the office: who may do what, each with a passphrase of their own. */
class SettingsPeople extends Piece {
  readonly #name = signal("");
  readonly #role = signal("enter");

  async #add(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.#name.value.trim();
    if (!name) return;
    const answer = await askPassphrase(say("settings.passphraseFor", { name }), false);
    if (!answer) return;
    try {
      await tell("auth.add", { name, role: this.#role.value as "enter", passphrase: answer.next });
      this.#name.value = "";
      this.querySelector<HTMLElement & { again(): void }>("zd-clerk-lines")?.again();
      toast(say("settings.added", { name }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #own(): Promise<void> {
    const answer = await askPassphrase(say("settings.ownPassphrase"), true);
    if (!answer) return;
    try {
      await tell("auth.passphrase", { old: answer.old, new: answer.next });
      toast(say("settings.passphraseSet"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #reset(clerk: Clerk): Promise<void> {
    const answer = await askPassphrase(say("settings.passphraseFor", { name: clerk.name }), false);
    if (!answer) return;
    try {
      await tell("auth.reset", { id: clerk.id, passphrase: answer.next });
      toast(say("settings.passphraseSet"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #disable(clerk: Clerk): Promise<void> {
    const sure = await confirm({
      title: say("settings.disableTitle", { name: clerk.name }),
      note: say("settings.disableNote"),
      act: say("settings.disable"),
      stay: say("settings.keepOn"),
      risk: true,
    });
    if (!sure) return;
    try {
      await tell("auth.disable", { id: clerk.id });
      this.querySelector<HTMLElement & { again(): void }>("zd-clerk-lines")?.again();
      toast(say("settings.disabledDone", { name: clerk.name }));
      await newFileKey(clerk.name);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #acts(clerk: Clerk): TemplateResult | typeof nothing {
    if (!clerk.active) return nothing;
    if (clerk.id === person.value?.id)
      return html`<button class="btn small" @click=${() => void this.#own()}>${say("settings.ownPassphrase")}</button>`;
    if (!may("manage")) return nothing;
    return html`<button class="btn small" @click=${() => void this.#reset(clerk)}>${say("settings.reset")}</button> <button class="btn small quiet" @click=${() => void this.#disable(clerk)}>${say("settings.disable")}</button>`;
  }

  protected override render(): TemplateResult {
    const roles: [string, string][] = (["enter", "manage", "view"] as const).map((role) => [role, say(`settings.role.${role}`)]);
    return html`<zd-clerk-lines .acts=${(clerk: Clerk) => this.#acts(clerk)}></zd-clerk-lines>
      ${may("manage") ? this.#adding(roles) : nothing}
      <p class="note">${say("settings.peopleNote")}</p>
      ${may("manage") ? html`<div class="row addline"><button class="btn" @click=${() => void newFileKey()}>${icon("key")}${say("settings.rekey")}</button><span class="note">${say("settings.rekeyWhen")}</span></div>` : nothing}
      <zd-transfer-list></zd-transfer-list>`;
  }

  #adding(roles: [string, string][]): TemplateResult {
    return html`<form class="row addline" @submit=${this.#add}>
        <b>${say("settings.addClerk")}</b>
        <div class="picking">${textField({ name: "clerk-name", label: say("frame.clerk"), hint: say("settings.realName"), value: this.#name.value, set: (value) => (this.#name.value = value) })}</div>
        <div class="picking">${listField({ name: "clerk-role", label: say("settings.role"), value: this.#role.value, options: roles, set: (value) => (this.#role.value = value) })}</div>
        <button class="btn" ?disabled=${this.#name.value.trim() === ""}>${say("settings.add")}</button>
      </form>`;
  }
}
define("zd-settings-people", SettingsPeople);
