DROP TABLE profile_skills;
