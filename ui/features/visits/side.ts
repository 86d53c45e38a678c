import { computed, effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName, holdsOn, label, roster } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { OpinionLine, VisitPage } from "@/bridge/calls";
import { stateLight } from "@/features/opinions/lights";
import { light } from "@/parts/marks";
import type { VisitForm } from "./form-state";
import "@/features/attachments/attachments";

/** Fewer characters say too little to be compared. */
const ENOUGH = 5;
const PAUSE = 600;

/** Promises shown at once; the others are opened below them. */
const FIRST = 6;

const promise = (line: OpinionLine): TemplateResult =>
  html`<li><a href=${link("opinions", line.id)}>${line.content}</a><br />${stateLight(line.state)} <span class="note">${short(line.day)}${line.giver_masked ? say("frame.comma") + line.giver_masked : ""}</span></li>`;

/** Beside the form: what saving will count and why, how the village stands, and a visit that looks like the same one. */
class VisitSide extends Piece {
  static override properties = { form: { attribute: false } };
  declare form: VisitForm;

  readonly #area = computed(() => this.form?.written.value.area ?? "");
  readonly #day = computed(() => this.form?.written.value.day ?? "");

  readonly #village = new Resource<VisitPage>(
    this,
    () =>
      this.#area.value
        ? ask("visits.list", {
            filter: { area_id: this.#area.value, from: `${today.value.slice(0, 4)}-01-01` },
            sort: "day",
            descending: true,
            offset: 0,
            limit: 1,
          })
        : undefined,
    ["visits"],
  );
  readonly #open = new Resource<{ total: number }>(
    this,
    () => (this.#area.value ? ask("opinions.list", { area_id: this.#area.value, status: "handling", limit: 1 }) : undefined),
    ["opinions"],
  );
  readonly #promises = new Resource<OpinionLine[]>(
    this,
    () => (this.#area.value ? ask("opinions.promises", { area_id: this.#area.value }) : undefined),
    ["opinions"],
  );
  readonly #same = new Resource<VisitPage>(
    this,
    () =>
      this.#area.value && this.#day.value
        ? ask("visits.list", {
            filter: { area_id: this.#area.value, from: this.#day.value, to: this.#day.value },
            sort: "number",
            descending: true,
            offset: 0,
            limit: 5,
          })
        : undefined,
    ["visits"],
  );

  /** The opinions as they stand a moment after the last key. */
  readonly #texts = signal("");
  #pause = 0;
  #stop: (() => void) | undefined;

  readonly #alike = new Resource<OpinionLine[]>(this, () => {
    const area = this.#area.value;
    const texts = this.#texts.value.split("\n").filter((text) => text.length >= ENOUGH);
    if (!area || texts.length === 0) return undefined;
    const visit = this.form.origin.peek()?.id ?? "";
    return Promise.all(
      texts.map((content) => ask("opinions.alike", { area_id: area, content, visit_id: visit }).catch(() => [])),
    ).then((found) => [...new Map(found.flat().map((line) => [line.id, line])).values()].slice(0, 3));
  }, ["opinions"]);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = effect(() => {
      const texts = (this.form?.written.value.opinions ?? [])
        .map((heard) => heard.content.trim().replaceAll("\n", " "))
        .join("\n");
      window.clearTimeout(this.#pause);
      this.#pause = window.setTimeout(() => (this.#texts.value = texts), PAUSE);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    window.clearTimeout(this.#pause);
  }

  #likely(): TemplateResult | typeof nothing {
    const lines = this.#alike.value.value ?? [];
    if (lines.length === 0) return nothing;
    return html`<section><h2>${say("visits.alikeTitle")}</h2>
      <ul>${lines.map((line) => html`<li>${light("doubt", html`<a href=${link("opinions", line.id)}>${short(line.day)}</a>`)}<span class="two">${line.content || say("visits.alikeNamed")}</span><span class="note">${label("opinion_status", line.status)}${line.unit ? html`${say("frame.comma")}${line.unit}` : nothing}</span></li>`)}</ul>
      <p class="note">${say("visits.alikeNote")}</p></section>`;
  }

  #credits(): TemplateResult {
    const it = this.form.written.value;
    if (it.delegates.length === 0) return html`<p class="note">${say("visits.creditNone")}</p>`;
    return html`<ul>${it.delegates.map((one) => html`<li class="credit"><b class="name">${one.name}</b>${this.#credit(one.id, it.day)}</li>`)}</ul>`;
  }

  /** The facts that need no rule: in office that day, on leave that day. What it counts for, the duty page says. */
  #credit(id: string, day: string): TemplateResult {
    const { tenures, leaves } = roster.value;
    const when = day || today.value;
    const seated = tenures.some((seat) => seat.person_id === id && holdsOn(seat, when));
    if (!seated)
      return html`<span>${light("void", say("visits.notCounted"))}<br /><span class="note">${say("visits.notInOffice")}</span></span>`;
    const leave = leaves.find((each) => each.person_id === id && each.from_day <= when && each.to_day >= when);
    if (leave)
      return html`<span>${light("doubt", say("visits.onLeave"))}<br /><span class="note">${say("visits.leaveSpan", { from: short(leave.from_day), to: short(leave.to_day) })}</span></span>`;
    return light("met", say("visits.counted"));
  }

  protected override render(): TemplateResult {
    const area = this.#area.value;
    const village = this.#village.value.value;
    const last = village?.lines[0];
    const open = this.#open.value.value?.total ?? 0;
    const promises = this.#promises.value.value ?? [];
    const own = this.form.origin.value?.id;
    const same = (this.#same.value.value?.lines ?? []).filter((line) => line.id !== own);
    return html`
      <section><h2>${say("visits.creditTitle")}</h2>${this.#credits()}</section>
      ${
        area
          ? html`<section><h2>${areaName(area)}</h2>
              <dl class="dl">
                <dt>${say("visits.lastTime")}</dt><dd>${last ? html`<a href=${link("visits", last.id)}>${say("visits.lastLine", { day: short(last.day), kind: label("visit_kind", last.kind) })}</a>` : say("visits.never")}</dd>
                <dt>${say("visits.thisYear")}</dt><dd>${village ? html`<a href=${link("visits", "", { area, span: "year" })}>${say("visits.yearLine", { n: village.sums.visits, received: village.sums.received })}</a>` : ""}</dd>
                <dt>${say("visits.unclosed")}</dt><dd>${open > 0 ? html`<a href=${link("opinions", "", { area, status: "handling" })}>${say("visits.openOpinions", { n: open })}</a>` : say("visits.noneOpen")}</dd>
              </dl></section>`
          : nothing
      }
      ${this.#likely()}
      ${own ? html`<section><zd-attachments owner="visits" .record=${own}></zd-attachments></section>` : nothing}
      ${
        promises.length > 0
          ? html`<section><h2>${say("visits.promises", { n: promises.length })}</h2>
              <ul>${promises.slice(0, FIRST).map(promise)}</ul>
              ${promises.length > FIRST ? html`<details class="moregaps"><summary>${say("visits.promisesRest", { n: promises.length - FIRST })}</summary><ul>${promises.slice(FIRST).map(promise)}</ul></details>` : nothing}
              <p class="note">${say("visits.promisesNote")}</p></section>`
          : nothing
      }
      ${
        same.length > 0
          ? html`<section><h2>${say("visits.sameTitle")}</h2>
              <ul>${same.map((line) => html`<li>${light("doubt", html`<a href=${link("visits", line.id)}>${say("visits.sameLine", { number: `${line.year}-${line.number}`, kind: label("visit_kind", line.kind) })}</a>`)}</li>`)}</ul>
              <p class="note">${say("visits.sameNote")}</p></section>`
          : nothing
      }`;
  }
}
define("zd-visit-side", VisitSide);
