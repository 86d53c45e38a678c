// What a role may not do is not offered: whatever can be pressed on a page, on every page and on a record of each kind, is
// pressed, and the core refuses none of it for want of the right.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnish } from "../../scripts/furnish.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
const SECRET = "各人各用的口令2015";
/** Lists of which a record is opened too. */
const LISTS = [
  "visits?span=all",
  "opinions",
  "delegates",
  "stations",
  "meetings",
  "activities",
  "notices",
  "proposals",
  "evaluations",
  "plans",
  "handovers",
  "dossiers",
];
const PAGES = [
  ...LISTS,
  "desk",
  "duties",
  "stations?view=week",
  "plans?view=missing",
  "posters",
  "meetings?view=points",
  "activities?view=reports",
  "activities?view=collations",
  "notices?view=ring",
  "transfers",
  "evaluations/forms",
  "reports",
  "reports/month",
  "reports/exports",
  "imports",
  "history",
  "history/bin",
];
const SETTINGS = ["office", "terms", "people", "rules", "words", "openings", "holidays", "erasure"].map(
  (one) => `settings/${one}`,
);

let office;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  await furnish(office, TODAY);
  const call = await caller(office);
  for (const role of ["view", "enter"]) await call("auth.add", { name: `只${role}`, role, passphrase: SECRET });
});
after(() => office?.close());

/** What the core refused for want of the right while everything on some pages was pressed. */
async function refusedOn(seat, places) {
  const { page, settled, go } = seat;
  const refused = [];
  let pressing = "";
  page.on("response", async (response) => {
    if (response.status() !== 422) return;
    const { code, fields } = await response.json().catch(() => ({}));
    if (code === "right.missing") refused.push(`${pressing}: ${JSON.stringify(fields)}`);
  });
  const shut = async () => {
    // A question is answered with yes, as whoever pressed would.
    for (let n = 0; n < 3 && (await page.locator("dialog[open]").count()) > 0; n += 1) {
      const yes = page.locator("dialog[open] .btn:is(.primary, .risk):visible:enabled");
      if (n === 0 && (await yes.count()) > 0)
        await yes
          .last()
          .click({ timeout: 2000 })
          .catch(() => undefined);
      else await page.keyboard.press("Escape");
      await settled();
    }
  };
  const things = 'main :is(button, input[type="checkbox"]):visible:enabled';
  for (const place of places) {
    await go(place);
    const here = await page.evaluate(() => location.hash);
    for (let at = 0; at < 60; at += 1) {
      const thing = page.locator(things).nth(at);
      if ((await page.locator(things).count()) <= at) break;
      const said = await thing.evaluate((node) =>
        (node.textContent || node.getAttribute("aria-label") || "").trim().slice(0, 30),
      );
      pressing = `${place} ${said}`;
      await thing.click({ timeout: 2000 }).catch(() => undefined);
      await settled();
      await shut();
      if ((await page.evaluate(() => location.hash)) !== here) await go(place);
    }
  }
  return refused;
}

/** The first record of each list, as its first line leads to it. */
async function records(seat) {
  const found = [];
  for (const list of LISTS) {
    await seat.go(list);
    const name = list.split("?")[0];
    const href = await seat.page.evaluate((page) => {
      for (const row of document.querySelectorAll("main tbody tr")) {
        const own = [...row.querySelectorAll("a")].find((one) => one.getAttribute("href")?.startsWith(`#/${page}/`));
        if (own || row.dataset.id) return own?.getAttribute("href") ?? `#/${page}/${row.dataset.id}`;
      }
      return null;
    }, name);
    if (href) found.push(href.slice(2));
  }
  return found;
}

test("whoever may only look is refused nothing that is offered", { timeout: 900_000 }, async () => {
  const seat = await unlocked(office, { who: "只view", secret: SECRET, height: 900 });
  const own = await records(seat);
  assert.ok(own.length >= 9, `records were opened: ${own}`);
  const refused = await refusedOn(seat, [...PAGES, ...own, ...SETTINGS]);
  assert.deepEqual(refused, []);
  await seat.page.close();
});

test("whoever enters is offered nothing that only a manager may", { timeout: 300_000 }, async () => {
  const seat = await unlocked(office, { who: "只enter", secret: SECRET, height: 900 });
  const village = (await records(seat)).find((one) => one.startsWith("stations/"));
  const refused = await refusedOn(seat, [...SETTINGS, "stations?view=areas", village, "posters"].filter(Boolean));
  assert.deepEqual(refused, []);
  await seat.page.close();
});
