import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./list";
import "./form";

/** The ledger of visits: its list, and the form for a new or an opened one. */
class VisitsPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    // A plan to be entered, or sheets by their numbers: another form than the empty one, though the address is the same page.
    const entry = query.get("plan") ?? query.get("entry") ?? "";
    if (id === "") return html`<zd-visit-list data-page></zd-visit-list>`;
    return html`<zd-visit-form data-page .record=${id === "new" ? "" : id} .entry=${entry}></zd-visit-form>`;
  }
}
define("zd-visits-page", VisitsPage);
