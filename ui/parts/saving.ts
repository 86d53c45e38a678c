import { signal } from "@preact/signals-core";
import type { LitElement } from "lit";

/** Fields that are read when they are left, and say then what they could not read. */
const READ = "zd-date, zd-pick, zd-time, zd-number";

/** Until the page and its fields stand as they are told. */
export async function drawn(host: LitElement): Promise<void> {
  await host.updateComplete;
  await Promise.all([...host.querySelectorAll<LitElement>(READ)].map((field) => field.updateComplete));
  await host.updateComplete;
}

/**
 * Reads the field one is in as if it were left, and goes back into it: what is typed while the saving is under way lands
 * where it would have landed. Answers the way back for when the page was drawn anew.
 */
export async function readFields(host: LitElement): Promise<() => void> {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || !host.contains(at)) {
    await host.updateComplete;
    return () => undefined;
  }
  const text = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at : undefined;
  const back = (): void => {
    if (!at.isConnected || (document.activeElement !== document.body && document.activeElement !== at)) return;
    // Fields that select all of their text when they are entered would lose it to the next key.
    const [from, to] = text ? [text.selectionStart, text.selectionEnd] : [null, null];
    at.focus();
    if (text && from !== null && to !== null) text.setSelectionRange(from, to);
  };
  at.blur();
  await drawn(host);
  back();
  return back;
}

/**
 * One save at a time. What cannot be read is gone to and never left out: nothing is sent then. `own` tells the fields of
 * this form from those of a form inside it.
 */
export class Saving {
  readonly busy = signal(false);

  constructor(
    private readonly host: LitElement,
    private readonly own: (field: Element) => boolean = () => true,
  ) {}

  /** `check` may mark what else is wrong before the fields in error are looked for. Tells whether it was tried. */
  async run(act: () => Promise<unknown>, check?: () => Promise<unknown>): Promise<boolean> {
    if (this.busy.peek()) return false;
    this.busy.value = true;
    try {
      const back = await readFields(this.host);
      await check?.();
      const bad = [...this.host.querySelectorAll(".field.bad")].find(this.own);
      if (bad) {
        bad.querySelector<HTMLElement>("input, textarea, select")?.focus();
        return false;
      }
      await act();
      await this.host.updateComplete;
      back();
      return true;
    } finally {
      this.busy.value = false;
    }
  }
}
