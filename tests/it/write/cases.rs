//! Every mutation with arguments that it takes, and some that it doesn't.

use folio_testkit::{Item, Member, Reply, Visitor};
use serde_json::{Value, json};

use super::sections;
use crate::imports::archive;

const ANSWER: &str = "{ profile { id version } userErrors { code message path \
                      conflict { currentVersion changes { version action fields by } } } }";

type Valid = Box<dyn Fn(&Member, u32) -> Value>;
type Invalid = Box<dyn Fn(&Member) -> Refusal>;

/// Arguments that a mutation refuses.
pub(crate) struct Refusal {
    pub(crate) arguments: Value,
    pub(crate) code: &'static str,
    pub(crate) path: Value,
}

/// One mutation, as a client calls it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// Types of its arguments, but `expectedVersion` and `idempotencyKey`.
    declared: Vec<(&'static str, &'static str)>,
    /// Arguments that change something, other ones for each number.
    pub(crate) valid: Valid,
    /// Arguments that are refused.
    pub(crate) invalid: Invalid,
    /// Whether it takes the version of an item, which the argument `id` names, and not the profile's.
    pub(crate) of_item: bool,
    /// The kind of items that it is about.
    pub(crate) item: Option<Item>,
}

impl Case {
    /// Every mutation of the schema, those of staff apart: see `tests/it/badges/staff.rs`.
    pub(crate) fn all() -> Vec<Self> {
        let mut cases = vec![
            Self::new(
                "profileUpdate",
                &[("input", "ProfileInput!")],
                |_, n| json!({ "input": { "headline": format!("Headline {n}") } }),
                |_| Refusal {
                    arguments: json!({ "input": { "location": { "countryCode": "Atlantis" } } }),
                    code: "INVALID",
                    path: json!(["input", "location", "countryCode"]),
                },
            ),
            Self::new(
                "visibilitySet",
                &[("input", "VisibilitySetInput!")],
                |_, n| json!({ "input": section("ABOUT", ["PRIVATE", "PUBLIC"][n as usize % 2]) }),
                |_| Refusal {
                    arguments: json!({ "input": section("GPA", "PUBLIC") }),
                    code: "TOO_OPEN",
                    path: json!(["input", "sections", "0", "visibility"]),
                },
            ),
            Self::new(
                "slugSet",
                &[("slug", "String!")],
                |member, n| json!({ "slug": format!("{}-{n}", &member.slug[..30]) }),
                |_| Refusal {
                    arguments: json!({ "slug": "Not A Slug" }),
                    code: "INVALID",
                    path: json!(["slug"]),
                },
            ),
            Self::new(
                "profileStateSet",
                &[("state", "ProfileState!")],
                |_, n| json!({ "state": (if n % 2 == 0 { "DEACTIVATED" } else { "ACTIVE" }) }),
                |_| Refusal {
                    arguments: json!({ "state": "SUSPENDED" }),
                    code: "INVALID",
                    path: json!(["state"]),
                },
            ),
            Self::new(
                "modelConsentSet",
                &[("textVersion", "String")],
                |_, n| json!({ "textVersion": (n % 2 == 0).then_some("1") }),
                |_| Refusal {
                    arguments: json!({ "textVersion": "0" }),
                    code: "INVALID",
                    path: json!(["textVersion"]),
                },
            ),
        ];
        cases.push(Self::new(
            "badgesFeature",
            &[("ids", "[ID!]!")],
            |member, n| {
                let awards = member.filling.items(Item::BadgeAward);
                json!({ "ids": [member.item_id(Item::BadgeAward, awards[n as usize % 2])] })
            },
            |member| Refusal {
                arguments: json!({ "ids": [member.item_id(Item::BadgeAward, uuid::Uuid::from_u128(7))] }),
                code: "NOT_FOUND",
                path: json!(["ids", "0"]),
            },
        ));
        cases.push(Self::new(
            "gigsFeature",
            &[("ids", "[ID!]!")],
            |member, n| {
                let gigs = member.filling.items(Item::Gig);
                json!({ "ids": [member.item_id(Item::Gig, gigs[n as usize % 2])] })
            },
            |member| Refusal {
                arguments: json!({ "ids": [member.item_id(Item::Gig, uuid::Uuid::from_u128(7))] }),
                code: "NOT_FOUND",
                path: json!(["ids", "0"]),
            },
        ));
        cases.push(Self::new(
            "availabilitySet",
            &[("input", "AvailabilityInput")],
            |_, n| json!({ "input": { "status": "OPEN", "hoursPerWeek": 10 + n } }),
            |_| Refusal {
                arguments: json!({ "input": { "status": "OPEN", "hourlyRateMin": "3000" } }),
                code: "REQUIRED",
                path: json!(["input", "currency"]),
            },
        ));
        cases.push(Self::new(
            "resumeImport",
            &[("document", "JSON!")],
            |_, n| {
                let work =
                    json!([{ "name": format!("Company {n}"), "position": "Tester", "startDate": "2019" }]);
                json!({ "document": { "basics": { "name": format!("Name {n}") }, "work": work } })
            },
            |_| Refusal {
                arguments: json!({ "document": { "basics": { "label": "Nobody" } } }),
                code: "REQUIRED",
                path: json!(["document", "basics", "name"]),
            },
        ));
        cases.push(Self::new(
            "linkedInImport",
            &[
                ("archive", "String"),
                ("upload", "ID"),
                ("consent", "Boolean!"),
                ("consentTextVersion", "String"),
            ],
            |_, n| {
                let skills = format!("Name\nSomething like skill {n}\n");
                json!({ "archive": archive(&[("Skills.csv", &skills)]), "consent": true })
            },
            |_| Refusal {
                arguments: json!({ "archive": archive(&[("Skills.csv", "Name\nPoetry\n")]), "consent": false }),
                code: "REQUIRED",
                path: json!(["consent"]),
            },
        ));
        cases.push(Self::new(
            "gitHubImport",
            &[
                ("login", "String!"),
                ("consent", "Boolean!"),
                ("consentTextVersion", "String"),
                ("forks", "Boolean"),
            ],
            |_, n| json!({ "login": format!("somebody-{n}"), "consent": true }),
            |_| Refusal {
                arguments: json!({ "login": "not a name", "consent": true }),
                code: "INVALID",
                path: json!(["login"]),
            },
        ));
        cases.extend(sections::all().into_iter().flat_map(|section| section.cases()));
        cases.push(Self::new(
            "profilePictureSet",
            &[("kind", "PictureKind!"), ("upload", "ID")],
            |_, n| json!({ "kind": (if n % 2 == 0 { "AVATAR" } else { "COVER" }) }),
            |_| Refusal {
                arguments: json!({ "kind": "COVER", "upload": "nobodys" }),
                code: "NOT_FOUND",
                path: json!(["upload"]),
            },
        ));
        cases
    }

    /// The mutation of this name.
    pub(crate) fn named(name: &str) -> Self {
        Self::all().into_iter().find(|case| case.name == name).expect("it is in the table")
    }

    pub(super) fn new(
        name: &'static str,
        declared: &[(&'static str, &'static str)],
        valid: impl Fn(&Member, u32) -> Value + 'static,
        invalid: impl Fn(&Member) -> Refusal + 'static,
    ) -> Self {
        let (declared, valid, invalid) = (declared.to_vec(), Box::new(valid), Box::new(invalid));
        Self { name, declared, valid, invalid, of_item: false, item: None }
    }

    /// It is about items of this kind.
    pub(super) fn about(mut self, item: Item) -> Self {
        self.item = Some(item);
        self
    }

    pub(super) fn of_item(mut self) -> Self {
        self.of_item = true;
        self
    }

    /// Arguments that it takes from this member, whatever the number of their items.
    pub(crate) fn arguments(&self, member: &Member) -> Value {
        let mut arguments = (self.valid)(member, 0);
        if let (true, Some(item)) = (self.name.ends_with("Reorder"), self.item) {
            let backwards = member.filling.items(item).iter().rev();
            arguments["ids"] = backwards.map(|id| member.item_id(item, *id)).collect();
        }
        arguments
    }

    /// Calls it with these arguments.
    pub(crate) async fn call(
        &self,
        visitor: &Visitor<'_>,
        arguments: &Value,
        version: i64,
        key: Option<&str>,
    ) -> Reply {
        let mut variables = arguments.clone();
        variables["version"] = json!(version.to_string());
        variables["key"] = json!(key);
        let (mut declared, mut passed) = (String::new(), String::new());
        for (name, ty) in &self.declared {
            declared += &format!("${name}: {ty}, ");
            passed += &format!("{name}: ${name}, ");
        }
        let name = self.name;
        let document = format!(
            "mutation({declared}$version: Int64!, $key: String) {{
                it: {name}({passed}expectedVersion: $version, idempotencyKey: $key) {ANSWER} }}"
        );
        visitor.query_with(&document, variables).await
    }
}

/// Calls a mutation with these arguments, at this version of the profile or the item.
pub(crate) async fn call(visitor: &Visitor<'_>, name: &str, arguments: Value, version: i64) -> Reply {
    Case::named(name).call(visitor, &arguments, version, None).await
}

/// The user errors, each as its code and its path.
#[track_caller]
pub(crate) fn refusals(reply: &Reply) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let path = |error: &Value| {
        let steps: Vec<String> = error["path"].as_array().expect("a path").iter().map(text).collect();
        steps.join(".")
    };
    user_errors(reply).iter().map(|error| (text(&error["code"]), path(error))).collect()
}

/// Checks that it was done.
#[track_caller]
pub(crate) fn assert_done(reply: &Reply) {
    assert!(user_errors(reply).is_empty(), "{}", reply.text());
}

fn section(name: &str, level: &str) -> Value {
    json!({ "sections": [{ "section": name, "visibility": { "level": level } }] })
}

/// The user errors of a mutation that was run.
#[track_caller]
pub(crate) fn user_errors(reply: &Reply) -> &[Value] {
    reply.data()["it"]["userErrors"].as_array().expect("a list of user errors")
}

/// The code of the one user error.
#[track_caller]
pub(crate) fn refusal(reply: &Reply) -> &str {
    let [error] = user_errors(reply) else { panic!("one user error was expected: {}", reply.text()) };
    error["code"].as_str().expect("a code")
}
