import type { Field, Words } from "./words.keys";

/** A key of the screen wording, `feature.key`. */
export type Key = keyof Words;

const files = import.meta.glob<Record<string, string>>("../../src-tauri/core/words/zh/*.screen.json", {
  eager: true,
  import: "default",
});

const texts = new Map<string, string>();
for (const [path, words] of Object.entries(files)) {
  const feature = path.replace(/^.*\//, "").replace(".screen.json", "");
  for (const [key, text] of Object.entries(words)) texts.set(`${feature}.${key}`, text);
}

const grouped = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

/** A number as the ledger writes it: 1,323. */
export function figure(value: number): string {
  return grouped.format(value);
}

/** The wording of a key with its fields put in. The types make a missing key or field an error before it is a blank. */
export function say<K extends Key>(key: K, ...fields: Words[K]): string {
  return fill(texts.get(key) ?? key, (fields as [Record<string, Field>?])[0] ?? {});
}

/** The wording of a key that is known only at run time (a code from the core); undefined when there is none. */
export function sayIf(key: string, fields: Record<string, Field> = {}): string | undefined {
  const text = texts.get(key);
  return text === undefined ? undefined : fill(text, fields);
}

function fill(text: string, fields: Record<string, Field>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = fields[name];
    return value === undefined ? whole : typeof value === "number" ? figure(value) : value;
  });
}
