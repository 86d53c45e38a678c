// A handover, a transfer and a group's material with life in them, for pictures and for the page tests.
const shift = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** Answers the records by what they show. */
export async function furnishHandover(call, today) {
  const roster = await call("delegates.register");
  const stations = await call("stations.whole");
  const serving = roster.people.filter((one) =>
    stations.contacts.some((link) => link.person_id === one.id && link.valid_to === null),
  );
  const [from, to, third] = serving;
  const area = stations.contacts.find((link) => link.person_id === from.id && link.valid_to === null).area_id;
  const team = stations.contacts.find((link) => link.area_id === area && link.person_id !== from.id);
  const mate = roster.people.find((one) => one.id === team?.person_id) ?? third;
  const word = async (content, change = {}, moves = []) => {
    const { id } = await call("opinions.save", {
      day: shift(today, -40),
      area_id: area,
      topic: "environment",
      nature: "appeal",
      content,
      ...change,
    });
    for (const move of moves) await call("opinions.move", { id, ...move });
    return id;
  };
  await word("涌边护栏松动，小孩常在边上玩", {}, [{ kind: "send", unit: "镇市政办", day: shift(today, -38) }]);
  await word("菜市场雨棚漏水", { topic: "other" }, [
    { kind: "send", unit: "镇市场办", day: shift(today, -38) },
    { kind: "reply", answer: "雨棚已换新，6月1日完工", day: shift(today, -3) },
  ]);
  await word("村口路灯不亮，放学不安全", { day: shift(today, -6), topic: "traffic" });
  await word("某干部亲属占用公共用地", { named: true });
  await word(`${mate.name}上次答应装扶手，一直没有装`, { topic: "welfare" });
  await call("stations.slot", {
    area_id: area,
    weekday: 2,
    starts: "15:00",
    ends: "18:30",
    place: "村委会一楼接待室",
    every_weeks: 1,
    valid_from: `${today.slice(0, 4)}-05-01`,
  });
  const circle = roster.tenures.find((seat) => seat.person_id === from.id)?.circle_id ?? roster.circles[0]?.id ?? null;
  const meet = (day, title, kind = "group") =>
    call("meetings.save", { day, starts: "15:00", kind, circle_id: circle, title, place: "镇政府三楼会议室", host: from.name });
  const earlier = await meet(shift(today, -90), "讨论去年走访情况");
  await call("meetings.action", {
    meeting_id: earlier.id,
    content: "整理路灯点位清单",
    person_id: from.id,
    due_on: shift(today, 20),
  });
  await call("meetings.action", {
    meeting_id: earlier.id,
    content: "约镇市政办到现场看一次",
    owner: "镇市政办",
    due_on: shift(today, -30),
  });
  await call("proposals.save", {
    day: shift(today, -60),
    kind: "suggestion",
    title: "加装村口至小学段路灯",
    basis: "冬季放学时天已全黑。",
    plan: "加装路灯12盏。",
    lead_id: from.id,
  });
  const meeting = await meet(shift(today, -1), "讨论上半年走访和社情民意");
  await meet(shift(today, 12), "商量汛期走访安排");
  const bare = await meet(shift(today, -2), "临时碰头");
  await call("materials.make", { meeting_id: meeting.id });
  const material = await call("materials.open", { id: meeting.id });
  await call("materials.mark", { id: material.items[0].id, mark: "told", action: null });
  const second = material.items.find((item) => item.section === "opinion");
  if (second) await call("materials.mark", { id: second.id, mark: "discussed", action: null });
  const handover = await call("handovers.save", {
    handover: { from_id: from.id, to_id: to.id, day: today, ground: "term_over", area_ids: [area], witness: "李伟" },
    contacts: false,
  });
  await call("drafts.keep", { feature: "visits", payload: { day: today } });
  await call("backup.now", {});
  const left = await call("auth.add", { name: "何旧任", role: "enter", passphrase: "旧经办的口令2015" });
  const transfer = await call("transfers.begin", { from_id: left.id, to_name: "陈接任", witness: "李伟", absent: "调离本镇" });
  const { lines } = await call("transfers.open", { id: transfer.id });
  const set = (kind, item, change) => {
    const line = lines.find((one) => one.kind === kind && one.item === item);
    return call("transfers.line", {
      id: line.id,
      transfer_id: transfer.id,
      label: line.label,
      counted: line.counted,
      kept_at: line.kept_at,
      note: line.note,
      given: true,
      ...change,
    });
  };
  await set("paper", "bags", { counted: 12, kept_at: "档案室三号柜" });
  await set("paper", "ledgers", { counted: 39, kept_at: "档案室一号柜", note: "2014年、2015年各一册" });
  await set("opinions", "overdue", {});
  return {
    from: from.id,
    to: to.id,
    third: third.id,
    handover: handover.id,
    transfer: transfer.id,
    meeting: meeting.id,
    bare: bare.id,
    area,
  };
}
