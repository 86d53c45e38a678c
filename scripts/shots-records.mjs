// Pictures of single records: each form written in, each thread under way, each paper under its record.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { caller } from "../tests/pages/office.mjs";
import { furnishHandover } from "./furnish-handover.mjs";

const picture = fileURLToPath(new URL("../docs/pictures/desk.png", import.meta.url));

/** The steps, each a name and what is opened before the picture. */
export function recordSteps(page, open, office) {
  const first = (place) => async () => {
    await open(page, place);
    await page.click(`.sheet a[href^="#/${place}/"]:not([href*="/new"]) >> nth=0`);
  };
  let handed;
  const handing = async (place) => {
    handed ??= await furnishHandover(await caller(office), process.env.ZHUDIAN_TODAY);
    await open(page, place(handed));
  };
  const paper = (place) => async () => {
    await first(place)();
    await page.click("a[href*='paper='] >> nth=0");
    await page.waitForSelector("img.printed", { timeout: 60_000 });
  };
  // Two files on the record that is open: a picture of the desk and a short PDF.
  const attach = async () => {
    const paper = `${office.folder}/镇市政办答复函.pdf`;
    writeFileSync(paper, "%PDF-1.7\nstartxref\n9\n%%EOF");
    writeFileSync(office.choice, `${picture}\n${paper}\n`);
    await page.click("zd-attachments .btn >> nth=0");
    await page.waitForSelector(".filelist img");
    await page.locator("zd-attachments").scrollIntoViewIfNeeded();
  };
  return {
    "opinions-attached": async () => {
      await open(page, "opinions");
      await page.click("tbody tr[data-id] >> nth=0");
      await attach();
    },
    "visits-attached": async () => {
      await open(page, "visits?span=all");
      await page.click("tbody a >> nth=0");
      await attach();
    },
    "meetings-attached": async () => {
      await first("meetings")();
      await attach();
    },
    "proposals-attached": async () => {
      await first("proposals")();
      await attach();
    },
    "activities-attached": async () => {
      const call = await caller(office);
      const [told] = await call("activities.reports", {});
      await open(page, `activities/${told.report.activity_id}`);
      await page.click("zd-activity-reports td.act button.quiet >> nth=0");
      await attach();
    },
    "attachments-taken": async () => {
      await open(page, "opinions");
      await page.click("tbody tr[data-id] >> nth=0");
      await attach();
      await page.click(`.filelist button:has-text("带出") >> nth=0`);
      await page.waitForSelector("dialog[open]");
    },
    "opinions-new": async () => {
      await page.keyboard.press("Escape");
      await open(page, "opinions");
      await page.click(".head .acts button.btn >> nth=-1");
      await page.waitForSelector("dialog[open]");
    },
    "opinions-move": async () => {
      await page.keyboard.press("Escape");
      await open(page, "desk");
      await open(page, "opinions?light=overdue");
      await page.click("tbody tr[data-id] >> nth=0");
      await page.click(".foot .btn.primary");
    },
    "opinions-thread": async () => {
      await page.keyboard.press("Escape");
      await open(page, "desk");
      await open(page, "opinions?status=closed");
      await page.click("tbody tr[data-id] >> nth=0");
      await page.click(`button:has-text("打印") >> visible=true >> nth=-1`);
      await page.click(`zd-opinion-papers zd-seg button:has-text("全程记录")`);
      await page.waitForSelector("img.printed", { timeout: 60_000 });
    },
    "proposals-new": async () => {
      await page.keyboard.press("Escape");
      await open(page, "proposals/new");
    },
    "proposals-opened": first("proposals"),
    "proposals-paper": paper("proposals"),
    "meetings-new": () => open(page, "meetings/new"),
    "meetings-opened": first("meetings"),
    "meetings-paper": paper("meetings"),
    "activities-opened": first("activities"),
    "activities-collation": () => open(page, "activities?collation=new"),
    "notices-opened": first("notices"),
    "dossiers-opened": first("dossiers"),
    "dossiers-paper": paper("dossiers"),
    "handovers-opened": () => handing((made) => `handovers/${made.handover}`),
    "transfers-opened": () => handing((made) => `transfers/${made.transfer}`),
    "meetings-material": () => handing((made) => `meetings/${made.meeting}`),
    "duties-slip": async () => {
      await open(page, "reports/slips");
      await page.waitForSelector("img.printed", { timeout: 60_000 });
    },
  };
}
