// Pages that are no plain sheets, and hands that are quicker than the core: a torn sheet, a sheet with marks that could tell
// who voted, answers that arrive late while keys go on being pressed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";
import { printed, savedSheets, villages } from "./rounds.mjs";
import { scans } from "./scans.mjs";

let office;
let page;
let complaints;
let call;
let areas;
before(async () => {
  office = await openOffice({ filled: true });
  ({ page, complaints } = await unlocked(office));
  call = await caller(office);
  areas = await villages(call);
});
after(() => office?.close());

const go = async (place) => {
  await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
  await page.waitForTimeout(150);
  await page.waitForLoadState("networkidle");
};
const afresh = async (place) => {
  await go("desk");
  await go(place);
};
const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);

/** The core answers some calls late, as on a slow disk. */
async function late(delays) {
  await page.route("**/rpc", async (route) => {
    const { name } = JSON.parse(route.request().postData());
    const wait = delays[name];
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    await route.continue();
  });
  return () => page.unrouteAll({ behavior: "wait" });
}

/** Draws over a scanned page: a corner torn away, or a name written across an empty margin. */
async function altered(file, how) {
  const desk = await office.browser.newPage();
  const png = await desk.evaluate(
    async ([png, how]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = document.createElement("canvas");
      canvas.width = picture.width;
      canvas.height = picture.height;
      const ink = canvas.getContext("2d");
      ink.drawImage(picture, 0, 0);
      const [w, h] = [canvas.width, canvas.height];
      if (how === "torn") {
        ink.fillStyle = "#fff";
        ink.beginPath();
        ink.moveTo(w, h);
        ink.lineTo(w * 0.72, h);
        ink.lineTo(w * 0.83, h * 0.93);
        ink.lineTo(w, h * 0.82);
        ink.fill();
      } else {
        ink.strokeStyle = "#1f2b4d";
        ink.lineWidth = 5;
        ink.beginPath();
        for (let n = 0; n < 60; n += 1)
          ink.lineTo(w * (0.68 + n * 0.0032), h * (0.9 + 0.016 * Math.sin(n * 0.9) * Math.cos(n * 0.23)));
        ink.stroke();
      }
      return canvas.toDataURL("image/png").split(",")[1];
    },
    [readFileSync(file).toString("base64"), how],
  );
  await desk.close();
  writeFileSync(file, Buffer.from(png, "base64"));
}

const two = [
  [0, "tick"],
  [2, "tick"],
];

test("a torn sheet is judged whole, and marks that could tell the voter stay covered until somebody decides", async () => {
  const round = await printed(call, "撕角和署名", areas.slice(0, 1), 8);
  await afresh(`evaluations/${round.id}?step=print`);
  const pdf = await savedSheets(office, page, "torn");
  const geometry = { pages: round.geometry.pages.map((each) => ({ ...each, copies: 8 })) };
  const folder = await scans(office.browser, pdf, geometry, join(office.folder, "torn-scan"), (sheet, row) =>
    sheet > 4 && row === 2 ? two : [[(sheet + row) % 3, "tick"]],
  );
  const files = readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
  await altered(files[0], "torn");
  await altered(files[1], "signed");
  await afresh(`evaluations/${round.id}?step=read`);
  writeFileSync(office.choice, `${folder}\n`);
  await page.click("text=选文件夹导入");
  await page.waitForSelector(".job >> text=读完8页", { timeout: 120_000 });

  await page.click(".stacktools >> text=待复核");
  await page.waitForSelector(".thumb >> text=缺角或折角");
  await page.waitForSelector(".coverthumb >> text=已遮");
  await fine("the stack to review");
  await page.click(".thumb >> text=缺角或折角");
  await page.waitForSelector("dialog .scanpage");
  await fine("a torn page");
  await page.fill("#page-reason", "右下角撕掉，选项都在");
  await page.click("dialog .btn >> text=计入");
  await page.waitForSelector("dialog", { state: "detached" });
  const line = async (reason) =>
    (await call("evaluations.stack", { round: round.id })).lines.find((each) => each.reason === reason);
  assert.equal((await line("corner_missing")).verdict, "count");
  assert.equal((await line("corner_missing")).said, "右下角撕掉，选项都在");

  await page.click(".coverthumb");
  await page.waitForSelector("dialog .coverpage");
  assert.equal(await page.locator("dialog img").count(), 0, "the picture is not even there");
  assert.ok(await page.locator("dialog .verdicts .btn >> nth=1").isDisabled());
  await page.keyboard.press("2");
  await fine("covered");
  assert.equal((await line("identifying_marks")).verdict, null);
  await page.click("dialog .coverpage .btn");
  await page.waitForSelector("dialog .scanpage");
  await fine("uncovered");
  // Two keys at once: the first word counts.
  await page.keyboard.press("2");
  await page.keyboard.press("1");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal((await line("identifying_marks")).verdict, "void");
  await page.click(".stacktools >> text=作废");
  await page.waitForSelector(".coverthumb >> text=已遮");
  assert.deepEqual(complaints, []);

  // The rows of the torn sheet and those with two ticks: keys go on while every answer comes late.
  await afresh(`evaluations/${round.id}?step=review`);
  await page.waitForSelector(".nowat");
  const { left } = await call("evaluations.doubts", { round: round.id });
  assert.ok(left >= 3, `${left} rows in doubt`);
  const quick = await late({ "evaluations.decide": 120, "evaluations.doubts": 700 });
  const began = Date.now();
  for (let n = 0; n < left; n += 1) await page.keyboard.press(n % 2 ? "2" : "1");
  assert.ok(Date.now() - began < left * 400, "the hand never waits");
  await page.waitForSelector("text=复核完了", { timeout: 30_000 });
  await quick();
  const after = await call("evaluations.doubts", { round: round.id });
  assert.equal(after.left, 0, "every key has become a decision");
  assert.match(await page.textContent(".empty"), new RegExp(`${left}`));
  assert.deepEqual(complaints, []);
});

test("a decision the core refuses comes back and says so, and takes no key meant for another row", async () => {
  const round = await printed(call, "退回的复核", areas.slice(1, 2), 3);
  await afresh(`evaluations/${round.id}?step=print`);
  const pdf = await savedSheets(office, page, "refused");
  const geometry = { pages: round.geometry.pages.map((each) => ({ ...each, copies: 3 })) };
  const folder = await scans(office.browser, pdf, geometry, join(office.folder, "refused-scan"), (_, row) =>
    row === 1 ? two : [[row % 3, "tick"]],
  );
  await afresh(`evaluations/${round.id}?step=read`);
  writeFileSync(office.choice, `${folder}\n`);
  await page.click("text=选文件夹导入");
  await page.waitForSelector(".job >> text=读完3页", { timeout: 120_000 });
  await page.click(".stacktools >> text=去复核");
  await page.waitForSelector(".nowat");
  let refused = 0;
  await page.route("**/rpc", async (route) => {
    const { name } = JSON.parse(route.request().postData());
    if (name === "evaluations.decide" && refused++ === 0) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.fulfill({ status: 422, json: { code: "fault", fields: {}, sentence: "没有存上", hint: "再按一次" } });
    } else await route.continue();
  });
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("1");
  await page.waitForSelector(".ref");
  await page.waitForSelector(".nowat");
  await fine("refused");
  assert.equal((await call("evaluations.doubts", { round: round.id })).left, 1);
  await page.keyboard.press("3");
  await page.waitForSelector("text=复核完了");
  await page.unrouteAll({ behavior: "wait" });
  assert.equal((await call("evaluations.doubts", { round: round.id })).left, 0);
  assert.deepEqual(complaints, []);
});

test("sheets are keyed faster than they are stored, and none is lost or mixed up", async () => {
  const { id, batches } = await printed(call, "录得快", areas.slice(2, 3), 6);
  const batch = batches[0].id;
  await afresh(`evaluations/${id}?step=read&way=keyed&batch=${batch}`);
  await page.waitForSelector(".keyrows");
  const rows = await page.locator(".keyrows tbody tr").count();
  const slow = await late({ "evaluations.key": 400, "evaluations.keyed": 300 });
  for (let sheet = 0; sheet < 4; sheet += 1) {
    for (let row = 0; row < rows; row += 1) await page.keyboard.press(String(sheet + 1));
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("2");
  await page.waitForSelector("text=第4张录好了", { timeout: 20_000 });
  await slow();
  const { sheets } = await call("evaluations.keyed", { round: id, batch });
  const grades = ["good", "fair", "plain", "bad"];
  assert.deepEqual(
    sheets.map(({ no, first }) => [no, ...new Set(Object.values(first))]),
    grades.map((grade, at) => [at + 1, grade]),
  );
  // What was begun of the fifth is still there after going elsewhere.
  await afresh(`evaluations/${id}?step=read&way=keyed&batch=${batch}`);
  await page.waitForSelector("h2 >> text=第5张");
  assert.equal(await page.locator(".keycell.on").count(), 1);
  await fine("keyed");
  assert.deepEqual(complaints, []);
});

test("strokes of the hall fall on the batch in sight, and numbers typed last are kept", async () => {
  const { id, batches } = await printed(call, "两批唱票", areas.slice(3, 5), 6);
  const at = (batch) => `evaluations/${id}?step=read&way=hall&batch=${batch.id}`;
  await afresh(at(batches[0]));
  await page.waitForSelector(".hall");
  const slow = await late({ "evaluations.hall_mark": 60 });
  for (let n = 0; n < 5; n += 1) await page.keyboard.press("1");
  await page.fill("#sheets-valid", "5");
  await page.selectOption("#batch", batches[1].id);
  await page.waitForFunction(() => document.querySelector(".hall tbody tr:first-child td.num:last-child")?.textContent === "0");
  await page.locator("#batch").blur();
  await page.keyboard.press("2");
  await page.waitForTimeout(900);
  await slow();
  const hall = async (batch) => {
    const { rows, sheets } = await call("evaluations.hall", { round: id, batch: batch.id });
    return [rows[0].counts.good ?? 0, rows[0].counts.fair ?? 0, sheets.valid];
  };
  assert.deepEqual(await hall(batches[0]), [5, 0, 5]);
  assert.deepEqual(await hall(batches[1]), [0, 1, 0]);
  await fine("hall");
  assert.deepEqual(complaints, []);
});

test("what is typed while a village is saved stays, and what was saved never jumps back", async () => {
  const { id } = await printed(call, "边存边写", areas.slice(5, 6), 6);
  await afresh(`evaluations/${id}?step=issue`);
  await page.fill("#taken-by", "陈伟强");
  const slow = await late({ "evaluations.issue": 400, "evaluations.board": 600 });
  await page.keyboard.press("Control+s");
  await page.waitForTimeout(100);
  await page.fill("#taken-by", "何嘉欣");
  await page.waitForSelector(".toast >> text=陈伟强");
  assert.equal(await page.inputValue("#taken-by"), "何嘉欣");
  await page.waitForTimeout(900);
  assert.equal(await page.inputValue("#taken-by"), "何嘉欣");
  await page.waitForSelector(".villagelist >> text=没保存");
  await page.keyboard.press("Control+s");
  await page.waitForTimeout(420);
  const seen = new Set();
  for (let n = 0; n < 20; n += 1) {
    seen.add(await page.inputValue("#taken-by"));
    await page.waitForTimeout(60);
  }
  assert.deepEqual([...seen], ["何嘉欣"], "no older name comes back in between");
  await page.waitForSelector(".villagelist >> text=何嘉欣");
  await slow();
  assert.deepEqual(complaints, []);
});
