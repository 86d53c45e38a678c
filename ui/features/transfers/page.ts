import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import "@/features/reports/record-paper";
import "./all";
import "./begin";
import "./transfer";

/** A clerk's work goes to another clerk: begun, ticked off, signed, and the accounts changed. */
class TransfersPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    if (!id) return html`<zd-transfer-pages data-page></zd-transfer-pages>`;
    if (id === "new") return html`<zd-transfer-begin data-page></zd-transfer-begin>`;
    if (query.get("paper"))
      return html`<zd-record-paper data-page .record=${id} .kind=${"transfer"} .name=${say("transfers.paper")} .back=${link("transfers", id)} .backWord=${say("transfers.back")}></zd-record-paper>`;
    return html`<zd-transfer data-page .record=${id}></zd-transfer>`;
  }
}
define("zd-transfers-page", TransfersPage);
