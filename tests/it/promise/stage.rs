//! The stage for the tests of the whole promise: one profile that has everything, and everybody who may look at it.

use folio_policy::Visibility;
use folio_testkit::{Item, Member, Sdl, TestApp};
use serde_json::{Value, json};

use super::{
    cast::{self, Viewer},
    expected::Setting,
    specification::{World, write},
};

/// A server with one profile that has everything, and everybody who may look at it.
pub(super) struct Stage {
    pub(super) app: TestApp,
    pub(super) sdl: Sdl,
    pub(super) subject: Member,
    pub(super) viewers: Vec<Viewer>,
    /// Asks by every way: the address, the id, the items' ids.
    pub(super) document: String,
    pub(super) variables: Value,
    /// Asks as an audience.
    pub(super) view_as: String,
    /// Follows the profile.
    pub(super) subscription: String,
}

impl Stage {
    pub(super) async fn set() -> Self {
        // The document below asks for everything twice, which is more than one operation may.
        let app = TestApp::builder().http(|settings| settings.document.cost = 100_000).start().await;
        let subject = app.member().filled().create().await;
        let viewers = cast::everybody_else(&app).await;
        let sdl = Sdl::read();
        let all = |ty: &str| sdl.select_all(ty, &["Profile.accessReport"]);
        let document = format!(
            "query($slug: String!, $id: ID!, $items: [ID!]!) {{
                profile(slug: $slug) {{ ...P }} node(id: $id) {{ ...P }}
                nodes(ids: $items) {{ {} }}
            }} fragment P on Profile {}",
            of_items(&sdl),
            all("Profile"),
        );
        let view_as = format!(
            "query($slug: String!, $as: Audience) {{ profile(slug: $slug, viewAs: $as) {} }}",
            all("Profile")
        );
        let subscription = format!(
            "subscription($id: ID!) {{ profileChanged(profileId: $id) {{ profile {} }} }}",
            all("Profile")
        );
        let variables = json!({ "slug": subject.slug, "id": subject.id(), "items": item_ids(&subject) });
        Self { app, sdl, subject, viewers, document, variables, view_as, subscription }
    }

    /// Makes the profile what `world` says, and `visibility` the toggle of the second item of each section.
    pub(super) async fn arrange(&self, world: World, visibility: Option<Visibility>) -> Setting {
        let id = &self.subject.profile_id;
        let client = self.app.database.sql().await;
        for table in Item::ALL.map(Item::table) {
            let update = format!(
                "UPDATE {table} SET visibility = CASE row_number WHEN 2 THEN $2 END
                 FROM (SELECT id, row_number() OVER (ORDER BY position) FROM {table} WHERE profile_id = $1) AS n
                 WHERE profile_id = $1 AND {table}.id = n.id"
            );
            client.execute(&update, &[id, &visibility.map(write)]).await.expect("items can be set");
        }
        client
            .execute(
                "UPDATE profiles SET state = $2, public_url_enabled = $3 WHERE id = $1",
                &[id, &world.state.name(), &world.public_url_enabled],
            )
            .await
            .expect("the state can be set");
        self.app.set_toggles(&self.subject, world.policy().toggles).await;
        self.app.refresh(&self.subject).await;
        let items = item_ids(&self.subject).into_iter().zip([None, visibility].into_iter().cycle()).collect();
        Setting { world, items }
    }
}

/// Everything of every kind of item.
pub(super) fn of_items(sdl: &Sdl) -> String {
    let ty = |item: Item| item.type_name();
    Item::ALL.map(|item| format!("... on {} {}", ty(item), sdl.select_all(ty(item), &[]))).concat()
}

pub(super) fn item_ids(member: &Member) -> Vec<String> {
    Item::ALL
        .into_iter()
        .flat_map(|kind| member.filling.items(kind).iter().map(move |id| member.item_id(kind, *id)))
        .collect()
}
