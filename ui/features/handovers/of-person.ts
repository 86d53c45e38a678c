import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { HandoverLine } from "@/bridge/calls";
import { icon, light } from "@/parts/marks";

/** The handovers a delegate took part in, on the delegate's page. */
class PersonHandovers extends Piece {
  static override properties = { person: {} };
  declare person: string;
  readonly #id = signal("");
  readonly #lines = new Resource<HandoverLine[]>(
    this,
    () => (this.#id.value ? ask("handovers.list", { person_id: this.#id.value }) : undefined),
    ["handovers", "handover_areas", "handover_opinions"],
  );

  constructor() {
    super();
    this.person = "";
  }

  override willUpdate(): void {
    this.#id.value = this.person;
  }

  #row(line: HandoverLine): TemplateResult {
    const it = line.handover;
    const words =
      it.from_id === this.person ? say("handovers.gaveTo", { name: line.to }) : say("handovers.gotFrom", { name: line.from });
    return html`<tr><td><a href=${link("handovers", it.id)}>${words}</a><span class="note two">${line.areas.join(say("delegates.listComma"))}</span></td><td class="nowrap">${say("handovers.sinceDay", { day: long(it.day) })}</td><td class="nowrap">${it.signed_on ? light("met", say("handovers.signed")) : light("wait", say("handovers.unsigned"))}</td></tr>`;
  }

  protected override render(): TemplateResult {
    const lines = this.#lines.value.value ?? [];
    return html`<section class="block">
      <div class="cap"><h2>${say("handovers.title")}</h2><span class="note">${say("handovers.note")}</span><a class="btn small end" href=${link("handovers", "new", { from: this.person })}>${icon("right")}${say("handovers.begin")}</a></div>
      ${lines.length > 0 ? html`<table class="table mini"><tbody>${lines.map((line) => this.#row(line))}</tbody></table>` : html`<p class="note">${say("handovers.noneOf")}</p>`}
    </section>`;
  }
}
define("zd-person-handovers", PersonHandovers);
