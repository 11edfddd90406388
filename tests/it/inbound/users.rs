//! `user.created` and `user.updated`: the user is as Clerk's newest word has them.

use folio_policy::{Role, Toggles};
use folio_testkit::{Delivery, TestApp};
use serde_json::{Value, json};

use super::{
    clerk::{Somebody, count, inbox, me, tell, text},
    payloads::{clerk_id, email, phone, user},
};

#[tokio::test]
async fn somebody_new_is_there_with_what_clerk_knows() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let event = user("created", &id, 0, |user| {
        email(user, "maya@example.com", "verified");
        phone(user, "+4930123456", "unverified");
        user["username"] = json!("maya");
        user["public_metadata"] = json!({ "role": "mentor", "staff": "admin", "verified_employer": true });
        user["unsafe_metadata"] = json!({ "role": "employer" });
    });
    tell(&app, &event).await;
    let expected = json!({
        "role": "MENTOR", "staff": null, "verifiedEmployer": false,
        "profile": {
            "displayName": "John Doe", "avatarUrl": null,
            "contact": { "username": "maya", "email": "maya@example.com", "phone": "+4930123456" },
            "publication": { "state": "ACTIVE", "publicUrlEnabled": true },
        },
    });
    assert_eq!(me(&app, &id).await, expected);
    let verified = "SELECT concat(email_verified, phone_verified) FROM users";
    assert_eq!(text(&app, verified).await.as_deref(), Some("tf"));
    let toggles = text(&app, "SELECT visibility::text FROM profiles").await.expect("toggles");
    let toggles: Toggles = serde_json::from_str(&toggles).expect("toggles");
    assert_eq!(toggles, Toggles::defaults(Some(Role::Mentor)));
    assert_eq!(inbox(&app).await, ["APPLIED"]);
    assert_eq!(count(&app, "inbound_events WHERE body IS NULL").await, 1);
    // One write, with its audit row and its event.
    assert_eq!(count(&app, "audit_log WHERE actor_kind = 'SERVICE' AND action = 'clerk.user'").await, 1);
    assert_eq!(count(&app, "outbox WHERE event_type = 'profile.updated'").await, 1);
}

#[tokio::test]
async fn the_newest_word_counts_in_whatever_order() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let at = |seconds: i64, address: &'static str| {
        let kind = if seconds == 0 { "created" } else { "updated" };
        user(kind, &id, seconds, |user| email(user, address, "verified"))
    };
    for (seconds, address, stands) in [
        (20, "c@example.com", "c@example.com"),
        (0, "a@example.com", "c@example.com"),
        (10, "b@example.com", "c@example.com"),
        (30, "d@example.com", "d@example.com"),
    ] {
        tell(&app, &at(seconds, address)).await;
        assert_eq!(me(&app, &id).await["profile"]["contact"]["email"], stands);
    }
    assert_eq!(inbox(&app).await, ["APPLIED", "APPLIED UNCHANGED", "APPLIED OLDER", "APPLIED"]);
}

#[tokio::test]
async fn what_changes_nothing_is_no_write() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let before = (count(&app, "audit_log").await, count(&app, "outbox").await);
    tell(
        &app,
        &user("updated", &id, 10, |user| {
            user["last_name"] = json!("Doe");
            user["username"] = json!(null);
            user["last_sign_in_at"] = json!(super::payloads::THEN + 9_000);
        }),
    )
    .await;
    assert_eq!((count(&app, "audit_log").await, count(&app, "outbox").await), before);
    // It was heard all the same: what is older than this comes too late.
    tell(&app, &user("updated", &id, 5, |user| email(user, "late@example.com", "verified"))).await;
    assert_eq!(me(&app, &id).await["profile"]["contact"]["email"], Value::Null);
}

#[tokio::test]
async fn a_name_that_its_owner_chose_stays() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let named = |seconds, name: &'static str| {
        user("updated", &id, seconds, move |user| user["first_name"] = json!(name))
    };
    tell(&app, &named(0, "Jon")).await;
    assert_eq!(me(&app, &id).await["profile"]["displayName"], "Jon Doe Updated");
    tell(&app, &named(1, "John")).await;
    assert_eq!(me(&app, &id).await["profile"]["displayName"], "John Doe Updated");
    set_name(&app, &id, json!("Johnny")).await;
    tell(&app, &named(2, "Jonathan")).await;
    assert_eq!(me(&app, &id).await["profile"]["displayName"], "Johnny");
    // No name is a choice, too.
    set_name(&app, &id, json!(null)).await;
    tell(&app, &named(3, "Jonas")).await;
    assert_eq!(me(&app, &id).await["profile"]["displayName"], Value::Null);
}

async fn set_name(app: &TestApp, id: &str, name: Value) {
    let visitor = app.as_(Somebody(id));
    let version =
        visitor.query("{ me { profile { version } } }").await.data()["me"]["profile"]["version"].clone();
    let mutation = "mutation($name: String, $version: Int64!) {
        profileUpdate(input: { displayName: $name }, expectedVersion: $version) { userErrors { code message } } }";
    let reply = visitor.query_with(mutation, json!({ "name": name, "version": version })).await;
    assert_eq!(reply.data()["profileUpdate"]["userErrors"], json!([]));
}

#[tokio::test]
async fn a_role_follows_clerk_and_moves_no_toggles() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let with_role = |kind, seconds, role: Value| {
        user(kind, &id, seconds, move |user| user["public_metadata"] = json!({ "role": role }))
    };
    tell(&app, &with_role("created", 0, json!("student"))).await;
    let toggles = text(&app, "SELECT visibility::text FROM profiles").await;
    for (seconds, told, stands) in [
        (1, json!("employer"), json!("EMPLOYER")),
        (2, json!("admin"), Value::Null),
        (3, json!("mentor"), json!("MENTOR")),
        (4, Value::Null, Value::Null),
    ] {
        tell(&app, &with_role("updated", seconds, told)).await;
        let me = me(&app, &id).await;
        assert_eq!(
            (&me["role"], &me["staff"], &me["verifiedEmployer"]),
            (&stands, &Value::Null, &json!(false))
        );
        assert_eq!(text(&app, "SELECT visibility::text FROM profiles").await, toggles);
    }
    // What staff gave isn't taken away by a word of Clerk's that names no role.
    app.sql("UPDATE users SET role = 'STUDENT'", &[]).await;
    tell(&app, &with_role("updated", 5, Value::Null)).await;
    assert_eq!(me(&app, &id).await["role"], "STUDENT");
}

/// Staff set a role under the profile's lock; a word of Clerk's that waits for that lock sees what they have set.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_staff_set_meanwhile_is_not_undone() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |user| user["public_metadata"] = json!({ "role": "student" }))).await;
    let staff = app.database.sql().await;
    let set = "BEGIN; SELECT FROM profiles FOR UPDATE; UPDATE users SET role = 'MENTOR'";
    staff.batch_execute(set).await.expect("a transaction begins");
    let renamed = user("updated", &id, 5, |user| {
        user["public_metadata"] = json!({ "role": "student" });
        user["first_name"] = json!("Renamed");
    });
    Delivery::clerk(&renamed).send(&app).await;
    let commit = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while staff.query_one(waiting, &[]).await.expect("it can be asked").get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
        staff.batch_execute("COMMIT").await.expect("it can be committed");
    };
    tokio::join!(app.work(), commit);
    let me = me(&app, &id).await;
    assert_eq!(
        (&me["role"], &me["profile"]["displayName"]),
        (&json!("MENTOR"), &json!("Renamed Doe Updated"))
    );
}

/// Whoever has a user and no profile yet, as before the back-fill.
#[tokio::test]
async fn what_is_told_of_somebody_without_a_profile_is_not_forgotten() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let insert = format!("INSERT INTO users (id, clerk_id) VALUES (gen_random_uuid(), '{id}')");
    app.sql(&insert, &[]).await;
    let told = user("updated", &id, 5, |user| {
        user["public_metadata"] = json!({ "role": "mentor" });
        email(user, "held@example.com", "verified");
    });
    tell(&app, &told).await;
    let me = me(&app, &id).await;
    assert_eq!(
        (&me["role"], &me["profile"]["contact"]["email"]),
        (&json!("MENTOR"), &json!("held@example.com"))
    );
    assert_eq!(text(&app, "SELECT email_verified::text FROM users").await.as_deref(), Some("true"));
    assert_eq!(text(&app, "SELECT last_error FROM jobs WHERE kind = 'inbound.apply'").await, None);
}

#[tokio::test]
async fn whoever_came_by_themselves_first_keeps_the_strictest_toggles() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    let toggles = text(&app, "SELECT visibility::text FROM profiles").await;
    tell(&app, &user("created", &id, 0, |user| user["public_metadata"] = json!({ "role": "mentor" }))).await;
    assert_eq!(me(&app, &id).await["role"], "MENTOR");
    assert_eq!(text(&app, "SELECT visibility::text FROM profiles").await, toggles);
    assert_eq!(count(&app, "users").await, 1);
}

#[tokio::test]
async fn the_event_that_made_somebody_chooses_the_toggles_however_late_it_comes() {
    let app = TestApp::new().await;
    let (id, own_choice) = (clerk_id(), clerk_id());
    let mentor = |user: &mut Value| user["public_metadata"] = json!({ "role": "mentor" });
    for id in [&id, &own_choice] {
        tell(&app, &user("updated", id, 10, mentor)).await;
    }
    let public = async |id: &str| me(&app, id).await["profile"]["publication"]["publicUrlEnabled"].clone();
    assert_eq!(public(&id).await, false);
    let switch =
        "mutation { visibilitySet(input: { sections: [{ section: ABOUT, visibility: { level: PRIVATE } }] },
        expectedVersion: \"2\") { userErrors { code message } } }";
    let reply = app.as_(Somebody(&own_choice)).query(switch).await;
    assert_eq!(reply.data()["visibilitySet"]["userErrors"], json!([]));
    for id in [&id, &own_choice] {
        tell(&app, &user("created", id, 0, mentor)).await;
    }
    assert_eq!(public(&id).await, true);
    assert_eq!(public(&own_choice).await, false, "they have chosen since");
    let told = "SELECT payload::text FROM outbox WHERE event_type = 'profile.visibility_changed' AND profile_id = \
        (SELECT profiles.id FROM profiles JOIN users ON users.id = user_id WHERE clerk_id = ";
    let told = text(&app, &format!("{told}'{id}')")).await;
    assert!(told.is_some(), "whoever follows the toggles hears of it");
}

#[tokio::test]
async fn a_ban_suspends_and_its_end_brings_back_what_was() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let banned =
        |seconds, banned: bool| user("updated", &id, seconds, move |user| user["banned"] = json!(banned));
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let state = async || text(&app, "SELECT state FROM profiles").await.expect("a state");
    for (seconds, ban, expected) in [(1, true, "SUSPENDED"), (2, true, "SUSPENDED"), (3, false, "ACTIVE")] {
        tell(&app, &banned(seconds, ban)).await;
        assert_eq!(state().await, expected);
    }
    app.sql("UPDATE profiles SET state = 'DEACTIVATED'", &[]).await;
    tell(&app, &banned(4, true)).await;
    tell(&app, &banned(5, false)).await;
    assert_eq!(state().await, "DEACTIVATED");
    // What staff suspended isn't Clerk's to bring back.
    app.sql("UPDATE profiles SET state = 'SUSPENDED'", &[]).await;
    tell(&app, &banned(6, true)).await;
    tell(&app, &banned(7, false)).await;
    assert_eq!(state().await, "SUSPENDED");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_webhook_and_the_first_request_race_to_one_user() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let id = clerk_id();
        let event = user("created", &id, 0, |user| email(user, "race@example.com", "verified"));
        let webhook = async {
            Delivery::clerk(&event).send(&app).await;
            app.work().await;
        };
        let visitor = app.as_(Somebody(&id));
        let requests = futures_util::future::join_all((0..6).map(|_| visitor.query("{ me { role } }")));
        let ((), replies) = tokio::join!(webhook, requests);
        replies.iter().for_each(|reply| assert!(reply.data()["me"].is_object()));
        assert_eq!(me(&app, &id).await["profile"]["contact"]["email"], "race@example.com");
    }
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (5, 5));
}
