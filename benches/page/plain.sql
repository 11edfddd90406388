-- The page from the normalized tables, as the body of the response. $1 is the slug.
--
-- A civil date is stored as its first day and written as precisely as it is known; a cursor is the base64url of '@'
-- and the item's id.
SELECT json_build_object('data', json_build_object('profile', json_build_object(
    'displayName', p.display_name,
    'pronouns', p.pronouns,
    'headline', p.headline,
    'role', u.role,
    'avatarUrl', p.avatar_url,
    'coverUrl', p.cover_url,
    'about', p.about,
    'location', CASE WHEN num_nonnulls(p.city, p.region, p.country_code) > 0 THEN json_build_object(
        'city', p.city,
        'region', p.region,
        'countryCode', p.country_code
    ) END,
    'availability', CASE WHEN a.profile_id IS NOT NULL THEN json_build_object(
        'status', a.status,
        'availableFrom', a.available_from,
        'hoursPerWeek', a.hours_per_week,
        'remote', a.remote,
        'hourlyRateMin', CASE WHEN a.rate_min_minor IS NOT NULL THEN
            json_build_object('amountMinor', a.rate_min_minor::text, 'currency', a.rate_currency) END,
        'hourlyRateMax', CASE WHEN a.rate_max_minor IS NOT NULL THEN
            json_build_object('amountMinor', a.rate_max_minor::text, 'currency', a.rate_currency) END
    ) END,
    'work', json_build_object(
        'totalCount', w.total,
        'edges', w.edges,
        'pageInfo', json_build_object(
            'hasNextPage', w.total > 20,
            'endCursor', translate(rtrim(encode('@'::bytea || uuid_send(w.last), 'base64'), '='), '+/', '-_')
        )
    ),
    'languages', json_build_object('totalCount', n.total, 'edges', n.edges),
    'skills', json_build_object('totalCount', s.total, 'edges', s.edges),
    'badges', json_build_object('totalCount', b.total, 'edges', b.edges),
    'links', l.items,
    'education', json_build_object(
        'totalCount', e.total,
        'edges', e.edges,
        'pageInfo', json_build_object(
            'hasNextPage', e.total > 20,
            'endCursor', translate(rtrim(encode('@'::bytea || uuid_send(e.last), 'base64'), '='), '+/', '-_')
        )
    ),
    'projects', json_build_object(
        'totalCount', r.total,
        'edges', r.edges,
        'pageInfo', json_build_object(
            'hasNextPage', r.total > 20,
            'endCursor', translate(rtrim(encode('@'::bytea || uuid_send(r.last), 'base64'), '='), '+/', '-_')
        )
    )
)))::text
FROM profiles p
JOIN users u ON u.id = p.user_id
LEFT JOIN availability a ON a.profile_id = p.id
CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object(
        'kind', i.kind,
        'label', i.label,
        'username', i.username,
        'url', i.url
    ) ORDER BY i.position), '[]') AS items
    FROM links i
    WHERE i.profile_id = p.id
) l
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        (array_agg(i.id) FILTER (WHERE i.row <= 20))[least(count(*), 20)] AS last,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'institution', i.institution,
            'degree', i.degree,
            'fieldOfStudy', i.field_of_study,
            'startDate', left(i.start_date::text, CASE i.start_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END),
            'endDate', left(i.end_date::text, CASE i.end_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END),
            'honours', i.honours,
            'coursework', i.coursework
        ))) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT *, row_number() OVER (ORDER BY position) AS row FROM education WHERE profile_id = p.id
    ) i
) e
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        (array_agg(i.id) FILTER (WHERE i.row <= 20))[least(count(*), 20)] AS last,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'name', i.name,
            'role', i.role,
            'description', i.description,
            'highlights', i.highlights,
            'links', i.links,
            'skills', i.skills,
            'startDate', left(i.start_date::text, CASE i.start_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END),
            'endDate', left(i.end_date::text, CASE i.end_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END)
        ))) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT *, row_number() OVER (ORDER BY position) AS row FROM projects WHERE profile_id = p.id
    ) i
) r
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        (array_agg(i.id) FILTER (WHERE i.row <= 20))[least(count(*), 20)] AS last,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'company', i.company,
            'companyUrl', i.company_url,
            'title', i.title,
            'location', i.location,
            'description', i.description,
            'highlights', i.highlights,
            'skills', i.skills,
            'startDate', left(i.start_date::text, CASE i.start_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END),
            'endDate', left(i.end_date::text, CASE i.end_precision WHEN 'YEAR' THEN 4 WHEN 'MONTH' THEN 7 ELSE 10 END)
        ))) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT *, row_number() OVER (ORDER BY position) AS row FROM work_history WHERE profile_id = p.id
    ) i
) w
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'language', i.language,
            'level', i.level
        ))) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT *, row_number() OVER (ORDER BY position) AS row FROM languages WHERE profile_id = p.id
    ) i
) n
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'name', i.canonical,
            'level', i.level,
            'years', i.years,
            'endorsementCount', nullif(said.total, 0),
            'endorsements', json_build_object('nodes', said.nodes)
        )) ORDER BY i.row) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT h.*, c.name AS canonical, row_number() OVER (ORDER BY h.position) AS row
        FROM profile_skills h
        JOIN skills c ON c.id = h.skill_id
        WHERE h.profile_id = p.id
    ) i
    CROSS JOIN LATERAL (
        SELECT
            count(*) AS total,
            coalesce(json_agg(json_build_object(
                'capacity', d.capacity,
                'relationship', d.relationship,
                'endorser', CASE WHEN o.id IS NOT NULL THEN json_build_object('displayName', o.display_name) END
            ) ORDER BY d.row) FILTER (WHERE d.row <= 3), '[]') AS nodes
        FROM (
            SELECT *, row_number() OVER (ORDER BY created_at DESC, id DESC) AS row
            FROM endorsements
            WHERE profile_id = p.id AND skill_item_id = i.id AND state = 'ACCEPTED'
        ) d
        LEFT JOIN profiles o ON o.id = d.endorser_id AND d.row <= 3 AND o.state = 'ACTIVE'
    ) said
) s
CROSS JOIN LATERAL (
    SELECT
        count(*) AS total,
        coalesce(json_agg(json_build_object('node', json_build_object(
            'badge', json_build_object(
                'name', i.name,
                'issuerName', i.issuer_name,
                'imageUrl', i.image_url,
                'tier', i.tier
            ),
            'status', CASE WHEN i.expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END,
            'awardedAt', to_char(i.awarded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
            'featured', i.featured IS NOT NULL
        ))) FILTER (WHERE i.row <= 20), '[]') AS edges
    FROM (
        SELECT h.*, c.name, c.issuer_name, c.image_url, c.tier, row_number() OVER (ORDER BY h.position) AS row
        FROM badge_awards h
        JOIN badges c ON c.id = h.badge_id
        WHERE h.profile_id = p.id AND h.revoked_at IS NULL
    ) i
) b
WHERE p.slug = $1
