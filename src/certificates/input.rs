//! What owners write of their certificates. Those that came by an event are none of theirs to write.

use async_graphql::{ID, InputObject, MaybeUndefined};
use folio_db::{DbResult, certificates::CertificateRow, items::Ordered, write::Locked};

use crate::{
    graphql::{id::ItemKind, scalar::PartialDate},
    items::{ItemInput, Names, Section, names},
    media_items,
    text::limits,
    write::{Checks, UserError, UserErrorCode},
};

/// A certificate, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct CertificateInput {
    /// What it is of, at most 200 characters. Needed when adding.
    title: MaybeUndefined<String>,
    /// Who issued it, at most 200 characters.
    provider: MaybeUndefined<String>,
    /// The course on the web.
    url: MaybeUndefined<String>,
    /// The provider's number of the certificate, at most 200 characters.
    credential_id: MaybeUndefined<String>,
    /// The certificate on the web.
    credential_url: MaybeUndefined<String>,
    /// When it was issued: "2021", "2021-09" or "2021-09-01".
    issued_at: MaybeUndefined<PartialDate>,
    /// Until when it counts, which isn't before it was issued; null for ever.
    expires_at: MaybeUndefined<PartialDate>,
    /// What was learnt: at most 100, each at most 100 characters.
    skills: MaybeUndefined<Vec<String>>,
    /// Which of one's media show it, by their ids, each once: at most 10, in the order to be. They are seen here by whoever sees
    /// them in the section MEDIA as well.
    media_ids: MaybeUndefined<Vec<ID>>,
}

/// Certificates, as a section that is edited.
pub struct CertificateSection;

impl Section for CertificateSection {
    type Row = CertificateRow;
    type Input = CertificateInput;

    const KIND: ItemKind = ItemKind::Certificate;
    const SECTION: folio_policy::Section = folio_policy::Section::Certificates;
    const NAMES: Names = names!("certificate");
    const MAX_ITEMS: usize = 100;

    async fn settle(
        profile: &Locked<'_>,
        input: &CertificateInput,
        row: &mut CertificateRow,
        _: &[CertificateRow],
    ) -> DbResult<Vec<UserError>> {
        media_items::attach(profile, &input.media_ids, &mut row.media).await
    }

    fn is_told(row: &CertificateRow) -> bool {
        row.is_ordered()
    }

    // The next event would put them back.
    fn refuses_order(rows: &[&CertificateRow]) -> Option<&'static str> {
        let told = rows.iter().filter(|row| row.is_ordered());
        (!told.is_sorted_by(|one, next| one.order(next).is_le())).then_some(
            "certificates that came from another part of the platform stay among themselves with the newest \
             first; your own go anywhere between them",
        )
    }
}

const MAX_SKILLS: usize = 100;

impl ItemInput<CertificateRow> for CertificateInput {
    fn apply(&self, row: &mut CertificateRow, checks: &mut Checks) {
        checks.required_text("title", &limits::CERTIFICATE_TITLE, &self.title, &mut row.title);
        checks.text("provider", &limits::ENTITY, &self.provider, &mut row.provider);
        checks.web_url("url", &self.url, &mut row.url);
        checks.text("credentialId", &limits::CREDENTIAL_ID, &self.credential_id, &mut row.credential_id);
        checks.web_url("credentialUrl", &self.credential_url, &mut row.credential_url);
        let issued =
            checks.date("issuedAt", &self.issued_at, &mut row.issued_date, &mut row.issued_precision);
        let expires =
            checks.date("expiresAt", &self.expires_at, &mut row.expires_date, &mut row.expires_precision);
        if let (Some(issued), Some(expires)) = (issued, expires)
            && !issued.is_not_after(expires)
        {
            checks.refuse("expiresAt", UserErrorCode::Invalid, "must not be before it was issued");
        }
        checks.texts("skills", &limits::KEYWORD, MAX_SKILLS, &self.skills, &mut row.skills);
    }
}
