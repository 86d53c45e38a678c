import { html, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { head } from "@/parts/page";

class Page extends Piece {
  protected override render(): TemplateResult {
    return html`<main class="sheet">${head(say("frame.history"))}</main>`;
  }
}
define("zd-history-page", Page);
