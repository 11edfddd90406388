//! The door: a governed value leaves its wrapper only through a [`Scope`], which only a decision makes.

use std::{cell::Cell, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    decide::{Access, Scope},
    matrix::Field,
    visibility::Visibility,
};

/// A field of the matrix as a type, so that a value carries the row that governs it. See [`crate::field`].
pub trait GovernedField {
    /// The matrix's row.
    const FIELD: Field;
}

/// A value that hangs off a profile, sealed until a decision opens it.
///
/// There is no accessor but [`Governed::reveal`]: code that forgets to ask the policy does not compile. Serialising
/// fails outside of [`storing`], which writes the snapshot.
///
/// ```
/// use folio_policy::{Governed, ProfilePolicy, ProfileState, Relation, Role, Toggles, decide, field};
///
/// let about = Governed::<field::ProfileAbout, String>::new("I build bridges.".to_owned());
/// let toggles = Toggles::defaults(Some(Role::Student));
/// let profile = ProfilePolicy { state: ProfileState::Active, public_url_enabled: false, toggles };
/// let access = decide(&Relation::MEMBER, &profile).expect("a student's header is open to members");
/// assert_eq!(about.reveal(access.whole()), "I build bridges.");
/// ```
///
/// Without a decision there is no way in: not by the field,
///
/// ```compile_fail,E0616
/// use folio_policy::{Governed, field};
///
/// let about = Governed::<field::ProfileAbout, String>::new("I build bridges.".to_owned());
/// let text: String = about.value;
/// ```
///
/// not by leaving the decision out,
///
/// ```compile_fail,E0061
/// use folio_policy::{Governed, field};
///
/// let about = Governed::<field::ProfileAbout, String>::new("I build bridges.".to_owned());
/// let text: String = about.reveal();
/// ```
///
/// not by printing it,
///
/// ```compile_fail,E0277
/// use folio_policy::{Governed, field};
///
/// let about = Governed::<field::ProfileAbout, String>::new("I build bridges.".to_owned());
/// let text: String = format!("{about}");
/// ```
///
/// and not by a decision of one's own making.
///
/// ```compile_fail,E0451
/// use folio_policy::{Access, Scope, Visibility};
///
/// fn all_of(access: &Access) -> Scope<'_> {
///     Scope { access, item: Visibility::Public.audiences() }
/// }
/// ```
pub struct Governed<F, T> {
    value: T,
    field: PhantomData<fn() -> F>,
}

impl<F: GovernedField, T> Governed<F, T> {
    /// Seals a value, on its way into the snapshot.
    pub const fn new(value: T) -> Self {
        Self { value, field: PhantomData }
    }

    /// The value if the viewer may see it, else the absent value: `None`, an empty list, an empty string.
    #[must_use]
    pub fn reveal(self, scope: Scope<'_>) -> T
    where
        T: Default,
    {
        if scope.may_see(F::FIELD) { self.value } else { T::default() }
    }

    /// Whether it is absent by itself, for whoever writes the snapshot ([`storing`]): what isn't there isn't stored. To
    /// anybody else nothing is ever absent.
    #[must_use]
    pub fn is_absent(&self) -> bool
    where
        T: Default + PartialEq,
    {
        STORING.get() == Storing::Present && self.value == T::default()
    }

    /// The value if the viewer may see it, else `None`: for values that have no natural absence, as a number.
    #[must_use]
    pub fn reveal_some(self, scope: Scope<'_>) -> Option<T> {
        scope.may_see(F::FIELD).then_some(self.value)
    }
}

/// An item of a section: it has a toggle of its own, and exists for a viewer only if they may see its id.
pub trait GovernedItem {
    /// The field whose row decides whether the item exists.
    type Existence: GovernedField;

    /// The item's own toggle; `None` follows the section.
    fn visibility(&self) -> Option<Visibility>;
}

impl<F: GovernedField, T: GovernedItem> Governed<F, Vec<T>> {
    /// The items that exist for the viewer, in order, each with the scope that opens its fields.
    pub fn reveal_items(self, access: &Access) -> impl Iterator<Item = (Scope<'_>, T)> {
        let items = if access.may_see(F::FIELD) { self.value } else { Vec::new() };
        items.into_iter().filter_map(move |item| {
            let scope = access.within(item.visibility());
            scope.may_see(T::Existence::FIELD).then_some((scope, item))
        })
    }
}

impl<F, T: Clone> Clone for Governed<F, T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), field: PhantomData }
    }
}

impl<F: GovernedField, T: Default> Default for Governed<F, T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<F, T: PartialEq> PartialEq for Governed<F, T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<F: GovernedField, T> std::fmt::Debug for Governed<F, T> {
    /// Names the field, never the value: debug output ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", F::FIELD.coordinate())
    }
}

/// What of sealed values may be serialised at the moment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Storing {
    Nothing,
    /// What is there.
    Present,
    /// What isn't there, too.
    Everything,
}

thread_local! {
    static STORING: Cell<Storing> = const { Cell::new(Storing::Nothing) };
}

/// Runs `write` with sealed values allowed to be serialised: for writing the snapshot to the database and for nothing
/// else. Outside of it, serialising a sealed value is an error, so that no response, log or event can carry one.
///
/// What [is absent](Governed::is_absent) can be left out.
pub fn storing<T>(write: impl FnOnce() -> T) -> T {
    within(Storing::Present, write)
}

/// As [`storing`], with nothing left out: for telling by name what is missing in a snapshot that was stored.
pub fn storing_everything<T>(write: impl FnOnce() -> T) -> T {
    within(Storing::Everything, write)
}

/// As [`Governed::is_absent`], for a value that is sealed by what is around it.
#[must_use]
pub fn is_absent<T>(value: &Option<T>) -> bool {
    STORING.get() != Storing::Everything && value.is_none()
}

fn within<T>(storing: Storing, write: impl FnOnce() -> T) -> T {
    struct Reset(Storing);
    impl Drop for Reset {
        fn drop(&mut self) {
            STORING.set(self.0);
        }
    }
    let _reset = Reset(STORING.replace(storing));
    write()
}

impl<F, T: Serialize> Serialize for Governed<F, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if STORING.get() != Storing::Nothing {
            return self.value.serialize(serializer);
        }
        Err(serde::ser::Error::custom("a sealed value leaves through an access only"))
    }
}

impl<'de, F: GovernedField, T: Deserialize<'de>> Deserialize<'de> for Governed<F, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::new)
    }
}
