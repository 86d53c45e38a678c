import { html, nothing, type TemplateResult } from "lit";
import { long, today, weekday, when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { discardPractice, entrance, may, office } from "@/app/session";
import { undo } from "@/app/toasts";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { Health, OperationLine, Workbench } from "@/bridge/calls";
import { healthShape, healthWord } from "@/features/backup/health";
import { confirm } from "@/parts/dialogs";
import { glyph, icon, light } from "@/parts/marks";
import { emptyPlace, notice, shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "./week-line";
import "./year-ruler";
import "./todo";
import "./charts";

async function discard(): Promise<void> {
  if (
    await confirm({
      title: say("desk.discardTitle"),
      note: say("desk.discardNote"),
      act: say("desk.discard"),
      stay: say("desk.keepPractice"),
    })
  )
    await discardPractice().catch(refuse);
}

/** The first screen: what is owed, by whom, by when; what waits today; is the backup healthy. */
class DeskPage extends Piece {
  readonly #health = new Resource<Health>(this, () => ask("backup.state", {}), ["backups"]);
  readonly #bench = new Resource<Workbench>(this, () => ask("workbench.today", { as_of: today.value }), [
    "visits",
    "visit_people",
    "people",
    "tenures",
    "leaves",
    "opinions",
    "areas",
    "teams",
    "slots",
    "week_notes",
    "plans",
    "meetings",
    "proposals",
    "notices",
    "notice_recipients",
    "evaluation_rounds",
    "dictionary",
    "rules",
  ]);

  #notice(): TemplateResult | typeof nothing {
    const it = entrance.value;
    if (!it.writable)
      return html`<div class="strip">${notice("owed", glyph("owed"), it.notice ? html`<b>${it.notice}</b> ${it.hint}` : say("desk.readOnly"))}</div>`;
    if (it.copied) return html`<div class="strip">${notice("due", icon("info"), say("desk.copied"))}</div>`;
    if (office.value?.practice)
      return html`<div class="strip">${notice("accent", icon("info"), say("desk.practice"), html`<button class="btn small" @click=${() => void discard()}>${say("desk.discard")}</button>`)}</div>`;
    return nothing;
  }

  #backup(): TemplateResult {
    const it = this.#health.value.value;
    if (!it) return html`<p class="note">${say("backup.unread")}</p>`;
    return html`${light(healthShape(it), healthWord(it), "big")}
      <dl class="dl">
        <dt>${say("desk.last")}</dt><dd>${it.last_at ? when(it.last_at) : say("backup.never")}</dd>
        <dt>${say("backup.second")}</dt><dd>${it.second ? html`${it.second.days === null ? say("backup.never") : it.second.days === 0 ? say("desk.today") : say("desk.daysAgo", { n: it.second.days })}${say("frame.comma")}${it.second.label}` : say("desk.noSecond")}</dd>
        <dt>${say("backup.rehearsed")}</dt><dd>${it.rehearsed_at ? say(it.rehearsed_good ? "desk.rehearsedGood" : "desk.rehearsedBad", { when: when(it.rehearsed_at) }) : say("backup.never")}</dd>
        <dt>${say("backup.checked")}</dt><dd>${it.checked_at ? say(it.checked_good ? "desk.checkedGood" : "desk.checkedBad", { when: when(it.checked_at) }) : say("backup.never")}</dd>
      </dl>
      <div class="row"><a class="btn" href=${link("settings", "backup")}>${icon("disk")}${say("backup.now")}</a><a class="btn quiet" href=${link("settings", "backup")}>${say("backup.restore")}</a></div>`;
  }

  #past(recent: OperationLine[]): TemplateResult {
    const acts = recent.filter((act) => act.changes > 0 && act.undoes === null).slice(0, 4);
    return html`<div class="past">
      <div class="cap"><h2>${say("history.title")}</h2><a class="end" href=${link("history")}>${say("opinions.all")}</a></div>
      ${
        acts.length === 0
          ? html`<p class="note">${say("history.empty")}</p>`
          : html`<ul>${acts.map((act) => html`<li><span class="note">${when(act.at).slice(-5)}</span><span class="grow cut" title=${act.sentence}>${act.sentence}</span>${act.undone_by === null && act.undo === "undoable" && may(act.needs) ? html`<button class="link" @click=${() => void undo(act.operation)}>${say("frame.undo")}</button>` : html`<span class="note">${act.undone_by === null ? "" : say("history.undone")}</span>`}</li>`)}</ul>`
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    const names = say("days.weekdays").split(" ");
    return html`<main class="sheet desk">
      ${head(
        say("frame.desk"),
        say("desk.sub", { day: long(today.value), weekday: say("days.weekday", { name: names[weekday(today.value)] ?? "" }) }),
        html`<a class="btn primary" href=${link("visits", "new")}>${icon("plus")}${say("visits.newTitle")} <kbd>Alt N</kbd></a>
          <a class="btn" href=${link("visits", "new", { entry: "1" })}>${icon("page")}${say("desk.enterPaper")}</a>
          <a class="btn" href=${link("reports")}>${icon("report")}${say("desk.report")}</a>`,
      )}
      ${this.#notice()}
      <div class="scroll" tabindex="-1">
        ${shown(
          this.#bench,
          (
            bench,
          ) => html`<section class="band"><zd-week-line .week=${bench.week}></zd-week-line>${bench.duties.in_office === 0 ? emptyPlace({ icon: "duty", title: say("desk.noDelegates"), text: say("desk.noDelegatesText"), acts: html`<a class="btn" href=${link("imports", "", { what: "roster" })}>${icon("import")}${say("delegates.import")}</a><a class="btn quiet" href=${link("delegates", "new")}>${say("delegates.add")}</a>` }) : html`<zd-year-ruler .duties=${bench.duties}></zd-year-ruler>`}</section>
            <div class="thirds">
              <section><zd-todo .bench=${bench}></zd-todo></section>
              <section><zd-desk-charts .months=${bench.months} .topics=${bench.topics} .from=${`${bench.year}-01-01`} .to=${bench.as_of}></zd-desk-charts></section>
              <section class="health"><div class="cap"><h2>${say("settings.backup")}</h2></div>${this.#backup()}${this.#past(bench.recent)}</section>
            </div>`,
        )}
      </div>
    </main>`;
  }
}
define("zd-desk-page", DeskPage);
