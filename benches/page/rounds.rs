//! The measurement: one server after the other, round after round, so that noise of the machine meets each of them.

use std::time::Duration;

use anyhow::ensure;
use serde_json::Value;

use crate::{
    Args,
    common::{
        client::Client,
        outcome::{Sample, median, micros},
        runtime,
        server::Server,
        token,
    },
    database::Database,
    load,
};

/// Pages that are compared before anything is measured.
const COMPARED: usize = 200;

/// Sees each page as any other member.
pub(crate) const MEMBER: &str = "bench_member";

/// What is measured: a server, and as whom it is asked.
struct Contender<'a> {
    name: &'static str,
    server: &'a Server,
    token: Option<String>,
}

/// Measures and prints the tables.
pub(crate) fn run(args: &Args, database: &Database) -> anyhow::Result<()> {
    let start = |part| Server::start(part, &database.postgres.url, &database.postgres.home);
    let (plain, folio) = (start("plain")?, start("folio")?);
    let contenders = [
        Contender { name: "one SQL", server: &plain, token: None },
        Contender { name: "Folio, anonymous", server: &folio, token: None },
        Contender {
            name: "Folio, member",
            server: &folio,
            token: Some(token(&database.postgres.home, MEMBER)?),
        },
    ];
    let slugs = std::fs::read_to_string(&database.slugs)?;
    let slugs: Vec<&str> = slugs.lines().collect();
    let bytes = runtime()?.block_on(compare(&contenders, &slugs))?;
    println!(
        "{} pages of {} profiles, {bytes} bytes of JSON on average; load average {}",
        slugs.len(),
        args.profiles,
        std::fs::read_to_string("/proc/loadavg")?.trim()
    );

    for &connections in &args.connections {
        let load = |contender: &Contender<'_>, milliseconds| load::Args {
            address: contender.server.address,
            slugs: database.slugs.clone(),
            connections,
            milliseconds,
            token: contender.token.clone(),
        };
        for contender in &contenders {
            load(contender, 3_000).put_on()?;
        }
        let mut samples: [Vec<Sample>; 3] = Default::default();
        for _ in 0..args.rounds {
            for (contender, samples) in contenders.iter().zip(&mut samples) {
                let load = load(contender, args.seconds * 1_000);
                let (server, postgres) = (contender.server.pid(), database.postgres.pid());
                samples.push(Sample::take(server, postgres, || load.put_on())?);
            }
        }
        print(connections, &contenders, &samples);
    }
    Ok(())
}

/// Makes sure that all give the same page, and tells its mean size.
async fn compare(contenders: &[Contender<'_>], slugs: &[&str]) -> anyhow::Result<usize> {
    let mut clients = Vec::new();
    for contender in contenders {
        clients.push(Client::connect(contender.server.address, contender.token.as_deref()).await?);
    }
    let mut bytes = 0;
    let step = slugs.len().div_ceil(COMPARED);
    let sample: Vec<&str> = slugs.iter().copied().step_by(step).collect();
    for slug in &sample {
        let mut expected = None::<Value>;
        for (client, contender) in clients.iter_mut().zip(contenders) {
            let body = load::page(client, slug).await?;
            bytes += body.len();
            let page: Value = serde_json::from_slice(&body)?;
            ensure!(page["data"]["profile"].is_object(), "{}: no profile for {slug}", contender.name);
            let expected = expected.get_or_insert_with(|| page.clone());
            ensure!(*expected == page, "{}: another page for {slug}:\n{expected}\n{page}", contender.name);
        }
    }
    Ok(bytes / (sample.len() * contenders.len()))
}

fn print(connections: usize, contenders: &[Contender<'_>], samples: &[Vec<Sample>; 3]) {
    println!("\n{connections} connection(s), median of {} rounds", samples[0].len());
    println!();
    println!(
        "|                  | server µs | Postgres µs | both µs | of one SQL | requests/s |  p50 ms |  p99 ms |"
    );
    println!(
        "|------------------|----------:|------------:|--------:|-----------:|-----------:|--------:|--------:|"
    );
    let per_request = |sample: &Sample, cpu: Duration| micros(cpu) / sample.outcome.requests as f64;
    let both = |sample: &Sample| per_request(sample, sample.server + sample.postgres);
    for (contender, own) in contenders.iter().zip(samples) {
        // Each round is compared with its own yardstick, since the machine's mood changes between them.
        let ratio = median(own.iter().zip(&samples[0]).map(|(own, plain)| both(own) / both(plain)));
        println!(
            "| {:16} | {:9.0} | {:11.0} | {:7.0} | {:10.2} | {:10.0} | {:7.2} | {:7.2} |",
            contender.name,
            median(own.iter().map(|sample| per_request(sample, sample.server))),
            median(own.iter().map(|sample| per_request(sample, sample.postgres))),
            median(own.iter().map(both)),
            ratio,
            median(own.iter().map(|s| s.outcome.requests as f64 / s.outcome.elapsed.as_secs_f64())),
            median(own.iter().map(|s| micros(s.outcome.p50) / 1_000.0)),
            median(own.iter().map(|s| micros(s.outcome.p99) / 1_000.0)),
        );
    }
}
