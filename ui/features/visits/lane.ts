import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { composing } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask, Refused } from "@/bridge";
import type { Plans, PlanWhole } from "@/bridge/calls";
import { closingWord } from "@/features/plans/states";
import { confirm } from "@/parts/dialogs";
import { glyph, icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import type { VisitForm } from "./form-state";

/**
 * The number of the sheet that lies on the table: typed, or scanned by a reader that types and presses Enter. The plan it
 * finds fills the form; after saving the hand is here again for the next sheet.
 */
class EntryLane extends Piece {
  static override properties = { form: { attribute: false }, entering: { type: Boolean } };
  declare form: VisitForm;
  /** Whether numbers are asked for; otherwise only the plan of an opened visit is shown. */
  declare entering: boolean;

  readonly #typed = signal("");
  readonly #found = signal<PlanWhole | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #missing = new Resource<Plans>(this, () => ask("plans.missing", {}), ["plans", "visits"]);
  readonly #plan = new Resource<PlanWhole>(this, () => {
    const id = this.form?.written.value.plan;
    return id ? ask("plans.open", { id }) : undefined;
  }, ["plans"]);

  async #find(event: Event): Promise<void> {
    event.preventDefault();
    const code = this.#typed.value.trim();
    if (!code) return;
    this.#found.value = undefined;
    this.#refused.value = undefined;
    const field = this.querySelector<HTMLInputElement>("#plan-code");
    try {
      const found = await ask("plans.find", { code });
      if (found.plan.visit_id) {
        this.#found.value = found;
        field?.select();
        return;
      }
      if (this.form.touched.peek() && this.form.written.peek().plan !== found.plan.id) {
        const sure = await confirm({
          title: say("visits.replaceTitle"),
          note: say("visits.replaceNote"),
          act: say("visits.replace"),
          stay: say("visits.stay"),
        });
        if (!sure) return;
      }
      this.#typed.value = "";
      this.dispatchEvent(new CustomEvent("plan", { detail: found }));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      field?.select();
    }
  }

  #said(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (this.#refused.value) return html`<div class="strip">${refusal(this.#refused.value)}</div>`;
    if (found)
      return html`<div class="strip">${notice("due", glyph("doubt"), say("plans.alreadyEntered", { code: found.code, visit: found.visit ?? "" }), html`<a class="btn small" href=${link("visits", found.plan.visit_id ?? "")}>${say("plans.openVisit")}</a>`)}</div>`;
    return nothing;
  }

  #chip(): TemplateResult | typeof nothing {
    const plan = this.#plan.value.value;
    if (!this.form.written.value.plan || !plan || plan.plan.id !== this.form.written.value.plan) return nothing;
    const closed = plan.plan.closing && !this.form.origin.value;
    return html`<span class="chip">${say("plans.fromPlan", { code: plan.code })}<button type="button" aria-label=${say("plans.fromPlanDrop")} title=${say("plans.fromPlanDrop")} @click=${() => this.form.set("plan", "")}>${icon("close")}</button></span>${closed ? html`<span class="note">${say("plans.wasClosed", { code: plan.code, why: closingWord(plan.plan.closing) })}</span>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const missing = this.#missing.value.value?.missing ?? 0;
    return html`<div class="lane">
        ${
          this.entering
            ? html`<form class="row" @submit=${(event: Event) => void this.#find(event)} @keydown=${(event: KeyboardEvent) => {
                // The Enter that only chooses a candidate sends nothing.
                if (composing(event) && event.key === "Enter") event.preventDefault();
              }}>
                <label for="plan-code">${say("plans.lane")}</label>
                <div class="codefield">${textField({ name: "plan-code", value: this.#typed.value, hint: "2026-0123-5", set: (text) => (this.#typed.value = text), bad: !!this.#refused.value })}</div>
                <button class="btn">${say("plans.laneOpen")}</button>
              </form>`
            : nothing
        }
        ${this.#chip()}
        ${this.entering && !this.form.written.value.plan ? html`<span class="note long">${say("plans.laneNote")}</span>` : nothing}
        ${this.entering && missing > 0 ? html`<a class="end" href=${link("plans", "", { view: "missing" })}>${say("plans.laneMissing", { n: missing })}</a>` : nothing}
      </div>
      ${this.#said()}`;
  }
}
define("zd-entry-lane", EntryLane);
