import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { person } from "@/app/session";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Transfer } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { transferLight } from "./states";

/** Transfers of work among the clerks, under the clerks in the settings. */
class TransferList extends Piece {
  readonly #lines = new Resource<Transfer[]>(this, () => ask("transfers.list", {}), ["transfers", "transfer_lines"]);

  #row(it: Transfer): TemplateResult {
    return html`<tr><td><a href=${link("transfers", it.id)}>${say("transfers.sub", { from: it.from, to: it.to_name || say("transfers.nobody") })}</a></td><td class="nowrap">${say("transfers.begunOn", { day: long(it.begun_on) })}</td><td class="nowrap">${transferLight(it)}</td></tr>`;
  }

  protected override render(): TemplateResult {
    const lines = this.#lines.value.value ?? [];
    return html`<section class="block transferblock">
      <div class="cap"><h2>${say("transfers.title")}</h2><span class="note">${say("transfers.listNote")}</span>${lines.length > 0 ? html`<a class="btn small quiet end" href=${link("transfers")}>${say("transfers.all", { n: lines.length })}</a>` : nothing}${person.value?.role === "view" ? nothing : html`<a class="btn small ${lines.length > 0 ? "" : "end"}" href=${link("transfers", "new")}>${icon("right")}${say("transfers.start")}</a>`}</div>
      ${lines.length > 0 ? html`<table class="table mini"><tbody>${lines.slice(0, 5).map((line) => this.#row(line))}</tbody></table>` : html`<p class="note">${say("transfers.none")}</p>`}
    </section>`;
  }
}
define("zd-transfer-list", TransferList);
