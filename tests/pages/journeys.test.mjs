// What a clerk does most, by keyboard only, against the real core.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openOffice, unlocked } from "./office.mjs";

const roster = fileURLToPath(new URL("../fixtures/lishui/roster-lishui.xlsx", import.meta.url));

let office;
let page;
let seat;
let complaints;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
  ({ page, complaints } = seat);
});
after(() => office?.close());

const go = (place) => seat.go(place);
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

test("an input method keeps its own keys through the whole visit form", async () => {
  await go("visits/new");
  await page.waitForSelector("#day");
  const method = await page.context().newCDPSession(page);
  const compose = (text) =>
    method.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const commit = (text) => method.send("Input.insertText", { text });
  /** The Enter with which a candidate is chosen: the web view marks it by key code 229 only. */
  const processed = async (key, modifiers = 0) => {
    const event = { key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, modifiers };
    await method.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
    await method.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  };
  const { keyboard } = page;
  await page.focus("#day");
  await keyboard.type("昨天");
  await page.focus("#area");
  await compose("beisha");
  await processed("Enter");
  await processed("Escape");
  await processed("Enter", 2);
  assert.equal(await focused(), "area", "neither Enter nor Escape of the method left the field or the page");
  assert.equal(await page.locator(".toast:has-text('登记了')").count(), 0, "Ctrl Enter of the method saved nothing");
  await commit("北沙");
  await page.waitForSelector("#area-options [role=option] >> text=北沙村");
  await keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#area").value === "北沙村");
  await page.focus("#delegates");
  await compose("deng");
  await processed("Enter");
  assert.equal(await page.locator("zd-pick .chip").count(), 0, "nobody is chosen while composing");
  await commit("邓伟");
  await page.waitForSelector("#delegates-options [role=option] >> text=邓伟涛");
  await keyboard.press("Enter");
  await page.waitForSelector("zd-pick .chip >> text=邓伟涛");
  for (const [field, text] of [
    ["#place", "村委会"],
    ["#situation", "路灯不亮"],
    ["[data-cell='0:0']", "村口路灯"],
  ]) {
    await page.focus(field);
    await compose("zhongwen");
    const here = await focused();
    await processed("Enter");
    assert.equal(await focused(), here, `${field} keeps the focus`);
    await commit(text);
    assert.equal(await page.inputValue(field), text);
  }
  await keyboard.press("Control+s");
  await page.waitForSelector(".toast >> text=登记了");
});

test("a village is found by its initials, and a figure opens its records", async () => {
  await go("visits?span=all");
  await page.focus("#filter-area");
  await page.keyboard.type("bs");
  await page.waitForSelector("#filter-area-options [role=option] >> text=北沙村");
  await page.keyboard.press("Escape");
  await page.fill("#filter-area", "");
  await go("desk");
  const [label, value] = (await page.textContent(".bars a.bar1 .apart >> nth=0")).trim().split(" ");
  await page.click(".bars a.bar1 >> nth=0");
  await page.waitForSelector("table.visits");
  assert.ok(label.endsWith("月"));
  assert.match(await page.textContent(".head .sub"), new RegExp(`共${value}次`));
});

test("the browser had nothing to say to all of it", () => assert.deepEqual(complaints, []));
