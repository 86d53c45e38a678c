import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, files, type Step, tell } from "@/bridge";
import type { Attachment, AttachmentList, AttachmentOwner } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { act } from "@/parts/act";
import { open } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { choose, put } from "./adding";
import { takeOut } from "./out";

/** What hangs on a record: scans, photos and files, each opened, named, taken out or removed; and the way to add more. */
class Attachments extends Piece {
  static override properties = { owner: {}, record: {}, moves: { attribute: false } };
  declare owner: AttachmentOwner;
  declare record: string;
  /** Of an opinion: what each of its moves is called. */
  declare moves: ReadonlyMap<string, string>;

  readonly #of = signal<[AttachmentOwner, string] | undefined>(undefined);
  readonly #it = new Resource<AttachmentList>(this, () => {
    const of = this.#of.value;
    return of?.[1] ? ask("attachments.list", { owner: of[0], record: of[1] }) : undefined;
  }, ["attachments"]);
  readonly #step = signal<Step | undefined>(undefined);

  constructor() {
    super();
    this.record = "";
    this.moves = new Map();
  }

  override willUpdate(): void {
    const before = this.#of.peek();
    if (before?.[0] !== this.owner || before?.[1] !== this.record) this.#of.value = [this.owner, this.record];
  }

  async #add(): Promise<void> {
    try {
      const chosen = await choose();
      if (chosen.length === 0) return;
      this.#step.value = { job: null, done: 0, total: chosen.length, what: "" };
      await put(this.owner, this.record, chosen, (step) => (this.#step.value = step));
    } catch (cause) {
      await refuse(cause);
    } finally {
      this.#step.value = undefined;
    }
  }

  async #open(one: Attachment): Promise<void> {
    try {
      const { file } = await ask("attachments.open", { id: one.id });
      if (!(await files.open(file))) toast(say("attachments.noViewer"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #change(one: Attachment): Promise<void> {
    let { name, note } = one;
    await open<boolean>((close) => {
      const save = async (event: Event): Promise<void> => {
        event.preventDefault();
        try {
          const { operation } = await tell("attachments.name", { id: one.id, name, note });
          toast(say("attachments.changed"), operation);
          close(true);
        } catch (cause) {
          await refuse(cause);
        }
      };
      return html`<form class="stackup" @submit=${(event: Event) => void save(event)}>
        <h2>${say("attachments.changeTitle")}</h2>
        <div class="lines-form"><label for="attachment-name">${say("attachments.name")}</label><div>${textField({ name: "attachment-name", value: name, set: (text) => (name = text) })}</div>
          <label for="attachment-note">${say("attachments.note")}</label><div>${textField({ name: "attachment-note", value: note, set: (text) => (note = text) })}</div></div>
        <div class="row end"><button type="button" class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say("attachments.keep")}</button></div>
      </form>`;
    });
  }

  #file(one: Attachment): TemplateResult {
    const of = one.move_id ? this.moves.get(one.move_id) : undefined;
    const told = [sayIf(`attachments.media.${one.media}`) ?? one.media, bytes(one.bytes), of ?? short(one.day), one.clerk];
    const named = { name: one.name };
    return html`<li>
      <button type="button" class="thumb" aria-label=${one.small ? say("attachments.openOf", named) : `${say("attachments.openOf", named)} ${one.media.toUpperCase()}`} @click=${() => void this.#open(one)}>${one.small ? html`<img src="data:image/jpeg;base64,${one.small}" alt="" />` : html`${icon("page")}<span>${one.media.toUpperCase()}</span>`}</button>
      <div class="grow"><b>${one.name}</b><p class="note">${told.filter(Boolean).join(" · ")}</p>${one.note ? html`<p class="quiet">${one.note}</p>` : nothing}
        <div class="row acts"><button type="button" class="btn small quiet" aria-label=${say("attachments.openOf", named)} @click=${() => void this.#open(one)}>${say("attachments.open")}</button><button data-needs="enter" type="button" class="btn small quiet" aria-label=${say("attachments.changeOf", named)} @click=${() => void this.#change(one)}>${say("attachments.change")}</button><button data-needs="enter" type="button" class="btn small quiet" aria-label=${say("attachments.outOf", named)} @click=${() => void takeOut(one)}>${say("attachments.out")}</button><button data-needs="enter" type="button" class="btn small quiet" aria-label=${say("attachments.removeOf", named)} @click=${() => void act(() => tell("attachments.remove", { id: one.id }), say("attachments.removed"))}>${say("attachments.remove")}</button></div></div>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.record) return nothing;
    const it = this.#it.value.value;
    const refused = this.#it.refused.value;
    const all = it?.files ?? [];
    const step = this.#step.value;
    return html`<section class="attachments"><div class="cap"><h2>${all.length > 0 ? say("attachments.titleN", { n: all.length }) : say("attachments.title")}</h2><button data-needs="enter" type="button" class="btn small end" ?disabled=${!!step} @click=${() => void this.#add()}>${icon("plus")}${say("attachments.add")}</button></div>
      ${refused ? refusal(refused) : nothing}
      ${step ? html`<p class="note" role="status">${say("attachments.reading", { done: Math.min(step.done + 1, step.total), total: step.total })}</p>` : nothing}
      ${it && all.length === 0 ? html`<p class="note">${say("attachments.none")}${say("attachments.limits", { size: bytes(it.largest), n: it.most })}</p>` : nothing}
      ${
        all.length > 0
          ? html`<ul class="filelist">${repeat(
              all,
              (one) => one.id,
              (one) => this.#file(one),
            )}</ul>`
          : nothing
      }
    </section>`;
  }
}
define("zd-attachments", Attachments);
