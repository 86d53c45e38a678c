// Activities and notices in the page: lists, forms, the collation and the board fit and read well; a notice is written,
// delivered to many at once after its list was seen, and an activity with its report is registered by hand.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { furnishActivities } from "../../scripts/furnish-activities.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
const pictures = process.env.ZHUDIAN_PICTURES;
let office;
let seat;
let call;
let ids;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  ids = await furnishActivities(call, TODAY);
  seat = await unlocked(office, { height: 768 });
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

async function picture(name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const [theme, size] of [
    ["light", "100"],
    ["light", "150"],
    ["dark", "100"],
  ]) {
    await seat.page.evaluate(([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size }), [theme, size]);
    await seat.page.waitForTimeout(150);
    await seat.page.screenshot({ path: `${pictures}/${name}-${theme}-${size}.png` });
  }
  await seat.page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "light", size: "100" }));
}

const places = {
  activities: () => "activities",
  "activities-empty": () => "activities?year=2013",
  activity: () => `activities/${ids.inspection}`,
  "activity-new": () => "activities/new",
  collation: () => `activities?collation=${ids.collation}`,
  "collation-new": () => "activities?collation=new",
  notices: () => "notices",
  "notices-empty": () => "notices?year=2013",
  notice: () => `notices/${ids.notice}`,
  "notice-new": () => "notices/new",
  meetings: () => "meetings",
  delegate: () => `delegates/${ids.delegate}`,
};
for (const [name, place] of Object.entries(places))
  test(`the page ${name}`, async () => {
    seat.complaints.length = 0;
    await open(place());
    await seat.settled();
    await picture(name);
    assert.deepEqual([...(await wrongs(seat.page)), ...seat.complaints], []);
  });

test("the navigation has a place for each, and its letters open them", async () => {
  const { page } = seat;
  await open("desk");
  await page.keyboard.press("Alt+h");
  await page.waitForSelector("zd-meeting-list");
  await page.keyboard.press("Alt+t");
  await page.waitForSelector("zd-proposal-list");
  await open("notices");
  assert.equal(await page.locator(".nav a[aria-current=page] > span").textContent(), "会议活动");
  // Nothing of the navigation is cut off at 1366 by 768.
  const cut = await page.evaluate(() => {
    const nav = document.querySelector(".nav");
    return nav.scrollHeight - nav.clientHeight;
  });
  assert.ok(cut <= 0, `${cut} px of the navigation are out of sight`);
});

test("many deliveries at once: the list is seen first", async () => {
  const { page } = seat;
  await open(`notices/${ids.notice}`);
  await page.waitForSelector("zd-notice-board table");
  const missing = async () => (await call("notices.open", { id: ids.notice })).recipients.filter((line) => !line.reached_on);
  const before = await missing();
  await page.click('zd-notice-board >> text="未送达" >> nth=0');
  await page.click(`text=全选未送达的${before.length}个`);
  await page.click(`text="登记送达${before.length}个"`);
  await page.waitForSelector("zd-deliver");
  assert.equal(await page.locator("zd-deliver .manylist li").count(), before.length);
  await picture("deliver");
  assert.deepEqual(await wrongs(page), []);
  await page.click('zd-deliver >> text="委托转交"');
  await page.click("zd-deliver .btn.primary");
  await page.waitForSelector("zd-deliver .ref");
  await page.fill("#deliver-receiver", "村委会冼主任");
  await page.click("zd-deliver .btn.primary");
  await page.waitForSelector("zd-deliver", { state: "detached" });
  assert.equal((await missing()).length, 0);
  await page.keyboard.press("Control+z");
  await seat.settled();
  assert.equal((await missing()).length, before.length);
  await page.click('zd-notice-board >> text="查电话"');
  await page.waitForSelector("dialog[open] .dial");
  await picture("phones");
  assert.deepEqual(await wrongs(page), []);
  await page.keyboard.press("Escape");
});

test("a notice is written, and what was typed is still there after leaving", async () => {
  const { page } = seat;
  await open("notices/new");
  await page.waitForSelector("#title");
  const kept = seat.called("drafts.keep");
  await page.fill("#title", "关于召开代表组会议的通知");
  await page.fill("#body", "请准时参加。");
  await kept;
  await open("notices");
  await open("notices/new");
  await page.click('text="接着写"');
  assert.equal(await page.inputValue("#title"), "关于召开代表组会议的通知");
  await page.fill("#audience", "镇团委");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-notice-board table");
  assert.equal(await page.locator("zd-notice-board tbody tr").count(), 1);
});

test("an activity is registered with the fields of its kind, and a report with it", async () => {
  const { page } = seat;
  await open("activities/new");
  await page.waitForSelector("#kind");
  await page.selectOption("#kind", "training");
  assert.equal(await page.locator("#findings").count(), 0);
  await page.fill("#title", "消防安全培训");
  await page.fill("#organiser", "镇应急办");
  await page.fill("#hours", "3.5");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-activity-form .ref");
  await picture("activity-refused");
  await page.fill("#delegates", "区");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.selectOption("#kind", "research");
  // What was typed for another kind is not hidden.
  assert.equal(await page.inputValue("#hours"), "3.5");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-activity-reports");
  await page.click('text="加一篇"');
  await page.fill("#report-title", "消防隐患调研");
  await page.fill("#report-text", "一、情况\n出租屋充电隐患多。");
  await page.click("zd-activity-reports .stepform .btn:not(.quiet)");
  await page.waitForSelector('zd-activity-reports >> text="消防隐患调研"');
  await page.click('text="登记采用"');
  await page.fill("#use-where", "镇长");
  await page.click("zd-activity-reports .stepform .btn:not(.quiet)");
  await page.waitForSelector("zd-activity-reports .usage");
  const page1 = await call("activities.page", { filter: { text: "消防" } });
  assert.equal(page1.lines[0].hours, 35);
  assert.equal(page1.sums.used, 1);
});
