import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { enter } from "@/app/session";
import { say } from "@/app/words";
import { ask, Refused } from "@/bridge";
import { brandMark } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";

/** The way in when the passphrase is lost: the recovery key from its sealed envelope sets a new one. */
class Recover extends Piece {
  readonly #key = signal("");
  readonly #who = signal("");
  readonly #passphrase = signal("");
  readonly #again = signal("");
  readonly #refused = signal<Refused | undefined>(undefined);

  async #reset(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const opened = await ask("auth.recover", {
        recovery_key: this.#key.value,
        person: this.#who.value.trim(),
        passphrase: this.#passphrase.value,
      });
      await enter(opened.session, opened.person);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const ready =
      this.#key.value.trim() !== "" &&
      this.#who.value.trim() !== "" &&
      this.#passphrase.value.length >= 8 &&
      this.#passphrase.value === this.#again.value;
    return html`<div class="alone">
      <main class="sheet">
        <div class="brand">${brandMark()}<span>${say("frame.name")}</span></div>
        <div><h1>${say("auth.recoverTitle")}</h1><p class="quiet">${say("auth.recoverLead")}</p></div>
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form @submit=${this.#reset}>
          <div class="labelled"><label for="recovery">${say("auth.recoveryKey")}</label>${textField({ name: "recovery", kind: "key", value: this.#key.value, set: (value) => (this.#key.value = value) })}<span class="note">${say("auth.keyNote")}</span></div>
          <div class="labelled"><label for="who">${say("frame.clerk")}</label>${textField({ name: "who", value: this.#who.value, set: (value) => (this.#who.value = value) })}</div>
          <div class="labelled"><label for="new-one">${say("auth.newPassphrase")}</label>${textField({ name: "new-one", type: "password", value: this.#passphrase.value, set: (value) => (this.#passphrase.value = value) })}<span class="note">${say("office.passphraseNote")}</span></div>
          <div class="labelled"><label for="new-two">${say("office.again")}</label>${textField({ name: "new-two", type: "password", value: this.#again.value, set: (value) => (this.#again.value = value), bad: this.#again.value !== "" && this.#again.value !== this.#passphrase.value })}</div>
          <button class="btn primary" ?disabled=${!ready}>${say("auth.recover")}</button>
        </form>
        <p class="note"><button type="button" class="link" @click=${() => this.emit("back")}>${say("auth.back")}</button></p>
      </main>
    </div>`;
  }
}
define("zd-recover", Recover);
