// What is typed by hand, key by key, arrives as it was meant: times, figures, days and names; a record is saved once however
// often it is pressed; what cannot be read or was refused stays in sight; and what was not saved is offered again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, passphrase, unlocked } from "./office.mjs";

let office;
let seat;
let page;
let call;
before(async () => {
  process.env.ZHUDIAN_TODAY = "2015-06-03";
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  seat = await unlocked(office, { height: 768 });
  page = seat.page;
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const go = (place) => seat.go(place);
const toast = (words) => page.waitForSelector(`.toast >> text=${words}`);
/** Into a field by real keys, over what stands there. */
const type = async (field, text) => {
  await page.click(field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text, { delay: 15 });
};
const quiet = () => assert.deepEqual(seat.complaints.splice(0), []);

test("a time is typed key by key in a plan, a meeting and an activity", async () => {
  await go("plans/new");
  await page.waitForSelector("#starts");
  await type("#starts", "15:30");
  assert.equal(await page.inputValue("#starts"), "15:30");
  await type("#ends", "1730");
  await page.keyboard.press("Tab");
  assert.equal(await page.inputValue("#ends"), "17:30");
  await type("#area", "河村");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  const answered = seat.called("plans.save");
  await page.keyboard.press("Control+s");
  const { payload } = (await answered).request().postDataJSON();
  assert.deepEqual([payload.starts, payload.ends], ["15:30", "17:30"]);

  await go("meetings/new");
  await type("#title", "学习会");
  await type("#starts", "9点半");
  await page.keyboard.press("Control+s");
  await toast("学习会");
  const meetings = await call("meetings.list", { from: "2015-01-01", to: "2015-12-31" });
  assert.equal(meetings.filter((one) => one.title === "学习会").length, 1);
  assert.equal(await page.inputValue("#starts"), "09:30");

  await go("activities/new");
  await page.selectOption("#kind", "attendance");
  await type("#starts", "25:00");
  await page.keyboard.press("Tab");
  await page.waitForSelector("zd-time .err");
  assert.equal(await page.inputValue("#starts"), "25:00");
  assert.deepEqual(await wrongs(page), []);
  await type("#title", "调研");
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.activeElement?.id === "starts");
  quiet();
});

test("a new record is saved once, by a double click and by a held key", async () => {
  await go("meetings/new");
  await type("#title", "只登记一次");
  const saves = [];
  const watch = (request) => {
    if (request.url().endsWith("/rpc") && request.postDataJSON()?.name === "meetings.save") saves.push(1);
  };
  page.on("request", watch);
  await page.dblclick(".foot .btn.primary");
  await toast("只登记一次");
  await seat.settled();
  assert.equal(saves.length, 1);
  await go("meetings/new");
  await type("#title", "按住也一次");
  await page.keyboard.down("Control");
  for (let n = 0; n < 5; n += 1) await page.keyboard.down("s");
  await page.keyboard.up("s");
  await page.keyboard.up("Control");
  await toast("按住也一次");
  await seat.settled();
  assert.equal(saves.length, 2);
  page.off("request", watch);
  quiet();
});

test("after saving the cursor is where it was, and undo there belongs to the text", async () => {
  await page.fill("#minutes", "会议记录");
  await page.locator("#minutes").press("End");
  await page.keyboard.press("Control+s");
  await toast("按住也一次");
  await seat.settled();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "minutes");
  await page.keyboard.type("，再一句");
  assert.equal(await page.inputValue("#minutes"), "会议记录，再一句");
  await page.keyboard.press("Control+s");
  await seat.settled();
  quiet();
});

test("what is typed in one record is not the draft of another", async () => {
  const record = page.url();
  await page.fill("#minutes", "甲会的记录");
  await go("meetings/new");
  await type("#title", "乙会");
  await seat.called("drafts.keep");
  await page.goto(record);
  await page.reload();
  await page.waitForSelector("#passphrase");
  await page.fill("#who", "黄志芳");
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.click('text="接着写"');
  assert.equal(await page.inputValue("#minutes"), "甲会的记录");
  await page.keyboard.press("Control+s");
  await seat.settled();
  quiet();
});

test("the others came, and whoever was marked absent stays absent", async () => {
  const first = page.locator("tr:has([role=radio])").first();
  await first.locator('[role=radio]:has-text("缺席")').click();
  await page.click('text="其余全到"');
  assert.equal(await first.locator('[role=radio][aria-checked=true]:has-text("缺席")').count(), 1);
  await page.keyboard.press("Control+s");
  await seat.settled();
  quiet();
});

test("a name that may be two people and a day that cannot be are gone to and not left out", async () => {
  await go("proposals/new");
  await type("#title", "修路的建议");
  const { people } = await call("delegates.register");
  const twice = people.map((one) => one.name[0]).find((first, at, all) => all.indexOf(first) !== at);
  await type("#lead", twice);
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-pick .err");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "lead");
  await page.fill("#lead", "");
  await page.keyboard.press("Tab");
  await type("#day", "9.31");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-date .err");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "day");
  assert.ok(new URL(page.url()).hash.startsWith("#/proposals/new"));
  await type("#day", "6.1");
  // Now it is sent; what the paper still lacks is for the core to say.
  const sent = seat.called("proposals.save");
  await page.keyboard.press("Control+s");
  const { payload } = (await sent).request().postDataJSON();
  assert.equal(payload.day, "2015-06-01");
  assert.equal(payload.lead_id, null);
  await seat.settled();
  quiet();
});

test("the last visit is copied only where nothing is written", async () => {
  await go("visits/new");
  await type("#day", "0602");
  await type("#situation", "写了一半的情况");
  await page.keyboard.press("Control+d");
  await seat.settled();
  assert.equal(await page.inputValue("#situation"), "写了一半的情况");
  assert.notEqual(await page.inputValue("#area"), "");
  const before = await call("visits.list", { filter: {}, sort: "number", descending: true, offset: 0, limit: 1 });
  await go(`visits/${before.lines[0].id}`);
  const title = await page.textContent("h1");
  await page.keyboard.press("Control+d");
  await seat.settled();
  assert.equal(await page.textContent("h1"), title);
  quiet();
});

test("a village's figures are read as offices write them, and what is refused stays as written", async () => {
  const [area] = (await call("stations.whole")).contacts.map((one) => ({ id: one.area_id }));
  await go(`stations/${area.id}`);
  await type("#households", "１，２００户");
  assert.equal(await page.inputValue("#households"), "１，２００户");
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector("#households")?.value === "1200");
  await page.fill("#area-name", "");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("zd-station .ref");
  assert.equal(await page.inputValue("#area-name"), "");
  assert.ok(await page.isEnabled(".foot .btn.primary"), "what was refused is still there to be saved");
  quiet();
});

test("an opinion half written in a dialog is offered again after the lock, and nothing stands above the lock", async () => {
  await go("opinions");
  await page.clock.install();
  await page.click("text=登记来信来电");
  await page.fill("dialog #content", "路灯坏了");
  await page.clock.fastForward(15 * 60_000 + 5_000);
  await page.waitForSelector("#passphrase");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.clock.resume();
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await seat.settled();
  await page.click("text=登记来信来电");
  await page.click('dialog >> text="接着写"');
  assert.equal(await page.inputValue("dialog #content"), "路灯坏了");
  assert.deepEqual(await wrongs(page), []);
  quiet();
});

test("the page of an opinion follows what is taken back", async () => {
  await type("dialog #area", "河村");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("zd-opinion >> text=路灯坏了");
  await page.click("text=更正");
  await page.fill("dialog #content", "改错了的话");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("zd-opinion >> text=改错了的话");
  await page.locator(".toast >> text=撤销").last().click();
  await page.waitForSelector("zd-opinion >> text=路灯坏了");
  quiet();
});

test("undo takes back nothing under a dialog, nothing shifted, and nothing after the lock", async () => {
  await go("meetings/new");
  await type("#title", "不被别人撤销");
  await page.keyboard.press("Control+s");
  await toast("不被别人撤销");
  await page.keyboard.press("Escape");
  await seat.settled();
  const there = async () =>
    JSON.stringify(await call("meetings.list", { from: "2015-01-01", to: "2015-12-31" })).includes("不被别人撤销");
  await page.keyboard.press("F1");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+z");
  await seat.settled();
  assert.ok(await there());
  await page.keyboard.press("Control+l");
  await page.waitForSelector("#passphrase");
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await seat.settled();
  await page.locator("body").click({ position: { x: 5, y: 400 } });
  await page.keyboard.press("Control+z");
  await seat.settled();
  assert.ok(await there());
  quiet();
});

test("the calendar of a day is entered by its key, moved in and left", async () => {
  await go("plans/new");
  await page.waitForSelector("#day");
  await page.click("#day");
  const before = await page.inputValue("#day");
  await page.keyboard.press("Alt+ArrowDown");
  const inside = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.tagName === "BUTTON" && document.activeElement?.closest("zd-calendar") !== null;
    });
  await page.waitForSelector("zd-calendar calendar-month");
  for (let n = 0; n < 20 && !(await inside()); n++) await page.waitForTimeout(50);
  assert.equal(await inside(), true, "the day stands in focus");
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-calendar", { state: "detached" });
  assert.notEqual(await page.inputValue("#day"), before);
  quiet();
});

test("a figure of a report's meeting that cannot be read is said and keeps the save", async () => {
  await go("evaluations/new?kind=report");
  await page.waitForSelector("#present-0");
  await type("#invited-0", "18");
  await type("#present-0", "十来个");
  await page.keyboard.press("Tab");
  await page.waitForSelector("#present-0-wrong");
  assert.equal(await page.inputValue("#present-0"), "十来个");
  quiet();
});

test("opinions for a circular are looked for among all of them", async () => {
  const [area] = await call("areas.list");
  const heard = (day, content) =>
    call("opinions.save", { day, area_id: area.id, topic: "traffic", nature: "suggestion", content });
  const { id } = await heard("2015-01-05", "村口老榕树下的井盖松了");
  for (let n = 0; n < 60; n++) await heard("2015-06-01", `第${n}件新近的事`);
  await go("notices/new");
  await page.waitForSelector("#kind");
  await page.selectOption("#kind", "circular");
  await page.waitForSelector("#told");
  await page.click("#told");
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector(".options .none >> text=多输几个字");
  await page.keyboard.type("井盖");
  await page.waitForSelector(".options li >> text=老榕树");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chip >> text=老榕树");
  await type("#title", "关于意见办理的通报");
  await type("#audience", "镇工会");
  await page.keyboard.press("Enter");
  const answered = seat.called("notices.save");
  await page.keyboard.press("Control+s");
  const { payload } = (await answered).request().postDataJSON();
  assert.deepEqual(payload.opinions, [id]);
  quiet();
});

test("whoever may only look finds forms at rest and is led to none", async () => {
  await call("auth.add", { name: "何只看", role: "view", passphrase: "只看的人的口令2015" });
  await page.keyboard.press("Control+l");
  await page.waitForSelector("#passphrase");
  await page.fill("#who", "何只看");
  await page.fill("#passphrase", "只看的人的口令2015");
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1, zd-unlock .ref, #next");
  await seat.settled();
  await go("visits");
  assert.equal(await page.locator('a.btn[href*="/new"]:visible').count(), 0);
  await page.keyboard.press("Alt+n");
  await seat.settled();
  assert.ok(!page.url().includes("visits/new"));
  await go("meetings");
  await page.click("zd-meeting-list tbody a");
  await page.waitForSelector("#title");
  assert.ok(await page.isDisabled("#title"));
  assert.equal(await page.locator(".foot .btn.primary").count(), 0);
  assert.deepEqual(await wrongs(page), []);
  await go("settings/people");
  assert.equal(await page.locator("#clerk-name").count(), 0);
  quiet();
});
