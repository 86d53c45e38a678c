import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Day, dayName, readDay, said, short, today } from "@/app/days";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { icon } from "./marks";
import { errorLine } from "./notices";

/**
 * A typed date. What the program understood stands at the right inside the field at once; a date that cannot be is said
 * below and kept as typed. The calendar opens by its button or Alt ↓ and is loaded only then.
 */
export class DateField extends Piece {
  static override properties = {
    value: {},
    label: {},
    name: {},
    brief: { type: Boolean },
    forward: { type: Boolean },
    bad: {},
    autofocus: { type: Boolean },
  };
  declare value: Day;
  declare label: string;
  declare name: string;
  /** Leaves the weekday out where room is short. */
  declare brief: boolean;
  /** A day by which something is due: without a year it is the one to come. */
  declare forward: boolean;
  /** A fault found elsewhere (by the core), shown like one's own. */
  declare bad: string;

  readonly #typed = signal<string | undefined>(undefined);
  readonly #wrong = signal("");
  readonly #open = signal(false);
  #own: Day = "";

  constructor() {
    super();
    this.value = "";
    this.label = "";
    this.name = "";
    this.brief = false;
    this.forward = false;
    this.bad = "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    // A day given from outside replaces what was typed; one's own reading of it does not.
    if (changed.has("value") && this.value !== this.#own) {
      this.#own = this.value;
      this.#typed.value = undefined;
      this.#wrong.value = "";
    }
  }

  #input(event: InputEvent): void {
    const field = event.target as HTMLInputElement;
    this.#typed.value = field.value;
    if (event.isComposing) return;
    const read = readDay(field.value, today.peek(), this.forward);
    this.#wrong.value = "";
    const day = read && "day" in read ? read.day : "";
    if (day !== this.value) {
      this.#own = day;
      this.value = day;
      this.emit("day", day);
    }
  }

  #leave(): void {
    const read = readDay(this.#typed.value ?? "", today.peek(), this.forward);
    this.#wrong.value = read && "wrong" in read ? read.wrong : "";
  }

  async #calendar(): Promise<void> {
    if (this.#open.value) return this.#shut();
    await import("./calendar");
    this.#open.value = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>("zd-calendar")?.focus();
  }

  #shut(): void {
    this.#open.value = false;
    this.querySelector("input")?.focus();
  }

  #keys = keys((event: KeyboardEvent) => {
    if (event.key === "ArrowDown" && event.altKey) {
      event.preventDefault();
      void this.#calendar();
    } else if (event.key === "Escape" && this.#open.value) {
      event.preventDefault();
      event.stopPropagation();
      this.#shut();
    }
  });

  #blur(event: FocusEvent): void {
    if (!this.contains(event.relatedTarget as Node | null)) {
      this.#open.value = false;
    }
  }

  /** What stands at the right: the day as understood while it is typed, else only the weekday of the day that stands. */
  #said(): string {
    if (!this.value) return "";
    if (this.#typed.value !== undefined) return this.brief ? short(this.value) : said(this.value);
    return this.brief ? "" : dayName(this.value);
  }

  protected override render(): TemplateResult {
    const wrong = this.#wrong.value || this.bad;
    const errorId = `${this.name}-wrong`;
    return html`<div class="dated" @keydown=${this.#keys} @focusout=${this.#blur}>
      <div class="field ${wrong ? "bad" : ""}">
        <input
          id=${this.name || nothing}
          name=${this.name}
          autocomplete="off"
          spellcheck="false"
          aria-label=${this.label || nothing}
          aria-invalid=${wrong ? "true" : nothing}
          aria-describedby=${wrong ? errorId : nothing}
          .value=${live(this.#typed.value ?? short(this.value))}
          @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
          @input=${this.#input}
          @compositionend=${(event: CompositionEvent) => this.#input(event as unknown as InputEvent)}
          @blur=${this.#leave}
        />
        ${this.#said() ? html`<span class="said">${this.#said()}</span>` : nothing}
        <button type="button" class="opener" tabindex="-1" aria-label=${say("parts.calendar")} aria-expanded=${this.#open.value} @click=${() => void this.#calendar()}>${icon("cal")}</button>
        ${
          this.#open.value
            ? html`<zd-calendar
                .value=${this.value || today.value}
                @pick=${(event: CustomEvent<Day>) => {
                  this.#typed.value = undefined;
                  this.#wrong.value = "";
                  this.#own = event.detail;
                  this.value = event.detail;
                  this.emit("day", event.detail);
                  this.#shut();
                }}
              ></zd-calendar>`
            : nothing
        }
      </div>
      ${wrong ? errorLine(wrong, errorId) : nothing}
    </div>`;
  }
}
define("zd-date", DateField);
