-- Work that is done later, by whichever worker is free, once.
--
-- A job is enqueued in the transaction that asks for it, so it is there if and only if that lasts. A worker leases it by
-- the database's clock; each lease is another attempt, and what is done under an attempt is kept only as long as the job
-- still is at it. Payloads hold ids, never what somebody wrote; errors are codes.

CREATE TABLE jobs (
    -- Version 7: made in order of time, and seen by staff alone.
    id uuid PRIMARY KEY,
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 60),
    payload json NOT NULL,
    -- Whose profile the work is for, if it is for one; references nobody, since the work may be to erase it.
    profile_id uuid,
    -- What makes two jobs of a kind one, and for how long: ONCE for as long as the first is kept, WAITING while it has
    -- not been tried.
    dedupe text COLLATE pg_c_utf8 CHECK (dedupe IN ('ONCE', 'WAITING')),
    dedupe_key text COLLATE pg_c_utf8 CHECK (char_length(dedupe_key) BETWEEN 1 AND 200),
    state text COLLATE pg_c_utf8 NOT NULL DEFAULT 'READY' CHECK (state IN ('READY', 'RUNNING', 'DONE', 'DEAD')),
    run_at timestamptz NOT NULL DEFAULT now(),
    -- When it was due in the first place, once a failed attempt has moved run_at; before, run_at says it. So whoever waits
    -- is told for how long the work has been waiting to be done, not since when it was last tried.
    due_at timestamptz,
    -- How often it was leased: the fence. Who comes with an older number has lost it.
    attempt integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    max_attempts integer NOT NULL CHECK (max_attempts > 0),
    lease_until timestamptz,
    -- A code of the last failure: LEASE_EXPIRED.
    last_error text COLLATE pg_c_utf8 CHECK (char_length(last_error) <= 60),
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    CHECK ((dedupe IS NULL) = (dedupe_key IS NULL)),
    CHECK ((state = 'RUNNING') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('DONE', 'DEAD')) = (finished_at IS NOT NULL))
);

-- What is due, kind by kind.
CREATE INDEX jobs_due_idx ON jobs (kind, run_at, id) WHERE state = 'READY';
-- Whose worker has not been heard of.
CREATE INDEX jobs_lease_idx ON jobs (lease_until) WHERE state = 'RUNNING';
-- What is over, by when: for forgetting, and for whoever looks through the dead.
CREATE INDEX jobs_finished_idx ON jobs (state, finished_at) WHERE finished_at IS NOT NULL;
-- What is under way for a profile.
CREATE INDEX jobs_profile_idx ON jobs (profile_id, kind) WHERE profile_id IS NOT NULL AND state <> 'DONE';
CREATE INDEX jobs_inbox_idx ON jobs ((payload ->> 'inbox')) WHERE kind = 'inbound.apply' AND state IN ('READY', 'RUNNING');
CREATE UNIQUE INDEX jobs_once_idx ON jobs (kind, dedupe_key) WHERE dedupe = 'ONCE';
-- A job that was tried before and waits for another attempt has seen an older world: it doesn't stand in for a new one.
CREATE UNIQUE INDEX jobs_waiting_idx ON jobs (kind, dedupe_key)
    WHERE dedupe = 'WAITING' AND state = 'READY' AND attempt = 0;
