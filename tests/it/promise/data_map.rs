//! Every column of the database is accounted for, and goes with its profile.

use std::collections::BTreeSet;

use folio_policy::data_map::{DATA_MAP, Erase, Feeds};
use folio_policy::matrix::{DataClass, MATRIX, Row};
use folio_testkit::TestDb;

/// Tables of our own; a view shows what they hold, and a partition is a part of one.
const OURS: &str = "table_schema = 'public' AND table_name <> '__diesel_schema_migrations' AND EXISTS (
    SELECT FROM pg_class WHERE oid = format('%I', table_name)::regclass AND relkind IN ('r', 'p') AND NOT relispartition)";

/// `table.column` of everything that the migrations make.
async fn columns(db: &TestDb) -> BTreeSet<String> {
    let query =
        format!("SELECT table_name || '.' || column_name FROM information_schema.columns WHERE {OURS}");
    let rows = db.sql().await.query(&query, &[]).await.expect("the catalogue can be read");
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn the_data_map_has_every_column_and_no_other() {
    let db = TestDb::empty().await;
    let mapped: BTreeSet<String> = DATA_MAP.iter().map(|c| format!("{}.{}", c.table, c.column)).collect();
    let columns = columns(&db).await;
    assert_eq!(mapped.len(), DATA_MAP.len(), "a column stands twice in the data map");
    let unmapped: Vec<_> = columns.difference(&mapped).collect();
    let stale: Vec<_> = mapped.difference(&columns).collect();
    assert!(unmapped.is_empty(), "say in folio_policy::data_map what these are: {unmapped:?}");
    assert!(stale.is_empty(), "folio_policy::data_map tells of columns that are gone: {stale:?}");
}

/// A row that no column feeds would be a field without data; objects and lists are fed by what is in them, and what is
/// derived by what it is derived from.
#[test]
fn every_plain_field_of_the_matrix_is_fed_by_a_column() {
    let sdl = folio_testkit::Sdl::read();
    for row in &MATRIX {
        let field = sdl.field(row.coordinate).expect("the matrix is in the schema");
        let plain = sdl.fields_of(folio_testkit::sdl::named(&field.ty.node)).next().is_none();
        // The two rates are objects in the schema and plain columns in the table; the keywords are the skills' names.
        let elsewhere = ["Money.amountMinor", "Profile.skillKeywords"].contains(&row.coordinate);
        assert!(fed(&sdl, row) || !plain || elsewhere, "{} has no column", row.coordinate);
    }
}

/// Whether a column feeds a field, or feeds the object that a derived field is a part of.
fn fed(sdl: &folio_testkit::Sdl, row: &Row) -> bool {
    let leads_to = |up: &&Row| {
        let field = sdl.field(up.coordinate).expect("the matrix is in the schema");
        row.coordinate.split_once('.').is_some_and(|(ty, _)| ty == folio_testkit::sdl::named(&field.ty.node))
    };
    DATA_MAP.iter().any(|column| column.feeds == Feeds::Field(row.field))
        || (row.data_class == DataClass::Derived && MATRIX.iter().filter(leads_to).any(|up| fed(sdl, up)))
}

/// A table of `crates/db/src/schema.rs` as lines `table.column type`, and `table (primary key)`.
fn declared() -> BTreeSet<String> {
    let text = include_str!("../../../crates/db/src/schema.rs");
    let mut declared = BTreeSet::new();
    let mut table = "";
    for line in text.lines().map(str::trim) {
        if line == "}" {
            table = "";
        } else if let Some((name, rest)) = line.split_once(" (")
            && let Some(key) = rest.strip_suffix(") {")
        {
            table = name;
            declared.insert(format!("{table} ({key})"));
        } else if !table.is_empty()
            && let Some((column, ty)) = line.split_once(" -> ")
        {
            declared.insert(format!("{table}.{column} {}", ty.trim_end_matches(',')));
        }
    }
    declared
}

#[tokio::test]
async fn the_tables_of_diesel_are_those_of_the_database() {
    let db = TestDb::empty().await;
    let client = db.sql().await;
    let columns = format!(
        "SELECT table_name, column_name, udt_name, is_nullable = 'YES' FROM information_schema.columns WHERE {OURS}"
    );
    let mut actual = BTreeSet::new();
    for row in client.query(&columns, &[]).await.expect("the catalogue can be read") {
        let (table, column, udt): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let ty = diesel_type(&udt);
        let ty = if row.get(3) { format!("Nullable<{ty}>") } else { ty };
        actual.insert(format!("{table}.{column} {ty}"));
    }
    let keys = "SELECT conrelid::regclass::text, string_agg(attname, ', ' ORDER BY ordinality)
        FROM pg_constraint, unnest(conkey) WITH ORDINALITY AS key (attnum, ordinality)
        JOIN pg_attribute USING (attnum)
        WHERE contype = 'p' AND attrelid = conrelid AND connamespace = 'public'::regnamespace
            AND conrelid <> '__diesel_schema_migrations'::regclass
            AND NOT (SELECT relispartition FROM pg_class WHERE oid = conrelid)
        GROUP BY conrelid";
    for row in client.query(keys, &[]).await.expect("the catalogue can be read") {
        let (table, key): (String, String) = (row.get(0), row.get(1));
        actual.insert(format!("{table} ({key})"));
    }
    let view = |line: &&String| line.starts_with("addresses");
    let declared: BTreeSet<String> = declared().into_iter().filter(|line| !view(&line)).collect();
    let missing: Vec<_> = actual.difference(&declared).collect();
    let stale: Vec<_> = declared.difference(&actual).collect();
    assert!(missing.is_empty() && stale.is_empty(), "schema.rs lacks {missing:#?} and tells of {stale:#?}");
}

fn diesel_type(udt: &str) -> String {
    if let Some(element) = udt.strip_prefix('_') {
        return format!("Array<{}>", diesel_type(element));
    }
    match udt {
        "bool" => "Bool",
        "bytea" => "Bytea",
        "date" => "Date",
        "int2" => "SmallInt",
        "int4" => "Integer",
        "int8" => "BigInt",
        "json" => "Json",
        "jsonb" => "Jsonb",
        "text" => "Text",
        "timestamptz" => "Timestamptz",
        "uuid" => "Uuid",
        other => panic!("say here how diesel calls {other}"),
    }
    .to_owned()
}

#[tokio::test]
async fn what_hangs_off_a_profile_goes_with_it_and_is_found_by_an_index() {
    let db = TestDb::empty().await;
    let client = db.sql().await;
    let keys = "SELECT conrelid::regclass::text, attname::text, confrelid::regclass::text, confdeltype = 'c',
            EXISTS (
                SELECT FROM pg_index WHERE indrelid = conrelid AND indpred IS NULL
                    AND (string_to_array(indkey::text, ' ')::smallint[])[1:cardinality(conkey)] = conkey),
            confdeltype = 'n' AND conkey[1] <> ALL (confdelsetcols)
        FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f'";
    let mut covered = BTreeSet::new();
    for row in client.query(keys, &[]).await.expect("the catalogue can be read") {
        let (table, column, target): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        // Entries of the catalogues are of no person, and are never deleted.
        let stays = ["badges", "skills"].contains(&target.as_str()) && !row.get::<_, bool>(3);
        // What names a part of the profile besides may outlive that part, and goes with the profile by a key of its own.
        let lets_go = target != "profiles" && row.get::<_, bool>(5);
        assert!(stays || lets_go || row.get::<_, bool>(3), "{table}.{column}: ON DELETE CASCADE is missing");
        assert!(row.get::<_, bool>(4), "{table}.{column}: no index leads with it");
        covered.insert(format!("{table}.{column} -> {target}"));
    }
    assert!(covered.contains("profiles.user_id -> users"), "{covered:?}");
    for column in columns(&db).await.iter().filter(|column| column.ends_with(".profile_id")) {
        let key = format!("{column} -> profiles");
        let outlives = DATA_MAP
            .iter()
            .any(|c| format!("{}.{}", c.table, c.column) == *column && matches!(c.erase, Erase::Keep(_)));
        assert_ne!(covered.contains(&key), outlives, "{column} goes with its profile, or stays and says why");
    }
}
