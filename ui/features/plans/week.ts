import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, said, shift, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName, label } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { may } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Plan, PlanLine, Plans } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, shownCount } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/parts/seg";
import { askClosing, askLaying } from "./asking";
import { planLight, planShape, planWord, STATES } from "./states";
import { planViews } from "./views";

const TABLES = ["plans", "plan_people", "visits"];

/** The plans of a week, or the sheets of whatever week that are not back. */
class PlanWeek extends Piece {
  readonly #week = new Resource<Plans>(
    this,
    () => (this.#missing() ? ask("plans.missing", {}) : ask("plans.week", { day: this.#day() })),
    TABLES,
  );
  readonly #proposed = new Resource<Plan[]>(
    this,
    () => (this.#missing() ? undefined : ask("plans.proposed", { day: this.#day() })),
    [...TABLES, "slots", "week_notes", "teams", "team_members", "contacts", "opinions"],
  );
  readonly #chosen = signal<ReadonlySet<string>>(new Set());
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => may("enter") && go(link("plans", "new", { day: this.#fresh() })) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #missing(): boolean {
    return place.value.query.get("view") === "missing";
  }

  #day(): string {
    return monday(place.value.query.get("day") ?? today.value);
  }

  /** A new plan of the week in sight begins on a day that has not passed. */
  #fresh(): string {
    const from = this.#day();
    const [, later = from] = [from, today.value].sort();
    return later;
  }

  async #lay(): Promise<void> {
    const proposed = this.#proposed.value.value ?? [];
    const topics = await askLaying(range(this.#day(), shift(this.#day(), 6)), proposed);
    if (topics === undefined) return;
    try {
      const { answer, operation } = await tell("plans.lay", { day: this.#day(), area_ids: [], topics });
      toast(say("plans.laid", { n: answer.ids.length }), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #close(ids: string[]): Promise<void> {
    const why = await askClosing(ids.length);
    if (!why) return;
    try {
      const { operation } = await tell("plans.close", { ids, ...why });
      this.#chosen.value = new Set();
      toast(say("plans.closed", { n: ids.length }), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #reopen(line: PlanLine): Promise<void> {
    try {
      const { operation } = await tell("plans.reopen", { id: line.id });
      toast(say("plans.reopened", { code: line.code }), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #choose(id: string): void {
    const chosen = new Set(this.#chosen.value);
    if (!chosen.delete(id)) chosen.add(id);
    this.#chosen.value = chosen;
  }

  #acts(line: PlanLine): TemplateResult | typeof nothing {
    if (line.state === "entered")
      return html`<a class="btn small quiet" href=${link("visits", line.visit_id ?? "")}>${line.visit}</a>`;
    if (line.state === "closed")
      return html`<button data-needs="enter" class="btn small quiet" @click=${() => void this.#reopen(line)}>${say("plans.reopen")}</button>`;
    if (line.state === "planned")
      return html`<a class="btn small quiet" href=${link("plans", line.id, { paper: "1" })}>${icon("print")}${say("plans.print")}</a>`;
    return html`<a class="btn small" href=${link("visits", "new", { plan: line.id })}>${say("plans.enterThis")}</a>`;
  }

  #row(line: PlanLine, tickable: boolean): TemplateResult {
    const open = line.state !== "entered" && line.state !== "closed";
    return html`<tr class=${this.#chosen.value.has(line.id) ? "sel" : ""}>
      ${tickable ? html`<td class="tickcell"><label class="tick bare"><input type="checkbox" aria-label=${say("plans.select", { code: line.code })} ?disabled=${!open} .checked=${this.#chosen.value.has(line.id)} @change=${() => this.#choose(line.id)} /></label></td>` : nothing}
      <td class="nowrap"><a href=${link("plans", line.id)}>${line.code}</a></td>
      <td class="nowrap">${said(line.day)}${line.starts ? html`<span class="two note">${line.starts}${line.ends ? `–${line.ends}` : ""}</span>` : nothing}</td>
      <th scope="row" class="name">${areaName(line.area_id)}<span class="two note">${label("visit_kind", line.kind)}</span></th>
      <td class="name">${line.leader ?? ""}</td>
      <td class="who">${line.delegates.map((name) => html`<span class="name">${name}</span> `)}</td>
      <td class="planwhat">${line.topics}${line.households ? html`<span class="two note">${line.households}</span>` : nothing}</td>
      <td class="nowrap">${planLight(line)}</td>
      <td class="act">${this.#acts(line)}</td></tr>`;
  }

  #inState(plans: Plans): PlanLine[] {
    const state = place.value.query.get("state") ?? "";
    return plans.lines.filter((line) => state === "" || line.state === state);
  }

  #table(plans: Plans): TemplateResult {
    const missing = this.#missing();
    const lines = this.#inState(plans);
    if (plans.lines.length === 0)
      return missing
        ? emptyPlace({
            icon: "check",
            title: say("plans.missingNone"),
            text: say("plans.missingNoneText"),
            acts: html`<a class="btn" href=${link("plans")}>${say("plans.view.week")}</a>`,
          })
        : emptyPlace({
            icon: "cal",
            title: say("plans.empty"),
            text: say((this.#proposed.value.value?.length ?? 0) > 0 ? "plans.emptyText" : "plans.emptyBare"),
            acts: html`<a class="btn" href=${link("plans", "new", { day: this.#fresh() })}>${say("plans.add")}</a>`,
          });
    if (lines.length === 0)
      return emptyPlace({
        icon: "cal",
        title: say("stations.noneInState"),
        acts: html`<button class="btn" @click=${() => filter({ state: undefined })}>${say("plans.all")}</button>`,
      });
    return html`<table class="table plans">
      <thead><tr>${missing ? html`<th class="tickcell" scope="col"><label class="tick bare"><input type="checkbox" aria-label=${say("plans.selectAll")} .checked=${this.#chosen.value.size === lines.length} @change=${() => (this.#chosen.value = new Set(this.#chosen.value.size === lines.length ? [] : lines.map((line) => line.id)))} /></label></th>` : nothing}<th scope="col">${say("plans.code")}</th><th scope="col">${say("visits.day")}</th><th scope="col">${say("visits.area")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("plans.asked")}</th><th scope="col">${say("plans.topics")}</th><th scope="col">${say("plans.state")}</th><th scope="col" class="act"><span class="apart">${say("plans.enter")}</span></th></tr></thead>
      <tbody>${lines.map((line) => this.#row(line, missing))}</tbody></table>`;
  }

  #tools(plans: Plans | undefined): TemplateResult {
    const missing = this.#missing();
    const from = this.#day();
    const state = place.value.query.get("state") ?? "";
    return html`<div class="tools">
      ${planViews(missing ? "missing" : "week", plans?.missing)}
      ${
        missing
          ? html`<span class="note">${say("plans.missingNote")}</span>${this.#chosen.value.size > 0 ? html`<button data-needs="enter" class="btn small" @click=${() => void this.#close([...this.#chosen.value])}>${say("plans.closeSome", { n: this.#chosen.value.size })}</button>` : nothing}`
          : html`<span class="row weekstep"><button class="btn small" @click=${() => filter({ day: shift(from, -7), state: undefined })}>${icon("left")}${say("plans.weekBefore")}</button>
            <b>${range(from, shift(from, 6))}</b>
            <button class="btn small" @click=${() => filter({ day: shift(from, 7), state: undefined })}>${say("plans.weekAfter")}${icon("right")}</button></span>
            ${plans && plans.lines.length > 0 ? html`<zd-seg size="small" label=${say("plans.state")} .value=${state} .choices=${[{ value: "", label: say("plans.all"), count: plans.lines.length }, ...STATES.filter((each) => plans.counts[each] > 0).map((value) => ({ value, label: planWord(value), count: plans.counts[value], shape: planShape(value) }))]} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail })}></zd-seg>` : nothing}`
      }
    </div>`;
  }

  /** The plans in sight as a workbook; the list of all of them sorts, parts into pages and keeps views. */
  #foot(plans: Plans): TemplateResult {
    const lines = this.#inState(plans);
    const days = this.#missing() ? { to: today.value } : { from: plans.from, to: plans.to };
    const ids = lines.map((line) => line.id);
    return html`<div class="foot"><span class="note">${shownCount(lines.length, plans.lines.length)}</span>${exportButton({ list: "plans", total: lines.length, request: { filter: days, sort: "day", descending: false }, ids })}<span class="end note"><a href=${link("plans", "", { view: "all" })}>${say("plans.view.all")}</a></span></div>`;
  }

  protected override render(): TemplateResult {
    const plans = this.#week.value.value;
    const missing = this.#missing();
    const proposed = this.#proposed.value.value?.length ?? 0;
    const here = this.#day() === monday(today.value);
    const printable = plans?.lines.some((line) => line.state !== "entered" && line.state !== "closed") ?? false;
    return html`<main class="sheet">
      ${head(
        say("plans.title"),
        missing && plans ? say("plans.missingSub", { n: plans.missing }) : say("plans.sub"),
        html`<a class="btn" href=${link("visits", "new", { entry: "1" })}>${icon("pen")}${say("plans.enter")}</a>
          ${!missing && printable ? html`<a class="btn" href=${link("plans", "sheets", { day: this.#day() })}>${icon("print")}${say("plans.printWeek")}</a>` : nothing}
          ${missing ? nothing : html`<a class="btn" href=${link("plans", "new", { day: this.#fresh() })}>${icon("plus")}${say("plans.add")} <kbd>Alt N</kbd></a>`}
          ${missing ? nothing : html`<button data-needs="enter" class="btn primary" ?disabled=${proposed === 0} title=${proposed === 0 ? say("plans.layNone") : nothing} @click=${() => void this.#lay()}>${icon("cal")}${say(here ? "plans.lay" : "plans.layNext")}</button>`}`,
      )}
      ${this.#tools(plans)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#week, (value) => this.#table(value))}</div>
      ${plans && plans.lines.length > 0 ? this.#foot(plans) : nothing}
    </main>`;
  }
}
define("zd-plan-week", PlanWeek);
