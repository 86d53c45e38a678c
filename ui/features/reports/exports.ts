import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Export } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";

/** The register of what left the office: when, who, what, on which stick. Its lines lead nowhere: the file is gone. */
class Exports extends HeldList<Export, Export[]> {
  protected readonly list = "exports";
  protected readonly page = "reports";
  protected override readonly order = "-at";
  protected override readonly opens = false;
  protected readonly answer = new Resource<Export[]>(this, () => ask("exchange.register", this.request()), ["exports"]);

  protected override request() {
    return { limit: 5000 };
  }

  protected override here(): boolean {
    return super.here() && place.peek().id === "exports";
  }

  protected override href(): string {
    return "";
  }

  protected record(line: Export): string {
    return line.id;
  }

  protected left(lines: Export[]): Export[] {
    const query = place.value.query;
    const [text, personal, clerk] = [query.get("q")?.trim() ?? "", query.get("personal") === "yes", query.get("clerk")];
    return lines.filter(
      (line) =>
        (!personal || line.personal) &&
        (!clerk || line.clerk === clerk) &&
        [line.what, line.file, line.clerk, line.place, line.medium, line.reason].some((each) => each.includes(text)),
    );
  }

  protected columns(): Column<Export>[] {
    const text = (key: "clerk" | "what" | "file" | "place" | "medium", word: string, look = ""): Column<Export> => ({
      key,
      word,
      sort: key,
      by: (line) => line[key],
      look,
      kept: key === "what",
      cell: (line) => line[key],
    });
    return [
      {
        key: "at",
        word: say("history.when"),
        sort: "at",
        by: (line) => line.at,
        look: "nowrap",
        kept: true,
        cell: (line) => when(line.at),
      },
      text("clerk", say("history.who"), "name"),
      text("what", say("reports.what")),
      text("file", say("reports.file")),
      {
        key: "bytes",
        word: say("backup.size"),
        sort: "bytes",
        by: (line) => line.bytes,
        number: true,
        cell: (line) => bytes(line.bytes),
      },
      text("place", say("reports.where")),
      text("medium", say("reports.medium")),
      {
        key: "reason",
        word: say("reports.exportsReason"),
        holds: ["personal", "reason"],
        cell: (line) => (line.personal ? line.reason || say("views.one.personal.yes") : ""),
      },
    ];
  }

  protected empty(lines: Export[]): TemplateResult {
    const drop = () => filter({ q: undefined, personal: undefined, clerk: undefined });
    return lines.length > 0 && narrowed("q", "personal", "clerk")
      ? emptyPlace({
          icon: "search",
          title: say("reports.exportsNoneLeft"),
          text: say("reports.exportsNoneLeftText"),
          acts: html`<button class="btn" @click=${drop}>${say("visits.showAll")}</button>`,
        })
      : emptyPlace({ icon: "usb", title: say("reports.exportsEmpty"), text: say("reports.exportsEmptyText") });
  }

  protected head(): TemplateResult {
    return head(
      say("reports.exports"),
      say("reports.exportsSub"),
      html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>`,
    );
  }

  protected tools(lines: Export[] = []): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    const personal = place.value.query.get("personal") === "yes";
    const clerks = [...new Set(lines.map((line) => line.clerk))].map((clerk): [string, string] => [clerk, clerk]);
    return html`${clerks.length > 1 ? choice("clerk", say("history.who"), [["", say("history.allClerks")], ...clerks]) : ""}${this.search(say("reports.exportsFind"))}<label class="tick"><input type="checkbox" .checked=${personal} @change=${() => filter({ personal: personal ? undefined : "yes", from: undefined })} />${say("reports.exportsPersonal")}</label>`;
  }
}
define("zd-exports", Exports);
