//! `certificateAdd`, `certificateUpdate`, `certificateRemove`, `certificateReorder`.

use super::{
    input::{CertificateInput, CertificateSection},
    types::Certificate,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's certificates.
    CertificateMutation of CertificateSection;
    /// What became of a change of one's certificates.
    CertificatePayload { certificate: Certificate }
    /// Adds a certificate to the caller's profile, after the others. At most 100.
    certificate_add(CertificateInput, needs "What it is; `title` is needed.");
    /// Changes one of the caller's own certificates; one that came from another part of the platform is read-only.
    /// Fields that are left out stay as they are.
    certificate_update;
    /// Removes one of the caller's own certificates; those behind it move up. One that came from another part of the
    /// platform can only be hidden.
    certificate_remove;
    /// Puts the caller's certificates in another order, in which those that came from another part of the platform stay
    /// among themselves with the newest first.
    certificate_reorder;
}
