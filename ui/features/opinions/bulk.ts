import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label, spoken } from "@/app/register";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { MayMoveMany, OpinionChain, OpinionLine } from "@/bridge/calls";
import { bulkRecords } from "@/parts/bulk";
import { open } from "@/parts/dialogs";
import { refusal } from "@/parts/notices";
import { refuse } from "@/parts/refuse";
import { blankWish, moveFields, type Wish } from "./fields";
import { contentOf, dueLight } from "./lights";

/** Many opinions moved at once: the list first, then the fields, then the act with its count. */
class MoveManyForm extends Piece {
  static override properties = {
    kind: {},
    may: { attribute: false },
    chain: { attribute: false },
    units: { attribute: false },
    close: { attribute: false },
  };
  declare kind: string;
  declare may: MayMoveMany;
  declare chain: OpinionChain;
  declare units: string[];
  declare close: (made: boolean | undefined) => void;

  readonly #wish = signal<Wish>(blankWish(today.peek()));
  readonly #refused = signal<Refused | undefined>(undefined);

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    try {
      const { answer } = await tell("opinions.move_many", {
        ids: this.may.can.map((line) => line.id),
        move: { ...this.#wish.value, id: "", kind: this.kind, seen: null, visit_id: null, family_id: null },
      });
      const ids = this.may.can.map((line) => line.id);
      const move = label("opinion_move", this.kind);
      // A chain keeps every move, so the way back is a move of its own: one step takes all of them back.
      toast(say("opinions.madeMany", { move, n: answer.moved }), null, {
        word: say("opinions.takeBackMany", { n: answer.moved }),
        run: () => takeBack(ids, move),
      });
      this.close(true);
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #shown(line: OpinionLine) {
    return { light: dueLight(line), name: spoken(line.area), text: contentOf(line) };
  }

  protected override render(): TemplateResult {
    const n = this.may.can.length;
    const move = label("opinion_move", this.kind);
    const spec = this.chain.moves.find((each) => each.code === this.kind);
    return html`<form class="stackup" @submit=${this.#save}>
      <h2>${n > 0 ? say("opinions.manyTitle", { move, n }) : say("opinions.manyNone", { move })}</h2>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      ${bulkRecords(
        this.may.can.map((line) => ({ ...this.#shown(line), note: line.unit })),
        this.may.cannot.map((one) => ({ ...this.#shown(one.line), why: one.why })),
      )}
      ${n > 0 && spec ? moveFields({ kind: this.kind, fields: spec.fields.filter((field) => field !== "deadline"), needs: spec.needs, latest: null, wish: this.#wish.value, units: this.units, proposal: undefined, set: (change) => (this.#wish.value = { ...this.#wish.value, ...change }) }) : nothing}
      <div class="row end"><button type="button" class="btn" autofocus @click=${() => this.close(undefined)}>${say("parts.cancel")}</button>${n > 0 ? html`<button class="btn primary">${say("opinions.manyAct", { move, n })}</button>` : nothing}</div>
    </form>`;
  }
}
define("zd-move-many", MoveManyForm);

async function takeBack(ids: string[], move: string): Promise<void> {
  try {
    const wish = { ...blankWish(today.peek()), note: say("opinions.takeBackNote", { move }) };
    const { answer } = await tell("opinions.move_many", {
      ids,
      move: { ...wish, id: "", kind: "withdraw", seen: null, visit_id: null, family_id: null },
    });
    toast(say("opinions.takenBack", { n: answer.moved }));
  } catch (cause) {
    await refuse(cause);
  }
}

/** Asks what can be moved, shows it, moves it; true when it was done. */
export async function moveMany(ids: string[], kind: string): Promise<boolean> {
  try {
    const [may, chain, units] = await Promise.all([
      ask("opinions.may_many", { ids, kind }),
      ask("opinions.chain", {}),
      ask("opinions.units", {}),
    ]);
    return (
      (await open<boolean>(
        (close) => html`<zd-move-many .kind=${kind} .may=${may} .chain=${chain} .units=${units} .close=${close}></zd-move-many>`,
        true,
      )) === true
    );
  } catch (cause) {
    await refuse(cause);
    return false;
  }
}
