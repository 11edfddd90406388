-- What others tell of a person: badges, certificates and gigs. Rows of a profile hang off profile_id as those of the other
-- sections do.
--
-- What came by an event has a source and the id that the source knows it by, which is what makes it the same thing again;
-- and the time and the id of the newest event that told of it: a later event wins, whichever comes first. The four are
-- there together or not at all.

-- The catalogue: of no person, and read by everybody. Entries are never deleted, since awards name them.
CREATE TABLE badges (
    id uuid PRIMARY KEY,
    key text COLLATE pg_c_utf8 NOT NULL UNIQUE
        CHECK (char_length(key) BETWEEN 3 AND 60 AND key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    description text CHECK (char_length(description) <= 2000),
    issuer_name text NOT NULL CHECK (char_length(issuer_name) BETWEEN 1 AND 200),
    issuer_url text CHECK (char_length(issuer_url) <= 2048),
    criteria text CHECK (char_length(criteria) <= 5000),
    criteria_url text CHECK (char_length(criteria_url) <= 2048),
    image_url text CHECK (char_length(image_url) <= 2048),
    tier text COLLATE pg_c_utf8 CHECK (tier IN ('BRONZE', 'SILVER', 'GOLD', 'PLATINUM')),
    category text COLLATE pg_c_utf8 CHECK (char_length(category) BETWEEN 1 AND 60),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    -- No longer awarded; what was awarded stays.
    retired_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- The catalogue is read page by page, in the order of its keys.
CREATE INDEX badges_offered_idx ON badges (key) WHERE retired_at IS NULL;
CREATE INDEX badges_category_idx ON badges (category, key) WHERE retired_at IS NULL;

-- Who changed which entry of the catalogue: one row for each of its versions. Outlives the person who did it.
CREATE TABLE badge_changes (
    badge_id uuid NOT NULL REFERENCES badges (id) ON DELETE CASCADE,
    version bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    -- The user; null for a service.
    actor_id uuid,
    -- Columns that moved.
    fields text[] COLLATE pg_c_utf8 NOT NULL,
    PRIMARY KEY (badge_id, version)
);

CREATE TABLE badge_awards (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- Featured ones first in their owner's order, then the newest first.
    position integer NOT NULL CHECK (position >= 0),
    badge_id uuid NOT NULL REFERENCES badges (id),
    awarded_at timestamptz NOT NULL,
    expires_at timestamptz,
    -- When the end of its time was told to others.
    expired_at timestamptz,
    evidence_url text CHECK (char_length(evidence_url) <= 2048),
    evidence_text text CHECK (char_length(evidence_text) <= 2000),
    -- The place among those that the owner puts first.
    featured integer CHECK (featured >= 0),
    revoked_at timestamptz,
    revocation_reason text CHECK (char_length(revocation_reason) <= 1000),
    -- The newest word of a revocation.
    revocation_time timestamptz,
    revocation_event text COLLATE pg_c_utf8 CHECK (char_length(revocation_event) <= 255),
    source text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source) BETWEEN 1 AND 400),
    source_id text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source_id) BETWEEN 1 AND 200),
    source_time timestamptz NOT NULL,
    source_event text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source_event) <= 255),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (profile_id, source, source_id),
    CHECK (revoked_at IS NOT NULL OR revocation_reason IS NULL),
    CHECK ((revoked_at IS NULL) = (revocation_time IS NULL)),
    CHECK ((revoked_at IS NULL) = (revocation_event IS NULL))
);
-- Whoever holds a badge, when its catalogue entry changes; and the foreign key.
CREATE INDEX badge_awards_badge_idx ON badge_awards (badge_id, profile_id);

-- Revocations that came before the award that they are about, kept until it comes.
CREATE TABLE badge_revocations (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    source text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source) BETWEEN 1 AND 400),
    source_id text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(source_id) BETWEEN 1 AND 200),
    revoked_at timestamptz NOT NULL,
    reason text CHECK (char_length(reason) <= 1000),
    revocation_time timestamptz NOT NULL,
    revocation_event text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(revocation_event) <= 255),
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, source, source_id)
);
-- Those that have waited for too long.
CREATE INDEX badge_revocations_kept_at_idx ON badge_revocations (kept_at);

CREATE TABLE certificates (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- Those that came by an event are among themselves in order of their dates, the newest first.
    position integer NOT NULL CHECK (position >= 0),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    provider text CHECK (char_length(provider) <= 200),
    url text CHECK (char_length(url) <= 2048),
    credential_id text CHECK (char_length(credential_id) <= 200),
    credential_url text CHECK (char_length(credential_url) <= 2048),
    issued_date date,
    issued_precision text COLLATE pg_c_utf8 CHECK (issued_precision IN ('YEAR', 'MONTH', 'DAY')),
    expires_date date,
    expires_precision text COLLATE pg_c_utf8 CHECK (expires_precision IN ('YEAR', 'MONTH', 'DAY')),
    skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 100),
    -- As that of projects.
    media uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(media) <= 10),
    source text COLLATE pg_c_utf8 CHECK (char_length(source) BETWEEN 1 AND 400),
    source_id text COLLATE pg_c_utf8 CHECK (char_length(source_id) BETWEEN 1 AND 200),
    source_time timestamptz,
    source_event text COLLATE pg_c_utf8 CHECK (char_length(source_event) <= 255),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (profile_id, source, source_id),
    CHECK ((issued_date IS NULL) = (issued_precision IS NULL)),
    CHECK ((expires_date IS NULL) = (expires_precision IS NULL)),
    CHECK (num_nulls(source, source_id, source_time, source_event) IN (0, 4))
);

-- client_id and reviewer_id are profiles, and reference none: whose they are is asked of that profile when somebody looks,
-- and of one that is gone there is nothing to tell.
CREATE TABLE gigs (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- Featured ones first in their owner's order, then as those of certificates, by the time of completion.
    position integer NOT NULL CHECK (position >= 0),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    role text CHECK (char_length(role) <= 200),
    category text CHECK (char_length(category) <= 100),
    client_name text CHECK (char_length(client_name) <= 200),
    client_id uuid,
    skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 100),
    started_at timestamptz,
    completed_at timestamptz,
    rating smallint CHECK (rating BETWEEN 1 AND 5),
    review_text text CHECK (char_length(review_text) <= 5000),
    reviewed_at timestamptz,
    reviewer_id uuid,
    -- The place among those that the owner puts first.
    featured integer CHECK (featured >= 0),
    source text COLLATE pg_c_utf8 CHECK (char_length(source) BETWEEN 1 AND 400),
    source_id text COLLATE pg_c_utf8 CHECK (char_length(source_id) BETWEEN 1 AND 200),
    source_time timestamptz,
    source_event text COLLATE pg_c_utf8 CHECK (char_length(source_event) <= 255),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (profile_id, source, source_id),
    CHECK (client_name IS NULL OR client_id IS NULL),
    CHECK (num_nulls(source, source_id, source_time, source_event) IN (0, 4))
);
