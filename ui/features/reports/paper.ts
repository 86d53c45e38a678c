import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, roster, spoken } from "@/app/register";
import { link, place } from "@/app/router";
import { person } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, files, Refused, run, type Step } from "@/bridge";
import type { PaperMade } from "@/bridge/calls";
import { jobPanel } from "@/parts/job";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";
import "@/parts/preview";
import { type PaperKind, spanOf, takes } from "./model";
import { toStick } from "./stick";

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
  readonly #made = signal<PaperMade | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #step = signal<Step | undefined>(undefined);
  #stop: (() => void) | undefined;
  #unbind: (() => void) | undefined;
  #turn = 0;
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const span = spanOf("lastMonth");
    this.#from.value = span?.from ?? "";
    this.#to.value = span?.to ?? "";
    this.#day.value = place.peek().query.get("day") || today.value;
    this.#unbind = bind({ "ctrl+p": () => void this.#print() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#stop?.();
    window.clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("kind")) this.#again();
  }

  /** Makes the paper anew a moment after the last change of a setting. */
  #again(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#make(), 250);
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

  async #make(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#stop?.();
    const work = run(
      "papers.make",
      { kind: this.kind, options: this.#options() },
      (step) => (this.#step.value = { ...step, what: "" }),
    );
    this.#stop = work.stop;
    const slow = window.setTimeout(() => {
      if (turn === this.#turn && !this.#step.value) this.#step.value = { job: null, done: 0, total: 0, what: "" };
    }, 400);
    try {
      const { answer } = await work.done;
      if (turn !== this.#turn) return;
      this.#made.value = answer;
      this.#refused.value = undefined;
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.#made.value = undefined;
      this.#refused.value = Refused.from(cause);
    } finally {
      window.clearTimeout(slow);
      if (turn === this.#turn) this.#step.value = undefined;
    }
  }

  async #save(format: "pdf" | "xlsx" | "docx"): Promise<void> {
    const made = this.#made.value;
    if (!made) return;
    const folder = await files.folder();
    if (!folder) return;
    try {
      const written = await ask("papers.save", { paper: made.paper, format, to: folder.token, personal: made.personal });
      toast(say("reports.saved", { file: written.files[0]?.name ?? "", place: written.place }));
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #print(): Promise<void> {
    const made = this.#made.value;
    if (!made) return;
    try {
      const printed = await ask("papers.print", { paper: made.paper });
      if (!(await files.open(printed.file))) toast(say("reports.noViewer"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #settings(): TemplateResult {
    const it = takes[this.kind];
    const change = <T>(target: { value: T }, value: T): void => {
      target.value = value;
      this.#again();
    };
    const span = (name: string): void => {
      const both = spanOf(name);
      this.#span.value = name;
      if (both) {
        this.#from.value = both.from;
        this.#to.value = both.to;
        this.#again();
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
    const made = this.#made.value;
    if (!made) return nothing;
    return html`<hr /><h2>${say("reports.checks")}</h2><ul class="checks">${made.checks.map((check) => html`<li>${light(check.good ? "met" : "doubt", "")}<span>${check.sentence}</span></li>`)}</ul>`;
  }

  protected override render(): TemplateResult {
    const made = this.#made.value;
    const formats = made?.formats ?? [];
    const step = this.#step.value;
    return html`<main class="sheet">
      ${head(
        say(`reports.kind.${this.kind}`),
        made
          ? html`${takes[this.kind].includes("span") ? `${short(this.#from.value)}\u2013${short(this.#to.value)}` : short(this.#day.value)}${say("frame.comma")}${say("reports.pages", { n: made.pages })}`
          : nothing,
        html`<a class="btn quiet" href=${link("reports")}>${icon("left")}${say("frame.reports")}</a>
          ${formats.includes("xlsx") ? html`<button class="btn" @click=${() => void this.#save("xlsx")}>${say("reports.saveXlsx")}</button>` : nothing}
          ${formats.includes("pdf") ? html`<button class="btn" @click=${() => void this.#save("pdf")}>${say("reports.savePdf")}</button><button class="btn" @click=${() => made && void toStick(made)}>${icon("usb")}${say("reports.toStick")}</button>` : nothing}
          <button class="btn primary" ?disabled=${!made} @click=${() => void this.#print()}>${icon("print")}${say("keys.print")} <kbd>Ctrl P</kbd></button>`,
      )}
      <div class="reportbox">
        ${this.#settings()}
        <div class="paperside">
          ${this.#refused.value ? html`<div class="pad">${refusal(this.#refused.value, html`<button class="btn small" @click=${() => void this.#make()}>${say("parts.again")}</button>`)}</div>` : nothing}
          ${step && !made ? html`<div class="pad">${jobPanel({ title: say("reports.making"), step, stopping: say("reports.stopping"), stop: () => this.#stop?.() })}</div>` : nothing}
          ${made ? html`<zd-preview .paper=${made.paper} .pages=${made.pages}></zd-preview>` : nothing}
        </div>
      </div>
    </main>`;
  }
}
define("zd-paper", PaperPage);
