//! Education as a viewer sees it.

use async_graphql::SimpleObject;
use folio_db::{
    education::{EducationSnapshot, GpaSnapshot},
    items::ItemSnapshot,
};
use folio_policy::Scope;
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        plain::Plain,
        scalar::{Decimal, PartialDate},
    },
    profile::{ItemView, Opening, OwnersPart},
};

/// A school, a course of study or a training.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Education {
    /// The global id.
    pub(crate) id: GlobalId,
    /// Where: the school's name.
    institution: Option<String>,
    /// The school's web address.
    institution_url: Option<String>,
    /// The degree or certificate aimed at: "Bachelor of Science".
    degree: Option<String>,
    /// What was studied: "Computer Science".
    field_of_study: Option<String>,
    /// When it began.
    start_date: Option<PartialDate>,
    /// When it ended; null while it goes on, or where nothing is known.
    end_date: Option<PartialDate>,
    /// The grade point average. A sub-section of its own: private until its owner opens it.
    gpa: Option<Gpa>,
    /// Honours, awards or a grade in words.
    honours: Option<String>,
    /// Courses taken.
    coursework: Vec<String>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

/// A grade point average and the scale that it is on.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Gpa {
    /// The average: "3.81".
    value: Option<Decimal>,
    /// The best there is on its scale: "4.00"; null where it isn't known.
    scale: Option<Decimal>,
    /// A grade that is no number: "First class".
    text: Option<String>,
}

impl ItemView for Education {
    type Snapshot = EducationSnapshot;

    fn build(opening: &Opening<'_>, item: EducationSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Education, &item);
        Self {
            id,
            institution: item.institution.reveal(scope),
            institution_url: item.institution_url.reveal(scope),
            degree: item.degree.reveal(scope),
            field_of_study: item.field_of_study.reveal(scope),
            start_date: item.start_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            end_date: item.end_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            gpa: item.gpa.reveal(scope).and_then(|gpa| Gpa::build(scope, gpa)),
            honours: item.honours.reveal(scope),
            coursework: item.coursework.reveal(scope),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}

impl Gpa {
    /// `None` when nothing of it is to be seen: an object of nothing but nulls would tell that there is something to
    /// hide.
    fn build(scope: Scope<'_>, gpa: GpaSnapshot) -> Option<Self> {
        let gpa = Self {
            value: gpa.value_hundredths.reveal(scope).map(|value| Decimal(Ok(value))),
            scale: gpa.scale_hundredths.reveal(scope).map(|value| Decimal(Ok(value))),
            text: gpa.text.reveal(scope),
        };
        (gpa.value.is_some() || gpa.scale.is_some() || gpa.text.is_some()).then_some(gpa)
    }
}
