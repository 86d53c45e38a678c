import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { when } from "@/app/days";
import { bind } from "@/app/keys";
import { Piece } from "@/app/piece";
import { go, link } from "@/app/router";
import { keepers, may } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { closing, Refused } from "@/bridge";
import type { Draft } from "@/bridge/calls";
import { confirm, type Question } from "./dialogs";
import { Kept } from "./kept";
import { glyph } from "./marks";
import { notice } from "./notices";
import { own } from "./own";
import { hints } from "./page";
import { refuse } from "./refuse";
import { Saving } from "./saving";

/** A form of one record: what is typed is kept a moment later, found again after a crash, and saved with Ctrl S. */
export abstract class KeptForm<T extends { id: string }> extends Piece {
  static override properties = { record: {} };
  declare record: string;

  protected readonly it = signal<T | undefined>(undefined);
  protected readonly touched = signal(false);
  protected readonly refused = signal<Refused | undefined>(undefined);
  protected readonly kept: Kept<T>;
  readonly #found = signal<Draft | undefined>(undefined);
  /** Counts the records opened, so that no field keeps what was typed into the one before. */
  readonly #serial = signal(0);
  readonly #saving = new Saving(this, (field) => field.closest(".stepform") === null);
  /** What was sent; what differs from it when the saved record is there was typed since. */
  #sent: T | undefined;
  #opened = "";
  #unbind: (() => void) | undefined;
  #stopGuard: (() => void) | undefined;
  #stopClosing: (() => void) | undefined;

  constructor(private readonly feature: string) {
    super();
    this.record = "";
    this.kept = new Kept<T>(feature, () => this.record || null);
  }

  /** A new record, or the one that is opened. */
  protected abstract load(record: string): Promise<T>;
  /** Sends the record; answers its id. */
  protected abstract send(it: T): Promise<string>;

  /** What another record is told by: the form is filled anew when it changes. */
  protected key(): string {
    return this.record || "new";
  }

  /** Where Escape leads. */
  protected back(): string {
    return link(this.feature);
  }

  /** After it was saved: one that was there is read again, a new one is opened. */
  protected async saved(id: string, _it: T): Promise<void> {
    if (this.record) await this.open();
    else go(link(this.feature, id));
  }

  /** Whether what was typed before may be offered; not where the form was opened filled in. */
  protected offers(): boolean {
    return true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.save(), escape: () => go(this.back()) });
    keepers.add(this.kept.now);
    this.#stopGuard = effect(() => closing.guard(this.touched.value));
    this.#stopClosing = closing.watch(() => void this.kept.now().then(() => closing.close()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stopGuard?.();
    this.#stopClosing?.();
    closing.guard(false);
    keepers.delete(this.kept.now);
    void this.kept.now();
  }

  override willUpdate(): void {
    const key = this.key();
    if (this.#opened === key) return;
    this.#opened = key;
    void this.#begin();
  }

  override updated(): void {
    // Where every field is at rest, the page itself is what the keys scroll.
    this.querySelector(".scroll")?.setAttribute("tabindex", may("enter") ? "-1" : "0");
  }

  /** Another record in the same form: what was typed for the one before is kept as its own draft. */
  async #begin(): Promise<void> {
    if (this.#sent === undefined) {
      const parted = this.kept.part();
      this.it.value = undefined;
      this.touched.value = false;
      this.#serial.value += 1;
      await parted;
    }
    this.#found.value = undefined;
    await this.open();
  }

  protected async open(): Promise<void> {
    const key = this.#opened;
    try {
      const loaded = await this.load(this.record);
      if (key !== this.#opened) return;
      const since = this.#since();
      this.#sent = undefined;
      this.it.value = loaded;
      this.touched.value = false;
      this.refused.value = undefined;
      if (since) this.set(since);
      const found = this.offers() && !since ? await this.kept.found() : undefined;
      if (key === this.#opened && !this.touched.peek()) this.#found.value = found;
    } catch (cause) {
      if (key === this.#opened) this.refused.value = Refused.from(cause);
    }
  }

  /** What was typed while the saving was under way; undefined for nothing. */
  #since(): Partial<T> | undefined {
    const sent = this.#sent;
    const it = this.it.peek();
    if (!sent || !it || it === sent) return undefined;
    const changed = (Object.keys(it) as (keyof T)[]).filter((name) => it[name] !== sent[name]);
    return changed.length > 0 ? (Object.fromEntries(changed.map((name) => [name, it[name]])) as Partial<T>) : undefined;
  }

  protected set(change: Partial<T>): void {
    const it = this.it.value;
    if (!it) return;
    this.it.value = { ...it, ...change };
    this.touched.value = true;
    this.kept.keep(this.it.value);
  }

  protected async save(): Promise<void> {
    if (may("enter")) await this.#saving.run(() => this.#save());
  }

  async #save(): Promise<void> {
    const it = this.it.value;
    if (!it) return;
    const [at, opened] = [location.hash, this.#opened];
    try {
      const id = await this.send(it);
      this.#sent = it;
      if (location.hash !== at) {
        // Whoever has gone elsewhere meanwhile is not fetched back; what was typed since stays a draft.
        if (this.#opened === opened && !this.#since()) await this.done();
        this.#sent = undefined;
        return;
      }
      await this.done();
      // Whoever goes on writing stays with the record until that is saved too.
      if (!this.#since()) await this.saved(id, it);
      else if (this.record) await this.open();
      else go(this.form(id));
    } catch (cause) {
      this.refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
  }

  /** The address of this form for a record. */
  protected form(id: string): string {
    return link(this.feature, id);
  }

  /** The fields, drawn from nothing for each record; whoever may only look finds them at rest. */
  protected anew(fields: TemplateResult | typeof nothing): unknown {
    return keyed(this.#serial.value, own("enter", fields));
  }

  /** Nothing typed waits any more. */
  protected async done(): Promise<void> {
    this.touched.value = false;
    this.refused.value = undefined;
    await this.kept.drop();
  }

  /** Asks, takes the record away, says so, and goes where its list is. */
  protected async discard(
    question: Pick<Question, "title" | "names" | "note">,
    act: () => Promise<{ operation: number | null }>,
    message: string,
    to: string,
  ): Promise<void> {
    if (!(await confirm({ ...question, act: say("visits.remove"), stay: say("visits.keep"), risk: true }))) return;
    try {
      const { operation } = await act();
      await this.done();
      toast(message, operation);
      go(to);
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected draftNotice(fresh: T): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    const goOn = (): void => {
      this.kept.adopt(found);
      this.#serial.value += 1;
      this.it.value = fresh;
      this.set(found.payload as Partial<T>);
      this.#found.value = undefined;
    };
    const drop = async (): Promise<void> => {
      this.kept.adopt(found);
      this.#found.value = undefined;
      await this.kept.drop();
    };
    return html`<div class="strip">${notice("accent", glyph("change"), say("proposals.draftFound", { at: when(found.saved) }), html`<button class="btn small" @click=${goOn}>${say("proposals.draftGoOn")}</button><button class="btn small quiet" @click=${() => void drop()}>${say("proposals.draftDrop")}</button>`)}</div>`;
  }

  /** The foot with the one act; `ready` says whether there is something that can be saved. */
  protected foot(ready: boolean, word = say("visits.save")): TemplateResult {
    if (!may("enter")) return html`<div class="foot"><span class="note">${say("parts.viewOnly")}</span></div>`;
    const at = this.kept.at.value;
    return html`<div class="foot"><span class="note">${at ? say("proposals.keptAt", { at }) : ""}</span>${hints([["Esc", say("visits.leaveKey")]])}<div class="acts"><button class="btn primary" ?disabled=${!ready} @click=${() => void this.save()}>${word} <kbd>Ctrl S</kbd></button></div></div>`;
  }
}
