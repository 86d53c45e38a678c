// Every page against the real core, in every theme and size: nothing for axe to call serious, nothing the browser
// refused, one heading, at most one filled button, no sideways scroll.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { openOffice, unlocked } from "./office.mjs";

const PAGES = ["desk", "delegates", "stations", "visits", "visits/new", "opinions", "duties", "evaluations", "reports"].concat([
  "imports",
  "settings",
  "search?q=村",
  "history",
]);
const LOOKS = [
  ["light", "100"],
  ["dark", "100"],
  ["contrast", "125"],
  ["light", "150"],
];

let office;
let seat;
before(async () => {
  office = await openOffice({ filled: true });
  seat = await unlocked(office);
});
after(() => office?.close());

/** What axe calls serious or critical, in words a person can act on. */
async function serious(page) {
  await page.evaluate(`if (!window.axe) { ${axe.source} }`);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n").slice(0, 3).join(" ")}`),
    );
}

for (const place of PAGES) {
  test(`page ${place}`, async () => {
    const { page, complaints } = seat;
    complaints.length = 0;
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
    await page.waitForTimeout(150);
    await page.waitForSelector("zd-frame h1");
    await page.waitForLoadState("networkidle");
    const found = [];
    for (const [theme, size] of LOOKS) {
      await page.evaluate(([theme, size]) => Object.assign(document.documentElement.dataset, { theme, size }), [theme, size]);
      await page.waitForTimeout(50);
      const look = `${theme} ${size}`;
      for (const finding of await serious(page)) found.push(`${look}: ${finding}`);
      const headings = await page.locator("h1:visible").count();
      if (headings !== 1) found.push(`${look}: ${headings} headings`);
      const filled = await page.locator("main .btn.primary:visible, .head .btn.primary:visible").count();
      if (filled > 1) found.push(`${look}: ${filled} filled buttons`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(`${look}: scrolls sideways by ${wide} px`);
    }
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "light", size: "100" }));
    for (const complaint of complaints) found.push(`the browser: ${complaint}`);
    assert.ok(found.length === 0, `${place}\n${found.join("\n")}`);
  });
}
