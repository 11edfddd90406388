-- Drift: where the snapshot of a profile doesn't say what the normalized tables say (capability P7). Each look at all
-- profiles is a run; what it found stays with it, as names of fields, never values.

CREATE TABLE reconcile_runs (
    id uuid PRIMARY KEY,
    started_at timestamptz NOT NULL DEFAULT now(),
    -- Set when every profile was looked at.
    finished_at timestamptz,
    checked bigint NOT NULL DEFAULT 0 CHECK (checked >= 0),
    -- Snapshots of an older shape or model: not drift, but written anew all the same.
    outdated bigint NOT NULL DEFAULT 0 CHECK (outdated >= 0),
    drifted bigint NOT NULL DEFAULT 0 CHECK (drifted >= 0),
    repaired bigint NOT NULL DEFAULT 0 CHECK (repaired >= 0)
);

CREATE INDEX reconcile_runs_started ON reconcile_runs (started_at);

CREATE TABLE drift_findings (
    run_id uuid NOT NULL REFERENCES reconcile_runs (id) ON DELETE CASCADE,
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    fields text[] NOT NULL CHECK (cardinality(fields) BETWEEN 1 AND 50),
    repaired boolean NOT NULL,
    PRIMARY KEY (run_id, profile_id)
);

CREATE INDEX drift_findings_profile ON drift_findings (profile_id);
