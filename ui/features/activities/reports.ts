import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { personName, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { ActivityReport, ActivityWhole, Proposal, ReportLine, ReportUse } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { confirm } from "@/parts/dialogs";
import { InlineForm } from "@/parts/inline-form";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import { useWords } from "./model";
import "@/features/attachments/attachments";

/** The reports of an activity: written, sent on, and what each was used for. */
class ActivityReports extends Piece {
  static override properties = { activity: {}, delegates: { attribute: false } };
  declare activity: string;
  declare delegates: string[];

  readonly #id = signal("");
  readonly #whole = new Resource<ActivityWhole>(
    this,
    () => (this.#id.value ? ask("activities.open", { id: this.#id.value }) : undefined),
    ["activity_reports", "report_uses", "collated_reports", "report_collations"],
  );
  readonly #proposals = new Resource<Proposal[]>(
    this,
    () => (this.#use.it.value ? ask("proposals.list", { from: "2000-01-01", to: "9999-12-31" }) : undefined),
    ["proposals"],
  );
  readonly #edit = new InlineForm<ActivityReport>(this, "activity_report", (it) => it.id || `new ${it.activity_id}`);
  readonly #use = new InlineForm<ReportUse>(this, "report_use", (it) => it.report_id);

  constructor() {
    super();
    this.activity = "";
    this.delegates = [];
  }

  override willUpdate(): void {
    if (this.#id.peek() !== this.activity) this.#shut();
    this.#id.value = this.activity;
  }

  #fresh(): ActivityReport {
    return {
      id: "",
      activity_id: this.activity,
      person_id: null,
      day: today.value,
      title: "",
      content: "",
      document: "",
      attachment: "",
    };
  }

  /** One form at a time; what stands in the other is kept. */
  #shut(): void {
    this.#edit.close();
    this.#use.close();
  }

  #open(it: ActivityReport): void {
    this.#use.close();
    void this.#edit.open(it);
  }

  #openUse(report: string): void {
    this.#edit.close();
    const way = words("report_use")[0]?.code ?? "";
    const fresh = { id: "", report_id: report, day: today.value, way, receiver: "", document: "", proposal_id: null, note: "" };
    void this.#use.open(fresh);
  }

  #save(event: Event): void {
    event.preventDefault();
    void this.#edit.save(async (it) => {
      const { answer, operation } = await tell("activities.report", it);
      toast(say("activities.reportSaved", { title: it.title }), operation);
      return answer.id;
    });
  }

  #saveUse(event: Event): void {
    event.preventDefault();
    void this.#use.save(async (it) => {
      const { answer, operation } = await tell("activities.use", it);
      toast(say("activities.useSaved"), operation);
      return answer.id;
    });
  }

  async #drop(call: "activities.report_remove" | "activities.use_remove", id: string, name: string): Promise<void> {
    if (call === "activities.report_remove") {
      const title = say("activities.reportRemoveTitle");
      const [act, stay] = [say("visits.remove"), say("visits.keep")];
      if (!(await confirm({ title, names: [name], act, stay, risk: true }))) return;
    }
    try {
      const { operation } = await tell(call, { id });
      if (call === "activities.report_remove") await this.#edit.leave();
      toast(say(call === "activities.use_remove" ? "activities.useRemoved" : "activities.reportRemoved"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  #form(it: ActivityReport): TemplateResult {
    const set = (change: Partial<ActivityReport>) => this.#edit.set(change);
    const authors: [string, string][] = [
      ["", say("activities.group")],
      ...this.delegates.map((id): [string, string] => [id, personName(id)]),
    ];
    if (it.person_id && !this.delegates.includes(it.person_id)) authors.push([it.person_id, personName(it.person_id)]);
    return html`<form class="inset stepform" @submit=${(event: Event) => this.#save(event)}>
      ${this.#edit.offer()}
      ${this.#edit.refused.value ? refusal(this.#edit.refused.value) : nothing}
      ${this.#edit.anew(html`<div class="lines-form">
        <label for="report-title">${say("activities.reportTitle")}</label><div>${textField({ name: "report-title", value: it.title, set: (title) => set({ title }) })}</div>
        <label for="report-by">${say("activities.author")}</label><div class="short">${listField({ name: "report-by", value: it.person_id ?? "", options: authors, set: (id) => set({ person_id: id || null }) })}</div>
        <label for="report-day">${say("activities.handed")}</label><div class="short"><zd-date name="report-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => set({ day: event.detail })}></zd-date></div>
        <label for="report-text">${say("activities.content")}</label><div>${areaField({ name: "report-text", value: it.content, rows: 8, hint: say("activities.contentHint"), set: (content) => set({ content }) })}</div>
        <label for="report-document">${say("activities.document")}</label><div class="short">${textField({ name: "report-document", value: it.document, set: (document) => set({ document }) })}</div>
        <label for="report-file">${say("activities.attachment")}</label><div>${textField({ name: "report-file", value: it.attachment, hint: say("activities.attachmentHint"), set: (attachment) => set({ attachment }) })}</div>
      </div>`)}
      ${it.id ? html`<zd-attachments owner="activity_reports" .record=${it.id}></zd-attachments>` : nothing}
      <div class="row end">${it.id ? html`<button data-needs="enter" type="button" class="btn quiet" @click=${() => void this.#drop("activities.report_remove", it.id, it.title)}>${say("visits.remove")}</button>` : nothing}<button type="button" class="btn quiet" @click=${() => void this.#edit.leave()}>${say("parts.cancel")}</button><button data-needs="enter" class="btn">${say("meetings.keepAction")}</button></div>
    </form>`;
  }

  #useForm(it: ReportUse): TemplateResult {
    const set = (change: Partial<ReportUse>) => this.#use.set(change);
    const ways = words("report_use").map((word): [string, string] => [word.code, word.label]);
    const options: Option[] = (this.#proposals.value.value ?? []).map((one) => ({
      id: one.id,
      name: one.title,
      note: one.number,
    }));
    const chosen = it.proposal_id ? options.filter((option) => option.id === it.proposal_id) : [];
    return html`<form class="inset stepform" @submit=${(event: Event) => this.#saveUse(event)}>
      ${this.#use.offer()}
      ${this.#use.refused.value ? refusal(this.#use.refused.value) : nothing}
      ${this.#use.anew(html`<div class="lines-form">
        <label for="use-way">${say("activities.way")}</label><div class="short">${listField({ name: "use-way", value: it.way, options: ways, set: (way) => set({ way }) })}</div>
        <label for="use-day">${say("visits.day")}</label><div class="short"><zd-date name="use-day" .value=${it.day} @day=${(event: CustomEvent<Day>) => set({ day: event.detail })}></zd-date></div>
        ${it.way === "proposal" ? html`<label for="use-proposal">${say("activities.proposal")}</label><div><zd-pick name="use-proposal" hint=${say("activities.proposalHint")} .options=${options} .chosen=${chosen} @pick=${(event: CustomEvent<Option[]>) => set({ proposal_id: event.detail[0]?.id ?? null })}></zd-pick></div>` : nothing}
        <label for="use-where">${say("activities.where")}</label><div>${textField({ name: "use-where", value: it.receiver, hint: say("activities.whereHint"), set: (receiver) => set({ receiver }) })}</div>
        <label for="use-document">${say("activities.issue")}</label><div class="short">${textField({ name: "use-document", value: it.document, set: (document) => set({ document }) })}</div>
      </div>`)}
      <div class="row end"><button type="button" class="btn quiet" @click=${() => void this.#use.leave()}>${say("parts.cancel")}</button><button data-needs="enter" class="btn">${say("meetings.keepAction")}</button></div>
    </form>`;
  }

  #row(line: ReportLine): TemplateResult {
    const it = line.report;
    const sent = line.sent.map(
      (one) =>
        html`<span class="two">${light("zero", html`<a href=${link("activities", "", { collation: one.id })}>${say("activities.sentTo", { receiver: one.receiver })}</a> <span class="note">${short(one.day)}</span>`)}</span>`,
    );
    const uses = line.uses.map(
      (one) =>
        html`<span class="two usage">${light("met", html`${one.proposal_id ? html`<a href=${link("proposals", one.proposal_id)}>${useWords(one)}</a>` : useWords(one)} <span class="note">${short(one.day)}</span>`)}<button data-needs="enter" type="button" class="btn icon quiet small" aria-label=${say("activities.dropUse", { use: useWords(one) })} @click=${() => void this.#drop("activities.use_remove", one.id, useWords(one))}>${icon("close")}</button></span>`,
    );
    const kept = [it.document, it.attachment].filter(Boolean).join(" · ");
    return html`<tr><td>${it.title}<span class="two note">${[line.author || say("activities.group"), short(it.day), kept].filter(Boolean).join(" · ")}</span></td><td>${sent.length > 0 ? sent : light("wait", say("activities.unsent"))}${uses}</td><td class="act"><button data-needs="enter" type="button" class="btn small" @click=${() => this.#openUse(it.id)}>${say("activities.addUse")}</button> <a class="btn icon quiet small" aria-label=${say("activities.printReport", { title: it.title })} title=${say("activities.printReport", { title: it.title })} href=${link("activities", this.activity, { paper: "activity_report", report: it.id })}>${icon("print")}</a> <button type="button" class="btn small quiet" @click=${() => this.#open({ ...it })}>${say("delegates.change")}</button></td></tr>
      ${this.#edit.it.value?.id === it.id ? html`<tr><td colspan="3">${this.#form(this.#edit.it.value)}</td></tr>` : nothing}
      ${this.#use.it.value?.report_id === it.id ? html`<tr><td colspan="3">${this.#useForm(this.#use.it.value)}</td></tr>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const lines = this.#whole.value.value?.reports ?? [];
    const edit = this.#edit.it.value;
    return html`<div class="cap"><h2>${say("activities.reports")}</h2><span class="note">${say("activities.reportsNote")}</span><button data-needs="enter" type="button" class="btn small end" @click=${() => this.#open(this.#fresh())}>${icon("plus")}${say("activities.addReport")}</button></div>
      ${edit && !edit.id ? this.#form(edit) : nothing}
      ${lines.length > 0 ? html`<table class="table mini"><tbody>${lines.map((line) => this.#row(line))}</tbody></table>` : nothing}`;
  }
}
define("zd-activity-reports", ActivityReports);
