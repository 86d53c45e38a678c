import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { may } from "@/app/session";
import { undo } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { Binned } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";

const kindName = (kind: string): string => sayIf(`history.table.${kind}`) ?? kind;

/** The bin: what was removed, and the way back for each. */
class Bin extends HeldList<Binned, Binned[]> {
  protected readonly list = "bin";
  protected readonly page = "history";
  protected override readonly order = "-at";
  protected readonly answer = new Resource<Binned[]>(this, () => ask("history.bin", {}), [
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

  protected override here(): boolean {
    return super.here() && place.peek().id === "bin";
  }

  protected record(line: Binned): string {
    return line.id;
  }

  protected left(binned: Binned[]): Binned[] {
    const query = place.value.query;
    const [kind, text] = [query.get("kind"), query.get("q")?.trim() ?? ""];
    return binned.filter(
      ({ kind: its, operation }) =>
        (!kind || its === kind) && (operation.sentence.includes(text) || operation.person.includes(text)),
    );
  }

  protected columns(): Column<Binned>[] {
    return [
      {
        key: "kind",
        word: say("history.kind"),
        sort: "kind",
        by: (line) => kindName(line.kind),
        look: "nowrap",
        cell: (line) => kindName(line.kind),
      },
      {
        key: "what",
        word: say("history.what"),
        kept: true,
        sort: "what",
        by: (line) => line.operation.sentence,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.operation.sentence}</a>`,
      },
      {
        key: "at",
        word: say("history.when"),
        sort: "at",
        by: (line) => line.operation.operation,
        look: "nowrap",
        cell: (line) => when(line.operation.at),
      },
      {
        key: "person",
        word: say("history.who"),
        sort: "person",
        by: (line) => line.operation.person,
        look: "name",
        cell: (line) => line.operation.person,
      },
      {
        key: "acts",
        word: say("history.restore"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (line) =>
          may(line.operation.needs)
            ? html`<button class="btn small" @click=${() => void undo(line.operation.operation)}>${icon("restore")}${say("history.restore")}</button>`
            : html`<span class="note">${say(`history.needs.${line.operation.needs === "manage" ? "manage" : "enter"}`)}</span>`,
      },
    ];
  }

  protected empty(binned: Binned[]): TemplateResult {
    return binned.length > 0 && narrowed("kind", "q")
      ? emptyPlace({
          icon: "search",
          title: say("history.noneFound"),
          text: say("history.noneFoundText"),
          acts: html`<button class="btn" @click=${() => filter({ kind: undefined, q: undefined })}>${say("visits.showAll")}</button>`,
        })
      : emptyPlace({ icon: "bin", title: say("history.binEmpty"), text: say("history.binEmptyText") });
  }

  protected head(): TemplateResult {
    return head(
      say("visits.bin"),
      say("history.binSub"),
      html`<a class="btn" href=${link("history")}>${icon("history")}${say("history.title")}</a>`,
    );
  }

  protected tools(binned: Binned[] = []): TemplateResult | typeof nothing {
    if (binned.length === 0) return nothing;
    const kinds = [...new Set(binned.map((each) => each.kind))].map((kind): [string, string] => [kind, kindName(kind)]);
    return html`${choice("kind", say("history.kind"), [["", say("history.allTables")], ...kinds])}${this.search(say("history.binFind"))}`;
  }
}
define("zd-bin", Bin);
