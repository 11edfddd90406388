//! `profileUpdate`: what is left out, what is emptied, and what is accepted where.

use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

use super::cases::{assert_done, call, refusals, user_errors};

async fn somebody(app: &TestApp) -> Member {
    app.member().filled().rows(|rows| rows.profile.version = 1).create().await
}

async fn update(visitor: &Visitor<'_>, version: i64, input: Value) -> Reply {
    call(visitor, "profileUpdate", json!({ "input": input }), version).await
}

/// What the mutation writes, as its owner reads it.
async fn core(visitor: &Visitor<'_>) -> Value {
    let document = "{ me { profile { displayName pronouns headline about location { city region countryCode }
        preferences { timezone currency locale settings } } } }";
    visitor.query(document).await.data()["me"]["profile"].clone()
}

/// Sends the inputs one after another; each must be done. What is read after the last.
async fn after(app: &TestApp, inputs: &[Value]) -> Value {
    let member = somebody(app).await;
    let visitor = app.as_(&member);
    for (version, input) in (1..).zip(inputs) {
        assert_done(&update(&visitor, version, input.clone()).await);
    }
    app.assert_whole(&member).await;
    core(&visitor).await
}

#[tokio::test]
async fn what_is_left_out_stays_and_null_empties() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let before = core(&visitor).await;
    assert_done(&update(&visitor, 1, json!({ "headline": "New" })).await);
    let mut expected = before.clone();
    expected["headline"] = json!("New");
    assert_eq!(core(&visitor).await, expected);

    let empty = json!({
        "displayName": null, "pronouns": null, "headline": "  ", "about": " \n ", "location": null,
        "timezone": null, "currency": null, "locale": null, "settings": null,
    });
    assert_done(&update(&visitor, 2, empty.clone()).await);
    assert_eq!(
        core(&visitor).await,
        json!({
            "displayName": null, "pronouns": null, "headline": null, "about": null, "location": null,
            "preferences": { "timezone": "UTC", "currency": "USD", "locale": "en", "settings": {} },
        })
    );
    let before = app.trace(&member).await;
    assert_done(&update(&visitor, 3, empty).await);
    assert_done(&update(&visitor, 3, json!({})).await);
    assert_eq!(app.trace(&member).await, before, "what is so already moves nothing");
}

#[tokio::test]
async fn the_parts_of_a_location_are_written_apart() {
    let app = TestApp::new().await;
    let read = after(
        &app,
        &[
            json!({ "location": { "city": "Zürich", "region": "ZH", "countryCode": " ch " } }),
            json!({ "location": { "region": null } }),
            json!({ "location": { "city": "Bern" } }),
        ],
    )
    .await;
    assert_eq!(read["location"], json!({ "city": "Bern", "region": null, "countryCode": "CH" }));
}

#[tokio::test]
async fn texts_are_kept_trimmed_and_composed_and_counted_in_characters() {
    let app = TestApp::new().await;
    let read = after(
        &app,
        &[json!({
            "displayName": "  Zoe\u{308} \u{41}\u{30A}  ",
            // 100 characters once composed, 200 before; and 5,000 of four bytes each.
            "pronouns": "e\u{301}".repeat(40),
            "about": format!("{}\r\n{}", "🦉".repeat(2_500), "🦉".repeat(2_499)),
        })],
    )
    .await;
    assert_eq!(read["displayName"], "Zoë Å");
    assert_eq!(read["pronouns"], "é".repeat(40));
    assert_eq!(read["about"], format!("{}\n{}", "🦉".repeat(2_500), "🦉".repeat(2_499)));
}

#[tokio::test]
async fn what_is_too_long_or_can_not_be_seen_is_refused_with_its_position() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let before = app.trace(&member).await;
    for (input, code, path, told) in [
        (
            json!({ "displayName": "x".repeat(101) }),
            "TOO_LONG",
            "displayName",
            "has 101 characters; at most 100",
        ),
        (json!({ "about": "🦉".repeat(5_001) }), "TOO_LONG", "about", "has 5001 characters"),
        (json!({ "headline": "ab\u{0}c" }), "FORBIDDEN_CHARACTER", "headline", "character 3 is U+0000"),
        (json!({ "headline": "  a\u{202E}b" }), "FORBIDDEN_CHARACTER", "headline", "character 4 is U+202E"),
        (json!({ "headline": "two\nlines" }), "FORBIDDEN_CHARACTER", "headline", "character 4 is U+000A"),
        (json!({ "about": "a\u{7}" }), "FORBIDDEN_CHARACTER", "about", "character 2 is U+0007"),
        (json!({ "about": "a\u{2066}b" }), "FORBIDDEN_CHARACTER", "about", "text direction"),
        (json!({ "location": { "city": "a\u{200B}b" } }), "FORBIDDEN_CHARACTER", "location.city", "U+200B"),
    ] {
        let reply = update(&app.as_(&member), 1, input).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), format!("input.{path}"))]);
        let message = user_errors(&reply)[0]["message"].as_str().expect("text");
        assert!(message.contains(told), "{message}");
    }
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn every_problem_is_told_at_once() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let input = json!({
        "displayName": "Fine", "headline": "x".repeat(161), "timezone": "Mars/Olympus", "currency": "EURO",
        "locale": "deutsch!", "settings": [], "location": { "city": "\u{1}", "countryCode": "CHE" },
    });
    let mut told = refusals(&update(&app.as_(&member), 1, input).await);
    told.sort_by(|one, other| one.1.cmp(&other.1));
    let expected = [
        ("INVALID", "input.currency"),
        ("TOO_LONG", "input.headline"),
        ("INVALID", "input.locale"),
        ("FORBIDDEN_CHARACTER", "input.location.city"),
        ("INVALID", "input.location.countryCode"),
        ("INVALID", "input.settings"),
        ("INVALID", "input.timezone"),
    ];
    assert_eq!(told, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
}

#[tokio::test]
async fn codes_are_read_in_any_case_and_kept_as_their_standards_write_them() {
    let app = TestApp::new().await;
    let input = json!({ "timezone": "europe/berlin", "currency": " chf ", "locale": "zh-hant-tw" });
    let read = after(&app, &[input, json!({ "location": { "countryCode": "de" } })]).await;
    assert_eq!(
        [&read["preferences"]["timezone"], &read["preferences"]["currency"], &read["preferences"]["locale"]],
        ["Europe/Berlin", "CHF", "zh-Hant-TW"]
    );
    assert_eq!(read["location"]["countryCode"], "DE");
}

#[tokio::test]
async fn settings_are_one_object_that_is_put_in_place_of_the_one_before() {
    let app = TestApp::new().await;
    let settings = json!({ "theme": "dark", "nested": [{ "a": null }, 1.5], "path": "C:\\u0000\\x" });
    let read = after(&app, &[json!({ "settings": { "old": 1 } }), json!({ "settings": settings })]).await;
    assert_eq!(read["preferences"]["settings"], settings);
}

#[tokio::test]
async fn settings_have_their_limits() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let before = app.trace(&member).await;
    let most = (16 << 10) - r#"{"a":""}"#.len();
    for (settings, code) in [
        (json!("text"), "INVALID"),
        (json!({ "a": "x".repeat(most + 1) }), "TOO_LONG"),
        (json!({ "a": "x\u{0}" }), "FORBIDDEN_CHARACTER"),
        (json!({ "a": [{ "\u{0}": 1 }] }), "FORBIDDEN_CHARACTER"),
    ] {
        let reply = update(&app.as_(&member), 1, json!({ "settings": settings })).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), "input.settings".to_owned())]);
    }
    assert_eq!(app.trace(&member).await, before);
    assert_done(&update(&app.as_(&member), 1, json!({ "settings": { "a": "x".repeat(most) } })).await);
}

#[tokio::test]
async fn the_outbox_and_the_audit_log_tell_which_fields_and_no_value() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let input = json!({ "headline": "told-nowhere-zq", "location": { "city": "told-nowhere-zq" } });
    assert_done(&update(&app.as_(&member), 1, input).await);
    let row = app
        .database
        .sql()
        .await
        .query_one(
            "SELECT a.fields, a.toggles IS NULL, a::text || o::text FROM audit_log a \
             JOIN outbox o USING (profile_id) WHERE a.profile_id = $1",
            &[&member.profile_id],
        )
        .await
        .expect("one row of each");
    let mut fields: Vec<String> = row.get(0);
    fields.sort();
    assert_eq!(fields, ["Location.city", "Profile.headline"]);
    assert!(row.get::<_, bool>(1));
    let written: &str = row.get(2);
    assert!(!written.contains("told-nowhere"), "{written}");
    for sentinel in &member.filling.sentinels {
        assert!(!written.contains(&sentinel.needle), "{sentinel:?}");
    }
}
