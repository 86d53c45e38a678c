import { html, type TemplateResult } from "lit";
import { idle, type Size, size, type Theme, theme, wish } from "@/app/display";
import { define, Piece } from "@/app/piece";
import { say } from "@/app/words";
import { hints } from "@/parts/page";
import "@/parts/seg";

/** How the desk looks on this computer: size of type and theme, at once. */
class SettingsDisplay extends Piece {
  /** The usual stretches the office allows, and the one that holds. */
  #minutes(): number[] {
    const { minutes, most } = idle.value;
    return [...new Set([5, 10, 15, 30, 60, minutes])].filter((n) => n <= most).sort((a, b) => a - b);
  }

  protected override render(): TemplateResult {
    return html`<div class="lines-form">
      <span class="lab">${say("settings.size")}</span>
      <div><zd-seg label=${say("settings.size")} .value=${size.value} .choices=${(["100", "125", "150"] as const).map((value) => ({ value, label: say(`settings.size.${value}`) }))} @choose=${(event: CustomEvent<Size>) => wish({ size: event.detail })}></zd-seg>
        <p class="note">${say("settings.sizeNote")}</p></div>
      <span class="lab">${say("settings.theme")}</span>
      <div><zd-seg label=${say("settings.theme")} .value=${theme.value} .choices=${(["system", "light", "dark", "contrast"] as const).map((value) => ({ value, label: say(`settings.theme.${value}`) }))} @choose=${(event: CustomEvent<Theme>) => wish({ theme: event.detail })}></zd-seg>
        <p class="note">${say("settings.themeNote")}</p></div>
      <span class="lab">${say("settings.idle")}</span>
      <div><zd-seg label=${say("settings.idle")} .value=${String(idle.value.minutes)} .choices=${this.#minutes().map((n) => ({ value: String(n), label: say("settings.idleMinutes", { n }) }))} @choose=${(event: CustomEvent<string>) => wish({ idle_minutes: Number(event.detail) })}></zd-seg>
        <p class="note">${say("settings.idleNote")}</p></div>
      <span class="lab">${say("settings.keys")}</span>
      <div class="keyrow">${hints([
        ["Ctrl +", say("keys.bigger")],
        ["Ctrl -", say("keys.smaller")],
        ["Ctrl 0", say("keys.standard")],
        ["F1", say("keys.all")],
      ])}</div>
    </div>`;
  }
}
define("zd-settings-display", SettingsDisplay);
