// Every figure opens the records it counts: each number of the first screen, the statistics and the matrix of duties that
// leads somewhere is clicked, and the list it opens holds as many.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnish } from "../../scripts/furnish.mjs";
import { number, total } from "./lists.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  await furnish(office, TODAY);
  seat = await unlocked(office, { height: 768 });
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

/** Links of a page with what they say; `within` is where they stand. */
const links = (within) =>
  seat.page.$$eval(within, (found) =>
    found.map((one) => ({
      href: one.getAttribute("href").replace("#/", ""),
      text: (one.querySelector(".v, b, .apart") ?? one).textContent.trim(),
      about: one.getAttribute("aria-label") ?? "",
      line: [...(one.closest("li")?.querySelector(".grow")?.childNodes ?? [])]
        .filter((part) => part.nodeType === Node.TEXT_NODE)
        .map((part) => part.textContent)
        .join("")
        .trim(),
    })),
  );

/** How many the place that was opened holds. */
async function held(place) {
  const { page } = seat;
  await seat.go(place);
  await page.waitForSelector("main table tbody tr, main .empty");
  await seat.settled();
  const sum = /with=(\w+)/.exec(place)?.[1];
  if (sum) {
    const at = ["received", "households", "firms"].indexOf(sum);
    return number(await page.textContent(`.visits tfoot td.num >> nth=${at}`));
  }
  if (place.startsWith("duties")) return page.locator("zd-duty-matrix tbody tr:not(.group)").count();
  if (/^plans.*view=missing/.test(place)) return page.locator("main table tbody tr").count();
  if (/^notices.*view=ring/.test(place)) return page.locator("zd-notice-ring tbody tr").count();
  return total(seat);
}

async function same(found, counted) {
  const wrong = [];
  for (const one of found) {
    const n = await held(one.href);
    if (n !== counted(one)) wrong.push(`${one.href} says ${one.line || one.about || one.text}, opens ${n}`);
  }
  assert.deepEqual(wrong, []);
}

test("the week of the first screen", async () => {
  await seat.go("desk");
  await seat.page.waitForSelector("zd-week-line .legend a");
  const found = await links("zd-week-line .legend a, zd-week-line .left a");
  assert.ok(found.length > 2, String(found.length));
  await same(found, ({ text }) => number(text));
});

test("the tasks of the first screen", async () => {
  const { page } = seat;
  await seat.go("desk");
  await page.waitForSelector(".todo li");
  if ((await page.locator("zd-todo button.link").count()) > 0) await page.click("zd-todo button.link");
  // A task that counts says so with a number of things, persons or sheets; the others lead to one record or a page.
  const found = (await links(".todo li > a")).filter(({ line, href }) => /\d+[件条位个张份]/.test(line) && href.includes("?"));
  assert.ok(found.length > 4, JSON.stringify(found));
  await same(found, ({ line }) => number(/\d[\d,]*(?=[件条位个张份])/.exec(line)[0]));
});

test("the charts of the first screen", async () => {
  await seat.go("desk");
  await seat.page.waitForSelector("zd-desk-charts a.bar1");
  const months = await links("zd-desk-charts a.bar1");
  await same(months, ({ text }) => number(text.split(" ").at(-1)));
  await seat.go("desk");
  await seat.page.waitForSelector("zd-desk-charts .stacks a");
  const topics = await links("zd-desk-charts .stacks a");
  assert.ok(topics.length > 2, String(topics.length));
  await same(topics, ({ about }) => number(/ ([\d,]+) /.exec(about)[1]));
  await seat.go("desk");
  await seat.page.waitForSelector("zd-desk-charts .legend a");
  const states = await links("zd-desk-charts .legend a");
  assert.ok(states.length > 1, String(states.length));
  await same(states, ({ text }) => number(text));
});

/** The call behind a place of the statistics, and where its answer says how many there are. */
function asked(href) {
  const [place, text] = href.split("?");
  const query = new URLSearchParams(text);
  const or = (name) => query.get(name) || null;
  const days = { from: or("since"), to: or("until") };
  if (place === "visits") {
    const filter = { ...days, area_id: or("area"), kind: or("kind"), with: or("with") };
    return ["visits.list", { filter, limit: 1 }, (it) => it.sums[or("with") ?? "visits"]];
  }
  if (place === "opinions")
    return ["opinions.list", { ...days, area_id: or("area"), status: or("status"), limit: 1 }, (it) => it.total];
  assert.equal(query.get("view"), "days", href);
  return ["statistics.days", { ...days, area: or("area"), state: or("state"), limit: 1 }, (it) => it.total];
}

test("the statistics by village: every figure, as the core counts what it opens", async () => {
  const call = await caller(office);
  await seat.go("reports/statistics");
  await seat.page.waitForSelector(".statistics tbody td a");
  const all = await links(".statistics tbody td a");
  const cells = await seat.page.$$eval(".statistics tbody td.num", (found) =>
    found.filter((one) => !one.querySelector("a")).map((one) => one.textContent.trim()),
  );
  assert.ok(all.length > 200, String(all.length));
  assert.deepEqual([...new Set(cells)].sort(), ["0", "—"], "what opens nothing is nought or not asked for");
  const wrong = [];
  for (const { href, text } of all) {
    const [name, request, of] = asked(href);
    const n = of(await call(name, request));
    if (n !== number(text)) wrong.push(`${href} says ${text}, opens ${n}`);
  }
  assert.deepEqual(wrong, []);
});

test("the statistics: totals, the foot of the villages, kinds and some villages", async () => {
  await seat.go("reports/statistics");
  await seat.page.waitForSelector(".lones a");
  const totals = await links(".lones a, .statistics tfoot a");
  assert.ok(totals.length > 8, String(totals.length));
  const kinds = await links(".statistics > section .stacks a");
  const villages = (await links(".statistics tbody td a")).filter((_, at) => at % 11 === 0);
  await same([...totals, ...villages], ({ text }) => number(text));
  await same(kinds, ({ about }) => number(/ ([\d,]+) /.exec(about)[1]));
});

test("the matrix of duties: how many a window asks", async () => {
  await seat.go("duties");
  await seat.page.waitForSelector("zd-duty-matrix tfoot a");
  const found = await links("zd-duty-matrix tfoot a");
  assert.ok(found.length > 2, String(found.length));
  await same(found, ({ text }) => number(text.split("/")[1]));
  await seat.go("duties");
  const { page } = seat;
  for (const which of ["overdue", "open"]) {
    await page.click(`zd-seg [role=radio]:has-text("${which === "overdue" ? "逾期未完成" : "本期待完成"}")`);
    const said = number(await page.textContent(".seg [aria-checked=true] .n"));
    assert.equal(await page.locator("zd-duty-matrix tbody tr:not(.group)").count(), said, which);
  }
});
