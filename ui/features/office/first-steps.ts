import { html, nothing, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import { listField, textField } from "@/parts/page";
import type { Founding } from "./founding";

const title = (step: "office" | "term" | "since" | "clerk" | "start") =>
  html`<h1 tabindex="-1">${say(`office.title.${step}`)}</h1><p class="lead">${say(`office.lead.${step}`)}</p>`;

/** The way for towns of other districts: a list of their own in place of the one that came with the program. */
function otherList(it: Founding, choose: () => void, drop: () => void): TemplateResult {
  const list = it.list.value;
  return list
    ? html`<p class="note">${say("office.townList", { name: list.name, n: it.towns.value.length })} <button type="button" class="link" @click=${drop}>${say("office.townListDrop")}</button></p>`
    : html`<p class="note"><button type="button" class="link" @click=${choose}>${say("office.townElsewhere")}</button><br />${say("office.townListNote")}</p>`;
}

export function officeStep(it: Founding, choose: () => void, drop: () => void): TemplateResult {
  const towns: [string, string][] = [
    ["", say("office.chooseTown")],
    ...it.towns.value.map((each): [string, string] => [each.code, each.name]),
  ];
  return html`${title("office")}
    <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="town">${say("office.town")}</label>
      <div class="short">${listField({ name: "town", value: it.town.value, options: towns, set: (value) => it.choose(value) })}${otherList(it, choose, drop)}</div>
      <label for="office-name">${say("office.name")}</label>
      <div class="short">${textField({ name: "office-name", value: it.name.value, set: (value) => (it.name.value = value) })}<p class="note">${say("office.nameNote")}</p></div>
    </form>`;
}

export function termStep(it: Founding): TemplateResult {
  return html`${title("term")}
    <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="term">${say("office.term")}</label>
      <div class="short">${textField({ name: "term", value: it.term.value, hint: say("office.termHint"), set: (value) => (it.term.value = value) })}</div>
      <label for="term-starts">${say("office.termStarts")}</label>
      <div class="short"><zd-date name="term-starts" .value=${it.termStarts.value} @day=${(event: CustomEvent<Day>) => (it.termStarts.value = event.detail)}></zd-date><p class="note">${say("office.termNote")}</p></div>
    </form>`;
}

export function areasStep(it: Founding): TemplateResult {
  const areas = it.chosen()?.areas ?? [];
  return html`<h1 tabindex="-1">${say("office.title.areas")}</h1><p class="lead">${say(it.list.value ? "office.lead.areasOwn" : "office.lead.areas")}</p>
    <ul class="names spread">${areas.map((each) => html`<li>${each}</li>`)}</ul>
    <p class="note">${say("office.areasNote", { n: areas.length })}</p>`;
}

export function sinceStep(it: Founding): TemplateResult {
  return html`${title("since")}
    <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="since">${say("office.since")}</label>
      <div class="short"><zd-date name="since" .value=${it.since.value} @day=${(event: CustomEvent<Day>) => (it.since.value = event.detail)}></zd-date><p class="note">${say("office.sinceNote")}</p></div>
    </form>`;
}

export function clerkStep(it: Founding): TemplateResult {
  const founded = it.found.value !== undefined;
  const differ = it.again.value !== "" && it.again.value !== it.passphrase.value;
  return html`${title("clerk")}
    <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="clerk">${say("frame.clerk")}</label>
      <div class="short">${textField({ name: "clerk", value: it.clerk.value, set: (value) => (it.clerk.value = value) })}<p class="note">${say("office.clerkNote")}</p></div>
      ${
        founded
          ? nothing
          : html`<label for="passphrase">${say("auth.passphrase")}</label>
              <div class="short">${textField({ name: "passphrase", type: "password", value: it.passphrase.value, set: (value) => (it.passphrase.value = value) })}<p class="note">${say("office.passphraseNote")}</p></div>
              <label for="again">${say("office.again")}</label>
              <div class="short">
                ${textField({ name: "again", type: "password", value: it.again.value, bad: differ, set: (value) => (it.again.value = value) })}
                ${differ ? html`<p class="note t-owed">${say("office.differ")}</p>` : nothing}
              </div>`
      }
    </form>`;
}

export function startStep(it: Founding): TemplateResult {
  const way = (
    value: "blank" | "import" | "practice",
    mark: string,
  ) => html`<button type="button" role="radio" class="way" aria-checked=${it.way.value === value} @click=${() => (it.way.value = value)}>
    ${icon(mark)}<b>${say(`office.way.${value}`)}</b><span class="quiet">${say(`office.wayNote.${value}`)}</span>
  </button>`;
  return html`${title("start")}
    <div class="ways" role="radiogroup" aria-label=${say("office.step.start")}>${way("import", "import")}${way("blank", "page")}${way("practice", "desk")}</div>`;
}
