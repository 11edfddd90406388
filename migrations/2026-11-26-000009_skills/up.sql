-- The taxonomy of skills: what they are called and how they hang together. Of no person, and never deleted: profiles name
-- them.
--
-- A skill is CANONICAL when it is a part of the catalogue that everybody reads, PROPOSED when somebody typed a name that the
-- catalogue lacks, and MERGED when another stands for it. What somebody typed may be anything: a proposal is shown to
-- nobody but staff, has no address, and is in no index that a search reads.

-- For near-duplicates. A trusted extension: whoever may create tables in the database may create it. It stays when the
-- tables go, since others may use it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE skills (
    -- Version 7 for proposals, which are listed in order of time and by staff alone.
    id uuid PRIMARY KEY,
    -- The address in the catalogue; kept when it is merged, so that links go on.
    slug text COLLATE pg_c_utf8 UNIQUE
        CHECK (char_length(slug) BETWEEN 1 AND 60 AND slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    category text COLLATE pg_c_utf8 CHECK (category IN (
        'BUSINESS', 'COMMUNICATION', 'CREATIVE', 'DATA', 'DESIGN', 'EDUCATION', 'ENGINEERING', 'FINANCE', 'HEALTH',
        'HOSPITALITY', 'INFRASTRUCTURE', 'LAW', 'MARKETING', 'PERSONAL', 'SCIENCE', 'SECURITY', 'SOFTWARE', 'TRADES')),
    -- The wider skill that it is a part of.
    parent_id uuid REFERENCES skills (id) CHECK (parent_id <> id),
    -- The same skill in ESCO, the European classification.
    esco_uri text COLLATE pg_c_utf8 CHECK (esco_uri ~ '^https?://' AND char_length(esco_uri) <= 2048),
    status text COLLATE pg_c_utf8 NOT NULL CHECK (status IN ('CANONICAL', 'PROPOSED', 'MERGED')),
    merged_into_id uuid REFERENCES skills (id) CHECK (merged_into_id <> id),
    -- What it was before it was merged, and is again when that is taken back.
    merged_status text COLLATE pg_c_utf8 CHECK (merged_status IN ('CANONICAL', 'PROPOSED')),
    proposed_at timestamptz,
    -- The version of the shipped data that last wrote it; null for what isn't shipped.
    shipped_version smallint CHECK (shipped_version > 0),
    -- When staff last changed it: shipped data leaves it alone from then on.
    curated_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'MERGED') = (merged_into_id IS NOT NULL)),
    CHECK ((merged_into_id IS NULL) = (merged_status IS NULL)),
    CHECK (status <> 'CANONICAL' OR slug IS NOT NULL),
    CHECK (status <> 'PROPOSED' OR (slug IS NULL AND proposed_at IS NOT NULL))
);
CREATE INDEX skills_parent_idx ON skills (parent_id);
CREATE INDEX skills_merged_into_idx ON skills (merged_into_id);
-- What staff have yet to look at, the oldest first.
CREATE INDEX skills_proposed_idx ON skills (id) WHERE status = 'PROPOSED';

-- No skill is above itself. After the statement, so that one that writes many is judged by what it leaves.
CREATE FUNCTION skills_have_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two who each write half of a circle would see neither half.
    PERFORM pg_advisory_xact_lock(hashtextextended('skills', 0));
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT skills.parent_id FROM above JOIN skills USING (id) WHERE skills.parent_id IS NOT NULL
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a skill would be above itself'
            USING ERRCODE = 'check_violation', TABLE = 'skills', CONSTRAINT = 'skills_have_no_circle';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER skills_have_no_circle AFTER INSERT OR UPDATE OF parent_id ON skills
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION skills_have_no_circle();

-- Every name that leads to a skill, its own among them: one key, one skill.
CREATE TABLE skill_names (
    -- By which names are compared (folio::text::name_key), and the version of the rule.
    name_key text COLLATE pg_c_utf8 PRIMARY KEY CHECK (char_length(name_key) BETWEEN 1 AND 200),
    key_version smallint NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    skill_id uuid NOT NULL REFERENCES skills (id),
    -- Whether it is the skill's own name rather than an alias.
    own boolean NOT NULL,
    -- The skill of the catalogue that it leads to now: its own, or the one that stands for it. Null for a proposal.
    canonical_id uuid REFERENCES skills (id),
    -- Whether everybody may see it. A name that came by a proposal only once staff have accepted it.
    listed boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (NOT listed OR canonical_id IS NOT NULL)
);
CREATE INDEX skill_names_skill_idx ON skill_names (skill_id);
CREATE UNIQUE INDEX skill_names_own_idx ON skill_names (skill_id) WHERE own;
CREATE INDEX skill_names_canonical_idx ON skill_names (canonical_id);
-- What a search reads: by how a name begins, in the order of bytes, without a look at the table, and by its trigrams. Written rarely, so that there is
-- no list of pending entries to be read through each time.
CREATE INDEX skill_names_listed_idx ON skill_names (name_key) INCLUDE (canonical_id) WHERE listed;
CREATE INDEX skill_names_trigram_idx ON skill_names USING gin (name_key gin_trgm_ops) WITH (fastupdate = off)
    WHERE listed;

-- Who changed which skill: one row for each of its versions that staff made. Outlives the person who did it.
CREATE TABLE skill_changes (
    skill_id uuid NOT NULL REFERENCES skills (id) ON DELETE CASCADE,
    version bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    -- The user.
    actor_id uuid NOT NULL,
    -- The mutation: skillMerge.
    action text COLLATE pg_c_utf8 NOT NULL CHECK (char_length(action) <= 60),
    -- Columns that moved.
    fields text[] COLLATE pg_c_utf8 NOT NULL,
    PRIMARY KEY (skill_id, version)
);
