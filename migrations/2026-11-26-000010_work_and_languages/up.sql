-- Work history and languages. Rows hang off profile_id as those of the other sections do.

CREATE TABLE work_history (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    company text NOT NULL CHECK (char_length(company) BETWEEN 1 AND 200),
    company_url text CHECK (char_length(company_url) <= 2048),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    location text CHECK (char_length(location) <= 200),
    description text CHECK (char_length(description) <= 5000),
    highlights text[] NOT NULL DEFAULT '{}' CHECK (cardinality(highlights) <= 100),
    skills text[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 100),
    -- Who writes an item says when it began; a file that came may not.
    start_date date,
    start_precision text COLLATE pg_c_utf8 CHECK (start_precision IN ('YEAR', 'MONTH', 'DAY')),
    -- Null while it goes on.
    end_date date,
    end_precision text COLLATE pg_c_utf8 CHECK (end_precision IN ('YEAR', 'MONTH', 'DAY')),
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

CREATE TABLE languages (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    -- BCP 47, in its canonical case.
    language text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(language) BETWEEN 1 AND 35),
    -- Of the Common European Framework, and NATIVE; null where it isn't known.
    level text COLLATE pg_c_utf8 CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'NATIVE')),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    -- Deferred, too: a file that comes again may give two items each other's language.
    UNIQUE (profile_id, language) DEFERRABLE INITIALLY DEFERRED
);
