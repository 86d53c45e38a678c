// The first run of a town whose district did not come with the program: its list of villages is chosen, the office stands,
// and the page of the terms takes the next congress.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { caller, clerk, openOffice, passphrase, settling } from "./office.mjs";

const LIST = [
  "code,name,town_code,town_name,kind",
  "440606101001,居宁社区居委会,440606101,北滘镇,社区",
  "440606101201,三洪奇村委会,440606101,北滘镇,村",
].join("\r\n");

let office;
before(async () => {
  office = await openOffice({ bare: true });
});
after(() => office?.close());

test("a town of another district founds its office with a list of its own", async () => {
  const page = await office.browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", reducedMotion: "reduce" });
  const settled = settling(page);
  const next = async () => {
    await page.click(".foot .btn.primary");
    await settled();
  };
  await page.goto(office.address);
  await page.click("[role=radio] >> nth=1");
  await next();
  await page.waitForSelector("#town option[value='440605126']", { state: "attached" });
  const list = join(office.folder, "villages.csv");
  writeFileSync(list, "序号,姓名\n");
  writeFileSync(office.choice, `${list}\n`);
  await page.click("text=选本区的村居名单");
  await page.waitForSelector(".ref");
  assert.ok((await page.locator("#town option").count()) > 5, "a list that does not read changes nothing");
  writeFileSync(list, LIST);
  await page.click("text=选本区的村居名单");
  await page.waitForSelector("text=共1个镇街");
  assert.equal(await page.inputValue("#town"), "440606101");
  assert.equal(await page.inputValue("#office-name"), "北滘镇");
  assert.equal(await page.locator(".ref").count(), 0);
  await next();
  await page.fill("#term", "第十七届");
  await page.fill("#term-starts", "2021-08-10");
  await page.keyboard.press("Tab");
  await settled();
  await next();
  await page.waitForSelector("text=三洪奇村委会");
  await next();
  await next();
  await page.fill("#clerk", clerk);
  await page.fill("#passphrase", passphrase);
  await page.fill("#again", passphrase);
  await next();
  await page.waitForSelector("zd-recovery-key");
  const call = await caller(office);
  const areas = await call("areas.list");
  assert.deepEqual(
    areas.map((one) => one.short_name),
    ["居宁", "三洪奇"],
  );
  assert.equal((await call("delegates.register")).terms[0].name, "第十七届");
});

test("the next congress ends the term, and a delegation gets its groups", async () => {
  const call = await caller(office);
  const page = await office.browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", reducedMotion: "reduce" });
  const settled = settling(page);
  await page.goto(office.address);
  await page.fill("#who", clerk);
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await page.evaluate(() => (location.hash = "#/settings/terms"));
  await page.click("text=加一届");
  await page.fill("#term-name", "第十八届");
  await page.fill("#term-starts", "2026-08-20");
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-settings-terms tbody tr >> nth=1");
  await settled();
  const { terms } = await call("delegates.register");
  assert.deepEqual(
    terms.map((one) => [one.name, one.ends]),
    [
      ["第十八届", null],
      ["第十七届", "2026-08-20"],
    ],
  );
  for (const [name, parent] of [
    ["北滘代表团", ""],
    ["第一组", "北滘代表团"],
  ]) {
    await page.click("text=加一个");
    await page.fill("#circle-name", name);
    if (parent) await page.selectOption("#circle-parent", { label: parent });
    await page.click("#circle-form .btn >> nth=0");
    await page.waitForSelector(`zd-settings-terms th:has-text("${name}")`);
    await settled();
  }
  const { circles } = await call("delegates.register");
  const delegation = circles.find((one) => one.name === "北滘代表团");
  assert.equal(circles.find((one) => one.name === "第一组").parent_id, delegation.id);
  // What others belong to is not offered to be removed.
  assert.equal(await page.locator('tr:has(th:has-text("北滘代表团")):not(:has-text("·")) >> text=删除').count(), 0);
});
