-- The sections of a profile. Every row hangs off profile_id, which leads its primary key: one index serves the
-- aggregate's load and the foreign key, and the key would shard.
--
-- visibility: an item's own toggle (folio_policy::Visibility in its written form); null follows the section.
-- Civil dates carry their precision: the stored day is the first of the year or month.

CREATE TABLE availability (
    profile_id uuid PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
    status text COLLATE pg_c_utf8 NOT NULL CHECK (status IN ('OPEN', 'LIMITED', 'UNAVAILABLE')),
    available_from date,
    hours_per_week smallint CHECK (hours_per_week BETWEEN 1 AND 168),
    remote text COLLATE pg_c_utf8 CHECK (remote IN ('ON_SITE', 'HYBRID', 'REMOTE')),
    -- Hourly rates in the currency's minor unit.
    rate_min_minor bigint CHECK (rate_min_minor >= 0),
    rate_max_minor bigint CHECK (rate_max_minor >= rate_min_minor),
    rate_currency text COLLATE pg_c_utf8 CHECK (rate_currency ~ '^[A-Z]{3}$'),
    CHECK ((rate_min_minor IS NULL AND rate_max_minor IS NULL) OR rate_currency IS NOT NULL)
);

CREATE TABLE links (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (kind IN ('WEBSITE', 'GITHUB', 'GITLAB', 'LINKEDIN', 'STACK_OVERFLOW', 'TWITTER', 'OTHER')),
    label text CHECK (char_length(label) <= 100),
    username text CHECK (char_length(username) <= 100),
    url text NOT NULL CHECK (char_length(url) <= 2048),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE education (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    institution text NOT NULL CHECK (char_length(institution) BETWEEN 1 AND 200),
    institution_url text CHECK (char_length(institution_url) <= 2048),
    degree text CHECK (char_length(degree) <= 200),
    field_of_study text CHECK (char_length(field_of_study) <= 200),
    start_date date,
    start_precision text COLLATE pg_c_utf8 CHECK (start_precision IN ('YEAR', 'MONTH', 'DAY')),
    end_date date,
    end_precision text COLLATE pg_c_utf8 CHECK (end_precision IN ('YEAR', 'MONTH', 'DAY')),
    -- Grade point average and the scale it is on, in hundredths: 3.81 of 4.0 is 381 and 400.
    gpa_hundredths integer CHECK (gpa_hundredths BETWEEN 0 AND 1000000),
    gpa_scale_hundredths integer CHECK (gpa_scale_hundredths BETWEEN 1 AND 1000000),
    -- A grade that is no number, as "First class" or "85 %": governed like the number.
    gpa_text text CHECK (char_length(gpa_text) <= 100),
    honours text CHECK (char_length(honours) <= 200),
    coursework text[] NOT NULL DEFAULT '{}' CHECK (cardinality(coursework) <= 100),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((start_date IS NULL) = (start_precision IS NULL)),
    CHECK ((end_date IS NULL) = (end_precision IS NULL)),
    CHECK (gpa_scale_hundredths IS NULL OR gpa_hundredths IS NOT NULL)
);

CREATE TABLE projects (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    kind text CHECK (char_length(kind) <= 60),
    role text CHECK (char_length(role) <= 1000),
    organization text CHECK (char_length(organization) <= 200),
    description text CHECK (char_length(description) <= 5000),
    highlights text[] NOT NULL DEFAULT '{}' CHECK (cardinality(highlights) <= 100),
    links text[] NOT NULL DEFAULT '{}' CHECK (cardinality(links) <= 20),
    skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 100),
    start_date date,
    start_precision text COLLATE pg_c_utf8 CHECK (start_precision IN ('YEAR', 'MONTH', 'DAY')),
    end_date date,
    end_precision text COLLATE pg_c_utf8 CHECK (end_precision IN ('YEAR', 'MONTH', 'DAY')),
    -- Items of the section MEDIA of the same profile, in order. One that is removed is taken out in the same transaction.
    media uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(media) <= 10),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((start_date IS NULL) = (start_precision IS NULL)),
    CHECK ((end_date IS NULL) = (end_precision IS NULL))
);

-- Who may see an item that an import has brought or may bring again, kept while it is gone: it comes back to no more people.
CREATE TABLE import_toggles (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    -- The item's table, and a keyed hash of what tells in a file that it is the same one.
    section text COLLATE pg_c_utf8 NOT NULL,
    key_hash uuid NOT NULL,
    -- Null for what was as open as its section when it was called so, which is kept while its item is called otherwise.
    visibility text COLLATE pg_c_utf8,
    -- The item that was called so, if it is called otherwise now: what is remembered of it when it goes, is of all its names.
    item_id uuid,
    -- Of too many, those go that were remembered longest ago.
    remembered_at timestamptz NOT NULL DEFAULT now(),
    CHECK (visibility IS NOT NULL OR item_id IS NOT NULL),
    PRIMARY KEY (profile_id, section, key_hash)
);

-- What the owner agreed to when they last imported from there, and whether they have taken that back. The audit log keeps every
-- time.
CREATE TABLE import_consents (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    source text COLLATE pg_c_utf8 NOT NULL CHECK (source IN ('LINKEDIN', 'GITHUB')),
    -- The version of the text.
    text_version text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(text_version) BETWEEN 1 AND 64),
    agreed_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    PRIMARY KEY (profile_id, source)
);
