import { html } from "lit";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { type Chosen, files, run, type Step } from "@/bridge";
import type { AttachmentOwner, AttachmentRefused } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { glyph } from "@/parts/marks";

/** A file that was chosen and not read yet. */
export type Waiting = Chosen;

/** Lets files be chosen: what was cancelled is none. */
export const choose = (): Promise<Waiting[]> => files.choose("attachment", true);

/** The files that were not taken, each with its reason; it stays until it is read. */
async function tellRefused(refused: AttachmentRefused[]): Promise<void> {
  await open<boolean>(
    (close) => html`<h2>${say("attachments.notTaken", { n: refused.length })}</h2>
      <ul class="nottaken">${refused.map((one) => html`<li>${glyph("refuse")}<div><b>${one.name}</b><p>${one.sentence}</p><p class="quiet">${one.hint}</p></div></li>`)}</ul>
      <div class="row end"><button class="btn primary" autofocus @click=${() => close(true)}>${say("parts.understood")}</button></div>`,
  );
}

/** Puts chosen files on a record and says what became of each. Throws what the core refuses as a whole. */
export async function put(
  owner: AttachmentOwner,
  record: string,
  chosen: readonly Waiting[],
  see: (step: Step) => void,
): Promise<void> {
  const work = run("attachments.add", { owner, record, files: chosen.map((one) => one.token) }, see);
  const { answer, operation } = await work.done;
  const n = answer.ids.length;
  if (n > 0)
    toast(
      answer.cleaned > 0 ? say("attachments.addedCleaned", { n, cleaned: answer.cleaned }) : say("attachments.added", { n }),
      operation,
    );
  else if (answer.same > 0) toast(say("attachments.same"));
  if (answer.refused.length > 0) await tellRefused(answer.refused);
}
