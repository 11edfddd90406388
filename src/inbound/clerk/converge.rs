//! Making the user what Clerk's newest word says, in whatever order and how often its words come.
//!
//! A word counts if it is newer than the last one that did; of two of the same moment the one with the greater digest
//! does. What a word says is compared with the last word, not only with what stands here, so that a choice that the owner or
//! staff made in its place survives, and does so in every order:
//!
//! | what | follows Clerk |
//! |---|---|
//! | username, e-mail, phone, their verification | always: they are Clerk's ([decision 6](../../../docs/decisions/)) |
//! | role | when Clerk's changes |
//! | display name | as long as it is the one that Clerk gave, or nothing was ever given |
//! | state | SUSPENDED while Clerk bans, if it was Clerk's ban that suspended |
//! | default toggles | at registration, by the role that `user.created` has; a change of role never moves toggles |

use folio_db::{
    DbResult, Transaction, accounts,
    accounts::{Registered, Registration},
    external::{self, Known, Told},
    media, profiles,
    profiles::{ProfilePatch, Switches},
    write::{self, Actor, Event, Locked},
};
use folio_policy::{Field, ProfileState, Role, Section, Toggles};
use serde_json::json;
use uuid::Uuid;

use super::person::{Person, State};
use crate::{accounts::slug, inbound::apply::Moved, media::photo_changed, write::Applied};

/// How a person was heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// By `user.created`.
    Created,
    /// By `user.updated`, which may have overtaken it.
    Updated,
    /// In a list of everybody who is at Clerk.
    Listed,
}

/// What hearing of a person came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Converged {
    /// The profile moved.
    Moved {
        /// To which version.
        moved: Moved,
        /// Coordinates of the fields that did.
        fields: Vec<&'static str>,
    },
    /// Everything is so already.
    Unchanged,
    /// What was heard before is newer.
    Older,
    /// Their account was deleted.
    Deleted,
}

/// Makes the user what Clerk says, registering them if they are new.
///
/// # Errors
/// As any query.
pub async fn hear(tx: &Transaction, person: &Person, heard: Heard) -> DbResult<Converged> {
    if !accounts::gate(tx, &person.clerk_id).await? {
        return Ok(Converged::Deleted);
    }
    let known = match external::known(tx, &person.clerk_id).await? {
        Some(known) => known,
        None => match register(tx, person, heard).await? {
            Some(known) => known,
            None => return Ok(Converged::Deleted),
        },
    };
    let profile_id = match known.profile_id {
        Some(profile_id) => profile_id,
        // Else what is told now would be forgotten until it is told again.
        None => {
            accounts::give_profile(tx, &person.clerk_id, slug::random(Uuid::new_v4())).await?;
            let known = external::known(tx, &person.clerk_id).await?;
            match known.and_then(|known| known.profile_id) {
                Some(profile_id) => profile_id,
                None => return Ok(Converged::Unchanged),
            }
        }
    };
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(Converged::Unchanged) };
    // Only now: staff set a role under the profile's lock, not behind the gate.
    let Some(known) = external::known(tx, &person.clerk_id).await? else { return Ok(Converged::Unchanged) };
    converge(tx, profile, known, person, heard).await
}

async fn register(tx: &Transaction, person: &Person, heard: Heard) -> DbResult<Option<Known>> {
    let registration = Registration {
        clerk_id: person.clerk_id.clone(),
        slug: slug::random(Uuid::new_v4()),
        // An event that overtook `user.created` doesn't know which role that one had.
        role: person.state.role.filter(|_| heard != Heard::Updated),
        staff: None,
        verified_employer: false,
        contact: person.contact(),
        defaults_pending: heard == Heard::Updated,
    };
    match accounts::register_in(tx, &registration).await? {
        Registered::Deleted => Ok(None),
        Registered::New => {
            tx.once_committed(|| metrics::counter!("folio_registrations_total").increment(1));
            external::known(tx, &person.clerk_id).await
        }
        Registered::Known => external::known(tx, &person.clerk_id).await,
    }
}

/// A profile on its way to what Clerk says.
struct Course<'a> {
    profile: &'a Locked<'a>,
    known: Known,
    applied: Applied,
    changes: serde_json::Map<String, serde_json::Value>,
}

async fn converge(
    tx: &Transaction,
    profile: Locked<'_>,
    known: Known,
    person: &Person,
    heard: Heard,
) -> DbResult<Converged> {
    let told = told(tx, person)?;
    let newest = match heard {
        // Of one moment the list is right; an event may have come since it was made.
        Heard::Listed => told.updated_at >= known.told.updated_at,
        Heard::Created | Heard::Updated => {
            (told.updated_at, &told.digest) > (known.told.updated_at, &known.told.digest)
        }
    };
    let chooses_defaults = heard == Heard::Created && known.defaults_pending;
    if !newest && !chooses_defaults {
        let repeat = (told.updated_at, &told.digest) == (known.told.updated_at, &known.told.digest);
        return Ok(if repeat { Converged::Unchanged } else { Converged::Older });
    }
    let before = known.clone();
    let mut course = Course {
        profile: &profile,
        known,
        applied: Applied::of("profile.updated"),
        changes: serde_json::Map::new(),
    };
    if newest {
        if person.role_ignored && told != before.told {
            tx.once_committed(|| metrics::counter!("folio_clerk_roles_ignored_total").increment(1));
        }
        course.contact(person);
        course.role(told.role);
        course.name(told.name.as_deref()).await?;
        course.state(person.state.banned).await?;
        if told.photo != before.told.photo {
            photo_changed(tx, profile.profile_id).await?;
        }
        course.known.told = told;
    }
    if chooses_defaults {
        course.defaults(person.state.role).await?;
    }
    let Course { known, mut applied, changes, .. } = course;
    if heard != Heard::Listed || known.told != before.told || !applied.fields.is_empty() {
        external::write(&profile, &known).await?;
    }
    if applied.fields.is_empty() && applied.toggled.is_empty() {
        return Ok(Converged::Unchanged);
    }
    let toggled = applied.toggled.clone();
    let shown = !toggled.is_empty() || applied.fields.iter().any(|field| SWITCHES.contains(field));
    applied.toggles = (!changes.is_empty()).then(|| changes.into());
    let mut record = applied.record(Actor::Service, "clerk.user");
    if record.fields.contains(&Field::PublicationState.coordinate()) {
        record.further.push(Event::of("profile.state_changed"));
    }
    if shown {
        let sections = toggled.iter().map(|section| section.name()).collect::<Vec<_>>();
        record.further.push(Event { sections: sections.into(), ..Event::of("profile.visibility_changed") });
    }
    let profile_id = profile.profile_id;
    let version = profile.record(&record).await?;
    Ok(Converged::Moved { moved: Moved { profile_id, version }, fields: record.fields.into_owned() })
}

/// The switches, which `profile.visibility_changed` tells of as it does of toggles.
const SWITCHES: [Field; 3] =
    [Field::PublicationDiscoverable, Field::PublicationPublicUrl, Field::PublicationIndexing];

impl Course<'_> {
    fn contact(&mut self, person: &Person) {
        let State { username, email, phone, email_verified, phone_verified, .. } = &person.state;
        let (contact, verified) = (&mut self.known.contact, &mut self.known.verified);
        if contact.username != *username {
            contact.username.clone_from(username);
            self.applied.fields.push(Field::ContactUsername);
        }
        if contact.email != *email || verified.0 != *email_verified {
            contact.email.clone_from(email);
            self.applied.fields.push(Field::ContactEmail);
        }
        if contact.phone != *phone || verified.1 != *phone_verified {
            contact.phone.clone_from(phone);
            self.applied.fields.push(Field::ContactPhone);
        }
        *verified = (*email_verified, *phone_verified);
    }

    fn role(&mut self, told: Option<Role>) {
        let (stands, before) = (self.known.role, self.known.told.role);
        // Nothing told any more takes away what was told, and not what staff gave.
        let follows = if told.is_some() { told != before } else { stands == before };
        if follows && stands != told {
            self.known.role = told;
            self.applied.fields.push(Field::ProfileRole);
        }
    }

    async fn name(&mut self, told: Option<&str>) -> DbResult<()> {
        let stands = profiles::core(self.profile).await?.display_name;
        if stands == self.known.told.name && stands.as_deref() != told {
            let patch =
                ProfilePatch { display_name: Some(told.map(str::to_owned)), ..ProfilePatch::default() };
            profiles::update(self.profile, &patch).await?;
            self.applied.fields.push(Field::ProfileDisplayName);
        }
        Ok(())
    }

    async fn state(&mut self, banned: bool) -> DbResult<()> {
        let stands = self.profile.state;
        let wanted = match (banned, self.known.state_before_ban, stands) {
            (true, None, ProfileState::Active | ProfileState::Deactivated) => {
                self.known.state_before_ban = Some(stands);
                ProfileState::Suspended
            }
            (false, Some(before), _) => {
                self.known.state_before_ban = None;
                // Somebody else may have moved it meanwhile.
                if stands == ProfileState::Suspended { before } else { stands }
            }
            _ => stands,
        };
        if wanted == stands {
            return Ok(());
        }
        if stands == ProfileState::Active {
            media::move_away(self.profile).await?;
        }
        profiles::set_state(self.profile, wanted).await?;
        self.applied.fields.push(Field::PublicationState);
        self.note(Field::PublicationState.coordinate(), json!([stands.name(), wanted.name()]));
        Ok(())
    }

    /// The toggles of somebody whose `user.created` was overtaken, unless they have chosen others since.
    async fn defaults(&mut self, role: Option<Role>) -> DbResult<()> {
        self.known.defaults_pending = false;
        let untouched = self.profile.toggles == Toggles::defaults(None)
            && self.profile.switches == Switches::defaults(None);
        if !untouched || role.is_none() {
            return Ok(());
        }
        let (toggles, switches) = (Toggles::defaults(role), Switches::defaults(role));
        for section in Section::ALL {
            let (was, is) = (self.profile.toggles.section(*section), toggles.section(*section));
            if was != is {
                self.applied.toggled.push(*section);
                self.note(section.name(), json!([was, is]));
            }
        }
        let before = self.profile.switches;
        for (field, was, is) in [
            (Field::PublicationDiscoverable, before.discoverable, switches.discoverable),
            (Field::PublicationPublicUrl, before.public_url_enabled, switches.public_url_enabled),
            (Field::PublicationIndexing, before.search_engine_indexing, switches.search_engine_indexing),
        ] {
            if was != is {
                self.applied.fields.push(field);
                self.note(field.coordinate(), json!([was, is]));
            }
        }
        profiles::set_toggles(self.profile, toggles).await?;
        profiles::set_switches(self.profile, switches).await
    }

    fn note(&mut self, what: &str, was_and_is: serde_json::Value) {
        self.changes.insert(what.to_owned(), was_and_is);
    }
}

fn told(tx: &Transaction, person: &Person) -> DbResult<Told> {
    let state = serde_json::to_vec(&person.state)
        .map_err(|_| folio_db::DbError::Corrupt("a person can't be written as JSON"))?;
    Ok(Told {
        updated_at: Some(person.updated_at),
        digest: Some(external::digest(tx, &state)),
        name: person.state.name.clone(),
        role: person.state.role,
        photo: person.state.photo.clone(),
    })
}
