DROP TABLE languages;
DROP TABLE work_history;
