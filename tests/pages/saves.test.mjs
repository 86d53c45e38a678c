// What a clerk saves on the pages that are opened seldom: each is clicked through against the real core, and a refusal is
// said once, in one place.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { caller, clerk, openOffice, passphrase, unlocked } from "./office.mjs";

let office;
let page;
let seat;
let complaints;
let call;
before(async () => {
  office = await openOffice({ since: "2026-01-01" });
  seat = await unlocked(office);
  ({ page, complaints } = seat);
  call = await caller(office);
});
after(() => office?.close());

const go = (place) => seat.go(place);
const toast = (words) => page.waitForSelector(`.toast >> text=${words}`);
/** The refusal that stands on the page: there is one, and its sentence stands there once. */
const refused = async (words) => {
  await page.waitForSelector(`.ref >> text=${words}`);
  assert.equal(await page.locator(".ref:visible").count(), 1, "one refusal");
  assert.equal(await page.locator(`.ref b:visible:has-text("${words}")`).count(), 1, "its sentence once");
};
const choose = (...paths) => writeFileSync(office.choice, `${paths.join("\n")}\n`);
/** A complaint of the browser fails the test it belongs to: the policy for what a page may load is one of them. */
const quiet = () => assert.deepEqual(complaints.splice(0), []);

test("the look is kept for the person, across the lock", async () => {
  await go("settings/display");
  await page.click("zd-settings-display [role=radio]:has-text('大字')");
  await page.click("zd-settings-display [role=radio]:has-text('深色')");
  await page.click("zd-settings-display [role=radio]:has-text('15分钟')");
  await seat.settled();
  await page.keyboard.press("Control+l");
  await page.waitForSelector("#passphrase");
  assert.equal(await page.inputValue("#who"), clerk, "the lock asks for the same person");
  await page.reload();
  await page.fill("#who", clerk);
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  const looks = await page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.dataset.size]);
  assert.deepEqual(looks, ["dark", "125"]);
  await page.keyboard.press("Control+0");
  await page.waitForFunction(() => document.documentElement.dataset.size === "100");
  assert.equal((await call("office.display")).idle_minutes, 15);
  quiet();
});

test("a desk nobody touches locks, and what was being written is offered again", async () => {
  await page.clock.install();
  await go("visits/new");
  await page.waitForSelector("#day");
  await page.fill("#day", "昨天");
  await page.fill("#situation", "写到一半");
  await page.clock.fastForward(15 * 60_000 + 5_000);
  await page.waitForSelector("#passphrase");
  await page.clock.resume();
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".say >> text=没保存的走访登记还在");
  await page.click(".say .btn:has-text('接着写')");
  await page.waitForFunction(() => document.querySelector("#situation")?.value === "写到一半");
  quiet();
});

test("a village the list lacks is added, renamed and merged; a taken code is refused", async () => {
  await go("stations");
  await page.click("text=加村居");
  await page.waitForSelector("#area-code");
  const code = await page.inputValue("#area-code");
  assert.match(code, /^\d{12}$/);
  const { code: taken } = (await call("areas.list"))[0];
  await page.fill("#area-name", "新城社区居民委员会");
  await page.fill("#area-code", taken);
  await page.click(".foot .btn.primary");
  await refused(`编码${taken}已经是`);
  await page.fill("#area-code", code);
  await page.click(".foot .btn.primary");
  await page.waitForSelector("zd-station h1:has-text('新城社区')");
  await page.fill("#area-name", "新市社区居民委员会");
  await page.fill("#area-last", "2026-8-31");
  await page.keyboard.press("Tab");
  await page.fill("#successor", "沙涌");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.click(".foot .btn.primary");
  await toast("新市社区改好了");
  const all = await call("areas.list");
  const kept = all.find((one) => one.code === code);
  assert.deepEqual([kept.short_name, kept.kind, kept.valid_to], ["新市", "community", "2026-08-31"]);
  assert.equal(all.find((one) => one.id === kept.successor_id).short_name, "沙涌");
  quiet();
});

test("opening totals: saved, shown in the year, refused when closed are more than heard, removed", async () => {
  await go("settings/openings");
  await page.click("text=填一行");
  await page.fill("#opening-day", "2026-05-31");
  await page.fill("#opening-visits", "640");
  await page.fill("#opening-received", "20,131");
  await page.fill("#opening-opinions", "10");
  await page.fill("#opening-closed", "11");
  await page.fill("#opening-source", "1至5月汇总表");
  await page.click("zd-settings-openings form .btn:has-text('保存')");
  await refused("办结11条，多于意见10条。");
  await page.fill("#opening-closed", "9");
  await page.click("zd-settings-openings form .btn:has-text('保存')");
  await toast("期初数记好了");
  await page.waitForSelector("zd-settings-openings >> text=接待20,131人次");
  assert.equal((await call("openings.list", { year: null })).length, 1);
  await page.click("zd-settings-openings td .btn:has-text('删除')");
  await page.click("dialog .btn.risk");
  await toast("删了一行期初数");
  assert.equal((await call("openings.list", { year: null })).length, 0);
  quiet();
});

test("what was removed lies in the bin and comes back; one value of it goes back alone", async () => {
  await go("history/bin");
  await page.click("zd-bin tr:has-text('期初数') .btn:has-text('恢复')");
  await toast("已撤销，原来的内容回来了");
  const [opening] = await call("openings.list", { year: null });
  await call("openings.save", { ...opening, visits: 641 });
  await go(`history/${opening.id}`);
  await page.click("zd-record-history .btn:has-text('改回“640”')");
  await toast("改回去了");
  assert.equal((await call("openings.list", { year: null }))[0].visits, 640);
  assert.doesNotMatch(
    await page.textContent(".timeline"),
    /[a-z]_[a-z]|[0-9a-f]{8}-[0-9a-f]{4}/,
    "no name and no key of the program's own",
  );
  quiet();
});

test("a rule is replaced from a day on; the old one ends the day before", async () => {
  await go("settings/rules");
  await page.click("zd-rule-book tbody tr:has-text('联系走访') .btn:has-text('换新规则')");
  await page.fill("#rule-required", "2");
  await page.press("#rule-required", "Tab");
  await page.fill("#rule-source", "镇党委会议纪要2026年7号");
  await page.fill("#rule-from", "2026-07-01");
  await page.click(".inset .btn:has-text('保存')");
  await toast("规则定好了");
  const { rules } = await call("rulebook.list");
  const contact = rules.filter((rule) => rule.duty === "contact");
  assert.deepEqual(contact.map((rule) => [rule.required, rule.valid_to]).sort(), [
    [1, "2026-06-30"],
    [2, null],
  ]);
  // The other numbers are many: they are narrowed by a word.
  await page.fill("zd-rule-book .tools input", "多少天提醒");
  await page.waitForFunction(() => document.querySelectorAll("zd-rule-book table:last-of-type tbody tr.group").length === 1);
  await page.click("zd-rule-book tbody tr:has-text('到期前多少天提醒') .btn:has-text('改')");
  await page.fill("form.inset .field input >> nth=0", "30");
  await page.fill("form.inset .field.grow input", "办公室会议");
  await page.click("form.inset .btn:has-text('保存')");
  await toast("改好了");
  quiet();
});

test("a colleague is added and disabled, and the file gets a new key that is typed back", async () => {
  await go("settings/people");
  await page.fill("#clerk-name", "陈美仪");
  await page.click("zd-settings-people .btn:has-text('加上')");
  await page.fill("#pass-new", "短");
  await page.fill("#pass-two", "短");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog >> text=口令至少8个字");
  await page.fill("#pass-new", "美仪自己的口令2026");
  await page.fill("#pass-two", "美仪自己的口令2026");
  await page.click("dialog .btn.primary");
  await toast("加了经办人陈美仪");
  await page.click("zd-settings-people tr:has-text('陈美仪') .btn:has-text('停用')");
  await page.click("dialog .btn.risk");
  await toast("停用了陈美仪");
  await page.waitForSelector("dialog >> text=陈美仪停用了，要不要换文件密钥");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog zd-recovery-key .keycard", { timeout: 30_000 });
  await page.keyboard.press("Escape");
  assert.ok(await page.isDisabled("dialog [data-done]"), "what is shown once is not closed by Escape");
  const groups = (await page.evaluate(() => document.querySelector("zd-recovery-key").recovery))
    .replace(/[^0-9A-Za-z]/g, "")
    .match(/.{1,4}/g);
  const cells = await page.locator(".keycard > span").allTextContents();
  const asked = cells.findIndex((cell) => cell.includes("····"));
  await page.click("dialog .btn:has-text('打印密钥单')");
  await page.waitForSelector("dialog >> text=没有看PDF的程序", { timeout: 30_000 });
  await page.fill("#typed-back", "0000");
  await page.waitForSelector("dialog >> text=对不上");
  await page.fill("#typed-back", groups[asked]);
  await page.click("dialog [data-done]");
  await toast("换了新的文件密钥");
  await page.waitForSelector("zd-settings-people tr:has-text('陈美仪') >> text=已停用");
  quiet();
});

const roster = (name, rows) => {
  const path = join(office.folder, name);
  writeFileSync(path, `\uFEFF姓名,性别,代表组,单位职务,电话\r\n${rows.map((row) => row.join(",")).join("\r\n")}\r\n`);
  return path;
};

test("import: changed on both sides is decided by keyboard; who is not listed is asked about", async () => {
  choose(
    roster("名册一.csv", [
      ["梁国平", "男", "第一组", "教师", "13800000001"],
      ["曾小红", "女", "第一组", "医生", "13800000002"],
      ["区永强", "男", "第二组", "农民", "13800000003"],
    ]),
  );
  await go("imports?what=roster");
  await page.click(".importcard .btn >> nth=0");
  await page.waitForSelector(".foot .btn.primary:has-text('写入3条')");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("text=导入完成");
  const { people } = await call("delegates.register");
  const red = people.find((one) => one.name === "曾小红");
  await call("delegates.save", { ...red, phone: "13911111111" });
  choose(
    roster("名册二.csv", [
      ["梁国平", "男", "第一组", "教师", "13800000001"],
      ["曾小红", "女", "第一组", "医生", "13822222222"],
    ]),
  );
  await page.click(".btn:has-text('再导一个')");
  await page.click(".importcard .btn >> nth=0");
  await page.waitForSelector(".imp >> text=两边都改");
  const side = ".imp tr:has-text('曾小红') [role=radio]";
  assert.equal(await page.getAttribute(`${side}:has-text('留原来的')`, "aria-checked"), "true", "kept unless decided");
  await page.focus(`${side}[aria-checked=true]`);
  await page.keyboard.press("ArrowLeft");
  await page.waitForSelector(`${side}:has-text('用表里的')[aria-checked=true]`);
  await page.waitForSelector(".foot .btn.primary:has-text('写入1条')");
  assert.match(await page.textContent(".imp"), /本次名册未列.*区永强/s);
  await page.selectOption(".imp tr:has-text('区永强') select", { label: "终止" });
  await page.fill("#effective", "2026-09-01");
  await seat.settled();
  await page.waitForFunction(() => !document.querySelector(".foot .btn.primary")?.disabled);
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("text=导入完成");
  const now = await call("delegates.register");
  assert.equal(now.people.find((one) => one.name === "曾小红").phone, "13822222222");
  const gone = now.people.find((one) => one.name === "区永强");
  const tenure = now.tenures.find((one) => one.person_id === gone.id);
  assert.equal(tenure.ending, "terminated");
  assert.match(tenure.to_day, /^2026-0[89]/);
  await page.click(".btn:has-text('再导一个')");
  quiet();
});

test("a file that is no table is refused in one sentence", async () => {
  const path = join(office.folder, "假的.xlsx");
  writeFileSync(path, "这不是表格");
  choose(path);
  await go("imports");
  await page.click(".importcard .btn >> nth=0");
  await page.waitForSelector(".ref");
  assert.equal(await page.locator(".ref:visible").count(), 1);
  assert.doesNotMatch(await page.textContent(".ref"), /[A-Za-z]{12,}/);
  quiet();
});

test("a report goes to a stick, is read back, and may be pulled out", async () => {
  const stick = join(office.folder, "3号U盘");
  mkdirSync(stick);
  await go("reports/month");
  await page.waitForSelector(".head .btn.primary:not([disabled])", { timeout: 30_000 });
  choose(stick);
  await page.click(".head .btn:has-text('写入U盘')");
  await page.click("dialog .btn:has-text('选文件夹')");
  await page.fill("#medium", "U-003");
  await page.click("dialog .btn.primary");
  await page.waitForSelector("dialog >> text=可以安全拔出", { timeout: 30_000 });
  await page.click("dialog .btn.primary");
  assert.equal(readdirSync(stick).length, 2);
  await go("reports/exports");
  await page.waitForSelector("td >> text=U-003");
  quiet();
});

test("erasure: looked for, shown, refused with the name in its ground, done, and gone", async () => {
  const [area] = await call("areas.list");
  await call("visits.save", {
    id: "",
    day: "2026-03-04",
    starts: "",
    ends: "",
    area_id: area.id,
    place: "",
    kind: "reception",
    leader_id: null,
    delegates: [],
    members: [],
    companions: "",
    received: 1,
    households: 0,
    households_first: null,
    firms: 0,
    tags: [],
    situation: "",
    note: "",
    paper_page: "",
    opinions: [
      {
        id: "",
        topic: "",
        content: "麦惠芳反映路灯不亮",
        giver: "麦惠芳",
        giver_phone: "13812345678",
        status: "registered",
        answer: "",
        unit: "",
        closed_on: null,
      },
    ],
    year: 0,
    number: 0,
    version: 0,
  });
  await go("settings/erasure");
  await page.fill("#erase-term", "麦惠芳");
  await page.click("zd-settings-erasure .btn:has-text('查找')");
  await page.waitForSelector("zd-settings-erasure tbody >> text=提出人");
  await page.fill("#erase-ground", "依麦惠芳申请");
  await page.click("zd-settings-erasure .btn.risk");
  await page.click("dialog .btn.risk");
  await refused("依据里写了要擦除的姓名或电话");
  await page.fill("#erase-ground", "依本人9月10日申请");
  await page.click("zd-settings-erasure .btn.risk");
  await page.waitForSelector("dialog >> text=擦除不能撤销");
  await page.click("dialog .btn.risk");
  await page.waitForSelector("zd-settings-erasure >> text=擦除好了");
  const { hits } = await call("erasure.preview", { term: "麦惠芳" });
  assert.equal(hits.length, 0);
  quiet();
});

test("backup, check, and a restore that shows what it holds first", async () => {
  await go("settings/backup");
  await page.click("zd-backup-panel .btn:has-text('立即备份')");
  await toast("备份做好了");
  await page.click("zd-backup-panel .btn:has-text('检查台账')");
  await page.waitForSelector("zd-backup-panel .job .g.met");
  await page.click("zd-backup-panel td .btn:has-text('查看') >> nth=0");
  await page.waitForSelector("dialog >> text=完好");
  await page.click("dialog .btn:has-text('接着恢复')");
  await page.click("dialog .btn:has-text('先不恢复')");
  await page.click("zd-backup-panel td .btn:has-text('查看') >> nth=0");
  await page.click("dialog .btn:has-text('接着恢复')");
  await page.click("dialog .btn.risk");
  await page.waitForSelector("#passphrase", { timeout: 30_000 });
  await page.fill("#who", clerk);
  await page.fill("#passphrase", "不是这个口令2026");
  await page.keyboard.press("Enter");
  await refused("姓名或口令不对");
  quiet();
});

test("a lost passphrase: a wrong recovery key is refused, once", async () => {
  await page.click("text=忘了口令");
  await page.fill("#recovery", "AAAA-AAAA-AAAA-AAAA");
  await page.fill("#who", clerk);
  await page.fill("#new-one", "新的口令2026年");
  await page.fill("#new-two", "新的口令2026年");
  await page.click(".btn.primary");
  await page.waitForSelector(".ref");
  assert.equal(await page.locator(".ref:visible").count(), 1);
  quiet();
});
