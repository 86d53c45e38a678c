import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { type Key, say } from "@/app/words";
import "@/features/reports/record-paper";
import "./form";
import "./list";
import "./points";

/** Meetings of delegations, groups and the congress: the list of the year, what they asked for, and one with its papers. */
class MeetingsPage extends Piece {
  protected override render(): TemplateResult {
    const { id, query } = place.value;
    const paper = query.get("paper");
    const leader = query.get("copy") === "leader";
    if (id && paper)
      return html`<zd-record-paper data-page .record=${id} .kind=${paper} .options=${leader ? { record_id: id, leader_copy: true } : undefined} .name=${say(`meetings.paper.${paper}` as Key as "meetings.paper.meeting_notice")} .back=${link("meetings", id)} .backWord=${say("meetings.back")}></zd-record-paper>`;
    if (id) return html`<zd-meeting-form data-page .record=${id === "new" ? "" : id}></zd-meeting-form>`;
    if (query.get("view") === "points") return html`<zd-point-list data-page></zd-point-list>`;
    return html`<zd-meeting-list data-page></zd-meeting-list>`;
  }
}
define("zd-meetings-page", MeetingsPage);
