import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { type Day, readTime } from "@/app/days";
import { areaOptions, delegateOptions, label, peopleOptions, spoken, words } from "@/app/register";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import { asksFor, type VisitForm } from "./form-state";
import "./opinions-grid";

const no = (n: number, self = "") => html`<span class="no ${self}" aria-hidden="true">${n}</span>`;

function timeField(form: VisitForm, key: "starts" | "ends", name: string, faults: boolean): TemplateResult {
  const value = form.written.value[key];
  const read = value ? readTime(value) : undefined;
  return html`<div class="field ${faults && value && !read ? "bad" : ""}">
    <input name=${key} aria-label=${name} autocomplete="off" placeholder=${key === "starts" ? "15:00" : "17:30"} .value=${live(value)}
      @input=${(event: Event) => form.set(key, (event.target as HTMLInputElement).value)}
      @change=${(event: Event) => form.set(key, readTime((event.target as HTMLInputElement).value) ?? (event.target as HTMLInputElement).value)} />
  </div>`;
}

function countField(form: VisitForm, key: "received" | "households" | "firms", faults: boolean): TemplateResult {
  const it = form.written.value;
  const value = it[key];
  const off = !asksFor(it.kind, key) && value.trim() === "";
  const wrong = faults && form.faults.value.has(key);
  return html`<div>
    <label class="quiet" for=${key}>${say(`visits.${key}`)}</label>
    <div class="field num ${off ? "off" : ""} ${wrong ? "bad" : ""}"><input id=${key} name=${key} inputmode="numeric" autocomplete="off" tabindex=${off ? -1 : 0} placeholder=${off ? "—" : ""} aria-describedby="${key}-note" .value=${live(value)} @input=${(event: Event) => form.set(key, (event.target as HTMLInputElement).value)} /></div>
    <span class="note" id="${key}-note">${wrong ? say("visits.wholeNumber") : off ? say(`visits.${key}Off`) : say(`visits.${key}Note`)}</span>
  </div>`;
}

function tagRow(form: VisitForm): TemplateResult {
  const it = form.written.value;
  const rest = words("tag").filter((word) => !it.tags.includes(word.code));
  return html`<div class="row">
    ${it.tags.map(
      (code) =>
        html`<span class="chip">${label("tag", code)}<button type="button" aria-label=${say("parts.remove", { name: label("tag", code) })} @click=${() =>
          form.set(
            "tags",
            it.tags.filter((other) => other !== code),
          )}>${icon("close")}</button></span>`,
    )}
    ${
      rest.length > 0
        ? html`<span class="addtag"><select aria-label=${say("visits.addTag")} @change=${(event: Event) => {
            const select = event.target as HTMLSelectElement;
            if (select.value) form.set("tags", [...it.tags, select.value]);
            select.value = "";
          }}><option value="">${say("visits.addTag")}</option>${rest.map((word) => html`<option value=${word.code}>${word.label}</option>`)}</select>${icon("plus")}</span>`
        : nothing
    }
  </div>`;
}

/** How many of the households were visited for the first time this year; asked for only where households are. */
function firstField(form: VisitForm, faults: boolean): TemplateResult | typeof nothing {
  const it = form.written.value;
  if (!asksFor(it.kind, "households") && it.households.trim() === "" && it.householdsFirst.trim() === "") return nothing;
  const wrong = faults && form.faults.value.has("householdsFirst");
  return html`<div>
    <label class="quiet" for="householdsFirst">${say("visits.householdsFirst")}</label>
    <div class="field num ${wrong ? "bad" : ""}"><input id="householdsFirst" name="householdsFirst" inputmode="numeric" autocomplete="off" aria-describedby="first-note" .value=${live(it.householdsFirst)} @input=${(event: Event) => form.set("householdsFirst", (event.target as HTMLInputElement).value)} /></div>
    <span class="note" id="first-note">${wrong ? say("visits.firstWrong") : say("visits.firstNote")}</span>
  </div>`;
}

/** What the paper has room for at its edges: a remark, and the page of the paper book. */
function edges(form: VisitForm): TemplateResult {
  const it = form.written.value;
  return html`<div class="paper edges">
    <span class="no"></span><label for="note">${say("delegates.note")}</label>
    <div class="duo">
      <div class="field"><input id="note" name="note" autocomplete="off" .value=${live(it.note)} @input=${(event: Event) => form.set("note", (event.target as HTMLInputElement).value)} /></div>
      <span class="no"></span><label for="page" class="lab">${say("visits.page")}</label>
      <div class="field"><input id="page" name="page" autocomplete="off" placeholder=${say("visits.pageHint")} .value=${live(it.page)} @input=${(event: Event) => form.set("page", (event.target as HTMLInputElement).value)} /></div>
    </div>
  </div>`;
}

/** The visit form in the order of the paper form, with its numbers in the binding margin. */
export function visitPaper(form: VisitForm, showFaults: boolean): TemplateResult {
  const it = form.written.value;
  const faults = form.faults.value;
  const area = form.area.value;
  const kinds = words("visit_kind").map((word) => ({ value: word.code, label: word.label }));
  const chosenArea: Option[] = area ? [{ id: area.id, name: spoken(area.name), note: area.town_name }] : [];
  const heard = form.heard().length;
  return html`<form class="paper" @submit=${(event: Event) => event.preventDefault()}>
    ${no(1)}<label for="day">${say("visits.day")}</label>
    <div class="duo">
      <zd-date name="day" .value=${it.day} .bad=${showFaults && faults.has("day") ? say("visits.needDay") : ""} @day=${(event: CustomEvent<Day>) => form.set("day", event.detail)}></zd-date>
      ${no(2)}<span class="lab">${say("visits.time")}</span>
      <div class="pair">${timeField(form, "starts", say("visits.starts"), showFaults)}<span class="quiet">${say("visits.until")}</span>${timeField(form, "ends", say("visits.ends"), showFaults)}</div>
    </div>
    ${no(3)}<label for="area">${say("visits.area")}</label>
    <div class="duo">
      <zd-pick name="area" hint=${say("visits.areaHint")} .bad=${showFaults && faults.has("area") ? "1" : ""} .options=${areaOptions.value} .chosen=${chosenArea} @pick=${(event: CustomEvent<Option[]>) => form.set("area", event.detail[0]?.id ?? "")}></zd-pick>
      ${no(4)}<label for="place" class="lab">${say("visits.place")}</label>
      <div class="field"><input id="place" name="place" autocomplete="off" .value=${live(it.place)} @input=${(event: Event) => form.set("place", (event.target as HTMLInputElement).value)} /></div>
    </div>
    ${no(5)}<span class="lab">${say("visits.kind")}</span>
    <div><zd-seg label=${say("visits.kind")} .choices=${kinds} .value=${it.kind} @choose=${(event: CustomEvent<string>) => form.set("kind", event.detail)}></zd-seg></div>
    ${no(6)}<label for="leader">${say("visits.leader")}</label>
    <div class="duo">
      <zd-pick name="leader" hint=${say("visits.nameHint")} .options=${peopleOptions.value} .chosen=${it.leader ? [it.leader] : []} @pick=${(event: CustomEvent<Option[]>) => form.set("leader", event.detail[0])}></zd-pick>
      ${no(7)}<label for="others" class="lab">${say("visits.others")}</label>
      <zd-pick name="others" many free hint=${say("visits.othersHint")} .options=${peopleOptions.value} .chosen=${it.others} @pick=${(event: CustomEvent<Option[]>) => form.set("others", event.detail)}></zd-pick>
    </div>
    ${no(8)}<label for="delegates">${say("visits.delegates")}</label>
    <zd-pick name="delegates" many hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${it.delegates} @pick=${(event: CustomEvent<Option[]>) => form.set("delegates", event.detail)}></zd-pick>
    ${no(9, "self")}<span class="lab self">${say("visits.counts")}</span>
    <div class="nums">${countField(form, "received", showFaults)}${countField(form, "households", showFaults)}${firstField(form, showFaults)}${countField(form, "firms", showFaults)}</div>
    ${no(10)}<span class="lab">${say("visits.tags")}</span>${tagRow(form)}
    ${no(11, "self")}<label class="self" for="situation">${say("visits.situation")}</label>
    <div class="field area"><textarea id="situation" name="situation" rows="2" .value=${live(it.situation)} @input=${(event: Event) => form.set("situation", (event.target as HTMLTextAreaElement).value)}></textarea></div>
    ${no(12)}
    <div class="wide"><h2>${say("visits.opinions")}</h2><span class="note">${heard > 0 ? say("visits.opinionsNote", { n: heard }) : say("visits.opinionsNone")}</span><span class="end note">${say("visits.gridKeys")}</span></div>
  </form>
  <zd-opinions-grid .form=${form}></zd-opinions-grid>
  ${edges(form)}`;
}
