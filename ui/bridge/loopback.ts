import { type Bridge, type Chosen, type Drive, Refused, type Reply, type Step } from "./bridge";

/**
 * The same calls over 127.0.0.1, served by `zhudian-cli serve` beside the page itself. The one-time token comes in the
 * address of the first page and goes back with every request; the server checks Host and Origin.
 */
export function loopback(token: string): Bridge {
  const watchers = new Set<(step: Step) => void>();
  let events: EventSource | undefined;

  async function ask<A>(path: string, body: unknown): Promise<A> {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-zhudian-token": token },
      body: JSON.stringify(body),
    });
    const value: unknown = await response.json();
    if (!response.ok) throw Refused.from(value);
    return value as A;
  }

  return {
    rpc: (session, name, payload, job) => ask<Reply>("/rpc", { session, name, payload, job: job ?? null }),
    cancel: (job) => ask("/cancel", { job }),
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
    chooseFiles: (kinds, many) => ask<Chosen[]>("/choose", { kind: many ? "files" : "file", filters: kinds }),
    async chooseFolder() {
      const chosen = await ask<Chosen[]>("/choose", { kind: "folder", filters: null });
      return chosen[0] ?? null;
    },
    drives: () => ask<Drive[]>("/drives", {}),
    open: () => Promise.resolve(false),
  };
}
