//! GraphQL over HTTP: methods, media types, statuses.

use super::*;
use crate::graphql::guard::Limits;

#[tokio::test]
async fn both_media_types_answer_in_kind() {
    let server = TestServer::start().await;
    for (accept, content_type) in [
        ("application/graphql-response+json", "application/graphql-response+json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
    ] {
        let answer = Answer::of(server.query("{ hello }").header("accept", accept)).await;
        // reqwest appends the header; the first one, of the newer type, is replaced here.
        let request = server.client.post(server.url("/graphql")).header("accept", accept);
        let request = request.header("content-type", "application/json").body(r#"{"query":"{ hello }"}"#);
        let single = Answer::of(request).await;
        assert_eq!(single.header("content-type"), content_type);
        assert_eq!((answer.status, single.json), (StatusCode::OK, json!({ "data": { "hello": "hello " } })));
    }
    let answer = Answer::of(server.get("{ hello }").header("accept", "text/html")).await;
    assert_eq!(answer.refusal(), (406, "NOT_ACCEPTABLE"));
}

#[tokio::test]
async fn statuses_follow_the_media_type() {
    let server = TestServer::start().await;
    let cases = [
        ("{", "GRAPHQL_PARSE_FAILED", 400, 200),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED", 400, 200),
        ("query A { hello } query B { hello }", "OPERATION_NOT_FOUND", 400, 200),
        ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED", 400, 200),
        ("subscription { count(to: 1) }", "OPERATION_NOT_SUPPORTED", 400, 400),
    ];
    for (query, code, modern, legacy) in cases {
        let answer = Answer::of(server.query(query)).await;
        assert_eq!(answer.refusal(), (modern, code), "{query}");
        assert!(answer.json.get("data").is_none(), "nothing ran: {query}");

        let request = server.get(query).header("accept", "application/json");
        let answer = Answer::of(request).await;
        assert_eq!(answer.refusal(), (legacy, code), "{query}");
    }
}

#[tokio::test]
async fn malformed_parameters_are_named() {
    let server = TestServer::start().await;
    for (body, says) in [
        (r#"{"query":1}"#, "\"query\" must be a string; it is a number"),
        (r#"{"qeury":"{ hello }"}"#, "\"query\" must be a string; it is missing"),
        (
            r#"{"query":"{ hello }","variables":[]}"#,
            "\"variables\" must be an object or null; it is an array",
        ),
        (r#"{"query":"{ hello }","operationName":{}}"#, "\"operationName\" must be a string or null"),
        (r#"{"query":"{ hello }","extensions":"a"}"#, "\"extensions\" must be an object or null"),
        (r#"{"query":"a","query":"b"}"#, "duplicate field `query`"),
        (r#"{"query"#, "can't be read as JSON"),
        ("7", "must be a JSON object"),
        ("", "the body is empty"),
    ] {
        let answer = Answer::of(server.post(body)).await;
        assert_eq!(answer.refusal(), (400, "BAD_REQUEST"), "{body}");
        let message = answer.json["errors"][0]["message"].as_str().unwrap_or("");
        assert!(message.contains(says), "{body}: {message}");
    }
    let answer = Answer::of(server.post(&b"{\"query\":\"\xff\"}"[..])).await;
    assert_eq!(answer.json["errors"][0]["message"], "the body is not UTF-8 from byte 10 on");
}

#[tokio::test]
async fn null_parameters_count_as_absent() {
    let server = TestServer::start().await;
    let body = r#"{"query":"{ hello }","variables":null,"operationName":null,"extensions":null,"other":1}"#;
    assert_eq!(Answer::of(server.post(body)).await.json["data"]["hello"], "hello ");
}

#[tokio::test]
async fn only_json_bodies_are_read() {
    let server = TestServer::start().await;
    let body = r#"{"query":"mutation { touch }"}"#;
    let send = |header: Option<(&'static str, &'static str)>| {
        let mut request = server.client.post(server.url("/graphql")).body(body);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        Answer::of(request)
    };
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/jsonp",
    ] {
        let answer = send(Some(("content-type", content_type))).await;
        assert_eq!(answer.refusal(), (415, "UNSUPPORTED_MEDIA_TYPE"), "{content_type}");
    }
    assert_eq!(send(None).await.refusal(), (415, "UNSUPPORTED_MEDIA_TYPE"));
    let compressed = Answer::of(server.post(body).header("content-encoding", "gzip")).await;
    assert_eq!(compressed.refusal(), (415, "UNSUPPORTED_MEDIA_TYPE"));
    assert_eq!(server.toy.touched.load(Ordering::SeqCst), 0);

    assert_eq!(
        send(Some(("content-type", "Application/JSON; Charset=\"UTF-8\""))).await.json["data"]["touch"],
        1
    );
}

#[tokio::test]
async fn get_runs_queries_and_nothing_else() {
    let server = TestServer::start().await;
    let url = "/graphql?query=query($n:String!){hello(name:$n)}&variables=%7B%22n%22%3A%22ann%22%7D";
    assert_eq!(Answer::of(server.client.get(server.url(url))).await.json["data"]["hello"], "hello ann");

    let answer = Answer::of(server.get("mutation { touch }")).await;
    assert_eq!((answer.refusal(), answer.header("allow")), ((405, "METHOD_NOT_ALLOWED"), "POST"));
    let request = server.get("query A { hello } mutation B { touch }").query(&[("operationName", "B")]);
    assert_eq!(Answer::of(request).await.refusal(), (405, "METHOD_NOT_ALLOWED"));
    assert_eq!(server.toy.touched.load(Ordering::SeqCst), 0);

    let answer = Answer::of(server.client.put(server.url("/graphql"))).await;
    assert_eq!((answer.refusal(), answer.header("allow")), ((405, "METHOD_NOT_ALLOWED"), "GET, POST"));
}

#[tokio::test]
async fn a_get_with_cookies_must_prove_where_it_comes_from() {
    let origin = http::HeaderValue::from_static("https://app.example.com");
    let settings = HttpSettings { allowed_origins: vec![origin], ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let get = |name: &'static str, value: &'static str| {
        Answer::of(server.get("{ hello }").header("cookie", "__session=a").header(name, value))
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example.com"),
        ("accept", "application/json"),
    ] {
        assert_eq!(get(name, value).await.refusal(), (403, "CSRF_REFUSED"), "{name}: {value}");
    }
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", "https://app.example.com"),
        ("graphql-require-preflight", "1"),
        ("apollo-require-preflight", "true"),
    ] {
        assert_eq!(get(name, value).await.status, StatusCode::OK, "{name}: {value}");
    }
}

#[tokio::test]
async fn credentials_are_never_downgraded() {
    let server = TestServer::start().await;
    let viewer = |token: &'static str| Answer::of(server.query("{ viewer }").bearer_auth(token));
    let answer = viewer("ann").await;
    assert_eq!(answer.json["data"]["viewer"], "user_ann");
    assert_eq!(answer.header("cache-control"), "private, no-store");

    let answer = viewer("bad").await;
    assert_eq!(answer.refusal(), (401, "TOKEN_INVALID"));
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
    assert_eq!(viewer("foreign").await.refusal(), (403, "ORIGIN_FORBIDDEN"));
    let answer = viewer("unknown-key").await;
    assert_eq!((answer.refusal(), answer.header("retry-after")), ((503, "AUTH_UNAVAILABLE"), "30"));

    let answer = Answer::of(server.query("{ viewer }")).await;
    assert_eq!((&answer.json["data"]["viewer"], answer.header("cache-control")), (&Value::Null, "no-store"));
}

#[tokio::test]
async fn every_error_has_a_code_and_a_failure_says_nothing_of_its_cause() {
    let server = TestServer::start().await;
    let answer =
        Answer::of(server.query("{ hello broken internal refused }").header("x-request-id", "trace-me-1"))
            .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.json["data"],
        json!({ "hello": "hello ", "broken": null, "internal": null, "refused": null })
    );
    let errors = answer.json["errors"].as_array().expect("errors");
    for name in ["broken", "internal"] {
        let failed = errors.iter().find(|error| error["path"][0] == name).expect("an error");
        assert_eq!(failed["message"], "internal error");
        assert_eq!(failed["extensions"], json!({ "code": "INTERNAL", "requestId": "trace-me-1" }));
    }
    let refused = errors.iter().find(|error| error["path"][0] == "refused").expect("an error");
    assert_eq!(
        (&refused["message"], &refused["extensions"]["code"]),
        (&json!("not today"), &json!("TOY_REFUSED"))
    );
    assert!(!answer.json.to_string().contains(SENTINEL));
}

#[tokio::test]
async fn a_failed_field_is_null_wherever_it_stands() {
    let server = TestServer::start().await;
    for (query, data) in [
        ("{ refused }", json!({ "refused": null })),
        ("{ node { refused } }", json!({ "node": { "refused": null } })),
        (
            "{ nodes { refused id } }",
            json!({ "nodes": [{ "id": 0, "refused": null }, { "id": 1, "refused": null }] }),
        ),
        ("{ nodes { r: refused } }", json!({ "nodes": [{ "r": null }, { "r": null }] })),
    ] {
        let answer = Answer::of(server.query(query)).await;
        assert_eq!((answer.status, &answer.json["data"]), (StatusCode::OK, &data), "{query}");
    }
}

#[tokio::test]
async fn input_that_does_not_fit_its_type_is_the_clients_fault() {
    let server = TestServer::start().await;
    let literal = Answer::of(server.query("{ number(of: 99999999999) }")).await;
    assert_eq!(literal.json["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    let body = json!({ "query": "query($n: Int!) { number(of: $n) }", "variables": { "n": "x" } });
    assert_eq!(Answer::of(server.post(body.to_string())).await.refusal(), (400, "GRAPHQL_VALIDATION_FAILED"));
}

#[tokio::test]
async fn the_schemas_limits_have_codes() {
    let server = TestServer::start().await;
    let deep = format!("{{ node {}{{ id }}{} }}", "{ child ".repeat(9), "}".repeat(9));
    assert_eq!(Answer::of(server.query(&deep)).await.refusal(), (400, "QUERY_TOO_DEEP"));
    let costly = |children| format!("{{ nodes {{ {} }} }}", "id ".repeat(children));
    let document = Limits { cost: 100, ..Limits::default() };
    let server = TestServer::with(HttpSettings { document, ..HttpSettings::default() }).await;
    assert_eq!(Answer::of(server.query(&costly(49))).await.status, StatusCode::OK);
    let answer = Answer::of(server.query(&costly(50))).await;
    assert_eq!(answer.refusal(), (400, "QUERY_TOO_COMPLEX"));
    let message = "the operation costs 101 and may cost at most 100: ask for smaller pages or fewer fields";
    assert_eq!(answer.json["errors"][0]["message"], message);
}

#[tokio::test]
async fn a_response_lists_a_bounded_number_of_bounded_errors() {
    let server = TestServer::start().await;
    let query: String = (0..60).map(|i| format!("a{i}: refused ")).collect();
    let answer = Answer::of(server.query(&format!("{{ {query} }}"))).await;
    assert_eq!(answer.json["errors"].as_array().map(Vec::len), Some(20));
    assert_eq!(answer.json["extensions"], json!({ "errorsOmitted": 40 }));

    let answer = Answer::of(server.query(&format!("{{ {} }}", "x".repeat(60_000)))).await;
    assert_eq!(answer.refusal(), (400, "GRAPHQL_VALIDATION_FAILED"));
    assert!(answer.json.to_string().len() < 1_000);
}
