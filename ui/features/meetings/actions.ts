import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, span, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { delegateOptions, personName } from "@/app/register";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { ActionLine, ActionPoint } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { InlineForm } from "@/parts/inline-form";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";

/** What a meeting asked somebody to do, each followed to its end. */
class MeetingActions extends Piece {
  static override properties = { meeting: {}, day: {} };
  declare meeting: string;
  declare day: Day;

  readonly #id = signal("");
  readonly #all = new Resource<ActionLine[]>(
    this,
    () => (this.#id.value ? ask("meetings.actions", { meeting_id: this.#id.value }) : undefined),
    ["action_points"],
  );
  readonly #edit = new InlineForm<ActionPoint>(this, "action_point", (it) => it.id || `new ${it.meeting_id}`);

  constructor() {
    super();
    this.meeting = "";
    this.day = "";
  }

  override willUpdate(): void {
    // What is written for one meeting is not saved for the next.
    if (this.#id.peek() !== this.meeting) this.#edit.close();
    this.#id.value = this.meeting;
  }

  #fresh(): ActionPoint {
    return {
      id: "",
      meeting_id: this.meeting,
      content: "",
      person_id: null,
      owner: "",
      due_on: null,
      done_on: null,
      outcome: "",
    };
  }

  #set(change: Partial<ActionPoint>): void {
    this.#edit.set(change);
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#edit.save(async (it) => {
      const { answer, operation } = await tell("meetings.action", it);
      toast(say(it.done_on ? "meetings.actionDone" : "meetings.actionSaved"), operation);
      return answer.id;
    });
  }

  async #drop(it: ActionPoint): Promise<void> {
    const sure = await confirm({
      title: say("meetings.actionRemoveTitle"),
      names: [it.content],
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("meetings.action_remove", { id: it.id });
      await this.#edit.leave();
      toast(say("meetings.actionRemoved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #form(it: ActionPoint): TemplateResult {
    const who: Option[] = it.person_id
      ? [{ id: it.person_id, name: personName(it.person_id) }]
      : it.owner
        ? [{ id: "", name: it.owner }]
        : [];
    return html`<form class="inset stepform" @submit=${(event: Event) => this.#save(event)}>
      ${this.#edit.offer()}
      ${this.#edit.refused.value ? refusal(this.#edit.refused.value) : nothing}
      ${this.#edit.anew(html`<div class="lines-form">
        <label for="action-content">${say("meetings.action")}</label><div>${textField({ name: "action-content", value: it.content, set: (content) => this.#set({ content }) })}</div>
        <label for="action-who">${say("meetings.owner")}</label><div class="short"><zd-pick name="action-who" free hint=${say("meetings.ownerHint")} .options=${delegateOptions.value} .chosen=${who} @pick=${(event: CustomEvent<Option[]>) => this.#set({ person_id: event.detail[0]?.id || null, owner: event.detail[0]?.id ? "" : (event.detail[0]?.name ?? "") })}></zd-pick></div>
        <label for="action-due">${say("meetings.due")}</label><div class="short"><zd-date name="action-due" forward .value=${it.due_on ?? ""} @day=${(event: CustomEvent<Day>) => this.#set({ due_on: event.detail || null })}></zd-date></div>
        ${it.id ? html`<label for="action-done">${say("meetings.doneOn")}</label><div class="short"><zd-date name="action-done" .value=${it.done_on ?? ""} @day=${(event: CustomEvent<Day>) => this.#set({ done_on: event.detail || null })}></zd-date></div><label for="action-outcome">${say("meetings.outcome")}</label><div>${textField({ name: "action-outcome", value: it.outcome, set: (outcome) => this.#set({ outcome }) })}</div>` : nothing}
      </div>`)}
      <div class="row end">${it.id ? html`<button data-needs="enter" type="button" class="btn quiet" @click=${() => void this.#drop(it)}>${say("visits.remove")}</button>` : nothing}<button type="button" class="btn quiet" @click=${() => void this.#edit.leave()}>${say("parts.cancel")}</button><button data-needs="enter" class="btn">${say("meetings.keepAction")}</button></div>
    </form>`;
  }

  #row(line: ActionLine): TemplateResult {
    const it = line.action;
    const late = !it.done_on && it.due_on !== null && it.due_on < today.value;
    const stands = it.done_on
      ? light("met", html`${say("meetings.done")} <span class="note">${short(it.done_on)}</span>`)
      : light(
          late ? "owed" : "wait",
          it.due_on
            ? html`${short(it.due_on)}${late ? html` <span class="note">${say("proposals.late", { n: span(it.due_on, today.value) })}</span>` : nothing}`
            : say("meetings.noDue"),
        );
    return html`<tr><td>${it.content}${it.outcome ? html`<span class="two note">${it.outcome}</span>` : nothing}</td><td class="name">${personName(it.person_id) || it.owner}</td><td class="nowrap">${stands}</td><td class="act">${it.done_on ? nothing : html`<button data-needs="enter" type="button" class="btn small" @click=${() => void this.#edit.open({ ...it, done_on: today.value })}>${say("meetings.doneNow")}</button> `}<button data-needs="enter" type="button" class="btn small quiet" @click=${() => void this.#edit.open({ ...it })}>${say("delegates.change")}</button></td></tr>
      ${this.#edit.it.value?.id === it.id ? html`<tr><td colspan="4">${this.#form(this.#edit.it.value)}</td></tr>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const all = this.#all.value.value ?? [];
    const edit = this.#edit.it.value;
    return html`<div class="cap"><h2>${say("meetings.actions")}</h2><span class="note">${say("meetings.actionsNote")}</span><button data-needs="enter" type="button" class="btn small end" @click=${() => void this.#edit.open(this.#fresh())}>${icon("plus")}${say("meetings.addAction")}</button></div>
      ${edit && !edit.id ? this.#form(edit) : nothing}
      ${all.length > 0 ? html`<table class="table mini"><tbody>${all.map((line) => this.#row(line))}</tbody></table>` : nothing}`;
  }
}
define("zd-meeting-actions", MeetingActions);
