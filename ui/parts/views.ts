import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { ListAbout, View } from "@/bridge/calls";
import { open } from "./dialogs";
import { filtersNow, filterWords } from "./list-words";
import { icon } from "./marks";
import { refusal } from "./notices";

const same = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);

/** The dialog of one view: its name, for whom it is, and the conditions it holds. */
class ViewForm extends Piece {
  static override properties = {
    view: { attribute: false },
    about: { attribute: false },
    query: { attribute: false },
    close: { attribute: false },
  };
  declare view: View;
  declare about: ListAbout;
  declare query: Record<string, string>;
  declare close: (done: boolean) => void;
  readonly #name = signal("");
  readonly #everyone = signal(false);
  readonly #replace = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#name.value = this.view.name;
    this.#everyone.value = this.view.everyone;
    this.#replace.value = this.view.id === "";
  }

  async #do(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#do(async () => {
      const name = this.#name.value.trim();
      const query = this.#replace.value ? this.query : this.view.query;
      const { id, list } = this.view;
      const { operation } = await tell("views.save", { id, list, name, query, everyone: this.#everyone.value });
      toast(say("views.kept", { name }), operation);
    });
  }

  #remove(): void {
    void this.#do(async () => {
      const { operation } = await tell("views.remove", { id: this.view.id });
      toast(say("views.removed", { name: this.view.name }), operation);
    });
  }

  protected override render(): TemplateResult {
    const fresh = this.view.id === "";
    const said = filterWords(this.about.filters, this.#replace.value ? this.query : this.view.query, this.view.list);
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${say(fresh ? "views.saveTitle" : "views.editTitle")}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <p class="note">${say("views.holds", { said })}</p>
      <div class="labelled"><label for="view-name">${say("views.name")}</label><div class="field"><input id="view-name" autofocus autocomplete="off" maxlength="20" placeholder=${say("views.nameHint")} .value=${this.#name.value} @input=${(event: Event) => (this.#name.value = (event.target as HTMLInputElement).value)} /></div></div>
      ${!fresh && Object.keys(this.query).length > 0 && !same(this.query, this.view.query) ? html`<label class="tick"><input type="checkbox" .checked=${this.#replace.value} @change=${(event: Event) => (this.#replace.value = (event.target as HTMLInputElement).checked)} />${say("views.replace")}</label>` : nothing}
      <label class="tick"><input type="checkbox" .checked=${this.#everyone.value} @change=${(event: Event) => (this.#everyone.value = (event.target as HTMLInputElement).checked)} />${say("views.everyone")}</label>
      <div class="row end">${fresh ? nothing : html`<button type="button" class="btn quiet start" @click=${() => this.#remove()}>${icon("bin")}${say("views.remove")}</button>`}<button type="button" class="btn" @click=${() => this.close(false)}>${say("parts.cancel")}</button><button class="btn primary">${say("visits.save")}</button></div>
    </form>`;
  }
}
define("zd-view-form", ViewForm);

/** The views kept for a list, one click each, and the way to keep what is filtered now. Stands at the end of the filters. */
class Views extends Piece {
  static override properties = { list: {} };
  declare list: string;
  readonly #list = signal("");
  readonly #views = new Resource<View[]>(
    this,
    () => (this.#list.value ? ask("views.list", { list: this.#list.value }) : undefined),
    ["views", "areas", "people", "circles", "dictionary"],
  );
  readonly #about = new Resource<ListAbout>(
    this,
    () => (this.#list.value ? ask("views.about", { list: this.#list.value }) : undefined),
    [],
  );

  constructor() {
    super();
    this.list = "";
  }

  override willUpdate(): void {
    this.#list.value = this.list;
  }

  /** Only what the list knows as a filter can be kept. */
  #now(): Record<string, string> {
    const known = new Set(this.#about.value.value?.filters.map((each) => each.key));
    return Object.fromEntries(Object.entries(filtersNow()).filter(([key]) => known.has(key)));
  }

  async #edit(view: View): Promise<void> {
    const about = this.#about.value.value;
    if (!about) return;
    const query = this.#now();
    await open<boolean>(
      (close) => html`<zd-view-form .view=${view} .about=${about} .query=${query} .close=${close}></zd-view-form>`,
    );
  }

  #open(event: Event, view: View): void {
    event.preventDefault();
    // A list may stand at a name of its own within a page, as the bin does, or be one of its views.
    const { page, id, query } = place.peek();
    const sub = query.get("view");
    go(link(page, id, { ...(sub ? { view: sub } : {}), ...view.query }));
    if (view.lost.length > 0) toast(say("views.lost", { name: view.name, lost: view.lost.join(say("delegates.listComma")) }));
  }

  protected override render(): TemplateResult | typeof nothing {
    const views = this.#views.value.value ?? [];
    const now = this.#now();
    const at = views.find((view) => same(view.query, now));
    const filtered = Object.keys(now).some((key) => key !== "sort");
    if (views.length === 0 && !filtered) return nothing;
    const blank: View = {
      id: "",
      list: this.list,
      name: "",
      query: {},
      everyone: false,
      mine: true,
      may_change: true,
      clerk: "",
      lost: [],
    };
    return html`<span class="views" role="group" aria-label=${say("views.label")}>
      ${views.map(
        (view) =>
          html`<span class="chip view ${view === at ? "on" : ""}"><a href=${link(place.value.page, place.value.id, view.query)} aria-current=${view === at ? "true" : nothing} title=${view.mine ? nothing : say("views.by", { clerk: view.clerk })} @click=${(event: Event) => this.#open(event, view)}>${view.name}</a>${view.may_change ? html`<button data-needs="enter" type="button" aria-label=${say("views.edit", { name: view.name })} @click=${() => void this.#edit(view)}>${icon("pen")}</button>` : nothing}</span>`,
      )}
      ${filtered && !at ? html`<button data-needs="enter" type="button" class="btn small quiet" @click=${() => void this.#edit(blank)}>${icon("plus")}${say("views.save")}</button>` : nothing}
    </span>`;
  }
}
define("zd-views", Views);
