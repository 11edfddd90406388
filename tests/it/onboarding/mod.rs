//! First steps by role, and that they are done when the profile has them.

use folio_policy::Role;
use folio_testkit::{TestApp, Visitor};
use serde_json::{Value, json};

use crate::write::cases::{assert_done, call};

async fn onboarding(visitor: &Visitor<'_>) -> Value {
    let document =
        "{ me { onboarding { role done steps { key title done optional section action { code text } }
        suggestedSections } } }";
    visitor.query(document).await.data()["me"]["onboarding"].clone()
}

fn steps(onboarding: &Value) -> Vec<(&str, bool)> {
    let steps = onboarding["steps"].as_array().expect("a list");
    let one = |step: &Value| step["done"].as_bool().expect("a boolean");
    steps.iter().map(|step| (step["key"].as_str().expect("text"), one(step))).collect()
}

#[tokio::test]
async fn each_role_has_its_own_first_steps() {
    let app = TestApp::new().await;
    for (role, keys, suggested) in [
        (
            Some(Role::Student),
            vec!["displayName", "headline", "education", "projects", "verifiedEmail", "openToEmployers"],
            json!(["ABOUT", "LINKS", "AVAILABILITY", "LOCATION", "EDUCATION", "PROJECTS"]),
        ),
        (
            Some(Role::Employer),
            vec!["displayName", "headline", "about", "location", "verifiedEmail"],
            json!(["LINKS", "ABOUT", "LOCATION"]),
        ),
        (
            Some(Role::Mentor),
            vec!["displayName", "headline", "about", "projects", "verifiedEmail"],
            json!(["AVAILABILITY", "LINKS", "EDUCATION", "ABOUT", "PROJECTS"]),
        ),
        (None, vec!["role", "displayName", "headline", "verifiedEmail"], json!(["ABOUT", "LINKS"])),
    ] {
        let member = app.member().role(role).create().await;
        app.refresh(&member).await;
        let onboarding = onboarding(&app.as_(&member)).await;
        assert_eq!(onboarding["role"], json!(role.map(Role::name)));
        assert_eq!(onboarding["done"], false);
        assert_eq!(
            steps(&onboarding),
            keys.into_iter().map(|key| (key, false)).collect::<Vec<_>>(),
            "{role:?}"
        );
        assert_eq!(onboarding["suggestedSections"], suggested, "{role:?}");
    }
    assert_eq!(app.anonymous().query("{ me { onboarding { done } } }").await.data()["me"], json!(null));
}

#[tokio::test]
async fn a_step_is_done_when_the_profile_has_it_and_is_open_again_when_it_is_gone() {
    let app = TestApp::new().await;
    let confirmed = |rows: &mut folio_db::aggregate::Aggregate| {
        rows.contact.email = Some("maya@school.example".to_owned());
    };
    let member = app.member().rows(confirmed).create().await;
    let visitor = app.as_(&member);
    let first = onboarding(&visitor).await["steps"][1].clone();
    assert_eq!(
        first,
        json!({ "key": "headline", "title": "Choose a headline", "done": false, "optional": false, "section": "HEADER",
            "action": { "code": "SET_HEADLINE", "text": "Say in one line what you do" } })
    );
    let input = json!({ "input": { "displayName": "Maya", "headline": "Builds bridges" } });
    assert_done(&call(&visitor, "profileUpdate", input, 1).await);
    assert_done(&call(&visitor, "educationAdd", json!({ "input": { "institution": "Lagos" } }), 2).await);
    assert_eq!(onboarding(&visitor).await["done"], false);
    assert_done(&call(&visitor, "projectAdd", json!({ "input": { "name": "A bridge" } }), 3).await);
    let now = onboarding(&visitor).await;
    assert_eq!(now["done"], true, "whom to open up to is everybody's own choice");
    assert_eq!(steps(&now).last(), Some(&("openToEmployers", false)));
    assert_eq!(now["suggestedSections"], json!(["ABOUT", "LINKS", "AVAILABILITY", "LOCATION"]));

    let contact =
        json!({ "section": "CONTACT", "visibility": { "level": "RESTRICTED", "to": ["EMPLOYERS"] } });
    assert_done(&call(&visitor, "visibilitySet", json!({ "input": { "sections": [contact] } }), 4).await);
    assert_eq!(steps(&onboarding(&visitor).await).last(), Some(&("openToEmployers", true)));
    assert_done(&call(&visitor, "profileUpdate", json!({ "input": { "headline": null } }), 5).await);
    let now = onboarding(&visitor).await;
    assert_eq!((&now["done"], steps(&now)[1]), (&json!(false), ("headline", false)));
}
