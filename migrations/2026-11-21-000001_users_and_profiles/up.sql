-- Identity (users) and the aggregate that everything else hangs off (profiles).
--
-- Ids are random (v4) and made by the application: a v7 would tell its creation time to whoever sees it.
-- Text that is compared names its collation, since a guest database has a default of its own.
-- All business data references profile_id; the Clerk id is a unique column, never a foreign key.

-- Who says the first three things of each skill in a snapshot: as many as a page names at once
-- (`folio_db::endorsements::FIRST`). For another number `users.profile_endorsers` has to be dropped and added again: what is stored
-- isn't made anew by another function.
CREATE FUNCTION first_endorsers(profile json) RETURNS uuid[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(DISTINCT (said.value ->> 'endorserId')::uuid), '{}')
    FROM json_array_elements(profile #> '{sections,skills}') AS skill,
        json_array_elements(skill.value -> 'endorsements') WITH ORDINALITY AS said
    WHERE said.ordinality <= 3 AND said.value ->> 'endorserId' IS NOT NULL
);

CREATE TABLE users (
    id uuid PRIMARY KEY,
    clerk_id text COLLATE pg_c_utf8 NOT NULL UNIQUE CHECK (char_length(clerk_id) BETWEEN 1 AND 255),
    username text COLLATE pg_c_utf8 CHECK (char_length(username) <= 255),
    email text COLLATE pg_c_utf8 CHECK (char_length(email) <= 320),
    email_verified boolean NOT NULL DEFAULT false,
    phone text COLLATE pg_c_utf8 CHECK (char_length(phone) <= 50),
    phone_verified boolean NOT NULL DEFAULT false,
    role text COLLATE pg_c_utf8 CHECK (role IN ('STUDENT', 'EMPLOYER', 'MENTOR')),
    staff text COLLATE pg_c_utf8 CHECK (staff IN ('MODERATOR', 'ADMIN')),
    verified_employer boolean NOT NULL DEFAULT false,
    -- The read-optimised snapshot. json, not jsonb: it is read whole and passed on, and jsonb is serialised anew on
    -- each read. Null until the user has a profile (see `folio backfill-profiles`).
    profile json,
    -- Its header by itself: of the many who are named on one page, nobody reads more. Short, and so stored in the row.
    profile_header json GENERATED ALWAYS AS (profile -> 'header') STORED,
    -- Whose headers a page needs beside it, so that one statement brings both.
    profile_endorsers uuid[] GENERATED ALWAYS AS (first_endorsers(profile)) STORED,
    profile_hash bytea CHECK (octet_length(profile_hash) = 32),
    profile_schema_version smallint,
    -- Clerk's own updated_at: guards against events that arrive late.
    external_updated_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((profile IS NULL) = (profile_hash IS NULL)),
    CHECK ((profile IS NULL) = (profile_schema_version IS NULL))
);

-- A page's snapshot is read on every view and written rarely: lz4 decompresses faster than pglz. A server built
-- without lz4 keeps its default.
DO $$
BEGIN
    ALTER TABLE users ALTER COLUMN profile SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'this server has no lz4: users.profile keeps the default compression';
END
$$;

CREATE TABLE profiles (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    slug text COLLATE pg_c_utf8 NOT NULL UNIQUE
        CHECK (char_length(slug) BETWEEN 3 AND 60 AND slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    state text COLLATE pg_c_utf8 NOT NULL DEFAULT 'ACTIVE'
        CHECK (state IN ('ACTIVE', 'DEACTIVATED', 'SUSPENDED', 'ERASED')),
    -- A profile with its sections is one aggregate: every change of it moves this by one.
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    -- The owner's toggles by section and field, see folio_policy::Toggles.
    visibility json NOT NULL,
    discoverable boolean NOT NULL,
    public_url_enabled boolean NOT NULL,
    search_engine_indexing boolean NOT NULL,
    display_name text CHECK (char_length(display_name) BETWEEN 1 AND 100),
    pronouns text CHECK (char_length(pronouns) <= 40),
    headline text CHECK (char_length(headline) <= 160),
    about text CHECK (char_length(about) <= 5000),
    city text CHECK (char_length(city) <= 120),
    region text CHECK (char_length(region) <= 120),
    country_code text COLLATE pg_c_utf8 CHECK (country_code ~ '^[A-Z]{2}$'),
    avatar_url text CHECK (char_length(avatar_url) <= 2048),
    cover_url text CHECK (char_length(cover_url) <= 2048),
    timezone text COLLATE pg_c_utf8 NOT NULL DEFAULT 'UTC' CHECK (char_length(timezone) <= 64),
    currency text COLLATE pg_c_utf8 NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    locale text COLLATE pg_c_utf8 NOT NULL DEFAULT 'en' CHECK (char_length(locale) <= 35),
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    -- Which text the owner agreed to, so that a model elsewhere may be asked about theirs, and when; null for who hasn't.
    model_consent text COLLATE pg_c_utf8 CHECK (char_length(model_consent) BETWEEN 1 AND 64),
    model_consent_at timestamptz CHECK ((model_consent IS NULL) = (model_consent_at IS NULL)),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
