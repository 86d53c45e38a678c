import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { LikePaper, Proposal, ProposalChain } from "@/bridge/calls";
import { light } from "@/parts/marks";
import { stageLight } from "./stages";

const PAUSE = 400;

/** Beside the form: what is still missing before the paper can be filed, and papers that say something like it. */
class ProposalSide extends Piece {
  static override properties = {
    title: {},
    text: {},
    except: {},
    paper: { attribute: false },
    chain: { attribute: false },
  };
  declare title: string;
  declare text: string;
  declare except: string;
  declare paper: Proposal;
  declare chain: ProposalChain | undefined;

  readonly #asked = signal<{ title: string; text: string; except: string } | undefined>(undefined);
  readonly #like = new Resource<LikePaper[]>(this, () => {
    const asked = this.#asked.value;
    return asked ? ask("proposals.like", asked) : undefined;
  }, ["proposals"]);
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("title") && !changed.has("text")) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#asked.value = { title: this.title.trim(), text: this.text.trim(), except: this.except };
    }, PAUSE);
  }

  #ready(): TemplateResult | typeof nothing {
    const it = this.paper;
    if (!it || !this.chain) return nothing;
    const least = this.chain.least[it.kind] ?? 0;
    const signed = (it.lead_id || it.team_id || it.circle_id ? 1 : 0) + it.proposers.length - it.unsigned.length;
    const enough = signed >= least || (it.circle_id !== null && this.chain.delegation);
    const lines: [boolean, string][] = [
      [it.title.trim() !== "" && it.basis.trim() !== "" && it.plan.trim() !== "", say("proposals.needTexts")],
      [enough, say("proposals.needSigners", { signed, least })],
    ];
    if (this.chain.by_session.includes(it.kind))
      lines.push([it.term_id !== null && it.session > 0, say("proposals.needSession")]);
    if (it.kind === "interpellation") lines.push([it.inquiry_id !== null, say("proposals.needInquiry")]);
    return html`<section><h2>${say("proposals.beforeFiling")}</h2><ul class="checks">${lines.map(([good, word]) => html`<li>${light(good ? "met" : "wait", word)}</li>`)}</ul></section>`;
  }

  #line(one: LikePaper): TemplateResult {
    return html`<li><a href=${link("proposals", one.id)}>${one.title}</a>
      <span class="note">${[one.number || label("proposal_kind", one.kind), one.lead, short(one.day)].filter(Boolean).join(" · ")}</span>
      <span class="row between">${stageLight(one.stage)}<span class="note">${say("proposals.percent", { n: one.percent })}</span></span></li>`;
  }

  protected override render(): TemplateResult {
    const like = this.#like.value.value ?? [];
    return html`<div class="side">
      ${this.#ready()}
      <section><h2>${say("proposals.before")}</h2>
        ${like.length > 0 ? html`<ul class="likelist">${like.map((one) => this.#line(one))}</ul>` : html`<p class="note">${say(this.title.trim().length > 2 ? "proposals.noneLike" : "proposals.likeLater")}</p>`}
      </section>
    </div>`;
  }
}
define("zd-proposal-side", ProposalSide);
