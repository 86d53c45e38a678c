import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { sortHead } from "./page";

/** Lines up to this number are taken in at one look: a field to narrow them would only be in the way. */
export const MANY = 10;

/**
 * Narrows and orders the lines of a table within one record, such as those who are to sign or to come. Nothing of it stands
 * in the address: the address is the record's.
 */
export class Within<Line> {
  readonly word = signal("");
  readonly sort = signal("");

  constructor(
    private readonly texts: (line: Line) => readonly string[],
    private readonly by: Record<string, (line: Line) => string | number> = {},
  ) {}

  /** The field, once there are many lines. */
  field(label: string, n: number): TemplateResult | typeof nothing {
    if (n <= MANY && !this.word.value) return nothing;
    const take = (event: Event): void => void (this.word.value = (event.target as HTMLInputElement).value);
    return html`<div class="field picking small"><input aria-label=${label} placeholder=${label} autocomplete="off" spellcheck="false" .value=${live(this.word.value)} @input=${(
      event: InputEvent,
    ) => {
      if (!event.isComposing) take(event);
    }} @compositionend=${take} /></div>`;
  }

  head(key: string, word: string): TemplateResult {
    return sortHead({ key, word, sort: this.sort.value, set: (sort) => (this.sort.value = sort) });
  }

  /** What is left, in the order asked for; in the order of the record until one is. */
  left(lines: readonly Line[]): Line[] {
    const word = this.word.value.trim().toLowerCase();
    const left = lines.filter((line) => !word || this.texts(line).some((text) => text.toLowerCase().includes(word)));
    const sort = this.sort.value;
    const by = this.by[sort.replace("-", "")];
    if (!by) return left;
    const compare = (one: string | number, other: string | number): number =>
      typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "zh-Hans-CN");
    left.sort((one, other) => compare(by(one), by(other)));
    return sort.startsWith("-") ? left.reverse() : left;
  }
}
