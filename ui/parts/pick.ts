import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { composing } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { showName } from "./dialogs";
import { icon } from "./marks";
import { match } from "./matching";
import { errorLine } from "./notices";

export interface Option {
  id: string;
  name: string;
  /** Group, town or post: what tells equal names apart. */
  note?: string | undefined;
  /** Pinyin initials and full pinyin of all readings, small letters, parted by spaces. */
  keys?: string | undefined;
}

/** What a search of the core found: as many as are shown, and how many there are. */
export interface Found {
  options: Option[];
  total: number;
}

/** Options shown at once; whoever looks for another types more of it. */
const MOST = 50;
/** Milliseconds without a key before the core is asked. */
const PAUSE = 150;

/**
 * A person or village picker: name or pinyin initials, arrows and Enter; chips when several may be chosen. With `free`,
 * what is not in the list may stand as written. With `find`, the core is asked for what was typed: a list may be
 * longer than a page holds. What is not shown is said.
 */
export class Picker extends Piece {
  static override properties = {
    options: { attribute: false },
    find: { attribute: false },
    chosen: { attribute: false },
    many: { type: Boolean },
    free: { type: Boolean },
    uncounted: { type: Boolean },
    label: {},
    name: {},
    hint: {},
    bad: {},
  };
  declare options: Option[];
  declare find: ((text: string) => Promise<Found>) | undefined;
  declare chosen: Option[];
  declare many: boolean;
  declare free: boolean;
  /** What is picked is no people: the chips say enough. */
  declare uncounted: boolean;
  declare label: string;
  declare name: string;
  declare hint: string;
  declare bad: string;

  readonly #typed = signal("");
  readonly #open = signal(false);
  readonly #at = signal(0);
  /** A name that is in no list, kept as typed and said to be so after the field was left. */
  readonly #left = signal("");
  /** The newest answer of the core, and the text it was asked for. */
  readonly #answer = signal<(Found & { text: string }) | undefined>(undefined);
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.options = [];
    this.find = undefined;
    this.chosen = [];
    this.many = false;
    this.free = false;
    this.uncounted = false;
    this.label = "";
    this.name = "";
    this.hint = "";
    this.bad = "";
  }

  #found(): Option[] {
    const taken = new Set(this.many ? this.chosen.map((each) => each.id) : []);
    const free = (options: readonly Option[]): Option[] => options.filter((each) => !taken.has(each.id));
    if (this.find) return this.#asking() ? [] : free(this.#answer.value?.options ?? []);
    return match(free(this.options), this.#typed.value, MOST);
  }

  /** Whether the core still has to answer for what stands in the field. */
  #asking(): boolean {
    return this.find !== undefined && this.#answer.value?.text !== this.#typed.value.trim();
  }

  /** Whether there is more than is shown. */
  #more(shown: number): boolean {
    if (this.find) return (this.#answer.value?.total ?? 0) > (this.#answer.value?.options.length ?? 0);
    return shown >= MOST && match(this.options, this.#typed.value, this.options.length).length > shown + this.chosen.length;
  }

  #ask(): void {
    const find = this.find;
    clearTimeout(this.#pause);
    if (!find || !this.#asking()) return;
    const text = this.#typed.value.trim();
    this.#pause = setTimeout(() => {
      find(text)
        .then((found) => {
          if (this.#typed.value.trim() !== text) return;
          this.#answer.value = { ...found, text };
          // The field was left before the answer came.
          if (this.#left.value === text) {
            this.#left.value = "";
            this.#settle(true);
          }
        })
        // Nothing is found while the core refuses: the field says so and is asked again with the next key.
        .catch(() => {
          if (this.#typed.value.trim() === text) this.#answer.value = { options: [], total: 0, text };
        });
    }, PAUSE);
  }

  #show(): void {
    this.#open.value = true;
    this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  #set(chosen: Option[]): void {
    this.chosen = chosen;
    this.#typed.value = "";
    this.#left.value = "";
    this.#open.value = false;
    this.#at.value = 0;
    this.#answer.value = undefined;
    const field = this.querySelector("input");
    if (field) field.value = this.many ? "" : (chosen[0]?.name ?? "");
    this.emit("pick", chosen);
  }

  #take(option: Option): void {
    this.#set(this.many ? [...this.chosen, option] : [option]);
  }

  /** Enter or leaving the field: the marked one, or what was written where that is allowed. */
  #settle(leaving: boolean): boolean {
    const text = this.#typed.value.trim();
    if (!text) {
      if (leaving && !this.many && this.chosen[0]) {
        const field = this.querySelector("input");
        if (field && field.value === "") this.#set([]);
      }
      return false;
    }
    // The core has not answered yet: what was typed stays as it is.
    if (this.#asking()) {
      if (leaving) this.#left.value = text;
      return true;
    }
    const found = this.#found();
    const exact = found.filter((each) => each.name === text);
    // Where words may stand as written, leaving does not make another name of them; letters are somebody's pinyin.
    const sure = !leaving || (found.length === 1 && (!this.free || /^[a-z]+$/i.test(text)));
    const one = exact.length === 1 ? exact[0] : sure ? found[this.#at.value] : undefined;
    if (one) this.#take(one);
    else if (this.free) this.#take({ id: "", name: text });
    else if (leaving) this.#left.value = text;
    return true;
  }

  #keys = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    const found = this.#found();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#show();
      const by = event.key === "ArrowDown" ? 1 : -1;
      this.#at.value = (this.#at.value + by + found.length) % Math.max(found.length, 1);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      if (this.#open.value && this.#settle(false)) {
        event.preventDefault();
        event.stopPropagation();
      }
    } else if (event.key === "Escape" && this.#open.value) {
      event.preventDefault();
      event.stopPropagation();
      this.#open.value = false;
    } else if (event.key === "Backspace" && this.many && this.#typed.value === "" && this.chosen.length > 0) {
      this.#set(this.chosen.slice(0, -1));
    } else if (event.key === "F2") {
      event.preventDefault();
      const option = this.#open.value ? found[this.#at.value] : this.chosen.at(-1);
      if (option) void showName(option.name, option.keys ?? "");
    }
  };

  #input(event: InputEvent): void {
    const field = event.target as HTMLInputElement;
    if (event.isComposing) return;
    this.#typed.value = field.value;
    this.#left.value = "";
    this.#at.value = 0;
    this.#show();
  }

  #blur(event: FocusEvent): void {
    if (this.contains(event.relatedTarget as Node | null)) return;
    this.#settle(true);
    this.#open.value = false;
  }

  /** One value as written needs no list below it, which would cover the next field. */
  #listed(found: readonly Option[]): boolean {
    return this.#open.value && (found.length > 0 || this.many || !this.free || this.#asking());
  }

  #none(): string {
    if (this.#asking()) return say("parts.looking");
    return say(this.free ? "parts.asWritten" : this.find ? "parts.nothingFound" : "parts.noneFound");
  }

  protected override render(): TemplateResult {
    const found = this.#open.value ? this.#found() : [];
    const listId = `${this.name}-options`;
    const one = this.many ? undefined : this.chosen[0];
    return html`<div class="picked"><div
      class="field ${this.many ? "many" : ""} ${this.bad || this.#left.value ? "bad" : ""}"
      @focusout=${this.#blur}
      @click=${(event: Event) => {
        if (event.target === event.currentTarget) this.querySelector("input")?.focus();
      }}
    >
      ${
        this.many
          ? this.chosen.map(
              (each) =>
                html`<span class="chip">${each.name}<button type="button" tabindex="-1" aria-label=${say("parts.remove", { name: each.name })} @click=${() => this.#set(this.chosen.filter((other) => other !== each))}>${icon("close")}</button></span>`,
            )
          : nothing
      }
      <input
        id=${this.name || nothing}
        name=${this.name}
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label || nothing}
        aria-expanded=${this.#listed(found)}
        aria-controls=${listId}
        aria-activedescendant=${this.#open.value && found.length > 0 ? `${this.name}-${this.#at.value}` : nothing}
        aria-invalid=${this.bad || this.#left.value ? "true" : nothing}
        placeholder=${this.many && this.chosen.length > 2 ? "" : this.hint}
        .value=${this.many ? this.#typed.value : this.#open.value || this.#typed.value ? this.#typed.value : (one?.name ?? "")}
        @input=${this.#input}
        @compositionend=${(event: CompositionEvent) => this.#input(event as unknown as InputEvent)}
        @keydown=${this.#keys}
        @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
      />
      ${one?.note && !this.#open.value ? html`<span class="said">${one.note}</span>` : nothing}
      ${this.many && !this.uncounted && this.chosen.length > 0 ? html`<span class="said">${say("parts.people", { n: this.chosen.length })}</span>` : nothing}
      ${
        this.#listed(found)
          ? html`<ul class="options" role="listbox" tabindex="-1" id=${listId} @mousedown=${(event: Event) => event.preventDefault()}>
              ${found.map(
                (
                  each,
                  index,
                ) => html`<li role="option" id="${this.name}-${index}" aria-selected=${index === this.#at.value} @click=${() => this.#take(each)}>
                  <span>${each.name}</span>${each.note ? html`<span class="note">${each.note}</span>` : nothing}
                </li>`,
              )}
              ${found.length === 0 ? html`<li class="none" role="option" aria-selected="false">${this.#none()}</li>` : nothing}
              ${this.#more(found.length) ? html`<li class="none" role="option" aria-selected="false" aria-disabled="true">${say("parts.moreFound", { n: found.length })}</li>` : nothing}
            </ul>`
          : nothing
      }
    </div>${this.#left.value ? errorLine(say("parts.notInList", { name: this.#left.value })) : nothing}</div>`;
  }
}
define("zd-pick", Picker);
