import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./list";
import "./one";

/** The opinions of the people: the list, or one of them with everything that was done about it. */
class OpinionsPage extends Piece {
  protected override render(): TemplateResult {
    const { id } = place.value;
    return id ? html`<zd-opinion data-page .opinion=${id}></zd-opinion>` : html`<zd-opinion-list data-page></zd-opinion-list>`;
  }
}
define("zd-opinions-page", OpinionsPage);
