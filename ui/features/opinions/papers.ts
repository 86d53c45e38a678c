import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { Making } from "@/features/reports/making";
import { open } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import "@/parts/seg";

export type OpinionPaper =
  | "opinion_form"
  | "opinion_notice"
  | "opinion_extension"
  | "opinion_decline"
  | "opinion_replies"
  | "opinion_urge"
  | "opinion_thread"
  | "opinion_excerpt";

/** Papers on which the clerk decides whether the giver stands; the others are addressed to the giver or never show one. */
const chooses: Partial<Record<OpinionPaper, boolean>> = { opinion_form: true, opinion_notice: false, opinion_thread: false };

/** Papers of chosen opinions: which one, with or without the giver, its pages, and the ways out. */
class OpinionPapers extends Piece {
  static override properties = { ids: { attribute: false }, kinds: { attribute: false }, close: { attribute: false } };
  declare ids: string[];
  declare kinds: OpinionPaper[];
  declare close: () => void;

  readonly #kind = signal<OpinionPaper | undefined>(undefined);
  readonly #giver = signal<boolean | undefined>(undefined);
  readonly #paper = new Making(() => ({
    kind: this.#kind.peek() ?? "opinion_form",
    options: { opinion_ids: this.ids, giver: this.#giver.peek() ?? null },
  }));

  override firstUpdated(): void {
    this.#show(this.kinds[0]);
  }

  #show(kind: OpinionPaper | undefined): void {
    this.#kind.value = kind;
    this.#giver.value = kind ? chooses[kind] : undefined;
    if (kind) void this.#paper.now(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#paper.end();
  }

  protected override render(): TemplateResult {
    const kind = this.#kind.value;
    return html`<div class="paperdialog">
      <div class="top"><h2>${say("opinions.print")}</h2><button class="btn icon quiet small" aria-label=${say("parts.close")} @click=${() => this.close()}>${icon("close")}</button></div>
      <div class="row">${this.kinds.length > 1 ? html`<zd-seg label=${say("opinions.print")} .value=${kind ?? ""} .choices=${this.kinds.map((value) => ({ value, label: say(`opinions.print.${value}`) }))} @choose=${(event: CustomEvent<OpinionPaper>) => this.#show(event.detail)}></zd-seg>` : nothing}
        ${
          kind && kind in chooses
            ? html`<label class="tick"><input type="checkbox" .checked=${this.#giver.value === true} @change=${(event: Event) => {
                this.#giver.value = (event.target as HTMLInputElement).checked;
                void this.#paper.now();
              }} />${say("opinions.printGiver")}</label>`
            : nothing
        }</div>
      <div class="paperside">${this.#paper.pages()}</div>
      <div class="row end">${this.#paper.acts()}</div>
    </div>`;
  }
}
define("zd-opinion-papers", OpinionPapers);

/** Opens the papers of these opinions. */
export function printOpinions(ids: string[], kinds: OpinionPaper[]): Promise<undefined> {
  return open<undefined>(
    (close) => html`<zd-opinion-papers .ids=${ids} .kinds=${kinds} .close=${() => close(undefined)}></zd-opinion-papers>`,
    true,
  );
}
