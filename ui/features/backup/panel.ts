import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { lock } from "@/app/session";
import { toast } from "@/app/toasts";
import { say, sayIf } from "@/app/words";
import { ask, files, Refused, run, type Step } from "@/bridge";
import type { CheckVerdict, Health } from "@/bridge/calls";
import { confirm } from "@/parts/dialogs";
import { jobPanel } from "@/parts/job";
import { icon, light } from "@/parts/marks";
import { refusal, shown } from "@/parts/notices";
import "./backups";
import { bytes, healthShape } from "./health";
import { showBackup } from "./inspect";

/** Backups: how they stand, the second place, a rehearsal, and the way back. */
class BackupPanel extends Piece {
  readonly #state = new Resource<Health>(this, () => ask("backup.state", {}), ["backups"]);
  readonly #step = signal<Step | undefined>(undefined);
  readonly #title = signal("");
  readonly #refused = signal<Refused | undefined>(undefined);
  readonly #verdict = signal<CheckVerdict | undefined>(undefined);
  #stop: (() => void) | undefined;

  /** Runs a long call with its panel; answers undefined when it was refused or stopped. */
  async #work<K extends "backup.now" | "backup.rehearse" | "backup.second_place" | "backup.restore" | "check.run">(
    name: K,
    payload: object,
    title: string,
  ): Promise<unknown> {
    this.#title.value = title;
    this.#refused.value = undefined;
    this.#step.value = { job: null, done: 0, total: 0, what: "" };
    const job = run(name, payload as never, (step) => (this.#step.value = { ...step, what: sayIf(step.what) ?? "" }));
    this.#stop = job.stop;
    try {
      return (await job.done).answer ?? true;
    } catch (cause) {
      this.#refused.value = Refused.from(cause);
      return undefined;
    } finally {
      this.#step.value = undefined;
      this.#state.again();
      this.querySelector<HTMLElement & { again(): void }>("zd-backups")?.again();
    }
  }

  async #now(): Promise<void> {
    if (await this.#work("backup.now", {}, say("backup.taking"))) toast(say("backup.taken"));
  }

  async #rehearse(): Promise<void> {
    const found = (await this.#work("backup.rehearse", {}, say("backup.rehearsing"))) as
      | { good: boolean; rows: number }
      | undefined;
    if (found?.good) toast(say("backup.rehearsedGood", { n: found.rows }));
  }

  async #check(): Promise<void> {
    this.#verdict.value = undefined;
    this.#verdict.value = (await this.#work("check.run", {}, say("backup.checking"))) as CheckVerdict | undefined;
  }

  /** What the check found, part by part; the engine's own words stand only as a note for the telephone. */
  #checked(it: CheckVerdict): TemplateResult {
    return html`<div class="job" role="status">
      <div class="cap"><b>${light(it.sound ? "met" : "owed", it.sentence)}</b><span class="end note">${say("backup.checkedRows", { rows: it.rows, entries: it.entries })}</span></div>
      ${it.hint ? html`<p class="quiet">${it.hint}</p>` : nothing}
      <ul class="checks">${it.parts.map((part) => html`<li>${light(part.sound ? "met" : "owed", part.label)}${part.fault ? html`<span class="cell">${part.fault}</span>` : nothing}</li>`)}</ul>
    </div>`;
  }

  async #second(): Promise<void> {
    const folder = await files.folder();
    if (!folder) return;
    if (await this.#work("backup.second_place", { folder: folder.token }, say("backup.taking")))
      toast(say("backup.secondSet", { name: folder.name }));
  }

  async #restore(which: { backup?: string; file?: string }): Promise<void> {
    const seen = await showBackup(which).catch((cause) => {
      this.#refused.value = Refused.from(cause);
      return undefined;
    });
    if (!seen) return;
    const sure = await confirm({
      title: say("backup.restoreTitle", { when: when(seen.taken) }),
      note: say("backup.restoreNote", { n: seen.left_behind }),
      act: say("backup.restore"),
      stay: say("backup.stay"),
      risk: true,
    });
    if (!sure) return;
    if (await this.#work("backup.restore", { ...which, head: seen.head }, say("backup.restoring"))) {
      toast(say("backup.restored"));
      await lock();
    }
  }

  #one = (backup: string): void => void this.#restore({ backup });

  async #fromFile(): Promise<void> {
    const [file] = await files.choose("backup");
    if (file) await this.#restore({ file: file.token });
  }

  #card(it: Health): TemplateResult {
    const second = it.second;
    return html`<div class="stackup">
      <div>${light(healthShape(it), it.sentence, "big")}</div>
      <dl class="dl middle">
        <dt>${say("backup.last")}</dt><dd>${it.last_at ? when(it.last_at) : say("backup.never")}${it.unsaved > 0 ? html`<span class="note"> ${say("backup.unsaved", { n: it.unsaved })}</span>` : nothing}</dd>
        <dt>${say("backup.second")}</dt><dd>${second ? html`${second.at ? when(second.at) : say("backup.never")}${say("frame.comma")}${second.label}${second.same_disk ? html` <span class="t-due">${say("backup.sameDisk")}</span>` : nothing}${second.reachable ? nothing : html` <span class="t-due">${say("backup.unreachable")}</span>`}` : say("backup.notSet")}</dd>
        <dt>${say("backup.rehearsed")}</dt><dd>${it.rehearsed_at ? html`${when(it.rehearsed_at)}${say("frame.comma")}${it.rehearsed_good ? say("backup.agrees") : html`<span class="t-owed">${say("backup.differs")}</span>`}` : say("backup.never")}</dd>
        <dt>${say("backup.checked")}</dt><dd>${it.checked_at ? html`${when(it.checked_at)}${say("frame.comma")}${it.checked_good ? say("backup.sound") : html`<span class="t-owed">${say("backup.unsound")}</span>`}` : say("backup.never")}</dd>
        <dt>${say("backup.kept")}</dt><dd>${say("backup.keptLine", { n: it.count, size: bytes(it.bytes) })}</dd>
      </dl>
      <div class="row">
        <button class="btn primary" @click=${() => void this.#now()}>${icon("disk")}${say("backup.now")}</button>
        <button data-needs="enter" class="btn" @click=${() => void this.#second()}>${icon("usb")}${say(second ? "backup.changeSecond" : "backup.setSecond")}</button>
        <button class="btn" @click=${() => void this.#rehearse()}>${icon("restore")}${say("backup.rehearse")}</button>
        <button class="btn" @click=${() => void this.#check()}>${icon("check")}${say("backup.check")}</button>
      </div>
    </div>`;
  }

  protected override render(): TemplateResult {
    const step = this.#step.value;
    return html`<div class="stackup">
      ${this.#refused.value ? refusal(this.#refused.value) : nothing}
      ${step ? jobPanel({ title: this.#title.value, step, stopping: say("backup.stopping"), stop: () => this.#stop?.() }) : nothing}
      ${shown(this.#state, (it) => this.#card(it))}
      ${this.#verdict.value ? this.#checked(this.#verdict.value) : nothing}
      <div class="cap"><h2>${say("backup.list")}</h2><span class="note">${say("backup.listNote")}</span><button class="btn small end" @click=${() => void this.#fromFile()}>${icon("folder")}${say("backup.fromFile")}</button></div>
      <zd-backups .restore=${this.#one}></zd-backups>
    </div>`;
  }
}
define("zd-backup-panel", BackupPanel);
