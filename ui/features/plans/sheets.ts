import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, shift, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { Making } from "@/features/reports/making";
import { icon } from "@/parts/marks";
import { head } from "@/parts/page";

/** The sheets of a week, or of one plan, as they will be printed. */
class PlanSheets extends Piece {
  static override properties = { record: {}, day: {} };
  declare record: string;
  declare day: string;

  readonly #paper = new Making(() => {
    const which = this.record ? { plan_ids: [this.record] } : { day: this.day || today.peek() };
    return { kind: "visit_sheets", options: { ...which, giver: this.#giver.peek() } };
  });
  readonly #giver = signal(false);
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
    this.day = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+p": () => this.#paper.print(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#paper.end();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("record") || changed.has("day")) void this.#paper.now(true);
  }

  protected override render(): TemplateResult {
    const made = this.#paper.made;
    const from = monday(this.day || today.value);
    const back = this.record ? link("plans", this.record) : link("plans", "", { day: from });
    return html`<main class="sheet">
      ${head(
        say("plans.printWeek"),
        made
          ? this.record
            ? say("reports.pages", { n: made.pages })
            : say("plans.allSheets", { week: range(from, shift(from, 6)), n: made.pages })
          : nothing,
        html`<a class="btn quiet" href=${back}>${icon("left")}${say(this.record ? "plans.backOne" : "plans.title")}</a>${this.#paper.acts()}`,
      )}
      <div class="tools"><label class="tick"><input type="checkbox" .checked=${this.#giver.value} @change=${() => {
        this.#giver.value = !this.#giver.value;
        void this.#paper.now();
      }} />${say("plans.giver")}</label><span class="note">${say("plans.giverNote")}</span></div>
      <div class="reportbox onlypaper"><div class="paperside">
        ${this.#paper.pages()}
      </div></div>
    </main>`;
  }
}
define("zd-plan-sheets", PlanSheets);
