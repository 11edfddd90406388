DROP TABLE media;
DROP FUNCTION person_gate(text, bytea);
DROP TABLE tombstones;
DROP TABLE inbound_events;
ALTER TABLE users
    DROP COLUMN defaults_pending,
    DROP COLUMN state_before_ban,
    DROP COLUMN external_photo,
    DROP COLUMN external_role,
    DROP COLUMN external_name,
    DROP COLUMN external_digest;
DROP INDEX profiles_erased_idx;
