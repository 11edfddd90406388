//! Who sees what before an owner changes anything, asked from outside and written as a table: a change of the policy is
//! a readable difference of `tests/output/acl_matrix.out`.

use std::{collections::BTreeSet, fmt::Write};

use folio_policy::{Role, Staff, matrix::MATRIX};
use folio_testkit::{Sdl, TestApp, sdl::named};
use serde_json::{Value, json};

use crate::output::assert_is_current;

const COLUMNS: [&str; 7] = ["anonymous", "member", "mentor", "employer", "owner", "moderator", "admin"];

#[tokio::test]
async fn who_sees_what_by_default_is_as_reviewed() {
    let app = TestApp::new().await;
    let sdl = Sdl::read();
    let [member, mentor, employer, moderator, admin] = [
        app.member().create().await,
        app.member().role(Role::Mentor).create().await,
        app.member().verified_employer().create().await,
        app.member().role(None).staff(Staff::Moderator).create().await,
        app.member().role(None).staff(Staff::Admin).create().await,
    ];
    // What the report says is no field of the page, and another test's matter; here it is only there or not.
    let page = sdl.select_all("Profile", &["Profile.accessReport"]);
    let document = format!(
        "query($slug: String!) {{ profile(slug: $slug) {{ accessReport {{ exists }} ...P }} }} fragment P on Profile {page}"
    );

    let mut table = String::from(
        "Who sees a field of a profile with the defaults of its owner's role and a value in every column.\n\
         Staff have no way to state a purpose yet, and without one they read as members.\n",
    );
    for role in Role::ALL {
        let owner = app.member().role(role).filled().create().await;
        let visitors = [
            app.anonymous(),
            app.as_(&member),
            app.as_(&mentor),
            app.as_(&employer),
            app.as_(&owner),
            app.as_(&moderator),
            app.as_(&admin),
        ];
        let mut seen = Vec::new();
        for visitor in visitors {
            let reply = visitor.query_with(&document, json!({ "slug": owner.slug })).await;
            let mut fields = BTreeSet::new();
            collect(&sdl, "Profile", &reply.data()["profile"], &mut fields);
            seen.push(fields);
        }
        let _ = write!(table, "\n{:32}", format!("page of: {}", role.name()));
        for column in COLUMNS {
            let _ = write!(table, "  {column}");
        }
        table.push('\n');
        for row in &MATRIX {
            let _ = write!(table, "{:32}", row.coordinate);
            for (column, fields) in COLUMNS.iter().zip(&seen) {
                let mark = if fields.contains(row.coordinate) { '✔' } else { '✘' };
                let _ = write!(table, "  {mark:^width$}", width = column.len());
            }
            table.truncate(table.trim_end().len());
            table.push('\n');
        }
    }
    assert_is_current("tests/output/acl_matrix.out", &table);
}

/// The coordinates that have a value in an answer.
fn collect(sdl: &Sdl, ty: &str, value: &Value, seen: &mut BTreeSet<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let coordinate = format!("{ty}.{name}");
        let Some(field) = sdl.field(&coordinate) else { continue };
        let target = named(&field.ty.node);
        let values = match value {
            Value::Array(items) => items.clone(),
            Value::Object(connection) if target.ends_with("Connection") => {
                let edges = connection["edges"].as_array().expect("edges are a list");
                edges.iter().map(|edge| edge["node"].clone()).collect()
            }
            Value::Null => Vec::new(),
            one => vec![one.clone()],
        };
        if !values.is_empty() {
            seen.insert(coordinate);
        }
        for value in values {
            collect(sdl, target.trim_end_matches("Connection"), &value, seen);
        }
    }
}
