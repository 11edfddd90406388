//! `folio schema`, `folio matrix`, `folio errors`: what the project publishes about itself. The committed copies are
//! compared by tests; these commands write them.

use clap::ValueEnum;

use super::print::{self, say};
use crate::{graphql, privacy::publish};

#[derive(clap::Args)]
pub(super) struct MatrixArgs {
    /// json: an array of rows; markdown: the page docs/PRIVACY_MATRIX.md
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Markdown,
}

pub(super) fn schema() -> anyhow::Result<()> {
    print::text(&graphql::sdl());
    Ok(())
}

pub(super) fn matrix(args: &MatrixArgs) -> anyhow::Result<()> {
    match args.format {
        Format::Json => say!("{}", serde_json::to_string_pretty(&publish::json())?),
        Format::Markdown => print::text(&publish::markdown()),
    }
    Ok(())
}

#[derive(clap::Args)]
pub(super) struct ErrorsArgs {
    /// json: frontend-contract/errors.json; markdown: the page docs/ERRORS.md
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

pub(super) fn errors(args: &ErrorsArgs) -> anyhow::Result<()> {
    match args.format {
        Format::Json => say!("{}", serde_json::to_string_pretty(&graphql::codes::json())?),
        Format::Markdown => print::text(&graphql::codes::markdown()),
    }
    Ok(())
}
