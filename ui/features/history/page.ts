import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./recent";
import "./bin";
import "./record";

/** What was done: the latest operations, the bin, and the history of one record. */
class HistoryPage extends Piece {
  protected override render(): TemplateResult {
    const id = place.value.id;
    if (id === "") return html`<zd-recent data-page></zd-recent>`;
    if (id === "bin") return html`<zd-bin data-page></zd-bin>`;
    return html`<zd-record-history data-page .record=${id}></zd-record-history>`;
  }
}
define("zd-history-page", HistoryPage);
