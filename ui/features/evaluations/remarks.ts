import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask, Refused } from "@/bridge";
import type { SheetRemarks } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { textField } from "@/parts/page";

/** Free words of the sheets, typed in few words by a counter. Nothing ties them to a sheet, and few sheets show none. */
class SheetRemarksPage extends Piece {
  static override properties = { round: {}, batch: {}, closed: { type: Boolean } };
  declare round: string;
  declare batch: string;
  declare closed: boolean;

  readonly #read = new Resource<SheetRemarks>(this, () => ask("evaluations.remarks", { round: this.round }));
  readonly #text = signal("");
  readonly #refused = signal<Refused | undefined>(undefined);

  async #send(wish: { text?: string; drop?: string }): Promise<void> {
    // The field is free for the next words at once; words that were refused come back unless others stand there.
    if (wish.text) this.#text.value = "";
    try {
      await ask("evaluations.remark", { round: this.round, batch: this.batch, text: wish.text ?? "", drop: wish.drop ?? "" });
      this.#refused.value = undefined;
      this.#read.again();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      if (wish.text && this.#text.peek() === "") this.#text.value = wish.text;
    }
  }

  #list(read: SheetRemarks): TemplateResult {
    const own = read.remarks.filter((each) => each.batch === this.batch);
    if (own.length === 0)
      return emptyPlace({
        icon: "note",
        title: say("evaluations.remarksNone"),
        text: say(this.closed ? "evaluations.remarksClosed" : "evaluations.remarksNoneText"),
      });
    return html`<ul class="lines-plain remarklist">${own.map((each) => html`<li><span>${each.text}</span><button data-needs="enter" type="button" class="btn icon small quiet" aria-label=${say("parts.remove", { name: each.text })} @click=${() => void this.#send({ drop: each.id })}>${icon("close")}</button></li>`)}</ul>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(
      this.#read,
      (read) => html`<div class="scroll ruled pad roundwork" tabindex="0">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        ${
          this.closed
            ? nothing
            : html`<form class="row remarkform" @submit=${(event: Event) => {
                event.preventDefault();
                if (this.#text.value.trim()) void this.#send({ text: this.#text.value });
              }}><div class="grow">${textField({ name: "remark", label: say("evaluations.remarkField"), hint: say("evaluations.remarkHint"), value: this.#text.value, set: (text) => (this.#text.value = text) })}</div><button class="btn primary" ?disabled=${this.#text.value.trim() === ""}>${icon("plus")}${say("evaluations.remarkAdd")}</button></form>`
        }
        ${this.#list(read)}
      </div><div class="foot"><span class="note">${say("evaluations.remarksNote", { n: read.least })}</span></div>`,
    )}`;
  }
}
define("zd-sheet-remarks", SheetRemarksPage);
