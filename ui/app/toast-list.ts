import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { lastOperation } from "@/bridge";
import { icon } from "@/parts/marks";
import { define, Piece } from "./piece";
import { dismiss, type Toast, toasts, undo } from "./toasts";
import { say } from "./words";

const LIFE = 10_000;

/** The toasts at the bottom left of the sheet: ten seconds, longer while the pointer or the focus is on them. */
class ToastList extends Piece {
  #timers = new Map<number, number>();

  #start(toast: Toast): void {
    if (!this.#timers.has(toast.id))
      this.#timers.set(
        toast.id,
        window.setTimeout(() => this.#end(toast), LIFE),
      );
  }

  #hold(toast: Toast): void {
    window.clearTimeout(this.#timers.get(toast.id));
    this.#timers.delete(toast.id);
  }

  #act(toast: Toast): void {
    this.#end(toast);
    void toast.act?.run();
  }

  #end(toast: Toast): void {
    this.#timers.delete(toast.id);
    dismiss(toast.id);
  }

  protected override render(): TemplateResult {
    for (const toast of toasts.value) this.#start(toast);
    return html`<div class="toasts" role="status">
      ${repeat(
        toasts.value,
        (toast) => toast.id,
        (
          toast,
        ) => html`<div class="toast" @mouseenter=${() => this.#hold(toast)} @mouseleave=${() => this.#start(toast)} @focusin=${() => this.#hold(toast)} @focusout=${() => this.#start(toast)}>
          <span class="grow">${toast.text}</span>
          ${
            toast.operation === null
              ? toast.act
                ? html`<button class="btn small" @click=${() => this.#act(toast)}>${icon("undo")}${toast.act.word}</button>`
                : nothing
              : html`<button class="btn small" @click=${() => void undo(toast.operation as number)}>${icon("undo")}${say("frame.undo")}${toast.operation === lastOperation.value ? html` <kbd>Ctrl Z</kbd>` : nothing}</button>`
          }
        </div>`,
      )}
    </div>`;
  }
}
define("zd-toasts", ToastList);
