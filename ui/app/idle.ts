import { idle } from "./display";
import { lock } from "./session";
import { toast } from "./toasts";
import { say } from "./words";

/** Looked at often enough that the lock comes in the minute it was promised for. */
const EVERY = 2_000;
/** Said this long before, so that somebody who only reads can move the mouse. */
const WARNED = 30_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Locks the desk when nobody has touched it for the chosen minutes. Answers the function that stops watching. */
export function watchIdle(): () => void {
  let last = Date.now();
  let warned = false;
  const seen = (): void => {
    last = Date.now();
    warned = false;
  };
  for (const sign of SIGNS) window.addEventListener(sign, seen, { passive: true, capture: true });
  const timer = window.setInterval(() => {
    const still = Date.now() - last;
    const limit = idle.peek().minutes * 60_000;
    if (still >= limit) {
      seen();
      void lock();
    } else if (still >= limit - WARNED && !warned) {
      warned = true;
      toast(say("frame.lockingSoon"));
    }
  }, EVERY);
  return () => {
    window.clearInterval(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true });
  };
}
