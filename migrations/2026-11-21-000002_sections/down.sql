DROP TABLE import_consents;
DROP TABLE import_toggles;
DROP TABLE projects;
DROP TABLE education;
DROP TABLE links;
DROP TABLE availability;
