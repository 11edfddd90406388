//! `certificates`.

use super::MAX_CERTIFICATES;
use super::dates::take_period;
use super::draft::CertificateDraft;
use super::fields::Fields;
use super::loss::LossReason;
use crate::text::limits;

/// Takes `certificates`.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<CertificateDraft> {
    resume.objects(&["certificates"], MAX_CERTIFICATES, Some("name"), |mut entry| {
        let title = entry.text(&["name", "title"], &limits::CERTIFICATE_TITLE);
        let ends = ["expires", "expirationDate", "validUntil"];
        let (issued, expires) = take_period(&mut entry, &["date", "startDate"], &ends);
        let credential_id = entry.text(&["credentialId", "licenseNumber"], &limits::CREDENTIAL_ID);
        let provider = entry.text(&["issuer"], &limits::ENTITY);
        let url = entry.url(&["url"]);
        if title.is_none() {
            let place = entry.path().clone();
            let message = "`name` is missing; without it the certificate was left out";
            entry.report(&place, LossReason::Unreadable, message);
        }
        entry.finish();
        Some(CertificateDraft { title: title?, provider, url, issued, expires, credential_id })
    })
}
