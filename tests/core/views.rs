//! Views kept by name, and the workbook of every list.

use serde_json::{Value, json};
use zhudian_core::desk::register;
use zhudian_core::features::views::lists;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::Office;

fn views(office: &Office, list: &str) -> Vec<Value> {
    office.call("views.list", json!({"list": list})).as_array().unwrap().clone()
}

#[test]
fn a_view_is_kept_changed_undone_and_shown_to_whom_it_is_for() {
    let office = Office::sample();
    let query = json!({"topic": "traffic", "status": "registered", "q": "路灯"});
    let id = office.id("views.save", json!({"list": "opinions", "name": " 路灯 ", "query": query}));
    let own = views(&office, "opinions");
    assert_eq!((own.len(), &own[0]["name"], &own[0]["query"]), (1, &json!("路灯"), &query));
    assert_eq!((&own[0]["mine"], &own[0]["lost"]), (&json!(true), &json!([])));
    assert_eq!(views(&office, "proposals").len(), 0, "a view belongs to its list");
    let other = office.session_of("enter");
    let seen = |session: &str| {
        let reply = office.desk.rpc(Some(session), "views.list", json!({"list": "opinions"}), &Unwatched);
        reply.unwrap().answer.as_array().unwrap().clone()
    };
    assert_eq!(seen(&other).len(), 0, "a view is its keeper's own until it is for all");
    let saved = office
        .rpc("views.save", json!({"id": id, "list": "opinions", "name": "路灯", "query": query, "everyone": true}))
        .unwrap();
    assert_eq!((seen(&other).len(), &seen(&other)[0]["may_change"]), (1, &json!(false)));
    let wish = json!({"id": id, "list": "opinions", "name": "我的", "query": query});
    let refused = office.desk.rpc(Some(&other), "views.save", wish, &Unwatched).unwrap_err();
    assert_eq!(refused.code, "views.foreign");
    let refused = office.desk.rpc(Some(&other), "views.remove", json!({"id": id}), &Unwatched).unwrap_err();
    assert_eq!(refused.code, "views.foreign");
    office.call("history.undo", json!({"operation": saved.operation}));
    assert_eq!(seen(&other).len(), 0);
    let removed = office.rpc("views.remove", json!({"id": id})).unwrap();
    assert_eq!(views(&office, "opinions").len(), 0);
    office.call("history.undo", json!({"operation": removed.operation}));
    assert_eq!(views(&office, "opinions")[0]["query"], query);
}

#[test]
fn what_is_no_view_is_refused() {
    let office = Office::sample();
    let refused = |name: &str, query: Value| {
        office.refused("views.save", json!({"list": "opinions", "name": name, "query": query})).code
    };
    assert_eq!(refused("", json!({"topic": "traffic"})), "views.name");
    assert_eq!(refused(&"长".repeat(21), json!({"topic": "traffic"})), "views.name");
    assert_eq!(refused("空", json!({"topic": ""})), "views.empty");
    assert_eq!(refused("不认得", json!({"colour": "red"})), "views.filter");
    office.id("views.save", json!({"list": "opinions", "name": "同名", "query": {"topic": "traffic"}}));
    assert_eq!(refused("同名", json!({"topic": "land"})), "views.twice");
    assert_eq!(
        office.refused("views.save", json!({"list": "nothing", "name": "一", "query": {"a": "b"}})).code,
        "views.list"
    );
    assert_eq!(office.refused("views.remove", json!({"id": "没有"})).code, "views.gone");
}

#[test]
fn a_view_whose_filter_no_longer_fits_opens_with_what_fits_and_says_so() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let query = json!({"area": area, "topic": "traffic", "nature": "suggestion"});
    office.id("views.save", json!({"list": "opinions", "name": "交通建议", "query": query}));
    let whole = office.call("office.whole", json!({}));
    let entries = whole["dictionary"].as_array().or_else(|| whole["entries"].as_array()).unwrap().clone();
    let mut word = entries.into_iter().find(|one| one["list"] == "topic" && one["code"] == "traffic").unwrap();
    word["active"] = json!(false);
    office.call("office.entry", word);
    let kept = &views(&office, "opinions")[0];
    assert_eq!(kept["query"], json!({"area": area, "nature": "suggestion"}));
    assert_eq!(kept["lost"], json!(["领域"]));
}

/// The workbook as the stand-in printer writes it: the table itself.
fn table(office: &Office, wish: Value) -> Value {
    let made = office.call("papers.make", json!({"kind": "list", "options": {"list": wish}}));
    assert_eq!(made["formats"], json!(["xlsx"]));
    let folder = office.folder.path().join("sheets");
    std::fs::create_dir_all(&folder).unwrap();
    let to = office.desk.files().offer(folder.clone());
    let personal = made["personal"].clone();
    let written =
        office.call("papers.save", json!({"paper": made["paper"], "format": "xlsx", "to": to, "personal": personal}));
    let path = folder.join(written["files"][0]["name"].as_str().unwrap());
    let book: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    book["sheets"][0].clone()
}

#[test]
fn every_list_becomes_a_workbook_of_exactly_its_rows() {
    let office = Office::sample();
    for at in 0..7 {
        let area = office.call("areas.list", json!({}))[at % 3]["id"].clone();
        office.call(
            "visits.save",
            json!({"day": format!("2026-08-{:02}", at + 1), "area_id": area, "kind": "household", "households": at}),
        );
    }
    office.call("visits.remove", json!({"id": office.call("visits.list", json!({}))["lines"][0]["id"]}));
    let stick = office.folder.path().join("u");
    std::fs::create_dir_all(&stick).unwrap();
    let to = office.desk.files().offer(stick);
    let paper = office.call("papers.make", json!({"kind": "ledger"}))["paper"].clone();
    office.call("papers.save", json!({"paper": paper, "format": "pdf", "to": to}));
    let people = office.call("delegates.register", json!({}))["tenures"].clone();
    let handover = json!({"from_id": people[0]["person_id"], "to_id": people[1]["person_id"], "day": "2026-09-15", "ground": "moved",
        "area_ids": [office.call("areas.list", json!({}))[0]["id"]]});
    office.call("handovers.save", json!({"handover": handover}));
    office.call("transfers.begin", json!({"from_id": null, "to_name": "新经办", "witness": "李伟", "absent": ""}));
    office.call("backup.now", json!({}));
    office.call("erasure.erase", json!({"term": "麦女士", "ground": "依本人申请"}));
    let slip = r#"{"person":"$dossier","year":2025,"reason":"原表笔误","section":"visits","subject":"3月5日走访","before":"走访6户","after":"走访8户"}"#;
    office.call("dossiers.slip", office.example(slip));
    for (code, list) in lists::all() {
        let request = list.example.as_ref().map_or(json!({}), |example| office.example(&example.to_string()));
        let sheet = table(&office, json!({"list": code, "request": request}));
        let rows = sheet["table"]["rows"].as_array().unwrap();
        assert_eq!(sheet["title"]["text"], json!(list.title), "{code}");
        if list.call.is_empty() {
            assert!(!rows.is_empty(), "{code}");
            continue;
        }
        assert!(register().0[list.call.as_str()].look.is_some(), "{code} is not answered by a look");
        let mut answer = office.call(&list.call, request);
        let lines = list.lines_of(&mut answer).unwrap().as_array().unwrap();
        // Saving the workbook itself left an entry in the registers, after it was made.
        let later = usize::from(matches!(code.as_str(), "exports" | "history"));
        if code == "history" {
            assert!(rows.len() >= lines.len() - later, "{code}");
            continue;
        }
        assert_eq!(rows.len(), lines.len() - later, "{code}");
        for column in list.columns.iter().filter(|one| !one.private) {
            let at = list.columns.iter().filter(|one| !one.private).position(|one| one.key == column.key).unwrap();
            let field = if column.from.is_empty() { &column.key } else { &column.from };
            for (row, line) in rows.iter().zip(&lines[later..]) {
                let cell = &row["cells"][at]["value"];
                match column.kind.as_str() {
                    "day" if line[field].is_string() => assert_eq!(cell["day"], line[field], "{code} {field}"),
                    "number" if line[field].is_number() => assert_eq!(cell["number"], line[field], "{code} {field}"),
                    "" if line[field].as_str().is_some_and(|text| !text.is_empty()) => {
                        assert_eq!(
                            cell["text"]["text"].as_str().or(cell["text"].as_str()),
                            line[field].as_str(),
                            "{code} {field}"
                        );
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_workbook_follows_filter_sort_and_order_of_the_screen() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    for n in [5, 9, 2] {
        office.call("visits.save", json!({"day": "2026-07-01", "area_id": area, "kind": "household", "households": n}));
    }
    let request =
        json!({"filter": {"from": "2026-07-01", "to": "2026-07-31"}, "sort": "households", "descending": true});
    let sheet =
        table(&office, json!({"list": "visits", "request": request, "said": "7月", "columns": ["day", "households"]}));
    let rows = sheet["table"]["rows"].as_array().unwrap();
    let numbers: Vec<&Value> = rows.iter().map(|row| &row["cells"][1]["value"]["number"]).collect();
    assert_eq!(numbers, [&json!(9), &json!(5), &json!(2)]);
    assert!(sheet["meta"].to_string().contains("筛选：7月"), "{}", sheet["meta"]);
    let people = office.call("delegates.register", json!({}))["people"].clone();
    let ids: Vec<&Value> = people.as_array().unwrap().iter().rev().take(2).map(|one| &one["id"]).collect();
    let sheet = table(&office, json!({"list": "delegates", "ids": ids}));
    let names: Vec<String> =
        sheet["table"]["rows"].as_array().unwrap().iter().map(|row| row["cells"][0].to_string()).collect();
    assert_eq!(names.len(), 2);
    assert!(names[0].contains(people.as_array().unwrap().last().unwrap()["name"].as_str().unwrap()), "{names:?}");
    let nothing =
        json!({"kind": "list", "options": {"list": {"list": "visits", "request": {"filter": {"from": "2030-01-01"}}}}});
    assert_eq!(office.refused("papers.make", nothing).code, "views.nothing");
}

#[test]
fn names_and_phones_leave_only_with_a_reason_that_the_register_keeps() {
    let office = Office::sample();
    let sheet = table(&office, json!({"list": "opinions"}));
    let text = sheet["table"].to_string();
    assert!(!text.contains("麦女士") && !text.contains("13700000001"), "the list masks givers");
    let wish = json!({"kind": "list", "options": {"list": {"list": "opinions", "personal": true, "reason": " "}}});
    assert_eq!(office.refused("papers.make", wish).code, "views.reason");
    let sheet = table(&office, json!({"list": "opinions", "personal": true, "reason": "回访3户"}));
    let text = sheet["table"].to_string();
    assert!(text.contains("麦女士") && text.contains("13700000001"), "{text}");
    assert!(!text.contains("麦*"), "the masked column makes room for the whole name");
    let entry = &office.call("exchange.register", json!({}))[0];
    assert_eq!((&entry["personal"], &entry["reason"]), (&json!(true), &json!("回访3户")));
    // What is about a person by name stays out, with its giver, and the sheet says how many there are.
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.id(
        "opinions.save",
        json!({"day": "2026-09-10", "area_id": area, "content": "村干部黄某占地", "giver": "区先生", "named": true}),
    );
    let whole = table(&office, json!({"list": "opinions", "personal": true, "reason": "回访3户"}));
    let text = whole.to_string();
    assert!(!text.contains("黄某") && !text.contains("区先生") && !text.contains("内容略"), "{text}");
    assert!(text.contains("另有1条反映具体人"), "{text}");
    assert_eq!(whole["table"]["rows"].as_array().unwrap().len(), sheet["table"]["rows"].as_array().unwrap().len());
    let only = json!({"kind": "list", "options": {"list": {"list": "opinions", "request": {"from": "2026-09-10"}}}});
    assert_eq!(office.refused("papers.make", only).code, "views.all_named");
    let made = office.call("papers.make", json!({"kind": "list", "options": {"list": {"list": "opinions"}}}));
    for call in ["papers.print", "papers.page"] {
        let wish = if call == "papers.page" {
            json!({"paper": made["paper"], "page": 1})
        } else {
            json!({"paper": made["paper"]})
        };
        assert_eq!(office.refused(call, wish).code, "views.xlsx_only");
    }
}

#[test]
fn the_columns_of_a_list_are_told_with_those_that_need_a_reason() {
    let office = Office::sample();
    let columns = office.call("views.about", json!({"list": "opinions"}))["columns"].clone();
    let private: Vec<&Value> =
        columns.as_array().unwrap().iter().filter(|one| one["private"] == true).map(|one| &one["key"]).collect();
    assert_eq!(private, [&json!("giver"), &json!("giver_phone")]);
    let duties = office.call("views.about", json!({"list": "duties"}))["columns"].clone();
    assert!(duties.as_array().unwrap().len() > 8, "a column a window: {duties}");
}

/// Whatever the filter and the order of a list, its workbook holds the rows of its call, all of them and no others.
#[test]
fn the_workbooks_of_paged_lists_follow_filter_and_sort() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    for at in 0..9 {
        let day = format!("2026-0{}-1{}", 1 + at % 8, at);
        office.id(
            "meetings.save",
            json!({"day": day, "kind": "group", "title": format!("第{at}次组会"), "place": if at % 2 == 0 { "三楼" } else { "四楼" }}),
        );
        office.id(
            "activities.save",
            json!({"kind": if at % 2 == 0 { "research" } else { "inspection" }, "title": format!("第{at}次活动"), "from_day": day, "to_day": day,
                "organiser": "镇党委", "areas": [area], "delegates": [delegate]}),
        );
        office.id(
            "notices.save",
            json!({"kind": "notice", "day": day, "title": format!("第{at}件通知"), "body": "请知悉。", "receipt_by": if at % 3 == 0 { json!("2026-09-10") } else { json!(null) },
                "audience": [{"kind": "areas", "target": ""}]}),
        );
        office.call("visits.save", json!({"day": day, "area_id": area, "kind": "household", "households": 1}));
        office.call(
            "plans.save",
            json!({"day": day, "area_id": area, "kind": if at % 2 == 0 { "household" } else { "reception" }, "topics": format!("第{at}件事")}),
        );
    }
    for (list, call, request, sort) in [
        ("meetings", "meetings.page", json!({"filter": {"text": "三楼", "from": "2026-02-01"}}), "title"),
        ("activities", "activities.page", json!({"filter": {"kind": "research", "area_id": area}}), "title"),
        ("notices", "notices.page", json!({"filter": {"state": "late"}}), "title"),
        ("plans", "plans.page", json!({"filter": {"state": "late", "kind": "household"}}), "code"),
        ("days", "statistics.days", json!({"from": "2026-01-01", "to": "2026-09-15", "state": "held"}), "area"),
    ] {
        for descending in [false, true] {
            let mut request = request.clone();
            request["sort"] = json!(sort);
            request["descending"] = json!(descending);
            let mut lines: Vec<Value> = Vec::new();
            loop {
                let mut page = request.clone();
                page["limit"] = json!(2);
                page["offset"] = json!(lines.len());
                let answer = office.call(call, page);
                let got = answer["lines"].as_array().unwrap().clone();
                if got.is_empty() {
                    let total = answer["total"].as_i64().or_else(|| answer["sums"]["activities"].as_i64());
                    assert_eq!(total, i64::try_from(lines.len()).ok(), "{list}");
                    break;
                }
                lines.extend(got);
            }
            assert!(lines.len() > 2, "{list} has too little to show an order");
            let sheet = table(&office, json!({"list": list, "request": request}));
            let rows = sheet["table"]["rows"].as_array().unwrap();
            let key = match list {
                "plans" | "days" => 0,
                "notices" => 2,
                _ => 3,
            };
            assert_eq!(rows.len(), lines.len(), "{list}");
            for (row, line) in rows.iter().zip(&lines) {
                let field = match list {
                    "plans" => "code",
                    "days" => "day",
                    _ => "title",
                };
                let cell = row["cells"][key]["value"].to_string();
                assert!(cell.contains(line[field].as_str().unwrap()), "{list} {cell} {line}");
            }
        }
    }
}

#[test]
fn states_of_plans_are_those_the_rules_judge() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    for day in 1..=28 {
        office.call("plans.save", json!({"day": format!("2026-09-{day:02}"), "area_id": area, "kind": "household"}));
    }
    let all = office.call("plans.page", json!({"limit": 1000}));
    let states = ["planned", "due", "late", "entered", "closed"];
    let mut seen = 0;
    for state in states {
        let some = office.call("plans.page", json!({"filter": {"state": state}, "limit": 1000}));
        let lines = some["lines"].as_array().unwrap();
        assert!(lines.iter().all(|line| line["state"] == state), "{state}");
        assert_eq!(some["total"].as_u64().unwrap() as usize, lines.len());
        assert_eq!(some["counts"], all["counts"], "the counts do not follow the state");
        assert_eq!(all["counts"][state], some["total"]);
        seen += lines.len();
    }
    assert_eq!(all["total"].as_u64().unwrap() as usize, seen);
    assert!(
        all["counts"]["due"].as_i64().unwrap() > 0 && all["counts"]["late"].as_i64().unwrap() > 0,
        "{}",
        all["counts"]
    );
}
