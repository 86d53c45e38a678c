import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { icon, light } from "@/parts/marks";

/**
 * The recovery key, shown once. One group is hidden and typed back from the paper copy, so that nobody goes on without
 * having written it down.
 */
class RecoveryKey extends Piece {
  static override properties = { recovery: {}, office: {} };
  declare recovery: string;
  declare office: string;
  readonly #typed = signal("");
  readonly #peek = signal(false);

  constructor() {
    super();
    this.recovery = "";
    this.office = "";
  }

  #groups(): string[] {
    const plain = this.recovery.replace(/[^0-9A-Za-z]/g, "");
    return plain.match(/.{1,4}/g) ?? [];
  }

  /** The sixth of eight as drawn on the paper form; for other lengths the last but two. */
  #asked(): number {
    return Math.max(0, this.#groups().length - 3);
  }

  #right(): boolean {
    return this.#typed.value.trim().toUpperCase() === (this.#groups()[this.#asked()] ?? "").toUpperCase();
  }

  #type(event: Event): void {
    this.#typed.value = (event.target as HTMLInputElement).value.normalize("NFKC");
    this.#peek.value = false;
    this.emit("copied", this.#right());
  }

  protected override render(): TemplateResult {
    const groups = this.#groups();
    const asked = this.#asked();
    const n = String(asked + 1);
    const right = this.#right();
    const wrong = !right && this.#typed.value.trim().length >= 4;
    const hidden = (group: string, index: number) => (index === asked && !this.#peek.value && !right ? "····" : group);
    return html`<div class="two">
      <div>
        <h1 tabindex="-1">${say("office.title.key")}</h1>
        <p class="lead">${say("office.lead.key")}</p>
        <div class="keycard">
          ${groups.map((group, index) => html`<span class=${index === asked ? "asked" : ""}><span class="note">${say("office.group", { n: String(index + 1) })}</span><b>${hidden(group, index)}</b></span>`)}
        </div>
        <ul class="tell">
          <li>${icon("print")}<span>${say("office.tellSeal")}</span></li>
          <li>${icon("lock")}<span>${say("office.tellNoPhoto")}</span></li>
          <li>${icon("info")}<span>${say("office.tellLetters")}</span></li>
        </ul>
        <div class="verify">
          <b>${say("office.typeBack", { n })}</b>
          <span class="note">${say("office.hidden")}<button type="button" class="link" @click=${() => (this.#peek.value = !this.#peek.value)}>${say("office.peek")}</button></span>
          <div class="row">
            <label class="quiet" for="typed-back">${say("office.group", { n })}</label>
            <div class="field key ${wrong ? "bad" : ""}"><input id="typed-back" maxlength="8" autocomplete="off" spellcheck="false" .value=${this.#typed.value} @input=${this.#type} /></div>
            <span class="note" role="status">${right ? light("met", say("office.keyRight")) : wrong ? light("refuse", say("office.keyWrong")) : say("office.keyNote")}</span>
          </div>
        </div>
      </div>
      <div class="sheetprint">
        <p class="note">${say("office.keyPreview")}</p>
        <div class="a4 keypaper" aria-hidden="true">
          <div class="sec"><span>${say("office.internal")}</span><span>${say("office.pageOne")}</span></div>
          <div class="t">${say("office.keyPaper")}</div>
          <div>${say("office.keyOffice", { name: this.office })}</div>
          <div>${say("office.keyDay", { day: long(today.value) })}</div>
          <div class="k">${groups.map((_, index) => html`····${index % 2 === 1 ? (index < groups.length - 1 ? html`<br />` : nothing) : html`&emsp;`}`)}</div>
          <div>${say("office.keyUse")}</div>
          <div class="sign"><span>${say("office.keyKeeper")}</span><span>${say("office.keyPlace")}</span><span>${say("office.keyDate")}</span></div>
        </div>
      </div>
    </div>`;
  }
}
define("zd-recovery-key", RecoveryKey);
