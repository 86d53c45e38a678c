import "cally";
import { html, type TemplateResult } from "lit";
import type { Day } from "@/app/days";
import { today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { icon } from "./marks";

interface Drawn extends HTMLElement {
  /** Settled once the element drew itself. */
  updated?: Promise<unknown>;
}

/** The calendar in the popover of a date field: Monday first, loaded only when it is opened. */
export class Calendar extends Piece {
  static override properties = { value: {} };
  declare value: Day;

  constructor() {
    super();
    this.value = today.value;
  }

  override focus(): void {
    void this.#enter();
  }

  /** The calendar and its month draw themselves a moment after they were laid, and cannot be entered before. */
  async #enter(): Promise<void> {
    await this.updateComplete;
    const parts = [...this.querySelectorAll<Drawn>("calendar-date, calendar-month")];
    await Promise.all(parts.map((part) => part.updated));
    if (this.isConnected) parts[0]?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="pop" role="dialog" aria-label=${say("parts.calendar")}>
      <calendar-date
        locale="zh-CN"
        first-day-of-week="1"
        .value=${this.value}
        .today=${today.value}
        @change=${(event: Event) => {
          event.stopPropagation();
          this.emit("pick", (event.target as HTMLElement & { value: string }).value);
        }}
      >
        <span slot="previous" aria-label=${say("parts.monthBefore")}>${icon("left")}</span>
        <span slot="next" aria-label=${say("parts.monthAfter")}>${icon("right")}</span>
        <calendar-month></calendar-month>
      </calendar-date>
    </div>`;
  }
}
define("zd-calendar", Calendar);
