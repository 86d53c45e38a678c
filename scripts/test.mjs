// The whole of the tests: npm test. A stage that cannot run is a failure; the last line sums all runners.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, Stop, say, setup } from "./tools.mjs";

const stages = [];
let passed = 0;
let failed = 0;

/** Runs a stage and counts: `{passed, failed}` from a runner, or one for a check that only succeeds or fails. */
async function stage(name, work) {
  const since = Date.now();
  say(`\n── ${name}`);
  let counted;
  try {
    counted = await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    counted = { passed: 0, failed: 1 };
  }
  passed += counted.passed;
  failed += counted.failed;
  stages.push({ name, seconds: (Date.now() - since) / 1000, ...counted });
  return counted.failed === 0;
}

const silent = { passed: 0, failed: 0 };

/** A command that counts as one test. */
const check = async (command, args, options) => {
  const { code } = await run(command, args, options);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

/** A step without which nothing after it means anything. */
const step = async (command, args) => {
  const { code } = await run(command, args);
  return code === 0 ? silent : { passed: 0, failed: 1 };
};

/** Adds up what `cargo test` printed, and names the binaries that took longest. */
function countRust({ code, printed }) {
  const counted = { passed: 0, failed: 0 };
  const slow = [];
  let binary = "";
  for (const line of printed.split("\n")) {
    binary = /^\s+(?:Running|Doc-tests) (\S+(?: \S+)?)/.exec(line)?.[1] ?? binary;
    const result = /^test result: \w+\. (\d+) passed; (\d+) failed; .*finished in ([\d.]+)s/.exec(line);
    if (!result) continue;
    counted.passed += Number(result[1]);
    counted.failed += Number(result[2]);
    if (Number(result[3]) >= 1) slow.push(`${result[3]} s ${binary}`);
  }
  if (slow.length > 0) say(`longest: ${slow.join(" · ")}`);
  // A binary that died without a result is a failure too.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  return counted;
}

async function vitest(folder) {
  const report = join(folder, "vitest.json");
  const { code } = await run("npx", [
    "vitest",
    "run",
    "--config",
    "ui/vitest.config.ts",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) throw new Stop("vitest left no report");
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0) };
}

async function pages() {
  const folder = join(root, "tests", "pages");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".test.mjs")) : [];
  if (files.length === 0) throw new Stop("tests/pages holds no test");
  const args = ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files.map((name) => join(folder, name))];
  const { code, printed } = await run("node", args, { keep: true });
  const number = (what) => Number(new RegExp(`^ℹ ${what} (\\d+)`, "m").exec(printed)?.[1] ?? 0);
  const broken = number("fail") + number("cancelled");
  return { passed: number("pass"), failed: broken + (code !== 0 && broken === 0 ? 1 : 0) };
}

const folder = mkdtempSync(join(tmpdir(), "zhudian-test-"));
try {
  const ready = await stage("install what is missing", async () => {
    await setup(["build", "test"]);
    return silent;
  });
  const built =
    ready &&
    (await stage("build the pages", () => step("npm", ["run", "--silent", "build"]))) &&
    // One call builds the tests and both programs; `cargo build` beside it would build hundreds of crates twice.
    (await stage("build the programs and the tests", () => step("cargo", ["test", "--workspace", "--no-run"])));
  if (built) {
    // The journeys in the real window are among these: tests/desktop sets its own stage without a network.
    await stage("Rust", async () => countRust(await run("cargo", ["test", "--workspace", "--no-fail-fast"], { keep: true })));
  }
  if (ready) {
    await stage("format of Rust", () => check("cargo", ["fmt", "--all", "--check"]));
    await stage("words, types and lint of the pages", () => check("npm", ["run", "--silent", "ui:check"]));
    await stage("parts of the pages", () => vitest(folder));
  }
  if (built) await stage("pages in Chromium", pages);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

say("\nseconds  passed  failed  stage");
for (const { name, seconds, passed, failed } of stages) {
  say(`${seconds.toFixed(1).padStart(7)}  ${String(passed).padStart(6)}  ${String(failed).padStart(6)}  ${name}`);
}
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
