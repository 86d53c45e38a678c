import { html, nothing } from "lit";
import { say } from "@/app/words";
import { open } from "@/parts/dialogs";
import { textField } from "@/parts/page";

/** Asks for a new passphrase twice; with `old`, for the present one first. */
export function askPassphrase(title: string, old: boolean): Promise<{ old: string; next: string } | undefined> {
  const typed = { old: "", next: "", again: "" };
  return open((close) => {
    const done = (event: Event): void => {
      event.preventDefault();
      if (typed.next.length >= 8 && typed.next === typed.again) close({ old: typed.old, next: typed.next });
      else (event.target as HTMLElement).querySelector<HTMLElement>("[data-wrong]")?.removeAttribute("hidden");
    };
    return html`<h2>${title}</h2>
      <form class="stackup" @submit=${done}>
        ${old ? html`<div class="labelled"><label for="pass-old">${say("settings.oldPassphrase")}</label>${textField({ name: "pass-old", type: "password", value: "", set: (value) => (typed.old = value) })}</div>` : nothing}
        <div class="labelled"><label for="pass-new">${say("auth.newPassphrase")}</label>${textField({ name: "pass-new", type: "password", value: "", set: (value) => (typed.next = value) })}<span class="note">${say("office.passphraseNote")}</span></div>
        <div class="labelled"><label for="pass-two">${say("office.again")}</label>${textField({ name: "pass-two", type: "password", value: "", set: (value) => (typed.again = value) })}</div>
        <p class="note t-owed" data-wrong hidden>${say("settings.passphraseWrong")}</p>
        <div class="row end"><button type="button" class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say("settings.setPassphrase")}</button></div>
      </form>`;
  });
}
