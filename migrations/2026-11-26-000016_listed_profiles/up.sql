-- What sitemaps are made of: the profiles that search engines may list, by their addresses. The condition says in SQL what
-- folio_policy::indexable says, and stands to the letter in crates/db/src/listed.rs.
CREATE INDEX profiles_listed ON profiles (slug)
    WHERE state = 'ACTIVE' AND public_url_enabled AND search_engine_indexing
        AND (visibility #>> '{sections,HEADER}') = 'PUBLIC'
        AND COALESCE(visibility #>> '{fields,Profile.slug}', 'PUBLIC') = 'PUBLIC';
