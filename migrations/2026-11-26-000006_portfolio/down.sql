DROP TABLE gigs;
DROP TABLE certificates;
DROP TABLE badge_revocations;
DROP TABLE badge_awards;
DROP TABLE badge_changes;
DROP TABLE badges;
