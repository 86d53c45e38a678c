import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Portrait } from "@/bridge/calls";
import { act } from "@/parts/act";
import { open } from "@/parts/dialogs";
import { textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { shrink } from "./pictures";

/** The pictures of the people on a notice: chosen from a file, made small, kept in the office's own file. */
class PosterFaces extends Piece {
  static override properties = {
    people: { attribute: false },
    held: { attribute: false },
    former: { attribute: false },
    largest: { type: Number },
  };
  declare people: Option[];
  declare held: Portrait[];
  declare former: string[];
  declare largest: number;

  /** Pictures by their mark: one that was replaced or brought back is read anew. */
  readonly #shown = signal<ReadonlyMap<string, string>>(new Map());
  readonly #asked = new Set<string>();

  constructor() {
    super();
    this.people = [];
    this.held = [];
    this.former = [];
    this.largest = 0;
  }

  override willUpdate(): void {
    for (const { person_id: id, mark } of this.held) {
      if (!this.people.some((one) => one.id === id) || this.#asked.has(mark)) continue;
      this.#asked.add(mark);
      void ask("posters.portrait", { id }).then(
        ({ picture }) => {
          if (picture) this.#shown.value = new Map(this.#shown.value).set(mark, `data:image/jpeg;base64,${picture}`);
        },
        () => this.#asked.delete(mark),
      );
    }
  }

  async #tell(does: () => Promise<{ operation: number | null }>, message: string): Promise<void> {
    if (await act(does, message)) this.emit("faces");
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
    await this.#tell(() => tell("posters.picture", { person_id: one.id, picture }), say("posters.kept", { name: one.name }));
  }

  /** What is taken away can be brought back; this cannot, so it says what goes and asks on what ground. */
  async #forget(one: Option): Promise<void> {
    let ground = "";
    const sure = await open<boolean>(
      (close) => html`<form class="stackup" @submit=${(event: Event) => {
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        close(true);
      }}>
        <h2>${say("posters.forgetOf", { name: one.name })}</h2><p class="note">${say("posters.forgetNote")}</p>
        <div class="lines-form"><label for="forget-ground">${say("posters.forgetGround")}</label><div>${textField({ name: "forget-ground", value: "", hint: say("posters.forgetHint"), set: (text) => (ground = text) })}</div></div>
        <div class="row end"><button type="button" class="btn" autofocus @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn risk">${say("posters.forget")}</button></div>
      </form>`,
    );
    if (!sure) return;
    try {
      const { backups } = await ask("posters.forget", { id: one.id, ground });
      toast(say(backups > 0 ? "posters.forgottenBackups" : "posters.forgotten", { name: one.name, n: backups }));
      this.emit("faces");
    } catch (cause) {
      await refuse(cause);
    }
  }

  #face(one: Option): TemplateResult {
    const mark = this.held.find((each) => each.person_id === one.id)?.mark;
    const url = mark ? this.#shown.value.get(mark) : undefined;
    return html`<li>${url ? html`<img src=${url} alt="" />` : html`<span class="noface"></span>`}<span class="grow name">${one.name}</span>
      <label data-needs="enter" class="btn small pickfile">${say(mark ? "posters.change" : "posters.pick")}<input type="file" accept="image/jpeg,image/png,image/bmp,image/webp" aria-label=${say("posters.faceOf", { name: one.name })} @change=${(event: Event) => void this.#take(one, event)} /></label>
      ${mark ? html`<button data-needs="enter" type="button" class="btn small quiet" aria-label=${say("posters.dropOf", { name: one.name })} @click=${() => void this.#tell(() => tell("posters.unpicture", { id: one.id }), say("posters.dropped", { name: one.name }))}>${say("posters.drop")}</button>` : nothing}
      ${!mark && this.former.includes(one.id) ? html`<button data-needs="manage" type="button" class="btn small quiet" aria-label=${say("posters.forgetOf", { name: one.name })} @click=${() => void this.#forget(one)}>${say("posters.forget")}</button>` : nothing}</li>`;
  }

  protected override render(): TemplateResult {
    return html`<h2>${say("posters.faces")}</h2><p class="note">${say(this.people.length > 0 ? "posters.facesNote" : "posters.noFaces")}</p>
      <ul class="faces">${this.people.map((one) => this.#face(one))}</ul>`;
  }
}
define("zd-poster-faces", PosterFaces);
