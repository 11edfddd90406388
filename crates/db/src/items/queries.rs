//! The statements of a section's table, written once for all sections.

/// Makes a row type an [`ItemTable`](super::ItemTable): see [`item_row`](super::section::item_row), which names its columns.
macro_rules! item_table {
    ($table:ident: $row:ident; $($column:ident),+) => {
        const _: () = {
            use diesel::{
                prelude::*,
                sql_types::{Array, Nullable, Text, Uuid as SqlUuid},
                upsert::excluded,
            };
            use diesel_async::RunQueryDsl;
            use folio_policy::Visibility;
            use uuid::Uuid;
            use $crate::{Conn, DbResult, fixed::Fixed, write::Locked};

            impl $crate::items::ItemTable for $row {
                async fn of_profiles(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Self>> {
                    let rows = $table::table
                        .order(($table::profile_id, $table::position))
                        .select($row::as_select());
                    match profiles {
                        [one] => conn.run(rows.filter($table::profile_id.eq(one)).load(&mut conn.raw())).await,
                        many => conn.run(rows.filter($table::profile_id.eq_any(many)).load(&mut conn.raw())).await,
                    }
                }

                async fn put(profile: &Locked<'_>, rows: &[Self]) -> DbResult<()> {
                    if rows.is_empty() {
                        return Ok(());
                    }
                    let conn = profile.conn();
                    let upsert = diesel::insert_into($table::table)
                        .values(rows)
                        .on_conflict(($table::profile_id, $table::id))
                        .do_update()
                        .set((
                            $table::position.eq(excluded($table::position)),
                            $table::visibility.eq(excluded($table::visibility)),
                            $table::provenance.eq(excluded($table::provenance)),
                            $table::import_source.eq(excluded($table::import_source)),
                            $table::version.eq(excluded($table::version)),
                            $table::updated_at.eq(excluded($table::updated_at)),
                            $($table::$column.eq(excluded($table::$column)),)+
                        ));
                    // The text has a part for each row; who edits writes one.
                    match rows {
                        [_] => conn.run(Fixed(upsert).execute(&mut conn.raw())).await?,
                        _ => conn.run(upsert.execute(&mut conn.raw())).await?,
                    };
                    Ok(())
                }

                async fn delete(profile: &Locked<'_>, ids: &[Uuid]) -> DbResult<()> {
                    if ids.is_empty() {
                        return Ok(());
                    }
                    let conn = profile.conn();
                    conn.run(
                        diesel::delete(
                            $table::table
                                .filter($table::profile_id.eq(profile.profile_id))
                                .filter($table::id.eq_any(ids)),
                        )
                        .execute(&mut conn.raw()),
                    )
                    .await?;
                    Ok(())
                }

                async fn reorder(profile: &Locked<'_>, ids: &[Uuid]) -> DbResult<()> {
                    let conn = profile.conn();
                    conn.run(
                        Fixed(diesel::sql_query(concat!(
                            "UPDATE ",
                            stringify!($table),
                            " AS item SET position = place.position - 1 \
                             FROM unnest($2) WITH ORDINALITY AS place (id, position) \
                             WHERE item.profile_id = $1 AND item.id = place.id AND item.position <> place.position - 1",
                        ))
                        .bind::<SqlUuid, _>(profile.profile_id)
                        .bind::<Array<SqlUuid>, _>(ids.to_vec()))
                        .execute(&mut conn.raw()),
                    )
                    .await?;
                    Ok(())
                }

                async fn set_visibilities(
                    profile: &Locked<'_>,
                    toggles: &[(Uuid, Option<Visibility>)],
                ) -> DbResult<usize> {
                    let (ids, toggles): (Vec<Uuid>, Vec<Option<String>>) =
                        toggles.iter().map(|(id, toggle)| (*id, $crate::items::stored(*toggle))).unzip();
                    let conn = profile.conn();
                    conn.run(
                        Fixed(diesel::sql_query(concat!(
                            "UPDATE ",
                            stringify!($table),
                            " AS item SET visibility = toggle.visibility \
                             FROM unnest($2, $3) AS toggle (id, visibility) \
                             WHERE item.profile_id = $1 AND item.id = toggle.id",
                        ))
                        .bind::<SqlUuid, _>(profile.profile_id)
                        .bind::<Array<SqlUuid>, _>(ids)
                        .bind::<Array<Nullable<Text>>, _>(toggles))
                        .execute(&mut conn.raw()),
                    )
                    .await
                }
            }
        };
    };
}

pub(crate) use item_table;
