use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::settings::Settings;

/// Shorter runs show no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Everything that is told on standard error while articles are read.
pub(crate) struct Progress {
    started: Instant,
    /// Where it may be shown at all.
    wanted: bool,
    bar: Option<ProgressBar>,
    articles: usize,
    quotes: usize,
    failures: usize,
}

impl Progress {
    pub(crate) fn new(settings: &Settings) -> Self {
        // Data on the same terminal shows well enough that something happens.
        let data_on_terminal = settings.output.is_none() && io::stdout().is_terminal();
        let wanted = !settings.quiet && !data_on_terminal && io::stderr().is_terminal();
        Self { started: Instant::now(), wanted, bar: None, articles: 0, quotes: 0, failures: 0 }
    }

    /// Counts an article.
    pub(crate) fn article(&mut self, quotes: usize) {
        self.articles += 1;
        self.quotes += quotes;
        if self.wanted && self.bar.is_none() && self.started.elapsed() >= PATIENCE {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8));
            let style = ProgressStyle::with_template("{spinner} {pos} articles, {msg} ({elapsed})");
            self.bar = Some(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner())));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.articles as u64);
            bar.set_message(format!("{} quotations, {} failed", self.quotes, self.failures));
        }
    }

    /// Lists an input that failed.
    pub(crate) fn failure(&mut self, line: &str) {
        self.failures += 1;
        self.tell(line);
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

    /// Takes the progress away and says how many inputs failed.
    pub(crate) fn finish(self, verbose: bool) -> usize {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let Self { articles, quotes, failures, .. } = self;
        if verbose {
            let seconds = self.started.elapsed().as_secs_f64();
            self.tell(&format!("{articles} articles, {quotes} quotations, {failures} failed, {seconds:.2} s"));
        }
        failures
    }
}
