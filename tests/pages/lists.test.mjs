// Lists as a clerk uses them: a view kept and opened, the rows taken along as a workbook, a move of many with its list
// first and one step back; and every figure of the statistics opens exactly what it counts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { openOffice, unlocked } from "./office.mjs";

let office;
let page;
let seat;
before(async () => {
  process.env.ZHUDIAN_TODAY = "2015-06-03";
  office = await openOffice({ filled: true, since: "2015-01-01" });
  seat = await unlocked(office);
  ({ page } = seat);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const go = (place) => seat.go(place);
const number = (text) => Number((/[\d,]+/.exec(text ?? "") ?? ["0"])[0].replaceAll(",", ""));
/** "第1–50条，共1,470条": the last number. */
const total = async () => {
  const pager = page.locator(".pager");
  return (await pager.count()) === 0 ? 0 : number(/共([\d,]+)/.exec(await pager.textContent())?.[1]);
};
/** Rows of the newest workbook in a folder, as openpyxl reads them. */
const rows = (folder) => {
  const file = readdirSync(folder)
    .filter((name) => name.endsWith(".xlsx"))
    .at(-1);
  const code = `import json,sys
from openpyxl import load_workbook
s=load_workbook(sys.argv[1]).active
top=int(s.freeze_panes[1:])-1
print(json.dumps([[str(c) for c in r] for r in list(s.iter_rows(values_only=True))[top-1:]]))`;
  const { stdout, stderr } = spawnSync("python3", ["-c", code, join(folder, file)], { encoding: "utf8" });
  assert.ok(stdout, stderr);
  return JSON.parse(stdout);
};

test("a filter is kept as a view and opened again with one click", async () => {
  await go("opinions?topic=traffic&status=registered");
  const filtered = await total();
  assert.ok(filtered > 10);
  await page.click("zd-views >> text=存为视图");
  await page.fill("#view-name", "交通没转办");
  assert.match(await page.textContent("dialog"), /交通道路/);
  await page.click("dialog >> text=保存");
  await page.waitForSelector("zd-views .chip.view.on");
  await go("opinions");
  assert.notEqual(await total(), filtered);
  await page.click("zd-views >> text=交通没转办");
  await seat.settled();
  assert.equal(await total(), filtered);
  const found = await wrongs(page);
  assert.ok(found.length === 0, found.join("\n"));
  await page.click("zd-views button[aria-label='修改交通没转办']");
  await page.click("dialog >> text=删除视图");
  await seat.settled();
  assert.equal(await page.locator("zd-views .chip.view").count(), 0);
});

test("a list leaves as a workbook of exactly its rows, names masked unless a reason is given", async () => {
  const folder = join(office.folder, "taken");
  mkdirSync(folder);
  writeFileSync(office.choice, folder);
  await go("opinions?topic=traffic&status=registered");
  const all = await total();
  await page.click(".foot >> text=导出表格");
  await page.waitForSelector("dialog zd-list-export .columns");
  assert.match(await page.textContent("dialog h2"), new RegExp(`${all}行`));
  const found = await wrongs(page);
  assert.ok(found.length === 0, found.join("\n"));
  await page.click("dialog >> text=写全姓名和电话");
  assert.ok(await page.isDisabled("dialog >> text=存到文件夹"), "no reason, no names");
  await page.click("dialog >> text=写全姓名和电话");
  await page.click("dialog >> text=存到文件夹");
  await page.waitForSelector(".toast >> text=.xlsx");
  const sheet = rows(folder);
  assert.equal(sheet.length - 1, all);
  assert.ok(sheet[0].includes("内容") && !sheet[0].includes("联系电话"), sheet[0].join());
  await go("reports/exports");
  assert.match(await page.textContent("main"), /群众意见/);
});

test("every figure of the statistics opens exactly what it counts", async () => {
  await go("reports/statistics");
  await page.waitForSelector(".lones a");
  const figures = await page.$$eval(".lones a, .statistics table td a", (links) =>
    links.map((link) => ({ href: link.getAttribute("href"), text: link.querySelector("b")?.textContent ?? link.textContent })),
  );
  assert.ok(figures.length > 40, String(figures.length));
  const some = figures.filter((_, at) => at < 6 || at % 9 === 0);
  for (const { href, text } of some) {
    await go(href.replace("#/", ""));
    const sum = /with=(\w+)/.exec(href)?.[1];
    const counted = sum
      ? number(await page.textContent(`.visits tfoot td.num >> nth=${["received", "households", "firms"].indexOf(sum)}`))
      : await total();
    assert.equal(counted, number(text), href);
  }
});

test("the windows of the first screen open the delegates they count", async () => {
  await go("desk");
  await page.waitForSelector("zd-year-ruler .win");
  const windows = await page.$$eval("zd-year-ruler a", (links) =>
    links
      .filter((link) => /\d/.test(link.textContent))
      .map((link) => ({ href: link.getAttribute("href"), text: link.textContent })),
  );
  assert.ok(windows.length > 3);
  for (const { href, text } of windows) {
    await go(href.replace("#/", ""));
    await page.waitForSelector("zd-duty-matrix tbody tr, .empty");
    await seat.settled();
    const shown = await page.locator("zd-duty-matrix tbody tr:not(.group)").count();
    const wanted = /which=overdue/.test(href)
      ? number(/逾期([\d,]+)/.exec(text)?.[1] ?? (await page.locator(".seg [aria-checked=true] .n").textContent()))
      : /which=open/.test(href)
        ? number(text)
        : number(/\/([\d,]+)/.exec(text)?.[1]);
    assert.equal(shown, wanted, `${href} ${text}`);
  }
});

test("a move of many shows its list first, is one operation and goes back in one step", async () => {
  await go("opinions?topic=party&status=registered");
  const before = await total();
  await page.check("th .tick input");
  await page.click(".foot >> text=选中全部");
  await page.waitForSelector(`.foot >> text=选中${before}条`);
  await page.selectOption("#other-move", "enter_closed");
  await page.waitForSelector("dialog .manylist");
  assert.equal(await page.locator("dialog .manylist li").count(), before);
  const found = await wrongs(page);
  assert.ok(found.length === 0, found.join("\n"));
  await page.fill("#move-answer", "按原台账已办结");
  await page.selectOption("#move-told", "visit");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".toast >> text=撤回");
  await seat.settled();
  assert.equal(await total(), 0);
  await page.click(".toast >> text=撤回");
  await seat.settled();
  assert.equal(await total(), before);
});

test("a week is told of many villages at once, the list first", async () => {
  await go("stations?view=week&state=later");
  const n = await page.locator(".weekboard tbody tr").count();
  if (n === 0) return;
  await page.click("text=批量停驻");
  await page.waitForSelector("dialog .manylist");
  assert.equal(await page.locator("dialog .manylist li").count(), n);
  await page.fill("#many-reason", "台风");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".toast");
});

test("a year's holidays are looked at before they are imported", async () => {
  await go("settings/holidays");
  await page.click("text=导入一年的安排");
  await page.fill("#holiday-year", "2031");
  await page.fill("#holiday-text", "2031-01-01,休,元旦\n2031-01-04,班,元旦");
  await page.click("text=先看一看");
  await page.waitForSelector(".manydays table");
  assert.match(await page.textContent("main"), /放假1天，调休上班1天/);
  const found = await wrongs(page);
  assert.ok(found.length === 0, found.join("\n"));
  await page.fill("#holiday-source", "示例");
  await page.click("text=导入2031年");
  await page.waitForSelector("main table >> text=2031");
  await page.click("text=导入一年的安排");
  await page.fill("#holiday-text", "不是日子");
  await page.click("text=先看一看");
  await page.waitForSelector(".ref");
});

test("what is typed on a person's page stays as a draft", async () => {
  await go("delegates");
  await page.click("table.delegates a.plain >> nth=0");
  await page.waitForSelector("#post");
  await page.fill("#post", "镇综合办主任");
  await page.waitForSelector("text=已存草稿");
  await go("desk");
  await page.goBack();
  await page.waitForSelector("text=还没有保存");
  await page.click("text=接着写").catch(() => page.click(".notice .btn >> nth=0"));
  assert.equal(await page.inputValue("#post"), "镇综合办主任");
});
