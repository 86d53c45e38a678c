// Every page against the real core, in every theme and size: nothing for axe to call serious, nothing the browser
// refused, one heading, at most one filled button, no sideways scroll.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { wrongs } from "./looks.mjs";
import { openOffice, unlocked } from "./office.mjs";

const PAGES = [
  "desk",
  "delegates",
  "delegates/new",
  "stations",
  "stations?view=week",
  "stations/new",
  "visits",
  "visits/new",
  "visits/new?entry=1",
  "plans",
  "plans?view=missing",
  "plans/new",
  "posters",
  "opinions",
  "duties",
  "meetings",
  "dossiers",
  "proposals",
  "evaluations",
  "reports",
  "reports/statistics",
  "reports/month",
  "reports/exports",
  "imports",
  "settings/display",
  "settings/office",
  "settings/terms",
  "settings/people",
  "settings/rules",
  "settings/words",
  "settings/openings",
  "settings/holidays",
  "settings/backup",
  "settings/erasure",
  "search?q=村",
  "history",
  "history/bin",
];
let office;
let seat;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
});
after(() => office?.close());

for (const place of PAGES) {
  test(`page ${place}`, async () => {
    const { page, complaints } = seat;
    complaints.length = 0;
    await seat.go(place);
    await page.waitForSelector("zd-frame h1");
    const found = await wrongs(page);
    for (const complaint of complaints) found.push(`the browser: ${complaint}`);
    assert.ok(found.length === 0, `${place}\n${found.join("\n")}`);
  });
}
