import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./form";
import "./list";
import "./sheets";
import "./week";

/** Planned visits: the week, one plan, and the sheets to be printed. */
class PlansPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    if (id === "sheets" || query.get("paper"))
      return html`<zd-plan-sheets data-page .record=${id === "sheets" ? "" : id} .day=${query.get("day") ?? ""}></zd-plan-sheets>`;
    if (id) return html`<zd-plan-form data-page .record=${id === "new" ? "" : id}></zd-plan-form>`;
    if (query.get("view") === "all") return html`<zd-plan-list data-page></zd-plan-list>`;
    return html`<zd-plan-week data-page></zd-plan-week>`;
  }
}
define("zd-plans-page", PlansPage);
