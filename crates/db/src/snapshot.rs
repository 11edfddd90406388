//! The read-optimised snapshot of a profile: what `users.profile` holds (capability P7).
//!
//! Every value is sealed in a [`Governed`] that names its row in the matrix: whoever reads a snapshot needs an
//! [`folio_policy::Access`] to get anything out. The lists are those of the registry, [`crate::sections`].

use folio_policy::{Governed, field, governed};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    availability::AvailabilitySnapshot,
    profiles::{CoreSnapshot, HeaderSnapshot},
    sections::{for_each_section, types::*},
    strength::StrengthSnapshot,
};

/// The version of the snapshot's shape. Raise it when a stored snapshot can't be read as the new one; `folio
/// backfill-profiles` rebuilds those of older versions.
pub const SCHEMA_VERSION: i16 = 8;

/// A profile with its sections, sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The header's texts. Postgres keeps them beside the snapshot as well (`users.profile_header`).
    pub header: HeaderSnapshot,
    /// The rest of the profile core: about, location, contact, preferences.
    pub core: CoreSnapshot,
    /// The sections.
    pub sections: SectionSnapshots,
}

macro_rules! section_snapshots {
    ($( $(#[$doc:meta])* $list:ident: $item:ty => $snapshot:ty, $field:ident; )*) => {
        /// The sections of a profile, sealed. Nothing is in any of them by default: of somebody of whom the header alone is read.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        pub struct SectionSnapshots {
            /// When and how somebody works.
            #[serde(default, skip_serializing_if = "Governed::is_absent")]
            pub availability: Governed<field::ProfileAvailability, Option<AvailabilitySnapshot>>,
            $(
                $(#[$doc])*
                // A list that a stored snapshot doesn't have is empty.
                #[serde(default, skip_serializing_if = "Governed::is_absent")]
                pub $list: Governed<field::$field, Vec<$snapshot>>,
            )*
            /// How complete the profile is. Not there in snapshots that were stored before it was scored.
            #[serde(default)]
            pub strength: Governed<field::ProfileStrength, Option<StrengthSnapshot>>,
        }
    };
}

for_each_section!(section_snapshots);

/// A snapshot as it is stored: the text, and its SHA-256 for finding drift.
pub(crate) struct Encoded {
    /// JSON.
    pub(crate) json: String,
    /// SHA-256 of the text.
    pub(crate) hash: [u8; 32],
}

impl Encoded {
    /// Everything that there may be in it by its name, what is absent as well: for telling what a stored one lacks.
    pub(crate) fn in_full(&self) -> serde_json::Value {
        let snapshot: Snapshot = serde_json::from_str(&self.json).expect("it was written as one");
        governed::storing_everything(|| serde_json::to_value(snapshot))
            .expect("a snapshot has string keys only")
    }
}

impl Snapshot {
    /// The stored form. The same values always give the same text.
    #[must_use]
    pub(crate) fn encode(&self) -> Encoded {
        let json =
            governed::storing(|| serde_json::to_string(self)).expect("a snapshot has string keys only");
        let hash = Sha256::digest(json.as_bytes()).into();
        Encoded { json, hash }
    }
}
