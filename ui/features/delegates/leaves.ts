import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { roster } from "@/app/register";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { tell } from "@/bridge";
import type { Leave } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { listField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/date";

/** The leaves of a delegate: from, to, and one of four reasons, never a diagnosis. */
class Leaves extends Piece {
  static override properties = { person: {} };
  declare person: string;
  readonly #edit = signal<Leave | undefined>(undefined);

  readonly #saving = new Saving(this);

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("person")) this.#edit.value = undefined;
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    if (!this.#edit.value) return;
    try {
      const { operation } = await tell("delegates.leave", this.#edit.value);
      this.#edit.value = undefined;
      toast(say("delegates.leaveSaved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #remove(leave: Leave): Promise<void> {
    try {
      const { operation } = await tell("delegates.remove", { kind: "leave", id: leave.id });
      toast(say("delegates.leaveRemoved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override render(): TemplateResult {
    const leaves = roster.value.leaves.filter((each) => each.person_id === this.person);
    const edit = this.#edit.value;
    const reasons: [string, string][] = (["official", "private", "sick", "other"] as const).map((reason) => [
      reason,
      say(`delegates.leave.${reason}`),
    ]);
    const set = (change: Partial<Leave>) => edit && (this.#edit.value = { ...edit, ...change });
    return html`<section class="block">
      <div class="cap"><h2>${say("delegates.leaves")}</h2><span class="note">${say("delegates.leavesNote")}</span>${edit ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => (this.#edit.value = { id: "", person_id: this.person, from_day: today.value, to_day: today.value, reason: "official" })}>${icon("plus")}${say("delegates.addLeave")}</button>`}</div>
      ${leaves.length > 0 ? html`<table class="table mini"><thead><tr><th scope="col">${say("delegates.from")}</th><th scope="col">${say("delegates.to")}</th><th scope="col">${say("delegates.reason")}</th><th scope="col" class="act"><span class="apart">${say("delegates.change")}</span></th></tr></thead><tbody>${leaves.map((each) => html`<tr><td>${long(each.from_day)}</td><td>${long(each.to_day)}</td><td>${sayIf(`delegates.leave.${each.reason}`) ?? each.reason}</td><td class="act"><button data-needs="enter" class="btn small quiet" @click=${() => (this.#edit.value = { ...each })}>${say("delegates.change")}</button> <button data-needs="enter" class="btn small quiet" @click=${() => void this.#remove(each)}>${say("visits.remove")}</button></td></tr>`)}</tbody></table>` : edit ? nothing : html`<p class="note">${say("delegates.noLeaves")}</p>`}
      ${
        edit
          ? html`<form class="lines-form inset" @submit=${this.#save}>
              <label for="leave-from">${say("delegates.from")}</label><div class="short"><zd-date name="leave-from" .value=${edit.from_day} @day=${(event: CustomEvent<Day>) => set({ from_day: event.detail })}></zd-date></div>
              <label for="leave-to">${say("delegates.to")}</label><div class="short"><zd-date name="leave-to" .value=${edit.to_day} @day=${(event: CustomEvent<Day>) => set({ to_day: event.detail })}></zd-date></div>
              <label for="leave-reason">${say("delegates.reason")}</label><div class="short">${listField({ name: "leave-reason", value: edit.reason, options: reasons, set: (reason) => set({ reason }) })}</div>
              <span></span><div class="row"><button class="btn">${say("visits.save")}</button><button type="button" class="btn quiet" @click=${() => (this.#edit.value = undefined)}>${say("parts.cancel")}</button></div>
            </form>`
          : nothing
      }
    </section>`;
  }
}
define("zd-leaves", Leaves);
