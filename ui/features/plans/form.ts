import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, readTime, said, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import {
  areaById,
  areaName,
  areaOptions,
  delegateOptions,
  peopleOptions,
  personById,
  spoken,
  stations,
  words,
} from "@/app/register";
import { Resource } from "@/app/resource";
import { go, leaving, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { OpinionLine, Plan, PlanWhole } from "@/bridge/calls";
import { stateLight } from "@/features/opinions/lights";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, hints, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import { askClosing } from "./asking";
import { planLight } from "./states";

const fresh = (day: string): Plan => ({
  id: "",
  year: 0,
  number: 0,
  day,
  starts: "",
  ends: "",
  area_id: "",
  place: "",
  kind: "reception",
  leader_id: null,
  delegates: [],
  members: [],
  companions: "",
  households: "",
  topics: "",
  note: "",
  visit_id: null,
  closing: "",
  closing_note: "",
  closed_on: null,
  version: 0,
});

/** One planned visit: who goes where and when, what for; beside it what the village waits to hear. */
class PlanForm extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #it = signal<Plan | undefined>(undefined);
  readonly #whole = signal<PlanWhole | undefined>(undefined);
  readonly #touched = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #promises = new Resource<OpinionLine[]>(this, () => {
    const area = this.#it.value?.area_id;
    return area ? ask("opinions.promises", { area_id: area }) : undefined;
  }, ["opinions"]);
  #opened = "";
  #unbind: (() => void) | undefined;
  #stopGuard: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("plans")) });
    this.#stopGuard = effect(() => closing.guard(this.#touched.value));
    leaving.ask = async () =>
      !this.#touched.peek() ||
      confirm({
        title: say("plans.leaveTitle"),
        note: say("plans.leaveNote"),
        act: say("plans.leave"),
        stay: say("visits.stay"),
      });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stopGuard?.();
    closing.guard(false);
    leaving.ask = undefined;
  }

  override willUpdate(): void {
    const key = this.record || "new";
    if (this.#opened === key) return;
    this.#opened = key;
    void this.#open();
  }

  async #open(): Promise<void> {
    this.#refused.value = undefined;
    this.#touched.value = false;
    if (!this.record) {
      const query = place.peek().query;
      this.#it.value = fresh(query.get("day") ?? today.peek());
      if (query.get("area")) this.#area(query.get("area") ?? "");
      this.#touched.value = false;
      return;
    }
    try {
      this.#whole.value = await ask("plans.open", { id: this.record });
      this.#it.value = this.#whole.value.plan;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #set(change: Partial<Plan>): void {
    const it = this.#it.value;
    if (!it) return;
    this.#it.value = { ...it, ...change };
    this.#touched.value = true;
  }

  /** A village brings its people, time and room with it, where nothing else was written. */
  #area(area_id: string): void {
    const it = this.#it.value;
    if (!it) return;
    const held = (from: string, to: string | null) => from <= it.day && (to === null || to >= it.day);
    const known = stations.value;
    const slot = known.slots.find((each) => each.area_id === area_id && held(each.valid_from, each.valid_to));
    const teams = known.teams.filter(
      (team) => team.area_id === area_id && team.kind === "main" && held(team.valid_from, team.valid_to),
    );
    const leader = known.members.find(
      (one) => one.role === "leader" && held(one.valid_from, one.valid_to) && teams.some((team) => team.id === one.team_id),
    );
    const serving = known.contacts
      .filter((one) => one.area_id === area_id && held(one.valid_from, one.valid_to))
      .map((one) => one.person_id);
    this.#set({
      area_id,
      ...(area_id && !it.starts && slot ? { starts: slot.starts, ends: slot.ends } : {}),
      ...(area_id && !it.place && slot ? { place: slot.place } : {}),
      ...(area_id && !it.leader_id && leader ? { leader_id: leader.person_id } : {}),
      ...(area_id && it.delegates.length === 0 ? { delegates: [...new Set(serving)] } : {}),
    });
  }

  async #save(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const it = this.#it.value;
    if (!it || this.#whole.value?.plan.visit_id) return;
    try {
      const { answer, operation } = await tell("plans.save", it);
      this.#touched.value = false;
      this.#refused.value = undefined;
      toast(say(it.id ? "plans.changed" : "plans.saved", { code: answer.code, village: areaName(it.area_id) }), operation);
      go(link("plans", "", { day: it.day }));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
  }

  async #close(it: Plan): Promise<void> {
    const why = await askClosing(1);
    if (!why) return;
    try {
      const { operation } = await tell("plans.close", { ids: [it.id], ...why });
      this.#touched.value = false;
      toast(say("plans.closed", { n: 1 }), operation);
      go(link("plans", "", { day: it.day }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #remove(it: Plan): Promise<void> {
    const code = this.#whole.value?.code ?? "";
    const sure = await confirm({
      title: say("plans.removeTitle", { code }),
      names: [`${said(it.day)} ${areaName(it.area_id)}`],
      note: say("plans.removeNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("plans.remove", { id: it.id });
      this.#touched.value = false;
      toast(say("plans.removed", { code }), operation);
      go(link("plans", "", { day: it.day }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #options(ids: string[], from: readonly Option[]): Option[] {
    return ids.map((id) => from.find((one) => one.id === id) ?? { id, name: personById.value.get(id)?.name ?? "" });
  }

  #fields(it: Plan): TemplateResult {
    const kinds = words("visit_kind").map((word) => ({ value: word.code, label: word.label }));
    const area = areaById.value.get(it.area_id);
    const typed = it.companions
      .split("\u3001")
      .filter(Boolean)
      .map((name) => ({ id: "", name }));
    const time = (name: "starts" | "ends", word: string, hint: string) =>
      html`<div class="figurefield">${textField({ name, label: word, hint, value: it[name], set: (value) => this.#set({ [name]: readTime(value) ?? value }) })}</div>`;
    const text = (name: "place" | "households" | "topics" | "note", word: string, hint = "") =>
      html`<label for=${name}>${word}</label><div>${textField({ name, value: it[name], hint, set: (value) => this.#set({ [name]: value }) })}</div>`;
    return html`<form class="lines-form planform" @submit=${(event: Event) => event.preventDefault()}>
      <label for="day">${say("visits.day")}</label><div class="row"><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>${time("starts", say("visits.starts"), "15:00")}<span class="quiet">${say("visits.until")}</span>${time("ends", say("visits.ends"), "17:30")}</div>
      <label for="area">${say("visits.area")}</label><div class="short"><zd-pick name="area" hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => this.#area(event.detail[0]?.id ?? "")}></zd-pick></div>
      ${text("place", say("visits.place"))}
      <span class="lab">${say("visits.kind")}</span><div><zd-seg label=${say("visits.kind")} .choices=${kinds} .value=${it.kind} @choose=${(event: CustomEvent<string>) => this.#set({ kind: event.detail })}></zd-seg></div>
      <label for="leader">${say("visits.leader")}</label><div class="short"><zd-pick name="leader" hint=${say("visits.nameHint")} .options=${peopleOptions.value} .chosen=${it.leader_id ? this.#options([it.leader_id], peopleOptions.value) : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ leader_id: event.detail[0]?.id || null })}></zd-pick></div>
      <label for="delegates">${say("frame.delegates")}</label><div><zd-pick name="delegates" many hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${this.#options(it.delegates, delegateOptions.value)} @pick=${(event: CustomEvent<Option[]>) => this.#set({ delegates: event.detail.map((one) => one.id) })}></zd-pick></div>
      <label for="others">${say("visits.others")}</label><div><zd-pick name="others" many free hint=${say("visits.othersHint")} .options=${peopleOptions.value} .chosen=${[...this.#options(it.members, peopleOptions.value), ...typed]} @pick=${(
        event: CustomEvent<Option[]>,
      ) =>
        this.#set({
          members: event.detail.filter((one) => one.id).map((one) => one.id),
          companions: event.detail
            .filter((one) => !one.id)
            .map((one) => one.name)
            .join("\u3001"),
        })}></zd-pick></div>
      ${text("households", say("plans.households"), say("plans.householdsHint"))}
      ${text("topics", say("plans.topics"), say("plans.topicsHint"))}
      ${text("note", say("delegates.note"))}
    </form>`;
  }

  #side(): TemplateResult {
    const promises = this.#promises.value.value ?? [];
    const whole = this.#whole.value;
    return html`<div class="side">
      ${whole ? html`<section><h2>${whole.code}</h2><p>${planLight({ state: whole.state, closing: whole.plan.closing, closing_note: whole.plan.closing_note })}</p>${whole.plan.visit_id ? html`<p>${say("plans.entered")} <a href=${link("visits", whole.plan.visit_id)}>${whole.visit}</a></p>` : nothing}</section>` : nothing}
      <section><h2>${promises.length > 0 ? say("plans.promisesTitle", { n: promises.length }) : say("plans.promisesNone")}</h2>
        ${promises.length > 0 ? html`<ul class="likelist">${promises.slice(0, 6).map((line) => html`<li><a href=${link("opinions", line.id)}>${line.content}</a><span class="note">${short(line.day)}</span>${stateLight(line.state)}</li>`)}</ul>` : nothing}
        <p class="note">${say("plans.promisesNote")}</p></section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    const whole = this.#whole.value;
    const entered = !!whole?.plan.visit_id;
    const open = !!it?.id && !entered;
    return html`<main class="sheet">
      ${head(
        whole?.code ?? say("plans.newTitle"),
        it ? [said(it.day), areaName(it.area_id)].filter(Boolean).join(" ") : nothing,
        html`<a class="btn quiet" href=${link("plans", "", { day: it?.day })}>${icon("left")}${say("plans.title")}</a>
          ${open ? html`<a class="btn" href=${link("plans", it.id, { paper: "1" })}>${icon("print")}${say("plans.printOne")}</a>${it.closing ? nothing : html`<button class="btn" @click=${() => void this.#close(it)}>${say("plans.close")}</button>`}<button class="btn icon" aria-label=${say("visits.remove")} title=${say("visits.remove")} @click=${() => void this.#remove(it)}>${icon("bin")}</button><a class="btn" href=${link("visits", "new", { plan: it.id })}>${icon("pen")}${say("plans.enterThis")}</a>` : nothing}
          ${entered ? html`<a class="btn" href=${link("visits", whole?.plan.visit_id ?? "")}>${say("plans.openVisit")}</a>` : nothing}`,
      )}
      <div class="split wide">
        <div class="scroll pad" tabindex="-1">${this.#refused.value ? refusal(this.#refused.value) : nothing}${it ? html`<fieldset class="bare" ?disabled=${entered}>${this.#fields(it)}</fieldset>` : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("plans.title")}>${it ? this.#side() : nothing}</aside>
      </div>
      <div class="foot"><span></span>${hints([
        ["Ctrl S", say("visits.save")],
        ["Esc", say("keys.leave")],
      ])}<div class="acts"><button class="btn primary" ?disabled=${entered || !it?.area_id || !it.day || (!!it.id && !this.#touched.value)} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-plan-form", PlanForm);
