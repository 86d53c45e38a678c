import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { go } from "@/app/router";
import { say } from "@/app/words";
import type { PaperKind } from "@/bridge/calls";
import { Making } from "@/features/reports/making";
import { icon } from "@/parts/marks";

/** The papers a round can make: one before the meetings, the others after the closing. */
export const RESULT_PAPERS = ["tally", "result_page", "results", "result_letter"] as const;

/** A paper of the round: made, shown as it will be printed, and sent on its way. */
class RoundPaper extends Piece {
  static override properties = { kind: {}, round: {}, person: {}, back: {} };
  declare kind: PaperKind;
  declare round: string;
  /** Only this delegate's page. */
  declare person: string | null;
  declare back: string;

  readonly #paper = new Making(() => ({ kind: this.kind, options: { round: this.round, person_id: this.person } }));
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.person = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => this.#paper.print(),
      escape: () => go(this.back),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#paper.end();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind") || changed.has("round") || changed.has("person")) void this.#paper.now(true);
  }

  protected override render(): TemplateResult {
    const made = this.#paper.made;
    return html`<div class="paperside whole">
        ${this.#paper.pages()}
      </div>
      <div class="foot"><a class="btn quiet" href=${this.back}>${icon("left")}${say("evaluations.back")}</a>${made ? html`<span class="note">${made.title}${say("frame.comma")}${say("reports.pages", { n: made.pages })}</span><div class="acts">${this.#paper.acts()}</div>` : nothing}</div>`;
  }
}
define("zd-round-paper", RoundPaper);
