import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { said, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName, stations } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { OpinionLine, Plan, PlanWhole } from "@/bridge/calls";
import { stateLight } from "@/features/opinions/lights";
import { KeptForm } from "@/parts/kept-form";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head } from "@/parts/page";
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

/** A village brings its people, time and room with it, where nothing else was written. */
function brought(it: Plan, area_id: string): Partial<Plan> {
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
  return {
    area_id,
    ...(area_id && !it.starts && slot ? { starts: slot.starts, ends: slot.ends } : {}),
    ...(area_id && !it.place && slot ? { place: slot.place } : {}),
    ...(area_id && !it.leader_id && leader ? { leader_id: leader.person_id } : {}),
    ...(area_id && it.delegates.length === 0 ? { delegates: [...new Set(serving)] } : {}),
  };
}

/** Promises shown at once; the others are opened below them. */
const FIRST = 6;

const promise = (line: OpinionLine): TemplateResult =>
  html`<li><a href=${link("opinions", line.id)}>${line.content}</a><span class="note">${short(line.day)}</span>${stateLight(line.state)}</li>`;

/** One planned visit: who goes where and when, what for; beside it what the village waits to hear. */
class PlanForm extends KeptForm<Plan> {
  readonly #whole = signal<PlanWhole | undefined>(undefined);
  readonly #promises = new Resource<OpinionLine[]>(this, () => {
    const area = this.it.value?.area_id;
    return area ? ask("opinions.promises", { area_id: area }) : undefined;
  }, ["opinions"]);

  constructor() {
    super("plans");
  }

  protected override async load(record: string): Promise<Plan> {
    if (record) {
      this.#whole.value = await ask("plans.open", { id: record });
      return this.#whole.value.plan;
    }
    this.#whole.value = undefined;
    const query = place.peek().query;
    const it = fresh(query.get("day") ?? today.peek());
    const area = query.get("area");
    return area ? { ...it, ...brought(it, area) } : it;
  }

  protected override async save(): Promise<void> {
    // What was entered as a visit is changed there.
    if (!this.#whole.value?.plan.visit_id) await super.save();
  }

  protected override async send(it: Plan): Promise<string> {
    const { answer, operation } = await tell("plans.save", it);
    toast(say(it.id ? "plans.changed" : "plans.saved", { code: answer.code, village: areaName(it.area_id) }), operation);
    return answer.id;
  }

  protected override async saved(_id: string, it: Plan): Promise<void> {
    go(link("plans", "", { day: it.day }));
  }

  #set = (change: Partial<Plan>): void => this.set(change);
  #area = (area: string): void => {
    const it = this.it.value;
    if (it) this.set(brought(it, area));
  };

  async #close(it: Plan): Promise<void> {
    const why = await askClosing(1);
    if (!why) return;
    try {
      const { operation } = await tell("plans.close", { ids: [it.id], ...why });
      await this.done();
      toast(say("plans.closed", { n: 1 }), operation);
      go(link("plans", "", { day: it.day }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #remove(it: Plan): Promise<void> {
    const code = this.#whole.value?.code ?? "";
    return this.discard(
      {
        title: say("plans.removeTitle", { code }),
        names: [`${said(it.day)} ${areaName(it.area_id)}`],
        note: say("plans.removeNote"),
      },
      () => tell("plans.remove", { id: it.id }),
      say("plans.removed", { code }),
      link("plans", "", { day: it.day }),
    );
  }

  #side(): TemplateResult {
    const promises = this.#promises.value.value ?? [];
    const whole = this.#whole.value;
    return html`<div class="side">
      ${whole ? html`<section><h2>${whole.code}</h2><p>${planLight({ state: whole.state, closing: whole.plan.closing, closing_note: whole.plan.closing_note })}</p>${whole.plan.visit_id ? html`<p>${say("plans.entered")} <a href=${link("visits", whole.plan.visit_id)}>${whole.visit}</a></p>` : nothing}</section>` : nothing}
      <section><h2>${promises.length > 0 ? say("plans.promisesTitle", { n: promises.length }) : say("plans.promisesNone")}</h2>
        ${promises.length > 0 ? html`<ul class="likelist">${promises.slice(0, FIRST).map(promise)}</ul>${promises.length > FIRST ? html`<details class="moregaps"><summary>${say("visits.promisesRest", { n: promises.length - FIRST })}</summary><ul class="likelist">${promises.slice(FIRST).map(promise)}</ul></details>` : nothing}` : nothing}
        <p class="note">${say("plans.promisesNote")}</p></section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    const whole = this.#whole.value;
    const entered = !!whole?.plan.visit_id;
    const open = !!it?.id && !entered;
    return html`<main class="sheet">
      ${head(
        whole?.code ?? say("plans.newTitle"),
        it ? [said(it.day), areaName(it.area_id)].filter(Boolean).join(" ") : nothing,
        html`<a class="btn quiet" href=${link("plans", "", { day: it?.day })}>${icon("left")}${say("plans.title")}</a>
          ${open ? html`<a class="btn" href=${link("plans", it.id, { paper: "1" })}>${icon("print")}${say("plans.printOne")}</a>${it.closing ? nothing : html`<button data-needs="enter" class="btn" @click=${() => void this.#close(it)}>${say("plans.close")}</button>`}<button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button><a class="btn" href=${link("visits", "new", { plan: it.id })}>${icon("pen")}${say("plans.enterThis")}</a>` : nothing}
          ${entered ? html`<a class="btn" href=${link("visits", whole?.plan.visit_id ?? "")}>${say("plans.openVisit")}</a>` : nothing}`,
      )}
      ${this.draftNotice(fresh(today.peek()))}
      <div class="split wide">
        <div class="scroll pad" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}${it ? html`<fieldset class="bare" ?disabled=${entered}>${this.anew(planFields(it, this.#set, this.#area))}</fieldset>` : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("plans.title")}>${it ? this.#side() : nothing}</aside>
      </div>
      ${this.foot(!entered && !!it?.area_id && !!it.day && (!it.id || this.touched.value))}
    </main>`;
  }
}
define("zd-plan-form", PlanForm);
