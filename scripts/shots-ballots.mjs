// Pictures of the paper loop in its states: a report on duty, separate voters, free words, a note and a name, a
// correction, the board. What is written lies in an office of its own; nothing is scanned.
import { caller } from "../tests/pages/office.mjs";

/** Counts sheets of a batch in the hall: all rows alike. */
async function counted(call, round, batch, grade, valid) {
  const { rows } = await call("evaluations.hall", { round, batch });
  for (const { row } of rows)
    for (let n = 0; n < valid; n += 1) await call("evaluations.hall_mark", { round, batch, row, grade, by: 1 });
  const { sheets } = await call("evaluations.hall", { round, batch });
  await call("evaluations.hall_sheets", { round, batch, ...sheets, valid: sheets.valid + valid });
}

const RATED = [
  ["农业农村办公室", "主任 冯志强"],
  ["综合治理办公室", "主任 邓颖怡"],
  ["区嘉宁", "镇党委委员"],
  ["公共服务中心", ""],
];
const SHARES = [
  [11, 4, 1],
  [5, 6, 5],
  [10, 5, 1],
  [2, 4, 10],
];

/** Rounds in many states; answers their names. */
export async function furnishBallots(office) {
  const call = await caller(office);
  const { contacts } = await call("stations.whole");
  const open = contacts.filter((each) => each.valid_to === null);
  const areas = [...new Set(open.map((each) => each.area_id))];
  const first = (area_id) => ({ area_id, person_id: open.find((each) => each.area_id === area_id).person_id });
  const saved = async (round) => (await call("evaluations.save", { year: 2026, state: "planned", ...round })).id;
  const out = async (batch, n) => {
    await call("evaluations.issue", { batch: batch.id, issued: n, taken_by: "陈伟强", sealed: batch.copies - n });
    await call("evaluations.bag", { batch: batch.id, returned: n, returned_on: "2026-01-06", held_on: "2026-01-05" });
  };

  const report = await saved({
    kind: "report",
    title: "2026年述职测评",
    rated: RATED.map(([name, post]) => ({ name, post })),
    meetings: [
      { name: "镇党代表大会年会", venue: "镇政府三楼会议室", held_on: "2026-01-05", invited: 20, present: 16 },
      { name: "第二代表团补测", venue: "", held_on: "2026-01-07", invited: 8, present: 3 },
    ],
  });
  const ballots = await call("evaluations.print", { round: report });
  await out(ballots.batches[0], 16);
  const { rows } = await call("evaluations.hall", { round: report, batch: ballots.batches[0].id });
  for (const [at, { row }] of rows.entries())
    for (const [grade, n] of [
      ["excellent", SHARES[at][0]],
      ["competent", SHARES[at][1]],
      ["incompetent", SHARES[at][2]],
    ])
      for (let k = 0; k < n; k += 1)
        await call("evaluations.hall_mark", { round: report, batch: ballots.batches[0].id, row, grade, by: 1 });
  await call("evaluations.hall_sheets", { round: report, batch: ballots.batches[0].id, valid: 16, void: 0, blank: 0 });
  const open2 = await saved({
    kind: "report",
    title: "2027年述职测评",
    rated: RATED.map(([name, post]) => ({ name, post })),
    meetings: [{ name: "镇党代表大会年会", venue: "镇政府三楼会议室", held_on: null, invited: 20, present: null }],
  });
  await call("evaluations.close", { round: report, note: "第二代表团补测未进行", name: "陈伟强" });

  const board = await saved({ title: "各种进度", subjects: areas.slice(0, 9).map(first) });
  const { batches } = await call("evaluations.print", {
    round: board,
    copies: areas.slice(0, 8).map((area_id) => ({ area_id, copies: 6 })),
  });
  for (const batch of batches.slice(1)) await call("evaluations.issue", { batch: batch.id, issued: 6, taken_by: "陈伟强" });
  for (const batch of batches.slice(2)) await call("evaluations.bag", { batch: batch.id, held_on: "2026-01-05" });
  for (const batch of batches.slice(3))
    await call("evaluations.bag", { batch: batch.id, returned_on: "2026-01-06", returned: 6 });
  await counted(call, board, batches[4].id, "good", 5);
  await counted(call, board, batches[6].id, "good", 6);
  const row = (await call("evaluations.hall", { round: board, batch: batches[5].id })).rows.map((each) => [each.row, "good"]);
  await call("evaluations.key", { round: board, batch: batches[5].id, no: 1, look: "first", answers: Object.fromEntries(row) });

  await call("rulebook.parameter", { name: "evaluation.separate_voters", value: true, valid_from: "2026-01-01", source: "示例" });
  await call("rulebook.parameter", { name: "evaluation.members_weight", value: 40, valid_from: "2026-01-01", source: "示例" });
  const apart = await saved({
    title: "分票种、有意见栏的评议",
    subjects: areas.slice(0, 1).map(first),
    form: {
      items: [
        { code: "q1", text: "按时到驻点接待群众" },
        { code: "q2", text: "反映的问题有办理有答复" },
        { code: "overall", text: "总体评价" },
      ],
      free_text: true,
    },
  });
  const kinds = await call("evaluations.print", { round: apart, copies: [] });
  for (const [batch, good, bad] of [
    [kinds.batches[0], 9, 3],
    [kinds.batches[1], 14, 8],
  ]) {
    await out(batch, good + bad);
    await counted(call, apart, batch.id, "good", good);
    await counted(call, apart, batch.id, "plain", bad);
  }
  for (const text of ["多到村里走走", "路灯的事盼早点定下来", "有事找得到人"])
    await call("evaluations.remark", { round: apart, batch: kinds.batches[1].id, text });
  return { report, open2, board, apart, batches, kinds: kinds.batches, call };
}

/** The steps, each a name and what is opened before the picture. */
export function ballotSteps(page, open, made) {
  return {
    "ballots-new": () => open(page, "evaluations/new?kind=report"),
    "ballots-list": () => open(page, "evaluations"),
    "ballots-subjects": () => open(page, `evaluations/${made.report}?step=subjects`),
    "ballots-print": () => open(page, `evaluations/${made.open2}?step=print`),
    "ballots-issue": () => open(page, `evaluations/${made.report}?step=issue`),
    "ballots-meeting": () => open(page, `evaluations/${made.report}?step=meeting`),
    "ballots-results": () => open(page, `evaluations/${made.report}?step=results`),
    "ballots-tally": async () => {
      await open(page, `evaluations/${made.report}?step=results&paper=tally`);
      await page.waitForSelector("zd-preview img.printed", { timeout: 60_000 });
    },
    "ballots-board": () => open(page, `evaluations/${made.board}?step=board`),
    "ballots-balance": () => open(page, `evaluations/${made.board}?step=balance`),
    "ballots-kinds-print": () => open(page, `evaluations/${made.apart}?step=print`),
    "ballots-remarks": () => open(page, `evaluations/${made.apart}?step=read&way=remarks&batch=${made.kinds[1].id}`),
    "ballots-kinds-results": async () => {
      await made.call("evaluations.close", { round: made.apart, note: "", name: "" });
      await open(page, "desk");
      await open(page, `evaluations/${made.apart}?step=results`);
    },
    "ballots-correct": async () => {
      await page.click(".foot >> text=更正");
      await page.waitForSelector("#fix-bad");
    },
  };
}
