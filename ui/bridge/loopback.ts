import { type Bridge, Refused, type Reply, type Step } from "./bridge";

/**
 * The same calls over 127.0.0.1, served by `zhudian-cli serve` beside the page itself. The one-time token comes in the
 * address of the first page and goes back with every request; the server checks Host and Origin.
 */
export function loopback(token: string): Bridge {
  const watchers = new Set<(step: Step) => void>();
  let events: EventSource | undefined;
  return {
    async rpc(session, name, payload, job) {
      const own = name.startsWith("shell.") ? name.slice("shell.".length) : undefined;
      // There is no viewer and no window to guard behind a page test.
      if (own === "open" || own === "guard" || own === "close") return { answer: false, operation: null, changed: [] };
      const response = await fetch(own ? `/${own}` : "/rpc", {
        method: "POST",
        headers: { "content-type": "application/json", "x-zhudian-token": token },
        body: JSON.stringify(own ? payload : { session, name, payload, job: job ?? null }),
      });
      const value: unknown = await response.json();
      if (!response.ok) throw Refused.from(value);
      return own ? { answer: value, operation: null, changed: [] } : (value as Reply);
    },
    watch(see) {
      watchers.add(see);
      if (!events) {
        events = new EventSource(`/events?token=${encodeURIComponent(token)}`);
        events.onmessage = (event) => {
          const step = JSON.parse(event.data as string) as Step;
          for (const each of watchers) each(step);
        };
      }
      return () => watchers.delete(see);
    },
    closing: () => () => {},
  };
}
