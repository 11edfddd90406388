//! How many statements a mutation sends, from its request to its answer: the same for every number of rows, and as
//! reviewed in `tests/output/mutation_statements.out`.

use std::fmt::Write;

use folio_db::items::{Common, ItemRow};
use folio_testkit::{Item, Member, TestApp, catalogued_skill};
use uuid::Uuid;

use super::{
    cases::{Case, user_errors},
    sections,
};
use crate::output::assert_is_current;

/// Items of each section of the profile that has few: one more than count for its strength, so that it moves with neither.
const FEW: i32 = 4;
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
    let (visitor, arguments) = (app.as_(member), case.arguments(member));
    let (statements, reply) = app.statements(async || case.call(&visitor, &arguments, 1, key).await).await;
    assert!(user_errors(&reply).is_empty(), "{}: {}", case.name, reply.text());
    statements
}

/// Somebody with so many items in each section, everything at version 1.
async fn somebody(app: &TestApp, items: i32) -> Member {
    let mut ids = Vec::new();
    let member = app.member().filled().rows(|rows| {
        for number in 2..items {
            let mut row = rows.badges[0].clone();
            row.award.id = Uuid::new_v4();
            row.award.position += 1_000 + number;
            row.award.source_id = row.award.id.to_string();
            rows.badges.push(row);
            let mut held = rows.skills[0].clone();
            let skill = catalogued_skill(&format!("Skill {}", Uuid::new_v4()));
            (held.row.id, held.row.skill_id) = (Uuid::new_v4(), skill.id);
            held.row.position += 1_000 + number;
            held.skill = Some(skill);
            held.endorsements.iter_mut().for_each(|said| {
                (said.id, said.skill_item_id) = (Uuid::new_v4(), Some(held.row.id));
            });
            let mut recommended = rows.recommendations[0].clone();
            recommended.row.id = Uuid::new_v4();
            recommended.row.position += 1_000 + number;
            rows.recommendations.push(recommended);
            rows.skills.push(held);
            let mut row = rows.gigs[0].clone();
            (row.id, row.position) = (Uuid::new_v4(), row.position + 1_000 + number);
            rows.gigs.push(row);
        }
        more(&mut rows.education, items);
        more(&mut rows.projects, items);
        more(&mut rows.work, items);
        more(&mut rows.languages, items);
        for (number, row) in (0..).zip(&mut rows.languages) {
            row.language = format!("language-{number}");
        }
        more(&mut rows.certificates, items);
        more(&mut rows.media, items);
        // There may be 20.
        more(&mut rows.links, items.min(19));
        sections::at_version_1(rows);
        ids = vec![
            (Item::BadgeAward, rows.badges.iter().map(|row| row.award.id).collect()),
            (Item::Gig, ids_of(&rows.gigs)),
            (Item::ProfileSkill, rows.skills.iter().map(|held| held.row.id).collect()),
            (Item::Education, ids_of(&rows.education)),
            (Item::Project, ids_of(&rows.projects)),
            (Item::WorkExperience, ids_of(&rows.work)),
            (Item::LanguageSkill, ids_of(&rows.languages)),
            (Item::Certificate, ids_of(&rows.certificates)),
            (Item::Link, ids_of(&rows.links)),
            (Item::MediaItem, ids_of(&rows.media)),
        ];
    });
    let mut member = member.create().await;
    for (item, ids) in ids {
        member.filling.set(item, ids);
    }
    member
}

/// As many more like the first as make it this many.
fn more<R: ItemRow>(rows: &mut Vec<R>, items: i32) {
    for number in 2..items {
        let mut row = rows[0].clone();
        let common = row.common();
        let position = common.position + 1_000 + number;
        row.set_common(Common { id: Uuid::new_v4(), position, ..common });
        rows.push(row);
    }
}

fn ids_of<R: ItemRow>(rows: &[R]) -> Vec<Uuid> {
    rows.iter().map(|row| row.common().id).collect()
}
