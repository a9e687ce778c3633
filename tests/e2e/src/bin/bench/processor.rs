//! Processor time of browser processes, from `/proc`.

use anyhow::{Context, Result};

/// Seconds of user and system time that these processes have used so far; one that has ended meanwhile counts nothing.
///
/// # Errors
/// Where `/proc` says what cannot be read.
pub fn seconds(processes: impl IntoIterator<Item = u32>) -> Result<f64> {
    let ticks_each_second = rustix::param::clock_ticks_per_second() as f64;
    let mut ticks = 0.0;
    for process in processes {
        let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/stat")) else {
            continue;
        };
        let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        // After the command's name the 12th and 13th fields are user and system time.
        for field in [fields.get(11), fields.get(12)] {
            ticks += field.context("a short /proc/PID/stat")?.parse::<f64>()?;
        }
    }
    Ok(ticks / ticks_each_second)
}
