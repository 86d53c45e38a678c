import { effect } from "@preact/signals-core";
import { ask } from "@/bridge";
import type { Draft } from "@/bridge/calls";
import { Kept } from "@/parts/kept";
import type { VisitForm, Written } from "./form-state";

/** Keeps what is being typed in the office's own file, so that a killed process loses at most the last breath. */
export class DraftKeeper {
  readonly #kept: Kept<Written>;
  readonly savedAt: Kept<Written>["at"];
  #stop: () => void;

  constructor(private readonly form: VisitForm) {
    this.#kept = new Kept<Written>("visits", () => this.form.origin.peek()?.id ?? null);
    this.savedAt = this.#kept.at;
    this.#stop = effect(() => {
      const written = this.form.written.value;
      if (this.form.touched.value) this.#kept.keep(written);
    });
  }

  /** Keeps what is written now, without the pause: the window is about to close. */
  now = (): Promise<void> => this.#kept.now();

  /** Keeps what is written, and begins another draft for the form that follows. */
  part(): Promise<void> {
    return this.#kept.part();
  }

  /** Goes on with a draft that was found. */
  adopt(draft: Draft): void {
    this.#kept.adopt(draft);
  }

  drop(): Promise<void> {
    return this.#kept.drop();
  }

  end(): void {
    this.#stop();
  }
}

export async function foundDraft(record: string | null): Promise<Draft | undefined> {
  const drafts: Draft[] = await ask("drafts.list", {}).catch(() => []);
  return drafts.find((each) => each.feature === "visits" && each.record === record);
}
