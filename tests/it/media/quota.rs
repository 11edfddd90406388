//! How much there may be.

use folio_testkit::TestApp;
use serde_json::json;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn so_many_uploads_are_under_way_and_no_more() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    // At once: what may be is counted under the profile's lock.
    let all =
        futures_util::future::join_all((0..14).map(|_| request(&visitor, "MEDIA", "image/png", 9))).await;
    let (taken, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it["userErrors"] == json!([]));
    assert_eq!((taken.len(), refused.len()), (10, 4));
    for it in refused {
        let error = &it["userErrors"][0];
        assert_eq!(
            (&error["code"], &error["path"]),
            (&json!("QUOTA_EXCEEDED"), &json!(["input", "purpose"]))
        );
        assert!(error["message"].as_str().is_some_and(|text| text.starts_with("10 uploads")), "{error}");
    }
    // Somebody else's are theirs, and what is over counts no more.
    let other = app.member().create().await;
    assert_eq!(request(&app.as_(&other), "MEDIA", "image/png", 9).await["userErrors"], json!([]));
    app.sql(
        "UPDATE uploads SET expires_at = now() - interval '1 second' WHERE profile_id = $1",
        &[&member.profile_id],
    )
    .await;
    assert_eq!(request(&visitor, "MEDIA", "image/png", 9).await["userErrors"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_files_together_are_bounded_in_bytes_and_in_number() {
    let app = TestApp::new().await;
    let member = app.member().filled().create().await;
    let visitor = app.as_(&member);
    // One item has a file.
    let set = async |bytes: i32| {
        app.sql(
            "UPDATE media_items SET bytes = $2 WHERE profile_id = $1 AND file IS NOT NULL",
            &[&member.profile_id, &bytes],
        )
        .await;
    };
    set((100 << 20) - 1_000).await;
    let it = request(&visitor, "COVER", "image/png", 1_001).await;
    let error = &it["userErrors"][0];
    assert_eq!((&error["code"], &error["path"]), (&json!("QUOTA_EXCEEDED"), &json!(["input", "byteSize"])));
    assert_eq!(
        error["message"],
        "the files take 104856600 bytes and this one 1001; all together may take 104857600"
    );
    assert_eq!(request(&visitor, "MEDIA", "image/png", 600).await["userErrors"], json!([]));
    assert_eq!(request(&visitor, "MEDIA", "image/png", 600).await["userErrors"][0]["code"], "QUOTA_EXCEEDED");
    // What is kept may be more than what was put, and counts as well.
    set(1).await;
    app.sql("DELETE FROM uploads", &[]).await;
    let bytes = png(300, 300);
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    assert_eq!(put(&requested["upload"], &bytes).await.status().as_u16(), 204);
    set(100 << 20).await;
    assert_eq!(code(&visitor, &requested["upload"]["id"]).await, "QUOTA_EXCEEDED");
    assert_eq!(stored(&app).0, 0, "what can't be kept isn't");
    // In number.
    set(1).await;
    app.sql(
        "INSERT INTO media_items (profile_id, id, position, kind, title, file, content_type, bytes, provenance)
         SELECT $1, gen_random_uuid(), n, 'IMAGE', 'x', gen_random_uuid(), 'image/png', 1, 'MANUAL' FROM generate_series(1, 48) AS n",
        &[&member.profile_id],
    )
    .await;
    let it = request(&visitor, "MEDIA", "image/png", 9).await;
    let error = &it["userErrors"][0];
    assert_eq!(
        (&error["code"], &error["path"]),
        (&json!("QUOTA_EXCEEDED"), &json!(["input", "purpose"])),
        "{it}"
    );
    assert_eq!(request(&visitor, "AVATAR", "image/png", 9).await["userErrors"], json!([]));
}
