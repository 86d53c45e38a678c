// Pictures of every page of the real program into shots/: to be looked at. In use, empty, and at the first run; light,
// dark and high contrast; at 100 and 150 %.
//   npm run shots                     all of them
//   npm run shots -- visits,duties    these pages only
// Needs the built pages and `cargo build -p zhudian-cli`.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { caller, openOffice, settling, unlocked } from "../tests/pages/office.mjs";
import { furnish } from "./furnish.mjs";
import { ballotSteps, furnishBallots } from "./shots-ballots.mjs";
import { recordSteps } from "./shots-records.mjs";

const out = fileURLToPath(new URL("../shots/", import.meta.url));
const sheets = (name) => fileURLToPath(new URL(`../tests/fixtures/lishui/${name}`, import.meta.url));
const LOOKS = [
  ["light", "100"],
  ["light", "150"],
  ["dark", "100"],
  ["contrast", "125"],
];
const PAGES = [
  "desk",
  "delegates",
  "delegates/new",
  "stations",
  "stations?view=week",
  "stations?view=days",
  "stations?view=reach",
  "stations/new",
  "visits",
  "visits/new",
  "plans",
  "plans?view=missing",
  "plans?view=all&span=all",
  "posters",
  "opinions",
  "duties",
  "meetings",
  "meetings?view=points",
  "dossiers",
  "dossiers?view=gaps",
  "dossiers?view=slips",
  "activities",
  "activities/new",
  "activities?view=reports",
  "activities?view=collations",
  "notices",
  "notices/new",
  "notices?view=ring",
  "handovers",
  "handovers/new",
  "transfers",
  "transfers/new",
  "proposals",
  "evaluations",
  "reports",
  "reports/month",
  "reports/statistics",
  "reports/exports",
  "imports",
  "settings/display",
  "settings/office",
  "settings/terms",
  "settings/people",
  "settings/rules",
  "settings/words",
  "settings/openings",
  "settings/holidays",
  "settings/backup",
  "settings/erasure",
  "search?q=老人",
  "history",
  "history/bin",
];
const wanted = process.argv[2]?.split(",");
const asked = (name) => !wanted || wanted.some((one) => name.startsWith(one));

mkdirSync(out, { recursive: true });

/** Until what is seen stands still: pictures are there, letters too, nothing is drawn anew. */
async function still(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

async function snap(page, name) {
  for (const [theme, size] of LOOKS) {
    await page.evaluate(([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size }), [theme, size]);
    await still(page);
    await page.screenshot({ path: `${out}${name}-${theme}-${size}.png` });
  }
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "light", size: "100" }));
}

const named = (place) => place.replace(/[/?=&]/g, "-").replace(/[^\x21-\x7e]/g, "") || "desk";

/** Opens a place and waits until the page asks the core for nothing more; a paper is there when its first page is. */
const opening = (seat) => async (page, place) => {
  await seat.go(place);
  if (/^(reports\/(month|slips)|plans\/sheets)/.test(place)) await page.waitForSelector("img.printed", { timeout: 60_000 });
};

const fresh = (office) =>
  office.browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", reducedMotion: "reduce" });

/** The office in use, on a Wednesday after the sample ledger ends, with this week half reported. */
async function inUse() {
  const today = "2015-06-03";
  process.env.ZHUDIAN_TODAY = today;
  const office = await openOffice({ filled: true, since: "2015-01-01" });
  try {
    await furnish(office, today);
    const locked = await fresh(office);
    await locked.goto(office.address);
    await locked.waitForSelector("#who");
    if (asked("unlock")) await snap(locked, "unlock");
    await locked.close();
    const seat = await unlocked(office, { height: 768 });
    const { page } = seat;
    const open = opening(seat);
    for (const place of PAGES.filter((each) => asked(named(each)) || asked(each))) {
      await open(page, place);
      await snap(page, named(place));
    }
    const steps = {
      "visits-opened": async () => {
        await open(page, "visits?span=all");
        await page.click("tbody a >> nth=0");
      },
      "visits-written": async () => {
        await open(page, "visits/new");
        await page.fill("#day", "昨天");
        await page.fill("#area", "沙涌社区");
        await page.keyboard.press("Enter");
        await page.click("zd-seg [role=radio]:has-text('入户走访')");
        await page.fill("#households", "12");
        await page.fill("#householdsFirst", "3");
        await page.fill("[data-cell='0:0']", "村口到小学那段路灯不亮，孩子看不清路");
        await page.waitForSelector("text=草稿已保住");
      },
      "visits-entry": async () => {
        await open(page, "visits/new?entry=1");
        const { lines } = await (await caller(office))("plans.missing");
        await page.fill("#plan-code", lines[0].code);
        await page.keyboard.press("Enter");
        await page.waitForSelector("zd-entry-lane .chip");
        await page.fill("[data-cell='0:0']", "村口到小学那段路灯不亮，孩子看不清路");
      },
      "visits-entry-wrong": async () => {
        await open(page, "visits");
        await open(page, "visits/new?entry=1");
        await page.fill("#plan-code", "2015-0001-8");
        await page.keyboard.press("Enter");
        await page.waitForSelector("zd-entry-lane .ref");
      },
      "plans-missing": () => open(page, "plans?view=missing"),
      "plans-opened": async () => {
        await open(page, "plans");
        await page.click("tbody a >> nth=0");
        await page.waitForSelector(".planform");
      },
      "plans-sheets": async () => {
        await open(page, "plans/sheets");
        await page.waitForSelector(".printed");
      },
      "plans-lay": async () => {
        await open(page, "plans?day=2015-06-08");
        await page.click(".head .btn.primary");
        await page.waitForSelector("dialog .laying");
      },
      "posters-village": async () => {
        await page.keyboard.press("Escape");
        await open(page, "desk");
        await open(page, "posters");
        await page.fill("#poster-villages", "沙涌");
        await page.waitForSelector(".options li");
        await page.keyboard.press("Enter");
        await page.waitForSelector(".printed", { timeout: 60_000 });
      },
      "opinions-opened": async () => {
        await open(page, "opinions");
        await page.click("tbody tr[data-id] >> nth=0");
      },
      "duties-reasons": async () => {
        await open(page, "duties");
        await page.click("td[data-id] >> nth=4");
      },
      "delegates-opened": async () => {
        await open(page, "delegates");
        await page.click("tbody a >> nth=0");
      },
      "stations-opened": async () => {
        await open(page, "stations");
        await page.click("tbody a >> nth=0");
      },
      "history-record": async () => {
        await open(page, "opinions");
        await page.click("tbody tr[data-id] >> nth=14");
        await page.click("zd-opinion a[href*=history]");
      },
      ...recordSteps(page, open, office),
      "imports-todo": async () => {
        const call = await caller(office);
        const { people, tenures } = await call("delegates.register");
        const seated = people.filter((one) => tenures.some((seat) => seat.person_id === one.id));
        for (const one of seated.slice(0, 3)) await call("delegates.save", { ...one, phone: "13900000000" });
        const line = (one, at) =>
          [
            one.name,
            at % 2 ? "女" : "男",
            one.post,
            at < 5 ? "13711112222" : one.phone,
            at === 6 ? "北沙新村" : "",
            at === 8 ? "二0一五年" : "",
          ].join(",");
        const path = `${office.folder}/2015年党代表名册（6月）.csv`;
        writeFileSync(
          path,
          `\uFEFF姓名,性别,单位职务,联系电话,联系村居,任职时间\r\n${seated.slice(0, 60).map(line).join("\r\n")}\r\n`,
        );
        writeFileSync(office.choice, `${path}\n`);
        await open(page, "imports");
        await page.click(".importcard .btn >> nth=0");
        await page.waitForSelector(".imp, .empty, .ref");
        await seat.settled();
        await page.focus(".imp tr:nth-child(2) [role=radio][aria-checked=true]").catch(() => undefined);
      },
      "imports-preview": async () => {
        await open(page, "imports");
        // What was chosen before is still there: the import outlives its page.
        if (!(await page.$(".importcard"))) await page.click(".head .acts .btn.quiet >> nth=-1");
        writeFileSync(office.choice, `${sheets("roster-lishui.xlsx")}\n`);
        await page.click(".importcard .btn >> nth=0");
        await page.waitForSelector(".imp, .empty, .ref");
      },
    };
    for (const [name, step] of Object.entries(steps)) {
      if (!asked(name)) continue;
      await step();
      await seat.settled();
      await snap(page, name);
    }
  } finally {
    await office.close();
  }
}

/** An office on its first day: what stands where nothing is yet, and a ledger that is brought in. */
async function empty() {
  process.env.ZHUDIAN_TODAY = "2026-09-15";
  const office = await openOffice({ since: "2026-01-01" });
  try {
    const seat = await unlocked(office, { height: 768 });
    const { page } = seat;
    const open = opening(seat);
    for (const place of PAGES.filter((each) => asked(`empty-${named(each)}`))) {
      await open(page, place);
      await snap(page, `empty-${named(place)}`);
    }
    if (asked("imports-new")) {
      await open(page, "imports");
      writeFileSync(office.choice, `${sheets("visits-lishui.xlsx")}\n`);
      await page.click(".importcard .btn >> nth=2");
      await page.waitForSelector(".imp, .empty, .ref", { timeout: 60_000 });
      await seat.settled();
      await snap(page, "imports-new");
      await page.click(".head .acts .btn >> nth=0");
      await snap(page, "imports-new-columns");
    }
  } finally {
    await office.close();
  }
}

async function firstRun() {
  process.env.ZHUDIAN_TODAY = "2026-09-15";
  const office = await openOffice({ bare: true });
  try {
    const page = await fresh(office);
    const settled = settling(page);
    await page.goto(office.address);
    await page.waitForSelector("zd-first-run h1");
    for (let step = 1; step <= 7; step += 1) {
      await settled();
      await snap(page, `first-${step}`);
      if (step === 1) {
        await page.click(".way >> nth=1");
      } else if (step === 2) {
        await page.selectOption("#town", { label: "里水镇" });
      } else if (step === 3) {
        await page.fill("#term", "第十四届");
        await page.fill("#term-starts", "2021-08-01");
      } else if (step === 6) {
        await page.fill("#clerk", "黄志芳");
        await page.fill("#passphrase", "驻点联系群众2026");
        await page.fill("#again", "驻点联系群众2026");
      }
      await settled();
      const next = page.locator(".foot .btn.primary");
      if ((await next.count()) === 0 || (await next.isDisabled())) break;
      await next.click();
    }
  } finally {
    await office.close();
  }
}

/** The paper loop in its states. */
async function ballots() {
  process.env.ZHUDIAN_TODAY = "2026-01-14";
  const office = await openOffice({ filled: true });
  try {
    const made = await furnishBallots(office);
    const seat = await unlocked(office, { height: 768 });
    const { page } = seat;
    const open = opening(seat);
    for (const [name, step] of Object.entries(ballotSteps(page, open, made))) {
      await step();
      if (!asked(name)) continue;
      await seat.settled();
      await snap(page, name);
    }
  } finally {
    await office.close();
  }
}

const only = (prefix) => wanted?.every((one) => one.startsWith(prefix));
if (!only("empty") && !only("first") && !only("imports-new") && !only("ballots")) await inUse();
if (!wanted || wanted.some((one) => one.startsWith("ballots"))) await ballots();
if (!wanted || wanted.some((one) => one.startsWith("empty") || one.startsWith("imports-new"))) await empty();
if (!wanted || wanted.some((one) => one.startsWith("first"))) await firstRun();
