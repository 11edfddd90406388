//! An import as a command does it: with the limits of the mutation of the same name, and a record of who did it.

use folio_db::{
    Db, DbResult, ImportSource, Transaction, import_consents,
    write::{self, Actor, Locked},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{Parts, ResumeDraft, SectionChanges, loss::LossReport, put};

/// Why nothing was put into a profile, for whoever ran the command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotApplied {
    /// It isn't there.
    #[error("the profile is gone")]
    Gone,
    /// It isn't active.
    #[error("the profile is {0} and can't be changed")]
    ReadOnly(&'static str),
    /// A section would have too much.
    #[error(
        "{place} would have {total} items with those that are there already; at most {most} are accepted"
    )]
    TooMany {
        /// Where they stand in a JSON Resume file.
        place: &'static str,
        /// How many there would be.
        total: usize,
        /// How many there may be.
        most: usize,
    },
}

/// As `resumeImport` and `linkedInImport` do it, for whoever runs a command: with their limits, and nothing is written or told if
/// nothing is another than before. `action` is the mutation's name, `agreed` the version of the words that the person agreed to.
///
/// # Errors
/// When the database fails; nothing is changed then.
pub async fn import_for(
    db: &Db,
    profile_id: Uuid,
    action: &'static str,
    draft: &ResumeDraft,
    parts: Parts,
    agreed: Option<&str>,
    losses: &mut LossReport,
) -> DbResult<Result<(), NotApplied>> {
    let tx = db.begin().await?;
    let done = import_in(&tx, profile_id, action, draft, parts, agreed, losses).await;
    match done {
        Ok(Err(_)) => {
            tx.rollback().await?;
            done
        }
        done => tx.finish(done).await,
    }
}

async fn import_in(
    tx: &Transaction,
    profile_id: Uuid,
    action: &'static str,
    draft: &ResumeDraft,
    parts: Parts,
    agreed: Option<&str>,
    losses: &mut LossReport,
) -> DbResult<Result<(), NotApplied>> {
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(Err(NotApplied::Gone)) };
    if profile.state != ProfileState::Active {
        return Ok(Err(NotApplied::ReadOnly(profile.state.name())));
    }
    let changes = put(&profile, draft, parts, losses).await?;
    if let Some(full) = changes.sections.iter().find(|section| section.items.total > section.most) {
        let SectionChanges { place, most, items, .. } = *full;
        return Ok(Err(NotApplied::TooMany { place, total: items.total, most }));
    }
    let (fields, sections) = changes.moved();
    if !fields.is_empty() {
        let toggles = match agreed {
            Some(text) => Some(agree(&profile, parts.source, text).await?),
            None => None,
        };
        let applied = crate::write::Applied {
            fields,
            sections,
            toggles,
            ..crate::write::Applied::of("profile.imported")
        };
        profile.record(&applied.record(Actor::Service, action)).await?;
    }
    Ok(Ok(()))
}

/// Records what the owner agrees to with an import; answers what the audit log keeps of it, beside who and when: which text they
/// had agreed to before, and which they do now.
///
/// # Errors
/// As any query; the transaction can't go on then.
pub async fn agree(profile: &Locked<'_>, source: ImportSource, text: &str) -> DbResult<serde_json::Value> {
    // What was taken back is no consent any more.
    let last = import_consents::last(profile, source).await?;
    let before = last.filter(|last| last.withdrawn_at.is_none()).map(|last| last.text_version);
    import_consents::agree(profile, source, text).await?;
    Ok(was_and_is(source, before.as_deref(), Some(text)))
}

/// Which text was agreed to and is, `None` for none, as the audit log keeps it.
pub(crate) fn was_and_is(source: ImportSource, was: Option<&str>, is: Option<&str>) -> serde_json::Value {
    serde_json::json!({ format!("consent.{}", source.name()): [was, is] })
}
