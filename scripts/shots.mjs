// Pictures of every page of the real program, light and dark, at 100 and 150 %, into shots/: to be looked at.
//   npm run shots                     all of them
//   npm run shots -- visits,duties    these pages only
// Needs the built pages and `cargo build -p zhudian-cli`.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openOffice, unlocked } from "../tests/pages/office.mjs";

const out = fileURLToPath(new URL("../shots/", import.meta.url));
const roster = fileURLToPath(new URL("../tests/fixtures/lishui/roster-lishui.xlsx", import.meta.url));
const LOOKS = [
  ["light", "100"],
  ["dark", "100"],
  ["light", "150"],
  ["dark", "150"],
];
const PAGES = [
  "desk",
  "delegates",
  "stations",
  "stations?view=week",
  "visits",
  "visits/new",
  "opinions",
  "duties",
  "meetings",
  "proposals",
  "evaluations",
  "reports",
  "reports/month",
  "reports/statistics",
  "imports",
  "settings/display",
  "settings/office",
  "settings/people",
  "settings/rules",
  "settings/words",
  "settings/backup",
  "search?q=老人",
  "history",
  "history/bin",
];
const wanted = process.argv[2]?.split(",");

mkdirSync(out, { recursive: true });

async function snap(page, name) {
  for (const [theme, size] of LOOKS) {
    await page.evaluate(([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size }), [theme, size]);
    await page.waitForTimeout(120);
    await page.screenshot({ path: `${out}${name}-${theme}-${size}.png` });
  }
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "light", size: "100" }));
}

const name = (place) => place.replace(/[/?=&]/g, "-").replace(/[^\x21-\x7e]/g, "") || "desk";

// The sample ledger ends in May 2015: the pictures stand on a day after it, so that windows and charts hold something.
process.env.ZHUDIAN_TODAY ??= "2015-06-15";
const office = await openOffice({ filled: true, since: "2014-07-01" });
try {
  const locked = await office.browser.newPage({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  await locked.goto(office.address);
  await locked.waitForSelector("#who");
  if (!wanted) await snap(locked, "unlock");
  await locked.close();

  const { page } = await unlocked(office, { height: 768 });
  const open = async (place) => {
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
    await page.waitForTimeout(200);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(place.startsWith("reports/") ? 2500 : 300);
  };
  for (const place of PAGES.filter((each) => !wanted || wanted.some((one) => each.startsWith(one)))) {
    await open(place);
    await snap(page, name(place));
  }
  if (!wanted || wanted.includes("opened")) {
    await open("visits?span=all");
    await page.click("tbody a >> nth=0");
    await page.waitForTimeout(600);
    await snap(page, "visit-opened");
    await open("duties");
    await page.click("td[data-id] >> nth=4");
    await page.waitForTimeout(600);
    await snap(page, "duties-reasons");
    await open("imports");
    writeFileSync(office.choice, `${roster}\n`);
    await page.click(".importcard .btn >> nth=0");
    await page.waitForSelector(".imp, .empty, .ref");
    await page.waitForTimeout(300);
    await snap(page, "imports-preview");
  }
} finally {
  await office.close();
}
