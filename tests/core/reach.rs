//! How far visits reached: villages nobody went to or not since a day, and groups of households, never residents.

use serde_json::{Value, json};
use zhudian_core::features::visits::reach::{groups, state};
use zhudian_testkit::Office;

#[test]
fn groups_as_typed_are_told_apart() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("第三村民小组", &["第三村民小组"]),
        ("第三、第四村民小组", &["第三村民小组", "第四村民小组"]),
        ("第三村民小组，第四村民小组；第三村民小组", &["第三村民小组", "第四村民小组"]),
        ("北街, 南街", &["北街", "南街"]),
        ("一组、二组", &["一组", "二组"]),
        ("东边新楼", &["东边新楼"]),
        ("一、二、三队", &["一队", "二队", "三队"]),
    ];
    for (typed, wanted) in cases {
        assert_eq!(groups(typed), *wanted, "{typed}");
    }
}

#[test]
fn since_a_day_is_never_before_or_since() {
    for (last, wanted) in
        [(None, "never"), (Some("2026-06-30"), "before"), (Some("2026-07-01"), "since"), (Some("2026-09-01"), "since")]
    {
        assert_eq!(state(last, "2026-07-01"), wanted, "{last:?}");
    }
}

#[test]
fn villages_and_groups_say_when_somebody_was_there() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let area = |at: usize| areas[at]["id"].clone();
    let reach = |asked: Value| office.call("visits.reach", asked);
    let of = |told: &Value, area: &Value| -> Value {
        told["villages"].as_array().unwrap().iter().find(|one| one["area_id"] == *area).unwrap().clone()
    };
    let nobody = of(&reach(json!({})), &area(2));
    assert_eq!(
        (&nobody["state"], &nobody["doors"], &nobody["firms"]),
        (&json!("never"), &json!("never"), &json!("never"))
    );
    let visit = |day: &str, change: Value| {
        let mut one = json!({"day": day, "area_id": area(2), "kind": "household"});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        office.id("visits.save", one)
    };
    visit("2026-02-03", json!({"households": 12, "households_first": 12}));
    visit("2026-08-05", json!({"kind": "firm", "firms": 3}));
    let whole = of(&reach(json!({"since": "2026-01-01"})), &area(2));
    assert_eq!((&whole["last"], &whole["doors_on"]), (&json!("2026-08-05"), &json!("2026-02-03")));
    assert_eq!(
        (&whole["households"], &whole["households_first"], &whole["firms_visited"]),
        (&json!(12), &json!(12), &json!(3))
    );
    let late = of(&reach(json!({"since": "2026-07-01"})), &area(2));
    assert_eq!((&late["doors"], &late["firms"], &late["households"]), (&json!("before"), &json!("since"), &json!(0)));
    // A day that is judged earlier knows nothing of what came after.
    let early = of(&reach(json!({"as_of": "2026-03-01", "since": "2026-01-01"})), &area(2));
    assert_eq!((&early["firms"], &early["last"]), (&json!("never"), &json!("2026-02-03")));
    // Groups come from the plans: called on when the sheet was entered, to come while it is out.
    let plan = |day: &str, households: &str| {
        office.id("plans.save", json!({"day": day, "area_id": area(2), "kind": "household", "households": households}))
    };
    let entered = plan("2026-09-01", "第一、第二村民小组");
    plan("2026-09-20", "第二村民小组、第三村民小组");
    visit("2026-09-02", json!({"households": 5, "plan_id": entered}));
    let told = of(&reach(json!({})), &area(2));
    let groups: Vec<(Value, Value, Value)> = told["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].clone(), one["last"].clone(), one["planned"].clone()))
        .collect();
    assert_eq!(
        groups,
        [
            (json!("第一村民小组"), json!("2026-09-02"), Value::Null),
            (json!("第二村民小组"), json!("2026-09-02"), json!("2026-09-20")),
            (json!("第三村民小组"), Value::Null, json!("2026-09-20")),
        ]
    );
    assert_eq!(office.refused("visits.reach", json!({"since": "2026-09-16"})).code, "papers.days_backwards");
    assert!(!reach(json!({})).to_string().contains("麦女士"), "never a resident");
}
