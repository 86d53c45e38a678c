// Proposals in the page: the thread at every stage fits and reads well; a paper is written, filed, assigned and answered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnishMeetings, furnishProposals } from "../../scripts/furnish-proposals.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
let ids;
let meetings;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  ids = await furnishProposals(call, TODAY);
  meetings = await furnishMeetings(call, TODAY);
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

for (const way of ["draft", "received", "filed", "assigned", "handling", "overdue", "merged", "rated", "closed", "refused"])
  test(`a paper that is ${way}`, async () => {
    seat.complaints.length = 0;
    await open(`proposals/${ids[way]}`);
    await seat.page.waitForSelector(".standing");
    const found = await wrongs(seat.page);
    assert.deepEqual([...found, ...seat.complaints], []);
  });

test("a paper is written, filed, assigned and answered by hand", async () => {
  const { page } = seat;
  await open("proposals/new");
  await page.fill("#title", "增设村口公交候车亭");
  await page.fill("#basis", "候车无遮挡，老人小孩日晒雨淋。");
  await page.fill("#plan", "与公交公司商定，加建候车亭两处。");
  await page.fill("#lead", "区");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".standing");
  const step = async (name, fill) => {
    await page.click(`.steps >> text="${name}"`);
    await page.waitForSelector(".stepform");
    await fill?.();
    await page.click(".stepform .btn.primary");
    await page.waitForSelector(".stepform", { state: "detached" });
  };
  await step("立案");
  await step("交办", async () => {
    await page.fill("#step-units-0", "镇交通办");
    await page.keyboard.press("Tab");
  });
  await step("签收");
  await step("答复", async () => {
    await page.click(".stepform [role=radio] >> text=B");
    await page.fill("#step-signer", "李伟");
  });
  const { lines } = await call("proposals.page", { filter: { text: "候车亭" } });
  assert.equal(lines[0].stage, "replied");
  assert.equal(lines[0].unit, "镇交通办");
  const thread = await call("proposals.open", { id: lines[0].id });
  assert.deepEqual(
    thread.moves.map((line) => line.step.move),
    ["receive", "file", "assign", "accept", "reply"],
  );
});

test("what was being written is there again", async () => {
  const { page } = seat;
  await open("proposals/new");
  const kept = seat.called("drafts.keep");
  await page.fill("#title", "写到一半的题目");
  await kept;
  await open("proposals");
  await open("proposals/new");
  await page.waitForSelector(".strip .say");
  await page.click(".strip .btn >> nth=0");
  assert.equal(await page.inputValue("#title"), "写到一半的题目");
});

for (const where of ["", "held", "ahead", "new"])
  test(`meetings ${where}`, async () => {
    seat.complaints.length = 0;
    await open(where ? `meetings/${where === "new" ? "new" : meetings[where]}` : "meetings");
    await seat.page.waitForSelector(".split");
    const found = await wrongs(seat.page);
    assert.deepEqual([...found, ...seat.complaints], []);
  });

test("what a meeting asked for is done and said so", async () => {
  const { page } = seat;
  await open(`meetings/${meetings.held}`);
  await page.click("zd-meeting-actions .act .btn >> nth=0");
  await page.fill("#action-outcome", "共23盏，已列表");
  await page.click("zd-meeting-actions form .row.end .btn:last-child");
  await page.waitForSelector("zd-meeting-actions form", { state: "detached" });
  const left = await call("meetings.actions", { open: true });
  assert.deepEqual(
    left.map((line) => line.action.content),
    ["约镇市政办到现场看一次"],
  );
});
