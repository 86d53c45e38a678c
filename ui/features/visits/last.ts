import { ask } from "@/bridge";
import type { Visit } from "@/bridge/calls";

/** The visit that was registered last, whole. */
export async function lastVisit(): Promise<Visit | undefined> {
  const page = await ask("visits.list", { filter: {}, sort: "number", descending: true, offset: 0, limit: 1 });
  const last = page.lines[0];
  return last ? await ask("visits.open", { id: last.id }) : undefined;
}
