//! Builders and fault tools for the tests: an office of its own in a temporary folder, on a set day.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::missing_panics_doc, missing_docs)]

pub mod pens;
pub mod standins;

use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhudian_core::calls::Reply;
use zhudian_core::desk::{Desk, Place, Rooms};
use zhudian_core::ground::clock::SetClock;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::refusal::Refusal;

/// The day the sample office lives on.
pub const TODAY: &str = "2026-09-15";
pub const PERSON: &str = "黄志芳";
pub const PASSPHRASE: &str = "驻点联系群众2026";

/// An office in a temporary folder.
pub struct Office {
    pub folder: tempfile::TempDir,
    pub desk: Desk,
    pub clock: Arc<SetClock>,
    pub session: String,
    pub recovery_key: String,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A desk over a file of this folder.
pub fn desk(folder: &Path, clock: &Arc<SetClock>) -> Desk {
    desk_with(folder, clock, standins::rooms())
}

/// The same with other makers of papers.
pub fn desk_with(folder: &Path, clock: &Arc<SetClock>, rooms: Rooms) -> Desk {
    Desk::new(Place { database: database(folder), markers: folder.join("markers"), clock: clock.clone(), rooms })
}

pub fn database(folder: &Path) -> PathBuf {
    folder.join("office").join("zhudian.db")
}

impl Office {
    /// A founded office of 里水镇 with nothing in it but its villages and dictionaries.
    pub fn empty() -> Self {
        Self::on(TODAY)
    }

    pub fn on(today: &str) -> Self {
        Self::on_with(today, standins::rooms())
    }

    /// The same with other makers of papers.
    pub fn on_with(today: &str, rooms: Rooms) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::on(day(today)));
        let desk = desk_with(folder.path(), &clock, rooms);
        let founded = desk
            .rpc(
                None,
                "office.found",
                json!({"office": "里水镇", "area_code": "440605126", "person": PERSON, "passphrase": PASSPHRASE}),
                &Unwatched,
            )
            .unwrap()
            .answer;
        let session = founded["session"].as_str().unwrap().to_owned();
        let recovery_key = founded["recovery_key"].as_str().unwrap().to_owned();
        Self { folder, desk, clock, session, recovery_key }
    }

    /// A small office with life in it: a term, two groups, delegates, teams, a visit with opinions. It is built once a
    /// test run and copied for each test.
    pub fn sample() -> Self {
        Self::sample_with(standins::rooms())
    }

    /// The same with other makers of papers.
    pub fn sample_with(rooms: Rooms) -> Self {
        static SAMPLE: std::sync::OnceLock<(tempfile::TempDir, String)> = std::sync::OnceLock::new();
        let (template, recovery_key) = SAMPLE.get_or_init(|| {
            let office = Self::build_sample();
            office.desk.clear();
            (office.folder, office.recovery_key)
        });
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(database(folder.path()).parent().unwrap()).unwrap();
        for ending in ["zhudian.db", "zhudian.db.keys"] {
            std::fs::copy(
                database(template.path()).with_file_name(ending),
                database(folder.path()).with_file_name(ending),
            )
            .unwrap();
        }
        let clock = Arc::new(SetClock::on(day(TODAY)));
        let desk = desk_with(folder.path(), &clock, rooms);
        let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
        let session =
            desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].as_str().unwrap().to_owned();
        Self { folder, desk, clock, session, recovery_key: recovery_key.clone() }
    }

    fn build_sample() -> Self {
        let office = Self::empty();
        let area = |at: usize| office.call("areas.list", json!({}))[at]["id"].as_str().unwrap().to_owned();
        let term = office.id("delegates.term", json!({"level": "town", "name": "第十四届", "starts": "2021-08-01"}));
        let group = office.id("delegates.circle", json!({"term_id": term, "name": "第一组", "place": 1}));
        let leader = office.id(
            "delegates.save",
            json!({"name": "陈国栋", "sex": "m", "post": "镇党委委员", "category": "town_leader"}),
        );
        let team = office.id(
            "stations.team",
            json!({"name": "沙涌驻点团队", "kind": "main", "area_id": area(0), "valid_from": "2026-01-01"}),
        );
        office.id(
            "stations.member",
            json!({"team_id": team, "person_id": leader, "role": "leader", "valid_from": "2026-01-01"}),
        );
        let (mut first, mut last) = (None, None);
        for (name, at) in [("梁䶮海", 0), ("鄺惠", 1), ("司徒玉涛", 2), ("区嘉军", 0)] {
            let person = office
                .id("delegates.save", json!({"name": name, "sex": "m", "post": "村党委委员", "phone": "13800000000"}));
            office.id(
                "delegates.tenure",
                json!({"person_id": person, "level": "town", "term_id": term, "circle_id": group, "from_day": "2021-08-01"}),
            );
            office.id(
                "stations.contact",
                json!({"person_id": person, "area_id": area(at), "team_id": team, "valid_from": "2026-01-01"}),
            );
            first.get_or_insert_with(|| person.clone());
            last = Some(person);
        }
        office.id(
            "visits.save",
            json!({"day": "2026-09-01", "area_id": area(0), "kind": "household", "leader_id": leader, "delegates": [first.unwrap()],
                "households": 6, "situation": "排水沟上次清淤是3月",
                "opinions": [{"topic": "environment", "content": "北沙涌东侧排水沟淤塞", "giver": "麦女士", "giver_phone": "13700000001"}]}),
        );
        let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
        office.id(
            "rulebook.save",
            json!({"book": "市里办法", "title": "接待群众", "duty": "contact", "levels": ["city"], "window_unit": "month", "window_length": 12,
                "required": 2, "kinds": ["reception"], "valid_from": "2026-01-01", "source": "示例"}),
        );
        let meeting = office.id(
            "meetings.save",
            json!({"day": "2026-03-18", "kind": "group", "circle_id": group, "title": "讨论上年走访情况",
                "attendance": [{"person_id": delegate, "status": "present"}]}),
        );
        office.id(
            "meetings.action",
            json!({"meeting_id": meeting, "content": "核对走访台账", "person_id": delegate, "due_on": "2026-04-15"}),
        );
        let proposal = office.id(
            "proposals.save",
            json!({"day": "2026-04-02", "kind": "suggestion", "title": "整治北沙涌排水", "basis": "北沙涌东侧排水沟淤塞，雨季漫水。",
                "plan": "汛前清淤，增设沉沙井。", "lead_id": delegate, "proposers": [last], "unsigned": [last]}),
        );
        office.id(
            "activities.save",
            json!({"kind": "training", "title": "新任代表培训", "from_day": "2026-05-11", "organiser": "区委组织部", "hours": 60, "delegates": [delegate]}),
        );
        let activity = office.id(
            "activities.save",
            json!({"kind": "inspection", "title": "视察北沙涌整治", "from_day": "2026-06-23", "areas": [area(0)], "organiser": "镇党委",
                "delegates": [delegate], "findings": "清淤完成，护栏未装。"}),
        );
        for title in ["视察北沙涌整治的报告", "河道保洁情况"] {
            let report = office.id(
                "activities.report",
                json!({"activity_id": activity, "day": "2026-07-01", "title": title, "content": "一、基本情况。\n二、建议。"}),
            );
            if title == "河道保洁情况" {
                continue;
            }
            office.id(
                "activities.use",
                json!({"report_id": report, "day": "2026-08-03", "way": "instruction", "receiver": "镇长"}),
            );
            office.id(
                "activities.collate",
                json!({"day": "2026-07-10", "title": "上半年视察调研报告", "receiver": "区委党联办", "reports": [report]}),
            );
        }
        office.id("activities.link", json!({"activity_id": activity, "kind": "proposals", "record_id": proposal}));
        let notice = office.id(
            "notices.save",
            json!({"kind": "notice", "day": "2026-09-10", "title": "关于报送走访计划的通知", "body": "请各村报送下月走访计划。", "receipt_by": "2026-09-14",
                "audience": [{"kind": "area", "target": area(0)}, {"kind": "person", "target": delegate}, {"kind": "unit", "target": "镇党建办"}]}),
        );
        let first = office.call("notices.open", json!({"id": notice}))["recipients"][0]["recipient"]["id"].clone();
        office.call(
            "notices.deliver",
            json!({"notice_id": notice, "recipients": [first], "day": "2026-09-11", "way": "in_person", "reached": true}),
        );
        office.id(
            "evaluations.save",
            json!({"year": 2026, "title": "2026年度民主评议", "state": "planned", "subjects": [{"person_id": delegate, "area_id": area(0)}]}),
        );
        office.call("dossiers.check", json!({"people": [delegate], "year": 2025, "note": "补不齐的已说明"}));
        office
            .id("weeks.note", json!({"area_id": area(1), "day": "2026-03-10", "kind": "suspended", "reason": "台风"}));
        office.id(
            "openings.save",
            json!({"day": "2026-05-31", "area_id": area(1), "received": 120, "source": "1至5月汇总表"}),
        );
        office.call("calendar.import", json!({"year": 2027, "text": "2027-01-01,休,元旦", "source": "示例"}));
        let plan = json!({"day": "2026-09-16", "starts": "15:00", "ends": "17:30", "area_id": area(0), "place": "村委会一楼", "kind": "reception",
            "leader_id": leader, "delegates": [delegate], "households": "第二村民小组", "topics": "排水沟清淤"});
        office.id("plans.save", plan);
        let closed = json!({"day": "2026-09-08", "area_id": area(1), "kind": "household"});
        let closed = office.id("plans.save", closed);
        office.call("plans.close", json!({"ids": [closed], "closing": "not_gone"}));
        let portrait = include_str!("../../src-tauri/core/data/portrait-example.json");
        let portrait: Value = serde_json::from_str(portrait).unwrap();
        office.call("posters.picture", json!({"person_id": delegate, "picture": portrait["picture"]}));
        // A fixed time that has not begun yet: it is there to be planned for and leaves today's board as it is.
        office.id(
            "stations.slot",
            json!({"area_id": area(4), "weekday": 5, "starts": "15:00", "ends": "18:30", "place": "党群服务中心", "every_weeks": 1, "valid_from": "2026-10-01"}),
        );
        office.id(
            "opinions.save",
            json!({"day": "2026-08-31", "area_id": area(1), "topic": "traffic", "nature": "suggestion", "content": "菜市场门口加一盏路灯"}),
        );
        office.id("views.save", json!({"list": "visits", "name": "今年入户", "query": {"kind": "household"}}));
        office
    }

    pub fn rpc(&self, name: &str, payload: Value) -> Result<Reply, Refusal> {
        self.desk.rpc(Some(&self.session), name, payload, &Unwatched)
    }

    /// The answer of a call that must not be refused.
    pub fn call(&self, name: &str, payload: Value) -> Value {
        match self.rpc(name, payload) {
            Ok(reply) => reply.answer,
            Err(refusal) => panic!("{name}: {refusal:?}"),
        }
    }

    /// The id a write answers with.
    pub fn id(&self, name: &str, payload: Value) -> String {
        self.call(name, payload)["id"].as_str().unwrap().to_owned()
    }

    /// The refusal of a call that must be refused.
    pub fn refused(&self, name: &str, payload: Value) -> Refusal {
        match self.rpc(name, payload) {
            Ok(reply) => panic!("{name} was not refused: {}", reply.answer),
            Err(refusal) => refusal,
        }
    }

    /// A session of another right.
    pub fn session_of(&self, role: &str) -> String {
        let name = format!("某{role}");
        self.call("auth.add", json!({"name": name, "role": role, "passphrase": PASSPHRASE}));
        self.desk
            .rpc(None, "auth.unlock", json!({"person": name, "passphrase": PASSPHRASE}), &Unwatched)
            .unwrap()
            .answer["session"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub fn database(&self) -> PathBuf {
        database(self.folder.path())
    }

    /// Every journalled table with every carried column, as text that two states can be compared by.
    pub fn dump(&self) -> String {
        dump(&self.desk)
    }

    /// Fills `$area`, `$person` … places of a call's example with records of this office.
    pub fn example(&self, text: &str) -> Value {
        let roster = self.call("delegates.register", json!({}));
        let stations = self.call("stations.whole", json!({}));
        let list = self.call("visits.list", json!({}));
        let opinions = self.call("opinions.list", json!({}));
        let whole = self.call("office.whole", json!({}));
        let recent = self.call("history.recent", json!({}));
        let clerk = self.call("auth.people", json!({}));
        let visit = list["lines"][0]["id"].as_str().unwrap_or_default().to_owned();
        let words = opinions["lines"].as_array().unwrap();
        let word = words.iter().find(|one| one["visit_id"].is_null()).map(&|one: &Value| one["id"].clone());
        let folder = self.folder.path().join("stick");
        std::fs::create_dir_all(&folder).unwrap();
        let paper = if text.contains("$paper") {
            self.call("papers.make", json!({"kind": "ledger"}))["paper"].as_str().unwrap().to_owned()
        } else {
            String::new()
        };
        let first = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
        let people = roster["people"].as_array().unwrap();
        let delegate = roster["tenures"][0]["person_id"].as_str().unwrap_or_default().to_owned();
        let other = people.iter().rev().find(|one| one["id"] != json!(delegate)).map(&first).unwrap_or_default();
        let rules = self.call("rulebook.list", json!({}))["rules"].clone();
        let own_rule =
            rules.as_array().unwrap().iter().find(|rule| rule["book"] == "市里办法").map(&first).unwrap_or_default();
        let proposal = self.call("proposals.list", json!({}))[0].clone();
        let undoable =
            recent.as_array().unwrap().iter().find(|line| line["undo"] == "undoable" && line["undone_by"].is_null());
        let backup =
            if text.contains("$backup") { first_name(&self.call("backup.now", json!({}))) } else { String::new() };
        let text = &self.counted_example(text);
        let text = &self.activity_example(text);
        // A slip needs a closed dossier; in a walk it may be closed already, and stays so.
        if text.contains("$dossier") {
            let chosen = json!({"people": [delegate], "year": 2025, "note": "补不齐的已说明"});
            self.rpc("dossiers.check", chosen.clone()).and_then(|_| self.rpc("dossiers.close", chosen)).ok();
        }
        let plans = self.call("plans.week", json!({"day": "2026-09-15"}))["lines"].clone();
        let closed = self.call("plans.week", json!({"day": "2026-09-08"}))["lines"].clone();
        let text = &self.handed_example(text, &delegate, &other);
        let text = &self.notice_example(text);
        let text = &self.attached_example(text, &visit);
        let text = text
            .replace("$plancode", plans[0]["code"].as_str().unwrap_or_default())
            .replace("$planclosed", &first(&closed[0]))
            .replace("$plan", &first(&plans[0]))
            .replace("$backup", &backup)
            .replace("\"$operation\"", &undoable.map_or("0".to_owned(), |line| line["operation"].to_string()))
            .replace("$folder", &self.desk.files().offer(folder))
            .replace("$paper", &paper)
            .replace("$dossier", &delegate)
            .replace("$office", &first(&whole["office"]))
            .replace("$area", &first(&self.call("areas.list", json!({}))[0]))
            .replace("$delegate", &delegate)
            .replace("$person", &other)
            .replace("$term", &first(&roster["terms"][0]))
            .replace("$circle", &first(&roster["circles"][0]))
            .replace("$team", &first(&stations["teams"][0]))
            .replace("$member", &first(&stations["members"][0]))
            .replace("$rule", &first(&self.call("rulebook.list", json!({}))["rules"][0]))
            .replace("$ownrule", &own_rule)
            .replace("$action", &first(&self.call("meetings.actions", json!({}))[0]["action"]))
            .replace("$meeting", &first(&self.call("meetings.list", json!({}))[0]))
            .replace("$proposal", &first(&proposal))
            .replace("$signer", proposal["proposers"][0].as_str().unwrap_or_default())
            .replace("$round", &first(&self.call("evaluations.list", json!({}))[0]))
            .replace("$opening", &first(&self.call("openings.list", json!({}))[0]))
            .replace("$weeknote", &first(&self.call("weeks.notes", json!({}))[0]))
            .replace("$view", &first(&self.call("views.list", json!({"list": "visits"}))[0]))
            .replace("$visit", &visit)
            .replace("$opinion", &first(&opinions["lines"][0]))
            .replace("$clerkname", PERSON)
            .replace("$word", word.as_ref().and_then(Value::as_str).unwrap_or_default())
            .replace("$clerk", &clerk.as_array().unwrap().last().map(&first).unwrap_or_default());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Fills places of attachments: a photo in a file, and one that hangs on a visit.
    fn attached_example(&self, text: &str, visit: &str) -> String {
        let mut text = text.to_owned();
        if text.contains("$photo") {
            text = text.replace("$photo", &self.file("现场.jpg", &standins::photo("现场")));
        }
        if text.contains("$attachment") {
            let file = self.file("走访照片.jpg", &standins::photo("走访"));
            let ask = json!({"owner": "visits", "record": visit, "files": [file]});
            self.rpc("attachments.add", ask).ok();
            let files = self.rpc("attachments.list", json!({"owner": "visits", "record": visit}));
            let first = files.map_or(String::new(), |reply| first_id(&reply.answer["files"][0]));
            text = text.replace("$attachment", &first);
        }
        text
    }

    /// A file with these bytes, chosen in a dialog.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.desk.files().offer(path)
    }

    /// Fills places of activities, longest name first.
    fn activity_example(&self, text: &str) -> String {
        if !["$activity", "$loneactivity", "$report", "$loosereport", "$collation"]
            .iter()
            .any(|place| text.contains(place))
        {
            return text.to_owned();
        }
        let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let lines = self.call("activities.page", json!({}))["lines"].clone();
        let line =
            lines.as_array().unwrap().iter().find(|one| one["kind"] == "inspection").cloned().unwrap_or_default();
        let lone = lines.as_array().unwrap().iter().find(|one| one["kind"] == "training").cloned().unwrap_or_default();
        let whole =
            self.rpc("activities.open", json!({"id": line["id"]})).map(|reply| reply.answer).unwrap_or_default();
        let span = json!({"from": "2026-01-01", "to": "2026-12-31"});
        let collation = self.call("activities.collations", span)[0].clone();
        let reports = whole["reports"].as_array().cloned().unwrap_or_default();
        let sent = |one: &&Value| one["sent"].as_array().is_some_and(|sent| !sent.is_empty());
        let held = reports.iter().find(sent).cloned().unwrap_or_default();
        let loose = reports.iter().find(|one| !sent(one)).cloned().unwrap_or_default();
        text.replace("$activitylink", &name(&whole["links"][0]["id"]))
            .replace("$activity", &name(&line["id"]))
            .replace("$loneactivity", &name(&lone["id"]))
            .replace("$reportuse", &name(&held["uses"][0]["id"]))
            .replace("$loosereport", &name(&loose["report"]["id"]))
            .replace("$report", &name(&held["report"]["id"]))
            .replace("$collation", &name(&collation["id"]))
    }

    /// Fills places of handovers, transfers and materials, which are begun for the examples that need them. A random walk
    /// asks for examples in states where the beginning is refused; then the place stays, and the example with it.
    fn handed_example(&self, text: &str, delegate: &str, other: &str) -> String {
        let mut text = text.to_owned();
        if text.contains("$handover") || text.contains("$passed") {
            let area = self.call("areas.list", json!({}))[0]["id"].clone();
            let wish = json!({"handover": {"from_id": delegate, "to_id": other, "day": "2026-09-15", "ground": "moved", "area_ids": [area]}});
            let Ok(made) = self.rpc("handovers.save", wish) else { return text };
            let id = made.answer["id"].as_str().unwrap().to_owned();
            if text.contains("$passed") {
                self.rpc("handovers.pass", json!({"id": id})).ok();
            }
            text = text.replace("$handover", &id).replace("$passed", &id);
        }
        if ["$transfer", "$ownline", "$given", "$closing"].iter().any(|place| text.contains(place)) {
            let from = if text.contains("$closing") {
                self.rpc("auth.add", json!({"name": "旧经办", "role": "enter", "passphrase": PASSPHRASE})).ok();
                self.rpc("auth.add", json!({"name": "新经办", "role": "enter", "passphrase": PASSPHRASE})).ok();
                let clerks = self.call("auth.people", json!({}));
                clerks.as_array().unwrap().iter().find(|one| one["name"] == "旧经办").map(|one| one["id"].clone())
            } else {
                None
            };
            let wish = json!({"from_id": from, "to_name": "新经办", "witness": "李伟", "absent": if from.is_some() { "调离" } else { "" }});
            let Ok(begun) = self.rpc("transfers.begin", wish) else { return text };
            let id = begun.answer["id"].as_str().unwrap().to_owned();
            let own = self.id("transfers.line", json!({"transfer_id": id, "label": "文件柜钥匙", "given": true}));
            if text.contains("$given") || text.contains("$closing") {
                self.give_all(&id);
            }
            if text.contains("$closing") {
                self.call("transfers.sign", json!({"id": id}));
                self.call("auth.disable", json!({"id": from}));
            }
            text = text.replace("$ownline", &own);
            for place in ["$transfer", "$given", "$closing"] {
                text = text.replace(place, &id);
            }
        }
        if text.contains("$materialitem") || text.contains("$withmaterial") {
            let meeting = self.call("meetings.list", json!({}))[0]["id"].clone();
            if self.rpc("materials.make", json!({"meeting_id": meeting})).is_ok() {
                let made = self.call("materials.open", json!({"id": meeting}));
                text = text.replace("$materialitem", made["items"][0]["id"].as_str().unwrap_or_default());
                text = text.replace("$withmaterial", meeting.as_str().unwrap_or_default());
            }
        }
        text
    }

    /// Ticks every line of a transfer off.
    pub fn give_all(&self, transfer: &str) {
        let whole = self.call("transfers.open", json!({"id": transfer}));
        for line in whole["lines"].as_array().unwrap() {
            let mut wish = json!({"id": line["id"], "label": line["label"], "counted": line["counted"], "kept_at": line["kept_at"],
                "note": line["note"], "given": true});
            if line["kind"] == "key" {
                wish["kept_at"] = json!("保密柜");
            }
            self.call("transfers.line", wish);
        }
    }

    /// Fills places of notices.
    fn notice_example(&self, text: &str) -> String {
        if !["$notice", "$recipient", "$delivery"].iter().any(|place| text.contains(place)) {
            return text.to_owned();
        }
        let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = self.call("notices.page", json!({}))["lines"][0].clone();
        let whole = self.rpc("notices.open", json!({"id": line["id"]})).map(|reply| reply.answer).unwrap_or_default();
        let recipients = whole["recipients"].as_array().cloned().unwrap_or_default();
        let missing = recipients.iter().find(|one| one["reached_on"].is_null()).cloned().unwrap_or_default();
        let reached = recipients.iter().find(|one| !one["reached_on"].is_null()).cloned().unwrap_or_default();
        text.replace("$notice", &name(&line["id"]))
            .replace("$recipient", &name(&missing["recipient"]["id"]))
            .replace("$delivery", &name(&reached["deliveries"][0]["id"]))
    }

    /// Fills places of the paper loop, taking the sample's round as far as the example needs it. In a walk the round may be
    /// gone or closed: the example then stays as it is and its call is refused.
    fn counted_example(&self, text: &str) -> String {
        self.counted(text).unwrap_or_else(|_| text.to_owned())
    }

    fn counted(&self, text: &str) -> Result<String, Refusal> {
        let places = ["$batch", "$printed", "$scan", "$page", "$decided", "$closed", "$signed", "$worded"];
        if !places.iter().any(|place| text.contains(place)) {
            return Ok(text.to_owned());
        }
        let answer = |name: &str, payload: Value| self.rpc(name, payload).map(|reply| reply.answer);
        let first = answer("evaluations.list", json!({}))?[0].clone();
        let round = first["id"].clone();
        if text.contains("$worded") {
            let mut worded = first;
            worded["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}], "free_text": true});
            answer("evaluations.save", worded)?;
        }
        let printed = answer("evaluations.print", json!({"round": round, "copies": []}))?;
        let batch = printed["batches"][0].clone();
        let scan = self.folder.path().join("stack.scan");
        let rows = json!({"q1": "?", "q2": "满意"});
        // Of fewer than five sheets nothing is shown and nothing corrected.
        let closed = text.contains("$closed") || text.contains("$signed");
        let sheets = if closed { 6 } else { 2 };
        let pages: Vec<Value> =
            (1..=sheets).map(|at| json!({"batch": batch["code"], "rows": rows, "picture": at})).collect();
        std::fs::write(&scan, serde_json::to_vec(&pages).unwrap()).unwrap();
        let token = self.desk.files().offer(scan);
        let mut page = String::new();
        if closed {
            let issued = json!({"batch": batch["id"], "issued": sheets, "taken_by": PERSON});
            answer("evaluations.issue", issued)?;
        }
        if closed || ["$scanned", "$page", "$decided"].iter().any(|place| text.contains(place)) {
            answer("evaluations.scan", json!({"round": round, "files": [token]}))?;
            let stack = answer("evaluations.stack", json!({"round": round}))?;
            stack["lines"][0]["page"].as_str().unwrap().clone_into(&mut page);
            if text.contains("$decided") || closed {
                for line in stack["lines"].as_array().unwrap() {
                    let decision = json!({"round": round, "page": line["page"], "row": "q1", "answer": "good"});
                    answer("evaluations.decide", decision)?;
                }
            }
            if closed {
                answer("evaluations.close", json!({"round": round, "note": "只印未发", "name": PERSON}))?;
            }
            if text.contains("$signed") {
                let signed = json!({"round": round, "scrutineers": [PERSON], "counters": [PERSON], "chair": PERSON});
                answer("evaluations.sign", signed)?;
            }
        }
        let mut text = text.replace("$page", &page).replace("$batch", batch["id"].as_str().unwrap());
        for place in ["$printed", "$scanned", "$decided", "$closed", "$signed", "$worded"] {
            text = text.replace(place, round.as_str().unwrap());
        }
        Ok(text.replace("$scan", &token))
    }
}

fn first_id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_default().to_owned()
}

fn first_name(value: &Value) -> String {
    value["name"].as_str().unwrap_or_default().to_owned()
}

pub fn dump(desk: &Desk) -> String {
    let station = desk.station().unwrap();
    let actor = zhudian_core::ground::station::Actor {
        id: "test".to_owned(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::Manage,
    };
    station.read(&actor, |reading| Ok(dump_tables(reading.db, reading.schema))).unwrap()
}

pub fn dump_tables(db: &zhudian_core::rusqlite::Connection, schema: &zhudian_core::ground::schema::Schema) -> String {
    let mut text = String::new();
    for table in schema.journalled() {
        let columns: Vec<&str> = table.carried().map(|column| column.name.as_str()).collect();
        let mut statement =
            db.prepare(&format!("SELECT {} FROM {} ORDER BY id", columns.join(", "), table.name)).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            text.push_str(&table.name);
            for at in 0..columns.len() {
                text.push_str(&format!("|{:?}", row.get_ref(at).unwrap()));
            }
            text.push('\n');
        }
    }
    text
}
