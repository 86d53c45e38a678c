import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { long, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Opinion, OpinionMayMove, OpinionMoveLine } from "@/bridge/calls";
import { choose, put, type Waiting } from "@/features/attachments/adding";
import { paperOf } from "@/features/proposals/find";
import { open } from "@/parts/dialogs";
import { InlineForm } from "@/parts/inline-form";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import { drawn } from "@/parts/saving";
import { blankWish, moveFields, type Wish } from "./fields";

/** Moves that end a matter without an answer that is given to everyone merged into it. */
const ENDS = new Set(["answer_now", "decline", "refer", "refer_petition"]);

/** Moves that stand: neither taken back nor taking back. */
const standing = (it: Opinion): OpinionMoveLine[] =>
  it.chain.filter((one) => !one.withdraws && !it.chain.some((other) => other.withdraws === one.id));

/** One move: what it is, the fields it has, and the act. What was typed stays when the core refuses. */
class MoveForm extends Piece {
  static override properties = {
    opinion: { attribute: false },
    may: { attribute: false },
    units: { attribute: false },
    close: { attribute: false },
  };
  declare opinion: Opinion;
  declare may: OpinionMayMove;
  declare units: string[];
  declare close: (made: boolean | undefined) => void;

  readonly #form = new InlineForm<Wish>(this, "opinion_move", () => `${this.opinion.line.id} ${this.may.kind}`);
  readonly #proposal = new Resource<Option | undefined>(this, () => paperOf(this.#form.it.value?.proposal_id ?? null), [
    "proposals",
  ]);
  /** Chosen files; they are put on the move once it is made. */
  readonly #files = signal<Waiting[]>([]);

  override connectedCallback(): void {
    super.connectedCallback();
    const it = this.opinion;
    const kind = this.may.kind;
    // What is known already is not asked for twice.
    const last = standing(it).at(-1);
    // What is taken back in the month it was written counts as never done; a month that is over keeps its figures.
    const newest = last && it.chain.every((one) => one.day <= last.day);
    void this.#form.open({
      ...blankWish(today.peek()),
      ...(kind === "rehandle" || kind === "urge" ? { unit: it.line.unit } : {}),
      ...(kind === "reply" && it.answer ? { answer: it.answer } : {}),
      ...(kind === "withdraw" && newest && last.day.slice(0, 7) === today.peek().slice(0, 7) ? { day: last.day } : {}),
      ...(kind === "extend" ? { deadline: this.may.latest } : {}),
    });
  }

  override async firstUpdated(): Promise<void> {
    // The field of the unit is drawn a moment after its form.
    await drawn(this);
    this.querySelector<HTMLElement>(".moveform input, .moveform textarea, .moveform select")?.focus();
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.may.fields.includes("proposal") && !this.#form.it.peek()?.proposal_id) {
      // A paper that is still to be written takes the opinion with it when it is saved.
      this.close(undefined);
      const it = this.opinion;
      const all = [it.line.id, ...it.family.map((one) => one.line.id).filter((id) => id !== it.line.id)];
      go(link("proposals", "new", { opinions: all.join(",") }));
      return;
    }
    await this.#form.save(async (wish) => {
      const { answer } = await tell("opinions.move", {
        ...wish,
        id: this.opinion.line.id,
        kind: this.may.kind,
        seen: this.opinion.moves,
        visit_id: null,
        family_id: null,
      });
      toast(say("opinions.made", { move: label("opinion_move", this.may.kind) }));
      this.close(true);
      const chosen = this.#files.peek();
      if (chosen.length > 0)
        await put("opinion_moves", answer.made, chosen, () => undefined).catch(async (cause: unknown) => {
          toast(say("attachments.notPut"));
          await refuse(cause);
        });
    });
  }

  /** Leaving by its button throws away what was typed; Escape and the lock keep it. */
  async #leave(): Promise<void> {
    await this.#form.leave();
    this.close(undefined);
  }

  async #choose(): Promise<void> {
    try {
      this.#files.value = [...this.#files.peek(), ...(await choose())];
    } catch (cause) {
      await refuse(cause);
    }
  }

  #waiting(): TemplateResult {
    const drop = (one: Waiting): void => {
      this.#files.value = this.#files.peek().filter((other) => other !== one);
    };
    return html`<div class="waitlist"><button type="button" class="btn small" @click=${() => void this.#choose()}>${icon("plus")}${say("attachments.add")}</button>${this.#files.value.map((one) => html`<span class="tag">${one.name}<button type="button" class="btn icon quiet small" aria-label=${say("attachments.waitingDrop", { name: one.name })} @click=${() => drop(one)}>${icon("close")}</button></span>`)}</div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const kind = this.may.kind;
    const wish = this.#form.it.value;
    if (!wish) return nothing;
    const about = sayIf(`opinions.about.${kind}`);
    const last = standing(this.opinion).at(-1);
    // Who waits for its answer is handled alone once it ends without one for them.
    const { line, family } = this.opinion;
    const waits = line.state === "merged" ? 0 : family.filter((one) => one.line.state === "merged").length;
    const freed = ENDS.has(kind) ? waits : 0;
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${label("opinion_move", kind)}</h2>
      ${kind === "withdraw" && last ? html`<p>${say("opinions.withdrawLast", { move: label("opinion_move", last.kind), day: long(last.day) })}</p>` : nothing}
      ${about ? html`<p class="note">${about}</p>` : nothing}
      ${freed > 0 ? html`<p class="note">${say("opinions.frees", { n: freed })}</p>` : nothing}
      ${this.#form.offer()}
      ${this.#form.refused.value ? refusal(this.#form.refused.value) : nothing}
      ${this.#form.anew(html`${moveFields({ kind, fields: this.may.fields, needs: this.may.needs, latest: this.may.latest, wish, units: this.units, proposal: this.#proposal.value.value, set: (change) => this.#form.set(change) })}`)}
      ${this.#waiting()}
      <div class="row end"><button type="button" class="btn" @click=${() => void this.#leave()}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${this.#form.busy}>${label("opinion_move", kind)}</button></div>
    </form>`;
  }
}
define("zd-move-form", MoveForm);

/** Opens the dialog of one move; true when it was made. */
export async function makeMove(opinion: Opinion, may: OpinionMayMove): Promise<boolean> {
  const units = may.fields.includes("unit") ? await ask("opinions.units", {}).catch(() => []) : [];
  return (
    (await open<boolean>(
      (close) => html`<zd-move-form .opinion=${opinion} .may=${may} .units=${units} .close=${close}></zd-move-form>`,
    )) === true
  );
}
