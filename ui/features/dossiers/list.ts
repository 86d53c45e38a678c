import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { roster } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { DossierLine, DossierYear } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, listField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/parts/seg";
import { STAGES, stageLight } from "./model";
import "./run";

/** Tables a dossier is gathered from: a change in any of them may change how far it is. */
export const TABLES = [
  "dossiers",
  "dossier_slips",
  "people",
  "tenures",
  "leaves",
  "contacts",
  "teams",
  "team_members",
  "visits",
  "visit_people",
  "opinions",
  "opinion_moves",
  "proposals",
  "proposal_moves",
  "meetings",
  "attendances",
  "activities",
  "activity_people",
  "activity_reports",
  "rounds",
  "rules",
  "parameters",
];

/** The dossiers of a year: delegates by group and strokes, and how far each dossier is. */
class DossierList extends Piece {
  readonly #year = new Resource<DossierYear>(
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

  #row(line: DossierLine, year: number): TemplateResult {
    const remark = line.recheck
      ? light("doubt", say("dossiers.recheck"))
      : line.changed > 0
        ? light("doubt", say("dossiers.changedN", { n: line.changed }))
        : nothing;
    return html`<tr>
      <th scope="row" class="name"><a href=${link("dossiers", line.person_id, { year: String(year) })}>${line.name}</a></th>
      <td class="nowrap">${stageLight(line)}</td>
      <td>${remark}</td>
      <td class="nowrap">${line.checked_on ? short(line.checked_on) : ""}</td>
      <td class="nowrap">${line.closed_on ? short(line.closed_on) : ""}</td>
      <td class="act"><a class="btn small quiet" href=${link("dossiers", line.person_id, { year: String(year), paper: "1" })}>${say("dossiers.preview")}</a></td>
    </tr>`;
  }

  #table(value: DossierYear, lines: DossierLine[]): TemplateResult {
    if (value.lines.length === 0)
      return emptyPlace({
        icon: "person",
        title: say("dossiers.empty", { year: String(value.year) }),
        text: say("dossiers.emptyText"),
        acts: html`<a class="btn" href=${link("delegates")}>${say("frame.delegates")}</a>`,
      });
    if (lines.length === 0)
      return emptyPlace({ icon: "search", title: say("delegates.noneFound"), text: say("delegates.noneFoundText") });
    const groups = new Map<string, DossierLine[]>();
    for (const line of lines) groups.set(line.circle, [...(groups.get(line.circle) ?? []), line]);
    return html`<table class="table dossiers">
      <thead><tr><th scope="col">${say("delegates.name")}</th><th scope="col">${say("delegates.state")}</th><th scope="col">${say("dossiers.remark")}</th><th scope="col">${say("dossiers.checkedOn")}</th><th scope="col">${say("dossiers.closedOn")}</th><th scope="col" class="act"><span class="apart">${say("dossiers.preview")}</span></th></tr></thead>
      ${[...groups].map(
        ([name, rows]) =>
          html`<tbody><tr class="group"><th colspan="6" scope="rowgroup">${say("delegates.groupLine", { name: name || say("delegates.noGroup"), n: rows.length })}</th></tr>${rows.map((line) => this.#row(line, value.year))}</tbody>`,
      )}
    </table>`;
  }

  protected override render(): TemplateResult {
    const value = this.#year.value.value;
    const query = place.value.query;
    const stage = query.get("stage") ?? "all";
    const group = query.get("group") ?? "";
    const all = value?.lines ?? [];
    const lines = all.filter((line) => (stage === "all" || line.stage === stage) && (!group || line.circle_id === group));
    const ready = all.filter((line) => line.stage === "checked" && line.over && (!group || line.circle_id === group));
    const years = (value?.years ?? []).map((year): [string, string] => [String(year), say("frame.year", { year: String(year) })]);
    const groups: [string, string][] = [
      ["", say("delegates.allGroups")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    const choices = [
      { value: "all", label: say("dossiers.stage.all"), count: all.length },
      ...STAGES.map((value) => ({
        value,
        label: say(`dossiers.stage.${value}`),
        count: all.filter((line) => line.stage === value).length,
      })),
    ];
    return html`<main class="sheet">
      ${head(
        say("dossiers.title"),
        value ? say("dossiers.sub", { year: String(value.year), day: short(value.as_of) }) : nothing,
        html`<a class="btn quiet" href=${link("delegates")}>${icon("left")}${say("frame.delegates")}</a>
          <button class="btn" ?disabled=${all.length === 0 || this.#running.value} @click=${() => (this.#running.value = true)}>${icon("print")}${say("dossiers.runMany")}</button>
          <button class="btn primary" ?disabled=${ready.length === 0} @click=${() => value && void this.#close(ready, value.year)}>${icon("lock")}${ready.length > 0 ? say("dossiers.closeReady", { n: ready.length }) : say("dossiers.close")}</button>`,
      )}
      ${
        value
          ? html`<div class="tools">
        <div class="picking">${listField({ name: "year", label: say("dossiers.year"), value: String(value?.year ?? ""), options: years, set: (year) => filter({ year }) })}</div>
        <zd-seg label=${say("delegates.state")} .value=${stage} .choices=${choices} @choose=${(event: CustomEvent<string>) => filter({ stage: event.detail === "all" ? undefined : event.detail })}></zd-seg>
        ${groups.length > 2 ? html`<div class="picking">${listField({ name: "group", label: say("delegates.group"), value: group, options: groups, set: (value) => filter({ group: value }) })}</div>` : nothing}
      </div>`
          : nothing
      }
      ${this.#running.value && value ? html`<zd-dossier-run .year=${value.year} .group=${group} .count=${all.filter((line) => !group || line.circle_id === group).length} @close=${() => (this.#running.value = false)}></zd-dossier-run>` : nothing}
      <div class="scroll ruled" tabindex="-1">${shown(this.#year, (value) => this.#table(value, lines))}</div>
      <div class="foot"><span class="note">${say("dossiers.footNote")}</span></div>
    </main>`;
  }
}
define("zd-dossier-list", DossierList);
