import { signal } from "@preact/signals-core";
import { html } from "lit";
import { said } from "@/app/days";
import { areaName } from "@/app/register";
import { say } from "@/app/words";
import type { Plan } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { textField } from "@/parts/page";
import { closingWord } from "./states";

/** Shows what one click will lay, and asks what is to be spoken about everywhere. Undefined: nothing is to be laid. */
export function askLaying(week: string, plans: readonly Plan[]): Promise<string | undefined> {
  let topics = "";
  return open<string>(
    (close) => html`<h2>${say("plans.layTitle", { week })}</h2>
      <p class="note">${say("plans.layNote", { n: plans.length })}</p>
      <ul class="names laying">${plans.map((plan) => html`<li>${said(plan.day)} ${plan.starts} ${areaName(plan.area_id)}</li>`)}</ul>
      <form class="stackup" @submit=${(event: Event) => {
        event.preventDefault();
        close(topics);
      }}>
        <div class="labelled"><label for="lay-topics">${say("plans.layTopics")}</label>${textField({ name: "lay-topics", value: topics, hint: say("plans.layTopicsHint"), set: (text) => (topics = text) })}</div>
        <div class="row end"><button type="button" class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button><button class="btn primary" autofocus>${say("plans.layNext")}</button></div>
      </form>`,
  );
}

/** Why plans came to nothing. */
export function askClosing(n: number): Promise<{ closing: string; note: string } | undefined> {
  const it = signal({ closing: "not_gone", note: "" });
  return open<{ closing: string; note: string }>(
    (close) => html`<h2>${say("plans.closeTitle", { n })}</h2>
      <form class="stackup" @submit=${(event: Event) => {
        event.preventDefault();
        close(it.value);
      }}>
        <fieldset class="ticks closings"><legend class="apart">${say("plans.closeWhy")}</legend>${(["not_gone", "moved", "suspended", "other"] as const).map((why, at) => html`<label class="tick"><input type="radio" name="closing" ?autofocus=${at === 0} ?checked=${at === 0} @change=${() => (it.value = { ...it.value, closing: why })} />${closingWord(why)}</label>`)}</fieldset>
        <div class="labelled"><label for="closing-note">${say("plans.closeNote")}</label>${textField({ name: "closing-note", value: "", hint: say("plans.closeNoteHint"), set: (note) => (it.value = { ...it.value, note }) })}</div>
        <div class="row end"><button type="button" class="btn" @click=${() => close(undefined)}>${say("parts.cancel")}</button><button class="btn primary">${say("plans.close")}</button></div>
      </form>`,
  );
}
