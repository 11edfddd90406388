//! The sections whose items are edited one by one, for the table of mutations: what their inputs take and what they don't.

use folio_db::{
    aggregate::Aggregate,
    items::{Common, ItemRow},
};
use folio_testkit::{Item, Member};
use serde_json::{Value, json};

use super::cases::{Case, Refusal};

/// A section, and what is written into it.
pub(crate) struct Section {
    pub(crate) item: Item,
    /// Names of its mutations, in the order of [`Section::cases`].
    pub(crate) mutations: [&'static str; 4],
    pub(crate) input: &'static str,
    /// All that a new item needs; another one for each number.
    pub(crate) new: fn(u32) -> Value,
    /// A change of an item; another one for each number.
    pub(crate) change: fn(u32) -> Value,
    /// The field that is needed.
    needed: &'static str,
    /// A change that is refused as INVALID, and at which field.
    bad: fn() -> Value,
    bad_field: &'static str,
}

/// Names that nobody has twice.
fn name(n: u32) -> String {
    format!("Name {n}")
}

/// Every such section.
pub(crate) fn all() -> Vec<Section> {
    vec![
        Section {
            item: Item::Education,
            mutations: ["educationAdd", "educationUpdate", "educationRemove", "educationReorder"],
            input: "EducationInput!",
            new: |n| json!({ "institution": name(n) }),
            change: |n| json!({ "institution": name(n) }),
            needed: "institution",
            bad: || json!({ "startDate": "2021-13" }),
            bad_field: "startDate",
        },
        Section {
            item: Item::Project,
            mutations: ["projectAdd", "projectUpdate", "projectRemove", "projectReorder"],
            input: "ProjectInput!",
            new: |n| json!({ "name": name(n) }),
            change: |n| json!({ "name": name(n) }),
            needed: "name",
            bad: || json!({ "startDate": "2021-13" }),
            bad_field: "startDate",
        },
        Section {
            item: Item::ProfileSkill,
            mutations: ["profileSkillAdd", "profileSkillUpdate", "profileSkillRemove", "profileSkillReorder"],
            input: "ProfileSkillInput!",
            new: |n| json!({ "name": name(n) }),
            change: |n| json!({ "name": name(n) }),
            needed: "name",
            bad: || json!({ "years": 81 }),
            bad_field: "years",
        },
        Section {
            item: Item::WorkExperience,
            mutations: ["workAdd", "workUpdate", "workRemove", "workReorder"],
            input: "WorkInput!",
            new: |n| json!({ "company": name(n), "title": "Welder", "startDate": "2021" }),
            change: |n| json!({ "company": name(n) }),
            needed: "title",
            bad: || json!({ "endDate": "2199" }),
            bad_field: "endDate",
        },
        Section {
            item: Item::LanguageSkill,
            mutations: ["languageAdd", "languageUpdate", "languageRemove", "languageReorder"],
            input: "LanguageInput!",
            new: |n| json!({ "language": tag(n), "level": "C1" }),
            change: |n| json!({ "language": tag(n) }),
            needed: "language",
            bad: || json!({ "language": "Klingonese!" }),
            bad_field: "language",
        },
        Section {
            item: Item::Certificate,
            mutations: ["certificateAdd", "certificateUpdate", "certificateRemove", "certificateReorder"],
            input: "CertificateInput!",
            new: |n| json!({ "title": name(n) }),
            change: |n| json!({ "title": name(n) }),
            needed: "title",
            bad: || json!({ "issuedAt": "2021-09", "expiresAt": "2021-08" }),
            bad_field: "expiresAt",
        },
        Section {
            item: Item::Link,
            mutations: ["linkAdd", "linkUpdate", "linkRemove", "linkReorder"],
            input: "LinkInput!",
            new: |n| json!({ "kind": "WEBSITE", "url": format!("https://{n}.example/") }),
            change: |n| json!({ "label": name(n) }),
            needed: "url",
            bad: || json!({ "url": "ftp://1.example/" }),
            bad_field: "url",
        },
    ]
}

/// A language for each small number.
fn tag(n: u32) -> String {
    let letter = |n: u32| char::from(b'a' + u8::try_from(n % 26).expect("a letter"));
    format!("q{}{}", letter(n / 26), letter(n))
}

impl Section {
    /// Its four mutations.
    pub(crate) fn cases(self) -> [Case; 4] {
        let Self {
            item,
            mutations: [add, update, remove, reorder],
            input,
            new,
            change,
            needed,
            bad,
            bad_field,
        } = self;
        let first = move |member: &Member| member.item_id(item, member.filling.items(item)[0]);
        let nobodys = move |member: &Member| member.item_id(item, uuid::Uuid::from_u128(7));
        let order = move |member: &Member, n: u32| {
            let items = member.filling.items(item);
            let id = |index: u32| member.item_id(item, items[index as usize % 2]);
            json!({ "ids": [id(n + 1), id(n)] })
        };
        [
            Case::new(
                add,
                &[("input", input), ("visibility", "VisibilityInput")],
                move |_, n| json!({ "input": new(n) }),
                move |_| {
                    let mut input = new(0);
                    input[needed] = json!(" ");
                    Refusal {
                        arguments: json!({ "input": input }),
                        code: "REQUIRED",
                        path: json!(["input", needed]),
                    }
                },
            ),
            Case::new(
                update,
                &[("id", "ID!"), ("input", input)],
                move |member, n| json!({ "id": first(member), "input": change(n) }),
                move |member| Refusal {
                    arguments: json!({ "id": first(member), "input": bad() }),
                    code: "INVALID",
                    path: json!(["input", bad_field]),
                },
            )
            .of_item(),
            Case::new(
                remove,
                &[("id", "ID!")],
                move |member, n| {
                    let items = member.filling.items(item);
                    json!({ "id": member.item_id(item, items[n as usize % 2]) })
                },
                move |member| Refusal {
                    arguments: json!({ "id": nobodys(member) }),
                    code: "NOT_FOUND",
                    path: json!(["id"]),
                },
            )
            .of_item(),
            Case::new(reorder, &[("ids", "[ID!]!")], order, move |member| Refusal {
                arguments: json!({ "ids": [first(member)] }),
                code: "INVALID",
                path: json!(["ids"]),
            }),
        ]
        .map(|case| case.about(item))
    }
}

/// Puts the profile and every item of a section with mutations at version 1.
pub(crate) fn at_version_1(rows: &mut Aggregate) {
    rows.profile.version = 1;
    rows.badges.iter_mut().for_each(|row| row.award.version = 1);
    rows.skills.iter_mut().for_each(|held| held.row.version = 1);
    rows.recommendations.iter_mut().for_each(|held| held.row.version = 1);
    first_versions(&mut rows.education);
    first_versions(&mut rows.projects);
    first_versions(&mut rows.work);
    first_versions(&mut rows.languages);
    first_versions(&mut rows.certificates);
    first_versions(&mut rows.links);
}

fn first_versions<R: ItemRow>(rows: &mut [R]) {
    for row in rows {
        let common = row.common();
        row.set_common(Common { version: 1, ..common });
    }
}
