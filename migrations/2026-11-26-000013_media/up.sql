-- What owners bring as files (capability P11): uploads under way, and the items of the section MEDIA.

-- A file on its way. What was put into the store lies under the id; once it was looked at, what is kept of it lies under
-- `file`, until an item or a picture takes it over, or an import has read it, and the row goes.
CREATE TABLE uploads (
    id uuid PRIMARY KEY,
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    purpose text COLLATE pg_c_utf8 NOT NULL CHECK (purpose IN ('AVATAR', 'COVER', 'MEDIA', 'ARCHIVE')),
    -- As announced, and so signed.
    content_type text COLLATE pg_c_utf8 NOT NULL
        CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'application/zip')),
    -- As announced; of what is kept, once it was looked at.
    bytes integer NOT NULL CHECK (bytes > 0),
    filename text CHECK (char_length(filename) BETWEEN 1 AND 200),
    file uuid UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- Neither put nor taken over after this.
    expires_at timestamptz NOT NULL
);
CREATE INDEX uploads_profile_idx ON uploads (profile_id);
CREATE INDEX uploads_expires_idx ON uploads (expires_at);

CREATE TABLE media_items (
    profile_id uuid NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    position integer NOT NULL CHECK (position >= 0),
    kind text COLLATE pg_c_utf8 NOT NULL CHECK (kind IN ('IMAGE', 'DOCUMENT', 'VIDEO')),
    title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    description text CHECK (char_length(description) <= 2000),
    alt_text text CHECK (char_length(alt_text) <= 500),
    -- A video is elsewhere.
    video_url text CHECK (char_length(video_url) <= 2048),
    -- The file in the store; never shown.
    file uuid UNIQUE,
    content_type text COLLATE pg_c_utf8 CHECK (content_type IN ('image/jpeg', 'image/png', 'application/pdf')),
    bytes integer CHECK (bytes > 0),
    filename text CHECK (char_length(filename) BETWEEN 1 AND 200),
    visibility text COLLATE pg_c_utf8,
    provenance text COLLATE pg_c_utf8 NOT NULL CHECK (provenance IN ('MANUAL', 'IMPORT', 'EVENT')),
    import_source text COLLATE pg_c_utf8 CHECK (import_source IN ('RESUME', 'LINKEDIN', 'GITHUB')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (profile_id, id),
    UNIQUE (profile_id, position) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((kind = 'VIDEO') = (video_url IS NOT NULL)),
    CHECK ((kind = 'VIDEO') = (file IS NULL)),
    CHECK (num_nulls(file, content_type, bytes) IN (0, 3)),
    CHECK (filename IS NULL OR file IS NOT NULL)
);
