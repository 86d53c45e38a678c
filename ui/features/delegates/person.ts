import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { personById, words } from "@/app/register";
import { go, link } from "@/app/router";
import { keepers } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { Draft, Person } from "@/bridge/calls";
import { showName } from "@/parts/dialogs";
import { Kept } from "@/parts/kept";
import { icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { own } from "@/parts/own";
import { head, hints, listField, textField } from "@/parts/page";
import { Saving } from "@/parts/saving";
import "@/parts/seg";
import "@/features/activities/of-delegate";
import "./seats";
import "./contacts";
import "./leaves";
import "@/features/handovers/of-person";

const fresh = (): Person => ({
  id: "",
  name: "",
  sex: "",
  post: "",
  category: "",
  phone: "",
  note: "",
  pinyin: "",
  pinyin_set: false,
});

/** One person whole: the name with its reading, the seats, the villages, the leaves. */
class DelegatePage extends Piece {
  static override properties = { person: {} };
  declare person: string;

  readonly #edit = signal<Person | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #guess = signal("");
  /** What is being typed lies in the office's file, so that leaving the page or a killed process loses nothing. */
  readonly #kept = new Kept<Person>("delegates", () => this.person || null);
  readonly #found = signal<Draft | undefined>(undefined);
  readonly #saving = new Saving(this, (field) => field.closest("form.inset") === null);
  #opened: string | undefined;
  /** A new person was saved: the page goes on with it. */
  #sent = false;
  #stops: (() => void)[] = [];

  constructor() {
    super();
    this.person = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    keepers.add(this.#kept.now);
    this.#stops = [
      bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("delegates")), f2: () => this.#big() }),
      () => keepers.delete(this.#kept.now),
      effect(() => closing.guard(this.#edit.value !== undefined)),
      closing.watch(() => void this.#kept.now().then(() => closing.close())),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    closing.guard(false);
    void this.#kept.now();
  }

  override willUpdate(): void {
    if (this.#opened === this.person) return;
    const saved = this.#opened === "" && this.#sent;
    this.#opened = this.person;
    if (!saved) void this.#begin();
    this.#sent = false;
  }

  /** Another person on the same page: what was typed for the one before is kept as that one's draft. */
  async #begin(): Promise<void> {
    const { person } = this;
    const parted = this.#kept.part();
    this.#edit.value = undefined;
    this.#refused.value = undefined;
    this.#found.value = undefined;
    this.#guess.value = "";
    if (!person) void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("#name")?.focus());
    await parted;
    const draft = await this.#kept.found();
    if (draft && person === this.person && !this.#edit.peek()) this.#found.value = draft;
  }

  #it(): Person {
    return this.#edit.value ?? personById.value.get(this.person) ?? fresh();
  }

  #set(change: Partial<Person>): void {
    const next = { ...this.#it(), ...change };
    this.#edit.value = next;
    this.#found.value = undefined;
    this.#kept.keep(next);
  }

  #take(draft: Draft): void {
    this.#kept.adopt(draft);
    this.#edit.value = { ...this.#it(), ...(draft.payload as Partial<Person>) };
    this.#found.value = undefined;
  }

  #drop(draft: Draft): void {
    this.#kept.adopt(draft);
    this.#found.value = undefined;
    void this.#kept.drop();
  }

  #big(): void {
    const it = this.#it();
    if (it.name) void showName(it.name, it.pinyin || this.#guess.value);
  }

  async #name(name: string): Promise<void> {
    this.#set(this.#it().pinyin_set ? { name } : { name, pinyin: "" });
    const read = await ask("delegates.reading", { name }).catch(() => undefined);
    if (this.#it().name === name) this.#guess.value = read?.pinyin ?? "";
  }

  #save(): Promise<boolean> {
    return this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    try {
      const { answer, operation } = await tell("delegates.save", it);
      this.#refused.value = undefined;
      await this.#kept.drop();
      const now = this.#edit.peek();
      // What was typed while the saving was under way stays, for the person that is there now.
      if (now === it) this.#edit.value = undefined;
      else if (now) {
        this.#edit.value = { ...now, id: answer.id };
        this.#kept.keep(this.#edit.value);
      }
      this.#sent = !this.person;
      toast(say("delegates.saved", { name: it.name }), operation);
      if (!this.person) go(link("delegates", answer.id));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #offer(draft: Draft): TemplateResult {
    return notice(
      "due",
      icon("clock"),
      say("delegates.draftFound", { when: when(draft.saved) }),
      html`<button class="btn small" @click=${() => this.#take(draft)}>${say("visits.draftTake")}</button><button class="btn small quiet" @click=${() => this.#drop(draft)}>${say("delegates.draftDrop")}</button>`,
    );
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    const sexes = (["m", "f"] as const).map((value) => ({ value, label: say(`delegates.sex.${value}`) }));
    const companions: [string, string][] = [
      ["", say("delegates.noCategory")],
      ...words("companion").map((word): [string, string] => [word.code, word.label]),
    ];
    const back = html`<a class="btn quiet" href=${link("delegates")}>${icon("left")}${say("frame.delegates")}</a>`;
    return html`<main class="sheet">
      ${head(
        this.person ? it.name : say("delegates.add"),
        this.person ? (it.pinyin ?? "") : say("delegates.addSub"),
        this.person
          ? html`${back}<button class="btn quiet" @click=${() => this.#big()}>${icon("zoom")}${say("parts.bigName")} <kbd>F2</kbd></button><a class="btn" href=${link("dossiers", this.person)}>${icon("page")}${say("dossiers.open")}</a><a class="btn" href=${link("visits", "", { person: this.person, span: "all" })}>${icon("visit")}${say("delegates.visits")}</a><a class="btn" href=${link("history", this.person)}>${icon("history")}${say("frame.history")}</a>`
          : back,
      )}
      <div class="scroll ruled pad personpage ${this.person ? "sided" : ""}" tabindex="-1">
        ${this.#found.value ? html`<div class="across">${this.#offer(this.#found.value)}</div>` : nothing}
        ${this.#refused.value ? html`<div class="across">${refusal(this.#refused.value)}</div>` : nothing}
        <form class="lines-form" @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save();
        }}>
          ${own(
            "enter",
            html`<label for="name">${say("delegates.name")}</label><div class="short">${textField({ name: "name", value: it.name, set: (value) => void this.#name(value) })}</div>
          <label for="pinyin">${say("delegates.pinyin")}</label><div class="short">${textField({ name: "pinyin", value: it.pinyin, hint: this.#guess.value, set: (pinyin) => this.#set({ pinyin, pinyin_set: pinyin.trim() !== "" }) })}<p class="note">${say("delegates.pinyinNote")}</p></div>
          <span class="lab">${say("delegates.sex")}</span><div><zd-seg label=${say("delegates.sex")} .value=${it.sex} .choices=${sexes} @choose=${(event: CustomEvent<string>) => this.#set({ sex: event.detail })}></zd-seg></div>
          <label for="post">${say("delegates.post")}</label><div class="middle">${textField({ name: "post", value: it.post, set: (post) => this.#set({ post }) })}</div>
          <label for="phone">${say("delegates.phone")}</label><div class="short">${textField({ name: "phone", value: it.phone, set: (phone) => this.#set({ phone }) })}<p class="note">${say("delegates.phoneNote")}</p></div>
          <label for="category">${say("delegates.category")}</label><div class="short">${listField({ name: "category", value: it.category, options: companions, set: (category) => this.#set({ category }) })}<p class="note">${say("delegates.categoryNote")}</p></div>
          <label for="note">${say("delegates.note")}</label><div class="middle">${textField({ name: "note", value: it.note, set: (note) => this.#set({ note }) })}</div>`,
          )}
        </form>
        ${this.person ? html`<div class="blocks"><zd-seats .person=${this.person}></zd-seats><zd-person-contacts .person=${this.person}></zd-person-contacts><zd-leaves .person=${this.person}></zd-leaves><zd-delegate-activities .person=${this.person}></zd-delegate-activities><zd-person-handovers .person=${this.person}></zd-person-handovers></div>` : html`<p class="note">${say("delegates.thenSeat")}</p>`}
      </div>
      <div class="foot">
        ${hints([
          ["F2", say("keys.bigName")],
          ["Esc", say("visits.leaveKey")],
        ])}
        ${this.#kept.at.value ? html`<span class="note">${say("delegates.draftKept", { time: this.#kept.at.value })}</span>` : nothing}
        <div class="acts"><button data-needs="enter" class="btn primary" ?disabled=${!this.#edit.value || it.name.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div>
      </div>
    </main>`;
  }
}
define("zd-delegate", DelegatePage);
