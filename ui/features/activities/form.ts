import { html, nothing, type TemplateResult } from "lit";
import { type Day, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaName, areaOptions, delegateOptions, label, peopleOptions, personName, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { link, place } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Activity, ActivityKind } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { KeptForm } from "@/parts/kept-form";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "@/parts/read-field";
import "./links";
import "./reports";
import { daysOf } from "./model";

const fresh = (): Activity => ({
  id: "",
  kind: "research",
  title: "",
  from_day: today.peek(),
  to_day: "",
  starts: "",
  place: "",
  areas: [],
  organiser: "",
  invited_by: "",
  delegates: [],
  members: [],
  companions: "",
  hours: 0,
  audience: "",
  manner: "",
  findings: "",
  advice: "",
  note: "",
  version: 0,
});

/** An activity: the fields its kind asks for, then its reports, and beside them what grew out of it. */
class ActivityForm extends KeptForm<Activity> {
  readonly #kinds = new Resource<ActivityKind[]>(this, () => ask("activities.kinds", {}), ["parameters", "dictionary"]);

  constructor() {
    super("activities");
  }

  protected override async load(record: string): Promise<Activity> {
    if (record) return (await ask("activities.open", { id: record })).activity;
    const person = place.peek().query.get("person");
    return { ...fresh(), delegates: person ? [person] : [] };
  }

  protected override async send(it: Activity): Promise<string> {
    const { answer, operation } = await tell("activities.save", it);
    toast(say("activities.saved", { title: it.title }), operation);
    return answer.id;
  }

  #remove(it: Activity): Promise<void> {
    return this.discard(
      { title: say("activities.removeTitle"), names: [`${daysOf(it)} ${it.title}`], note: say("activities.removeNote") },
      () => tell("activities.remove", { id: it.id }),
      say("activities.removed"),
      link("activities"),
    );
  }

  #asks(it: Activity): ActivityKind | undefined {
    return this.#kinds.value.value?.find((kind) => kind.kind === it.kind);
  }

  /** The kind asks for it, or something was entered before the kind was changed: nothing typed is hidden. */
  #shows(it: Activity, field: string): boolean {
    const filled: Record<string, boolean> = {
      time: it.starts !== "",
      place: it.place !== "",
      areas: it.areas.length > 0,
      organiser: it.organiser !== "",
      invited_by: it.invited_by !== "",
      members: it.members.length > 0 || it.companions !== "",
      hours: it.hours > 0,
      audience: it.audience !== "",
      manner: it.manner !== "",
      findings: it.findings !== "",
      advice: it.advice !== "",
    };
    return field === "delegates" || filled[field] === true || (this.#asks(it)?.fields.includes(field) ?? true);
  }

  #lab(it: Activity, field: string, name: string, word: string): TemplateResult {
    const must = this.#asks(it)?.needs.includes(field);
    return html`<label for=${name}>${word}${must ? html` <span class="note">${say("activities.must")}</span>` : nothing}</label>`;
  }

  #people(field: "delegates" | "members" | "areas", options: Option[], chosen: string[], hint: string): TemplateResult {
    // Whoever left office and a village that was merged are offered no more and stay called by their names.
    const called = field === "areas" ? areaName : personName;
    const known = chosen.map((id) => options.find((option) => option.id === id) ?? { id, name: called(id) });
    return html`<zd-pick name=${field} many ?uncounted=${field === "areas"} hint=${hint} .options=${options} .chosen=${known} @pick=${(event: CustomEvent<Option[]>) => this.set({ [field]: event.detail.map((one) => one.id) })}></zd-pick>`;
  }

  #fields(it: Activity): TemplateResult {
    const line = (
      field: string,
      name: "place" | "organiser" | "invited_by" | "audience" | "companions",
      word: string,
      hint = "",
    ) =>
      this.#shows(it, field)
        ? html`${this.#lab(it, field, name, word)}<div class="middle">${textField({ name, hint, value: it[name], set: (value) => this.set({ [name]: value }) })}</div>`
        : nothing;
    const long = (field: "findings" | "advice", rows: number) =>
      this.#shows(it, field)
        ? html`${this.#lab(it, field, field, say(`activities.${field}`))}<div>${areaField({ name: field, value: it[field], rows, hint: say(`activities.${field}Hint`), set: (value) => this.set({ [field]: value }) })}</div>`
        : nothing;
    const kinds = words("activity_kind").map((word): [string, string] => [word.code, word.label]);
    const manners: [string, string][] = [
      ["", ""],
      ...words("report_manner").map((word): [string, string] => [word.code, word.label]),
    ];
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="kind">${say("activities.kind")}</label><div class="short">${listField({ name: "kind", value: it.kind, options: kinds, set: (kind) => this.set({ kind }) })}</div>
      <label for="title">${say(it.kind === "attendance" ? "activities.meeting" : "activities.title")} <span class="note">${say("activities.must")}</span></label><div class="middle">${textField({ name: "title", value: it.title, set: (title) => this.set({ title }) })}</div>
      <label for="from">${say("activities.days")}</label><div class="row days"><zd-date name="from" label=${say("activities.from")} .value=${it.from_day} @day=${(event: CustomEvent<Day>) => this.set({ from_day: event.detail })}></zd-date><span>${say("activities.until")}</span><zd-date name="to" label=${say("activities.to")} .value=${it.to_day === it.from_day ? "" : it.to_day} @day=${(event: CustomEvent<Day>) => this.set({ to_day: event.detail })}></zd-date>${this.#shows(it, "time") ? html`<div class="figurefield"><zd-time name="starts" label=${say("visits.starts")} hint="15:00" .value=${it.starts} @time=${(event: CustomEvent<string>) => this.set({ starts: event.detail })}></zd-time></div>` : nothing}</div>
      ${this.#shows(it, "areas") ? html`${this.#lab(it, "areas", "areas", say("activities.areas"))}<div class="middle">${this.#people("areas", areaOptions.value, it.areas, say("activities.areasHint"))}</div>` : nothing}
      ${line("place", "place", say("activities.place"))}
      ${line("organiser", "organiser", say("activities.organiser"))}
      ${line("invited_by", "invited_by", say("activities.invitedBy"))}
      ${line("audience", "audience", say("activities.audience"), say("activities.audienceHint"))}
      ${this.#shows(it, "manner") ? html`${this.#lab(it, "manner", "manner", say("activities.manner"))}<div class="short">${listField({ name: "manner", value: it.manner, options: manners, set: (manner) => this.set({ manner }) })}</div>` : nothing}
      ${this.#shows(it, "hours") ? html`${this.#lab(it, "hours", "hours", say("activities.hours"))}<div class="figurefield"><zd-number name="hours" decimal hint="3.5" .value=${it.hours > 0 ? it.hours / 10 : null} @number=${(event: CustomEvent<number | null>) => this.set({ hours: Math.round((event.detail ?? 0) * 10) })}></zd-number></div>` : nothing}
      ${this.#lab(it, "delegates", "delegates", say("activities.delegates"))}<div>${this.#people("delegates", delegateOptions.value, it.delegates, say("activities.delegatesHint"))}</div>
      ${this.#shows(it, "members") ? html`${this.#lab(it, "members", "members", say("activities.members"))}<div>${this.#people("members", peopleOptions.value, it.members, say("activities.membersHint"))}</div>` : nothing}
      ${line("members", "companions", say("activities.companions"), say("activities.companionsHint"))}
      ${long("findings", 5)}
      ${long("advice", 4)}
      <label for="note">${say("activities.note")}</label><div>${textField({ name: "note", value: it.note, set: (note) => this.set({ note }) })}</div>
    </form>`;
  }

  #side(it: Activity): TemplateResult {
    if (!it.id)
      return html`<div class="side"><section><h2>${say("activities.next")}</h2><p class="note">${say("activities.nextText")}</p></section></div>`;
    return html`<div class="side">
      <section><h2>${say("proposals.papers")}</h2><ul class="paperlinks"><li><a href=${link("activities", it.id, { paper: "activity_record" })}>${icon("print")}${say("activities.paper.activity_record")}</a></li></ul>${this.touched.value ? html`<p class="note">${say("meetings.saveFirst")}</p>` : nothing}</section>
      ${this.#shows(it, "links") ? html`<zd-activity-links .activity=${it.id} .day=${it.from_day} .areas=${it.areas}></zd-activity-links>` : nothing}
    </div>`;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    const word = it ? label("activity_kind", it.kind) : "";
    return html`<main class="sheet">
      ${head(it?.id ? it.title : say("activities.new"), it?.id ? `${word} · ${daysOf(it)}` : say("activities.newSub"), html`<a class="btn quiet" href=${link("activities")}>${icon("left")}${say("meetings.tab.activities")}</a>${it?.id ? html`<a class="btn quiet" href=${link("history", it.id)}>${icon("history")}${say("frame.history")}</a><button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      ${this.draftNotice(fresh())}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}${this.anew(it ? this.#fields(it) : nothing)}
          ${it?.id && this.#shows(it, "reports") ? html`<section class="block"><zd-activity-reports .activity=${it.id} .delegates=${it.delegates}></zd-activity-reports></section>` : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("proposals.papers")}>${it ? this.#side(it) : nothing}</aside>
      </div>
      ${this.foot(this.touched.value && (it?.title.trim() ?? "") !== "")}
    </main>`;
  }
}
define("zd-activity-form", ActivityForm);
