import { html, nothing, render, type TemplateResult } from "lit";
import { short, when } from "@/app/days";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { Batch, Round, VoidBatch } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { icon, tag } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, textField } from "@/parts/page";
import { batchName, copiesOf, placeName, ratedName, written } from "./model";

/** What is printed again: of one batch how many, of all of them as many as were ordered. Nothing when somebody thinks better of it. */
export async function askAgain(round: Round, batch?: Batch): Promise<{ copies: number | undefined } | undefined> {
  const it = { copies: batch ? String(batch.copies) : "" };
  const sure = await open<boolean>(
    (
      close,
    ) => html`<h2>${batch ? say("evaluations.reprintTitle", { area: placeName(round, batch.area_id), code: written(batch.code) }) : say("evaluations.reprintAll", { n: round.batches.length })}</h2>
        <form class="stackup" @submit=${(event: Event) => {
          event.preventDefault();
          close(true);
        }}>
          ${batch ? html`<div class="labelled"><label for="again-copies">${say("evaluations.reprintCopies")}</label><div class="copies">${textField({ name: "again-copies", value: it.copies, kind: "num", set: (text) => (it.copies = text) })}</div></div>` : nothing}
          <p class="note">${say("evaluations.reprintNote")}</p>
          <div class="row end"><button type="button" class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary">${say("evaluations.reprint")}</button></div>
        </form>`,
  );
  const copies = copiesOf(it.copies);
  return sure && (!batch || copies) ? { copies } : undefined;
}

/** A batch was printed wrong: its sheets are destroyed, its code counts no more, and the village gets right ones in this round. */
async function spoil(round: Round, batch: Batch): Promise<void> {
  const it: { reason: string; refused: Refused | undefined } = { reason: "", refused: undefined };
  const area = placeName(round, batch.area_id);
  await open<boolean>((close) => {
    const place = document.createElement("div");
    place.className = "stackup";
    const draw = (): void => void render(body(), place);
    const save = async (): Promise<void> => {
      try {
        await tell("evaluations.void", { round: round.id, batch: batch.id, reason: it.reason.trim() });
        close(true);
        toast(say("evaluations.voidKept", { area, code: written(batch.code) }));
      } catch (cause) {
        it.refused = Refused.from(cause);
        draw();
      }
    };
    const body = (): TemplateResult => html`${it.refused ? refusal(it.refused) : nothing}
        <p>${say("evaluations.voidText", { n: batch.copies })}</p>
        <form class="stackup" @submit=${(event: Event) => {
          event.preventDefault();
          if (it.reason.trim()) void save();
        }}>
          <div class="labelled"><label for="void-reason">${say("evaluations.voidReason")}</label>${textField({
            name: "void-reason",
            value: it.reason,
            hint: say("evaluations.voidReasonHint"),
            set: (reason) => {
              it.reason = reason;
              draw();
            },
          })}</div>
          <div class="row end"><button type="button" class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${it.reason.trim() === ""}>${say("evaluations.void.act")}</button></div>
        </form>`;
    draw();
    return html`<h2>${say("evaluations.voidTitle", { area, code: written(batch.code) })}</h2>${place}`;
  }, true);
}

/** The batches of a round that were printed, and below them those that were declared void. */
export function batchList(round: Round, again: (batch?: Batch) => void): TemplateResult {
  const report = round.kind === "report";
  const closed = round.closed_on !== null;
  const who = (batch: Batch | VoidBatch) =>
    batchName({ person: batch.person_id ? ratedName(round, batch.person_id) : null, voters: batch.voters }, round.kind);
  const line = (batch: Batch) =>
    html`<tr><th scope="row" class="name">${placeName(round, batch.area_id)}</th><td>${who(batch)}${batch.numbered ? html` ${tag("void", say("evaluations.numberedTag"))}` : nothing}</td><td class="code">${written(batch.code)}</td><td class="num">${count(batch.copies)}</td><td class="nowrap quiet">${batch.printed_at ? when(batch.printed_at) : nothing}</td><td class="act">${closed ? nothing : html`<button data-needs="enter" class="btn small quiet" @click=${() => again(batch)}>${say("evaluations.reprint")}</button><button data-needs="enter" class="btn small quiet" @click=${() => void spoil(round, batch)}>${say("evaluations.void.act")}</button>`}</td></tr>`;
  const gone = (batch: VoidBatch) =>
    html`<tr class="quiet"><th scope="row" class="name">${placeName(round, batch.area_id)}</th><td>${who(batch)}</td><td class="code"><s>${written(batch.code)}</s></td><td class="num">${count(batch.copies)}</td><td class="nowrap">${say("evaluations.voidedOn", { day: short(batch.voided_on) })}</td><td>${batch.reason}</td></tr>`;
  return html`<section class="block"><div class="cap"><h2>${say("evaluations.batchList")}</h2><span class="note">${say("evaluations.sheetsNote")}</span>${closed || round.batches.length === 0 ? nothing : html`<button data-needs="enter" class="btn small end" @click=${() => again()}>${icon("print")}${say("evaluations.reprintEvery")}</button>`}</div>
      <table class="table mini"><thead><tr><th scope="col">${say(report ? "evaluations.report.meeting" : "visits.area")}</th><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.rated")}</th><th scope="col">${say("evaluations.code")}</th><th scope="col" class="num">${say("evaluations.sheetCount")}</th><th scope="col">${say("evaluations.printedAt")}</th><th scope="col"><span class="apart">${say("evaluations.reprint")}</span></th></tr></thead>
      <tbody>${round.batches.map(line)}${round.voided.map(gone)}</tbody></table></section>`;
}
