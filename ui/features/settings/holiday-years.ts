import { html, nothing, type TemplateResult } from "lit";
import { dayName, short } from "@/app/days";
import { define } from "@/app/piece";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { HolidayYear } from "@/bridge/calls";
import { confirm, sheet } from "@/parts/dialogs";
import { InnerList } from "@/parts/inner-list";
import type { Column } from "@/parts/list";
import { light } from "@/parts/marks";
import { refuse } from "@/parts/refuse";

/** The days of a year, free or worked. */
export function holidayDays(days: readonly { date: string; free: boolean; name: string }[]): TemplateResult {
  return html`<table class="table mini tightly"><tbody>${days.map((day) => html`<tr><th scope="row" class="nowrap">${short(day.date)}</th><td class="nowrap">${dayName(day.date)}</td><td class="nowrap">${light(day.free ? "met" : "due", say(day.free ? "settings.holidayFree" : "settings.holidayWorked"))}</td><td>${day.name}</td></tr>`)}</tbody></table>`;
}

/** The years whose holidays are known, with the announcement each was taken from. */
class HolidayYears extends InnerList<HolidayYear> {
  protected readonly list = "holidays";
  protected readonly section = "holidays";
  protected readonly find = say("settings.holidayFind");
  protected override readonly order = "-year";
  protected readonly answer = new Resource<HolidayYear[]>(this, () => ask("calendar.years", {}), ["holidays"]);

  protected record(line: HolidayYear): string {
    return String(line.year);
  }

  protected texts(line: HolidayYear): string[] {
    return [String(line.year), line.source, line.text];
  }

  async #remove(line: HolidayYear): Promise<void> {
    const year = String(line.year);
    const sure = await confirm({
      title: say("settings.holidayRemoveTitle", { year }),
      note: say("settings.holidayRemoveNote"),
      act: say("settings.holidayRemove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("calendar.remove", { year: line.year });
      toast(say("settings.holidayRemoved", { year }), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #see(line: HolidayYear): void {
    const days = line.text.split("\n").map((text) => {
      const [date = "", kind = "", name = ""] = text.split(",");
      return { date, free: kind === say("settings.holidayFreeMark"), name };
    });
    void sheet(
      say("settings.holidayOf", { year: String(line.year) }),
      () => html`<div class="manydays">${holidayDays(days)}</div>`,
    );
  }

  protected columns(): Column<HolidayYear>[] {
    return [
      {
        key: "year",
        word: say("settings.holidayYear"),
        sort: "year",
        by: (line) => line.year,
        head: true,
        kept: true,
        cell: (line) => String(line.year),
      },
      {
        key: "free",
        word: say("settings.holidayFree"),
        sort: "free",
        by: (line) => line.free,
        number: true,
        cell: (line) => say("settings.holidayDays", { n: line.free }),
      },
      {
        key: "worked",
        word: say("settings.holidayWorked"),
        sort: "worked",
        by: (line) => line.worked,
        number: true,
        cell: (line) => say("settings.holidayDays", { n: line.worked }),
      },
      {
        key: "source",
        word: say("settings.holidaySource"),
        sort: "source",
        by: (line) => line.source,
        cell: (line) =>
          line.built_in
            ? html`<span class="note">${say("settings.holidayBuiltIn")}</span>`
            : html`${line.source} <span class="note">${say("settings.holidayImported")}</span>`,
      },
      {
        key: "acts",
        word: say("settings.holidaySee"),
        kept: true,
        quiet: true,
        holds: [],
        cell: (line) =>
          html`<button class="btn small quiet" @click=${() => this.#see(line)}>${say("settings.holidaySee")}</button>${line.built_in ? nothing : html` <button data-needs="manage" class="btn small quiet" @click=${() => void this.#remove(line)}>${say("settings.holidayRemove")}</button>`}`,
      },
    ];
  }

  protected none(): TemplateResult {
    return html``;
  }
}
define("zd-holiday-years", HolidayYears);
