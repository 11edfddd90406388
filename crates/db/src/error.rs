//! What can go wrong between us and Postgres.

use diesel_async::pooled_connection::deadpool::PoolError;

/// The result of a query.
pub type DbResult<T> = Result<T, DbError>;

/// A failure of the database, sorted by what the caller can do about it. Messages of Postgres may quote data, so they
/// are for the `source` chain of a log at debug level and never for an answer.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No connection in time, or none can be made: try again later.
    #[error("the database is not reachable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The statement or the lock took longer than it may, or lost against another transaction: try again.
    #[error("the database took too long, or others were in the way")]
    TimedOut(#[source] diesel::result::Error),
    /// A unique or other constraint refused the row; holds the constraint's name.
    #[error("the constraint {constraint} refused a row")]
    Refused {
        /// The constraint's name in the schema.
        constraint: String,
    },
    /// Anything else: our fault.
    #[error("a query failed")]
    Query(#[source] diesel::result::Error),
    /// A statement outside diesel, as COPY, failed: our fault.
    #[error("a bulk load failed")]
    Bulk(#[source] tokio_postgres::Error),
    /// A migration failed: our fault, or the role may not change the schema.
    #[error("a migration failed")]
    Migration(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What is stored can't be read: our fault.
    #[error("stored data can't be read: {0}")]
    Corrupt(&'static str),
    /// Work on the database ended without a result: our fault.
    #[error("the work did not end")]
    Unfinished,
    /// The URL of the database is not one.
    #[error("DATABASE_URL is not valid: {0}")]
    Url(String),
}

impl DbError {
    /// What went wrong, for a log: names of kinds, constraints and columns, without Postgres's messages, which may quote
    /// what was stored.
    #[must_use]
    pub fn cause(&self) -> String {
        use diesel::result::Error;
        match self {
            Self::TimedOut(error) | Self::Query(error) => match error {
                Error::DatabaseError(kind, info) => format!(
                    "{self}: {kind:?} (table {}, column {}, constraint {})",
                    info.table_name().unwrap_or("-"),
                    info.column_name().unwrap_or("-"),
                    info.constraint_name().unwrap_or("-"),
                ),
                Error::DeserializationError(_) => format!("{self}: a row can't be read"),
                Error::NotFound => format!("{self}: no row"),
                other => format!("{self}: {:?}", std::mem::discriminant(other)),
            },
            Self::Unavailable(source) => format!("{self}: {source}"),
            other => other.to_string(),
        }
    }
}

impl DbError {
    /// Whether it is what is stored that can't be read, so that it can't be read another time either.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Corrupt(_) | Self::Query(diesel::result::Error::DeserializationError(_)))
    }
}

impl From<diesel::result::Error> for DbError {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error};
        match &error {
            Error::DatabaseError(
                Kind::UniqueViolation
                | Kind::CheckViolation
                | Kind::ForeignKeyViolation
                | Kind::NotNullViolation,
                info,
            ) => Self::Refused { constraint: info.constraint_name().unwrap_or("unnamed").to_owned() },
            Error::DatabaseError(Kind::ClosedConnection | Kind::UnableToSendCommand, _) => {
                Self::Unavailable(Box::new(error))
            }
            Error::DatabaseError(Kind::SerializationFailure, _) => Self::TimedOut(error),
            Error::DatabaseError(_, info) if gave_way(info.message()) => Self::TimedOut(error),
            Error::DatabaseError(_, info) if connection_lost(info.message()) => {
                Self::Unavailable(Box::new(error))
            }
            _ => Self::Query(error),
        }
    }
}

impl From<PoolError> for DbError {
    fn from(error: PoolError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            // Not an answer of the server: either the socket is gone, or a value can't be encoded.
            return if error.is_closed() { Self::Unavailable(Box::new(error)) } else { Self::Bulk(error) };
        };
        match (answer.constraint(), answer.code().code().get(..2)) {
            (Some(constraint), _) => Self::Refused { constraint: constraint.to_owned() },
            // Classes 08, 53 and 57: connection lost, out of resources, shut down or cancelled by an operator.
            (None, Some("08" | "53" | "57")) => Self::Unavailable(Box::new(error)),
            _ => Self::Bulk(error),
        }
    }
}

/// diesel keeps no SQLSTATE; these are the primary messages of 57014, 55P03 and 40P01, in English. Only a superuser may
/// set `lc_messages`, so on a server that speaks another language a time-out is told apart no better than
/// [`DbError::Query`].
fn gave_way(message: &str) -> bool {
    message.starts_with("canceling statement due to") || message == "deadlock detected"
}

/// The messages of 57P01 and 57P03, and tokio-postgres's own for a socket that went away.
fn connection_lost(message: &str) -> bool {
    [
        "terminating connection",
        "the database system is",
        "connection closed",
        "error communicating with the server",
    ]
    .iter()
    .any(|start| message.starts_with(start))
}
