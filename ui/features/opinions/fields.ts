import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Day, short } from "@/app/days";
import { words } from "@/app/register";
import { say, sayIf } from "@/app/words";
import type { OpinionMoveWish } from "@/bridge/calls";
import { findPapers } from "@/features/proposals/find";
import { listField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";

export type Wish = Pick<
  OpinionMoveWish,
  "day" | "unit" | "paper" | "deadline" | "signer" | "note" | "answer" | "told" | "rating" | "attachment" | "proposal_id"
>;

export const blankWish = (day: Day): Wish => ({
  day,
  unit: "",
  paper: "",
  deadline: null,
  signer: "",
  note: "",
  answer: "",
  told: "",
  rating: "",
  attachment: "",
  proposal_id: null,
});

export interface FieldSource {
  kind: string;
  fields: readonly string[];
  needs: readonly string[];
  latest: string | null;
  wish: Wish;
  units: readonly string[];
  /** The paper that is chosen, once its name is known. */
  proposal: Option | undefined;
  set: (change: Partial<Wish>) => void;
}

/** What a field is called in this move: a reason is not called a note. */
function named(kind: string, field: string): string {
  return sayIf(`opinions.field.${kind}.${field}`) ?? sayIf(`opinions.field.${field}`) ?? field;
}

function text(it: FieldSource, field: "paper" | "signer" | "attachment"): TemplateResult {
  return html`<div class="field"><input id="move-${field}" autocomplete="off" .value=${live(it.wish[field])} @input=${(event: Event) => it.set({ [field]: (event.target as HTMLInputElement).value })} /></div>`;
}

function area(it: FieldSource, field: "note" | "answer"): TemplateResult {
  return html`<div class="field area"><textarea id="move-${field}" rows=${field === "answer" ? 4 : 2} .value=${live(it.wish[field])} @input=${(event: Event) => it.set({ [field]: (event.target as HTMLTextAreaElement).value })}></textarea></div>`;
}

function field(it: FieldSource, name: string): TemplateResult {
  switch (name) {
    case "note":
    case "answer":
      return area(it, name);
    case "deadline":
      return html`<zd-date name="move-deadline" forward brief .value=${it.wish.deadline ?? ""} @day=${(event: CustomEvent<Day>) => it.set({ deadline: event.detail || null })}></zd-date>${it.latest ? html`<p class="note">${say(it.kind === "extend" ? "opinions.extendUntil" : "opinions.deadlineUntil", { day: short(it.latest) })}</p>` : nothing}`;
    case "told":
    case "rating":
      return listField({
        name: `move-${name}`,
        value: it.wish[name],
        options: [
          ["", ""],
          ...words(name === "told" ? "told_by" : "opinion_rating").map((word): [string, string] => [word.code, word.label]),
        ],
        set: (value) => it.set({ [name]: value }),
      });
    case "proposal":
      return html`<zd-pick name="move-proposal" hint=${say("opinions.proposalNew")} .find=${(text: string) => findPapers(text, { stage: "open" })} .chosen=${it.wish.proposal_id ? [it.proposal?.id === it.wish.proposal_id ? it.proposal : { id: it.wish.proposal_id, name: "" }] : []} @pick=${(event: CustomEvent<Option[]>) => it.set({ proposal_id: event.detail[0]?.id || null })}></zd-pick>`;
    case "unit":
      return html`<zd-pick name="move-unit" free hint=${say("parts.pickOrWrite")} .options=${it.units.map((unit): Option => ({ id: unit, name: unit }))} .chosen=${it.wish.unit ? [{ id: it.wish.unit, name: it.wish.unit }] : []} @pick=${(event: CustomEvent<Option[]>) => it.set({ unit: event.detail[0]?.name ?? "" })}></zd-pick>`;
    default:
      return text(it, name as "paper");
  }
}

/** The fields of a move, those it must have first, each under its own name; what it need not have is said so. */
export function moveFields(it: FieldSource): TemplateResult {
  // Where an answer comes from is told by the program.
  const order = it.fields
    .filter((name) => name !== "source")
    .sort((a, b) => Number(it.needs.includes(b)) - Number(it.needs.includes(a)));
  return html`<div class="moveform">
    ${order.map(
      (name) =>
        html`<div class="labelled"><label for="move-${name}">${named(it.kind, name)}${it.needs.includes(name) ? nothing : html`<span class="note">${say("opinions.optional")}</span>`}</label><div>${field(it, name)}</div></div>`,
    )}
    <div class="labelled"><label for="move-day">${say("opinions.moveDay")}</label><div><zd-date name="move-day" .value=${it.wish.day} @day=${(event: CustomEvent<Day>) => it.set({ day: event.detail })}></zd-date></div></div>
  </div>`;
}
