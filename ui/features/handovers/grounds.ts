/** Why a delegate hands over. */
export const GROUNDS = ["terminated", "suspended", "term_over", "moved", "other"] as const;
