import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { may } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Round, RoundBoard, RoundKind } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { own } from "@/parts/own";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { BOARD_TABLES, ROUND_TABLES, STEPS, type Step, stepStates } from "./model";
import { scanJob } from "./scan-job";
import { stepBar } from "./steps";
import "./balance";
import "./board";
import "./issue";
import "./meeting";
import "./printing";
import "./read";
import "./results";
import "./review";
import "./sign";
import "./subjects";

/** A round that is not there yet, of the kind the address names. */
const fresh = (kind: RoundKind): Round => ({
  id: "",
  kind,
  year: Number(today.peek().slice(0, 4)),
  title: say(kind === "report" ? "evaluations.report.newTitle" : "evaluations.newTitle", { year: today.peek().slice(0, 4) }),
  held_on: null,
  state: "planned",
  form: null,
  note: "",
  subjects: [],
  rated: [],
  meetings: [],
  apart: false,
  batches: [],
  voided: [],
  closed_on: null,
});

/** The steps that only tell how far things are, and who is rated. */
const LOOKS: readonly Step[] = ["subjects", "board", "balance", "results"];

/** One round: its steps in the order of the afternoon, each with its state in words, and the step that is open. */
class RoundPage extends Piece {
  static override properties = { round: {} };
  declare round: string;

  readonly #new = signal<Round>(fresh(place.peek().query.get("kind") === "report" ? "report" : "delegates"));
  readonly #list = new Resource<Round[]>(this, () => ask("evaluations.list", {}), ROUND_TABLES);
  /** What was counted lies in the round's own store and moves no table: a step that counted says so, and every visit reads anew. */
  readonly #board = new Resource<RoundBoard>(
    this,
    () => {
      const { id } = place.value;
      return id && id !== "new" ? ask("evaluations.board", { round: id }) : undefined;
    },
    BOARD_TABLES,
  );
  #unbind: (() => void) | undefined;
  readonly #counted = (): void => this.#board.again();
  #reading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("counted", this.#counted);
    this.#unbind = bind({ escape: () => go(link("evaluations")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("counted", this.#counted);
    this.#unbind?.();
  }

  /** A run over scans that has ended, whichever step is in sight, has counted sheets. */
  override updated(): void {
    const reading = scanJob(this.round)?.step !== undefined;
    if (this.#reading && !reading) this.#board.again();
    this.#reading = reading;
  }

  async #remove(it: Round): Promise<void> {
    if (
      !(await confirm({
        title: say("evaluations.removeTitle"),
        names: [it.title],
        note: say("meetings.removeNote"),
        act: say("visits.remove"),
        stay: say("visits.keep"),
        risk: true,
      }))
    )
      return;
    try {
      const { operation } = await tell("evaluations.remove", { id: it.id });
      toast(say("evaluations.removed"), operation);
      go(link("evaluations"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #step(it: Round): Step {
    const asked = [...STEPS, "board" as const, "sign" as const].find((step) => step === place.value.query.get("step"));
    return asked ?? (it.subjects.length === 0 ? "subjects" : it.batches.length === 0 ? "print" : "board");
  }

  #open(it: Round, step: Step): TemplateResult {
    if (!may("enter") && !LOOKS.includes(step))
      return emptyPlace({
        icon: "eye",
        title: say("parts.viewOnly"),
        acts: html`<a class="btn" href=${link("evaluations", it.id, { step: "results" })}>${say("evaluations.toResults")}</a>`,
      });
    if (step === "subjects") return own("enter", html`<zd-round-subjects data-page .round=${it}></zd-round-subjects>`);
    if (step === "print") return html`<zd-round-print data-page .round=${it}></zd-round-print>`;
    if (step === "review")
      return html`<zd-round-review data-page .round=${it} .board=${this.#board.value.value}></zd-round-review>`;
    return html`${shown(this.#board, (board) => {
      if (step === "board") return html`<zd-round-board data-page .board=${board}></zd-round-board>`;
      if (step === "issue") return html`<zd-round-issue data-page .round=${it} .board=${board}></zd-round-issue>`;
      if (step === "meeting") return html`<zd-round-meeting data-page .round=${it} .board=${board}></zd-round-meeting>`;
      if (step === "read") return html`<zd-round-read data-page .round=${it} .board=${board}></zd-round-read>`;
      if (step === "sign") return html`<zd-round-sign data-page .round=${it} .board=${board}></zd-round-sign>`;
      if (step === "balance") return html`<zd-round-balance data-page .round=${it} .board=${board}></zd-round-balance>`;
      return html`<zd-round-results data-page .round=${it} .board=${board}></zd-round-results>`;
    })}`;
  }

  #whole(it: Round): TemplateResult {
    const step = it.id ? this.#step(it) : "subjects";
    const running = scanJob(it.id)?.step;
    const states = stepStates(it, this.#board.value.value).map((each) =>
      running && each.step === "read"
        ? {
            ...each,
            shape: "due" as const,
            word: say("evaluations.step.reading", { done: running.done, n: running.total || say("evaluations.dash") }),
          }
        : each,
    );
    return html`${stepBar(states, step, it.id)}${this.#open(it, step)}`;
  }

  protected override render(): TemplateResult {
    const it = this.round === "new" ? this.#new.value : this.#list.value.value?.find((each) => each.id === this.round);
    return html`<main class="sheet">
      ${head(
        it?.id ? it.title : say(it?.kind === "report" ? "evaluations.report.add" : "duties.addEvaluation"),
        say(it?.batches.some((batch) => batch.numbered) ? "evaluations.numberedRound" : "evaluations.anonymous"),
        html`<a class="btn quiet" href=${link("evaluations")}>${icon("left")}${say("frame.evaluations")}</a>${it && it.batches.length > 0 && this.#step(it) !== "board" ? html`<a class="btn" href=${link("evaluations", it.id, { step: "board" })}>${icon("duty")}${say(it.kind === "report" ? "evaluations.report.progress" : "evaluations.progress")}</a>` : nothing}${it?.id && it.batches.length === 0 ? html`<button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`,
      )}
      ${it ? this.#whole(it) : shown(this.#list, () => html`<div class="pad quiet">${say("evaluations.gone")}</div>`)}
    </main>`;
  }
}
define("zd-round", RoundPage);
