import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { readDecimal } from "@/app/numbers";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Parameter, Rule, RuleBook } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { searchField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/read-field";
import { ruleForm } from "./rule-form";

const fresh = (): Rule => ({
  id: "",
  book: "",
  code: "",
  title: "",
  duty: "contact",
  levels: ["town"],
  window_unit: "month",
  window_length: 2,
  required: 1,
  kinds: [],
  team_credit: false,
  joint_credit: true,
  outside_credit: true,
  leader_credit: true,
  excused_credit: false,
  prorate: "month",
  rounding: "half",
  leave_relief: true,
  starts_on: null,
  valid_from: today.peek(),
  valid_to: null,
  source: "",
  place: 99,
});

/** What the other numbers are about, in the order of a clerk's work. */
const GROUPS = ["general", "opinions", "proposals", "evaluation", "backup", "other"] as const;
const GENERAL = new Set(["forum_counts_as_reception", "weekly_without_slot", "remind_days"]);

function groupOf(name: string): (typeof GROUPS)[number] {
  if (GENERAL.has(name)) return "general";
  if (name.startsWith("opinion")) return "opinions";
  return (["proposals", "evaluation", "backup"] as const).find((each) => name.startsWith(`${each}.`)) ?? "other";
}

/** The rule book: every number a place may set, dated, with its source. Old years keep the rules they had. */
class RuleBookPage extends Piece {
  readonly #book = new Resource<RuleBook>(this, () => ask("rulebook.list", {}), ["rules", "parameters"]);
  readonly #saving = new Saving(this);
  readonly #edit = signal<{ rule: Rule; from: Day; replaces: string } | undefined>(undefined);
  readonly #value = signal<{ parameter: Parameter; text: string; from: Day; source: string } | undefined>(undefined);

  /** Numbers whose name, source or group holds what is looked for. */
  #found(parameters: Parameter[]): Parameter[] {
    const word = (place.value.query.get("q") ?? "").trim();
    return parameters.filter(
      (each) =>
        !word ||
        [
          sayIf(`settings.parameter.${each.name}`) ?? each.name,
          each.source,
          say(`settings.parameterGroup.${groupOf(each.name)}`),
        ].some((text) => text.includes(word)),
    );
  }

  async #do(act: () => Promise<{ operation: number | null }>, message: string): Promise<void> {
    try {
      const { operation } = await act();
      this.#edit.value = undefined;
      this.#value.value = undefined;
      toast(message, operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #asks(rule: Rule): string {
    const every =
      rule.window_unit === "month"
        ? (sayIf(`settings.every.${rule.window_length}`) ?? say("settings.everyMonths", { n: rule.window_length }))
        : say(rule.window_unit === "rolling" ? "settings.everyRolling" : "settings.everyDays", { n: rule.window_length });
    return say("settings.asks", { every, n: rule.required });
  }

  async #saveRule(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    const message = say("settings.ruleSaved", { title: it.rule.title });
    if (it.replaces)
      await this.#do(
        () =>
          tell("rulebook.replace", {
            id: it.replaces,
            from: it.from,
            rule: { ...it.rule, id: "", code: "", valid_from: it.from, valid_to: null },
          }),
        message,
      );
    else await this.#do(() => tell("rulebook.save", { ...it.rule, valid_from: it.from }), message);
  }

  #rules(rules: Rule[]): TemplateResult {
    return html`<table class="table mini"><thead><tr><th scope="col">${say("settings.ruleTitle")}</th><th scope="col">${say("settings.ruleAsks")}</th><th scope="col">${say("settings.valid")}</th><th scope="col">${say("delegates.state")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead>
      <tbody>${rules.map((rule) => {
        const now = rule.valid_from <= today.value && (rule.valid_to === null || rule.valid_to >= today.value);
        return html`<tr><th scope="row" class="name">${rule.title}<span class="two note">${rule.book}</span></th><td>${this.#asks(rule)}<span class="two note">${rule.source}</span></td><td class="nowrap">${long(rule.valid_from)}${rule.valid_to ? html`<br />${long(rule.valid_to)}` : html`<br /><span class="note">${say("delegates.running")}</span>`}</td><td>${now ? light("met", say("settings.inForce")) : light("void", say("settings.pastRule"))}</td>
          <td class="act">${now ? html`<button data-needs="manage" class="btn small" @click=${() => (this.#edit.value = { rule: { ...rule }, from: `${today.value.slice(0, 4)}-01-01`, replaces: rule.id })}>${say("settings.changeRule")}</button> <button data-needs="manage" class="btn small quiet" @click=${() => void this.#do(() => tell("rulebook.end", { id: rule.id, on: today.value }), say("settings.ruleEnded", { title: rule.title }))}>${say("delegates.endToday")}</button>` : nothing}</td></tr>`;
      })}</tbody></table>`;
  }

  #parameters(parameters: Parameter[]): TemplateResult {
    const shownValue = (value: unknown) =>
      typeof value === "boolean" ? say(value ? "settings.yes" : "settings.no") : String(value) || say("settings.notSet");
    const edit = this.#value.value;
    const groups = GROUPS.map((group): [(typeof GROUPS)[number], Parameter[]] => [
      group,
      parameters.filter((each) => groupOf(each.name) === group),
    ]).filter(([, own]) => own.length > 0);
    const save = async (): Promise<void> => {
      const edit = this.#value.peek();
      if (!edit) return;
      const old = edit.parameter.value;
      const value =
        typeof old === "boolean" ? edit.text === "true" : typeof old === "number" ? readDecimal(edit.text) : edit.text;
      // A number left empty is no nought.
      if (value === null || value === undefined) return;
      await this.#do(
        () => tell("rulebook.parameter", { name: edit.parameter.name, value, valid_from: edit.from, source: edit.source }),
        say("settings.valueSaved"),
      );
    };
    return html`<table class="table mini"><thead><tr><th scope="col">${say("settings.parameter")}</th><th scope="col">${say("settings.value")}</th><th scope="col">${say("settings.valid")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead>
      ${groups.map(
        ([group, own]) =>
          html`<tbody><tr class="group"><th colspan="4" scope="rowgroup">${say(`settings.parameterGroup.${group}`)}</th></tr>${own.map(
            (each) => {
              const open = edit?.parameter === each;
              return html`<tr><th scope="row">${sayIf(`settings.parameter.${each.name}`) ?? each.name}<span class="two note">${each.source}</span></th><td>${shownValue(each.value)}</td><td class="nowrap">${long(each.valid_from)}</td><td class="act">${open ? nothing : html`<button data-needs="manage" class="btn small quiet" @click=${() => (this.#value.value = { parameter: each, text: String(each.value), from: today.value, source: "" })}>${say("delegates.change")}</button>`}</td></tr>
        ${
          open
            ? html`<tr><td colspan="4"><form class="row inset" @submit=${(event: Event) => {
                event.preventDefault();
                void this.#saving.run(save);
              }}>
          ${typeof each.value === "boolean" ? html`<label class="tick"><input type="checkbox" .checked=${edit.text === "true"} @change=${(event: Event) => (this.#value.value = { ...edit, text: String((event.target as HTMLInputElement).checked) })} />${say("settings.yes")}</label>` : typeof each.value === "number" ? html`<div class="picking"><zd-number decimal name="parameter-value" label=${say("settings.value")} .value=${readDecimal(edit.text) ?? null} @number=${(event: CustomEvent<number | null>) => (this.#value.value = { ...edit, text: event.detail === null ? "" : String(event.detail) })}></zd-number></div>` : html`<div class="field picking"><input aria-label=${say("settings.value")} .value=${edit.text} @input=${(event: Event) => (this.#value.value = { ...edit, text: (event.target as HTMLInputElement).value })} /></div>`}
          <div class="picking"><zd-date brief name="value-from" label=${say("delegates.from")} .value=${edit.from} @day=${(event: CustomEvent<Day>) => (this.#value.value = { ...edit, from: event.detail })}></zd-date></div>
          <div class="field grow"><input aria-label=${say("settings.source")} placeholder=${say("settings.source")} .value=${edit.source} @input=${(event: Event) => (this.#value.value = { ...edit, source: (event.target as HTMLInputElement).value })} /></div>
          <button class="btn" ?disabled=${edit.source.trim() === "" || !edit.from || edit.text.trim() === ""}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#value.value = undefined)}>${say("parts.cancel")}</button>
        </form></td></tr>`
            : nothing
        }`;
            },
          )}</tbody>`,
      )}</table>`;
  }

  protected override render(): TemplateResult {
    const edit = this.#edit.value;
    return html`${shown(this.#book, (book) => {
      const found = this.#found(book.parameters);
      return html`<div class="stackup">
        <div class="cap"><h2>${say("settings.ruleList")}</h2><span class="note">${say("settings.ruleNote")}</span><button data-needs="manage" class="btn small end" @click=${() => (this.#edit.value = { rule: fresh(), from: today.value, replaces: "" })}>${icon("plus")}${say("settings.addRule")}</button></div>
        ${
          edit
            ? ruleForm(
                edit,
                (next) => (this.#edit.value = next),
                () => void this.#saving.run(() => this.#saveRule()),
              )
            : nothing
        }
        ${this.#rules(book.rules)}
        <div class="row">${exportButton({ list: "rules", total: book.rules.length })}</div>
        <div class="cap"><h2>${say("settings.parameters")}</h2><span class="note">${say("settings.parametersNote")}</span></div>
        <div class="tools">${searchField(say("settings.parameterFind"))}</div>
        ${found.length > 0 ? this.#parameters(found) : emptyPlace({ icon: "search", title: say("settings.noneFound"), text: say("settings.noneFoundText") })}
        <div class="row">${exportButton({ list: "parameters", total: found.length, ids: found.map((each) => each.id) })}</div>
      </div>`;
    })}`;
  }
}
define("zd-rule-book", RuleBookPage);
