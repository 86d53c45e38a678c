// Handovers of delegates, transfers of clerks and the material of a group in the page: every state fits and reads well, and
// each is walked through by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { furnishHandover } from "../../scripts/furnish-handover.mjs";
import { picture } from "./lists.mjs";
import { wrongs } from "./looks.mjs";
import { caller, clerk, openOffice, passphrase, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
let ids;
before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  ids = await furnishHandover(call, TODAY);
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

const open = (place) => seat.go(place);

async function fits(place, until) {
  seat.complaints.length = 0;
  await open(place);
  await seat.page.waitForSelector(until);
  const found = await wrongs(seat.page);
  assert.deepEqual([...found, ...seat.complaints], []);
}

test("a new handover", () => fits(`handovers/new?from=${ids.from}`, "zd-handover-form .block"));
test("a kept handover", () => fits(`handovers/${ids.handover}`, "zd-handover-form .block"));
test("a delegate with handovers", () => fits(`delegates/${ids.from}`, "zd-person-handovers tr"));
test("a transfer that begins", () => fits("transfers/new", "#transfer-to"));
test("a transfer under way", () => fits(`transfers/${ids.transfer}`, ".transferlines"));
test("the clerks with their transfers", () => fits("settings/people", "zd-transfer-list tr"));
test("a meeting with its material", () => fits(`meetings/${ids.meeting}`, ".materialitems"));
test("a meeting without material", () => fits(`meetings/${ids.bare}`, "zd-meeting-material .cap"));

test("every figure of a material opens the records it counts", async () => {
  const { page } = seat;
  await open(`meetings/${ids.meeting}`);
  await page.waitForSelector(".materialitems button.link");
  const figures = await page.$$eval(".materialitems button.link", (found) =>
    found.map((one) => ({
      what: one.dataset.what,
      says: Number(
        /\d+/.exec(
          (one.dataset.what.includes(":") ? one.closest("td").querySelector(".note") : one).textContent.replaceAll(",", ""),
        )[0],
      ),
    })),
  );
  assert.ok(
    figures.some(({ what }) => what === "visits") && figures.some(({ what }) => what.includes(":")),
    JSON.stringify(figures),
  );
  const wrong = [];
  for (const { what, says } of figures) {
    await page.click(`.materialitems button.link[data-what="${what}"]`);
    await page.waitForSelector("dialog .counted li");
    const held = await page.$$eval("dialog .counted li", (lines) =>
      lines.map((line) => Number((line.querySelector("b.num")?.textContent ?? "1").replaceAll(",", ""))),
    );
    const sum = held.reduce((all, n) => all + n, 0);
    if (sum !== says) wrong.push(`${what} says ${says}, opens ${sum}`);
    if (what === "received") {
      const found = await wrongs(page);
      assert.deepEqual(found, []);
      await picture(seat, "counted");
    }
    await page.click("dialog .top button");
    await page.waitForSelector("dialog", { state: "detached" });
  }
  assert.deepEqual(wrong, []);
  // A line of them opens its record.
  await page.click('.materialitems button.link[data-what="visits"]');
  await page.waitForSelector("dialog .counted li a");
  await page.click("dialog .counted li a");
  await page.waitForFunction(() => /^#\/visits\/[0-9a-f-]{36}/.test(location.hash));
});

test("a duty's window opens with the group's delegates, an owed one with its reasons", async () => {
  const { page } = seat;
  const follow = async (what) => {
    await open(`meetings/${ids.meeting}`);
    await page.click(`.materialitems button.link[data-what="${what}"]`);
    await page.click("dialog .counted li a");
    await page.waitForFunction(() => location.hash.startsWith("#/duties"));
    await page.waitForSelector("zd-duty-matrix");
    return page.evaluate(() => location.hash);
  };
  assert.match(await follow("windows"), /^#\/duties\?win=\w+%3A[\d-]+&group=[0-9a-f-]{36}&day=[\d-]+$/);
  const owed = await page.$$eval("zd-duty-matrix tbody th.who, zd-duty-matrix tbody th[scope=row]", (heads) => heads.length);
  assert.ok(owed > 0, "the window has nobody in it");
  await open(`meetings/${ids.meeting}`);
  await page.waitForSelector(".materialitems button.link");
  const held = await page.$$eval(".materialitems button.link", (found) => found.map((one) => one.dataset.what));
  const some = held.find((what) => ["open", "overdue"].includes(what));
  if (some) {
    assert.match(await follow(some), /^#\/duties\/[0-9a-f-]{36}\?w=\w+%3A/);
    await page.waitForSelector("zd-duty-reasons .verdict");
  }
  await open(`handovers/${ids.handover}`);
  await page.waitForSelector("zd-handover-form .block");
  const way = await page.locator('a[href^="#/duties/"]').first();
  assert.match(await way.getAttribute("href"), /^#\/duties\/[0-9a-f-]{36}\?w=/);
  await way.click();
  await page.waitForSelector("zd-duty-reasons .verdict");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
});

test("every figure of a handover leads to the lines it counts", async () => {
  const { page } = seat;
  await open(`handovers/${ids.handover}`);
  await page.waitForSelector("zd-handover-form .block");
  const found = await page.$$eval(".block tbody tr", (rows) =>
    rows.flatMap((row) =>
      [...row.querySelectorAll("button.link[data-part]")].map((one) => ({
        part: one.dataset.part,
        area: row.querySelector("th").textContent.trim(),
        n: Number(one.textContent),
      })),
    ),
  );
  assert.ok(found.length > 0);
  for (const { part, area, n } of found) {
    const rows = await page.$$eval(`[data-section="${part}"] tbody tr td:nth-child(2)`, (cells) =>
      cells.map((cell) => cell.textContent.trim()),
    );
    assert.equal(rows.filter((one) => one === area || area.startsWith(one)).length, n, `${area} ${part}`);
  }
  await page.click("button.link[data-part]");
  assert.ok(await page.evaluate(() => document.activeElement?.tagName === "H2"));
});

test("a delegate hands over by hand, and the chains say so and say it back", async () => {
  const { page } = seat;
  await open(`delegates/${ids.third}`);
  await page.click("zd-person-handovers .cap a.btn");
  await page.waitForSelector("#handover-to");
  await page.fill("#handover-to", "区");
  await page.waitForSelector(".options li");
  await page.keyboard.press("Enter");
  await page.selectOption("#handover-ground", "moved");
  await seat.settled();
  await page.keyboard.press("Control+s");
  await page.waitForFunction(() => /^#\/handovers\/[0-9a-f-]{36}/.test(location.hash));
  const [kept] = await call("handovers.list", { person_id: ids.third });
  assert.equal(kept.handover.ground, "moved");
  await page.waitForSelector(".panel .steplist .btn");
  await page.click('.panel .steplist .btn >> text="打印交接清单"');
  await page.waitForSelector("zd-preview");
  await open(`handovers/${kept.handover.id}`);
  const pass = page.locator(".panel .btn", { hasText: /^写明/ });
  if (await pass.count()) {
    await pass.click();
    await page.waitForSelector('.panel .btn >> text="撤回接续"');
    await page.click('.panel .btn >> text="撤回接续"');
    await page.waitForSelector('.panel .btn >> text="撤回接续"', { state: "detached" });
  }
});

test("what was being filled in is there again", async () => {
  const { page } = seat;
  await open(`handovers/new?from=${ids.from}`);
  const kept = seat.called("drafts.keep");
  await page.fill("#handover-note", "写到一半的备注");
  await kept;
  await open("delegates");
  await open(`handovers/new?from=${ids.from}`);
  await page.waitForSelector(".strip .say");
  await page.click(".strip .btn >> nth=0");
  assert.equal(await page.inputValue("#handover-note"), "写到一半的备注");
});

test("a list is ticked, refused while it is open, signed, and the accounts change", async () => {
  const { page } = seat;
  await open(`transfers/${ids.transfer}`);
  await page.waitForSelector(".transferlines");
  await page.click('.panel .btn >> text="已签字，定稿"');
  await page.waitForSelector(".ref");
  await fits(`transfers/${ids.transfer}`, ".transferlines");
  await page.fill("#line-new", "会议室钥匙");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.transferlines input[value="会议室钥匙"], input[name^="label-"]');
  const ticks = page.locator(".transferlines input[type=checkbox]");
  for (let at = 0; at < (await ticks.count()); at += 1) {
    if (!(await ticks.nth(at).isChecked())) {
      await ticks.nth(at).click();
      await seat.settled();
    }
  }
  const key = (await call("transfers.open", { id: ids.transfer })).lines.find((line) => line.kind === "key");
  await page.fill(`[name="kept_at-${key.id}"]`, "镇党政办保密柜");
  await page.keyboard.press("Tab");
  await seat.settled();
  await page.click('.panel .btn >> text="已签字，定稿"');
  await page.waitForSelector(".ref", { state: "detached" });
  await page.waitForSelector('.panel .btn >> text="开账号"');
  await fits(`transfers/${ids.transfer}`, ".transferlines");
  await page.click('.panel .btn >> text="开账号"');
  await page.click("dialog .row.end .btn >> nth=1");
  await page.fill("#pass-new", passphrase);
  await page.fill("#pass-two", passphrase);
  await page.click("dialog .btn.primary");
  await page.waitForSelector('.panel .btn >> text="停用"');
  await page.click('.panel .btn >> text="停用"');
  await page.click("dialog .btn.risk");
  // A new file key is offered; it is put off here.
  await page.waitForSelector("dialog .btn.risk", { state: "detached" });
  await page.click("dialog .row.end .btn >> nth=0");
  await page.waitForSelector(".panel >> text=办完");
  const whole = await call("transfers.open", { id: ids.transfer });
  assert.equal(whole.from_active, false);
  assert.ok(whole.transfer.finished_on);
  assert.ok(whole.to_id);
  await fits(`transfers/${ids.transfer}`, ".transferlines");
});

test("the clerk's own work is begun by hand and is there after the desk was locked", async () => {
  const { page } = seat;
  await open("transfers/new");
  await page.fill("#transfer-to", "冯雪");
  await page.fill("#transfer-witness", "李伟");
  await page.click("form .btn.primary");
  await page.waitForSelector(".transferlines");
  const bags = page.locator('.transferlines input[name^="counted-"]').first();
  await bags.fill("12");
  await page.keyboard.press("Tab");
  await seat.settled();
  const hash = await page.evaluate(() => location.hash);
  await page.reload();
  await page.fill("#who", clerk);
  await page.fill("#passphrase", passphrase);
  await page.keyboard.press("Enter");
  await page.waitForSelector("zd-frame h1");
  await open(hash.slice(2));
  await page.waitForSelector(".transferlines");
  assert.equal(await page.locator('.transferlines input[name^="counted-"]').first().inputValue(), "12");
});

test("a material is made, ticked off and becomes an action point", async () => {
  const { page } = seat;
  await open(`meetings/${ids.bare}`);
  await page.click('zd-meeting-material .btn >> text="做一份会议材料"');
  await page.waitForSelector(".materialitems");
  await page.click('.materialitems [role=radio] >> text="已通报"');
  await seat.settled();
  const before = (await call("meetings.actions", { meeting_id: ids.bare })).length;
  await page.locator('.materialitems [role=radio] >> text="转行动事项"').nth(1).click();
  await page.waitForSelector("#material-content");
  await page.fill("#material-content", "约承办单位现场看一次");
  await page.click(".materialitems form .row.end .btn:last-child");
  await page.waitForSelector("#material-content", { state: "detached" });
  const actions = await call("meetings.actions", { meeting_id: ids.bare });
  assert.equal(actions.length, before + 1);
  const material = await call("materials.open", { id: ids.bare });
  assert.deepEqual(
    material.items.filter((item) => item.mark !== "").map((item) => item.mark),
    ["told", "action"],
  );
  await open(`meetings/${ids.bare}?paper=group_material`);
  await page.waitForSelector("zd-preview");
});

test("the leader's own copy is there only where the rule book says so", async () => {
  const { page } = seat;
  await open(`meetings/${ids.bare}`);
  await page.waitForSelector(".materialitems");
  assert.equal(await page.locator("zd-meeting-material a[href*='copy=leader']").count(), 0);
  await call("rulebook.parameter", { name: "group_material_names", value: true, valid_from: "2015-01-01", source: "示例" });
  await open("meetings");
  await open(`meetings/${ids.bare}`);
  const button = page.locator("zd-meeting-material a[href*='copy=leader']");
  await button.waitFor();
  const made = page.waitForRequest((one) => one.postDataJSON()?.name === "papers.make");
  await button.click();
  const { options } = (await made).postDataJSON().payload;
  assert.deepEqual([options.record_id, options.leader_copy], [ids.bare, true]);
  await page.waitForSelector("zd-preview img", { timeout: 120_000 });
  const found = await wrongs(page);
  assert.deepEqual([...found, ...seat.complaints], []);
});
