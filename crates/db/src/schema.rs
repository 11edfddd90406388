// Tables as diesel sees them; tests/it/promise/data_map.rs compares this file with the migrated database.
#![allow(missing_docs, reason = "each column is described in its migration and in folio_policy::data_map")]

diesel::table! {
    users (id) {
        id -> Uuid,
        clerk_id -> Text,
        username -> Nullable<Text>,
        email -> Nullable<Text>,
        email_verified -> Bool,
        phone -> Nullable<Text>,
        phone_verified -> Bool,
        role -> Nullable<Text>,
        staff -> Nullable<Text>,
        verified_employer -> Bool,
        profile -> Nullable<Json>,
        profile_header -> Nullable<Json>,
        profile_endorsers -> Nullable<Array<Uuid>>,
        profile_hash -> Nullable<Bytea>,
        profile_schema_version -> Nullable<SmallInt>,
        external_updated_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        external_digest -> Nullable<Bytea>,
        external_name -> Nullable<Text>,
        external_role -> Nullable<Text>,
        external_photo -> Nullable<Text>,
        state_before_ban -> Nullable<Text>,
        defaults_pending -> Bool,
    }
}

diesel::table! {
    profiles (id) {
        id -> Uuid,
        user_id -> Uuid,
        slug -> Text,
        state -> Text,
        version -> BigInt,
        visibility -> Json,
        discoverable -> Bool,
        public_url_enabled -> Bool,
        search_engine_indexing -> Bool,
        display_name -> Nullable<Text>,
        pronouns -> Nullable<Text>,
        headline -> Nullable<Text>,
        about -> Nullable<Text>,
        city -> Nullable<Text>,
        region -> Nullable<Text>,
        country_code -> Nullable<Text>,
        avatar_url -> Nullable<Text>,
        cover_url -> Nullable<Text>,
        timezone -> Text,
        currency -> Text,
        locale -> Text,
        settings -> Jsonb,
        model_consent -> Nullable<Text>,
        model_consent_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    availability (profile_id) {
        profile_id -> Uuid,
        status -> Text,
        available_from -> Nullable<Date>,
        hours_per_week -> Nullable<SmallInt>,
        remote -> Nullable<Text>,
        rate_min_minor -> Nullable<BigInt>,
        rate_max_minor -> Nullable<BigInt>,
        rate_currency -> Nullable<Text>,
    }
}

diesel::table! {
    links (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        kind -> Text,
        label -> Nullable<Text>,
        username -> Nullable<Text>,
        url -> Text,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    education (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        institution -> Text,
        institution_url -> Nullable<Text>,
        degree -> Nullable<Text>,
        field_of_study -> Nullable<Text>,
        start_date -> Nullable<Date>,
        start_precision -> Nullable<Text>,
        end_date -> Nullable<Date>,
        end_precision -> Nullable<Text>,
        gpa_hundredths -> Nullable<Integer>,
        gpa_scale_hundredths -> Nullable<Integer>,
        gpa_text -> Nullable<Text>,
        honours -> Nullable<Text>,
        coursework -> Array<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    profile_skills (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        skill_id -> Uuid,
        name -> Text,
        level -> Nullable<Text>,
        years -> Nullable<SmallInt>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    projects (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        name -> Text,
        kind -> Nullable<Text>,
        role -> Nullable<Text>,
        organization -> Nullable<Text>,
        description -> Nullable<Text>,
        highlights -> Array<Text>,
        links -> Array<Text>,
        skills -> Array<Text>,
        start_date -> Nullable<Date>,
        start_precision -> Nullable<Text>,
        end_date -> Nullable<Date>,
        end_precision -> Nullable<Text>,
        media -> Array<Uuid>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    audit_log (at, id) {
        at -> Timestamptz,
        id -> Uuid,
        profile_id -> Uuid,
        profile_version -> BigInt,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        action -> Text,
        subject_id -> Nullable<Uuid>,
        subject_version -> Nullable<BigInt>,
        fields -> Array<Text>,
        toggles -> Nullable<Json>,
        snapshot_hmac -> Nullable<Bytea>,
    }
}

diesel::table! {
    outbox (id) {
        id -> Uuid,
        profile_id -> Uuid,
        version -> BigInt,
        ordinal -> Integer,
        event_type -> Text,
        payload -> Json,
        created_at -> Timestamptz,
        feed_seq -> Nullable<BigInt>,
        sequenced_at -> Nullable<Timestamptz>,
        tx -> BigInt,
    }
}

diesel::table! {
    feed_head (one) {
        one -> Bool,
        last_seq -> BigInt,
        gone_through -> BigInt,
    }
}

diesel::table! {
    feed_consumers (name) {
        name -> Text,
        position -> BigInt,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    idempotency_keys (actor_id, key) {
        actor_id -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        outcome -> Nullable<Json>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    slug_history (slug) {
        slug -> Text,
        profile_id -> Uuid,
        released_at -> Timestamptz,
    }
}

diesel::table! {
    inbound_events (id) {
        id -> Uuid,
        source -> Text,
        event_id -> Text,
        event_type -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        waits_for -> Nullable<Text>,
        body -> Nullable<Text>,
        body_hash -> Bytea,
        subject_hash -> Nullable<Bytea>,
        happened_at -> Timestamptz,
        received_at -> Timestamptz,
        settled_at -> Nullable<Timestamptz>,
        other_bodies -> Integer,
        asked_again -> SmallInt,
    }
}

diesel::table! {
    tombstones (kind, hash) {
        kind -> Text,
        hash -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    media (id) {
        id -> Uuid,
        profile_id -> Uuid,
        kind -> Text,
        uploaded -> Bool,
        file -> Uuid,
        content_type -> Text,
        bytes -> Integer,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    uploads (id) {
        id -> Uuid,
        profile_id -> Uuid,
        purpose -> Text,
        content_type -> Text,
        bytes -> Integer,
        filename -> Nullable<Text>,
        file -> Nullable<Uuid>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    media_items (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        kind -> Text,
        title -> Text,
        description -> Nullable<Text>,
        alt_text -> Nullable<Text>,
        video_url -> Nullable<Text>,
        file -> Nullable<Uuid>,
        content_type -> Nullable<Text>,
        bytes -> Nullable<Integer>,
        filename -> Nullable<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    jobs (id) {
        id -> Uuid,
        kind -> Text,
        payload -> Json,
        profile_id -> Nullable<Uuid>,
        dedupe -> Nullable<Text>,
        dedupe_key -> Nullable<Text>,
        state -> Text,
        run_at -> Timestamptz,
        due_at -> Nullable<Timestamptz>,
        attempt -> Integer,
        max_attempts -> Integer,
        lease_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        created_at -> Timestamptz,
        started_at -> Nullable<Timestamptz>,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    profile_strength (profile_id) {
        profile_id -> Uuid,
        model_version -> SmallInt,
        role -> Nullable<Text>,
        score -> SmallInt,
        level -> Text,
        steps -> Array<SmallInt>,
        gained_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    strength_history (profile_id, profile_version, model_version) {
        profile_id -> Uuid,
        profile_version -> BigInt,
        model_version -> SmallInt,
        role -> Nullable<Text>,
        score -> SmallInt,
        level -> Text,
        steps -> Array<SmallInt>,
        at -> Timestamptz,
    }
}

diesel::table! {
    addresses (slug) {
        slug -> Text,
        profile_id -> Uuid,
        present -> Bool,
    }
}

diesel::table! {
    badges (id) {
        id -> Uuid,
        key -> Text,
        name -> Text,
        description -> Nullable<Text>,
        issuer_name -> Text,
        issuer_url -> Nullable<Text>,
        criteria -> Nullable<Text>,
        criteria_url -> Nullable<Text>,
        image_url -> Nullable<Text>,
        tier -> Nullable<Text>,
        category -> Nullable<Text>,
        version -> BigInt,
        retired_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    badge_changes (badge_id, version) {
        badge_id -> Uuid,
        version -> BigInt,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        fields -> Array<Text>,
    }
}

diesel::table! {
    badge_awards (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        badge_id -> Uuid,
        awarded_at -> Timestamptz,
        expires_at -> Nullable<Timestamptz>,
        expired_at -> Nullable<Timestamptz>,
        evidence_url -> Nullable<Text>,
        evidence_text -> Nullable<Text>,
        featured -> Nullable<Integer>,
        revoked_at -> Nullable<Timestamptz>,
        revocation_reason -> Nullable<Text>,
        revocation_time -> Nullable<Timestamptz>,
        revocation_event -> Nullable<Text>,
        source -> Text,
        source_id -> Text,
        source_time -> Timestamptz,
        source_event -> Text,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    badge_revocations (profile_id, source, source_id) {
        profile_id -> Uuid,
        source -> Text,
        source_id -> Text,
        revoked_at -> Timestamptz,
        reason -> Nullable<Text>,
        revocation_time -> Timestamptz,
        revocation_event -> Text,
        kept_at -> Timestamptz,
    }
}

diesel::table! {
    certificates (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        title -> Text,
        provider -> Nullable<Text>,
        url -> Nullable<Text>,
        credential_id -> Nullable<Text>,
        credential_url -> Nullable<Text>,
        issued_date -> Nullable<Date>,
        issued_precision -> Nullable<Text>,
        expires_date -> Nullable<Date>,
        expires_precision -> Nullable<Text>,
        skills -> Array<Text>,
        media -> Array<Uuid>,
        source -> Nullable<Text>,
        source_id -> Nullable<Text>,
        source_time -> Nullable<Timestamptz>,
        source_event -> Nullable<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    gigs (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        title -> Text,
        role -> Nullable<Text>,
        category -> Nullable<Text>,
        client_name -> Nullable<Text>,
        client_id -> Nullable<Uuid>,
        skills -> Array<Text>,
        started_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        rating -> Nullable<SmallInt>,
        review_text -> Nullable<Text>,
        reviewed_at -> Nullable<Timestamptz>,
        reviewer_id -> Nullable<Uuid>,
        featured -> Nullable<Integer>,
        source -> Nullable<Text>,
        source_id -> Nullable<Text>,
        source_time -> Nullable<Timestamptz>,
        source_event -> Nullable<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    skills (id) {
        id -> Uuid,
        slug -> Nullable<Text>,
        name -> Text,
        category -> Nullable<Text>,
        parent_id -> Nullable<Uuid>,
        esco_uri -> Nullable<Text>,
        status -> Text,
        merged_into_id -> Nullable<Uuid>,
        merged_status -> Nullable<Text>,
        proposed_at -> Nullable<Timestamptz>,
        shipped_version -> Nullable<SmallInt>,
        curated_at -> Nullable<Timestamptz>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    skill_names (name_key) {
        name_key -> Text,
        key_version -> SmallInt,
        name -> Text,
        skill_id -> Uuid,
        own -> Bool,
        canonical_id -> Nullable<Uuid>,
        listed -> Bool,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    skill_changes (skill_id, version) {
        skill_id -> Uuid,
        version -> BigInt,
        at -> Timestamptz,
        actor_id -> Uuid,
        action -> Text,
        fields -> Array<Text>,
    }
}

diesel::table! {
    reconcile_runs (id) {
        id -> Uuid,
        started_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        checked -> BigInt,
        outdated -> BigInt,
        drifted -> BigInt,
        repaired -> BigInt,
    }
}

diesel::table! {
    drift_findings (run_id, profile_id) {
        run_id -> Uuid,
        profile_id -> Uuid,
        fields -> Array<Text>,
        repaired -> Bool,
    }
}

diesel::table! {
    import_consents (profile_id, source) {
        profile_id -> Uuid,
        source -> Text,
        text_version -> Text,
        agreed_at -> Timestamptz,
        withdrawn_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    import_toggles (profile_id, section, key_hash) {
        profile_id -> Uuid,
        section -> Text,
        key_hash -> Uuid,
        visibility -> Nullable<Text>,
        item_id -> Nullable<Uuid>,
        remembered_at -> Timestamptz,
    }
}

diesel::joinable!(addresses -> profiles (profile_id));
diesel::joinable!(badge_awards -> badges (badge_id));
diesel::joinable!(profiles -> users (user_id));
diesel::joinable!(media -> profiles (profile_id));
diesel::joinable!(profile_strength -> profiles (profile_id));
diesel::table! {
    work_history (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        company -> Text,
        company_url -> Nullable<Text>,
        title -> Text,
        location -> Nullable<Text>,
        description -> Nullable<Text>,
        highlights -> Array<Text>,
        skills -> Array<Text>,
        start_date -> Nullable<Date>,
        start_precision -> Nullable<Text>,
        end_date -> Nullable<Date>,
        end_precision -> Nullable<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    languages (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        language -> Text,
        level -> Nullable<Text>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    profile_extraction (profile_id) {
        profile_id -> Uuid,
        status -> Text,
        source_digest -> BigInt,
        requested_at -> Nullable<Timestamptz>,
        extracted_at -> Nullable<Timestamptz>,
        extractor -> Nullable<Text>,
        extractor_version -> Nullable<Text>,
        calls_on -> Nullable<Date>,
        calls -> SmallInt,
        again_on -> Nullable<Date>,
        instead_of -> Nullable<Text>,
    }
}

diesel::table! {
    endorsements (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        skill_item_id -> Nullable<Uuid>,
        endorser_id -> Uuid,
        capacity -> Text,
        relationship -> Nullable<Text>,
        note -> Nullable<Text>,
        state -> Text,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    profile_facets (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        kind -> Text,
        value -> Text,
        subject -> Nullable<Text>,
        years -> Nullable<SmallInt>,
        confidence -> SmallInt,
        source -> Text,
        work_id -> Nullable<Uuid>,
        profile_skill_id -> Nullable<Uuid>,
        certificate_id -> Nullable<Uuid>,
        field -> Text,
        span_start -> Nullable<Integer>,
        span_end -> Nullable<Integer>,
        basis -> BigInt,
        extractor -> Text,
        extractor_version -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    extractor_days (day) {
        day -> Date,
        calls -> Integer,
    }
}

diesel::table! {
    recommendations (profile_id, id) {
        profile_id -> Uuid,
        id -> Uuid,
        position -> Integer,
        author_id -> Uuid,
        capacity -> Nullable<Text>,
        relationship -> Nullable<Text>,
        text -> Nullable<Text>,
        requested -> Bool,
        message -> Nullable<Text>,
        state -> Text,
        submitted_at -> Nullable<Timestamptz>,
        visibility -> Nullable<Text>,
        provenance -> Text,
        import_source -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::joinable!(profile_extraction -> profiles (profile_id));

diesel::allow_tables_to_appear_in_same_query!(
    users,
    profiles,
    addresses,
    profile_strength,
    profile_extraction,
    media
);
diesel::allow_tables_to_appear_in_same_query!(badge_awards, badges);
diesel::allow_tables_to_appear_in_same_query!(skills, skill_names);
diesel::allow_tables_to_appear_in_same_query!(profile_skills, skill_names);
diesel::allow_tables_to_appear_in_same_query!(profile_skills, skills);
