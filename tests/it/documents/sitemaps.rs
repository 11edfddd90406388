//! Sitemaps: the profiles that search engines may list, all of them and no others, paged by an index.

use std::collections::BTreeSet;

use folio_db::listed;
use folio_policy::{Field, ProfilePolicy, ProfileState, Role, Section, Toggles, Visibility, indexable};
use folio_testkit::{Reply, TestApp, TestDb};

/// What decides about a profile.
struct Choice {
    state: ProfileState,
    public_url: bool,
    indexing: bool,
    header: Visibility,
    slug: Option<Visibility>,
}

const OPEN: Choice = Choice {
    state: ProfileState::Active,
    public_url: true,
    indexing: true,
    header: Visibility::Public,
    slug: None,
};

fn choices() -> Vec<Choice> {
    let toggles = Visibility::ALL.into_iter().flat_map(|header| {
        let slugs = [None].into_iter().chain(Visibility::ALL.map(Some));
        slugs.map(move |slug| Choice { header, slug, ..OPEN })
    });
    let states = ProfileState::ALL.map(|state| Choice { state, ..OPEN });
    let switches = [(true, false), (false, true), (false, false)].map(|(public_url, indexing)| Choice {
        public_url,
        indexing,
        ..OPEN
    });
    toggles.chain(states).chain(switches).collect()
}

#[tokio::test]
async fn a_sitemap_lists_what_the_policy_lets_be_listed() {
    let app = TestApp::new().await;
    let (mut expected, mut others) = (BTreeSet::new(), 0);
    for choice in choices() {
        let Choice { state, public_url, indexing, header, slug } = choice;
        let mut member = app.member().role(Role::Mentor).state(state).section(Section::Header, header);
        let mut toggles = Toggles::defaults(Some(Role::Mentor));
        toggles.set_section(Section::Header, header).expect("it may be set");
        if let Some(visibility) = slug {
            member = member.field(Field::ProfileSlug, visibility);
            toggles.set_field(Field::ProfileSlug, Some(visibility)).expect("it may be set");
        }
        let member = member.rows(|rows| {
            rows.profile.public_url_enabled = public_url;
            rows.profile.search_engine_indexing = indexing;
        });
        let member = member.create().await;
        if indexable(&ProfilePolicy { state, public_url_enabled: public_url, toggles }, indexing) {
            expected.insert(member.slug);
        } else {
            others += 1;
        }
    }
    // A public header with a public address, which is so by itself or by its own toggle; and the one of the states.
    assert_eq!((expected.len(), others), (3, choices().len() - 3));

    let conn = app.db.conn().await.expect("a connection is free");
    assert_eq!(listed::count(&conn).await.expect("they can be counted"), expected.len() as u64);
    let in_order: Vec<String> = expected.iter().cloned().collect();
    let all = listed::slugs(&conn, 0, 1_000).await.expect("they can be read");
    assert_eq!(all, in_order);
    let mut paged = Vec::new();
    for offset in 0.. {
        let page = listed::slugs(&conn, offset * 2, 2).await.expect("they can be read");
        if page.is_empty() {
            break;
        }
        paged.extend(page);
    }
    assert_eq!(paged, in_order);
    drop(conn);

    let get = async |path: &str| Reply::of(app.anonymous().request("GET", path)).await;
    let (statements, index) = app.statements(async || get("/sitemap.xml").await).await;
    assert_eq!(statements, 1);
    assert_eq!(index.headers["content-type"], "application/xml; charset=utf-8");
    assert_eq!(
        index.text(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <sitemap><loc>https://folio.example/sitemaps/1.xml</loc></sitemap>\n</sitemapindex>\n"
    );
    let (statements, sitemap) = app.statements(async || get("/sitemaps/1.xml").await).await;
    assert_eq!(statements, 1);
    let urls: String = in_order
        .iter()
        .map(|slug| format!("<url><loc>https://folio.example/people/{slug}</loc></url>\n"))
        .collect();
    assert_eq!(
        sitemap.text(),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
        )
    );
    for path in [
        "/sitemaps/0.xml",
        "/sitemaps/01.xml",
        "/sitemaps/2.xml",
        "/sitemaps/9999999.xml",
        "/sitemaps/a",
        "/sitemaps/1",
    ] {
        assert_eq!(get(path).await.status.as_u16(), 404, "{path}");
    }
}

/// Thirty thousand profiles, a tenth of which may be listed.
const MANY: &str = "
    WITH people AS (
        INSERT INTO users (id, clerk_id, role)
        SELECT md5('u' || n)::uuid, 'made_' || n, u.role FROM users u, generate_series(1, 30000) AS n RETURNING 1
    )
    INSERT INTO profiles SELECT (jsonb_populate_record(p, jsonb_build_object(
        'id', md5('p' || n)::uuid, 'user_id', md5('u' || n)::uuid, 'slug', 'made-' || n,
        'search_engine_indexing', n % 10 = 0))).*
    FROM profiles p, generate_series(1, 30000) AS n;
    ANALYZE users; ANALYZE profiles";

#[tokio::test]
async fn a_sitemap_is_read_by_an_index() {
    let app = TestApp::new().await;
    app.member().role(Role::Mentor).create().await;
    let client = app.database.sql().await;
    client.batch_execute(MANY).await.expect("they can be made");
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan; PREPARE page (bigint, bigint) AS {}; PREPARE number AS {}",
        listed::PAGE,
        listed::COUNT
    );
    client.batch_execute(&prepare).await.expect("they can be prepared");
    for execute in ["page (2000, 1000)", "number"] {
        let rows =
            client.query(&format!("EXPLAIN EXECUTE {execute}"), &[]).await.expect("it can be explained");
        let plan = rows.iter().map(|row| row.get(0)).collect::<Vec<String>>().join("\n");
        assert!(plan.contains("profiles_listed") && !plan.contains("Seq Scan"), "{execute}:\n{plan}");
    }
    let conn = app.db.conn().await.expect("a connection is free");
    assert_eq!(listed::slugs(&conn, 2_990, 1_000).await.expect("they can be read").len(), 11);
    assert_eq!(listed::count(&conn).await.expect("they can be counted"), 3_001);
}

#[tokio::test]
async fn an_empty_place_has_an_empty_index() {
    let database = TestDb::empty().await;
    let conn = database.pool();
    let conn = conn.conn().await.expect("a connection is free");
    assert_eq!(listed::count(&conn).await.expect("they can be counted"), 0);
    assert!(listed::slugs(&conn, 0, 10).await.expect("they can be read").is_empty());
}
