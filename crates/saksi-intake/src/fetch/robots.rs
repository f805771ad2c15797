//! What a host allows, and how often it is asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use texting_robots::Robot;

/// How long a robots.txt is good for.
const KEPT: Duration = Duration::from_secs(24 * 3600);
/// The same for one that could not be fetched.
const RETRY: Duration = Duration::from_secs(600);
/// Most hosts that are remembered; the longest unused go.
const HOSTS: usize = 4_096;
/// Most origins (schemes and ports) of one host.
const ORIGINS: usize = 16;

/// What robots.txt came to.
pub(super) enum Rules {
    /// There is none.
    All,
    /// It could not be fetched or read: nothing may be asked.
    Nothing(String),
    /// It says what.
    Robot(Box<Robot>),
}

impl Rules {
    /// Reads a robots.txt for the program called `agent`.
    pub(super) fn read(agent: &str, bytes: &[u8]) -> Self {
        match Robot::new(agent, bytes) {
            Ok(robot) => Self::Robot(Box::new(robot)),
            Err(_) => Self::Nothing("its robots.txt cannot be read".to_owned()),
        }
    }

    /// Why `url` may not be asked.
    pub(super) fn forbids(&self, url: &str) -> Option<String> {
        match self {
            Self::All => None,
            Self::Nothing(reason) => Some(reason.clone()),
            Self::Robot(robot) => (!robot.allowed(url)).then(|| "forbidden by the site's robots.txt".to_owned()),
        }
    }

    /// The time between two requests that it asks for.
    pub(super) fn delay(&self) -> Duration {
        let seconds = match self {
            Self::Robot(robot) => robot.delay.unwrap_or(0.0),
            _ => 0.0,
        };
        // Some write numbers beyond all bounds.
        Duration::from_secs_f32(seconds.clamp(0.0, 86_400.0))
    }
}

/// A host: asked by one at a time, since whoever asks holds its lock.
pub(super) struct Host {
    /// Not to be asked before.
    pub(super) next: Instant,
    /// The host asked to be left alone until then.
    pub(super) busy: Option<Instant>,
    /// By origin.
    rules: HashMap<String, (Arc<Rules>, Instant)>,
}

impl Host {
    /// What is known of `origin` and not too old.
    pub(super) fn rules(&self, origin: &str) -> Option<Arc<Rules>> {
        let (rules, until) = self.rules.get(origin)?;
        (Instant::now() < *until).then(|| Arc::clone(rules))
    }

    pub(super) fn learn(&mut self, origin: String, rules: Rules) -> Arc<Rules> {
        let good = if matches!(rules, Rules::Nothing(_)) { RETRY } else { KEPT };
        let rules = Arc::new(rules);
        if self.rules.len() >= ORIGINS {
            self.rules.clear();
        }
        self.rules.insert(origin, (Arc::clone(&rules), Instant::now() + good));
        rules
    }

    /// Waits until the host may be asked again.
    pub(super) fn wait(&self) {
        std::thread::sleep(self.next.saturating_duration_since(Instant::now()));
    }

    /// How long the host wants to be left alone.
    pub(super) fn busy(&self) -> Option<Duration> {
        let left = self.busy?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

/// The hosts met so far, each with the time somebody last wanted it.
#[derive(Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Known>>);

type Known = (Arc<Mutex<Host>>, Instant);

impl Hosts {
    pub(super) fn get(&self, name: &str) -> Arc<Mutex<Host>> {
        let now = Instant::now();
        let mut hosts = lock(&self.0);
        if hosts.len() >= HOSTS && !hosts.contains_key(name) {
            let mut used: Vec<Instant> = hosts.values().map(|(_, used)| *used).collect();
            used.sort_unstable();
            let middle = used[used.len() / 2];
            // Those that somebody is asking or waiting for stay.
            hosts.retain(|_, (host, used)| *used > middle || Arc::strong_count(host) > 1);
        }
        let new = || (Arc::new(Mutex::new(Host { next: now, busy: None, rules: HashMap::new() })), now);
        let (host, used) = hosts.entry(name.to_owned()).or_insert_with(new);
        *used = now;
        Arc::clone(host)
    }
}

/// A panic elsewhere leaves nothing half done here.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let rules = Rules::read("saksi", b"User-agent: *\nDisallow: /dalam\nCrawl-delay: 5\nAllow: /dalam/boleh");
        assert!(rules.forbids("https://harian.id/dalam/a").is_some());
        assert!(rules.forbids("https://harian.id/dalam/boleh").is_none());
        assert!(rules.forbids("https://harian.id/a").is_none());
        assert_eq!(rules.delay(), Duration::from_secs(5));
        let rules = Rules::read("saksi", b"User-agent: *\nAllow: /\n\nUser-agent: Saksi\nDisallow: /");
        assert!(rules.forbids("https://harian.id/a").is_some());
        for odd in ["User-agent: *\nCrawl-delay: 1e38", "User-agent: *\nCrawl-delay: -1", "Crawl-delay: NaN"] {
            assert!(Rules::read("saksi", odd.as_bytes()).delay() <= Duration::from_secs(86_400), "{odd}");
        }
        assert!(Rules::Nothing("x".into()).forbids("https://harian.id/a").is_some());
        assert!(Rules::All.forbids("https://harian.id/a").is_none());
    }

    #[test]
    fn few_hosts_are_remembered() {
        let hosts = Hosts::default();
        let held = hosts.get("mula.id");
        for n in 0..3 * HOSTS {
            hosts.get(&format!("{n}.id"));
        }
        assert!(lock(&hosts.0).len() <= HOSTS + 1);
        assert!(Arc::ptr_eq(&held, &hosts.get("mula.id")));
    }
}
