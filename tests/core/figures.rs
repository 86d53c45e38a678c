//! Every figure opens its records: the figure equals what its list counts, for each figure of the screens.

use serde_json::{Value, json};
use zhudian_testkit::Office;

/// A figure, and the list call its link opens.
struct Figure {
    name: String,
    figure: i64,
    list: &'static str,
    request: Value,
    /// Where the list says the same: a pointer into its answer.
    counted: &'static str,
}

fn busy() -> Office {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let people = office.call("delegates.register", json!({}))["tenures"].clone();
    for at in 0..24_usize {
        let kind = ["reception", "household", "firm", "forum", "research", "appointment"][at % 6];
        let opinions: Vec<Value> = (0..at % 3)
            .map(|n| {
                let status = ["registered", "answered", "handling", "closed"][(at + n) % 4];
                let topic = ["traffic", "land", "", "other", "medical", "labour", "party"][(at + n) % 7];
                json!({"topic": topic, "content": format!("第{at}次第{n}条"), "status": status, "answer": "已办",
                    "unit": "镇市政办", "closed_on": if status == "closed" { json!("2026-09-10") } else { json!(null) }})
            })
            .collect();
        office.call(
            "visits.save",
            json!({"day": format!("2026-{:02}-{:02}", 1 + at % 9, 1 + at % 14), "area_id": areas[at % 4]["id"], "kind": kind,
                "delegates": [people[at % 3]["person_id"]], "received": at % 5, "households": at % 4, "firms": at % 2,
                "opinions": opinions}),
        );
    }
    office
}

fn statistics(office: &Office, from: &str, to: &str, area: Option<&str>) -> Vec<Figure> {
    let mut all = Vec::new();
    let span = json!({"from": from, "to": to, "area": area});
    let visits = |with: Option<&str>, kind: Option<&str>, area: Option<&str>| json!({"filter": {"from": from, "to": to, "area_id": area, "with": with, "kind": kind}, "limit": 1});
    let opinions = |more: Value, area: Option<&str>| {
        let mut request = json!({"from": from, "to": to, "area_id": area, "limit": 1});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    let mut sums = |name: &str, sums: &Value, area: Option<&str>| {
        let n = |key: &str| sums[key].as_i64().unwrap();
        let mut add = |what: &str, figure, list, request, counted| {
            all.push(Figure { name: format!("{name} {what}"), figure, list, request, counted });
        };
        add("visits", n("visits"), "visits.list", visits(None, None, area), "/sums/visits");
        for figure in ["received", "households", "firms"] {
            let counted = match figure {
                "received" => "/sums/received",
                "households" => "/sums/households",
                _ => "/sums/firms",
            };
            add(figure, n(figure), "visits.list", visits(Some(figure), None, area), counted);
        }
        add("opinions", n("opinions"), "opinions.list", opinions(json!({}), area), "/total");
        let settled = n("closed") + n("answered");
        add("settled", settled, "opinions.list", opinions(json!({"status": "settled"}), area), "/total");
        for status in ["registered", "answered", "handling", "closed"] {
            add(status, n(status), "opinions.list", opinions(json!({"status": status}), area), "/total");
        }
    };
    let table = office.call("statistics.by_area", span.clone());
    sums("town", &table["period"], area);
    // Days of stations: the whole town and each village.
    let days = |name: &str, row: &Value, area: Option<&str>| {
        ["expected", "held", "suspended"].map(|state| Figure {
            name: format!("{name} {state}"),
            figure: row[state].as_i64().unwrap_or_default(),
            list: "statistics.days",
            request: json!({"from": from, "to": to, "area": area, "state": state, "limit": 1}),
            counted: "/total",
        })
    };
    let mut standing: Vec<Figure> = days("town", &table, area).into();
    for row in table["rows"].as_array().unwrap().iter().filter(|row| row["area_id"] != "") {
        standing.extend(days(row["area"].as_str().unwrap(), row, row["area_id"].as_str()));
    }
    for row in table["rows"].as_array().unwrap().iter().filter(|row| row["area_id"] != "") {
        sums(row["area"].as_str().unwrap(), &row["period"], row["area_id"].as_str());
    }
    all.extend(standing);
    for row in office.call("statistics.by_kind", span.clone()).as_array().unwrap() {
        let Some(kind) = row["key"].as_str().filter(|key| !key.is_empty()) else { continue };
        for (what, with, counted) in [
            ("visits", None, "/sums/visits"),
            ("received", Some("received"), "/sums/received"),
            ("households", Some("households"), "/sums/households"),
            ("firms", Some("firms"), "/sums/firms"),
        ] {
            let figure = row["sums"][what].as_i64().unwrap();
            let request = visits(with, Some(kind), area);
            all.push(Figure { name: format!("{kind} {what}"), figure, list: "visits.list", request, counted });
        }
    }
    for row in office.call("statistics.by_month", span.clone()).as_array().unwrap() {
        let key = row["key"].as_str().unwrap();
        // A month at either end of the period is counted from its first or up to its last day of the period.
        let (first, last) = (format!("{key}-01").max(from.to_owned()), format!("{key}-31").min(to.to_owned()));
        let within = json!({"from": first, "to": last, "area_id": area});
        for (what, with, counted) in
            [("visits", Value::Null, "/sums/visits"), ("received", json!("received"), "/sums/received")]
        {
            let mut filter = within.clone();
            filter["with"] = with;
            let request = json!({"filter": filter, "limit": 1});
            let figure = row["sums"][what].as_i64().unwrap();
            all.push(Figure { name: format!("{key} {what}"), figure, list: "visits.list", request, counted });
        }
        let mut request = within;
        request["limit"] = json!(1);
        let figure = row["sums"]["opinions"].as_i64().unwrap();
        all.push(Figure { name: format!("{key} opinions"), figure, list: "opinions.list", request, counted: "/total" });
    }
    let topics = office.call("statistics.by_topic", span);
    let topics = topics.as_array().unwrap();
    for row in topics {
        let topic = row["topic"].as_str().filter(|topic| !topic.is_empty()).unwrap_or("-");
        let request = opinions(json!({"topic": topic}), area);
        let figure = row["total"].as_i64().unwrap();
        all.push(Figure { name: topic.to_owned(), figure, list: "opinions.list", request, counted: "/total" });
    }
    // The bar that holds what has no bar of its own.
    let rest: Vec<&Value> = topics.iter().skip(3).collect();
    let named: Vec<&str> =
        rest.iter().map(|row| row["topic"].as_str().filter(|topic| !topic.is_empty()).unwrap_or("-")).collect();
    for row in topics {
        let topic = row["topic"].as_str().filter(|topic| !topic.is_empty()).unwrap_or("-");
        for status in ["registered", "answered", "handling", "closed"] {
            let request = opinions(json!({"topic": topic, "status": status}), area);
            let figure = row[status].as_i64().unwrap();
            all.push(Figure {
                name: format!("{topic} {status}"),
                figure,
                list: "opinions.list",
                request,
                counted: "/total",
            });
        }
    }
    all.push(Figure {
        name: "the rest".to_owned(),
        figure: rest.iter().map(|row| row["total"].as_i64().unwrap()).sum(),
        list: "opinions.list",
        request: opinions(json!({"topic": named.join(",")}), area),
        counted: "/total",
    });
    all
}

fn desk(office: &Office) -> Vec<Figure> {
    let bench = office.call("workbench.today", json!({}));
    let work = &bench["work"];
    let of = |name: &str, figure: &Value, list, request: Value, counted| Figure {
        name: name.to_owned(),
        figure: figure.as_i64().unwrap(),
        list,
        request,
        counted,
    };
    let opinions = |request: Value| ("opinions.list", request, "/total");
    let mut all = Vec::new();
    for (name, figure, (list, request, counted)) in [
        ("registered", &work["registered"], opinions(json!({"status": "registered"}))),
        ("handling", &work["handling"], opinions(json!({"status": "handling"}))),
        ("overdue", &work["due"]["overdue"], opinions(json!({"light": "overdue"}))),
        ("near", &work["due"]["soon"], opinions(json!({"light": "near"}))),
        ("untold", &work["due"]["untold"], opinions(json!({"light": "untold"}))),
    ] {
        all.push(of(name, figure, list, request, counted));
    }
    for stage in ["overdue", "soon"] {
        let request = json!({"filter": {"stage": stage}, "limit": 1});
        all.push(of(stage, &work["proposals"][stage], "proposals.page", request, "/total"));
    }
    for month in bench["months"].as_array().unwrap() {
        let key = month["key"].as_str().unwrap();
        let last = format!("{key}-31").min(bench["as_of"].as_str().unwrap().to_owned());
        let request = json!({"filter": {"from": format!("{key}-01"), "to": last}, "limit": 1});
        all.push(of(key, &month["sums"]["visits"], "visits.list", request, "/sums/visits"));
    }
    for line in bench["week"]["lines"].as_array().unwrap() {
        let request =
            json!({"filter": {"from": bench["week"]["from"], "to": bench["week"]["to"], "area_id": line["area_id"]}});
        all.push(of(line["area"].as_str().unwrap(), &line["visits"], "visits.list", request, "/sums/visits"));
    }
    all
}

/// Gives villages fixed times, and tells of some of their days that they were not held.
fn slotted(office: &Office) {
    let areas = office.call("areas.list", json!({}));
    for at in 0..3 {
        office.call(
            "stations.slot",
            json!({"area_id": areas[at]["id"], "weekday": at + 2, "starts": "15:00", "ends": "17:00", "every_weeks": 1 + at % 2,
                "valid_from": "2026-01-01"}),
        );
    }
    for (day, kind, to) in [
        ("2026-06-02", "suspended", Value::Null),
        ("2026-06-09", "zero", Value::Null),
        ("2026-06-16", "moved", json!("2026-06-18")),
    ] {
        let note = json!({"area_id": areas[0]["id"], "day": day, "kind": kind, "moved_to": to, "reason": "台风"});
        office.call("weeks.note", note);
    }
}

fn held(office: &Office, figures: Vec<Figure>) {
    assert!(figures.iter().filter(|one| one.figure > 0).count() > 8, "the office is too empty to prove anything");
    for one in figures {
        let answer = office.call(one.list, one.request.clone());
        let counted = answer.pointer(one.counted).and_then(Value::as_i64);
        assert_eq!(counted, Some(one.figure), "{} opens {} {}", one.name, one.list, one.request);
    }
}

#[test]
fn figures_of_the_statistics_open_exactly_what_they_count() {
    let office = busy();
    held(&office, statistics(&office, "2026-01-01", "2026-09-15", None));
    held(&office, statistics(&office, "2026-02-03", "2026-08-20", None));
    let area = office.call("areas.list", json!({}))[1]["id"].as_str().unwrap().to_owned();
    held(&office, statistics(&office, "2026-01-01", "2026-09-15", Some(&area)));
}

#[test]
fn days_of_stations_open_exactly_what_they_count() {
    let office = busy();
    slotted(&office);
    let all = statistics(&office, "2026-01-01", "2026-09-15", None);
    let sum = |state: &str| all.iter().find(|one| one.name == format!("town {state}")).unwrap().figure;
    assert!(sum("expected") > 60 && sum("held") > 5 && sum("suspended") > 0, "{} {}", sum("expected"), sum("held"));
    held(&office, all);
    let area = office.call("areas.list", json!({}))[0]["id"].as_str().unwrap().to_owned();
    held(&office, statistics(&office, "2026-05-01", "2026-08-20", Some(&area)));
    // What is not counted as held or suspended is unknown: nothing falls between.
    let page = office.call("statistics.days", json!({"from": "2026-01-01", "to": "2026-09-15", "area": area}));
    let n = |state: &str| page["counts"][state].as_i64().unwrap();
    assert_eq!(n("held") + n("suspended") + n("unreported"), page["total"].as_i64().unwrap(), "{page}");
    let asked = json!({"from": "2026-06-01", "to": "2026-06-30", "area": area, "text": "台风", "sort": "day"});
    let told = office.call("statistics.days", asked);
    let days: Vec<&Value> = told["lines"].as_array().unwrap().iter().map(|line| &line["day"]).collect();
    assert!(days.contains(&&json!("2026-06-02")) && days.contains(&&json!("2026-06-16")), "{told}");
}

#[test]
fn forums_count_as_received_in_figure_and_list_where_the_rule_book_says_so() {
    let office = busy();
    for value in [true, false] {
        let parameter =
            json!({"name": "forum_counts_as_reception", "value": value, "valid_from": "2026-01-01", "source": "示例"});
        office.call("rulebook.parameter", parameter);
        held(&office, statistics(&office, "2026-01-01", "2026-09-15", None));
    }
}

#[test]
fn figures_of_the_first_screen_open_exactly_what_they_count() {
    let office = busy();
    held(&office, desk(&office));
}

#[test]
fn the_windows_of_the_duties_count_the_delegates_they_open() {
    let office = busy();
    let upcoming = office.call("duties.upcoming", json!({}));
    let table = office.call("duties.as_of", json!({"records": false}));
    let windows = |duty: &Value, from: &Value, state: &[&str]| {
        let of = |delegate: &Value| {
            delegate["duties"].as_array().unwrap().iter().filter(|one| one["duty"] == *duty).any(|one| {
                one["windows"].as_array().unwrap().iter().any(|window| {
                    window["from"] == *from
                        && window["required"].as_i64().unwrap() > 0
                        && state.iter().any(|state| window["state"] == *state)
                })
            })
        };
        table["delegates"].as_array().unwrap().iter().filter(|delegate| of(delegate)).count()
    };
    let mut tried = 0;
    for window in upcoming["windows"].as_array().unwrap().iter().filter(|one| one["total"].as_i64().unwrap() > 0) {
        tried += 1;
        let (duty, from) = (&window["duty"], &window["from"]);
        let named = |key: &str| window[key].as_array().unwrap().len();
        assert_eq!(windows(duty, from, &["overdue"]), named("overdue"), "{window}");
        assert_eq!(windows(duty, from, &["open"]), named("open"), "{window}");
        assert_eq!(
            windows(duty, from, &["met"]),
            usize::try_from(window["met"].as_i64().unwrap()).unwrap(),
            "{window}"
        );
    }
    assert!(tried > 3, "{upcoming}");
}

#[test]
fn the_year_counts_participants_as_the_period_does() {
    let office = busy();
    let whole = office.call("statistics.totals", json!({"from": "2026-01-01", "to": "2026-09-15"}));
    assert!(whole["participants"].as_i64().unwrap() > 20);
    assert_eq!(whole["year"]["participants"], whole["participants"]);
    let table = office.call("statistics.by_area", json!({"from": "2026-09-01", "to": "2026-09-15"}));
    assert_eq!(table["year"]["participants"], whole["participants"]);
}
