// The registers beside the ledgers: villages and their teams, this week, how far visits reached, what meetings asked for,
// reports and where they went, proposals, rounds, the bin, what left the office, the journal and the matrix of duties.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnishActivities } from "../../scripts/furnish-activities.mjs";
import { furnishMeetings, furnishProposals } from "../../scripts/furnish-proposals.mjs";
import { nothingFits, number, picture, taken, total, walked } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";
import { villages } from "./rounds.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  await furnishActivities(call, TODAY);
  await furnishProposals(call, TODAY);
  await furnishMeetings(call, TODAY);
  const areas = await call("areas.list");
  for (const [at, area] of areas.slice(0, 9).entries())
    await call("stations.slot", {
      area_id: area.id,
      weekday: 1 + (at % 3),
      starts: "15:00",
      ends: "17:30",
      place: "村委会一楼接待室",
      every_weeks: 1,
      valid_from: "2015-01-01",
    });
  await call("weeks.note", { area_id: areas[0].id, day: "2015-06-01", kind: "suspended", reason: "暴雨红色预警" });
  await call("plans.save", { day: "2015-05-12", area_id: areas[1].id, kind: "household", households: "第一、二村民小组" });
  const { lines } = await call("visits.list", { limit: 4, sort: "day", descending: true });
  for (const { id } of lines.slice(0, 3)) await call("visits.remove", { id });
  const meeting = await call("meetings.save", { day: "2015-03-02", kind: "group", title: "登记错了的会", attendance: [] });
  await call("meetings.remove", { id: meeting.id });
  const [place] = await villages(call);
  const { contacts } = await call("stations.whole");
  for (const [at, title] of ["上年度民主评议", "年中补评", "里水组述职评议"].entries())
    await call("evaluations.save", {
      year: 2015,
      title,
      state: "planned",
      subjects: [{ area_id: place, person_id: contacts.filter((one) => one.area_id === place)[at % 1].person_id }],
    });
  // The settings have registers, too: backups, and what was erased.
  for (const [at, giver] of ["麦彩霞", "区艳芳"].entries()) {
    const heard = {
      day: "2015-03-02",
      area_id: areas[at].id,
      topic: "traffic",
      nature: "suggestion",
      content: "路灯不亮",
      giver,
    };
    await call("opinions.save", heard);
    await call("erasure.erase", { term: giver, ground: at === 0 ? "依本人申请" : "依本人来信" });
    await call("backup.now", {});
  }
  for (const [day, area_id] of [
    ["2014-12-31", null],
    ["2014-06-30", areas[2].id],
  ])
    await call("openings.save", { day, area_id, source: "上半年汇总表", visits: 12, received: 40, opinions: 3, closed: 2 });
  await call("auth.add", { name: "陈美仪", role: "enter", passphrase: "美仪自己的口令2026" });
  seat = await unlocked(office, { height: 768 });
  // Two workbooks leave the office, so that there is a register of them.
  for (const list of ["visits", "opinions"]) {
    await seat.go(list);
    await taken(seat, office, `first-${list}`);
  }
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const lists = {
  stations: { place: "stations", narrow: { hole: "yes" }, column: "联络员", sort: "责任人" },
  week: { place: "stations?view=week", narrow: { q: "村" }, column: "责任人", sort: "驻点时间" },
  reach: { place: "stations?view=reach", narrow: { q: "沙" }, column: "最近入户", sort: "入户户次" },
  actions: { place: "meetings?view=points", narrow: { state: "done" }, column: "办理人", sort: "会议日期" },
  activity_reports: { place: "activities?view=reports", narrow: { state: "waiting" }, column: "执笔", sort: "报告题目" },
  collations: { place: "activities?view=collations", narrow: { year: "all" }, column: "文号", sort: "报送日期" },
  proposals: { place: "proposals", narrow: { stage: "open" }, column: "承办单位", sort: "期限" },
  evaluations: { place: "evaluations", narrow: { q: "评议" }, column: "已印", sort: "名称" },
  bin: { place: "history/bin", narrow: { kind: "visits" }, column: "经办人", sort: "时间" },
  exports: { place: "reports/exports", narrow: { q: "xlsx" }, column: "介质", sort: "文件" },
  holidays: { place: "settings/holidays", narrow: { q: "国务院" }, column: "放假", sort: "年份" },
  backups: { place: "settings/backup", narrow: { q: "手动" }, column: "大小", sort: "时间" },
  openings: { place: "settings/openings", narrow: { q: "全镇" }, column: "出处", sort: "范围" },
  clerks: { place: "settings/people", narrow: { q: "录入" }, column: "开通", sort: "权限" },
  erasures: { place: "settings/erasure", narrow: { q: "依本人申请" }, column: "经办人", sort: "依据" },
};

for (const [list, it] of Object.entries(lists))
  test(`the list of ${list}: narrowed, sorted, its columns chosen, kept as a view, taken along`, () =>
    walked(seat, office, list, it));

test("nothing that fits says so and leads back", async () => {
  for (const { place } of Object.values(lists)) await nothingFits(seat, place);
});

test("the week before is a step in the address, and its rows are taken along", async () => {
  const { page } = seat;
  await seat.go("stations?view=week");
  await page.waitForSelector(".weekboard tbody tr");
  await page.click("text=上一周");
  await page.waitForFunction(() => location.hash.includes("week=2015-05-25"));
  await page.waitForSelector(".weekboard tbody tr");
  const n = await total(seat);
  const { rows } = await taken(seat, office, "week-before");
  assert.equal(rows.length, n);
});

test("the journal is read from its first operation, too, and leaves so", async () => {
  const { page } = seat;
  await seat.go("history");
  await page.waitForSelector("main table tbody tr");
  const numbers = () => page.$$eval("main table tbody tr", (rows) => rows.map((row) => Number(row.dataset.id)));
  const [newest] = await numbers();
  await page.click("main table thead button.sort");
  await page.waitForFunction(() => document.querySelector("main table tbody tr")?.dataset.id === "1");
  const first = await numbers();
  assert.ok(
    first.every((one, at) => at === 0 || one > first[at - 1]),
    first.join(),
  );
  await page.click(".foot >> text=较晚的");
  await page.waitForFunction((last) => Number(document.querySelector("main table tbody tr")?.dataset.id) > last, first.at(-1));
  await page.click(".foot >> text=最早的");
  await page.waitForFunction(() => document.querySelector("main table tbody tr")?.dataset.id === "1");
  const { rows, head } = await taken(seat, office, "history-first");
  assert.equal(rows[0][head.indexOf("号")], "1");
  assert.ok(rows.length >= newest, `${rows.length} of ${newest}`);
});

test("the journal is narrowed by time and words, read page by page, and taken along whole", async () => {
  const { page } = seat;
  await seat.go("history");
  await page.waitForSelector("main table tbody tr");
  await picture(seat, "history");
  assert.deepEqual(await wrongs(page), []);
  const newest = await page.textContent("main table tbody tr >> nth=0");
  await page.click(".foot >> text=更早的");
  await page.waitForFunction(() => /from=\d+/.test(location.hash));
  await page.waitForFunction((first) => document.querySelector("main table tbody tr")?.textContent !== first, newest);
  await page.click(".foot >> text=回到最新");
  await page.waitForFunction((first) => document.querySelector("main table tbody tr")?.textContent === first, newest);
  await page.selectOption("main .tools select", "today");
  await page.waitForSelector("main table tbody tr");
  await seat.go("history?q=会议");
  await page.waitForSelector("main table tbody tr");
  const shown = await page.locator("main table tbody tr").count();
  assert.ok(shown < 50, String(shown));
  await page.click('.foot >> text="列"');
  await page.click('dialog .columns label:has-text("改动（处）")');
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  const { rows, head } = await taken(seat, office, "history");
  assert.equal(rows.length, shown);
  assert.ok(!head.includes("改动（处）"), head.join());
});

test("the matrix of duties shows the duties chosen, and its workbook the same", async () => {
  const { page } = seat;
  await seat.go("duties");
  await page.waitForSelector("zd-duty-matrix tbody tr");
  const people = await page.locator("zd-duty-matrix tbody tr:not(.group)").count();
  const duties = await page.locator("zd-duty-matrix thead tr:first-child th[scope=colgroup]").count();
  assert.ok(duties > 1, String(duties));
  await page.click('.foot >> text="列"');
  await page.waitForSelector("dialog .columns");
  await picture(seat, "duties-columns");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  const names = () => page.locator("zd-duty-matrix tbody tr:not(.group) th.who").allTextContents();
  const byStrokes = await names();
  await page.click("zd-duty-matrix thead th.who .sort");
  await page.waitForSelector("zd-duty-matrix th.who[aria-sort=ascending]");
  const byReading = await names();
  assert.equal(await page.locator("zd-duty-matrix tbody tr.group").count(), 0);
  assert.notDeepEqual(byReading, byStrokes);
  assert.deepEqual(byReading.toSorted(), byStrokes.toSorted());
  await picture(seat, "duties-by-name");
  await page.click("zd-duty-matrix thead th.who .sort");
  await page.waitForSelector("zd-duty-matrix th.who[aria-sort=descending]");
  assert.deepEqual(await names(), byReading.toReversed());
  await seat.go("duties");
  await page.waitForSelector("zd-duty-matrix tbody tr.group");
  await page.click('.foot >> text="列"');
  await page.waitForSelector("dialog .columns");
  await page.click("dialog .columns label >> nth=0");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.waitForFunction(
    (n) => document.querySelectorAll("zd-duty-matrix thead tr:first-child th[scope=colgroup]").length === n,
    duties - 1,
  );
  await picture(seat, "duties");
  assert.deepEqual(await wrongs(page), []);
  const columns = await page.locator("zd-duty-matrix thead tr:nth-child(2) th:not(.who):not(.sum)").count();
  const { rows, head } = await taken(seat, office, "duties");
  assert.equal(rows.length, people);
  assert.equal(head.length, columns + 3, head.join());
});

test("what waits beside a list opens the list of it", async () => {
  const { page } = seat;
  await seat.go("meetings");
  await page.click("text=全部议定事项");
  await page.waitForSelector("zd-point-list table tbody tr");
  assert.equal(await total(seat), number(await page.textContent(".seg [aria-checked=true] .n")));
  await seat.go("activities");
  await page.click("text=全部报告");
  await page.waitForSelector("zd-report-list table tbody tr");
  await page.click("text=报送记录");
  await page.waitForSelector("zd-collation-list table tbody tr");
});
