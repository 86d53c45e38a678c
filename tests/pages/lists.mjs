// The steps every list of records is walked through: narrowed, sorted, its columns chosen, kept as a view, taken along as
// a workbook of exactly its rows.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { wrongs } from "./looks.mjs";

const pictures = process.env.ZHUDIAN_PICTURES;

/** Pictures of what is open, when they are asked for by ZHUDIAN_PICTURES. */
export async function picture({ page }, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const [theme, size] of [
    ["light", "100"],
    ["light", "150"],
    ["dark", "100"],
  ]) {
    await page.evaluate(([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size }), [theme, size]);
    await page.waitForTimeout(150);
    await page.screenshot({ path: `${pictures}/${name}-${theme}-${size}.png` });
  }
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "light", size: "100" }));
}

/** The first number in a text. */
export const number = (text) => Number((/[\d,]+/.exec(text ?? "") ?? ["0"])[0].replaceAll(",", ""));

/** How many the list holds, as its foot says. */
export async function total({ page }) {
  const pager = page.locator(".foot .pager");
  return (await pager.count()) === 0 ? 0 : number(/共([\d,]+)/.exec(await pager.textContent())?.[1]);
}

/** Until the list holds so many. */
export const holding = ({ page }, wanted) =>
  page.waitForFunction(
    (n) =>
      Number((/共([\d,]+)/.exec(document.querySelector(".foot .pager")?.textContent ?? "")?.[1] ?? "0").replaceAll(",", "")) ===
      n,
    wanted,
  );

const heads = ({ page }) => page.$$eval("main table thead th", (cells) => cells.map((cell) => cell.textContent.trim()));

/** Head and rows of the only workbook in a folder, as openpyxl reads them. */
export function sheet(folder) {
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".xlsx"));
  const code = `import json,sys
from openpyxl import load_workbook
s=load_workbook(sys.argv[1]).active
top=int(s.freeze_panes[1:])-1
print(json.dumps([[str(c) for c in r] for r in list(s.iter_rows(values_only=True))[top-1:]]))`;
  const { stdout, stderr } = spawnSync("python3", ["-c", code, join(folder, file)], { encoding: "utf8" });
  assert.ok(stdout, stderr);
  const [head, ...rows] = JSON.parse(stdout);
  return { head, rows };
}

/** An empty folder that the next question for one is answered with. */
export function folderFor(office, name) {
  const folder = join(office.folder, `taken-${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(office.choice, folder);
  return folder;
}

/** Takes the list along as it stands: the workbook's head and rows, and the columns that were not ticked. */
export async function taken(seat, office, name) {
  const { page } = seat;
  const folder = folderFor(office, name);
  await page.click("main >> text=导出表格");
  await page.waitForSelector("dialog zd-list-export .columns");
  const left = await page.$$eval("dialog .columns label", (labels) =>
    labels.filter((label) => !label.querySelector("input").checked).map((label) => label.textContent.trim()),
  );
  await page.click("dialog >> text=存到文件夹");
  await page.waitForSelector("dialog", { state: "detached" });
  return { ...sheet(folder), left };
}

/**
 * A list from end to end. `place` is where it is, `narrow` what its address is narrowed by, `column` one that may go,
 * `sort` the head to sort by, `once` a head that knows one order only.
 */
export async function walked(seat, office, list, { place, narrow, column, sort, once = false }) {
  const { page } = seat;
  const open = (to) => seat.go(to);
  seat.complaints.length = 0;
  await open(place);
  await page.waitForSelector("main table tbody tr");
  const all = await total(seat);
  assert.ok(all > 0, "the list is empty");
  await picture(seat, list);
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  // Narrowed by the address, as a figure or a view narrows it.
  const query = new URLSearchParams(narrow).toString();
  await open(`${place}${place.includes("?") ? "&" : "?"}${query}`);
  await page.waitForSelector("main table tbody tr");
  const some = await total(seat);
  assert.ok(some > 0 && some <= all, `${some} of ${all}`);
  // Sorted by a head: the arrow stands there, and the rows keep their number.
  const head = `main table thead button.sort:has-text("${sort}")`;
  await page.click(head);
  await page.waitForSelector("main table thead th[aria-sort]");
  const order = await page.locator("main table thead th[aria-sort]").first().getAttribute("aria-sort");
  await page.click(head);
  if (!once)
    await page.waitForFunction(
      (before) => document.querySelector("main table thead th[aria-sort]")?.getAttribute("aria-sort") !== before,
      order,
    );
  await holding(seat, some);
  // A column less, and the choice stands in the address.
  const before = await heads(seat);
  assert.ok(
    before.some((word) => word.startsWith(column)),
    before.join(),
  );
  await page.click('.foot >> text="列"');
  await page.waitForSelector("dialog .columns");
  await picture(seat, `${list}-columns`);
  assert.deepEqual(await wrongs(page), []);
  await page.click(`dialog .columns label:has-text("${column}")`);
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  const narrowHeads = await heads(seat);
  assert.ok(!narrowHeads.some((word) => word.startsWith(column)), narrowHeads.join());
  // Kept as a view: rows, order and columns are the same again.
  await page.click("zd-views >> text=存为视图");
  await page.fill("#view-name", `查${list}`);
  await page.click("dialog >> text=保存");
  await page.waitForSelector("zd-views .chip.view.on");
  await open("desk");
  await open(place);
  await page.click(`zd-views >> text=查${list}`);
  await holding(seat, some);
  assert.deepEqual(await heads(seat), narrowHeads);
  // The workbook holds exactly these rows and columns.
  const book = await taken(seat, office, list);
  assert.ok(book.left.length > 0, "the columns left out of the list are not ticked");
  assert.equal(book.rows.length, some);
  for (const word of book.left) assert.ok(!book.head.includes(word), `${word} in ${book.head}`);
  // Back to the usual columns.
  await page.click('.foot >> text="列"');
  await page.click("dialog >> text=恢复原样");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.ok((await heads(seat)).some((word) => word.startsWith(column)));
  assert.deepEqual(seat.complaints, []);
}

/** Words no record holds: the list says so and leads back. */
export async function nothingFits(seat, place) {
  await seat.go(`${place}${place.includes("?") ? "&" : "?"}q=没有这样的字`);
  await seat.page.waitForSelector("main .empty");
  assert.deepEqual(await wrongs(seat.page), [], place);
}
