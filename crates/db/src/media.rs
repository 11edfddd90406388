//! Pictures that we keep: which file is at which address.
//!
//! An address is a random id: whoever knows it sees the picture, for as long as the profile is ACTIVE. So whenever fewer may
//! see it than before, the picture moves to another address in the same transaction ([`move_away`]), and the one that
//! somebody still has leads nowhere.

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::ProfileState;
use uuid::Uuid;

use crate::{
    error::DbResult,
    pool::Conn,
    schema::{media, profiles},
    write::Locked,
};

/// What a picture is for: a profile has one of each at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The photo.
    Avatar,
    /// The image at the top of the page.
    Cover,
}

impl Kind {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Avatar => "AVATAR",
            Self::Cover => "COVER",
        }
    }
}

/// A picture that is to be kept, as it was put into the store.
#[derive(Debug, Clone, Copy)]
pub struct NewPicture {
    /// The file.
    pub file: Uuid,
    /// How it is encoded.
    pub content_type: &'static str,
    /// How large it is.
    pub bytes: i32,
    /// Whether its owner brought it; else it is what Clerk has.
    pub uploaded: bool,
}

/// A picture that can be shown.
#[derive(Debug, Clone, Queryable)]
pub struct Shown {
    /// The file.
    pub file: Uuid,
    /// How it is encoded.
    pub content_type: String,
}

/// The picture at an address, if its profile is ACTIVE. One statement.
///
/// # Errors
/// As any query.
pub async fn at(conn: &Conn, id: Uuid) -> DbResult<Option<Shown>> {
    conn.run(async {
        media::table
            .inner_join(profiles::table)
            .filter(media::id.eq(id))
            .filter(profiles::state.eq(ProfileState::Active.name()))
            .select((media::file, media::content_type))
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Those of these files that something points at. One statement.
///
/// # Errors
/// As any query.
pub async fn named(conn: &Conn, files: &[Uuid]) -> DbResult<Vec<Uuid>> {
    #[derive(diesel::QueryableByName)]
    struct Named {
        #[diesel(sql_type = sql_types::Uuid)]
        file: Uuid,
    }
    let named: Vec<Named> = conn
        .run(
            diesel::sql_query(
                "SELECT file FROM media WHERE file = ANY ($1) \
                 UNION ALL SELECT file FROM media_items WHERE file = ANY ($1) \
                 UNION ALL SELECT file FROM uploads WHERE file = ANY ($1)",
            )
            .bind::<sql_types::Array<sql_types::Uuid>, _>(files)
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(named.into_iter().map(|named| named.file).collect())
}

/// A profile's picture as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Standing {
    /// Its address.
    pub id: Uuid,
    /// The file.
    pub file: Uuid,
    /// Whether its owner brought it.
    pub uploaded: bool,
}

/// The profile's picture of this kind, if we keep one.
///
/// # Errors
/// As any query.
pub async fn standing(profile: &Locked<'_>, kind: Kind) -> DbResult<Option<Standing>> {
    let conn = profile.conn();
    conn.run(async {
        media::table
            .filter(media::profile_id.eq(profile.profile_id))
            .filter(media::kind.eq(kind.name()))
            .select((media::id, media::file, media::uploaded))
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Takes a picture of the profile's away; its file is for the caller to remove.
///
/// # Errors
/// As any query.
pub async fn remove(profile: &Locked<'_>, kind: Kind) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::delete(
            media::table.filter(media::profile_id.eq(profile.profile_id)).filter(media::kind.eq(kind.name())),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Gives the profile a picture in place of the one that it may have; answers its address.
///
/// # Errors
/// As any query.
pub async fn set(profile: &Locked<'_>, kind: Kind, picture: NewPicture) -> DbResult<Uuid> {
    remove(profile, kind).await?;
    let (conn, id) = (profile.conn(), Uuid::new_v4());
    conn.run(
        diesel::insert_into(media::table)
            .values((
                media::id.eq(id),
                media::profile_id.eq(profile.profile_id),
                media::kind.eq(kind.name()),
                media::uploaded.eq(picture.uploaded),
                media::file.eq(picture.file),
                media::content_type.eq(picture.content_type),
                media::bytes.eq(picture.bytes),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(id)
}

/// Moves the profile's pictures to new addresses, since fewer may see them than before. The caller's `record` puts the
/// addresses into the snapshot. At most four statements.
///
/// # Errors
/// As any query.
pub async fn move_away(profile: &Locked<'_>) -> DbResult<()> {
    let conn = profile.conn();
    let standing: Vec<Uuid> = conn
        .run(
            media::table
                .filter(media::profile_id.eq(profile.profile_id))
                .select(media::id)
                .load(&mut conn.raw()),
        )
        .await?;
    if standing.is_empty() {
        return Ok(());
    }
    let moved: Vec<Uuid> = standing.iter().map(|_| Uuid::new_v4()).collect();
    for statement in [
        "UPDATE profiles SET avatar_url = left(avatar_url, -36) || moved.new \
         FROM unnest($2, $3) AS moved (old, new) \
         WHERE profiles.id = $1 AND right(avatar_url, 36) = moved.old::text",
        "UPDATE profiles SET cover_url = left(cover_url, -36) || moved.new \
         FROM unnest($2, $3) AS moved (old, new) \
         WHERE profiles.id = $1 AND right(cover_url, 36) = moved.old::text",
        "UPDATE media SET id = moved.new FROM unnest($2, $3) AS moved (old, new) \
         WHERE media.profile_id = $1 AND media.id = moved.old",
    ] {
        conn.run(
            diesel::sql_query(statement)
                .bind::<sql_types::Uuid, _>(profile.profile_id)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(&standing)
                .bind::<sql_types::Array<sql_types::Uuid>, _>(&moved)
                .execute(&mut conn.raw()),
        )
        .await?;
    }
    Ok(())
}

/// What tells this database from others: its server's system identifier and its own number there. A server that follows the
/// first and may take its place has the same, and so has every other physical copy; [`crate::feed::knows`] tells those apart
/// that have gone another way.
///
/// # Errors
/// As any query.
pub async fn database_id(conn: &Conn) -> DbResult<String> {
    #[derive(diesel::QueryableByName)]
    struct Id {
        #[diesel(sql_type = sql_types::Text)]
        id: String,
    }
    let id = diesel::sql_query(
        "SELECT system_identifier::text || '/' || oid::text AS id FROM pg_control_system(), pg_database \
         WHERE datname = current_database()",
    );
    Ok(conn.run(id.get_result::<Id>(&mut conn.raw())).await?.id)
}
