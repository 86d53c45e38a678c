import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { label } from "@/app/register";
import { go, link } from "@/app/router";
import { office } from "@/app/session";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { ReportCollation, ReportLine } from "@/bridge/calls";
import { KeptForm } from "@/parts/kept-form";
import { icon, light } from "@/parts/marks";
import { emptyPlace, refusal } from "@/parts/notices";
import { head, textField } from "@/parts/page";
import "@/parts/date";
import { useWords } from "./model";

/** Reports gathered for the district: which, to whom, when; and afterwards what each was used for. */
class Collation extends KeptForm<ReportCollation> {
  readonly #lines = signal<ReportLine[]>([]);

  constructor() {
    super("collation");
  }

  protected override back(): string {
    return link("activities");
  }

  protected override form(id: string): string {
    return link("activities", "", { collation: id });
  }

  protected override async saved(id: string): Promise<void> {
    if (this.record) await this.open();
    else go(this.form(id));
  }

  protected override async load(record: string): Promise<ReportCollation> {
    const unsent = await ask("activities.reports", { unsent: true });
    if (record) {
      const whole = await ask("activities.collation", { id: record });
      this.#lines.value = [...whole.reports, ...unsent];
      return whole.collation;
    }
    this.#lines.value = unsent;
    return this.#fresh();
  }

  #fresh(): ReportCollation {
    return {
      id: "",
      day: today.value,
      title: say("activities.collationName", { year: today.value.slice(0, 4) }),
      receiver: office.value?.district_office ?? "",
      document: "",
      signer: "",
      note: "",
      reports: this.#lines.value.map((line) => line.report.id),
    };
  }

  protected override async send(it: ReportCollation): Promise<string> {
    // Reports go in the order of the list.
    const reports = this.#lines.value.map((line) => line.report.id).filter((id) => it.reports.includes(id));
    const { answer, operation } = await tell("activities.collate", { ...it, reports });
    toast(say("activities.collated", { n: reports.length, receiver: it.receiver }), operation);
    return answer.id;
  }

  #remove(it: ReportCollation): Promise<void> {
    return this.discard(
      { title: say("activities.scatterTitle"), names: [`${short(it.day)} ${it.title}`], note: say("activities.scatterNote") },
      () => tell("activities.collation_remove", { id: it.id }),
      say("activities.scattered"),
      link("activities"),
    );
  }

  #row(line: ReportLine, it: ReportCollation): TemplateResult {
    const id = line.report.id;
    const toggle = (on: boolean) => this.set({ reports: on ? [...it.reports, id] : it.reports.filter((other) => other !== id) });
    return html`<tr><td><label class="tick"><input type="checkbox" .checked=${it.reports.includes(id)} @change=${(event: Event) => toggle((event.target as HTMLInputElement).checked)} /><span>${line.report.title}</span></label></td><td class="name">${line.author || say("activities.group")}</td><td class="nowrap">${short(line.report.day)}</td><td><a href=${link("activities", line.report.activity_id)}>${label("activity_kind", line.kind)} · ${line.activity}</a></td><td>${line.uses.length > 0 ? line.uses.map((use) => html`<span class="two">${light("met", useWords(use))}</span>`) : html`<span class="note">${say("activities.noUse")}</span>`}</td></tr>`;
  }

  #work(it: ReportCollation): TemplateResult {
    const text = (name: "title" | "receiver" | "document" | "signer" | "note", size: string) =>
      html`<label for=${name}>${say(`activities.collation.${name}`)}</label><div class=${size}>${textField({ name, value: it[name], set: (value) => this.set({ [name]: value }) })}</div>`;
    const lines = this.#lines.value;
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
        ${text("title", "middle")}${text("receiver", "middle")}
        <label for="day">${say("activities.sentOn")}</label><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.set({ day: event.detail })}></zd-date></div>
        ${text("document", "short")}${text("signer", "short")}${text("note", "middle")}
      </form>
      <section class="block"><div class="cap"><h2>${say("activities.chosen", { n: it.reports.length })}</h2><span class="note">${say("activities.chosenNote")}</span></div>
        ${lines.length > 0 ? html`<table class="table mini"><thead><tr><th scope="col">${say("activities.reportTitle")}</th><th scope="col">${say("activities.author")}</th><th scope="col">${say("activities.handed")}</th><th scope="col">${say("activities.ofActivity")}</th><th scope="col">${say("activities.uses")}</th></tr></thead><tbody>${lines.map((line) => this.#row(line, it))}</tbody></table>` : emptyPlace({ icon: "report", title: say("activities.noneWaiting"), text: say("activities.emptyText") })}
      </section>`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    return html`<main class="sheet">
      ${head(it?.id ? it.title || it.receiver : say("activities.collateTitle"), it?.id ? say("activities.sentLine", { day: short(it.day), receiver: it.receiver, n: it.reports.length }) : say("activities.collateSub"), html`<a class="btn quiet" href=${link("activities")}>${icon("left")}${say("meetings.tab.activities")}</a>${it?.id ? html`<button data-needs="enter" class="btn quiet" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button><a class="btn" href=${link("activities", "", { collation: it.id, paper: "activity_collation" })}>${icon("print")}${say("activities.paper.activity_collation")}</a>` : nothing}`)}
      ${this.draftNotice(this.#fresh())}
      <div class="scroll pad ruled chain" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}${this.anew(it ? this.#work(it) : nothing)}</div>
      ${this.foot((this.touched.value || it?.id === "") && (it?.reports.length ?? 0) > 0)}
    </main>`;
  }
}
define("zd-collation", Collation);
