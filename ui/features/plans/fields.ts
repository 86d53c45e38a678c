import { html, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { areaById, areaOptions, delegateOptions, peopleOptions, personById, spoken, words } from "@/app/register";
import { say } from "@/app/words";
import type { Plan } from "@/bridge/calls";
import { textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";
import "@/parts/seg";

function options(ids: string[], from: readonly Option[]): Option[] {
  return ids.map((id) => from.find((one) => one.id === id) ?? { id, name: personById.value.get(id)?.name ?? "" });
}

/** The plan in the order of its sheet. */
export function planFields(it: Plan, set: (change: Partial<Plan>) => void, setArea: (id: string) => void): TemplateResult {
  const kinds = words("visit_kind").map((word) => ({ value: word.code, label: word.label }));
  const area = areaById.value.get(it.area_id);
  const typed = it.companions
    .split("\u3001")
    .filter(Boolean)
    .map((name) => ({ id: "", name }));
  const time = (name: "starts" | "ends", word: string, hint: string) =>
    html`<div class="figurefield"><zd-time name=${name} label=${word} hint=${hint} .value=${it[name]} @time=${(event: CustomEvent<string>) => set({ [name]: event.detail })}></zd-time></div>`;
  const text = (name: "place" | "households" | "topics" | "note", word: string, hint = "") =>
    html`<label for=${name}>${word}</label><div>${textField({ name, value: it[name], hint, set: (value) => set({ [name]: value }) })}</div>`;
  return html`<form class="lines-form planform" @submit=${(event: Event) => event.preventDefault()}>
      <label for="day">${say("visits.day")}</label><div class="row"><div class="short"><zd-date name="day" forward .value=${it.day} @day=${(event: CustomEvent<Day>) => set({ day: event.detail })}></zd-date></div>${time("starts", say("visits.starts"), "15:00")}<span class="quiet">${say("visits.until")}</span>${time("ends", say("visits.ends"), "17:30")}</div>
      <label for="area">${say("visits.area")}</label><div class="short"><zd-pick name="area" hint=${say("visits.areaHint")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => setArea(event.detail[0]?.id ?? "")}></zd-pick></div>
      ${text("place", say("visits.place"))}
      <span class="lab">${say("visits.kind")}</span><div><zd-seg label=${say("visits.kind")} .choices=${kinds} .value=${it.kind} @choose=${(event: CustomEvent<string>) => set({ kind: event.detail })}></zd-seg></div>
      <label for="leader">${say("visits.leader")}</label><div class="short"><zd-pick name="leader" hint=${say("visits.nameHint")} .options=${peopleOptions.value} .chosen=${it.leader_id ? options([it.leader_id], peopleOptions.value) : []} @pick=${(event: CustomEvent<Option[]>) => set({ leader_id: event.detail[0]?.id || null })}></zd-pick></div>
      <label for="delegates">${say("frame.delegates")}</label><div><zd-pick name="delegates" many hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${options(it.delegates, delegateOptions.value)} @pick=${(event: CustomEvent<Option[]>) => set({ delegates: event.detail.map((one) => one.id) })}></zd-pick></div>
      <label for="others">${say("visits.others")}</label><div><zd-pick name="others" many free hint=${say("visits.othersHint")} .options=${peopleOptions.value} .chosen=${[...options(it.members, peopleOptions.value), ...typed]} @pick=${(
        event: CustomEvent<Option[]>,
      ) =>
        set({
          members: event.detail.filter((one) => one.id).map((one) => one.id),
          companions: event.detail
            .filter((one) => !one.id)
            .map((one) => one.name)
            .join("\u3001"),
        })}></zd-pick></div>
      ${text("households", say("plans.households"), say("plans.householdsHint"))}
      ${text("topics", say("plans.topics"), say("plans.topicsHint"))}
      ${text("note", say("delegates.note"))}
    </form>`;
}
