import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define } from "@/app/piece";
import { allCircles, personById } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { type Key, say } from "@/app/words";
import { ask } from "@/bridge";
import type { DossierGapLine, DossierGaps, DossierOwner, DossierSlipListed, DossierSlips } from "@/bridge/calls";
import { type Column, choice, HeldList, narrowed } from "@/parts/list";
import { glyph, icon } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import "@/parts/seg";
import { recordLink, TABLES } from "./model";

const TABS = ["list", "gaps", "slips"] as const;

/** The three lists of a year: the dossiers, what is missing in them, what was corrected since. */
export function tabs(here: (typeof TABS)[number]): TemplateResult {
  const year = place.value.query.get("year") ?? undefined;
  const choices = TABS.map((value) => ({ value, label: say(`dossiers.tab.${value}`) }));
  return html`<zd-seg label=${say("dossiers.tabs")} .value=${here} .choices=${choices} @choose=${(event: CustomEvent<string>) => go(link("dossiers", "", { year, view: event.detail === "list" ? undefined : event.detail }))}></zd-seg>`;
}

/** A list over all dossiers of a year. */
abstract class YearRegister<
  Line extends { id: string; owner: DossierOwner },
  Answer extends { year: number; years: number[]; lines: Line[] },
> extends HeldList<Line, Answer> {
  protected readonly page = "dossiers";
  protected override readonly order: string = "";
  protected abstract readonly view: "gaps" | "slips";
  /** The texts of a line in which a word is looked for. */
  protected abstract texts(line: Line): readonly string[];

  protected override here(): boolean {
    return super.here() && place.peek().query.get("view") === this.view;
  }

  protected override request() {
    return { year: this.answer.value.value?.year ?? null };
  }

  protected record(line: Line): string {
    return line.id;
  }

  protected override href(line: Line): string {
    return link("dossiers", line.owner.person_id, { year: String(this.answer.value.value?.year ?? "") });
  }

  protected left(answer: Answer): Line[] {
    const query = place.value.query;
    const [group, text] = [query.get("group"), (query.get("q") ?? "").trim()];
    return answer.lines.filter(
      (line) => (!group || line.owner.circle_id === group) && (!text || this.texts(line).some((each) => each.includes(text))),
    );
  }

  protected name(): Column<Line> {
    return {
      key: "name",
      word: say("delegates.name"),
      sort: "name",
      by: (line) => personById.value.get(line.owner.person_id)?.pinyin ?? line.owner.name,
      look: "name",
      head: true,
      kept: true,
      holds: ["name"],
      cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.owner.name}</a>`,
    };
  }

  protected circle(): Column<Line> {
    return {
      key: "circle",
      word: say("delegates.group"),
      sort: "circle",
      by: (line) => line.owner.circle,
      look: "nowrap",
      cell: (line) => line.owner.circle,
    };
  }

  protected narrowing(answer: Answer | undefined): TemplateResult {
    const years = (answer?.years ?? []).map((one): [string, string] => [String(one), say("frame.year", { year: String(one) })]);
    const groups = allCircles.value;
    return html`${tabs(this.view)}${answer ? choice("year", say("dossiers.year"), years, String(answer.year)) : nothing}
      ${groups.length > 1 ? choice("group", say("delegates.group"), [["", say("delegates.allGroups")], ...groups]) : nothing}`;
  }

  protected nothingHere(answer: Answer, none: Key, text: Key, left: Key): TemplateResult {
    return narrowed("where", "group", "q")
      ? emptyPlace({
          icon: "search",
          title: say(left as "dossiers.gapsNoneLeft"),
          acts: html`<button class="btn" @click=${() => filter({ where: undefined, group: undefined, q: undefined })}>${say("visits.showAll")}</button>`,
        })
      : emptyPlace({
          icon: "check",
          title: say(none as "dossiers.gapsNone", { year: String(answer.year) }),
          text: say(text as "dossiers.gapsNoneText"),
        });
  }

  protected back(): TemplateResult {
    return html`<a class="btn quiet" href=${link("delegates")}>${icon("left")}${say("frame.delegates")}</a>`;
  }
}

const PLACES = [
  "delegates",
  "stations",
  "duties",
  "visits",
  "opinions",
  "proposals",
  "meetings",
  "activities",
  "evaluations",
] as const;

/** What is missing in the dossiers of a year, delegate by delegate: each line leads to the record it is put right in. */
class GapList extends YearRegister<DossierGapLine, DossierGaps> {
  protected readonly list = "dossier_gaps";
  protected readonly view = "gaps";
  protected readonly answer = new Resource<DossierGaps>(
    this,
    () => ask("dossiers.gaps", { year: Number(place.value.query.get("year")) || null }),
    TABLES,
  );

  protected texts(line: DossierGapLine): readonly string[] {
    return [line.owner.name, line.gap.sentence];
  }

  protected override left(answer: DossierGaps): DossierGapLine[] {
    const where = place.value.query.get("where");
    return super.left(answer).filter((line) => !where || line.gap.page === where);
  }

  protected columns(): Column<DossierGapLine>[] {
    return [
      this.name(),
      this.circle(),
      {
        key: "gap",
        word: say("dossiers.gapHead"),
        sort: "gap",
        by: (line) => line.gap.code,
        look: "matter",
        kept: true,
        holds: ["gap", "remedy"],
        cell: (line) =>
          html`<span class="gapline">${glyph("due")}<span>${line.gap.sentence}</span></span><span class="two note">${line.gap.remedy}</span>`,
      },
      {
        key: "where",
        word: say("dossiers.where"),
        sort: "where",
        by: (line) => PLACES.indexOf(line.gap.page as (typeof PLACES)[number]),
        look: "nowrap",
        cell: (line) =>
          html`<a href=${recordLink(line.gap.page, line.gap.record)}>${say(`dossiers.where.${line.gap.page}` as "dossiers.where.visits")}</a>`,
      },
    ];
  }

  protected empty(answer: DossierGaps): TemplateResult {
    return this.nothingHere(answer, "dossiers.gapsNone", "dossiers.gapsNoneText", "dossiers.gapsNoneLeft");
  }

  protected head(answer: DossierGaps | undefined): TemplateResult {
    const sub = answer ? say("dossiers.gapsSub", { year: String(answer.year), day: short(answer.as_of) }) : nothing;
    return head(say("dossiers.title"), sub, this.back());
  }

  protected tools(answer: DossierGaps | undefined): TemplateResult {
    const lines = answer ? super.left(answer) : [];
    const places = PLACES.map((value): [string, string] => {
      const n = lines.filter((line) => line.gap.page === value).length;
      return [value, n > 0 ? `${say(`dossiers.where.${value}`)} ${n}` : say(`dossiers.where.${value}`)];
    });
    return html`${this.narrowing(answer)}${choice("where", say("dossiers.where"), [["", say("dossiers.where.all")], ...places])}
      ${this.search(say("dossiers.findGap"))}`;
  }
}
define("zd-dossier-gaps", GapList);

/** The correction slips of a year, each with what stood there and what is right. */
class SlipList extends YearRegister<DossierSlipListed, DossierSlips> {
  protected readonly list = "dossier_slips";
  protected readonly view = "slips";
  protected readonly answer = new Resource<DossierSlips>(
    this,
    () => ask("dossiers.slips", { year: Number(place.value.query.get("year")) || null }),
    TABLES,
  );

  protected texts({ owner, slip }: DossierSlipListed): readonly string[] {
    return [owner.name, slip.subject, slip.before, slip.after, slip.reason, slip.document];
  }

  protected columns(): Column<DossierSlipListed>[] {
    return [
      {
        key: "day",
        word: say("dossiers.slipDay"),
        sort: "day",
        by: (line) => line.slip.day,
        look: "nowrap",
        cell: (line) => short(line.slip.day),
      },
      this.name(),
      this.circle(),
      { key: "number", word: say("dossiers.slipNo"), number: true, cell: (line) => line.slip.number },
      {
        key: "subject",
        word: say("dossiers.slip.subject"),
        sort: "subject",
        by: (line) => line.part,
        kept: true,
        holds: ["part", "subject"],
        cell: (line) => html`${line.slip.subject}<span class="two note">${line.part}</span>`,
      },
      {
        key: "change",
        word: say("dossiers.slipWas"),
        look: "matter",
        holds: ["before", "after"],
        cell: ({ slip }) =>
          html`<span class="changes"><del>${slip.before || say("dossiers.nothing")}</del> <ins>${slip.after || say("dossiers.nothing")}</ins></span>`,
      },
      {
        key: "reason",
        word: say("dossiers.slip.reason"),
        holds: ["reason", "document", "clerk"],
        cell: ({ slip }) =>
          html`${slip.reason}<span class="two note">${[slip.document, slip.clerk].filter(Boolean).join(say("frame.comma"))}</span>`,
      },
    ];
  }

  protected empty(answer: DossierSlips): TemplateResult {
    return this.nothingHere(answer, "dossiers.slipsNone", "dossiers.slipsNoneText", "dossiers.slipsNoneLeft");
  }

  protected head(answer: DossierSlips | undefined): TemplateResult {
    return head(say("dossiers.title"), answer ? say("dossiers.slipsSub", { year: String(answer.year) }) : nothing, this.back());
  }

  protected tools(answer: DossierSlips | undefined): TemplateResult {
    return html`${this.narrowing(answer)}${this.search(say("dossiers.findSlip"))}`;
  }
}
define("zd-dossier-slips", SlipList);
