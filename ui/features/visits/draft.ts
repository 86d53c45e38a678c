import { effect, signal } from "@preact/signals-core";
import { localOf } from "@/app/days";
import { ask } from "@/bridge";
import type { Draft } from "@/bridge/calls";
import type { VisitForm, Written } from "./form-state";

const PAUSE = 700;

/** Keeps what is being typed in the office's own file, so that a killed process loses at most the last breath. */
export class DraftKeeper {
  readonly savedAt = signal("");
  #id: string | undefined;
  #timer = 0;
  #stop: () => void;

  constructor(private readonly form: VisitForm) {
    this.#stop = effect(() => {
      const written = this.form.written.value;
      if (!this.form.touched.value) return;
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#keep(written), PAUSE);
    });
  }

  async #keep(written: Written): Promise<void> {
    try {
      const kept = await ask("drafts.keep", {
        id: this.#id ?? null,
        feature: "visits",
        record: this.form.origin.peek()?.id ?? null,
        payload: written,
      });
      this.#id = kept.id;
      this.savedAt.value = localOf(new Date().toISOString())[1];
    } catch {
      // The form still holds what was typed; the next key tries again.
    }
  }

  /** Keeps what is written now, without the pause: the window is about to close. */
  async now(): Promise<void> {
    window.clearTimeout(this.#timer);
    if (this.form.touched.peek()) await this.#keep(this.form.written.peek());
  }

  /** Keeps what is written, and begins another draft for the form that follows. */
  async part(): Promise<void> {
    await this.now();
    this.#id = undefined;
  }

  /** Goes on with a draft that was found. */
  adopt(draft: Draft): void {
    this.#id = draft.id;
  }

  async drop(): Promise<void> {
    window.clearTimeout(this.#timer);
    const id = this.#id;
    this.#id = undefined;
    this.savedAt.value = "";
    if (id) await ask("drafts.drop", { id }).catch(() => undefined);
  }

  end(): void {
    this.#stop();
    window.clearTimeout(this.#timer);
  }
}

export async function foundDraft(record: string | null): Promise<Draft | undefined> {
  const drafts: Draft[] = await ask("drafts.list", {}).catch(() => []);
  return drafts.find((each) => each.feature === "visits" && each.record === record);
}
