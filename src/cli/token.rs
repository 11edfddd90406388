//! `folio token`: a token of the development issuer, and nothing else, on standard output.

use clap::ValueEnum;

use super::print::say;
use crate::{
    auth::{DEV_TOKEN_TTL, DevIssuer},
    config::{self, Config},
    demo::Persona,
};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Whose token
    #[arg(value_enum)]
    persona: PersonaArg,
}

#[derive(Clone, Copy, ValueEnum)]
enum PersonaArg {
    Student,
    Employer,
    Mentor,
    Moderator,
    Admin,
}

impl From<PersonaArg> for Persona {
    fn from(persona: PersonaArg) -> Self {
        match persona {
            PersonaArg::Student => Self::Student,
            PersonaArg::Employer => Self::Employer,
            PersonaArg::Mentor => Self::Mentor,
            PersonaArg::Moderator => Self::Moderator,
            PersonaArg::Admin => Self::Admin,
        }
    }
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    if config.has_clerk() {
        anyhow::bail!(
            "CLERK_ISSUER and CLERK_JWKS_URL are set, so only Clerk's tokens are trusted: sign in there"
        );
    }
    let issuer = DevIssuer::open(&config::home(config)?)?;
    say!("{}", issuer.issue(Persona::from(args.persona).clerk_id(), DEV_TOKEN_TTL)?);
    Ok(())
}
