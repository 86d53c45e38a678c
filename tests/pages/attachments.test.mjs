// Attachments of an opinion, of one of its moves and of a visit: chosen, seen, named, removed and brought back.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { wrongs } from "./looks.mjs";
import { caller, openOffice, unlocked } from "./office.mjs";

const TODAY = "2015-06-03";
let office;
let seat;
let call;
let opinion;
let visit;

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function chunk(name, body) {
  const bytes = Buffer.concat([Buffer.from(name, "latin1"), body]);
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, bytes, check]);
}

/** A picture of one colour with a remark of where it was taken. */
function picture(red, green, blue) {
  const [wide, high] = [320, 240];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: wide }, () => [red, green, blue]).flat())]);
  const lines = Buffer.concat(Array.from({ length: high }, () => line));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("tEXt", Buffer.from("Location\0 23.2N")),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function choose(files) {
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = join(office.folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  writeFileSync(office.choice, `${paths.join("\n")}\n`);
}

before(async () => {
  process.env.ZHUDIAN_TODAY = TODAY;
  office = await openOffice({ filled: true, since: "2015-01-01" });
  call = await caller(office);
  const [area] = await call("areas.list");
  const entry = {
    day: "2015-03-02",
    area_id: area.id,
    topic: "traffic",
    nature: "suggestion",
    content: "村口路灯不亮",
    giver: "麦女士",
  };
  opinion = (await call("opinions.save", entry)).id;
  visit = (await call("visits.list", {})).lines[0].id;
  seat = await unlocked(office);
});
after(async () => {
  delete process.env.ZHUDIAN_TODAY;
  await office?.close();
});

test("photos of an opinion are added, seen small, named, removed and brought back", async () => {
  const { page } = seat;
  await seat.go(`opinions/${opinion}`);
  await page.waitForSelector("text=照片、扫描件、文件可以放在这里");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
  choose({ "路口现场.png": picture(60, 90, 140), "坏文件.jpg": Buffer.from("not a picture") });
  await page.click("text=添加附件");
  await page.waitForSelector("dialog >> text=有1个文件没有添加");
  assert.match(await page.textContent("dialog"), /坏文件\.jpg[\s\S]*不能作附件/);
  await page.click("dialog >> text=知道了");
  await page.waitForSelector(".filelist img");
  assert.equal(await page.locator(".filelist img").evaluate((img) => img.naturalWidth), 240);
  assert.deepEqual(await wrongs(page), []);
  await page.click("[aria-label='给附件路口现场改名']");
  await page.fill("#attachment-name", "村口");
  await page.click("dialog >> text=保存");
  await page.waitForSelector(".filelist >> text=村口");
  await page.click("[aria-label='移除附件村口']");
  await page.waitForSelector(".filelist", { state: "detached" });
  // Each act has its own way back: the newest stands last.
  await page.click("button:has-text('撤销') >> nth=-1");
  await page.waitForSelector(".filelist >> text=村口");
});

test("what is chosen in the dialog of a move hangs on that move", async () => {
  const { page } = seat;
  await seat.go(`opinions/${opinion}`);
  await page.click(".foot >> text=转办");
  await page.waitForFunction(() => document.activeElement?.id === "move-unit");
  await page.fill("#move-unit", "镇市政办");
  choose({ "转办函.pdf": Buffer.from("%PDF-1.7\nbody\nstartxref\n9\n%%EOF") });
  await page.click("dialog >> text=添加附件");
  await page.waitForSelector("dialog .waitlist >> text=转办函.pdf");
  await page.click("dialog button.primary");
  await page.waitForSelector(".filelist >> text=转办函");
  assert.match(await page.textContent(".filelist"), /转办 /);
  const { chain } = await call("opinions.open", { id: opinion });
  const held = await call("attachments.list", { owner: "opinion_moves", record: chain[0].id });
  assert.equal(held.files.length, 1);
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
});

test("a visit has its own beside the form", async () => {
  const { page } = seat;
  await seat.go(`visits/${visit}`);
  choose({ "签到表.png": picture(200, 180, 90) });
  await page.click("text=添加附件");
  await page.waitForSelector(".filelist img");
  assert.deepEqual([...(await wrongs(page)), ...seat.complaints], []);
});
