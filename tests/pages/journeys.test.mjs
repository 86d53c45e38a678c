// What a clerk does most, by keyboard only, against the real core.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openOffice, unlocked } from "./office.mjs";

const roster = fileURLToPath(new URL("../fixtures/lishui/roster-lishui.xlsx", import.meta.url));

let office;
let page;
before(async () => {
  office = await openOffice({ filled: true });
  ({ page } = await unlocked(office));
});
after(() => office?.close());

const go = async (place) => {
  await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
  await page.waitForTimeout(150);
  await page.waitForLoadState("networkidle");
};
const focused = () =>
  page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.dataset.cell);

test("a visit is registered with the keyboard alone, in the order of the paper", async () => {
  const { keyboard } = page;
  await go("visits?span=all");
  const before = await page.textContent(".pager");
  await keyboard.press("Alt+n");
  await page.waitForSelector(".paper");
  await page.waitForFunction(() => document.activeElement.id === "day");
  await keyboard.type("昨天");
  assert.match(await page.textContent(".dated .said"), /星期/);
  await keyboard.press("Enter");
  await keyboard.type("1500");
  await keyboard.press("Enter");
  await keyboard.type("17:40");
  await keyboard.press("Enter");
  assert.equal(await focused(), "area");
  await keyboard.type("北沙");
  await keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#area").value === "北沙村");
  await keyboard.press("Enter");
  assert.equal(await focused(), "place");
  await keyboard.type("村委会一楼");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  assert.equal(await focused(), "leader");
  await keyboard.press("Enter");
  await keyboard.type("镇司法所");
  await keyboard.press("Enter");
  await keyboard.press("Enter");
  assert.equal(await focused(), "delegates");
  await keyboard.type("dwt");
  await keyboard.press("Enter");
  await page.waitForSelector("zd-pick .chip >> text=邓伟涛");
  await keyboard.press("Enter");
  assert.equal(await focused(), "received");
  await keyboard.type("14");
  await page.focus("#situation");
  await keyboard.type("反映集中在路灯和排水。");
  await keyboard.press("Tab");
  assert.equal(await focused(), "0:0");
  await keyboard.type("村口到小学那段路灯不亮");
  await page.waitForSelector("text=草稿已保住");
  await keyboard.press("Control+s");
  await page.waitForSelector(".toast >> text=登记了");
  await page.waitForSelector("table.visits");
  await go("visits?span=all&sort=-day");
  assert.notEqual(await page.textContent(".pager"), before);
  assert.match(await page.textContent("table.visits tbody tr:first-child"), /北沙村.*邓伟涛/s);
});

test("Ctrl Z takes the last operation back", async () => {
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".toast >> text=已撤销");
  await page.waitForFunction(() => !document.querySelector("table.visits tbody tr:first-child")?.textContent.includes("邓伟涛"));
});

test("a name in no list is kept and said, and stops the saving", async () => {
  await go("visits/new");
  await page.waitForSelector("#day");
  await page.fill("#day", "0101");
  await page.fill("#delegates", "查无此人");
  await page.focus("#situation");
  await page.waitForSelector(".err >> text=查无此人");
  assert.equal(await page.inputValue("#delegates"), "查无此人");
  await page.keyboard.press("Control+s");
  assert.ok(await page.isVisible(".field.bad"));
});

test("the same roster a second time changes nothing", async () => {
  writeFileSync(office.choice, `${roster}\n`);
  await go("imports");
  await page.click(".importcard .btn >> nth=0");
  await page.waitForSelector(".tools .seg");
  assert.match(await page.textContent(".tools .seg"), /相同\s*72/);
  assert.ok(await page.isDisabled(".foot .btn.primary"));
});

test("every duty window says why", async () => {
  await go("duties");
  await page.click("td[data-id] >> nth=0");
  await page.waitForSelector(".verdict");
  assert.match(await page.textContent(".why"), /计入/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".verdict", { state: "detached" });
});
