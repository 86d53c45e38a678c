import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { Resource } from "@/app/resource";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, tell } from "@/bridge";
import type { NoticeDelivery, NoticeRecipientLine, NoticeWhole } from "@/bridge/calls";
import { sheet } from "@/parts/dialogs";
import { exportButton } from "@/parts/list-export";
import { icon, light, meter } from "@/parts/marks";
import { shown } from "@/parts/notices";
import { refuse } from "@/parts/refuse";
import { MANY, Within } from "@/parts/within";
import "@/parts/seg";
import { deliver } from "./deliver";
import { phoneTable } from "./phones";

/** Who has a notice and who has not: each delivery with its day, way and who took it. */
class NoticeBoard extends Piece {
  static override properties = { notice: {} };
  declare notice: string;

  readonly #id = signal("");
  readonly #only = signal<"all" | "missing" | "reached">("all");
  readonly #within = new Within<NoticeRecipientLine>((line) => [line.name, line.about], {
    name: (line) => line.name,
    about: (line) => line.about,
    reached: (line) => line.reached_on ?? "",
  });
  readonly #ticked = signal<ReadonlySet<string>>(new Set());
  readonly #whole = new Resource<NoticeWhole>(
    this,
    () => (this.#id.value ? ask("notices.open", { id: this.#id.value }) : undefined),
    ["notice_recipients", "notice_deliveries", "notices"],
  );

  constructor() {
    super();
    this.notice = "";
  }

  override willUpdate(): void {
    this.#id.value = this.notice;
  }

  async #deliver(lines: NoticeRecipientLine[], reached: boolean): Promise<void> {
    const day = this.#whole.value.value?.notice.day ?? "";
    const all = lines.map((line) => ({ id: line.recipient.id, name: line.name, about: line.about }));
    if (await deliver(this.notice, day, all, reached)) this.#ticked.value = new Set();
  }

  async #takeBack(one: NoticeDelivery): Promise<void> {
    try {
      const { operation } = await tell("notices.undeliver", { id: one.id });
      toast(say("notices.takenBack"), operation);
    } catch (cause) {
      await refuse(cause);
    }
  }

  async #phones(): Promise<void> {
    try {
      const lines = await ask("notices.phones", { id: this.notice });
      await sheet(
        say("notices.phonesTitle", { n: new Set(lines.map((line) => line.recipient_id)).size }),
        () => phoneTable(lines),
        true,
      );
    } catch (cause) {
      await refuse(cause);
    }
  }

  #tick(id: string, on: boolean): void {
    const ticked = new Set(this.#ticked.value);
    if (on) ticked.add(id);
    else ticked.delete(id);
    this.#ticked.value = ticked;
  }

  #proof(one: NoticeDelivery): TemplateResult {
    const facts = [
      one.receiver ? say("notices.takenBy", { name: one.receiver }) : "",
      one.note,
      one.photo ? say("notices.photoIs", { photo: one.photo }) : "",
      say("notices.sentBy", { name: one.sender }),
    ];
    return html`<span class="two usage">${light(one.reached ? "met" : "void", html`${one.reached ? label("notice_way", one.way) : say("notices.tried", { way: label("notice_way", one.way) })} <span class="note">${[`${short(one.day)} ${one.at}`.trim(), ...facts].filter(Boolean).join(" · ")}</span>`)}<button data-needs="enter" type="button" class="btn icon quiet small" aria-label=${say("notices.takeBack")} title=${say("notices.takeBack")} @click=${() => void this.#takeBack(one)}>${icon("undo")}</button></span>`;
  }

  #row(line: NoticeRecipientLine): TemplateResult {
    const id = line.recipient.id;
    return html`<tr><td>${line.reached_on ? html`<span class="untick">${line.name}</span>` : html`<label class="tick"><input type="checkbox" .checked=${this.#ticked.value.has(id)} @change=${(event: Event) => this.#tick(id, (event.target as HTMLInputElement).checked)} /><span>${line.name}</span></label>`}</td><td class="note nowrap">${line.about}</td><td>${line.deliveries.map((one) => this.#proof(one))}${line.deliveries.length === 0 ? light("wait", say("notices.missing")) : nothing}</td><td class="act">${line.reached_on ? nothing : html`<button data-needs="enter" type="button" class="btn small" @click=${() => void this.#deliver([line], true)}>${say("notices.deliver")}</button>`}</td></tr>`;
  }

  #board(whole: NoticeWhole): TemplateResult {
    const all = whole.recipients;
    const missing = all.filter((line) => !line.reached_on);
    const only = this.#only.value;
    const rows = this.#within.left(only === "all" ? all : only === "missing" ? missing : all.filter((line) => line.reached_on));
    const ticked = missing.filter((line) => this.#ticked.value.has(line.recipient.id));
    // Only who is in sight is ticked with one click: a word may have narrowed the rows.
    const inSight = rows.filter((line) => !line.reached_on);
    const allTicked = inSight.every((line) => this.#ticked.value.has(line.recipient.id));
    const tickAll = (): void => {
      const next = new Set(this.#ticked.value);
      for (const { recipient } of inSight)
        if (allTicked) next.delete(recipient.id);
        else next.add(recipient.id);
      this.#ticked.value = next;
    };
    const choices = [
      { value: "all", label: say("notices.all"), count: all.length },
      { value: "missing", label: say("notices.missing"), count: missing.length },
      { value: "reached", label: say("notices.reached"), count: all.length - missing.length },
    ];
    return html`<div class="cap"><h2>${say("notices.board")}</h2><span class="note">${missing.length === 0 ? say("notices.allReached", { n: all.length }) : say("notices.someReached", { missing: missing.length, n: all.length })}</span>
        <span class="end row">${missing.length > 0 ? html`<button type="button" class="btn small quiet" @click=${() => void this.#phones()}>${icon("eye")}${say("notices.phones")}</button>` : nothing}</span></div>
      ${meter(all.length === 0 ? 0 : (all.length - missing.length) / all.length)}
      <div class="row boardtools"><zd-seg size="small" label=${say("notices.board")} .value=${only} .choices=${choices} @choose=${(event: CustomEvent<"all" | "missing" | "reached">) => (this.#only.value = event.detail)}></zd-seg>
        ${this.#within.field(say("notices.findRecipient"), all.length)}
        ${inSight.length > 0 ? html`<button data-needs="enter" type="button" class="btn small quiet" @click=${tickAll}>${allTicked ? say("notices.tickNone") : say("notices.tickAll", { n: inSight.length })}</button>` : nothing}
        <span class="grow"></span>
        ${ticked.length > 0 ? html`<button data-needs="enter" type="button" class="btn small" @click=${() => void this.#deliver(ticked, false)}>${say("notices.attempt")}</button><button data-needs="enter" type="button" class="btn small" @click=${() => void this.#deliver(ticked, true)}>${say("notices.deliverMany", { n: ticked.length })}</button>` : nothing}</div>
      ${rows.length === 0 && all.length > 0 ? html`<p class="note">${say("settings.noneFound")}</p>` : nothing}
      <table class="table mini">${all.length > MANY ? html`<thead><tr>${this.#within.head("name", say("notices.recipient"))}${this.#within.head("about", say("notices.about"))}${this.#within.head("reached", say("notices.board"))}<th scope="col"><span class="apart">${say("notices.deliver")}</span></th></tr></thead>` : nothing}<tbody>${repeat(
        rows,
        (line) => line.recipient.id,
        (line) => this.#row(line),
      )}</tbody></table>
      <div class="row">${exportButton({ list: "recipients", total: rows.length, request: { id: this.notice }, ids: rows.map((line) => line.recipient.id) })}</div>`;
  }

  protected override render(): TemplateResult {
    return html`${shown(this.#whole, (whole) => this.#board(whole))}`;
  }
}
define("zd-notice-board", NoticeBoard);
