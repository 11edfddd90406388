//! The measurement: subscribers connect, are left in peace, and then are told one thing after another.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, ensure};

use crate::{
    Args,
    common::{
        outcome::{Sample, micros},
        postgres::Postgres,
        server::Server,
    },
    tally::Tally,
};

/// Until what the handshakes have left behind is given back.
const SETTLE: Duration = Duration::from_secs(3);
/// How long idle subscribers are watched for what they cost.
const IDLE: Duration = Duration::from_secs(5);

/// Measures and prints.
pub(crate) fn run(args: &Args, postgres: &Postgres) -> anyhow::Result<()> {
    let start = || Server::start("node", &postgres.url, &postgres.home);
    let server = start()?;
    let elsewhere = args.elsewhere.then(start).transpose()?;
    // What a process needs for its first subscribers isn't what further ones cost.
    followers(args, postgres, &server, &server, Some((50, 5)), |_| Ok(()))?;
    std::thread::sleep(SETTLE);
    let before = memory(server.pid())?;
    let mut idle = 0.0;
    let mut per_subscriber = 0.0;
    let writer = elsewhere.as_ref().unwrap_or(&server);
    let sample = followers(args, postgres, &server, writer, None, |_| {
        std::thread::sleep(SETTLE);
        let sample = Sample::take(server.pid(), postgres.pid(), || {
            std::thread::sleep(IDLE);
            Ok(())
        })?;
        idle = (sample.server + sample.postgres).as_secs_f64() / IDLE.as_secs_f64() * 100.0;
        per_subscriber =
            memory(server.pid())?.saturating_sub(before) as f64 / args.followers as f64 / 1_024.0;
        Ok(())
    })?;
    let Sample { server: cpu, postgres: database, outcome: tally } = sample;
    let per_message = |cpu: Duration| micros(cpu) / tally.delivered.max(1) as f64;
    let ms = |duration: Duration| micros(duration) / 1_000.0;
    println!(
        "{} followers of {} profile(s), {} % members, {} writes every {} ms {}; load average {}",
        args.followers,
        args.profiles,
        args.members,
        args.writes,
        args.every,
        if args.elsewhere { "in another process" } else { "in the server's process" },
        std::fs::read_to_string("/proc/loadavg")?.trim(),
    );
    println!(
        "| delivered | missing | twice | disordered | p50 ms | p99 ms | max ms | last one, median ms | server µs per message | Postgres µs per message | KiB per idle subscriber | idle CPU % |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    println!(
        "| {} | {} | {} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
        tally.delivered,
        tally.missing,
        tally.twice,
        tally.disordered,
        ms(tally.p50),
        ms(tally.p99),
        ms(tally.max),
        ms(tally.last),
        per_message(cpu),
        per_message(database),
        per_subscriber,
        idle,
    );
    ensure!(
        tally.missing + tally.twice + tally.disordered == 0,
        "not everybody got each event once and in order"
    );
    Ok(())
}

/// Has subscribers connect in a process of their own; when all have got their first message, does `meanwhile`, and then has
/// them measure. `few` are for warming up.
fn followers(
    args: &Args,
    postgres: &Postgres,
    server: &Server,
    writer: &Server,
    few: Option<(usize, usize)>,
    meanwhile: impl FnOnce(u32) -> anyhow::Result<()>,
) -> anyhow::Result<Sample<Tally>> {
    let (followers, writes) = few.unwrap_or((args.followers, args.writes));
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("followers").args(["--address", &server.address.to_string()]);
    command.args(["--writer", &writer.address.to_string()]);
    command.args(["--url", &postgres.url]).arg("--home").arg(&postgres.home);
    command.args(["--what", &args.what.name(), "--followers", &followers.to_string()]);
    command.args(["--profiles", &args.profiles.min(followers).to_string()]);
    command.args(["--members", &args.members.to_string(), "--writes", &writes.to_string()]);
    command.args(["--every", &args.every.to_string()]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut answers = BufReader::new(child.stdout.take().context("stdout is piped")?);
    let mut line = String::new();
    answers.read_line(&mut line)?;
    ensure!(line.trim() == "ready", "the subscribers could not connect");
    meanwhile(child.id())?;
    let mut orders = child.stdin.take().context("stdin is piped")?;
    let sample = Sample::take(server.pid(), postgres.pid(), || {
        writeln!(orders, "go")?;
        line.clear();
        answers.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    })?;
    child.wait()?;
    Ok(sample)
}

/// Resident memory of a process, in bytes.
fn memory(pid: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("there is a VmRSS")?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1_024)
}
