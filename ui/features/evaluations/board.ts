import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { BoardBatch, BoardVillage, RoundBoard, RoundStage } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";
import { count } from "@/parts/page";
import { villageName } from "./model";

const stageShapes: Record<RoundStage, Shape> = {
  planned: "wait",
  printed: "due",
  taken: "due",
  held: "due",
  returned: "due",
  read: "due",
  review: "doubt",
  balanced: "met",
  closed: "due",
  signed: "met",
};

const sum = (batches: readonly BoardBatch[], of: (batch: BoardBatch) => number): number =>
  batches.reduce((total, batch) => total + of(batch), 0);

/** Where a village's next act is done. */
const next: Record<RoundStage, string> = {
  planned: "print",
  printed: "issue",
  taken: "meeting",
  held: "meeting",
  returned: "read",
  read: "balance",
  review: "review",
  balanced: "balance",
  closed: "sign",
  signed: "sign",
};

/** How far each village is: a row a village, a column a step of the paper, word and shape in every cell. */
class ProgressBoard extends Piece {
  static override properties = { board: { attribute: false } };
  declare board: RoundBoard;

  /** The step of a village, or of all of them. */
  #to(step: string, area?: string): string {
    return link("evaluations", this.board.round.id, { step, area });
  }

  /** A sum of the foot: what it adds up is a step further. */
  #sum(word: string, to: string): TemplateResult {
    return html`<td><a class="plain" href=${this.#to(to)}>${word}</a></td>`;
  }

  #village(village: BoardVillage): TemplateResult {
    const { batches } = village;
    const printed = sum(batches, (batch) => batch.copies);
    const taken = [...new Set(batches.map((batch) => batch.taken_by).filter(Boolean))].join(say("evaluations.and"));
    const held = batches.map((batch) => batch.held_on).find((day) => day);
    const back = batches.some((batch) => batch.returned !== null);
    const returned = sum(batches, (batch) => batch.returned ?? 0);
    const counted = sum(batches, (batch) => batch.valid + batch.void + batch.blank);
    const review = sum(batches, (batch) => batch.to_review);
    const difference = sum(batches, (batch) => Math.abs(batch.difference));
    const balanced = village.stage === "balanced" || village.stage === "closed" || village.stage === "signed";
    const { signing } = village;
    // A round that was closed with a difference has the reason and the name beside it, and is not in balance all the same.
    const noted = balanced && difference !== 0;
    const cell = (shape: Shape, word: string | TemplateResult, to: string) =>
      html`<td class="nowrap"><a class="plain" href=${this.#to(to, village.area_id)}>${light(shape, word)}</a></td>`;
    return html`<tr><th scope="row" class="name">${villageName(village)}</th>
      ${cell(printed > 0 ? "met" : "wait", printed > 0 ? say("evaluations.sheetsOf", { n: printed }) : say("evaluations.not.print"), "print")}
      ${cell(taken ? "met" : printed > 0 ? "due" : "wait", taken || say("evaluations.not.taken"), "issue")}
      ${cell(held ? "met" : "wait", held ? short(held) : say("evaluations.not.held"), "meeting")}
      ${cell(back ? "met" : held ? "due" : "wait", back ? say("evaluations.sheetsOf", { n: returned }) : say("evaluations.not.back"), "meeting")}
      ${cell(counted > 0 ? (back && counted < returned ? "due" : "met") : back ? "due" : "wait", counted > 0 ? say("evaluations.sheetsOf", { n: counted }) : say("evaluations.not.read"), "read")}
      ${cell(review > 0 ? "doubt" : counted > 0 ? "met" : "wait", review > 0 ? say("evaluations.rowsOf", { n: review }) : counted > 0 ? say("evaluations.none") : say("evaluations.dash"), "review")}
      ${cell(noted ? "doubt" : balanced ? "met" : counted > 0 && difference !== 0 ? "owed" : "wait", noted ? say("evaluations.offNoted", { n: difference }) : balanced ? say("evaluations.balanced") : counted > 0 && difference !== 0 ? say("evaluations.off", { n: difference }) : say("evaluations.dash"), "balance")}
      ${cell(stageShapes[village.stage], html`<b>${say(`evaluations.stage.${village.stage}`)}</b>${village.stage === "signed" && signing ? html` ${short(signing.on)}` : nothing}`, next[village.stage])}</tr>`;
  }

  protected override render(): TemplateResult {
    const all = this.board.villages.flatMap((village) => village.batches);
    const report = this.board.round.kind === "report";
    const off = all.filter((batch) => batch.valid + batch.void + batch.blank > 0 && batch.difference !== 0).length;
    const heads = ["print", "taken", "held", "back", "read", "review", "balance"] as const;
    return html`<div class="scroll ruled" tabindex="0">
      <table class="table progress"><thead><tr><th scope="col">${say(report ? "evaluations.report.meeting" : "visits.area")}</th>${heads.map((name) => html`<th scope="col">${say(`evaluations.board.${name}`)}</th>`)}<th scope="col">${say("evaluations.board.stage")}</th></tr></thead>
        <tbody>${this.board.villages.map((village) => this.#village(village))}</tbody>
        <tfoot><tr><th scope="row">${say(report ? "evaluations.report.meetingsOf" : "evaluations.villagesOf", { n: this.board.villages.length })}</th>${this.#sum(say("evaluations.sheetsOf", { n: sum(all, (batch) => batch.copies) }), "print")}${this.#sum(say("evaluations.sheetsOf", { n: sum(all, (batch) => batch.issued + batch.copied) }), "issue")}<td></td>${this.#sum(say("evaluations.sheetsOf", { n: sum(all, (batch) => batch.returned ?? 0) }), "meeting")}${this.#sum(say("evaluations.sheetsOf", { n: sum(all, (batch) => batch.valid + batch.void + batch.blank) }), "read")}${this.#sum(say("evaluations.rowsOf", { n: sum(all, (batch) => batch.to_review) }), "review")}${this.#sum(off > 0 ? say("evaluations.step.off", { n: off }) : say("evaluations.dash"), "balance")}<td>${this.#signed()}</td></tr></tfoot></table>
    </div>`;
  }

  #signed(): TemplateResult | typeof nothing {
    const n = this.board.villages.filter((village) => village.stage === "signed").length;
    return n > 0 ? html`${say("evaluations.stage.signed")} ${count(n)}` : nothing;
  }
}
define("zd-round-board", ProgressBoard);
