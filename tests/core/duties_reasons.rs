//! Duties: why a record counts or does not, what a sample office owes, and another place's rules entered by calls alone.

use super::duties::{WHOLE, delegate, rule, told};
use proptest::prelude::*;
use serde_json::{Value, json};
use zhudian_core::features::duties::rules::{self, Deed, Delegate, Part, Span, State};
use zhudian_core::features::rulebook::model::{Prorate, Rule, Unit};
use zhudian_testkit::{Office, day};

#[test]
fn sixty_days_back_from_any_day() {
    let rolling = rule(Unit::Rolling, 60, 1);
    let cases: &[(&str, &[(&str, &str)], &[&str], &str, &str, &str)] = &[
        ("today", WHOLE, &["2016-06-30"], "2016-06-30", "1/1✓", "2016-08-29"),
        ("59 days ago", WHOLE, &["2016-05-02"], "2016-06-30", "1/1✓", "2016-07-01"),
        ("60 days ago: today is the last day", WHOLE, &["2016-05-01"], "2016-06-30", "0/1…", "2016-06-30"),
        ("61 days ago", WHOLE, &["2016-04-30"], "2016-06-30", "0/1!", "2016-06-29"),
        ("never", WHOLE, &[], "2016-06-30", "0/1!", "2016-02-29"),
        ("in office for a month", &[("2016-06-01", "2026-12-31")], &[], "2016-06-30", "0/1…", "2016-07-30"),
        ("in office for exactly sixty days", &[("2016-05-02", "2026-12-31")], &[], "2016-06-30", "0/1…", "2016-06-30"),
        ("in office for sixty-one days", &[("2016-05-01", "2026-12-31")], &[], "2016-06-30", "0/1!", "2016-06-29"),
    ];
    for (name, seats, days, as_of, wanted, due) in cases {
        let who = delegate(seats, &[]);
        assert_eq!(told(&rolling, &who, days, as_of, "2016-01-01"), *wanted, "{name}");
        let deeds: Vec<Deed<'_>> = days
            .iter()
            .map(|text| Deed { id: text, day: day(text), kind: "", part: Part::First, outside: false })
            .collect();
        assert_eq!(rules::judge(&rolling, &who, &deeds, day(as_of), day("2016-01-01"))[0].due, day(due), "{name}");
    }
}

#[test]
fn every_reason_not_to_count() {
    let base = rule(Unit::Month, 12, 1);
    let who = delegate(&[("2016-03-01", "2016-10-31")], &[]);
    let cases: &[(&str, Rule, &str, &str, Part, bool, Option<&str>)] = &[
        ("counts", base.clone(), "2016-05-01", "reception", Part::First, false, None),
        ("outside counts by default", base.clone(), "2016-05-01", "reception", Part::First, true, None),
        (
            "outside",
            Rule { outside_credit: false, ..base.clone() },
            "2016-05-01",
            "reception",
            Part::First,
            true,
            Some("outside"),
        ),
        ("joint counts by default", base.clone(), "2016-05-01", "reception", Part::Joint, false, None),
        (
            "joint",
            Rule { joint_credit: false, ..base.clone() },
            "2016-05-01",
            "reception",
            Part::Joint,
            false,
            Some("joint"),
        ),
        (
            "leader",
            Rule { leader_credit: false, ..base.clone() },
            "2016-05-01",
            "reception",
            Part::Leader,
            false,
            Some("leader"),
        ),
        ("leader counts when the rule says so", base.clone(), "2016-05-01", "reception", Part::Leader, false, None),
        ("member", base.clone(), "2016-05-01", "reception", Part::Member, false, Some("member")),
        (
            "kind",
            Rule { kinds: vec!["reception".to_owned()], ..base.clone() },
            "2016-05-01",
            "household",
            Part::First,
            false,
            Some("kind"),
        ),
        ("after the day", base.clone(), "2016-09-16", "reception", Part::First, false, Some("after_as_of")),
        ("before the seat", base.clone(), "2016-02-29", "reception", Part::First, false, Some("out_of_office")),
        (
            "before the rule",
            Rule { valid_from: "2016-04-01".to_owned(), ..base.clone() },
            "2016-03-05",
            "reception",
            Part::First,
            false,
            Some("rule_not_in_force"),
        ),
        ("team", Rule { team_credit: false, ..base.clone() }, "2016-05-01", "motion", Part::Team, false, Some("team")),
        ("team counts when the rule says so", base.clone(), "2016-05-01", "motion", Part::Team, false, None),
        ("excused", base.clone(), "2016-05-01", "group", Part::Excused, false, Some("excused")),
        (
            "excused counts when the rule says so",
            Rule { excused_credit: true, ..base.clone() },
            "2016-05-01",
            "group",
            Part::Excused,
            false,
            None,
        ),
        ("absent", base.clone(), "2016-05-01", "group", Part::Absent, false, Some("absent")),
        ("unlisted", base.clone(), "2016-05-01", "group", Part::Unlisted, false, Some("unlisted")),
        ("withdrawn", base.clone(), "2016-05-01", "motion", Part::Withdrawn, false, Some("withdrawn")),
        ("unfinished", base.clone(), "2016-05-01", "", Part::Unfinished, false, Some("unfinished")),
        ("again", base.clone(), "2016-05-01", "", Part::Again, false, Some("again")),
    ];
    let labels = std::collections::HashMap::new();
    for (name, rule, on, kind, part, outside, wanted) in cases {
        let deed = Deed { id: "x", day: day(on), kind, part: *part, outside: *outside };
        let judged = rules::judge(rule, &who, &[deed], day("2016-09-15"), day("2016-01-01"));
        let why = judged[0].not_counted.first().map(|(_, why)| *why);
        assert_eq!(why.map(rules::Why::code), *wanted, "{name}");
        if let Some(why) = why {
            let sentence = zhudian_core::features::duties::sheet::why_words(rule, why, kind, &labels);
            assert!(sentence.chars().count() > 2 && !sentence.contains('{'), "{name}: {sentence}");
        }
    }
}

#[test]
fn the_rules_name_no_rule_and_no_figure() {
    let text =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features/duties/rules.rs"))
            .unwrap();
    let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let figure = words
        .find(|word| word.chars().next().is_some_and(|first| first.is_ascii_digit()) && !matches!(*word, "0" | "1"));
    assert_eq!(figure, None);
    assert!(!text.contains("nanhai"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Windows of months lie end to end over the year; every record counts in one of them or is told why not.
    #[test]
    fn windows_cover_the_year_and_every_record_is_answered_for(
        length in 1_i64..=12, required in 0_i64..5, at in 0_i64..730, days in proptest::collection::vec(0_i64..730, 0..40),
        from in 0_i64..900, lasts in 0_i64..900, leave in 0_i64..730, leave_for in 0_i64..200, half in any::<bool>(),
    ) {
        let base = day("2016-01-01");
        let plus = |n: i64| base + chrono::TimeDelta::days(n);
        let rule = Rule { prorate: if half { Prorate::Month } else { Prorate::Day }, ..rule(Unit::Month, length, required) };
        let who = Delegate {
            seats: vec![("town".to_owned(), Span { from: plus(from - 200), to: plus(from - 200 + lasts) })],
            leaves: vec![Span { from: plus(leave), to: plus(leave + leave_for) }],
        };
        let as_of = plus(at);
        let windows = rules::windows(&rule, as_of, base);
        let year = rules::year_of(as_of);
        prop_assert_eq!(windows.first().unwrap().from, year.from);
        prop_assert_eq!(windows.last().unwrap().to, year.to);
        for pair in windows.windows(2) {
            prop_assert_eq!(pair[0].to.succ_opt().unwrap(), pair[1].from);
        }
        let mut sorted = days.clone();
        sorted.sort_unstable();
        let deeds: Vec<Deed<'_>> = sorted.iter().map(|n| Deed { id: "x", day: plus(*n), kind: "", part: Part::First, outside: false }).collect();
        let judged = rules::judge(&rule, &who, &deeds, as_of, base);
        let answered: usize = judged.iter().map(|one| one.counted.len() + one.not_counted.len()).sum();
        prop_assert_eq!(answered, deeds.iter().filter(|deed| year.holds(deed.day)).count());
        for one in &judged {
            prop_assert!((0..=required).contains(&one.required));
            prop_assert_eq!(one.state == State::NotDue, one.required == 0 || (one.window.from > as_of && (one.counted.len() as i64) < one.required));
            prop_assert_eq!(one.relief.is_some(), one.required < required);
            let more = Delegate { leaves: Vec::new(), ..who.clone() };
            prop_assert!(rules::required(&rule, &more, one.window, base).0 >= one.required, "leave never asks for more");
        }
        // One more visit never makes anything worse.
        let mut with_one: Vec<Deed<'_>> = deeds.clone();
        with_one.push(Deed { id: "y", day: as_of, kind: "", part: Part::First, outside: false });
        with_one.sort_by_key(|deed| deed.day);
        for (one, other) in judged.iter().zip(rules::judge(&rule, &who, &with_one, as_of, base)) {
            prop_assert!(other.counted.len() >= one.counted.len());
            prop_assert!(one.state != State::Met || other.state == State::Met);
        }
    }
}

fn windows<'a>(sheet: &'a Value, name: &str, duty: &str) -> &'a Vec<Value> {
    let one = sheet["delegates"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == name)
        .unwrap_or_else(|| panic!("{name}"));
    one["duties"].as_array().unwrap().iter().find(|one| one["duty"] == duty).unwrap()["windows"].as_array().unwrap()
}

fn states(windows: &[Value]) -> Vec<String> {
    windows
        .iter()
        .map(|one| {
            format!(
                "{} {}/{} {}",
                &one["from"].as_str().unwrap()[5..],
                one["done"],
                one["required"],
                one["state"].as_str().unwrap()
            )
        })
        .collect()
}

fn person(office: &Office, name: &str) -> String {
    let roster = office.call("delegates.register", json!({}));
    let people = roster["people"].as_array().unwrap();
    people.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name}"))["id"].as_str().unwrap().to_owned()
}

#[test]
fn four_duties_of_a_sample_office_in_the_promised_shape() {
    let office = Office::sample();
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15"}));
    assert_eq!(sheet["as_of"], "2026-09-15");
    assert_eq!(sheet["delegates"].as_array().unwrap().len(), 4);
    let contact = windows(&sheet, "梁䶮海", "contact");
    assert_eq!(
        states(contact),
        [
            "01-01 0/1 overdue",
            "03-01 0/1 overdue",
            "05-01 0/1 overdue",
            "07-01 0/1 overdue",
            "09-01 1/1 met",
            "11-01 0/1 not_due"
        ]
    );
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    assert_eq!(contact[4]["counted"], json!([visit]));
    assert_eq!(states(windows(&sheet, "梁䶮海", "meeting")), ["01-01 1/1 met", "07-01 0/1 open"]);
    assert_eq!(states(windows(&sheet, "鄺惠", "meeting")), ["01-01 0/1 overdue", "07-01 0/1 open"]);
    assert_eq!(windows(&sheet, "鄺惠", "meeting")[0]["not_counted"][0]["code"], "unlisted");
    assert_eq!(states(windows(&sheet, "梁䶮海", "proposal")), ["01-01 1/1 met"]);
    assert_eq!(states(windows(&sheet, "梁䶮海", "evaluation")), ["01-01 0/1 open"]);
    // The evaluation done, then seen on the last day of the year.
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["state"] = json!("held");
    round["held_on"] = json!("2026-09-10");
    round.as_object_mut().unwrap().remove("batches");
    office.call("evaluations.save", round.clone());
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15", "person": person(&office, "梁䶮海")}));
    assert_eq!(windows(&sheet, "梁䶮海", "evaluation")[0]["not_counted"][0]["why"], "评议还没有完成。");
    round["state"] = json!("finished");
    office.call("evaluations.save", round);
    let sheet = office.call("duties.as_of", json!({}));
    assert_eq!(states(windows(&sheet, "梁䶮海", "evaluation")), ["01-01 1/1 met"]);
    let told = office
        .call("duties.explain", json!({"person": person(&office, "梁䶮海"), "duty": "contact", "from": "2026-09-01"}));
    assert_eq!(told[0]["rule"], "联系走访：每2个月至少1次。南海2015，2015年6月11日起用。");
    assert_eq!(told[0]["records"][0]["counts"], true);
    assert_eq!(office.refused("duties.as_of", json!({"person": "nobody"})).code, "duties.person");
    assert_eq!(office.refused("duties.as_of", json!({"as_of": "明天"})).code, "day.unreadable");
}

#[test]
fn the_reminder_adds_up_over_all_delegates() {
    let office = Office::sample();
    let soon = office.call("duties.upcoming", json!({"as_of": "2026-09-15"}));
    let now: Vec<&Value> = soon["windows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["phase"] == "current" && one["total"] != 0)
        .collect();
    assert_eq!(now.len(), 4);
    assert_eq!((&now[0]["total"], &now[0]["met"], now[0]["open"].as_array().unwrap().len()), (&json!(4), &json!(1), 3));
    assert_eq!((&now[0]["due"], &now[0]["days_left"]), (&json!("2026-10-31"), &json!(46)));
    let past = soon["windows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["from"] == "2026-07-01" && one["duty"] == "contact")
        .unwrap();
    assert_eq!(past["overdue"].as_array().unwrap().len(), 4);
    for one in soon["windows"].as_array().unwrap() {
        let parts = one["met"].as_u64().unwrap() as usize
            + one["open"].as_array().unwrap().len()
            + one["overdue"].as_array().unwrap().len();
        assert!(one["phase"] == "later" || parts as u64 == one["total"].as_u64().unwrap(), "{one}");
    }
}

#[test]
fn another_places_rules_by_calls_alone() {
    let office = Office::sample();
    let built = office.call("rulebook.list", json!({}))["rules"].clone();
    for rule in built
        .as_array()
        .unwrap()
        .iter()
        .filter(|rule| rule["book"] == "南海2015" && (rule["duty"] == "contact" || rule["duty"] == "evaluation"))
    {
        office.call("rulebook.end", json!({"id": rule["id"], "on": "2025-12-31"}));
    }
    let own = |title: &str, length: i64, required: i64, kinds: Value| {
        json!({"book": "苏州高新区", "title": title, "duty": "contact", "levels": ["town"], "window_unit": "month", "window_length": length,
            "required": required, "kinds": kinds, "valid_from": "2026-01-01", "source": "党代表履职情况表"})
    };
    office.call("rulebook.save", own("接待群众", 12, 2, json!(["reception"])));
    office.call("rulebook.save", own("联系党员群众", 3, 1, json!([])));
    assert_eq!(office.refused("rulebook.save", own("又一条", 3, 2, json!([]))).code, "rulebook.twin");
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15"}));
    assert_eq!(
        states(windows(&sheet, "梁䶮海", "contact")),
        ["01-01 0/1 overdue", "01-01 0/2 open", "04-01 0/1 overdue", "07-01 1/1 met", "10-01 0/1 not_due"]
    );
    let year = &windows(&sheet, "梁䶮海", "contact")[1];
    assert_eq!(year["not_counted"][0]["why"], "规则只计定点接待、座谈，这次是入户走访。");
    assert!(windows(&sheet, "梁䶮海", "evaluation").is_empty());
    // A forum no longer stands for a reception from a day on.
    office.call(
        "rulebook.parameter",
        json!({"name": "forum_counts_as_reception", "value": false, "valid_from": "2026-09-01", "source": "电话通知"}),
    );
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15"}));
    assert_eq!(windows(&sheet, "梁䶮海", "contact")[1]["not_counted"][0]["why"], "规则只计定点接待，这次是入户走访。");
    // The old year keeps its old rule.
    let old = office.call("duties.as_of", json!({"as_of": "2025-12-31"}));
    assert_eq!(windows(&old, "梁䶮海", "contact").len(), 6);
    assert_eq!(windows(&old, "梁䶮海", "contact")[0]["relief"]["code"], "before_start");
}

#[test]
fn what_a_past_year_was_asked_is_not_changed() {
    let office = Office::sample();
    let rule = office.call("rulebook.list", json!({}))["rules"][0].clone();
    let mut changed = rule.clone();
    changed["required"] = json!(3);
    assert_eq!(office.refused("rulebook.save", changed).code, "rulebook.closed_year");
    let mut worded = rule.clone();
    worded["source"] = json!("区委文件，2015年");
    worded["starts_on"] = json!("2026-03-01");
    office.call("rulebook.save", worded);
    let mut rolling = rule.clone();
    rolling["window_unit"] = json!("rolling");
    rolling["window_length"] = json!(60);
    for key in ["id", "valid_from", "code"] {
        rolling.as_object_mut().unwrap().remove(key);
    }
    // Neither an earlier end nor another rule reaches into a past year.
    for on in ["2024-06-30", "2025-12-30"] {
        assert_eq!(
            office.refused("rulebook.end", json!({"id": rule["id"], "on": on})).code,
            "rulebook.ends_closed_year",
            "{on}"
        );
    }
    for from in ["2024-07-01", "2025-12-31"] {
        let replaced = json!({"id": rule["id"], "from": from, "rule": rolling});
        assert_eq!(office.refused("rulebook.replace", replaced).code, "rulebook.ends_closed_year", "{from}");
    }
    office.call("rulebook.replace", json!({"id": rule["id"], "from": "2026-01-01", "rule": rolling}));
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15"}));
    assert_eq!(states(windows(&sheet, "梁䶮海", "contact")), ["07-18 1/1 met"]);
    assert_eq!(windows(&sheet, "梁䶮海", "contact")[0]["due"], "2026-10-31");
}

#[test]
fn levels_teams_groups_leave_and_own_villages() {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let (liang, kuang) = (person(&office, "梁䶮海"), person(&office, "鄺惠"));
    let areas = office.call("areas.list", json!({}));
    // A second seat at another level is bound once more by the same rule, not twice.
    let term = office.id("delegates.term", json!({"level": "district", "name": "第十二届", "starts": "2021-10-01"}));
    office.call(
        "delegates.tenure",
        json!({"person_id": liang, "level": "district", "term_id": term, "from_day": "2026-05-01"}),
    );
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15", "person": liang}));
    assert_eq!(windows(&sheet, "梁䶮海", "contact").len(), 6);
    assert_eq!(sheet["delegates"][0]["levels"], json!(["district", "town"]));
    // What the team proposed counts for its members.
    let team = office.call("stations.whole", json!({}))["teams"][0]["id"].clone();
    let proposal = office
        .id("proposals.save", json!({"day": "2026-07-01", "kind": "suggestion", "title": "加装路灯", "team_id": team}));
    let sheet = office.call("duties.as_of", json!({}));
    assert_eq!(windows(&sheet, "鄺惠", "proposal")[0]["counted"], json!([proposal]));
    // Leave for a pair of months lowers it to nothing, with its reason.
    office.call(
        "delegates.leave",
        json!({"person_id": kuang, "from_day": "2026-03-01", "to_day": "2026-04-30", "reason": "sick"}),
    );
    let sheet = office.call("duties.as_of", json!({"group": roster["circles"][0]["id"]}));
    assert_eq!(sheet["delegates"].as_array().unwrap().len(), 4);
    let second = &windows(&sheet, "鄺惠", "contact")[1];
    assert_eq!(
        (&second["required"], &second["state"], &second["relief"]["code"]),
        (&json!(0), &json!("not_due"), &json!("leave"))
    );
    assert!(second["relief"]["sentence"].as_str().unwrap().contains("请假"));
    // A joint visit in another village counts, until the rule says own village only.
    let visit = office.id(
        "visits.save",
        json!({"day": "2026-09-08", "area_id": areas[7]["id"], "kind": "reception", "delegates": [liang, kuang]}),
    );
    let sheet = office.call("duties.as_of", json!({}));
    assert_eq!(windows(&sheet, "鄺惠", "contact")[4]["counted"], json!([visit]));
    let rule = office.call("rulebook.list", json!({}))["rules"][0].clone();
    let mut own = rule.clone();
    own["outside_credit"] = json!(false);
    for key in ["id", "valid_from", "code"] {
        own.as_object_mut().unwrap().remove(key);
    }
    office.call("rulebook.replace", json!({"id": rule["id"], "from": "2026-01-01", "rule": own}));
    let sheet = office.call("duties.as_of", json!({}));
    assert_eq!(
        windows(&sheet, "鄺惠", "contact")[4]["not_counted"],
        json!([{"id": visit, "why": "不在所联系的村居，规则只计本村居。", "code": "outside"}])
    );
    // Suspended from a day on: later windows ask for nothing, and a later visit does not count.
    let mut tenure =
        roster["tenures"].as_array().unwrap().iter().find(|one| one["person_id"] == json!(kuang)).unwrap().clone();
    tenure["to_day"] = json!("2026-08-31");
    tenure["ending"] = json!("suspended");
    office.call("delegates.tenure", tenure);
    let sheet = office.call("duties.as_of", json!({}));
    let fifth = &windows(&sheet, "鄺惠", "contact")[4];
    assert_eq!((&fifth["required"], &fifth["not_counted"][0]["code"]), (&json!(0), &json!("out_of_office")));
    let one = sheet["delegates"].as_array().unwrap().iter().find(|one| one["name"] == "鄺惠").unwrap();
    assert_eq!(one["in_office"], false);
}
