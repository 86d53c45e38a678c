import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { circleById, label, personById, roster, seats, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { go, link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Meeting } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon } from "@/parts/marks";
import { emptyPlace, refusal, shown } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import "@/parts/date";
import "@/parts/seg";

const fresh = (): Meeting => ({
  id: "",
  day: today.peek(),
  kind: "group",
  circle_id: null,
  title: "",
  place: "",
  note: "",
  attendance: [],
});
const STATUSES = ["present", "leave", "absent"] as const;

/** Meetings of delegations and groups: the list of the year, and one with its attendance. */
class MeetingsPage extends Piece {
  readonly #list = new Resource<Meeting[]>(
    this,
    () => ask("meetings.list", { from: `${today.value.slice(0, 4)}-01-01`, to: `${today.value.slice(0, 4)}-12-31` }),
    ["meetings", "attendance"],
  );
  readonly #edit = signal<Meeting | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "ctrl+s": () => void this.#save(), escape: () => go(link("meetings")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #it(): Meeting | undefined {
    const id = place.value.id;
    if (!id) return undefined;
    const edit = this.#edit.value;
    if (edit && edit.id === (id === "new" ? "" : id)) return edit;
    return id === "new" ? fresh() : this.#list.value.value?.find((each) => each.id === id);
  }

  #set(change: Partial<Meeting>): void {
    const it = this.#it();
    if (it) this.#edit.value = { ...it, ...change };
  }

  /** Those who are expected: the group's delegates, or all of them. */
  #expected(it: Meeting): string[] {
    const ids = roster.value.people
      .filter((person) => (seats.value.get(person.id) ?? []).some((seat) => !it.circle_id || seat.circle_id === it.circle_id))
      .map((person) => person.id);
    return [...new Set([...ids, ...it.attendance.map((each) => each.person_id)])];
  }

  #come(it: Meeting, person: string, status: string): void {
    const rest = it.attendance.filter((each) => each.person_id !== person);
    this.#set({ attendance: status ? [...rest, { person_id: person, status }] : rest });
  }

  async #save(): Promise<void> {
    const it = this.#edit.value;
    if (!it) return;
    try {
      const { operation } = await tell("meetings.save", it);
      this.#edit.value = undefined;
      this.#refused.value = undefined;
      toast(say("meetings.saved", { title: it.title }), operation);
      go(link("meetings"));
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #remove(it: Meeting): Promise<void> {
    if (
      !(await confirm({
        title: say("meetings.removeTitle"),
        names: [`${short(it.day)} ${it.title}`],
        note: say("meetings.removeNote"),
        act: say("visits.remove"),
        stay: say("visits.keep"),
        risk: true,
      }))
    )
      return;
    const { operation } = await tell("meetings.remove", { id: it.id });
    toast(say("meetings.removed"), operation);
    go(link("meetings"));
  }

  #form(it: Meeting): TemplateResult {
    const kinds = words("meeting_kind").map((word) => ({ value: word.code, label: word.label }));
    const circles: [string, string][] = [
      ["", say("meetings.everybody")],
      ...roster.value.circles.map((circle): [string, string] => [circle.id, circle.name]),
    ];
    const expected = this.#expected(it);
    const came = it.attendance.filter((each) => each.status === "present").length;
    const choices = STATUSES.map((value) => ({ value, label: say(`meetings.status.${value}`) }));
    return html`<main class="sheet">
      ${head(it.id ? it.title : say("duties.addMeeting"), it.id ? short(it.day) : say("meetings.sub"), html`<a class="btn quiet" href=${link("meetings")}>${icon("left")}${say("meetings.title")}</a>${it.id ? html`<button class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      <div class="scroll ruled pad personpage" tabindex="-1">
        ${this.#refused.value ? refusal(this.#refused.value) : nothing}
        <form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
          <label for="day">${say("visits.day")}</label><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.#set({ day: event.detail })}></zd-date></div>
          <span class="lab">${say("meetings.kind")}</span><div><zd-seg label=${say("meetings.kind")} .value=${it.kind} .choices=${kinds} @choose=${(event: CustomEvent<string>) => this.#set({ kind: event.detail })}></zd-seg></div>
          <label for="circle">${say("delegates.group")}</label><div class="short">${listField({ name: "circle", value: it.circle_id ?? "", options: circles, set: (id) => this.#set({ circle_id: id || null }) })}</div>
          <label for="title">${say("meetings.topic")}</label><div class="middle">${textField({ name: "title", value: it.title, set: (title) => this.#set({ title }) })}</div>
          <label for="place">${say("visits.place")}</label><div class="middle">${textField({ name: "place", value: it.place, set: (text) => this.#set({ place: text }) })}</div>
        </form>
        <section class="block">
          <div class="cap"><h2>${say("meetings.attendance")}</h2><span class="note">${say("meetings.came", { n: came, total: expected.length })}</span><button type="button" class="btn small end" @click=${() => this.#set({ attendance: expected.map((person_id) => ({ person_id, status: "present" })) })}>${say("meetings.allCame")}</button></div>
          <table class="table mini"><tbody>${expected.map((id) => html`<tr><th scope="row" class="name">${personById.value.get(id)?.name ?? ""}</th><td>${(seats.value.get(id) ?? []).map((seat) => (seat.circle_id ? (circleById.value.get(seat.circle_id)?.name ?? "") : "")).join(" ")}</td><td class="act"><zd-seg size="small" label=${personById.value.get(id)?.name ?? ""} .value=${it.attendance.find((each) => each.person_id === id)?.status ?? ""} .choices=${choices} @choose=${(event: CustomEvent<string>) => this.#come(it, id, event.detail)}></zd-seg></td></tr>`)}</tbody></table>
        </section>
      </div>
      <div class="foot"><div class="acts"><button class="btn primary" ?disabled=${!this.#edit.value || it.title.trim() === ""} @click=${() => void this.#save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button></div></div>
    </main>`;
  }

  #table(rows: Meeting[]): TemplateResult {
    if (rows.length === 0)
      return emptyPlace({
        icon: "group",
        title: say("meetings.empty"),
        text: say("meetings.emptyText"),
        acts: html`<a class="btn" href=${link("meetings", "new")}>${say("duties.addMeeting")}</a>`,
      });
    return html`<table class="table"><thead><tr><th scope="col">${say("visits.day")}</th><th scope="col">${say("meetings.kind")}</th><th scope="col">${say("delegates.group")}</th><th scope="col">${say("meetings.topic")}</th><th scope="col" class="num">${say("meetings.present")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><td class="nowrap">${short(row.day)}</td><td class="nowrap">${label("meeting_kind", row.kind)}</td><td>${row.circle_id ? (circleById.value.get(row.circle_id)?.name ?? "") : say("meetings.everybody")}</td><td><a href=${link("meetings", row.id)}>${row.title}</a></td><td class="num">${row.attendance.filter((each) => each.status === "present").length}</td></tr>`)}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    const it = this.#it();
    if (it) return this.#form(it);
    return html`<main class="sheet">
      ${head(say("meetings.title"), say("meetings.sub"), html`<a class="btn quiet" href=${link("duties")}>${icon("left")}${say("frame.duties")}</a><a class="btn primary" href=${link("meetings", "new")}>${icon("plus")}${say("duties.addMeeting")}</a>`)}
      <div class="scroll ruled" tabindex="-1">${shown(this.#list, (rows) => this.#table(rows))}</div>
    </main>`;
  }
}
define("zd-meetings-page", MeetingsPage);
