import { html, svg, type TemplateResult } from "lit";

/** The four state inks by the shapes that carry them; places may rename levels but choose from these. */
const inks = {
  met: "met",
  zero: "met",
  due: "due",
  owed: "owed",
  wait: "wait",
  later: "wait",
  unset: "wait",
  void: "void",
  doubt: "doubt",
  new: "",
  change: "",
  same: "",
  refuse: "owed",
} as const;

export type Shape = keyof typeof inks;
export const SHAPES = Object.keys(inks) as Shape[];

const tones: Record<Shape, string> = {
  ...inks,
  doubt: "due",
  wait: "",
  later: "",
  unset: "",
  void: "",
  zero: "met",
  refuse: "owed",
};

export function icon(name: string): TemplateResult {
  return html`<svg class="ico" aria-hidden="true"><use href="#i-${name}"></use></svg>`;
}

export function glyph(shape: Shape): TemplateResult {
  return html`<svg class="g ${inks[shape]}" aria-hidden="true"><use href="#g-${shape}"></use></svg>`;
}

/** Shape and word together: a colour never comes alone. */
export function light(shape: Shape, word: string | TemplateResult, size: "" | "big" = ""): TemplateResult {
  return html`<span class="light ${size}">${glyph(shape)}${word}</span>`;
}

export function tag(shape: Shape, word: string): TemplateResult {
  return html`<span class="tag ${tones[shape]}">${glyph(shape)}${word}</span>`;
}

export function key(text: string): TemplateResult {
  return html`<kbd>${text}</kbd>`;
}

/** The place mark of the product. */
export function brandMark(): TemplateResult {
  return html`<svg aria-hidden="true"><use href="#brand"></use></svg>`;
}

/** A bar that fills with work done; `share` runs from 0 to 1. */
export function meter(share: number): TemplateResult {
  const width = Math.max(0, Math.min(share, 1)) * 100;
  return html`<svg class="meterbar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="ground" width="100" height="6"></rect><rect class="value" width=${width} height="6"></rect>`}
  </svg>`;
}
