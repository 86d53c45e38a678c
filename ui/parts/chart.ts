import { html, nothing, svg, type TemplateResult } from "lit";
import { figure, say } from "@/app/words";
import { sheet } from "./dialogs";

/** Order and pattern belong together: the first is solid, the second diagonal, the third dotted … on screen and paper. */
const patterns = ["", "p-dia", "p-dot", "p-hor", "p-grid", "p-back"] as const;

const filled = (index: number, x: string, y: string, width: string, height: string) => svg`
  <rect class="c${index}" x=${x} y=${y} width=${width} height=${height}></rect>
  ${patterns[index - 1] ? svg`<rect fill="url(#${patterns[index - 1]})" x=${x} y=${y} width=${width} height=${height}></rect>` : nothing}`;

export interface Bar {
  label: string;
  value: number;
  /** The period has not ended: the bar is hatched, and the caller says so in words. */
  unfinished?: boolean;
}

/** Upright bars with their values on them, from zero, without grid lines. */
export function bars(rows: readonly Bar[], name: string): TemplateResult {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return html`<div class="bars n${rows.length}" role="img" aria-label=${`${name} ${rows.map((row) => `${row.label} ${figure(row.value)}`).join(" ")}`}>
    ${rows.map((row) => {
      const share = (row.value / most) * 100;
      return html`<span class="bar1"><svg aria-hidden="true">${svg`<rect class="c1" x="12%" width="76%" y="${100 - share}%" height="${share}%"></rect>${row.unfinished ? svg`<rect fill="url(#p-dia)" x="12%" width="76%" y="${100 - share}%" height="${share}%"></rect>` : nothing}<text x="50%" y="${100 - share}%" dy="-0.3em">${figure(row.value)}</text>`}</svg><span class="tick1">${row.label}</span></span>`;
    })}
  </div>`;
}

export interface Stack {
  label: string;
  /** One value a series, in the order of the series. */
  values: readonly number[];
}

/** Lying stacked bars: one row a category, the total written after it. The last series may be hollow: not yet begun. */
export function stacks(rows: readonly Stack[], series: readonly { name: string; index: number }[], name: string): TemplateResult {
  const totals = rows.map((row) => row.values.reduce((sum, value) => sum + value, 0));
  const most = Math.max(1, ...totals);
  return html`<div class="stacks" role="img" aria-label=${`${name} ${rows.map((row, at) => `${row.label} ${figure(totals[at] ?? 0)}`).join(" ")}`}>
    ${rows.map((row, at) => {
      let x = 0;
      return html`<span>${row.label}</span><svg aria-hidden="true">${row.values.map((value, part) => {
        const width = (value / most) * 86;
        const from = x;
        x += width;
        const index = series[part]?.index ?? 0;
        return width === 0
          ? nothing
          : index === 0
            ? svg`<rect class="hollow" x="${from}%" width="${width}%" y="0.5" height="13"></rect>`
            : filled(index, `${from}%`, "0", `${Math.max(width - 0.5, 0.3)}%`, "14");
      })}<text class="v" x="${x}%" dx="0.4em" y="11.5">${figure(totals[at] ?? 0)}</text></svg>`;
    })}
  </div>
  <p class="legend">${series.map((each, part) => html`<span><svg class="swatch" aria-hidden="true">${each.index === 0 ? svg`<rect class="hollow" x="0.6" y="0.6" width="12.8" height="8.8"></rect>` : filled(each.index, "0", "0", "100%", "100%")}</svg>${each.name}${figure(rows.reduce((sum, row) => sum + (row.values[part] ?? 0), 0))}</span>`)}</p>`;
}

/** Every chart has its numbers as a table. */
export function showData(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Promise<undefined> {
  return sheet(
    title,
    () => html`<table class="table mini"><thead><tr>${heads.map((word, index) => html`<th scope="col" class=${index > 0 ? "num" : ""}>${word}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="num">${typeof cell === "number" ? figure(cell) : cell}</td>`))}</tr>`)}</tbody></table>`,
  );
}

/** The link above a chart to its numbers. */
export function dataLink(open: () => void): TemplateResult {
  return html`<button type="button" class="link end" @click=${open}>${say("parts.data")}</button>`;
}
