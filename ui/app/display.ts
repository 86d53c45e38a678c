import { effect, signal } from "@preact/signals-core";

export type Theme = "system" | "light" | "dark" | "contrast";
export type Size = "100" | "125" | "150";

export const theme = signal<Theme>("system");
export const size = signal<Size>("100");

const sizes: readonly Size[] = ["100", "125", "150"];
const dark = window.matchMedia?.("(prefers-color-scheme: dark)");
const contrast = window.matchMedia?.("(prefers-contrast: more)");
const systemMoved = signal(0);

/** Sets both attributes on the root before the first paint, and again whenever the wish or the system changes. */
export function startDisplay(): void {
  dark?.addEventListener("change", () => (systemMoved.value += 1));
  contrast?.addEventListener("change", () => (systemMoved.value += 1));
  effect(() => {
    void systemMoved.value;
    const system = contrast?.matches ? "contrast" : dark?.matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme.value === "system" ? system : theme.value;
    document.documentElement.dataset.size = size.value;
  });
}

/** Ctrl + and Ctrl −: the next size, no further than the ends. */
export function step(by: number): void {
  const at = sizes.indexOf(size.value) + by;
  size.value = sizes[Math.max(0, Math.min(at, sizes.length - 1))] ?? "100";
}
