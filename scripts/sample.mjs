// The main job of an office on the sample township, from the terminal: tables in, a visit, duties, papers, a stick.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { environment, root, say } from "./tools.mjs";

const sheets = join(root, "tests", "fixtures", "lishui");

/** Runs the job in a new folder; answers 0 when every step was done. */
export async function sample(terminal) {
  const folder = mkdtempSync(join(tmpdir(), "zhudian-sample-"));
  const stick = join(folder, "stick");
  mkdirSync(stick);
  const env = { ...environment, ZHUDIAN_PASSPHRASE: "sample-township-2026", ZHUDIAN_MARKERS: join(folder, "markers") };
  let refused = 0;

  /** Makes one call; a refusal is shown and counted, and answers nothing. */
  const step = (what, args, show = () => "") => {
    const since = Date.now();
    const { status, stdout, stderr } = spawnSync(terminal, ["--db", join(folder, "office.db"), ...args], {
      cwd: root,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const seconds = `${((Date.now() - since) / 1000).toFixed(1)} s`;
    if (status !== 0) {
      refused += 1;
      say(`  refused  ${seconds.padStart(7)}  ${what}\n${stderr.trim()}`);
      return null;
    }
    const answer = JSON.parse(stdout);
    say(`  done     ${seconds.padStart(7)}  ${what}  ${show(answer)}`);
    return answer;
  };

  const brought = (answer) => `${answer.created} new, ${answer.updated} changed, ${answer.refused.length} refused`;
  step("found the office", ["init", "--office", "里水镇", "--area", "440605126", "--since", "2026-01-01"]);
  step("import the roster", ["import", "roster", join(sheets, "roster-lishui.xlsx")], brought);
  step("import the visit ledger", ["import", "visits", join(sheets, "visits-lishui.xlsx")], brought);
  const duties = step(
    "look at the duties",
    ["duties", "--as-of", "2026-09-15"],
    (answer) => `${answer.delegates.length} delegates`,
  );
  if (duties) writeFileSync(join(folder, "duties.json"), JSON.stringify(duties, null, 1));
  step("back up", ["backup"]);
  step("check the file", ["check"]);

  say(`\nFiles made in ${folder}:`);
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    const file = join(folder, String(name));
    const about = statSync(file);
    if (about.isFile()) say(`${String(about.size).padStart(10)}  ${relative(folder, file)}`);
  }
  return refused === 0 ? 0 : 1;
}
