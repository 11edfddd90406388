//! The demo student's page: each viewer sees what is theirs to see.

use folio_testkit::{Persona, TestApp};

const PAGE: &str = r#"{ profile(slug: "maya-okonkwo") {
    displayName pronouns about
    contact { email phone }
    availability { status }
    education { totalCount edges { node { institution gpa { value } } } }
    preferences { timezone }
} }"#;

#[tokio::test]
async fn each_viewer_sees_what_is_theirs_to_see() {
    let app = TestApp::demo().await;
    let page =
        async |visitor: folio_testkit::Visitor<'_>| visitor.query(PAGE).await.data()["profile"].clone();
    let (owner, employer) = (page(app.as_(Persona::Student)).await, page(app.as_(Persona::Employer)).await);
    let (mentor, anonymous) = (page(app.as_(Persona::Mentor)).await, page(app.anonymous()).await);

    for viewer in [&owner, &employer, &mentor, &anonymous] {
        assert_eq!(viewer["displayName"], "Maya Okonkwo");
    }
    assert!(owner["contact"]["phone"].is_string() && employer["contact"]["phone"].is_null());
    assert!(employer["contact"]["email"].is_string() && mentor["contact"].is_null());
    assert!(mentor["pronouns"].is_string() && anonymous["pronouns"].is_null());
    assert!(owner["preferences"].is_object() && employer["preferences"].is_null());
    assert!(employer["education"]["edges"][0]["node"]["gpa"]["value"].is_string());
    assert!(mentor["education"]["edges"][0]["node"]["gpa"].is_null());
    assert!(mentor["education"]["edges"][0]["node"]["institution"].is_string());
    assert_eq!(anonymous["education"]["totalCount"], 0);
}
