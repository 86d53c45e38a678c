// The licences an installed program owes: NOTICE, then every crate and page library it carries with the texts of their
// licences, each text once. Made when an installer is made: node scripts/notices.mjs FILE
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment, root, Stop } from "./tools.mjs";

const LICENCE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;

/** Texts of licences that lie in a package's folder. */
const texts = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8").replaceAll("\r\n", "\n").trim())
    .filter((text) => text !== "");

/** Crates the two programs are made of; those of the tests and of the build are not carried. */
function crates() {
  const ask = (args) => {
    const { status, stdout, stderr } = spawnSync("cargo", args, {
      cwd: root,
      env: environment,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Stop(stderr);
    return stdout;
  };
  const tree = ask(["tree", "-p", "zhudian", "-p", "zhudian-cli", "-e", "normal", "--prefix", "none", "--format", "{p}"]);
  const carried = new Set(tree.split("\n").map((line) => line.split(" ").slice(0, 2).join(" ").replace(" v", " ")));
  return JSON.parse(ask(["metadata", "--format-version", "1", "--locked"]))
    .packages.filter(({ name, version, source }) => source && carried.has(`${name} ${version}`))
    .map(({ name, version, license, manifest_path }) => ({ name, version, license, folder: dirname(manifest_path) }));
}

/** Page libraries: what package.json names as dependencies, and what those stand on. */
function libraries() {
  const found = new Map();
  const add = (name) => {
    const folder = join(root, "node_modules", name);
    if (found.has(name) || !existsSync(join(folder, "package.json"))) return;
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    found.set(name, { name, version: about.version, license: about.license, folder });
    for (const each of Object.keys(about.dependencies ?? {})) add(each);
  };
  for (const name of Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies)) add(name);
  return [...found.values()];
}

export function writeNotices(file) {
  const parts = [...crates(), ...libraries()].sort((one, other) => (one.name < other.name ? -1 : 1));
  const once = new Map();
  for (const { name, version, folder } of parts) {
    for (const text of texts(folder)) {
      const digest = createHash("sha256").update(text.replace(/\s+/g, " ")).digest("hex");
      const entry = once.get(digest) ?? { text, of: [] };
      entry.of.push(`${name} ${version}`);
      once.set(digest, entry);
    }
  }
  const list = parts.map(({ name, version, license }) => `${name} ${version}: ${license ?? "see its text below"}`);
  const all = [...once.values()].map(({ of, text }) => `${"-".repeat(80)}\n${of.join(", ")}\n\n${text}`);
  writeFileSync(file, `${[readFileSync(join(root, "NOTICE"), "utf8").trim(), list.join("\n"), ...all].join("\n\n")}\n`);
  return { parts: parts.length, texts: once.size };
}

if (process.argv[1]?.endsWith("notices.mjs")) process.stdout.write(`${JSON.stringify(writeNotices(process.argv[2]))}\n`);
