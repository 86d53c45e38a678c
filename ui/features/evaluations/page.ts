import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./forms";
import "./list";
import "./round";

/** Evaluations: the list of rounds, and one round with its steps from the first name to the signed result. */
class EvaluationsPage extends Piece {
  protected override render(): TemplateResult {
    const id = place.value.id;
    if (id === "forms") return html`<zd-forms data-page></zd-forms>`;
    if (id) return html`<zd-round data-page .round=${id}></zd-round>`;
    return html`<zd-rounds data-page></zd-rounds>`;
  }
}
define("zd-evaluations-page", EvaluationsPage);
