import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { bind } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { filter, go, link, place } from "@/app/router";
import { figure, say } from "@/app/words";
import { files, type Step } from "@/bridge";
import type { Round, RoundBoard } from "@/bridge/calls";
import { jobPanel, jobReport } from "@/parts/job";
import { icon } from "@/parts/marks";
import { emptyPlace, notice, refusal } from "@/parts/notices";
import { listField } from "@/parts/page";
import "@/parts/seg";
import "./hall";
import "./keyed";
import "./remarks";
import "./stack";
import { batchName, villageName, written } from "./model";
import { forgetReport, scan, scanJob } from "./scan-job";

const WAYS = ["scan", "keyed", "hall", "remarks"] as const;
type Way = (typeof WAYS)[number];

/** Three ways to count, mixed as a village needs: scans, two counters at the keyboard, calling aloud in the hall. */
class RoundRead extends Piece {
  static override properties = { round: { attribute: false }, board: { attribute: false } };
  declare round: Round;
  declare board: RoundBoard;

  #unbind: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    forgetReport(this.round.id);
    // Where a run is in sight Escape stops it, as its button says; otherwise it leaves the round as on every step.
    this.#unbind = bind({
      escape: () => {
        const job = scanJob(this.round.id);
        if (job?.step && place.peek().query.get("way") === null) job.stop();
        else go(link("evaluations"));
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unbind?.();
  }

  /** How fast and how much longer, once there is something to tell it from. */
  #rate(step: Step, since: number): string {
    const seconds = (Date.now() - since) / 1000;
    if (step.done < 3 || seconds < 1) return say("evaluations.scanStop");
    const rate = step.done / seconds;
    const left = Math.max(0, step.total - step.done) / rate;
    return `${left < 90 ? say("evaluations.rateSeconds", { rate: figure(Math.round(rate * 10) / 10), n: Math.ceil(left) }) : say("evaluations.rateMinutes", { rate: figure(Math.round(rate * 10) / 10), n: Math.ceil(left / 60) })} ${say("evaluations.scanStop")}`;
  }

  #panel(): TemplateResult | typeof nothing {
    const job = scanJob(this.round.id);
    const report = job?.report;
    if (job?.step)
      return jobPanel({
        title: say("evaluations.scanning"),
        step: job.step,
        stopping: this.#rate(job.step, job.since),
        stop: job.stop,
      });
    if (!report) return nothing;
    const counts: [number, string][] = [
      [report.read, say("evaluations.status.read")],
      [report.review, say("evaluations.status.review")],
      [report.rejected, say("evaluations.status.rejected")],
      [report.foreign, say("evaluations.status.foreign")],
      [report.blank, say("evaluations.status.blank")],
      [report.duplicate, say("evaluations.status.duplicate")],
      [report.seen_before, say("evaluations.seenBefore")],
    ];
    const done = jobReport({
      shape: report.cancelled ? "due" : "met",
      title: report.cancelled
        ? say("evaluations.scanCancelled", { n: report.pages })
        : say("evaluations.scanDone", { n: report.pages }),
      counts: counts.filter(([n], index) => n > 0 || index === 0),
      acts:
        report.review > 0
          ? html`<a class="btn" href=${link("evaluations", this.round.id, { step: "review" })}>${say("evaluations.toReview")}</a>`
          : nothing,
    });
    if (report.two_tone === 0) return done;
    const warning = html`<b>${say("evaluations.twoToneTitle", { n: report.two_tone })}</b> ${say("evaluations.twoToneText")}`;
    return html`${done}${notice("due", icon("info"), warning)}`;
  }

  #scans(): TemplateResult {
    const job = scanJob(this.round.id);
    const busy = job?.step !== undefined;
    const read = (tokens: string[]) => scan(this.round.id, tokens);
    const choose = async () => read((await files.choose("any", true)).map((file) => file.token));
    const folder = async () => read([await files.folder()].flatMap((one) => (one ? [one.token] : [])));
    return html`<div class="scroll ruled pad roundwork" tabindex="0">
        ${job?.refused ? refusal(job.refused) : nothing}
        ${this.#panel()}
        <zd-stack .round=${this.round.id} .board=${this.board} .busy=${busy}></zd-stack>
      </div>
      <div class="foot"><span class="note">${say("evaluations.scanNote")}</span><div class="acts"><button class="btn" ?disabled=${busy} @click=${() => void choose()}>${icon("page")}${say("evaluations.scanFiles")}</button><button class="btn primary" ?disabled=${busy} @click=${() => void folder()}>${icon("folder")}${say("evaluations.scanFolder")}</button></div></div>`;
  }

  /** The batch that is counted by hand, chosen by village and delegate. */
  #batch(way: Way): string {
    const asked = place.value.query.get("batch") ?? "";
    const all = this.board.villages.flatMap((village) => village.batches).filter((batch) => way !== "remarks" || batch.free_text);
    return all.some((batch) => batch.id === asked) ? asked : (all[0]?.id ?? "");
  }

  // Each batch has a counter of its own: strokes never fall on a batch whose figures are not in sight.
  protected override render(): TemplateResult {
    // Free words are typed only where a sheet has room for them.
    const worded = this.board.villages.some((village) => village.batches.some((batch) => batch.free_text));
    const ways = WAYS.filter((each) => each !== "remarks" || worded);
    const way = ways.find((each) => each === place.value.query.get("way")) ?? "scan";
    const batch = this.#batch(way);
    if (!batch)
      return html`<div class="scroll ruled">${emptyPlace({ icon: "print", title: say("evaluations.printFirst"), text: say("evaluations.printFirstText"), acts: html`<a class="btn" href=${link("evaluations", this.round.id, { step: "print" })}>${say("evaluations.step.name.print")}</a>` })}</div>`;
    const options = this.board.villages.flatMap((village) =>
      village.batches
        .filter((each) => way !== "remarks" || each.free_text)
        .map((each): [string, string] => [
          each.id,
          [villageName(village), batchName(each, this.board.round.kind), written(each.code)].join(say("frame.comma")),
        ]),
    );
    return html`<div class="tools loopways"><zd-seg label=${say("evaluations.ways")} .value=${way} .choices=${ways.map((value) => ({ value, label: say(`evaluations.way.${value}`) }))} @choose=${(event: CustomEvent<Way>) => filter({ way: event.detail === "scan" ? undefined : event.detail })}></zd-seg>
        ${way === "scan" ? html`<span class="note">${say("evaluations.wayNote")}</span>` : html`<div class="batchpick">${listField({ name: "batch", label: say("evaluations.batch"), value: batch, options, set: (id) => filter({ batch: id }) })}</div>`}</div>
      ${
        way === "scan"
          ? this.#scans()
          : way === "keyed"
            ? keyed(batch, html`<zd-keyed-count data-page .round=${this.round.id} .batch=${batch}></zd-keyed-count>`)
            : way === "hall"
              ? keyed(batch, html`<zd-hall-tally data-page .round=${this.round.id} .batch=${batch}></zd-hall-tally>`)
              : html`<zd-sheet-remarks data-page .round=${this.round.id} .batch=${batch} .closed=${this.board.round.closed_on !== null}></zd-sheet-remarks>`
      }`;
  }
}
define("zd-round-read", RoundRead);
