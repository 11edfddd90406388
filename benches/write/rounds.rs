//! The measurement: one kind of work after the other, round after round, so that noise of the machine meets each of them.

use std::time::Duration;

use crate::{
    Args,
    common::{
        outcome::{Sample, median, micros},
        postgres::Postgres,
        server::Server,
    },
    load::{self, Tally},
    work::Work,
};

/// Measures and prints the tables.
pub(crate) fn run(args: &Args, postgres: &Postgres) -> anyhow::Result<()> {
    let server = Server::start("folio", &postgres.url, &postgres.home)?;
    println!("{} profiles; load average {}", args.profiles, std::fs::read_to_string("/proc/loadavg")?.trim());
    let mut lot = 0;
    for &connections in &args.connections {
        let mut measure = |work, milliseconds| {
            lot += 1;
            let load = load::Args {
                address: server.address,
                url: postgres.url.clone(),
                home: postgres.home.clone(),
                work,
                connections,
                milliseconds,
                lot,
            };
            Sample::take(server.pid(), postgres.pid(), || load.put_on())
        };
        let mut samples = Work::ALL.map(|_| Vec::new());
        for work in Work::ALL {
            measure(work, 1_000)?;
        }
        for _ in 0..args.rounds {
            for (work, samples) in Work::ALL.into_iter().zip(&mut samples) {
                samples.push(measure(work, args.seconds * 1_000)?);
            }
        }
        print(connections, &samples);
    }
    Ok(())
}

fn print(connections: usize, samples: &[Vec<Sample<Tally>>; 7]) {
    println!("\n{connections} connection(s), median of {} rounds\n", samples[0].len());
    println!(
        "|                            | server µs | Postgres µs | both µs | of a page | Postgres, of the bare | done/s | outrun, of done | p50 ms | p99 ms |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let per_done = |sample: &Sample<Tally>, cpu: Duration| micros(cpu) / sample.outcome.done.requests as f64;
    let both = |sample: &Sample<Tally>| per_done(sample, sample.server + sample.postgres);
    let postgres = |sample: &Sample<Tally>| per_done(sample, sample.postgres);
    let [page, bare, ..] = samples;
    for (work, own) in Work::ALL.into_iter().zip(samples) {
        // Each round is compared with its own yardsticks, since the machine's mood changes between them.
        let of_page = median(own.iter().zip(page).map(|(own, page)| both(own) / both(page)));
        let of_bare = median(own.iter().zip(bare).map(|(own, bare)| postgres(own) / postgres(bare)));
        let of = |value: fn(&Tally) -> f64| median(own.iter().map(|sample| value(&sample.outcome)));
        println!(
            "| {:26} | {:9.0} | {:11.0} | {:7.0} | {of_page:9.2} | {of_bare:21.2} | {:6.0} | {:15.2} | {:6.2} | {:6.2} |",
            work.name(),
            median(own.iter().map(|sample| per_done(sample, sample.server))),
            median(own.iter().map(postgres)),
            median(own.iter().map(both)),
            of(|tally| tally.done.requests as f64 / tally.done.elapsed.as_secs_f64()),
            of(|tally| tally.outrun as f64 / tally.done.requests as f64),
            of(|tally| micros(tally.done.p50) / 1_000.0),
            of(|tally| micros(tally.done.p99) / 1_000.0),
        );
    }
}
