import { html, type TemplateResult } from "lit";
import { type Size, size, type Theme, theme } from "@/app/display";
import { define, Piece } from "@/app/piece";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused } from "@/bridge";
import "@/app/toast-list";
import { confirm } from "./dialogs";
import { jobPanel, jobReport } from "./job";
import { icon, light, SHAPES, tag } from "./marks";
import { emptyPlace, notice, refusal } from "./notices";
import { hints, textField } from "./page";
import "./date";
import "./pick";
import "./seg";

const split = (text: string) => text.split(" ");

/** Every part in its states, for looking at while building. It is no part of a released program. */
class Gallery extends Piece {
  protected override render(): TemplateResult {
    const people = split(say("gallery.names")).map((name, index) => ({
      id: String(index),
      name,
      note: say("gallery.group"),
      keys: "lyh liangyanhai",
    }));
    const kinds = split(say("gallery.kinds")).map((word) => ({ value: word, label: word }));
    const states = split(say("gallery.states"));
    const tally = split(say("gallery.tally"));
    return html`<main class="sheet scroll pad gallery">
        <div class="row"><h1>${say("gallery.title")}</h1><span class="quiet">${say("gallery.lead")}</span>
          ${["light", "dark", "contrast"].map((one) => html`<button class="btn small" @click=${() => (theme.value = one as Theme)}>${one}</button>`)}
          ${["100", "125", "150"].map((one) => html`<button class="btn small" @click=${() => (size.value = one as Size)}>${one}</button>`)}
        </div>
        <div class="columns">
          <section class="stackup">
            <div class="row"><button class="btn primary">${say("gallery.save")} <kbd>Ctrl S</kbd></button><button class="btn">${icon("print")}${say("gallery.print")}</button><button class="btn quiet">${say("gallery.cancel")}</button><button class="btn risk" @click=${() => void confirm({ title: say("gallery.ask"), names: split(say("gallery.names")), stay: say("gallery.stay"), act: say("gallery.act") })}>${say("gallery.delete")}</button><button class="btn" disabled>${say("gallery.off")}</button></div>
            <zd-date name="a" value="2026-09-08" label="a"></zd-date>
            <zd-pick name="b" label="b" many .options=${people} .chosen=${people.slice(0, 2)}></zd-pick>
            ${textField({ name: "c", value: "", set: () => {}, hint: say("gallery.empty"), bad: true })}
            <zd-seg .choices=${kinds} value=${kinds[0]?.value ?? ""}></zd-seg>
            <zd-seg size="small" .choices=${kinds} value=${kinds[1]?.value ?? ""}></zd-seg>
          </section>
          <section class="stackup">
            <div class="row">${SHAPES.map((shape, index) => light(shape, states[index] ?? ""))}</div>
            <div class="row">${SHAPES.slice(0, 9).map((shape, index) => tag(shape, states[index] ?? ""))}</div>
            ${jobPanel({ title: say("gallery.job"), step: { job: null, done: 1124, total: 1820, what: "" }, stopping: say("gallery.stopping"), stop: () => {} })}
            ${jobReport({ shape: "met", title: say("gallery.done"), counts: [214, 9, 1586, 11].map((n, index): [number, string] => [n, tally[index] ?? ""]) })}
            ${notice("due", icon("clock"), say("gallery.draft"), html`<button class="btn small" @click=${() => toast(say("gallery.toast"), 1)}>${say("gallery.save")}</button>`)}
          </section>
          <section class="stackup">
            ${refusal(new Refused("export.space", say("gallery.ref"), say("gallery.hint")), html`<button class="btn small">${say("parts.again")}</button>`)}
            ${emptyPlace({ icon: "speech", title: say("gallery.empty"), text: say("gallery.emptyText") })}
            ${hints([
              ["Ctrl Enter", say("keys.saveNext")],
              ["F1", say("keys.all")],
            ])}
          </section>
        </div>
      </main>
      <zd-toasts></zd-toasts>`;
  }
}
define("zd-gallery", Gallery);
