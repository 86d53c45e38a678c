import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Day, today } from "@/app/days";
import { define } from "@/app/piece";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { BoardBatch, BoardVillage } from "@/bridge/calls";
import { light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, textField } from "@/parts/page";
import "@/parts/date";
import { Edits } from "./edits";
import { batchName, villageName, written } from "./model";
import { VillageStep } from "./village-step";
import { villageList } from "./villages";

interface Line {
  issued: string;
  copied: string;
  sealed: string;
  destroyed: string;
}
interface Edit {
  taken_by: string;
  on: Day;
  lines: Record<string, Line>;
}

const number = (text: string): number | undefined => {
  const value = text.normalize("NFKC").trim();
  return value === "" ? 0 : /^\d{1,5}$/.test(value) ? Number(value) : undefined;
};

const edits = new Edits<Edit>();

/** Handing out: who took a village's bag on which day, how many sheets went out, and where the others stayed. */
class RoundIssue extends VillageStep<Edit> {
  protected override readonly edits = edits;

  protected override waits(village: BoardVillage): boolean {
    return village.stage === "printed";
  }

  protected override fresh(village: BoardVillage): Edit {
    const first = village.batches[0];
    return {
      taken_by: first?.taken_by ?? "",
      on: first?.taken_on ?? today.value,
      lines: Object.fromEntries(
        village.batches.map((batch) => [
          batch.id,
          {
            issued: String(batch.taken_by ? batch.issued : batch.copies),
            copied: String(batch.copied),
            sealed: String(batch.sealed),
            destroyed: String(batch.destroyed),
          },
        ]),
      ),
    };
  }

  /** Printed − handed out − sealed − destroyed: nothing may be left over. Sheets copied on the spot come on top. */
  #rest(batch: BoardBatch, line: Line | undefined): number | undefined {
    const parts = [line?.issued, line?.copied, line?.sealed, line?.destroyed].map((text) => number(text ?? ""));
    const [issued, copied, sealed, destroyed] = parts;
    if (issued === undefined || copied === undefined || sealed === undefined || destroyed === undefined) return undefined;
    return batch.copies - issued - sealed - destroyed;
  }

  protected override async send(village: BoardVillage, it: Edit): Promise<string> {
    for (const batch of village.batches) {
      const line = it.lines[batch.id];
      await tell("evaluations.issue", {
        batch: batch.id,
        issued: number(line?.issued ?? "") ?? 0,
        copied: number(line?.copied ?? "") ?? 0,
        sealed: number(line?.sealed ?? "") ?? 0,
        destroyed: number(line?.destroyed ?? "") ?? 0,
        taken_by: it.taken_by.trim(),
        on: it.on,
      });
    }
    return say("evaluations.issued", { area: villageName(village), name: it.taken_by.trim() });
  }

  protected override ready(village: BoardVillage, it: Edit): boolean {
    return (
      it.taken_by.trim() !== "" && it.on !== "" && village.batches.every((batch) => this.#rest(batch, it.lines[batch.id]) === 0)
    );
  }

  #line(village: BoardVillage, batch: BoardBatch): TemplateResult {
    const it = this.it(village);
    const line = it.lines[batch.id] ?? { issued: "", copied: "", sealed: "", destroyed: "" };
    const rest = this.#rest(batch, line);
    const who = batchName(batch, this.board.round.kind);
    const field = (name: keyof Line) =>
      html`<td class="copies">${textField({
        name: `${name}-${batch.id}`,
        label: say("evaluations.countOf", { what: say(`evaluations.issue.${name}`), who }),
        value: line[name],
        kind: "num",
        bad: number(line[name]) === undefined,
        set: (text) => this.set(village, { lines: { ...it.lines, [batch.id]: { ...line, [name]: text } } }),
      })}</td>`;
    const off =
      rest === undefined
        ? say("evaluations.wrongNumber")
        : rest > 0
          ? say("evaluations.tooFew", { n: rest })
          : say("evaluations.tooMany", { n: -rest });
    return html`<tr><th scope="row" class="name">${who}<span class="note two code">${written(batch.code)}</span></th><td class="num">${count(batch.copies)}</td>${field("issued")}${field("sealed")}${field("destroyed")}<td class="nowrap">${rest === 0 ? light("met", say("evaluations.even")) : light("owed", off)}</td>${field("copied")}<td class="num"><b>${rest === undefined ? say("evaluations.dash") : count((number(line.issued) ?? 0) + (number(line.copied) ?? 0))}</b></td></tr>`;
  }

  protected override render(): TemplateResult {
    const village = this.chosen();
    const state = (each: BoardVillage): [import("@/parts/marks").Shape, string] => {
      if (edits.unsaved(this.key(each))) return ["change", say("evaluations.unsaved")];
      const by = each.batches.map((batch) => batch.taken_by).find(Boolean);
      return by ? ["met", by] : ["wait", say("evaluations.not.taken")];
    };
    if (!village || village.batches.length === 0)
      return html`<div class="scroll ruled pad quiet">${say("evaluations.printFirst")}</div>`;
    const it = this.it(village);
    const report = this.board.round.kind === "report";
    const heads = ["issued", "sealed", "destroyed"] as const;
    return html`<div class="bagbox">${villageList(this.board, village, state)}
        <div class="scroll pad roundwork" tabindex="-1">
          ${this.refused.value ? refusal(this.refused.value) : nothing}
          <div class="cap"><h2>${villageName(village)}</h2><span class="note">${say(report ? "evaluations.report.issueNote" : "evaluations.issueNote")}</span></div>
          ${keyed(
            this.key(village),
            html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
            <label for="taken-by">${say("evaluations.takenBy")}</label><div class="short">${textField({ name: "taken-by", value: it.taken_by, set: (taken_by) => this.set(village, { taken_by }) })}</div>
            <label for="taken-on">${say("evaluations.takenOn")}</label><div class="short"><zd-date name="taken-on" .value=${it.on} @day=${(event: CustomEvent<Day>) => this.set(village, { on: event.detail })}></zd-date></div>
          </form>`,
          )}
          <table class="table mini issue"><thead><tr><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.rated")}</th><th scope="col" class="num">${say("evaluations.issue.printed")}</th>${heads.map((name) => html`<th scope="col" class="num">${say(`evaluations.issue.${name}`)}</th>`)}<th scope="col">${say("evaluations.issue.check")}</th><th scope="col" class="num">${say("evaluations.issue.copied")}</th><th scope="col" class="num">${say("evaluations.issue.all")}</th></tr></thead>
            <tbody>${village.batches.map((batch) => this.#line(village, batch))}</tbody></table>
          <p class="note">${say("evaluations.issueEquation")}</p>
        </div></div>
      <div class="foot"><span class="note">${say(report ? "evaluations.report.issueRated" : "evaluations.issueRated")}</span><div class="acts"><button class="btn" ?disabled=${!this.ready(village, it)} @click=${() => void this.save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button><button class="btn primary" ?disabled=${!this.ready(village, it)} @click=${() => void this.save(true)}>${say(report ? "evaluations.report.saveNext" : "evaluations.saveNextVillage")} <kbd>Ctrl Enter</kbd></button></div></div>`;
  }
}
define("zd-round-issue", RoundIssue);
