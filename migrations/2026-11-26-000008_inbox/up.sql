-- What comes in by webhook, what Clerk has told of somebody, who is gone for good, and pictures.

-- Clerk's word as it was heard last, beside what became of it: so that an event that comes late changes nothing, and
-- what an owner or staff chose in its place is known from what Clerk said.
ALTER TABLE users
    -- Keyed hash of what was told: decides between two states of one moment, whichever comes first.
    ADD COLUMN external_digest bytea CHECK (octet_length(external_digest) = 32),
    ADD COLUMN external_name text CHECK (char_length(external_name) <= 100),
    ADD COLUMN external_role text COLLATE pg_c_utf8 CHECK (external_role IN ('STUDENT', 'EMPLOYER', 'MENTOR')),
    ADD COLUMN external_photo text CHECK (char_length(external_photo) <= 2048),
    -- Where the profile was before a ban of Clerk's; null while there is none, or while it suspended nobody.
    ADD COLUMN state_before_ban text COLLATE pg_c_utf8 CHECK (state_before_ban IN ('ACTIVE', 'DEACTIVATED')),
    -- Registered by an event that overtook user.created, which is the one that chooses the default toggles.
    ADD COLUMN defaults_pending boolean NOT NULL DEFAULT false;

CREATE TABLE inbound_events (
    -- Version 7: made in order of time, and seen by operators alone.
    id uuid PRIMARY KEY,
    -- 'clerk', or the source of a CloudEvent.
    source text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source) BETWEEN 1 AND 255),
    -- The delivery's id at Clerk, or the CloudEvent's.
    event_id text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(event_id) BETWEEN 1 AND 255),
    event_type text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(event_type) BETWEEN 1 AND 255),
    state text COLLATE pg_c_utf8 NOT NULL DEFAULT 'RECEIVED'
        CHECK (state IN ('RECEIVED', 'APPLIED', 'PARKED', 'IGNORED', 'UNKNOWN', 'FAILED')),
    -- Why it is where it is, as a code.
    reason text COLLATE pg_c_utf8 CHECK (char_length(reason) <= 60),
    -- What a parked event waits for: 'person', 'badge:' and the badge's key, or 'room:' and the profile's id.
    waits_for text COLLATE pg_c_utf8 CHECK (char_length(waits_for) <= 255),
    -- As it came, until nothing is to be done with it any more.
    body text,
    -- Keyed hashes: of the body, to notice another one under the same id; of the Clerk id of whom it is about.
    body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    subject_hash bytea CHECK (octet_length(subject_hash) = 32),
    -- When it happened, by its source: what is parked is applied in this order.
    happened_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    -- How often another body came under the same id.
    other_bodies integer NOT NULL DEFAULT 0,
    -- How often it was found without a job that would apply it, and got another one.
    asked_again smallint NOT NULL DEFAULT 0 CHECK (asked_again >= 0),
    UNIQUE (source, event_id),
    CHECK ((state = 'PARKED') = (waits_for IS NOT NULL)),
    CHECK (state NOT IN ('APPLIED', 'IGNORED') OR body IS NULL)
);
-- Whose rows go with them.
CREATE INDEX inbound_events_subject_idx ON inbound_events (subject_hash, happened_at);
-- What waits for somebody, and what waits for a badge or for room, in the order in which it came.
CREATE INDEX inbound_events_parked_person_idx ON inbound_events (subject_hash, id)
    WHERE state = 'PARKED' AND waits_for = 'person';
CREATE INDEX inbound_events_parked_badge_idx ON inbound_events (waits_for, id)
    WHERE state = 'PARKED' AND waits_for <> 'person';
-- What operators look at and give another chance, in that order.
CREATE INDEX inbound_events_put_aside_idx ON inbound_events (state, id)
    WHERE state IN ('RECEIVED', 'PARKED', 'UNKNOWN', 'FAILED') AND body IS NOT NULL;
-- What waits, by its age.
CREATE INDEX inbound_events_open_idx ON inbound_events (state, received_at)
    WHERE state IN ('RECEIVED', 'PARKED', 'UNKNOWN', 'FAILED');
CREATE INDEX inbound_events_received_at_idx ON inbound_events (received_at);
-- The few deliveries under whose id something else came later, for `folio inbox list --other-bodies`.
CREATE INDEX inbound_events_other_bodies_idx ON inbound_events (received_at, id) WHERE other_bodies > 0;

-- Who and what is gone for good, as keyed hashes alone: to recognise what comes back.
CREATE TABLE tombstones (
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (kind IN ('CLERK_ID', 'PROFILE_ID', 'SLUG')),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, hash)
);
CREATE INDEX tombstones_made_at_idx ON tombstones (kind, made_at);

-- One at a time for each person at Clerk, until the transaction ends; answers whether they may be here. The look comes
-- after the lock, in a statement of its own, so that it sees what the one before has done.
CREATE FUNCTION person_gate(clerk_id text, tombstone bytea) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('person:' || clerk_id, 0));
    RETURN NOT EXISTS (SELECT FROM tombstones WHERE kind = 'CLERK_ID' AND hash = tombstone);
END
$$;

-- Whoever is still to be erased.
CREATE INDEX profiles_erased_idx ON profiles (id) WHERE state = 'ERASED';

-- Pictures that we keep. The id is the address: random, and another one whenever who may see it becomes fewer.
CREATE TABLE media (
    id uuid PRIMARY KEY,
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (kind IN ('AVATAR', 'COVER')),
    -- Whether its owner brought it; else it is what Clerk has, and follows that.
    uploaded boolean NOT NULL DEFAULT false,
    -- The file in the store; never shown.
    file uuid NOT NULL UNIQUE,
    content_type text COLLATE pg_c_utf8 NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp')),
    bytes integer NOT NULL CHECK (bytes > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (profile_id, kind)
);
