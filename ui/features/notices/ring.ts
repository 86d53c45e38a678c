import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { short } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { label } from "@/app/register";
import { Resource } from "@/app/resource";
import { link } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { NoticeCalls, NoticePhone } from "@/bridge/calls";
import { icon } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head } from "@/parts/page";
import { deliver, type ToReach } from "./deliver";
import { reachLight } from "./list";
import { phoneTable } from "./phones";

/** Everybody who has not got a notice, over all notices: whom to ring up, and what came of it. */
class NoticeRing extends Piece {
  readonly #calls = new Resource<NoticeCalls[]>(this, () => ask("notices.ring", {}), [
    "notices",
    "notice_recipients",
    "notice_deliveries",
  ]);

  #acts(notice: NoticeCalls["line"], phone: NoticePhone): TemplateResult {
    const one: ToReach[] = [{ id: phone.recipient_id, name: phone.name, about: phone.about }];
    const enter = (reached: boolean) => void deliver(notice.id, notice.day, one, reached);
    return html`<span class="row"><button data-needs="enter" type="button" class="btn small quiet" aria-label=${say("notices.attemptOne", { name: phone.name })} @click=${() => enter(false)}>${say("notices.attempt")}</button><button data-needs="enter" type="button" class="btn small" aria-label=${say("notices.deliverOne", { name: phone.name })} @click=${() => enter(true)}>${say("notices.deliver")}</button></span>`;
  }

  #notice({ line, phones }: NoticeCalls): TemplateResult {
    const facts = [
      label("notice_kind", line.kind),
      short(line.day),
      line.document,
      line.receipt_by ? say("notices.by", { day: short(line.receipt_by) }) : "",
    ];
    return html`<section class="block"><div class="cap"><h2><a href=${link("notices", line.id)}>${line.title}</a></h2><span class="note">${facts.filter(Boolean).join(" · ")}</span><span class="end row">${reachLight(line)}<a class="btn small quiet" href=${link("notices", line.id, { paper: "notice_phones" })}>${icon("print")}${say("notices.paper.notice_phones")}</a></span></div>
      ${phoneTable(phones, (phone) => this.#acts(line, phone))}</section>`;
  }

  protected override render(): TemplateResult {
    const all = this.#calls.value.value;
    const n = (all ?? []).reduce((sum, one) => sum + one.line.recipients - one.line.reached, 0);
    return html`<main class="sheet">
      ${head(say("notices.ringTitle"), all && all.length > 0 ? say("notices.ringSub", { n, notices: all.length }) : nothing, html`<a class="btn quiet" href=${link("notices")}>${icon("left")}${say("meetings.tab.notices")}</a>`)}
      <div class="scroll pad chain" tabindex="-1">${shown(this.#calls, (calls) =>
        calls.length === 0
          ? emptyPlace({ icon: "check", title: say("notices.subDone"), text: say("notices.ringNone") })
          : html`${repeat(
              calls,
              (one) => one.line.id,
              (one) => this.#notice(one),
            )}`,
      )}</div>
    </main>`;
  }
}
define("zd-notice-ring", NoticeRing);
