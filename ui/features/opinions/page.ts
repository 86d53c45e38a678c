import { html, nothing, type TemplateResult } from "lit";
import { short } from "@/app/days";
import { keys } from "@/app/keys";
import { define, Piece } from "@/app/piece";
import { areaById, areaOptions, label, spoken, words } from "@/app/register";
import { Resource } from "@/app/resource";
import { filter, go, link, place } from "@/app/router";
import { say } from "@/app/words";
import { ask } from "@/bridge";
import type { OpinionLine, OpinionLines } from "@/bridge/calls";
import { light, type Shape } from "@/parts/marks";
import { emptyPlace, shown } from "@/parts/notices";
import { head, hints, listField, pager } from "@/parts/page";
import type { Option } from "@/parts/pick";
import "@/parts/pick";
import "@/parts/seg";
import "./opened";

const SIZE = 50;
const STATUSES = ["registered", "handling", "answered", "closed"] as const;
const shapes: Record<string, Shape> = { registered: "wait", handling: "due", answered: "met", closed: "met" };

export function statusLight(status: string): TemplateResult {
  return light(shapes[status] ?? "wait", label("opinion_status", status));
}

/** The opinions of the people: what was said where, and how far it is. Givers stay masked in the list. */
class OpinionsPage extends Piece {
  readonly #page = new Resource<OpinionLines>(
    this,
    () =>
      ask("opinions.list", {
        ...this.#filters(),
        status: place.value.query.get("status"),
        offset: Number(place.value.query.get("from") ?? 0),
        limit: SIZE,
      }),
    ["opinions", "visits"],
  );
  readonly #counts = new Resource<Record<string, number>>(this, async () => {
    const filters = this.#filters();
    const totals = await Promise.all(
      ["", ...STATUSES].map((status) => ask("opinions.list", { ...filters, status: status || null, limit: 1 })),
    );
    return Object.fromEntries(["", ...STATUSES].map((status, index) => [status, totals[index]?.total ?? 0]));
  }, ["opinions", "visits"]);

  #filters() {
    const query = place.value.query;
    return { area_id: query.get("area"), topic: query.get("topic"), text: query.get("q") };
  }

  #open(id: string): void {
    go(link("opinions", id, Object.fromEntries(place.peek().query)));
  }

  #keys = keys((event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-id]");
    if (!row) return;
    if (event.key === "Enter") this.#open(row.dataset.id ?? "");
    const to = event.key === "ArrowDown" ? row.nextElementSibling : event.key === "ArrowUp" ? row.previousElementSibling : null;
    if (to instanceof HTMLElement) {
      event.preventDefault();
      to.focus();
    }
  });

  #row(line: OpinionLine, index: number): TemplateResult {
    const chosen = line.id === place.value.id;
    return html`<tr data-id=${line.id} tabindex=${chosen || (index === 0 && !place.value.id) ? 0 : -1} aria-selected=${chosen ? "true" : nothing} @click=${() => this.#open(line.id)}>
      <td class="nowrap">${short(line.day)}</td><td class="name">${line.area}</td><td>${line.content}</td><td class="nowrap">${line.topic ? label("topic", line.topic) : ""}</td>
      <td class="name">${line.giver_masked || html`<span class="t-wait">${say("opinions.anonymous")}</span>`}</td><td class="nowrap">${statusLight(line.status)}</td>
    </tr>`;
  }

  #table(page: OpinionLines): TemplateResult {
    if (page.lines.length === 0)
      return emptyPlace({
        icon: "speech",
        title: say("opinions.empty"),
        text: say("opinions.emptyText"),
        acts: html`<a class="btn" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a>`,
      });
    return html`<table class="table opinions" @keydown=${this.#keys}>
      <thead><tr><th scope="col">${say("visits.day")}</th><th scope="col">${say("visits.area")}</th><th scope="col">${say("visits.content")}</th><th scope="col">${say("visits.topic")}</th><th scope="col">${say("visits.giver")}</th><th scope="col">${say("visits.handling")}</th></tr></thead>
      <tbody>${page.lines.map((line, index) => this.#row(line, index))}</tbody>
    </table>`;
  }

  protected override render(): TemplateResult {
    const query = place.value.query;
    const counts = this.#counts.value.value ?? {};
    const page = this.#page.value.value;
    const area = areaById.value.get(query.get("area") ?? "");
    const topics: [string, string][] = [
      ["", say("opinions.allTopics")],
      ...words("topic").map((word): [string, string] => [word.code, word.label]),
    ];
    const opened = place.value.id;
    return html`<main class="sheet">
      ${head(say("frame.opinions"), say("opinions.sub"), html`<a class="btn primary" href=${link("visits", "new")}>${say("visits.newTitle")} <kbd>Alt N</kbd></a>`)}
      <div class="tools">
        <zd-seg label=${say("visits.handling")} .value=${query.get("status") ?? ""} .choices=${["", ...STATUSES].map((value) => ({ value, label: value ? label("opinion_status", value) : say("opinions.all"), count: counts[value] }))} @choose=${(event: CustomEvent<string>) => filter({ status: event.detail, from: undefined })}></zd-seg>
        <div class="picking">${listField({ name: "topic", label: say("visits.topic"), value: query.get("topic") ?? "", options: topics, set: (topic) => filter({ topic, from: undefined }) })}</div>
        <div class="picking"><zd-pick name="filter-area" label=${say("visits.area")} hint=${say("visits.allAreas")} .options=${areaOptions.value} .chosen=${area ? [{ id: area.id, name: spoken(area.name) }] : []} @pick=${(event: CustomEvent<Option[]>) => filter({ area: event.detail[0]?.id, from: undefined })}></zd-pick></div>
        <div class="field picking"><input aria-label=${say("opinions.words")} placeholder=${say("opinions.words")} autocomplete="off" .value=${query.get("q") ?? ""} @change=${(event: Event) => filter({ q: (event.target as HTMLInputElement).value.trim(), from: undefined })} /></div>
      </div>
      <div class="split ${opened ? "" : "whole"} ruled">
        <div class="scroll flush" tabindex="-1">${shown(this.#page, (value) => this.#table(value))}</div>
        ${opened ? html`<zd-opinion class="panel side" .opinion=${opened}></zd-opinion>` : nothing}
      </div>
      <div class="foot">
        ${page && page.lines.length > 0 ? pager({ from: Number(query.get("from") ?? 0), shown: page.lines.length, total: page.total, size: SIZE, go: (at) => filter({ from: at ? String(at) : undefined }) }) : nothing}
        <div class="keys acts">${hints([
          ["↑↓", say("visits.moveKey")],
          ["Enter", say("visits.openKey")],
        ])}</div>
      </div>
    </main>`;
  }
}
define("zd-opinions-page", OpinionsPage);
