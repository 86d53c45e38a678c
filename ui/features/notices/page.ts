import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { type Key, say } from "@/app/words";
import "@/features/reports/record-paper";
import "./form";
import "./list";
import "./ring";

/** Notices and situation reports: the list, and one with the proof of who has it. */
class NoticesPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    const paper = query.get("paper");
    if (id && paper)
      return html`<zd-record-paper data-page .record=${id} .kind=${paper} .name=${say(`notices.paper.${paper}` as Key as "notices.paper.notice")} .back=${link("notices", id)} .backWord=${say("notices.back")}></zd-record-paper>`;
    if (id) return html`<zd-notice-form data-page .record=${id === "new" ? "" : id}></zd-notice-form>`;
    if (query.get("view") === "ring") return html`<zd-notice-ring data-page></zd-notice-ring>`;
    return html`<zd-notice-list data-page></zd-notice-list>`;
  }
}
define("zd-notices-page", NoticesPage);
