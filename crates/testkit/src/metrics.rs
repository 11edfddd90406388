//! The process's metrics: there can be one recorder, so all servers of a test process share it.

use std::sync::OnceLock;

use metrics_exporter_prometheus::PrometheusHandle;

static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// The metrics as `/metrics` would show them.
#[must_use]
pub fn metrics() -> String {
    record().render()
}

pub(crate) fn record() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| folio::http::install_metrics().expect("nobody else installs a recorder"))
}
