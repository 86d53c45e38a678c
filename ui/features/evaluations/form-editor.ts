import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { closing, Refused, tell } from "@/bridge";
import type { EvaluationForm } from "@/bridge/calls";
import { glyph, icon, light } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import { Saving } from "@/parts/saving";
import { Keeper } from "./kept";
import { kindName } from "./model";

/** How a grade stands to the denominator: as the rule book says, in it, or outside it. */
const COUNTS = ["rule", "yes", "no"] as const;

type Written = Pick<EvaluationForm, "title" | "kind" | "purpose" | "items" | "grades" | "instruction" | "free_text">;

/** One form of the sheet: its words, points and grades. What was printed stays as it was printed; a change is a new version. */
class FormEditor extends Piece {
  static override properties = { form: { attribute: false }, copy: { type: Boolean } };
  declare form: EvaluationForm;
  declare copy: boolean;

  readonly #edit = signal<Written | undefined>(undefined);
  readonly #found = signal<Written | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #saving = new Saving(this);
  readonly #keeper = new Keeper<Written>("evaluations", () => `form ${this.form.code} ${this.copy ? "copy" : ""}`.trim());
  #stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stops = [
      bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("evaluations", "forms")) }),
      effect(() => closing.guard(this.#edit.value !== undefined)),
      closing.watch(() => void this.#keeper.now().then(() => closing.close())),
    ];
    void this.#keeper.found().then((draft) => {
      if (!this.#edit.peek()) this.#found.value = draft;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#keeper.now();
    for (const stop of this.#stops) stop();
    closing.guard(false);
  }

  #it(): Written {
    const { title, kind, purpose, items, grades, instruction, free_text } = this.form;
    return (
      this.#edit.value ?? {
        title: this.copy ? say("evaluations.copyOf", { title }) : title,
        kind,
        purpose,
        items,
        grades,
        instruction,
        free_text,
      }
    );
  }

  #set(change: Partial<Written>): void {
    const next = { ...this.#it(), ...change };
    this.#found.value = undefined;
    this.#edit.value = next;
    this.#keeper.keep(next);
  }

  /** What was typed before and never saved is offered, and may be thrown away. */
  #offer(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    const drop = (): void => {
      this.#found.value = undefined;
      void this.#keeper.drop();
    };
    return notice(
      "accent",
      glyph("change"),
      say("evaluations.draftFound"),
      html`<button class="btn small" @click=${() => this.#set(found)}>${say("proposals.draftGoOn")}</button><button class="btn small quiet" @click=${drop}>${say("proposals.draftDrop")}</button>`,
    );
  }

  #bad(it: Written): string {
    if (it.title.trim() === "") return say("evaluations.needTitle");
    if (it.kind === "one_delegate" && it.items.every((item) => item.text.trim() === "")) return say("evaluations.needItems");
    if (it.grades.filter((grade) => grade.label.trim()).length < 2) return say("evaluations.needGrades");
    if (it.grades.every((grade) => grade.counts === false)) return say("evaluations.needCounting");
    return "";
  }

  #save(): Promise<boolean> {
    return this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const it = this.#it();
    if (this.#bad(it) || (!this.#edit.peek() && !this.copy)) return;
    try {
      const { answer } = await tell("evaluations.form_save", {
        code: this.copy ? "" : this.form.code,
        ...it,
        items: it.items.filter((item) => item.text.trim()),
        grades: it.grades.filter((grade) => grade.label.trim()),
      });
      this.#edit.value = undefined;
      await this.#keeper.drop();
      toast(say("evaluations.formSaved", { title: it.title, n: answer.version }));
      go(link("evaluations", "forms"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #moved<T>(all: readonly T[], index: number, by: number): T[] {
    const next = [...all];
    const [one] = next.splice(index, 1);
    if (one !== undefined) next.splice(index + by, 0, one);
    return next;
  }

  #order<T>(all: readonly T[], index: number, name: string, set: (next: T[]) => void, least: number): TemplateResult {
    return html`<td class="act"><button type="button" class="btn icon small quiet" aria-label=${say("evaluations.up", { name })} ?disabled=${index === 0} @click=${() => set(this.#moved(all, index, -1))}>${icon("up")}</button><button type="button" class="btn icon small quiet" aria-label=${say("evaluations.down", { name })} ?disabled=${index === all.length - 1} @click=${() => set(this.#moved(all, index, 1))}>${icon("down")}</button><button type="button" class="btn icon small quiet" aria-label=${say("parts.remove", { name })} ?disabled=${all.length <= least} @click=${() => set(all.filter((_, at) => at !== index))}>${icon("close")}</button></td>`;
  }

  #items(it: Written): TemplateResult {
    const set = (items: Written["items"]) => this.#set({ items });
    return html`<section class="block"><div class="cap"><h2>${say("evaluations.items")}</h2><span class="note">${say("evaluations.itemsNote")}</span></div>
      <table class="table mini edits"><tbody>${it.items.map((item, index) => html`<tr><td class="num">${index + 1}</td><td>${textField({ name: `item-${index}`, label: say("evaluations.itemNo", { n: index + 1 }), value: item.text, set: (text) => set(it.items.map((each, at) => (at === index ? { ...each, text } : each))) })}</td>${this.#order(it.items, index, say("evaluations.itemNo", { n: index + 1 }), set, 1)}</tr>`)}</tbody></table>
      <button type="button" class="btn small" @click=${() => set([...it.items, { code: "", text: "", note: "" }])}>${icon("plus")}${say("evaluations.addItem")}</button></section>`;
  }

  #grades(it: Written): TemplateResult {
    const set = (grades: Written["grades"]) => this.#set({ grades });
    return html`<section class="block"><div class="cap"><h2>${say("evaluations.grades")}</h2><span class="note">${say("evaluations.gradesNote")}</span></div>
      <table class="table mini edits"><thead><tr><th scope="col" class="num">${say("evaluations.keyNo")}</th><th scope="col">${say("evaluations.gradeLabel")}</th><th scope="col">${say("evaluations.gradeCounts")}</th><th scope="col">${say("evaluations.satisfied")}</th><th scope="col"><span class="apart">${say("evaluations.order")}</span></th></tr></thead><tbody>${it.grades.map((grade, index) => html`<tr><td class="num">${index + 1}</td><td>${textField({ name: `grade-${index}`, label: say("evaluations.gradeNo", { n: index + 1 }), value: grade.label, set: (label) => set(it.grades.map((each, at) => (at === index ? { ...each, label } : each))) })}</td><td class="countpick">${listField({ name: `counts-${index}`, label: say("evaluations.gradeCountsOf", { name: grade.label || say("evaluations.gradeNo", { n: index + 1 }) }), value: grade.counts === null ? "rule" : grade.counts ? "yes" : "no", options: COUNTS.map((each) => [each, say(`evaluations.counts.${each}`)]), set: (value) => set(it.grades.map((each, at) => (at === index ? { ...each, counts: value === "rule" ? null : value === "yes" } : each))) })}</td><td><label class="tick"><input type="checkbox" .checked=${grade.satisfied} @change=${(event: Event) => set(it.grades.map((each, at) => (at === index ? { ...each, satisfied: (event.target as HTMLInputElement).checked } : each)))} />${say("evaluations.isSatisfied")}</label></td>${this.#order(it.grades, index, grade.label || say("evaluations.gradeNo", { n: index + 1 }), set, 2)}</tr>`)}</tbody></table>
      <button type="button" class="btn small" ?disabled=${it.grades.length >= 6} @click=${() => set([...it.grades, { code: "", label: "", counts: true, satisfied: false }])}>${icon("plus")}${say("evaluations.addGrade")}</button></section>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    const bad = this.#bad(it);
    const frozen = this.form.frozen && !this.copy;
    return html`<main class="sheet">
      ${head(this.copy ? say("evaluations.newForm") : say("evaluations.changeForm"), this.copy ? say("evaluations.fromForm", { title: this.form.title }) : say("evaluations.version", { n: this.form.version }), html`<a class="btn quiet" href=${link("evaluations", "forms")}>${icon("left")}${say("evaluations.forms")}</a>`)}
      <div class="scroll ruled pad roundwork formwork" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        ${this.#offer()}
        ${frozen ? notice("", light("met", ""), say("evaluations.frozenNote", { n: this.form.version + 1 })) : nothing}
        <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          <label for="form-title">${say("evaluations.formTitle")}</label><div class="middle">${textField({ name: "form-title", value: it.title, set: (title) => this.#set({ title }) })}</div>
          <span class="lab">${say("evaluations.formKind")}</span><div class="self">${kindName(it)}</div>
          <label for="instruction">${say("evaluations.instruction")}</label><div><div class="field area"><textarea id="instruction" rows="4" spellcheck="false" .value=${it.instruction} @input=${(event: Event) => this.#set({ instruction: (event.target as HTMLTextAreaElement).value })}></textarea></div></div>
          <span class="lab">${say("evaluations.freeText")}</span><div><label class="tick"><input type="checkbox" .checked=${it.free_text} @change=${(event: Event) => this.#set({ free_text: (event.target as HTMLInputElement).checked })} />${say("evaluations.freeTextOn")}</label><p class="note">${say("evaluations.freeTextNote")}</p></div>
        </form>
        ${it.kind === "one_delegate" ? this.#items(it) : html`<p class="note">${say(it.purpose === "report" ? "evaluations.report.items" : "evaluations.teamItems")}</p>`}
        ${this.#grades(it)}
      </div>
      <div class="foot"><span class="note">${bad}</span><div class="acts"><button class="btn primary" ?disabled=${bad !== "" || (!this.#edit.value && !this.copy)} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-form-editor", FormEditor);
