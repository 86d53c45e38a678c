import { html, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { say, sayIf } from "@/app/words";
import { ask } from "@/bridge";
import type { HandoverLine } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import { GROUNDS } from "./grounds";

const STATES = ["unsigned", "signed"] as const;

/** All handovers among delegates: who gave what to whom, and whether the page was signed. */
class HandoverList extends HeldList<HandoverLine, HandoverLine[]> {
  protected readonly list = "handovers";
  protected readonly page = "handovers";
  protected override readonly fresh = link("handovers", "new");
  protected readonly answer = new Resource<HandoverLine[]>(this, () => ask("handovers.list", {}), [
    "handovers",
    "handover_areas",
    "handover_opinions",
    "people",
  ]);

  protected record(line: HandoverLine): string {
    return line.handover.id;
  }

  protected left(lines: HandoverLine[]): HandoverLine[] {
    const query = place.value.query;
    const [state, ground, text] = [query.get("state"), query.get("ground"), (query.get("q") ?? "").trim()];
    const words = (line: HandoverLine) => [line.from, line.to, line.handover.witness, line.handover.note, ...line.areas];
    return lines.filter(
      (line) =>
        (!state || (state === "signed") === (line.handover.signed_on !== null)) &&
        (!ground || line.handover.ground === ground) &&
        (!text || words(line).some((word) => word.includes(text))),
    );
  }

  protected columns(): Column<HandoverLine>[] {
    const signed = (line: HandoverLine) =>
      line.handover.signed_on
        ? light("met", say("handovers.stepSigned", { day: long(line.handover.signed_on) }))
        : light("wait", say("handovers.unsigned"));
    return [
      {
        key: "day",
        word: say("handovers.since"),
        sort: "day",
        by: (line) => line.handover.day,
        look: "nowrap",
        cell: (line) => long(line.handover.day),
      },
      {
        key: "from",
        word: say("handovers.from"),
        sort: "from",
        by: (line) => line.from,
        look: "name",
        kept: true,
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.from}</a>`,
      },
      {
        key: "to",
        word: say("handovers.to"),
        sort: "to",
        by: (line) => line.to,
        look: "name",
        kept: true,
        cell: (line) => line.to,
      },
      {
        key: "ground",
        word: say("handovers.why"),
        look: "nowrap",
        cell: (line) => sayIf(`handovers.ground.${line.handover.ground}`) ?? "",
      },
      { key: "areas", word: say("handovers.villages"), cell: (line) => line.areas.join(say("delegates.listComma")) },
      {
        key: "passed",
        word: say("handovers.passedN"),
        sort: "passed",
        by: (line) => line.passed,
        number: true,
        cell: (line) => line.passed || "",
      },
      { key: "witness", word: say("handovers.witness"), more: true, look: "name", cell: (line) => line.handover.witness },
      {
        key: "signed",
        word: say("delegates.state"),
        sort: "signed",
        by: (line) => line.handover.signed_on ?? "",
        look: "nowrap",
        cell: signed,
      },
    ];
  }

  protected empty(lines: HandoverLine[]): TemplateResult {
    const some = lines.length > 0 && narrowed("state", "ground", "q");
    return emptyPlace({
      icon: some ? "search" : "group",
      title: say(some ? "handovers.noneLeft" : "handovers.empty"),
      text: say(some ? "handovers.noneLeftText" : "handovers.emptyText"),
      acts: some
        ? html`<button class="btn" @click=${() => filter({ state: undefined, ground: undefined, q: undefined })}>${say("visits.showAll")}</button>`
        : html`<a class="btn" href=${link("handovers", "new")}>${say("handovers.begin")} <kbd>Alt N</kbd></a>`,
    });
  }

  protected head(): TemplateResult {
    return head(
      say("handovers.listTitle"),
      say("handovers.note"),
      html`<a class="btn quiet" href=${link("delegates")}>${icon("left")}${say("frame.delegates")}</a><a class="btn primary" href=${link("handovers", "new")}>${icon("plus")}${say("handovers.begin")} <kbd>Alt N</kbd></a>`,
    );
  }

  protected tools(): TemplateResult {
    const states = STATES.map((state): [string, string] => [state, say(`handovers.${state}`)]);
    const grounds = GROUNDS.map((ground): [string, string] => [ground, say(`handovers.ground.${ground}`)]);
    return html`${choice("state", say("delegates.state"), [["", say("handovers.anyState")], ...states])}
      ${choice("ground", say("handovers.why"), [["", say("handovers.anyGround")], ...grounds])}
      ${this.search(say("handovers.find"))}`;
  }
}
define("zd-handover-list", HandoverList);
