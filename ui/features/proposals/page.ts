import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./form";
import "./list";
import "./paper";
import "./thread";

/** Proposals: the list, one being written, and one with everything that became of it. */
class ProposalsPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    const paper = query.get("paper");
    if (paper) return html`<zd-proposal-paper data-page .record=${id} .kind=${paper}></zd-proposal-paper>`;
    if (id === "new" || (id && query.get("view") === "edit"))
      return html`<zd-proposal-form data-page .record=${id === "new" ? "" : id}></zd-proposal-form>`;
    if (id) return html`<zd-proposal-thread data-page .record=${id}></zd-proposal-thread>`;
    return html`<zd-proposal-list data-page></zd-proposal-list>`;
  }
}
define("zd-proposals-page", ProposalsPage);
