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
  /** The period has not begun: nothing stands above its name, which is not the same as none. */
  later?: boolean;
  /** The records behind the figure. */
  href?: string;
}

const bar = (row: Bar, most: number): TemplateResult => {
  const share = (row.value / most) * 100;
  const value = row.later
    ? nothing
    : svg`<text class=${row.value === 0 ? "none" : ""} x="50%" y="${100 - share}%" dy="-0.4em">${figure(row.value)}</text>`;
  return html`<svg aria-hidden="true">${svg`<rect class="c1" x="14%" width="72%" y="${100 - share}%" height="${share}%"></rect>${row.unfinished ? svg`<rect fill="url(#p-dia)" x="14%" width="72%" y="${100 - share}%" height="${share}%"></rect>` : nothing}${value}`}</svg><span class="tick1" aria-hidden="true">${row.label}</span>`;
};

/** Upright bars with their values on them, from zero, without grid lines. A bar with records behind it opens them. */
export function bars(rows: readonly Bar[], name: string): TemplateResult {
  const most = Math.max(1, ...rows.map((row) => row.value));
  // What is drawn is said once, in words: the drawing itself is silent.
  const one = (row: Bar) =>
    html`<span class="apart">${row.label} ${row.later ? say("parts.notBegun") : figure(row.value)}</span>${bar(row, most)}`;
  return html`<div class="bars n${rows.length}" role="group" aria-label=${name}>
    ${rows.map((row) =>
      row.href && row.value > 0
        ? html`<a class="bar1" href=${row.href}>${one(row)}</a>`
        : html`<span class="bar1">${one(row)}</span>`,
    )}
  </div>`;
}

export interface Stack {
  label: string;
  /** One value a series, in the order of the series. */
  values: readonly number[];
  /** The records behind the row. */
  href?: string;
}

/** Lying stacked bars: one row a category, the total written after it. The last series may be hollow: not yet begun. */
export function stacks(
  rows: readonly Stack[],
  series: readonly { name: string; index: number; href?: string }[],
  name: string,
): TemplateResult {
  const totals = rows.map((row) => row.values.reduce((sum, value) => sum + value, 0));
  const most = Math.max(1, ...totals);
  return html`<div class="stacks" role="group" aria-label=${name}>
    ${rows.map((row, at) => {
      let x = 0;
      const about = `${row.label} ${figure(totals[at] ?? 0)} ${series.map((each, part) => `${each.name} ${figure(row.values[part] ?? 0)}`).join(" ")}`;
      return html`${row.href ? html`<a href=${row.href} aria-label=${about}>${row.label}</a>` : html`<span>${row.label}<span class="apart">${about}</span></span>`}<svg aria-hidden="true">${row.values.map(
        (value, part) => {
          const width = (value / most) * 86;
          const from = x;
          x += width;
          const index = series[part]?.index ?? 0;
          return width === 0
            ? nothing
            : index === 0
              ? svg`<rect class="hollow" x="${from}%" width="${width}%" y="0.5" height="13"></rect>`
              : filled(index, `${from}%`, "0", `${Math.max(width - 0.5, 0.3)}%`, "14");
        },
      )}<text class="v" x="${x}%" dx="0.4em" y="11.5">${figure(totals[at] ?? 0)}</text></svg>`;
    })}
  </div>
  ${
    series.length < 2
      ? nothing
      : html`<p class="legend">${series.map((each, part) => {
          const sum = rows.reduce((total, row) => total + (row.values[part] ?? 0), 0);
          const said = html`<svg class="swatch" aria-hidden="true">${each.index === 0 ? svg`<rect class="hollow" x="0.6" y="0.6" width="12.8" height="8.8"></rect>` : filled(each.index, "0", "0", "100%", "100%")}</svg>${each.name}${figure(sum)}`;
          return each.href && sum > 0 ? html`<a href=${each.href}>${said}</a>` : html`<span>${said}</span>`;
        })}</p>`
  }`;
}

/** A number of a chart's table, with the records behind it. */
export interface Figure {
  n: number;
  href: string | undefined;
}

/** Every chart has its numbers as a table; a number with records behind it opens them. */
export function showData(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number | Figure)[])[],
): Promise<undefined> {
  const bit = (cell: string | number | Figure, close: () => void) => {
    if (typeof cell === "string") return cell;
    if (typeof cell === "number") return figure(cell);
    return cell.href && cell.n > 0 ? html`<a href=${cell.href} @click=${close}>${figure(cell.n)}</a>` : figure(cell.n);
  };
  return sheet(
    title,
    (
      close,
    ) => html`<table class="table mini"><thead><tr>${heads.map((word, index) => html`<th scope="col" class=${index > 0 ? "num" : ""}>${word}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => (index === 0 ? html`<th scope="row">${bit(cell, close)}</th>` : html`<td class="num">${bit(cell, close)}</td>`))}</tr>`)}</tbody></table>`,
  );
}

/** The link above a chart to its numbers. */
export function dataLink(open: () => void): TemplateResult {
  return html`<button type="button" class="link end" @click=${open}>${say("parts.data")}</button>`;
}
