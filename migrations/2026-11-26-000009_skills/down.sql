DROP TABLE skill_changes;
DROP TABLE skill_names;
DROP TABLE skills;
DROP FUNCTION skills_have_no_circle();
