import { html, type TemplateResult } from "lit";
import { personName, words } from "@/app/register";
import { say } from "@/app/words";
import type { ProposalRating, ProposalThread } from "@/bridge/calls";
import { textField } from "@/parts/page";
import "@/parts/seg";

/** A row for each proposer who has not said anything in this round. */
export function startRatings(thread: ProposalThread): ProposalRating[] {
  const had = new Set(thread.ratings.map((rating) => rating.person_id));
  const waiting = thread.raters.filter((id) => !had.has(id));
  return (waiting.length > 0 ? waiting : thread.raters).map((person_id) => ({
    person_id,
    work: "",
    outcome: "",
    paper: "",
    note: "",
  }));
}

/** What each proposer said of the handling and of what came of it, and the paper it was copied from. */
export function ratingGrid(ratings: ProposalRating[], set: (ratings: ProposalRating[]) => void): TemplateResult {
  const grades = words("satisfaction").map((word) => ({ value: word.code, label: word.label }));
  const change = (at: number, part: Partial<ProposalRating>) =>
    set(
      ratings.map((one, index) =>
        index === at
          ? { ...one, ...part }
          : part.paper !== undefined && one.paper === ratings[at]?.paper && index > at
            ? { ...one, paper: part.paper }
            : one,
      ),
    );
  return html`<table class="table mini ratinggrid"><thead><tr><th scope="col">${say("proposals.proposer")}</th><th scope="col">${say("proposals.work")}</th><th scope="col">${say("proposals.outcome")}</th><th scope="col">${say("proposals.fromPaper")}</th><th scope="col">${say("proposals.inWords")}</th></tr></thead>
    <tbody>${ratings.map((one, at) => {
      const name = personName(one.person_id);
      return html`<tr><th scope="row" class="name">${name}</th>
        <td><span class="narrow note">${say("proposals.work")}</span><zd-seg size="small" label=${`${name} ${say("proposals.work")}`} .value=${one.work} .choices=${grades} @choose=${(event: CustomEvent<string>) => change(at, { work: event.detail })}></zd-seg></td>
        <td><span class="narrow note">${say("proposals.outcome")}</span><zd-seg size="small" label=${`${name} ${say("proposals.outcome")}`} .value=${one.outcome} .choices=${grades} @choose=${(event: CustomEvent<string>) => change(at, { outcome: event.detail })}></zd-seg></td>
        <td><span class="narrow note">${say("proposals.fromPaper")}</span>${textField({ name: `rating-paper-${at}`, label: `${name} ${say("proposals.fromPaper")}`, value: one.paper, hint: say("proposals.fromPaperHint"), set: (paper) => change(at, { paper }) })}</td>
        <td><span class="narrow note">${say("proposals.inWords")}</span>${textField({ name: `rating-note-${at}`, label: `${name} ${say("proposals.inWords")}`, value: one.note, set: (note) => change(at, { note }) })}</td></tr>`;
    })}</tbody></table>`;
}
