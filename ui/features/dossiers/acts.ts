import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { DossierChange, DossierWhole } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { confirm, open } from "@/parts/dialogs";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";

/** What the clerk says of what is missing, before the dossier counts as checked. */
class CheckForm extends Piece {
  static override properties = { whole: { attribute: false }, close: { attribute: false } };
  declare whole: DossierWhole;
  declare close: (made: boolean | undefined) => void;
  readonly #note = signal<string | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const { content, line } = this.whole;
    try {
      const note = this.#note.value ?? this.whole.note;
      const { operation } = await tell("dossiers.check", { people: [line.person_id], year: content.year, note });
      toast(say("dossiers.checkedOne", { name: content.name }), operation);
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const { gaps, content } = this.whole;
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${say("dossiers.checkTitle", { name: content.name, year: String(content.year) })}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <p>${gaps.length > 0 ? say("dossiers.checkGaps", { n: gaps.length }) : say("dossiers.checkClean")}</p>
      ${
        gaps.length > 0
          ? html`<ul class="manylist">${gaps.map((gap) => html`<li>${gap.sentence}</li>`)}</ul>
            <label for="dossier-note">${say("dossiers.note")}</label>${areaField({ name: "dossier-note", rows: 3, value: this.#note.value ?? this.whole.note, hint: say("dossiers.noteHint"), set: (value) => (this.#note.value = value) })}`
          : nothing
      }
      <div class="row end"><button type="button" class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say("dossiers.check")}</button></div>
    </form>`;
  }
}
define("zd-dossier-check", CheckForm);

/** A correction slip: for lines the records changed in, or written by hand. */
class SlipForm extends Piece {
  static override properties = { whole: { attribute: false }, changes: { attribute: false }, close: { attribute: false } };
  declare whole: DossierWhole;
  declare changes: DossierChange[];
  declare close: (made: boolean | undefined) => void;
  readonly #wish = signal({ document: "", reason: "", section: "visits", subject: "", before: "", after: "" });
  readonly #refused = signal<Refused | undefined>(undefined);

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const { content, line } = this.whole;
    const lines = this.changes.map((change) => ({ section: change.section, line: change.line }));
    try {
      const { answer } = await tell("dossiers.slip", {
        ...this.#wish.value,
        person: line.person_id,
        year: content.year,
        lines,
      });
      toast(say("dossiers.slipMade", { n: answer.n }));
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const wish = this.#wish.value;
    const set = (change: Partial<typeof wish>) => (this.#wish.value = { ...this.#wish.value, ...change });
    const by = this.changes.length === 0;
    const sections = this.whole.content.sections
      .filter((section) => section.code !== "summary")
      .map((section): [string, string] => [section.code, section.title]);
    const line = (name: "document" | "reason" | "subject" | "before" | "after", hint = "") =>
      html`<label for=${`slip-${name}`}>${say(`dossiers.slip.${name}`)}</label><div>${textField({ name: `slip-${name}`, value: wish[name], hint, set: (value) => set({ [name]: value }) })}</div>`;
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${by ? say("dossiers.slipNew") : say("dossiers.slipTitle", { n: this.changes.length })}</h2>
      <p class="note">${say("dossiers.slipNote")}</p>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      ${by ? nothing : html`<ul class="manylist">${this.changes.map((change) => html`<li><span class="nowrap">${change.title}</span><span class="grow">${change.subject}</span><span class="changes"><del>${change.before || say("dossiers.nothing")}</del> <ins>${change.after || say("dossiers.nothing")}</ins></span></li>`)}</ul>`}
      <div class="lines-form">
        ${by ? html`<label for="slip-section">${say("dossiers.slip.section")}</label><div>${listField({ name: "slip-section", value: wish.section, options: sections, set: (section) => set({ section }) })}</div>${line("subject", say("dossiers.slip.subjectHint"))}${line("before")}${line("after")}` : nothing}
        ${line("reason", say("dossiers.slip.reasonHint"))}${line("document", say("dossiers.slip.documentHint"))}
      </div>
      <div class="row end"><button type="button" class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say("dossiers.slipAct")}</button></div>
    </form>`;
  }
}
define("zd-dossier-slip", SlipForm);

/** Asks for the check, with what is missing before the eyes. */
export function askCheck(whole: DossierWhole): Promise<boolean | undefined> {
  return open<boolean>((close) => html`<zd-dossier-check .whole=${whole} .close=${close}></zd-dossier-check>`, true);
}

/** Asks for a slip; for these changes, or by hand when there are none. */
export function askSlip(whole: DossierWhole, changes: DossierChange[]): Promise<boolean | undefined> {
  return open<boolean>(
    (close) => html`<zd-dossier-slip .whole=${whole} .changes=${changes} .close=${close}></zd-dossier-slip>`,
    true,
  );
}

/** Asks before a dossier is closed: there is no way back but slips. */
export async function askClose(whole: DossierWhole): Promise<void> {
  const { content, line } = whole;
  const sure = await confirm({
    title: say("dossiers.closeOne", { name: content.name, year: String(content.year) }),
    note: say("dossiers.closeNote"),
    act: say("dossiers.closeAct"),
    stay: say("parts.cancel"),
  });
  if (!sure) return;
  try {
    await tell("dossiers.close", { people: [line.person_id], year: content.year });
    toast(say("dossiers.closedOne", { name: content.name }));
  } catch (cause) {
    await refuse(cause);
  }
}
