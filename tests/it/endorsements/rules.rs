//! Who may speak of whom, and how often.

use folio_policy::{ProfileState, Section, Visibility};
use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use super::{
    assert_done, call, count, decide, endorse, endorsed, reachable, refusal, skilful, somebody, text,
};

#[tokio::test]
async fn what_is_not_shown_is_answered_as_what_never_was() {
    let app = TestApp::new().await;
    let endorser = somebody(&app, "Endorser").await;
    let visitor = app.as_(&endorser);
    let person = skilful(&app, 2).await;
    let hide = "UPDATE profile_skills SET visibility = 'PRIVATE' WHERE profile_id = $1 AND id = $2";
    app.sql(hide, &[&person.member.profile_id, &person.skills[1]]).await;
    app.refresh(&person.member).await;
    let closed = skilful(&app, 1).await;
    let document = "mutation { it: visibilitySet(expectedVersion: \"1\", input: { sections: [
        { section: HEADER, visibility: { level: PRIVATE } }] }) { userErrors { code } } }";
    assert_done(&app.as_(&closed.member).query(document).await);
    let shut = skilful(&app, 1).await;
    let document = "mutation { it: visibilitySet(expectedVersion: \"1\", input: { sections: [
        { section: SKILLS, visibility: { level: RESTRICTED, to: [EMPLOYERS] } }] }) { userErrors { code } } }";
    assert_done(&app.as_(&shut.member).query(document).await);
    let away = skilful(&app, 1).await;
    let document = "mutation { it: profileStateSet(state: DEACTIVATED, expectedVersion: \"1\") { userErrors { code } } }";
    assert_done(&app.as_(&away.member).query(document).await);

    let nobody = Member { profile_id: Uuid::new_v4(), ..person.member.clone() };
    let never = endorse(&visitor, &nobody.item_id(Item::ProfileSkill, Uuid::new_v4())).await;
    assert_eq!(refusal(&never), ("NOT_FOUND", json!(["skillId"])));
    let hidden = [person.skill(1), closed.skill(0), shut.skill(0), away.skill(0)];
    let unknown = person.member.item_id(Item::ProfileSkill, Uuid::new_v4());
    let other_kind = person.member.item_id(Item::Education, person.skills[0]);
    for id in hidden.iter().chain([&unknown, &other_kind, &"nothing".to_owned()]) {
        assert_eq!(endorse(&visitor, id).await.bytes, never.bytes, "{id}");
    }
    let (statements, _) = app.statements(async || endorse(&visitor, &hidden[0]).await).await;
    let (never, _) = app.statements(async || endorse(&visitor, &unknown).await).await;
    assert_eq!(statements, never, "as many statements");
    assert_eq!(count(&app, "endorsements").await, 0);
    for hidden in [&closed, &away] {
        let write = json!({ "id": hidden.member.id(), "input": { "text": "Good." } });
        let reply = call(&visitor, "recommendationWrite", write).await;
        assert_eq!(refusal(&reply), ("NOT_FOUND", json!(["id"])));
        let ask = json!({ "profileId": hidden.member.id() });
        let reply = call(&visitor, "recommendationRequest", ask).await;
        assert_eq!(refusal(&reply), ("NOT_FOUND", json!(["profileId"])));
    }
    assert_eq!(count(&app, "recommendations").await, 0);
}

#[tokio::test]
async fn who_withdraws_what_was_said_of_them_is_told_to_decline_it() {
    let app = TestApp::new().await;
    let (person, endorser) = (skilful(&app, 1).await, somebody(&app, "Endorser").await);
    let endorsement = endorsed(&app.as_(&endorser), &person.skill(0)).await;
    let reply = call(&app.as_(&person.member), "endorsementWithdraw", json!({ "id": endorsement })).await;
    assert_eq!(refusal(&reply), ("INVALID", json!(["id"])));
    let message = reply.data()["it"]["userErrors"][0]["message"].as_str().expect("a text").to_owned();
    assert!(message.contains("decline it (endorsementDecide, DECLINE)"), "{message}");
}

#[tokio::test]
async fn a_claim_has_to_be_true_and_the_words_to_be_there() {
    let app = TestApp::new().await;
    let person = skilful(&app, 4).await;
    let mentor = somebody(&app, "Mentor").await;
    let student = reachable(app.member()).create().await;
    let unverified = reachable(app.member().role(folio_policy::Role::Employer)).create().await;
    let employer = reachable(app.member().verified_employer()).create().await;
    let try_as = async |who: &Member, skill: usize, capacity: &str| {
        let input = json!({ "capacity": capacity, "relationship": "Worked together" });
        call(&app.as_(who), "skillEndorse", json!({ "skillId": person.skill(skill), "input": input })).await
    };
    for (who, capacity) in [
        (&student, "MENTOR"),
        (&student, "EMPLOYER"),
        (&mentor, "EMPLOYER"),
        (&unverified, "EMPLOYER"),
        (&employer, "MENTOR"),
    ] {
        assert_eq!(refusal(&try_as(who, 0, capacity).await), ("INVALID", json!(["input", "capacity"])));
    }
    for (who, capacity) in
        [(&mentor, "MENTOR"), (&employer, "EMPLOYER"), (&student, "PEER"), (&unverified, "PEER")]
    {
        assert_done(&try_as(who, 0, capacity).await);
    }
    let again = try_as(&mentor, 0, "PEER").await;
    assert_eq!(refusal(&again), ("INVALID", json!(["skillId"])));
    let bad = json!({ "capacity": "PEER", "relationship": " ", "note": "x".repeat(501) });
    let reply =
        call(&app.as_(&mentor), "skillEndorse", json!({ "skillId": person.skill(1), "input": bad })).await;
    let errors: Vec<_> = reply.data()["it"]["userErrors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| (error["code"].clone(), error["path"].clone()))
        .collect();
    let expected = [
        (json!("REQUIRED"), json!(["input", "relationship"])),
        (json!("TOO_LONG"), json!(["input", "note"])),
    ];
    assert_eq!(errors, expected);
    assert_eq!(count(&app, "endorsements").await, 4);
}

#[tokio::test]
async fn nobody_speaks_of_themselves_not_by_a_second_account_either() {
    let app = TestApp::new().await;
    let person = skilful(&app, 3).await;
    assert_eq!(
        refusal(&endorse(&app.as_(&person.member), &person.skill(0)).await),
        ("INVALID", json!(["skillId"]))
    );
    let contact = async |member: &Member, email: Option<&str>, phone: Option<&str>, verified: bool| {
        let update =
            "UPDATE users SET email = $2, phone = $3, email_verified = $4, phone_verified = $4 WHERE id = $1";
        app.sql(update, &[&member.user_id, &email, &phone, &verified]).await;
    };
    contact(&person.member, Some("maya.okonkwo@gmail.com"), Some("+1 206 555 0142"), true).await;
    for (email, phone) in [
        (Some("MayaOkonkwo@gmail.com"), None),
        (Some("m.a.y.a.okonkwo+work@googlemail.com"), None),
        (Some("another@example.com"), Some("001 (206) 555-0142")),
    ] {
        let second = somebody(&app, "Second").await;
        contact(&second, email, phone, true).await;
        let visitor = app.as_(&second);
        assert_eq!(refusal(&endorse(&visitor, &person.skill(0)).await), ("INVALID", json!(["skillId"])));
        let write = json!({ "id": person.member.id(), "input": { "text": "Best of all." } });
        assert_eq!(refusal(&call(&visitor, "recommendationWrite", write).await), ("INVALID", json!(["id"])));
        let ask = json!({ "profileId": second.id() });
        let asked = call(&app.as_(&person.member), "recommendationRequest", ask).await;
        assert_eq!(refusal(&asked), ("INVALID", json!(["profileId"])));
    }
    assert_eq!(count(&app, "endorsements").await + count(&app, "recommendations").await, 0);
    // Whoever only says that an address is theirs learns nothing of whose it is, and whoever has none says nothing.
    let (claims, other) = (somebody(&app, "Claims").await, somebody(&app, "Other").await);
    let mut refused = Vec::new();
    for (email, phone) in [
        (Some("mayaokonkwo@gmail.com"), Some("+12065550142")),
        (Some("nobodys@example.com"), Some("+12065550149")),
        (None, None),
    ] {
        contact(&claims, email, phone, false).await;
        let reply = endorse(&app.as_(&claims), &person.skill(0)).await;
        assert_eq!(refusal(&reply), ("INVALID", json!(["skillId"])));
        refused.push(reply.bytes);
    }
    assert!(refused.iter().all(|bytes| *bytes == refused[0]), "the three are one answer");
    contact(&other, Some("maya.okonkwo@example.com"), Some("+1 206 555 0143"), true).await;
    endorsed(&app.as_(&other), &person.skill(0)).await;
}

/// What was so when it was said may be otherwise when it is to be shown.
#[tokio::test]
async fn who_speaks_is_looked_at_again_when_it_is_accepted() {
    let app = TestApp::new().await;
    let (person, speaker) = (skilful(&app, 1).await, somebody(&app, "Speaker").await);
    let (owner, visitor) = (app.as_(&person.member), app.as_(&speaker));
    let endorsement = endorsed(&visitor, &person.skill(0)).await;
    let input = json!({ "capacity": "PEER", "relationship": "Friends", "text": "Good." });
    let write = json!({ "id": person.member.id(), "input": input });
    let written = call(&visitor, "recommendationWrite", write).await;
    let recommendation = json!({ "id": written.data()["it"]["written"]["id"], "expectedVersion": "1" });
    assert_done(&call(&visitor, "recommendationSubmit", recommendation.clone()).await);
    let accept = async || {
        let said = decide(&owner, &endorsement, "ACCEPT", 1).await;
        let written = call(&owner, "recommendationAccept", recommendation.clone()).await;
        [said, written]
    };
    let refused = async || {
        for reply in accept().await {
            assert_eq!(refusal(&reply), ("INVALID", json!(["id"])));
        }
    };
    let email = async |member: &Member, email: &str, verified: bool| {
        let update = "UPDATE users SET email = $2, email_verified = $3 WHERE id = $1";
        app.sql(update, &[&member.user_id, &email, &verified]).await;
    };
    // Theirs by now.
    email(&speaker, "maya.okonkwo@gmail.com", true).await;
    email(&person.member, "mayaokonkwo@gmail.com", true).await;
    refused().await;
    email(&person.member, "maya@example.com", false).await;
    refused().await;
    email(&person.member, "maya@example.com", true).await;
    let state = async |state: ProfileState| {
        let set = "UPDATE profiles SET state = $2 WHERE id = $1";
        app.sql(set, &[&speaker.profile_id, &state.name()]).await;
    };
    for away in [ProfileState::Suspended, ProfileState::Deactivated] {
        state(away).await;
        refused().await;
    }
    state(ProfileState::Active).await;
    for reply in accept().await {
        assert_done(&reply);
    }
}

/// It is said by somebody, or not at all.
#[tokio::test]
async fn whoever_speaks_shows_themselves_to_members() {
    let app = TestApp::new().await;
    let person = skilful(&app, 1).await;
    let shut = app.member().section(Section::Header, Visibility::Private).create().await;
    assert_eq!(refusal(&endorse(&app.as_(&shut), &person.skill(0)).await), ("INVALID", json!(["skillId"])));
    for state in [ProfileState::Deactivated, ProfileState::Suspended] {
        let away = app.member().state(state).create().await;
        assert_eq!(refusal(&endorse(&app.as_(&away), &person.skill(0)).await), ("READ_ONLY", json!([])));
    }
    assert_eq!(count(&app, "endorsements").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_come_at_once_no_more_than_are_allowed_are_done() {
    let app = TestApp::new().await;
    // Another process, whose turns know nothing of the first one's.
    let other = app.beside().await;
    let person = skilful(&app, 21).await;
    let old = somebody(&app, "Old").await;
    let new = reachable(app.member()).create().await;
    let mut people = Vec::new();
    for _ in 0..11 {
        people.push(skilful(&app, 1).await);
    }
    let ids: Vec<String> = people.iter().map(|person| person.skill(0)).collect();
    // Of a pair five, of somebody new three.
    let mut racing = Vec::new();
    for number in 0..20 {
        let server = if number % 2 == 0 { &app } else { &other };
        racing.push((server.as_(&old), person.skill(number)));
    }
    let replies = race(&racing).await;
    assert_eq!((done(&replies).len(), count(&app, "endorsements").await), (5, 5));
    let message = replies.iter().find_map(refused).expect("most of them");
    assert!(message.contains('5') && message.contains("30 days"), "{message}");
    let ten = &ids[..10];
    let racing: Vec<_> = ten
        .iter()
        .chain(ten)
        .zip([&app, &other].into_iter().cycle())
        .map(|(id, server)| (server.as_(&new), id.clone()))
        .collect();
    assert_eq!(racing.len(), 20);
    let replies = race(&racing).await;
    assert_eq!((done(&replies).len(), count(&app, "endorsements").await), (3, 8));
    // What is taken back counts.
    let visitor = app.as_(&new);
    let id = text(&done(&replies)[0].data()["it"]["endorsement"]["id"]);
    assert_done(&call(&visitor, "endorsementWithdraw", json!({ "id": id })).await);
    assert_eq!(refusal(&endorse(&visitor, &ids[10]).await).0, "TOO_OFTEN");
    // A day later there is room again; what counts between two people does so for longer.
    app.sql("UPDATE endorsements SET created_at = created_at - interval '25 hours'", &[]).await;
    endorsed(&visitor, &ids[10]).await;
    assert_eq!(refusal(&endorse(&app.as_(&old), &person.skill(20)).await).0, "TOO_OFTEN");
    endorsed(&app.as_(&old), &ids[10]).await;
}

async fn race(requests: &[(Visitor<'_>, String)]) -> Vec<Reply> {
    join_all(requests.iter().map(|(visitor, id)| endorse(visitor, id))).await
}

/// Those that were done. One that waited too long for its turn on a busy machine was not.
fn done(replies: &[Reply]) -> Vec<&Reply> {
    replies.iter().filter(|reply| reply.errors().is_empty() && refused(reply).is_none()).collect()
}

/// Why one was not done, if it was refused.
fn refused(reply: &Reply) -> Option<String> {
    let error = reply.partial_data()["it"]["userErrors"].as_array()?.first()?;
    assert!(["TOO_OFTEN", "INVALID"].contains(&text(&error["code"]).as_str()), "{error}");
    Some(text(&error["message"]))
        .filter(|message| message.contains("at most"))
        .or_else(|| Some("it stands already".to_owned()))
}
