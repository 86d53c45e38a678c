import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { type Key, say } from "@/app/words";
import "@/features/reports/record-paper";
import "./collation";
import "./collation-list";
import "./form";
import "./list";
import "./report-list";

/** Inspections, research, training, reports on duty: the list, one with its reports, and what is sent on to the district. */
class ActivitiesPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    const paper = query.get("paper");
    const collation = query.get("collation");
    if (paper) {
      const back = collation ? link("activities", "", { collation }) : link("activities", id);
      return html`<zd-record-paper data-page .record=${query.get("report") ?? collation ?? id} .kind=${paper} .name=${say(`activities.paper.${paper}` as Key as "activities.paper.activity_record")} .back=${back} .backWord=${say("activities.back")}></zd-record-paper>`;
    }
    if (collation) return html`<zd-collation data-page .record=${collation === "new" ? "" : collation}></zd-collation>`;
    if (id) return html`<zd-activity-form data-page .record=${id === "new" ? "" : id}></zd-activity-form>`;
    if (query.get("view") === "reports") return html`<zd-report-list data-page></zd-report-list>`;
    if (query.get("view") === "collations") return html`<zd-collation-list data-page></zd-collation-list>`;
    return html`<zd-activity-list data-page></zd-activity-list>`;
  }
}
define("zd-activities-page", ActivitiesPage);
