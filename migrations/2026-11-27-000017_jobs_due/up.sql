-- When a job was due in the first place, once a failed attempt has moved run_at; before, run_at says it. So whoever waits
-- is told for how long the work has been waiting to be done, not since when it was last tried.
ALTER TABLE jobs ADD COLUMN due_at timestamptz;
