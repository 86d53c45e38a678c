import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { long, short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label, spoken } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { person as clerk } from "@/app/session";
import { say, sayIf } from "@/app/words";
import { ask, Refused, run } from "@/bridge";
import type { Expired, Expiring, GiverElsewhere, GiverTime, KeptOfPerson, MaskedWords, OpinionLine } from "@/bridge/calls";
import { confirm, open } from "@/parts/dialogs";
import { jobReport } from "@/parts/job";
import { glyph, icon } from "@/parts/marks";
import { notice, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import { printOpinions } from "./papers";

/** Whether any of the places can be masked; the rest is changed by hand. */
const erasable = (paper: GiverElsewhere): boolean => paper.places.some((each) => !each.by_hand);

/** What is kept about one resident, after the clerk has made sure of the person; and the names whose time is over. */
class GiverDesk extends Piece {
  static override properties = { close: { attribute: false } };
  declare close: () => void;

  readonly #term = signal("");
  readonly #checked = signal("");
  readonly #found = signal<KeptOfPerson[] | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  /** The list of whom the erasing is about is looked at before anything is erased. */
  readonly #listed = signal(false);
  /** Opinions whose words stay as they are although the giver stands in them. */
  readonly #kept = signal<ReadonlySet<string>>(new Set());
  /** Opinions whose attachments stay. */
  readonly #files = signal<ReadonlySet<string>>(new Set());
  /** Papers outside of the opinions that were ticked, or unticked, by hand. */
  readonly #turned = signal<ReadonlySet<string>>(new Set());
  /** Opinions whose giver stays this time: somebody is still to be told. */
  readonly #spared = signal<ReadonlySet<string>>(new Set());
  readonly #erased = signal<Expired | undefined>(undefined);
  readonly #expiring = new Resource<Expiring>(this, () => ask("opinions.expiring", {}), ["opinions", "parameters"]);

  async #find(event: Event): Promise<void> {
    event.preventDefault();
    try {
      this.#found.value = await ask("opinions.person", { term: this.#term.value, checked: this.#checked.value });
      this.#refused.value = undefined;
    } catch (cause) {
      this.#found.value = undefined;
      this.#refused.value = Refused.from(cause);
    }
  }

  async #expire(it: Expiring): Promise<void> {
    const n = this.#going(it).length;
    const yes = await confirm({
      title: say("opinions.expireTitle", { n }),
      note: say("opinions.expireNote"),
      act: say("opinions.expireAct", { n }),
      stay: say("parts.cancel"),
      risk: true,
    });
    if (!yes) return;
    try {
      const in_words = it.in_words.map((each) => each.id).filter((id) => !this.#kept.value.has(id));
      const files = it.with_files.map((each) => each.id).filter((id) => !this.#files.value.has(id));
      const elsewhere = it.elsewhere.filter((paper) => this.#goes(paper)).map((paper) => paper.record);
      const { answer } = await run(
        "opinions.expire",
        { in_words, files, elsewhere, spare: [...this.#spared.value] },
        () => undefined,
      ).done;
      this.#erased.value = answer;
      this.#listed.value = false;
      this.#kept.value = new Set();
      this.#files.value = new Set();
      this.#turned.value = new Set();
      this.#spared.value = new Set();
      this.#expiring.again();
    } catch (cause) {
      await refuse(cause);
    }
  }

  /** Lines whose giver goes. */
  #going(it: Expiring): OpinionLine[] {
    return it.lines.filter((line) => !this.#spared.value.has(line.id));
  }

  /** Why the time of a line is over; whoever was never told may be told first. */
  #why(line: OpinionLine, time: GiverTime | undefined): TemplateResult {
    const since = time ? long(time.since) : "";
    if (!time || time.why === "told") return html`<span class="note nowrap">${say("opinions.closedHead")} ${since}</span>`;
    const toggle = (): void => {
      const spared = new Set(this.#spared.value);
      if (!spared.delete(line.id)) spared.add(line.id);
      this.#spared.value = spared;
    };
    const number = `${line.year}-${line.number}`;
    return html`<span class="note">${say(time.why === "open" ? "opinions.expireOpen" : "opinions.expireUntold", { day: since })}</span><label class="tick nowrap"><input type="checkbox" aria-label=${say("opinions.expireSpareOf", { number })} .checked=${live(this.#spared.value.has(line.id))} @change=${toggle} />${say("opinions.expireSpare")}</label>`;
  }

  /** Whether a paper is masked too: what is surely the giver is ticked beforehand, the rest only by hand. */
  #goes(paper: GiverElsewhere): boolean {
    return erasable(paper) && paper.sure !== this.#turned.value.has(paper.record);
  }

  /** Papers outside of the opinions with the same name or number in them, each with the words around it. */
  #elsewhere(it: Expiring): TemplateResult | typeof nothing {
    if (it.elsewhere.length === 0) return nothing;
    const numbers = new Map(it.lines.map((line) => [line.id, `${line.year}-${line.number}`]));
    const turn = (paper: GiverElsewhere): void => {
      const turned = new Set(this.#turned.value);
      if (!turned.delete(paper.record)) turned.add(paper.record);
      this.#turned.value = turned;
    };
    return html`<h3>${say("opinions.expireElsewhere")}</h3><p class="note">${say("opinions.expireElsewhereNote")}</p>
      <ul class="manylist" id="expire-elsewhere" tabindex="0">${it.elsewhere.map((paper) => {
        const of = paper.opinions.map((id) => numbers.get(id)).filter(Boolean);
        return html`<li>${erasable(paper) ? html`<label class="tick"><input type="checkbox" aria-label=${say("opinions.expireElsewhereOf", { what: paper.what, title: paper.title })} .checked=${live(this.#goes(paper))} @change=${() => turn(paper)} />${paper.what}</label>` : html`<span class="untick">${paper.what}</span>`}<span class="grow">${this.#paper(paper)}</span><span class="note nowrap">${say("opinions.expireElsewhereBy", { numbers: of.join(say("delegates.listComma")) })}</span>
          <div class="inwords"><ul>${paper.places.map((each) => html`<li><span class="note nowrap">${sayIf(`history.column.${each.column}`) ?? each.column}</span><span class=${each.around ? "" : "note"}>${each.around || say("opinions.named")}${each.by_hand ? html`<span class="t-due">${say("opinions.expireByHand")}</span>` : nothing}</span></li>`)}</ul></div></li>`;
      })}</ul>`;
  }

  #paper(paper: GiverElsewhere): TemplateResult {
    const words = [paper.day ? long(paper.day) : "", paper.title].filter(Boolean).join(" ") || paper.what;
    if (!paper.page) return html`${words}`;
    const href = link(paper.page, paper.opens, paper.year ? { year: String(paper.year) } : {});
    return html`<a href=${href} @click=${() => this.close()}>${words}</a>`;
  }

  /** A line whose words hold the giver too: how they will stand, and whether they shall. */
  #written(line: OpinionLine, texts: readonly MaskedWords[]): TemplateResult {
    const number = `${line.year}-${line.number}`;
    const toggle = (): void => {
      const kept = new Set(this.#kept.value);
      if (!kept.delete(line.id)) kept.add(line.id);
      this.#kept.value = kept;
    };
    const kept = this.#kept.value.has(line.id);
    return html`<div class="inwords"><label class="tick"><input type="checkbox" aria-label=${say("opinions.expireInWordsOf", { number })} .checked=${live(!kept)} @change=${toggle} />${say("opinions.expireInWords")}</label>
      ${kept ? nothing : html`<ul>${texts.map((each) => html`<li><span class="note nowrap">${sayIf(`history.column.${each.column}`) ?? each.column}</span><span class=${each.after ? "" : "note"}>${each.after || say("opinions.named")}</span></li>`)}</ul>`}</div>`;
  }

  /** Attachments of a line, that go as well unless they are kept. */
  #attached(line: OpinionLine, n: number): TemplateResult {
    const number = `${line.year}-${line.number}`;
    const toggle = (): void => {
      const kept = new Set(this.#files.value);
      if (!kept.delete(line.id)) kept.add(line.id);
      this.#files.value = kept;
    };
    return html`<div class="inwords"><label class="tick"><input type="checkbox" aria-label=${say("opinions.expireFilesOf", { number, n })} .checked=${live(!this.#files.value.has(line.id))} @change=${toggle} />${say("opinions.expireFiles", { n })}</label></div>`;
  }

  /** Whose time is over: the rule, every line before it is done, and what was done. */
  #over(it: Expiring): TemplateResult {
    const done = this.#erased.value;
    const n = it.lines.length;
    const times = new Map(it.times.map((each) => [each.id, each]));
    const going = this.#going(it).length;
    const written = new Map(it.in_words.map((each) => [each.id, each.texts]));
    const attached = new Map(it.with_files.map((each) => [each.id, each.n]));
    return html`<h2 class="parted">${say("opinions.expireHead")}</h2>
      <p class="note">${say("opinions.expireRule", { months: it.months, day: long(it.until) })}</p>
      <p class="note">${say("opinions.expireUntoldRule", { months: it.untold_months, day: long(it.untold_until) })}</p>
      ${
        done
          ? jobReport({
              shape: done.backups > 0 || done.still.length > 0 ? "doubt" : "met",
              title: say("opinions.expireDone"),
              counts: [
                [done.erased, say("opinions.expireRecords")],
                ...(done.masked > 0 ? [[done.masked, say("opinions.expireMasked")] as [number, string]] : []),
                ...(done.files > 0 ? [[done.files, say("opinions.expireFilesDone")] as [number, string]] : []),
                ...(done.elsewhere > 0 ? [[done.elsewhere, say("opinions.expireElsewhereDone")] as [number, string]] : []),
                ...(done.left > 0 ? [[done.left, say("opinions.expireLeft")] as [number, string]] : []),
                [done.backups, say("settings.erasedBackups")],
              ],
              acts: html`<a class="btn" href=${link("settings", "erasure")} @click=${() => this.close()}>${say("opinions.expireKept")}</a>`,
            })
          : nothing
      }
      ${done && done.still.length > 0 ? html`<p>${say("opinions.expireStill", { n: done.still.length })}</p><ul class="manylist" id="expire-still" tabindex="0">${done.still.map((paper) => html`<li><span class="name nowrap">${paper.what}</span><span class="grow">${this.#paper(paper)}</span></li>`)}</ul>` : nothing}
      ${n === 0 && !done ? html`<p>${say("opinions.expireNone")}</p>` : nothing}
      ${n > 0 && !this.#listed.value ? html`<div class="row"><span>${say("opinions.expireCount", { n })}</span><button class="btn" @click=${() => (this.#listed.value = true)}>${say("opinions.expireSee")}</button></div>` : nothing}
      ${
        n > 0 && this.#listed.value
          ? html`${written.size > 0 ? notice("due", glyph("doubt"), say("opinions.expireWritten", { n: written.size })) : nothing}
            <ul class="manylist" id="expire-lines" tabindex="0">${it.lines.map((line) => html`<li><a class="nowrap" href=${link("opinions", line.id)} @click=${() => this.close()}>${line.year}-${line.number}</a><span class="name">${spoken(line.area)}</span><span class="grow">${line.giver_masked || say("opinions.named")}</span>${this.#why(line, times.get(line.id))}${written.has(line.id) ? this.#written(line, written.get(line.id) ?? []) : nothing}${attached.has(line.id) ? this.#attached(line, attached.get(line.id) ?? 0) : nothing}</li>`)}</ul>
            ${this.#elsewhere(it)}
            <div class="row end"><button class="btn" @click=${() => (this.#listed.value = false)}>${say("parts.cancel")}</button><button class="btn risk" ?disabled=${going === 0} @click=${() => void this.#expire(it)}>${say("opinions.expireAct", { n: going })}</button></div>`
          : nothing
      }`;
  }

  #results(found: KeptOfPerson[]): TemplateResult {
    if (found.length === 0) return html`<p class="note">${say("opinions.personNone")}</p>`;
    return html`<ul class="manylist">${found.map((one) => html`<li><span class="nowrap">${short(one.day)}</span><span class="name">${spoken(one.area)}</span><span class="grow">${one.content}</span><span class="note nowrap">${one.giver} ${one.giver_phone}</span><span class="note nowrap">${label("opinion_state", one.state)}</span>${one.files > 0 ? html`<span class="note nowrap">${say("attachments.titleN", { n: one.files })}</span>` : nothing}<a href=${link("opinions", one.id)} @click=${() => this.close()}>${say("opinions.correct")}</a></li>`)}</ul>
      <div class="row"><button class="btn" @click=${() =>
        void printOpinions(
          found.map((one) => one.id),
          ["opinion_excerpt"],
        )}>${icon("print")}${say("opinions.print.opinion_excerpt")}</button><a class="btn quiet" href=${link("settings", "erasure")} @click=${() => this.close()}>${say("opinions.toErasure")}</a></div>`;
  }

  protected override render(): TemplateResult {
    const found = this.#found.value;
    const it = this.#expiring.value.value;
    return html`<div class="stackup">
      <div class="top"><h2>${say("opinions.personTitle")}</h2><button class="btn icon quiet small" aria-label=${say("parts.close")} @click=${() => this.close()}>${icon("close")}</button></div>
      <p class="note">${say("opinions.personNote")}</p>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <form class="moveform" @submit=${this.#find}>
        <div class="labelled"><label for="person-term">${say("opinions.personTerm")}</label>${textField({ name: "person-term", value: this.#term.value, set: (term) => (this.#term.value = term) })}</div>
        <div class="labelled"><label for="person-checked">${say("opinions.personChecked")}</label>${textField({ name: "person-checked", value: this.#checked.value, hint: say("opinions.personCheckedHint"), set: (checked) => (this.#checked.value = checked) })}</div>
        <div class="row end"><button class="btn primary" ?disabled=${!this.#term.value.trim() || !this.#checked.value.trim()}>${say("opinions.personFind")}</button></div>
      </form>
      ${found ? this.#results(found) : nothing}
      ${it && clerk.value?.role === "manage" ? this.#over(it) : nothing}
    </div>`;
  }
}
define("zd-giver-desk", GiverDesk);

/** Opens the desk for what is kept about residents. */
export function openGiverDesk(): Promise<undefined> {
  return open<undefined>((close) => html`<zd-giver-desk .close=${() => close(undefined)}></zd-giver-desk>`, true);
}
