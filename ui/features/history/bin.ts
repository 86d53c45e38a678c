import { html, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { undo } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { Binned } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head } from "@/parts/page";

/** The bin: what was removed, and the way back for each. */
class Bin extends Piece {
  readonly #binned = new Resource<Binned[]>(this, () => ask("history.bin", {}), [
    "visits",
    "people",
    "teams",
    "leaves",
    "tenures",
    "meetings",
    "proposals",
    "openings",
    "rounds",
    "plans",
  ]);

  protected override render(): TemplateResult {
    return html`<main class="sheet">
      ${head(say("visits.bin"), say("history.binSub"), html`<a class="btn" href=${link("history")}>${icon("history")}${say("history.title")}</a>`)}
      <div class="scroll" tabindex="-1">
        ${shown(this.#binned, (binned) =>
          binned.length === 0
            ? emptyPlace({ icon: "bin", title: say("history.binEmpty"), text: say("history.binEmptyText") })
            : html`<table class="table">
                <thead><tr><th scope="col">${say("history.kind")}</th><th scope="col">${say("history.what")}</th><th scope="col">${say("history.when")}</th><th scope="col">${say("history.who")}</th><th scope="col" class="act"><span class="apart">${say("history.restore")}</span></th></tr></thead>
                <tbody>${binned.map((each) => html`<tr><td class="nowrap">${sayIf(`history.table.${each.kind}`) ?? each.kind}</td><td>${each.operation.sentence}</td><td class="nowrap">${when(each.operation.at)}</td><td class="name">${each.operation.person}</td><td class="act"><button class="btn small" @click=${() => void undo(each.operation.operation)}>${icon("restore")}${say("history.restore")}</button></td></tr>`)}</tbody>
              </table>`,
        )}
      </div>
    </main>`;
  }
}
define("zd-bin", Bin);
