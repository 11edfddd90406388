//! What a viewer should get, told from what the owner gets: the owner's answer without what the specification hides.

use std::collections::BTreeMap;

use folio_policy::{Field, Relation, Visibility};
use folio_testkit::{Item, Sdl, sdl::named};
use serde_json::{Map, Value, json};

use super::specification::{self, World};

/// A profile as its owner made it: the world of its toggles, and the items' own by their global ids.
pub(crate) struct Setting {
    pub(crate) world: World,
    pub(crate) items: BTreeMap<String, Option<Visibility>>,
}

/// What one viewer should get of one profile.
pub(crate) struct Expected<'a> {
    pub(crate) sdl: &'a Sdl,
    pub(crate) setting: &'a Setting,
    pub(crate) viewer: &'a Relation,
}

impl Expected<'_> {
    fn sees(&self, field: Field, item: Option<Visibility>) -> bool {
        specification::sees(&self.setting.world, self.viewer, field, item)
    }

    fn exists(&self) -> bool {
        specification::absences(&self.setting.world, self.viewer).is_empty()
    }

    /// The profile: the owner's answer, pruned.
    pub(crate) fn profile(&self, owners: &Value) -> Value {
        if !self.exists() {
            return Value::Null;
        }
        let mut profile = self.object("Profile", owners, None);
        let keywords = self.keywords(&profile, owners);
        if let Some(shown) = profile.get_mut("skillKeywords") {
            *shown = keywords;
        }
        profile
    }

    /// Those of the skills that the viewer sees.
    fn keywords(&self, shown: &Value, owners: &Value) -> Value {
        let names = |profile: &Value| -> Vec<Value> {
            let skills = profile["skills"]["nodes"].as_array().into_iter().flatten();
            skills.map(|skill| skill["name"].clone()).filter(|name| !name.is_null()).collect()
        };
        let hidden = |name: &Value| names(owners).contains(name) && !names(shown).contains(name);
        let keywords = shown["skillKeywords"].as_array().into_iter().flatten();
        keywords.filter(|name| !hidden(name)).cloned().collect()
    }

    /// An item by its id; it is reached through its list on the profile, by whatever way.
    pub(crate) fn item(&self, owners: &Value) -> Value {
        let ty = owners["__typename"].as_str().expect("an item says what it is");
        let kind = Item::ALL.into_iter().find(|kind| kind.type_name() == ty);
        let list = kind.unwrap_or_else(|| panic!("{ty} is no kind of item")).list();
        let list = Field::parse(&format!("Profile.{list}")).expect("lists are governed");
        let there = self.exists() && self.sees(list, None) && self.item_exists(ty, owners);
        if there { self.object(ty, owners, self.toggle(ty, owners)) } else { Value::Null }
    }

    /// An item's own toggle; what has none follows its list.
    fn toggle(&self, ty: &str, item: &Value) -> Option<Visibility> {
        Field::parse(&format!("{ty}.visibility"))?;
        let id = item["id"].as_str().expect("an item has an id");
        *self.setting.items.get(id).unwrap_or_else(|| panic!("no toggle is known of {id}"))
    }

    fn item_exists(&self, ty: &str, item: &Value) -> bool {
        let id = Field::parse(&format!("{ty}.id")).expect("items have governed ids");
        self.sees(id, self.toggle(ty, item))
    }

    fn object(&self, ty: &str, owners: &Value, item: Option<Visibility>) -> Value {
        let Value::Object(fields) = owners else { return owners.clone() };
        let mut seen = Map::new();
        for (name, value) in fields {
            seen.insert(name.clone(), self.field(ty, name, value, item));
        }
        Value::Object(seen)
    }

    fn field(&self, ty: &str, name: &str, value: &Value, item: Option<Visibility>) -> Value {
        let coordinate = format!("{ty}.{name}");
        let Some(field) = Field::parse(&coordinate) else { return value.clone() };
        let target = named(&self.sdl.field(&coordinate).expect("the matrix is in the schema").ty.node);
        // A profile that is there has an id: the header decides whether it is there.
        let visible = field == Field::ProfileId || self.sees(field, item);
        match value {
            Value::Array(items) if items.iter().all(Value::is_object) => {
                // What has no id has no toggle either: it is there with its list.
                let own = Field::parse(&format!("{target}.id")).is_some();
                let items = items.iter().filter(|below| visible && (!own || self.item_exists(target, below)));
                items
                    .map(|below| {
                        self.object(target, below, if own { self.toggle(target, below) } else { item })
                    })
                    .collect()
            }
            Value::Array(_) if !visible => json!([]),
            Value::Object(_) if target.ends_with("Connection") => {
                self.connection(target.trim_end_matches("Connection"), value, visible, item)
            }
            _ if !visible => Value::Null,
            Value::Object(_) => without_empty(self.object(target, value, item)),
            plain => plain.clone(),
        }
    }

    fn connection(&self, ty: &str, owners: &Value, visible: bool, within: Option<Visibility>) -> Value {
        // As above.
        let own = Field::parse(&format!("{ty}.id")).is_some();
        let edges: Vec<Value> = owners["edges"]
            .as_array()
            .expect("a connection has edges")
            .iter()
            .filter(|edge| visible && (!own || self.item_exists(ty, &edge["node"])))
            .map(|edge| {
                let mut edge = edge.clone();
                let toggle = if own { self.toggle(ty, &edge["node"]) } else { within };
                edge["node"] = self.object(ty, &edge["node"], toggle);
                edge
            })
            .collect();
        let mut connection = owners.clone();
        connection["totalCount"] = json!(edges.len());
        connection["pageInfo"]["startCursor"] = edges.first().map_or(Value::Null, |e| e["cursor"].clone());
        connection["pageInfo"]["endCursor"] = edges.last().map_or(Value::Null, |e| e["cursor"].clone());
        connection["nodes"] = edges.iter().map(|edge| edge["node"].clone()).collect();
        connection["edges"] = edges.into();
        connection
    }
}

/// An object of nothing but nulls would tell that there is something to hide.
fn without_empty(object: Value) -> Value {
    let empty = object
        .as_object()
        .is_some_and(|fields| fields.iter().all(|(name, value)| name == "__typename" || value.is_null()));
    if empty { Value::Null } else { object }
}

/// The same for whoever asked: the address of a file is made for each of them.
pub(crate) fn anybodys(answer: &Value) -> Value {
    match answer {
        Value::String(text) => match text.split_once("/media/") {
            // That of a picture is a UUID, and the same for everybody.
            Some((server, ticket)) if server.starts_with("http://127.0.0.1:") && ticket.len() > 36 => {
                json!(format!("{server}/media/ticket"))
            }
            _ => json!(text),
        },
        Value::Array(items) => items.iter().map(anybodys).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), anybodys(value))).collect())
        }
        other => other.clone(),
    }
}
