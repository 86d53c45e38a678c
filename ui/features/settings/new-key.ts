import { html } from "lit";
import { office } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, run } from "@/bridge";
import { confirm, open } from "@/parts/dialogs";
import { refuse } from "@/parts/refuse";
import "@/features/office/recovery-key";

/**
 * A new file key, offered when somebody was disabled who may hold a copy of the file: everybody's passphrase stays, the old
 * recovery key opens only old backups, and the new one is shown once, to be printed and typed back like the first.
 */
export async function newFileKey(name = ""): Promise<void> {
  const sure = await confirm({
    title: name ? say("settings.rekeyAfter", { name }) : say("settings.rekeyTitle"),
    note: say("settings.rekeyNote"),
    act: say("settings.rekey"),
    stay: say("settings.rekeyStay"),
  });
  if (!sure) return;
  let recovery: string;
  try {
    recovery = (await waiting(() => run("auth.rekey", {}, () => {}).done)).answer.recovery_key;
  } catch (cause) {
    return refuse(Refused.from(cause));
  }
  await showKey(recovery);
  toast(say("settings.rekeyed"));
}

/** The file is laid anew: nobody should write meanwhile, and the dialog says what is going on. */
async function waiting<T>(work: () => Promise<T>): Promise<T> {
  let end = (): void => {};
  void open<boolean>(
    (close) => {
      end = () => close(true);
      return html`<p role="status" aria-busy="true">${say("settings.rekeying")}</p>`;
    },
    false,
    true,
  );
  try {
    return await work();
  } finally {
    end();
  }
}

/** The new recovery key: closed only when four characters of it were typed back from the paper. */
function showKey(recovery: string): Promise<boolean | undefined> {
  const done = (event: CustomEvent<boolean>): void => {
    const button = (event.currentTarget as HTMLElement).closest(".dlg")?.querySelector<HTMLButtonElement>("[data-done]");
    if (button) button.disabled = !event.detail;
  };
  return open<boolean>(
    (
      close,
    ) => html`<zd-recovery-key nested .recovery=${recovery} .office=${office.peek()?.name ?? ""} @copied=${done}></zd-recovery-key>
      <div class="row end"><button class="btn primary" data-done disabled @click=${() => close(true)}>${say("settings.rekeyDone")}</button></div>`,
    true,
    true,
  );
}
