//! The built command, its time and its memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::corpora::root;

/// The command `saksi`.
pub struct Saksi(PathBuf);

impl Saksi {
    /// Builds it in this program's profile; it then lies beside this program.
    pub fn build() -> Result<Self> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let built =
            cargo.args(["build", "--quiet", "--release", "--package", "saksi-cli"]).current_dir(root()).status()?;
        ensure!(built.success(), "saksi-cli does not build");
        let path = std::env::current_exe()?.with_file_name("saksi");
        ensure!(path.is_file(), "{} is not there: run this task as `cargo xtask bench`", path.display());
        Ok(Self(path))
    }

    fn arguments(file: &Scratch, threads: usize) -> [String; 7] {
        let file = file.0.display().to_string();
        let threads = threads.to_string();
        ["read", &file, "--threads", &threads, "--format", "jsonl", "--quiet"].map(str::to_owned)
    }

    /// Reads a file to nowhere: the time from start to end, and the most memory it had, in bytes (Linux; 0 elsewhere).
    pub fn read(&self, file: &Scratch, threads: usize) -> Result<(Duration, u64)> {
        let start = Instant::now();
        let mut child = Command::new(&self.0).args(Self::arguments(file, threads)).stdout(Stdio::null()).spawn()?;
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let mut peak = 0;
        loop {
            peak = peak.max(high_water(&status).unwrap_or(0));
            if let Some(exit) = child.try_wait()? {
                ensure!(exit.success(), "saksi read ended with {exit}");
                return Ok((start.elapsed(), peak));
            }
            sleep(Duration::from_micros(300));
        }
    }
}

/// `VmHWM` of a process, in bytes.
fn high_water(status: &Path) -> Option<u64> {
    let status = fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// How many instructions reading a file takes; `None` where valgrind is absent.
pub fn instructions(saksi: &Saksi, file: &Scratch) -> Result<Option<u64>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&saksi.0);
    let Ok(output) = valgrind.args(Saksi::arguments(file, 1)).stdout(Stdio::null()).output() else { return Ok(None) };
    let told = String::from_utf8_lossy(&output.stderr);
    let count = told.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    Ok(Some(count.with_context(|| format!("callgrind tells no count: {told}"))?.parse()?))
}

/// A file that goes with its value.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Writes it.
    pub fn new(name: &str, text: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("saksi-bench-{}-{name}", std::process::id()));
        fs::write(&path, text).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
