import { effect } from "@preact/signals-core";
import { LitElement } from "lit";

/**
 * The base of every element: light DOM, because labels, form fields and one style sheet do not cross a shadow boundary;
 * and a render that runs again when a signal it read has changed.
 */
export abstract class Piece extends LitElement {
  #stop: (() => void) | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    this.#stop?.();
    let first = true;
    this.#stop = effect(() => {
      if (first) {
        first = false;
        super.update(changed);
      } else {
        this.requestUpdate();
      }
    });
  }

  /** An element that has left the page draws no more: it would tie itself to its signals again and act on the next page. */
  protected override shouldUpdate(changed: Map<PropertyKey, unknown>): boolean {
    return this.isConnected && super.shouldUpdate(changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // After a move in the document the effect is gone; drawing once more ties it again.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Tells a parent what happened here, the way native elements do. */
  protected emit<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** Registers an element once; a second import of the same module (tests, hot reload) is no error. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
