// Dossiers in the page: the list of a year, one gathered with its gaps, checked, closed, corrected by a slip, printed.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2016-01-20";
const YEAR = 2015;
let office;
let seat;
let call;
let person;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  const { lines } = await call("dossiers.year", { year: YEAR });
  const visits = await call("visits.list", {});
  // Somebody with visits of that year, so that there is something to gather and to correct.
  for (const line of lines) {
    const whole = await call("dossiers.one", { person: line.person_id, year: YEAR });
    if (whole.content.sections.find((one) => one.code === "visits").lines.length > 3) {
      person = whole.line;
      break;
    }
  }
  assert.ok(person, `${visits.lines.length} visits and nobody took part`);
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

async function sound() {
  const found = await wrongs(seat.page);
  assert.deepEqual([...found, ...seat.complaints], []);
  seat.complaints.length = 0;
}

test("the list of a year", async () => {
  await open(`dossiers?year=${YEAR}`);
  await seat.page.waitForSelector("table.dossiers tbody tr");
  await sound();
});

test("a year without delegates says so", async () => {
  await open("dossiers?year=1999");
  await seat.page.waitForSelector(".empty");
  await sound();
});

test("every figure of the year leads to the part that lists what it counts", async () => {
  const { page } = seat;
  const { lines } = await call("dossiers.year", { year: YEAR });
  const people = [person, ...lines].map((one) => `dossiers/${one.person_id}?year=${YEAR}`);
  let seen = 0;
  for (const place of people.slice(0, 6)) {
    await seat.go(place);
    await page.waitForSelector("[data-section=summary]");
    const figures = await page.$$eval("[data-section=summary] button.link", (found) =>
      found.map((one) => ({ part: one.dataset.part, text: one.textContent })),
    );
    for (const { part, text } of figures) {
      const rows = await page.$$eval(`[data-section="${part}"] tbody tr`, (found) =>
        found.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent) || 0)),
      );
      const numbers = (text.match(/\d+/g) ?? []).map(Number);
      if (text.includes("户"))
        for (const [at, n] of numbers.entries())
          assert.equal(
            rows.reduce((all, row) => all + row[4 + at], 0),
            n,
            `${place} ${text}`,
          );
      else if (part === "meetings") assert.ok(rows.length >= numbers.reduce((all, n) => all + n, 0), `${place} ${text}`);
      else assert.equal(rows.length, numbers[0], `${place} ${part} ${text}`);
      seen += 1;
    }
    if (figures.length > 0) {
      await page.click("[data-section=summary] button.link");
      assert.ok(await page.evaluate(() => document.activeElement?.tagName === "H2"));
    }
  }
  assert.ok(seen > 5, String(seen));
});

test("one is looked at, checked with a word on its gaps, and closed", async () => {
  const { page } = seat;
  await open(`dossiers/${person.person_id}?year=${YEAR}`);
  await page.waitForSelector(".gaplist li");
  await sound();
  await page.click(".head .btn.primary");
  await page.waitForSelector("#dossier-note");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog .ref");
  await page.fill("#dossier-note", "补不齐的已向本人说明");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForSelector(".head .btn.primary >> text=封存");
  await page.click(".head .btn.primary");
  await page.click("dialog .btn.primary");
  await page.waitForSelector(".head .btn.primary >> text=手写更正条");
  const whole = await call("dossiers.one", { person: person.person_id, year: YEAR });
  assert.equal(whole.line.stage, "closed");
  await sound();
});

test("a record changes, and a slip is written for it", async () => {
  const { page } = seat;
  const before = await call("dossiers.one", { person: person.person_id, year: YEAR });
  const line = before.content.sections.find((one) => one.code === "visits").lines[0];
  const opened = await call("visits.open", { id: line.record });
  const visit = opened.visit ?? opened;
  await call("visits.save", { ...visit, households: visit.households + 7 });
  await open("dossiers");
  await open(`dossiers/${person.person_id}?year=${YEAR}`);
  await page.waitForSelector(".gaplist .btn >> nth=0");
  await sound();
  await page.click(".gaplist .btn >> nth=0");
  await page.fill("#slip-reason", "原表笔误");
  await page.fill("#slip-document", "里党联〔2016〕3号");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForSelector("text=第1号");
  const after = await call("dossiers.one", { person: person.person_id, year: YEAR });
  assert.equal(after.line.stage, "corrected");
  assert.deepEqual(after.content, before.content);
  await sound();
});

test("the booklet is looked at", async () => {
  const { page } = seat;
  await open(`dossiers/${person.person_id}?year=${YEAR}&paper=1`);
  await page.waitForSelector("zd-preview img", { timeout: 120_000 });
  await sound();
});

test("a run of the whole town is stopped, and leaves no half set", async () => {
  const { page } = seat;
  const folder = join(office.folder, "档案");
  mkdirSync(folder);
  writeFileSync(office.choice, folder);
  await open(`dossiers?year=${YEAR}`);
  await page.click("text=整批打印");
  await page.waitForSelector(".runbox [role=radio]");
  await sound();
  await page.click(".runbox .btn >> text=选文件夹");
  await page.waitForSelector(".job");
  await sound();
  await page.click(".job .btn");
  await page.waitForSelector(".runbox .ref", { timeout: 120_000 });
  assert.deepEqual(readdirSync(folder), []);
});
