//! The statements of a section's table, written once for all sections.

/// Makes a row type an [`ItemTable`](super::ItemTable).
///
/// `content` names every column that [`Common`](super::Common), the profile, the origin and the time of change don't
/// cover; a column that is forgotten doesn't compile.
macro_rules! item_table {
    (
        $table:ident: $row:ident;
        key: $key:ty = |$item:ident| $key_of:expr;
        content: $($column:ident),+ $(,)?
    ) => {
        impl $crate::items::ItemRow for $row {
            type Key<'a> = $key;

            fn key(&self) -> Self::Key<'_> {
                let $item = self;
                $key_of
            }

            fn same_content(&self, other: &Self) -> bool {
                self.differences(other).is_empty()
            }

            fn differences(&self, other: &Self) -> Vec<&'static str> {
                let Self {
                    $($column,)+
                    profile_id: _,
                    id: _,
                    position: _,
                    visibility: _,
                    provenance: _,
                    version: _,
                    created_at: _,
                    updated_at: _,
                } = self;
                let mut columns = Vec::new();
                $(
                    if *$column != other.$column {
                        columns.push(stringify!($column));
                    }
                )+
                columns
            }

            fn provenance(&self) -> &str {
                &self.provenance
            }

            fn common(&self) -> $crate::items::Common {
                $crate::items::Common {
                    id: self.id,
                    position: self.position,
                    visibility: self.visibility.clone(),
                    version: self.version,
                    created_at: self.created_at,
                }
            }

            fn set_common(&mut self, common: $crate::items::Common) {
                let $crate::items::Common { id, position, visibility, version, created_at } = common;
                (self.id, self.position, self.visibility) = (id, position, visibility);
                (self.version, self.created_at) = (version, created_at);
            }
        }

        impl $crate::items::ItemTable for $row {
            async fn of_profiles(conn: &$crate::Conn, profiles: &[Uuid]) -> $crate::DbResult<Vec<Self>> {
                let rows = $table::table
                    .order(($table::profile_id, $table::position))
                    .select($row::as_select());
                match profiles {
                    [one] => conn.run(rows.filter($table::profile_id.eq(one)).load(&mut conn.raw())).await,
                    many => conn.run(rows.filter($table::profile_id.eq_any(many)).load(&mut conn.raw())).await,
                }
            }

            async fn put(profile: &$crate::write::Locked<'_>, rows: &[Self]) -> $crate::DbResult<()> {
                use diesel::upsert::excluded;

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
                        $table::version.eq(excluded($table::version)),
                        $table::updated_at.eq(excluded($table::updated_at)),
                        $($table::$column.eq(excluded($table::$column)),)+
                    ));
                // The text has a part for each row; who edits writes one.
                match rows {
                    [_] => conn.run($crate::fixed::Fixed(upsert).execute(&mut conn.raw())).await?,
                    _ => conn.run(upsert.execute(&mut conn.raw())).await?,
                };
                Ok(())
            }

            async fn delete(profile: &$crate::write::Locked<'_>, ids: &[Uuid]) -> $crate::DbResult<()> {
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

            async fn reorder(profile: &$crate::write::Locked<'_>, ids: &[Uuid]) -> $crate::DbResult<()> {
                use diesel::sql_types::{Array, Uuid as SqlUuid};

                let conn = profile.conn();
                conn.run(
                    $crate::fixed::Fixed(diesel::sql_query(concat!(
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
                profile: &$crate::write::Locked<'_>,
                toggles: &[(Uuid, Option<folio_policy::Visibility>)],
            ) -> $crate::DbResult<usize> {
                use diesel::sql_types::{Array, Nullable, Text, Uuid as SqlUuid};

                let (ids, toggles): (Vec<Uuid>, Vec<Option<String>>) =
                    toggles.iter().map(|(id, toggle)| (*id, $crate::items::stored(*toggle))).unzip();
                let conn = profile.conn();
                conn.run(
                    $crate::fixed::Fixed(diesel::sql_query(concat!(
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
}

pub(crate) use item_table;
