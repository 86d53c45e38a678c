import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, files, Refused, run, type Step } from "@/bridge";
import type { ListAbout, PaperMade } from "@/bridge/calls";
import { open } from "./dialogs";
import { jobPanel } from "./job";
import { filtersNow, filterWords } from "./list-words";
import { icon } from "./marks";
import { refusal } from "./notices";
import { refuse } from "./refuse";

/** Which rows: what the list's call is asked, or the rows themselves where the page filters or sorts. */
export interface Rows {
  list: string;
  /** How many rows; for a list read page by page without a count, what is in sight. */
  total: number;
  /** The count is not known: more rows than are in sight may leave. */
  more?: boolean;
  request?: unknown;
  ids?: string[];
  /** Columns that are ticked at first; all when the list shows its usual ones. */
  shown?: string[] | undefined;
}

/** Columns, the masked data with its reason, and where the workbook goes. */
class ExportForm extends Piece {
  static override properties = { rows: { attribute: false }, about: { attribute: false }, close: { attribute: false } };
  declare rows: Rows;
  declare about: ListAbout;
  declare close: (done: boolean) => void;
  readonly #left = signal<ReadonlySet<string>>(new Set());
  readonly #personal = signal(false);
  readonly #reason = signal("");
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { shown } = this.rows;
    if (shown) this.#left.value = new Set(this.about.columns.map((each) => each.key).filter((key) => !shown.includes(key)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  async #make(): Promise<PaperMade> {
    const left = this.#left.value;
    const open = this.about.columns.filter((each) => !each.private);
    const work = run(
      "papers.make",
      {
        kind: "list",
        options: {
          list: {
            list: this.rows.list,
            request: this.rows.request ?? null,
            ids: this.rows.ids ?? null,
            columns: left.size > 0 ? open.filter((each) => !left.has(each.key)).map((each) => each.key) : [],
            personal: this.#personal.value,
            reason: this.#reason.value,
            said: filterWords(this.about.filters, filtersNow(), this.rows.list),
          },
        },
      },
      (step) => (this.#step.value = { ...step, what: "" }),
    );
    this.#stop = work.stop;
    this.#step.value = { job: null, done: 0, total: 0, what: "" };
    try {
      return (await work.done).answer;
    } finally {
      this.#step.value = undefined;
      this.#stop = undefined;
    }
  }

  async #do(act: (made: PaperMade) => Promise<boolean>): Promise<void> {
    try {
      if (await act(await this.#make())) this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #folder(): void {
    void (async () => {
      const folder = await files.folder().catch((cause) => void (this.#refused.value = Refused.from(cause)));
      if (!folder) return;
      await this.#do(async (made) => {
        const written = await ask("papers.save", {
          paper: made.paper,
          format: "xlsx",
          to: folder.token,
          personal: made.personal,
        });
        toast(say("reports.saved", { file: written.files[0]?.name ?? "", place: written.place }));
        return true;
      });
    })();
  }

  #stick(): void {
    void this.#do(async (made) => {
      const { toStick } = await import("@/features/reports/stick");
      this.close(true);
      await toStick(made);
      return false;
    });
  }

  #toggle(key: string, on: boolean): void {
    const next = new Set(this.#left.value);
    if (on) next.delete(key);
    else next.add(key);
    this.#left.value = next;
  }

  protected override render(): TemplateResult {
    const step = this.#step.value;
    if (step)
      return jobPanel({ title: say("views.making"), step, stopping: say("reports.stopping"), stop: () => this.#stop?.() });
    const columns = this.about.columns.filter((each) => !each.private);
    const hidden = this.about.columns.some((each) => each.private);
    const ready =
      columns.some((each) => !this.#left.value.has(each.key)) && (!this.#personal.value || this.#reason.value.trim() !== "");
    return html`<div class="stackup">
      <h2>${this.rows.more ? say("views.exportAll") : say("views.exportTitle", { n: this.rows.total })}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <p class="note">${say("views.exportNote")}</p>
      <fieldset class="ticks columns"><legend class="quiet">${say("views.columns")}</legend>
        ${columns.map((each) => html`<label class="tick"><input type="checkbox" .checked=${!this.#left.value.has(each.key)} @change=${(event: Event) => this.#toggle(each.key, (event.target as HTMLInputElement).checked)} />${each.name}</label>`)}
      </fieldset>
      ${
        hidden
          ? html`<label class="tick"><input type="checkbox" .checked=${this.#personal.value} @change=${(event: Event) => (this.#personal.value = (event.target as HTMLInputElement).checked)} />${say("views.personal")}</label>
            ${this.#personal.value ? html`<div class="labelled"><label for="export-reason">${say("views.reason")}</label><div class="field"><input id="export-reason" autocomplete="off" placeholder=${say("views.reasonHint")} .value=${this.#reason.value} @input=${(event: Event) => (this.#reason.value = (event.target as HTMLInputElement).value)} /></div></div><p class="note">${say("views.reasonNote")}</p>` : nothing}`
          : nothing
      }
      <div class="row end"><button type="button" class="btn" autofocus @click=${() => this.close(false)}>${say("parts.cancel")}</button><button type="button" class="btn" ?disabled=${!ready} @click=${() => this.#stick()}>${icon("usb")}${say("views.toStick")}</button><button type="button" class="btn primary" ?disabled=${!ready} @click=${() => this.#folder()}>${say("views.toFolder")}</button></div>
    </div>`;
  }
}
define("zd-list-export", ExportForm);

/** Opens the export of what a list shows. */
export async function exportList(rows: Rows): Promise<void> {
  const about = await ask("views.about", { list: rows.list }).catch(refuse);
  if (!about) return;
  await open<boolean>((close) => html`<zd-list-export .rows=${rows} .about=${about} .close=${close}></zd-list-export>`);
}

/** The button at the foot of a list; nothing to export, no button. */
export function exportButton(rows: Rows): TemplateResult | typeof nothing {
  return rows.total > 0
    ? html`<button data-needs="enter" type="button" class="btn small quiet" @click=${() => void exportList(rows)}>${icon("report")}${say("views.export")}</button>`
    : nothing;
}
