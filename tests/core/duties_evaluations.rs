//! Evaluations and duties: every village that evaluates a delegate is a record of its own, with its reason.

use serde_json::json;
use zhudian_testkit::Office;

#[test]
fn each_village_served_evaluates_for_itself() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    office
        .id("stations.contact", json!({"person_id": delegate, "area_id": areas[3]["id"], "valid_from": "2026-01-01"}));
    let subjects: Vec<_> =
        [0, 3].iter().map(|at| json!({"person_id": delegate, "area_id": areas[*at]["id"]})).collect();
    let held =
        json!({"year": 2026, "title": "两村评议", "state": "held", "held_on": "2026-09-10", "subjects": subjects});
    let id = office.id("evaluations.save", held.clone());
    let window = || {
        let sheet = office.call("duties.as_of", json!({"person": delegate}));
        sheet["delegates"][0]["duties"].as_array().unwrap().iter().find(|one| one["duty"] == "evaluation").unwrap()
                ["windows"][0]
                .clone()
    };
    let open = window();
    assert_eq!((&open["done"], open["not_counted"].as_array().unwrap().len()), (&json!(0), 2), "{open}");
    assert!(open["not_counted"].as_array().unwrap().iter().all(|one| one["why"] == "评议还没有完成。"));
    let mut finished = held;
    (finished["id"], finished["state"]) = (json!(id), json!("finished"));
    office.call("evaluations.save", finished);
    let met = window();
    assert_eq!((&met["done"], &met["state"]), (&json!(2), &json!("met")), "{met}");
    let counted = met["counted"].as_array().unwrap();
    assert_ne!(counted[0], counted[1]);

    // The same villages once more: a person is asked, and whatever the answer the duty counts each village once.
    let again = json!({"year": 2026, "subjects": subjects});
    let same = office.call("evaluations.same", again.clone());
    // The sample itself plans one of the two villages.
    let titles: Vec<_> = same.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["两村评议", "两村评议", "2026年度民主评议"], "{same}");
    assert_eq!((&same[0]["title"], &same[0]["people"]), (&json!("两村评议"), &json!([delegate])));
    let own = json!({"id": id, "year": 2026, "subjects": again["subjects"]});
    let others = office.call("evaluations.same", own);
    assert_eq!(others.as_array().unwrap().len(), 1, "a round is not compared with itself: {others}");
    let last_year = json!({"year": 2025, "subjects": again["subjects"]});
    assert_eq!(office.call("evaluations.same", last_year), json!([]));
    let second = json!({"year": 2026, "title": "又评一次", "state": "finished", "held_on": "2026-09-12", "subjects": [again["subjects"][1]]});
    office.id("evaluations.save", second);
    let twice = window();
    assert_eq!(twice["done"], 2, "{twice}");
    assert_eq!(twice["not_counted"][0]["why"], "同一村居同一年已经评议过，只算一次。");
}

#[test]
fn an_evaluation_held_after_new_year_counts_for_the_year_it_is_for() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let subjects = [json!({"person_id": delegate, "area_id": areas[0]["id"]})];
    office.clock.advance(chrono::TimeDelta::days(120));
    office.id(
        "evaluations.save",
        json!({"year": 2026, "title": "补评", "state": "finished", "held_on": "2027-01-10", "subjects": subjects}),
    );
    let window = |day: &str| {
        let sheet = office.call("duties.as_of", json!({"person": delegate, "as_of": day}));
        sheet["delegates"][0]["duties"].as_array().unwrap().iter().find(|one| one["duty"] == "evaluation").unwrap()
                ["windows"][0]
                .clone()
    };
    let of_2026 = window("2026-12-31");
    assert_eq!((&of_2026["done"], &of_2026["state"]), (&json!(1), &json!("met")), "{of_2026}");
    let before = window("2026-12-30");
    assert_eq!((&before["done"], &before["state"]), (&json!(0), &json!("open")), "{before}");
    let of_2027 = window("2027-01-10");
    assert_eq!((&of_2027["from"], &of_2027["done"]), (&json!("2027-01-01"), &json!(0)), "{of_2027}");
}

#[test]
fn months_and_kinds_tell_who_took_part() {
    let office = Office::sample();
    let asked = json!({"from": "2026-09-01", "to": "2026-09-30"});
    let totals = office.call("statistics.totals", asked.clone());
    let of = |row: &serde_json::Value| {
        ["/participants", "/sums/participants", "/period/participants"]
            .iter()
            .find_map(|at| row.pointer(at).and_then(serde_json::Value::as_i64))
            .unwrap_or_else(|| panic!("{row}"))
    };
    let whole = of(&totals);
    assert!(whole > 0, "{totals}");
    for name in ["statistics.by_month", "statistics.by_kind", "statistics.by_area"] {
        let rows = office.call(name, asked.clone());
        let rows = rows.as_array().cloned().unwrap_or_else(|| rows["rows"].as_array().unwrap().clone());
        assert_eq!(rows.iter().map(of).sum::<i64>(), whole, "{name}");
    }
}
