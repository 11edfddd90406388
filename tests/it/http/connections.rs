//! Connections: an address may have so many open, unless it is a trusted proxy's.

use folio_testkit::{TestApp, metrics};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

async fn connect(app: &TestApp) -> TcpStream {
    TcpStream::connect(app.address).await.expect("a connection")
}

/// Whether the server answers on this connection, or has closed it.
async fn is_served(stream: &mut TcpStream) -> bool {
    // Fails when the connection is reset already, which reading tells as well.
    let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await;
    let mut answer = [0; 1_024];
    matches!(stream.read(&mut answer).await, Ok(read) if answer[..read].starts_with(b"HTTP/1.1 200"))
}

#[tokio::test]
async fn one_address_can_not_take_all_connections() {
    let app = TestApp::builder().http(|settings| settings.max_connections_per_address = 2).start().await;
    let (mut first, mut second) = (connect(&app).await, connect(&app).await);
    assert!(is_served(&mut first).await && is_served(&mut second).await);
    assert!(!is_served(&mut connect(&app).await).await);
    assert!(is_served(&mut first).await, "those that are open stay open");
    assert!(metrics().contains("http_connections_refused_total"));

    drop(first);
    // The server learns of it in its own time.
    let again = async { while !is_served(&mut connect(&app).await).await {} };
    tokio::time::timeout(std::time::Duration::from_secs(10), again).await.expect("there is room again");
}

#[tokio::test]
async fn every_metric_that_is_shown_says_what_it_is() {
    let app = TestApp::new().await;
    app.member().create().await;
    app.work().await;
    let shown = metrics();
    let types = shown.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let mut count = 0;
    for name in types.filter_map(|line| line.split(' ').next()) {
        assert!(shown.contains(&format!("# HELP {name} ")), "{name}");
        count += 1;
    }
    assert!(count > 3, "{shown}");
}

#[tokio::test]
async fn a_trusted_proxy_opens_as_many_as_it_needs() {
    let app = TestApp::builder()
        .http(|settings| {
            settings.max_connections_per_address = 1;
            settings.trusted_proxies = "127.0.0.0/8".parse().expect("a network");
        })
        .start()
        .await;
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(connect(&app).await);
    }
    for stream in &mut open {
        assert!(is_served(stream).await);
    }
}
