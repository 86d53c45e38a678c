import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Day, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, peopleOptions, personName, spoken, words } from "@/app/register";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { Opinion, OpinionEntry } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { InlineForm } from "@/parts/inline-form";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";

const blank = (): OpinionEntry => ({
  id: "",
  visit_id: null,
  area_id: "",
  day: today.peek(),
  topic: "",
  nature: "",
  content: "",
  giver: "",
  giver_phone: "",
  named: false,
  first_id: null,
});

/** What was said, where and by whom: a new one that came by letter or telephone, or a correction of what was registered. */
class OpinionEntryForm extends Piece {
  static override properties = { entry: { attribute: false }, close: { attribute: false } };
  declare entry: OpinionEntry;
  declare close: (id: string | undefined) => void;

  readonly #form = new InlineForm<OpinionEntry>(this, "opinion_entry", (it) => it.id || "new");

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#form.open({ ...this.entry });
  }

  override firstUpdated(): void {
    this.querySelector<HTMLElement>("textarea")?.focus();
  }

  #set(change: Partial<OpinionEntry>): void {
    this.#form.set(change);
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#form.save(async (it) => {
      const { answer, operation } = await tell("opinions.save", it);
      toast(say(this.entry.id ? "opinions.corrected" : "opinions.entered"), operation);
      this.close(answer.id);
    });
  }

  /** Leaving by its button throws away what was typed; Escape and the lock keep it. */
  async #leave(): Promise<void> {
    await this.#form.leave();
    this.close(undefined);
  }

  #list(it: OpinionEntry, name: "topic" | "nature", list: string): TemplateResult {
    return listField({
      name,
      value: it[name],
      options: [["", ""], ...words(list).map((word): [string, string] => [word.code, word.label])],
      set: (value) => this.#set({ [name]: value }),
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const it = this.#form.it.value;
    if (!it) return nothing;
    const area = areaById.value.get(it.area_id);
    const ofVisit = this.entry.visit_id !== null;
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${say(this.entry.id ? "opinions.correct" : "opinions.enter")}</h2>
      ${this.#form.offer()}
      ${this.#form.refused.value ? refusal(this.#form.refused.value) : nothing}
      ${this.#form.anew(html`<div class="moveform">
        <div class="labelled"><label for="content">${say("visits.content")}</label><div class="field area"><textarea id="content" rows="4" .value=${live(it.content)} @input=${(event: Event) => this.#set({ content: (event.target as HTMLTextAreaElement).value })}></textarea></div></div>
        ${
          ofVisit
            ? nothing
            : html`<div class="labelled"><span class="lab">${say("visits.area")}</span><zd-pick name="area" label=${say("visits.area")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ area_id: event.detail[0]?.id ?? "" })}></zd-pick></div>
              <div class="labelled"><label for="day">${say("opinions.heard")}</label><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>`
        }
        <div class="labelled"><label for="nature">${say("opinions.nature")}</label>${this.#list(it, "nature", "opinion_nature")}</div>
        <div class="labelled"><label for="topic">${say("visits.topic")}</label>${this.#list(it, "topic", "topic")}</div>
        <div class="labelled"><label for="giver">${say("visits.giver")}</label>${textField({ name: "giver", value: it.giver, hint: say("opinions.anonymous"), set: (giver) => this.#set({ giver }) })}</div>
        <div class="labelled"><label for="giver_phone">${say("opinions.phone")}</label>${textField({ name: "giver_phone", value: it.giver_phone, set: (giver_phone) => this.#set({ giver_phone }) })}</div>
        <div class="labelled"><span class="lab">${say("opinions.first")}</span><zd-pick name="first" label=${say("opinions.first")} .options=${peopleOptions.value} .chosen=${it.first_id ? [{ id: it.first_id, name: personName(it.first_id) }] : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ first_id: event.detail[0]?.id ?? null })}></zd-pick></div>
        <div class="labelled"><span class="lab">${say("opinions.named")}</span><div><label class="tick"><input type="checkbox" .checked=${it.named} @change=${(event: Event) => this.#set({ named: (event.target as HTMLInputElement).checked })} />${say("opinions.namedTick")}</label><p class="note">${say("opinions.namedNote")}</p></div></div>
      </div>`)}
      ${this.entry.id ? nothing : html`<p class="note">${say("opinions.informed")}</p>`}
      <div class="row end"><button type="button" class="btn" @click=${() => void this.#leave()}>${say("parts.cancel")}</button><button class="btn primary">${say(this.entry.id ? "visits.save" : "opinions.enterAct")}</button></div>
    </form>`;
  }
}
define("zd-opinion-entry", OpinionEntryForm);

function dialog(entry: OpinionEntry): Promise<string | undefined> {
  return open<string>((close) => html`<zd-opinion-entry .entry=${entry} .close=${close}></zd-opinion-entry>`);
}

/** Registers an opinion that came without a visit, and opens it. */
export async function enterOpinion(): Promise<void> {
  const id = await dialog(blank());
  if (id) go(link("opinions", id));
}

/** Corrects what was registered; true when it was saved. */
export async function correctOpinion(it: Opinion): Promise<boolean> {
  const { line } = it;
  return (
    (await dialog({
      id: line.id,
      visit_id: line.visit_id,
      area_id: it.area_id,
      day: line.day,
      topic: line.topic,
      nature: line.nature,
      content: line.content,
      giver: it.giver,
      giver_phone: it.giver_phone,
      named: line.named,
      first_id: it.first_id,
    })) !== undefined
  );
}
