import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { html as literal, unsafeStatic } from "lit/static-html.js";
import { ask, lastOperation } from "@/bridge";
import { healthLight } from "@/features/backup/health";
import { sheet } from "@/parts/dialogs";
import { brandMark, icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { today } from "./days";
import { step, wish } from "./display";
import { watchIdle } from "./idle";
import { bind, chord, composing, typing } from "./keys";
import { type Page, pages, sidePages } from "./pages";
import { define, Piece } from "./piece";
import { roster, termOf } from "./register";
import { Resource } from "./resource";
import { go, link, place } from "./router";
import { entrance, lock, may, office as officeSignal, person } from "./session";
import { undo, undoRefused } from "./toasts";
import { figure, say } from "./words";
import "./toast-list";

const loaded = new Set<string>();

/** Work that waits, by page: opinions that were only registered. */
async function waiting(): Promise<Record<string, number>> {
  return { opinions: (await ask("opinions.list", { status: "registered", limit: 1 })).total };
}

/** Navigation, the bar above, and the page that the address names. */
class Frame extends Piece {
  readonly #ready = signal(0);
  readonly #letters = signal(false);
  readonly #health = new Resource(this, () => ask("backup.state", {}), ["backups"]);
  readonly #waiting = new Resource(this, () => waiting(), ["visits", "opinions"]);
  #unbind: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #minute = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const open: Record<string, () => void> = {};
    for (const each of pages) open[`alt+${each.letter}`] = () => go(link(each.page));
    this.#unbind = bind({
      ...open,
      "alt+n": () => may("enter") && go(link("visits", "new")),
      "ctrl+f": () => this.querySelector<HTMLInputElement>("#search")?.select(),
      "ctrl++": () => step(1),
      "ctrl+-": () => step(-1),
      "ctrl+0": () => wish({ size: "100" }),
      "ctrl+l": () => void lock(),
      f1: () => void keySheet(),
    });
    this.#unwatch = watchIdle();
    window.addEventListener("keydown", this.#keyDown);
    window.addEventListener("keyup", this.#keyUp);
    window.addEventListener("blur", this.#keyUp);
    // What the health light and the counts say grows old by itself.
    this.#minute = window.setInterval(() => this.#health.again(), 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
    this.#unwatch?.();
    window.removeEventListener("keydown", this.#keyDown);
    window.removeEventListener("keyup", this.#keyUp);
    window.removeEventListener("blur", this.#keyUp);
    window.clearInterval(this.#minute);
  }

  #keyDown = (event: KeyboardEvent): void => {
    if (event.key === "Alt") this.#letters.value = true;
    const last = lastOperation.value;
    // The shifted key is no undo, a held one is one undo, and under an open dialog nothing is taken back unseen.
    if (composing(event) || event.defaultPrevented || event.shiftKey || event.repeat || chord(event) !== "ctrl+z") return;
    if (!typing() && last !== null && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      lastOperation.value = null;
      void undo(last);
    }
  };
  #keyUp = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.key === "Alt") this.#letters.value = false;
  };

  #page(): TemplateResult | typeof nothing {
    void this.#ready.value;
    const wanted = [...pages, ...sidePages].find((each) => each.page === place.value.page) ?? pages[0];
    if (!wanted) return nothing;
    if (!loaded.has(wanted.page)) {
      void wanted.load().then(() => {
        loaded.add(wanted.page);
        this.#ready.value += 1;
      });
      return html`<main class="sheet"></main>`;
    }
    const tag = unsafeStatic(wanted.tag);
    return literal`<${tag} data-page=${wanted.page}></${tag}>`;
  }

  #entry(each: Page): TemplateResult {
    const waiting = this.#waiting.value.value?.[each.page];
    const page = place.value.page;
    const here = page === each.page || sidePages.some((side) => side.page === page && side.under === each.page);
    return html`${each.parted ? html`<hr />` : nothing}<a href=${link(each.page)} aria-current=${here ? "page" : nothing}>
        ${icon(each.icon)}<span>${say(each.word as "frame.desk")}${each.rest ? html`<span class="long">${say(each.rest as "frame.desk")}</span>` : nothing}</span>
        ${waiting ? html`<span class="n">${figure(waiting)}</span>` : nothing}<kbd>${each.letter.toUpperCase()}</kbd>
      </a>`;
  }

  #search(event: Event): void {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>("#search")?.value.trim() ?? "";
    if (text) go(link("search", "", { q: text }));
  }

  protected override render(): TemplateResult {
    const office = officeSignal.value;
    const term = (termOf("town") ?? roster.value.terms[0])?.name ?? "";
    const refused = undoRefused.value;
    return html`<div class="frame">
        <header class="through">
        <a class="brand" aria-label=${say("frame.name")} href=${link("desk")}>${brandMark()}<span>${say("frame.name")}</span></a>
        <div class="bar">
          <div class="office"><b>${office?.name ?? ""}</b><span class="note long">${[term, say("frame.year", { year: today.value.slice(0, 4) })].filter(Boolean).join(say("frame.comma"))}</span></div>
          <form class="search" role="search" @submit=${this.#search}>
            ${icon("search")}<input id="search" type="text" autocomplete="off" spellcheck="false" aria-label=${say("frame.searchLabel")} placeholder=${say("frame.searchHint")}
              @keydown=${(event: KeyboardEvent) => {
                if (composing(event) && event.key === "Enter") event.stopPropagation();
                // The form must not be sent by the Enter that only chose a candidate.
                if (composing(event) && event.key === "Enter") event.preventDefault();
              }} /><kbd>Ctrl F</kbd>
          </form>
          <div class="who">
            <a href=${link("settings", "backup")}>${this.#health.value.value ? healthLight(this.#health.value.value) : light("wait", say("backup.unread"))}</a>
            ${entrance.value.writable ? nothing : html`<span class="parting"></span><a href=${link("desk")} title=${entrance.value.notice}>${light("owed", say("frame.readOnly"))}</a>`}
            <span class="parting"></span>
            <span><span class="note long">${say("frame.clerk")}&ensp;</span><b>${person.value?.name ?? ""}</b></span>
            <button class="btn icon quiet" aria-label=${say("frame.lock")} title=${say("frame.lock")} @click=${() => void lock()}>${icon("lock")}</button>
          </div>
        </div>
        </header>
        <nav class="nav ${this.#letters.value ? "letters" : ""}" aria-label=${say("frame.nav")}>
          ${pages.map((each) => this.#entry(each))}
          <p class="tail note">${say("frame.unclassified")}<br />${say("frame.noSecrets")}</p>
        </nav>
        ${this.#page()}
      </div>
      ${refused ? html`<div class="toasts"><div class="floating-refusal">${refusal(refused, html`<button class="btn small" @click=${() => (undoRefused.value = undefined)}>${say("parts.understood")}</button>`)}</div></div>` : nothing}
      <zd-toasts></zd-toasts>`;
  }
}

/** All keys on one sheet. */
function keySheet(): Promise<undefined> {
  const rows: [string, string][] = [
    ["Alt N", say("keys.newVisit")],
    ...pages.map((each): [string, string] => [`Alt ${each.letter.toUpperCase()}`, say(each.word as "frame.desk")]),
    ["Ctrl F", say("keys.search")],
    ["Ctrl S", say("keys.save")],
    ["Ctrl Enter", say("keys.saveNext")],
    ["Ctrl D", say("keys.copyLast")],
    ["Ctrl Z", say("keys.undo")],
    ["Ctrl P", say("keys.print")],
    ["Enter", say("keys.nextField")],
    ["Esc", say("keys.leave")],
    ["F2", say("keys.bigName")],
    ["Ctrl +", say("keys.bigger")],
    ["Ctrl -", say("keys.smaller")],
    ["Ctrl 0", say("keys.standard")],
    ["Ctrl L", say("keys.lock")],
    ["F1", say("keys.all")],
  ];
  return sheet(
    say("keys.title"),
    () =>
      html`<ul class="keysheet">${rows.map(([chord, word]) => html`<li><span><kbd>${chord}</kbd></span><span>${word}</span></li>`)}</ul>`,
    true,
  );
}

define("zd-frame", Frame);
