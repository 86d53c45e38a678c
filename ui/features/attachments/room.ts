import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, run } from "@/bridge";
import type { AttachmentsRemoved } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { confirm } from "@/parts/dialogs";
import { refuse } from "@/parts/refuse";

/** How much room attachments take, and the way to clear away for good what was removed. */
class AttachmentRoom extends Piece {
  readonly #it = new Resource<AttachmentsRemoved>(this, () => ask("attachments.removed", {}), ["attachments", "parameters"]);

  async #clear(it: AttachmentsRemoved): Promise<void> {
    const yes = await confirm({
      title: say("attachments.clearTitle", { n: it.n }),
      note: say("attachments.clearNote"),
      act: say("attachments.clear"),
      stay: say("parts.cancel"),
      risk: true,
    });
    if (!yes) return;
    try {
      const { answer } = await run("attachments.clear", {}, () => undefined).done;
      toast(
        say(answer.backups > 0 ? "attachments.clearedBackups" : "attachments.cleared", { n: answer.n, backups: answer.backups }),
      );
      this.#it.again();
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const it = this.#it.value.value;
    if (!it) return nothing;
    return html`<div class="cap"><h2>${say("attachments.room")}</h2><span class="note">${say("attachments.roomTaken", { size: bytes(it.total), most: bytes(it.most) })}</span></div>
      ${it.n > 0 ? html`<div class="row"><span>${say("attachments.roomRemoved", { n: it.n, size: bytes(it.bytes) })}</span><button data-needs="manage" class="btn" @click=${() => void this.#clear(it)}>${say("attachments.clear")}</button></div>` : html`<p class="note">${say("attachments.roomNone")}</p>`}`;
  }
}
define("zd-attachment-room", AttachmentRoom);
