-- What is derived from work history, headline, skills and certificates for matching (capability P8), and how far that is
-- (folio_db::extraction).

CREATE TABLE profile_extraction (
    profile_id uuid PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
    -- NONE for who was loaded and never asked for. Whether something PENDING is being done, or was given up, is what its
    -- job says.
    status text COLLATE pg_c_utf8 NOT NULL CHECK (status IN ('NONE', 'PENDING', 'DONE')),
    -- Of all that is read: another one is another text.
    source_digest bigint NOT NULL,
    -- Since when what is written waits to be read.
    requested_at timestamptz,
    -- The last result.
    extracted_at timestamptz,
    extractor text COLLATE pg_c_utf8,
    extractor_version text COLLATE pg_c_utf8,
    -- Questions to a model on a day.
    calls_on date,
    calls smallint NOT NULL DEFAULT 0 CHECK (calls >= 0),
    -- The day on which a model is asked again, since it could not be when this was read; null if there is no need to.
    again_on date,
    -- Who would have read it, had there been anything to ask them: name and version. Null where that one has read it, or is
    -- asked again.
    instead_of text COLLATE pg_c_utf8,
    CHECK ((status = 'PENDING') = (requested_at IS NOT NULL)),
    CHECK (status <> 'DONE' OR extracted_at IS NOT NULL),
    CHECK ((extracted_at IS NULL) = (extractor IS NULL) AND (extractor IS NULL) = (extractor_version IS NULL))
);
-- Those whose day has come.
CREATE INDEX profile_extraction_again_idx ON profile_extraction (again_on) WHERE again_on IS NOT NULL;

CREATE TABLE profile_facets (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    -- Of what the facet says and where it is from: found again, it is the same.
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (kind IN ('SKILL', 'EXPERIENCE_YEARS', 'CERTIFICATE', 'TRACK_RECORD',
        'DOMAIN', 'SENIORITY', 'SETTING', 'ROLE')),
    value text NOT NULL CHECK (char_length(value) BETWEEN 1 AND 200),
    -- What the years are years of; null for all of the work.
    subject text CHECK (char_length(subject) BETWEEN 1 AND 100),
    years smallint CHECK (years BETWEEN 0 AND 80),
    -- In per cent.
    confidence smallint NOT NULL CHECK (confidence BETWEEN 0 AND 100),
    -- Where it is from: the headline, or an item, with which it goes.
    source text COLLATE pg_c_utf8 NOT NULL CHECK (source IN ('HEADLINE', 'WORK', 'SKILL', 'CERTIFICATE')),
    work_id uuid,
    profile_skill_id uuid,
    certificate_id uuid,
    field text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(field) BETWEEN 1 AND 40),
    -- Of the field's characters, the end excluded; null for what isn't a text, as a date.
    span_start integer,
    span_end integer,
    -- Of the texts that it follows from: with another one it goes, even before they are read anew.
    basis bigint NOT NULL,
    extractor text COLLATE pg_c_utf8 NOT NULL,
    extractor_version text COLLATE pg_c_utf8 NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    FOREIGN KEY (profile_id, work_id) REFERENCES work_history (profile_id, id) ON DELETE CASCADE,
    FOREIGN KEY (profile_id, profile_skill_id) REFERENCES profile_skills (profile_id, id) ON DELETE CASCADE,
    FOREIGN KEY (profile_id, certificate_id) REFERENCES certificates (profile_id, id) ON DELETE CASCADE,
    CHECK ((source = 'WORK') = (work_id IS NOT NULL)),
    CHECK ((source = 'SKILL') = (profile_skill_id IS NOT NULL)),
    CHECK ((source = 'CERTIFICATE') = (certificate_id IS NOT NULL)),
    CHECK ((span_start IS NULL) = (span_end IS NULL)),
    CHECK (span_start >= 0 AND span_end > span_start)
);
-- The list, in order.
CREATE INDEX profile_facets_position_idx ON profile_facets (profile_id, position);
-- For items that are removed.
CREATE INDEX profile_facets_work_idx ON profile_facets (profile_id, work_id);
CREATE INDEX profile_facets_skill_idx ON profile_facets (profile_id, profile_skill_id);
CREATE INDEX profile_facets_certificate_idx ON profile_facets (profile_id, certificate_id);

-- Questions to a model of all profiles together, day by day (UTC).
CREATE TABLE extractor_days (
    day date PRIMARY KEY,
    calls integer NOT NULL CHECK (calls >= 0)
);
