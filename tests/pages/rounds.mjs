// Rounds for page tests: printed and counted through the core, beside the page.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Villages with a delegate of their own. */
export async function villages(call) {
  const { contacts } = await call("stations.whole");
  return [...new Set(contacts.filter((each) => each.valid_to === null).map((each) => each.area_id))];
}

/** A printed round of the first delegate of some villages. */
export async function printed(call, title, areas, copies, more = {}) {
  const { contacts } = await call("stations.whole");
  const subjects = areas.map((area_id) => ({
    area_id,
    person_id: contacts.find((each) => each.area_id === area_id && each.valid_to === null).person_id,
  }));
  const { id } = await call("evaluations.save", { year: 2026, title, state: "planned", subjects });
  const sheets = await call("evaluations.print", {
    round: id,
    copies: areas.map((area_id) => ({ area_id, copies })),
    ...more,
  });
  return { id, ...sheets };
}

/** Counts sheets of a batch in the hall: all rows alike. */
export async function counted(call, round, batch, grade, valid) {
  const { rows } = await call("evaluations.hall", { round, batch });
  for (const { row } of rows)
    for (let n = 0; n < valid; n += 1) await call("evaluations.hall_mark", { round, batch, row, grade, by: 1 });
  await call("evaluations.hall_sheets", { round, batch, valid, void: 0, blank: 0 });
}

/** Prints a round once more on its page and saves the PDF into a folder of its own, which is answered. */
export async function savedSheets(office, page, name) {
  const to = join(office.folder, name);
  mkdirSync(to, { recursive: true });
  writeFileSync(office.choice, `${to}\n`);
  await page.click("text=全部再打");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("zd-preview img.printed", { timeout: 60_000 });
  await page.click(".foot >> text=存PDF");
  await page.waitForSelector(".toast >> text=已核对");
  await page.click("text=再排别的");
  return join(
    to,
    readdirSync(to).find((each) => each.endsWith(".pdf")),
  );
}
