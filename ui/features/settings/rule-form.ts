import { html, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { say } from "@/app/words";
import type { Rule } from "@/bridge/calls";
import { listField, textField } from "@/parts/page";
import "@/parts/date";
import "@/parts/read-field";

interface Edit {
  rule: Rule;
  from: Day;
  replaces: string;
}

const CREDITS = ["joint_credit", "outside_credit", "leader_credit", "team_credit", "excused_credit", "leave_relief"] as const;

/** A rule as a form: what it asks, of whom, how its windows lie, what counts, from when and by which paper. */
export function ruleForm(edit: Edit, set: (next: Edit | undefined) => void, save: () => void): TemplateResult {
  const { rule } = edit;
  const change = (part: Partial<Rule>) => set({ ...edit, rule: { ...rule, ...part } });
  const duties: [string, string][] = (["contact", "meeting", "proposal", "evaluation"] as const).map((duty) => [
    duty,
    say(`duties.duty.${duty}`),
  ]);
  const units: [string, string][] = (["month", "day", "rolling"] as const).map((unit) => [unit, say(`settings.unit.${unit}`)]);
  return html`<form class="lines-form inset" @submit=${(event: Event) => {
    event.preventDefault();
    save();
  }}>
    <label for="rule-title">${say("settings.ruleTitle")}</label><div class="short">${textField({ name: "rule-title", value: rule.title, set: (title) => change({ title }) })}</div>
    <label for="rule-book">${say("settings.book")}</label><div class="short">${textField({ name: "rule-book", value: rule.book, set: (book) => change({ book }) })}</div>
    <label for="rule-duty">${say("settings.counts")}</label><div class="short">${listField({ name: "rule-duty", value: rule.duty, options: duties, set: (duty) => change({ duty: duty as Rule["duty"] }) })}</div>
    <span class="lab">${say("delegates.level")}</span><div class="row">${(["town", "district", "city"] as const).map((level) => html`<label class="tick"><input type="checkbox" .checked=${rule.levels.includes(level)} @change=${() => change({ levels: rule.levels.includes(level) ? rule.levels.filter((other) => other !== level) : [...rule.levels, level] })} />${say(`delegates.level.${level}`)}</label>`)}</div>
    <label for="rule-required">${say("settings.required")}</label><div class="row short"><div class="figurefield"><zd-number name="rule-required" .value=${rule.required} @number=${(event: CustomEvent<number | null>) => change({ required: event.detail ?? 0 })}></zd-number></div><span class="quiet">${say("settings.within")}</span><div class="figurefield"><zd-number name="rule-window" label=${say("settings.within")} .value=${rule.window_length} @number=${(event: CustomEvent<number | null>) => change({ window_length: event.detail ?? 0 })}></zd-number></div></div>
    <label for="rule-unit">${say("settings.unit")}</label><div class="short">${listField({ name: "rule-unit", value: rule.window_unit, options: units, set: (unit) => change({ window_unit: unit as Rule["window_unit"] }) })}</div>
    <span class="lab">${say("settings.credits")}</span><ul class="ticks">${CREDITS.map((credit) => html`<li><label class="tick"><input type="checkbox" .checked=${rule[credit]} @change=${() => change({ [credit]: !rule[credit] })} />${say(`settings.credit.${credit}`)}</label></li>`)}</ul>
    <label for="rule-from">${say("settings.validFrom")}</label><div class="short"><zd-date name="rule-from" .value=${edit.from} @day=${(event: CustomEvent<Day>) => set({ ...edit, from: event.detail })}></zd-date><p class="note">${edit.replaces ? say("settings.replaceNote") : ""}</p></div>
    <label for="rule-source">${say("settings.source")}</label><div class="middle">${textField({ name: "rule-source", value: rule.source, set: (source) => change({ source }) })}<p class="note">${say("settings.sourceNote")}</p></div>
    <span></span><div class="row"><button class="btn" ?disabled=${rule.title.trim() === "" || rule.source.trim() === "" || !edit.from}>${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => set(undefined)}>${say("parts.cancel")}</button></div>
  </form>`;
}
