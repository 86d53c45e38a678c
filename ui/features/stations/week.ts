import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { monday, range, said, shift, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Board, BoardLine } from "@/bridge/calls";
import { act } from "@/parts/act";
import { bulkRecords } from "@/parts/bulk";
import { open } from "@/parts/dialogs";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import "@/parts/date";
import "@/parts/seg";
import { stateOf, tally, weekShape, weekWord } from "./week-states";

/** This week: each village with its fixed time, whether its visit has been reported, and what was told of it instead. */
class Week extends Piece {
  readonly #monday = signal(monday(today.value));
  readonly #board = new Resource<Board>(this, () => ask("weeks.board", { day: this.#monday.value }), [
    "visits",
    "slots",
    "week_notes",
    "plans",
    "areas",
    "team_members",
  ]);

  #note(line: BoardLine, kind: "zero" | "suspended" | "moved", reason = "", movedTo: string | null = null): Promise<boolean> {
    return act(
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
      return html`<button class="btn small quiet" @click=${() => void act(() => tell("weeks.unnote", { id: note }), say("stations.unnoted", { name: areaName(line.area_id) }))}>${say("stations.unnote")}</button>`;
    if (line.state === "no_slot")
      return html`<a class="btn small quiet" href=${link("stations", line.area_id)}>${say("stations.setSlot")}</a>`;
    if (line.state !== "unreported") return nothing;
    if (!line.come)
      return html`<button class="btn small quiet" @click=${() => void this.#why(line, "suspended")}>${say("stations.week.suspended")}</button>
      <button class="btn small quiet" @click=${() => void this.#why(line, "moved")}>${say("stations.week.moved")}</button>`;
    return html`<a class="btn small" href=${link("visits", "new", { area: line.area_id, day: line.day ?? undefined })}>${say("stations.report")}</a>
      <button class="btn small quiet" @click=${() => void this.#note(line, "zero")}>${say("stations.week.zero")}</button>
      <button class="btn small quiet" @click=${() => void this.#why(line, "suspended")}>${say("stations.week.suspended")}</button>
      <button class="btn small quiet" @click=${() => void this.#why(line, "moved")}>${say("stations.week.moved")}</button>`;
  }

  /** One thing told of many villages: the list first, with those left out and why; one operation. */
  async #many(lines: BoardLine[], kind: "zero" | "suspended"): Promise<void> {
    const may = (line: BoardLine) => line.state === "unreported" && line.day !== null && (kind === "suspended" || line.come);
    const inside = lines.filter(may);
    const row = (line: BoardLine) => ({
      light: light(weekShape(stateOf(line)), weekWord(stateOf(line))),
      name: areaName(line.area_id),
      text: line.day ? said(line.day) : "",
    });
    const why = (line: BoardLine) =>
      line.day === null
        ? say("stations.manyNoSlot")
        : line.state === "unreported"
          ? say("stations.manyNotYet")
          : say("stations.manyTold", { state: weekWord(stateOf(line)) });
    const outside = lines.filter((line) => !may(line)).map((line) => ({ ...row(line), why: why(line) }));
    let reason = "";
    const sure = await open<boolean>(
      (close) => html`<form class="stackup" @submit=${(event: Event) => {
        event.preventDefault();
        close(true);
      }}>
        <h2>${inside.length > 0 ? say(`stations.many.${kind}`, { n: inside.length }) : say("stations.manyNone")}</h2>
        ${bulkRecords(inside.map(row), outside)}
        ${kind === "suspended" && inside.length > 0 ? html`<div class="labelled"><label for="many-reason">${say("delegates.reason")}</label><div class="field"><input id="many-reason" required autocomplete="off" placeholder=${say("stations.reasonHint")} @input=${(event: Event) => (reason = (event.target as HTMLInputElement).value)} /></div></div>` : nothing}
        <div class="row end"><button type="button" class="btn" autofocus @click=${() => close(false)}>${say("parts.cancel")}</button>${inside.length > 0 ? html`<button class="btn primary">${say("stations.manyAct", { what: weekWord(kind), n: inside.length })}</button>` : nothing}</div>
      </form>`,
      true,
    );
    if (!sure) return;
    const days = inside.map((line) => ({ area_id: line.area_id, day: line.day ?? "" }));
    await act(
      () => tell("weeks.note_many", { days, kind, reason }),
      say("stations.manyNoted", { n: days.length, what: weekWord(kind) }),
    );
  }

  #left(board: Board): BoardLine[] {
    const query = place.value.query;
    const [state, on, text] = [query.get("state") ?? "", query.get("on") ?? "", (query.get("q") ?? "").trim()];
    const named = (line: BoardLine) => [areaName(line.area_id), ...line.leaders].some((name) => name.includes(text));
    return board.lines.filter(
      (line) => (state === "" || stateOf(line) === state) && (on === "" || line.day === on) && (text === "" || named(line)),
    );
  }

  #table(board: Board): TemplateResult {
    const state = place.value.query.get("state") ?? "";
    const lines = this.#left(board);
    if (lines.length === 0)
      return emptyPlace({
        icon: "pin",
        title: say(board.lines.length === 0 ? "stations.empty" : "stations.noneInState"),
        text: board.lines.length === 0 ? say("stations.emptyText") : "",
        acts: state
          ? html`<button class="btn" @click=${() => filter({ state: undefined })}>${say("stations.wholeWeek")}</button>`
          : nothing,
      });
    return html`<table class="table weekboard">
      <thead><tr><th scope="col">${say("visits.area")}</th><th scope="col">${say("stations.slot")}</th><th scope="col">${say("visits.leader")}</th><th scope="col">${say("delegates.state")}</th><th scope="col" class="num">${say("stations.visitsOfWeek")}</th><th scope="col" class="act"><span class="apart">${say("stations.report")}</span></th></tr></thead>
      <tbody>${lines.map(
        (
          line,
        ) => html`<tr><th scope="row" class="name"><a href=${link("stations", line.area_id)}>${areaName(line.area_id)}</a></th>
          <td class="nowrap">${line.day ? html`${said(line.day)} ${line.starts}${line.ends ? `\u2013${line.ends}` : ""}` : html`<span class="t-wait">—</span>`}</td>
          <td class="name">${line.leaders.join(say("delegates.listComma"))}</td>
          <td class="nowrap">${light(weekShape(stateOf(line)), weekWord(stateOf(line)))}${line.moved_to ? html` <span class="note">${short(line.moved_to)}</span>` : nothing}${line.reason ? html` <span class="note">${line.reason}</span>` : nothing}${line.planned > 0 && line.visits === 0 ? html` <a class="note" href=${link("plans", "", { day: line.day ?? board.from })}>${say("plans.week.planned")}</a>` : nothing}</td>
          <td class="num">${line.visits > 0 ? html`<a href=${link("visits", "", { area: line.area_id, since: board.from, until: board.to })}>${line.visits}</a>` : ""}</td>
          <td class="act">${this.#acts(line)}</td></tr>`,
      )}</tbody>
    </table>`;
  }

  protected override render(): TemplateResult {
    const from = this.#monday.value;
    const board = this.#board.value.value;
    const state = place.value.query.get("state") ?? "";
    const on = place.value.query.get("on");
    const left = board ? this.#left(board) : [];
    return html`<div class="row pad weekhead">
        <button class="btn small" @click=${() => (this.#monday.value = shift(from, -7))}>${icon("left")}${say("stations.weekBefore")}</button>
        <b>${range(from, shift(from, 6))}</b>
        <button class="btn small" ?disabled=${from >= monday(today.value)} @click=${() => (this.#monday.value = shift(from, 7))}>${say("stations.weekAfter")}${icon("right")}</button>
        ${board ? html`<zd-seg size="small" label=${say("delegates.state")} .value=${state} .choices=${[{ value: "", label: say("opinions.all"), count: board.lines.length }, ...tally(board).map(([value, n]) => ({ value, label: weekWord(value), count: n, shape: weekShape(value) }))]} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail })}></zd-seg>` : nothing}
        ${on ? html`<span class="chip">${say("stations.onDay", { day: said(on) })}<button type="button" aria-label=${say("parts.remove", { name: said(on) })} @click=${() => filter({ on: undefined })}>${icon("close")}</button></span>` : nothing}
        ${left.some((line) => line.state === "unreported" && line.day !== null) ? html`<span class="end row"><button class="btn small" @click=${() => void this.#many(left, "zero")}>${say("stations.manyZero")}</button><button class="btn small" @click=${() => void this.#many(left, "suspended")}>${say("stations.manySuspended")}</button></span>` : nothing}
        ${exportButton({ list: "week", total: left.length, request: { day: from }, ids: left.map((line) => `${line.area_id} ${line.day ?? ""}`) })}
      </div>
      ${shown(this.#board, (board) => this.#table(board))}`;
  }
}
define("zd-week", Week);
