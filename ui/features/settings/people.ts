import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Clerk } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/features/transfers/list";
import { newFileKey } from "./new-key";
import { askPassphrase } from "./passphrase";

/** The clerks of the office: who may do what, each with a passphrase of their own. */
class SettingsPeople extends Piece {
  readonly #people = new Resource<Clerk[]>(this, () => ask("auth.people", {}), ["clerks"]);
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
      this.#people.again();
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
      this.#people.again();
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
    return html`<button class="btn small" @click=${() => void this.#reset(clerk)}>${say("settings.reset")}</button> <button class="btn small quiet" @click=${() => void this.#disable(clerk)}>${say("settings.disable")}</button>`;
  }

  protected override render(): TemplateResult {
    const roles: [string, string][] = (["enter", "manage", "view"] as const).map((role) => [role, say(`settings.role.${role}`)]);
    return html`${shown(
      this.#people,
      (people) => html`<table class="table mini">
          <thead><tr><th scope="col">${say("frame.clerk")}</th><th scope="col">${say("settings.role")}</th><th scope="col">${say("settings.sinceDay")}</th><th scope="col">${say("settings.state")}</th><th scope="col" class="act"><span class="apart">${say("settings.reset")}</span></th></tr></thead>
          <tbody>${people.map((clerk) => html`<tr><th scope="row" class="name"><b>${clerk.name}</b></th><td>${say(`settings.role.${clerk.role as "enter"}`)}<span class="note">${say(`settings.roleNote.${clerk.role as "enter"}`)}</span></td><td>${long(clerk.since)}</td><td>${clerk.active ? light("met", say("settings.on")) : light("void", say("settings.offWord"))}</td><td class="act">${this.#acts(clerk)}</td></tr>`)}</tbody>
        </table>
        <div class="row">${exportButton({ list: "clerks", total: people.length })}</div>`,
    )}
      <form class="row addline" @submit=${this.#add}>
        <b>${say("settings.addClerk")}</b>
        <div class="picking">${textField({ name: "clerk-name", label: say("frame.clerk"), hint: say("settings.realName"), value: this.#name.value, set: (value) => (this.#name.value = value) })}</div>
        <div class="picking">${listField({ name: "clerk-role", label: say("settings.role"), value: this.#role.value, options: roles, set: (value) => (this.#role.value = value) })}</div>
        <button class="btn" ?disabled=${this.#name.value.trim() === ""}>${say("settings.add")}</button>
      </form>
      <p class="note">${say("settings.peopleNote")}</p>
      ${person.value?.role === "manage" ? html`<div class="row addline"><button class="btn" @click=${() => void newFileKey()}>${icon("key")}${say("settings.rekey")}</button><span class="note">${say("settings.rekeyWhen")}</span></div>` : nothing}
      <zd-transfer-list></zd-transfer-list>`;
  }
}
define("zd-settings-people", SettingsPeople);
