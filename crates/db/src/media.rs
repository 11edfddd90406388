//! Pictures that we keep: which file is at which address.
//!
//! An address is a random id: whoever knows it sees the picture, for as long as the profile is ACTIVE. So whenever fewer may
//! see it than before, the picture moves to another address in the same transaction ([`move_away`]), and the one that
//! somebody still has leads nowhere.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::ProfileState;
use uuid::Uuid;

use crate::{
    error::DbResult,
    pool::Conn,
    schema::{media, profiles},
    write::Locked,
};

/// The only kind so far.
const AVATAR: &str = "AVATAR";

/// A picture that is to be kept, as it was put into the store.
#[derive(Debug, Clone, Copy)]
pub struct NewPicture {
    /// The file.
    pub file: Uuid,
    /// How it is encoded.
    pub content_type: &'static str,
    /// How large it is.
    pub bytes: i32,
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
    conn.run(media::table.filter(media::file.eq_any(files)).select(media::file).load(&mut conn.raw())).await
}

/// A profile's picture as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Standing {
    /// Its address.
    pub id: Uuid,
    /// The file.
    pub file: Uuid,
}

/// The profile's avatar, if we keep one.
///
/// # Errors
/// As any query.
pub async fn avatar(profile: &Locked<'_>) -> DbResult<Option<Standing>> {
    let conn = profile.conn();
    conn.run(async {
        media::table
            .filter(media::profile_id.eq(profile.profile_id))
            .filter(media::kind.eq(AVATAR))
            .select((media::id, media::file))
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Takes the profile's avatar away; its file is for the caller to remove.
///
/// # Errors
/// As any query.
pub async fn remove_avatar(profile: &Locked<'_>) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::delete(
            media::table.filter(media::profile_id.eq(profile.profile_id)).filter(media::kind.eq(AVATAR)),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Gives the profile an avatar in place of the one that it may have; answers its address.
///
/// # Errors
/// As any query.
pub async fn set_avatar(profile: &Locked<'_>, picture: NewPicture) -> DbResult<Uuid> {
    remove_avatar(profile).await?;
    let (conn, id) = (profile.conn(), Uuid::new_v4());
    conn.run(
        diesel::insert_into(media::table)
            .values((
                media::id.eq(id),
                media::profile_id.eq(profile.profile_id),
                media::kind.eq(AVATAR),
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
/// address into the snapshot.
///
/// # Errors
/// As any query.
pub async fn move_away(profile: &Locked<'_>) -> DbResult<()> {
    let Some(standing) = avatar(profile).await? else { return Ok(()) };
    let (conn, id) = (profile.conn(), Uuid::new_v4());
    conn.run(diesel::update(media::table.find(standing.id)).set(media::id.eq(id)).execute(&mut conn.raw()))
        .await?;
    let (old, new) = (standing.id.to_string(), id.to_string());
    let address = replace(profiles::avatar_url.assume_not_null(), old, new).nullable();
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id))
            .filter(profiles::avatar_url.is_not_null())
            .set(profiles::avatar_url.eq(address))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// `text` with `new` wherever `old` stands.
    fn replace(
        text: diesel::sql_types::Text,
        old: diesel::sql_types::Text,
        new: diesel::sql_types::Text,
    ) -> diesel::sql_types::Text;
}
