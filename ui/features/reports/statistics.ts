import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { icon } from "@/parts/marks";
import { head } from "@/parts/page";
import "@/features/desk/charts";

/** Figures of a period by month, kind, topic and village. Never by person. */
class StatisticsPage extends Piece {
  protected override render(): TemplateResult {
    return html`<main class="sheet">
      ${head(say("reports.statistics"), say("reports.about.statistics"), html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>`)}
      <div class="scroll ruled pad" tabindex="-1"><div class="middle"><zd-desk-charts></zd-desk-charts></div></div>
    </main>`;
  }
}
define("zd-statistics", StatisticsPage);
