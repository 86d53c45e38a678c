import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { said, short, today, when } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { keepers } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { Draft, OpinionLine, Plan, PlanWhole } from "@/bridge/calls";
import { stateLight } from "@/features/opinions/lights";
import { Kept } from "@/features/proposals/kept";
import { confirm } from "@/parts/dialogs";
import { glyph, icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { head, hints } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { askClosing } from "./asking";
import { planFields } from "./fields";
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
  readonly #found = signal<Draft | undefined>(undefined);
  readonly #kept = new Kept<Plan>("plans", () => this.record || null);
  readonly #promises = new Resource<OpinionLine[]>(this, () => {
    const area = this.#it.value?.area_id;
    return area ? ask("opinions.promises", { area_id: area }) : undefined;
  }, ["opinions"]);
  #opened = "";
  #unbind: (() => void) | undefined;
  #stopGuard: (() => void) | undefined;
  #stopClosing: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("plans")) });
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
      this.#found.value = await this.#kept.found();
      return;
    }
    try {
      this.#whole.value = await ask("plans.open", { id: this.record });
      this.#it.value = this.#whole.value.plan;
      this.#found.value = await this.#kept.found();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #set = (change: Partial<Plan>): void => {
    const it = this.#it.value;
    if (!it) return;
    this.#it.value = { ...it, ...change };
    this.#touched.value = true;
    this.#kept.keep(this.#it.value);
  };

  /** A village brings its people, time and room with it, where nothing else was written. */
  #area = (area_id: string): void => {
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
  };

  async #save(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const it = this.#it.value;
    if (!it || this.#whole.value?.plan.visit_id) return;
    try {
      const { answer, operation } = await tell("plans.save", it);
      this.#touched.value = false;
      this.#refused.value = undefined;
      await this.#kept.drop();
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
      await this.#kept.drop();
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
      await this.#kept.drop();
      toast(say("plans.removed", { code }), operation);
      go(link("plans", "", { day: it.day }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #draftNotice(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    const goOn = (): void => {
      this.#kept.adopt(found);
      this.#it.value = { ...fresh(today.peek()), ...(found.payload as Plan) };
      this.#touched.value = true;
      this.#found.value = undefined;
    };
    const drop = async (): Promise<void> => {
      this.#kept.adopt(found);
      this.#found.value = undefined;
      await this.#kept.drop();
    };
    return html`<div class="strip">${notice("accent", glyph("change"), say("proposals.draftFound", { at: when(found.saved) }), html`<button class="btn small" @click=${goOn}>${say("proposals.draftGoOn")}</button><button class="btn small quiet" @click=${() => void drop()}>${say("proposals.draftDrop")}</button>`)}</div>`;
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
      ${this.#draftNotice()}
      <div class="split wide">
        <div class="scroll pad" tabindex="-1">${this.#refused.value ? refusal(this.#refused.value) : nothing}${it ? html`<fieldset class="bare" ?disabled=${entered}>${planFields(it, this.#set, this.#area)}</fieldset>` : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("plans.title")}>${it ? this.#side() : nothing}</aside>
      </div>
      <div class="foot"><span class="note">${this.#kept.at.value ? say("proposals.keptAt", { at: this.#kept.at.value }) : ""}</span>${hints(
        [
          ["Ctrl S", say("visits.save")],
          ["Esc", say("keys.leave")],
        ],
      )}<div class="acts"><button class="btn primary" ?disabled=${entered || !it?.area_id || !it.day || (!!it.id && !this.#touched.value)} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-plan-form", PlanForm);
