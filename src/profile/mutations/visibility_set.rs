//! `visibilitySet`.

use std::collections::{BTreeMap, HashSet};

use async_graphql::{ID, InputObject, MaybeUndefined};
use folio_db::{
    DbResult,
    items::{ItemRow, ItemTable},
    media,
    profiles::{self, Switches},
    recommendations,
    write::Locked,
};
use folio_policy::{Field, Section, Toggles, Visibility, toggles::ToggleRefused};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    privacy::section_name::SectionName,
    profile::VisibilityInput,
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// Who sees what: whatever is left out stays as it is.
#[derive(Debug, Clone, Default, InputObject)]
pub struct VisibilitySetInput {
    /// Toggles of sections.
    #[graphql(default)]
    sections: Vec<SectionVisibilityInput>,
    /// Toggles of single fields, for the whole profile.
    #[graphql(default)]
    fields: Vec<FieldVisibilityInput>,
    /// Toggles of single items, at most 200.
    #[graphql(default)]
    items: Vec<ItemVisibilityInput>,
    /// The master switches.
    switches: Option<SwitchesInput>,
}

/// A section's toggle.
#[derive(Debug, Clone, InputObject)]
pub struct SectionVisibilityInput {
    /// Which section.
    section: SectionName,
    /// How far it is opened.
    visibility: VisibilityInput,
}

/// A field's toggle.
#[derive(Debug, Clone, InputObject)]
pub struct FieldVisibilityInput {
    /// `Type.field`, as `privacyMatrix` names it: "Contact.phone".
    field: String,
    /// How far it is opened; null lets it follow its section again. It must be said: what is left out opens nothing.
    visibility: MaybeUndefined<VisibilityInput>,
}

/// An item's toggle.
#[derive(Debug, Clone, InputObject)]
pub struct ItemVisibilityInput {
    /// The item.
    id: ID,
    /// How far it is opened; null lets it follow its section again. It must be said: what is left out opens nothing.
    visibility: MaybeUndefined<VisibilityInput>,
}

/// The master switches; one that is left out stays as it is.
#[derive(Debug, Clone, Default, InputObject)]
pub struct SwitchesInput {
    /// Whether members' search finds the profile.
    discoverable: Option<bool>,
    /// Whether signed-out visitors can open it.
    public_url_enabled: Option<bool>,
    /// Whether search engines may list it.
    search_engine_indexing: Option<bool>,
}

/// Sets toggles and switches: all of them, or none.
pub(super) struct SetVisibility(pub(super) VisibilitySetInput);

/// The most items whose toggles one request sets.
const MAX_ITEMS: usize = 200;

impl Change for SetVisibility {
    fn action(&self) -> &'static str {
        "visibilitySet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let mut plan = Plan::of(profile);
        plan.sections(self.0.sections);
        plan.fields(self.0.fields);
        plan.switches(self.0.switches);
        let items = plan.items(profile, self.0.items);
        let items = plan.known_items(profile, items).await?;
        if !plan.errors.is_empty() {
            return Ok(Verdict::Refused(plan.errors));
        }
        if plan.changes.is_empty() {
            return Ok(Verdict::Unchanged(None));
        }
        let tightens_pictures = plan.tightens_pictures(profile);
        if plan.toggles != profile.toggles {
            profiles::set_toggles(profile, plan.toggles).await?;
        }
        if plan.switches != profile.switches {
            profiles::set_switches(profile, plan.switches).await?;
        }
        if tightens_pictures {
            media::move_away(profile).await?;
        }
        for (kind, toggles) in items {
            set_items(profile, kind, &toggles).await?;
        }
        Ok(Verdict::Done(Applied {
            sections: plan.sections,
            toggled: plan.toggled,
            fields: plan.fields,
            toggles: Some(Value::Object(plan.changes)),
            ..Applied::of("profile.visibility_changed")
        }))
    }
}

impl Plan {
    /// Whether somebody who sees the avatar or the cover now won't: then the address that they were shown is to lead nowhere.
    fn tightens_pictures(&self, profile: &Locked<'_>) -> bool {
        let shuts =
            |was: Visibility, is: Visibility| was.audiences().intersection(is.audiences()) != was.audiences();
        let field = |toggles: &Toggles, field| toggles.field(field).unwrap_or(Visibility::Public);
        let (was, is) = (&profile.toggles, &self.toggles);
        shuts(was.section(Section::Header), is.section(Section::Header))
            || [Field::ProfileAvatarUrl, Field::ProfileCoverUrl]
                .into_iter()
                .any(|picture| shuts(field(was, picture), field(is, picture)))
            || (profile.switches.public_url_enabled && !self.switches.public_url_enabled)
    }
}

type ItemToggles = BTreeMap<ItemKind, Vec<(usize, Uuid, Option<Visibility>)>>;

/// What will be, and everything that is wrong with it.
struct Plan {
    toggles: Toggles,
    switches: Switches,
    /// What each toggle and switch was and is: `{"EDUCATION": ["PLATFORM", "PRIVATE"]}`.
    changes: Map<String, Value>,
    /// Sections whose toggle moves, fields whose toggle or switch does, and sections of items whose toggle does.
    toggled: Vec<Section>,
    fields: Vec<Field>,
    sections: Vec<Section>,
    errors: Vec<UserError>,
}

impl Plan {
    fn of(profile: &Locked<'_>) -> Self {
        let (toggles, switches) = (profile.toggles.clone(), profile.switches);
        Self {
            toggles,
            switches,
            changes: Map::new(),
            toggled: Vec::new(),
            fields: Vec::new(),
            sections: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn sections(&mut self, inputs: Vec<SectionVisibilityInput>) {
        if self.too_many("sections", inputs.len(), Section::COUNT) {
            return;
        }
        let mut seen = HashSet::new();
        for (index, SectionVisibilityInput { section, visibility }) in inputs.into_iter().enumerate() {
            let section: Section = section.into();
            if !seen.insert(section) {
                self.refuse(UserErrorCode::Invalid, "names a section twice", "sections", index, "section");
                continue;
            }
            let (was, wanted) = (self.toggles.section(section), visibility.into());
            if section.is_fixed() {
                let message = format!("{} is the owner's alone", section.name());
                self.refuse(UserErrorCode::NotAdjustable, message, "sections", index, "section");
            } else if let Err(too_open) = self.toggles.set_section(section, wanted) {
                self.refuse(UserErrorCode::TooOpen, too_open.to_string(), "sections", index, "visibility");
            } else {
                if self.note(section.name(), json!(was), json!(wanted)) {
                    self.toggled.push(section);
                }
            }
        }
    }

    fn fields(&mut self, inputs: Vec<FieldVisibilityInput>) {
        if self.too_many("fields", inputs.len(), Field::COUNT) {
            return;
        }
        let mut seen = HashSet::new();
        for (index, FieldVisibilityInput { field, visibility }) in inputs.into_iter().enumerate() {
            let Some(field) = Field::parse(&field) else {
                let message = "there is no such field; privacyMatrix names them all";
                self.refuse(UserErrorCode::Invalid, message, "fields", index, "field");
                continue;
            };
            if !seen.insert(field) {
                self.refuse(UserErrorCode::Invalid, "names a field twice", "fields", index, "field");
                continue;
            }
            let Some(wanted) = self.wanted(visibility, "fields", index) else { continue };
            let was = self.toggles.field(field);
            match self.toggles.set_field(field, wanted) {
                Ok(()) => {
                    if self.note(field.coordinate(), json!(was), json!(wanted)) {
                        self.fields.push(field);
                    }
                }
                Err(error @ ToggleRefused::TooOpen(_)) => {
                    self.refuse(UserErrorCode::TooOpen, error.to_string(), "fields", index, "visibility");
                }
                Err(error @ ToggleRefused::FollowsSection(_)) => {
                    self.refuse(UserErrorCode::NotAdjustable, error.to_string(), "fields", index, "field");
                }
            }
        }
    }

    fn switches(&mut self, input: Option<SwitchesInput>) {
        let input = input.unwrap_or_default();
        let was = self.switches;
        self.switches = Switches {
            discoverable: input.discoverable.unwrap_or(was.discoverable),
            public_url_enabled: input.public_url_enabled.unwrap_or(was.public_url_enabled),
            search_engine_indexing: input.search_engine_indexing.unwrap_or(was.search_engine_indexing),
        };
        let is = self.switches;
        for (field, was, is) in [
            (Field::PublicationDiscoverable, was.discoverable, is.discoverable),
            (Field::PublicationPublicUrl, was.public_url_enabled, is.public_url_enabled),
            (Field::PublicationIndexing, was.search_engine_indexing, is.search_engine_indexing),
        ] {
            if self.note(field.coordinate(), json!(was), json!(is)) {
                self.fields.push(field);
            }
        }
    }

    /// A toggle that was given; null is one, and what was left out isn't.
    fn wanted(
        &mut self,
        visibility: MaybeUndefined<VisibilityInput>,
        list: &str,
        index: usize,
    ) -> Option<Option<Visibility>> {
        match visibility {
            MaybeUndefined::Value(visibility) => Some(Some(visibility.into())),
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Undefined => {
                let message = "say a level, or null for what the section has";
                self.refuse(UserErrorCode::Required, message, list, index, "visibility");
                None
            }
        }
    }

    /// The items by kind, each with its place in the input.
    fn items(&mut self, profile: &Locked<'_>, inputs: Vec<ItemVisibilityInput>) -> ItemToggles {
        let mut items = ItemToggles::new();
        if self.too_many("items", inputs.len(), MAX_ITEMS) {
            return items;
        }
        let mut seen = HashSet::new();
        for (index, ItemVisibilityInput { id, visibility }) in inputs.into_iter().enumerate() {
            let (kind, item) = match GlobalId::decode(&id) {
                Some(GlobalId::Item { kind, profile: owner, item }) if owner == profile.profile_id => {
                    (kind, item)
                }
                _ => {
                    self.no_such_item(index);
                    continue;
                }
            };
            if !seen.insert(item) {
                self.refuse(UserErrorCode::Invalid, "names an item twice", "items", index, "id");
                continue;
            }
            let Some(wanted) = self.wanted(visibility, "items", index) else { continue };
            let bound = kind.section().most_open();
            if wanted.is_some_and(|visibility| !visibility.within(bound)) {
                let message = format!("the most open level here is {}", bound.level());
                self.refuse(UserErrorCode::TooOpen, message, "items", index, "visibility");
            } else {
                items.entry(kind).or_default().push((index, item, wanted));
            }
        }
        items
    }

    /// Those of the items whose toggle will be another one; what isn't there is noted.
    async fn known_items(
        &mut self,
        profile: &Locked<'_>,
        items: ItemToggles,
    ) -> DbResult<Vec<(ItemKind, Vec<(Uuid, Option<Visibility>)>)>> {
        let mut changing = Vec::with_capacity(items.len());
        // One look at each kind that is named, however many of its items are.
        for (kind, wanted) in items {
            let standing = known(profile, kind).await?;
            let mut toggles = Vec::with_capacity(wanted.len());
            for (index, item, wanted) in wanted {
                let Some(was) = standing.get(&item) else {
                    self.no_such_item(index);
                    continue;
                };
                let wanted_text = wanted.map(Visibility::as_str);
                if was.as_deref() != wanted_text {
                    self.note(&item.to_string(), json!(was), json!(wanted_text));
                    self.sections.push(kind.section());
                    toggles.push((item, wanted));
                }
            }
            changing.push((kind, toggles));
        }
        Ok(changing)
    }

    fn too_many(&mut self, list: &str, entries: usize, most: usize) -> bool {
        if entries > most {
            let message = format!("has {entries} entries; at most {most} are accepted");
            self.errors.push(UserError::new(UserErrorCode::TooMany, message, &["input", list]));
        }
        entries > most
    }

    fn no_such_item(&mut self, index: usize) {
        self.errors.push(UserError::not_found(&["input", "items", &index.to_string(), "id"]));
    }

    /// Notes what changes; tells whether it does.
    fn note(&mut self, what: &str, was: Value, is: Value) -> bool {
        let changes = was != is;
        if changes {
            self.changes.insert(what.to_owned(), json!([was, is]));
        }
        changes
    }

    fn refuse(
        &mut self,
        code: UserErrorCode,
        message: impl Into<String>,
        list: &str,
        index: usize,
        field: &str,
    ) {
        self.errors.push(UserError::new(code, message, &["input", list, &index.to_string(), field]));
    }
}

async fn standing_of<R: ItemTable>(profile: &Locked<'_>) -> DbResult<BTreeMap<Uuid, Option<String>>> {
    let rows = R::of_profiles(profile.conn(), &[profile.profile_id]).await?;
    Ok(rows.iter().map(ItemRow::common).map(|item| (item.id, item.visibility)).collect())
}

/// The items of one kind that their owner knows of, each with its toggle as it is stored.
async fn known(profile: &Locked<'_>, kind: ItemKind) -> DbResult<BTreeMap<Uuid, Option<String>>> {
    match kind {
        // Others' drafts lie in the same table, and what was taken back.
        ItemKind::Recommendation => Ok(recommendations::toggles(profile).await?.into_iter().collect()),
        kind => standing(profile, kind).await,
    }
}

macro_rules! toggles_of_items {
    ($( $group:ident { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* } )*) => {
        /// The items of one kind, each with its toggle as it is stored.
        async fn standing(
            profile: &Locked<'_>,
            kind: ItemKind,
        ) -> DbResult<BTreeMap<Uuid, Option<String>>> {
            match kind { $($( ItemKind::$kind => standing_of::<$row>(profile).await, )*)* }
        }

        async fn set_items(
            profile: &Locked<'_>,
            kind: ItemKind,
            toggles: &[(Uuid, Option<Visibility>)],
        ) -> DbResult<usize> {
            match kind { $($( ItemKind::$kind => <$row>::set_visibilities(profile, toggles).await, )*)* }
        }
    };
}

crate::sections::for_each_section!(toggles_of_items);
