import { html, nothing, type TemplateResult } from "lit";
import { monday, range, said, shift, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Board, BoardLine } from "@/bridge/calls";
import { act } from "@/parts/act";
import { bulkRecords } from "@/parts/bulk";
import { open } from "@/parts/dialogs";
import { type Column, chip, HeldList } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import "@/parts/date";
import "@/parts/seg";
import { stationHead, stationView, stationViews } from "./views";
import { ORDER, stateOf, tally, type WeekState, weekShape, weekWord } from "./week-states";

/** This week: each village with its fixed time, whether its visit has been reported, and what was told of it instead. */
class Week extends HeldList<BoardLine, Board> {
  protected readonly list = "week";
  protected readonly page = "stations";
  protected override readonly look = "weekboard";
  protected override readonly order = "";
  // A week of a town is looked at as one sheet; only a very large town has pages.
  protected override readonly size = 300;
  protected readonly answer = new Resource<Board>(this, () => ask("weeks.board", this.request()), [
    "visits",
    "slots",
    "week_notes",
    "plans",
    "areas",
    "team_members",
  ]);

  /** The week in sight stands in the address, so that Back leads to it; a kept view always shows this week. */
  #monday(): string {
    return monday(place.value.query.get("week") ?? today.value);
  }

  #toWeek(day: string): void {
    filter({ week: day === monday(today.value) ? undefined : day, on: undefined, from: undefined });
  }

  protected override request() {
    return { day: this.#monday() };
  }

  protected override here(): boolean {
    return super.here() && stationView(place.peek().query) === "week";
  }

  protected record(line: BoardLine): string {
    return `${line.area_id} ${line.day ?? ""}`;
  }

  protected override href(line: BoardLine): string {
    return link("stations", line.area_id);
  }

  #note(line: BoardLine, kind: "zero" | "suspended" | "moved", reason = "", movedTo: string | null = null): Promise<boolean> {
    return act(
      () => tell("weeks.note", { id: "", area_id: line.area_id, day: line.day ?? today.value, kind, moved_to: movedTo, reason }),
      say("stations.noted", { name: areaName(line.area_id), what: weekWord(kind) }),
    );
  }

  async #why(line: BoardLine, kind: "suspended" | "moved"): Promise<void> {
    const it = { reason: "", to: "" };
    let under = false;
    await open<boolean>(
      (
        close,
      ) => html`<h2>${say(`stations.ask.${kind}`, { name: areaName(line.area_id), day: short(line.day ?? today.value) })}</h2>
        <form class="stackup" @submit=${(event: Event) => {
          event.preventDefault();
          if (under) return;
          under = true;
          // What was refused stays as it was written.
          void this.#note(line, kind, it.reason, it.to || null).then((done) => (done ? close(true) : (under = false)));
        }}>
          ${kind === "moved" ? html`<div class="labelled"><label for="moved-to">${say("stations.movedTo")}</label><zd-date name="moved-to" forward @day=${(event: CustomEvent<string>) => (it.to = event.detail)}></zd-date></div>` : nothing}
          <div class="labelled"><label for="week-reason">${say("delegates.reason")}</label><div class="field"><input id="week-reason" autocomplete="off" placeholder=${say("stations.reasonHint")} @input=${(event: Event) => (it.reason = (event.target as HTMLInputElement).value)} /></div></div>
          <div class="row end"><button type="button" class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary">${say("visits.save")}</button></div>
        </form>`,
    );
  }

  #acts(line: BoardLine): TemplateResult | typeof nothing {
    const note = line.note_id;
    if (note)
      return html`<button data-needs="enter" class="btn small quiet" @click=${() => void act(() => tell("weeks.unnote", { id: note }), say("stations.unnoted", { name: areaName(line.area_id) }))}>${say("stations.unnote")}</button>`;
    if (line.state === "no_slot")
      return html`<a data-needs="enter" class="btn small quiet" href=${link("stations", line.area_id)}>${say("stations.setSlot")}</a>`;
    if (line.state !== "unreported") return nothing;
    if (!line.come)
      return html`<button data-needs="enter" class="btn small quiet" @click=${() => void this.#why(line, "suspended")}>${say("stations.week.suspended")}</button>
      <button data-needs="enter" class="btn small quiet" @click=${() => void this.#why(line, "moved")}>${say("stations.week.moved")}</button>`;
    return html`<a class="btn small" href=${link("visits", "new", { area: line.area_id, day: line.day ?? undefined })}>${say("stations.report")}</a>
      <button data-needs="enter" class="btn small quiet" @click=${() => void this.#note(line, "zero")}>${say("stations.week.zero")}</button>
      <button data-needs="enter" class="btn small quiet" @click=${() => void this.#why(line, "suspended")}>${say("stations.week.suspended")}</button>
      <button data-needs="enter" class="btn small quiet" @click=${() => void this.#why(line, "moved")}>${say("stations.week.moved")}</button>`;
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

  protected left(board: Board): BoardLine[] {
    const query = place.value.query;
    const [state, on, text] = [query.get("state") ?? "", query.get("on") ?? "", (query.get("q") ?? "").trim()];
    const named = (line: BoardLine) => [areaName(line.area_id), ...line.leaders].some((name) => name.includes(text));
    return board.lines.filter(
      (line) => (state === "" || stateOf(line) === state) && (on === "" || line.day === on) && (text === "" || named(line)),
    );
  }

  #state(line: BoardLine, board: Board): TemplateResult {
    const plan = link("plans", "", { day: line.day ?? board.from });
    return html`${light(weekShape(stateOf(line)), weekWord(stateOf(line)))}${line.moved_to ? html` <span class="note">${short(line.moved_to)}</span>` : nothing}${line.reason ? html` <span class="note">${line.reason}</span>` : nothing}${line.planned > 0 && line.visits === 0 ? html` <a class="note" href=${plan}>${say("plans.week.planned")}</a>` : nothing}`;
  }

  protected columns(board: Board | undefined): Column<BoardLine>[] {
    const lines = board?.lines ?? [];
    const visits = (line: BoardLine) =>
      board && line.visits > 0
        ? html`<a href=${link("visits", "", { area: line.area_id, since: board.from, until: board.to })}>${line.visits}</a>`
        : "";
    return [
      {
        key: "area",
        word: say("visits.area"),
        sort: "area",
        by: (line) => lines.indexOf(line),
        look: "name",
        head: true,
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${areaName(line.area_id)}</a>`,
      },
      {
        key: "day",
        word: say("stations.slot"),
        sort: "day",
        by: (line) => `${line.day ?? "~"} ${line.starts}`,
        look: "nowrap",
        holds: ["day", "time"],
        cell: (line) =>
          line.day
            ? html`${said(line.day)} ${line.starts}${line.ends ? `\u2013${line.ends}` : ""}`
            : html`<span class="t-wait">—</span>`,
      },
      {
        key: "leaders",
        word: say("visits.leader"),
        sort: "leader",
        by: (line) => line.leaders.join(),
        look: "name",
        cell: (line) => line.leaders.join(say("delegates.listComma")),
      },
      {
        key: "state",
        word: say("delegates.state"),
        sort: "state",
        by: (line) => ORDER.indexOf(stateOf(line) as WeekState),
        look: "nowrap",
        holds: ["state", "reason", "moved_to"],
        cell: (line) => (board ? this.#state(line, board) : ""),
      },
      {
        key: "visits",
        word: say("stations.visitsOfWeek"),
        sort: "visits",
        by: (line) => line.visits,
        number: true,
        cell: visits,
      },
      { key: "acts", word: say("stations.report"), kept: true, quiet: true, holds: [], cell: (line) => this.#acts(line) },
    ];
  }

  protected empty(board: Board): TemplateResult {
    const all = board.lines.length === 0;
    const whole = () => filter({ state: undefined, on: undefined, q: undefined });
    return emptyPlace({
      icon: "pin",
      title: say(all ? "stations.empty" : "stations.noneInState"),
      text: all ? say("stations.emptyText") : "",
      acts: all ? nothing : html`<button class="btn" @click=${whole}>${say("stations.wholeWeek")}</button>`,
    });
  }

  protected head(): TemplateResult {
    return stationHead("week");
  }

  protected tools(): TemplateResult {
    const on = place.value.query.get("on");
    return html`${stationViews("week")}${this.search(say("stations.findVillage"))}${on ? chip(say("stations.onDay", { day: said(on) }), "on") : nothing}`;
  }

  protected override above(board: Board | undefined): TemplateResult {
    const from = this.#monday();
    const state = place.value.query.get("state") ?? "";
    const left = board ? this.left(board) : [];
    const choices = board
      ? [
          { value: "", label: say("opinions.all"), count: board.lines.length },
          ...tally(board).map(([value, n]) => ({ value, label: weekWord(value), count: n, shape: weekShape(value) })),
        ]
      : [];
    const open = left.some((line) => line.state === "unreported" && line.day !== null);
    return html`<div class="tools weekhead">
      <span class="row weekstep"><button class="btn small" @click=${() => this.#toWeek(shift(from, -7))}>${icon("left")}${say("stations.weekBefore")}</button>
        <b>${range(from, shift(from, 6))}</b>
        <button class="btn small" ?disabled=${from >= monday(today.value)} @click=${() => this.#toWeek(shift(from, 7))}>${say("stations.weekAfter")}${icon("right")}</button></span>
      ${board && board.lines.length > 0 ? html`<zd-seg size="small" label=${say("delegates.state")} .value=${state} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ state: event.detail, from: undefined })}></zd-seg>` : nothing}
      ${open ? html`<span class="end row"><button data-needs="enter" class="btn small" @click=${() => void this.#many(left, "zero")}>${say("stations.manyZero")}</button><button data-needs="enter" class="btn small" @click=${() => void this.#many(left, "suspended")}>${say("stations.manySuspended")}</button></span>` : nothing}
    </div>`;
  }
}
define("zd-week", Week);
