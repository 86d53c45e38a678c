import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { areaName } from "@/app/register";
import { link } from "@/app/router";
import { figure, say } from "@/app/words";
import { ask } from "@/bridge";
import type { Counted, Material, MaterialItem } from "@/bridge/calls";
import { sheet } from "@/parts/dialogs";
import { refuse } from "@/parts/refuse";

const CONTACT = ["visits", "villages", "received", "households", "firms", "opinions"] as const;
const OWED = ["open", "overdue"] as const;
type Figure = (typeof CONTACT)[number] | (typeof OWED)[number] | "windows";

/** The way to a line: its record, the window of one delegate, or a window with all of the group in it. */
function wayTo(it: Material, line: Counted): string {
  if (!line.window) return link(line.page, line.record);
  const day = line.as_of;
  return link(
    line.page,
    line.record,
    line.record ? { w: line.window, day } : { win: line.window, group: it.circle_id ?? "", day },
  );
}

/** The records a figure counts, each with the way to it; `then` is what the figure was when the material was made. */
async function openCounted(it: Material, what: string, title: string, then: number | undefined): Promise<void> {
  try {
    const lines = await ask("materials.counted", { meeting_id: it.meeting_id, what });
    const many = lines.some((line) => line.n > 1);
    const now = lines.reduce((sum, line) => sum + line.n, 0);
    await sheet(
      title,
      (
        close,
      ) => html`${then !== undefined && now !== then ? html`<p class="note">${say("materials.countedNow", { n: now, then })}</p>` : nothing}
        ${
          lines.length === 0
            ? html`<p>${say("materials.countedNone")}</p>`
            : html`<ul class="manylist counted" tabindex="0">${lines.map((line) => html`<li><a class="nowrap" href=${wayTo(it, line)} @click=${() => close()}>${line.day ? long(line.day) : areaName(line.area_id)}</a>${line.day && line.area_id ? html`<span class="name nowrap">${areaName(line.area_id)}</span>` : nothing}<span class="grow">${line.label}</span>${many ? html`<b class="num">${figure(line.n)}</b>` : nothing}</li>`)}</ul>`
        }`,
      true,
    );
  } catch (cause) {
    await refuse(cause);
  }
}

/** What is told of an item: figures as ways to the records they count, the rest in words. */
export function detailOf(it: Material, item: MaterialItem): TemplateResult {
  const part = (what: Figure, n: number): TemplateResult => {
    const word = say(`materials.figure.${what}`, { n });
    return n > 0
      ? html`<button type="button" class="link" data-what=${what} @click=${() => void openCounted(it, what, word, n)}>${word}</button>`
      : html`${word}`;
  };
  const comma = say("frame.comma");
  const list = (parts: TemplateResult[]) => parts.map((each, at) => html`${at > 0 ? comma : nothing}${each}`);
  if (item.item === "contact") return html`${list(CONTACT.map((what) => part(what, it.figures[what])))}`;
  if (item.item === "duty") {
    const sum = (of: "open" | "overdue") => it.figures.windows.reduce((all, each) => all + each[of], 0);
    return html`${part("windows", it.figures.windows.length)}${comma}${list(OWED.map((what) => part(what, sum(what))))}`;
  }
  return html`${item.detail}`;
}

/** The name of an item, with the way to its record or records. */
export function labelOf(it: Material, item: MaterialItem): TemplateResult {
  const [kind = "", record = ""] = item.item.split(":");
  if (kind === "proposal") return html`<a href=${link("proposals", record)}>${item.label}</a>`;
  if (kind === "round") return html`<a href=${link("evaluations", record)}>${item.label}</a>`;
  if (kind === "opinion" || kind === "family")
    return html`<button type="button" class="link" data-what=${item.item} @click=${() => void openCounted(it, item.item, item.label, undefined)}>${item.label}</button>`;
  return html`${item.label}`;
}
