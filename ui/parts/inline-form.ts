import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { when } from "@/app/days";
import type { Piece } from "@/app/piece";
import { keepers, may } from "@/app/session";
import { say } from "@/app/words";
import { Refused } from "@/bridge";
import type { Draft } from "@/bridge/calls";
import { Kept } from "./kept";
import { glyph } from "./marks";
import { notice } from "./notices";
import { own } from "./own";
import { Saving } from "./saving";

/**
 * A form inside a page or a dialog: what is written in it, its draft, and its one save. Escape, another row, another page or
 * the lock take it from sight and lose nothing: what was typed is offered when it is opened again. Only its own button for
 * leaving throws it away.
 */
export class InlineForm<T extends object> {
  readonly it = signal<T | undefined>(undefined);
  readonly refused = signal<Refused | undefined>(undefined);
  readonly found = signal<Draft | undefined>(undefined);
  readonly #touched = signal(false);
  readonly #serial = signal(0);
  readonly #kept: Kept<T>;
  readonly #saving: Saving;
  #key = "";

  /** `about` tells which record a form is of, so that its draft is found again; `own` tells its fields from others. */
  constructor(
    host: Piece,
    feature: string,
    private readonly about: (it: T) => string,
    own?: (field: Element) => boolean,
  ) {
    this.#kept = new Kept<T>(feature, () => this.#key);
    this.#saving = new Saving(host, own);
    host.addController({
      hostConnected: () => keepers.add(this.#kept.now),
      hostDisconnected: () => {
        keepers.delete(this.#kept.now);
        void this.#kept.now();
      },
    });
  }

  get busy(): boolean {
    return this.#saving.busy.value;
  }

  get touched(): boolean {
    return this.#touched.value;
  }

  /** Opens it with what is known beforehand; a form that was open is kept as it stands. */
  async open(it: T): Promise<void> {
    const parted = this.#kept.part();
    this.#key = this.about(it);
    this.#serial.value += 1;
    const serial = this.#serial.peek();
    this.it.value = it;
    this.#touched.value = false;
    this.refused.value = undefined;
    this.found.value = undefined;
    await parted;
    const found = await this.#kept.found();
    if (serial === this.#serial.peek() && !this.#touched.peek()) this.found.value = found;
  }

  set(change: Partial<T>): void {
    const it = this.it.peek();
    if (!it) return;
    this.it.value = { ...it, ...change };
    this.#touched.value = true;
    this.#kept.keep(this.it.value);
  }

  /** Takes it from sight; what was typed stays as a draft. */
  close(): void {
    void this.#kept.part();
    this.it.value = undefined;
  }

  /** Takes it from sight and what was typed with it: somebody said so. */
  async leave(): Promise<void> {
    this.it.value = undefined;
    this.#touched.value = false;
    await this.#kept.drop();
  }

  /** Sends what is written, once, and takes the form from sight; a refusal stands in it. `send` may answer the id. */
  async save(send: (it: T) => Promise<unknown>): Promise<void> {
    await this.#saving.run(async () => {
      const it = this.it.peek();
      if (!it) return;
      try {
        const id = await send(it);
        this.refused.value = undefined;
        // What was typed since is not thrown away with what was sent, and belongs to the record that is there now.
        if (this.it.peek() === it) await this.leave();
        else if (typeof id === "string") this.set({ id } as Partial<T> & { id: string });
      } catch (cause) {
        this.refused.value = Refused.from(cause);
      }
    });
  }

  /** The fields, drawn from nothing each time the form is opened. */
  anew(fields: TemplateResult): unknown {
    return keyed(this.#serial.value, own("enter", fields));
  }

  /** What was found from before, with the way to go on and the way to throw it away. */
  offer(): TemplateResult | typeof nothing {
    if (!may("enter")) return notice("", glyph("wait"), say("parts.viewOnly"));
    const found = this.found.value;
    if (!found || this.#touched.value) return nothing;
    const goOn = (): void => {
      this.#kept.adopt(found);
      this.found.value = undefined;
      this.#serial.value += 1;
      this.set(found.payload as Partial<T>);
    };
    const drop = (): void => {
      this.#kept.adopt(found);
      this.found.value = undefined;
      void this.#kept.drop();
    };
    return notice(
      "accent",
      glyph("change"),
      say("proposals.draftFound", { at: when(found.saved) }),
      html`<button type="button" class="btn small" @click=${goOn}>${say("proposals.draftGoOn")}</button><button type="button" class="btn small quiet" @click=${drop}>${say("proposals.draftDrop")}</button>`,
    );
  }
}
