import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Export } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, searchField, shownCount } from "@/parts/page";
import "@/parts/views";

/** The register of what left the office: when, who, what, on which stick. */
class Exports extends Piece {
  readonly #lines = new Resource<Export[]>(this, () => ask("exchange.register", { limit: 5000 }), ["exports"]);

  #left(lines: Export[]): Export[] {
    const query = place.value.query;
    const [text, personal] = [query.get("q")?.trim() ?? "", query.get("personal") === "yes"];
    return lines.filter(
      (line) =>
        (!personal || line.personal) &&
        [line.what, line.file, line.clerk, line.place, line.medium, line.reason].some((each) => each.includes(text)),
    );
  }

  protected override render(): TemplateResult {
    const all = this.#lines.value.value ?? [];
    const left = this.#left(all);
    const personal = place.value.query.get("personal") === "yes";
    return html`<main class="sheet">
      ${head(say("reports.exports"), say("reports.exportsSub"), html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>`)}
      ${
        all.length > 0
          ? html`<div class="tools">${searchField(say("reports.exportsFind"))}<label class="tick"><input type="checkbox" .checked=${personal} @change=${() => filter({ personal: personal ? undefined : "yes" })} />${say("reports.exportsPersonal")}</label><zd-views list="exports"></zd-views></div>`
          : nothing
      }
      <div class="scroll ruled" tabindex="-1">${shown(this.#lines, () =>
        all.length > 0 && left.length === 0
          ? emptyPlace({ icon: "search", title: say("reports.exportsNoneLeft"), text: say("reports.exportsNoneLeftText") })
          : left.length === 0
            ? emptyPlace({ icon: "usb", title: say("reports.exportsEmpty"), text: say("reports.exportsEmptyText") })
            : html`<table class="table"><thead><tr><th scope="col">${say("history.when")}</th><th scope="col">${say("history.who")}</th><th scope="col">${say("reports.what")}</th><th scope="col">${say("reports.file")}</th><th scope="col" class="num">${say("backup.size")}</th><th scope="col">${say("reports.where")}</th><th scope="col">${say("reports.medium")}</th><th scope="col">${say("reports.exportsReason")}</th></tr></thead>
              <tbody>${left.map((line) => html`<tr><td class="nowrap">${when(line.at)}</td><td class="name">${line.clerk}</td><td>${line.what}</td><td>${line.file}</td><td class="num">${bytes(line.bytes)}</td><td>${line.place}</td><td>${line.medium}</td><td>${line.personal ? line.reason || say("views.one.personal.yes") : ""}</td></tr>`)}</tbody></table>`,
      )}</div>
      ${all.length > 0 ? html`<div class="foot"><span class="note">${shownCount(left.length, all.length)}</span>${exportButton({ list: "exports", total: left.length, request: { limit: 5000 }, ids: left.map((line) => line.id) })}</div>` : nothing}
    </main>`;
  }
}
define("zd-exports", Exports);
