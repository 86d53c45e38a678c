// Activities with their reports, and notices with their deliveries, for pictures and for the page tests.
const shift = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** Lays them in an office that has its roster; answers the records by a word. */
export async function furnishActivities(call, today) {
  const roster = await call("delegates.register", {});
  const areas = await call("areas.list", {});
  const seated = [...new Set(roster.tenures.map((seat) => seat.person_id))];
  const day = (ago) => shift(today, -ago);
  const inspection = await call("activities.save", {
    kind: "inspection",
    title: "视察北沙涌整治和沿岸护栏",
    from_day: day(80),
    areas: [areas[0].id, areas[1].id],
    organiser: "镇党委",
    delegates: seated.slice(0, 6),
    companions: "镇水利所何工",
    findings: "清淤完成，东岸约300米没有护栏，放学时段学生沿岸行走。",
    advice: "汛前补装护栏，沿线增设警示牌。",
  });
  const research = await call("activities.save", {
    kind: "research",
    title: "老旧小区加装电梯",
    from_day: day(60),
    to_day: day(58),
    areas: [areas[2].id],
    organiser: "区委党联办",
    delegates: seated.slice(3, 6),
    findings: "七成住户赞成，一楼住户担心采光和费用分摊。",
  });
  await call("activities.save", {
    kind: "attendance",
    title: "镇党委扩大会议",
    from_day: day(45),
    invited_by: "镇党委",
    place: "镇政府三楼",
    delegates: seated.slice(0, 2),
  });
  await call("activities.save", {
    kind: "training",
    title: "党代表履职能力培训班",
    from_day: day(30),
    to_day: day(29),
    organiser: "区委组织部",
    place: "区委党校",
    hours: 125,
    delegates: seated.slice(0, 9),
  });
  await call("activities.save", {
    kind: "duty_report",
    title: "上年度履职情况述职",
    from_day: day(14),
    audience: "选举单位党员大会",
    manner: "both",
    delegates: seated.slice(4, 5),
  });
  await call("activities.save", { kind: "inspection", title: "视察旧厂房改造工地", from_day: day(-6), organiser: "镇党委" });
  const content =
    "一、现状\n走访三个小区、42户，七成赞成加装。\n二、难点\n（一）费用分摊\n一楼住户不愿出资，高层住户愿意多分担。\n三、建议\n选一栋意愿高的先做样板，公示期延长到一个月。";
  const held = await call("activities.report", {
    activity_id: inspection.id,
    day: day(74),
    title: "北沙涌整治视察报告",
    content,
  });
  await call("activities.report", {
    activity_id: research.id,
    person_id: seated[3],
    day: day(50),
    title: "关于老旧小区加装电梯的调研报告",
    content,
  });
  const collation = await call("activities.collate", {
    day: day(40),
    title: "上半年党代表视察调研报告",
    receiver: "区委党联办",
    document: "里党函〔2015〕6号",
    reports: [held.id],
  });
  await call("activities.use", {
    report_id: held.id,
    day: day(20),
    way: "bulletin",
    receiver: "《党代表参阅》",
    document: "第3期",
  });
  const heard = await call("activities.opinion", {
    activity_id: inspection.id,
    opinion: { area_id: areas[0].id, day: day(80), topic: "safety", content: "北沙涌东岸加装护栏" },
  });
  const body =
    "请各位代表、各村（社区）党组织于月底前把下一季度走访计划报镇党建办。\n一、报送内容\n时间、地点和带队人员。\n二、有关要求\n没有固定时间的村居，一并报拟定的驻点时间。";
  const notice = await call("notices.save", {
    kind: "notice",
    title: "关于报送下季度走访计划的通知",
    document: "里党办〔2015〕12号",
    day: day(9),
    receipt_by: day(4),
    body,
    contact: "镇党建办 黄志芳 85600000",
    audience: [
      { kind: "circle", target: roster.circles[0].id },
      { kind: "area", target: areas[0].id },
      { kind: "area", target: areas[1].id },
      { kind: "unit", target: "镇农业农村办" },
    ],
  });
  const whole = await call("notices.open", { id: notice.id });
  const ids = whole.recipients.map((line) => line.recipient.id);
  await call("notices.deliver", {
    notice_id: notice.id,
    recipients: ids.slice(0, 3),
    day: day(7),
    at: "10:30",
    way: "in_person",
    reached: true,
    note: "已签收",
  });
  await call("notices.deliver", {
    notice_id: notice.id,
    recipients: ids.slice(3, 4),
    day: day(6),
    way: "entrusted",
    reached: true,
    receiver: "村委会冼主任",
    photo: "IMG_0031，相册6月",
  });
  await call("notices.deliver", {
    notice_id: notice.id,
    recipients: ids.slice(4, 5),
    day: day(6),
    way: "phone",
    reached: false,
    note: "无人接听",
  });
  const circular = await call("notices.save", {
    kind: "circular",
    title: "关于上半年党代表驻点联系情况的通报",
    day: day(5),
    receipt_by: day(1),
    body: "上半年各驻点按时开展接待，走访、接待情况已在公示栏公布。",
    opinions: [heard.id],
    audience: [{ kind: "unit", target: "各村（社区）党组织" }],
  });
  const only = (await call("notices.open", { id: circular.id })).recipients[0].recipient.id;
  await call("notices.deliver", { notice_id: circular.id, recipients: [only], day: day(3), way: "posted", reached: true });
  return {
    inspection: inspection.id,
    research: research.id,
    collation: collation.id,
    notice: notice.id,
    circular: circular.id,
    delegate: seated[3],
  };
}
