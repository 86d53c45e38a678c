// Tables within one record: those who are expected at a meeting, who must have a notice, who is asked to sign, and the words
// of the dictionaries are narrowed by a word and leave as workbooks.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { picture, taken } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

let office;
let seat;
let call;
let people;
const ids = {};
before(async () => {
  office = await openOffice({ filled: true });
  call = await caller(office);
  const roster = await call("delegates.register");
  const seated = new Set(roster.tenures.map((one) => one.person_id));
  people = roster.people.filter((one) => seated.has(one.id));
  const attendance = people.map((one, at) => ({
    person_id: one.id,
    status: at === 1 ? "leave" : "present",
    reason: at === 1 ? "official" : "",
  }));
  ids.meeting = (await call("meetings.save", { day: "2026-03-10", kind: "group", title: "全体代表会", attendance })).id;
  ids.notice = (
    await call("notices.save", {
      kind: "notice",
      day: "2026-03-02",
      title: "关于召开全体代表会的通知",
      body: "请准时到会。",
      audience: [{ kind: "delegates" }],
    })
  ).id;
  ids.proposal = (
    await call("proposals.save", {
      day: "2026-03-11",
      kind: "suggestion",
      title: "加装路灯",
      basis: "夜间无灯。",
      plan: "加装12盏。",
      lead_id: people[0].id,
      proposers: people.slice(1, 14).map((one) => one.id),
    })
  ).id;
  seat = await unlocked(office);
});
after(() => office?.close());

const open = async (place, wait) => {
  seat.complaints.length = 0;
  await seat.go("desk");
  await seat.go(place);
  await seat.page.waitForSelector(wait);
};
const rows = (selector) => seat.page.locator(selector).count();
/** Types a word and waits until the rows are those that are left. */
const narrow = async (field, word, selector, left) => {
  await seat.page.fill(field, word);
  await seat.page.waitForFunction(([selector, left]) => document.querySelectorAll(selector).length === left, [selector, left]);
};
const calm = async (name) => {
  await picture(seat, `within-${name}`);
  assert.deepEqual([...(await wrongs(seat.page)), ...seat.complaints], []);
};

test("those who are expected at a meeting", async () => {
  const lines = ".attendance tbody tr";
  await open(`meetings/${ids.meeting}`, lines);
  assert.ok(people.length > 10, "the sample has too few delegates for this");
  assert.ok((await rows(lines)) >= people.length);
  const all = await rows(lines);
  const someone = people[3];
  const same = people.filter((one) => one.name.includes(someone.name)).length;
  await narrow("input[placeholder^=找姓名]", someone.name, lines, same);
  await calm("meeting");
  await narrow("input[placeholder^=找姓名]", "没有这个人", lines, 0);
  await narrow("input[placeholder^=找姓名]", "", lines, all);
  const first = await seat.page.locator(`${lines} th`).first().textContent();
  await seat.page.click('.attendance thead button:has-text("姓名")');
  await seat.page.waitForSelector(".attendance thead th[aria-sort=ascending]");
  await seat.page.click('.attendance thead button:has-text("姓名")');
  await seat.page.waitForSelector(".attendance thead th[aria-sort=descending]");
  assert.notEqual(await seat.page.locator(`${lines} th`).first().textContent(), first);
  const book = await taken(seat, office, "attendance");
  assert.deepEqual(book.head, ["姓名", "出席", "请假原因"]);
  assert.equal(book.rows.length, people.length);
  assert.equal(book.rows.filter((row) => row[1] === "请假" && row[2] === "因公").length, 1);
});

test("who must have a notice", async () => {
  const lines = "zd-notice-board tbody tr";
  await open(`notices/${ids.notice}`, lines);
  const all = await rows(lines);
  await narrow(
    "zd-notice-board input[placeholder^=找对象]",
    people[2].name,
    lines,
    people.filter((one) => one.name.includes(people[2].name)).length,
  );
  await calm("notice");
  const book = await taken(seat, office, "notice");
  assert.equal(book.rows.length, await rows(lines));
  assert.equal(book.rows[0][0], people[2].name);
  await narrow("zd-notice-board input[placeholder^=找对象]", "", lines, all);
});

test("who is asked to sign", async () => {
  const lines = ".slips li";
  await open(`proposals/${ids.proposal}`, lines);
  assert.equal(await rows(lines), 13);
  await narrow("input[placeholder^=找姓名]", people[5].name, lines, 1);
  await calm("signers");
  await narrow("input[placeholder^=找姓名]", "已签", lines, 13);
});

test("the words of a dictionary", async () => {
  const { page } = seat;
  await open("settings/words", "#words-list");
  const sizes = await page.$$eval("#words-list option", (options) =>
    options.map((one) => [one.value, Number(/\d+/.exec(one.textContent.replace(/^[^\d]*/, ""))?.[0])]),
  );
  const [list] = sizes.sort((one, other) => other[1] - one[1])[0];
  await page.selectOption("#words-list", list);
  await page.waitForSelector("input[placeholder^=找名称]");
  const words = await page.$$eval("main table tbody input:not([type])", (fields) => fields.map((field) => field.value));
  const word = words[4];
  await narrow("input[placeholder^=找名称]", word, "main table tbody tr", words.filter((one) => one.includes(word)).length);
  await calm("words");
});
