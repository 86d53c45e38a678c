import { html } from "lit";
import { say } from "@/app/words";
import { Refused } from "@/bridge";
import { open } from "./dialogs";
import { refusal } from "./notices";

/** Shows a refusal where the page has no place for one of its own. It stays until it is answered. */
export async function refuse(cause: unknown): Promise<void> {
  const refused = Refused.from(cause);
  await open<boolean>(
    (close) =>
      html`${refusal(refused)}<div class="row end"><button class="btn" autofocus @click=${() => close(true)}>${say("parts.understood")}</button></div>`,
  );
}
