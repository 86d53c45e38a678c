// A sample office behind the loopback server, and Chromium in front of it.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache", "zhudian", "target");
const terminal = join(target, "debug", "zhudian-cli");
export const clerk = "黄志芳";
export const passphrase = "驻点联系群众2026";

/**
 * An office in a folder of its own; `filled` brings in the sample roster and ledger, `prepare` may call the terminal. With
 * `bare` there is no office yet: the page begins at the first run.
 */
export async function openOffice({ filled = false, bare = false, since = "2025-01-01", prepare } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "zhudian-pages-"));
  const env = {
    ...process.env,
    ZHUDIAN_USER: clerk,
    ZHUDIAN_PASSPHRASE: passphrase,
    ZHUDIAN_MARKERS: join(folder, "markers"),
  };
  const database = ["--db", join(folder, "office.db")];
  const must = (...args) => {
    const { status, stdout, stderr, error } = spawnSync(terminal, [...database, ...args], { cwd: root, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`zhudian-cli ${args[0]}: ${stderr ?? error}`);
    return stdout;
  };
  if (!bare) must("init", "--office", "里水镇", "--area", "440605126", "--since", since);
  if (filled) {
    must("import", "roster", "tests/fixtures/lishui/roster-lishui.xlsx");
    must("import", "visits", "tests/fixtures/lishui/visits-lishui.xlsx");
  }
  // What is told before the window opens: a call by name and its request, answered as the window would be.
  prepare?.((name, request) => JSON.parse(must("call", name, JSON.stringify(request))), folder);
  const choice = join(folder, "choice.txt");
  const server = spawn(terminal, [...database, "serve", "--pages", "ui/dist", "--choice", choice], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--lang=zh-CN"] });
  return {
    address: said.address,
    token: said.token,
    origin: said.origin,
    folder,
    choice,
    browser,
    async close() {
      await browser.close();
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const asked = (request) => request.url().endsWith("/rpc");

/** A wait for a page until it asks the core for nothing more; to be had before the page asks anything. */
export function settling(page) {
  // Long work has a number and steps of its own: a page with a run under way is at rest all the same.
  const short = (request) => asked(request) && !request.postDataJSON()?.job;
  let open = 0;
  page.on("request", (request) => (open += short(request) ? 1 : 0));
  for (const end of ["requestfinished", "requestfailed"])
    page.on(end, (request) => (open = Math.max(0, open - (short(request) ? 1 : 0))));
  return async () => {
    // On a busy machine a page draws late: it is at rest when it was asked three times and nothing was under way.
    for (let still = 0, turns = 0; still < 3 && turns < 1500; turns += 1) {
      await new Promise((done) => setTimeout(done, 30));
      await page.evaluate(() => document.readyState);
      still = open === 0 ? still + 1 : 0;
    }
  };
}

/**
 * A page that was unlocked by hand, with what the browser complained about, and the ways to wait for it: `settled` until it
 * asks the core for nothing more, `go` to a place and until it is drawn, `called` for the next answered call of a name.
 */
export async function unlocked(office, { width = 1366, height = 690, who = clerk, secret = passphrase } = {}) {
  const page = await office.browser.newPage({ viewport: { width, height }, locale: "zh-CN", reducedMotion: "reduce" });
  const complaints = [];
  const settled = settling(page);
  const go = async (place) => {
    // What was pressed last is done first: nobody reads a page and leaves it in the same moment.
    await settled();
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
    await settled();
  };
  // What a click asked for has come before the test looks at it.
  const click = page.click.bind(page);
  page.click = async (...args) => {
    await click(...args);
    await settled();
  };
  const called = (name) =>
    page.waitForResponse((response) => asked(response.request()) && response.request().postDataJSON()?.name === name);
  // A refusal of the core travels as status 422 and is shown on the page; the browser's own line about it says nothing.
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 422/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(office.address);
  await page.fill("#who", who);
  await page.fill("#passphrase", secret);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await settled();
  return { page, complaints, settled, go, called };
}

/**
 * Asks the core beside the page, as the page itself does: for furnishing an office and for looking at what a page wrote.
 * A locked desk ends every session, so one that has ended is opened again.
 */
export async function caller(office) {
  const post = async (body) => {
    const response = await fetch(`${office.origin}/rpc`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-zhudian-token": office.token },
      body: JSON.stringify({ job: null, ...body }),
    });
    return { good: response.ok, value: await response.json() };
  };
  const unlock = async () => {
    const opened = await post({ session: null, name: "auth.unlock", payload: { person: clerk, passphrase } });
    return opened.value.answer?.session ?? null;
  };
  // One unlocking at a time: calls that are made together wait for the same session.
  let session = unlock();
  await session;
  return async (name, payload = {}) => {
    const held = session;
    let reply = await post({ session: await held, name, payload });
    if (!reply.good && reply.value.code === "session.none") {
      if (session === held) session = unlock();
      reply = await post({ session: await session, name, payload });
    }
    if (!reply.good) throw new Error(`${name}: ${JSON.stringify(reply.value)}`);
    return reply.value.answer;
  };
}
