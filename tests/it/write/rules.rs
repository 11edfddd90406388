//! What a section takes beyond single fields: dates of work, each language once, certificates that others tell of,
//! availability as a whole.

use chrono::NaiveDate;
use folio_testkit::{Item, Member, TestApp, Visitor};
use serde_json::{Value, json};

use super::{
    cases::{assert_done, call, refusal, refusals},
    sections,
};

async fn somebody(app: &TestApp) -> Member {
    app.member().filled().rows(sections::at_version_1).create().await
}

async fn list(visitor: &Visitor<'_>, list: &str, fields: &str) -> Vec<Value> {
    let reply =
        visitor.query(&format!("{{ me {{ profile {{ {list} {{ nodes {{ {fields} }} }} }} }} }}")).await;
    reply.data()["me"]["profile"][list]["nodes"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn work_may_overlap_and_go_on_but_not_end_in_the_future() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let job = |title: &str, end: Value| json!({ "input": { "company": "Mill", "title": title, "startDate": "2020", "endDate": end } });
    assert_done(&call(&visitor, "workAdd", job("Miller", Value::Null), 1).await);
    assert_done(&call(&visitor, "workAdd", job("Driver", json!("2021-06")), 2).await);
    for (end, path) in [("2199", "input.endDate"), ("2019", "input.endDate")] {
        let reply = call(&visitor, "workAdd", job("Baker", json!(end)), 3).await;
        assert_eq!(refusals(&reply), [("INVALID".into(), path.into())]);
    }
    let without_start = json!({ "input": { "company": "Mill", "title": "Baker" } });
    let reply = call(&visitor, "workAdd", without_start, 3).await;
    assert_eq!(refusals(&reply), [("REQUIRED".into(), "input.startDate".into())]);
    let work = list(&visitor, "work", "title startDate endDate provenance").await;
    assert_eq!(
        work[2..],
        [
            json!({ "title": "Miller", "startDate": "2020", "endDate": null, "provenance": "MANUAL" }),
            json!({ "title": "Driver", "startDate": "2020", "endDate": "2021-06", "provenance": "MANUAL" }),
        ]
    );
}

#[tokio::test]
async fn a_language_is_kept_by_its_canonical_tag_and_stands_once() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let add = async |language: &str, version| {
        call(&visitor, "languageAdd", json!({ "input": { "language": language, "level": "B2" } }), version)
            .await
    };
    assert_done(&add("PT-br", 1).await);
    assert_done(&add("pt", 2).await);
    let again = add("pt-BR", 3).await;
    assert_eq!(refusals(&again), [("INVALID".into(), "input.language".into())]);
    assert!(again.text().contains("among your languages already"), "{}", again.text());
    let spoken = list(&visitor, "languages", "id language level").await;
    assert_eq!((&spoken[0]["language"], &spoken[1]["language"]), (&json!("pt-BR"), &json!("pt")));
    let other = json!({ "id": spoken[1]["id"], "input": { "language": "pt-br" } });
    assert_eq!(refusal(&call(&visitor, "languageUpdate", other, 1).await), "INVALID");
    let itself = json!({ "id": spoken[0]["id"], "input": { "language": "pt-BR", "level": "NATIVE" } });
    assert_done(&call(&visitor, "languageUpdate", itself, 1).await);
    assert_eq!(list(&visitor, "languages", "level").await[0]["level"], "NATIVE");
}

#[tokio::test]
async fn a_certificate_that_others_tell_of_is_hidden_at_most() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| {
        sections::at_version_1(rows);
        let mut own = rows.certificates[0].clone();
        (own.id, own.position) = (uuid::Uuid::new_v4(), 2);
        for (row, (position, year)) in rows.certificates.iter_mut().zip([(0, 2025), (1, 2024)]) {
            row.position = position;
            row.provenance = "EVENT".to_owned();
            (row.source, row.source_id) = (Some("/tests".to_owned()), Some(position.to_string()));
            (row.source_time, row.source_event) = (Some(row.created_at), Some("1".to_owned()));
            row.issued_date = NaiveDate::from_ymd_opt(year, 5, 1);
        }
        rows.certificates.push(own);
    });
    let member = member.create().await;
    let visitor = app.as_(&member);
    let ids = async || -> Vec<Value> {
        list(&visitor, "certificates", "id").await.iter().map(|item| item["id"].clone()).collect()
    };
    let [newer, older, own] = &ids().await[..] else { panic!("three certificates") };
    let before = list(&visitor, "certificates", "id title version").await;
    let change = json!({ "id": newer, "input": { "title": "Better" } });
    assert_eq!(refusal(&call(&visitor, "certificateUpdate", change, 1).await), "TOLD_BY_OTHERS");
    let reply = call(&visitor, "certificateRemove", json!({ "id": newer }), 1).await;
    assert_eq!(refusals(&reply), [("TOLD_BY_OTHERS".into(), "id".into())]);
    let reply = call(&visitor, "certificateReorder", json!({ "ids": [older, newer, own] }), 1).await;
    assert_eq!(refusals(&reply), [("INVALID".into(), "ids".into())]);
    assert_eq!(list(&visitor, "certificates", "id title version").await, before);

    let between = json!({ "ids": [newer, own, older] });
    assert_done(&call(&visitor, "certificateReorder", between, 1).await);
    assert_eq!(ids().await, [newer.clone(), own.clone(), older.clone()]);
    let hide = json!({ "input": { "items": [{ "id": newer, "visibility": { "level": "PRIVATE" } }] } });
    assert_done(&call(&visitor, "visibilitySet", hide, 2).await);
    assert_done(&call(&visitor, "certificateRemove", json!({ "id": own }), 1).await);
    assert_eq!(ids().await, [newer.clone(), older.clone()]);
    assert_eq!(member.filling.items(Item::Certificate).len(), 2);
}

#[tokio::test]
async fn availability_is_given_as_a_whole_and_taken_away_with_null() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let stands = async || {
        let fields = "status availableFrom hoursPerWeek remote hourlyRateMin { amountMinor currency }
                      hourlyRateMax { amountMinor currency }";
        let reply = visitor.query(&format!("{{ me {{ profile {{ availability {{ {fields} }} }} }} }}")).await;
        reply.data()["me"]["profile"]["availability"].clone()
    };
    let set = async |input: Value, version| {
        call(&visitor, "availabilitySet", json!({ "input": input }), version).await
    };
    let all = json!({
        "status": "LIMITED", "availableFrom": "2026-09-01", "hoursPerWeek": 20, "remote": "HYBRID",
        "hourlyRateMin": "3000", "hourlyRateMax": "4500", "currency": "eur",
    });
    assert_done(&set(all.clone(), 1).await);
    let money = |amount: &str| json!({ "amountMinor": amount, "currency": "EUR" });
    let whole = json!({
        "status": "LIMITED", "availableFrom": "2026-09-01", "hoursPerWeek": 20, "remote": "HYBRID",
        "hourlyRateMin": money("3000"), "hourlyRateMax": money("4500"),
    });
    assert_eq!(stands().await, whole);
    assert_done(&set(all, 2).await);
    let version =
        visitor.query("{ me { profile { version } } }").await.data()["me"]["profile"]["version"].clone();
    assert_eq!(version, "2", "the same again changes nothing");

    for (input, code, field) in [
        (json!({ "status": "OPEN", "hoursPerWeek": 169 }), "INVALID", "hoursPerWeek"),
        (json!({ "status": "OPEN", "availableFrom": "2026-09" }), "INVALID", "availableFrom"),
        (json!({ "status": "OPEN", "hourlyRateMin": "-1", "currency": "EUR" }), "INVALID", "hourlyRateMin"),
        (json!({ "status": "OPEN", "hourlyRateMin": "1", "currency": "QQQ" }), "INVALID", "currency"),
        (json!({ "status": "OPEN", "currency": "EUR" }), "INVALID", "currency"),
        (
            json!({ "status": "OPEN", "hourlyRateMin": "2", "hourlyRateMax": "1", "currency": "EUR" }),
            "INVALID",
            "hourlyRateMax",
        ),
    ] {
        assert_eq!(refusals(&set(input, 2).await), [(code.into(), format!("input.{field}"))]);
    }
    assert_eq!(stands().await, whole);
    assert_done(&set(json!({ "status": "OPEN" }), 2).await);
    assert_eq!(stands().await["hourlyRateMin"], Value::Null, "what is left out is taken away");
    assert_done(&set(Value::Null, 3).await);
    assert_eq!(stands().await, Value::Null);
    app.assert_whole(&member).await;
}
