import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName, areaOptions, delegateOptions, peopleOptions, personName } from "@/app/register";
import { link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Handover, HandoverWhole } from "@/bridge/calls";
import { KeptForm } from "@/parts/kept-form";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import { briefingParts, heldList } from "./briefing";
import { GROUNDS } from "./grounds";

const PAUSE = 250;

/** A handover: who, from which day, which villages; below, what the successor is told; beside, what is still to do. */
class HandoverForm extends KeptForm<Handover> {
  readonly #contacts = signal(true);
  readonly #whole = signal<HandoverWhole | undefined>(undefined);
  #timer = 0;

  constructor() {
    super("handovers");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
  }

  protected override key(): string {
    return `${super.key()} ${place.peek().query.get("from") ?? ""}`;
  }

  protected override back(): string {
    const from = this.it.peek()?.from_id;
    return from ? link("delegates", from) : link("handovers");
  }

  protected override async load(record: string): Promise<Handover> {
    const from_id = place.peek().query.get("from") ?? "";
    const whole = await (record
      ? ask("handovers.open", { id: record })
      : ask("handovers.brief", { id: null, from_id, to_id: "", day: today.peek(), area_ids: [], included: [] }));
    this.#whole.value = whole;
    this.#contacts.value = whole.running > 0;
    return whole.line.handover;
  }

  protected override set(change: Partial<Handover>): void {
    super.set(change);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#brief(), PAUSE);
  }

  /** What would be told, for what is in the form now. */
  async #brief(): Promise<void> {
    const it = this.it.peek();
    if (!it?.from_id || !it.day) return;
    try {
      const { from_id, to_id, day, area_ids, included } = it;
      const whole = await ask("handovers.brief", { id: null, from_id, to_id, day, area_ids, included });
      const old = this.#whole.peek();
      // What the chains say belongs to the kept record; a look ahead does not know of it.
      const told = new Map(
        [...(old?.briefing.opinions ?? []), ...(old?.briefing.proposals ?? [])].map((one) => [one.id, one.passed]),
      );
      for (const one of [...whole.briefing.opinions, ...whole.briefing.proposals]) one.passed = told.get(one.id) ?? false;
      if (it !== this.it.peek()) return;
      this.#whole.value = { ...whole, line: { ...whole.line, passed: old?.line.passed ?? 0 } };
      this.refused.value = undefined;
    } catch (cause) {
      if (it === this.it.peek()) this.refused.value = Refused.from(cause);
    }
  }

  protected override async send(it: Handover): Promise<string> {
    const contacts = this.#contacts.value && (this.#whole.value?.running ?? 0) > 0;
    const { answer, operation } = await tell("handovers.save", { handover: it, contacts });
    toast(say("handovers.saved", { name: personName(it.to_id) }), operation);
    return answer.id;
  }

  async #chains(call: "handovers.pass" | "handovers.take_back"): Promise<void> {
    try {
      const { answer } = await tell(call, { id: this.record });
      toast(say(call === "handovers.pass" ? "handovers.passDone" : "handovers.backDone", { n: answer.passed }));
      await this.open();
    } catch (cause) {
      await refuse(cause);
    }
  }

  #remove(it: Handover): Promise<void> {
    return this.discard(
      { title: say("handovers.removeTitle"), note: say("handovers.removeNote") },
      () => tell("handovers.remove", { id: it.id }),
      say("handovers.removed"),
      link("delegates", it.from_id),
    );
  }

  #fields(it: Handover): TemplateResult {
    const person = (id: string): Option[] => (id ? [{ id, name: personName(id) }] : []);
    const grounds: [string, string][] = [
      ["", say("handovers.chooseGround")],
      ...GROUNDS.map((ground): [string, string] => [ground, say(`handovers.ground.${ground}`)]),
    ];
    const villages = it.area_ids.map((id): Option => ({ id, name: areaName(id) }));
    const running = this.#whole.value?.running ?? 0;
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="handover-from">${say("handovers.from")}</label><div class="short"><zd-pick name="handover-from" hint=${say("handovers.pickHint")} .options=${peopleOptions.value} .chosen=${person(it.from_id)} @pick=${(event: CustomEvent<Option[]>) => this.set({ from_id: event.detail[0]?.id ?? "", area_ids: [] })}></zd-pick></div>
      <label for="handover-to">${say("handovers.to")}</label><div class="short"><zd-pick name="handover-to" hint=${say("handovers.pickHint")} .options=${delegateOptions.value} .chosen=${person(it.to_id)} @pick=${(event: CustomEvent<Option[]>) => this.set({ to_id: event.detail[0]?.id ?? "" })}></zd-pick></div>
      <label for="handover-ground">${say("handovers.why")}</label><div class="short">${listField({ name: "handover-ground", value: it.ground, options: grounds, set: (ground) => this.set({ ground }) })}</div>
      <label for="handover-day">${say("handovers.firstDay")}</label><div class="short"><zd-date name="handover-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.set({ day: event.detail })}></zd-date><p class="note">${say("handovers.firstDayNote")}</p></div>
      <label for="handover-areas">${say("handovers.villages")}</label><div class="middle"><zd-pick name="handover-areas" many uncounted hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${villages} @pick=${(event: CustomEvent<Option[]>) => this.set({ area_ids: event.detail.map((one) => one.id) })}></zd-pick>
        ${running > 0 ? html`<label class="tick"><input type="checkbox" .checked=${this.#contacts.value} @change=${(event: Event) => (this.#contacts.value = (event.target as HTMLInputElement).checked)} />${say("handovers.contacts", { n: running })}</label>` : nothing}</div>
      <label for="handover-witness">${say("handovers.witness")}</label><div class="short">${textField({ name: "handover-witness", value: it.witness, hint: say("handovers.witnessHint"), set: (witness) => this.set({ witness }) })}</div>
      ${it.id ? html`<label for="handover-signed">${say("handovers.signedOn")}</label><div class="short"><zd-date name="handover-signed" .value=${it.signed_on ?? ""} @day=${(event: CustomEvent<Day>) => this.set({ signed_on: event.detail || null })}></zd-date><p class="note">${say("handovers.signedNote")}</p></div>` : nothing}
      <label for="handover-note">${say("delegates.note")}</label><div class="middle">${textField({ name: "handover-note", value: it.note, set: (note) => this.set({ note }) })}</div>
    </form>`;
  }

  #side(it: Handover): TemplateResult {
    const whole = this.#whole.value;
    const passed = whole?.line.passed ?? 0;
    const { opinions = [], proposals = [] } = whole?.briefing ?? {};
    const waits = [...opinions, ...proposals].filter((one) => !one.passed).length;
    const held = whole?.briefing.held ?? [];
    return html`<div class="side">
      <section><h2>${say("handovers.steps")}</h2><ol class="steplist">
        <li>${it.id && !this.touched.value ? light("met", say("handovers.stepSaved")) : light("wait", say("handovers.stepSave"))}</li>
        <li>${it.signed_on ? light("met", say("handovers.stepSigned", { day: long(it.signed_on) })) : light("wait", say("handovers.stepSign"))}${it.id ? html`<div><a class="btn small" href=${link("handovers", it.id, { paper: "handover" })}>${icon("print")}${say("handovers.print")}</a></div>` : nothing}${this.touched.value && it.id ? html`<span class="note">${say("meetings.saveFirst")}</span>` : nothing}</li>
        <li>${passed > 0 ? light("met", say("handovers.stepPassed", { n: passed })) : light("wait", say("handovers.stepPass"))}<span class="note">${say("handovers.passNote")}</span>${it.id && !this.touched.value ? html`<div class="row">${waits > 0 ? html`<button data-needs="enter" type="button" class="btn small" @click=${() => void this.#chains("handovers.pass")}>${say("handovers.pass", { n: waits })}</button>` : nothing}${passed > 0 ? html`<button data-needs="enter" type="button" class="btn small quiet" @click=${() => void this.#chains("handovers.take_back")}>${say("handovers.takeBack")}</button>` : nothing}</div>` : nothing}</li>
      </ol></section>
      ${held.length > 0 ? heldList({ held, include: (id) => this.set({ included: [...it.included, id] }) }) : nothing}
      <section><p class="note">${say("handovers.keeps")}</p></section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    const whole = this.#whole.value;
    const ready = it && it.from_id !== "" && it.to_id !== "" && it.ground !== "" && it.day !== "";
    return html`<main class="sheet">
      ${head(say("handovers.title"), it?.id ? say("handovers.sub", { from: personName(it.from_id), to: personName(it.to_id) }) : say("handovers.newSub"), html`<a class="btn quiet" href=${this.back()}>${icon("left")}${it?.from_id ? personName(it.from_id) : say("handovers.listTitle")}</a>${it?.id ? html`<button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      ${it ? this.draftNotice(it) : nothing}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}${this.anew(it ? this.#fields(it) : nothing)}${whole && it?.from_id ? briefingParts(whole.briefing, it.to_id, it.day) : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("handovers.steps")}>${it ? this.#side(it) : nothing}</aside>
      </div>
      ${this.foot(!!ready && (this.touched.value || it.id === ""))}
    </main>`;
  }
}
define("zd-handover-form", HandoverForm);
