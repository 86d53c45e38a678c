import { effect, signal } from "@preact/signals-core";
import { ask } from "@/bridge";

export type Theme = "system" | "light" | "dark" | "contrast";
export type Size = "100" | "125" | "150";

export const theme = signal<Theme>("system");
export const size = signal<Size>("100");
/** Minutes without a key or a movement after which the desk locks, and the most the office allows. */
export const idle = signal({ minutes: 10, most: 60 });

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

/** Takes over what this person chose before; the page looks as it was when the core does not answer. */
export async function readDisplay(): Promise<void> {
  const kept = await ask("office.display", {}).catch(() => undefined);
  if (!kept) return;
  theme.value = kept.theme as Theme;
  size.value = kept.size as Size;
  idle.value = { minutes: kept.idle_minutes, most: kept.idle_most };
}

/** Shows a wish at once and keeps it for the person; a wish that cannot be kept still holds until the desk is closed. */
export function wish(change: { theme?: Theme; size?: Size; idle_minutes?: number }): void {
  if (change.theme) theme.value = change.theme;
  if (change.size) size.value = change.size;
  if (change.idle_minutes) idle.value = { ...idle.value, minutes: change.idle_minutes };
  void ask("office.set_display", change).catch(() => undefined);
}

/** Ctrl + and Ctrl −: the next size, no further than the ends. */
export function step(by: number): void {
  const at = Math.max(0, Math.min(sizes.indexOf(size.value) + by, sizes.length - 1));
  wish({ size: sizes[at] ?? "100" });
}
