import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import "@/features/reports/record-paper";
import "./form";
import "./list";
import "./thread";
import { paperName } from "./papers";

/** Proposals: the list, one being written, and one with everything that became of it. */
class ProposalsPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    const paper = query.get("paper");
    if (paper)
      return html`<zd-record-paper data-page .record=${id} .kind=${paper} .name=${paperName(paper)} .back=${link("proposals", id)} .backWord=${say(id ? "proposals.back" : "proposals.title")}></zd-record-paper>`;
    if (id === "new" || (id && query.get("view") === "edit"))
      return html`<zd-proposal-form data-page .record=${id === "new" ? "" : id}></zd-proposal-form>`;
    if (id) return html`<zd-proposal-thread data-page .record=${id}></zd-proposal-thread>`;
    return html`<zd-proposal-list data-page></zd-proposal-list>`;
  }
}
define("zd-proposals-page", ProposalsPage);
