//! Activities: what each kind asks for, reports from their writing to where they were used, what grew out of them, and
//! what a delegate's page and yearly file read.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhudian_core::features::activities::fields;
use zhudian_testkit::Office;

struct Town {
    office: Office,
    people: Vec<String>,
    areas: Vec<String>,
}

fn town() -> Town {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = ["梁䶮海", "鄺惠", "司徒玉涛", "区嘉军", "陈国栋"].map(|name| {
        let found = roster["people"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    });
    let areas = office.call("areas.list", json!({}));
    let areas = (0..3).map(|at| areas[at]["id"].as_str().unwrap().to_owned()).collect();
    Town { people: people.to_vec(), areas, office }
}

impl Town {
    fn activity(&self, change: Value) -> Value {
        let mut one = json!({"kind": "research", "title": "老旧小区加装电梯", "from_day": "2026-08-11", "to_day": "2026-08-13",
            "areas": [self.areas[1], self.areas[0]], "organiser": "区委党联办", "delegates": [self.people[1], self.people[0]],
            "members": [self.people[4]], "companions": "镇住建办何工"});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    }

    fn report(&self, activity: &str, change: Value) -> Value {
        let mut one = json!({"activity_id": activity, "day": "2026-08-20", "title": "加装电梯的调研报告", "content": "一、现状。"});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("activities.open", json!({"id": id}))
    }

    fn page(&self, filter: Value) -> Value {
        self.office.call("activities.page", json!({"filter": filter}))
    }
}

#[test]
fn what_was_entered_is_there_again_in_the_order_of_the_paper() {
    let town = town();
    let id = town.office.id("activities.save", town.activity(json!({"findings": "多数住户赞成。 "})));
    let one = town.open(&id)["activity"].clone();
    assert_eq!(one["delegates"], json!([town.people[1], town.people[0]]));
    assert_eq!(one["areas"], json!([town.areas[1], town.areas[0]]));
    assert_eq!(one["findings"], json!("多数住户赞成。"));
    let mut changed = one.clone();
    changed["delegates"] = json!([town.people[0], town.people[2]]);
    town.office.id("activities.save", changed.clone());
    assert_eq!(town.open(&id)["activity"]["delegates"], changed["delegates"]);
    assert_eq!(town.office.refused("activities.save", changed).code, "activities.changed_meanwhile");
}

#[test]
fn each_kind_asks_for_its_own() {
    let town = town();
    let none: [Value; 0] = [];
    for (change, code) in [
        (json!({"title": " "}), "activities.title"),
        (json!({"kind": "picnic"}), "activities.kind"),
        (json!({"to_day": "2026-08-10"}), "activities.backwards"),
        (json!({"from_day": "2026-8-1"}), "day.unreadable"),
        (json!({"starts": "9点"}), "time.unreadable"),
        (json!({"members": [town.people[0]]}), "activities.person_twice"),
        (json!({"areas": [town.areas[0], town.areas[0]]}), "activities.area_twice"),
        (json!({"delegates": none}), "activities.needs"),
        (json!({"hours": 10_000}), "activities.hours"),
        (json!({"kind": "attendance"}), "activities.needs"),
        (json!({"kind": "training", "organiser": ""}), "activities.needs"),
        (json!({"kind": "duty_report", "manner": "oral"}), "activities.needs"),
        (json!({"kind": "duty_report", "audience": "选举单位党员大会"}), "activities.needs"),
        (json!({"kind": "duty_report", "audience": "选举单位党员大会", "manner": "sung"}), "activities.manner"),
        (json!({"from_day": "2026-10-01", "to_day": "", "findings": "不可能"}), "activities.in_future"),
        (json!({"id": "nowhere"}), "activities.gone"),
    ] {
        assert_eq!(town.office.refused("activities.save", town.activity(change.clone())).code, code, "{change}");
    }
    for change in [
        json!({"kind": "attendance", "invited_by": "区委", "title": "区委全会"}),
        json!({"kind": "training", "hours": 35}),
        json!({"kind": "duty_report", "audience": "选举单位党员大会", "manner": "both"}),
        // A plan ahead needs nobody yet.
        json!({"from_day": "2026-10-01", "to_day": "", "delegates": none}),
    ] {
        town.office.id("activities.save", town.activity(change));
    }
}

#[test]
fn what_a_kind_asks_for_is_dated_rule_book_data() {
    let town = town();
    let set = |value: &str| json!({"name": "activities.fields.research", "value": value, "valid_from": "2026-08-12", "source": "镇党委会议纪要"});
    assert_eq!(town.office.refused("rulebook.parameter", set("参加代表、天气")).code, "activities.fields");
    town.office.call("rulebook.parameter", set("参加代表、发现的情况（必填）"));
    // An activity before that day is judged as before.
    town.office.id("activities.save", town.activity(json!({})));
    let later = json!({"from_day": "2026-08-12"});
    assert_eq!(town.office.refused("activities.save", town.activity(later)).code, "activities.needs");
    let kinds = town.office.call("activities.kinds", json!({}));
    let research = kinds.as_array().unwrap().iter().find(|kind| kind["kind"] == "research").unwrap().clone();
    assert_eq!(research["fields"], json!(["delegates", "findings"]));
    assert_eq!(research["needs"], json!(["findings"]));
    // A kind the office added itself takes the fields of "other".
    town.office.call(
        "office.entry",
        json!({"list": "activity_kind", "code": "salon", "label": "代表沙龙", "place": 9, "active": true}),
    );
    town.office.id("activities.save", town.activity(json!({"kind": "salon"})));
}

#[test]
fn reports_are_handed_in_gathered_and_used() {
    let town = town();
    let office = &town.office;
    let id = office.id("activities.save", town.activity(json!({})));
    for (change, code) in [
        (json!({"title": ""}), "activities.report_title"),
        (json!({"content": " "}), "activities.report_empty"),
        (json!({"day": "2026-08-10"}), "activities.report_day"),
        (json!({"day": "2026-12-10"}), "activities.report_day"),
        (json!({"activity_id": "nowhere"}), "activities.gone"),
        (json!({"id": "nowhere"}), "activities.report_gone"),
    ] {
        assert_eq!(office.refused("activities.report", town.report(&id, change.clone())).code, code, "{change}");
    }
    let group = office.id("activities.report", town.report(&id, json!({})));
    let own =
        json!({"person_id": town.people[0], "title": "一楼住户的顾虑", "content": "", "attachment": "原件，档案盒3"});
    let own = office.id("activities.report", town.report(&id, own));
    let span = json!({"from": "2026-08-01", "to": "2026-08-31"});
    let unsent = || office.call("activities.reports", json!({"from": "2026-08-01", "unsent": true}));
    assert_eq!(unsent().as_array().unwrap().len(), 2);
    // A collation says which went to whom and when.
    let collation = |change: Value| {
        let mut one = json!({"day": "2026-08-25", "title": "第三季度调研成果", "receiver": "区委党联办", "reports": [own, group]});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    };
    for (change, code) in [
        (json!({"receiver": ""}), "activities.receiver"),
        (json!({"reports": []}), "activities.collation_empty"),
        (json!({"reports": [own, own]}), "activities.collation_twice"),
        (json!({"reports": ["nowhere"]}), "activities.report_gone"),
        (json!({"day": "2026-08-19"}), "activities.collation_day"),
        (json!({"day": "2026-12-19"}), "activities.collation_day"),
        (json!({"id": "nowhere"}), "activities.collation_gone"),
    ] {
        assert_eq!(office.refused("activities.collate", collation(change.clone())).code, code, "{change}");
    }
    let gathered = office.id("activities.collate", collation(json!({})));
    assert_eq!(unsent(), json!([]));
    let whole = office.call("activities.collation", json!({"id": gathered}));
    assert_eq!(whole["reports"][0]["report"]["id"], json!(own));
    assert_eq!(whole["reports"][1]["report"]["content"], json!("一、现状。"));
    assert_eq!(office.call("activities.collations", span).as_array().unwrap().len(), 1);
    // What was sent is not lost by a slip.
    assert_eq!(office.refused("activities.report_remove", json!({"id": own})).code, "activities.report_sent");
    assert_eq!(office.refused("activities.remove", json!({"id": id})).code, "activities.collated");
    let later = town.report(&id, json!({"id": group, "day": "2026-08-26"}));
    assert_eq!(office.refused("activities.report", later).code, "activities.report_later");
    // And what it was used for.
    let used = |change: Value| {
        let mut one = json!({"report_id": group, "day": "2026-09-10", "way": "bulletin", "receiver": "《里水参阅》", "document": "第8期"});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    };
    for (change, code) in [
        (json!({"day": "2026-08-19"}), "activities.use_day"),
        (json!({"day": "2026-12-19"}), "activities.use_day"),
        (json!({"way": "fame"}), "activities.way"),
        (json!({"receiver": "", "document": ""}), "activities.use_where"),
        (json!({"proposal_id": "nowhere"}), "activities.record_gone"),
        (json!({"report_id": "nowhere"}), "activities.report_gone"),
        (json!({"id": "nowhere"}), "activities.use_gone"),
    ] {
        assert_eq!(office.refused("activities.use", used(change.clone())).code, code, "{change}");
    }
    let bulletin = office.id("activities.use", used(json!({})));
    let proposal = office.call("proposals.list", json!({}))[0]["id"].clone();
    office.id(
        "activities.use",
        used(json!({"way": "proposal", "receiver": "", "document": "", "proposal_id": proposal})),
    );
    let line = town.page(json!({"kind": "research"}))["lines"][0].clone();
    assert_eq!((&line["reports"], &line["sent"], &line["used"]), (&json!(2), &json!(2), &json!(1)));
    // The proposal shows where it came from, the activity what came of it.
    let from = office.call("activities.of_record", json!({"id": proposal}));
    assert!(from.as_array().unwrap().iter().any(|one| one["record_id"] == json!(id)), "{from}");
    assert!(town.open(&id)["links"].as_array().unwrap().iter().any(|one| one["record_id"] == proposal));
    office.call("activities.use_remove", json!({"id": bulletin}));
    office.call("activities.collation_remove", json!({"id": gathered}));
    office.call("activities.remove", json!({"id": id}));
    assert_eq!(town.page(json!({"kind": "research"}))["lines"], json!([]));
}

#[test]
fn an_opinion_registered_at_an_activity_is_linked_and_taken_back_as_one() {
    let town = town();
    let office = &town.office;
    let id = office.id("activities.save", town.activity(json!({})));
    let before = office.dump();
    let wish = json!({"activity_id": id, "opinion": {"area_id": town.areas[0], "day": "2026-08-11", "topic": "other",
        "content": "公示期太短", "giver": "麦女士", "named": true}});
    let reply = office.rpc("activities.opinion", wish).unwrap();
    let links = town.open(&id)["links"].clone();
    assert_eq!(links[0]["kind"], json!("opinions"));
    // It is about a person by name: its words do not stand on the activity's page.
    assert_eq!(links[0]["title"], json!(""));
    let back = office.call("activities.of_record", json!({"id": reply.answer["id"]}));
    assert_eq!((&back[0]["record_id"], &back[0]["number"]), (&json!(id), &json!("research")));
    assert_eq!(
        office
            .refused("activities.link", json!({"activity_id": id, "kind": "opinions", "record_id": reply.answer["id"]}))
            .code,
        "activities.linked"
    );
    office.call("history.undo", json!({"operation": reply.operation}));
    assert_eq!(office.dump(), before);
    let wrong = json!({"activity_id": id, "kind": "visits", "record_id": id});
    assert_eq!(office.refused("activities.link", wrong).code, "activities.record_gone");
}

#[test]
fn a_delegates_year_holds_what_they_took_part_in_and_wrote() {
    let town = town();
    let office = &town.office;
    let id = office.id("activities.save", town.activity(json!({})));
    let training = town.activity(
        json!({"kind": "training", "title": "党代表培训班", "from_day": "2025-12-30", "to_day": "2026-01-02",
        "hours": 125, "areas": [], "place": "区委党校", "delegates": [town.people[0]], "members": [town.people[1]]}),
    );
    office.id("activities.save", training);
    let report = office.id("activities.report", town.report(&id, json!({"person_id": town.people[0]})));
    office.id("activities.report", town.report(&id, json!({"person_id": town.people[1], "title": "别人写的"})));
    office.id(
        "activities.use",
        json!({"report_id": report, "day": "2026-09-01", "way": "media", "receiver": "南海电视台"}),
    );
    let year = |who: usize, year: i32| {
        let span =
            json!({"person_id": town.people[who], "from": format!("{year}-01-01"), "to": format!("{year}-12-31")});
        office.call("activities.of_delegate", span).as_array().unwrap().clone()
    };
    let mine = year(0, 2026);
    let titles: Vec<&str> = mine.iter().map(|one| one["title"].as_str().unwrap()).collect();
    // One that crosses New Year stands in both years.
    assert_eq!(titles, ["党代表培训班", "新任代表培训", "视察北沙涌整治", "老旧小区加装电梯"]);
    assert_eq!(year(0, 2025).len(), 1);
    assert_eq!((&mine[0]["hours"], &mine[0]["kind_label"]), (&json!(125), &json!("培训")));
    assert_eq!(mine[3]["reports"], json!(["加装电梯的调研报告"]));
    assert_eq!(mine[3]["uses"], json!(["媒体刊登：南海电视台"]));
    // One who only went along is no participant; one who wrote a report is.
    assert_eq!(year(1, 2026).len(), 1);
    assert_eq!(year(1, 2026)[0]["reports"], json!(["别人写的"]));
    assert!(year(3, 2026).is_empty());
}

#[test]
fn lists_filter_sort_page_and_add_up() {
    let town = town();
    for at in 0..7 {
        let change = json!({"title": format!("调研{at}"), "from_day": format!("2026-05-0{}", at + 1), "to_day": "",
            "delegates": town.people[..=at % 4], "areas": [town.areas[at % 2]], "kind": if at == 6 { "other" } else { "research" }});
        town.office.id("activities.save", town.activity(change));
    }
    let may = json!({"from": "2026-05-01", "to": "2026-05-10"});
    let asked = |sort: &str, descending: bool, offset: u32| {
        let page = json!({"filter": may, "sort": sort, "descending": descending, "offset": offset, "limit": 3});
        let lines = town.office.call("activities.page", page)["lines"].clone();
        lines.as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(asked("day", true, 0), ["调研6", "调研5", "调研4"]);
    assert_eq!(asked("day", false, 6), ["调研6"]);
    assert_eq!(asked("people", true, 0), ["调研3", "调研6", "调研2"]);
    assert_eq!(asked("kind", true, 0)[0], "调研6");
    let page = town.page(may);
    assert_eq!((&page["sums"]["activities"], &page["sums"]["delegates"]), (&json!(7), &json!(16)));
    assert_eq!(page["kinds"], json!({"other": 1, "research": 6}));
    let count = |filter: Value| town.page(filter)["sums"]["activities"].as_i64().unwrap();
    assert_eq!(count(json!({"area_id": town.areas[1]})), 3);
    assert_eq!(count(json!({"person_id": town.people[3], "kind": "research"})), 1);
    assert_eq!(count(json!({"text": "清淤完成"})), 1);
    assert_eq!(count(json!({"text": "保洁情况"})), 1);
    assert_eq!(count(json!({"text": "%"})), 0);
    for (reports, counted) in [("none", 8), ("sent", 1), ("used", 1), ("held", 0)] {
        assert_eq!(count(json!({"reports": reports})), counted, "{reports}");
    }
}

proptest! {
    /// Whatever fields the rule book names, the words read back give the same fields in the same order.
    #[test]
    fn fields_are_read_as_they_are_written(picked in proptest::collection::vec((0_usize..14, any::<bool>()), 0..20)) {
        let codes = ["time", "place", "areas", "organiser", "invited_by", "delegates", "members", "hours", "audience", "manner",
            "findings", "advice", "reports", "links"];
        let text: Vec<String> = picked.iter().map(|(at, must)| {
            format!("{}{}", fields::word(codes[*at]), if *must { "（必填）" } else { "" })
        }).collect();
        let read = fields::read("research", &text.join("、")).unwrap();
        let mut wanted: Vec<&str> = Vec::new();
        for (at, _) in &picked {
            if !wanted.contains(&codes[*at]) {
                wanted.push(codes[*at]);
            }
        }
        prop_assert_eq!(&read.fields, &wanted);
        prop_assert!(read.needs.iter().all(|need| read.fields.contains(need)));
    }
}
