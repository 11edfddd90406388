DROP INDEX jobs_kind_id_idx;
DROP INDEX outbox_type_seq_idx;
DROP INDEX outbox_profile_seq_idx;
