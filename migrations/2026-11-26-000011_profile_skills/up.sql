-- The skills that people say they have, each by its entry in the taxonomy: of the catalogue, or proposed. Rows of a profile
-- hang off profile_id as those of the other sections do.
CREATE TABLE profile_skills (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    -- The skill that has the name, which another may stand for by now.
    skill_id uuid NOT NULL REFERENCES skills (id),
    -- As the owner wrote it: what is shown as long as the catalogue lacks it.
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    -- As the owner judges it.
    level text COLLATE pg_c_utf8 CHECK (level IN ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT')),
    years smallint CHECK (years BETWEEN 0 AND 80),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (profile_id, skill_id)
);
-- Whoever has a skill, when its entry changes; and the foreign key.
CREATE INDEX profile_skills_skill_idx ON profile_skills (skill_id, profile_id);
