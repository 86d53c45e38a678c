import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { type Day, short, today } from "@/app/days";
import { define } from "@/app/piece";
import { peopleOptions } from "@/app/register";
import { link } from "@/app/router";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { Refused, tell } from "@/bridge";
import type { BoardVillage } from "@/bridge/calls";
import { icon, light, type Shape } from "@/parts/marks";
import { emptyPlace, refusal } from "@/parts/notices";
import { textField } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/date";
import "@/parts/pick";
import { Edits } from "./edits";
import { villageName } from "./model";
import { VillageStep } from "./village-step";
import { villageList } from "./villages";

interface Edit {
  on: string;
  scrutineers: string[];
  counters: string[];
  chair: string;
  paper: string;
}

const edits = new Edits<Edit>();

/** The printed count was signed by hand: who signed, and on which day. No figure moves; the board says that the paper is done. */
class RoundSign extends VillageStep<Edit> {
  protected override readonly edits = edits;

  protected override waits(village: BoardVillage): boolean {
    return village.stage === "closed";
  }

  /** Who signed is who was told with the bag, until somebody says otherwise. */
  protected override fresh(village: BoardVillage): Edit {
    const first = village.batches[0];
    const { signing } = village;
    return {
      on: signing && !signing.outdated ? signing.on : today.peek(),
      scrutineers: signing?.scrutineers ?? first?.scrutineers ?? [],
      counters: signing?.counters ?? first?.counters ?? [],
      chair: signing?.chair ?? first?.chair ?? "",
      paper: signing && !signing.outdated ? signing.paper : "",
    };
  }

  protected override ready(_: BoardVillage, it: Edit): boolean {
    return it.on !== "" && it.scrutineers.length > 0 && it.counters.length > 0 && it.chair.trim() !== "";
  }

  protected override async send(village: BoardVillage, it: Edit): Promise<string> {
    await tell("evaluations.sign", {
      round: this.round.id,
      areas: [village.area_id],
      on: it.on,
      scrutineers: it.scrutineers,
      counters: it.counters,
      chair: it.chair.trim(),
      paper: it.paper.trim(),
    });
    return say("evaluations.sign.kept", { area: villageName(village) });
  }

  async #takeBack(village: BoardVillage): Promise<void> {
    try {
      const { operation } = await tell("evaluations.unsign", { round: this.round.id, area_id: village.area_id });
      toast(say("evaluations.sign.takenBack", { area: villageName(village) }), operation);
    } catch (cause) {
      this.refused.value = Refused.from(cause);
    }
  }

  #names(village: BoardVillage, it: Edit, name: "scrutineers" | "counters"): TemplateResult {
    const chosen = it[name].map((each): Option => ({ id: each, name: each }));
    return html`<label for=${name}>${say(`evaluations.bag.${name}`)}</label><div class="middle"><zd-pick many free name=${name} hint=${say("evaluations.writeName")} .options=${peopleOptions.value.map((each) => ({ ...each, id: each.name }))} .chosen=${chosen} @pick=${(event: CustomEvent<Option[]>) => this.set(village, { [name]: event.detail.map((each) => each.name) })}></zd-pick></div>`;
  }

  #state(village: BoardVillage): [Shape, string] {
    if (edits.unsaved(this.key(village))) return ["change", say("evaluations.unsaved")];
    if (!village.signing) return ["wait", say("evaluations.sign.not")];
    return village.signing.outdated
      ? ["doubt", say("evaluations.sign.outdated")]
      : ["met", say("evaluations.sign.on", { day: short(village.signing.on) })];
  }

  protected override render(): TemplateResult {
    const back = link("evaluations", this.round.id, { step: "results" });
    const village = this.chosen();
    if (this.board.round.closed_on === null || !village)
      return html`<div class="scroll ruled">${emptyPlace({
        icon: "lock",
        title: say("evaluations.sign.open"),
        text: say("evaluations.sign.openText"),
        acts: html`<a class="btn" href=${link("evaluations", this.round.id, { step: "balance" })}>${say("evaluations.toBalance")}</a>`,
      })}</div>`;
    const it = this.it(village);
    const wrong = !this.ready(village, it);
    const report = this.board.round.kind === "report";
    return html`<div class="bagbox">${villageList(this.board, village, (each) => this.#state(each))}
        <div class="scroll pad roundwork" tabindex="-1">
          ${this.refused.value ? refusal(this.refused.value) : nothing}
          <div class="cap"><h2>${villageName(village)}</h2><span class="note">${say("evaluations.sign.note")}</span></div>
          ${village.signing?.outdated ? html`<p>${light("doubt", say("evaluations.sign.outdatedText"))}</p>` : nothing}
          ${keyed(
            this.key(village),
            html`<form class="lines-form" @submit=${(event: Event) => event.preventDefault()}>
            <label for="signed-on">${say("evaluations.sign.day")}</label><div class="short"><zd-date name="signed-on" .value=${it.on} @day=${(event: CustomEvent<Day>) => this.set(village, { on: event.detail })}></zd-date></div>
            ${this.#names(village, it, "scrutineers")}
            ${this.#names(village, it, "counters")}
            <label for="chair">${say("evaluations.bag.chair")}</label><div class="short">${textField({ name: "chair", value: it.chair, set: (chair) => this.set(village, { chair }) })}</div>
            <label for="signed-paper">${say("evaluations.sign.paper")}</label><div class="middle">${textField({ name: "signed-paper", value: it.paper, hint: say("evaluations.sign.paperHint"), set: (paper) => this.set(village, { paper }) })}</div>
          </form>`,
          )}
          <p class="row"><a class="btn small" href=${link("evaluations", this.round.id, { step: "results", paper: "tally" })}>${icon("page")}${say("evaluations.paper.tally")}</a>${village.signing ? html`<button type="button" class="btn small quiet" @click=${() => void this.#takeBack(village)}>${icon("close")}${say("evaluations.sign.takeBack")}</button>` : nothing}</p>
        </div></div>
      <div class="foot"><a class="btn quiet" href=${back}>${icon("left")}${say("evaluations.back")}</a><span class="note">${wrong ? say("evaluations.sign.need") : say("evaluations.sign.still")}</span><div class="acts"><button class="btn" ?disabled=${wrong} @click=${() => void this.save()}>${say("visits.save")} <kbd>Ctrl S</kbd></button><button class="btn primary" ?disabled=${wrong} @click=${() => void this.save(true)}>${say(report ? "evaluations.report.saveNext" : "evaluations.saveNextVillage")} <kbd>Ctrl Enter</kbd></button></div></div>`;
  }
}
define("zd-round-sign", RoundSign);
