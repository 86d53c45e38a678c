import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say, sayIf } from "@/app/words";
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
  opinion_ledger: "speech",
  opinion_board: "eye",
  opinion_urge: "clock",
};

/** The papers by what they are for; one that is in no group stands in the last. */
const groups: readonly [string, readonly PaperKind[]][] = [
  ["send", ["month", "ledger"]],
  ["stations", ["schedule", "forms", "chase", "coverage"]],
  ["opinions", ["opinion_ledger", "opinion_board", "opinion_urge"]],
  ["duties", ["slips"]],
];

/** Papers to print and figures to look at: a list of what can be made, and one of them whole. */
class ReportsPage extends Piece {
  #paper(kind: PaperKind): TemplateResult {
    return html`<li><a href=${link("reports", kind)}>${icon(marks[kind])}<b>${say(`reports.kind.${kind}`)}</b><span class="quiet">${say(`reports.about.${kind}`)}</span></a></li>`;
  }

  #group(name: string, rows: unknown): TemplateResult {
    return html`<section><h2>${sayIf(`reports.group.${name}`) ?? name}</h2><ul class="papers">${rows}</ul></section>`;
  }

  protected override render(): TemplateResult {
    const id = place.value.id;
    if (id === "statistics") return html`<zd-statistics data-page></zd-statistics>`;
    if (id === "exports") return html`<zd-exports data-page></zd-exports>`;
    const kind = KINDS.find((each) => each === id);
    const rest = KINDS.filter((each) => !groups.some(([, kinds]) => kinds.includes(each)));
    if (kind) return html`<zd-paper data-page .kind=${kind}></zd-paper>`;
    return html`<main class="sheet">
      ${head(say("frame.reports"), say("reports.sub"), html`<a class="btn" href=${link("reports", "exports")}>${icon("usb")}${say("reports.exports")}</a>`)}
      <div class="scroll ruled" tabindex="-1">
        <div class="papergroups">
          ${this.#group("figures", html`<li><a href=${link("reports", "statistics")}>${icon("chart")}<b>${say("reports.statistics")}</b><span class="quiet">${say("reports.about.statistics")}</span></a></li>`)}
          ${groups.map(([name, kinds]) =>
            this.#group(name, [
              ...kinds.map((each) => this.#paper(each)),
              name === "duties"
                ? html`<li><a href=${link("dossiers")}>${icon("page")}<b>${say("dossiers.title")}</b><span class="quiet">${say("dossiers.about")}</span></a></li>`
                : nothing,
            ]),
          )}
          ${
            rest.length > 0
              ? this.#group(
                  "more",
                  rest.map((each) => this.#paper(each)),
                )
              : nothing
          }
        </div>
      </div>
    </main>`;
  }
}
define("zd-reports-page", ReportsPage);
