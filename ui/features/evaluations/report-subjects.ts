import { html, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { say } from "@/app/words";
import type { Round, RoundMeeting, RoundRated } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { textField } from "@/parts/page";
import "@/parts/date";
import "@/parts/read-field";

type Change = (change: Partial<Pick<Round, "rated" | "meetings">>) => void;

function changed<T>(all: readonly T[], index: number, change: Partial<T>): T[] {
  return all.map((each, at) => (at === index ? { ...each, ...change } : each));
}

function moved<T>(all: readonly T[], index: number, by: number): T[] {
  const next = [...all];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}

/** Order and removal of a line; its order is the order on the ballot. */
function acts<T>(all: readonly T[], index: number, name: string, set: (next: T[]) => void): TemplateResult {
  return html`<td class="act"><button type="button" class="btn icon small quiet" aria-label=${say("evaluations.up", { name })} ?disabled=${index === 0} @click=${() => set(moved(all, index, -1))}>${icon("up")}</button><button type="button" class="btn icon small quiet" aria-label=${say("evaluations.down", { name })} ?disabled=${index === all.length - 1} @click=${() => set(moved(all, index, 1))}>${icon("down")}</button><button type="button" class="btn icon small quiet" aria-label=${say("parts.remove", { name })} @click=${() => set(all.filter((_, at) => at !== index))}>${icon("close")}</button></td>`;
}

function ratedTable(it: Round, change: Change): TemplateResult {
  const set = (rated: RoundRated[]) => change({ rated });
  const lines = it.rated.length > 0 ? it.rated : [{ id: "", name: "", post: "" }];
  return html`<section class="block">
    <div class="cap"><h2>${say("evaluations.report.ratedHead")}</h2><span class="note">${say("evaluations.report.ratedNote")}</span></div>
    <table class="table mini edits report"><thead><tr><th scope="col" class="num">${say("evaluations.report.no")}</th><th scope="col">${say("evaluations.report.name")}</th><th scope="col">${say("evaluations.report.post")}</th><th scope="col"><span class="apart">${say("evaluations.order")}</span></th></tr></thead>
      <tbody>${lines.map((line, index) => {
        const n = index + 1;
        return html`<tr><td class="num">${n}</td><td>${textField({ name: `rated-${index}`, label: say("evaluations.report.nameOf", { n }), value: line.name, set: (name) => set(changed(lines, index, { name })) })}</td><td>${textField({ name: `rated-post-${index}`, label: say("evaluations.report.postOf", { n }), value: line.post, set: (post) => set(changed(lines, index, { post })) })}</td>${acts(lines, index, line.name || say("evaluations.report.nameOf", { n }), set)}</tr>`;
      })}</tbody></table>
    <button type="button" class="btn small" @click=${() => set([...lines, { id: "", name: "", post: "" }])}>${icon("plus")}${say("evaluations.report.addRated")}</button>
  </section>`;
}

const noMeeting = (): RoundMeeting => ({ id: "", name: "", venue: "", held_on: null, invited: null, present: null });

function meetingTable(it: Round, change: Change): TemplateResult {
  const set = (meetings: RoundMeeting[]) => change({ meetings });
  const lines = it.meetings.length > 0 ? it.meetings : [noMeeting()];
  return html`<section class="block">
    <div class="cap"><h2>${say("evaluations.report.meetings")}</h2><span class="note">${say("evaluations.report.meetingsNote")}</span></div>
    <table class="table mini edits report"><thead><tr><th scope="col">${say("evaluations.report.meeting")}</th><th scope="col">${say("evaluations.report.venue")}</th><th scope="col">${say("evaluations.report.day")}</th><th scope="col" class="num copies">${say("evaluations.report.invited")}</th><th scope="col" class="num copies">${say("evaluations.report.present")}</th><th scope="col"><span class="apart">${say("evaluations.order")}</span></th></tr></thead>
      <tbody>${lines.map((line, index) => {
        const own = (next: Partial<RoundMeeting>) => set(changed(lines, index, next));
        const n = index + 1;
        const what = (label: string) => say("evaluations.report.meetingOf", { n, what: label });
        return html`<tr><td>${textField({ name: `meeting-${index}`, label: what(say("evaluations.report.meeting")), value: line.name, set: (name) => own({ name }) })}</td><td>${textField({ name: `venue-${index}`, label: what(say("evaluations.report.venue")), value: line.venue, set: (venue) => own({ venue }) })}</td><td class="daycell"><zd-date brief name=${`meeting-day-${index}`} label=${what(say("evaluations.report.day"))} .value=${line.held_on ?? ""} @day=${(event: CustomEvent<Day>) => own({ held_on: event.detail || null })}></zd-date></td><td class="copies"><zd-number name=${`invited-${index}`} label=${what(say("evaluations.report.invited"))} .value=${line.invited} @number=${(event: CustomEvent<number | null>) => own({ invited: event.detail })}></zd-number></td><td class="copies"><zd-number name=${`present-${index}`} label=${what(say("evaluations.report.present"))} .value=${line.present} @number=${(event: CustomEvent<number | null>) => own({ present: event.detail })}></zd-number></td>${acts(lines, index, line.name || what(say("evaluations.report.meeting")), set)}</tr>`;
      })}</tbody></table>
    <button type="button" class="btn small" @click=${() => set([...lines, noMeeting()])}>${icon("plus")}${say("evaluations.report.addMeeting")}</button>
  </section>`;
}

/** Who reports on duty, and the meetings whose delegates rate them: both in the order of the paper. */
export function reportTables(it: Round, change: Change): TemplateResult {
  return html`${ratedTable(it, change)}${meetingTable(it, change)}`;
}
