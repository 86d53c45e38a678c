import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Round } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { ROUND_TABLES, STEPS, type Step, sheetsOf, villagesOf } from "./model";
import { stepBar } from "./steps";
import "./printing";
import "./subjects";

const fresh = (): Round => ({
  id: "",
  year: Number(today.peek().slice(0, 4)),
  title: say("evaluations.newTitle", { year: today.peek().slice(0, 4) }),
  held_on: null,
  state: "planned",
  form: null,
  note: "",
  subjects: [],
  batches: [],
  closed_on: null,
});

/** One round: its steps in the order of the afternoon, each with its state in words, and the step that is open. */
class RoundPage extends Piece {
  static override properties = { round: {} };
  declare round: string;

  readonly #new = signal<Round>(fresh());
  readonly #list = new Resource<Round[]>(this, () => ask("evaluations.list", {}), ROUND_TABLES);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ escape: () => go(link("evaluations")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
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
    const asked = STEPS.find((step) => step === place.value.query.get("step"));
    return asked ?? (it.subjects.length === 0 ? "subjects" : "print");
  }

  #states(it: Round) {
    const villages = villagesOf(it);
    const sheets = sheetsOf(it);
    const printed = new Set(it.batches.map((batch) => batch.area_id));
    const left = villages.filter((village) => !printed.has(village.area)).length;
    return [
      {
        step: "subjects" as const,
        shape: villages.length > 0 ? ("met" as const) : ("due" as const),
        word:
          villages.length > 0
            ? say("evaluations.subjectsNote", { n: it.subjects.length, areas: villages.length })
            : say("evaluations.step.none"),
      },
      {
        step: "print" as const,
        shape: sheets === 0 ? ("wait" as const) : left > 0 ? ("due" as const) : ("met" as const),
        word:
          sheets === 0
            ? say("evaluations.noBatches")
            : left > 0
              ? say("evaluations.step.printLeft", { n: left })
              : say("evaluations.step.printed", { n: sheets }),
      },
    ];
  }

  #open(it: Round, step: Step): TemplateResult {
    if (step === "print") return html`<zd-round-print data-page .round=${it}></zd-round-print>`;
    return html`<zd-round-subjects data-page .round=${it}></zd-round-subjects>`;
  }

  #whole(it: Round): TemplateResult {
    const step = it.id ? this.#step(it) : "subjects";
    return html`${stepBar(this.#states(it), step, it.id)}${this.#open(it, step)}`;
  }

  protected override render(): TemplateResult {
    const it = this.round === "new" ? this.#new.value : this.#list.value.value?.find((each) => each.id === this.round);
    return html`<main class="sheet">
      ${head(
        it?.id ? it.title : say("duties.addEvaluation"),
        say("evaluations.anonymous"),
        html`<a class="btn quiet" href=${link("evaluations")}>${icon("left")}${say("frame.evaluations")}</a>${it?.id && it.batches.length === 0 ? html`<button class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`,
      )}
      ${it ? this.#whole(it) : shown(this.#list, () => html`<div class="pad quiet">${say("evaluations.gone")}</div>`)}
    </main>`;
  }
}
define("zd-round", RoundPage);
