// What happens to paper around the count: the pack of an evening, a misprinted batch, the signed count; and every key of the
// review.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";
import { counted, printed, savedSheets, villages } from "./rounds.mjs";
import { scans } from "./scans.mjs";

let office;
let seat;
let page;
let call;
let areas;

before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
  page = seat.page;
  call = await caller(office);
  areas = await villages(call);
});
after(() => office?.close());

/** Opens a round anew: what was called beside the page is read when the page is opened. */
const fresh = async (place) => {
  await seat.go("desk");
  await seat.go(place);
};
const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);

test("an evening is printed in one act, village by village", async () => {
  const { contacts } = await call("stations.whole");
  const subjects = areas.slice(0, 3).map((area_id) => ({
    area_id,
    person_id: contacts.find((each) => each.area_id === area_id && each.valid_to === null).person_id,
  }));
  const { id } = await call("evaluations.save", { year: 2026, title: "一晚的评议", state: "planned", subjects });
  await fresh(`evaluations/${id}?step=print`);
  await page.fill("#copies-all", "4");
  assert.ok(await page.isChecked("[name=packed]"), "everything comes unless somebody says otherwise");
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-preview img.printed", { timeout: 120_000 });
  const places = await page.locator(".places li").allTextContents();
  assert.equal(places.length, 3);
  // A trial sheet, then cover, four sheets, what is said, rules, the sheet to count by: eight pages a village.
  assert.match(places[0], /第2—9页/);
  assert.match(places[2], /第18—25页/);
  await page.waitForSelector(".viewer .pages >> text=共25页");
  await fine("pack");
});

test("a misprinted batch is void with its reason, and its village gets right sheets in the same round", async () => {
  const round = await printed(call, "印错的评议", areas.slice(0, 2), 5);
  await fresh(`evaluations/${round.id}?step=print`);
  await page.click("tbody tr:has-text('再打') >> nth=0 >> text=作废");
  assert.ok(await page.isDisabled("dialog .btn.primary"), "a reason is asked for");
  await page.fill("#void-reason", "漏印一条");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForSelector("tr.quiet >> text=漏印一条");
  await fine("void");
  // What is left to print is proposed for this village alone.
  await page.waitForSelector(".foot .btn.primary:has-text('排印30张')");
  const issued = round.batches[1];
  await call("evaluations.issue", { batch: issued.id, issued: 5, taken_by: "陈伟强" });
  await page.click("tbody tr:has-text('再打') >> nth=0 >> text=作废");
  await page.fill("#void-reason", "不想要了");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog .ref >> text=已发出");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
});

test("a signed count is written down with the names of the bag, taken back and written again", async () => {
  const round = await printed(call, "签字的评议", areas.slice(0, 2), 6);
  for (const batch of round.batches) {
    await call("evaluations.issue", { batch: batch.id, issued: 6, taken_by: "陈伟强" });
    await call("evaluations.bag", { batch: batch.id, returned: 6, scrutineers: ["李秀英"], counters: ["何嘉欣"], chair: "" });
    await counted(call, round.id, batch.id, "good", 6);
  }
  await fresh(`evaluations/${round.id}?step=sign`);
  await page.waitForSelector(".empty >> text=还没有结票");
  await call("evaluations.close", { round: round.id, note: "", name: "" });
  await fresh(`evaluations/${round.id}?step=results`);
  await page.waitForSelector(".loopsteps >> text=2村待签字");
  await page.click(".foot >> text=签字登记");
  await page.waitForSelector(".chip >> text=李秀英");
  assert.ok(await page.isDisabled(".foot .btn.primary"), "the chair is missing");
  await page.fill("#chair", "陈伟强");
  await fine("sign");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".villagelist >> text=签");
  await page.waitForSelector(".loopsteps >> text=1村待签字");
  await page.waitForFunction(() => document.querySelector("#chair")?.value === "");
  await page.fill("#chair", "陈伟强");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".loopsteps >> text=已签");
  await page.click("text=撤回这条登记");
  await page.waitForSelector(".loopsteps >> text=1村待签字");
  await page.click(".toast >> text=撤销");
  await page.waitForSelector(".loopsteps >> text=已签");
  await fresh(`evaluations/${round.id}?step=board`);
  await page.waitForSelector(".progress tbody >> text=已签");
  assert.equal(await page.locator(".progress tbody >> text=已签").count(), 2);
  await fine("signed board");
});

test("every key of the review says what is printed on it", async () => {
  const round = await printed(call, "复核的键", areas.slice(0, 1), 12);
  await fresh(`evaluations/${round.id}?step=print`);
  const pdf = await savedSheets(office, page, "keys");
  const geometry = {
    pages: round.geometry.pages.map((each) => ({
      ...each,
      copies: round.batches.find((batch) => batch.code === each.batch).copies,
    })),
  };
  // The first row of every sheet is for a person: two ticks in some, a faint one in the others, which proposes an answer.
  const two = [
    [0, "tick"],
    [2, "tick"],
  ];
  const folder = await scans(office.browser, pdf, geometry, join(office.folder, "keys-scans"), (sheet, row) => {
    if (row > 0) return [[(sheet * 3 + row) % 4, "tick"]];
    return sheet % 2 === 0 ? two : [[1, "faint"]];
  });
  assert.equal(readdirSync(folder).length, 12);
  writeFileSync(office.choice, `${folder}\n`);
  await fresh(`evaluations/${round.id}?step=read`);
  await page.click("text=选文件夹导入");
  await page.waitForSelector(".job >> text=读完12页", { timeout: 120_000 });
  await page.click(".stacktools >> text=去复核");
  await page.waitForSelector(".nowat");
  const left = async () => Number((await page.textContent(".prog .note")).match(/\d+/)[0]);
  const whole = await left();
  assert.ok(whole >= 9, `${whole} in doubt`);
  const press = async (key, said) => {
    const before = await left();
    await page.keyboard.press(key);
    await page.waitForSelector(`.foot >> text=${said}`);
    await page.waitForFunction(
      (n) => Number(document.querySelector(".prog .note")?.textContent.match(/\d+/)?.[0]) === n,
      before - 1,
    );
  };
  const keys = [
    ["1", "定为“满意”"],
    ["2", "定为“较满意”"],
    ["3", "定为“一般”"],
    ["4", "定为“不满意”"],
    ["0", "定为“空白”"],
    ["x", "定为“作废”"],
  ];
  // The space bar takes what the button beside it names; where nothing is proposed it decides nothing.
  let [taken, kept] = [0, 0];
  while (keys.length > 0 || taken === 0 || kept === 0) {
    assert.ok((await left()) > 1, `keys left ${keys.length}, taken ${taken}, kept ${kept}`);
    const proposal = (await page.textContent(".fin .btn.primary")).match(/“(.+)”/)?.[1];
    if (proposal && (taken === 0 || keys.length === 0)) {
      taken += 1;
      await press("Space", `定为“${proposal}”`);
      continue;
    }
    if (!proposal && kept === 0) {
      kept += 1;
      const before = await left();
      await page.keyboard.press("Space");
      await seat.settled();
      assert.equal(await left(), before);
    }
    if (keys.length > 0) await press(...keys.shift());
    else if (kept === 0) await press("1", "定为“满意”");
  }
  const now = await left();
  await page.keyboard.press("z");
  await page.waitForFunction((n) => Number(document.querySelector(".prog .note")?.textContent.match(/\d+/)?.[0]) === n, now + 1);
  await fine("keys");
  assert.deepEqual(seat.complaints, []);
});
