import { html, nothing, type TemplateResult } from "lit";
import { define, Piece } from "@/app/piece";
import { link, place } from "@/app/router";
import { say } from "@/app/words";
import { head } from "@/parts/page";
import "./display";
import "./office";
import "./people";
import "./terms";
import "./dictionaries";
import "./rule-book";
import "./openings";
import "./holidays";
import "./erasure";
import "@/features/backup/panel";

const SECTIONS = ["display", "office", "terms", "people", "rules", "words", "openings", "holidays", "backup", "erasure"] as const;

/** The settings: a short list at the left, one matter at a time at the right. */
class SettingsPage extends Piece {
  #body(section: (typeof SECTIONS)[number]): TemplateResult {
    switch (section) {
      case "display":
        return html`<zd-settings-display></zd-settings-display>`;
      case "office":
        return html`<zd-settings-office></zd-settings-office>`;
      case "terms":
        return html`<zd-settings-terms></zd-settings-terms>`;
      case "people":
        return html`<zd-settings-people></zd-settings-people>`;
      case "rules":
        return html`<zd-rule-book></zd-rule-book>`;
      case "words":
        return html`<zd-settings-words></zd-settings-words>`;
      case "openings":
        return html`<zd-settings-openings></zd-settings-openings>`;
      case "holidays":
        return html`<zd-settings-holidays></zd-settings-holidays>`;
      case "erasure":
        return html`<zd-settings-erasure></zd-settings-erasure>`;
      case "backup":
        return html`<zd-backup-panel></zd-backup-panel>`;
    }
  }

  protected override render(): TemplateResult {
    const section = SECTIONS.find((each) => each === place.value.id) ?? "display";
    return html`<main class="sheet">
      ${head(say("frame.settings"), say(`settings.sub.${section}`))}
      <div class="split settings">
        <nav class="sections" aria-label=${say("settings.nav")}>
          ${SECTIONS.map((each) => html`<a href=${link("settings", each)} aria-current=${each === section ? "true" : nothing}>${say(`settings.${each}`)}</a>`)}
        </nav>
        <div class="scroll pad" tabindex="-1">${this.#body(section)}</div>
      </div>
    </main>`;
  }
}
define("zd-settings-page", SettingsPage);
