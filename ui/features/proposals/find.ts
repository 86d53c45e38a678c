import { ask } from "@/bridge";
import type { ProposalFilter, ProposalLine } from "@/bridge/calls";
import type { Found, Option } from "@/parts/pick";

type Named = Pick<ProposalLine, "id" | "number" | "title">;

/** A paper as a picker shows it. */
export const paperOption = (one: Named): Option => ({ id: one.id, name: one.number ? `${one.number} ${one.title}` : one.title });

/** Papers by their words, the newest first, for a picker; `fits` leaves out what cannot be meant. */
export async function findPapers(
  text: string,
  filter: Partial<ProposalFilter>,
  fits: (line: ProposalLine) => boolean = () => true,
): Promise<Found> {
  const { lines, total } = await ask("proposals.page", {
    filter: { ...filter, text: text || null },
    sort: "day",
    descending: true,
    limit: 50,
  });
  const fitting = lines.filter(fits);
  return { options: fitting.map(paperOption), total: total - (lines.length - fitting.length) };
}

/** The paper of an id, as a picker shows it; none while it is not known. */
export async function paperOf(id: string | null): Promise<Option | undefined> {
  return id ? paperOption((await ask("proposals.open", { id })).proposal) : undefined;
}
