//! Whole files in, drafts and loss reports out.

mod career;
mod coverage;
mod hostile;
mod older;
mod samples;

use serde_json::Value;

use super::*;

/// Imports a resume that must be readable.
fn import_value(resume: &Value) -> ResumeImport {
    import(resume.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {resume}"))
}

/// Where the report has rows of `reason`.
fn places(import: &ResumeImport, reason: LossReason) -> Vec<&str> {
    let losses = import.losses.losses().iter();
    losses.filter(|loss| loss.reason == reason).map(|loss| loss.path.as_str()).collect()
}

/// The report as pairs of place and reason.
fn rows(import: &ResumeImport) -> Vec<(&str, LossReason)> {
    import.losses.losses().iter().map(|loss| (loss.path.as_str(), loss.reason)).collect()
}
