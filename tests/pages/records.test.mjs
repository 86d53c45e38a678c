// Every list of records does the same things: words, filters, order, pages, columns, a view that keeps them, and a
// workbook of exactly the rows in the list. And the one search finds what the lists hold.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnishActivities } from "../../scripts/furnish-activities.mjs";
import { holding, nothingFits, number, picture, total, walked } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  await furnishActivities(call, TODAY);
  const areas = await call("areas.list");
  const roster = await call("delegates.register");
  const people = roster.tenures.map((seat) => seat.person_id);
  for (const [at, area] of areas.slice(0, 3).entries())
    await call("stations.slot", {
      area_id: area.id,
      weekday: at + 2,
      starts: "15:00",
      ends: "17:30",
      place: "村委会一楼接待室",
      every_weeks: 1,
      valid_from: "2015-01-01",
    });
  await call("weeks.note", { area_id: areas[0].id, day: "2015-05-26", kind: "suspended", reason: "暴雨红色预警" });
  for (let at = 0; at < 62; at += 1) {
    const day = `2015-0${1 + (at % 5)}-${String(1 + (at % 28)).padStart(2, "0")}`;
    await call("plans.save", {
      day,
      area_id: areas[at % 5].id,
      kind: at % 2 ? "household" : "reception",
      topics: `第${at}件 河涌整治`,
    });
    if (at < 8)
      await call("meetings.save", {
        day,
        kind: "group",
        circle_id: roster.circles[at % 2]?.id ?? null,
        title: at % 2 ? "讨论河涌整治" : "学习有关文件",
        place: "镇政府三楼",
        attendance: people.slice(0, 3 + at).map((person_id) => ({ person_id, status: "present", reason: "" })),
      });
    if (at < 4)
      await call("handovers.save", {
        handover: {
          from_id: people[at],
          to_id: people[at + 5],
          day,
          ground: at % 2 ? "moved" : "term_over",
          area_ids: [areas[at].id],
        },
        contacts: false,
      });
  }
  await call("transfers.begin", { from_id: null, to_name: "陈美仪", witness: "李伟", absent: "" });
  seat = await unlocked(office, { height: 768 });
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

/** Where a list is, how it is narrowed by the address, a column that may go and one to sort by. */
const lists = {
  visits: { place: "visits", narrow: { kind: "reception" }, column: "方式", sort: "日期" },
  opinions: { place: "opinions", narrow: { topic: "traffic" }, column: "提出人", sort: "村居" },
  delegates: { place: "delegates", narrow: { q: "李" }, column: "拼音", sort: "单位职务" },
  meetings: { place: "meetings", narrow: { q: "河涌" }, column: "会议", sort: "到会" },
  activities: { place: "activities", narrow: { kind: "inspection" }, column: "报告", sort: "主题" },
  notices: { place: "notices", narrow: { state: "open" }, column: "文号", sort: "标题" },
  plans: { place: "plans?view=all", narrow: { state: "late", kind: "household" }, column: "责任人", sort: "编号" },
  days: { place: "stations?view=days", narrow: { state: "suspended" }, column: "原因", sort: "日期" },
  dossiers: { place: "dossiers", narrow: { q: "陈" }, column: "核对", sort: "姓名" },
  handovers: { place: "handovers", narrow: { ground: "moved" }, column: "联系村居", sort: "移交人" },
  transfers: { place: "transfers", narrow: { state: "open" }, column: "监交人", sort: "开始日期" },
};

for (const [list, it] of Object.entries(lists))
  test(`the list of ${list}: narrowed, sorted, its columns chosen, kept as a view, taken along`, () =>
    walked(seat, office, list, it));

test("pages of a long list are turned, and the workbook holds all of them", async () => {
  const { page } = seat;
  await open("plans?view=all&span=all");
  await page.waitForSelector("main table tbody tr");
  assert.equal(await total(seat), 62);
  assert.equal(await page.locator("main table tbody tr").count(), 50);
  await page.click(".pager >> text=下一页");
  await page.waitForSelector('.pager:has-text("第51–62条")');
  assert.equal(await page.locator("main table tbody tr").count(), 12);
});

test("days of stations open the visits of the day, and the figures open the days", async () => {
  const { page } = seat;
  await open("reports/statistics");
  await page.waitForSelector(".statistics table tfoot a");
  const links = await page.$$eval(".statistics table a[href*='view=days']", (found) =>
    found.map((one) => ({ href: one.getAttribute("href"), text: one.textContent })),
  );
  assert.ok(links.length > 6, String(links.length));
  for (const { href, text } of links) {
    await open(href.replace("#/", ""));
    await page.waitForSelector("main table tbody tr");
    await holding(seat, number(text));
  }
});

test("numbers of the tables behind the charts open what they count", async () => {
  const { page } = seat;
  for (const at of [0, 1, 2]) {
    await open("reports/statistics");
    await page.waitForSelector(".statistics .cap .link");
    await page.locator(".statistics .cap .link").nth(at).click();
    await page.waitForSelector("dialog table a");
    const links = await page.$$eval("dialog table a", (found) =>
      found.map((one) => ({ href: one.getAttribute("href"), text: one.textContent })),
    );
    await page.click("dialog table a >> nth=0");
    await page.waitForSelector("dialog", { state: "detached" });
    for (const { href, text } of links.slice(0, 4)) {
      await open(href.replace("#/", ""));
      const sum = /with=(\w+)/.exec(href)?.[1];
      if (sum) {
        await page.waitForSelector(".visits tfoot td.num");
        const counted = await page.textContent(`.visits tfoot td.num >> nth=${["received", "households", "firms"].indexOf(sum)}`);
        assert.equal(number(counted), number(text), href);
      } else await holding(seat, number(text));
    }
  }
});

test("the one search finds activities, notices, meetings and plans", async () => {
  const { page } = seat;
  seat.complaints.length = 0;
  await open("desk");
  await page.keyboard.press("Control+f");
  await page.fill("#search", "整治");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".found >> text=会议与大会");
  await picture(seat, "search");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  await page.click(".found:has-text('会议与大会') a >> nth=0");
  await page.waitForSelector("zd-meeting-form");
  for (const [text, title, tag] of [
    ["视察", "视察调研等", "zd-activity-form"],
    ["通知", "通知通报", "zd-notice-board"],
  ]) {
    await open(`search?q=${encodeURIComponent(text)}`);
    await page.waitForSelector(`.found:has-text("${title}")`);
    await page.click(`.found:has-text("${title}") a >> nth=0`);
    await page.waitForSelector(tag);
  }
});

test("nothing that fits says so and leads back", async () => {
  for (const { place } of Object.values(lists)) await nothingFits(seat, place);
});
