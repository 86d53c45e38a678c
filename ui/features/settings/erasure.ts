import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { link } from "@/app/router";
import { may } from "@/app/session";
import { say, sayIf } from "@/app/words";
import { ask, Refused, run } from "@/bridge";
import type { ErasureDone, ErasureHit, ErasurePreview } from "@/bridge/calls";
import { marked } from "@/features/search/page";
import { confirm } from "@/parts/dialogs";
import { jobReport } from "@/parts/job";
import { icon } from "@/parts/marks";
import { emptyPlace, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import "@/features/attachments/room";
import "./erasures";

/**
 * Erasure: look for a name or a telephone number, see every place it stands, choose, give the ground. What stays is who
 * did it, when and why, never what was erased; it cannot be taken back, and says so before.
 */
class SettingsErasure extends Piece {
  readonly #term = signal("");
  readonly #ground = signal("");
  readonly #found = signal<{ term: string; preview: ErasurePreview } | undefined>(undefined);
  readonly #out = signal<ReadonlySet<string>>(new Set());
  readonly #done = signal<ErasureDone | undefined>(undefined);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #busy = signal(false);

  async #look(event: Event): Promise<void> {
    event.preventDefault();
    const term = this.#term.value.trim();
    if (!term || this.#busy.value) return;
    await this.#try(async () => {
      this.#found.value = undefined;
      this.#done.value = undefined;
      const preview = await ask("erasure.preview", { term });
      this.#found.value = { term, preview };
      // What may be about others is chosen by hand.
      this.#out.value = new Set(preview.hits.filter((hit) => hit.unsure).map((hit) => hit.record));
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.#refused.value = undefined;
    this.#busy.value = true;
    try {
      await act();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#busy.value = false;
    }
  }

  #chosen(): ErasureHit[] {
    return (this.#found.value?.preview.hits ?? []).filter((hit) => !this.#out.value.has(hit.record) && this.#erasable(hit));
  }

  /** Nothing stands in the record itself when only its history holds the term: that is emptied all the same. */
  #erasable(hit: ErasureHit): boolean {
    return hit.columns.length > 0 || hit.by_hand.length === 0;
  }

  async #erase(event: Event): Promise<void> {
    event.preventDefault();
    const found = this.#found.value;
    const chosen = this.#chosen();
    if (!found || this.#ground.value.trim() === "") return;
    const sure = await confirm({
      title: say("settings.eraseTitle", { n: chosen.length }),
      names: [...new Set(chosen.map((hit) => (hit.day ? `${hit.what} ${long(hit.day)}` : hit.what)))].slice(0, 24),
      note: say("settings.eraseSure"),
      act: say("settings.eraseAct", { n: chosen.length }),
      stay: say("settings.eraseStay"),
      risk: true,
    });
    if (!sure) return;
    await this.#try(async () => {
      const request = {
        term: found.term,
        ground: this.#ground.value.trim(),
        records: this.#out.value.size > 0 ? chosen.map((hit) => hit.record) : null,
      };
      this.#done.value = (await run("erasure.erase", request, () => {}).done).answer;
      // The page forgets the term with the records.
      this.#term.value = "";
      this.#ground.value = "";
      this.#found.value = undefined;
    });
  }

  async #cleanse(): Promise<void> {
    await this.#try(async () => {
      const { answer } = await run("backup.cleanse", {}, () => {}).done;
      const done = this.#done.value;
      if (done) this.#done.value = { ...done, backups: answer.left.length };
    });
  }

  #hit(hit: ErasureHit, term: string): TemplateResult {
    const erasable = this.#erasable(hit);
    const toggle = (): void => {
      const out = new Set(this.#out.value);
      if (!out.delete(hit.record)) out.add(hit.record);
      this.#out.value = out;
    };
    const columns = (names: string[]) =>
      names.map((name) => sayIf(`history.column.${name}`) ?? name).join(say("delegates.listComma"));
    return html`<tr>
      <td class="tickcell">${erasable ? html`<label class="tick"><input type="checkbox" aria-label=${say("settings.eraseThis", { what: hit.what })} .checked=${!this.#out.value.has(hit.record)} @change=${toggle} /></label>` : nothing}</td>
      <th scope="row" class="nowrap">${hit.what}</th>
      <td class="nowrap">${hit.day ? long(hit.day) : ""}</td>
      <td>${marked(hit.excerpt, [term])}${hit.by_hand.length > 0 ? html`<span class="two note t-due">${say("settings.eraseByHand", { columns: columns(hit.by_hand) })}</span>` : nothing}${hit.unsure ? html`<span class="two note">${say("settings.eraseUnsure")}</span>` : nothing}</td>
      <td>${hit.columns.length > 0 ? columns(hit.columns) : hit.by_hand.length > 0 ? html`<span class="t-wait">—</span>` : say("settings.eraseHistory")}</td>
      <td class="act">${hit.page ? html`<a href=${link(hit.page, hit.opens, hit.year ? { year: String(hit.year) } : {})}>${say("visits.openKey")}</a>` : nothing}</td>
    </tr>`;
  }

  #hits(term: string, preview: ErasurePreview): TemplateResult {
    const n = this.#chosen().length;
    if (preview.hits.length === 0 && preview.drafts === 0)
      return emptyPlace({ icon: "search", title: say("settings.eraseNone"), text: say("settings.eraseNoneText") });
    return html`<table class="table mini">
        <thead><tr><th scope="col"><span class="apart">${say("settings.eraseThisHead")}</span></th><th scope="col">${say("history.kind")}</th><th scope="col">${say("visits.day")}</th><th scope="col">${say("settings.eraseText")}</th><th scope="col">${say("settings.eraseColumns")}</th><th scope="col" class="act"><span class="apart">${say("visits.openKey")}</span></th></tr></thead>
        <tbody>${preview.hits.map((hit) => this.#hit(hit, term))}</tbody>
      </table>
      ${preview.drafts > 0 ? html`<p class="note">${say("settings.eraseDrafts", { n: preview.drafts })}</p>` : nothing}
      <form class="lines-form inset" @submit=${this.#erase}>
        <label for="erase-ground">${say("settings.eraseGround")}</label><div class="middle">${textField({ name: "erase-ground", value: this.#ground.value, hint: say("settings.eraseGroundHint"), set: (value) => (this.#ground.value = value) })}<p class="note">${say("settings.eraseGroundNote")}</p></div>
        <span></span><div class="row"><button class="btn risk" ?disabled=${this.#busy.value || this.#ground.value.trim() === "" || (n === 0 && preview.drafts === 0)}>${say("settings.eraseAct", { n })}</button><span class="note">${say("settings.eraseNever")}</span></div>
      </form>`;
  }

  #report(done: ErasureDone): TemplateResult {
    return html`${jobReport({
      shape: done.backups > 0 || done.by_hand > 0 ? "doubt" : "met",
      title: say("settings.erased"),
      counts: [
        [done.records, say("settings.erasedRecords")],
        [done.drafts, say("settings.erasedDrafts")],
        [done.by_hand, say("settings.erasedByHand")],
        [done.backups, say("settings.erasedBackups")],
      ],
      acts:
        done.backups > 0
          ? html`<button class="btn" ?disabled=${this.#busy.value} @click=${() => void this.#cleanse()}>${icon("disk")}${say("settings.eraseCleanse")}</button><span class="note">${say("settings.eraseCleanseNote")}</span>`
          : nothing,
    })}`;
  }

  protected override render(): TemplateResult {
    const found = this.#found.value;
    const done = this.#done.value;
    if (!may("manage")) return html`<p class="quiet">${say("settings.eraseManage")}</p>`;
    return html`<div class="stackup">
      <div class="cap"><h2>${say("settings.eraseHead")}</h2><span class="note">${say("settings.eraseLead")}</span></div>
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      <form class="row" @submit=${this.#look}>
        <div class="field searchfield"><input id="erase-term" autocomplete="off" spellcheck="false" aria-label=${say("settings.eraseTerm")} placeholder=${say("settings.eraseTerm")} .value=${this.#term.value} @input=${(event: Event) => (this.#term.value = (event.target as HTMLInputElement).value)} /></div>
        <button class="btn" ?disabled=${this.#busy.value || this.#term.value.trim() === ""}>${icon("search")}${say("settings.eraseFind")}</button>
        <span class="note">${say("settings.eraseLogged")}</span>
      </form>
      ${done ? this.#report(done) : nothing}
      ${found ? this.#hits(found.term, found.preview) : nothing}
      <zd-attachment-room></zd-attachment-room>
      <div class="cap"><h2>${say("settings.erasePast")}</h2></div>
      <zd-erasures></zd-erasures>
    </div>`;
  }
}
define("zd-settings-erasure", SettingsErasure);
