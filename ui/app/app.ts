import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { Refused } from "@/bridge";
import { refusal } from "@/parts/notices";
import { define, Piece } from "./piece";
import { auth, person, readState } from "./session";
import { say } from "./words";

/** The whole desk: first run when there is no office yet, the lock while nobody is in, the frame otherwise. */
class App extends Piece {
  readonly #lost = signal<Refused | undefined>(undefined);
  readonly #gallery = signal(false);

  start(): void {
    if (import.meta.env.DEV && location.hash.startsWith("#/parts")) {
      void import("@/parts/gallery").then(() => (this.#gallery.value = true));
      return;
    }
    this.#lost.value = undefined;
    readState().catch((cause) => (this.#lost.value = Refused.from(cause)));
  }

  #inside(): TemplateResult | typeof nothing {
    if (this.#gallery.value) return html`<zd-gallery></zd-gallery>`;
    if (this.#lost.value)
      return html`<div class="alone"><main class="sheet pad">${refusal(this.#lost.value, html`<button class="btn small" @click=${() => this.start()}>${say("parts.again")}</button>`)}</main></div>`;
    const state = auth.value;
    if (!state) return nothing;
    if (person.value) {
      void import("./frame");
      return html`<zd-frame></zd-frame>`;
    }
    if (state.state === "new") {
      void import("@/features/office/first-run");
      return html`<zd-first-run></zd-first-run>`;
    }
    void import("@/features/auth/unlock");
    return html`<zd-unlock></zd-unlock>`;
  }

  protected override render(): TemplateResult {
    return html`<div class="shell">${this.#inside()}</div>`;
  }
}
define("zd-app", App);
