import { signal } from "@preact/signals-core";
import { html, nothing, render, type TemplateResult } from "lit";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { BatchCounted, BoardBatch, ResultDelegate, RoundBoard, RowToCorrect } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, listField, textField } from "@/parts/page";
import { copiesOf, villageName, votersName, written } from "./model";

interface State {
  batch: string;
  counted: BatchCounted | undefined;
  row: string;
  /** Right counts as typed, by answer. */
  typed: Record<string, string>;
  reason: string;
  name: string;
  refused: Refused | undefined;
}

/** The rows of a batch that may be corrected here: those of a delegate. */
const rowsOf = (state: State, one: ResultDelegate): RowToCorrect[] =>
  state.counted?.rows.filter((row) => one.items.some((item) => item.row === row.row)) ?? [];

/**
 * A correction of a closed round: the answers of one row of one batch, with the reason and the name of who answers for it.
 * A row always adds up to the valid sheets; what was counted stays beside it for everybody to see.
 */
export async function correct(round: string, one: ResultDelegate, board: RoundBoard): Promise<void> {
  const batches = board.villages.flatMap((village) =>
    village.batches
      .filter((batch) => batch.person_id === one.person_id || (batch.person_id === null && one.areas.includes(village.area)))
      .map((batch): [BoardBatch, string] => [batch, villageName(village)]),
  );
  const state = signal<State>({
    batch: "",
    counted: undefined,
    row: "",
    typed: {},
    reason: "",
    name: person.peek()?.name ?? "",
    refused: undefined,
  });
  await open<boolean>((close) => {
    const place = document.createElement("div");
    place.className = "stackup";
    const set = (change: Partial<State>): void => {
      state.value = { ...state.value, ...change };
      render(body(), place);
    };
    const choose = async (batch: string): Promise<void> => {
      set({ batch, counted: undefined, typed: {}, refused: undefined });
      try {
        const counted = await ask("evaluations.counted", { round, batch });
        if (state.peek().batch !== batch) return;
        set({ counted });
        set({ row: rowsOf(state.peek(), one)[0]?.row ?? "" });
      } catch (cause) {
        if (state.peek().batch === batch) set({ refused: Refused.from(cause) });
      }
    };
    const right = (it: State, answer: { grade: string; n: number }): number | undefined =>
      it.typed[answer.grade] === undefined ? answer.n : copiesOf(it.typed[answer.grade] ?? "");
    let saving = false;
    const save = async (row: RowToCorrect): Promise<void> => {
      const it = state.value;
      if (saving) return;
      saving = true;
      try {
        await tell("evaluations.correct", {
          round,
          batch: it.batch,
          row: row.row,
          counts: Object.fromEntries(row.counts.map((answer) => [answer.grade, right(it, answer) ?? 0])),
          reason: it.reason.trim(),
          name: it.name.trim(),
        });
        close(true);
        toast(say("evaluations.correctionKept", { name: one.person }));
      } catch (cause) {
        saving = false;
        set({ refused: Refused.from(cause) });
      }
    };
    const line = (id: string, word: string, field: TemplateResult) =>
      html`<div class="labelled"><label for=${id}>${word}</label>${field}</div>`;
    const table = (it: State, row: RowToCorrect, valid: number): TemplateResult => {
      const sum = row.counts.reduce((total, answer) => total + (right(it, answer) ?? 0), 0);
      return html`<table class="table mini fixcounts"><thead><tr><th scope="col">${say("evaluations.gradeLabel")}</th><th scope="col" class="num">${say("evaluations.wasCounted")}</th><th scope="col" class="num">${say("evaluations.rightCount")}</th></tr></thead>
        <tbody>${row.counts.map((answer) => html`<tr><th scope="row">${answer.label}</th><td class="num">${count(answer.n)}</td><td class="copies">${textField({ name: `fix-${answer.grade}`, label: say("evaluations.countOf", { what: say("evaluations.rightCount"), who: answer.label }), kind: "num", value: it.typed[answer.grade] ?? String(answer.n), bad: right(it, answer) === undefined, set: (text) => set({ typed: { ...state.value.typed, [answer.grade]: text } }) })}</td></tr>`)}</tbody>
        <tfoot><tr><th scope="row">${say("evaluations.sum")}</th><td class="num">${count(valid)}</td><td class="num">${count(sum)}</td></tr></tfoot></table>
        <p class="note">${sum === valid ? light("met", say("evaluations.sumEven", { n: valid })) : light("owed", say("evaluations.sumOff", { n: valid }))}</p>`;
    };
    const ready = (it: State, row: RowToCorrect, valid: number): boolean => {
      const counts = row.counts.map((answer) => right(it, answer));
      const even = counts.reduce<number>((total, n) => total + (n ?? 0), 0) === valid;
      const changed = row.counts.some((answer, index) => counts[index] !== answer.n);
      return even && changed && !counts.includes(undefined) && it.reason.trim() !== "" && it.name.trim() !== "";
    };
    const body = (): TemplateResult => {
      const it = state.value;
      const rows = rowsOf(it, one);
      const row = rows.find((each) => each.row === it.row);
      // Counted rows that did not add up when the round was closed stay as short as they were.
      const valid = row?.counts.reduce((total, answer) => total + answer.n, 0) ?? 0;
      return html`${it.refused ? refusal(it.refused) : nothing}
        ${line("fix-batch", say("evaluations.batch"), listField({ name: "fix-batch", value: it.batch, options: batches.map(([batch, area]) => [batch.id, [area, votersName(batch.voters), written(batch.code)].filter(Boolean).join(say("frame.comma"))]), set: (batch) => void choose(batch) }))}
        ${rows.length > 1 ? line("fix-row", say("evaluations.item"), listField({ name: "fix-row", value: it.row, options: rows.map((each) => [each.row, each.text]), set: (row) => set({ row, typed: {} }) })) : nothing}
        <div class="fixview"><div>${row ? table(it, row, valid) : it.refused ? nothing : html`<p class="reading" aria-busy="true">${say("parts.reading")}</p>`}</div><div class="stackup">
        ${line("fix-reason", say("evaluations.correctReason"), textField({ name: "fix-reason", value: it.reason, set: (reason) => set({ reason }) }))}
        ${line("fix-name", say("evaluations.closeName"), textField({ name: "fix-name", value: it.name, set: (name) => set({ name }) }))}
        <p class="note">${say("evaluations.correctNote")}</p></div></div>
        <div class="row end"><button class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${!row || !ready(it, row, valid)} @click=${() => row && void save(row)}>${say("evaluations.correctAct")}</button></div>`;
    };
    void choose(batches[0]?.[0].id ?? "");
    return html`<h2>${say("evaluations.correctTitle", { name: one.person })}</h2>${place}`;
  }, true);
}
