import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { define } from "@/app/piece";
import { circleChoices, delegateOptions, personName, roster, stations, termOn, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Proposal, ProposalChain } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { KeptForm } from "@/parts/kept-form";
import { glyph, icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";
import "@/parts/seg";
import { findPapers, paperOf } from "./find";
import "./side";

export const fresh = (): Proposal => ({
  id: "",
  day: today.peek(),
  kind: "suggestion",
  title: "",
  basis: "",
  plan: "",
  topic: "",
  term_id: termOn(today.peek())?.id ?? null,
  session: 0,
  lead_id: null,
  team_id: null,
  circle_id: null,
  proposers: [],
  unsigned: [],
  sign_by: null,
  inquiry_id: null,
  sources: [],
  note: "",
  draft: false,
  number: "",
  stage: "",
  withdrawn_on: null,
  version: 0,
});

/** Writing a proposal: one matter with its ground and plan, who proposes it, and what was proposed before. */
class ProposalForm extends KeptForm<Proposal> {
  readonly #chain = new Resource<ProposalChain>(this, () => ask("proposals.chain", {}), ["parameters"]);
  readonly #inquiry = new Resource<Option | undefined>(this, () => paperOf(this.it.value?.inquiry_id ?? null), ["proposals"]);

  constructor() {
    super("proposals");
  }

  protected override back(): string {
    return link("proposals", this.record);
  }

  /** Opinions a paper is begun from. */
  #from(): string {
    return place.peek().query.get("opinions") ?? "";
  }

  protected override offers(): boolean {
    return this.#from() === "";
  }

  protected override async open(): Promise<void> {
    await super.open();
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("#title")?.focus());
  }

  protected override async load(record: string): Promise<Proposal> {
    if (record) return (await ask("proposals.open", { id: record })).proposal;
    const it = fresh();
    if (!this.#from()) return it;
    return { ...it, ...(await ask("proposals.begin", { opinions: this.#from().split(",") })), term_id: it.term_id };
  }

  protected override async send(it: Proposal): Promise<string> {
    const { answer, operation } = await tell("proposals.save", it);
    toast(say("proposals.saved", { title: it.title }), operation);
    const activity = place.peek().query.get("activity");
    // The paper is saved whatever becomes of its link: it must not be sent a second time as a new one.
    if (!this.record && activity)
      await tell("activities.link", { activity_id: activity, kind: "proposals", record_id: answer.id }).catch(refuse);
    return answer.id;
  }

  protected override form(id: string): string {
    return link("proposals", id, { view: "edit" });
  }

  protected override async saved(id: string): Promise<void> {
    go(link("proposals", id));
  }

  #fixed(it: Proposal): boolean {
    return it.id !== "" && it.stage !== "draft" && it.stage !== "received";
  }

  #group(it: Proposal): TemplateResult {
    const teams: [string, string][] = [
      ["", say("proposals.noTeam")],
      ...stations.value.teams
        .filter((team) => team.id === it.team_id || (team.valid_from <= it.day && (team.valid_to ?? it.day) >= it.day))
        .map((team): [string, string] => [`t:${team.id}`, team.name]),
      ...circleChoices(it.day, it.circle_id).map(([id, name]): [string, string] => [
        `c:${id}`,
        say("proposals.asDelegation", { name }),
      ]),
    ];
    const value = it.team_id ? `t:${it.team_id}` : it.circle_id ? `c:${it.circle_id}` : "";
    return listField({
      name: "team",
      value,
      options: teams,
      set: (id) =>
        this.set({ team_id: id.startsWith("t:") ? id.slice(2) : null, circle_id: id.startsWith("c:") ? id.slice(2) : null }),
    });
  }

  #people(it: Proposal): TemplateResult {
    const option = (id: string): Option => delegateOptions.value.find((each) => each.id === id) ?? { id, name: personName(id) };
    // Whoever is added to a draft is asked first; on a paper that came in, everybody named has signed.
    const name = (ids: string[]) =>
      this.set({
        proposers: ids,
        unsigned: it.draft
          ? ids.filter((id) => it.unsigned.includes(id) || !it.proposers.includes(id))
          : it.unsigned.filter((id) => ids.includes(id)),
      });
    return html`<label for="lead">${say("proposals.lead")}</label><div class="short"><zd-pick name="lead" hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${it.lead_id ? [option(it.lead_id)] : []} @pick=${(event: CustomEvent<Option[]>) => this.set({ lead_id: event.detail[0]?.id ?? null })}></zd-pick></div>
      <label for="proposers">${say("proposals.with")}</label><div class="middle"><zd-pick name="proposers" many hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${it.proposers.map(option)} @pick=${(event: CustomEvent<Option[]>) => name(event.detail.map((each) => each.id))}></zd-pick><p class="note">${say(it.draft ? "proposals.withDraft" : "proposals.withSigned")}</p></div>
      ${it.draft && it.proposers.length > 0 ? html`<label for="sign-by">${say("proposals.signBy")}</label><div class="short"><zd-date name="sign-by" forward .value=${it.sign_by ?? ""} @day=${(event: CustomEvent<Day>) => this.set({ sign_by: event.detail || null })}></zd-date></div>` : nothing}
      <label for="team">${say("proposals.team")}</label><div class="middle">${this.#group(it)}<p class="note">${say("proposals.teamNote")}</p></div>`;
  }

  #fields(it: Proposal): TemplateResult {
    const kinds = words("proposal_kind").map((word) => ({ value: word.code, label: word.label }));
    const now = [
      { value: "in", label: say("proposals.handedIn") },
      { value: "draft", label: say("proposals.stillWriting") },
    ];
    const topics: [string, string][] = [
      ["", say("proposals.noTopic")],
      ...words("topic").map((word): [string, string] => [word.code, word.label]),
    ];
    const terms: [string, string][] = [
      ["", say("proposals.noTerm")],
      ...roster.value.terms.map((term): [string, string] => [term.id, term.name]),
    ];
    const inquiry = this.#inquiry.value.value;
    const fixed = this.#fixed(it);
    const bySession = this.#chain.value.value?.by_session.includes(it.kind) ?? it.kind === "motion";
    return html`<form class="lines-form paperform" @submit=${(event: Event) => event.preventDefault()}>
      <span class="lab">${say("proposals.kind")}</span><div><zd-seg label=${say("proposals.kind")} .value=${it.kind} .choices=${kinds} @choose=${(event: CustomEvent<string>) => this.set({ kind: event.detail, inquiry_id: null })}></zd-seg></div>
      ${it.kind === "interpellation" ? html`<label for="inquiry">${say("proposals.inquiry")}</label><div class="middle"><zd-pick name="inquiry" hint=${say("proposals.chooseInquiry")} .find=${(text: string) => findPapers(text, { kind: "inquiry" })} .chosen=${it.inquiry_id ? [inquiry?.id === it.inquiry_id ? inquiry : { id: it.inquiry_id, name: "" }] : []} @pick=${(event: CustomEvent<Option[]>) => this.set({ inquiry_id: event.detail[0]?.id || null })}></zd-pick></div>` : nothing}
      <label for="title">${say("proposals.matter")}</label><div>${textField({ name: "title", value: it.title, set: (title) => this.set({ title }) })}<p class="note">${say("proposals.oneMatter")}</p></div>
      <label for="basis">${say("proposals.basis")}</label><div>${areaField({ name: "basis", value: it.basis, rows: 5, hint: say("proposals.basisHint"), set: (basis) => this.set({ basis }) })}</div>
      <label for="plan">${say("proposals.plan")}</label><div>${areaField({ name: "plan", value: it.plan, rows: 5, hint: say("proposals.planHint"), set: (plan) => this.set({ plan }) })}</div>
      ${this.#people(it)}
      ${
        bySession
          ? html`<label for="term">${say("proposals.term")}</label><div class="row"><div class="short">${listField({ name: "term", value: it.term_id ?? "", options: terms, set: (id) => this.set({ term_id: id || null }) })}</div><span class="nowrap">${say("proposals.sessionBefore")}</span><div class="figurefield"><zd-number name="session" label=${say("proposals.session")} .value=${it.session || null} @number=${(event: CustomEvent<number | null>) => this.set({ session: event.detail ?? 0 })}></zd-number></div><span class="nowrap">${say("proposals.sessionAfter")}</span></div>`
          : nothing
      }
      <label for="topic">${say("visits.topic")}</label><div class="short">${listField({ name: "topic", value: it.topic, options: topics, set: (topic) => this.set({ topic }) })}</div>
      ${it.id && it.stage !== "draft" ? nothing : html`<span class="lab">${say("proposals.now")}</span><div><zd-seg label=${say("proposals.now")} .value=${it.draft ? "draft" : "in"} .choices=${now} @choose=${(event: CustomEvent<string>) => this.set({ draft: event.detail === "draft" })}></zd-seg></div>`}
      ${fixed || (it.id && it.stage === "received") ? nothing : html`<label for="day">${say(it.draft ? "proposals.begunOn" : "proposals.handedOn")}</label><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.set({ day: event.detail })}></zd-date></div>`}
      <label for="note">${say("proposals.note")}</label><div>${textField({ name: "note", value: it.note, set: (note) => this.set({ note }) })}</div>
    </form>`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    const title = it?.id ? say("proposals.editTitle") : say("duties.addProposal");
    return html`<main class="sheet">
      ${head(title, it?.id ? it.title : say("proposals.sub"), html`<a class="btn quiet" href=${link("proposals", this.record)}>${icon("left")}${say(this.record ? "proposals.back" : "proposals.title")}</a>`)}
      ${this.draftNotice(fresh())}
      <div class="split wide">
        <div class="scroll pad" tabindex="-1">
          ${this.refused.value ? html`<div class="gapbelow">${refusal(this.refused.value)}</div>` : nothing}
          ${it ? (this.#fixed(it) ? html`<div class="gapbelow">${notice("", glyph("wait"), say("proposals.isFixed"))}</div>` : nothing) : nothing}
          ${this.anew(it ? this.#fields(it) : nothing)}
        </div>
        <aside class="panel" tabindex="0" aria-label=${say("proposals.before")}>${it ? html`<zd-proposal-side .title=${it.title} .text=${`${it.basis} ${it.plan}`} .except=${it.id} .paper=${it} .chain=${this.#chain.value.value}></zd-proposal-side>` : nothing}</aside>
      </div>
      ${this.foot((it?.title.trim() ?? "") !== "", say(it?.draft ? "proposals.saveDraft" : it?.id ? "visits.save" : "proposals.saveIn"))}
    </main>`;
  }
}
define("zd-proposal-form", ProposalForm);
