import { html, nothing, type TemplateResult } from "lit";
import { say } from "@/app/words";
import type { NoticePhone } from "@/bridge/calls";

/** Whom to ring up, with the number large enough to dial from; one line a person to ring, what is entered once a recipient. */
export function phoneTable(lines: readonly NoticePhone[], acts?: (line: NoticePhone) => TemplateResult): TemplateResult {
  const again = (line: NoticePhone, at: number) => lines[at - 1]?.recipient_id === line.recipient_id;
  return html`<table class="table mini"><thead><tr><th scope="col">${say("notices.recipient")}</th><th scope="col">${say("notices.answers")}</th><th scope="col">${say("notices.phone")}</th><th scope="col" class="num">${say("notices.triedTimes")}</th>${acts ? html`<th scope="col"><span class="apart">${say("notices.deliver")}</span></th>` : nothing}</tr></thead>
    <tbody>${lines.map((line, at) => html`<tr><th scope="row">${again(line, at) ? nothing : html`${line.name}<span class="two note">${line.about}</span>`}</th><td>${say(`notices.role.${line.role}` as "notices.role.liaison", { name: line.contact })}</td><td class="nowrap dial">${line.phone}</td><td class="num">${line.tried || ""}</td>${acts ? html`<td class="act">${again(line, at) ? nothing : acts(line)}</td>` : nothing}</tr>`)}</tbody></table>`;
}
