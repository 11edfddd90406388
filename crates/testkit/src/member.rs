//! People to ask about, and to ask as.

use chrono::Utc;
use folio::{graphql::id::GlobalId, text::name_key};
use folio_db::{
    HashKey, Json, PoolSettings,
    accounts::{self, Rights},
    aggregate::{self, Aggregate},
    bulk::{BulkAccount, BulkLoader, BulkUser},
    profiles::{self, ContactRow, Switches},
    skills::SkillRow,
    write::{self, Actor, Event, Locked, Record},
};
use folio_policy::{Field, ProfileState, Role, Section, Staff, Toggles, Visibility};
use uuid::Uuid;

use crate::{
    app::TestApp,
    fill::{self, Filling, Item},
};

/// A person with a profile.
#[derive(Debug, Clone)]
pub struct Member {
    /// Clerk's id.
    pub clerk_id: String,
    /// The user's id, which never leaves the server.
    pub user_id: Uuid,
    /// The profile's id.
    pub profile_id: Uuid,
    /// The profile's address.
    pub slug: String,
    /// What stands where, if every value was filled.
    pub filling: Filling,
}

/// A person to be: a student with the defaults of the matrix and an empty profile, unless said otherwise.
#[must_use]
pub struct MemberBuilder<'a> {
    app: &'a TestApp,
    role: Option<Role>,
    staff: Option<Staff>,
    verified_employer: bool,
    aggregate: Aggregate,
    /// Whether the role chooses the toggles still.
    defaults: bool,
    filling: Filling,
}

impl<'a> MemberBuilder<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        let name = Uuid::new_v4().simple().to_string();
        let profile = accounts::new_profile(
            Uuid::new_v4(),
            format!("somebody-{name}"),
            Some(Role::Student),
            Utc::now(),
        );
        Self {
            app,
            role: Some(Role::Student),
            staff: None,
            verified_employer: false,
            aggregate: Aggregate::empty(profile, ContactRow::default()),
            defaults: true,
            filling: Filling::default(),
        }
    }

    /// With this role and its defaults. An employer isn't a verified one yet.
    pub fn role(mut self, role: impl Into<Option<Role>>) -> Self {
        self.role = role.into();
        self
    }

    /// A verified employer.
    pub fn verified_employer(mut self) -> Self {
        self.role = Some(Role::Employer);
        self.verified_employer = true;
        self
    }

    /// With staff rights.
    pub fn staff(mut self, staff: Staff) -> Self {
        self.staff = Some(staff);
        self
    }

    /// With a section's toggle. Say the role first.
    #[track_caller]
    pub fn section(self, section: Section, visibility: Visibility) -> Self {
        self.toggles(|toggles| {
            toggles.set_section(section, visibility).unwrap_or_else(|e| panic!("{}: {e}", section.name()));
        })
    }

    /// With a field's toggle. Say the role first.
    #[track_caller]
    pub fn field(self, field: Field, visibility: Visibility) -> Self {
        self.toggles(|toggles| {
            toggles
                .set_field(field, Some(visibility))
                .unwrap_or_else(|e| panic!("{}: {e}", field.coordinate()));
        })
    }

    fn toggles(mut self, change: impl FnOnce(&mut Toggles)) -> Self {
        self.settle_defaults();
        change(&mut self.aggregate.profile.visibility.0);
        self
    }

    /// With a page that signed-out visitors can open.
    pub fn public_url(self) -> Self {
        self.rows(|rows| rows.profile.public_url_enabled = true)
    }

    /// In this state.
    pub fn state(self, state: ProfileState) -> Self {
        self.rows(|rows| state.name().clone_into(&mut rows.profile.state))
    }

    /// With this name.
    pub fn named(self, name: &str) -> Self {
        self.rows(|rows| rows.profile.display_name = Some(name.to_owned()))
    }

    /// With whatever else the tables hold.
    pub fn rows(mut self, change: impl FnOnce(&mut Aggregate)) -> Self {
        self.settle_defaults();
        change(&mut self.aggregate);
        self
    }

    /// With a value of its own in every column, and two items in each section.
    pub fn filled(mut self) -> Self {
        self.settle_defaults();
        self.filling = fill::fill(&mut self.aggregate);
        self
    }

    fn settle_defaults(&mut self) {
        if std::mem::take(&mut self.defaults) {
            let switches = Switches::defaults(self.role);
            let profile = &mut self.aggregate.profile;
            profile.visibility = Json(Toggles::defaults(self.role));
            profile.discoverable = switches.discoverable;
            profile.public_url_enabled = switches.public_url_enabled;
            profile.search_engine_indexing = switches.search_engine_indexing;
        }
    }

    /// Writes them down, snapshot included.
    pub async fn create(mut self) -> Member {
        self.settle_defaults();
        let Self { app, role, staff, verified_employer, aggregate, filling, .. } = self;
        let member = Member {
            clerk_id: format!("user_{}", Uuid::new_v4().simple()),
            user_id: aggregate.profile.user_id,
            profile_id: aggregate.profile.id,
            slug: aggregate.profile.slug.clone(),
            filling,
        };
        let user = BulkUser {
            clerk_id: member.clerk_id.clone(),
            role: role.unwrap_or(Role::Student),
            verified_employer,
            email_verified: true,
            phone_verified: true,
        };
        let mut loader = BulkLoader::connect(&PoolSettings::new(app.database.url(), HashKey::DEVELOPMENT))
            .await
            .expect("the database takes connections")
            .expect("no other load runs on a test's own database");
        app.catalogue(aggregate.skills.iter().filter_map(|held| held.skill.as_ref())).await;
        let mut accounts: Vec<BulkAccount> = app.strangers(&aggregate).await;
        accounts.push(BulkAccount::new(user, aggregate));
        loader.load(&accounts).await.expect("the rows keep the constraints");
        app.derive(&member).await;
        if role.is_none() {
            app.sql("UPDATE users SET role = NULL WHERE id = $1", &[&member.user_id]).await;
        }
        if staff.is_some() {
            let conn = app.db.conn().await.expect("a connection is free");
            let rights = Rights { staff: Some(staff), ..Rights::default() };
            accounts::set_rights(&conn, member.user_id, rights).await.expect("rights can be set");
        }
        member
    }
}

impl Member {
    /// The profile's global id.
    #[must_use]
    pub fn id(&self) -> String {
        GlobalId::Profile(self.profile_id).encode().0
    }

    /// The global id of an item.
    #[must_use]
    pub fn item_id(&self, item: Item, id: Uuid) -> String {
        GlobalId::Item { kind: item, profile: self.profile_id, item: id }.encode().0
    }
}

/// A mentor's toggles, with a header that is open to everybody.
fn everybodys() -> Toggles {
    let mut toggles = Toggles::defaults(Some(Role::Mentor));
    toggles.set_section(Section::Header, Visibility::Public).expect("a header may be public");
    toggles
}

impl TestApp {
    /// Writes down what was derived of somebody who is filled, as far as the items are there that it is from.
    async fn derive(&self, member: &Member) {
        const FACETS: &str = "\
            INSERT INTO profile_facets SELECT facet.* FROM json_populate_recordset(NULL::profile_facets, $1) AS facet
            WHERE EXISTS (SELECT FROM work_history AS item WHERE item.profile_id = facet.profile_id AND item.id = work_id)
                OR EXISTS (SELECT FROM certificates AS item
                    WHERE item.profile_id = facet.profile_id AND item.id = certificate_id)";
        let Some((at, extractor, version)) = &member.filling.read else { return };
        let mut facets = serde_json::to_value(&member.filling.facets).expect("rows can be written as JSON");
        for facet in facets.as_array_mut().into_iter().flatten() {
            facet["profile_id"] = member.profile_id.to_string().into();
        }
        self.sql(FACETS, &[&facets]).await;
        self.sql(
            "UPDATE profile_extraction SET status = 'DONE', extracted_at = $2, extractor = $3, \
             extractor_version = $4 WHERE profile_id = $1",
            &[&member.profile_id, at, extractor, version],
        )
        .await;
    }

    /// Those who have said something of somebody and aren't there yet: mentors with an empty page that is there for everybody.
    async fn strangers(&self, of: &Aggregate) -> Vec<BulkAccount> {
        let said = of.skills.iter().flat_map(|held| &held.endorsements).map(|said| said.endorser_id);
        let mut ids: Vec<Uuid> =
            said.chain(of.recommendations.iter().map(|held| held.row.author_id)).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            let known = "SELECT id FROM profiles WHERE id = ANY($1)";
            let known = self.database.sql().await.query(known, &[&ids]).await.expect("it can be read");
            let known: Vec<Uuid> = known.iter().map(|row| row.get(0)).collect();
            ids.retain(|id| !known.contains(id));
        }
        let stranger = |id: Uuid| {
            let (role, slug) = (Role::Mentor, format!("stranger-{}", id.simple()));
            let mut profile = accounts::new_profile(Uuid::new_v4(), slug, Some(role), Utc::now());
            profile.id = id;
            // There for everybody, so that what they say is.
            profile.public_url_enabled = true;
            profile.visibility = Json(everybodys());
            let user = BulkUser {
                clerk_id: format!("user_{}", Uuid::new_v4().simple()),
                role,
                verified_employer: false,
                email_verified: false,
                phone_verified: false,
            };
            BulkAccount::new(user, Aggregate::empty(profile, ContactRow::default()))
        };
        ids.into_iter().map(stranger).collect()
    }

    /// Puts skills into the catalogue that aren't there.
    pub async fn catalogue(&self, skills: impl Iterator<Item = &SkillRow>) {
        for skill in skills {
            self.sql(
                "INSERT INTO skills (id, slug, name, category, esco_uri, status) \
                 VALUES ($1, $2, $3, $4, $5, 'CANONICAL') ON CONFLICT DO NOTHING",
                &[&skill.id, &skill.slug, &skill.name, &skill.category, &skill.esco_uri],
            )
            .await;
            self.sql(
                "INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed) \
                 VALUES ($1, 1, $2, $3, true, $3, true) ON CONFLICT DO NOTHING",
                &[&name_key(&skill.name), &skill.name, &skill.id],
            )
            .await;
        }
    }

    /// Changes what somebody shows to whom.
    pub async fn set_toggles(&self, member: &Member, toggles: Toggles) {
        self.change(member, async |profile| {
            profiles::set_toggles(profile, toggles).await.expect("toggles can be set");
        })
        .await;
    }

    /// Changes somebody's profile past the mutations, as a command would.
    pub async fn change(&self, member: &Member, work: impl AsyncFnOnce(&Locked<'_>)) {
        let tx = self.db.begin().await.expect("a transaction begins");
        let profile = write::lock(&tx, member.profile_id).await.expect("it can be locked");
        let profile = profile.expect("the profile is there");
        work(&profile).await;
        let record = Record::of(Actor::Service, "test", Event::of("profile.updated"));
        profile.record(&record).await.expect("it is recorded");
        tx.commit().await.expect("it lasts");
    }

    /// Runs a statement of the test's own on the tables; gives the number of rows it touched.
    pub async fn sql(&self, statement: &str, values: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> u64 {
        let client = self.database.sql().await;
        client.execute(statement, values).await.unwrap_or_else(|error| panic!("{statement}: {error:?}"))
    }

    /// Rebuilds a snapshot after the test changed tables by hand.
    pub async fn refresh(&self, member: &Member) {
        let conn = self.db.conn().await.expect("a connection is free");
        aggregate::refresh_snapshots(&conn, &[member.profile_id]).await.expect("the snapshot can be rebuilt");
    }
}
