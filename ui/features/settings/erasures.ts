import type { TemplateResult } from "lit";
import { long } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { ErasureLine } from "@/bridge/calls";
import { InnerList } from "@/parts/inner-list";
import type { Column } from "@/parts/list";
import { emptyPlace } from "@/parts/notices";
import { count } from "@/parts/page";

/** What was erased when, on what ground and by whom; never whom it was about. */
class Erasures extends InnerList<ErasureLine> {
  protected readonly list = "erasures";
  protected readonly section = "erasure";
  protected readonly find = say("settings.erasureFind");
  protected readonly answer = new Resource<ErasureLine[]>(this, () => ask("erasure.list", {}), ["erasures"]);

  protected record(line: ErasureLine): string {
    return line.id;
  }

  protected texts(line: ErasureLine): string[] {
    return [line.day, line.ground, line.clerk];
  }

  protected override left(lines: ErasureLine[]): ErasureLine[] {
    const left = super.left(lines);
    // Of one day the later stands first where the newest day does: what is sorted downwards is turned round.
    return this.ordered().descending ? [...left].reverse() : left;
  }

  protected columns(): Column<ErasureLine>[] {
    return [
      {
        key: "day",
        word: say("visits.day"),
        sort: "day",
        by: (line) => line.day,
        look: "nowrap",
        kept: true,
        cell: (line) => long(line.day),
      },
      {
        key: "ground",
        word: say("settings.eraseGround"),
        sort: "ground",
        by: (line) => line.ground,
        kept: true,
        cell: (line) => line.ground,
      },
      {
        key: "clerk",
        word: say("frame.clerk"),
        sort: "clerk",
        by: (line) => line.clerk,
        look: "name",
        cell: (line) => line.clerk,
      },
      {
        key: "records",
        word: say("settings.erasedHead"),
        sort: "records",
        by: (line) => line.records,
        number: true,
        cell: (line) => count(line.records),
      },
    ];
  }

  protected none(): TemplateResult {
    return emptyPlace({ icon: "bin", title: say("settings.erasePastNone"), text: say("settings.erasePastNoneText") });
  }
}
define("zd-erasures", Erasures);
