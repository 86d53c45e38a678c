// Measures the program beside what an office would use instead, in one run: npm run bench
//   npm run bench                       everything, about half an hour on two cores besides the release build
//   npm run bench -- --only saves,papers    these parts: saves journal workbooks papers search-10000 search-100000
//                                       search-1000000 opinions likeness dossiers roundtrip window
//   npm run bench -- --to docs/figures.md   also writes the table to a file
// Build output lies apart from the daily one; seeded offices are kept in ~/.cache/zhudian/bench for the next run.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, homedir, release, totalmem } from "node:os";
import { join } from "node:path";
import { must, root, run, Stop, say, setup } from "./tools.mjs";

const cache = join(homedir(), ".cache", "zhudian");
const target = process.env.ZHUDIAN_BENCH_TARGET ?? join(cache, "target-bench");
const offices = join(cache, "bench");
const venv = join(cache, "bench-venv");
const python = join(venv, "bin", "python");
const PEERS = ["openpyxl==3.1.5", "xlsxwriter==3.3.1", "weasyprint==70.0"];

const words = process.argv.slice(2);
const after = (word) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
const only = after("--only")?.split(",");
const wants = (part) => !only || only.includes(part);

/** Peers from the Python index in an environment of their own; what cannot be had is printed as missing in the table. */
async function installPeers() {
  if (!existsSync(python)) await run("python3", ["-m", "venv", venv]);
  await run(python, ["-m", "pip", "install", "-q", "--disable-pip-version-check", ...PEERS]);
}

/**
 * Programs as they are shipped, in a folder of their own: the daily build stays as it is. Only the shell and the terminal,
 * thin as they are, get what a release leaves out: a window that WebDriver may hold, and pages served to Chromium.
 */
async function build(...packages) {
  const named = packages.flatMap((name) => ["-p", name]);
  const driven = ["zhudian", "zhudian-cli"]
    .filter((name) => packages.includes(name))
    .flatMap((name) => ["--config", `profile.release.package.${name}.debug-assertions=true`]);
  await must("cargo", ["build", "--release", ...driven, ...named], { env: { CARGO_TARGET_DIR: target } });
}

try {
  await setup(["build", "test"]);
  await must("npm", ["run", "--silent", "build"]);
  await installPeers();
  await build("zhudian-bench", ...(wants("window") ? ["zhudian", "zhudian-cli"] : []));
  mkdirSync(offices, { recursive: true });
  say(
    `\n${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0].model} · ${Math.round(totalmem() / 2 ** 30)} GB · Linux ${release()}`,
  );
  const bench = join(target, "release", "zhudian-bench");
  const parts = only?.filter((part) => part !== "window");
  const lines = [];
  if (!parts || parts.length > 0) {
    const table = join(offices, "table.md");
    const args = ["--home", offices, "--to", table, ...(parts ? ["--only", parts.join(",")] : [])];
    await must(bench, args, { env: { ZHUDIAN_BENCH_PYTHON: python } });
    lines.push(table);
  }
  if (wants("window")) {
    const office = join(offices, "100000");
    if (!existsSync(join(office, "office.db"))) await must(bench, ["--lay", office, "--visits", "100000"]);
    const table = join(offices, "window.md");
    await must("xvfb-run", [
      "-a",
      "-s",
      "-screen 0 1400x820x24",
      "dbus-run-session",
      "--",
      "node",
      join(root, "scripts", "bench-window.mjs"),
      join(target, "release", "zhudian"),
      office,
      table,
    ]);
    lines.push(table);
  }
  if (after("--to")) {
    const rows = lines.flatMap((file) => readFileSync(file, "utf8").trim().split("\n").slice(2));
    writeFileSync(after("--to"), `| what | ours | peer | ratio | floor |\n|---|---|---|---|---|\n${rows.join("\n")}\n`);
  }
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
