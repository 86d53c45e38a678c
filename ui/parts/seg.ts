import { html, nothing, type TemplateResult } from "lit";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { figure } from "@/app/words";
import { glyph, type Shape } from "./marks";

export interface Choice {
  value: string;
  label: string;
  count?: number | undefined;
  shape?: Shape | undefined;
}

/** Two to six short choices on one line. A radio group: Tab enters it at the chosen one, arrows move and choose. */
export class Segments extends Piece {
  static override properties = { choices: { attribute: false }, value: {}, label: {}, size: {} };
  declare choices: Choice[];
  declare value: string;
  declare label: string;
  declare size: string;

  constructor() {
    super();
    this.choices = [];
    this.value = "";
    this.label = "";
    this.size = "";
  }

  #choose(value: string): void {
    if (value === this.value) return;
    this.value = value;
    this.emit("choose", value);
  }

  #move = keys((event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = this.choices.findIndex((each) => each.value === this.value);
    const next = this.choices[(at + by + this.choices.length) % this.choices.length];
    if (!next) return;
    this.#choose(next.value);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[aria-checked=true]")?.focus());
  });

  protected override render(): TemplateResult {
    const chosen = this.choices.some((each) => each.value === this.value);
    return html`<span class="seg ${this.size}" role="radiogroup" aria-label=${this.label || nothing} @keydown=${this.#move}>
      ${this.choices.map(
        (each, index) => html`<button
          type="button"
          role="radio"
          aria-checked=${each.value === this.value}
          tabindex=${each.value === this.value || (!chosen && index === 0) ? 0 : -1}
          @click=${() => this.#choose(each.value)}
        >${each.shape ? glyph(each.shape) : nothing}${each.label}${each.count === undefined ? nothing : html`<span class="n">${figure(each.count)}</span>`}</button>`,
      )}
    </span>`;
  }
}
define("zd-seg", Segments);
