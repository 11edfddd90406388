//! How many statements a mutation sends, from its request to its answer: the same for every number of rows, and as
//! reviewed in `tests/output/mutation_statements.out`.

use std::fmt::Write;

use folio_testkit::{Item, Member, TestApp};
use uuid::Uuid;

use super::cases::{Case, user_errors};
use crate::output::assert_is_current;

/// Items of each section of the profile that has few: one more than count for its strength, so that it moves with neither.
const FEW: i32 = 3;
/// Items of each section of the profile that has many.
const MANY: i32 = 30;

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_statements_does_not_depend_on_the_number_of_rows() {
    let app = TestApp::new().await;
    let mut table = String::from(
        "Statements of a mutation: who asks, BEGIN and COMMIT, the change, what it leaves behind, and the answer.\n\n\
         mutation              without a key  with one\n",
    );
    for case in Case::all() {
        let mut counts = Vec::new();
        for key in [None, Some("a-key")] {
            let few = count(&app, &case, &somebody(&app, FEW).await, key).await;
            let many = count(&app, &case, &somebody(&app, MANY).await, key).await;
            assert_eq!(few, many, "{} with {FEW} and with {MANY} items in each section", case.name);
            counts.push(few);
        }
        let _ = writeln!(table, "{:21} {:>14}  {:>8}", case.name, counts[0], counts[1]);
    }
    assert_is_current("tests/output/mutation_statements.out", &table);
}

async fn count(app: &TestApp, case: &Case, member: &Member, key: Option<&str>) -> u64 {
    let (visitor, mut arguments) = (app.as_(member), (case.valid)(member, 0));
    let item = match case.name {
        name if name.starts_with("education") => Item::Education,
        name if name.starts_with("media") => Item::MediaItem,
        _ => Item::Project,
    };
    if case.name.ends_with("Reorder") {
        let backwards = member.filling.items(item).iter().rev();
        arguments["ids"] = backwards.map(|id| member.item_id(item, *id)).collect();
    }
    let (statements, reply) = app.statements(async || case.call(&visitor, &arguments, 1, key).await).await;
    assert!(user_errors(&reply).is_empty(), "{}: {}", case.name, reply.text());
    statements
}

/// Somebody with so many items in each section, everything at version 1.
async fn somebody(app: &TestApp, items: i32) -> Member {
    let (mut education, mut projects, mut badges, mut media) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let member = app.member().filled().rows(|rows| {
        rows.profile.version = 1;
        for number in 2..items {
            let mut row = rows.education[0].clone();
            (row.id, row.position) = (Uuid::new_v4(), row.position + 1_000 + number);
            rows.education.push(row);
            let mut row = rows.projects[0].clone();
            (row.id, row.position) = (Uuid::new_v4(), row.position + 1_000 + number);
            rows.projects.push(row);
            let mut row = rows.media[0].clone();
            (row.id, row.position) = (Uuid::new_v4(), row.position + 1_000 + number);
            rows.media.push(row);
            let mut row = rows.badges[0].clone();
            row.award.id = Uuid::new_v4();
            row.award.position += 1_000 + number;
            row.award.source_id = row.award.id.to_string();
            rows.badges.push(row);
        }
        rows.education.iter_mut().for_each(|row| row.version = 1);
        rows.projects.iter_mut().for_each(|row| row.version = 1);
        rows.media.iter_mut().for_each(|row| row.version = 1);
        media.extend(rows.media.iter().map(|row| row.id));
        education.extend(rows.education.iter().map(|row| row.id));
        projects.extend(rows.projects.iter().map(|row| row.id));
        badges.extend(rows.badges.iter().map(|row| row.award.id));
    });
    let mut member = member.create().await;
    member.filling.set(Item::Education, education);
    member.filling.set(Item::Project, projects);
    member.filling.set(Item::MediaItem, media);
    member.filling.set(Item::BadgeAward, badges);
    member
}
