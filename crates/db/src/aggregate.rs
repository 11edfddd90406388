//! From rows to the snapshot: the one builder that registration, import, seed and backfill go through.

use std::{collections::HashMap, fmt};

use diesel::sql_types;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, Visibility};
use futures_util::try_join;
use uuid::Uuid;

use crate::{
    Provenance,
    availability::{self, AvailabilityRow},
    error::DbResult,
    extraction,
    fixed::Fixed,
    items::Listed,
    pool::Conn,
    profiles::{self, ContactRow, ProfileRow, StandingRow},
    sections::{for_each_section, types::*},
    snapshot::{Encoded, SCHEMA_VERSION, SectionSnapshots, Snapshot},
    strength::{self, StrengthRow, StrengthSnapshot},
    write::outbox,
};

macro_rules! aggregate {
    ($( $(#[$doc:meta])* $list:ident: $item:ty => $snapshot:ty, $field:ident; )*) => {
        /// A profile's rows, as they stand in the normalized tables. The lists are those of the registry,
        /// `sections.rs`, in order of position.
        #[derive(Clone)]
        pub struct Aggregate {
            /// The core.
            pub profile: ProfileRow,
            /// What the user brings.
            pub contact: ContactRow,
            /// How the user stands.
            pub standing: StandingRow,
            /// What the profile scored when it was last written; `None` before it was.
            pub strength: Option<StrengthRow>,
            /// What was written when it was last asked to be read for facets; `None` before it was.
            pub extraction: Option<i64>,
            /// Availability, if any.
            pub availability: Option<AvailabilityRow>,
            $( $(#[$doc])* pub $list: Vec<$item>, )*
        }

        impl Aggregate {
            /// Of somebody who isn't in the database yet: what the seed makes its rows from.
            #[must_use]
            pub fn empty(profile: ProfileRow, contact: ContactRow) -> Self {
                Self {
                    profile,
                    contact,
                    standing: StandingRow::default(),
                    strength: None,
                    extraction: None,
                    availability: None,
                    $( $list: Vec::new(), )*
                }
            }

            fn sealed(self, strength: StrengthSnapshot) -> Snapshot {
                let (header, core) = profiles::sealed(self.profile, self.contact);
                Snapshot {
                    header,
                    core,
                    sections: SectionSnapshots {
                        strength: Governed::new(Some(strength)),
                        availability: Governed::new(self.availability.map(Into::into)),
                        $( $list: Governed::new(self.$list.into_iter().map(Into::into).collect()), )*
                    },
                }
            }
        }

        /// Loads aggregates from the normalized tables: one statement per table, pipelined, whatever their number.
        pub(crate) async fn load(conn: &Conn, ids: &[Uuid]) -> DbResult<Vec<Aggregate>> {
            let (cores, availability, $( $list ),*) = try_join!(
                profiles::load(conn, ids),
                availability::load(conn, ids),
                $( <$item as Listed>::load(conn, ids), )*
            )?;
            let mut availability: HashMap<Uuid, AvailabilityRow> =
                availability.into_iter().map(|row| (row.profile_id, row)).collect();
            $( let mut $list = by_profile($list); )*
            Ok(cores
                .into_iter()
                .map(|(profile, contact, standing, strength, extraction)| Aggregate {
                    availability: availability.remove(&profile.id),
                    $( $list: $list.remove(&profile.id).unwrap_or_default(), )*
                    profile,
                    contact,
                    standing,
                    strength,
                    extraction,
                })
                .collect())
        }
    };
}

for_each_section!(aggregate);

/// Says whose it is, and nothing of what is in it.
impl fmt::Debug for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aggregate").field("profile_id", &self.profile.id).finish_non_exhaustive()
    }
}

impl Aggregate {
    /// Seals the rows.
    #[must_use]
    pub fn into_snapshot(self) -> Snapshot {
        let (strength, _) = self.strength();
        self.sealed(strength)
    }
}

/// Rebuilds the snapshots of these profiles from the normalized tables and stores them, in the caller's transaction.
///
/// A score that moves with it is stored and told, as by a write; the versions stay where they are.
///
/// The caller holds the profiles' row locks ([`crate::write::lock`]), or made the profiles itself: a write of somebody else
/// between the reading and the storing would be missing from the snapshot.
///
/// # Errors
/// As any query.
pub async fn refresh_snapshots(conn: &Conn, ids: &[Uuid]) -> DbResult<()> {
    let snapshots = encode(load(conn, ids).await?);
    let told: Vec<Uuid> = snapshots.iter().filter_map(UserSnapshot::tells).collect();
    try_join!(store(conn, snapshots), outbox::tell_all(conn, told, &strength::CHANGED))?;
    Ok(())
}

/// A snapshot, ready to be stored with its user, with what the profile scores if that is to be stored with it, and what is
/// to be read for facets if that is another text.
pub(crate) struct UserSnapshot {
    user_id: Uuid,
    pub(crate) encoded: Encoded,
    pub(crate) moved: Option<strength::Moved>,
    pub(crate) reading: Option<extraction::Asked>,
}

pub(crate) fn encode(aggregates: Vec<Aggregate>) -> Vec<UserSnapshot> {
    aggregates.into_iter().map(UserSnapshot::of).collect()
}

impl UserSnapshot {
    pub(crate) fn of(aggregate: Aggregate) -> Self {
        let (strength, moved) = aggregate.strength();
        let reading = aggregate.reading();
        let user_id = aggregate.profile.user_id;
        Self { user_id, encoded: aggregate.sealed(strength).encode(), moved, reading }
    }

    /// The profile, if its score is another for those who were told of the one before.
    pub(crate) fn tells(&self) -> Option<Uuid> {
        self.moved.as_ref().filter(|moved| moved.told).map(|moved| moved.row.profile_id)
    }
}

/// One statement, whatever their number, one for the scores that have moved, and one for what is to be read for facets.
pub(crate) async fn store(conn: &Conn, snapshots: Vec<UserSnapshot>) -> DbResult<()> {
    let (mut scores, mut readings) = (Vec::new(), Vec::new());
    let mut users = Vec::with_capacity(snapshots.len());
    let mut texts = Vec::with_capacity(snapshots.len());
    let mut hashes = Vec::with_capacity(snapshots.len());
    for UserSnapshot { user_id, encoded, moved, reading } in snapshots {
        scores.extend(moved);
        readings.extend(reading);
        users.push(user_id);
        texts.push(encoded.json);
        hashes.push(encoded.hash.to_vec());
    }
    let stored = conn.run(
        Fixed(diesel::sql_query(
            "UPDATE users SET profile = new.profile::json, profile_hash = new.hash, profile_schema_version = $4 \
             FROM unnest($1, $2, $3) AS new (id, profile, hash) WHERE users.id = new.id",
        )
        .bind::<sql_types::Array<sql_types::Uuid>, _>(users)
        .bind::<sql_types::Array<sql_types::Text>, _>(texts)
        .bind::<sql_types::Array<sql_types::Bytea>, _>(hashes)
        .bind::<sql_types::SmallInt, _>(SCHEMA_VERSION))
        .execute(&mut conn.raw()),
    );
    try_join!(stored, strength::store(conn, scores), extraction::ask(conn, readings))?;
    Ok(())
}

fn by_profile<T: Listed>(items: Vec<T>) -> HashMap<Uuid, Vec<T>> {
    let mut map: HashMap<Uuid, Vec<T>> = HashMap::new();
    for item in items {
        map.entry(item.profile_id()).or_default().push(item);
    }
    map
}

/// An item's stored toggle. Fails closed: what can't be read is PRIVATE.
pub(crate) fn item_visibility(stored: Option<&str>) -> Option<Visibility> {
    stored.map(|text| text.parse().unwrap_or(Visibility::Private))
}

/// The table's check constraint keeps other names out.
pub(crate) fn provenance(stored: &str) -> Provenance {
    Provenance::parse(stored).unwrap_or_default()
}
