import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { said, today, when } from "@/app/days";
import { bind, composing } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { go, leaving, link, place } from "@/app/router";
import { keepers, may } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, closing, Refused, tell } from "@/bridge";
import type { Draft, PlanWhole, Visit } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { glyph, icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { own } from "@/parts/own";
import { head, hints } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { drawn, Saving } from "@/parts/saving";
import { DraftKeeper, foundDraft } from "./draft";
import { blank, filled, firstCount, VisitForm, type Written, writtenOf, writtenOfPlan } from "./form-state";
import { lastVisit } from "./last";
import { visitPaper } from "./paper";
import "./lane";
import "./side";

/** Registering a visit, or opening one: the paper form, what saving will count, and the keys that make it fast. */
class VisitFormPage extends Piece {
  static override properties = { record: {}, entry: {} };
  declare record: string;
  declare entry: string;

  readonly #form = new VisitForm();
  readonly #number = signal<{ year: number; number: number } | undefined>(undefined);
  readonly #found = signal<Draft | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #faults = signal(false);
  readonly #saving = new Saving(this);
  /** Sheets are entered one after another by their numbers. */
  readonly #lane = signal(false);
  #keeper = new DraftKeeper(this.#form);
  #unbind: (() => void) | undefined;
  #stopGuard: (() => void) | undefined;
  #stopClosing: (() => void) | undefined;
  #opened = "";

  constructor() {
    super();
    this.record = "";
    this.entry = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      "ctrl+s": () => void (may("enter") && this.#save(false)),
      "ctrl+enter": () => void (may("enter") && this.#save(true)),
      "ctrl+d": () => void (may("enter") && this.#copyLast()),
      escape: () => go(link("visits")),
    });
    keepers.add(this.#keeper.now);
    // Nothing typed is lost by closing: the draft is kept first, then the window may go.
    this.#stopGuard = effect(() => closing.guard(this.#form.touched.value));
    this.#stopClosing = closing.watch(() => void this.#keeper.now().then(() => closing.close()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    // The last breath of what was typed is kept too.
    void this.#keeper.now();
    this.#keeper.end();
    this.#stopGuard?.();
    this.#stopClosing?.();
    closing.guard(false);
    leaving.ask = undefined;
    keepers.delete(this.#keeper.now);
  }

  override willUpdate(): void {
    const key = this.record || `new ${this.entry}`;
    if (this.#opened !== key) {
      this.#opened = key;
      void this.#open();
    }
  }

  async #open(): Promise<void> {
    this.#refused.value = undefined;
    leaving.ask = () => this.#mayLeave();
    // The same form may be opened anew: what was typed before is kept first.
    await this.#keeper.part();
    this.#found.value = await foundDraft(this.record || null);
    if (!this.record) {
      const query = place.peek().query;
      const plan = query.get("plan");
      this.#lane.value = plan !== null || query.has("entry");
      this.#form.start({ ...blank(), day: query.get("day") ?? "", area: query.get("area") ?? "" });
      await this.#nextNumber();
      if (plan)
        await ask("plans.open", { id: plan }).then(this.#takePlan, (cause) => (this.#refused.value = Refused.from(cause)));
      else this.#focus();
      return;
    }
    try {
      const visit: Visit = await ask("visits.open", { id: this.record });
      this.#number.value = { year: visit.year, number: visit.number };
      this.#form.start(writtenOf(visit), visit);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #nextNumber(): Promise<void> {
    const year = Number(today.peek().slice(0, 4));
    const next = await ask("visits.next_number", { year }).catch(() => undefined);
    this.#number.value = next ? { year, number: next.number } : undefined;
  }

  /** A sheet that was found by its number: the form is filled from its plan, and the hand goes to the first count. */
  #takePlan = async (found: PlanWhole): Promise<void> => {
    this.#form.start(writtenOfPlan(found.plan), undefined, true);
    this.#faults.value = false;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(`#${firstCount(found.plan.kind)}`)?.focus();
  };

  #focus(): void {
    if (this.#lane.peek()) {
      void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("#plan-code")?.focus());
      return;
    }
    void this.updateComplete.then(() =>
      this.querySelector<HTMLInputElement>(this.#form.written.peek().day ? "#area" : "#day")?.focus(),
    );
  }

  async #mayLeave(): Promise<boolean> {
    // What was typed is kept as a draft, so leaving loses nothing and asks nothing; only an opened record is asked about.
    if (!this.#form.touched.peek() || !this.#form.origin.peek()) return true;
    return confirm({
      title: say("visits.leaveTitle"),
      note: say("visits.leaveNote"),
      act: say("visits.leave"),
      stay: say("visits.stay"),
    });
  }

  async #save(next: boolean): Promise<void> {
    await this.#saving.run(
      () => this.#send(next),
      async () => {
        this.#faults.value = this.#faults.peek() || this.#form.faults.peek().size > 0;
        await drawn(this);
      },
    );
  }

  async #send(next: boolean): Promise<void> {
    try {
      const request = this.#form.request();
      const { answer, operation } = await tell("visits.save", request);
      await this.#keeper.drop();
      this.#form.touched.value = false;
      this.#refused.value = undefined;
      this.#faults.value = false;
      toast(
        say(request.id ? "visits.changed" : "visits.saved", {
          number: `${answer.year}-${answer.number}`,
          village: areaName(request.area_id),
        }),
        operation,
      );
      if (next) await this.#startNext(request);
      else go(this.#lane.peek() ? link("plans", "", { view: "missing" }) : link("visits"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
  }

  /** The next form keeps the day: a stack of paper is written day by day. */
  async #startNext(saved: Visit): Promise<void> {
    if (this.record) return go(link("visits", "new", { day: saved.day }));
    this.#form.start(this.#lane.peek() ? blank() : { ...blank(), day: saved.day, kind: saved.kind });
    await this.#nextNumber();
    this.querySelector(".scroll")?.scrollTo(0, 0);
    this.#focus();
  }

  /** Only into a new form, and only what is still empty: nothing that was written is replaced. */
  async #copyLast(): Promise<void> {
    if (this.record) return;
    try {
      const visit = await lastVisit();
      if (!visit || this.record) return;
      this.#form.start(filled(this.#form.written.peek(), writtenOf(visit, true)), undefined, true);
      this.#focus();
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #remove(): Promise<void> {
    const visit = this.#form.origin.value;
    if (!visit) return;
    const sure = await confirm({
      title: say("visits.removeTitle", { number: `${visit.year}-${visit.number}` }),
      names: [`${said(visit.day)} ${areaName(visit.area_id)}`],
      note: say("visits.removeNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("visits.remove", { id: visit.id });
      await this.#keeper.drop();
      this.#form.touched.value = false;
      toast(say("visits.removed", { number: `${visit.year}-${visit.number}` }), operation);
      go(link("visits"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  /** Enter moves on through the fields of the paper; text areas and the grid keep it for themselves. */
  #enter = (event: KeyboardEvent): void => {
    if (composing(event) || event.key !== "Enter" || event.ctrlKey || event.defaultPrevented) return;
    const at = event.target as HTMLElement;
    if (!(at instanceof HTMLInputElement || at.getAttribute("role") === "radio")) return;
    event.preventDefault();
    const stops = [
      ...this.querySelectorAll<HTMLElement>(
        ".scroll input, .scroll textarea, .scroll [role=radio][tabindex='0'], .scroll select",
      ),
    ].filter((each) => each.tabIndex >= 0);
    const next = stops[stops.indexOf(at) + 1];
    next?.focus();
    if (next instanceof HTMLInputElement) next.select();
  };

  #draftNotice(): TemplateResult | typeof nothing {
    const draft = this.#found.value;
    if (!draft) return nothing;
    const take = (): void => {
      this.#keeper.adopt(draft);
      this.#form.start({ ...blank(), ...(draft.payload as Written) }, this.#form.origin.peek(), true);
      this.#found.value = undefined;
      this.#focus();
    };
    const drop = async (): Promise<void> => {
      await ask("drafts.drop", { id: draft.id }).catch(() => undefined);
      this.#found.value = undefined;
    };
    return html`<div class="strip">${notice("due", icon("clock"), say("visits.draftFound", { when: when(draft.saved) }), html`<button class="btn small" @click=${take}>${say("visits.draftTake")}</button><button class="btn small quiet" @click=${() => void drop()}>${say("visits.draftDrop")}</button>`)}</div>`;
  }

  protected override render(): TemplateResult {
    const origin = this.#form.origin.value;
    const number = this.#number.value;
    const savedAt = this.#keeper.savedAt.value;
    const refused = this.#refused.value;
    return html`<main class="sheet">
      ${head(
        origin ? say("visits.openTitle") : say("visits.newTitle"),
        number
          ? html`${say("visits.numbered", { number: `${number.year}-${number.number}` })}<span class="long">${say("visits.asPaper")}</span>`
          : nothing,
        origin
          ? html`<a class="btn quiet" href=${link("history", origin.id, { what: "visit" })}>${icon("history")}${say("frame.history")}</a><button data-needs="enter" class="btn" @click=${() => void this.#remove()}>${icon("bin")}${say("visits.remove")}</button>`
          : html`<button data-needs="enter" class="btn" @click=${() => void this.#copyLast()}>${icon("copy")}${say("visits.copyLast")} <kbd>Ctrl D</kbd></button>`,
      )}
      ${this.#draftNotice()}
      ${this.#lane.value || this.#form.written.value.plan ? html`<zd-entry-lane .form=${this.#form} .entering=${this.#lane.value} @plan=${(event: CustomEvent<PlanWhole>) => void this.#takePlan(event.detail)}></zd-entry-lane>` : nothing}
      <div class="split" @keydown=${this.#enter}>
        <div class="scroll" tabindex=${may("enter") ? nothing : "0"}>
          ${refused ? html`<div class="strip">${refusal(refused)}</div>` : nothing}
          ${keyed(this.#form.serial.value, own("enter", visitPaper(this.#form, this.#faults.value)))}
        </div>
        <zd-visit-side class="panel side" .form=${this.#form}></zd-visit-side>
      </div>
      <div class="foot">
        <span class="note" role="status">${!may("enter") ? say("parts.viewOnly") : savedAt ? html`${glyph("met")} ${say("visits.draftKept", { time: savedAt })}` : nothing}</span>
        ${hints([
          ["Enter", say("keys.nextField")],
          ["Esc", say("visits.leaveKey")],
          ["F1", say("keys.all")],
        ])}
        <div class="acts" data-needs="enter">
          <button class="btn" ?disabled=${this.#saving.busy.value} @click=${() => void this.#save(false)}>${say("visits.save")} <kbd>Ctrl S</kbd></button>
          <button class="btn primary" ?disabled=${this.#saving.busy.value} @click=${() => void this.#save(true)}>${say("keys.saveNext")} <kbd>Ctrl Enter</kbd></button>
        </div>
      </div>
    </main>`;
  }
}
define("zd-visit-form", VisitFormPage);
