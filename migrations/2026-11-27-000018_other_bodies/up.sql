-- The few deliveries under whose id something else came later, for `folio inbox list --other-bodies`.
CREATE INDEX inbound_events_other_bodies ON inbound_events (received_at, id) WHERE other_bodies > 0;
