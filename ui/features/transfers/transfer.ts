import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { type Day, long, today } from "@/app/days";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { go, link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { TransferLine, TransferWhole } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { icon, light, meter } from "@/parts/marks";
import { refusal, shown } from "@/parts/notices";
import { head, hints, textField } from "@/parts/page";
import { refuse } from "@/parts/refuse";
import "@/parts/date";
import { accountSteps } from "./accounts";
import { lineRow, PARTS } from "./lines";

/** One transfer: the list at the left, kept line by line; at the right who, and the steps to its end. */
class TransferPage extends Piece {
  static override properties = { record: {} };
  declare record: string;

  readonly #id = signal("");
  readonly #whole = new Resource<TransferWhole>(
    this,
    () => (this.#id.value ? ask("transfers.open", { id: this.#id.value }) : undefined),
    ["transfers", "transfer_lines", "clerks"],
  );
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #label = signal("");
  readonly #signDay = signal<Day>(today.peek());
  #unbind: (() => void) | undefined;

  constructor() {
    super();
    this.record = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unbind = bind({
      escape: () => go(link("settings", "people")),
      "ctrl+p": () => go(link("transfers", this.record, { paper: "transfer" })),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  override willUpdate(): void {
    this.#id.value = this.record;
  }

  async #do(act: () => Promise<{ operation?: number | null }>, message = ""): Promise<boolean> {
    try {
      const { operation } = await act();
      this.#refused.value = undefined;
      if (message) toast(message, operation ?? null);
      return true;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      this.querySelector(".scroll")?.scrollTo(0, 0);
      return false;
    } finally {
      this.#whole.again();
    }
  }

  #set(line: TransferLine, change: Partial<TransferLine>): void {
    const next = { ...line, ...change };
    const { id, label, counted, kept_at, note, given } = next;
    void this.#do(() => tell("transfers.line", { id, transfer_id: this.record, label, counted, kept_at, note, given }));
  }

  async #remove(line: TransferLine): Promise<void> {
    await this.#do(() => tell("transfers.line_remove", { id: line.id }), say("transfers.lineRemoved"));
  }

  async #add(event: Event): Promise<void> {
    event.preventDefault();
    const label = this.#label.value.trim();
    if (!label) return;
    const wish = { id: "", transfer_id: this.record, label, counted: null, kept_at: "", note: "", given: false };
    if (await this.#do(() => tell("transfers.line", wish))) this.#label.value = "";
  }

  async #drop(): Promise<void> {
    const sure = await confirm({
      title: say("transfers.removeTitle"),
      note: say("transfers.removeNote"),
      act: say("visits.remove"),
      stay: say("visits.keep"),
      risk: true,
    });
    if (!sure) return;
    try {
      const { operation } = await tell("transfers.remove", { id: this.record });
      toast(say("transfers.removed"), operation);
      go(link("settings", "people"));
    } catch (cause) {
      await refuse(cause);
    }
  }

  #list(whole: TransferWhole): TemplateResult {
    const frozen = whole.transfer.signed_on !== null || !whole.may;
    const part = (name: (typeof PARTS)[number][0], kinds: readonly string[]): TemplateResult | typeof nothing => {
      const lines = whole.lines.filter((line) => kinds.includes(line.kind));
      if (lines.length === 0 && (name !== "more" || frozen)) return nothing;
      return html`<section class="block"><div class="cap"><h2>${say(`transfers.part.${name}`)}</h2>${name === "things" ? html`<span class="note">${say("transfers.keyNote")}</span>` : nothing}</div>
        ${
          lines.length > 0
            ? html`<table class="table mini transferlines"><thead><tr><th scope="col">${say("transfers.label")}</th><th scope="col" class="num">${say("transfers.counted")}</th>${name === "work" ? nothing : html`<th scope="col">${say("transfers.keptAt")}</th>`}<th scope="col">${say("transfers.note")}</th><th scope="col" class="act">${say("transfers.given")}</th></tr></thead><tbody>${lines.map(
                (line) =>
                  lineRow(
                    line,
                    frozen,
                    name !== "work",
                    (change) => this.#set(line, change),
                    () => void this.#remove(line),
                  ),
              )}</tbody></table>`
            : nothing
        }
        ${name === "more" && !frozen ? html`<form class="row addline" @submit=${(event: Event) => void this.#add(event)}><div class="picking">${textField({ name: "line-new", label: say("transfers.addLabel"), hint: say("transfers.addHint"), value: this.#label.value, set: (value) => (this.#label.value = value) })}</div><button class="btn small" ?disabled=${this.#label.value.trim() === ""}>${icon("plus")}${say("transfers.add")}</button></form>` : nothing}
      </section>`;
    };
    return html`${PARTS.map(([name, kinds]) => part(name, kinds))}`;
  }

  #who(whole: TransferWhole): TemplateResult {
    const it = whole.transfer;
    const frozen = it.signed_on !== null || !whole.may;
    const save = (change: object) =>
      void this.#do(() =>
        tell("transfers.save", {
          id: it.id,
          to_name: it.to_name,
          witness: it.witness,
          absent: it.absent,
          note: it.note,
          ...change,
        }),
      );
    const field = (name: "to_name" | "witness" | "absent" | "note", word: string) =>
      html`<dt>${word}</dt><dd>${frozen ? it[name] : html`<div class="field"><input name=${name} aria-label=${word} autocomplete="off" .value=${it[name]} @change=${(event: Event) => save({ [name]: (event.target as HTMLInputElement).value })} /></div>`}</dd>`;
    return html`<section><h2>${say("transfers.who")}</h2><dl class="dl transferwho"><dt>${say("transfers.from")}</dt><dd>${it.from}</dd>${it.absent ? field("absent", say("transfers.absent")) : nothing}${field("to_name", say("transfers.to"))}${field("witness", say("transfers.witness"))}${field("note", say("transfers.remark"))}</dl></section>`;
  }

  #steps(whole: TransferWhole): TemplateResult {
    const it = whole.transfer;
    const frozen = it.signed_on !== null;
    const open = it.lines - it.given;
    return html`<section><h2>${say("transfers.steps")}</h2><ol class="steplist">
      <li>${open === 0 ? light("met", say("transfers.allGiven", { n: it.lines })) : light(frozen ? "void" : "wait", say("transfers.someGiven", { given: it.given, n: it.lines }))}${meter(it.lines ? it.given / it.lines : 0)}<span class="note">${say("transfers.countedOn", { day: long(it.counted_on) })}</span>${frozen || !whole.may ? nothing : html`<div><button type="button" class="btn small" @click=${() => void this.#do(() => tell("transfers.count", { id: it.id }), say("transfers.countDone"))}>${icon("restore")}${say("transfers.count")}</button></div>`}</li>
      <li>${it.signed_on ? light("met", say("transfers.signedOn", { day: long(it.signed_on) })) : light("wait", say("transfers.toSign"))}<span class="note">${say("transfers.signNote")}</span><div class="row"><a class="btn small" href=${link("transfers", it.id, { paper: "transfer" })}>${icon("print")}${say("transfers.print")}</a></div>${it.signed_on || !whole.may ? nothing : html`<div class="row"><div class="short"><zd-date name="sign-day" label=${say("transfers.signDay")} .value=${this.#signDay.value} @day=${(event: CustomEvent<Day>) => (this.#signDay.value = event.detail)}></zd-date></div><button type="button" class="btn small" @click=${() => void this.#do(() => tell("transfers.sign", { id: it.id, day: this.#signDay.value || null }), say("transfers.signDone"))}>${say("transfers.sign")}</button></div>`}</li>
      ${accountSteps(whole, () => this.#whole.again())}
    </ol></section>`;
  }

  protected override render(): TemplateResult {
    const whole = this.#whole.value.value;
    const it = whole?.transfer;
    return html`<main class="sheet">
      ${head(say("transfers.title"), it ? say("transfers.sub", { from: it.from, to: it.to_name || say("transfers.nobody") }) : nothing, html`<a class="btn quiet" href=${link("settings", "people")}>${icon("left")}${say("settings.people")}</a>${it && !it.signed_on && whole.may ? html`<button class="btn" @click=${() => void this.#drop()}>${icon("bin")}${say("visits.remove")}</button>` : nothing}`)}
      <div class="split wide">
        <div class="scroll pad chain" tabindex="-1">${this.#refused.value ? refusal(this.#refused.value) : nothing}${shown(this.#whole, (found) => this.#list(found))}</div>
        <aside class="panel" tabindex="0" aria-label=${say("transfers.steps")}>${whole ? html`<div class="side">${this.#steps(whole)}${this.#who(whole)}</div>` : nothing}</aside>
      </div>
      <div class="foot"><span class="note">${say("transfers.keptLine")}</span>${hints([
        ["Ctrl P", say("transfers.print")],
        ["Esc", say("visits.leaveKey")],
      ])}</div>
    </main>`;
  }
}
define("zd-transfer", TransferPage);
