import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { circleChoices, partsOf, roster, seatsOn, words } from "@/app/register";
import { link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Meeting, MeetingWhole } from "@/bridge/calls";
import { stageLight } from "@/features/proposals/stages";
import { areaField } from "@/parts/area";
import { KeptForm } from "@/parts/kept-form";
import { exportButton } from "@/parts/list-export";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import "@/parts/date";
import "@/parts/read-field";
import "@/parts/seg";
import "@/features/attachments/attachments";
import "@/features/materials/material";
import "./actions";
import { agendaRows } from "./agenda";
import { attendanceTable, narrowed } from "./attendance";

const fresh = (): Meeting => ({
  id: "",
  day: today.peek(),
  starts: "",
  kind: "group",
  circle_id: null,
  term_id: null,
  session: 0,
  title: "",
  place: "",
  host: "",
  recorder: "",
  notice_on: null,
  minutes: "",
  note: "",
  attendance: [],
  agenda: [],
  version: 0,
});

/** Kinds that belong to a congress and have the number of a session. */
const OF_CONGRESS = ["congress", "annual"];

/** A meeting from its notice to its last action point, in the order the papers come in. */
class MeetingForm extends KeptForm<Meeting> {
  readonly #whole = signal<MeetingWhole | undefined>(undefined);
  readonly #within = narrowed();

  constructor() {
    super("meetings");
  }

  protected override async load(record: string): Promise<Meeting> {
    this.#whole.value = undefined;
    if (!record) return { ...fresh(), circle_id: place.peek().query.get("group") };
    this.#whole.value = await ask("meetings.open", { id: record });
    return this.#whole.value.meeting;
  }

  protected override async send(it: Meeting): Promise<string> {
    const { answer, operation } = await tell("meetings.save", it);
    toast(say("meetings.saved", { title: it.title }), operation);
    return answer.id;
  }

  /** Those who are expected: the group's delegates, or all of them. */
  #expected(it: Meeting): string[] {
    const held = seatsOn(it.day || today.value);
    const parts = it.circle_id ? partsOf(it.circle_id) : undefined;
    const seated = roster.value.people
      .filter((person) =>
        (held.get(person.id) ?? []).some((seat) => !parts || (seat.circle_id !== null && parts.has(seat.circle_id))),
      )
      .map((person) => person.id);
    const same = this.#whole.value?.meeting.circle_id === it.circle_id && this.#whole.value?.meeting.day === it.day;
    return [
      ...new Set([...(same ? (this.#whole.value?.expected ?? []) : seated), ...it.attendance.map((each) => each.person_id)]),
    ];
  }

  #remove(it: Meeting): Promise<void> {
    return this.discard(
      { title: say("meetings.removeTitle"), names: [`${short(it.day)} ${it.title}`], note: say("meetings.removeNote") },
      () => tell("meetings.remove", { id: it.id }),
      say("meetings.removed"),
      link("meetings"),
    );
  }

  #fields(it: Meeting): TemplateResult {
    const kinds = words("meeting_kind").map((word) => ({ value: word.code, label: word.label }));
    const circles: [string, string][] = [["", say("meetings.everybody")], ...circleChoices(it.day || today.value, it.circle_id)];
    const terms: [string, string][] = [
      ["", say("proposals.noTerm")],
      ...roster.value.terms.map((term): [string, string] => [term.id, term.name]),
    ];
    const text = (name: "title" | "place" | "host" | "recorder", word: string, size: string) =>
      html`<label for=${name}>${word}</label><div class=${size}>${textField({ name, value: it[name], set: (value) => this.set({ [name]: value }) })}</div>`;
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <span class="lab">${say("meetings.kind")}</span><div><zd-seg label=${say("meetings.kind")} .value=${it.kind} .choices=${kinds} @choose=${(event: CustomEvent<string>) => this.set({ kind: event.detail })}></zd-seg></div>
      ${OF_CONGRESS.includes(it.kind) ? html`<label for="term">${say("proposals.term")}</label><div class="row"><div class="short">${listField({ name: "term", value: it.term_id ?? "", options: terms, set: (id) => this.set({ term_id: id || null }) })}</div><span class="nowrap">${say("proposals.sessionBefore")}</span><div class="figurefield"><zd-number name="session" label=${say("proposals.session")} .value=${it.session || null} @number=${(event: CustomEvent<number | null>) => this.set({ session: event.detail ?? 0 })}></zd-number></div><span class="nowrap">${say("proposals.sessionAfter")}</span></div>` : html`<label for="circle">${say("delegates.group")}</label><div class="short">${listField({ name: "circle", value: it.circle_id ?? "", options: circles, set: (id) => this.set({ circle_id: id || null }) })}</div>`}
      ${text("title", say("meetings.topic"), "middle")}
      <label for="day">${say("visits.day")}</label><div class="row"><div class="short"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.set({ day: event.detail })}></zd-date></div><div class="figurefield"><zd-time name="starts" label=${say("visits.starts")} hint="15:00" .value=${it.starts} @time=${(event: CustomEvent<string>) => this.set({ starts: event.detail })}></zd-time></div></div>
      ${text("place", say("visits.place"), "middle")}
      ${text("host", say("meetings.host"), "short")}
      ${text("recorder", say("meetings.recorder"), "short")}
      <label for="notice">${say("meetings.noticeOn")}</label><div class="short"><zd-date name="notice" .value=${it.notice_on ?? ""} @day=${(event: CustomEvent<Day>) => this.set({ notice_on: event.detail || null })}></zd-date></div>
    </form>`;
  }

  #papers(it: Meeting): TemplateResult | typeof nothing {
    if (!it.id) return nothing;
    return html`<section><h2>${say("proposals.papers")}</h2><ul class="paperlinks">${(["meeting_notice", "meeting_sign_in", "meeting_minutes"] as const).map((kind) => html`<li><a href=${link("meetings", it.id, { paper: kind })}>${icon("print")}${say(`meetings.paper.${kind}`)}</a></li>`)}</ul>${this.touched.value ? html`<p class="note">${say("meetings.saveFirst")}</p>` : nothing}</section>`;
  }

  #side(it: Meeting): TemplateResult {
    const expected = this.#expected(it);
    const of = (status: string) => it.attendance.filter((each) => each.status === status).length;
    const counts: [string, number][] = [
      [say("meetings.expected"), expected.length],
      [say("meetings.status.present"), of("present")],
      [say("meetings.status.leave"), of("leave")],
      [say("meetings.status.absent"), of("absent")],
      [say("meetings.untold"), expected.length - it.attendance.length],
    ];
    const papers = this.#whole.value?.papers ?? [];
    return html`<div class="side">
      ${this.#papers(it)}
      <section><h2>${say("meetings.attendance")}</h2><dl class="dl">${counts.map(([word, n]) => html`<dt>${word}</dt><dd>${say("parts.people", { n })}</dd>`)}</dl><p class="note">${say("meetings.sub")}</p></section>
      ${papers.length > 0 ? html`<section><h2>${say("meetings.sessionPapers", { n: papers.length })}</h2><ul class="likelist">${papers.map((one) => html`<li><a href=${link("proposals", one.id)}>${one.title}</a><span class="note">${one.number}</span>${stageLight(one.stage)}</li>`)}</ul></section>` : nothing}
    </div>`;
  }

  #work(it: Meeting): TemplateResult {
    return html`${this.#fields(it)}
      <section class="block"><div class="cap"><h2>${say("meetings.agenda")}</h2><span class="note">${say("meetings.agendaNote")}</span></div>${agendaRows(it.agenda, (agenda) => this.set({ agenda }))}</section>
      <section class="block"><div class="cap"><h2>${say("meetings.attendance")}</h2><span class="note">${say("meetings.leaveNote")}</span><button data-needs="enter" type="button" class="btn small end" @click=${() => this.set({ attendance: this.#expected(it).map((person_id) => it.attendance.find((came) => came.person_id === person_id) ?? { person_id, status: "present", reason: "" }) })}>${say("meetings.othersCame")}</button></div>${attendanceTable(this.#expected(it), it.attendance, this.#within, (attendance) => this.set({ attendance }))}${it.id && !this.touched.value ? exportButton({ list: "attendances", total: it.attendance.length, request: { id: it.id } }) : nothing}</section>
      <section class="block"><div class="cap"><h2>${say("meetings.minutes")}</h2></div>${areaField({ name: "minutes", label: say("meetings.minutes"), value: it.minutes, rows: 6, hint: say("meetings.minutesHint"), set: (minutes) => this.set({ minutes }) })}</section>
      ${it.id && it.kind !== "congress" ? html`<section class="block"><zd-meeting-material .meeting=${it.id} .day=${it.day}></zd-meeting-material></section>` : nothing}
      ${it.id ? html`<section class="block"><zd-attachments owner="meetings" .record=${it.id}></zd-attachments></section>` : nothing}
      ${it.id ? html`<section class="block"><zd-meeting-actions .meeting=${it.id} .day=${it.day}></zd-meeting-actions></section>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    return html`<main class="sheet">
      ${head(it?.id ? it.title : say("duties.addMeeting"), it?.id ? short(it.day) : say("meetings.sub"), html`<a class="btn quiet" href=${link("meetings")}>${icon("left")}${say("meetings.tab.meetings")}</a>${it?.id ? html`<button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      ${this.draftNotice(fresh())}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}${this.anew(it ? this.#work(it) : nothing)}</div>
        <aside class="panel" tabindex="0" aria-label=${say("meetings.attendance")}>${it ? this.#side(it) : nothing}</aside>
      </div>
      ${this.foot(this.touched.value && (it?.title.trim() ?? "") !== "")}
    </main>`;
  }
}
define("zd-meeting-form", MeetingForm);
