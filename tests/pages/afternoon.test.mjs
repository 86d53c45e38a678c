// The afternoon of an evaluation against the real core: from the first name to the closed round.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { openOffice, unlocked } from "./office.mjs";
import { scans } from "./scans.mjs";

const COPIES = 6;

let office;
let page;
let seat;
let complaints;
let round;
let printed;
let pdf;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
  ({ page, complaints } = seat);
});
after(() => office?.close());

const go = (place) => seat.go(place);
const step = (name, rest = "") => go(`evaluations/${round}?step=${name}${rest}`);
const fine = async (name) => assert.deepEqual(await wrongs(page), [], name);

test("a round is made from a village, and what was typed is still there after going elsewhere", async () => {
  await go("evaluations/new");
  await page.fill("#title", "2026年民主评议");
  await page.fill("#round-area", "沙涌");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rated .chip");
  await go("desk");
  await go("evaluations/new");
  await page.click("text=接着写");
  await page.waitForSelector(".rated .chip");
  assert.equal(await page.inputValue("#title"), "2026年民主评议");
  await fine("subjects");
  await page.keyboard.press("Control+s");
  await page.waitForSelector("#copies-all");
  round = new URL(page.url()).hash.match(/evaluations\/([^?]+)/)[1];
  await fine("printing");
});

const answerOf = async (name, act) => {
  const answered = page.waitForResponse(
    (response) => response.url().endsWith("/rpc") && response.request().postData().includes(`"${name}"`),
  );
  await act();
  return (await (await answered).json()).answer;
};

/** Saves the paper that is shown as a PDF into a folder of its own. */
const saved = async (name) => {
  const to = join(office.folder, name);
  mkdirSync(to, { recursive: true });
  writeFileSync(office.choice, `${to}\n`);
  // An older toast may still stand there: only the answer tells that this file was written and read back.
  await answerOf("papers.save", () => page.click(".foot >> text=存PDF"));
  await page.waitForSelector(".toast >> text=已核对");
  const [file] = readdirSync(to).filter((each) => each.endsWith(".pdf"));
  assert.ok(file && statSync(join(to, file)).size > 10_000);
  return join(to, file);
};

test("a trial sheet is printed, scanned and read back, and leaves no batch", async () => {
  const trial = await answerOf("evaluations.print", () => page.click(".foot >> text=试印一张"));
  await page.waitForSelector("zd-preview img.printed");
  await fine("trial");
  const geometry = { pages: trial.geometry.pages.map((each) => ({ ...each, copies: 1 })) };
  const folder = await scans(office.browser, await saved("trial"), geometry, join(office.folder, "trial-scan"), (_, row) => [
    [row % 3, "tick"],
  ]);
  writeFileSync(office.choice, `${join(folder, readdirSync(folder)[0])}\n`);
  await page.click("text=选试印的扫描件");
  await page.waitForSelector("text=读清了，可以成批印");
  await fine("trial read");
  await step("print");
  assert.equal(await page.locator("text=已印批次").count(), 0);
});

test("evaluation sheets are counted before they are made, shown as they will be printed, and saved", async () => {
  await page.fill("#copies-all", "x");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await page.fill("#copies-all", String(COPIES));
  // The papers of the evening are looked at in a test of their own: here the sheets alone are printed and scanned.
  await page.uncheck("[name=packed]");
  const people = await page.locator(".rated tbody tr td:nth-child(2)").first().textContent();
  const sheets = people.split("、").length * COPIES;
  assert.match(await page.textContent(".foot .btn.primary"), new RegExp(`${sheets}张`));
  printed = await answerOf("evaluations.print", () => page.click(".foot .btn.primary"));
  await page.waitForSelector("zd-preview img.printed");
  await page.waitForSelector(`.viewer .pages >> text=共${sheets}页`);
  await page.waitForFunction(() => document.querySelectorAll(".viewer .thumbs img").length > 1);
  await fine("printed");
  pdf = await saved("sheets");
});

test("a village that has its sheets gets no second batch by accident", async () => {
  await page.click("text=再排别的");
  await page.waitForSelector(".loopsteps >> text=印了");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await page.click("text=全部再打");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(`.viewer .pages >> text=共${COPIES * printed.batches.length}页`);
  await page.click(".foot >> text=会场材料");
  await page.waitForSelector("zd-preview img.printed");
  await fine("pack");
  await go(`evaluations/${round}`);
  await page.waitForSelector(".progress >> text=未领");
  await fine("progress");
});

test("sheets are handed out only when every one of them went somewhere, and never to a rated person", async () => {
  await step("issue");
  await page.fill("#taken-by", "潘润林");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".ref >> text=被评议");
  await page.fill("#taken-by", "陈伟强");
  const issued = page.locator('[name^="issued-"]').first();
  await issued.fill(String(COPIES - 1));
  await page.waitForSelector("text=还有1张没写去处");
  assert.ok(await page.isDisabled(".foot .btn.primary"));
  await issued.fill(String(COPIES));
  await fine("issue");
  await go("desk");
  await step("issue");
  await page.waitForSelector(".villagelist >> text=没保存");
  assert.equal(await page.inputValue("#taken-by"), "陈伟强");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".villagelist >> text=陈伟强");
});

test("the meeting and the bag that came back are written once for the village", async () => {
  await step("meeting");
  await page.fill("#held-on", "昨天");
  await page.fill("#present_members", "4");
  await page.fill("#chair", "何嘉欣");
  await page.fill("#scrutineers", "李秀英");
  await page.keyboard.press("Enter");
  for (const field of await page.locator('[name^="back-"]').all()) await field.fill(String(COPIES));
  await fine("meeting");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(`.villagelist >> text=收回${COPIES * printed.batches.length}张`);
  await go("desk");
  await step("meeting");
  assert.equal(await page.inputValue("#chair"), "何嘉欣");
});

test("a folder of scans is read, a second time changes nothing, and the ledger tells what became of each page", async () => {
  const geometry = {
    pages: printed.geometry.pages.map((each) => ({
      ...each,
      copies: printed.batches.find((batch) => batch.code === each.batch).copies,
    })),
  };
  const folder = await scans(office.browser, pdf, geometry, join(office.folder, "scans"), (sheet, row) => {
    if (sheet === 0 && row === 1)
      return [
        [0, "tick"],
        [2, "tick"],
      ];
    if (sheet === 1 && row === 3)
      return [
        [3, "fill"],
        [1, "tick"],
      ];
    if (sheet === 2 && row === 5) return [[1, "faint"]];
    if (sheet === 7 && row === 2)
      return [
        [1, "tick"],
        [4, "tick"],
      ];
    return [[(sheet + row) % 3, "tick"]];
  });
  await step("read");
  await page.waitForSelector("text=还没有读过票");
  await fine("nothing read");
  writeFileSync(office.choice, `${folder}\n`);
  await page.click("text=选文件夹导入");
  await page.waitForSelector(`.job >> text=读完${COPIES * printed.batches.length}页`, { timeout: 120_000 });
  const counts = await page.textContent(".stacktools");
  await page.waitForSelector(".thumb img");
  await fine("read");
  await page.click("text=选文件夹导入");
  await page.waitForSelector(".job >> text=以前读过");
  assert.equal(await page.textContent(".stacktools"), counts);
});

test("doubtful rows are decided by keyboard alone, taken back with Z, and none is left", async () => {
  await page.click(".stacktools >> text=去复核");
  await page.waitForSelector(".nowat");
  await fine("review");
  const left = async () => Number((await page.textContent(".prog .note")).match(/\d+/)[0]);
  const all = await left();
  assert.ok(all >= 2 && all <= 6, `${all} rows in doubt`);
  const first = await page.textContent(".nowat h2");
  await page.keyboard.press("2");
  await page.waitForSelector(".foot >> text=定为“较满意”");
  await page.keyboard.press("z");
  await page.waitForFunction((text) => document.querySelector(".nowat h2")?.textContent === text, first);
  assert.equal(await left(), all);
  await page.keyboard.press("p");
  await page.waitForSelector(".scanpage");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  const began = Date.now();
  for (let n = 0; n < all; n += 1) await page.keyboard.press("1");
  await page.waitForSelector("text=复核完了");
  assert.ok((Date.now() - began) / all < 1000, "a decision a second");
  await fine("reviewed");
});

test("the balance says what is missing where, and a round in balance closes", async () => {
  await page.click(".empty >> text=去核对");
  await page.waitForSelector(".balance");
  await fine("balance");
  assert.ok((await page.locator(".balance >> text=相符").count()) >= 1);
  await page.click(".foot .btn.primary");
  await page.waitForSelector("dialog >> text=有效票");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".resulttable");
  await fine("results");
  assert.match(await page.textContent(".villagelist"), /有效6张/);
  for (const paper of ["计票统计表", "一人一页", "汇总表", "致区委党联办"]) {
    await page.click(`.foot >> text=${paper}`);
    await page.waitForSelector("zd-preview img.printed", { timeout: 60_000 });
    await fine(paper);
    await page.click(".foot >> text=返回");
  }
  await step("balance");
  await page.waitForSelector(".foot >> text=已结票");
  assert.deepEqual(complaints, []);
});

test("a form is copied and changed; its points come out on the next sheet", async () => {
  await go("evaluations/forms");
  await page.waitForSelector("text=自带");
  await fine("forms");
  await page.click("td.act .btn >> nth=0");
  await page.fill("#form-title", "里水镇代表评议表");
  await page.fill("#item-0", "按时到驻点");
  await fine("form");
  await page.keyboard.press("Control+s");
  await page.waitForSelector(".toast >> text=里水镇代表评议表");
  await page.waitForSelector("table >> text=还没印过");
  assert.deepEqual(complaints, []);
});

test("sheets are keyed by two people, and strokes of the hall are drawn and taken back", async () => {
  await go("evaluations/new");
  await page.fill("#title", "第二次评议");
  await page.fill("#round-area", "沙涌");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rated .chip");
  await page.keyboard.press("Control+s");
  // The village has evaluated its delegates this year: a second time is asked about, and counts once.
  await page.waitForSelector("dialog >> text=还要再评一次");
  await page.waitForSelector("dialog >> text=2026年民主评议");
  await fine("again");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(await page.locator("#copies-all").count(), 0, "nothing was made");
  await page.keyboard.press("Control+s");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("#copies-all");
  round = new URL(page.url()).hash.match(/evaluations\/([^?]+)/)[1];
  await page.waitForSelector(".formpick option >> nth=1", { state: "attached" });
  await page.selectOption("#sheet-form", { label: "里水镇代表评议表，一位代表一张" });
  await page.fill("#copies-all", "3");
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-preview img.printed");

  await step("read", "&way=keyed");
  await page.waitForSelector(".keyrows");
  const rows = await page.locator(".keyrows tbody tr").count();
  for (let row = 0; row < rows; row += 1) await page.keyboard.press(String((row % 3) + 1));
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=第1张录好了");
  await fine("keyed");
  await page.click(".seg >> text=第二遍");
  for (let row = 0; row < rows; row += 1) await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ref >> text=两个人");

  await step("read", "&way=hall");
  await page.waitForSelector(".hall");
  for (let n = 0; n < 6; n += 1) await page.keyboard.press("1");
  await page.keyboard.press("0");
  assert.match(await page.locator(".hall tbody tr").first().textContent(), /6.*1.*7/s);
  assert.equal(await page.locator(".hall tbody tr").first().locator(".zheng svg").count(), 3);
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("2");
  await fine("hall");
  await seat.settled();
  await go("desk");
  await step("read", "&way=hall");
  await page.waitForSelector(".hall tbody tr >> nth=0 >> text=5");
  assert.deepEqual(complaints, []);
});
