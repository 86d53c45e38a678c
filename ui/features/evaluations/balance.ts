import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { BatchBalance, BoardBatch, Round, RoundBoard } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { light } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { count, textField } from "@/parts/page";
import { BOARD_TABLES, batchName, villageName, written } from "./model";

/** Why a round does not add up and who says so, by round: written down before the counts are all there. */
const notes = signal<ReadonlyMap<string, { note: string; name: string }>>(new Map());

/** Nothing may be left over: what went out is what came back, counted or put aside, or is still outside. Then the round closes. */
class RoundBalance extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard;

  readonly #read = new Resource<BatchBalance[]>(this, () => ask("evaluations.balance", { round: this.round.id }), BOARD_TABLES);
  readonly #refused = signal<Refused | undefined>(undefined);

  #written(): { note: string; name: string } {
    return notes.value.get(this.round.id) ?? { note: "", name: person.peek()?.name ?? "" };
  }

  #write(change: { note?: string; name?: string }): void {
    notes.value = new Map(notes.peek()).set(this.round.id, { ...this.#written(), ...change });
  }

  async #close(lines: BatchBalance[]): Promise<void> {
    const valid = lines.reduce((sum, line) => sum + line.valid, 0);
    if (
      !(await confirm({
        title: say("evaluations.closeTitle", { n: lines.length, sheets: valid }),
        note: say("evaluations.closeNote"),
        act: say("evaluations.close"),
        stay: say("parts.cancel"),
      }))
    )
      return;
    try {
      await tell("evaluations.close", {
        round: this.round.id,
        note: this.#written().note.trim(),
        name: this.#written().name.trim(),
      });
      toast(say("evaluations.closed", { title: this.round.title }));
      go(link("evaluations", this.round.id, { step: "results" }));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  /** The equation of a batch in words and figures, as it would be said aloud. */
  #said(line: BatchBalance): string {
    return say("evaluations.equation", {
      issued: line.issued,
      valid: line.valid,
      void: line.void,
      blank: line.blank,
      missing: line.missing,
      sum: line.valid + line.void + line.blank + line.missing,
    });
  }

  #off(line: BatchBalance): string {
    return line.difference > 0
      ? say("evaluations.lacking", { n: line.difference })
      : say("evaluations.surplus", { n: -line.difference });
  }

  #line(line: BatchBalance, area: string, batch: BoardBatch, first: boolean): TemplateResult {
    const off = line.difference !== 0;
    const state = off
      ? light("owed", html`<b>${this.#off(line)}</b>`)
      : line.unsettled > 0
        ? light("doubt", say("evaluations.unsettled", { n: line.unsettled }))
        : line.notes.length > 0
          ? light("due", say("evaluations.toComplete"))
          : light("met", say("evaluations.even"));
    return html`<tr class=${off ? "off" : ""}><th scope="row" class="name">${first ? area : ""}</th><td>${batchName(batch, this.board.round.kind)}<span class="note two code">${written(batch.code)}</span></td>
        <td class="num"><b>${count(line.issued)}</b></td><td class="num eq">${off ? "\u2260" : "="}</td><td class="num">${count(line.valid)}</td><td class="num">${count(line.void)}</td><td class="num">${count(line.blank)}</td><td class="num">${count(line.missing)}</td><td class="nowrap">${state}</td></tr>
      ${off || line.notes.length > 0 ? html`<tr class="offnote ${off ? "owed" : ""}"><td></td><td colspan="8">${off ? this.#said(line) : nothing}${line.notes.map((note) => html`<span class="two">${note}</span>`)}</td></tr>` : nothing}`;
  }

  #table(lines: BatchBalance[]): TemplateResult {
    const report = this.board.round.kind === "report";
    const by = new Map(lines.map((line) => [line.batch, line]));
    const sum = (of: (line: BatchBalance) => number) => count(lines.reduce((total, line) => total + of(line), 0));
    const even = lines.every((line) => line.difference === 0);
    return html`<table class="table balance"><thead><tr><th scope="col">${say(report ? "evaluations.report.meeting" : "visits.area")}</th><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.rated")}</th><th scope="col" class="num">${say("evaluations.issue.issued")}</th><th scope="col"><span class="apart">=</span></th><th scope="col" class="num">${say("evaluations.sheets.valid")}</th><th scope="col" class="num">${say("evaluations.sheets.void")}</th><th scope="col" class="num">${say("evaluations.sheets.blank")}</th><th scope="col" class="num">${say("evaluations.missing")}</th><th scope="col">${say("evaluations.board.balance")}</th></tr></thead>
      <tbody>${this.board.villages.flatMap((village) =>
        village.batches.map((batch, index) => {
          const line = by.get(batch.id);
          return line ? this.#line(line, villageName(village), batch, index === 0) : nothing;
        }),
      )}</tbody>
      <tfoot><tr><th scope="row" colspan="2">${say("evaluations.total", { n: lines.length })}</th><td class="num">${sum((line) => line.issued)}</td><td class="num eq">${even ? "=" : "\u2260"}</td><td class="num">${sum((line) => line.valid)}</td><td class="num">${sum((line) => line.void)}</td><td class="num">${sum((line) => line.blank)}</td><td class="num">${sum((line) => line.missing)}</td><td></td></tr></tfoot></table>`;
  }

  /** What does not add up is written down, with a name, before the round can close. */
  #signoff(lines: BatchBalance[]): TemplateResult | typeof nothing {
    const off = lines.filter((line) => line.difference !== 0).length;
    if (off === 0 || this.board.round.closed_on !== null) return nothing;
    return html`<div class="pad signoff"><p>${light("owed", say("evaluations.offTitle", { n: off }))}</p>
      <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}><label for="close-note">${say("evaluations.closeReason")}</label><div class="middle">${textField({ name: "close-note", value: this.#written().note, hint: say("evaluations.closeReasonHint"), set: (note) => this.#write({ note }) })}</div>
      <label for="close-name">${say("evaluations.closeName")}</label><div class="short">${textField({ name: "close-name", value: this.#written().name, set: (name) => this.#write({ name }) })}</div></form></div>`;
  }

  #foot(lines: BatchBalance[]): TemplateResult {
    const off = lines.filter((line) => line.difference !== 0).length;
    const unsettled = lines.reduce((sum, line) => sum + line.unsettled, 0);
    const closed = this.board.round.closed_on !== null;
    if (closed)
      return html`<div class="foot">${light("met", say("evaluations.closedAlready"))}<div class="acts"><a class="btn primary" href=${link("evaluations", this.round.id, { step: "results" })}>${say("evaluations.toResults")}</a></div></div>`;
    const { note, name } = this.#written();
    const named = note.trim() !== "" && name.trim() !== "";
    const counted = lines.some((line) => line.valid + line.void + line.blank > 0);
    const ready = counted && unsettled === 0 && (off === 0 || named);
    return html`<div class="foot"><span class="note">${!counted ? say("evaluations.closeNothing") : unsettled > 0 ? say("evaluations.closeFirst", { n: unsettled }) : off > 0 && !named ? say("evaluations.closeNamed") : say("evaluations.closeReady")}</span><div class="acts">${unsettled > 0 ? html`<a class="btn" href=${link("evaluations", this.round.id, { step: "review" })}>${say("evaluations.toReview")}</a>` : nothing}<button data-needs="manage" class="btn primary" ?disabled=${!ready} @click=${() => void this.#close(lines)}>${say("evaluations.close")}</button></div></div>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#read, (lines) =>
      lines.length === 0
        ? html`<div class="scroll ruled">${emptyPlace({ icon: "ballot", title: say("evaluations.printFirst"), text: say("evaluations.printFirstText") })}</div>`
        : html`<div class="scroll ruled" tabindex="0">${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value)}</div>` : nothing}${this.#table(lines)}${this.#signoff(lines)}</div>${this.#foot(lines)}`,
    )}`;
  }
}
define("zd-round-balance", RoundBalance);
