// What the first screen leads to: who has not got a notice and whom to ring up; a paper that is turned into an opinion
// and stands in the ledger; proposals and planned visits in a handover.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { furnishActivities } from "../../scripts/furnish-activities.mjs";
import { furnishHandover } from "../../scripts/furnish-handover.mjs";
import { furnishProposals } from "../../scripts/furnish-proposals.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
const pictures = process.env.ZHUDIAN_PICTURES;
let office;
let seat;
let call;
let papers;
let ids;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  await furnishActivities(call, TODAY);
  papers = await furnishProposals(call, TODAY);
  ids = await furnishHandover(call, TODAY);
  seat = await unlocked(office, { height: 768 });
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

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

async function open(place, until) {
  await seat.page.evaluate((hash) => (location.hash = hash), `#/${place}`);
  await seat.page.waitForSelector(until);
  await seat.page.waitForLoadState("networkidle");
}

async function fits(name) {
  await picture(name);
  assert.deepEqual([...(await wrongs(seat.page)), ...seat.complaints], []);
}

test("the count of notices that reached not everybody opens the list of whom to ring up", async () => {
  const { page } = seat;
  const missing = async () => (await call("workbench.today", {})).work.notices.missing;
  const before = await missing();
  assert.ok(before > 0, "somebody is still to be told");
  await open("desk", "zd-todo li");
  const more = page.locator("zd-todo button[aria-expanded=false]");
  if (await more.count()) await more.click();
  const task = page.locator("zd-todo li", { hasText: `还有${before}个未送达` });
  await task.waitFor();
  await fits("desk-notices");
  await task.locator("a").click();
  await page.waitForSelector("zd-notice-ring .dial");
  await fits("notice-ring");
  const first = page.locator("zd-notice-ring button[aria-label^=登记送达]").first();
  const name = (await first.getAttribute("aria-label")).slice("登记送达".length);
  await first.click();
  await page.waitForSelector("zd-deliver #deliver-sender");
  assert.match(await page.locator("zd-deliver .manylist").textContent(), new RegExp(name));
  await page.click("zd-deliver .btn.primary");
  await page.waitForSelector("zd-deliver", { state: "detached" });
  await page.waitForFunction(
    (n) => document.querySelector(".head .sub, .head p")?.textContent?.includes(`还有${n}个未送达`),
    before - 1,
  );
  assert.equal(await missing(), before - 1);
});

test("a paper without opinions that is turned into one stands in the ledger, linked both ways", async () => {
  const { page } = seat;
  await open(`proposals/${papers.received}`, ".standing");
  await page.click('.steps >> text="转意见"');
  await page.waitForSelector("#step-area");
  await fits("proposal-to-opinion");
  if ((await page.locator("zd-pick[name=step-area] .chosen, zd-pick[name=step-area] .chip").count()) === 0) {
    await page.fill("#step-area", "沙涌");
    await page.waitForSelector(".options li");
    await page.keyboard.press("Enter");
  }
  await page.fill("#step-note", "属日常维护，按意见办理");
  await page.click(".stepform .btn.primary");
  await page.waitForSelector('.timeline a[href^="#/opinions/"]');
  await fits("proposal-turned");
  await page.click('.timeline a[href^="#/opinions/"]');
  await page.waitForSelector(`.timeline a[href="#/proposals/${papers.received}"]`);
  await fits("opinion-turned");
});

test("a handover tells of proposals and planned visits, and their chains say who follows", async () => {
  await open(`handovers/${ids.handover}`, "zd-handover-form .block");
  await fits("handover-plans");
});

test("how far visits reached: villages and groups, what was not visited since a day, and the plan from there", async () => {
  const { page } = seat;
  await open("stations?view=reach", "zd-station-reach tbody tr");
  await fits("reach");
  const since = "2015-05-20";
  const told = (await call("visits.reach", { as_of: TODAY, since })).villages.filter((one) => one.firms !== "since");
  assert.ok(told.length > 0, "some village was not visited for its firms");
  await page.evaluate((hash) => (location.hash = hash), `#/stations?view=reach&lack=firms&since=${since}`);
  await page.waitForFunction((n) => document.querySelectorAll("zd-station-reach tbody tr").length === n, told.length);
  await page.click("zd-station-reach tbody tr:first-child .act a");
  await page.waitForSelector("zd-plan-form");
});
