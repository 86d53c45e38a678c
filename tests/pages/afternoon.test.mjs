// The afternoon of an evaluation against the real core: from the first name to the printed sheets.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { openOffice, unlocked } from "./office.mjs";

let office;
let page;
let complaints;
let round;
before(async () => {
  office = await openOffice({ filled: true });
  ({ page, complaints } = await unlocked(office));
});
after(() => office?.close());

const go = async (place) => {
  await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
  await page.waitForTimeout(150);
  await page.waitForLoadState("networkidle");
};
const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);

test("a round is made from a village, and what was typed is still there after going elsewhere", async () => {
  await go("evaluations/new");
  await page.fill("#title", "2026年民主评议");
  await page.fill("#round-area", "沙涌");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rated .chip");
  await go("desk");
  await go("evaluations/new");
  await page.click("text=接着写");
  await page.waitForSelector(".rated .chip");
  assert.equal(await page.inputValue("#title"), "2026年民主评议");
  await fine("subjects");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("#copies-all");
  round = new URL(page.url()).hash.match(/evaluations\/([^?]+)/)[1];
  await fine("printing");
});

test("evaluation sheets are counted before they are made, shown as they will be printed, and saved", async () => {
  await page.fill("#copies-all", "x");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await page.fill("#copies-all", "3");
  const people = await page.locator(".rated tbody tr td:nth-child(2)").first().textContent();
  const sheets = people.split("、").length * 3;
  assert.match(await page.textContent(".foot .btn.primary"), new RegExp(`${sheets}张`));
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-preview img.printed");
  await page.waitForSelector(`.viewer .pages >> text=共${sheets}页`);
  await page.waitForFunction(() => document.querySelectorAll(".viewer .thumbs img").length > 1);
  await fine("printed");
  const to = join(office.folder, "out");
  mkdirSync(to, { recursive: true });
  writeFileSync(office.choice, `${to}\n`);
  await page.click("text=存PDF");
  await page.waitForSelector(".toast >> text=已核对");
  const [file] = readdirSync(to).filter((name) => name.endsWith(".pdf"));
  assert.ok(file && existsSync(join(to, file)) && statSync(join(to, file)).size > 10_000);
});

test("a village that has its sheets gets no second batch by accident", async () => {
  await page.click("text=再排别的");
  await page.waitForSelector(".loopsteps >> text=印了");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await go(`evaluations/${round}?step=subjects`);
  await page.waitForSelector("#title");
  assert.deepEqual(complaints, []);
});
