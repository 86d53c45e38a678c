import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { delegateOptions, label, personName, stations, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Proposal } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/seg";

const fresh = (): Proposal => ({
  id: "",
  day: today.peek(),
  kind: "suggestion",
  title: "",
  basis: "",
  plan: "",
  topic: "",
  term_id: null,
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

/** Proposals of delegates and teams: one matter each, with who leads and who signs with them. */
class ProposalsPage extends Piece {
  readonly #list = new Resource<Proposal[]>(
    this,
    () => ask("proposals.list", { from: `${today.value.slice(0, 4)}-01-01`, to: `${today.value.slice(0, 4)}-12-31` }),
    ["proposals", "proposal_people"],
  );
  readonly #edit = signal<Proposal | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("proposals")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #it(): Proposal | undefined {
    const id = place.value.id;
    if (!id) return undefined;
    const edit = this.#edit.value;
    if (edit && edit.id === (id === "new" ? "" : id)) return edit;
    return id === "new" ? fresh() : this.#list.value.value?.find((each) => each.id === id);
  }

  #set(change: Partial<Proposal>): void {
    const it = this.#it();
    if (it) this.#edit.value = { ...it, ...change };
  }

  async #save(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    try {
      const { operation } = await tell("proposals.save", it);
      this.#edit.value = undefined;
      this.#refused.value = undefined;
      toast(say("proposals.saved", { title: it.title }), operation);
      go(link("proposals"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #remove(it: Proposal): Promise<void> {
    if (
      !(await confirm({
        title: say("proposals.removeTitle"),
        names: [it.title],
        note: say("meetings.removeNote"),
        act: say("visits.remove"),
        stay: say("visits.keep"),
        risk: true,
      }))
    )
      return;
    const { operation } = await tell("proposals.remove", { id: it.id });
    toast(say("proposals.removed"), operation);
    go(link("proposals"));
  }

  #form(it: Proposal): TemplateResult {
    const kinds = words("proposal_kind").map((word) => ({ value: word.code, label: word.label }));
    const option = (id: string): Option => delegateOptions.value.find((each) => each.id === id) ?? { id, name: personName(id) };
    const teams: [string, string][] = [
      ["", say("proposals.noTeam")],
      ...stations.value.teams.map((team): [string, string] => [team.id, team.name]),
    ];
    return html`<main class="sheet">
      ${head(it.id ? it.title : say("duties.addProposal"), it.id ? short(it.day) : say("proposals.sub"), html`<a class="btn quiet" href=${link("proposals")}>${icon("left")}${say("proposals.title")}</a>${it.id ? html`<button class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      <div class="scroll ruled pad personpage" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          <label for="day">${say("visits.day")}</label><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>
          <span class="lab">${say("proposals.kind")}</span><div><zd-seg label=${say("proposals.kind")} .value=${it.kind} .choices=${kinds} @choose=${(event: CustomEvent<string>) => this.#set({ kind: event.detail })}></zd-seg></div>
          <label for="title">${say("proposals.matter")}</label><div class="middle">${textField({ name: "title", value: it.title, set: (title) => this.#set({ title }) })}<p class="note">${say("proposals.oneMatter")}</p></div>
          <label for="number">${say("visits.number")}</label><div class="short">${textField({ name: "number", value: it.number, set: (number) => this.#set({ number }) })}</div>
          <label for="lead">${say("proposals.lead")}</label><div class="short"><zd-pick name="lead" hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${it.lead_id ? [option(it.lead_id)] : []} @pick=${(event: CustomEvent<Option[]>) => this.#set({ lead_id: event.detail[0]?.id ?? null })}></zd-pick></div>
          <label for="proposers">${say("proposals.with")}</label><div class="middle"><zd-pick name="proposers" many hint=${say("visits.nameHint")} .options=${delegateOptions.value} .chosen=${it.proposers.map(option)} @pick=${(event: CustomEvent<Option[]>) => this.#set({ proposers: event.detail.map((each) => each.id) })}></zd-pick></div>
          <label for="team">${say("proposals.team")}</label><div class="short">${listField({ name: "team", value: it.team_id ?? "", options: teams, set: (id) => this.#set({ team_id: id || null }) })}<p class="note">${say("proposals.teamNote")}</p></div>
        </form>
      </div>
      <div class="foot"><div class="acts"><button class="btn primary" ?disabled=${!this.#edit.value || it.title.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }

  #table(rows: Proposal[]): TemplateResult {
    if (rows.length === 0)
      return emptyPlace({
        icon: "page",
        title: say("proposals.empty"),
        text: say("proposals.emptyText"),
        acts: html`<a class="btn" href=${link("proposals", "new")}>${say("duties.addProposal")}</a>`,
      });
    return html`<table class="table"><thead><tr><th scope="col">${say("visits.day")}</th><th scope="col">${say("proposals.kind")}</th><th scope="col">${say("proposals.matter")}</th><th scope="col">${say("proposals.lead")}</th><th scope="col">${say("proposals.with")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><td class="nowrap">${short(row.day)}</td><td class="nowrap">${label("proposal_kind", row.kind)}</td><td><a href=${link("proposals", row.id)}>${row.title}</a></td><td class="name">${personName(row.lead_id) || stations.value.teams.find((team) => team.id === row.team_id)?.name}</td><td>${row.proposers.map((id) => html`<span class="name">${personName(id)}</span> `)}</td></tr>`)}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    if (it) return this.#form(it);
    return html`<main class="sheet">
      ${head(say("proposals.title"), say("proposals.sub"), html`<a class="btn quiet" href=${link("duties")}>${icon("left")}${say("frame.duties")}</a><a class="btn primary" href=${link("proposals", "new")}>${icon("plus")}${say("duties.addProposal")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (rows) => this.#table(rows))}</div>
    </main>`;
  }
}
define("zd-proposals-page", ProposalsPage);
