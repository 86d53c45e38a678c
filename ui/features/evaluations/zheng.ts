import { html, svg, type TemplateResult } from "lit";
import { say } from "@/app/words";

/** The five strokes of the tally character in the order they are written, on a grid of 24. */
const strokes = ["M4 5H20", "M12 5V20", "M12 12H18.5", "M7 11.5V20", "M3 20H21"] as const;

/** A count as it stands on the blackboard: five strokes a character, the last one as far as it has come. */
export function zheng(n: number): TemplateResult {
  const full = Math.floor(n / 5);
  const signs = Array.from({ length: full + (n % 5 > 0 ? 1 : 0) }, (_, index) => (index < full ? 5 : n % 5));
  return html`<span class="zheng" role="img" aria-label=${say("evaluations.votes", { n })}>${signs.map(
    (drawn) =>
      html`<svg viewBox="0 0 24 24" aria-hidden="true">${strokes.slice(0, drawn).map((path) => svg`<path d=${path}></path>`)}</svg>`,
  )}</span>`;
}
