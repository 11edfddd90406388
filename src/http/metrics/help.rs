//! What each metric of the process tells, in one place: `/metrics` has it as `# HELP`.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

use super::{
    BUCKETS_KEPT, CLOSES, CONNECTIONS, CONNECTIONS_REFUSED, LIVE_OPERATIONS, OPERATIONS, PANICS,
    RATE_LIMITED, REQUESTS, SOCKETS, STREAMS,
};

const COUNTERS: &[(&str, &str)] = &[
    (CONNECTIONS_REFUSED, "Connections closed since their address had too many"),
    (RATE_LIMITED, "Requests and operations refused since a budget was used up"),
    (CLOSES, "Web sockets that ended, by close code: 1000 for the client's goodbye, 1006 for none at all"),
    (PANICS, "Handlers that panicked"),
    ("folio_clerk_roles_ignored_total", "Roles that Clerk told of and that are none here"),
    ("folio_db_connections_dropped_total", "Connections given up since their borrower left in mid-statement"),
    ("folio_db_statements_total", "Statements sent to the database"),
    ("folio_extraction_dropped_total", "Facets that an extractor found and that can't be kept, by reason"),
    ("folio_extraction_without_model_total", "Readings by patterns where a model was to read, by reason"),
    ("folio_extractions_total", "Readings of profiles for facets, by extractor and outcome"),
    ("folio_extractor_calls_total", "Questions to the model, by outcome"),
    ("folio_extractor_tokens_total", "Tokens of questions to the model and of its answers, by direction"),
    ("folio_feed_consumed_total", "Events that this process saw to, by consumer"),
    ("folio_feed_events_total", "Events that this process gave their places"),
    (
        "folio_inbound_received_total",
        "Deliveries taken in by webhook: new, repeated, or another body under an id",
    ),
    ("folio_inbound_refused_total", "Deliveries refused at a webhook's door, by reason"),
    ("folio_inbound_settled_total", "Deliveries that were left in a state, by state; each time that one was"),
    ("folio_inbound_stranded_total", "Deliveries put aside since no job lived to apply them"),
    ("folio_jobs_reclaimed_total", "Jobs taken back from workers that were not heard of"),
    ("folio_jobs_total", "Attempts at jobs that ended, by kind and outcome"),
    ("folio_live_readings_total", "Readings for all who follow profiles, each for many at once"),
    (
        "folio_mutations_total",
        "Mutations, by action and the code of the refusal, which is empty if there was none",
    ),
    ("folio_photos_refused_total", "Photos at Clerk that were not kept, by reason"),
    (
        "folio_reconcile_checked_total",
        "Profiles whose snapshot was compared with their tables, by any process",
    ),
    ("folio_reconcile_drifted_total", "Snapshots that said something else than their tables"),
    ("folio_reconcile_outdated_total", "Snapshots of an older shape"),
    ("folio_reconcile_repaired_total", "Snapshots that were written anew"),
    ("folio_registrations_total", "Accounts that were made"),
    ("folio_tasks_restarted_total", "Work that ended before its time and was begun anew, by what it is"),
];

const GAUGES: &[(&str, &str)] = &[
    (CONNECTIONS, "Open HTTP connections"),
    (BUCKETS_KEPT, "Budgets that are not full, or were used a short while ago"),
    (SOCKETS, "Open web sockets"),
    (STREAMS, "Open event streams"),
    (LIVE_OPERATIONS, "Operations open on web sockets"),
    ("folio_clerk_differences", "What the last comparison with Clerk has found, by what it is"),
    ("folio_feed_consumer_lag", "Events that a consumer has before it"),
    ("folio_feed_consumer_lag_seconds", "For how long a consumer's next event has had its place"),
    ("folio_feed_head", "The last place of the feed"),
    (
        "folio_feed_unsequenced",
        "Events that are committed, or about to be, and have no place in the feed yet",
    ),
    ("folio_feed_unsequenced_age_seconds", "Age of the oldest event without a place"),
    ("folio_inbox_events", "Deliveries with which something is still to be done, by state"),
    ("folio_jobs", "Jobs that are not done, by kind and state"),
    (
        "folio_jobs_overdue_seconds",
        "For how long the job that is due longest has waited for a worker, by kind",
    ),
    ("folio_reconcile_drift_free_days", "Days in a row in which no snapshot had drifted"),
    (
        "folio_reconcile_finished_timestamp_seconds",
        "When the last whole run over all profiles ended, in seconds since 1970; 0 if there was none",
    ),
];

const HISTOGRAMS: &[(&str, &str)] = &[
    (REQUESTS, "Time until a response began"),
    (OPERATIONS, "Time until a GraphQL response began"),
    ("folio_extractor_call_duration_seconds", "Time that a question to the model took"),
    ("folio_job_duration_seconds", "Time that an attempt at a job took, by kind"),
    ("folio_job_wait_duration_seconds", "Time that a job was due before it was begun, by kind"),
    ("folio_live_reading_seconds", "Time that a reading for those who follow profiles took"),
];

/// Tells the recorder what each metric is.
pub(super) fn describe() {
    for (name, help) in COUNTERS {
        describe_counter!(*name, *help);
    }
    for (name, help) in GAUGES {
        match name.ends_with("_seconds") {
            true => describe_gauge!(*name, Unit::Seconds, *help),
            false => describe_gauge!(*name, *help),
        }
    }
    for (name, help) in HISTOGRAMS {
        describe_histogram!(*name, Unit::Seconds, *help);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// The names by which a source text records metrics of this sort: literals, and constants of the same file.
    fn recorded(source: &str, sort: &str, names: &mut BTreeSet<String>) {
        let call = format!("metrics::{sort}!(");
        for (at, _) in source.match_indices(&call) {
            let argument = source[at + call.len()..].trim_start();
            let end = argument.find([',', ')', ' ']).expect("a macro has an end");
            let argument = &argument[..end];
            let literal = if argument.starts_with('"') {
                argument
            } else {
                let constant = format!("const {argument}: &str = ");
                let Some(at) = source.find(&constant) else { continue };
                let value = &source[at + constant.len()..];
                &value[..value.find(';').expect("a constant has an end")]
            };
            names.insert(literal.trim_matches('"').to_owned());
        }
    }

    fn look(folder: &Path, sort: &str, names: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                look(&path, sort, names);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("metrics/help.rs")
            {
                recorded(&fs::read_to_string(&path).expect("it is text"), sort, names);
            }
        }
    }

    #[test]
    fn every_metric_that_is_recorded_says_what_it_is_and_no_other() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (sort, told) in [("counter", COUNTERS), ("gauge", GAUGES), ("histogram", HISTOGRAMS)] {
            let mut names = BTreeSet::new();
            for folder in ["src", "crates/db/src"] {
                look(&root.join(folder), sort, &mut names);
            }
            // The guards of `open!` record these by a parameter.
            let open = [CONNECTIONS, SOCKETS, STREAMS, LIVE_OPERATIONS];
            names.extend(open.into_iter().filter(|_| sort == "gauge").map(str::to_owned));
            let told: BTreeSet<String> = told.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(told, names, "{sort}s");
        }
    }
}
