import { type Key, say } from "@/app/words";

/** Papers of one proposal in the order of the work. */
export const PAPERS = [
  "proposal",
  "proposal_slip",
  "proposal_examination",
  "proposal_assignment",
  "proposal_reply",
  "proposal_rating",
] as const;

export const paperName = (kind: string): string => say(`proposals.paper.${kind}` as Key as "proposals.paper.proposal");

/** Papers whose step was taken, so that there is something to print. */
export function papersOf(moves: readonly string[]): readonly string[] {
  const has = (...codes: string[]) => codes.some((code) => moves.includes(code));
  return PAPERS.filter((kind) => {
    if (kind === "proposal_slip") return !has("file", "merge", "refuse");
    if (kind === "proposal_examination") return has("receive");
    if (kind === "proposal_assignment") return has("assign", "reassign");
    if (kind === "proposal_reply") return has("accept", "reply", "answer_at_once");
    if (kind === "proposal_rating") return has("reply", "answer_at_once");
    return true;
  });
}
