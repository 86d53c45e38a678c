import { html, nothing, svg, type TemplateResult } from "lit";
import type { ResultItem } from "@/bridge/calls";

const patterns = ["", "p-dia", "p-dot", "p-hor", "p-grid", "p-back"] as const;

const filled = (index: number, x: string, width: string) => {
  const place = index % patterns.length;
  return svg`<rect class="c${place + 1}" x=${x} y="0" width=${width} height="100%"></rect>${patterns[place] ? svg`<rect fill="url(#${patterns[place]})" x=${x} y="0" width=${width} height="100%"></rect>` : nothing}`;
};

/** One item as a bar of its grades: order and pattern tell them apart, the figures stand beside it. */
export function gradeBar(item: ResultItem): TemplateResult {
  let x = 0;
  const said = item.grades.map((grade) => `${grade.label} ${grade.n}`).join(" ");
  return html`<svg class="gradebar" role="img" aria-label=${`${item.text} ${said}`}>${item.grades.map((grade, index) => {
    const width = (grade.share ?? 0) * 100;
    const from = x;
    x += width;
    return width > 0 ? filled(index, `${from}%`, `${Math.max(width - 0.3, 0.2)}%`) : nothing;
  })}</svg>`;
}

/** Which pattern is which grade. */
export function gradeLegend(item: ResultItem): TemplateResult {
  return html`<p class="legend">${item.grades.map((grade, index) =>
    grade.share === null
      ? nothing
      : html`<span><svg class="swatch" aria-hidden="true">${filled(index, "0", "100%")}</svg>${grade.label}</span>`,
  )}</p>`;
}
