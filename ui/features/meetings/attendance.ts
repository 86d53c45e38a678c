import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { groupOf, personById, pinyinKeys } from "@/app/register";
import { say } from "@/app/words";
import type { Attendance } from "@/bridge/calls";
import { listField } from "@/parts/page";
import { MANY, Within } from "@/parts/within";
import "@/parts/seg";

const STATUSES = ["present", "leave", "absent"] as const;
const REASONS = ["official", "private", "sick", "other"] as const;

const nameOf = (id: string): string => personById.value.get(id)?.name ?? "";

/** One who is expected, with what is written of the person so far. */
export interface Expected {
  id: string;
  came: Attendance | undefined;
}

/** Narrows who is expected by name, initials or group, and orders them by either; the usual order is that of the sign-in sheet. */
export const narrowed = (): Within<Expected> =>
  new Within(({ id }) => [nameOf(id), groupOf(id), pinyinKeys(personById.value.get(id)?.pinyin ?? "")], {
    name: ({ id }) => personById.value.get(id)?.pinyin ?? nameOf(id),
    group: ({ id }) => groupOf(id),
  });

/** Who came, in the order of the sign-in sheet; beside a leave its reason, never a diagnosis. */
export function attendanceTable(
  expected: string[],
  came: Attendance[],
  within: Within<Expected>,
  set: (came: Attendance[]) => void,
): TemplateResult {
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
  const all = expected.map((id): Expected => ({ id, came: came.find((each) => each.person_id === id) }));
  const lines = within.left(all);
  const heads = html`<thead><tr>${within.head("name", say("delegates.name"))}${within.head("group", say("delegates.group"))}<th scope="col"><span class="apart">${say("meetings.leaveReason")}</span></th><th scope="col"><span class="apart">${say("meetings.attendance")}</span></th></tr></thead>`;
  return html`${within.field(say("meetings.findExpected"), all.length)}
    ${lines.length === 0 && all.length > 0 ? html`<p class="note">${say("settings.noneFound")}</p>` : nothing}
    <table class="table mini attendance">${all.length > MANY ? heads : nothing}<tbody>${repeat(
      lines,
      ({ id }) => id,
      ({ id, came: one }) => {
        const name = nameOf(id);
        return html`<tr><th scope="row" class="name">${name}</th><td>${groupOf(id)}</td>
      <td class="reason">${one?.status === "leave" ? listField({ name: `reason-${id}`, label: say("meetings.reasonOf", { name }), value: one.reason, options: reasons, set: (reason) => change(id, { reason }) }) : ""}</td>
      <td class="act"><zd-seg size="small" label=${name} .value=${one?.status ?? ""} .choices=${choices} @choose=${(event: CustomEvent<string>) => change(id, { status: event.detail })}></zd-seg></td></tr>`;
      },
    )}</tbody></table>`;
}
