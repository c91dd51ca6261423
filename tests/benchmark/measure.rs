//! What the measurements share.

/// What a measurement comes to.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The one in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The one below which so many of a hundred lie.
pub(crate) fn percentile(mut values: Vec<f64>, of_hundred: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get((values.len() * of_hundred / 100).min(values.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// How many processes want to run, in the last minute: other work on the machine shows here.
pub(crate) fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

/// The most memory that this process has had resident, in MiB; 0 where the system does not tell.
pub(crate) fn peak_memory() -> u64 {
    status_of("self", "VmHWM:") / 1024
}

/// The memory that a process has resident, in MiB.
pub(crate) fn resident_memory(process: u32) -> u64 {
    resident_kib(process) / 1024
}

/// The same in KiB.
pub(crate) fn resident_kib(process: u32) -> u64 {
    status_of(&process.to_string(), "VmRSS:")
}

fn status_of(process: &str, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let of_line = status.lines().find_map(|text| text.strip_prefix(line));
    let kib: Option<u64> = of_line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
    kib.unwrap_or_default()
}
