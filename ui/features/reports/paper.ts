import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, roster, spoken } from "@/app/register";
import { link, place } from "@/app/router";
import { person } from "@/app/session";
import { say } from "@/app/words";
import { icon, light } from "@/parts/marks";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import { Making } from "./making";
import { type PaperKind, spanOf, takes } from "./model";

/** One paper: its settings at the left, its own finished pages at the right, and the ways out of the office. */
class PaperPage extends Piece {
  static override properties = { kind: {} };
  declare kind: PaperKind;

  readonly #span = signal("lastMonth");
  readonly #from = signal<Day>("");
  readonly #to = signal<Day>("");
  readonly #day = signal<Day>("");
  readonly #group = signal("");
  readonly #area = signal("");
  readonly #filled = signal(person.value?.name ?? "");
  readonly #reviewed = signal("");
  readonly #definitions = signal(true);
  readonly #zero = signal(true);
  readonly #phones = signal(false);
  readonly #paper = new Making(() => ({ kind: this.kind, options: this.#options() }));
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const span = spanOf("lastMonth");
    this.#from.value = span?.from ?? "";
    this.#to.value = span?.to ?? "";
    this.#day.value = place.peek().query.get("day") || today.value;
    this.#unbind = bind({ "ctrl+p": () => this.#paper.print() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#paper.end();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind")) void this.#paper.now(true);
  }

  #options() {
    const it = takes[this.kind];
    return {
      from: it.includes("span") ? this.#from.value : null,
      to: it.includes("span") ? this.#to.value : null,
      day: it.includes("day") ? this.#day.value : null,
      circle_id: it.includes("group") && this.#group.value ? this.#group.value : null,
      area_ids: it.includes("area") && this.#area.value ? [this.#area.value] : [],
      filled_by: this.#filled.value,
      reviewed_by: this.#reviewed.value,
      definitions: this.#definitions.value,
      zero_rows: this.#zero.value,
      phones: it.includes("phones") ? this.#phones.value : null,
    };
  }

  #settings(): TemplateResult {
    const it = takes[this.kind];
    const change = <T>(target: { value: T }, value: T): void => {
      target.value = value;
      this.#paper.soon();
    };
    const span = (name: string): void => {
      const both = spanOf(name);
      this.#span.value = name;
      if (both) {
        this.#from.value = both.from;
        this.#to.value = both.to;
        this.#paper.soon();
      }
    };
    const area = areaById.value.get(this.#area.value);
    const groups: [string, string][] = [
      ["", say("delegates.allGroups")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    const tick = (target: { value: boolean }, word: string) =>
      html`<li><label class="tick"><input type="checkbox" .checked=${target.value} @change=${(event: Event) => change(target, (event.target as HTMLInputElement).checked)} />${word}</label></li>`;
    return html`<div class="set">
      ${
        it.includes("span")
          ? html`<div class="one"><span class="quiet">${say("reports.span")}</span><zd-seg size="small" label=${say("reports.span")} .value=${this.#span.value} .choices=${(["lastMonth", "month", "half", "year"] as const).map((value) => ({ value, label: say(`reports.span.${value}`) }))} @choose=${(event: CustomEvent<string>) => span(event.detail)}></zd-seg></div>
            <div class="one"><label class="quiet" for="from">${say("delegates.from")}</label><zd-date brief name="from" .value=${this.#from.value} @day=${(event: CustomEvent<Day>) => event.detail && change(this.#from, event.detail)}></zd-date></div>
            <div class="one"><label class="quiet" for="to">${say("delegates.to")}</label><zd-date brief name="to" .value=${this.#to.value} @day=${(event: CustomEvent<Day>) => event.detail && change(this.#to, event.detail)}></zd-date></div>`
          : nothing
      }
      ${it.includes("day") ? html`<div class="one"><label class="quiet" for="day">${say("duties.asOf")}</label><zd-date brief name="day" .value=${this.#day.value} @day=${(event: CustomEvent<Day>) => event.detail && change(this.#day, event.detail)}></zd-date></div>` : nothing}
      ${it.includes("group") && groups.length > 1 ? html`<div class="one"><label class="quiet" for="group">${say("delegates.group")}</label>${listField({ name: "group", value: this.#group.value, options: groups, set: (value) => change(this.#group, value) })}</div>` : nothing}
      ${it.includes("area") ? html`<div class="one"><label class="quiet" for="paper-area">${say("visits.area")}</label><zd-pick name="paper-area" hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => change(this.#area, event.detail[0]?.id ?? "")}></zd-pick></div>` : nothing}
      ${
        it.includes("signs")
          ? html`<div class="one"><label class="quiet" for="filled">${say("reports.filledBy")}</label>${textField({ name: "filled", value: this.#filled.value, set: (value) => change(this.#filled, value) })}</div>
            <div class="one"><label class="quiet" for="reviewed">${say("reports.reviewedBy")}</label>${textField({ name: "reviewed", value: this.#reviewed.value, hint: say("reports.byHand"), set: (value) => change(this.#reviewed, value) })}</div>`
          : nothing
      }
      <ul class="ticks">${it.includes("definitions") ? tick(this.#definitions, say("reports.definitions")) : nothing}${it.includes("zero") ? tick(this.#zero, say("reports.zeroRows")) : nothing}${it.includes("phones") ? tick(this.#phones, say("reports.phones")) : nothing}</ul>
      ${this.#checks()}
    </div>`;
  }

  #checks(): TemplateResult | typeof nothing {
    const made = this.#paper.made;
    if (!made) return nothing;
    return html`<hr /><h2>${say("reports.checks")}</h2><ul class="checks">${made.checks.map((check) => html`<li>${light(check.good ? "met" : "doubt", "")}<span>${check.sentence}</span></li>`)}</ul>`;
  }

  protected override render(): TemplateResult {
    const made = this.#paper.made;
    return html`<main class="sheet">
      ${head(
        say(`reports.kind.${this.kind}`),
        made
          ? html`${takes[this.kind].includes("span") ? `${short(this.#from.value)}\u2013${short(this.#to.value)}` : short(this.#day.value)}${say("frame.comma")}${say("reports.pages", { n: made.pages })}`
          : nothing,
        html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>${this.#paper.acts()}`,
      )}
      <div class="reportbox">
        ${this.#settings()}
        <div class="paperside">
          ${this.#paper.pages()}
        </div>
      </div>
    </main>`;
  }
}
define("zd-paper", PaperPage);
