-- What happened to one profile after a place in the feed.
CREATE INDEX outbox_profile_seq_idx ON outbox (profile_id, feed_seq) WHERE feed_seq IS NOT NULL;
-- What of one type happened, for replays and for staff.
CREATE INDEX outbox_type_seq_idx ON outbox (event_type, feed_seq) WHERE feed_seq IS NOT NULL;
-- The jobs of one kind, newest first, for staff.
CREATE INDEX jobs_kind_id_idx ON jobs (kind, id);
