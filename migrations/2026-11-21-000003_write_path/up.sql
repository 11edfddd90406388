-- What every write leaves beside the change itself, in the same transaction: an audit row, an outbox row, and the
-- outcome of a request that carried an idempotency key.
--
-- audit_log and outbox reference nobody: they outlive what they tell of. They hold ids, names of fields and keyed
-- hashes, never a value that somebody wrote, so that erasure needn't rewrite them.

CREATE TABLE audit_log (
    at timestamptz NOT NULL DEFAULT now(),
    -- Version 7: made in order of time, and seen by no client.
    id uuid NOT NULL,
    profile_id uuid NOT NULL,
    -- The version that the write left the aggregate at: one row with a hash for each version from 2 on.
    profile_version bigint NOT NULL,
    actor_kind text COLLATE pg_c_utf8 NOT NULL CHECK (actor_kind IN ('OWNER', 'STAFF', 'SERVICE', 'MEMBER')),
    -- The user who wrote; null for a service.
    actor_id uuid,
    -- The mutation or command: educationAdd.
    action text COLLATE pg_c_utf8 NOT NULL,
    -- The item that the write was about, and the version it was left at.
    subject_id uuid,
    subject_version bigint,
    -- Coordinates of the fields that moved: Education.degree.
    fields text[] COLLATE pg_c_utf8 NOT NULL,
    -- For privacy settings: what each toggle or switch was and is. Null for everything else.
    toggles json,
    -- HMAC-SHA-256 of the snapshot that the write left; null for one that changed nothing that a page shows.
    snapshot_hmac bytea CHECK (octet_length(snapshot_hmac) = 32),
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);

-- One for "what has happened to this profile since", one for "what has this person done".
CREATE INDEX audit_log_profile_idx ON audit_log (profile_id, profile_version);
CREATE INDEX audit_log_actor_idx ON audit_log (actor_id, at) WHERE actor_id IS NOT NULL;

-- Whatever month has no partition: a missing one must never refuse a write.
CREATE TABLE audit_log_rest PARTITION OF audit_log DEFAULT;

-- Makes the partitions of this month and the given number of months after it. A month of which rows have already gone
-- to audit_log_rest stays there.
CREATE FUNCTION audit_log_make_partitions(ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month date;
BEGIN
    -- One at a time: two that find a month missing would both make it.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit_log_make_partitions', 0));
    FOR month IN
        SELECT date_trunc('month', now() AT TIME ZONE 'UTC')::date + make_interval(months => n)
        FROM generate_series(0, ahead) AS n
    LOOP
        -- Nothing is locked for what is there already.
        CONTINUE WHEN to_regclass('audit_log_' || to_char(month, 'YYYY_MM')) IS NOT NULL;
        BEGIN
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF audit_log FOR VALUES FROM (%L) TO (%L)',
                'audit_log_' || to_char(month, 'YYYY_MM'),
                month::timestamp AT TIME ZONE 'UTC',
                (month + interval '1 month')::timestamp AT TIME ZONE 'UTC'
            );
        EXCEPTION WHEN check_violation THEN
            RAISE NOTICE 'audit_log_rest has rows of %: they stay there', to_char(month, 'YYYY-MM');
        END;
    END LOOP;
END
$$;

CREATE TABLE outbox (
    -- Version 7, and the id of the event that it becomes.
    id uuid PRIMARY KEY,
    profile_id uuid NOT NULL,
    -- The aggregate's version and the place within it: what orders a profile's events, and makes each unique.
    version bigint NOT NULL,
    ordinal integer NOT NULL DEFAULT 0,
    -- profile.updated and the like, without the prefix of the envelope.
    event_type text COLLATE pg_c_utf8 NOT NULL,
    -- Ids and names of sections; whoever wants more reads it under the policy.
    payload json NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- The place in the feed: given after the commit, by one sequencer, without gaps. A serial would be given before it,
    -- and a reader that has seen 7 would miss a 6 that commits later.
    feed_seq bigint UNIQUE,
    sequenced_at timestamptz,
    -- The transaction that wrote the row: the sequencer's low-water mark is made of these.
    tx bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    UNIQUE (profile_id, version, ordinal)
);
-- What waits for its place, in the order in which it is looked at.
CREATE INDEX outbox_unsequenced_idx ON outbox (tx, version, ordinal) WHERE feed_seq IS NULL;

-- How far the feed goes, and how much of its beginning is gone: one row.
CREATE TABLE feed_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    last_seq bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
    -- Everything up to this is no longer kept.
    gone_through bigint NOT NULL DEFAULT 0 CHECK (gone_through BETWEEN 0 AND last_seq)
);
INSERT INTO feed_head DEFAULT VALUES;

-- Who follows the feed, and how far each has come.
CREATE TABLE feed_consumers (
    name text COLLATE pg_c_utf8 PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 100),
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- The outcome of a request that carried a key, for 24 hours: a repeat gets it again.
CREATE TABLE idempotency_keys (
    actor_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
    -- SHA-256 of the mutation's name and its arguments.
    request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
    -- The id of the item that it was about; null only while the first request is at work.
    outcome json,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- Addresses that profiles had before: they lead to the profile still, and nobody else gets them for a while.
CREATE TABLE slug_history (
    slug text COLLATE pg_c_utf8 PRIMARY KEY,
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    released_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX slug_history_profile_idx ON slug_history (profile_id, released_at);
CREATE INDEX slug_history_released_at_idx ON slug_history (released_at);

-- Every address that leads to a profile: its own, and those that it gave up within the last 180 days
-- (folio_db::slugs::QUARANTINE_DAYS). One look-up for both, so that an old address costs what a present one does.
CREATE VIEW addresses AS
    SELECT slug, id AS profile_id, true AS present FROM profiles
    UNION ALL
    SELECT slug, profile_id, false FROM slug_history WHERE released_at > now() - interval '180 days';
