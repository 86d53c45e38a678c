import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { person } from "@/app/session";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Transfer } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import { STATES, stateOf, transferLight } from "./states";

/** All transfers of work among the clerks, to look one up again years later. */
class TransferPages extends HeldList<Transfer, Transfer[]> {
  protected readonly list = "transfers";
  protected readonly page = "transfers";
  protected override readonly order = "-begun";
  protected readonly answer = new Resource<Transfer[]>(this, () => ask("transfers.list", {}), ["transfers", "transfer_lines"]);

  protected record(line: Transfer): string {
    return line.id;
  }

  protected left(lines: Transfer[]): Transfer[] {
    const query = place.value.query;
    const [state, text] = [query.get("state"), (query.get("q") ?? "").trim()];
    const words = (line: Transfer) => [line.from, line.to_name, line.witness, line.note, line.absent];
    return lines.filter(
      (line) => (!state || stateOf(line) === state) && (!text || words(line).some((word) => word.includes(text))),
    );
  }

  protected columns(): Column<Transfer>[] {
    return [
      {
        key: "begun",
        word: say("transfers.begunHead"),
        sort: "begun",
        by: (line) => line.begun_on,
        look: "nowrap",
        cell: (line) => long(line.begun_on),
      },
      {
        key: "from",
        word: say("transfers.from"),
        sort: "from",
        by: (line) => line.from,
        look: "name",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.from}</a>`,
      },
      {
        key: "to",
        word: say("transfers.to"),
        sort: "to",
        by: (line) => line.to_name,
        look: "name",
        kept: true,
        cell: (line) => line.to_name || say("transfers.nobody"),
      },
      { key: "witness", word: say("transfers.witness"), look: "name", cell: (line) => line.witness },
      {
        key: "lines",
        word: say("transfers.linesHead"),
        sort: "lines",
        by: (line) => line.lines,
        number: true,
        holds: ["lines", "given"],
        cell: (line) => `${line.given}/${line.lines}`,
      },
      {
        key: "signed",
        word: say("delegates.state"),
        sort: "state",
        by: (line) => STATES.indexOf(stateOf(line)),
        look: "nowrap",
        holds: ["signed", "finished"],
        cell: (line) => transferLight(line),
      },
    ];
  }

  protected empty(lines: Transfer[]): TemplateResult {
    const some = lines.length > 0 && narrowed("state", "q");
    return emptyPlace({
      icon: some ? "search" : "group",
      title: say(some ? "transfers.noneLeft" : "transfers.none"),
      text: say(some ? "transfers.noneLeftText" : "transfers.emptyText"),
      acts: some
        ? html`<button class="btn" @click=${() => filter({ state: undefined, q: undefined })}>${say("visits.showAll")}</button>`
        : nothing,
    });
  }

  protected head(): TemplateResult {
    return head(
      say("transfers.title"),
      say("transfers.listNote"),
      html`<a class="btn quiet" href=${link("settings", "people")}>${icon("left")}${say("transfers.toPeople")}</a>${person.value?.role === "view" ? nothing : html`<a class="btn primary" href=${link("transfers", "new")}>${icon("right")}${say("transfers.start")}</a>`}`,
    );
  }

  protected tools(): TemplateResult {
    const states = STATES.map((state): [string, string] => [state, say(`views.one.transfers.state.${state}`)]);
    return html`${choice("state", say("delegates.state"), [["", say("transfers.anyState")], ...states])}${this.search(say("transfers.find"))}`;
  }
}
define("zd-transfer-pages", TransferPages);
