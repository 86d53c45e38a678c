import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { ask, files, Refused, run } from "@/bridge";
import type { Attachment, DriveLine, ExportWritten } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { open } from "@/parts/dialogs";
import { light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { Saving } from "@/parts/saving";

/** Takes one attachment to a stick or folder: where, what for, and at the end that it was read back. */
class AttachmentOut extends Piece {
  static override properties = { file: { attribute: false }, close: { attribute: false } };
  declare file: Attachment;
  declare close: (done: boolean | undefined) => void;

  readonly #drives = signal<DriveLine[]>([]);
  readonly #it = signal({ to: "", medium: "", reason: "" });
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #written = signal<ExportWritten | undefined>(undefined);
  readonly #saving = new Saving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void ask("exchange.drives", {}).then(
      (drives) => {
        this.#drives.value = drives;
        if (!this.#it.peek().to) this.#set({ to: drives[0]?.token ?? "" });
      },
      () => undefined,
    );
  }

  #set(change: Partial<{ to: string; medium: string; reason: string }>): void {
    this.#it.value = { ...this.#it.peek(), ...change };
  }

  async #other(): Promise<void> {
    const folder = await files.folder();
    if (!folder) return;
    this.#drives.value = [...this.#drives.value, { token: folder.token, label: folder.name, free: 0, removable: false }];
    this.#set({ to: folder.token });
  }

  async #write(): Promise<void> {
    try {
      const { answer } = await run("attachments.save", { ids: [this.file.id], ...this.#it.peek() }, () => undefined).done;
      this.#written.value = answer;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const written = this.#written.value;
    if (written)
      return html`<h2>${say("attachments.outTitle")}</h2><p class="say met">${light("met", written.message)}</p>
        <ul>${written.files.map((file) => html`<li><b>${file.name}</b> <span class="note">${bytes(file.bytes)}</span></li>`)}</ul>
        <div class="row end"><button class="btn primary" @click=${() => this.close(true)}>${say("parts.understood")}</button></div>`;
    const refused = this.#refused.value;
    return html`<form class="stackup" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#saving.run(() => this.#write());
    }}>
      <h2>${say("attachments.outTitle")}</h2><p>${this.file.name}</p><p class="note">${say("attachments.outNote")}</p>
      ${refused ? refusal(refused) : nothing}
      <fieldset class="ticks"><legend class="quiet">${say("reports.where")}</legend>
        ${this.#drives.value.map((drive) => html`<label class="tick"><input type="radio" name="drive" .checked=${drive.token === it.to} @change=${() => this.#set({ to: drive.token })} />${drive.label}${drive.free > 0 ? html`<span class="note">${say("reports.free", { size: bytes(drive.free) })}</span>` : nothing}</label>`)}
        ${this.#drives.value.length === 0 ? html`<p class="note">${say("reports.noDrives")}</p>` : nothing}
        <div><button type="button" class="btn small" @click=${() => void this.#other()}>${say("reports.otherPlace")}</button></div>
      </fieldset>
      <div class="lines-form"><label for="out-reason">${say("attachments.reason")}</label><div>${textField({ name: "out-reason", value: it.reason, hint: say("attachments.reasonHint"), set: (reason) => this.#set({ reason }) })}</div>
        <label for="out-medium">${say("reports.medium")}</label><div class="short">${textField({ name: "out-medium", value: it.medium, set: (medium) => this.#set({ medium }) })}</div></div>
      <div class="row end"><button type="button" class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${!it.to || it.reason.trim() === "" || this.#saving.busy.value}>${say("attachments.outAct")}</button></div>
    </form>`;
  }
}
define("zd-attachment-out", AttachmentOut);

/** Opens the dialog that takes an attachment out. */
export const takeOut = (file: Attachment): Promise<boolean | undefined> =>
  open<boolean>((close) => html`<zd-attachment-out .file=${file} .close=${close}></zd-attachment-out>`);
