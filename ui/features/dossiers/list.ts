import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define } from "@/app/piece";
import { allCircles, personById, pinyinKeys } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { DossierLine, DossierYear } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { type Column, choice, type Group, HeldList } from "@/parts/list";
import { icon, light } from "@/parts/marks";
import { emptyPlace } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/parts/seg";
import { STAGES, stageLight, TABLES } from "./model";
import { tabs } from "./registers";
import "./run";

/** The dossiers of a year: delegates by group and strokes, and how far each dossier is. */
class DossierList extends HeldList<DossierLine, DossierYear> {
  protected readonly list = "dossiers";
  protected readonly page = "dossiers";
  protected override readonly look = "dossiers";
  protected override readonly order = "";
  protected override readonly size = 100;
  protected readonly answer = new Resource<DossierYear>(
    this,
    () => ask("dossiers.year", { year: Number(place.value.query.get("year")) || null }),
    TABLES,
  );
  readonly #running = signal(false);

  async #close(lines: DossierLine[], year: number): Promise<void> {
    const sure = await confirm({
      title: say("dossiers.closeMany", { n: lines.length, year: String(year) }),
      names: lines.map((line) => line.name),
      note: say("dossiers.closeNote"),
      act: say("dossiers.closeAct"),
      stay: say("parts.cancel"),
    });
    if (!sure) return;
    try {
      const { answer } = await tell("dossiers.close", { people: lines.map((line) => line.person_id), year });
      toast(say("dossiers.closedMany", { n: answer.n }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  protected override request() {
    return { year: this.answer.value.value?.year ?? null };
  }

  protected record(line: DossierLine): string {
    return line.person_id;
  }

  protected override href(line: DossierLine): string {
    return link("dossiers", line.person_id, { year: String(this.answer.value.value?.year ?? "") });
  }

  protected left(year: DossierYear): DossierLine[] {
    const query = place.value.query;
    const [stage, group, text] = [query.get("stage"), query.get("group"), (query.get("q") ?? "").trim().toLowerCase()];
    const named = (line: DossierLine) =>
      line.name.includes(text) ||
      pinyinKeys(personById.value.get(line.person_id)?.pinyin ?? "")
        .split(" ")
        .some((one) => one.startsWith(text));
    return year.lines.filter(
      (line) => (!stage || line.stage === stage) && (!group || line.circle_id === group) && (!text || named(line)),
    );
  }

  /** Under their groups in the usual order; in another order they stand in one row. */
  protected override groups(year: DossierYear): Group<DossierLine>[] | undefined {
    if (place.value.query.get("sort")) return undefined;
    const left = this.left(year);
    const groups = new Map<string, DossierLine[]>();
    for (const line of this.lines(year)) groups.set(line.circle, [...(groups.get(line.circle) ?? []), line]);
    return [...groups].map(([circle, lines]) => {
      const n = left.filter((line) => line.circle === circle).length;
      return { head: say("delegates.groupLine", { name: circle || say("delegates.noGroup"), n }), lines };
    });
  }

  protected columns(): Column<DossierLine>[] {
    const remark = (line: DossierLine) =>
      line.recheck
        ? light("doubt", say("dossiers.recheck"))
        : line.changed > 0
          ? light("doubt", say("dossiers.changedN", { n: line.changed }))
          : nothing;
    return [
      {
        key: "name",
        word: say("delegates.name"),
        sort: "name",
        by: (line) => personById.value.get(line.person_id)?.pinyin ?? line.name,
        look: "name",
        head: true,
        kept: true,
        holds: ["circle", "name"],
        cell: (line) => html`<a href=${this.href(line)} tabindex="-1">${line.name}</a>`,
      },
      {
        key: "stage",
        word: say("delegates.state"),
        sort: "stage",
        by: (line) => STAGES.indexOf(line.stage) * 1000 + line.gaps,
        look: "nowrap",
        holds: ["stage", "gaps", "slips"],
        cell: (line) => stageLight(line),
      },
      {
        key: "remark",
        word: say("dossiers.remark"),
        sort: "remark",
        by: (line) => (line.recheck ? 1000 : line.changed),
        holds: ["changed"],
        cell: remark,
      },
      {
        key: "checked_on",
        word: say("dossiers.checkedOn"),
        sort: "checked",
        by: (line) => line.checked_on ?? "",
        look: "nowrap",
        cell: (line) => (line.checked_on ? short(line.checked_on) : ""),
      },
      {
        key: "closed_on",
        word: say("dossiers.closedOn"),
        sort: "closed",
        by: (line) => line.closed_on ?? "",
        look: "nowrap",
        cell: (line) => (line.closed_on ? short(line.closed_on) : ""),
      },
      {
        key: "preview",
        word: say("dossiers.preview"),
        quiet: true,
        kept: true,
        holds: [],
        cell: (line) =>
          html`<a class="btn small quiet" href=${link("dossiers", line.person_id, { year: String(this.answer.value.value?.year ?? ""), paper: "1" })}>${say("dossiers.preview")}</a>`,
      },
    ];
  }

  protected empty(year: DossierYear): TemplateResult {
    if (year.lines.length === 0)
      return emptyPlace({
        icon: "person",
        title: say("dossiers.empty", { year: String(year.year) }),
        text: say("dossiers.emptyText"),
        acts: html`<a class="btn" href=${link("delegates")}>${say("frame.delegates")}</a>`,
      });
    return emptyPlace({
      icon: "search",
      title: say("delegates.noneFound"),
      text: say("delegates.noneFoundText"),
      acts: html`<button class="btn" @click=${() => filter({ stage: undefined, group: undefined, q: undefined })}>${say("visits.showAll")}</button>`,
    });
  }

  protected head(year: DossierYear | undefined): TemplateResult {
    const all = year?.lines ?? [];
    const group = place.value.query.get("group") ?? "";
    const ready = all.filter((line) => line.stage === "checked" && line.over && (!group || line.circle_id === group));
    return head(
      say("dossiers.title"),
      year ? say("dossiers.sub", { year: String(year.year), day: short(year.as_of) }) : nothing,
      html`<a class="btn quiet" href=${link("delegates")}>${icon("left")}${say("frame.delegates")}</a>
        <button data-needs="enter" class="btn" ?disabled=${all.length === 0 || this.#running.value} @click=${() => (this.#running.value = true)}>${icon("print")}${say("dossiers.runMany")}</button>
        <button data-needs="manage" class="btn primary" ?disabled=${ready.length === 0} @click=${() => year && void this.#close(ready, year.year)}>${icon("lock")}${ready.length > 0 ? say("dossiers.closeReady", { n: ready.length }) : say("dossiers.close")}</button>`,
    );
  }

  protected tools(year: DossierYear | undefined): TemplateResult {
    if (!year) return html``;
    const query = place.value.query;
    const years = year.years.map((one): [string, string] => [String(one), say("frame.year", { year: String(one) })]);
    const groups = allCircles.value;
    const choices = [
      { value: "all", label: say("dossiers.stage.all"), count: year.lines.length },
      ...STAGES.map((value) => ({
        value,
        label: say(`dossiers.stage.${value}`),
        count: year.lines.filter((line) => line.stage === value).length,
      })),
    ];
    return html`${tabs("list")}${choice("year", say("dossiers.year"), years, String(year.year))}
      <zd-seg label=${say("delegates.state")} .value=${query.get("stage") ?? "all"} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ stage: event.detail === "all" ? undefined : event.detail, from: undefined })}></zd-seg>
      ${groups.length > 1 ? choice("group", say("delegates.group"), [["", say("delegates.allGroups")], ...groups]) : nothing}
      ${this.search(say("delegates.find"))}`;
  }

  protected override above(year: DossierYear | undefined): TemplateResult | typeof nothing {
    if (!this.#running.value || !year) return nothing;
    const group = place.value.query.get("group") ?? "";
    const count = year.lines.filter((line) => !group || line.circle_id === group).length;
    return html`<zd-dossier-run .year=${year.year} .group=${group} .count=${count} @close=${() => (this.#running.value = false)}></zd-dossier-run>`;
  }

  protected override remark(): TemplateResult {
    return html`<span class="note">${say("dossiers.footNote")}</span>`;
  }
}
define("zd-dossier-list", DossierList);
