//! What `ingest` tells on standard error: how much, how fast, how long still.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line on a terminal, a line now and then elsewhere, a sum at the end.
pub(crate) struct Rate {
    started: Instant,
    told: Instant,
    quiet: bool,
    bar: Option<ProgressBar>,
    /// Bytes there are in all, where that is known, and how many are done.
    total: Option<u64>,
    done: u64,
    articles: usize,
    known: usize,
    quotes: usize,
}

/// Between two lines where standard error is no terminal.
const PAUSE: Duration = Duration::from_secs(30);

impl Rate {
    pub(crate) fn new(quiet: bool, total: Option<u64>) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
            bar.with_style(
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            )
        });
        let now = Instant::now();
        Self { started: now, told: now, quiet, bar, total, done: 0, articles: 0, known: 0, quotes: 0 }
    }

    /// Counts an article of so many bytes.
    pub(crate) fn article(&mut self, bytes: usize, quotes: usize, stored: bool) {
        self.done += bytes as u64;
        self.quotes += quotes;
        if stored {
            self.articles += 1
        } else {
            self.known += 1
        }
        if let Some(bar) = &self.bar {
            bar.set_message(self.line());
        } else if !self.quiet && self.told.elapsed() >= PAUSE {
            self.told = Instant::now();
            self.tell(&self.line());
        }
    }

    fn line(&self) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = (self.articles + self.known) as f64 / seconds;
        let left = self.total.filter(|&total| self.done > 0 && total > self.done && seconds > 2.0).map(|total| {
            let left = seconds * (total - self.done) as f64 / self.done as f64;
            format!(", some {} left", HumanDuration(Duration::from_secs_f64(left)))
        });
        let known = if self.known > 0 { format!(", {} known", self.known) } else { String::new() };
        format!(
            "{} articles{known}, {} quotations, {rate:.0} articles a second{}",
            self.articles,
            self.quotes,
            left.unwrap_or_default()
        )
    }

    /// Writes a line; that standard error is closed is no reason to stop.
    pub(crate) fn tell(&self, line: &str) {
        let write = || {
            let _ = writeln!(io::stderr(), "saksi: {line}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// The sum.
    pub(crate) fn finish(&self, failed: usize) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if !self.quiet {
            let seconds = self.started.elapsed().as_secs_f64();
            self.tell(&format!("{}; {failed} failed; {seconds:.1} s", self.line()));
        }
    }
}
