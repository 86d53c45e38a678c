import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import { head } from "@/parts/page";
import "./paper";
import "./statistics";
import "./exports";
import { KINDS, type PaperKind } from "./model";

const marks: Record<PaperKind, string> = {
  month: "report",
  slips: "duty",
  coverage: "pin",
  schedule: "cal",
  forms: "page",
  chase: "clock",
  ledger: "visit",
};

/** Papers to print and figures to look at: a list of what can be made, and one of them whole. */
class ReportsPage extends Piece {
  protected override render(): TemplateResult {
    const id = place.value.id;
    if (id === "statistics") return html`<zd-statistics data-page></zd-statistics>`;
    if (id === "exports") return html`<zd-exports data-page></zd-exports>`;
    const kind = KINDS.find((each) => each === id);
    if (kind) return html`<zd-paper data-page .kind=${kind}></zd-paper>`;
    return html`<main class="sheet">
      ${head(say("frame.reports"), say("reports.sub"), html`<a class="btn" href=${link("reports", "exports")}>${icon("usb")}${say("reports.exports")}</a>`)}
      <div class="scroll ruled" tabindex="-1">
        <ul class="papers">
          <li><a href=${link("reports", "statistics")}>${icon("report")}<b>${say("reports.statistics")}</b><span class="quiet">${say("reports.about.statistics")}</span></a></li>
          ${KINDS.map((each) => html`<li><a href=${link("reports", each)}>${icon(marks[each])}<b>${say(`reports.kind.${each}`)}</b><span class="quiet">${say(`reports.about.${each}`)}</span></a></li>`)}
        </ul>
      </div>
    </main>`;
  }
}
define("zd-reports-page", ReportsPage);
