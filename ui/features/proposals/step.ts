import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaOptions, label, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { ProposalMove, ProposalNext, ProposalThread } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { InlineForm } from "@/parts/inline-form";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import { findPapers, paperOf } from "./find";
import { ratingGrid, startRatings } from "./ratings";
import { moveName } from "./stages";
import { unitRows } from "./units";

/** What a step is told with beside what it must be told with. */
const ALSO: Record<string, readonly string[]> = {
  file: ["note"],
  refuse: ["document"],
  merge: ["note"],
  answer_at_once: ["document"],
  to_opinion: ["area"],
  assign: ["hard", "document"],
  reassign: ["hard", "document"],
  accept: ["contact"],
  co_opinion: ["document"],
  reply: ["document", "contact", "note"],
  close: ["note"],
};

/** The order fields stand in on the papers. */
const ORDER = ["area", "units", "unit", "other", "ground", "result", "signer", "document", "contact", "hard", "ratings", "note"];

const blank = (proposal: string, move: string): ProposalMove => ({
  id: "",
  proposal_id: proposal,
  place: 0,
  move,
  day: today.peek(),
  clerk_id: "",
  unit: "",
  ground: "",
  note: "",
  document: "",
  signer: "",
  contact: "",
  scheme: "",
  result: "",
  hard: false,
  other_id: null,
  units: [],
  ratings: [],
  number: "",
  series: null,
  serial: null,
  due_on: null,
  corrects: null,
  opinion_id: null,
  area_id: null,
});

/** The form of one step: only what this step asks for, in the order of its paper. */
class ProposalStep extends Piece {
  static override properties = { thread: { attribute: false }, next: { attribute: false } };
  declare thread: ProposalThread;
  declare next: ProposalNext;

  readonly #form = new InlineForm<ProposalMove>(this, "proposal_step", (it) => `${it.proposal_id} ${it.move}`);
  readonly #known = new Resource<string[]>(this, () => ask("proposals.units", {}), ["proposal_units"]);
  readonly #other = new Resource<Option | undefined>(this, () => paperOf(this.#form.it.value?.other_id ?? null), ["proposals"]);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const it = this.#form.it.peek();
    if (!changed.has("next") || (it && it.move === this.next.move && it.proposal_id === this.thread.proposal.id)) return;
    void this.#form.open(this.#begun());
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(
        ".stepform [role=radio][tabindex='0'], .stepform input, .stepform select, .stepform textarea",
      )?.focus(),
    );
  }

  /** A step with what can be told beforehand. */
  #begun(): ProposalMove {
    const one = blank(this.thread.proposal.id, this.next.move);
    if (one.move === "assign" || one.move === "reassign") one.units = [{ unit: "", role: "sole" }];
    if (one.move === "to_opinion") one.area_id = this.thread.village;
    if (one.move === "rate") one.ratings = startRatings(this.thread);
    if (one.move === "correct") {
      const back = new Set(this.thread.moves.map((line) => line.step.corrects).filter(Boolean));
      one.corrects =
        this.thread.moves.findLast((line) => line.step.move !== "correct" && !back.has(line.step.id))?.step.id ?? null;
    }
    const units = this.#unitChoices();
    if (this.next.needs.includes("unit") && units.length === 1) one.unit = units[0] ?? "";
    return one;
  }

  /** Units this step can be about. */
  #unitChoices(): string[] {
    const held = this.thread.units.filter((unit) => unit.returned_on === null);
    switch (this.next.move) {
      case "accept":
        return held.filter((unit) => unit.accepted_on === null).map((unit) => unit.unit);
      case "co_opinion":
        return held.filter((unit) => unit.role === "joint").map((unit) => unit.unit);
      case "reply":
        return held
          .filter((unit) => unit.role !== "joint" && (unit.replied_on === null || this.thread.proposal.stage === "merged"))
          .map((unit) => unit.unit);
      default:
        return held.map((unit) => unit.unit);
    }
  }

  #set(change: Partial<ProposalMove>): void {
    this.#form.set(change);
  }

  #save(): Promise<void> {
    return this.#form.save(async (it) => {
      const ratings = it.ratings.filter((rating) => rating.work || rating.outcome);
      const { answer } = await tell("proposals.move", { ...it, ratings });
      toast(
        answer.number && ["file", "merge"].includes(it.move)
          ? say("proposals.numbered", { number: answer.number })
          : say("proposals.moved", { move: moveName(it.move) }),
      );
      this.emit("done");
    });
  }

  async #leave(): Promise<void> {
    await this.#form.leave();
    this.emit("leave");
  }

  #field(name: string, it: ProposalMove): TemplateResult | typeof nothing {
    const must = this.next.needs.includes(name);
    const named = (word: string, field: TemplateResult) => html`<label for=${`step-${name}`}>${word}</label><div>${field}</div>`;
    switch (name) {
      case "units":
        return html`<span class="lab">${say("proposals.units")}</span>${unitRows(it.units, this.#known.value.value ?? [], (units) => this.#set({ units }))}`;
      case "unit": {
        const choices = this.#unitChoices();
        if (choices.length > 0 && this.thread.units.length > 0)
          return html`<span class="lab">${say("proposals.unit")}</span><div><zd-seg label=${say("proposals.unit")} .value=${it.unit} .choices=${choices.map((value) => ({ value, label: value }))} @choose=${(event: CustomEvent<string>) => this.#set({ unit: event.detail })}></zd-seg></div>`;
        const options = (this.#known.value.value ?? []).map((unit): Option => ({ id: unit, name: unit }));
        return named(
          say("proposals.unit"),
          html`<div class="middle"><zd-pick name="step-unit" free hint=${say("parts.pickOrWrite")} .options=${options} .chosen=${it.unit ? [{ id: it.unit, name: it.unit }] : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ unit: event.detail[0]?.name ?? "" })}></zd-pick></div>`,
        );
      }
      case "area": {
        // A paper that grew from opinions gives them back; any other becomes a line of a village's ledger.
        if (this.thread.sources.length > 0) return nothing;
        const chosen = areaOptions.value.filter((area) => area.id === it.area_id);
        return named(
          say("visits.area"),
          html`<div class="short"><zd-pick name="step-area" hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${chosen} @pick=${(event: CustomEvent<Option[]>) => this.#set({ area_id: event.detail[0]?.id ?? null })}></zd-pick></div><p class="note">${say("proposals.toLedger")}</p>`,
        );
      }
      case "other": {
        const other = this.#other.value.value;
        const find = (text: string) =>
          findPapers(
            text,
            { stage: "open", kind: this.thread.proposal.kind },
            (line) => line.id !== it.proposal_id && ["received", "filed", "assigned", "handling"].includes(line.stage),
          );
        return named(
          say("proposals.other"),
          html`<zd-pick name="step-other" hint=${say("proposals.chooseOther")} .find=${find} .chosen=${it.other_id ? [other?.id === it.other_id ? other : { id: it.other_id, name: "" }] : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ other_id: event.detail[0]?.id || null })}></zd-pick>`,
        );
      }
      case "ground": {
        const options: [string, string][] = [
          ["", say("proposals.chooseGround")],
          ...words("proposal_ground").map((word): [string, string] => [word.code, word.label]),
        ];
        return named(
          say("proposals.ground"),
          html`<div class="middle">${listField({ name: "step-ground", value: it.ground, options, set: (ground) => this.#set({ ground }) })}</div>`,
        );
      }
      case "result": {
        if (["inquiry", "interpellation"].includes(this.thread.proposal.kind)) return nothing;
        const choices = words(this.thread.scheme).map((word) => ({ value: word.code, label: word.code }));
        return html`<span class="lab">${say("proposals.result")}</span><div class="row"><zd-seg label=${say("proposals.result")} .value=${it.result} .choices=${choices} @choose=${(event: CustomEvent<string>) => this.#set({ result: event.detail })}></zd-seg><span>${it.result ? label(this.thread.scheme, it.result) : html`<span class="note">${say("proposals.resultNote")}</span>`}</span></div>`;
      }
      case "hard":
        return html`<span></span><div><label class="tick"><input type="checkbox" .checked=${it.hard} @change=${(event: Event) => this.#set({ hard: (event.target as HTMLInputElement).checked })} />${say("proposals.hard")}</label></div>`;
      case "ratings":
        return html`<div class="across">${ratingGrid(it.ratings, (ratings) => this.#set({ ratings }))}</div>`;
      case "note":
        return named(
          say(must ? "proposals.reason" : "proposals.said"),
          areaField({ name: "step-note", value: it.note, rows: 2, set: (note) => this.#set({ note }) }),
        );
      case "signer":
        return named(
          say("proposals.signer"),
          html`<div class="short">${textField({ name: "step-signer", value: it.signer, set: (signer) => this.#set({ signer }) })}</div>`,
        );
      case "document":
        return named(
          say("proposals.document"),
          html`<div class="short">${textField({ name: "step-document", value: it.document, hint: say("proposals.documentHint"), set: (text) => this.#set({ document: text }) })}</div>`,
        );
      case "contact":
        return named(
          say("proposals.contactPerson"),
          html`<div class="short">${textField({ name: "step-contact", value: it.contact, hint: say("proposals.contactHint"), set: (contact) => this.#set({ contact }) })}</div>`,
        );
      default:
        return nothing;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const it = this.#form.it.value;
    if (!it) return nothing;
    const fields = ORDER.filter((name) => this.next.needs.includes(name) || (ALSO[it.move] ?? []).includes(name));
    return html`<form class="inset stepform" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#save();
    }}>
      <div class="cap"><h3>${moveName(it.move)}</h3><span class="note">${say(`proposals.about.${it.move}` as "proposals.about.file")}</span></div>
      ${this.#form.offer()}
      ${this.#form.refused.value ? refusal(this.#form.refused.value) : nothing}
      ${this.#form.anew(html`<div class="lines-form">
        ${fields.map((name) => this.#field(name, it))}
        ${it.move === "correct" ? nothing : html`<label for="step-day">${say("proposals.dayOnPaper")}</label><div class="short"><zd-date name="step-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>`}
      </div>`)}
      <div class="row end"><button type="button" class="btn quiet" @click=${() => void this.#leave()}>${say("parts.cancel")}</button><button class="btn primary">${say("proposals.do", { move: moveName(it.move) })}</button></div>
    </form>`;
  }
}
define("zd-proposal-step", ProposalStep);
