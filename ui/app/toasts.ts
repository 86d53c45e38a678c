import { signal } from "@preact/signals-core";
import { ask, lastOperation, Refused } from "@/bridge";
import { say } from "./words";

export interface Toast {
  id: number;
  text: string;
  /** The operation that undo takes back; none for a toast that only tells. */
  operation: number | null;
  /** Another way back, where undoing is a visible entry of its own. */
  act?: { word: string; run: () => Promise<unknown> } | undefined;
}

export const toasts = signal<Toast[]>([]);
/** A refused undo is not a toast: it stands as a refusal until it is answered. */
export const undoRefused = signal<Refused | undefined>(undefined);
let count = 0;

export function toast(text: string, operation: number | null = null, act?: Toast["act"]): void {
  count += 1;
  toasts.value = [...toasts.value.slice(-1), { id: count, text, operation, act }];
}

/** Nothing that was said before is said to whoever comes next. */
export function clearToasts(): void {
  toasts.value = [];
  undoRefused.value = undefined;
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}

/**
 * Takes an operation back as a new operation, and says so. When records stand in the way, they are shown and the rest is
 * offered.
 */
export async function undo(operation: number, except: string[] = []): Promise<boolean> {
  toasts.value = toasts.value.filter((each) => each.operation !== operation);
  // Taken back by its button, it is not taken back again by the key.
  if (lastOperation.peek() === operation) lastOperation.value = null;
  try {
    await ask("history.undo", { operation, except });
    toast(say(except.length > 0 ? "frame.undoneRest" : "frame.undone"));
    return true;
  } catch (cause) {
    const refused = Refused.from(cause);
    if (refused.code === "undo.blocked") return rest(operation, refused);
    undoRefused.value = refused;
    return false;
  }
}

async function rest(operation: number, refused: Refused): Promise<boolean> {
  try {
    const { askRest } = await import("@/features/history/rest");
    const staying = await askRest(operation);
    return staying !== undefined && (await undo(operation, staying));
  } catch {
    // What stands in the way could not be read: the refusal itself says what is known.
    undoRefused.value = refused;
    return false;
  }
}
