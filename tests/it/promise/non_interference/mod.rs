//! What is hidden from a viewer doesn't move for that viewer (privacy.md, "The oracle test"): in worlds drawn by lot,
//! everything that somebody may ask is asked before and after a change of hidden things alone, and each answer has to be
//! the same, byte by byte: status, headers and body, and the number of statements that it took.
//!
//! What is hidden is told by `specification`, never by the code under test. Hidden things are changed as their owner
//! would, by mutations; by SQL where there is no mutation yet.
//!
//! Reading order: this file, `scene.rs` (one profile, one viewer), `changeable.rs` and `changes.rs` (what is changed), `questions.rs` (what is
//! asked), `shade.rs` (somebody who isn't there for the viewer), `following.rs` (who is told nothing meanwhile). `FOLIO_ORACLE_CASES` says how many scenes there are, `FOLIO_ORACLE_SEED` which.

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use folio_testkit::TestApp;

use super::cast::{self, Viewer};
use crate::random::{Random, effort};

use following::Following;
use questions::{Answer, Question};
use scene::Scene;

mod changeable;
mod changes;
mod following;
mod questions;
mod scene;
mod shade;

/// Changes of hidden things between two looks.
const CHANGES: usize = 8;

// On one thread, so that what a document's parts ask for at the same time comes in one statement, and not in two by chance.
#[tokio::test]
async fn what_is_hidden_from_somebody_can_not_be_told_from_any_answer() {
    let cases = effort("FOLIO_ORACLE_CASES", 20);
    let first = effort("FOLIO_ORACLE_SEED", 1);
    // Some questions ask for everything thrice, which is more than one operation may.
    let app = TestApp::builder().http(|settings| settings.document.cost = 200_000).start().await;
    let viewers = cast::everybody_else(&app).await;
    let (mut changes, mut noticed) = (0, 0);
    for (seed, viewer) in (first..first + cases).zip(viewers.iter().cycle()) {
        let mut scene = Scene::draw(&app, viewer, Random::new(seed)).await;
        let questions = scene.questions().await;
        let before = ask(&app, viewer, &questions).await;
        let following = Following::begin(&app, viewer, &scene.subject).await;
        for _ in 0..CHANGES {
            changes += usize::from(scene.change_something_hidden().await);
        }
        following.nothing_came(seed, &scene).await;
        let after = ask(&app, viewer, &questions).await;
        compare(seed, &scene, &before, &after);
        // Ids that have come into the world since are as unknown as any other.
        let [unknown, hidden] = scene.new_ids();
        let unknown = ask(&app, viewer, &[unknown]).await;
        compare(seed, &scene, &unknown, &ask(&app, viewer, &[hidden]).await);
        if scene.change_something_visible().await {
            let told = ask(&app, viewer, &questions[..1]).await;
            assert!(
                told.0[0] != after.0[0],
                "seed {seed}: {} should notice what they see\n{}\n{scene}",
                viewer.name,
                told.0[0]
            );
            noticed += 1;
        }
    }
    println!("{cases} scenes, {changes} hidden changes and none told, {noticed} visible ones and all told");
    let least = usize::try_from(cases).expect("so many can be counted") * CHANGES / 2;
    assert!(changes >= least, "most of what is drawn is changed: {changes}");
    assert!(noticed > 0, "some change was to be seen");
}

/// The answers, and how many statements the server sent for them.
async fn ask(app: &TestApp, viewer: &Viewer, questions: &[Question]) -> (Vec<Answer>, u64) {
    let visitor = viewer.at(app);
    let work = async || {
        let mut answers = Vec::with_capacity(questions.len());
        for question in questions {
            answers.push(question.ask(&visitor).await);
        }
        answers
    };
    let (statements, answers) = app.statements(work).await;
    // An answer that is the same for everybody and at all times would compare as equal, and tell nothing.
    for answer in &answers {
        assert!(!answer.is_refused(), "a question is refused as a document\n{answer}");
    }
    (answers, statements)
}

#[track_caller]
fn compare(seed: u64, scene: &Scene<'_>, before: &(Vec<Answer>, u64), after: &(Vec<Answer>, u64)) {
    for (before, after) in before.0.iter().zip(&after.0) {
        let difference = before.difference(after);
        assert!(
            before == after,
            "seed {seed}: an answer moved: {difference}\n{before}\nand then\n{after}\n{scene}"
        );
    }
    assert_eq!(before.1, after.1, "seed {seed}: the answers cost another number of statements\n{scene}");
}
