//! The visibility matrix: **where a field's visibility is decided**. One row for every field of every type that hangs
//! off a profile (privacy.md, "The visibility matrix is data").
//!
//! From these rows come the decisions, the `@visibility` directive in the schema, the `privacyMatrix` query, the
//! default toggles, `docs/PRIVACY_MATRIX.md` and the tests. A field of a governed type without a row fails the build's
//! tests; so does a row without a field.

use crate::{audience::Role, section::Section, visibility::Visibility};

/// What kind of data a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataClass {
    /// Tells one person from another.
    Identifier,
    /// A way to reach the person.
    Contact,
    /// Working life.
    Career,
    /// Learning.
    Education,
    /// A judgement of the person's performance.
    Assessment,
    /// Computed from other fields.
    Derived,
    /// How the person wants things to be.
    Preference,
    /// Bookkeeping.
    System,
}

impl DataClass {
    /// The name in the published matrix.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Contact => "contact",
            Self::Career => "career",
            Self::Education => "education",
            Self::Assessment => "assessment",
            Self::Derived => "derived",
            Self::Preference => "preference",
            Self::System => "system",
        }
    }
}

/// Why Folio may hold a field, in the words shown to its owner. The articles are the GDPR's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Needed to show the profile that the owner asked for.
    Contract,
    /// The owner gave it to be reached by those they choose.
    ContractContact,
    /// Needed to run the service safely.
    LegitimateInterest,
}

impl Basis {
    /// The text shown to the owner.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Contract => "contract (Art. 6(1)(b)): to show the profile you asked for",
            Self::ContractContact => "contract (Art. 6(1)(b)): to let those you choose reach you",
            Self::LegitimateInterest => "legitimate interest (Art. 6(1)(f)): to run the service safely",
        }
    }
}

/// How long a field is kept, and what erasure does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// Kept until its owner removes it; erasure deletes it.
    Delete,
    /// Kept with the profile; erasure deletes it and keeps a keyed hash, so that the name can't be taken over at once.
    Tombstone,
}

impl Retention {
    /// The text of the published matrix.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Delete => "until removed by the owner; erasure deletes it",
            Self::Tombstone => "with the profile; erasure deletes it and keeps a keyed hash",
        }
    }
}

/// Whether a field is in the owner's export (GDPR Art. 15 and 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// It is.
    Yes,
    /// It isn't, and why.
    No(&'static str),
}

impl Export {
    /// The text of the published matrix.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Yes => "yes".to_owned(),
            Self::No(why) => format!("no ({why})"),
        }
    }
}

/// Whether a field has a toggle of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toggle {
    /// It has: its owner may make it stricter than its section.
    Own,
    /// It follows its section alone: the id of what is there, an object or list whose section is its toggle, a part of a
    /// value that means nothing without the others, and what is fixed anyway.
    Follows,
}

/// One row of the matrix.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The field.
    pub field: Field,
    /// `Type.field` as in the GraphQL schema.
    pub coordinate: &'static str,
    /// The section that governs it.
    pub section: Section,
    /// Whether its owner may narrow it beyond the section.
    pub toggle: Toggle,
    /// What kind of data it is.
    pub data_class: DataClass,
    /// Why it may be held.
    pub basis: Basis,
    /// How long it is kept.
    pub retention: Retention,
    /// Whether it is exported.
    pub export: Export,
}

impl Row {
    /// Visibility for a new profile whose owner has this role.
    #[must_use]
    pub fn default_for(&self, role: Option<Role>) -> Visibility {
        self.section.defaults().for_role(role)
    }

    /// The most open level that an owner may choose.
    #[must_use]
    pub const fn most_open(&self) -> Visibility {
        self.section.most_open()
    }
}

macro_rules! matrix {
    ($( $name:ident $coordinate:literal $section:ident $toggle:ident $class:ident $basis:ident $retention:ident $export:expr; )*) => {
        /// A governed field. [`Field::row`] tells what governs it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        #[allow(missing_docs, reason = "each name is its coordinate in the schema, where it is described")]
        pub enum Field { $( $name, )* }

        impl Field {
            /// Every field, in the order of the matrix.
            pub const ALL: &[Self] = &[$( Self::$name, )*];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();
        }

        /// The matrix, one row per [`Field`], in its order.
        pub static MATRIX: [Row; Field::COUNT] = [$( Row {
            field: Field::$name,
            coordinate: $coordinate,
            section: Section::$section,
            toggle: Toggle::$toggle,
            data_class: DataClass::$class,
            basis: Basis::$basis,
            retention: Retention::$retention,
            export: $export,
        }, )*];

        /// Each field as a type, for [`crate::Governed`].
        #[allow(missing_docs, reason = "each name is its coordinate in the schema, where it is described")]
        pub mod field {
            $(
                #[derive(Debug, Clone, Copy)]
                pub struct $name;
                impl crate::governed::GovernedField for $name {
                    const FIELD: super::Field = super::Field::$name;
                }
            )*
        }
    };
}

use Export::{No, Yes};

const BOOKKEEPING: Export = No("bookkeeping of the service, tells nothing of the person");
const SCREEN: Export = No("computed for the screen; what was earned is exported");
const DECISION: Export = No("computed for the screen; the toggles themselves are exported");

matrix! {
    ProfileId                 "Profile.id"                    Header       Follows Identifier Contract Tombstone Yes;
    ProfileSlug               "Profile.slug"                  Header       Own     Identifier Contract Tombstone Yes;
    ProfileDisplayName        "Profile.displayName"           Header       Own     Identifier Contract Delete    Yes;
    ProfileHeadline           "Profile.headline"              Header       Own     Career     Contract Delete    Yes;
    ProfilePronouns           "Profile.pronouns"              Header       Own     Identifier Contract Delete    Yes;
    ProfileRole               "Profile.role"                  Header       Own     Career     Contract Delete    Yes;
    ProfileAvatarUrl          "Profile.avatarUrl"             Header       Own     Identifier Contract Delete    Yes;
    ProfileCoverUrl           "Profile.coverUrl"              Header       Own     Identifier Contract Delete    Yes;
    ProfileAbout              "Profile.about"                 About        Own     Career     Contract Delete    Yes;

    ProfileLocation           "Profile.location"              Location     Follows Identifier Contract Delete    Yes;
    LocationCity              "Location.city"                 Location     Own     Identifier Contract Delete    Yes;
    LocationRegion            "Location.region"               Location     Own     Identifier Contract Delete    Yes;
    LocationCountryCode       "Location.countryCode"          Location     Own     Identifier Contract Delete    Yes;

    ProfileContact            "Profile.contact"               Contact      Follows Contact    ContractContact Delete Yes;
    ContactUsername           "Contact.username"              Contact      Own     Contact    ContractContact Delete Yes;
    ContactEmail              "Contact.email"                 Contact      Own     Contact    ContractContact Delete Yes;
    ContactPhone              "Contact.phone"                 Contact      Own     Contact    ContractContact Delete Yes;

    ProfileLinks              "Profile.links"                 Links        Follows Identifier Contract Delete    Yes;
    LinkId                    "Link.id"                       Links        Follows System     Contract Delete    BOOKKEEPING;
    LinkKind                  "Link.kind"                     Links        Own     Identifier Contract Delete    Yes;
    LinkLabel                 "Link.label"                    Links        Own     Identifier Contract Delete    Yes;
    LinkUsername              "Link.username"                 Links        Own     Identifier Contract Delete    Yes;
    LinkUrl                   "Link.url"                      Links        Own     Identifier Contract Delete    Yes;
    LinkProvenance            "Link.provenance"               System       Follows System     LegitimateInterest Delete Yes;
    LinkVisibility            "Link.visibility"               Preferences  Follows Preference Contract Delete    Yes;
    LinkPosition              "Link.position"                 System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    LinkVersion               "Link.version"                  System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    LinkCreatedAt             "Link.createdAt"                System       Follows System     LegitimateInterest Delete Yes;
    LinkUpdatedAt             "Link.updatedAt"                System       Follows System     LegitimateInterest Delete Yes;

    ProfileAvailability       "Profile.availability"          Availability Follows Career     Contract Delete    Yes;
    AvailabilityStatus        "Availability.status"           Availability Own     Career     Contract Delete    Yes;
    AvailabilityAvailableFrom "Availability.availableFrom"    Availability Own     Career     Contract Delete    Yes;
    AvailabilityHoursPerWeek  "Availability.hoursPerWeek"     Availability Own     Career     Contract Delete    Yes;
    AvailabilityRemote        "Availability.remote"           Availability Own     Career     Contract Delete    Yes;
    AvailabilityHourlyRateMin "Availability.hourlyRateMin"    Availability Own     Career     Contract Delete    Yes;
    AvailabilityHourlyRateMax "Availability.hourlyRateMax"    Availability Own     Career     Contract Delete    Yes;

    MoneyAmountMinor          "Money.amountMinor"             Availability Follows Career     Contract Delete    Yes;
    MoneyCurrency             "Money.currency"                Availability Follows Career     Contract Delete    Yes;

    // A skill is what it is called: hidden apart from it, the entry of the catalogue would tell the name.
    ProfileSkills             "Profile.skills"                Skills       Follows Career     Contract Delete    Yes;
    ProfileSkillKeywords      "Profile.skillKeywords"         Skills       Follows Career     Contract Delete    BOOKKEEPING;
    ProfileSkillId            "ProfileSkill.id"               Skills       Follows System     Contract Delete    BOOKKEEPING;
    ProfileSkillName          "ProfileSkill.name"             Skills       Follows Career     Contract Delete    Yes;
    ProfileSkillSkill         "ProfileSkill.skill"            Skills       Follows Career     Contract Delete    Yes;
    ProfileSkillLevel         "ProfileSkill.level"            Skills       Own     Assessment Contract Delete    Yes;
    ProfileSkillYears         "ProfileSkill.years"            Skills       Own     Career     Contract Delete    Yes;
    // What stands below a skill is there with it, and its number with the list: hidden apart, the one would tell of the other.
    ProfileSkillEndorsementCount "ProfileSkill.endorsementCount" Endorsements Follows Assessment Contract Delete BOOKKEEPING;
    ProfileSkillEndorsements  "ProfileSkill.endorsements"     Endorsements Follows Assessment Contract Delete    Yes;
    SkillEndorsementCapacity  "SkillEndorsement.capacity"     Endorsements Own     Assessment Contract Delete    Yes;
    SkillEndorsementRelationship "SkillEndorsement.relationship" Endorsements Own  Assessment Contract Delete    Yes;
    SkillEndorsementNote      "SkillEndorsement.note"         Endorsements Own     Assessment Contract Delete    Yes;
    SkillEndorsementEndorser  "SkillEndorsement.endorser"     Endorsements Own     Assessment Contract Delete    Yes;
    SkillEndorsementEndorsedAt "SkillEndorsement.endorsedAt"  Endorsements Follows Assessment Contract Delete    Yes;
    ProfileSkillProvenance    "ProfileSkill.provenance"       System       Follows System     LegitimateInterest Delete Yes;
    ProfileSkillVisibility    "ProfileSkill.visibility"       Preferences  Follows Preference Contract Delete    Yes;
    ProfileSkillPosition      "ProfileSkill.position"         System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    ProfileSkillVersion       "ProfileSkill.version"          System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    ProfileSkillCreatedAt     "ProfileSkill.createdAt"        System       Follows System     LegitimateInterest Delete Yes;
    ProfileSkillUpdatedAt     "ProfileSkill.updatedAt"        System       Follows System     LegitimateInterest Delete Yes;

    ProfileEducation          "Profile.education"             Education    Follows Education  Contract Delete    Yes;
    EducationId               "Education.id"                  Education    Follows System     Contract Delete    BOOKKEEPING;
    EducationInstitution      "Education.institution"         Education    Own     Education  Contract Delete    Yes;
    EducationInstitutionUrl   "Education.institutionUrl"      Education    Own     Education  Contract Delete    Yes;
    EducationDegree           "Education.degree"              Education    Own     Education  Contract Delete    Yes;
    EducationFieldOfStudy     "Education.fieldOfStudy"        Education    Own     Education  Contract Delete    Yes;
    EducationStartDate        "Education.startDate"           Education    Own     Education  Contract Delete    Yes;
    EducationEndDate          "Education.endDate"             Education    Own     Education  Contract Delete    Yes;
    EducationGpa              "Education.gpa"                 Gpa          Follows Assessment Contract Delete    Yes;
    GpaValue                  "Gpa.value"                     Gpa          Follows Assessment Contract Delete    Yes;
    GpaScale                  "Gpa.scale"                     Gpa          Follows Assessment Contract Delete    Yes;
    GpaText                   "Gpa.text"                      Gpa          Follows Assessment Contract Delete    Yes;
    EducationHonours          "Education.honours"             Education    Own     Assessment Contract Delete    Yes;
    EducationCoursework       "Education.coursework"          Education    Own     Education  Contract Delete    Yes;
    EducationProvenance       "Education.provenance"          System       Follows System     LegitimateInterest Delete Yes;
    EducationVisibility       "Education.visibility"          Preferences  Follows Preference Contract Delete    Yes;
    EducationPosition         "Education.position"            System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    EducationVersion          "Education.version"             System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    EducationCreatedAt        "Education.createdAt"           System       Follows System     LegitimateInterest Delete Yes;
    EducationUpdatedAt        "Education.updatedAt"           System       Follows System     LegitimateInterest Delete Yes;

    ProfileProjects           "Profile.projects"              Projects     Follows Career     Contract Delete    Yes;
    ProjectId                 "Project.id"                    Projects     Follows System     Contract Delete    BOOKKEEPING;
    ProjectName               "Project.name"                  Projects     Own     Career     Contract Delete    Yes;
    ProjectKind               "Project.kind"                  Projects     Own     Career     Contract Delete    Yes;
    ProjectRole               "Project.role"                  Projects     Own     Career     Contract Delete    Yes;
    ProjectOrganization       "Project.organization"          Projects     Own     Career     Contract Delete    Yes;
    ProjectDescription        "Project.description"           Projects     Own     Career     Contract Delete    Yes;
    ProjectHighlights         "Project.highlights"            Projects     Own     Career     Contract Delete    Yes;
    ProjectLinks              "Project.links"                 Projects     Own     Career     Contract Delete    Yes;
    ProjectSkills             "Project.skills"                Projects     Own     Career     Contract Delete    Yes;
    ProjectStartDate          "Project.startDate"             Projects     Own     Career     Contract Delete    Yes;
    ProjectEndDate            "Project.endDate"               Projects     Own     Career     Contract Delete    Yes;
    ProjectMedia              "Project.media"                 Projects     Own     Career     Contract Delete    Yes;
    ProjectProvenance         "Project.provenance"            System       Follows System     LegitimateInterest Delete Yes;
    ProjectVisibility         "Project.visibility"            Preferences  Follows Preference Contract Delete    Yes;
    ProjectPosition           "Project.position"              System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    ProjectVersion            "Project.version"               System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    ProjectCreatedAt          "Project.createdAt"             System       Follows System     LegitimateInterest Delete Yes;
    ProjectUpdatedAt          "Project.updatedAt"             System       Follows System     LegitimateInterest Delete Yes;

    // What decides the order of a list follows the list: hidden apart from it, its changes would show.
    ProfileBadges             "Profile.badges"                Badges       Follows Assessment Contract Delete    Yes;
    BadgeAwardId              "BadgeAward.id"                 Badges       Follows System     Contract Delete    BOOKKEEPING;
    BadgeAwardBadge           "BadgeAward.badge"              Badges       Follows Assessment Contract Delete    Yes;
    BadgeAwardStatus          "BadgeAward.status"             Badges       Follows Assessment Contract Delete    Yes;
    BadgeAwardAwardedAt       "BadgeAward.awardedAt"          Badges       Follows Assessment Contract Delete    Yes;
    BadgeAwardExpiresAt       "BadgeAward.expiresAt"          Badges       Follows Assessment Contract Delete    Yes;
    BadgeAwardEvidenceUrl     "BadgeAward.evidenceUrl"        Badges       Own     Assessment Contract Delete    Yes;
    BadgeAwardEvidenceText    "BadgeAward.evidenceText"       Badges       Own     Assessment Contract Delete    Yes;
    BadgeAwardFeatured        "BadgeAward.featured"           Badges       Follows Preference Contract Delete    Yes;
    BadgeAwardRevokedAt       "BadgeAward.revokedAt"          System       Follows Assessment Contract Delete    Yes;
    BadgeAwardRevocationReason "BadgeAward.revocationReason"   System       Follows Assessment Contract Delete    Yes;
    BadgeAwardProvenance      "BadgeAward.provenance"         System       Follows System     LegitimateInterest Delete    Yes;
    BadgeAwardVisibility      "BadgeAward.visibility"         Preferences  Follows Preference Contract Delete    Yes;
    BadgeAwardPosition        "BadgeAward.position"           System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    BadgeAwardVersion         "BadgeAward.version"            System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    BadgeAwardCreatedAt       "BadgeAward.createdAt"          System       Follows System     LegitimateInterest Delete    Yes;
    BadgeAwardUpdatedAt       "BadgeAward.updatedAt"          System       Follows System     LegitimateInterest Delete    Yes;

    ProfileCertificates       "Profile.certificates"          Certificates Follows Education  Contract Delete    Yes;
    CertificateId             "Certificate.id"                Certificates Follows System     Contract Delete    BOOKKEEPING;
    CertificateTitle          "Certificate.title"             Certificates Own     Education  Contract Delete    Yes;
    CertificateProvider       "Certificate.provider"          Certificates Own     Education  Contract Delete    Yes;
    CertificateUrl            "Certificate.url"               Certificates Own     Education  Contract Delete    Yes;
    CertificateCredentialId   "Certificate.credentialId"      Certificates Own     Identifier Contract Delete    Yes;
    CertificateCredentialUrl  "Certificate.credentialUrl"     Certificates Own     Identifier Contract Delete    Yes;
    CertificateIssuedAt       "Certificate.issuedAt"          Certificates Follows Education  Contract Delete    Yes;
    CertificateExpiresAt      "Certificate.expiresAt"         Certificates Own     Education  Contract Delete    Yes;
    CertificateSkills         "Certificate.skills"            Certificates Own     Education  Contract Delete    Yes;
    CertificateMedia          "Certificate.media"             Certificates Own     Education  Contract Delete    Yes;
    CertificateProvenance     "Certificate.provenance"        System       Follows System     LegitimateInterest Delete    Yes;
    CertificateVisibility     "Certificate.visibility"        Preferences  Follows Preference Contract Delete    Yes;
    CertificatePosition       "Certificate.position"          System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    CertificateVersion        "Certificate.version"           System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    CertificateCreatedAt      "Certificate.createdAt"         System       Follows System     LegitimateInterest Delete    Yes;
    CertificateUpdatedAt      "Certificate.updatedAt"         System       Follows System     LegitimateInterest Delete    Yes;

    ProfileGigs               "Profile.gigs"                  Gigs         Follows Career     Contract Delete    Yes;
    GigId                     "Gig.id"                        Gigs         Follows System     Contract Delete    BOOKKEEPING;
    GigTitle                  "Gig.title"                     Gigs         Own     Career     Contract Delete    Yes;
    GigRole                   "Gig.role"                      Gigs         Own     Career     Contract Delete    Yes;
    GigCategory               "Gig.category"                  Gigs         Own     Career     Contract Delete    Yes;
    GigClient                 "Gig.client"                    Gigs         Follows Career     Contract Delete    Yes;
    GigClientName             "GigClient.name"                Gigs         Own     Career     Contract Delete    Yes;
    GigClientProfile          "GigClient.profile"             Gigs         Own     Career     Contract Delete    Yes;
    GigSkills                 "Gig.skills"                    Gigs         Own     Career     Contract Delete    Yes;
    GigStartedAt              "Gig.startedAt"                 Gigs         Own     Career     Contract Delete    Yes;
    GigCompletedAt            "Gig.completedAt"               Gigs         Follows Career     Contract Delete    Yes;
    GigReview                 "Gig.review"                    Gigs         Follows Assessment Contract Delete    Yes;
    GigReviewRating           "GigReview.rating"              Gigs         Own     Assessment Contract Delete    Yes;
    GigReviewText             "GigReview.text"                Gigs         Own     Assessment Contract Delete    Yes;
    GigReviewReviewedAt       "GigReview.reviewedAt"          Gigs         Own     Assessment Contract Delete    Yes;
    GigReviewReviewer         "GigReview.reviewer"            Gigs         Own     Assessment Contract Delete    Yes;
    GigFeatured               "Gig.featured"                  Gigs         Follows Preference Contract Delete    Yes;
    GigProvenance             "Gig.provenance"                System       Follows System     LegitimateInterest Delete    Yes;
    GigVisibility             "Gig.visibility"                Preferences  Follows Preference Contract Delete    Yes;
    GigPosition               "Gig.position"                  System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    GigVersion                "Gig.version"                   System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    GigCreatedAt              "Gig.createdAt"                 System       Follows System     LegitimateInterest Delete    Yes;
    GigUpdatedAt              "Gig.updatedAt"                 System       Follows System     LegitimateInterest Delete    Yes;

    ProfileWork               "Profile.work"                  Work         Follows Career     Contract Delete Yes;
    WorkId                    "WorkExperience.id"             Work         Follows System     Contract Delete BOOKKEEPING;
    WorkCompany               "WorkExperience.company"        Work         Own     Career     Contract Delete Yes;
    WorkCompanyUrl            "WorkExperience.companyUrl"     Work         Own     Career     Contract Delete Yes;
    WorkTitle                 "WorkExperience.title"          Work         Own     Career     Contract Delete Yes;
    WorkLocation              "WorkExperience.location"       Work         Own     Career     Contract Delete Yes;
    WorkDescription           "WorkExperience.description"    Work         Own     Career     Contract Delete Yes;
    WorkHighlights            "WorkExperience.highlights"     Work         Own     Career     Contract Delete Yes;
    WorkSkills                "WorkExperience.skills"         Work         Own     Career     Contract Delete Yes;
    WorkStartDate             "WorkExperience.startDate"      Work         Own     Career     Contract Delete Yes;
    WorkEndDate               "WorkExperience.endDate"        Work         Own     Career     Contract Delete Yes;
    WorkProvenance            "WorkExperience.provenance"     System       Follows System     LegitimateInterest Delete Yes;
    WorkVisibility            "WorkExperience.visibility"     Preferences  Follows Preference Contract Delete Yes;
    WorkPosition              "WorkExperience.position"       System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    WorkVersion               "WorkExperience.version"        System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    WorkCreatedAt             "WorkExperience.createdAt"      System       Follows System     LegitimateInterest Delete Yes;
    WorkUpdatedAt             "WorkExperience.updatedAt"      System       Follows System     LegitimateInterest Delete Yes;

    ProfileLanguages          "Profile.languages"             Languages    Follows Career     Contract Delete Yes;
    LanguageSkillId           "LanguageSkill.id"              Languages    Follows System     Contract Delete BOOKKEEPING;
    LanguageSkillLanguage     "LanguageSkill.language"        Languages    Own     Career     Contract Delete Yes;
    LanguageSkillLevel        "LanguageSkill.level"           Languages    Own     Career     Contract Delete Yes;
    LanguageSkillProvenance   "LanguageSkill.provenance"      System       Follows System     LegitimateInterest Delete Yes;
    LanguageSkillVisibility   "LanguageSkill.visibility"      Preferences  Follows Preference Contract Delete Yes;
    LanguageSkillPosition     "LanguageSkill.position"        System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    LanguageSkillVersion      "LanguageSkill.version"         System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    LanguageSkillCreatedAt    "LanguageSkill.createdAt"       System       Follows System     LegitimateInterest Delete Yes;
    LanguageSkillUpdatedAt    "LanguageSkill.updatedAt"       System       Follows System     LegitimateInterest Delete Yes;
    ProfileMedia              "Profile.media"                 Media        Follows Career     Contract Delete    Yes;
    MediaItemId               "MediaItem.id"                  Media        Follows System     Contract Delete    BOOKKEEPING;
    MediaItemKind             "MediaItem.kind"                Media        Own     Career     Contract Delete    Yes;
    MediaItemTitle            "MediaItem.title"               Media        Own     Career     Contract Delete    Yes;
    MediaItemDescription      "MediaItem.description"         Media        Own     Career     Contract Delete    Yes;
    MediaItemAltText          "MediaItem.altText"             Media        Own     Career     Contract Delete    Yes;
    MediaItemUrl              "MediaItem.url"                 Media        Own     Career     Contract Delete    Yes;
    MediaItemVideoUrl         "MediaItem.videoUrl"            Media        Own     Career     Contract Delete    Yes;
    MediaItemContentType      "MediaItem.contentType"         Media        Own     Career     Contract Delete    Yes;
    MediaItemByteSize         "MediaItem.byteSize"            Media        Own     Career     Contract Delete    Yes;
    MediaItemFilename         "MediaItem.filename"            Media        Own     Career     Contract Delete    Yes;
    MediaItemProvenance       "MediaItem.provenance"          System       Follows System     LegitimateInterest Delete    Yes;
    MediaItemVisibility       "MediaItem.visibility"          Preferences  Follows Preference Contract Delete    Yes;
    MediaItemPosition         "MediaItem.position"            System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    MediaItemVersion          "MediaItem.version"             System       Follows System     LegitimateInterest Delete    BOOKKEEPING;
    MediaItemCreatedAt        "MediaItem.createdAt"           System       Follows System     LegitimateInterest Delete    Yes;
    MediaItemUpdatedAt        "MediaItem.updatedAt"           System       Follows System     LegitimateInterest Delete    Yes;

    ProfileRecommendations    "Profile.recommendations"       Recommendations Follows Assessment Contract Delete Yes;
    RecommendationId          "Recommendation.id"             Recommendations Follows System  Contract Delete BOOKKEEPING;
    RecommendationCapacity    "Recommendation.capacity"       Recommendations Own Assessment  Contract Delete Yes;
    RecommendationRelationship "Recommendation.relationship"  Recommendations Own Assessment  Contract Delete Yes;
    RecommendationText        "Recommendation.text"           Recommendations Own Assessment  Contract Delete Yes;
    RecommendationAuthor      "Recommendation.author"         Recommendations Own Assessment  Contract Delete Yes;
    RecommendationWrittenAt   "Recommendation.writtenAt"      Recommendations Own Assessment  Contract Delete Yes;
    RecommendationProvenance  "Recommendation.provenance"     System       Follows System     LegitimateInterest Delete Yes;
    RecommendationVisibility  "Recommendation.visibility"     Preferences  Follows Preference Contract Delete Yes;
    RecommendationPosition    "Recommendation.position"       System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    RecommendationVersion     "Recommendation.version"        System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    RecommendationCreatedAt   "Recommendation.createdAt"      System       Follows System     LegitimateInterest Delete Yes;
    RecommendationUpdatedAt   "Recommendation.updatedAt"      System       Follows System     LegitimateInterest Delete Yes;

    ProfileStrength           "Profile.strength"              Strength     Follows Derived    Contract Delete    Yes;
    StrengthScore             "Strength.score"                Strength     Follows Derived    Contract Delete    Yes;
    StrengthLevel             "Strength.level"                Strength     Follows Derived    Contract Delete    Yes;
    StrengthLevelLabel        "Strength.levelLabel"           Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthModelVersion      "Strength.modelVersion"         Strength     Follows Derived    Contract Delete    Yes;
    StrengthFactors           "Strength.factors"              Strength     Follows Derived    Contract Delete    Yes;
    StrengthNextStep          "Strength.nextStep"             Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthFactorKey         "StrengthFactor.key"            Strength     Follows Derived    Contract Delete    Yes;
    StrengthFactorLabel       "StrengthFactor.label"          Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthFactorWeight      "StrengthFactor.weight"         Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthFactorEarned      "StrengthFactor.earned"         Strength     Follows Derived    Contract Delete    Yes;
    StrengthFactorGain        "StrengthFactor.gain"           Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthFactorAction      "StrengthFactor.action"         Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthActionCode        "StrengthAction.code"           Strength     Follows Derived    Contract Delete    SCREEN;
    StrengthActionText        "StrengthAction.text"           Strength     Follows Derived    Contract Delete    SCREEN;

    // Derived for matching. An item's facets go with it.
    ProfileFacets             "Profile.facets"              Facets       Follows Derived    Contract Delete    Yes;
    FacetId                   "Facet.id"                    Facets       Follows Derived    Contract Delete    BOOKKEEPING;
    FacetKind                 "Facet.kind"                  Facets       Follows Derived    Contract Delete    Yes;
    FacetValue                "Facet.value"                 Facets       Follows Derived    Contract Delete    Yes;
    FacetSubject              "Facet.subject"               Facets       Follows Derived    Contract Delete    Yes;
    FacetYears                "Facet.years"                 Facets       Follows Derived    Contract Delete    Yes;
    FacetConfidence           "Facet.confidence"            Facets       Follows Derived    Contract Delete    Yes;
    FacetSource               "Facet.source"                Facets       Follows Derived    Contract Delete    Yes;
    FacetExtractor            "Facet.extractor"             Facets       Follows Derived    Contract Delete    Yes;
    FacetExtractorVersion     "Facet.extractorVersion"      Facets       Follows Derived    Contract Delete    Yes;
    FacetCreatedAt            "Facet.createdAt"             System       Follows System     LegitimateInterest Delete Yes;
    FacetSourceKind           "FacetSource.kind"            Facets       Follows Derived    Contract Delete    Yes;
    FacetSourceItemId         "FacetSource.itemId"          Facets       Follows Derived    Contract Delete    BOOKKEEPING;
    FacetSourceField          "FacetSource.field"           Facets       Follows Derived    Contract Delete    Yes;
    FacetSourceStart          "FacetSource.start"           Facets       Follows Derived    Contract Delete    Yes;
    FacetSourceEnd            "FacetSource.end"             Facets       Follows Derived    Contract Delete    Yes;
    ProfileExtractionStatus   "Profile.extractionStatus"    Facets       Follows Derived    Contract Delete    Yes;
    ExtractionStatusState     "ExtractionStatus.state"      Facets       Follows Derived    Contract Delete    Yes;
    ExtractionStatusSince     "ExtractionStatus.since"      Facets       Follows Derived    Contract Delete    Yes;
    ExtractionStatusLagSeconds "ExtractionStatus.lagSeconds" Facets       Follows Derived    Contract Delete    SCREEN;
    ExtractionStatusExtractedAt "ExtractionStatus.extractedAt" Facets       Follows Derived    Contract Delete    Yes;
    ExtractionStatusExtractor "ExtractionStatus.extractor"  Facets       Follows Derived    Contract Delete    Yes;
    ExtractionStatusExtractorVersion "ExtractionStatus.extractorVersion" Facets       Follows Derived    Contract Delete    Yes;

    ProfilePreferences        "Profile.preferences"           Preferences  Follows Preference Contract Delete    Yes;
    PreferencesTimezone       "Preferences.timezone"          Preferences  Follows Preference Contract Delete    Yes;
    PreferencesCurrency       "Preferences.currency"          Preferences  Follows Preference Contract Delete    Yes;
    PreferencesLocale         "Preferences.locale"            Preferences  Follows Preference Contract Delete    Yes;
    PreferencesSettings       "Preferences.settings"          Preferences  Follows Preference Contract Delete    Yes;
    PreferencesModelConsent   "Preferences.modelConsent"      Preferences  Follows Preference Contract Delete    Yes;
    PreferencesModelConsentAt "Preferences.modelConsentAt"    Preferences  Follows Preference Contract Delete    Yes;

    ProfilePublication        "Profile.publication"           Preferences  Follows Preference Contract Delete    Yes;
    PublicationState          "Publication.state"             Preferences  Follows Preference Contract Delete    Yes;
    PublicationDiscoverable   "Publication.discoverable"      Preferences  Follows Preference Contract Delete    Yes;
    PublicationPublicUrl      "Publication.publicUrlEnabled"  Preferences  Follows Preference Contract Delete    Yes;
    PublicationIndexing       "Publication.searchEngineIndexing" Preferences Follows Preference Contract Delete  Yes;

    ProfileVersion            "Profile.version"               System       Follows System     LegitimateInterest Delete BOOKKEEPING;
    ProfileCreatedAt          "Profile.createdAt"             System       Follows System     LegitimateInterest Delete Yes;
    ProfileUpdatedAt          "Profile.updatedAt"             System       Follows System     LegitimateInterest Delete Yes;
    ProfileAccessReport       "Profile.accessReport"          Preferences  Follows Derived    Contract Delete    DECISION;
}

impl Field {
    /// The row that governs it.
    #[must_use]
    pub const fn row(self) -> &'static Row {
        &MATRIX[self as usize]
    }

    /// `Type.field` as in the schema.
    #[must_use]
    pub const fn coordinate(self) -> &'static str {
        self.row().coordinate
    }

    /// The field with this coordinate.
    #[must_use]
    pub fn parse(coordinate: &str) -> Option<Self> {
        MATRIX.iter().find(|row| row.coordinate == coordinate).map(|row| row.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_at_their_field_and_coordinates_are_unique() {
        for (index, row) in MATRIX.iter().enumerate() {
            assert_eq!(row.field as usize, index);
            assert_eq!(Field::parse(row.coordinate), Some(row.field), "{} stands twice", row.coordinate);
        }
    }
}
