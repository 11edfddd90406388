//! Links: web, GitHub, LinkedIn and the like (capability P5).

use crate::{
    items::{item_row, item_snapshot},
    schema::links,
};

item_row! {
    /// A way to find somebody elsewhere on the web.
    links => LinkRow;
    key: &'a str = |row| &row.url;
    kind: String,
    label: Option<String>,
    username: Option<String>,
    url: String,
}

item_snapshot! {
    /// What the snapshot holds of one link.
    LinkSnapshot of LinkRow as row => row;
    bookkeeping: LinkId LinkVisibility LinkProvenance LinkPosition LinkVersion LinkCreatedAt LinkUpdatedAt;
    title: |item, scope| item.label.reveal(scope).or(item.username.reveal(scope)).or(item.url.reveal(scope));
    kind: LinkKind => Option<String> = Some(row.kind),
    label: LinkLabel => Option<String> = row.label,
    username: LinkUsername => Option<String> = row.username,
    url: LinkUrl => Option<String> = Some(row.url),
}
