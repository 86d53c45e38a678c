// Proposals at every stage of their way, for pictures and for the page tests.
const shift = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

const PAPERS = [
  {
    title: "加装北沙小学门口路灯",
    topic: "traffic",
    basis:
      "北沙村口到小学约400米没有路灯，冬季放学时天已全黑，接送的老人看不清路面。今年以来驻点接待收到同类意见7条，3月、4月各有一人绊倒。",
    plan: "由镇市政办在这一段加装路灯12盏，学校门口设减速带一道，9月开学前完成；电费列入镇公共照明。",
    way: "rated",
  },
  {
    title: "整治北沙涌东侧排水沟",
    topic: "environment",
    basis: "东侧排水沟淤塞，雨季漫水。",
    plan: "汛前清淤，增设沉沙井三处。",
    way: "handling",
  },
  {
    title: "规范村居公共停车位管理",
    topic: "traffic",
    basis: "旧村内停车无序，消防车进不去。",
    plan: "划线管理，设临时停车场。",
    way: "assigned",
  },
  {
    title: "改善卫生站药品配备",
    topic: "medical",
    basis: "常用慢病药经常断货。",
    plan: "按月核对用药目录，由镇卫生院统一配送。",
    way: "filed",
  },
  {
    title: "增设长者饭堂送餐点",
    topic: "welfare",
    basis: "独居长者行动不便。",
    plan: "依托党群服务中心设三个送餐点。",
    way: "received",
  },
  {
    title: "更换公园老旧健身器材",
    topic: "other",
    basis: "器材锈蚀松动，有安全隐患。",
    plan: "逐步更换，先换损坏的。",
    way: "closed",
  },
  { title: "修补村道路面坑槽", topic: "traffic", basis: "大货车碾压，坑槽多。", plan: "年内修补，限行大货车。", way: "overdue" },
  { title: "解决某户宅基地确权", topic: "land", basis: "个人宅基地纠纷。", plan: "请尽快确权。", way: "refused" },
  {
    title: "北沙涌一带雨天积水",
    topic: "environment",
    basis: "每逢大雨，北沙涌两岸道路积水过膝。",
    plan: "清淤排水沟，汛前完成。",
    way: "merged",
  },
  {
    title: "推进河涌连片治理",
    topic: "environment",
    basis: "各村分段治理，上下游不同步。",
    plan: "由镇水利所牵头统一方案。",
    way: "draft",
  },
];

/** Adds them on behalf of the first delegates. Answers their records by way. */
export async function furnishProposals(call, today) {
  const { tenures, people } = await call("delegates.register");
  const seated = new Set(tenures.map((seat) => seat.person_id));
  const delegates = people.filter((one) => seated.has(one.id)).map((one) => one.id);
  const ids = {};
  const go = (id, move, day, more = {}) =>
    call("proposals.move", { proposal_id: id, move, day: [day, today].sort()[0], ...more });
  for (const [at, paper] of PAPERS.entries()) {
    const { way, ...words } = paper;
    const begun = shift(today, way === "overdue" ? -140 : way === "draft" ? -6 : -70 + at * 3);
    const others = [delegates[at * 3 + 1], delegates[at * 3 + 2]];
    const { id } = await call("proposals.save", {
      ...words,
      day: begun,
      kind: "suggestion",
      lead_id: delegates[at * 3],
      proposers: others,
      unsigned: way === "draft" ? [others[1]] : [],
      sign_by: way === "draft" ? shift(today, 5) : null,
      draft: way === "draft",
    });
    ids[way] = id;
    if (way === "draft") {
      await call("proposals.save", {
        ...(await call("proposals.open", { id })).proposal,
        version: 0,
        plan: "由镇水利所牵头统一方案，上下游同步清淤，三年内完成。",
      });
      continue;
    }
    if (way === "received") continue;
    if (way === "refused") {
      await go(id, "refuse", shift(begun, 5), { ground: "private", note: "属于个人事项，已请当事人到镇国土所办理。" });
      continue;
    }
    if (way === "merged") {
      await go(id, "merge", shift(begun, 5), { other_id: ids.handling });
      continue;
    }
    await go(id, "file", shift(begun, 5), { note: "一事一案，方案可行。" });
    if (way === "filed") continue;
    await go(id, "assign", shift(begun, 7), {
      units:
        way === "rated"
          ? [
              { unit: "镇市政办", role: "lead" },
              { unit: "镇教育办", role: "joint" },
              { unit: "供电所", role: "joint" },
            ]
          : [{ unit: way === "handling" ? "镇住建和水利办" : "镇市政办", role: "sole" }],
      document: `里党联交〔2015〕${at + 1}号`,
    });
    if (way === "assigned") continue;
    const unit = way === "handling" ? "镇住建和水利办" : "镇市政办";
    await go(id, "accept", shift(begun, 9), { unit, contact: "何敏 85600000" });
    await go(id, "contact", shift(begun, 14), { unit, note: "到现场和代表一起看过，代表同意先做沿线的。" });
    if (way === "handling" || way === "overdue") continue;
    if (way === "rated")
      await go(id, "co_opinion", shift(begun, 20), { unit: "供电所", note: "电源可就近接入，费用由镇里承担。" });
    await go(id, "reply", shift(begun, 34), {
      unit,
      signer: "李伟",
      result: way === "closed" ? "A" : "B",
      document: "里市政函〔2015〕8号",
      contact: "何敏 85600000",
    });
    const rating = (person_id, outcome) => ({
      person_id,
      work: "satisfied",
      outcome,
      paper: "征询意见表",
      note: outcome === "dissatisfied" ? "只装了6盏，学校门口还是暗。" : "",
    });
    await go(id, "rate", shift(begun, 44), {
      ratings: [
        rating(delegates[at * 3], "satisfied"),
        rating(others[0], way === "rated" ? "dissatisfied" : "basic"),
        // A paper is closed when everybody has said something, or their time has run out.
        ...(way === "closed" ? [rating(others[1], "satisfied")] : []),
      ],
    });
    if (way === "closed") await go(id, "close", shift(begun, 46));
  }
  return ids;
}

/** Two meetings of the first group: one held, with what it asked for, and one announced. */
export async function furnishMeetings(call, today) {
  const { circles, tenures } = await call("delegates.register");
  const group = circles[0];
  const members = [...new Set(tenures.filter((seat) => seat.circle_id === group.id).map((seat) => seat.person_id))];
  const base = { kind: "group", circle_id: group.id, place: "镇政府三楼会议室", host: "李伟", recorder: "黄志芳" };
  const { id: held } = await call("meetings.save", {
    ...base,
    day: shift(today, -20),
    starts: "15:00",
    title: "讨论上半年走访情况，议路灯和排水",
    notice_on: shift(today, -27),
    agenda: [
      { kind: "report", title: "上半年驻点联系情况", speaker: "镇党建办", outcome: "同意报告，走访台账按月核对。" },
      { kind: "topic", title: "北沙小学门口路灯", person_id: members[0], outcome: "由代表联名提出提议。" },
      { kind: "speech", title: "排水沟清淤的建议", person_id: members[1] },
    ],
    minutes:
      "镇党建办通报上半年走访情况，两个月一次的联系全组都完成了。\n代表们认为路灯和排水是群众反映最集中的两件事，路灯先办，排水要赶在汛前。",
    attendance: members.map((person_id, at) =>
      at % 7 === 4
        ? { person_id, status: "leave", reason: at % 2 ? "official" : "sick" }
        : { person_id, status: at % 11 === 9 ? "absent" : "present" },
    ),
  });
  const action = (content, due, more) =>
    call("meetings.action", { meeting_id: held, content, due_on: shift(today, due), ...more });
  await action("列出北沙村不亮的路灯点位", -5, { person_id: members[0] });
  await action("约镇市政办到现场看一次", 6, { owner: "镇党建办" });
  await action("把会议情况报区委党联办", -10, { owner: "镇党建办", done_on: shift(today, -12), outcome: "已报" });
  const { id: ahead } = await call("meetings.save", {
    ...base,
    day: shift(today, 12),
    starts: "09:30",
    title: "讨论提议答复情况",
    agenda: [{ kind: "topic", title: "提议答复情况" }],
  });
  return { held, ahead };
}
