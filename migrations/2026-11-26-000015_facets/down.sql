DROP TABLE extractor_days;
DROP TABLE profile_facets;
DROP TABLE profile_extraction;
