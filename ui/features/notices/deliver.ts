import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { words } from "@/app/register";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import { open } from "@/parts/dialogs";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { Saving } from "@/parts/saving";
import "@/parts/date";
import "@/parts/read-field";
import "@/parts/seg";

/** Who is to be reached. */
export interface ToReach {
  id: string;
  name: string;
  about: string;
}

/** The list is shown first, then what is entered for all of it; answers whether anything was entered. */
export async function deliver(notice: string, from: string, lines: readonly ToReach[], reached: boolean): Promise<boolean> {
  const done = await open<boolean>(
    (close) =>
      html`<zd-deliver .notice=${notice} .lines=${lines} .from=${from} .reached=${reached} .close=${close}></zd-deliver>`,
    true,
  );
  return done === true;
}

/** A delivery for one or many: the names first, then how it went, then the act with its count. */
class Deliver extends Piece {
  static override properties = {
    notice: {},
    lines: { attribute: false },
    from: {},
    reached: { type: Boolean },
    close: { attribute: false },
  };
  declare notice: string;
  declare lines: readonly ToReach[];
  declare from: string;
  declare reached: boolean;
  declare close: (made: boolean | undefined) => void;

  readonly #it = signal({
    day: today.peek(),
    at: "",
    way: words("notice_way")[0]?.code ?? "",
    sender: person.peek()?.name ?? "",
    receiver: "",
    note: "",
    photo: "",
  });
  readonly #refused = signal<Refused | undefined>(undefined);

  #set(
    change: Partial<{ day: string; at: string; way: string; sender: string; receiver: string; note: string; photo: string }>,
  ): void {
    this.#it.value = { ...this.#it.value, ...change };
  }

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    try {
      const { answer, operation } = await tell("notices.deliver", {
        ...this.#it.value,
        notice_id: this.notice,
        recipients: this.lines.map((line) => line.id),
        reached: this.reached,
      });
      toast(
        this.reached
          ? say("notices.delivered", { n: answer.recipients, missing: answer.missing })
          : say("notices.attempted", { n: answer.recipients }),
        operation,
      );
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const n = this.lines.length;
    const ways = words("notice_way").map((word) => ({ value: word.code, label: word.label }));
    const text = (name: "sender" | "receiver" | "note" | "photo", size: string, hint = "") =>
      html`<label for=${`deliver-${name}`}>${say(`notices.field.${name}`)}</label><div class=${size}>${textField({ name: `deliver-${name}`, hint, value: it[name], set: (value) => this.#set({ [name]: value }) })}</div>`;
    return html`<form class="stackup" @submit=${(event: Event) => this.#save(event)}>
      <h2>${say(this.reached ? "notices.deliverTitle" : "notices.attemptTitle", { n })}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <ul class="manylist" tabindex="0" aria-label=${say("notices.recipient")}>${this.lines.map((line) => html`<li><span class="name grow">${line.name}</span><span class="note nowrap">${line.about}</span></li>`)}</ul>
      <div class="lines-form">
        <span class="lab">${say("notices.way")}</span><div><zd-seg label=${say("notices.way")} .value=${it.way} .choices=${ways} @choose=${(event: CustomEvent<string>) => this.#set({ way: event.detail })}></zd-seg></div>
        <label for="deliver-day">${say("visits.day")}</label><div class="row days"><zd-date name="deliver-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date><div class="figurefield"><zd-time name="deliver-at" label=${say("notices.time")} hint="10:30" .value=${it.at} @time=${(event: CustomEvent<string>) => this.#set({ at: event.detail })}></zd-time></div></div>
        ${text("sender", "short")}
        ${this.reached ? text("receiver", "short", say(it.way === "entrusted" ? "notices.entrustedHint" : "notices.receiverHint")) : nothing}
        ${text("note", "", say(this.reached ? "notices.noteHint" : "notices.triedHint"))}
        ${this.reached ? text("photo", "", say("notices.photoHint")) : nothing}
      </div>
      <div class="row end"><button type="button" class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say(this.reached ? "notices.deliverAct" : "notices.attemptAct", { n })}</button></div>
    </form>`;
  }
}
define("zd-deliver", Deliver);
