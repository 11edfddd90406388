DROP VIEW addresses;
DROP TABLE slug_history;
DROP TABLE idempotency_keys;
DROP TABLE feed_consumers;
DROP TABLE feed_head;
DROP TABLE outbox;
DROP FUNCTION audit_log_make_partitions(integer);
DROP TABLE audit_log;
