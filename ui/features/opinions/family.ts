import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { spoken } from "@/app/register";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Opinion, OpinionLine } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { emptyPlace, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { stateLight } from "./lights";

/** What seems to be the same matter: the program suggests, the clerk decides. One handling, an answer to each. */
class FamilyForm extends Piece {
  static override properties = { opinion: { attribute: false }, similar: { attribute: false }, close: { attribute: false } };
  declare opinion: Opinion;
  declare similar: OpinionLine[];
  declare close: (joined: boolean | undefined) => void;

  readonly #chosen = signal<ReadonlySet<string>>(new Set());
  readonly #title = signal("");
  readonly #refused = signal<Refused | undefined>(undefined);

  #choose(id: string, on: boolean): void {
    const next = new Set(this.#chosen.value);
    if (on) next.add(id);
    else next.delete(id);
    this.#chosen.value = next;
  }

  async #join(): Promise<void> {
    try {
      const { answer } = await tell("opinions.join", {
        lead: this.opinion.line.id,
        ids: [...this.#chosen.value],
        title: this.#title.value,
      });
      toast(say("opinions.joined", { n: answer.joined }));
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const n = this.#chosen.value.size;
    return html`<div class="stackup">
      <h2>${say("opinions.similar")}</h2>
      <p class="note">${say("opinions.similarNote")}</p>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      ${
        this.similar.length === 0
          ? emptyPlace({ icon: "search", title: say("opinions.similarNone") })
          : html`<ul class="manylist">${this.similar.map((line) => html`<li><label class="tick grow"><input type="checkbox" .checked=${this.#chosen.value.has(line.id)} @change=${(event: Event) => this.#choose(line.id, (event.target as HTMLInputElement).checked)} /><span class="name">${spoken(line.area)}</span><span>${line.content}</span></label><span class="note nowrap">${short(line.day)}</span>${stateLight(line.state)}</li>`)}</ul>
            ${this.opinion.family_title ? nothing : html`<div class="moveform"><div class="labelled"><label for="family-title">${say("opinions.familyTitle")}<span class="note">${say("opinions.optional")}</span></label>${textField({ name: "family-title", value: this.#title.value, hint: say("opinions.familyHint"), set: (title) => (this.#title.value = title) })}</div></div>`}`
      }
      <div class="row end"><button class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button>${this.similar.length > 0 ? html`<button class="btn primary" ?disabled=${n === 0} @click=${() => void this.#join()}>${say("opinions.join", { n })}</button>` : nothing}</div>
    </div>`;
  }
}
define("zd-opinion-family", FamilyForm);

/** Opens the suggestions for one opinion; true when some were merged into it. */
export async function findFamily(opinion: Opinion): Promise<boolean> {
  const similar = await ask("opinions.similar", { id: opinion.line.id });
  return (
    (await open<boolean>(
      (close) => html`<zd-opinion-family .opinion=${opinion} .similar=${similar} .close=${close}></zd-opinion-family>`,
      true,
    )) === true
  );
}
