import { html, nothing, type TemplateResult } from "lit";
import { long } from "@/app/days";
import { label, words } from "@/app/register";
import { figure, say, sayIf } from "@/app/words";
import type { ImportNotListed, ImportPreview, ImportRow, ImportSide } from "@/bridge/calls";
import { glyph, type Shape } from "@/parts/marks";
import "@/parts/seg";
import type { Importing, Source } from "./model";

type Rows = TemplateResult[];

function group(shape: Shape, word: string, n: number, note: string): TemplateResult {
  return html`<tr class="group"><th colspan="4" scope="rowgroup"><span class="gh">${glyph(shape)}<b>${word}</b><span>${figure(n)}</span><span>${note}</span></span></th></tr>`;
}

const line = (cell: string, written: unknown, read: unknown, act: unknown, key = ""): TemplateResult =>
  html`<tr data-key=${key || nothing}><td><span class="cell">${cell}</span></td><td>${written}</td><td>${read}</td><td>${act}</td></tr>`;

/** A line with its row in the file: whoever points at it or comes to it by Tab sees that row at the side. */
function sourced(it: Importing, source: Source, read: unknown, act: unknown, key: string, still = false): TemplateResult {
  const look = (): void => {
    it.looked.value = source;
  };
  const at = it.looked.value;
  const here = at !== undefined && at.cell === source.cell && at.sheet === source.sheet && at.file === source.file;
  return html`<tr data-key=${key || nothing} tabindex=${still ? 0 : nothing} aria-selected=${here ? "true" : nothing} @click=${look} @focusin=${look}><td><span class="cell">${source.cell}</span></td><td><span class="raw">${rawText(source)}</span></td><td>${read}</td><td>${act}</td></tr>`;
}

/** The row as it is written, its cells one after the other. */
function rawText(source: Source): string {
  return source.original.flatMap((row) => row.cells.map(([, text]) => text.trim()).filter(Boolean)).join("\u2002");
}

function choose(options: [string, string][], value: string, name: string, set: (value: string) => void): TemplateResult {
  // Short choices stand side by side; long ones would leave the column.
  if (options.length > 0 && options.length <= 3 && options.reduce((sum, [, label]) => sum + label.length, 0) <= 10)
    return html`<zd-seg size="small" label=${name} .value=${value} .choices=${options.map(([key, label]) => ({ value: key, label }))} @choose=${(event: CustomEvent<string>) => set(event.detail)}></zd-seg>`;
  return html`<div class="field list rolefield"><select aria-label=${name} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}><option value="" ?selected=${value === ""}>${say("imports.choose")}</option>${options.map(([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`)}</select></div>`;
}

/** Villages, names and kinds that could be meant: the clerk looks once, the spelling is remembered. */
export function questionRows(it: Importing, preview: ImportPreview): Rows {
  const n = preview.villages.length + preview.names.length + preview.kinds.length;
  if (n === 0) return [];
  const mapping = it.mapping.value;
  return [
    group("doubt", say("imports.group.questions"), n, say("imports.groupNote.questions")),
    ...preview.villages.map((question) => {
      const value = mapping.villages[question.text] ?? question.found.code ?? "";
      const options = question.found.alternatives.map((each): [string, string] => [each.code, `${each.name} ${each.town}`]);
      return line(
        "",
        html`<mark>${question.text}</mark>`,
        question.found.alternatives[0]
          ? html`${question.found.alternatives[0].name} <span class="note">${question.found.alternatives[0].town}</span>`
          : say("imports.noVillage"),
        choose([...options, ["-", say("imports.leaveOut")]], value, question.text, (code) =>
          it.map({ villages: { ...mapping.villages, [question.text]: code === "-" ? "" : code } }),
        ),
      );
    }),
    ...preview.names.map((question) => {
      const value = it.decisions.value.names[question.name] ?? "";
      return line(
        "",
        html`<mark>${question.name}</mark>`,
        question.candidates.length > 0
          ? question.candidates.map(([, name]) => name).join(say("delegates.listComma"))
          : say("imports.noName"),
        question.candidates.length > 0
          ? choose(question.candidates, value, question.name, (id) =>
              it.decide({ names: { ...it.decisions.value.names, [question.name]: id } }),
            )
          : html`<span class="note">${say("imports.noNameAct")}</span>`,
      );
    }),
    ...preview.kinds.map((kind) =>
      line(
        "",
        html`<mark>${kind}</mark>`,
        say("imports.noKind"),
        choose(
          words("visit_kind").map((word): [string, string] => [word.code, word.label]),
          mapping.kinds[kind] ?? "",
          kind,
          (code) => it.map({ kinds: { ...mapping.kinds, [kind]: code } }),
        ),
      ),
    ),
  ];
}

const dayOrText = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? long(text) : text);

const fieldName = (field: string) => sayIf(`history.column.${field}`) ?? sayIf(`imports.field.${field}`) ?? field;

/** Values changed in the file and in the record: what the clerk changed is never overwritten unasked. */
export function bothRows(it: Importing, preview: ImportPreview): Rows {
  const rows = preview.rows.flatMap((row) => row.changes.filter((change) => change.both).map((change) => ({ row, change })));
  if (rows.length === 0) return [];
  const sides: [string, string][] = [
    ["file", say("imports.side.file")],
    ["record", say("imports.side.record")],
  ];
  return [
    group("doubt", say("imports.group.both"), rows.length, say("imports.groupNote.both")),
    ...rows.map(({ row, change }) =>
      sourced(
        it,
        { file: row.file, sheet: row.sheet, cell: change.cell, original: row.original },
        html`<b>${row.title[0] ?? ""}</b> ${fieldName(change.field)} <del>${change.record || say("history.blank")}</del> → <ins>${change.file || say("history.blank")}</ins>`,
        choose(sides, it.decisions.value.both[change.key] ?? "record", row.title.join(" "), (side) =>
          it.chooseSide(change.key, side as ImportSide),
        ),
        change.key,
      ),
    ),
  ];
}

/** Delegates in office whom this roster does not list. Nobody is deleted. */
export function unlistedRows(it: Importing, preview: ImportPreview): Rows {
  if (preview.not_listed.length === 0) return [];
  const ways: [string, string][] = (["keep", "terminated", "suspended", "term_over"] as const).map((way) => [
    way,
    say(`imports.notListed.${way}`),
  ]);
  return [
    group(
      "doubt",
      say("imports.group.unlisted"),
      preview.not_listed.length,
      say("imports.groupNote.unlisted", { day: long(preview.effective) }),
    ),
    ...preview.not_listed.map((one) =>
      line(
        "",
        one.name,
        say("imports.unlistedRead"),
        choose(ways, one.choice, one.name, (way) =>
          it.decide({ not_listed: { ...it.decisions.value.not_listed, [one.id]: way as ImportNotListed } }),
        ),
      ),
    ),
  ];
}

/** Cells that stop their row, each with its sentence. */
export function refusedRows(it: Importing, preview: ImportPreview): Rows {
  if (preview.refused.length === 0) return [];
  return [
    group("refuse", say("imports.group.refused"), preview.refused.length, say("imports.groupNote.refused")),
    ...preview.refused.map((told) =>
      sourced(
        it,
        told,
        html`<span class="t-owed">${told.message}</span>`,
        html`<span class="note">${told.hint}</span>`,
        "",
        true,
      ),
    ),
  ];
}

/** Kind and counts as they were read, nothing that is nought. */
function figures(row: ImportRow): string {
  const read = row.figures;
  if (!read) return "";
  const counts = (["received", "households", "firms", "opinions"] as const)
    .filter((each) => read[each] > 0)
    .map((each) => say(`imports.read.${each}`, { n: figure(read[each]) }));
  return [label("visit_kind", read.kind), ...counts].join(say("frame.comma"));
}

function rowLine(it: Importing, row: ImportRow): TemplateResult {
  const [first = "", ...rest] = row.title;
  const out = row.state === "skipped";
  return sourced(
    it,
    row,
    row.changes.length > 0
      ? html`<b>${dayOrText(first)}</b> ${rest.filter(Boolean).join(say("frame.comma"))}${row.changes.map((change) => html`<span class="two">${fieldName(change.field)} <del>${change.record || say("history.blank")}</del> → <ins>${change.file || say("history.blank")}</ins></span>`)}`
      : html`<b>${dayOrText(first)}</b> ${rest.filter(Boolean).join(say("frame.comma"))}<span class="two note">${row.state === "new" ? figures(row) : say(`imports.state.${row.state}`)}</span>`,
    html`<label class="tick"><input type="checkbox" .checked=${!out} @change=${() => it.skip(row.key, !out)} />${say("imports.take")}</label>`,
    row.key,
  );
}

/** Rows of one state, in the order of the files. */
export function rowLines(it: Importing, preview: ImportPreview, view: "new" | "changed" | "same"): Rows {
  if (view === "same") return [];
  const wanted = view === "new" ? ["new", "skipped"] : ["changed", "both", "removed"];
  const rows = preview.rows.filter((row) => wanted.includes(row.state));
  if (rows.length === 0) return [];
  const total = view === "new" ? preview.counts.new : preview.counts.changed;
  return [
    group(
      view === "new" ? "new" : "change",
      say(`imports.view.${view}`),
      total,
      rows.length < total ? say("imports.firstRows", { n: rows.length }) : "",
    ),
    ...rows.map((row) => rowLine(it, row)),
  ];
}
