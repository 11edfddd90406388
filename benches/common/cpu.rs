//! CPU time of processes, from `/proc`.

use std::{fs, time::Duration};

use anyhow::Context;

/// `USER_HZ`, which is 100 wherever Linux runs Rust.
const TICK: Duration = Duration::from_millis(10);

/// User and system time of a process, all its threads, in ticks of 10 ms.
pub(crate) fn of_process(pid: u32) -> anyhow::Result<Duration> {
    Ok(Stat::read(pid)?.cpu)
}

/// As [`of_process`], of a process and its children, those that have ended and were waited for included.
pub(crate) fn of_family(pid: u32) -> anyhow::Result<Duration> {
    let own = Stat::read(pid)?;
    let mut sum = own.cpu + own.ended;
    for entry in fs::read_dir("/proc")? {
        let Some(child) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // It may be gone by now.
        if let Ok(stat) = Stat::read(child)
            && stat.parent == pid
        {
            sum += stat.cpu;
        }
    }
    Ok(sum)
}

struct Stat {
    parent: u32,
    cpu: Duration,
    /// Of children that have ended.
    ended: Duration,
}

impl Stat {
    fn read(pid: u32) -> anyhow::Result<Self> {
        let path = format!("/proc/{pid}/stat");
        let text = fs::read_to_string(&path)?;
        // The second field is the program's name in brackets, which may hold anything: count from its end.
        let (_, fields) = text.rsplit_once(')').with_context(|| path.clone())?;
        let fields: Vec<&str> = fields.split_ascii_whitespace().collect();
        let field = |number: usize| -> anyhow::Result<u32> {
            Ok(fields.get(number - 3).with_context(|| path.clone())?.parse()?)
        };
        Ok(Self {
            parent: field(4)?,
            cpu: TICK * (field(14)? + field(15)?),
            ended: TICK * (field(16)? + field(17)?),
        })
    }
}
