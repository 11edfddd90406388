//! `folio user`: rights that no token can give.

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use folio_db::{
    Conn, DbResult, Transaction,
    accounts::{self, Rights},
    profiles,
    write::{self, Actor, Event, Record},
};
use folio_policy::{Field, Role, Section, Staff};
use uuid::Uuid;

use super::{database, print::say};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Set somebody's role, staff rights or the verified-employer flag; what isn't named stays as it is
    Role {
        /// A Clerk id, an e-mail address or a profile's slug
        user: String,
        /// What they do on the platform. Toggles don't move
        #[arg(long, value_enum)]
        role: Option<RoleArg>,
        /// Staff rights
        #[arg(long, value_enum)]
        staff: Option<StaffArg>,
        /// Whether they read as a verified employer
        #[arg(long)]
        verified_employer: Option<bool>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RoleArg {
    Student,
    Employer,
    Mentor,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum StaffArg {
    Moderator,
    Admin,
    None,
}

pub(super) fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let Command::Role { user, role, staff, verified_employer } = command;
    let rights = Rights {
        role: role.map(|role| match role {
            RoleArg::Student => Role::Student,
            RoleArg::Employer => Role::Employer,
            RoleArg::Mentor => Role::Mentor,
        }),
        staff: staff.map(|staff| match staff {
            StaffArg::Moderator => Some(Staff::Moderator),
            StaffArg::Admin => Some(Staff::Admin),
            StaffArg::None => None,
        }),
        verified_employer,
    };
    if rights.role.is_none() && rights.staff.is_none() && rights.verified_employer.is_none() {
        bail!("nothing to set: give --role, --staff or --verified-employer");
    }
    database::with_database(config, async |db, _| {
        let conn = db.conn().await?;
        let (user_id, profile_id) = find(&conn, &user).await?;
        drop(conn);
        let tx = db.begin().await?;
        let done = set(&tx, user_id, profile_id, rights).await;
        tx.finish(done).await?;
        say!("Done.");
        Ok(())
    })
}

/// A role is a part of the profile, and its strength depends on it; the other rights are the account's own.
async fn set(tx: &Transaction, user_id: Uuid, profile_id: Uuid, rights: Rights) -> DbResult<()> {
    let profile = match rights.role {
        Some(_) => write::lock(tx, profile_id).await?,
        None => None,
    };
    accounts::set_rights(tx, user_id, rights).await?;
    if let Some(profile) = profile {
        let event = Event { sections: vec![Section::Header.name()].into(), ..Event::of("profile.updated") };
        let fields = vec![Field::ProfileRole.coordinate()].into();
        let record = Record { fields, ..Record::of(Actor::Service, "userRole", event) };
        profile.record(&record).await?;
    }
    Ok(())
}

/// The one user and profile that USER names.
pub(super) async fn find(conn: &Conn, user: &str) -> anyhow::Result<(Uuid, Uuid)> {
    match profiles::find(conn, user).await?.as_slice() {
        [] => bail!("no user has this Clerk id, e-mail address or slug"),
        [one] => Ok(*one),
        _ => bail!("more than one user has this e-mail address: name the Clerk id or the slug"),
    }
}
