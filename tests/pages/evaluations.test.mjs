// The list of evaluations and the board of a round: filters, order, the way into a village's own rows and pages, and a run
// over scans that goes on while the clerk is elsewhere.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";
import { counted, printed, savedSheets, villages } from "./rounds.mjs";
import { scans } from "./scans.mjs";

let office;
let page;
let seat;
let call;
let areas;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
  ({ page } = seat);
  call = await caller(office);
  areas = await villages(call);
});
after(() => office?.close());

const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);
/** Goes there as from another page, so that what was written beside the page is read anew. */
const afresh = async (place) => {
  await seat.go("desk");
  await seat.go(place);
};
const titles = () => page.locator("zd-rounds tbody tr th").allTextContents();

test("an empty list says what to do next", async () => {
  await seat.go("evaluations");
  await page.waitForSelector("text=还没有评议");
  await fine("empty");
  await page.click(".empty >> text=登记评议");
  await page.waitForSelector("#title");
});

test("rounds are filtered by how far they are, found by name, put in order and opened by keyboard", async () => {
  await printed(call, "春季评议", areas.slice(0, 1), 6);
  const { id, batches } = await printed(call, "秋季评议", areas.slice(1, 2), 6);
  await call("evaluations.issue", { batch: batches[0].id, issued: 6, taken_by: "陈伟强" });
  await call("evaluations.bag", { batch: batches[0].id, returned: 6 });
  await counted(call, id, batches[0].id, "good", 6);
  await call("evaluations.close", { round: id });
  await afresh("evaluations");
  await page.waitForSelector("zd-rounds tbody tr >> nth=1");
  await fine("list");
  assert.deepEqual((await titles()).map((each) => each.trim()).sort(), ["春季评议", "秋季评议"]);
  await page.click(".seg >> text=已办结");
  await page.waitForFunction(() => document.querySelectorAll("zd-rounds tbody tr").length === 1);
  assert.match((await titles())[0], /秋季/);
  await page.click(".seg >> text=全部");
  await page.waitForFunction(() => document.querySelectorAll("zd-rounds tbody tr").length === 2);
  await page.fill(".picking input", "没有这一次");
  await page.waitForSelector("text=没有符合条件的评议");
  await fine("nothing left");
  await page.fill(".picking input", "春季");
  await page.waitForFunction(() => document.querySelectorAll("zd-rounds tbody tr").length === 1);
  await page.click("zd-rounds tbody tr th a");
  await page.waitForSelector(".progress");
});

test("sheets copied on the spot are registered in the window and raise what was handed out", async () => {
  const { id, batches } = await printed(call, "现场复印过的评议", areas.slice(4, 5), 6);
  const field = (name) => page.locator(`[name="${name}-${batches[0].id}"]`);
  await afresh(`evaluations/${id}?step=issue`);
  await page.fill("#taken-by", "陈伟强");
  await field("issued").fill("5");
  await field("sealed").fill("1");
  await field("copied").fill("3");
  await page.waitForSelector("table.issue td b >> text=8");
  await fine("copied");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".villagelist >> text=陈伟强");
  const [line] = await call("evaluations.balance", { round: id });
  assert.equal(line.issued, 8);
  await seat.go(`evaluations/${id}?step=meeting`);
  await page.waitForSelector("table.issue td.num >> text=8");
});

test("a run over scans is in sight again after going elsewhere, and its end is told on every step", async () => {
  const round = await printed(call, "边读边做别的", areas.slice(2, 4), 3);
  await afresh(`evaluations/${round.id}?step=print`);
  const pdf = await savedSheets(office, page, "elsewhere");
  const geometry = {
    pages: round.geometry.pages.map((each) => ({
      ...each,
      copies: round.batches.find((batch) => batch.code === each.batch).copies,
    })),
  };
  // Every sheet of the second village has one row with two ticks.
  const folder = await scans(office.browser, pdf, geometry, join(office.folder, "elsewhere-scan"), (sheet, row) =>
    sheet > 2 && row === 1
      ? [
          [0, "tick"],
          [2, "tick"],
        ]
      : [[(sheet + row) % 3, "tick"]],
  );
  await afresh(`evaluations/${round.id}?step=read`);
  writeFileSync(office.choice, `${folder}\n`);
  // The run begins when the test says so: on any machine it is under way as long as the clerk is elsewhere.
  let begin = () => {};
  const told = new Promise((done) => {
    begin = done;
  });
  await page.route("**/rpc", async (route) => {
    if (JSON.parse(route.request().postData()).name === "evaluations.scan") await told;
    await route.continue();
  });
  await page.locator("text=选文件夹导入").click();
  await page.waitForSelector(".job >> text=正在读扫描件");
  await fine("reading");
  await page.evaluate(() => (location.hash = "#/desk"));
  await page.waitForSelector("zd-round-read", { state: "detached" });
  await page.evaluate((hash) => (location.hash = hash), `#/evaluations/${round.id}?step=board`);
  await page.waitForSelector(".loopsteps >> text=正在读");
  await page.evaluate((hash) => (location.hash = hash), `#/evaluations/${round.id}?step=read`);
  await page.waitForSelector(".job >> text=取消");
  await page.evaluate((hash) => (location.hash = hash), `#/evaluations/${round.id}?step=board`);
  await page.waitForSelector(".progress");
  begin();
  await page.waitForSelector(".progress tfoot >> text=待复核", { state: "detached" });
  await page.waitForSelector(".progress >> text=3处", { timeout: 60_000 });
  await page.unrouteAll({ behavior: "wait" });
  await fine("board");

  // A cell of the board opens the rows of its village only, and a sum those of all.
  const [first, second] = round.batches;
  const doubts = (area) => call("evaluations.doubts", { round: round.id, area, limit: 100, batch: null });
  const [mine, theirs, all] = [await doubts(first.area_id), await doubts(second.area_id), await doubts(null)];
  assert.equal(mine.left + theirs.left, all.left);
  assert.ok(theirs.left >= 3);
  await page.click(`.progress a[href*="step=review"][href*="${second.area_id}"]`);
  await page.waitForSelector(".onlyone");
  await page.waitForSelector(`.prog >> text=还有${theirs.left}行`);
  await fine("rows of one village");
  for (let n = 0; n < theirs.left; n += 1) await page.keyboard.press("1");
  await page.waitForSelector("text=复核完了");
  assert.equal((await doubts(second.area_id)).left, 0);
  assert.equal((await doubts(first.area_id)).left, mine.left, "the other village was not touched");
  await page.click(".onlyone .btn");
  await page.waitForSelector(".onlyone", { state: "detached" });
  await seat.go(`evaluations/${round.id}?step=board`);
  await page.click(`.progress a[href*="step=read"][href*="${first.area_id}"]`);
  await page.waitForSelector(".onlyone");
  await page.waitForFunction(() => document.querySelectorAll(".thumb").length === 3);
  await page.click(".onlyone .btn");
  await page.waitForFunction(() => document.querySelectorAll(".thumb").length === 6);
  await seat.go(`evaluations/${round.id}?step=board`);
  await page.click(".progress tfoot a[href*='step=balance']");
  await page.waitForSelector(".balance");
  assert.deepEqual(seat.complaints, []);
});
