import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { go, link } from "@/app/router";
import { enter, openPractice } from "@/app/session";
import { say } from "@/app/words";
import { type Chosen, files, Refused } from "@/bridge";
import { brandMark, icon } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { areasStep, clerkStep, officeStep, sinceStep, startStep, termStep } from "./first-steps";
import { Founding } from "./founding";
import "./recovery-key";
import "@/features/backup/new-computer";
import "@/parts/date";

const STEPS = ["start", "office", "term", "areas", "since", "clerk", "key"] as const;

/** The first run: seven short steps. The office is founded after the sixth; the key is shown once, in the last. */
class FirstRun extends Piece {
  readonly #at = signal(0);
  readonly #busy = signal(false);
  readonly #copied = signal(false);
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #elsewhere = signal(false);
  readonly founding = new Founding();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#towns();
  }

  async #towns(list?: Chosen): Promise<void> {
    try {
      await this.founding.readTowns(list);
      this.#refused.value = undefined;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    }
  }

  async #choose(): Promise<void> {
    const [list] = await files.choose("area");
    if (list) await this.#towns(list);
  }

  #step(): (typeof STEPS)[number] {
    return STEPS[this.#at.value] ?? "start";
  }

  #ready(): boolean {
    const it = this.founding;
    switch (this.#step()) {
      case "office":
        return it.name.value.trim() !== "" && it.town.value !== "";
      case "term":
        return it.term.value.trim() !== "" && it.termStarts.value !== "";
      case "areas":
        return true;
      case "since":
        return it.since.value !== "";
      case "clerk":
        return it.clerk.value.trim() !== "" && it.passphrase.value.length >= 8 && it.passphrase.value === it.again.value;
      case "key":
        return this.#copied.value;
      case "start":
        return it.way.value !== "";
    }
  }

  async #next(): Promise<void> {
    if (this.#busy.value || !this.#ready()) return;
    this.#refused.value = undefined;
    this.#busy.value = true;
    try {
      if (this.#step() === "start" && this.founding.way.value === "practice") return await openPractice();
      if (this.#step() === "clerk" && !this.founding.found.value) await this.founding.establish();
      if (this.#step() === "key") return await this.#enter();
      this.#at.value += 1;
      await this.updateComplete;
      this.querySelector<HTMLElement>("input:not([type=radio]), select, h1")?.focus();
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
    } finally {
      this.#busy.value = false;
    }
  }

  async #enter(): Promise<void> {
    const found = this.founding.found.value;
    if (!found) return;
    const way = this.founding.way.value;
    await enter(found.session, found.person);
    go(way === "import" ? link("imports") : link("desk"));
  }

  #back(): void {
    this.#refused.value = undefined;
    this.#at.value -= 1;
  }

  #keys = keys((event: KeyboardEvent) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      void this.#next();
    }
  });

  #body(): TemplateResult {
    const it = this.founding;
    switch (this.#step()) {
      case "office":
        return officeStep(
          it,
          () => void this.#choose().catch((cause) => (this.#refused.value = Refused.from(cause))),
          () => void this.#towns(),
        );
      case "term":
        return termStep(it);
      case "areas":
        return areasStep(it);
      case "since":
        return sinceStep(it);
      case "clerk":
        return clerkStep(it);
      case "key":
        return html`<zd-recovery-key .recovery=${it.found.value?.recovery_key ?? ""} .office=${it.name.value} @copied=${(event: CustomEvent<boolean>) => (this.#copied.value = event.detail)}></zd-recovery-key>`;
      case "start":
        return startStep(it);
    }
  }

  protected override render(): TemplateResult {
    if (this.#elsewhere.value) return html`<zd-new-computer @back=${() => (this.#elsewhere.value = false)}></zd-new-computer>`;
    const at = this.#at.value;
    const founded = this.founding.found.value !== undefined;
    const step = this.#step();
    return html`<div class="first" @keydown=${this.#keys}>
      <aside>
        <div class="brand">${brandMark()}<span>${say("frame.name")}</span></div>
        <ol class="ladder">
          ${STEPS.map((each, index) => {
            const summary = index < at ? this.founding.summary(each) : "";
            return html`<li class=${index < at ? "done" : index === at ? "on" : ""} aria-current=${index === at ? "step" : nothing}>
              <i>${index < at ? icon("check") : index + 1}</i><span>${say(`office.step.${each}`)}</span>${summary ? html`<span class="note">${summary}</span>` : nothing}
            </li>`;
          })}
        </ol>
        <p class="note bottom">${say("frame.unclassified")}<br />${say("frame.noSecrets")}</p>
      </aside>
      <main class="sheet">
        <div class="work">
          ${this.#refused.value ? refusal(this.#refused.value) : nothing}
          ${this.#body()}
          ${step === "start" ? html`<p class="elsewhere">${icon("restore")}<span>${say("office.haveBackup")}</span><button type="button" class="link" @click=${() => (this.#elsewhere.value = true)}>${say("office.restoreHere")}</button></p>` : nothing}
        </div>
        <div class="foot">
          ${at > 0 && !founded ? html`<button class="btn quiet" @click=${this.#back}>${icon("left")}${say("office.back")}</button>` : nothing}
          <span class="note end">${this.#ready() ? "" : say(`office.wait.${step}`)}</span>
          <div class="acts">
            <button class="btn primary" ?disabled=${!this.#ready() || this.#busy.value} @click=${() => void this.#next()}>
              ${this.#busy.value ? say("office.busy") : step === "clerk" && !founded ? say("office.found") : step === "key" || (step === "start" && this.founding.way.value === "practice") ? say("office.enter") : say("office.next")}
            </button>
          </div>
        </div>
      </main>
    </div>`;
  }
}
define("zd-first-run", FirstRun);
