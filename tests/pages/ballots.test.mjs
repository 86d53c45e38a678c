// What else happens around the ballot box: reports on duty, a second counter, a stack with strangers in it, a run that is
// stopped and goes on, a round that closes with a note, a correction, and the board in all its states.
import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, passphrase, unlocked } from "./office.mjs";
import { counted as countedRound, printed as printedRound, savedSheets, villages as villagesOf } from "./rounds.mjs";
import { scans } from "./scans.mjs";

let office;
let page;
let seat;
let complaints;
let call;
let areas;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
  ({ page, complaints } = seat);
  call = await caller(office);
  areas = await villagesOf(call);
});
after(() => office?.close());

/** Goes there as from another page, so that what was written beside the page is read anew. */
const afresh = async (place) => {
  await go("desk");
  await go(place);
};
const go = (place) => seat.go(place);
const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);
const roundOf = () => new URL(page.url()).hash.match(/evaluations\/([^?]+)/)[1];

const printed = (title, villages, copies, more) => printedRound(call, title, villages, copies, more);
const counted = (round, batch, grade, valid) => countedRound(call, round, batch, grade, valid);

test("a report on duty goes from names to a class, with a ballot for each delegate who came", async () => {
  await go("evaluations");
  await page.click("text=登记述职测评");
  await page.waitForSelector("#rated-0");
  await fine("empty report");
  await page.fill("#rated-0", "农业农村办公室");
  await page.click("text=加一个");
  await page.fill("#rated-1", "区嘉宁");
  await page.fill("#rated-post-1", "镇综治办主任");
  await page.fill("#meeting-0", "镇党代表大会年会");
  await page.fill("#venue-0", "镇政府三楼会议室");
  await page.fill("#invited-0", "8");
  await page.fill("#present-0", "6");
  await go("desk");
  await go("evaluations/new?kind=report");
  await page.click("text=接着写");
  await page.waitForFunction(() => document.querySelector("#rated-1")?.value === "区嘉宁");
  await fine("report");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("text=份数按实到代表人数");
  const round = roundOf();
  assert.equal(await page.inputValue('[name^="copies-"]'), "6");
  await page.waitForSelector("text=每张有号，可能被对出是谁的");
  assert.equal(await page.isChecked('[name="numbered"]'), false);
  await fine("report printing");
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-preview img.printed");
  await fine("ballots");

  await go(`evaluations/${round}?step=issue`);
  await page.fill("#taken-by", "区嘉宁");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".ref >> text=被评议");
  await page.fill("#taken-by", "陈伟强");
  await fine("report issue");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".villagelist >> text=陈伟强");
  await go(`evaluations/${round}?step=meeting`);
  assert.equal(await page.inputValue("#present_members"), "6");
  assert.equal(await page.locator("#present_residents").count(), 0);
  await page.fill("#held-on", "昨天");
  await page.locator('[name^="back-"]').fill("6");
  await fine("report meeting");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".villagelist >> text=收回6张");
  const board = await call("evaluations.board", { round });
  await counted(round, board.villages[0].batches[0].id, "competent", 6);
  await afresh(`evaluations/${round}?step=board`);
  await page.waitForSelector("text=镇党代表大会年会");
  await fine("report board");
  await go(`evaluations/${round}?step=balance`);
  await page.click(".foot .btn.primary");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".resulttable >> text=称职率");
  assert.equal(await page.locator(".resulttable tbody tr").count(), 2, "all who report stand together");
  assert.match(await page.textContent(".resulttable tbody"), /100\.0%.*称职/s);
  await fine("report results");
  for (const paper of ["计票统计表", "一人一页", "汇总表"]) {
    await page.click(`.foot >> text=${paper}`);
    await page.waitForSelector("zd-preview img.printed", { timeout: 60_000 });
    await page.click(".foot >> text=返回");
  }
  assert.equal(await page.locator(".foot >> text=致区委党联办").count(), 0);
  await page.click(".villagelist >> text=区嘉宁");
  await page.waitForSelector(".foot >> text=更正");
  await fine("one who reports");
  assert.deepEqual(complaints, []);
});

test("a round with a difference closes with a note and a name, and a correction stays to be seen", async () => {
  const { id, batches } = await printed("差一张的评议", areas.slice(0, 1), 8);
  const batch = batches[0].id;
  await call("evaluations.issue", { batch, issued: 8, taken_by: "陈伟强" });
  await call("evaluations.bag", { batch, returned: 8 });
  await counted(id, batch, "good", 7);
  await afresh(`evaluations/${id}?step=balance`);
  await page.waitForSelector("text=还差1张没有去处");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await page.fill("#close-note", "一张被雨淋湿，认不出");
  await page.fill("#close-name", "");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await page.fill("#close-name", "陈伟强");
  await fine("note and name");
  await page.click(".foot .btn.primary");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".resulttable");
  await page.click(".foot >> text=更正");
  await page.waitForSelector("#fix-bad");
  await fine("correction");
  assert.equal(await page.inputValue("#fix-good"), "7");
  await page.fill("#fix-bad", "1");
  await page.fill("#fix-reason", "复查时发现唱错一票");
  await page.fill("#fix-name", "陈伟强");
  await page.waitForSelector("dialog >> text=一项多几张，别的项就少几张");
  assert.ok(await page.isDisabled("dialog .btn.primary"), "a row adds up to the valid sheets");
  await page.fill("#fix-good", "6");
  await page.waitForSelector("dialog >> text=合计7张，对得上");
  await fine("correction in balance");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("text=0改为1");
  await page.waitForSelector("text=7改为6");
  await page.waitForSelector("text=复查时发现唱错一票");
  await fine("corrected");
  assert.deepEqual(complaints, []);
});

test("the board tells every state a village can be in", async () => {
  const villages = areas.slice(0, 8);
  const { id, batches } = await printed("各种进度", villages, 6);
  const of = (at) => batches.find((each) => each.area_id === villages[at]).id;
  const issue = (at) => call("evaluations.issue", { batch: of(at), issued: 6, taken_by: "陈伟强" });
  for (const at of [1, 2, 3, 4, 5, 6]) await issue(at);
  for (const at of [2, 3, 4, 5, 6]) await call("evaluations.bag", { batch: of(at), held_on: "2026-01-05" });
  for (const at of [3, 4, 5, 6]) await call("evaluations.bag", { batch: of(at), returned_on: "2026-01-06", returned: 6 });
  await counted(id, of(4), "good", 5);
  await counted(id, of(6), "good", 6);
  const row = (await call("evaluations.hall", { round: id, batch: of(5) })).rows.map((each) => [each.row, "good"]);
  await call("evaluations.key", { round: id, batch: of(5), no: 1, look: "first", answers: Object.fromEntries(row) });
  await afresh(`evaluations/${id}?step=board`);
  const text = await page.textContent(".progress tbody");
  for (const word of ["已印", "已领", "已开会", "票袋已回", "已读", "待复核", "已平衡", "差1张"])
    assert.ok(text.includes(word), `${word}: ${text}`);
  await fine("all states");
  await page.evaluate(() => (document.documentElement.dataset.size = "150"));
  await fine("all states, large");
  await page.evaluate(() => delete document.documentElement.dataset.size);
  assert.deepEqual(complaints, []);
});

test("strangers, blank pages and torn sheets are told apart in the ledger, and a stopped run goes on", async () => {
  const round = await printed("一叠里什么都有", areas.slice(0, 1), 30);
  const other = await printed("别的评议", areas.slice(1, 2), 1);
  const pdf = async (sheets, name) => {
    await afresh(`evaluations/${sheets.id}?step=print`);
    return savedSheets(office, page, name);
  };
  const marked = async (sheets, name, copies) => {
    const geometry = { pages: sheets.geometry.pages.map((each) => ({ ...each, copies })) };
    return scans(office.browser, await pdf(sheets, name), geometry, join(office.folder, `${name}-scan`), (sheet, row) => [
      [(sheet + row) % 3, "tick"],
    ]);
  };
  const folder = await marked(round, "whole", 30);
  const strange = await marked(other, "strange", 1);
  copyFileSync(join(strange, readdirSync(strange)[0]), join(folder, "x-strange.png"));
  // A blank page, and the upper half of a sheet.
  const first = readFileSync(join(folder, readdirSync(folder).sort()[0])).toString("base64");
  const desk = await office.browser.newPage();
  const made = await desk.evaluate(async (png) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const draw = (height) => {
      const canvas = document.createElement("canvas");
      canvas.width = picture.width;
      canvas.height = picture.height;
      const ink = canvas.getContext("2d");
      ink.fillStyle = "#fff";
      ink.fillRect(0, 0, canvas.width, canvas.height);
      ink.drawImage(picture, 0, 0, picture.width, height, 0, 0, picture.width, height);
      return canvas.toDataURL("image/png").split(",")[1];
    };
    return [draw(1), draw(Math.round(picture.height * 0.55))];
  }, first);
  await desk.close();
  for (const [at, png] of made.entries()) writeFileSync(join(folder, `y-${at}.png`), Buffer.from(png, "base64"));

  await afresh(`evaluations/${round.id}?step=read`);
  writeFileSync(office.choice, `${folder}\n`);
  await page.click("text=选文件夹导入");
  await page.waitForSelector(".job >> text=取消", { timeout: 30_000 });
  await page.waitForFunction(() => /[1-9]\d* *\//.test(document.querySelector(".job")?.textContent ?? ""), undefined, {
    timeout: 60_000,
  });
  // Nothing is looked at in between: a quick machine would be through before the button is pressed.
  await page.click(".job .btn");
  await page.waitForSelector(".job >> text=后取消", { timeout: 60_000 });
  await fine("stopped");
  const kept = Number((await page.textContent(".job")).match(/读了(\d+)页后取消/)[1]);
  assert.ok(kept > 0 && kept < 33, `${kept} pages before it stopped`);
  await page.click("text=选文件夹导入");
  await fine("scanning");
  await page.waitForSelector(".job >> text=读完33页", { timeout: 120_000 });
  assert.match(await page.textContent(".job"), new RegExp(`以前读过\\D*${kept}|${kept}\\D*以前读过`));
  const { counts } = await call("evaluations.stack", { round: round.id });
  assert.equal(counts.foreign, 1);
  assert.equal(counts.blank, 1);
  assert.equal(counts.read + counts.review + counts.rejected + counts.duplicate, 31);
  for (const word of ["不是本次", "空白"]) {
    await page.click(`.stacktools >> text=${word}`);
    await page.waitForSelector(".thumb img");
    assert.equal(await page.locator(".thumb").count(), 1, word);
  }
  await fine("strangers");
  await page.click(".thumb");
  await page.waitForSelector("dialog .scanpage");
  await fine("a blank page");
  await page.keyboard.press("Escape");
  assert.deepEqual(complaints, []);
});

test("free words are typed where sheets have room for them and say when they are shown", async () => {
  const { id } = await call("evaluations.save", {
    year: 2026,
    title: "有意见栏的评议",
    state: "planned",
    subjects: [
      {
        area_id: areas[0],
        person_id: (await call("stations.whole")).contacts.find((each) => each.area_id === areas[0]).person_id,
      },
    ],
    form: { items: [{ code: "q1", text: "总体评价" }], free_text: true },
  });
  const { batches } = await call("evaluations.print", { round: id });
  await afresh(`evaluations/${id}?step=read&way=remarks`);
  await page.waitForSelector("text=还没有记意见摘要");
  await fine("no remarks");
  await page.fill("#remark", "多到村里走走");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".remarklist >> text=多到村里走走");
  assert.equal(await page.inputValue("#remark"), "");
  await page.waitForSelector("text=有效票满10张才在结果里列出");
  await fine("remarks");
  await call("evaluations.issue", { batch: batches[0].id, issued: 10, taken_by: "陈伟强" });
  await call("evaluations.bag", { batch: batches[0].id, returned: 10 });
  await counted(id, batches[0].id, "good", 10);
  await call("evaluations.close", { round: id, note: "有20份未登记去向", name: "陈伟强" });
  await afresh(`evaluations/${id}?step=results`);
  await page.waitForSelector("text=计票人概括");
  await page.waitForSelector("text=多到村里走走");
  await fine("results with remarks");
  assert.deepEqual(complaints, []);
});

test("members and residents have sheets of their own when the rule book says so", async () => {
  await call("rulebook.parameter", {
    name: "evaluation.separate_voters",
    value: true,
    valid_from: "2026-01-01",
    source: "示例",
  });
  const { contacts } = await call("stations.whole");
  const { id } = await call("evaluations.save", {
    year: 2026,
    title: "分票种的评议",
    state: "planned",
    subjects: [{ area_id: areas[0], person_id: contacts.find((each) => each.area_id === areas[0]).person_id }],
  });
  await afresh(`evaluations/${id}?step=print`);
  await page.waitForSelector("th >> text=党员票");
  const fields = page.locator('.rated [name^="copies-"]');
  assert.equal(await fields.count(), 2);
  await fields.nth(0).fill("12");
  await fields.nth(1).fill("15");
  await page.waitForSelector(".foot >> text=27张");
  await fine("two kinds");
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-preview img.printed", { timeout: 60_000 });
  await page.click("text=再排别的");
  await page.waitForSelector("text=（群众票）");
  const [members, residents] = (await call("evaluations.board", { round: id })).villages[0].batches;
  for (const [batch, n] of [
    [members, 12],
    [residents, 15],
  ]) {
    await call("evaluations.issue", { batch: batch.id, issued: n, taken_by: "陈伟强" });
    await call("evaluations.bag", { batch: batch.id, returned: n });
    await counted(id, batch.id, batch.voters === "members" ? "good" : "bad", n);
  }
  await call("evaluations.close", { round: id });
  await afresh(`evaluations/${id}?step=results`);
  await page.click(".seg >> text=群众票");
  await page.waitForSelector(".resulttable >> text=0.0%");
  await page.click(".seg >> text=党员票");
  await page.waitForSelector(".resulttable >> text=100.0%");
  await fine("kinds apart");
  await call("rulebook.parameter", {
    name: "evaluation.separate_voters",
    value: false,
    valid_from: "2026-01-01",
    source: "示例",
  });
  assert.deepEqual(complaints, []);
});

test("the second counter is another person, and the third look decides what the two saw differently", async () => {
  const { id, batches } = await printed("两人录票", areas.slice(0, 1), 4, { kind: "one_delegate" });
  const way = `evaluations/${id}?step=read&way=keyed&batch=${batches[0].id}`;
  await afresh(way);
  await page.waitForSelector(".keyrows");
  const rows = await page.locator(".keyrows tbody tr").count();
  for (let row = 0; row < rows; row += 1) await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=第1张录好了");
  await call("auth.add", { name: "陈嘉慧", role: "enter", passphrase });
  await call("auth.lock").catch(() => undefined);
  await page.reload();
  await page.waitForSelector("#who");
  await page.fill("#who", "陈嘉慧");
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await afresh(way);
  await page.click(".seg >> text=第二遍");
  await page.waitForSelector(".keyrows");
  assert.equal(await page.locator(".keycell.on").count(), 0, "the first counter's answers are not seen");
  for (let row = 0; row < rows; row += 1) await page.keyboard.press(row === 2 ? "2" : "1");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=第1张录好了");
  await fine("second counter");
  await page.click(".seg >> text=第三遍定");
  await page.waitForSelector("text=第一遍“满意”，第二遍“较满意”");
  assert.equal(await page.locator(".keyrows tbody tr").count(), 1, "only the row that differs");
  await fine("third look");
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=两遍没有不同");
  await fine("settled");
  const { sheets } = await call("evaluations.keyed", { round: id, batch: batches[0].id });
  assert.equal(Object.values(sheets[0].settled).filter((grade) => grade === "fair").length, 1);
  assert.deepEqual(complaints, []);
});
