import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { readTime } from "@/app/days";
import { readDecimal, readWhole } from "@/app/numbers";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { errorLine } from "./notices";

/**
 * A field whose text is read while it is typed and rewritten only when it is left: what is on its way to 15:30 stays as it
 * was typed. What cannot be read stays in sight and is said when the field is left; it is never sent as something else.
 */
abstract class ReadField<V> extends Piece {
  static override properties = { value: { attribute: false }, label: {}, name: {}, hint: {}, look: {} };
  declare value: V;
  declare label: string;
  declare name: string;
  declare hint: string;
  /** How the field stands: `num` for figures at the right. */
  declare look: string;

  readonly #typed = signal<string | undefined>(undefined);
  readonly #left = signal(true);
  #own: V | undefined;

  constructor() {
    super();
    this.label = "";
    this.name = "";
    this.hint = "";
    this.look = "";
  }

  protected abstract readonly event: string;
  /** What is meant by a text; undefined when it cannot be read. */
  protected abstract read(text: string): V | undefined;
  protected abstract write(value: V): string;
  /** What is told for a text that cannot be read; undefined to tell nothing. */
  protected abstract raw(text: string): V | undefined;
  protected abstract wrong(): string;

  override willUpdate(changed: Map<string, unknown>): void {
    // A value given from outside replaces what was typed; one's own reading of it does not.
    if (changed.has("value") && this.value !== this.#own) {
      this.#own = this.value;
      this.#typed.value = undefined;
    }
  }

  #text(): string {
    return this.#typed.value ?? this.write(this.value);
  }

  #tell(value: V | undefined): void {
    if (value === undefined || value === this.value) return;
    this.#own = value;
    this.value = value;
    this.emit(this.event, value);
  }

  #input(event: InputEvent): void {
    const text = (event.target as HTMLInputElement).value;
    this.#typed.value = text;
    this.#left.value = false;
    if (!event.isComposing) this.#tell(this.read(text) ?? this.raw(text));
  }

  #leave(): void {
    this.#left.value = true;
    if (this.#typed.value !== undefined && this.read(this.#typed.value) !== undefined) this.#typed.value = undefined;
  }

  protected override render(): TemplateResult {
    const text = this.#text();
    const bad = this.#left.value && this.read(text) === undefined;
    const errorId = `${this.name}-wrong`;
    return html`<div class="dated"><div class="field ${this.look} ${bad ? "bad" : ""}">
      <input
        id=${this.name || nothing}
        name=${this.name}
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label || nothing}
        aria-invalid=${bad ? "true" : nothing}
        aria-describedby=${bad ? errorId : nothing}
        placeholder=${this.hint}
        .value=${live(text)}
        @input=${this.#input}
        @compositionend=${(event: CompositionEvent) => this.#input(event as unknown as InputEvent)}
        @blur=${this.#leave}
      />
    </div>${bad ? errorLine(this.wrong(), errorId) : nothing}</div>`;
  }
}

/** A time of day: 15, 1530, 15:30. Tells `time` with "15:30". */
export class TimeField extends ReadField<string> {
  protected readonly event = "time";
  constructor() {
    super();
    this.value = "";
  }
  protected read(text: string): string | undefined {
    return text.trim() === "" ? "" : readTime(text);
  }
  protected write(value: string): string {
    return value;
  }
  /** A draft keeps also the half of a time. */
  protected raw(text: string): string {
    return text;
  }
  protected wrong(): string {
    return say("parts.timeUnread");
  }
}
define("zd-time", TimeField);

/** A figure; empty is null. Tells `number`. With `decimal` it may have a decimal point. */
export class NumberField extends ReadField<number | null> {
  static override properties = { ...ReadField.properties, decimal: { type: Boolean } };
  declare decimal: boolean;
  protected readonly event = "number";
  constructor() {
    super();
    this.value = null;
    this.decimal = false;
    this.look = "num";
  }
  protected read(text: string): number | null | undefined {
    return this.decimal ? readDecimal(text) : readWhole(text);
  }
  protected write(value: number | null): string {
    return value === null || value === undefined ? "" : String(value);
  }
  protected raw(): undefined {
    return undefined;
  }
  protected wrong(): string {
    return say(this.decimal ? "parts.decimalUnread" : "parts.wholeUnread");
  }
}
define("zd-number", NumberField);
