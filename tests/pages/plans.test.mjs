// Planned visits in the page: a week is laid with one click, its sheets are looked at, one is entered by its number, one
// is closed with a reason; the notices of stations; every page in every look.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
let villages;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  villages = await call("areas.list");
  for (const [at, weekday] of [
    [0, 4],
    [1, 4],
    [2, 5],
  ])
    await call("stations.slot", {
      area_id: villages[at].id,
      weekday,
      starts: "15:00",
      ends: "18:30",
      place: "村委会一楼接待室",
      every_weeks: 1,
      valid_from: "2015-01-01",
    });
  // A sheet of last week that is not back.
  await call("plans.save", { day: "2015-05-26", area_id: villages[3].id, kind: "household", households: "第三村民小组" });
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

async function looks(place, ready) {
  seat.complaints.length = 0;
  await open(place);
  await seat.page.waitForSelector(ready);
  const found = await wrongs(seat.page);
  assert.deepEqual([...found, ...seat.complaints], [], place);
}

test("an empty week says what to do", () => looks("plans?day=2015-07-06", ".empty"));

test("a week is laid with one click", async () => {
  const { page } = seat;
  await open("plans");
  await page.click(".head .btn.primary");
  await page.waitForSelector("dialog .laying li");
  await page.fill("#lay-topics", "防汛");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".plans tbody tr");
  const { lines } = await call("plans.week", {});
  const fixed = lines.filter((line) => line.starts === "15:00");
  assert.deepEqual(
    fixed.map((line) => [line.day, line.topics]),
    [
      ["2015-06-04", "防汛"],
      ["2015-06-04", "防汛"],
      ["2015-06-05", "防汛"],
    ],
  );
  // Nothing is left to lay, and the board of the week says planned.
  await page.waitForSelector(".head .btn.primary[disabled]");
  await open("stations?view=week");
  await page.waitForSelector(".weekboard a.note");
});

test("the week, a plan, a new one and the sheets not back look right", async () => {
  const { lines } = await call("plans.week", {});
  await looks("plans", ".plans tbody tr");
  await looks("plans?view=missing", ".plans tbody tr");
  await looks(`plans/${lines[0].id}`, ".planform");
  await looks(`plans/new?area=${villages[4].id}`, ".planform");
});

test("a plan is changed by hand", async () => {
  const { page } = seat;
  const { lines } = await call("plans.week", {});
  await open(`plans/${lines[0].id}`);
  await page.waitForSelector(".planform");
  await page.fill("#households", "第一、第二村民小组");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".plans tbody tr");
  const whole = await call("plans.open", { id: lines[0].id });
  assert.equal(whole.plan.households, "第一、第二村民小组");
});

test("the sheets are seen before they are printed", async () => {
  const { page } = seat;
  await looks("plans/sheets", ".printed");
  assert.ok((await page.locator(".thumbs button").count()) >= 3);
  // From the change of a setting on, the sheets of before can be neither saved nor printed: they may name a giver.
  const rests = await page.evaluate(async () => {
    document.querySelector(".tools .tick input").click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const acts = [...document.querySelectorAll(".acts button")].filter((button) => !button.closest("zd-preview"));
    return [acts.length > 2, acts.every((button) => button.disabled), document.querySelector("zd-preview")?.inert];
  });
  assert.deepEqual(rests, [true, true, true]);
  await page.waitForSelector(".acts .btn.primary:not([disabled])");
  assert.equal(await page.evaluate(() => document.querySelector("zd-preview").inert), false);
});

test("a sheet is entered by its number, and the next one may be scanned at once", async () => {
  const { page } = seat;
  const missing = (await call("plans.missing")).lines[0];
  await looks("visits/new?entry=1", "#plan-code");
  // A wrong number is told, and nothing is filled.
  const digits = missing.code.replace(/\D/g, "");
  const wrong = digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10);
  await page.fill("#plan-code", wrong);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-entry-lane .ref");
  assert.match(await page.textContent("zd-entry-lane .ref"), /有一位不对/);
  await looks("visits/new?entry=1", "zd-entry-lane .ref");
  // A reader types digits and Enter; the form opens filled and the hand is at the first count.
  await page.focus("#plan-code");
  await page.fill("#plan-code", digits);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-entry-lane .chip");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "households");
  await page.keyboard.type("7");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.activeElement?.id === "plan-code");
  const entered = await call("plans.open", { id: missing.id });
  assert.equal(entered.state, "entered");
  const visit = await call("visits.open", { id: entered.plan.visit_id });
  assert.deepEqual([visit.day, visit.households, visit.plan_id], ["2015-05-26", 7, missing.id]);
  // The same sheet once more: it says so and points to the visit.
  await page.keyboard.type(digits);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-entry-lane .say");
  assert.match(await page.textContent("zd-entry-lane .say"), /已经补录/);
  // The opened visit shows its plan.
  await looks(`visits/${visit.id}`, "zd-entry-lane .chip");
});

test("a plan that came to nothing is closed with its reason", async () => {
  const { page } = seat;
  await call("plans.save", { day: "2015-05-27", area_id: villages[5].id, kind: "household" });
  await open("plans?view=missing");
  await page.waitForSelector(".plans tbody .tick");
  await page.click(".plans tbody .tick >> nth=0");
  await page.click(".tools .btn.small");
  await page.waitForSelector("dialog .closings");
  await page.click("dialog .closings label >> nth=1");
  await page.fill("#closing-note", "改到下周二");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".empty");
  const { lines } = await call("plans.week", { day: "2015-05-27" });
  const closed = lines.find((line) => line.day === "2015-05-27");
  assert.deepEqual([closed.state, closed.closing, closed.closing_note], ["closed", "moved", "改到下周二"]);
  await looks("plans?day=2015-05-25", ".plans tbody tr");
});

test("an opinion's nature and that it is about a person are entered in the grid", async () => {
  const { page } = seat;
  await open("visits/new");
  await page.waitForSelector("#day");
  await page.fill("#day", "0602");
  await page.fill("#area", villages[0].short_name);
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.fill("[data-cell='0:0']", "某人占用公共通道");
  await page.selectOption("[data-cell='0:2']", "appeal");
  await page.check("[data-cell='0:3']");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".visits tbody tr");
  const { lines } = await call("visits.list", { filter: { from: "2015-06-02", to: "2015-06-02", area_id: villages[0].id } });
  const { opinions } = await call("visits.open", { id: lines[0].id });
  assert.deepEqual([opinions[0].nature, opinions[0].named], ["appeal", true]);
});

test("notices: texts of the town, a picture, both styles and sizes", async () => {
  const { page } = seat;
  await looks("posters", ".printed");
  await page.fill("#poster-villages", villages[0].short_name);
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".faces li");
  await page.fill("#poster-reach", "0757-85660000");
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => document.querySelector("zd-posters-page .row.end .btn")?.hasAttribute("disabled"));
  const desk = await call("posters.desk");
  assert.equal(desk.texts.find((one) => one.field === "reach").town, "0757-85660000");
  // A picture larger than what is kept is made small by the page.
  const large = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 3200 });
    const paint = canvas.getContext("2d");
    for (let at = 0; at < 4000; at += 1) {
      paint.fillStyle = `hsl(${(at * 47) % 360} 60% ${30 + (at % 50)}%)`;
      paint.fillRect((at * 613) % 2400, (at * 929) % 3200, 90, 90);
    }
    return canvas.toDataURL("image/png").split(",")[1];
  });
  await page.setInputFiles(".faces input >> nth=0", {
    name: "face.png",
    mimeType: "image/png",
    buffer: Buffer.from(large, "base64"),
  });
  await page.waitForSelector(".faces img");
  const kept = (await call("posters.desk")).portraits;
  assert.equal(kept.length, 1);
  assert.ok(Math.max(kept[0].width, kept[0].height) <= 640, JSON.stringify(kept));
  await page.setInputFiles(".faces input >> nth=1", {
    name: "not.png",
    mimeType: "image/png",
    buffer: Buffer.from("no picture"),
  });
  await seat.settled();
  assert.equal((await call("posters.desk")).portraits.length, 1);
  await page.click("[role=radio] >> text=公告");
  await page.click("[role=radio] >> text=A3");
  await seat.settled();
  await page.waitForSelector(".printed");
  const found = await wrongs(page);
  assert.deepEqual([...found, ...seat.complaints], []);
});

test("a picture that was taken away is deleted for good, with its ground", async () => {
  const { page } = seat;
  await open("posters");
  if ((await page.locator(".faces img").count()) === 0) {
    await page.fill("#poster-villages", villages[0].short_name);
    await page.waitForSelector(".options li");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".faces img");
  }
  assert.equal(await page.locator('.faces .btn >> text="彻底删除"').count(), 0, "a picture in use is first taken away");
  await page.click('.faces .btn >> text="去掉"');
  await page.waitForSelector(".faces img", { state: "detached" });
  await page.click('.faces .btn >> text="彻底删除"');
  await page.waitForSelector("#forget-ground");
  // The safe button has the focus, and staying keeps everything.
  assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "取消");
  await page.keyboard.press("Escape");
  assert.equal((await call("posters.desk")).former.length, 1);
  await page.click('.faces .btn >> text="彻底删除"');
  await page.click("dialog .btn.risk");
  await page.waitForSelector("dialog .ref, dialog [role=alert]");
  await page.keyboard.press("Escape");
  await page.click('.faces .btn >> text="彻底删除"');
  await page.fill("#forget-ground", "本人要求");
  await page.click("dialog .btn.risk");
  await page.waitForSelector('.faces .btn >> text="彻底删除"', { state: "detached" });
  assert.deepEqual((await call("posters.desk")).former, []);
  const [entry] = await call("erasure.list");
  assert.match(entry.ground, /本人要求/);
  const found = await wrongs(page);
  assert.deepEqual([...found, ...seat.complaints], []);
});
