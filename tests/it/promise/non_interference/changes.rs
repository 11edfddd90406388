//! Changes of what is hidden from the viewer, and of nothing else. Each is drawn by lot; one for which the scene has no
//! room isn't made.

use folio_policy::{ProfileState, Relation, Section, Visibility};
use folio_testkit::Item;
use serde_json::{Map, Value, json};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{
    changeable::{COLUMNS, CORE, EDITABLE, Editable, NOBODYS, ROWS, Write, singular},
    scene::{Scene, Thing, argument},
};
use crate::promise::specification::{World, absences, has_toggle};

impl Scene<'_> {
    /// Makes one change; whether there was room for it.
    pub(super) async fn change_something_hidden(&mut self) -> bool {
        // Its owner can't change a profile that isn't active; whoever runs the platform can.
        let kinds = if self.world.state == ProfileState::Active { 11 } else { 3 };
        match self.random.below(kinds) {
            0 => self.column().await,
            1 => self.row().await,
            2 => self.unseen().await,
            3 => self.core().await,
            4 | 5 => self.item().await,
            6 => self.order().await,
            7 | 8 => self.visibility().await,
            9 => self.attached().await,
            _ => self.state().await,
        }
    }

    /// Changes something that the viewer does see, if there is such a thing.
    pub(super) async fn change_something_visible(&mut self) -> bool {
        if self.world.state != ProfileState::Active || !self.sees("Profile.displayName", None) {
            return false;
        }
        self.update_core(json!({ "displayName": "Seen by everybody" })).await;
        true
    }

    async fn column(&mut self) -> bool {
        let (table, fields, set) = *self.random.pick(&COLUMNS);
        if fields.iter().any(|field| self.sees(field, None)) {
            return false;
        }
        let key = match table {
            "users" => "id = (SELECT user_id FROM profiles WHERE id = $1)",
            "profiles" => "id = $1",
            _ => "profile_id = $1",
        };
        // Nobody but the viewer writes what the viewer has said.
        let mine = if table == "endorsements" && !set.starts_with("state") {
            "AND endorser_id <> $3"
        } else {
            "AND $3::uuid IS NOT NULL"
        };
        // A statement takes no argument that it doesn't use.
        let statement = format!("UPDATE {table} SET {set} WHERE {key} AND $2::text IS NOT NULL {mine}");
        let (profile, text) = (self.subject.profile_id, self.fresh());
        let viewer = self.viewer.profile_id().unwrap_or_default();
        self.sql(&statement, &[&profile, &text, &viewer]).await;
        true
    }

    /// Something of an item that has no mutation, or the item as a whole.
    async fn row(&mut self) -> bool {
        let (kind, columns) = *self.random.pick(&ROWS);
        let (item, table, profile) = (self.draw_item(kind), kind.table(), self.subject.profile_id);
        if !self.shows(&item) {
            if self.random.once_in(2) {
                self.things.retain(|thing| thing.id != item.id);
                let delete = format!("DELETE FROM {table} WHERE profile_id = $1 AND id = $2");
                self.sql(&delete, &[&profile, &item.id]).await;
            } else {
                let new = Thing { id: Uuid::new_v4(), is_new: true, ..item.clone() };
                let copy = format!(
                    "INSERT INTO {table} SELECT (jsonb_populate_record(old, jsonb_build_object('id', $3::uuid,
                         'source_id', CASE WHEN to_jsonb(old) ->> 'source' IS NOT NULL THEN $3::uuid END,
                         'language', replace($3::uuid::text, '-', ''),
                         'position', (SELECT max(position) + 1 FROM {table} WHERE profile_id = $1)))).*
                     FROM {table} AS old WHERE profile_id = $1 AND id = $2"
                );
                self.sql(&copy, &[&profile, &item.id, &new.id]).await;
                self.things.push(new);
            }
            return true;
        }
        let (field, set) = *self.random.pick(columns);
        if field != NOBODYS && self.sees(&format!("{}.{field}", kind.type_name()), item.toggle) {
            return false;
        }
        let statement =
            format!("UPDATE {table} SET {set} WHERE profile_id = $1 AND id = $2 AND $3::text IS NOT NULL");
        let text = self.fresh();
        self.sql(&statement, &[&profile, &item.id, &text]).await;
        true
    }

    async fn core(&mut self) -> bool {
        let (mut input, mut location) = (Map::new(), Map::new());
        for (name, field, values) in CORE {
            if self.sees(field, None) || self.random.once_in(3) {
                continue;
            }
            let value = match (name, values) {
                ("settings", _) => json!({ "theme": self.fresh() }),
                (_, []) if self.random.once_in(4) => Value::Null,
                (_, []) => json!(self.fresh()),
                (_, values) => json!(self.random.pick(values)),
            };
            let into = if field.starts_with("Location.") { &mut location } else { &mut input };
            into.insert(name.to_owned(), value);
        }
        if !location.is_empty() {
            input.insert("location".to_owned(), location.into());
        }
        let any = !input.is_empty();
        if any {
            self.update_core(input.into()).await;
        }
        any
    }

    async fn update_core(&mut self, input: Value) {
        let document = "mutation($input: ProfileInput!, $version: Int64!) {
            it: profileUpdate(input: $input, expectedVersion: $version) { userErrors { code message path } } }";
        self.mutate(document, json!({ "input": input })).await;
    }

    async fn item(&mut self) -> bool {
        let editable = &EDITABLE[self.random.below(EDITABLE.len())];
        if self.random.once_in(3) {
            return self.add(editable).await;
        }
        let item = self.draw_item(editable.kind);
        if !self.shows(&item) && self.random.once_in(3) {
            return self.remove(editable, &item).await;
        }
        let mut input = Map::new();
        for (name, write) in editable.fields {
            let hidden = !self.shows(&item) || !self.sees(&format!("{}.{name}", editable.ty), item.toggle);
            if hidden && !self.random.once_in(2) {
                input.insert((*name).to_owned(), self.value(*write));
            }
        }
        if input.is_empty() {
            return false;
        }
        let version = self.item_version(editable, &item).await;
        let document = format!(
            "mutation($id: ID!, $version: Int64!, $input: {}!) {{
                 it: {}Update(id: $id, expectedVersion: $version, input: $input) {{ userErrors {{ code message path }} }} }}",
            editable.input,
            singular(editable),
        );
        let variables = json!({ "id": self.id(&item), "version": version, "input": input });
        self.mutate(&document, variables).await;
        true
    }

    async fn add(&mut self, editable: &Editable) -> bool {
        let bound = editable.section.most_open();
        let toggle = Some(*self.random.pick(&Visibility::ALL)).filter(|toggle| toggle.within(bound));
        let mut thing = Thing { kind: editable.kind, id: Uuid::nil(), toggle, is_new: true };
        if self.shows(&thing) {
            return false;
        }
        let document = format!(
            "mutation($input: {}!, $visibility: VisibilityInput) {{
                 it: {}Add(input: $input, visibility: $visibility) {{
                     userErrors {{ code message path }} profile {{ {}(last: 1) {{ nodes {{ id }} }} }} }} }}",
            editable.input,
            singular(editable),
            editable.list,
        );
        let mut input = json!({ editable.name: self.fresh() });
        if editable.kind == Item::WorkExperience {
            (input["title"], input["startDate"]) = (json!(self.fresh()), json!("1900"));
        }
        let mut variables = json!({ "input": input, "visibility": toggle.map(argument) });
        if editable.kind == Item::MediaItem {
            variables["input"]["videoUrl"] = json!("https://video.example/");
        }
        let answer = self.mutate(&document, variables).await;
        let query = format!(
            "SELECT id FROM {} WHERE profile_id = $1 ORDER BY position DESC LIMIT 1",
            editable.kind.table()
        );
        let sql = self.app.database.sql().await;
        thing.id = sql.query_one(&query, &[&self.subject.profile_id]).await.expect("it is there").get(0);
        assert_eq!(answer["profile"][editable.list]["nodes"][0]["id"], self.id(&thing), "it is the last");
        self.things.push(thing);
        true
    }

    async fn remove(&mut self, editable: &Editable, item: &Thing) -> bool {
        let version = self.item_version(editable, item).await;
        let document = format!(
            "mutation($id: ID!, $version: Int64!) {{
                 it: {}Remove(id: $id, expectedVersion: $version) {{ userErrors {{ code message path }} }} }}",
            singular(editable),
        );
        self.mutate(&document, json!({ "id": self.id(item), "version": version })).await;
        self.things.retain(|thing| thing.id != item.id);
        true
    }

    /// Another order, in which what the viewer sees comes as it came.
    async fn order(&mut self) -> bool {
        let editable = &EDITABLE[self.random.below(EDITABLE.len())];
        let (mut shown, mut rest): (Vec<Thing>, Vec<Thing>) =
            self.of(editable.kind).cloned().partition(|thing| self.shows(thing));
        if rest.is_empty() {
            return false;
        }
        let mut order = Vec::new();
        while !shown.is_empty() || !rest.is_empty() {
            if shown.is_empty() || (!rest.is_empty() && self.random.once_in(2)) {
                order.push(rest.remove(self.random.below(rest.len())));
            } else {
                order.push(shown.remove(0));
            }
        }
        let document = format!(
            "mutation($ids: [ID!]!, $version: Int64!) {{
                 it: {}Reorder(ids: $ids, expectedVersion: $version) {{ userErrors {{ code message path }} }} }}",
            singular(editable),
        );
        let ids: Vec<String> = order.iter().map(|thing| self.id(thing)).collect();
        self.mutate(&document, json!({ "ids": ids })).await;
        self.things.retain(|thing| thing.kind != editable.kind);
        self.things.extend(order);
        true
    }

    /// Other media on an item, in another order, of which the viewer sees the same as before.
    async fn attached(&mut self) -> bool {
        let showing: Vec<&Editable> = EDITABLE
            .iter()
            .filter(|editable| matches!(editable.kind, Item::Project | Item::Certificate))
            .collect();
        let editable = *self.random.pick(&showing);
        let item = self.draw_item(editable.kind);
        let query = format!("SELECT media FROM {} WHERE profile_id = $1 AND id = $2", editable.kind.table());
        let sql = self.app.database.sql().await;
        let row = sql.query_one(&query, &[&self.subject.profile_id, &item.id]).await.expect("it is there");
        let before: Vec<Uuid> = row.get(0);
        let open = self.shows(&item) && self.sees(&format!("{}.media", editable.ty), item.toggle);
        let (seen, mut rest): (Vec<Thing>, Vec<Thing>) =
            self.of(Item::MediaItem).cloned().partition(|media| open && self.shows(media));
        let mut order: Vec<Thing> =
            before.iter().filter_map(|id| seen.iter().find(|m| m.id == *id)).cloned().collect();
        if rest.is_empty() {
            return false;
        }
        while !rest.is_empty() && order.len() < 10 {
            let media = rest.remove(self.random.below(rest.len()));
            if !self.random.once_in(3) {
                order.insert(self.random.below(order.len() + 1), media);
            }
        }
        let media: Vec<String> = order.iter().map(|media| self.id(media)).collect();
        let version = self.item_version(editable, &item).await;
        let document = format!(
            "mutation($id: ID!, $version: Int64!, $input: {}!) {{
                 it: {}Update(id: $id, expectedVersion: $version, input: $input) {{ userErrors {{ code message path }} }} }}",
            editable.input,
            singular(editable),
        );
        let variables = json!({ "id": self.id(&item), "version": version, "input": { "mediaIds": media } });
        self.mutate(&document, variables).await;
        true
    }

    /// Other toggles and switches, by which nothing appears to the viewer and nothing goes.
    async fn visibility(&mut self) -> bool {
        let (mut world, mut things) = (self.world.clone(), self.things.clone());
        let visibility = *self.random.pick(&Visibility::ALL);
        let mut input = json!({});
        match self.random.below(4) {
            0 => {
                let sections: Vec<Section> =
                    Section::ALL.iter().copied().filter(|section| !section.is_fixed()).collect();
                let section = *self.random.pick(&sections);
                if !visibility.within(section.most_open()) {
                    return false;
                }
                world = world.with_section(section, visibility);
                input["sections"] =
                    json!([{ "section": section.name(), "visibility": argument(visibility) }]);
            }
            1 => {
                let fields: Vec<_> =
                    folio_policy::Field::ALL.iter().copied().filter(|field| has_toggle(*field)).collect();
                let field = *self.random.pick(&fields);
                if !visibility.within(field.row().most_open()) {
                    return false;
                }
                world = world.with_field(field, visibility);
                input["fields"] =
                    json!([{ "field": field.coordinate(), "visibility": argument(visibility) }]);
            }
            2 => {
                let place = self.random.below(things.len());
                let thing = &mut things[place];
                thing.toggle = Some(visibility);
                input["items"] = json!([{ "id": self.id(thing), "visibility": argument(visibility) }]);
            }
            _ => {
                world.public_url_enabled ^= self.random.once_in(2);
                let [found, indexed] = [self.random.once_in(2), self.random.once_in(2)];
                input["switches"] = json!({
                    "discoverable": found,
                    "publicUrlEnabled": world.public_url_enabled,
                });
                // What search engines may do is told to everybody for whom the page is there.
                let there = |world: &World| absences(world, &Relation::ANONYMOUS).is_empty();
                if !there(&self.world) && !there(&world) {
                    input["switches"]["searchEngineIndexing"] = json!(indexed);
                }
            }
        }
        if self.appearance(&world, &things) != self.appearance(&self.world, &self.things) {
            return false;
        }
        let document = "mutation($input: VisibilitySetInput!, $version: Int64!) {
            it: visibilitySet(input: $input, expectedVersion: $version) { userErrors { code message path } } }";
        self.mutate(document, json!({ "input": input })).await;
        (self.world, self.things) = (world, things);
        true
    }

    /// Puts away, or moves to another address, what isn't there for the viewer anyway.
    async fn state(&mut self) -> bool {
        let away = World { state: ProfileState::Deactivated, ..self.world.clone() };
        if absences(&self.world, &self.viewer.relation).is_empty() {
            return false;
        }
        if self.random.once_in(2) {
            let slug = format!("{}-moved", &self.subject.slug[..40]);
            let document = "mutation($slug: String!, $version: Int64!) {
                it: slugSet(slug: $slug, expectedVersion: $version) { userErrors { code message path } } }";
            self.mutate(document, json!({ "slug": slug })).await;
        } else {
            let document = "mutation($version: Int64!) {
                it: profileStateSet(state: DEACTIVATED, expectedVersion: $version) { userErrors { code message path } } }";
            self.mutate(document, json!({})).await;
            self.world = away;
        }
        true
    }

    /// Runs a mutation as the owner, which has to be done. Without a version it gets the profile's.
    async fn mutate(&mut self, document: &str, mut variables: Value) -> Value {
        let owner = self.app.as_(&self.subject);
        if variables["version"].is_null() {
            let reply = owner.query("{ me { profile { version } } }").await;
            variables["version"] = reply.data()["me"]["profile"]["version"].clone();
        }
        self.log.push(format!("{} {variables}", document.split("it: ").nth(1).unwrap_or(document)));
        let reply = owner.query_with(document, variables).await;
        let answer = reply.data()["it"].clone();
        assert_eq!(answer["userErrors"], json!([]), "{self}");
        answer
    }

    async fn item_version(&self, editable: &Editable, item: &Thing) -> String {
        let table = editable.kind.table();
        let query = format!("SELECT version FROM {table} WHERE profile_id = $1 AND id = $2");
        let sql = self.app.database.sql().await;
        let row = sql.query_one(&query, &[&self.subject.profile_id, &item.id]).await.expect("it is there");
        row.get::<_, i64>(0).to_string()
    }

    pub(super) async fn sql(&mut self, statement: &str, values: &[&(dyn ToSql + Sync)]) {
        self.log.push(format!("{statement} {values:?}"));
        self.app.sql(statement, values).await;
        self.app.refresh(&self.subject).await;
    }

    fn draw_item(&mut self, kind: Item) -> Thing {
        let things: Vec<Thing> = self.of(kind).cloned().collect();
        self.random.pick(&things).clone()
    }

    fn value(&mut self, write: Write) -> Value {
        let (text, nothing) = (self.fresh(), self.random.once_in(4));
        match write {
            Write::Needed => json!(text),
            Write::Began => json!(self.random.pick(&["1900", "1900-01", "1900-01-01"])),
            _ if nothing => Value::Null,
            Write::Text => json!(text),
            Write::Address => json!(format!("https://{text}.example/")),
            Write::Start => json!(self.random.pick(&["1900", "1900-01", "1900-01-01"])),
            Write::End => json!((2000 + self.random.below(90)).to_string()),
            Write::List => json!([text]),
            Write::Addresses => json!([format!("https://{text}.example/")]),
            Write::Grade => json!({ "text": text }),
            Write::Level => json!(self.random.pick(&["BEGINNER", "EXPERT"])),
            Write::Years => json!(self.random.below(81)),
        }
    }

    /// A text that nobody has.
    pub(super) fn fresh(&mut self) -> String {
        format!("hidden-{}", self.random.below(1_000_000_000))
    }
}
