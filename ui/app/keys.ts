/**
 * True while an input method owns the keyboard. WebKit sends `compositionend` before the `keydown` of the Enter that
 * chose a candidate, so `isComposing` is already false there and only key code 229 remains as a mark.
 */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Wraps a key handler so that it never sees a key that belongs to an input method. */
export function keys(handler: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!composing(event)) handler(event);
  };
}

/** `ctrl+enter`, `alt+n`, `f1`: the name of a key press, the same on every system. */
export function chord(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && event.key.length > 1) parts.push("shift");
  parts.push(event.key === "=" ? "+" : event.key === " " ? "space" : event.key.toLowerCase());
  return parts.join("+");
}

type Action = (event: KeyboardEvent) => unknown;
const stack: Map<string, Action>[] = [];

/** Ties keys to actions until the returned function is called. The latest tie wins, so a page can take a key over. */
export function bind(actions: Record<string, Action>): () => void {
  const layer = new Map(Object.entries(actions));
  stack.push(layer);
  return () => {
    const at = stack.indexOf(layer);
    if (at >= 0) stack.splice(at, 1);
  };
}

/** The one listener of the window: looks from the latest tie down and stops at the first that knows the key. */
export function listen(target: Window): void {
  target.addEventListener(
    "keydown",
    keys((event) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const name = chord(event);
      // A held key does its act once; only the size of the letters goes on growing.
      const again = event.repeat && /^(ctrl|alt)\+/.test(name) && !/^ctrl\+[+-]$/.test(name);
      for (const layer of [...stack].reverse()) {
        const action = layer.get(name);
        if (action) {
          event.preventDefault();
          if (!again) action(event);
          return;
        }
      }
    }),
  );
}

/** True when the focus is in something one types into, where Ctrl Z belongs to the text and not to the ledger. */
export function typing(): boolean {
  const element = document.activeElement;
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
