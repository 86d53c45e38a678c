import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaOptions, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { ActivityLink, Proposal } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { open } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { Saving } from "@/parts/saving";
import "@/parts/pick";

/** An opinion heard at an activity: registered and linked in one operation. */
class ActivityOpinion extends Piece {
  static override properties = { activity: {}, day: {}, area: {}, close: { attribute: false } };
  declare activity: string;
  declare day: string;
  declare area: string;
  declare close: (made: boolean | undefined) => void;

  readonly #it = signal({ area_id: "", topic: "", content: "", giver: "", named: false });
  readonly #refused = signal<Refused | undefined>(undefined);

  override firstUpdated(): void {
    this.#set({ area_id: this.area });
  }

  #set(change: Partial<{ area_id: string; topic: string; content: string; giver: string; named: boolean }>): void {
    this.#it.value = { ...this.#it.value, ...change };
  }

  readonly #saving = new Saving(this);

  #save(event: Event): void {
    event.preventDefault();
    void this.#saving.run(() => this.#send());
  }

  async #send(): Promise<void> {
    try {
      const opinion = { ...this.#it.value, day: this.day, id: "", visit_id: null, nature: "", giver_phone: "", first_id: null };
      const { operation } = await tell("activities.opinion", { activity_id: this.activity, opinion });
      toast(say("activities.opinionSaved"), operation);
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const topics: [string, string][] = [
      ["", say("activities.noTopic")],
      ...words("topic").map((word): [string, string] => [word.code, word.label]),
    ];
    return html`<form class="stackup" @submit=${(event: Event) => this.#save(event)}>
      <h2>${say("activities.opinionTitle")}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <div class="lines-form">
        <label for="heard-area">${say("visits.area")}</label><div class="short"><zd-pick name="heard-area" .options=${areaOptions.value} .chosen=${areaOptions.value.filter((option) => option.id === it.area_id)} @pick=${(event: CustomEvent<Option[]>) => this.#set({ area_id: event.detail[0]?.id ?? "" })}></zd-pick></div>
        <label for="heard-topic">${say("activities.topic")}</label><div class="short">${listField({ name: "heard-topic", value: it.topic, options: topics, set: (topic) => this.#set({ topic }) })}</div>
        <label for="heard-content">${say("activities.said")}</label><div>${areaField({ name: "heard-content", value: it.content, rows: 3, set: (content) => this.#set({ content }) })}</div>
        <label for="heard-giver">${say("activities.giver")}</label><div class="short">${textField({ name: "heard-giver", value: it.giver, hint: say("activities.giverHint"), set: (giver) => this.#set({ giver }) })}</div>
        <span class="lab"></span><div><label class="tick"><input type="checkbox" .checked=${it.named} @change=${(event: Event) => this.#set({ named: (event.target as HTMLInputElement).checked })} /><span>${say("activities.named")}</span></label></div>
      </div>
      <div class="row end"><button type="button" class="btn" @click=${() => this.close(undefined)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${it.content.trim() === ""}>${say("activities.opinionAct")}</button></div>
    </form>`;
  }
}
define("zd-activity-opinion", ActivityOpinion);

/** What grew out of an activity: opinions registered there, proposals it led to. */
class ActivityLinks extends Piece {
  static override properties = { activity: {}, day: {}, areas: { attribute: false } };
  declare activity: string;
  declare day: string;
  declare areas: string[];

  readonly #id = signal("");
  readonly #links = new Resource<ActivityLink[]>(
    this,
    () => (this.#id.value ? ask("activities.open", { id: this.#id.value }).then((whole) => whole.links) : undefined),
    ["activity_links", "opinions", "proposals"],
  );
  readonly #all = new Resource<Proposal[]>(
    this,
    () => (this.#choosing.value ? ask("proposals.list", { from: "2000-01-01", to: "9999-12-31" }) : undefined),
    ["proposals"],
  );
  readonly #choosing = signal(false);

  constructor() {
    super();
    this.activity = "";
    this.day = "";
    this.areas = [];
  }

  override willUpdate(): void {
    this.#id.value = this.activity;
  }

  async #heard(): Promise<void> {
    await open<boolean>(
      (close) =>
        html`<zd-activity-opinion .activity=${this.activity} .day=${this.day} .area=${this.areas[0] ?? ""} .close=${close}></zd-activity-opinion>`,
      true,
    );
  }

  async #tie(record: string | undefined): Promise<void> {
    this.#choosing.value = false;
    if (!record) return;
    try {
      const { operation } = await tell("activities.link", { activity_id: this.activity, kind: "proposals", record_id: record });
      toast(say("activities.linkSaved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #untie(one: ActivityLink): Promise<void> {
    try {
      const { operation } = await tell("activities.unlink", { id: one.id });
      toast(say("activities.unlinked"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override render(): TemplateResult {
    const links = this.#links.value.value ?? [];
    const options: Option[] = (this.#all.value.value ?? []).map((one) => ({ id: one.id, name: one.title, note: one.number }));
    return html`<section><h2>${say("activities.links")}</h2>
      ${links.length > 0 ? html`<ul class="likelist tied">${links.map((one) => html`<li><a href=${link(one.kind, one.record_id)}>${one.title || say("activities.namedOpinion")}</a><span class="note">${[say(one.kind === "opinions" ? "activities.opinionWord" : "activities.proposalWord"), one.number, short(one.day)].filter(Boolean).join(" · ")}</span><button data-needs="enter" type="button" class="btn icon quiet small" aria-label=${say("activities.unlink", { title: one.title })} @click=${() => void this.#untie(one)}>${icon("close")}</button></li>`)}</ul>` : html`<p class="note">${say("activities.noLinks")}</p>`}
      <div class="ticks"><button data-needs="enter" type="button" class="btn small" @click=${() => void this.#heard()}>${icon("speech")}${say("activities.addOpinion")}</button>
      <a class="btn small" href=${link("proposals", "new", { activity: this.activity })}>${icon("page")}${say("activities.addProposal")}</a>
      ${this.#choosing.value ? html`<zd-pick name="tie" label=${say("activities.proposal")} hint=${say("activities.proposalHint")} .options=${options} .chosen=${[]} @pick=${(event: CustomEvent<Option[]>) => void this.#tie(event.detail[0]?.id)}></zd-pick>` : html`<button data-needs="enter" type="button" class="btn small quiet" @click=${() => (this.#choosing.value = true)}>${say("activities.tie")}</button>`}</div>
    </section>`;
  }
}
define("zd-activity-links", ActivityLinks);

/** On the page of an opinion or proposal: the activities it grew out of. Nothing when there are none. */
class RecordActivities extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #id = signal("");
  readonly #from = new Resource<ActivityLink[]>(
    this,
    () => (this.#id.value ? ask("activities.of_record", { id: this.#id.value }) : undefined),
    ["activity_links", "activities"],
  );

  constructor() {
    super();
    this.record = "";
  }

  override willUpdate(): void {
    this.#id.value = this.record;
  }

  protected override render(): TemplateResult | typeof nothing {
    const from = this.#from.value.value ?? [];
    if (from.length === 0) return nothing;
    return html`<section><h2>${say("activities.grewFrom")}</h2><ul class="likelist">${from.map((one) => html`<li><a href=${link("activities", one.record_id)}>${one.title}</a><span class="note">${short(one.day)}</span></li>`)}</ul></section>`;
  }
}
define("zd-record-activities", RecordActivities);
