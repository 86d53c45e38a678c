// What every page test asks of a page: nothing for axe to call serious, one heading, at most one filled button, no sideways
// scroll, in every theme and size.
import axe from "axe-core";

export const LOOKS = [
  ["light", "100"],
  ["dark", "100"],
  ["contrast", "125"],
  ["light", "150"],
];

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

/** Everything wrong with the page that is open, in every look; empty when nothing is. */
export async function wrongs(page) {
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
  return found;
}
