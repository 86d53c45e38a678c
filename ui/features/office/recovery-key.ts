import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { ask, files, Refused } from "@/bridge";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";

/**
 * The recovery key, shown once. One group is hidden and typed back from the paper copy, so that nobody goes on without
 * having written it down.
 */
class RecoveryKey extends Piece {
  static override properties = { recovery: {}, office: {}, nested: { type: Boolean } };
  declare recovery: string;
  declare office: string;
  /** Inside a dialog of a page that has its own title. */
  declare nested: boolean;
  readonly #typed = signal("");
  readonly #peek = signal(false);
  readonly #printed = signal<"" | "busy" | "opened" | "closed">("");
  readonly #refused = signal<Refused | undefined>(undefined);

  constructor() {
    super();
    this.recovery = "";
    this.office = "";
    this.nested = false;
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

  /** Makes the sheet and hands it to the viewer. It lies in the private folder for viewers, emptied when the program ends. */
  async #print(): Promise<void> {
    this.#refused.value = undefined;
    this.#printed.value = "busy";
    try {
      const made = await ask("papers.make", { kind: "key", options: { recovery_key: this.recovery } });
      const { file } = await ask("papers.print", { paper: made.paper });
      this.#printed.value = (await files.open(file)) ? "opened" : "closed";
    } catch (cause) {
      this.#printed.value = "";
      this.#refused.value = Refused.from(cause);
    }
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
        ${this.nested ? html`<h2>${say("office.title.key")}</h2><p class="quiet">${say("office.newKeyLead")}</p>` : html`<h1 tabindex="-1">${say("office.title.key")}</h1><p class="lead">${say("office.lead.key")}</p>`}
        <div class="keycard">
          ${groups.map((group, index) => html`<span class=${index === asked ? "asked" : ""}><span class="note">${say("office.group", { n: String(index + 1) })}</span><b class=${index === asked && !this.#peek.value && !right ? "dots" : ""}>${hidden(group, index)}</b></span>`)}
        </div>
        <div class="row keyacts">
          <button type="button" class="btn" ?disabled=${this.#printed.value === "busy"} @click=${() => void this.#print()}>${icon("print")}${say(this.#printed.value === "busy" ? "reports.making" : "office.printKey")}</button>
          <span class="note" role="status">${this.#printed.value === "opened" ? light("met", say("office.keyOpened")) : this.#printed.value === "closed" ? light("doubt", say("office.keyNoViewer")) : say("office.orByHand")}</span>
        </div>
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <ul class="tell">
          <li>${icon("folder")}<span>${say("office.tellSeal")}</span></li>
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
