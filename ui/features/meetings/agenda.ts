import { html, type TemplateResult } from "lit";
import { delegateOptions, personName } from "@/app/register";
import { say } from "@/app/words";
import type { AgendaItem } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";

const KINDS = ["topic", "report", "speech"] as const;

/** The agenda as rows: what, by whom, and afterwards what came of it. */
export function agendaRows(items: AgendaItem[], set: (items: AgendaItem[]) => void): TemplateResult {
  const kinds = KINDS.map((kind): [string, string] => [kind, say(`meetings.item.${kind}`)]);
  const change = (at: number, part: Partial<AgendaItem>) =>
    set(items.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const who = (one: AgendaItem): Option[] =>
    one.person_id ? [{ id: one.person_id, name: personName(one.person_id) }] : one.speaker ? [{ id: "", name: one.speaker }] : [];
  return html`${items.map(
    (one, at) => html`<div class="agendarow">
      <span class="note">${at + 1}</span>
      <div>${listField({ name: `agenda-kind-${at}`, label: say("meetings.itemKind", { n: at + 1 }), value: one.kind, options: kinds, set: (kind) => change(at, { kind }) })}</div>
      <div>${textField({ name: `agenda-title-${at}`, label: say("meetings.itemTitle", { n: at + 1 }), hint: say("meetings.itemTitleHint"), value: one.title, set: (title) => change(at, { title }) })}</div>
      <div><zd-pick name=${`agenda-who-${at}`} label=${say("meetings.itemBy", { n: at + 1 })} hint=${say("meetings.itemByHint")} free .options=${delegateOptions.value} .chosen=${who(one)} @pick=${(event: CustomEvent<Option[]>) => change(at, { person_id: event.detail[0]?.id || null, speaker: event.detail[0]?.id ? "" : (event.detail[0]?.name ?? "") })}></zd-pick></div>
      <div class="outcome">${textField({ name: `agenda-outcome-${at}`, label: say("meetings.itemOutcome", { n: at + 1 }), hint: say("meetings.itemOutcomeHint"), value: one.outcome, set: (outcome) => change(at, { outcome }) })}</div>
      <button type="button" class="btn icon quiet small" aria-label=${say("parts.remove", { name: one.title || String(at + 1) })} @click=${() => set(items.filter((_, index) => index !== at))}>${icon("close")}</button>
    </div>`,
  )}
  <p><button type="button" class="btn small" @click=${() => set([...items, { id: "", kind: "topic", title: "", person_id: null, speaker: "", outcome: "" }])}>${icon("plus")}${say("meetings.addItem")}</button></p>`;
}
