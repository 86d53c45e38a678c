// The main job of an office on the sample township, from the terminal: tables in, a visit, duties, papers, a stick.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { environment, root, say } from "./tools.mjs";

const tables = join(root, "tests", "fixtures", "lishui");
/** The sample ledger ends in May 2015; the work is done on a day shortly after it. */
const DAY = "2015-06-15";

class Refused extends Error {}

/** A terminal on one office file; each step is told with its seconds, a refusal ends the job. */
function office(terminal, folder) {
  const env = { ...environment, ZHUDIAN_PASSPHRASE: "sample-township-2015", ZHUDIAN_MARKERS: join(folder, "markers") };
  const ask = (args) => {
    const options = { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 };
    const { status, stdout, stderr } = spawnSync(terminal, ["--db", join(folder, "office", "office.db"), ...args], options);
    if (status !== 0) throw new Refused(`${args.join(" ")}\n${stderr.trim()}`);
    return JSON.parse(stdout);
  };
  const step = (what, args, told = () => "") => {
    const since = Date.now();
    const answer = ask(args);
    const seconds = ((Date.now() - since) / 1000).toFixed(1).padStart(5);
    say(`  ${seconds} s  ${what.padEnd(34)} ${told(answer)}`);
    return answer;
  };
  return { ask, step };
}

const brought = ({ created, updated, refused, dropped_columns }) =>
  `${created} new, ${updated} changed, ${refused.length} refused, ${dropped_columns.length} columns left out`;

/** How many delegates stand in each state of one duty on the day. */
function states(duties, duty) {
  const counts = {};
  for (const { windows } of duties.delegates.flatMap((one) => one.duties.filter((each) => each.duty === duty))) {
    const now = windows.find(({ from, to }) => from <= DAY && DAY <= to);
    if (now) counts[now.state] = (counts[now.state] ?? 0) + 1;
  }
  return Object.entries(counts)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ");
}

function work({ ask, step }, folder) {
  const papers = join(folder, "papers");
  const stick = join(folder, "stick");
  for (const each of [papers, stick]) mkdirSync(each);
  const file = (name) => join(papers, name);

  step("found the office", ["init", "--office", "里水镇", "--area", "440605126", "--since", "2014-07-01"]);
  step("import the roster", ["import", "roster", join(tables, "roster-lishui.xlsx")], brought);
  step("import the visit ledger", ["import", "visits", join(tables, "visits-lishui.xlsx")], brought);

  const dutiesNow = (what) =>
    step(
      what,
      ["duties", "--as-of", DAY],
      (answer) => `${answer.delegates.length} delegates; contact: ${states(answer, "contact")}`,
    );
  const before = dutiesNow("look at the duties");
  const waiting = before.delegates.find((one) =>
    one.duties.some((duty) => duty.duty === "contact" && duty.windows.some(({ state }) => state === "open")),
  );
  const whole = ask(["call", "stations.whole"]);
  const village = whole.contacts.find((contact) => contact.person_id === waiting.id)?.area_id ?? whole.contacts[0].area_id;
  const visit = { day: "2015-06-12", area_id: village, kind: "reception", delegates: [waiting.id], received: 6 };
  visit.opinions = [{ topic: "traffic", content: "村口到小学一段路灯不亮，晚上放学不安全。" }];
  step("record a visit", ["call", "visits.save", JSON.stringify(visit)], ({ year, number }) => `ledger number ${year}-${number}`);
  writeFileSync(file("duties.json"), JSON.stringify(dutiesNow("look at the duties again"), null, 1));

  const counts = step(
    "count the year",
    ["statistics", "--from", "2014-07-01", "--to", "2015-06-30"],
    ({ visits, received, households, firms, opinions }) =>
      `${visits} visits, ${received} received, ${households} households, ${firms} firms, ${opinions} opinions`,
  );
  writeFileSync(file("statistics.json"), JSON.stringify(counts, null, 1));
  const report = step(
    "make the month's report",
    ["report", "month", "--from", "2015-05-01", "--to", "2015-05-31", "--out", papers],
    (made) => made.checks.map((check) => check.sentence).join("，"),
  );

  const round = ask(["call", "evaluations.save", JSON.stringify(evaluation(whole.contacts, village))]);
  const sheets = ["--out", file("sheets.pdf"), "--geometry", file("sheets.geometry.json")];
  step("print evaluation sheets", ["sheets", "print", "--round", round.id, ...sheets], ({ pages }) => `${pages} pages`);

  const finished = report.files.map(({ name }) => file(name));
  step("write the report to a stick", ["export", "--report", ...finished, "--to", stick], ({ message }) => message);
  step("back up", ["backup"], ({ name }) => name);
  step("check the file", ["check"], ({ sentence, rows, entries }) => `${sentence}: ${rows} records, ${entries} journal entries`);
}

/** The year's round for the delegates of one village. */
function evaluation(contacts, village) {
  const people = [...new Set(contacts.filter((contact) => contact.area_id === village).map((contact) => contact.person_id))];
  const subjects = people.map((person_id) => ({ person_id, area_id: village }));
  return { year: 2015, title: "2015年度民主评议", state: "planned", subjects };
}

/** Runs the job in a new folder; answers 0 when every step was done. */
export async function sample(terminal) {
  const folder = mkdtempSync(join(tmpdir(), "zhudian-sample-"));
  let code = 0;
  try {
    work(office(terminal, folder), folder);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(`  refused: ${error.message}`);
    code = 1;
  }
  say(`\nFiles made in ${folder}:`);
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    const about = statSync(join(folder, String(name)));
    if (about.isFile()) say(`${String(about.size).padStart(10)}  ${relative(folder, join(folder, String(name)))}`);
  }
  return code;
}
