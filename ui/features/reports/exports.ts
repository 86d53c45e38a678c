import { html, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Export } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head } from "@/parts/page";

/** The register of what left the office: when, who, what, on which stick. */
class Exports extends Piece {
  readonly #lines = new Resource<Export[]>(this, () => ask("exchange.register", { limit: 200 }), ["exports"]);

  protected override render(): TemplateResult {
    return html`<main class="sheet">
      ${head(say("reports.exports"), say("reports.exportsSub"), html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#lines, (lines) =>
        lines.length === 0
          ? emptyPlace({ icon: "usb", title: say("reports.exportsEmpty"), text: say("reports.exportsEmptyText") })
          : html`<table class="table"><thead><tr><th scope="col">${say("history.when")}</th><th scope="col">${say("history.who")}</th><th scope="col">${say("reports.what")}</th><th scope="col">${say("reports.file")}</th><th scope="col" class="num">${say("backup.size")}</th><th scope="col">${say("reports.where")}</th><th scope="col">${say("reports.medium")}</th></tr></thead>
              <tbody>${lines.map((line) => html`<tr><td class="nowrap">${when(line.at)}</td><td class="name">${line.clerk}</td><td>${line.what}</td><td>${line.file}</td><td class="num">${bytes(line.bytes)}</td><td>${line.place}</td><td>${line.medium}</td></tr>`)}</tbody></table>`,
      )}</div>
    </main>`;
  }
}
define("zd-exports", Exports);
