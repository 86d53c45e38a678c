import { html, type TemplateResult } from "lit";
import { groupOf, personById } from "@/app/register";
import { say } from "@/app/words";
import type { Attendance } from "@/bridge/calls";
import { listField } from "@/parts/page";
import "@/parts/seg";

const STATUSES = ["present", "leave", "absent"] as const;
const REASONS = ["official", "private", "sick", "other"] as const;

/** Who came, in the order of the sign-in sheet; beside a leave its reason, never a diagnosis. */
export function attendanceTable(expected: string[], came: Attendance[], set: (came: Attendance[]) => void): TemplateResult {
  const choices = STATUSES.map((value) => ({ value, label: say(`meetings.status.${value}`) }));
  const reasons: [string, string][] = [
    ["", say("meetings.reasonNone")],
    ...REASONS.map((value): [string, string] => [value, say(`meetings.reason.${value}`)]),
  ];
  const change = (person_id: string, part: Partial<Attendance>) => {
    const old = came.find((each) => each.person_id === person_id) ?? { person_id, status: "present", reason: "" };
    const next = { ...old, ...part };
    set([...came.filter((each) => each.person_id !== person_id), next.status === "leave" ? next : { ...next, reason: "" }]);
  };
  return html`<table class="table mini attendance"><tbody>${expected.map((id) => {
    const one = came.find((each) => each.person_id === id);
    const name = personById.value.get(id)?.name ?? "";
    return html`<tr><th scope="row" class="name">${name}</th><td>${groupOf(id)}</td>
      <td class="reason">${one?.status === "leave" ? listField({ name: `reason-${id}`, label: say("meetings.reasonOf", { name }), value: one.reason, options: reasons, set: (reason) => change(id, { reason }) }) : ""}</td>
      <td class="act"><zd-seg size="small" label=${name} .value=${one?.status ?? ""} .choices=${choices} @choose=${(event: CustomEvent<string>) => change(id, { status: event.detail })}></zd-seg></td></tr>`;
  })}</tbody></table>`;
}
