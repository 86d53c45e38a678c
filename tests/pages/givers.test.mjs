// What is kept about residents, in the page: looked up for the person, and erased when its time is over.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { picture } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2018-06-05";
let office;
let seat;
let call;
let ids;
let meetings;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  const [area] = await call("areas.list");
  const heard = async (content, giver, giver_phone) =>
    (
      await call("opinions.save", {
        day: "2015-03-02",
        area_id: area.id,
        topic: "traffic",
        nature: "suggestion",
        content,
        giver,
        giver_phone,
      })
    ).id;
  ids = [
    await heard("村口到小学那段路灯不亮", "麦彩霞", "138-0000-0001"),
    await heard("区先生家门口水浸", "区先生", "13800000002"),
  ];
  for (const id of ids) await call("opinions.move", { id, kind: "answer_now", answer: "已修好", day: "2015-03-04" });
  const met = async (day, title, minutes) => (await call("meetings.save", { day, kind: "group", title, minutes })).id;
  meetings = [
    await met("2015-03-20", "议路灯", "会上谈到麦彩霞家门口的路灯，下周去看。"),
    await met("2015-04-20", "议水浸", "区先生到会讲了两次水浸的情况。"),
  ];
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const desk = async () => {
  await seat.go("desk");
  await seat.go("opinions");
  await seat.page.click('.head .btn >> text="本人查询"');
  await seat.page.waitForSelector("#person-term");
};

test("a resident is found by the phone however it is written, and the excerpt is printed", async () => {
  const { page } = seat;
  await desk();
  await page.fill("#person-term", "13800000001");
  await page.fill("#person-checked", "身份证原件");
  await page.click('dialog .btn >> text="查"');
  await page.waitForSelector('.manylist >> text="村口到小学那段路灯不亮"');
  const found = await wrongs(page);
  assert.deepEqual([...found, ...seat.complaints], []);
  await page.click('dialog .btn >> text="本人信息摘录"');
  await page.waitForSelector("zd-preview img", { timeout: 120_000 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("names whose time is over are seen one by one before they go, and what went is told", async () => {
  const { page } = seat;
  await desk();
  await page.click('dialog .btn >> text="看名单"');
  await page.waitForSelector("#expire-lines li");
  assert.equal(await page.locator("#expire-lines > li").count(), 2);
  const shown = await page.locator("#expire-lines").textContent();
  assert.ok(!shown.includes("麦彩霞") && !shown.includes("区先生"), shown);
  assert.match(shown, /［已擦除］家门口水浸/);
  assert.equal(await page.locator("#expire-lines .inwords input:checked").count(), 1);
  // Unticked, the words stay; ticked again, they go.
  await page.click("#expire-lines .inwords label");
  await page.waitForSelector("#expire-lines .inwords ul", { state: "detached" });
  await page.click("#expire-lines .inwords label");
  await page.waitForSelector("#expire-lines .inwords ul");
  // The same names in minutes may be another person's: nothing is ticked before a clerk has read the words around.
  assert.equal(await page.locator("#expire-elsewhere > li").count(), 2);
  assert.equal(await page.locator("#expire-elsewhere input:checked").count(), 0);
  assert.match(await page.locator("#expire-elsewhere").textContent(), /会上谈到［已擦除］家门口的路灯/);
  await page.click("#expire-elsewhere > li:first-child label");
  await page.waitForSelector("#expire-elsewhere > li:first-child input:checked");
  await picture(seat, "expire");
  const found = await wrongs(page);
  assert.deepEqual([...found, ...seat.complaints], []);
  await page.click('dialog .btn.risk >> text="擦除2条"');
  await page.click("dialog:last-of-type .btn.risk");
  await page.waitForSelector("text=到期的提出人信息已擦除");
  await page.waitForSelector("#expire-lines", { state: "detached" });
  assert.deepEqual((await call("opinions.expiring")).lines, []);
  assert.equal((await call("opinions.open", { id: ids[0] })).giver, "");
  assert.equal((await call("opinions.open", { id: ids[1] })).line.content, "［已擦除］家门口水浸");
  const minutes = async (id) => (await call("meetings.open", { id })).meeting.minutes;
  assert.equal(await minutes(meetings[0]), "会上谈到［已擦除］家门口的路灯，下周去看。");
  assert.equal(await minutes(meetings[1]), "区先生到会讲了两次水浸的情况。", "nobody ticked it");
  assert.match(await page.locator("#expire-still a").getAttribute("href"), new RegExp(`meetings/${meetings[1]}`));
  assert.equal(await page.locator("#expire-still li").count(), 1);
  await picture(seat, "expired");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  await page.click('dialog >> text="看擦除记录"');
  await page.waitForSelector("text=/到期擦除/");
});
