import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { undo } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { Binned } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, listField, searchField, shownCount } from "@/parts/page";
import "@/parts/views";

/** The bin: what was removed, and the way back for each. */
class Bin extends Piece {
  readonly #binned = new Resource<Binned[]>(this, () => ask("history.bin", {}), [
    "visits",
    "people",
    "teams",
    "leaves",
    "tenures",
    "meetings",
    "activities",
    "report_collations",
    "notices",
    "proposals",
    "openings",
    "rounds",
    "plans",
  ]);

  #left(binned: Binned[]): Binned[] {
    const query = place.value.query;
    const [kind, text] = [query.get("kind"), query.get("q")?.trim() ?? ""];
    return binned.filter((each) => (!kind || each.kind === kind) && each.operation.sentence.includes(text));
  }

  protected override render(): TemplateResult {
    const all = this.#binned.value.value ?? [];
    const left = this.#left(all);
    const kindName = (kind: string) => sayIf(`history.table.${kind}`) ?? kind;
    const kinds = [...new Set(all.map((each) => each.kind))];
    return html`<main class="sheet">
      ${head(say("visits.bin"), say("history.binSub"), html`<a class="btn" href=${link("history")}>${icon("history")}${say("history.title")}</a>`)}
      ${
        all.length > 0
          ? html`<div class="tools"><div class="picking">${listField({ name: "kind", label: say("history.kind"), value: place.value.query.get("kind") ?? "", options: [["", say("history.allTables")], ...kinds.map((kind): [string, string] => [kind, kindName(kind)])], set: (kind) => filter({ kind }) })}</div>${searchField(say("history.binFind"))}<zd-views list="bin"></zd-views></div>`
          : nothing
      }
      <div class="scroll ruled" tabindex="-1">
        ${shown(this.#binned, (binned) =>
          binned.length > 0 && left.length === 0
            ? emptyPlace({ icon: "search", title: say("history.noneFound"), text: say("history.noneFoundText") })
            : binned.length === 0
              ? emptyPlace({ icon: "bin", title: say("history.binEmpty"), text: say("history.binEmptyText") })
              : html`<table class="table">
                <thead><tr><th scope="col">${say("history.kind")}</th><th scope="col">${say("history.what")}</th><th scope="col">${say("history.when")}</th><th scope="col">${say("history.who")}</th><th scope="col" class="act"><span class="apart">${say("history.restore")}</span></th></tr></thead>
                <tbody>${left.map((each) => html`<tr><td class="nowrap">${kindName(each.kind)}</td><td>${each.operation.sentence}</td><td class="nowrap">${when(each.operation.at)}</td><td class="name">${each.operation.person}</td><td class="act"><button class="btn small" @click=${() => void undo(each.operation.operation)}>${icon("restore")}${say("history.restore")}</button></td></tr>`)}</tbody>
              </table>`,
        )}
      </div>
      ${all.length > 0 ? html`<div class="foot"><span class="note">${shownCount(left.length, all.length)}</span>${exportButton({ list: "bin", total: left.length, ids: left.map((each) => each.id) })}</div>` : nothing}
    </main>`;
  }
}
define("zd-bin", Bin);
