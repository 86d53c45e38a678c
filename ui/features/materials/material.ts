import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, lastOf, long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { delegateOptions, label } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { ActionPoint, Material, MaterialItem } from "@/bridge/calls";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { own } from "@/parts/own";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { Saving } from "@/parts/saving";
import { detailOf, labelOf } from "./counted";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";

const SECTIONS = ["contact", "opinion", "action", "proposal", "duty", "evaluation"] as const;
const MARKS = ["told", "discussed", "action"] as const;
const HALVES = 4;

/** What a group looks at in its meeting: made in one go, each item ticked off here while the minutes are written. */
class MeetingMaterial extends Piece {
  static override properties = { meeting: {}, day: {} };
  declare meeting: string;
  declare day: Day;

  readonly #id = signal("");
  readonly #it = new Resource<Material | null>(
    this,
    () => (this.#id.value ? ask("materials.open", { id: this.#id.value }) : undefined),
    ["materials", "material_items", "action_points"],
  );
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #action = signal<{ item: string; point: ActionPoint } | undefined>(undefined);

  constructor() {
    super();
    this.meeting = "";
    this.day = "";
  }

  override willUpdate(): void {
    this.#id.value = this.meeting;
  }

  async #tell(act: () => Promise<{ operation?: number | null }>, message: string): Promise<void> {
    try {
      const { operation } = await act();
      this.#refused.value = undefined;
      this.#action.value = undefined;
      toast(message, operation ?? null);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
    this.#it.again();
  }

  #make(half = ""): void {
    const [from = "", to = ""] = half.split(" ");
    void this.#tell(
      () => tell("materials.make", { meeting_id: this.meeting, from: from || null, to: to || null }),
      say("materials.made"),
    );
  }

  #mark(item: MaterialItem, mark: string): void {
    if (mark === "action") {
      const point: ActionPoint = {
        id: "",
        meeting_id: this.meeting,
        content: item.label,
        person_id: null,
        owner: "",
        due_on: null,
        done_on: null,
        outcome: "",
      };
      this.#action.value = { item: item.id, point };
      return;
    }
    const next = item.mark === mark ? "" : mark;
    void this.#tell(
      () => tell("materials.mark", { id: item.id, mark: next, action: null }),
      say(next ? "materials.ticked" : "materials.unticked"),
    );
  }

  /** Half years to choose from, the newest first. */
  #halves(): [string, string][] {
    const year = Number(this.day.slice(0, 4));
    const second = this.day.slice(5, 7) > "06";
    return Array.from({ length: HALVES }, (_, at): [string, string] => {
      const back = at + (second ? 0 : 1);
      const first = back % 2 === 1;
      const of = year - (second ? Math.floor(at / 2) : Math.ceil(at / 2));
      const from = first ? `${of}-01-01` : `${of}-07-01`;
      const to = lastOf(first ? `${of}-06` : `${of}-12`);
      return [`${from} ${to}`, say(first ? "materials.firstHalf" : "materials.secondHalf", { year: String(of) })];
    });
  }

  readonly #saving = new Saving(this);

  #actionForm(): TemplateResult | typeof nothing {
    const edit = this.#action.value;
    if (!edit) return nothing;
    const it = edit.point;
    const set = (change: Partial<ActionPoint>) => (this.#action.value = { ...edit, point: { ...it, ...change } });
    const who: Option[] = it.person_id
      ? [{ id: it.person_id, name: delegateOptions.value.find((one) => one.id === it.person_id)?.name ?? "" }]
      : it.owner
        ? [{ id: "", name: it.owner }]
        : [];
    const save = (event: Event): void => {
      event.preventDefault();
      void this.#saving.run(() =>
        this.#tell(
          () => tell("materials.mark", { id: edit.item, mark: "action", action: this.#action.peek()?.point ?? it }),
          say("meetings.actionSaved"),
        ),
      );
    };
    return html`<form class="inset stepform" @submit=${save}><div class="lines-form">
        <label for="material-content">${say("meetings.action")}</label><div>${textField({ name: "material-content", value: it.content, set: (content) => set({ content }) })}</div>
        <label for="material-who">${say("meetings.owner")}</label><div class="short"><zd-pick name="material-who" free hint=${say("meetings.ownerHint")} .options=${delegateOptions.value} .chosen=${who} @pick=${(event: CustomEvent<Option[]>) => set({ person_id: event.detail[0]?.id || null, owner: event.detail[0]?.id ? "" : (event.detail[0]?.name ?? "") })}></zd-pick></div>
        <label for="material-due">${say("meetings.due")}</label><div class="short"><zd-date name="material-due" forward .value=${it.due_on ?? ""} @day=${(event: CustomEvent<Day>) => set({ due_on: event.detail || null })}></zd-date></div>
      </div><div class="row end"><button type="button" class="btn quiet" @click=${() => (this.#action.value = undefined)}>${say("parts.cancel")}</button><button class="btn">${say("meetings.keepAction")}</button></div></form>`;
  }

  #row(it: Material, item: MaterialItem): TemplateResult {
    const choices = MARKS.map((value) => ({ value, label: say(`materials.mark.${value}`) }));
    const settled = item.mark === "action" && item.action_id !== null;
    return html`<tr><td>${labelOf(it, item)}<span class="note two">${detailOf(it, item)}</span></td><td class="act">${settled ? light("met", say("materials.mark.action")) : own("enter", html`<zd-seg size="small" label=${item.label} .value=${item.mark} .choices=${choices} @choose=${(event: CustomEvent<string>) => this.#mark(item, event.detail)}></zd-seg>`)}</td></tr>
      ${this.#action.value?.item === item.id ? html`<tr><td colspan="2">${this.#actionForm()}</td></tr>` : nothing}`;
  }

  #list(it: Material): TemplateResult {
    const ticked = it.items.filter((item) => item.mark !== "").length;
    return html`
      <div class="row"><a class="btn small" href=${link("meetings", this.meeting, { paper: "group_material" })}>${icon("print")}${say("materials.print")}</a>${it.leader_copy ? html`<a class="btn small" href=${link("meetings", this.meeting, { paper: "group_material", copy: "leader" })}>${icon("print")}${say("materials.leader")}</a>` : nothing}<button data-needs="enter" type="button" class="btn small quiet" @click=${() => this.#make()}>${icon("restore")}${say("materials.again")}</button><div data-needs="enter" class="picking">${listField({ name: "material-half", label: say("materials.half"), value: `${it.from_day} ${it.to_day}`, options: this.#halves(), set: (half) => this.#make(half) })}</div>${ticked < it.items.length ? html`<button data-needs="enter" type="button" class="btn small quiet" @click=${() => void this.#tell(() => tell("materials.mark_rest", { meeting_id: this.meeting, mark: "told" }), say("materials.restTold"))}>${say("materials.rest")}</button>` : nothing}</div><p class="note">${say("materials.stands", { day: long(it.made_on), ticked, n: it.items.length })}</p>
      ${it.leader_copy ? nothing : html`<p class="note">${say("materials.leaderOff")} <a href=${link("settings", "rules")}>${say("duties.rules")}</a></p>`}
      ${it.figures.held > 0 ? html`<p class="note">${say("materials.held", { n: it.figures.held })}</p>` : nothing}
      ${SECTIONS.map((section) => {
        const items = it.items.filter((item) => item.section === section);
        let topic: string | undefined;
        const row = (item: MaterialItem): TemplateResult => {
          const begins = section === "opinion" && item.topic !== topic;
          topic = item.topic;
          return html`${begins ? html`<tr class="group"><th colspan="2" scope="rowgroup">${label("topic", item.topic) || say("materials.noTopic")}</th></tr>` : nothing}${this.#row(it, item)}`;
        };
        return items.length > 0
          ? html`<h3 class="materialpart">${say(`materials.section.${section}`)}</h3><table class="table mini materialitems"><tbody>${items.map(row)}</tbody></table>`
          : nothing;
      })}`;
  }

  protected override render(): TemplateResult {
    const it = this.#it.value.value;
    return html`<div class="cap"><h2>${say("materials.title")}</h2><span class="note">${say("materials.note")}</span>${it === null ? html`<button data-needs="enter" type="button" class="btn small end" @click=${() => this.#make()}>${icon("plus")}${say("materials.make")}</button>` : nothing}</div>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      ${it ? this.#list(it) : nothing}`;
  }
}
define("zd-meeting-material", MeetingMaterial);
