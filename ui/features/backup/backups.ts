import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { BackupLine } from "@/bridge/calls";
import { InnerList } from "@/parts/inner-list";
import type { Column } from "@/parts/list";
import { light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { bytes } from "./health";

const why = (line: BackupLine): string => sayIf(`backup.takenWhy.${line.reason}`) ?? line.reason;

/** The backups there are; looking at one begins with [`restore`], which the panel around it gives. */
class Backups extends InnerList<BackupLine> {
  static override properties = { restore: { attribute: false } };
  declare restore: (name: string) => void;

  protected readonly list = "backups";
  protected readonly section = "backup";
  protected readonly find = say("backup.find");
  protected override readonly order = "-taken";
  protected readonly answer = new Resource<BackupLine[]>(this, () => ask("backup.list", {}), ["backups"]);

  /** Reads the folder anew: what the panel does there is no change of the office file. */
  again(): void {
    this.answer.again();
  }

  protected record(line: BackupLine): string {
    return line.name;
  }

  protected texts(line: BackupLine): string[] {
    return [when(line.taken), why(line)];
  }

  #state(line: BackupLine): TemplateResult {
    if (line.damaged) return light("owed", say("backup.damaged"));
    if (line.holds_erased) return light("doubt", say("backup.holdsErased"));
    return line.own ? light("met", say("backup.readable")) : light("wait", say("backup.otherKey"));
  }

  protected columns(): Column<BackupLine>[] {
    return [
      {
        key: "taken",
        word: say("backup.when"),
        sort: "taken",
        by: (line) => line.taken,
        look: "nowrap",
        head: true,
        kept: true,
        cell: (line) => when(line.taken),
      },
      { key: "reason", word: say("backup.why"), sort: "reason", by: why, cell: why },
      {
        key: "bytes",
        word: say("backup.size"),
        sort: "bytes",
        by: (line) => line.bytes,
        number: true,
        cell: (line) => bytes(line.bytes),
      },
      {
        key: "state",
        word: say("delegates.state"),
        sort: "state",
        by: (line) => (line.damaged ? 0 : line.holds_erased ? 1 : line.own ? 3 : 2),
        holds: ["damaged", "holds_erased", "own"],
        cell: (line) => this.#state(line),
      },
      {
        key: "acts",
        word: say("backup.restore"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (line) =>
          line.damaged
            ? nothing
            : html`<button class="btn small quiet" @click=${() => this.restore(line.name)}>${say("backup.look")}</button>`,
      },
    ];
  }

  protected none(): TemplateResult {
    return emptyPlace({ icon: "disk", title: say("backup.reason.none"), text: say("backup.emptyText") });
  }
}
define("zd-backups", Backups);
