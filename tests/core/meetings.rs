//! Meetings: agenda, leave with its reason, action points to their end, sessions of the congress, papers, and the duty.

use serde_json::{Value, json};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    people: Vec<String>,
    circle: Value,
    term: Value,
}

fn town() -> Town {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = ["梁䶮海", "鄺惠", "司徒玉涛", "区嘉军"].map(|name| {
        let found = roster["people"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    });
    Town {
        people: people.to_vec(),
        circle: roster["circles"][0]["id"].clone(),
        term: roster["terms"][0]["id"].clone(),
        office,
    }
}

impl Town {
    fn meeting(&self, change: Value) -> Value {
        let mut meeting = json!({"day": "2026-05-20", "starts": "15:00", "kind": "group", "circle_id": self.circle, "title": "议路灯和排水",
            "place": "镇政府三楼", "host": "陈国栋",
            "agenda": [{"kind": "topic", "title": "上半年走访情况", "person_id": self.people[0]}, {"kind": "report", "title": "排水整治进度", "speaker": "镇水利所"}],
            "attendance": [{"person_id": self.people[0], "status": "present"}, {"person_id": self.people[1], "status": "leave", "reason": "sick"},
                {"person_id": self.people[2], "status": "absent"}]});
        meeting.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        meeting
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("meetings.open", json!({"id": id}))
    }

    /// How many meetings count for somebody in the half year of a day, and why others do not.
    fn duty(&self, who: usize, half: usize) -> (i64, Vec<String>) {
        let sheet = self.office.call("duties.as_of", json!({"person": self.people[who]}));
        let duties = sheet["delegates"][0]["duties"].as_array().unwrap().clone();
        let window = duties.iter().find(|duty| duty["duty"] == "meeting").unwrap()["windows"][half].clone();
        let why = window["not_counted"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned());
        (window["done"].as_i64().unwrap(), why.collect())
    }
}

#[test]
fn what_was_entered_is_there_again_and_rows_keep_their_records() {
    let town = town();
    let id = town.office.id("meetings.save", town.meeting(json!({"minutes": "一、听取情况。\n二、讨论。"})));
    let opened = town.open(&id);
    let meeting = &opened["meeting"];
    assert_eq!((meeting["agenda"].as_array().unwrap().len(), opened["expected"].as_array().unwrap().len()), (2, 4));
    assert_eq!(meeting["agenda"][1]["speaker"], json!("镇水利所"));
    let leave = meeting["attendance"].as_array().unwrap().iter().find(|came| came["status"] == "leave").unwrap();
    assert_eq!(leave["reason"], json!("sick"));
    let mut changed = meeting.clone();
    changed["agenda"].as_array_mut().unwrap().swap(0, 1);
    changed["agenda"][0]["outcome"] = json!("汛前完成。");
    changed["attendance"][0]["reason"] = json!("official");
    town.office.id("meetings.save", changed.clone());
    let again = town.open(&id)["meeting"].clone();
    assert_eq!(again["agenda"][0]["id"], meeting["agenda"][1]["id"]);
    assert_eq!(again["minutes"], meeting["minutes"]);
    // A reason stands beside a leave only.
    assert!(
        again["attendance"].as_array().unwrap().iter().all(|came| came["status"] == "leave" || came["reason"] == "")
    );
    assert_eq!(town.office.refused("meetings.save", changed).code, "meetings.changed_meanwhile");
}

#[test]
fn a_delegation_expects_those_of_its_groups_and_nobody_after_the_term() {
    let town = town();
    let roster = town.office.call("delegates.register", json!({}));
    let mut group = roster["circles"][0].clone();
    let whole = town.office.id("delegates.circle", json!({"term_id": town.term, "name": "里水代表团"}));
    group["parent_id"] = json!(whole);
    town.office.call("delegates.circle", group);
    let expected = |id: &str| town.open(id)["expected"].as_array().unwrap().len();
    let id = town.office.id("meetings.save", town.meeting(json!({"circle_id": whole, "attendance": []})));
    assert_eq!(expected(&id), 4, "those who sit in a group of the delegation");
    let mut term = roster["terms"][0].clone();
    term["ends"] = json!("2026-05-01");
    town.office.call("delegates.term", term);
    assert_eq!(expected(&id), 0, "the meeting is after the term");
}

#[test]
fn wrong_entries_are_refused() {
    let town = town();
    let me = &town.people[0];
    for (change, code) in [
        (json!({"day": "2026-12-01"}), "meetings.in_future"),
        (json!({"notice_on": "2026-05-21"}), "meetings.notice_late"),
        (json!({"title": " "}), "meetings.title"),
        (json!({"kind": "party"}), "meetings.kind"),
        (json!({"session": 100}), "meetings.session"),
        (json!({"starts": "25:00"}), "time.unreadable"),
        (json!({"attendance": [{"person_id": me, "status": "late"}]}), "meetings.status"),
        (json!({"attendance": [{"person_id": me, "status": "leave", "reason": "感冒"}]}), "meetings.reason"),
        (
            json!({"attendance": [{"person_id": me, "status": "leave"}, {"person_id": me, "status": "absent"}]}),
            "meetings.twice",
        ),
        (json!({"agenda": [{"kind": "song", "title": "合唱"}]}), "meetings.agenda_kind"),
    ] {
        assert_eq!(town.office.refused("meetings.save", town.meeting(change.clone())).code, code, "{change}");
    }
    // A meeting ahead may be announced, with leave asked for.
    let ahead = town.meeting(json!({"day": "2026-10-20", "notice_on": "2026-09-14", "attendance": [{"person_id": me, "status": "leave", "reason": "official"}]}));
    town.office.id("meetings.save", ahead);
}

#[test]
fn action_points_are_followed_to_their_end() {
    let town = town();
    let id = town.office.id("meetings.save", town.meeting(json!({})));
    let point = |change: Value| {
        let mut point =
            json!({"meeting_id": id, "content": "列出不亮的路灯", "person_id": town.people[1], "due_on": "2026-06-30"});
        point.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        point
    };
    let first = town.office.id("meetings.action", point(json!({})));
    town.office.id(
        "meetings.action",
        point(json!({"content": "约市政办到现场", "person_id": null, "owner": "镇党建办", "due_on": "2026-06-10"})),
    );
    let open = || -> Vec<String> {
        let all = town.office.call("meetings.actions", json!({"open": true, "meeting_id": id}));
        all.as_array().unwrap().iter().map(|one| one["action"]["content"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(open(), ["约市政办到现场", "列出不亮的路灯"]);
    town.office.call("meetings.action", point(json!({"id": first, "done_on": "2026-06-20", "outcome": "共23盏"})));
    assert_eq!(open(), ["约市政办到现场"]);
    assert_eq!(town.open(&id)["actions"].as_array().unwrap().len(), 2);
    for (change, code) in [
        (json!({"content": ""}), "meetings.action"),
        (json!({"due_on": "2026-05-01"}), "meetings.action_due"),
        (json!({"done_on": "2026-05-01"}), "meetings.action_done"),
        (json!({"done_on": "2026-12-01"}), "meetings.action_done"),
        (json!({"id": "nowhere"}), "meetings.action_gone"),
    ] {
        assert_eq!(town.office.refused("meetings.action", point(change.clone())).code, code, "{change}");
    }
    town.office.call("meetings.remove", json!({"id": id}));
    assert!(open().is_empty());
}

#[test]
fn a_session_of_the_congress_shows_the_papers_handed_in_there() {
    let town = town();
    let session = town.meeting(json!({"kind": "congress", "circle_id": null, "term_id": town.term, "session": 3,
        "agenda": [{"kind": "report", "title": "镇党委工作报告", "speaker": "镇党委"}, {"kind": "speech", "title": "谈河涌治理", "person_id": town.people[2]}]}));
    let id = town.office.id("meetings.save", session);
    let motion = |session: i64, draft: bool| json!({"day": "2026-05-20", "kind": "motion", "title": "推进河涌连片治理", "lead_id": town.people[0], "term_id": town.term, "session": session, "draft": draft});
    let handed = town.office.id("proposals.save", motion(3, false));
    town.office.id("proposals.save", motion(3, true));
    town.office.id("proposals.save", motion(2, false));
    let whole = town.open(&id);
    let papers = whole["papers"].clone();
    assert_eq!((papers.as_array().unwrap().len(), &papers[0]["id"]), (1, &json!(handed)));
    // Reports heard and speeches stand in its agenda, the speaker a delegate or somebody else.
    let agenda = whole["meeting"]["agenda"].clone();
    assert_eq!((&agenda[0]["kind"], &agenda[0]["speaker"]), (&json!("report"), &json!("镇党委")));
    assert_eq!((&agenda[1]["kind"], &agenda[1]["person_id"]), (&json!("speech"), &json!(town.people[2])));
    // Its papers name the congress and the session; a yearly meeting says so.
    for (kind, named) in [("congress", "第十四届党代会第三次会议"), ("annual", "第三次会议（年会）")]
    {
        let mut meeting = town.open(&id)["meeting"].clone();
        meeting["kind"] = json!(kind);
        town.office.id("meetings.save", meeting);
        let made = town.office.call("papers.make", json!({"kind": "meeting_minutes", "options": {"record_id": id}}));
        assert!(made["title"].as_str().unwrap().contains(named), "{made}");
    }
}

#[test]
fn the_duty_counts_meetings_by_the_rule() {
    let town = town();
    let march = town.office.call("meetings.list", json!({}))[0]["id"].clone();
    town.office.call("meetings.remove", json!({"id": march}));
    town.office.id("meetings.save", town.meeting(json!({})));
    assert_eq!(town.duty(0, 0), (1, vec![]));
    assert_eq!(town.duty(1, 0), (0, vec!["excused".into()]));
    assert_eq!(town.duty(2, 0), (0, vec!["absent".into()]));
    assert_eq!(town.duty(3, 0), (0, vec!["unlisted".into()]));
    // A meeting of all counts only where the rule says so.
    let all = town.meeting(json!({"day": "2026-08-05", "kind": "plenary", "circle_id": null, "attendance": [{"person_id": town.people[0], "status": "present"}]}));
    town.office.id("meetings.save", all);
    assert_eq!(town.duty(0, 1), (0, vec!["kind".into()]));
    let rules = town.office.call("rulebook.list", json!({}))["rules"].clone();
    let mut rule = rules.as_array().unwrap().iter().find(|rule| rule["code"] == "nanhai2015.meeting").unwrap().clone();
    rule["kinds"] = json!(["delegation", "group", "plenary"]);
    rule["code"] = json!("");
    rule["valid_from"] = json!("2026-01-01");
    let replaced = json!({"id": rule["id"], "from": "2026-01-01", "rule": rule});
    let mut replaced = replaced;
    replaced["rule"]["id"] = json!("");
    town.office.call("rulebook.replace", replaced);
    assert_eq!(town.duty(0, 1), (1, vec![]));
}

#[test]
fn the_papers_of_a_meeting_can_be_made() {
    let town = town();
    let id = town.office.id("meetings.save", town.meeting(json!({"minutes": "讨论热烈。"})));
    town.office.id("meetings.action", json!({"meeting_id": id, "content": "列出不亮的路灯", "owner": "镇党建办"}));
    for (kind, part) in [("meeting_notice", "通知"), ("meeting_sign_in", "签到表"), ("meeting_minutes", "记录")]
    {
        let made = town.office.call("papers.make", json!({"kind": kind, "options": {"record_id": id}}));
        let title = made["title"].as_str().unwrap();
        assert!(title.contains("第一组") && title.contains(part), "{title}");
    }
}
