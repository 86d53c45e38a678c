// Taking back when later work stands in the way: what stays is shown by name, the rest is taken back with one button. And a
// clerk sees what only others may take back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { picture } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, clerk, openOffice, passphrase, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
const other = "李录入";
let office;
let seat;
let call;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const notes = async () => (await call("weeks.notes", { from: "2015-05-01", to: "2015-05-31" })).length;

test("the records in the way are shown by name, and the rest is taken back", async () => {
  const { page } = seat;
  const areas = await call("areas.list");
  const days = areas.slice(0, 3).map((area) => ({ area_id: area.id, day: "2015-05-26" }));
  await call("weeks.note_many", { days, kind: "suspended", reason: "暴雨红色预警" });
  await call("weeks.note", { ...days[0], kind: "suspended", reason: "内涝" });
  assert.equal(await notes(), 3);
  await seat.go("history");
  // The newer one changed a single note; the older one made all three.
  const older = page.locator("zd-recent tr .btn:has-text('撤销')").nth(1);
  await older.click();
  await page.waitForSelector("dialog h2 >> text=后来改过或用到的有1条");
  assert.match(await page.textContent("dialog .stays"), /驻点说明\s*2015年5月26日\s*后来又改过/);
  assert.deepEqual(await wrongs(page), []);
  await picture(seat, "undo-rest");
  await page.click("dialog .btn:has-text('先不撤销')");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await notes(), 3);
  await older.click();
  await page.click("dialog .btn:has-text('撤销其余2处')");
  await page.waitForSelector(".toast >> text=其余的已撤销，留下的没有动");
  const left = await call("weeks.notes", { from: "2015-05-01", to: "2015-05-31" });
  assert.deepEqual(
    left.map((one) => [one.area_id, one.reason]),
    [[days[0].area_id, "内涝"]],
  );
  assert.deepEqual(seat.complaints, []);
});

test("who may only enter sees what asks for more, and takes back what does not", async () => {
  const { page } = seat;
  await call("auth.add", { name: other, role: "enter", passphrase });
  await call("rulebook.parameter", { name: "evaluation.members_weight", value: 40, valid_from: "2015-01-01", source: "示例" });
  await page.click(".who button");
  await page.fill("#who", other);
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await seat.settled();
  await seat.go("history?changed=yes");
  await page.waitForSelector("zd-recent tbody tr");
  assert.match(await page.locator("zd-recent tbody tr").first().textContent(), /要管理权限/);
  assert.equal(await page.locator("zd-recent tbody tr").first().locator(".btn").count(), 0);
  assert.ok((await page.locator("zd-recent tbody .btn:has-text('撤销')").count()) > 0);
  assert.deepEqual(await wrongs(page), []);
  await picture(seat, "undo-rights");
  assert.deepEqual(seat.complaints, []);
  assert.notEqual(clerk, other);
});
