import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today, when } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, areaOptions, delegateOptions, peopleOptions, personName } from "@/app/register";
import { go, link, place } from "@/app/router";
import { keepers } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { Draft, Handover, HandoverWhole } from "@/bridge/calls";
import { Kept } from "@/features/proposals/kept";
import { confirm } from "@/parts/dialogs";
import { glyph, icon, light } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { head, hints, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import { briefingParts, heldList } from "./briefing";
import { GROUNDS } from "./grounds";

const PAUSE = 250;

/** A handover: who, from which day, which villages; below, what the successor is told; beside, what is still to do. */
class HandoverForm extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #it = signal<Handover | undefined>(undefined);
  readonly #contacts = signal(true);
  readonly #whole = signal<HandoverWhole | undefined>(undefined);
  readonly #touched = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #found = signal<Draft | undefined>(undefined);
  readonly #kept = new Kept<Handover>("handovers", () => this.record || null);
  #opened = "";
  #timer = 0;
  #unbind: (() => void) | undefined;
  #stopGuard: (() => void) | undefined;
  #stopClosing: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(this.#back()) });
    keepers.add(this.#kept.now);
    this.#stopGuard = effect(() => closing.guard(this.#touched.value));
    this.#stopClosing = closing.watch(() => void this.#kept.now().then(() => closing.close()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stopGuard?.();
    this.#stopClosing?.();
    closing.guard(false);
    keepers.delete(this.#kept.now);
    void this.#kept.now();
    window.clearTimeout(this.#timer);
  }

  override willUpdate(): void {
    const key = `${this.record || "new"} ${place.peek().query.get("from") ?? ""}`;
    if (this.#opened === key) return;
    this.#opened = key;
    void this.#open();
  }

  #back(): string {
    const from = this.#it.peek()?.from_id;
    return from ? link("delegates", from) : link("delegates");
  }

  async #open(): Promise<void> {
    try {
      if (this.record) {
        this.#whole.value = await ask("handovers.open", { id: this.record });
      } else {
        const from_id = place.peek().query.get("from") ?? "";
        const asked = { id: null, from_id, to_id: "", day: today.peek(), area_ids: [], included: [] };
        this.#whole.value = await ask("handovers.brief", asked);
      }
      this.#it.value = this.#whole.value.line.handover;
      this.#contacts.value = this.#whole.value.running > 0;
      this.#found.value = await this.#kept.found();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #set(change: Partial<Handover>): void {
    const it = this.#it.value;
    if (!it) return;
    this.#it.value = { ...it, ...change };
    this.#touched.value = true;
    this.#kept.keep(this.#it.value);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#brief(), PAUSE);
  }

  /** What would be told, for what is in the form now. */
  async #brief(): Promise<void> {
    const it = this.#it.peek();
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
      if (it === this.#it.peek()) this.#whole.value = { ...whole, line: { ...whole.line, passed: old?.line.passed ?? 0 } };
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #save(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const it = this.#it.value;
    if (!it) return;
    try {
      const contacts = this.#contacts.value && (this.#whole.value?.running ?? 0) > 0;
      const { answer, operation } = await tell("handovers.save", { handover: it, contacts });
      this.#touched.value = false;
      this.#refused.value = undefined;
      await this.#kept.drop();
      toast(say("handovers.saved", { name: personName(it.to_id) }), operation);
      if (this.record) await this.#open();
      else go(link("handovers", answer.id));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
  }

  async #chains(call: "handovers.pass" | "handovers.take_back"): Promise<void> {
    try {
      const { answer } = await tell(call, { id: this.record });
      toast(say(call === "handovers.pass" ? "handovers.passDone" : "handovers.backDone", { n: answer.passed }));
      await this.#open();
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #remove(it: Handover): Promise<void> {
    const sure = await confirm({
      title: say("handovers.removeTitle"),
      note: say("handovers.removeNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("handovers.remove", { id: it.id });
      this.#touched.value = false;
      await this.#kept.drop();
      toast(say("handovers.removed"), operation);
      go(link("delegates", it.from_id));
    } catch (cause) {
      await refuse(cause);
    }
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
      <label for="handover-from">${say("handovers.from")}</label><div class="short"><zd-pick name="handover-from" hint=${say("handovers.pickHint")} .options=${peopleOptions.value} .chosen=${person(it.from_id)} @pick=${(event: CustomEvent<Option[]>) => this.#set({ from_id: event.detail[0]?.id ?? "", area_ids: [] })}></zd-pick></div>
      <label for="handover-to">${say("handovers.to")}</label><div class="short"><zd-pick name="handover-to" hint=${say("handovers.pickHint")} .options=${delegateOptions.value} .chosen=${person(it.to_id)} @pick=${(event: CustomEvent<Option[]>) => this.#set({ to_id: event.detail[0]?.id ?? "" })}></zd-pick></div>
      <label for="handover-ground">${say("handovers.why")}</label><div class="short">${listField({ name: "handover-ground", value: it.ground, options: grounds, set: (ground) => this.#set({ ground }) })}</div>
      <label for="handover-day">${say("handovers.firstDay")}</label><div class="short"><zd-date name="handover-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>
      <label for="handover-areas">${say("handovers.villages")}</label><div class="middle"><zd-pick name="handover-areas" many uncounted hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${villages} @pick=${(event: CustomEvent<Option[]>) => this.#set({ area_ids: event.detail.map((one) => one.id) })}></zd-pick>
        ${running > 0 ? html`<label class="tick"><input type="checkbox" .checked=${this.#contacts.value} @change=${(event: Event) => (this.#contacts.value = (event.target as HTMLInputElement).checked)} />${say("handovers.contacts", { n: running })}</label>` : nothing}</div>
      <label for="handover-witness">${say("handovers.witness")}</label><div class="short">${textField({ name: "handover-witness", value: it.witness, hint: say("handovers.witnessHint"), set: (witness) => this.#set({ witness }) })}</div>
      ${it.id ? html`<label for="handover-signed">${say("handovers.signedOn")}</label><div class="short"><zd-date name="handover-signed" .value=${it.signed_on ?? ""} @day=${(event: CustomEvent<Day>) => this.#set({ signed_on: event.detail || null })}></zd-date><p class="note">${say("handovers.signedNote")}</p></div>` : nothing}
      <label for="handover-note">${say("delegates.note")}</label><div class="middle">${textField({ name: "handover-note", value: it.note, set: (note) => this.#set({ note }) })}</div>
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
        <li>${it.id && !this.#touched.value ? light("met", say("handovers.stepSaved")) : light("wait", say("handovers.stepSave"))}</li>
        <li>${it.signed_on ? light("met", say("handovers.stepSigned", { day: long(it.signed_on) })) : light("wait", say("handovers.stepSign"))}${it.id ? html`<div><a class="btn small" href=${link("handovers", it.id, { paper: "handover" })}>${icon("print")}${say("handovers.print")}</a></div>` : nothing}${this.#touched.value && it.id ? html`<span class="note">${say("meetings.saveFirst")}</span>` : nothing}</li>
        <li>${passed > 0 ? light("met", say("handovers.stepPassed", { n: passed })) : light("wait", say("handovers.stepPass"))}<span class="note">${say("handovers.passNote")}</span>${it.id && !this.#touched.value ? html`<div class="row">${waits > 0 ? html`<button type="button" class="btn small" @click=${() => void this.#chains("handovers.pass")}>${say("handovers.pass", { n: waits })}</button>` : nothing}${passed > 0 ? html`<button type="button" class="btn small quiet" @click=${() => void this.#chains("handovers.take_back")}>${say("handovers.takeBack")}</button>` : nothing}</div>` : nothing}</li>
      </ol></section>
      ${held.length > 0 ? heldList({ held, include: (id) => this.#set({ included: [...it.included, id] }) }) : nothing}
      <section><p class="note">${say("handovers.keeps")}</p></section>
    </div>`;
  }

  #draftNotice(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    const goOn = (): void => {
      this.#kept.adopt(found);
      this.#found.value = undefined;
      this.#set({ ...(found.payload as Handover) });
    };
    const drop = async (): Promise<void> => {
      this.#kept.adopt(found);
      this.#found.value = undefined;
      await this.#kept.drop();
    };
    return html`<div class="strip">${notice("accent", glyph("change"), say("proposals.draftFound", { at: when(found.saved) }), html`<button class="btn small" @click=${goOn}>${say("proposals.draftGoOn")}</button><button class="btn small quiet" @click=${() => void drop()}>${say("proposals.draftDrop")}</button>`)}</div>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const whole = this.#whole.value;
    const ready = it && it.from_id !== "" && it.to_id !== "" && it.ground !== "" && it.day !== "";
    return html`<main class="sheet">
      ${head(say("handovers.title"), it?.id ? say("handovers.sub", { from: personName(it.from_id), to: personName(it.to_id) }) : say("handovers.newSub"), html`<a class="btn quiet" href=${this.#back()}>${icon("left")}${say("handovers.toPerson")}</a>${it?.id ? html`<button class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      ${this.#draftNotice()}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.#refused.value ? refusal(this.#refused.value) : nothing}${it ? this.#fields(it) : nothing}${whole && it?.from_id ? briefingParts(whole.briefing) : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("handovers.steps")}>${it ? this.#side(it) : nothing}</aside>
      </div>
      <div class="foot"><span class="note">${this.#kept.at.value ? say("proposals.keptAt", { at: this.#kept.at.value }) : ""}</span>${hints(
        [
          ["Ctrl S", say("visits.save")],
          ["Esc", say("keys.leave")],
        ],
      )}<div class="acts"><button class="btn primary" ?disabled=${!ready || (!this.#touched.value && it.id !== "")} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-handover-form", HandoverForm);
