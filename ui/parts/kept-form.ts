import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { bind } from "@/app/keys";
import { Piece } from "@/app/piece";
import { go, link } from "@/app/router";
import { keepers } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { closing, Refused } from "@/bridge";
import type { Draft } from "@/bridge/calls";
import { confirm, type Question } from "./dialogs";
import { Kept } from "./kept";
import { glyph } from "./marks";
import { notice } from "./notices";
import { hints } from "./page";
import { refuse } from "./refuse";

/** A form of one record: what is typed is kept a moment later, found again after a crash, and saved with Ctrl S. */
export abstract class KeptForm<T extends { id: string }> extends Piece {
  static override properties = { record: {} };
  declare record: string;

  protected readonly it = signal<T | undefined>(undefined);
  protected readonly touched = signal(false);
  protected readonly refused = signal<Refused | undefined>(undefined);
  protected readonly kept: Kept<T>;
  readonly #found = signal<Draft | undefined>(undefined);
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
    void this.open();
  }

  protected async open(): Promise<void> {
    try {
      this.it.value = await this.load(this.record);
      this.touched.value = false;
      this.refused.value = undefined;
      if (this.offers()) this.#found.value = await this.kept.found();
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    }
  }

  protected set(change: Partial<T>): void {
    const it = this.it.value;
    if (!it) return;
    this.it.value = { ...it, ...change };
    this.touched.value = true;
    this.kept.keep(this.it.value);
  }

  protected async save(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const it = this.it.value;
    if (!it) return;
    try {
      const id = await this.send(it);
      await this.done();
      await this.saved(id, it);
    } catch (cause) {
      this.refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
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
    const at = this.kept.at.value;
    return html`<div class="foot"><span class="note">${at ? say("proposals.keptAt", { at }) : ""}</span>${hints([["Esc", say("visits.leaveKey")]])}<div class="acts"><button class="btn primary" ?disabled=${!ready} @click=${() => void this.save()}>${word} <kbd>Ctrl S</kbd></button></div></div>`;
  }
}
