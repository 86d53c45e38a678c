import { html, nothing, type TemplateResult } from "lit";
import { toast } from "@/app/toasts";
import { say } from "@/app/words";
import { ask, files } from "@/bridge";
import type { PaperMade, Sheets } from "@/bridge/calls";
import { toStick } from "@/features/reports/stick";
import { icon } from "@/parts/marks";
import { refuse } from "@/parts/refuse";

/** Writes a finished paper into a folder the clerk chooses. */
export async function savePaper(made: PaperMade, format: "pdf" | "xlsx" | "docx"): Promise<void> {
  const folder = await files.folder();
  if (!folder) return;
  try {
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

/** The ways a paper leaves the desk, printing last and filled. */
export function paperActs(made: PaperMade): TemplateResult {
  return html`${made.formats.includes("xlsx") ? html`<button class="btn" @click=${() => void savePaper(made, "xlsx")}>${say("reports.saveXlsx")}</button>` : nothing}
    ${made.formats.includes("docx") ? html`<button class="btn" @click=${() => void savePaper(made, "docx")}>${say("reports.saveDocx")}</button>` : nothing}
    <button class="btn" @click=${() => void savePaper(made, "pdf")}>${say("reports.savePdf")}</button>
    <button class="btn" @click=${() => void toStick(made)}>${icon("usb")}${say("reports.toStick")}</button>
    <button class="btn primary" @click=${() => void printPaper(made)}>${icon("print")}${say("keys.print")} <kbd>Ctrl P</kbd></button>`;
}
