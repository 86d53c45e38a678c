import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Day, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { peopleOptions } from "@/app/register";
import { say } from "@/app/words";
import { tell } from "@/bridge";
import type { BoardVillage } from "@/bridge/calls";
import type { Shape } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { count, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";
import { Edits } from "./edits";
import { batchName, villageName, written } from "./model";
import { VillageStep } from "./village-step";
import { villageList } from "./villages";

interface Edit {
  held_on: string | null;
  starts: string;
  venue: string;
  returned_on: string | null;
  scrutineers: string[];
  counters: string[];
  chair: string;
  reader: string;
  invited: string;
  present_members: string;
  present_residents: string;
  /** Sheets that came back, by batch. */
  back: Record<string, string>;
}

const figureOf = (text: string): number | null | undefined => {
  const value = text.normalize("NFKC").trim();
  return value === "" ? null : /^\d{1,5}$/.test(value) ? Number(value) : undefined;
};
const textOf = (n: number | null | undefined): string => (n === null || n === undefined ? "" : String(n));

const edits = new Edits<Edit>();

/** The meeting and the bag that came back: who was there, who watched and counted, how many sheets are in the bag. */
class RoundMeeting extends VillageStep<Edit> {
  protected override readonly edits = edits;

  protected override waits(village: BoardVillage): boolean {
    return village.stage === "taken" || village.stage === "held";
  }

  protected override fresh(village: BoardVillage): Edit {
    const first = village.batches[0];
    const meeting = this.round.meetings.find((each) => each.id === village.area_id);
    return {
      held_on: first?.held_on ?? meeting?.held_on ?? this.round.held_on,
      starts: first?.starts ?? "",
      venue: first?.venue || (meeting?.venue ?? ""),
      returned_on: first?.returned_on ?? null,
      invited: textOf(first?.invited ?? meeting?.invited),
      present_members: textOf(first?.present_members ?? meeting?.present),
      present_residents: textOf(first?.present_residents),
      scrutineers: first?.scrutineers ?? [],
      counters: first?.counters ?? [],
      chair: first?.chair ?? "",
      reader: first?.reader ?? "",
      back: Object.fromEntries(village.batches.map((batch) => [batch.id, textOf(batch.returned)])),
    };
  }

  protected override ready(_: BoardVillage, it: Edit): boolean {
    return ![it.invited, it.present_members, it.present_residents, ...Object.values(it.back)].some(
      (text) => figureOf(text) === undefined,
    );
  }

  protected override async send(village: BoardVillage, it: Edit): Promise<string> {
    const back = Object.values(it.back).some((text) => figureOf(text) !== null);
    for (const batch of village.batches)
      await tell("evaluations.bag", {
        batch: batch.id,
        held_on: it.held_on,
        starts: it.starts,
        venue: it.venue.trim(),
        returned_on: it.returned_on ?? (back ? today.peek() : null),
        invited: figureOf(it.invited) ?? null,
        present_members: figureOf(it.present_members) ?? null,
        present_residents: figureOf(it.present_residents) ?? null,
        returned: figureOf(it.back[batch.id] ?? "") ?? null,
        scrutineers: it.scrutineers,
        counters: it.counters,
        chair: it.chair.trim(),
        reader: it.reader.trim(),
      });
    return say("evaluations.bagSaved", { area: villageName(village) });
  }

  #number(village: BoardVillage, it: Edit, name: "invited" | "present_members" | "present_residents"): TemplateResult {
    return html`<div class="onenumber"><label for=${name}>${say(this.board.round.kind === "report" && name === "present_members" ? "evaluations.report.present" : `evaluations.bag.${name}`)}</label><div class="copies">${textField({ name, value: it[name], kind: "num", bad: figureOf(it[name]) === undefined, set: (text) => this.set(village, { [name]: text }) })}</div></div>`;
  }

  #names(village: BoardVillage, it: Edit, name: "scrutineers" | "counters"): TemplateResult {
    const chosen = it[name].map((each): Option => ({ id: each, name: each }));
    return html`<label for=${name}>${say(`evaluations.bag.${name}`)}</label><div class="middle"><zd-pick many free name=${name} hint=${say("evaluations.writeName")} .options=${peopleOptions.value.map((each) => ({ ...each, id: each.name }))} .chosen=${chosen} @pick=${(event: CustomEvent<Option[]>) => this.set(village, { [name]: event.detail.map((each) => each.name) })}></zd-pick></div>`;
  }

  protected override render(): TemplateResult {
    const village = this.chosen();
    if (!village || village.batches.length === 0)
      return html`<div class="scroll ruled pad quiet">${say("evaluations.printFirst")}</div>`;
    const it = this.it(village);
    const state = (each: BoardVillage): [Shape, string] => {
      if (edits.unsaved(this.key(each))) return ["change", say("evaluations.unsaved")];
      const held = each.batches.map((batch) => batch.held_on).find(Boolean);
      const back = each.batches.some((batch) => batch.returned !== null);
      if (back)
        return ["met", say("evaluations.backOf", { n: each.batches.reduce((sum, batch) => sum + (batch.returned ?? 0), 0) })];
      return held ? ["due", say("evaluations.heldOnDay", { day: short(held) })] : ["wait", say("evaluations.not.held")];
    };
    const wrong = !this.ready(village, it);
    const report = this.board.round.kind === "report";
    return html`<div class="bagbox">${villageList(this.board, village, state)}
        <div class="scroll pad roundwork" tabindex="-1">
          ${this.refused.value ? refusal(this.refused.value) : nothing}
          <div class="cap"><h2>${villageName(village)}</h2><span class="note">${say("evaluations.meetingNote")}</span></div>
          ${keyed(
            this.key(village),
            html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
            <label for="held-on">${say("evaluations.board.held")}</label><div class="row"><div class="short"><zd-date name="held-on" .value=${it.held_on ?? ""} @day=${(event: CustomEvent<Day>) => this.set(village, { held_on: event.detail || null })}></zd-date></div><div class="figurefield"><zd-time name="starts" label=${say("evaluations.bag.starts")} hint="19:30" .value=${it.starts} @time=${(event: CustomEvent<string>) => this.set(village, { starts: event.detail })}></zd-time></div></div>
            <label for="venue">${say("evaluations.bag.venue")}</label><div class="middle">${textField({ name: "venue", value: it.venue, set: (venue) => this.set(village, { venue }) })}</div>
            <span class="lab">${say("evaluations.bag.there")}</span><div class="formrow">${this.#number(village, it, "invited")}${this.#number(village, it, "present_members")}${report ? nothing : this.#number(village, it, "present_residents")}</div>
            <label for="chair">${say("evaluations.bag.chair")}</label><div class="short">${textField({ name: "chair", value: it.chair, set: (chair) => this.set(village, { chair }) })}</div>
            ${this.#names(village, it, "scrutineers")}
            ${this.#names(village, it, "counters")}
            <label for="reader">${say("evaluations.bag.reader")}</label><div class="short">${textField({ name: "reader", value: it.reader, set: (reader) => this.set(village, { reader }) })}</div>
            <label for="returned-on">${say("evaluations.bag.returned_on")}</label><div class="short"><zd-date name="returned-on" .value=${it.returned_on ?? ""} @day=${(event: CustomEvent<Day>) => this.set(village, { returned_on: event.detail || null })}></zd-date></div>
          </form>`,
          )}
          <table class="table mini issue"><thead><tr><th scope="col">${say(report ? "evaluations.report.rated" : "evaluations.rated")}</th><th scope="col">${say("evaluations.code")}</th><th scope="col" class="num">${say("evaluations.issue.issued")}</th><th scope="col" class="num">${say("evaluations.bag.returned")}</th></tr></thead>
            <tbody>${village.batches.map((batch) => html`<tr><th scope="row" class="name">${batchName(batch, this.board.round.kind)}</th><td class="code">${written(batch.code)}</td><td class="num">${count(batch.issued + batch.copied)}</td><td class="copies">${textField({ name: `back-${batch.id}`, label: say("evaluations.countOf", { what: say("evaluations.bag.returned"), who: batchName(batch, this.board.round.kind) }), value: it.back[batch.id] ?? "", kind: "num", bad: figureOf(it.back[batch.id] ?? "") === undefined, set: (text) => this.set(village, { back: { ...it.back, [batch.id]: text } }) })}</td></tr>`)}</tbody></table>
          <p class="note">${say("evaluations.backNote")}</p>
        </div></div>
      <div class="foot"><span class="note">${say(report ? "evaluations.report.issueRated" : "evaluations.issueRated")}</span><div class="acts"><button class="btn" ?disabled=${wrong} @click=${() => void this.save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button><button class="btn primary" ?disabled=${wrong} @click=${() => void this.save(true)}>${say(report ? "evaluations.report.saveNext" : "evaluations.saveNextVillage")} <kbd>Ctrl Enter</kbd></button></div></div>`;
  }
}
define("zd-round-meeting", RoundMeeting);
