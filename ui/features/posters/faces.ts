import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { shrink } from "./pictures";

/** The pictures of the people on a notice: chosen from a file, made small, kept in the office's own file. */
class PosterFaces extends Piece {
  static override properties = { people: { attribute: false }, held: { attribute: false }, largest: { type: Number } };
  declare people: Option[];
  declare held: string[];
  declare largest: number;

  readonly #shown = signal<ReadonlyMap<string, string>>(new Map());
  readonly #asked = new Set<string>();

  constructor() {
    super();
    this.people = [];
    this.held = [];
    this.largest = 0;
  }

  override willUpdate(): void {
    for (const one of this.people) {
      if (!this.held.includes(one.id) || this.#asked.has(one.id)) continue;
      this.#asked.add(one.id);
      void ask("posters.portrait", { id: one.id }).then(
        ({ picture }) => picture && this.#show(one.id, picture),
        () => this.#asked.delete(one.id),
      );
    }
  }

  #show(id: string, picture: string | undefined): void {
    const shown = new Map(this.#shown.value);
    if (picture) shown.set(id, `data:image/jpeg;base64,${picture}`);
    else shown.delete(id);
    this.#shown.value = shown;
  }

  async #take(one: Option, event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const picture = await shrink(file, this.largest);
    if (!picture) {
      toast(say("posters.unreadable"));
      return;
    }
    try {
      await tell("posters.picture", { person_id: one.id, picture });
      this.#asked.add(one.id);
      this.#show(one.id, picture);
      toast(say("posters.kept", { name: one.name }));
      this.dispatchEvent(new CustomEvent("faces"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #drop(one: Option): Promise<void> {
    try {
      await tell("posters.unpicture", { id: one.id });
      this.#asked.delete(one.id);
      this.#show(one.id, undefined);
      toast(say("posters.dropped", { name: one.name }));
      this.dispatchEvent(new CustomEvent("faces"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override render(): TemplateResult {
    return html`<h2>${say("posters.faces")}</h2><p class="note">${say(this.people.length > 0 ? "posters.facesNote" : "posters.noFaces")}</p>
      <ul class="faces">${this.people.map((one) => {
        const url = this.#shown.value.get(one.id);
        const held = this.held.includes(one.id) || !!url;
        return html`<li>${url ? html`<img src=${url} alt="" />` : html`<span class="noface"></span>`}<span class="grow name">${one.name}</span>
          <label class="btn small pickfile">${say(held ? "posters.change" : "posters.pick")}<input type="file" accept="image/jpeg,image/png,image/bmp,image/webp" aria-label=${say("posters.faceOf", { name: one.name })} @change=${(event: Event) => void this.#take(one, event)} /></label>
          ${held ? html`<button type="button" class="btn small quiet" aria-label=${say("posters.dropOf", { name: one.name })} @click=${() => void this.#drop(one)}>${say("posters.drop")}</button>` : nothing}</li>`;
      })}</ul>`;
  }
}
define("zd-poster-faces", PosterFaces);
