// B9 and B10 in the real window: seconds from the start of the process to the first list, memory of all its processes,
// and the way of a call from the page to the core and back. Beside it the same pages in Chromium's app mode.
//   xvfb-run -a dbus-run-session -- node scripts/bench-window.mjs PROGRAM OFFICE TABLE
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { environment, root, say, tools } from "./tools.mjs";

const [program, office, table] = process.argv.slice(2);
/** Who lays the seeded offices: tests/bench/seed.rs. */
const CLERK = "甲";
const PASSPHRASE = "一二三四五六";
const DAY = "2026-09-15";
const ROUNDS = 5;
/** The first screen stands when the list of what is due has its lines; then the ledger itself is asked for. */
const FIRST_LIST = "zd-year-ruler .yearrow";
const LEDGER = "zd-frame tbody tr";

const lines = [];
function tell(what, ours, peer, ratio, floor) {
  lines.push(`| ${what} | ${ours} | ${peer} | ${ratio} | ${floor} |`);
  say(`${what.padEnd(44)} ${ours.padEnd(22)} ${peer.padEnd(44)} ${ratio.padStart(8)}  ${floor}`);
}
const median = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
const p95 = (all) => [...all].sort((one, other) => one - other)[Math.floor(all.length * 0.95)];
const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const mb = (kilobytes) => `${Math.round(kilobytes / 1024)} MB`;

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Proportional memory in kB of a process and all that descend from it. */
function memory(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {} // A process that ended meanwhile has no memory.
  }
  const belongs = (one) => one === pid || (parents.has(one) && parents.get(one) > 1 && belongs(parents.get(one)));
  const pss = (one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      return 0;
    }
  };
  const tree = [...parents.keys()].filter(belongs);
  return { own: pss(pid), tree: tree.reduce((sum, one) => sum + pss(one), 0), processes: tree.length };
}

const runs = (path) => (entry) => {
  try {
    return readlinkSync(`/proc/${entry}/exe`) === path;
  } catch {
    return false;
  }
};
const pidOf = (path) => Number(readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && runs(path)(entry)));

/** The window, driven as in tests/desktop but measured. */
async function open(home) {
  const [port, native] = [await freePort(), await freePort()];
  const env = {
    ...environment,
    ZHUDIAN_HOME: home,
    ZHUDIAN_MARKERS: join(home, "markers"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    LIBGL_ALWAYS_SOFTWARE: "1",
    NO_AT_BRIDGE: "1",
  };
  const driver = spawn(join(tools, "bin", "tauri-driver"), ["--port", port, "--native-port", native].map(String), {
    env,
    stdio: "ignore",
    detached: true,
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(value?.message ?? `${method} ${path}`);
    return value;
  };
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await pause(50);
  }
  const since = performance.now();
  const { sessionId } = await ask("POST", "/session", {
    capabilities: { alwaysMatch: { "tauri:options": { application: program } } },
  });
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  const script = (text, args = []) => session("POST", "/execute/async", { script: text, args });
  /** Asks the page again and again: a script that waits inside it would die with the empty page it began on. */
  const appears = async (selector) => {
    const until = performance.now() + 60_000;
    while (performance.now() < until) {
      const found = await session("POST", "/execute/sync", {
        script: "return Boolean(document.querySelector(arguments[0]))",
        args: [selector],
      });
      if (found) return;
      await pause(5);
    }
    const seen = await session("POST", "/execute/sync", { script: "return document.body.innerText.slice(0, 300)", args: [] });
    throw new Error(`${selector} never came; the page says: ${seen}`);
  };
  const close = async () => {
    await session("DELETE", "").catch(() => {});
    process.kill(-driver.pid);
    await pause(500);
  };
  return { since, session, script, appears, close };
}

const FIND = "element-6066-11e4-a52e-4f735466cecf";
const ENTER = "\uE007";

async function measureWindow(home) {
  const starts = [];
  const lists = [];
  let held;
  const calls = {};
  for (let round = 0; round < ROUNDS; round++) {
    const window = await open(home);
    await window.appears("#passphrase");
    starts.push(performance.now() - window.since);
    const field = async (selector, text) => {
      const element = await window.session("POST", "/element", { using: "css selector", value: selector });
      await window.session("POST", `/element/${element[FIND]}/value`, { text });
    };
    await field("#who", CLERK);
    await field("#passphrase", PASSPHRASE);
    const enter = performance.now();
    await field("#passphrase", ENTER);
    await window.appears(FIRST_LIST);
    lists.push(performance.now() - enter);
    if (round === ROUNDS - 1) {
      await window.script("location.hash = '#/visits?span=all'; setTimeout(arguments[0], 100);");
      await window.appears(LEDGER);
      await pause(3000);
      held = memory(pidOf(program));
      Object.assign(calls, await roundTrips(window));
    }
    await window.close();
  }
  return { starts, lists, held, calls };
}

/** p95 of real calls through the page's own bridge, by the size of the answer. */
async function roundTrips(window) {
  const asked = {
    "visits.next_number": { year: 2026 },
    "areas.list": {},
    "visits.list": { limit: 200 },
    "duties.as_of": { as_of: DAY, records: true },
  };
  const told = {};
  for (const [name, payload] of Object.entries(asked)) {
    const { times, bytes } = await window.script(
      `const [name, payload, done] = arguments;
       const rpc = (name, payload, session) => window.__TAURI_INTERNALS__.invoke("rpc", { name, payload, session, job: null });
       (async () => {
         const { answer } = await rpc("auth.unlock", ${JSON.stringify({ person: CLERK, passphrase: PASSPHRASE })}, null);
         const times = [];
         let bytes = 0;
         for (let at = 0; at < 40; at++) {
           const since = performance.now();
           const reply = await rpc(name, payload, answer.session);
           times.push(performance.now() - since);
           bytes = JSON.stringify(reply.answer).length;
         }
         done({ times, bytes });
       })().catch((error) => done({ times: [NaN], bytes: 0, error: String(error) }));`,
      [name, payload],
    );
    told[name] = { p95: p95(times), kilobytes: Math.ceil(bytes / 1000) };
  }
  return told;
}

/** Chromium's first process of a profile; it writes its words as one text, and its children name their type. */
function isBrowser(entry, profile) {
  try {
    const words = readFileSync(`/proc/${entry}/cmdline`, "utf8");
    return words.includes(`--user-data-dir=${profile}`) && !words.includes("--type=") && !words.startsWith("/bin/sh");
  } catch {
    return false;
  }
}

/** The same pages over the same core, in Chromium without its frame. */
async function measureChromium(home) {
  const terminal = join(dirname(program), "zhudian-cli");
  const env = { ...environment, ZHUDIAN_MARKERS: join(home, "markers"), XDG_CONFIG_HOME: join(home, "config") };
  const server = spawn(terminal, ["--db", join(home, "office.db"), "serve", "--pages", join(root, "ui", "dist")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { address } = JSON.parse(await new Promise((resolve) => server.stdout.once("data", resolve)));
  const profile = mkdtempSync(join(tmpdir(), "zhudian-chromium-"));
  const since = performance.now();
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: false,
    viewport: null,
    args: [`--app=${address}`, "--no-sandbox", "--disable-gpu", "--lang=zh-CN"],
  });
  try {
    const page = browser.pages()[0] ?? (await browser.waitForEvent("page"));
    await page.waitForSelector("#passphrase");
    const start = performance.now() - since;
    await page.fill("#who", CLERK);
    await page.fill("#passphrase", PASSPHRASE);
    const enter = performance.now();
    await page.keyboard.press("Enter");
    await page.waitForSelector(FIRST_LIST);
    const list = performance.now() - enter;
    await page.evaluate("location.hash = '#/visits?span=all'");
    await page.waitForSelector(LEDGER);
    await pause(3000);
    const pid = Number(readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && isBrowser(entry, profile)));
    return { start, list, held: memory(pid) };
  } finally {
    await browser.close();
    server.kill();
    rmSync(profile, { recursive: true, force: true });
  }
}

const home = mkdtempSync(join(tmpdir(), "zhudian-bench-"));
try {
  cpSync(office, home, { recursive: true });
  const ours = await measureWindow(home);
  const first = ours.starts.map((start, at) => start + ours.lists[at]);
  let theirs;
  try {
    theirs = await measureChromium(home);
  } catch (error) {
    say(`Chromium: missing (${String(error.message).split("\n")[0]})`);
  }
  const chromiumFirst = theirs && theirs.start + theirs.list;
  tell(
    "B9 start to the unlock page",
    ms(median(ours.starts)),
    theirs ? `Chromium --app ${ms(theirs.start)}` : "Chromium: missing",
    "",
    "",
  );
  tell(
    "B9 start to the first list, typing aside",
    ms(median(first)),
    theirs ? `Chromium --app ${ms(chromiumFirst)}` : "Chromium: missing",
    theirs ? `${(chromiumFirst / median(first)).toFixed(2)}` : "",
    "aim <= 1500 ms",
  );
  tell("B9 memory of our own process", mb(ours.held.own), "", "", "<= 150 MB");
  tell(
    "B9 memory of all processes (PSS)",
    `${mb(ours.held.tree)} in ${ours.held.processes}`,
    theirs ? `Chromium --app ${mb(theirs.held.tree)} in ${theirs.held.processes}` : "Chromium: missing",
    theirs ? `${(theirs.held.tree / ours.held.tree).toFixed(2)}` : "",
    "reported",
  );
  const budgets = { "visits.next_number": 5, "areas.list": 10, "visits.list": 30, "duties.as_of": 200 };
  for (const [name, { p95: time, kilobytes }] of Object.entries(ours.calls)) {
    tell(`B10 ${name} from the page, ${kilobytes} KB`, `p95 ${ms(time)}`, "", "", `p95 <= ${budgets[name]} ms`);
  }
  if (table) writeFileSync(table, `| what | ours | peer | ratio | floor |\n|---|---|---|---|---|\n${lines.join("\n")}\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
