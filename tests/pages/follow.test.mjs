// An opinion and the proposal that grew from it, seen from both sides: the answer of the paper answers the giver.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
let opinions;
let proposal;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  const [area] = await call("areas.list");
  const people = (await call("delegates.register")).tenures.map((one) => one.person_id);
  opinions = [];
  for (const content of ["村口到小学那段路灯不亮", "学生晚修回家看不见路"]) {
    const entry = { day: "2015-03-02", area_id: area.id, topic: "traffic", nature: "suggestion", content, giver: "麦女士" };
    opinions.push((await call("opinions.save", entry)).id);
  }
  const begun = await call("proposals.begin", { opinions });
  const paper = {
    ...begun,
    title: "加装小学路段路灯",
    plan: "加装路灯12盏。",
    day: "2015-03-05",
    lead_id: people[0],
    draft: false,
  };
  proposal = (await call("proposals.save", paper)).id;
  const step = (move, day, more = {}) => call("proposals.move", { proposal_id: proposal, move, day, ...more });
  await step("file", "2015-03-10");
  await step("assign", "2015-03-12", { units: [{ unit: "镇市政办", role: "sole" }] });
  await step("accept", "2015-03-13", { unit: "镇市政办" });
  await step("reply", "2015-05-08", { unit: "镇市政办", signer: "李伟", result: "A", note: "12盏路灯全部亮灯。" });
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

test("an opinion whose paper is answered is answered with one click", async () => {
  const { page } = seat;
  await open(`opinions/${opinions[0]}`);
  await page.waitForSelector(".say >> text=12盏路灯全部亮灯");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  await page.click("text=用这段话答复");
  await page.waitForSelector("text=已记：答复");
  const whole = await call("opinions.open", { id: opinions[0] });
  assert.equal(whole.line.state, "replied");
  assert.match(whole.answer, /加装小学路段路灯.*12盏路灯全部亮灯/);
});

test("the paper shows who waits and answers them together", async () => {
  const { page } = seat;
  await open(`proposals/${proposal}`);
  await page.waitForSelector("text=来源意见待答复1条");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  await page.click("text=逐条答复1条");
  await page.waitForSelector("text=来源意见待答复1条", { state: "detached" });
  assert.equal((await call("opinions.open", { id: opinions[1] })).line.state, "replied");
});

test("what a chain tells is not offered to be restored", async () => {
  const { page } = seat;
  await open(`history/${opinions[0]}`);
  await page.waitForSelector(".timeline");
  assert.equal(await page.locator("text=/^改回/").count(), 0);
  assert.deepEqual(await wrongs(page), []);
});
