import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { label, spoken } from "@/app/register";
import { say } from "@/app/words";
import type { OpinionLine } from "@/bridge/calls";
import type { Shown } from "@/parts/columns";
import { contentOf, dueLight, leftWords, stateLight } from "./lights";

/** A column of the ledger: its head, and its cell in a line. */
export interface Column extends Shown {
  cell: (line: OpinionLine) => TemplateResult;
  /** The word its call sorts by. */
  sort?: string;
}

/** The columns of the ledger from left to right. */
export function ledgerColumns(): Column[] {
  const left = (line: OpinionLine) => {
    const words = leftWords(line);
    return html`<td class="nowrap">${dueLight(line)}${words ? html`<span class="two note">${words}</span>` : nothing}</td>`;
  };
  const giver = (line: OpinionLine) =>
    line.giver_masked || html`<span class="t-wait">${line.named ? "" : say("opinions.anonymous")}</span>`;
  return [
    { key: "due", word: say("opinions.due"), sort: "due", holds: ["light", "due_on"], cell: left },
    {
      key: "day",
      word: say("opinions.heardHead"),
      sort: "day",
      kept: true,
      holds: ["number", "day"],
      cell: (line) => html`<td class="nowrap">${short(line.day)}<span class="two note">${line.year}-${line.number}</span></td>`,
    },
    {
      key: "area",
      word: say("visits.area"),
      sort: "area",
      holds: ["area_written"],
      cell: (line) => html`<td class="name">${spoken(line.area_written)}</td>`,
    },
    {
      key: "content",
      word: say("visits.content"),
      kept: true,
      cell: (line) => html`<td class="said">${contentOf(line)}</td>`,
    },
    {
      key: "topic",
      word: say("visits.topic"),
      sort: "topic",
      holds: ["topic", "nature"],
      cell: (line) =>
        html`<td class="nowrap">${line.topic ? label("topic", line.topic) : ""}${line.nature ? html`<span class="two note">${label("opinion_nature", line.nature)}</span>` : nothing}</td>`,
    },
    {
      key: "giver",
      word: say("visits.giver"),
      holds: ["giver_masked"],
      cell: (line) => html`<td class="name">${giver(line)}</td>`,
    },
    {
      key: "state",
      word: say("visits.handling"),
      sort: "state",
      holds: ["state", "unit"],
      cell: (line) =>
        html`<td>${stateLight(line.state)}${line.unit ? html`<span class="two note">${line.unit}</span>` : nothing}</td>`,
    },
    {
      key: "number",
      word: say("opinions.numberHead"),
      sort: "number",
      more: true,
      cell: (line) => html`<td class="nowrap">${line.year}-${line.number}</td>`,
    },
    {
      key: "closed_on",
      word: say("opinions.closedHead"),
      more: true,
      cell: (line) => html`<td class="nowrap">${line.closed_on ? short(line.closed_on) : ""}</td>`,
    },
  ];
}
