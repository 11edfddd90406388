//! Certificates (capability P5): what somebody has learnt, and who says so.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    CivilDate, Provenance,
    items::{Ordered, item_row, item_snapshot},
    schema::certificates,
};

item_row! {
    /// Something learnt, and who says so.
    certificates => CertificateRow;
    key: (&'a str, Option<&'a str>) = |row| (&row.title, row.provider.as_deref());
    title: String,
    provider: Option<String>,
    url: Option<String>,
    credential_id: Option<String>,
    credential_url: Option<String>,
    issued_date: Option<NaiveDate>,
    issued_precision: Option<String>,
    expires_date: Option<NaiveDate>,
    expires_precision: Option<String>,
    skills: Vec<String>,
    media: Vec<Uuid>,
    source: Option<String>,
    source_id: Option<String>,
    source_time: Option<DateTime<Utc>>,
    source_event: Option<String>,
}

item_snapshot! {
    /// What the snapshot holds of one certificate.
    CertificateSnapshot of CertificateRow as row => row;
    bookkeeping: CertificateId CertificateVisibility CertificateProvenance CertificatePosition CertificateVersion
        CertificateCreatedAt CertificateUpdatedAt;
    title: |item, scope| item.title.reveal(scope);
    title: CertificateTitle => Option<String> = Some(row.title),
    provider: CertificateProvider => Option<String> = row.provider,
    url: CertificateUrl => Option<String> = row.url,
    credential_id: CertificateCredentialId => Option<String> = row.credential_id,
    credential_url: CertificateCredentialUrl => Option<String> = row.credential_url,
    issued_at: CertificateIssuedAt => Option<CivilDate> =
        CivilDate::of_columns(row.issued_date, row.issued_precision.as_deref()),
    expires_at: CertificateExpiresAt => Option<CivilDate> =
        CivilDate::of_columns(row.expires_date, row.expires_precision.as_deref()),
    skills: CertificateSkills => Vec<String> = row.skills,
    media: CertificateMedia => Vec<Uuid> = row.media,
}

impl Ordered for CertificateRow {
    fn is_ordered(&self) -> bool {
        self.provenance == Provenance::Event.name()
    }

    fn order(&self, other: &Self) -> Ordering {
        (Reverse(self.issued_date), &self.source, &self.source_id).cmp(&(
            Reverse(other.issued_date),
            &other.source,
            &other.source_id,
        ))
    }
}
