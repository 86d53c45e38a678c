import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { enter } from "@/app/session";
import { say } from "@/app/words";
import { ask, type Chosen, files, Refused } from "@/bridge";
import { brandMark, icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import "@/parts/seg";
import { showInspected } from "./inspect";

/** A new computer, a backup, and a passphrase or the recovery key: the office as it was. */
class NewComputer extends Piece {
  readonly #file = signal<Chosen | undefined>(undefined);
  readonly #by = signal<"passphrase" | "recovery">("passphrase");
  readonly #who = signal("");
  readonly #passphrase = signal("");
  readonly #key = signal("");
  readonly #busy = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);

  async #choose(): Promise<void> {
    const [file] = await files.choose("backup");
    if (file) this.#file.value = file;
  }

  async #open(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.#file.value;
    if (!file || this.#busy.value) return;
    const recovery = this.#by.value === "recovery";
    const request = {
      file: file.token,
      person: this.#who.value.trim(),
      passphrase: this.#passphrase.value,
      recovery_key: recovery ? this.#key.value : null,
    };
    this.#busy.value = true;
    this.#refused.value = undefined;
    try {
      const seen = await showInspected(await ask("restore.inspect", request));
      if (!seen) return;
      const opened = await ask("restore.open", { ...request, head: seen.head });
      await enter(opened.unlocked.session, opened.unlocked.person);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#busy.value = false;
    }
  }

  protected override render(): TemplateResult {
    const recovery = this.#by.value === "recovery";
    const ready = this.#file.value && this.#who.value.trim() && this.#passphrase.value && (!recovery || this.#key.value.trim());
    return html`<div class="alone">
      <main class="sheet">
        <div class="brand">${brandMark()}<span>${say("frame.name")}</span></div>
        <div><h1>${say("backup.newTitle")}</h1><p class="quiet">${say("backup.newLead")}</p></div>
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form @submit=${this.#open}>
          <div class="labelled"><span class="lab">${say("backup.file")}</span><button type="button" class="btn" @click=${() => void this.#choose()}>${icon("folder")}${this.#file.value?.name ?? say("backup.choose")}</button></div>
          <zd-seg label=${say("backup.by")} .value=${this.#by.value} .choices=${(["passphrase", "recovery"] as const).map((value) => ({ value, label: say(`backup.by.${value}`) }))} @choose=${(event: CustomEvent<"passphrase" | "recovery">) => (this.#by.value = event.detail)}></zd-seg>
          ${recovery ? html`<div class="labelled"><label for="recovery">${say("auth.recoveryKey")}</label>${textField({ name: "recovery", kind: "key", value: this.#key.value, set: (value) => (this.#key.value = value) })}</div>` : nothing}
          <div class="labelled"><label for="who">${say("frame.clerk")}</label>${textField({ name: "who", value: this.#who.value, set: (value) => (this.#who.value = value) })}</div>
          <div class="labelled"><label for="passphrase">${recovery ? say("auth.newPassphrase") : say("auth.passphrase")}</label>${textField({ name: "passphrase", type: "password", value: this.#passphrase.value, set: (value) => (this.#passphrase.value = value) })}</div>
          <button class="btn primary" ?disabled=${!ready || this.#busy.value}>${this.#busy.value ? say("backup.restoring") : say("backup.lookFirst")}</button>
        </form>
        <p class="note"><button type="button" class="link" @click=${() => this.emit("back")}>${say("backup.newBack")}</button></p>
      </main>
      <footer class="note">${say("frame.unclassified")}${say("frame.comma")}${say("frame.noSecrets")}</footer>
    </div>`;
  }
}
define("zd-new-computer", NewComputer);
