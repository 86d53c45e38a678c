import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { place } from "@/app/router";
import "./list";
import "./person";

/** The register of delegates: the list by groups, and one person whole. */
class DelegatesPage extends Piece {
  protected override render(): TemplateResult {
    const id = place.value.id;
    return id === ""
      ? html`<zd-delegate-list data-page></zd-delegate-list>`
      : html`<zd-delegate data-page .person=${id === "new" ? "" : id}></zd-delegate>`;
  }
}
define("zd-delegates-page", DelegatesPage);
