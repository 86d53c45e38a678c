import { html, nothing, render, type TemplateResult } from "lit";
import { composing } from "@/app/keys";
import { say } from "@/app/words";
import { icon } from "./marks";

type Bit = TemplateResult | typeof nothing | string;

interface Opened {
  dialog: HTMLDialogElement;
  firm: boolean;
  leave: () => void;
}

const opened = new Set<Opened>();
/** Dialogs that are shown once only and wait for their own clerk behind the lock. */
const waiting = new Map<string, Opened[]>();

/** The desk locks: nothing stays readable above the lock. What is shown once only waits until its clerk is back. */
export function putAway(clerk: string): void {
  for (const one of [...opened].reverse()) {
    if (!one.firm) one.leave();
    else if (one.dialog.open) {
      one.dialog.close();
      waiting.set(clerk, [one, ...(waiting.get(clerk) ?? [])]);
    }
  }
}

/** The clerk is back at the desk, and so is what was shown. */
export function bringBack(clerk: string): void {
  for (const one of waiting.get(clerk) ?? []) if (opened.has(one)) one.dialog.showModal();
  waiting.delete(clerk);
}

/**
 * Opens a dialog above the desk; resolves when it closes, with what was answered. Focus goes back to where it was. A `firm`
 * one holds what is shown once only: Escape does not close it.
 */
export function open<T>(
  view: (close: (answer: T | undefined) => void) => TemplateResult,
  wide = false,
  firm = false,
): Promise<T | undefined> {
  const host = document.querySelector(".shell") ?? document.body;
  const dialog = document.createElement("dialog");
  const before = document.activeElement;
  host.append(dialog);
  return new Promise((resolve) => {
    const close = (answer: T | undefined): void => {
      opened.delete(one);
      dialog.close();
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(answer);
    };
    const one: Opened = { dialog, firm, leave: () => close(undefined) };
    opened.add(one);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!firm) close(undefined);
    });
    dialog.addEventListener("keydown", (event) => {
      // Escape during composition drops the candidate, it does not close the dialog.
      if ((firm || composing(event)) && event.key === "Escape") event.preventDefault();
    });
    render(html`<div class="dlg ${wide ? "wide" : ""}">${view(close)}</div>`, dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[autofocus]")?.focus();
  });
}

export interface Question {
  /** The question with its count. */
  title: string;
  names?: string[];
  note?: string;
  /** The verb of the act, and the verb of staying. */
  act: string;
  stay: string;
  risk?: boolean;
}

/** Asks before an act on records. Focus starts on the safe button. */
export async function confirm(it: Question): Promise<boolean> {
  const answer = await open<boolean>(
    (close) => html`
      <h2>${it.title}</h2>
      ${it.names?.length ? html`<ul class="names">${it.names.map((name) => html`<li>${name}</li>`)}</ul>` : nothing}
      ${it.note ? html`<p class="note">${it.note}</p>` : nothing}
      <div class="row end">
        <button class="btn" autofocus @click=${() => close(false)}>${it.stay}</button>
        <button class="btn ${it.risk ? "risk" : "primary"}" @click=${() => close(true)}>${it.act}</button>
      </div>
    `,
  );
  return answer === true;
}

/** A dialog with a title and a way out, for anything that is looked at and closed. */
export function sheet(title: string, body: (close: () => void) => Bit, wide = false): Promise<undefined> {
  return open<undefined>(
    (close) => html`
      <div class="top"><h2>${title}</h2><button class="btn icon quiet small" aria-label=${say("parts.close")} @click=${() => close(undefined)}>${icon("close")}</button></div>
      ${body(() => close(undefined))}
    `,
    wide,
  );
}

/** A name at a size at which every stroke can be told apart, with its pinyin and code points. */
export function showName(name: string, pinyin: string): Promise<undefined> {
  const points = [...name].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  return sheet(
    say("parts.bigName"),
    () => html`<p class="bigname">${name}</p><p class="quiet">${pinyin}</p><p class="note">${points.join("  ")}</p>`,
  );
}
