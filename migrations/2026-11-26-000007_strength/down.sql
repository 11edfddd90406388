DROP TABLE strength_history;
DROP TABLE profile_strength;
