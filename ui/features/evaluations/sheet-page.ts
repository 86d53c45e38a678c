import { signal } from "@preact/signals-core";
import { html, nothing, render, type TemplateResult } from "lit";
import { composing, keys, typing } from "@/app/keys";
import { spoken } from "@/app/register";
import { say, sayIf } from "@/app/words";
import { ask, Refused, tell } from "@/bridge";
import type { Left, PageJudgement, SheetPicture, StackLine } from "@/bridge/calls";
import { open } from "@/parts/dialogs";
import { icon, light } from "@/parts/marks";
import { refusal } from "@/parts/notices";
import { textField } from "@/parts/page";

interface Shown {
  page: string;
  identifying: boolean;
  row?: string;
  /** The line of the stack, when the page was opened from there. */
  line?: StackLine;
}

interface State {
  picture: SheetPicture | undefined;
  covered: boolean;
  reason: string;
  code: string;
  refused: Refused | undefined;
}

const verdicts: readonly PageJudgement[] = ["count", "void", "blank", "duplicate", "not_ours"];

/** One scanned page whole, and what may be decided of it as a whole. Answers what was left to review, or nothing. */
export function showPage(round: string, it: Shown): Promise<Left | undefined> {
  const state = signal<State>({ picture: undefined, covered: it.identifying, reason: "", code: "", refused: undefined });
  let stop = (): void => {};
  return open<Left>((close) => {
    const place = document.createElement("div");
    place.className = "sheetview";
    const set = (change: Partial<State>): void => {
      state.value = { ...state.value, ...change };
      render(body(it, state.value, set, decide, uncover), place);
    };
    const uncover = (): void => {
      set({ covered: false });
      ask("evaluations.picture", { round, page: it.page }).then(
        (picture) => set({ picture }),
        (cause) => set({ refused: Refused.from(cause) }),
      );
    };
    let deciding = false;
    const decide = async (verdict: PageJudgement | null): Promise<void> => {
      // One word a page: a second key while the first is under way would take it back unseen.
      if (deciding) return;
      deciding = true;
      const { reason, code } = state.value;
      try {
        const { answer } = await tell("evaluations.page", {
          round,
          page: it.page,
          verdict,
          reason: reason.trim(),
          code: code.replace(/[^0-9A-Za-z]/g, "").toUpperCase(),
        });
        close(answer);
      } catch (cause) {
        deciding = false;
        set({ refused: Refused.from(cause) });
      }
    };
    const pressed = keys((event) => {
      const verdict = verdicts[Number(event.key) - 1];
      if (!verdict || typing() || state.value.covered || (verdict === "count" && needsCode(it, state.value))) return;
      event.preventDefault();
      // A held key belongs to the page before, and a page that is not in sight yet is not judged by a key.
      if (!event.repeat && state.value.picture !== undefined) void decide(verdict);
    });
    window.addEventListener("keydown", pressed);
    stop = () => window.removeEventListener("keydown", pressed);
    set({});
    if (!it.identifying) uncover();
    return html`<div class="top"><h2>${say("evaluations.wholePage")}</h2><button class="btn icon quiet small" aria-label=${say("parts.close")} @click=${() => close(undefined)}>${icon("close")}</button></div>${place}`;
  }, true).finally(() => stop());
}

/** A page nobody could tell the batch of counts only with the letters under its code. */
const needsCode = (it: Shown, state: State): boolean =>
  it.line !== undefined && it.line.batch === null && state.code.trim() === "";

/** Why a page is what it is, in words. */
export function reasonWord(line: StackLine): string {
  return line.reason ? (sayIf(`evaluations.reason.${line.reason}`) ?? line.reason) : "";
}

function body(
  it: Shown,
  state: State,
  set: (change: Partial<State>) => void,
  decide: (verdict: PageJudgement | null) => Promise<void>,
  uncover: () => void,
): TemplateResult {
  const line = it.line;
  const lost = line !== undefined && line.batch === null;
  const stop = (event: KeyboardEvent): void => {
    if (composing(event)) event.stopPropagation();
  };
  return html`<div class="pageside" tabindex="0">${
    state.covered
      ? html`<div class="coverpage">${icon("eye")}<p>${say("evaluations.covered")}</p><button class="btn" autofocus @click=${uncover}>${say("evaluations.uncover")}</button></div>`
      : state.picture
        ? html`<img class="scanpage" src="data:image/png;base64,${state.picture.png}" width=${state.picture.width} height=${state.picture.height} alt=${say("evaluations.pageOf")} />`
        : html`<p class="reading">${say("parts.reading")}</p>`
  }</div>
    <div class="stackup" @keydown=${stop}>
      ${state.refused ? refusal(state.refused) : nothing}
      ${line ? html`<p>${light(line.status === "read" ? "met" : "doubt", say(`evaluations.status.${line.status}`))}${line.reason ? html`<br /><span class="quiet">${reasonWord(line)}</span>` : nothing}</p><p class="note">${[spoken(line.area ?? ""), line.person].filter(Boolean).join(say("frame.comma"))}</p>` : nothing}
      ${
        lost
          ? html`<div class="labelled"><label for="page-code">${say("evaluations.typeCode")}</label>${textField({ name: "page-code", value: state.code, kind: "key", hint: "ABC-123", set: (code) => set({ code }) })}<p class="note">${say("evaluations.typeCodeNote")}</p></div>`
          : nothing
      }
      <div class="labelled"><label for="page-reason">${say("evaluations.pageReason")}</label>${textField({ name: "page-reason", value: state.reason, hint: say("evaluations.pageReasonHint"), set: (reason) => set({ reason }) })}</div>
      <div class="verdicts">${verdicts.map((verdict, index) => html`<button class="btn big" ?disabled=${state.covered || (verdict === "count" && needsCode(it, state))} @click=${() => void decide(verdict)}><kbd>${index + 1}</kbd>${say(`evaluations.verdict.${verdict}`)}</button>`)}</div>
      ${line?.verdict ? html`<p>${light("met", say("evaluations.judged", { verdict: say(`evaluations.verdict.${line.verdict as PageJudgement}`) }))}${line.said ? html`<br /><span class="quiet">${line.said}</span>` : nothing}</p><button class="btn" @click=${() => void decide(null)}>${icon("undo")}${say("evaluations.unjudge")}</button>` : html`<p class="note">${say("evaluations.verdictNote")}</p>`}
    </div>`;
}
