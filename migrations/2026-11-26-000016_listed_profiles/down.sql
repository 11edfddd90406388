DROP INDEX profiles_listed;
