import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { go, link } from "@/app/router";
import { office } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { ReportCollation, ReportLine } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon, light } from "@/parts/marks";
import { emptyPlace, refusal } from "@/parts/notices";
import { head, hints, textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import { useWords } from "./model";

/** Reports gathered for the district: which, to whom, when; and afterwards what each was used for. */
class Collation extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #it = signal<ReportCollation | undefined>(undefined);
  readonly #lines = signal<ReportLine[]>([]);
  readonly #touched = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);
  #opened = "";
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("activities")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(): void {
    const key = this.record || "new";
    if (this.#opened === key) return;
    this.#opened = key;
    void this.#open();
  }

  async #open(): Promise<void> {
    try {
      const unsent = await ask("activities.reports", { unsent: true });
      if (this.record) {
        const whole = await ask("activities.collation", { id: this.record });
        this.#it.value = whole.collation;
        this.#lines.value = [...whole.reports, ...unsent];
      } else {
        this.#lines.value = unsent;
        this.#it.value = {
          id: "",
          day: today.value,
          title: say("activities.collationName", { year: today.value.slice(0, 4) }),
          receiver: office.value?.district_office ?? "",
          document: "",
          signer: "",
          note: "",
          reports: unsent.map((line) => line.report.id),
        };
      }
      this.#touched.value = !this.record;
      this.#refused.value = undefined;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  #set(change: Partial<ReportCollation>): void {
    const it = this.#it.value;
    if (!it) return;
    this.#it.value = { ...it, ...change };
    this.#touched.value = true;
  }

  async #save(): Promise<void> {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const it = this.#it.value;
    if (!it) return;
    try {
      // Reports go in the order of the list.
      const reports = this.#lines.value.map((line) => line.report.id).filter((id) => it.reports.includes(id));
      const { answer, operation } = await tell("activities.collate", { ...it, reports });
      toast(say("activities.collated", { n: reports.length, receiver: it.receiver }), operation);
      if (this.record) await this.#open();
      else go(link("activities", "", { collation: answer.id }));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
    }
  }

  async #remove(it: ReportCollation): Promise<void> {
    const sure = await confirm({
      title: say("activities.scatterTitle"),
      names: [`${short(it.day)} ${it.title}`],
      note: say("activities.scatterNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("activities.collation_remove", { id: it.id });
      toast(say("activities.scattered"), operation);
      go(link("activities"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #row(line: ReportLine, it: ReportCollation): TemplateResult {
    const id = line.report.id;
    const toggle = (on: boolean) => this.#set({ reports: on ? [...it.reports, id] : it.reports.filter((other) => other !== id) });
    return html`<tr><td><label class="tick"><input type="checkbox" .checked=${it.reports.includes(id)} @change=${(event: Event) => toggle((event.target as HTMLInputElement).checked)} /><span>${line.report.title}</span></label></td><td class="name">${line.author || say("activities.group")}</td><td class="nowrap">${short(line.report.day)}</td><td><a href=${link("activities", line.report.activity_id)}>${label("activity_kind", line.kind)} · ${line.activity}</a></td><td>${line.uses.length > 0 ? line.uses.map((use) => html`<span class="two">${light("met", useWords(use))}</span>`) : html`<span class="note">${say("activities.noUse")}</span>`}</td></tr>`;
  }

  #work(it: ReportCollation): TemplateResult {
    const text = (name: "title" | "receiver" | "document" | "signer" | "note", size: string) =>
      html`<label for=${name}>${say(`activities.collation.${name}`)}</label><div class=${size}>${textField({ name, value: it[name], set: (value) => this.#set({ [name]: value }) })}</div>`;
    const lines = this.#lines.value;
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
        ${text("title", "middle")}${text("receiver", "middle")}
        <label for="day">${say("activities.sentOn")}</label><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>
        ${text("document", "short")}${text("signer", "short")}${text("note", "middle")}
      </form>
      <section class="block"><div class="cap"><h2>${say("activities.chosen", { n: it.reports.length })}</h2><span class="note">${say("activities.chosenNote")}</span></div>
        ${lines.length > 0 ? html`<table class="table mini"><thead><tr><th scope="col">${say("activities.reportTitle")}</th><th scope="col">${say("activities.author")}</th><th scope="col">${say("activities.handed")}</th><th scope="col">${say("activities.ofActivity")}</th><th scope="col">${say("activities.uses")}</th></tr></thead><tbody>${lines.map((line) => this.#row(line, it))}</tbody></table>` : emptyPlace({ icon: "report", title: say("activities.noneWaiting"), text: say("activities.emptyText") })}
      </section>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it.value;
    return html`<main class="sheet">
      ${head(it?.id ? it.title || it.receiver : say("activities.collateTitle"), it?.id ? say("activities.sentLine", { day: short(it.day), receiver: it.receiver, n: it.reports.length }) : say("activities.collateSub"), html`<a class="btn quiet" href=${link("activities")}>${icon("left")}${say("meetings.tab.activities")}</a>${it?.id ? html`<button class="btn quiet" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button><a class="btn" href=${link("activities", "", { collation: it.id, paper: "activity_collation" })}>${icon("print")}${say("activities.paper.activity_collation")}</a>` : nothing}`)}
      <div class="scroll pad ruled chain" tabindex="-1">${this.#refused.value ? refusal(this.#refused.value) : nothing}${it ? this.#work(it) : nothing}</div>
      <div class="foot">${hints([["Esc", say("visits.leaveKey")]])}<div class="acts"><button class="btn primary" ?disabled=${!this.#touched.value || (it?.reports.length ?? 0) === 0} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }
}
define("zd-collation", Collation);
