DROP TABLE drift_findings;
DROP TABLE reconcile_runs;
