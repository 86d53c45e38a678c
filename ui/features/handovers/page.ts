import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import "@/features/reports/record-paper";
import "./form";
import "./list";

/** One delegate takes another's place: what the successor is told, and the page to sign. */
class HandoversPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    if (!id) return html`<zd-handover-list data-page></zd-handover-list>`;
    if (query.get("paper"))
      return html`<zd-record-paper data-page .record=${id} .kind=${"handover"} .name=${say("handovers.paper")} .back=${link("handovers", id)} .backWord=${say("handovers.back")}></zd-record-paper>`;
    return html`<zd-handover-form data-page .record=${id === "new" ? "" : id}></zd-handover-form>`;
  }
}
define("zd-handovers-page", HandoversPage);
