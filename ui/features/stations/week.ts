import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, shift, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Board, BoardLine } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { icon, light } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import { weekShape, weekWord } from "./week-states";

/** This week: each village with its fixed time, whether its visit has been reported, and what was told of it instead. */
class Week extends Piece {
  readonly #monday = signal(monday(today.value));
  readonly #board = new Resource<Board>(this, () => ask("weeks.board", { day: this.#monday.value }), [
    "visits",
    "slots",
    "week_notes",
    "areas",
    "team_members",
  ]);

  async #do(act: () => Promise<{ operation: number | null }>, message: string): Promise<void> {
    try {
      const { operation } = await act();
      toast(message, operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #note(line: BoardLine, kind: "zero" | "suspended" | "moved", reason = "", movedTo: string | null = null): Promise<void> {
    return this.#do(
      () => tell("weeks.note", { id: "", area_id: line.area_id, day: line.day ?? today.value, kind, moved_to: movedTo, reason }),
      say("stations.noted", { name: areaName(line.area_id), what: weekWord(kind) }),
    );
  }

  async #why(line: BoardLine, kind: "suspended" | "moved"): Promise<void> {
    const it = { reason: "", to: "" };
    const sure = await open<boolean>(
      (
        close,
      ) => html`<h2>${say(`stations.ask.${kind}`, { name: areaName(line.area_id), day: short(line.day ?? today.value) })}</h2>
        <form class="stackup" @submit=${(event: Event) => {
          event.preventDefault();
          close(true);
        }}>
          ${kind === "moved" ? html`<div class="labelled"><label for="moved-to">${say("stations.movedTo")}</label><zd-date name="moved-to" @day=${(event: CustomEvent<string>) => (it.to = event.detail)}></zd-date></div>` : nothing}
          <div class="labelled"><label for="week-reason">${say("delegates.reason")}</label><div class="field"><input id="week-reason" autocomplete="off" placeholder=${say("stations.reasonHint")} @input=${(event: Event) => (it.reason = (event.target as HTMLInputElement).value)} /></div></div>
          <div class="row end"><button type="button" class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary">${say("visits.save")}</button></div>
        </form>`,
    );
    if (sure) await this.#note(line, kind, it.reason, it.to || null);
  }

  #acts(line: BoardLine): TemplateResult | typeof nothing {
    const note = line.note_id;
    if (note)
      return html`<button class="btn small quiet" @click=${() => void this.#do(() => tell("weeks.unnote", { id: note }), say("stations.unnoted", { name: areaName(line.area_id) }))}>${say("stations.unnote")}</button>`;
    if (line.state !== "unreported") return nothing;
    return html`<a class="btn small" href=${link("visits", "new", { area: line.area_id, day: line.day ?? undefined })}>${say("stations.report")}</a>
      <button class="btn small quiet" @click=${() => void this.#note(line, "zero")}>${say("stations.week.zero")}</button>
      <button class="btn small quiet" @click=${() => void this.#why(line, "suspended")}>${say("stations.week.suspended")}</button>
      <button class="btn small quiet" @click=${() => void this.#why(line, "moved")}>${say("stations.week.moved")}</button>`;
  }

  #table(board: Board): TemplateResult {
    return html`<table class="table">
      <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("stations.slot")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("delegates.state")}</th><th scope="col" class="num">${say("stations.visitsOfWeek")}</th><th scope="col" class="act"><span class="apart">${say("stations.report")}</span></th></tr></thead>
      <tbody>${board.lines.map(
        (line) => html`<tr><th scope="row" class="name">${areaName(line.area_id)}</th>
          <td class="nowrap">${line.day ? html`${short(line.day)} ${line.starts}${line.ends ? `\u2013${line.ends}` : ""}` : html`<span class="t-wait">${say("stations.noSlot")}</span>`}</td>
          <td class="name">${line.leaders.join(say("delegates.listComma"))}</td>
          <td class="nowrap">${light(weekShape(line.state), weekWord(line.state))}${line.moved_to ? html` <span class="note">${short(line.moved_to)}</span>` : nothing}${line.reason ? html` <span class="note">${line.reason}</span>` : nothing}</td>
          <td class="num">${line.visits > 0 ? html`<a href=${link("visits", "", { area: line.area_id, span: "month" })}>${line.visits}</a>` : ""}</td>
          <td class="act">${this.#acts(line)}</td></tr>`,
      )}</tbody>
    </table>`;
  }

  protected override render(): TemplateResult {
    const from = this.#monday.value;
    const counts = this.#board.value.value?.counts;
    return html`<div class="row pad weekhead">
        <button class="btn small" @click=${() => (this.#monday.value = shift(from, -7))}>${icon("left")}${say("stations.weekBefore")}</button>
        <b>${range(from, shift(from, 6))}</b>
        <button class="btn small" ?disabled=${from >= monday(today.value)} @click=${() => (this.#monday.value = shift(from, 7))}>${say("stations.weekAfter")}${icon("right")}</button>
        ${counts ? html`<span class="legend">${(["reported", "zero", "made_up", "suspended", "unreported"] as const).filter((each) => counts[each] > 0).map((each) => light(weekShape(each), html`${weekWord(each)}${counts[each]}`))}</span>` : nothing}
        <span class="grow"></span>
        <a class="btn small" href=${link("reports", "chase")}>${icon("print")}${say("reports.kind.chase")}</a>
        <a class="btn small" href=${link("reports", "forms")}>${icon("print")}${say("reports.kind.forms")}</a>
      </div>
      ${shown(this.#board, (board) => this.#table(board))}`;
  }
}
define("zd-week", Week);
