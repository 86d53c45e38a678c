import { html, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define } from "@/app/piece";
import { areaName } from "@/app/register";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Opening } from "@/bridge/calls";
import { InnerList } from "@/parts/inner-list";
import type { Column } from "@/parts/list";
import { emptyPlace } from "@/parts/notices";
import { count } from "@/parts/page";

/** The figures of an opening total. */
export const FIGURES = ["visits", "received", "households", "firms", "opinions", "closed"] as const;

/** The village of a line, or the whole town. */
export const openingPlace = (line: Opening): string => (line.area_id ? areaName(line.area_id) : say("settings.openingTown"));

/** What was reported before the ledger begins, a line for each paper; the page around it says how a line is changed. */
class OpeningLines extends InnerList<Opening> {
  static override properties = { change: { attribute: false }, drop: { attribute: false } };
  declare change: (line: Opening) => void;
  declare drop: (line: Opening) => void;

  protected readonly list = "openings";
  protected readonly section = "openings";
  protected readonly find = say("settings.openingFind");
  protected override readonly order = "-day";
  protected readonly answer = new Resource<Opening[]>(this, () => ask("openings.list", { year: null }), ["openings"]);

  protected record(line: Opening): string {
    return line.id;
  }

  protected override request(): object {
    return { year: null };
  }

  protected texts(line: Opening): string[] {
    return [openingPlace(line), line.source, long(line.day)];
  }

  protected columns(): Column<Opening>[] {
    return [
      {
        key: "day",
        word: say("settings.openingDay"),
        sort: "day",
        by: (line) => line.day,
        look: "nowrap",
        head: true,
        kept: true,
        cell: (line) => long(line.day),
      },
      { key: "area_id", word: say("settings.openingFor"), sort: "area_id", by: openingPlace, cell: openingPlace },
      ...FIGURES.map(
        (each): Column<Opening> => ({
          key: each,
          word: say(`settings.opening.${each}`),
          sort: each,
          by: (line) => line[each],
          number: true,
          cell: (line) => count(line[each]),
        }),
      ),
      {
        key: "source",
        word: say("settings.openingSource"),
        sort: "source",
        by: (line) => line.source,
        look: "note",
        cell: (line) => line.source,
      },
      {
        key: "acts",
        word: say("delegates.change"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (line) =>
          html`<button data-needs="enter" class="btn small quiet" @click=${() => this.change(line)}>${say("delegates.change")}</button> <button data-needs="enter" class="btn small quiet" @click=${() => this.drop(line)}>${say("visits.remove")}</button>`,
      },
    ];
  }

  protected none(): TemplateResult {
    return emptyPlace({ icon: "report", title: say("settings.openingEmpty"), text: say("settings.openingEmptyText") });
  }
}
define("zd-opening-lines", OpeningLines);
