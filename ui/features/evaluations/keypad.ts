import { typing } from "@/app/keys";

/** The key as printed on it, also when an input method is on: with nothing to type into there is nothing to compose. */
function cap(event: KeyboardEvent): string {
  if (event.keyCode === 229 || event.key === "Process") {
    const code = event.code.replace(/^(Digit|Numpad|Key)/, "").toLowerCase();
    return code === "space" ? " " : code;
  }
  return event.key.length === 1 ? event.key.normalize("NFKC").toLowerCase() : event.key.toLowerCase();
}

/**
 * Single keys for a page where one counts: digits, letters, Space. They rest while somebody types, composes or has a
 * dialog open; Space and Enter belong to the button that has the focus, arrows to the group of choices that has it.
 */
export function keypad(actions: Record<string, () => void>): () => void {
  const heard = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing() || document.querySelector("dialog[open]")) return;
    const key = cap(event);
    const focused = document.activeElement;
    const control =
      focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement || focused instanceof HTMLSelectElement;
    // Enter has no meaning on a choice of a group, so it goes to the page there too.
    if (control && (key === " " || (key === "enter" && focused.getAttribute("role") !== "radio"))) return;
    if (focused?.closest("[role=radiogroup]") && key.startsWith("arrow")) return;
    const action = actions[key];
    if (!action) return;
    event.preventDefault();
    // A key that is held counts once; the next sheet is not judged by the finger of the last.
    if (!event.repeat || key.startsWith("arrow")) action();
  };
  window.addEventListener("keydown", heard);
  return () => window.removeEventListener("keydown", heard);
}

/** Keys 1 to 9 for the first nine of what stands in a row. */
export const digits = (press: (index: number) => void): Record<string, () => void> =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), () => press(n - 1)]));

/** After a click with the mouse the focus goes back to the page, so that Space is not a second press of the same button. */
export function released(event: Event): void {
  if (event instanceof UIEvent && event.detail > 0 && document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
}
