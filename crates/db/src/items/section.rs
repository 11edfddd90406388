//! What a section's file says once: its columns, and what the snapshot seals of them. The bookkeeping that all items have
//! is written here, for all of them.

/// Declares the row of a section, as an [`ItemTable`](super::ItemTable).
///
/// Named are the columns that no other section has; the profile, the id, the order, the toggle, the origin, the version and
/// the times come by themselves. `key` is what tells, from outside, that two rows mean the same thing.
macro_rules! item_row {
    (
        $(#[$doc:meta])*
        $table:ident => $row:ident;
        key: $key:ty = |$item:ident| $key_of:expr;
        $($column:ident: $type:ty,)+
    ) => {
        $(#[$doc])*
        ///
        /// Not `Debug`: it is somebody's data.
        #[derive(Clone, PartialEq, diesel::Queryable, diesel::Selectable, diesel::Insertable)]
        #[diesel(table_name = $table, check_for_backend(diesel::pg::Pg), treat_none_as_default_value = false)]
        #[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
        pub struct $row {
            pub profile_id: uuid::Uuid,
            pub id: uuid::Uuid,
            pub position: i32,
            $(pub $column: $type,)+
            pub visibility: Option<String>,
            pub provenance: String,
            pub import_source: Option<String>,
            pub version: i64,
            pub created_at: chrono::DateTime<chrono::Utc>,
            pub updated_at: chrono::DateTime<chrono::Utc>,
        }

        impl $row {
            /// An item of which nothing is known yet.
            #[must_use]
            pub fn blank(
                profile_id: uuid::Uuid,
                id: uuid::Uuid,
                now: chrono::DateTime<chrono::Utc>,
            ) -> Self {
                Self {
                    profile_id,
                    id,
                    position: 0,
                    $($column: Default::default(),)+
                    visibility: None,
                    provenance: $crate::Provenance::Manual.name().to_owned(),
                    import_source: None,
                    version: 1,
                    created_at: now,
                    updated_at: now,
                }
            }
        }

        impl $crate::bulk::CopyRow for $row {
            const TABLE: &'static str = stringify!($table);
            const COLUMNS: &'static [&'static str] = &[
                "profile_id", "id", "position", $(stringify!($column),)+
                "visibility", "provenance", "import_source", "version", "created_at", "updated_at",
            ];

            fn values(&self) -> Vec<&(dyn tokio_postgres::types::ToSql + Sync)> {
                vec![
                    &self.profile_id, &self.id, &self.position, $(&self.$column,)+
                    &self.visibility, &self.provenance, &self.import_source, &self.version, &self.created_at, &self.updated_at,
                ]
            }
        }

        impl $crate::items::ItemRow for $row {
            type Key<'a> = $key;

            const TABLE: &'static str = stringify!($table);

            fn blank(
                profile_id: uuid::Uuid,
                id: uuid::Uuid,
                now: chrono::DateTime<chrono::Utc>,
            ) -> Self {
                Self::blank(profile_id, id, now)
            }

            fn key(&self) -> Self::Key<'_> {
                let $item = self;
                $key_of
            }

            fn differences(&self, other: &Self) -> Vec<&'static str> {
                let mut columns = Vec::new();
                $(
                    if self.$column != other.$column {
                        columns.push(stringify!($column));
                    }
                )+
                columns
            }

            fn take(&mut self, other: &Self, columns: impl Fn(&str) -> bool) {
                $(
                    if columns(stringify!($column)) {
                        self.$column.clone_from(&other.$column);
                    }
                )+
            }

            fn provenance(&self) -> &str {
                &self.provenance
            }

            fn stamp(&mut self, provenance: $crate::Provenance, now: chrono::DateTime<chrono::Utc>) {
                provenance.name().clone_into(&mut self.provenance);
                self.import_source = None;
                self.updated_at = now;
            }

            fn import_source(&self) -> Option<&str> {
                self.import_source.as_deref()
            }

            fn brought_by(&mut self, source: $crate::ImportSource) {
                $crate::Provenance::Import.name().clone_into(&mut self.provenance);
                self.import_source = Some(source.name().to_owned());
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

        impl $crate::items::Listed for $row {
            type Row = Self;

            fn profile_id(&self) -> uuid::Uuid {
                self.profile_id
            }

            fn row(&self) -> &Self {
                self
            }

            async fn load(conn: &$crate::Conn, profiles: &[uuid::Uuid]) -> $crate::DbResult<Vec<Self>> {
                <Self as $crate::items::ItemTable>::of_profiles(conn, profiles).await
            }
        }

        $crate::items::queries::item_table! { $table: $row; $($column),+ }
    };
}

/// Declares what the snapshot holds of an item, each value sealed by its row in the matrix, and how it is made.
///
/// After `as` stands the pattern that takes the entry apart, and the name of the row in it. `bookkeeping` names the matrix's
/// rows of what every item has, `title` is what the item's owner calls it, and `alone` tells when it is its owner's alone
/// whatever its toggle says.
macro_rules! item_snapshot {
    (
        $(#[$doc:meta])*
        $snapshot:ident of $item:ty as $from:pat_param => $row:ident;
        bookkeeping: $id:ident $visibility:ident $provenance:ident $position:ident $version:ident $created_at:ident
            $updated_at:ident;
        title: |$this:ident, $scope:ident| $title:expr;
        $([alone: $alone:expr])?
        $($field:ident: $governs:ident => $type:ty = $value:expr,)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
        pub struct $snapshot {
            pub id: folio_policy::Governed<folio_policy::field::$id, uuid::Uuid>,
            $(
                #[serde(default, skip_serializing_if = "folio_policy::Governed::is_absent")]
                pub $field: folio_policy::Governed<folio_policy::field::$governs, $type>,
            )+
            /// The item's own toggle, which its scope is made of.
            #[serde(skip_serializing_if = "folio_policy::governed::is_absent")]
            visibility: Option<folio_policy::Visibility>,
            /// Whether it is its owner's alone, whatever the toggle says.
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            alone: bool,
            provenance: folio_policy::Governed<folio_policy::field::$provenance, $crate::Provenance>,
            #[serde(default, skip_serializing_if = "folio_policy::Governed::is_absent")]
            position: folio_policy::Governed<folio_policy::field::$position, i32>,
            version: folio_policy::Governed<folio_policy::field::$version, i64>,
            created_at: folio_policy::Governed<folio_policy::field::$created_at, $crate::items::Moment>,
            updated_at: folio_policy::Governed<folio_policy::field::$updated_at, $crate::items::Moment>,
        }

        impl folio_policy::GovernedItem for $snapshot {
            type Existence = folio_policy::field::$id;

            fn visibility(&self) -> Option<folio_policy::Visibility> {
                if self.alone { Some(folio_policy::Visibility::Private) } else { self.visibility }
            }
        }

        impl $crate::items::ItemSnapshot for $snapshot {
            fn bookkeeping(&self, scope: folio_policy::Scope<'_>) -> $crate::items::Bookkeeping {
                type Toggle =
                    folio_policy::Governed<folio_policy::field::$visibility, Option<folio_policy::Visibility>>;
                let toggle = Toggle::new(self.visibility);
                $crate::items::Bookkeeping {
                    visibility: toggle.reveal(scope),
                    provenance: self.provenance.clone().reveal_some(scope),
                    position: self.position.clone().reveal_some(scope),
                    version: self.version.clone().reveal_some(scope),
                    created_at: self.created_at.clone().reveal_some(scope).map(Into::into),
                    updated_at: self.updated_at.clone().reveal_some(scope).map(Into::into),
                }
            }

            fn id(&self, scope: folio_policy::Scope<'_>) -> uuid::Uuid {
                self.id.clone().reveal(scope)
            }

            fn title(&self, $scope: folio_policy::Scope<'_>) -> Option<String> {
                let $this = self.clone();
                $title
            }
        }

        impl From<$item> for $snapshot {
            fn from($from: $item) -> Self {
                use folio_policy::Governed;

                Self {
                    id: Governed::new($row.id),
                    visibility: $crate::aggregate::item_visibility($row.visibility.as_deref()),
                    alone: false $(|| $alone)?,
                    provenance: Governed::new($crate::aggregate::provenance(&$row.provenance)),
                    position: Governed::new($row.position),
                    version: Governed::new($row.version),
                    created_at: Governed::new($row.created_at.into()),
                    updated_at: Governed::new($row.updated_at.into()),
                    $($field: Governed::new($value),)+
                }
            }
        }
    };
}

pub(crate) use {item_row, item_snapshot};
