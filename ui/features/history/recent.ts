import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { when } from "@/app/days";
import { define, Piece } from "@/app/piece";
import { Resource } from "@/app/resource";
import { filter, link, place } from "@/app/router";
import { undo } from "@/app/toasts";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { OperationLine } from "@/bridge/calls";
import { exportButton } from "@/parts/list-export";
import { icon, light } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { count, head } from "@/parts/page";
import "@/parts/views";

const SIZE = 50;

/** The latest operations of the whole office, newest first, each with its way back. */
class Recent extends Piece {
  readonly #before = signal<number | null>(null);
  readonly #lines = new Resource<OperationLine[]>(
    this,
    () => ask("history.recent", { ...this.#request(), before: this.#before.value, limit: SIZE }),
    ["visits", "people", "tenures", "opinions", "areas", "teams", "dictionary", "offices", "clerks"],
  );

  #request() {
    const query = place.value.query;
    return { text: query.get("q"), changed: query.get("changed") === "yes" };
  }

  #narrow(changes: Record<string, string | undefined>): void {
    this.#before.value = null;
    filter(changes);
  }

  #state(line: OperationLine): TemplateResult {
    if (line.undone_by !== null) return light("void", say("history.undone"));
    if (line.undoes !== null) return light("same", say("history.undoing"));
    if (line.undo === "undoable")
      return html`<button class="btn small" @click=${() => void undo(line.operation)}>${icon("undo")}${say("frame.undo")}</button>`;
    return html`<span class="note">${line.changes === 0 ? say("history.looked") : say("history.stays")}</span>`;
  }

  #table(lines: OperationLine[]): TemplateResult {
    if (lines.length === 0 && place.value.query.size > 0)
      return emptyPlace({ icon: "search", title: say("history.noneFound"), text: say("history.noneFoundText") });
    if (lines.length === 0) return emptyPlace({ icon: "history", title: say("history.empty"), text: say("history.emptyText") });
    return html`<table class="table">
      <thead><tr><th scope="col" class="num">${say("history.number")}</th><th scope="col">${say("history.when")}</th><th scope="col">${say("history.who")}</th><th scope="col">${say("history.what")}</th><th scope="col" class="num">${say("history.changes")}</th><th scope="col" class="act"><span class="apart">${say("frame.undo")}</span></th></tr></thead>
      <tbody>
        ${lines.map(
          (line) => html`<tr>
            <td class="num">${line.operation}</td><td class="nowrap">${when(line.at)}</td><td class="name">${line.person}</td>
            <td>${line.subject ? html`<a href=${link("history", line.subject)}>${line.sentence}</a>` : line.sentence}</td>
            <td class="num">${line.changes > 0 ? count(line.changes) : ""}</td><td class="act">${this.#state(line)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  protected override render(): TemplateResult {
    const lines = this.#lines.value.value ?? [];
    const last = lines.at(-1);
    const query = place.value.query;
    const changed = query.get("changed") === "yes";
    return html`<main class="sheet">
      ${head(say("history.title"), say("history.sub"), html`<a class="btn" href=${link("history", "bin")}>${icon("bin")}${say("visits.bin")}</a>`)}
      <div class="tools"><div class="field picking"><input aria-label=${say("history.find")} placeholder=${say("history.find")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => this.#narrow({ q: (event.target as HTMLInputElement).value.trim() })} /></div><label class="tick"><input type="checkbox" .checked=${changed} @change=${() => this.#narrow({ changed: changed ? undefined : "yes" })} />${say("history.onlyChanges")}</label><zd-views list="history"></zd-views></div>
      <div class="scroll ruled" tabindex="-1">${shown(this.#lines, (value) => this.#table(value))}</div>
      <div class="foot">
        ${this.#before.value !== null ? html`<button class="btn small" @click=${() => (this.#before.value = null)}>${icon("left")}${say("history.newest")}</button>` : nothing}
        ${lines.length === SIZE && last ? html`<button class="btn small" @click=${() => (this.#before.value = last.operation)}>${say("history.older")}${icon("right")}</button>` : nothing}
        ${exportButton({ list: "history", total: lines.length, more: true, request: this.#request() })}
        <span class="note acts">${say("history.chain")}</span>
      </div>
    </main>`;
  }
}
define("zd-recent", Recent);
