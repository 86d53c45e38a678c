import { signal } from "@preact/signals-core";
import { html, nothing, render, type TemplateResult } from "lit";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { BoardBatch, ResultDelegate, RoundBoard } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import { villageName, votersName, written } from "./model";

interface State {
  batch: string;
  row: string;
  grade: string;
  counted: string;
  reason: string;
  name: string;
  refused: Refused | undefined;
}

/** A correction of a closed round: one figure of one batch, with its reason and the name of who answers for it. It stays visible. */
export async function correct(round: string, one: ResultDelegate, board: RoundBoard): Promise<void> {
  const batches = board.villages.flatMap((village) =>
    village.batches
      .filter((batch) => batch.person_id === one.person_id || (batch.person_id === null && one.areas.includes(village.area)))
      .map((batch): [BoardBatch, string] => [batch, villageName(village)]),
  );
  const first = one.items[0];
  const state = signal<State>({
    batch: batches[0]?.[0].id ?? "",
    row: first?.row ?? "",
    grade: first?.grades[0]?.grade ?? "",
    counted: "",
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
    const save = async (): Promise<void> => {
      const it = state.value;
      const batch = batches.find(([each]) => each.id === it.batch)?.[0];
      try {
        await tell("evaluations.correct", {
          round,
          batch: it.batch,
          person_id: batch?.person_id ?? one.person_id,
          row: it.row,
          grade: it.grade,
          counted: Number(it.counted.normalize("NFKC").trim()),
          reason: it.reason.trim(),
          name: it.name.trim(),
        });
        close(true);
        toast(say("evaluations.correctionKept", { name: one.person }));
      } catch (cause) {
        set({ refused: Refused.from(cause) });
      }
    };
    const body = (): TemplateResult => {
      const it = state.value;
      const item = one.items.find((each) => each.row === it.row);
      const ready = /^\d{1,5}$/.test(it.counted.normalize("NFKC").trim()) && it.reason.trim() !== "" && it.name.trim() !== "";
      const line = (id: string, word: string, field: TemplateResult) =>
        html`<div class="labelled"><label for=${id}>${word}</label>${field}</div>`;
      return html`${it.refused ? refusal(it.refused) : nothing}
        ${line("fix-batch", say("evaluations.batch"), listField({ name: "fix-batch", value: it.batch, options: batches.map(([batch, area]) => [batch.id, [area, votersName(batch.voters), written(batch.code)].filter(Boolean).join(say("frame.comma"))]), set: (batch) => set({ batch }) }))}
        ${line("fix-row", say("evaluations.item"), listField({ name: "fix-row", value: it.row, options: one.items.map((each) => [each.row, each.text]), set: (row) => set({ row }) }))}
        ${line("fix-grade", say("evaluations.gradeLabel"), listField({ name: "fix-grade", value: it.grade, options: (item?.grades ?? []).map((grade) => [grade.grade, grade.label]), set: (grade) => set({ grade }) }))}
        ${line("fix-count", say("evaluations.rightCount"), textField({ name: "fix-count", value: it.counted, kind: "num", set: (counted) => set({ counted }) }))}
        ${line("fix-reason", say("evaluations.correctReason"), textField({ name: "fix-reason", value: it.reason, set: (reason) => set({ reason }) }))}
        ${line("fix-name", say("evaluations.closeName"), textField({ name: "fix-name", value: it.name, set: (name) => set({ name }) }))}
        <p class="note">${say("evaluations.correctNote")}</p>
        <div class="row end"><button class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${!ready} @click=${() => void save()}>${say("evaluations.correctAct")}</button></div>`;
    };
    set({});
    return html`<h2>${say("evaluations.correctTitle", { name: one.person })}</h2>${place}`;
  });
}
