// Writes ui/app/words.keys.ts: every key of the screen wording with the fields its text takes, so that a wrong or missing
// field is a type error. With --check it only compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../src-tauri/core/words/zh/", import.meta.url));
const target = fileURLToPath(new URL("../ui/app/words.keys.ts", import.meta.url));

const lines = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".screen.json"))
  .sort()) {
  const feature = file.replace(".screen.json", "");
  for (const [key, text] of Object.entries(JSON.parse(readFileSync(folder + file, "utf8")))) {
    const fields = [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))];
    const shape = fields.length ? `[{ ${fields.map((field) => `${field}: Field`).join("; ")} }]` : "[]";
    lines.push(`  "${feature}.${key}": ${shape};`);
  }
}
const text = `// Written by scripts/words.mjs from src-tauri/core/words/zh/*.screen.json. Do not edit.
/** A number is grouped by thousands; a text stands as it is (years and codes are texts). */
export type Field = string | number;
export interface Words {
${lines.join("\n")}
}
`;
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    process.stderr.write("ui/app/words.keys.ts is older than the words: run npm run ui:words\n");
    process.exit(1);
  }
} else writeFileSync(target, text);
