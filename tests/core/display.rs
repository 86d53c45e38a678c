//! How the desk looks is kept per person, and never beyond what the office allows.

use serde_json::json;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::Office;

#[test]
fn each_person_keeps_theme_size_and_idle_minutes() {
    let office = Office::sample();
    assert_eq!(
        office.call("office.display", json!({})),
        json!({"theme": "system", "size": "100", "idle_minutes": 10, "idle_most": 60})
    );
    let before = office.dump();
    office.call("office.set_display", json!({"theme": "dark", "size": "150"}));
    office.call("office.set_display", json!({"idle_minutes": 3}));
    assert_eq!(
        office.call("office.display", json!({})),
        json!({"theme": "dark", "size": "150", "idle_minutes": 3, "idle_most": 60})
    );
    assert_eq!(office.dump(), before, "how the screen looks is no work of the office");
    let other = office.session_of("view");
    let theirs = office.desk.rpc(Some(&other), "office.display", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(theirs["theme"], "system");
    for wrong in
        [json!({"theme": "pink"}), json!({"size": "99"}), json!({"idle_minutes": 0}), json!({"idle_minutes": 61})]
    {
        assert_eq!(office.refused("office.set_display", wrong).code, "office.display");
    }
}

#[test]
fn villages_are_found_by_their_letters() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    for area in areas.as_array().unwrap() {
        let (pinyin, initials) = (area["pinyin"].as_str().unwrap(), area["initials"].as_str().unwrap());
        let first: String = pinyin.split(' ').filter_map(|one| one.chars().next()).collect();
        assert_eq!(initials.split(' ').next(), Some(first.as_str()), "{area}");
    }
    let named = |name: &str| {
        areas.as_array().unwrap().iter().find(|area| area["short_name"] == name).unwrap()["initials"].clone()
    };
    assert_eq!(named("沙涌"), "sc sy");
}
