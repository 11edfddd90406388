DROP TABLE recommendations;
DROP TABLE endorsements;
