import { html, nothing, type TemplateResult } from "lit";
import { short, today } from "@/app/days";
import { bind, keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { label, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { NoticeLine, NoticePage } from "@/bridge/calls";
import { tabs } from "@/features/meetings/tabs";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField, pager, sortHead } from "@/parts/page";

const SIZE = 50;
const YEARS = 4;

/** How far a notice got: everybody, some, or late. */
export function reachLight(line: Pick<NoticeLine, "recipients" | "reached" | "late">): TemplateResult {
  const { recipients: n, reached } = line;
  if (reached >= n) return light("met", say("notices.allReached", { n }));
  return light(line.late ? "owed" : "due", say("notices.someReached", { missing: n - reached, n }));
}

/** The notices of a year: what went to whom, and who has not got it. */
class NoticeList extends Piece {
  readonly #page = new Resource<NoticePage>(this, () => ask("notices.page", this.#request()), ["notices", "notice_recipients"]);
  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({ "alt+n": () => go(link("notices", "new")) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  #year(): string {
    return place.value.query.get("year") ?? today.value.slice(0, 4);
  }

  #request() {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    return {
      filter: {
        from: `${this.#year()}-01-01`,
        to: `${this.#year()}-12-31`,
        kind: query.get("kind"),
        state: query.get("state"),
        person_id: query.get("person"),
        area_id: query.get("area"),
        text: query.get("q"),
      },
      sort: sort.replace("-", ""),
      descending: sort.startsWith("-"),
      offset: Number(query.get("from") ?? 0),
      limit: SIZE,
    };
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") go(link("notices", row.dataset.id ?? ""));
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  #table(page: NoticePage): TemplateResult {
    const query = place.value.query;
    const sort = query.get("sort") ?? "-day";
    const set = (next: string) => filter({ sort: next, from: undefined });
    if (page.lines.length === 0) {
      const narrowed = ["kind", "state", "person", "area", "q"].some((name) => query.get(name));
      return emptyPlace({
        icon: "page",
        title: say(narrowed ? "notices.emptyFiltered" : "notices.empty"),
        text: say("notices.emptyText"),
        acts: narrowed
          ? html`<button class="btn" @click=${() => go(link("notices"))}>${say("activities.showAll")}</button>`
          : html`<a class="btn" href=${link("notices", "new")}>${say("notices.new")} <kbd>Alt N</kbd></a>`,
      });
    }
    return html`<table class="table" @keydown=${this.#keys}>
      <thead><tr>${sortHead({ key: "day", word: say("notices.day"), sort, set })}<th scope="col">${say("notices.kind")}</th>${sortHead({ key: "title", word: say("notices.title"), sort, set })}${sortHead({ key: "due", word: say("notices.receiptBy"), sort, set })}${sortHead({ key: "missing", word: say("notices.reach"), sort, set })}</tr></thead>
      <tbody>${page.lines.map(
        (
          line,
          index,
        ) => html`<tr data-id=${line.id} tabindex=${index === 0 ? 0 : -1} @dblclick=${() => go(link("notices", line.id))}>
        <td class="nowrap">${short(line.day)}</td><td class="nowrap">${label("notice_kind", line.kind)}</td>
        <td><a href=${link("notices", line.id)} tabindex="-1">${line.title}</a>${line.document ? html`<span class="two note">${line.document}</span>` : nothing}</td>
        <td class="nowrap">${line.receipt_by ? short(line.receipt_by) : ""}</td><td class="nowrap">${reachLight(line)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">${say("visits.total")}</th><td colspan="3">${say("notices.total", { n: page.total })}</td><td class="nowrap">${say("notices.totalReach", { reached: page.reached, n: page.recipients })}</td></tr></tfoot>
    </table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const page = this.#page.value.value;
    const now = Number(today.value.slice(0, 4));
    const years = Array.from({ length: YEARS }, (_, at): [string, string] => [
      String(now - at),
      say("frame.year", { year: String(now - at) }),
    ]);
    const kinds: [string, string][] = [
      ["", say("notices.allKinds")],
      ...words("notice_kind").map((word): [string, string] => [word.code, word.label]),
    ];
    const states: [string, string][] = [
      ["", say("notices.anyState")],
      ...(["open", "late", "done"] as const).map((state): [string, string] => [state, say(`notices.state.${state}`)]),
    ];
    const sub = page ? (page.open > 0 ? say("notices.sub", { n: page.open, late: page.late }) : say("notices.subDone")) : nothing;
    return html`<main class="sheet">
      ${head(say("frame.meetings"), sub, html`<a class="btn primary" href=${link("notices", "new")}>${icon("plus")}${say("notices.new")} <kbd>Alt N</kbd></a>`)}
      <div class="tools">${tabs("notices")}
        <div class="picking">${listField({ name: "year", label: say("meetings.year"), value: this.#year(), options: years, set: (year) => filter({ year, from: undefined }) })}</div>
        <div class="picking">${listField({ name: "kind", label: say("notices.kind"), value: query.get("kind") ?? "", options: kinds, set: (kind) => filter({ kind, from: undefined }) })}</div>
        <div class="picking">${listField({ name: "state", label: say("notices.reach"), value: query.get("state") ?? "", options: states, set: (state) => filter({ state, from: undefined }) })}</div>
        <div class="field picking"><input aria-label=${say("notices.words")} placeholder=${say("notices.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
      </div>
      <div class="scroll ruled" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
      <div class="foot">${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.total, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}<div class="keys acts">${hints(
        [
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
        ],
      )}</div></div>
    </main>`;
  }
}
define("zd-notice-list", NoticeList);
