-- What people say of others: endorsements of a skill, and recommendations in words. A row is a part of the profile that it is
-- about, and shows to nobody but the two until its owner accepts it. It goes with either of them.

CREATE TABLE endorsements (
    -- Whose skill it is.
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- None once the skill is gone, or another one: it shows to nobody then, and its endorser isn't told.
    skill_item_id uuid,
    endorser_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE CHECK (endorser_id <> profile_id),
    -- As what the endorser says it: true when it was said.
    capacity text COLLATE pg_c_utf8 NOT NULL CHECK (capacity IN ('MENTOR', 'EMPLOYER', 'PEER')),
    -- How they know each other, and what else there is to say: emptied by a withdrawal.
    relationship text CHECK (char_length(relationship) BETWEEN 1 AND 120),
    note text CHECK (char_length(note) <= 500),
    state text COLLATE pg_c_utf8 NOT NULL
        CHECK (state IN ('PENDING', 'ACCEPTED', 'HIDDEN', 'DECLINED', 'WITHDRAWN')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    FOREIGN KEY (profile_id, skill_item_id) REFERENCES profile_skills (profile_id, id)
        ON DELETE SET NULL (skill_item_id),
    CHECK ((state = 'WITHDRAWN') = (relationship IS NULL)),
    CHECK (state <> 'WITHDRAWN' OR note IS NULL)
);
-- The foreign key.
CREATE INDEX endorsements_skill_idx ON endorsements (profile_id, skill_item_id);
-- What shows on a profile, whatever else waits there.
CREATE INDEX endorsements_shown_idx ON endorsements (profile_id, state);
-- Nobody endorses a skill twice.
CREATE UNIQUE INDEX endorsements_standing_idx ON endorsements (profile_id, skill_item_id, endorser_id)
    WHERE state <> 'WITHDRAWN';
-- Lists of the two, the newest first; and what somebody has given lately, which is what is counted.
CREATE INDEX endorsements_received_idx ON endorsements (profile_id, created_at, id);
CREATE INDEX endorsements_given_idx ON endorsements (endorser_id, created_at, id);

CREATE TABLE recommendations (
    -- Whom it is about.
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- Among those that show, in the order in which they were accepted; 0 for the others.
    position integer NOT NULL DEFAULT 0 CHECK (position >= 0),
    author_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE CHECK (author_id <> profile_id),
    capacity text COLLATE pg_c_utf8 CHECK (capacity IN ('MENTOR', 'EMPLOYER', 'PEER')),
    relationship text CHECK (char_length(relationship) BETWEEN 1 AND 120),
    text text CHECK (char_length(text) BETWEEN 1 AND 3000),
    -- Whether it was asked for, and in which words.
    requested boolean NOT NULL DEFAULT false,
    message text CHECK (char_length(message) <= 500),
    state text COLLATE pg_c_utf8 NOT NULL
        CHECK (state IN ('REQUESTED', 'DRAFT', 'SUBMITTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    -- When its author gave it out of their hands: from then on its text stays as it is.
    submitted_at timestamptz,
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    CHECK (state NOT IN ('SUBMITTED', 'ACCEPTED') OR num_nulls(capacity, relationship, text, submitted_at) = 0),
    CHECK (state <> 'WITHDRAWN' OR num_nonnulls(relationship, text, message) = 0),
    CHECK (requested OR message IS NULL)
);
-- What shows on a profile.
CREATE INDEX recommendations_shown_idx ON recommendations (profile_id, position) WHERE state = 'ACCEPTED';
CREATE INDEX recommendations_received_idx ON recommendations (profile_id, created_at, id);
CREATE INDEX recommendations_written_idx ON recommendations (author_id, created_at, id);
