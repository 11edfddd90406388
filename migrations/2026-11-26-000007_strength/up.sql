-- How complete a profile is for its owner's role (folio_db::strength): what it scores now, and each score that it had.
--
-- steps: how far each factor of the model's version is, in the model's order. Score and level follow from it, and what is
-- earned and missing too; they are kept beside it so that they can be counted and listed without the model.

CREATE TABLE profile_strength (
    profile_id uuid PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
    -- The version of the model's data that made the row.
    model_version smallint NOT NULL CHECK (model_version > 0),
    -- The role whose weights were used; null for somebody who hasn't chosen one.
    role text COLLATE pg_c_utf8 CHECK (role IN ('STUDENT', 'EMPLOYER', 'MENTOR')),
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    level text COLLATE pg_c_utf8 NOT NULL,
    steps smallint[] NOT NULL,
    -- When the score last rose; null if it hasn't since the profile was first scored.
    gained_at timestamptz
);

CREATE TABLE strength_history (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    -- The version of the aggregate that had this score first. The order of the points, since clocks are none.
    profile_version bigint NOT NULL CHECK (profile_version > 0),
    -- A new model scores the same version of a profile anew.
    model_version smallint NOT NULL CHECK (model_version > 0),
    role text COLLATE pg_c_utf8 CHECK (role IN ('STUDENT', 'EMPLOYER', 'MENTOR')),
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    level text COLLATE pg_c_utf8 NOT NULL,
    steps smallint[] NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, profile_version, model_version)
);
-- For what a profile scored some days ago.
CREATE INDEX strength_history_at_idx ON strength_history (profile_id, at);
