import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { areaOptions, circleChoices, circleNames, delegateOptions, label, personName, spoken, words } from "@/app/register";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { Notice, NoticeAudience, NoticeWhole } from "@/bridge/calls";
import { areaField } from "@/parts/area";
import { KeptForm } from "@/parts/kept-form";
import { icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { head, listField, textField } from "@/parts/page";
import type { Found, Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import "./board";

const PAPERS = ["notice", "notice_delivery", "notice_phones"] as const;

const fresh = (): Notice => ({
  id: "",
  kind: "notice",
  day: "",
  document: "",
  title: "",
  body: "",
  contact: "",
  receipt_by: null,
  note: "",
  audience: [],
  opinions: [],
  version: 0,
});

/** Opinions by their words, the newest first; those about a person by name are told of in no notice. */
async function findOpinions(text: string): Promise<Found> {
  const { lines, total } = await ask("opinions.list", { text: text || null, sort: "day", descending: true, limit: 50 });
  const tellable = lines.filter((one) => !one.named);
  return {
    options: tellable.map((one) => ({
      id: one.id,
      name: `${one.year}-${one.number} ${one.content.slice(0, 24)}`,
      note: spoken(one.area),
    })),
    total: total - (lines.length - tellable.length),
  };
}

/** A notice: its text and whom it is for, and once it is saved, who has it and by what proof. */
class NoticeForm extends KeptForm<Notice> {
  readonly #whole = signal<NoticeWhole | undefined>(undefined);
  /** Names of opinions picked here; those the notice was opened with have theirs from the core. */
  readonly #picked = new Map<string, string>();

  constructor() {
    super("notices");
  }

  protected override async load(record: string): Promise<Notice> {
    this.#whole.value = undefined;
    if (!record) return { ...fresh(), ...(await ask("notices.begin", {})) };
    this.#whole.value = await ask("notices.open", { id: record });
    return this.#whole.value.notice;
  }

  protected override async send(it: Notice): Promise<string> {
    const { answer, operation } = await tell("notices.save", it);
    toast(say("notices.saved", { title: it.title }), operation);
    return answer.id;
  }

  #remove(it: Notice): Promise<void> {
    return this.discard(
      { title: say("notices.removeTitle"), names: [`${short(it.day)} ${it.title}`], note: say("notices.removeNote") },
      () => tell("notices.remove", { id: it.id }),
      say("notices.removed"),
      link("notices"),
    );
  }

  /** Everybody a notice can be for, as one list to pick from; what is none of them is a unit. */
  #audience(it: Notice): Option[] {
    const lines = (kind: string, options: readonly Option[], note?: string): Option[] =>
      options.map((one) => ({ ...one, id: `${kind}:${one.id}`, ...(note ? { note } : {}) }));
    return [
      { id: "delegates:", name: say("notices.allDelegates"), keys: "qtdb" },
      { id: "areas:", name: say("notices.allAreas"), keys: "qbcj" },
      ...lines(
        "circle",
        circleChoices(it.day || today.value).map(([id, name]) => ({ id, name })),
        say("notices.group"),
      ),
      ...lines("area", areaOptions.value),
      ...lines("person", delegateOptions.value),
    ];
  }

  #chosen(audience: NoticeAudience[], options: Option[]): Option[] {
    return audience.map((line) => {
      if (line.kind === "unit") return { id: `unit:${line.target}`, name: line.target };
      const id = `${line.kind}:${line.target}`;
      const circle = line.kind === "circle" ? circleNames.value.get(line.target) : undefined;
      return { id, name: options.find((option) => option.id === id)?.name ?? circle ?? (personName(line.target) || line.target) };
    });
  }

  #setAudience(chosen: Option[]): void {
    this.set({
      audience: chosen.map((one) => {
        const at = one.id.indexOf(":");
        return at < 0 ? { kind: "unit", target: one.name } : { kind: one.id.slice(0, at), target: one.id.slice(at + 1) };
      }),
    });
  }

  #fields(it: Notice): TemplateResult {
    const text = (name: "title" | "document" | "contact" | "note", word: string, size: string, hint = "") =>
      html`<label for=${name}>${word}</label><div class=${size}>${textField({ name, hint, value: it[name], set: (value) => this.set({ [name]: value }) })}</div>`;
    const kinds = words("notice_kind").map((word): [string, string] => [word.code, word.label]);
    const options = this.#audience(it);
    return html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
      <label for="kind">${say("notices.kind")}</label><div class="short">${listField({ name: "kind", value: it.kind, options: kinds, set: (kind) => this.set({ kind }) })}</div>
      ${text("title", say("notices.title"), "", say("notices.titleHint"))}
      ${text("document", say("notices.document"), "short")}
      <label for="day">${say("notices.day")}</label><div class="row days"><zd-date name="day" .value=${it.day} @day=${(event: CustomEvent<Day>) => this.set({ day: event.detail })}></zd-date><label for="by" class="nowrap">${say("notices.receiptBy")}</label><zd-date name="by" forward .value=${it.receipt_by ?? ""} @day=${(event: CustomEvent<Day>) => this.set({ receipt_by: event.detail || null })}></zd-date></div>
      <label for="audience">${say("notices.audience")}</label><div><zd-pick name="audience" many uncounted free hint=${say("notices.audienceHint")} .options=${options} .chosen=${this.#chosen(it.audience, options)} @pick=${(event: CustomEvent<Option[]>) => this.#setAudience(event.detail)}></zd-pick></div>
      <label for="body">${say("notices.body")}</label><div>${areaField({ name: "body", value: it.body, rows: 9, hint: say("notices.bodyHint"), set: (body) => this.set({ body }) })}${it.id && this.#reached() > 0 && this.touched.value ? html`<p class="note">${say("notices.changedAfter", { n: this.#reached() })}</p>` : nothing}</div>
      ${it.kind === "circular" || it.opinions.length > 0 ? html`<label for="told">${say("notices.opinions")}</label><div><zd-pick name="told" many uncounted hint=${say("notices.opinionsHint")} .find=${findOpinions} .chosen=${it.opinions.map((id) => ({ id, name: this.#told(id) }))} @pick=${(event: CustomEvent<Option[]>) => this.#tell(event.detail)}></zd-pick><p class="note">${this.#whole.value && this.#whole.value.left_out > 0 ? say("notices.leftOut", { n: this.#whole.value.left_out }) : say("notices.opinionsNote")}</p></div>` : nothing}
      ${text("contact", say("notices.contact"), "middle", say("notices.contactHint"))}
      ${text("note", say("activities.note"), "middle")}
    </form>`;
  }

  #tell(opinions: Option[]): void {
    for (const one of opinions) this.#picked.set(one.id, one.name);
    this.set({ opinions: opinions.map((one) => one.id) });
  }

  #told(id: string): string {
    const picked = this.#picked.get(id);
    if (picked) return picked;
    return this.#whole.value?.opinions.find((one) => one.id === id)?.number ?? say("notices.hiddenOpinion");
  }

  #reached(): number {
    return this.#whole.value?.recipients.filter((line) => line.reached_on).length ?? 0;
  }

  protected override render(): TemplateResult {
    const it = this.it.value;
    return html`<main class="sheet">
      ${head(it?.id ? it.title : say("notices.new"), it?.id ? [label("notice_kind", it.kind), short(it.day), it.document].filter(Boolean).join(" · ") : say("notices.newSub"), html`<a class="btn quiet" href=${link("notices")}>${icon("left")}${say("meetings.tab.notices")}</a>${it?.id ? html`<a class="btn quiet" href=${link("history", it.id)}>${icon("history")}${say("frame.history")}</a><button data-needs="enter" class="btn" @click=${() => void this.#remove(it)}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      ${this.draftNotice(fresh())}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.refused.value ? refusal(this.refused.value) : nothing}
          ${it?.id ? html`<zd-notice-board .notice=${it.id}></zd-notice-board>` : nothing}
          ${it ? html`${it.id ? html`<div class="cap block"><h2>${say("notices.text")}</h2></div>` : nothing}${this.anew(this.#fields(it))}` : nothing}</div>
        <aside class="panel" tabindex="0" aria-label=${say("proposals.papers")}><div class="side">${it?.id ? html`<section><h2>${say("proposals.papers")}</h2><ul class="paperlinks">${PAPERS.map((kind) => html`<li><a href=${link("notices", it.id, { paper: kind })}>${icon("print")}${say(`notices.paper.${kind}`)}</a></li>`)}</ul>${this.touched.value ? html`<p class="note">${say("meetings.saveFirst")}</p>` : nothing}</section><section><h2>${say("notices.proof")}</h2><p class="note">${say("notices.proofText")}</p></section>` : html`<section><h2>${say("activities.next")}</h2><p class="note">${say("notices.nextText")}</p></section>`}</div></aside>
      </div>
      ${this.foot(this.touched.value && (it?.title.trim() ?? "") !== "" && (it?.audience.length ?? 0) > 0)}
    </main>`;
  }
}
define("zd-notice-form", NoticeForm);
