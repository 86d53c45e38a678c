import { signal } from "@preact/signals-core";
import { html, nothing, render, type TemplateResult } from "lit";
import { say } from "@/app/words";
import { ask, files, Refused, run, type Step } from "@/bridge";
import type { DriveLine, ExportWritten, PaperMade } from "@/bridge/calls";
import { bytes } from "@/features/backup/health";
import { open } from "@/parts/dialogs";
import { jobPanel } from "@/parts/job";
import { light } from "@/parts/marks";
import { refusal } from "@/parts/notices";

interface State {
  drives: DriveLine[];
  to: string;
  medium: string;
  formats: Set<string>;
  personal: boolean;
  step: Step | undefined;
  refused: Refused | undefined;
  written: ExportWritten | undefined;
}

/** Takes a paper to a stick: which one, what, and only at the end that it was read back and may be pulled out. */
export async function toStick(made: PaperMade): Promise<void> {
  const drives = await ask("exchange.drives", {}).catch(() => [] as DriveLine[]);
  const state = signal<State>({
    drives,
    to: drives[0]?.token ?? "",
    medium: "",
    formats: new Set(made.formats.filter((each) => each !== "docx")),
    personal: false,
    step: undefined,
    refused: undefined,
    written: undefined,
  });
  await open<boolean>((close) => {
    const place = document.createElement("div");
    place.className = "stackup";
    let stop = (): void => {};
    const set = (change: Partial<State>): void => {
      state.value = { ...state.value, ...change };
      draw();
    };
    const write = async (): Promise<void> => {
      const it = state.value;
      const work = run(
        "exchange.export",
        {
          papers: [...it.formats].map((format) => ({ paper: made.paper, format: format as "pdf" })),
          to: it.to,
          medium: it.medium,
          personal: it.personal,
        },
        (step) => set({ step: { ...step, what: "" } }),
      );
      stop = work.stop;
      set({ step: { job: null, done: 0, total: 0, what: "" }, refused: undefined });
      try {
        const { answer } = await work.done;
        set({ written: answer, step: undefined });
      } catch (cause) {
        set({ refused: Refused.from(cause), step: undefined });
      }
    };
    const other = async (): Promise<void> => {
      const folder = await files.folder();
      if (folder)
        set({
          drives: [...state.value.drives, { token: folder.token, label: folder.name, free: 0, removable: false }],
          to: folder.token,
        });
    };
    const draw = (): void => {
      render(
        body(made, state.value, set, write, other, close, () => stop()),
        place,
      );
    };
    draw();
    return html`<h2>${say("reports.stickTitle", { title: made.title })}</h2>${place}`;
  });
}

function body(
  made: PaperMade,
  it: State,
  set: (change: Partial<State>) => void,
  write: () => Promise<void>,
  other: () => Promise<void>,
  close: (answer: boolean) => void,
  stop: () => void,
): TemplateResult {
  if (it.written)
    return html`<p class="say met">${light("met", it.written.message)}</p>
      <ul>${it.written.files.map((file) => html`<li><b>${file.name}</b> <span class="note">${bytes(file.bytes)}</span><br /><span class="cell">SHA-256 ${file.digest.slice(0, 16)}\u2026</span></li>`)}</ul>
      <div class="row end"><button class="btn primary" @click=${() => close(true)}>${say("parts.understood")}</button></div>`;
  if (it.step) return jobPanel({ title: say("reports.writing"), step: it.step, stopping: say("reports.writingStop"), stop });
  const toggle = (format: string): void => {
    const formats = new Set(it.formats);
    if (!formats.delete(format)) formats.add(format);
    set({ formats });
  };
  return html`${it.refused ? refusal(it.refused) : nothing}
    <fieldset class="ticks"><legend class="quiet">${say("reports.where")}</legend>
      ${it.drives.map((drive) => html`<label class="tick"><input type="radio" name="drive" .checked=${drive.token === it.to} @change=${() => set({ to: drive.token })} />${drive.label}${drive.free > 0 ? html`<span class="note">${say("reports.free", { size: bytes(drive.free) })}</span>` : nothing}</label>`)}
      ${it.drives.length === 0 ? html`<p class="note">${say("reports.noDrives")}</p>` : nothing}
      <div><button type="button" class="btn small" @click=${() => void other()}>${say("reports.otherPlace")}</button></div>
    </fieldset>
    <fieldset class="row"><legend class="apart">${say("reports.formats")}</legend>${made.formats.map((format) => html`<label class="tick"><input type="checkbox" .checked=${it.formats.has(format)} @change=${() => toggle(format)} />${format}</label>`)}</fieldset>
    <div class="labelled"><label for="medium">${say("reports.medium")}</label><div class="field short"><input id="medium" autocomplete="off" .value=${it.medium} @input=${(event: Event) => set({ medium: (event.target as HTMLInputElement).value })} /></div></div>
    ${made.personal ? html`<label class="tick"><input type="checkbox" .checked=${it.personal} @change=${() => set({ personal: !it.personal })} />${say("reports.personal")}</label>` : nothing}
    <p class="note">${say("reports.stickNote")}</p>
    <div class="row end"><button class="btn" @click=${() => close(false)}>${say("parts.cancel")}</button><button class="btn primary" ?disabled=${!it.to || it.formats.size === 0 || (made.personal && !it.personal)} @click=${() => void write()}>${say("reports.toStick")}</button></div>`;
}
