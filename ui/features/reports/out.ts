import { html, nothing, type TemplateResult } from "lit";
import { toast } from "@/app/toasts";
import { type Key, say } from "@/app/words";
import { ask, files } from "@/bridge";
import type { PaperMade, Sheets } from "@/bridge/calls";

import { icon } from "@/parts/marks";
import { refuse } from "@/parts/refuse";
import { toStick } from "./stick";

/** Writes a finished paper into a folder the clerk chooses. */
export async function savePaper(made: PaperMade, format: "pdf" | "xlsx" | "docx"): Promise<void> {
  try {
    const folder = await files.folder();
    if (!folder) return;
    const written = await ask("papers.save", { paper: made.paper, format, to: folder.token, personal: made.personal });
    toast(say("reports.saved", { file: written.files[0]?.name ?? "", place: written.place }));
  } catch (cause) {
    await refuse(cause);
  }
}

/** Hands a finished paper to the system's viewer, where it is printed. */
export async function printPaper(made: PaperMade): Promise<void> {
  try {
    const printed = await ask("papers.print", { paper: made.paper });
    if (!(await files.open(printed.file))) toast(say("reports.noViewer"));
  } catch (cause) {
    await refuse(cause);
  }
}

/** Sheets as a paper that can leave the desk. */
export function asPaper(sheets: Sheets): PaperMade {
  return {
    paper: sheets.paper,
    title: sheets.title,
    name: sheets.title,
    pages: sheets.pages,
    formats: ["pdf"],
    personal: false,
    print_only: false,
    checks: [],
    warnings: [],
  };
}

/** The ways a paper leaves the desk, printing last and filled; at rest while the paper is being made anew. */
export function paperActs(made: PaperMade, rests = false): TemplateResult {
  const save = (format: "pdf" | "xlsx" | "docx", word: Key) =>
    made.formats.includes(format)
      ? html`<button data-needs="enter" class="btn" ?disabled=${rests} @click=${() => void savePaper(made, format)}>${say(word)}</button>`
      : nothing;
  return html`${save("xlsx", "reports.saveXlsx")}${save("docx", "reports.saveDocx")}${save("pdf", "reports.savePdf")}
    ${made.formats.includes("pdf") ? html`<button data-needs="enter" class="btn" ?disabled=${rests} @click=${() => void toStick(made)}>${icon("usb")}${say("reports.toStick")}</button>` : nothing}
    <button class="btn primary" ?disabled=${rests} @click=${() => void printPaper(made)}>${icon("print")}${say("keys.print")} <kbd>Ctrl P</kbd></button>`;
}
