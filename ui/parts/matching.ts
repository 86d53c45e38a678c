import type { Option } from "./pick";

/** Matches a typed text against name, note and pinyin keys; a match at the start comes first. */
export function match(options: readonly Option[], typed: string, limit = 50): Option[] {
  const text = typed.normalize("NFKC").trim().toLowerCase();
  if (!text) return options.slice(0, limit);
  const first: Option[] = [];
  const later: Option[] = [];
  for (const option of options) {
    const found = (option.keys ?? "").split(" ").some((one) => one.startsWith(text));
    if (option.name.startsWith(text) || found) first.push(option);
    else if (option.name.includes(text)) later.push(option);
    if (first.length >= limit) break;
  }
  return [...first, ...later].slice(0, limit);
}
