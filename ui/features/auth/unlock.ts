import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { lastPerson, openPractice, unlock } from "@/app/session";
import { say } from "@/app/words";
import { Refused } from "@/bridge";
import { brandMark } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import "./recover";

/** The lock: who, and the passphrase. A wrong one is said with the time to wait. */
class Unlock extends Piece {
  readonly #who = signal(lastPerson.peek());
  readonly #passphrase = signal("");
  readonly #busy = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #recovering = signal(false);

  override firstUpdated(): void {
    this.#focus();
  }

  #focus(): void {
    this.querySelector<HTMLInputElement>(this.#who.value ? "#passphrase" : "#who")?.focus();
  }

  async #open(event: Event): Promise<void> {
    event.preventDefault();
    if (this.#busy.value) return;
    this.#busy.value = true;
    try {
      await unlock(this.#who.value.trim(), this.#passphrase.value);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.#passphrase.value = "";
    } finally {
      this.#busy.value = false;
      await this.updateComplete;
      this.#focus();
    }
  }

  protected override render(): TemplateResult {
    if (this.#recovering.value) return html`<zd-recover @back=${() => (this.#recovering.value = false)}></zd-recover>`;
    const refused = this.#refused.value;
    return html`<div class="alone">
      <main class="sheet">
        <div class="brand">${brandMark()}<span>${say("frame.name")}</span></div>
        <div>
          <h1>${say("auth.title")}</h1>
          <p class="quiet">${say("auth.lead")}</p>
        </div>
        ${refused ? refusal(refused) : nothing}
        <form @submit=${this.#open}>
          <div class="labelled">
            <label for="who">${say("frame.clerk")}</label>
            ${textField({ name: "who", value: this.#who.value, set: (value) => (this.#who.value = value) })}
          </div>
          <div class="labelled">
            <label for="passphrase">${say("auth.passphrase")}</label>
            ${textField({ name: "passphrase", type: "password", value: this.#passphrase.value, set: (value) => (this.#passphrase.value = value) })}
          </div>
          <button class="btn primary" ?disabled=${this.#busy.value || this.#passphrase.value === "" || this.#who.value.trim() === ""}>${this.#busy.value ? say("auth.opening") : say("auth.open")} <kbd>Enter</kbd></button>
        </form>
        <p class="note"><button type="button" class="link" @click=${() => (this.#recovering.value = true)}>${say("auth.forgotten")}</button><br /><button type="button" class="link" @click=${() => void openPractice().catch((cause) => (this.#refused.value = Refused.from(cause)))}>${say("auth.practice")}</button></p>
      </main>
      <footer class="note">${say("frame.unclassified")}${say("frame.comma")}${say("frame.noSecrets")}</footer>
    </div>`;
  }
}
define("zd-unlock", Unlock);
