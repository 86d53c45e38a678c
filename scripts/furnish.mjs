// Furnishes the sample township as an office that is in use: fixed times, teams, this week's reports, opinions on their
// way, meetings, proposals, a colleague and a backup. For pictures; the tests state what they need themselves.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { caller } from "../tests/pages/office.mjs";
import { furnishActivities } from "./furnish-activities.mjs";
import { furnishPlans } from "./furnish-plans.mjs";
import { furnishMeetings, furnishProposals } from "./furnish-proposals.mjs";

const shift = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

export async function furnish(office, today) {
  const call = await caller(office);
  const [{ people, tenures, circles }, areas, { teams, members }] = await Promise.all([
    call("delegates.register"),
    call("areas.list"),
    call("stations.whole"),
  ]);
  for (const rule of (await call("rulebook.list")).rules)
    await call("rulebook.save", { ...rule, valid_from: "2015-01-01" }).catch(() => undefined);

  const seated = new Set(tenures.map((seat) => seat.person_id));
  const leaders = people.filter((one) => !seated.has(one.id));
  const delegates = people.filter((one) => seated.has(one.id));
  const monday = shift(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  const rooms = ["村委会一楼", "党群服务中心", "居委会会议室"];
  for (const [at, area] of areas.entries()) {
    // A few villages stay without, so that holes are to be seen.
    if (at % 13 === 11) continue;
    const weekday = at % 4 === 3 ? 4 : at % 3 === 0 ? 1 : 2;
    await call("stations.slot", {
      id: "",
      area_id: area.id,
      weekday,
      starts: "15:00",
      ends: "18:30",
      place: rooms[at % 3],
      every_weeks: 1,
      valid_from: "2015-01-05",
      valid_to: null,
    });
    const team = teams.find((one) => one.area_id === area.id);
    if (team && leaders.length > 0)
      for (const [person, role] of [
        [leaders[at % leaders.length], "leader"],
        [delegates[(at * 7) % delegates.length], "liaison"],
      ].filter(
        ([person, role]) => !members.some((one) => one.team_id === team.id && one.person_id === person.id && one.role === role),
      ))
        await call("stations.member", {
          id: "",
          team_id: team.id,
          person_id: person.id,
          role,
          valid_from: "2015-01-05",
          valid_to: null,
        });
    const day = shift(monday, weekday - 1);
    if (day > today || at % 5 === 4) continue;
    if (at % 9 === 5) {
      await call("weeks.note", { id: "", area_id: area.id, day, kind: "zero", moved_to: null, reason: "" });
      continue;
    }
    if (at % 17 === 6) {
      await call("weeks.note", { id: "", area_id: area.id, day, kind: "suspended", moved_to: null, reason: "台风" });
      continue;
    }
    await call("visits.save", {
      id: "",
      day,
      starts: "15:00",
      ends: "17:30",
      area_id: area.id,
      place: rooms[at % 3],
      kind: "reception",
      leader_id: leaders[at % leaders.length]?.id ?? null,
      delegates: [delegates[at % delegates.length].id],
      members: [],
      companions: at % 4 === 0 ? "镇司法所、村法律顾问" : "",
      received: 6 + ((at * 5) % 19),
      households: 0,
      households_first: null,
      firms: 0,
      tags: [],
      situation: "来访多为老街坊，反映集中在路灯、排水和停车。",
      note: "",
      paper_page: "",
      opinions:
        at % 2 === 0
          ? [
              {
                id: "",
                topic: "",
                content: "村口到小学那段路灯不亮，晚上接孩子看不清路。",
                giver: "梁女士",
                giver_phone: "13800000000",
                status: "registered",
                answer: "",
                unit: "",
                closed_on: null,
              },
            ]
          : [],
      year: 0,
      number: 0,
      version: 0,
    });
  }
  const groups = { handling: [], answered: [], closed: [] };
  for (const offset of [0, 200]) {
    const { lines } = await call("opinions.list", { from: "2015-01-01", limit: 200, offset });
    for (const [at, line] of lines.entries())
      if (offset > 0 || at >= 14) groups[at % 7 === 0 ? "handling" : at % 3 === 0 ? "answered" : "closed"].push(line.id);
  }
  const move = async (ids, made) => {
    for (let at = 0; at < ids.length; at += 50)
      await call("opinions.move_many", { ids: ids.slice(at, at + 50), move: made }).catch(() => undefined);
  };
  await move([...groups.handling, ...groups.closed], { kind: "send", unit: "镇住建和水利办" });
  await move(groups.answered, { kind: "answer_now", answer: "已到现场看过，当面答复。" });
  await move(groups.closed, { kind: "reply", answer: "路灯已修好，排水沟已清。" });
  await move(groups.closed, { kind: "close" });
  const kinds = (await call("office.whole")).dictionary;
  const first = (list) => kinds.find((word) => word.list === list)?.code ?? "";
  for (const circle of circles.slice(0, 4))
    await call("meetings.save", {
      id: "",
      day: shift(today, -20),
      kind: first("meeting_kind"),
      circle_id: circle.id,
      title: `${circle.name}组会议，议路灯和排水`,
      place: "镇政府三楼",
      note: "",
      attendance: tenures
        .filter((seat) => seat.circle_id === circle.id)
        .map((seat, at) => ({ person_id: seat.person_id, status: at % 9 === 8 ? "leave" : "present" })),
    }).catch(() => undefined);
  await furnishPlans(call, today, areas, delegates);
  await furnishProposals(call, today);
  await furnishMeetings(call, today);
  await furnishActivities(call, today);
  await call("auth.add", { name: "陈美仪", role: "enter", passphrase: "陈美仪的口令2026" });
  const second = join(office.folder, "2号U盘");
  mkdirSync(second, { recursive: true });
  await call("backup.now", {});
  writeFileSync(office.choice, `${second}\n`);
  const chosen = await fetch(`${office.origin}/choose`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-zhudian-token": office.token },
    body: "{}",
  }).then((response) => response.json());
  await call("backup.second_place", { folder: chosen[0].token }).catch(() => undefined);
  return call;
}
