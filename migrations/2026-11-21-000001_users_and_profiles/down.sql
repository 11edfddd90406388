DROP TABLE profiles;
DROP TABLE users;
DROP FUNCTION first_endorsers;
