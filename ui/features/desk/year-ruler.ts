import { html, nothing, svg, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { say } from "@/app/words";
import type { Upcoming, WindowSummary } from "@/bridge/calls";
import { windowName } from "@/features/duties/model";
import { glyph, light } from "@/parts/marks";

/** Half months from the start of the year, 0 to 24: the grid the windows lie on. */
function half(day: string, end: boolean): number {
  const year = today.peek().slice(0, 4);
  if (day.slice(0, 4) < year) return 0;
  if (day.slice(0, 4) > year) return 24;
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  return (month - 1) * 2 + (end ? (date > 16 ? 2 : 1) : date > 15 ? 1 : 0);
}

/** What the rule asks for, without the title it stands under: the part up to the first comma. */
function shortRule(window: WindowSummary | undefined): string {
  const sentence = window?.sentence ?? "";
  const rest = sentence.startsWith(window?.title ?? "") ? sentence.slice((window?.title ?? "").length + 1) : sentence;
  return rest.split(/[\uff0c\uff1b\u3002]/)[0] ?? "";
}

/** The year as a ruler: each duty a row, each window a box on the months, a mark for the day. */
class YearRuler extends Piece {
  static override properties = { duties: { attribute: false } };
  declare duties: Upcoming;

  #box(tally: WindowSummary): TemplateResult {
    const past = tally.phase === "past";
    const later = tally.phase === "later";
    const place = `from-${half(tally.from, false)} to-${half(tally.to, true)}`;
    const name = `${tally.title} ${windowName(tally.from, tally.to)}`;
    if (tally.total === 0)
      return html`<span class="win later ${place}" title=${name}>${glyph(later ? "wait" : "void")}${say(later ? "duties.verdict.wait" : "duties.verdict.void")}</span>`;
    const win = `${tally.duty}:${tally.from}`;
    const href = link("duties", "", { win });
    if (later)
      return html`<a class="win later ${place}" href=${href} title=${name}>${glyph("wait")}${say("duties.verdict.wait")}</a>`;
    const ratio = `${tally.met}/${tally.total}`;
    if (past && tally.overdue.length > 0)
      return html`<a class="win past-owed ${place}" href=${link("duties", "", { win, which: "overdue" })} title=${name}>${glyph("owed")}<span class="ratio">${ratio}</span> <span>${say("desk.overdue", { n: tally.overdue.length })}</span></a>`;
    if (past) return html`<a class="win ${place}" href=${href} title=${name}>${glyph("met")}${ratio}</a>`;
    return html`<a class="win now ${place}" href=${href} title=${name}>${glyph(tally.met === tally.total ? "met" : "due")}<b>${ratio}</b>
      <svg class="meter" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${(tally.met / tally.total) * 100} height="1"></rect>`}</svg></a>`;
  }

  #row(rule: string, all: readonly WindowSummary[]): TemplateResult {
    const windows = all.filter((each) => each.rule === rule);
    const now = windows.find((each) => each.phase === "current");
    const first = now ?? windows[0];
    return html`<div class="yearrow">
      <div class="what"><b>${first?.title ?? ""}</b><span class="note">${shortRule(first)}</span></div>
      ${windows.map((each) => this.#box(each))}
      <div class="left">${now && now.open.length > 0 ? html`<a href=${link("duties", "", { win: `${now.duty}:${now.from}`, which: "open" })}><b>${now.open.length}</b>${say("desk.personUnit")}</a>` : "—"}</div>
      <div class="till">${now ? html`${short(now.due)}<span class="note">${say("desk.daysLeft", { n: now.days_left })}</span>` : ""}</div>
    </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const table = this.duties;
    if (!table) return nothing;
    const all = table.windows;
    const rules = [...new Set(all.map((each) => each.rule))];
    const overdue = all.filter((each) => each.overdue.length > 0);
    // Delegates, not windows: the page it opens counts delegates.
    const n = new Set(overdue.flatMap((each) => each.overdue.map((one) => one.id))).size;
    const first = overdue[0];
    const month = Number(today.value.slice(5, 7));
    const at = ((month - 1 + (Number(today.value.slice(8, 10)) - 0.5) / 31) / 12) * 100;
    return html`<div class="cap"><h2>${say("desk.dueTitle")}</h2><span class="note">${say("desk.dueNote", { n: table.in_office, books: table.books.join(say("delegates.listComma")) })}</span>
          ${
            first
              ? html`<span class="end cut">${light("owed", html`<b class="t-owed">${say("desk.overdueTotal", { n })}</b>`)}${say(
                  "desk.overdueWho",
                  {
                    window: windowName(first.from, first.to),
                    duty: first.title,
                    names: first.overdue
                      .slice(0, 3)
                      .map((each) => each.name)
                      .join(say("delegates.listComma")),
                  },
                )} <a href=${link("duties", "", { which: "overdue" })}>${say("duties.seeReasons")}</a></span>`
              : nothing
          }
        </div>
        <div class="year">
          <div class="yearrow months"><span></span>${Array.from({ length: 12 }, (_, index) => html`<span class="mon from-${index * 2} to-${index * 2 + 2} ${index + 1 === month ? "now" : ""}">${say("duties.month", { m: String(index + 1) })}</span>`)}<span class="hd left">${say("duties.open")}</span><span class="hd till">${say("desk.until")}</span></div>
          ${rules.map((rule) => this.#row(rule, all))}
          <svg class="todayline" role="img" aria-label=${say("desk.todayMark", { day: short(today.value) })}>${svg`<line x1="${at}%" x2="${at}%" y1="0" y2="100%"></line><svg class="pointer" x="${at}%"><path d="M-4.5 -1h9L0 6z"></path></svg>`}</svg>
        </div>`;
  }
}
define("zd-year-ruler", YearRuler);
