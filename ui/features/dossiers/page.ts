import { html, type TemplateResult } from "lit";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { personName } from "@/app/register";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import "@/features/reports/record-paper";
import "./list";
import "./one";
import "./registers";

/** Dossiers: the list of a year, one of them whole, and its booklet. */
class DossiersPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    if (!id && query.get("view") === "gaps") return html`<zd-dossier-gaps data-page></zd-dossier-gaps>`;
    if (!id && query.get("view") === "slips") return html`<zd-dossier-slips data-page></zd-dossier-slips>`;
    if (!id) return html`<zd-dossier-list data-page></zd-dossier-list>`;
    const year = query.get("year") ?? today.value.slice(0, 4);
    if (query.get("paper"))
      return html`<zd-record-paper data-page .record=${id} kind="dossier" .options=${{ person_id: id, year: Number(year) }} .name=${say("dossiers.titleOf", { name: personName(id), year })} .back=${link("dossiers", id, { year })} .backWord=${say("dossiers.back")}></zd-record-paper>`;
    return html`<zd-dossier data-page .person=${id} .year=${Number(year)}></zd-dossier>`;
  }
}
define("zd-dossiers-page", DossiersPage);
