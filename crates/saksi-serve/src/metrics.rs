use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::Method;
use saksi_archive::Stats;

/// Upper bounds of the histogram in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// What was asked so far.
#[derive(Default)]
pub(crate) struct Metrics(Mutex<BTreeMap<(String, String), Route>>);

#[derive(Default)]
struct Route {
    statuses: BTreeMap<u16, u64>,
    /// Requests within each bound, and those beyond the last.
    times: [u64; BOUNDS.len() + 1],
    seconds: f64,
}

impl Metrics {
    /// Counts one request.
    pub(crate) fn count(&self, method: &Method, route: &str, status: u16, took: Duration) {
        // Methods are what clients make up; only those that are served get rows of their own.
        let method = match *method {
            Method::GET | Method::HEAD | Method::POST => method.as_str(),
            _ => "OTHER",
        };
        let mut routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let row = routes.entry((route.to_owned(), method.to_owned())).or_default();
        *row.statuses.entry(status).or_default() += 1;
        let seconds = took.as_secs_f64();
        row.times[BOUNDS.iter().position(|bound| seconds <= *bound).unwrap_or(BOUNDS.len())] += 1;
        row.seconds += seconds;
    }

    /// All of it, and how much the archive holds, in Prometheus' text format.
    pub(crate) fn text(&self, stats: &Stats) -> String {
        let mut out = String::from(
            "# HELP saksi_requests_total Requests by route, method and status.\n# TYPE saksi_requests_total counter\n",
        );
        let routes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for ((route, method), row) in routes.iter() {
            for (status, count) in &row.statuses {
                let _ = writeln!(
                    out,
                    "saksi_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}} {count}"
                );
            }
        }
        out.push_str(
            "# HELP saksi_request_seconds Time to the head of a response.\n# TYPE saksi_request_seconds histogram\n",
        );
        for ((route, method), row) in routes.iter() {
            let labels = format!("route=\"{route}\",method=\"{method}\"");
            let mut sum = 0;
            for (count, bound) in row.times.iter().zip(BOUNDS.iter().map(f64::to_string).chain(["+Inf".to_owned()])) {
                sum += count;
                let _ = writeln!(out, "saksi_request_seconds_bucket{{{labels},le=\"{bound}\"}} {sum}");
            }
            let _ = writeln!(out, "saksi_request_seconds_sum{{{labels}}} {:.6}", row.seconds);
            let _ = writeln!(out, "saksi_request_seconds_count{{{labels}}} {sum}");
        }
        let sizes = [
            ("articles", "Articles, current versions.", stats.articles as u64),
            ("quotes", "Quotes.", stats.quotes as u64),
            ("events", "Events.", stats.events as u64),
            ("entities", "Entities.", stats.entities as u64),
            ("statements", "Statements that several articles carry.", stats.statements as u64),
            ("rejects", "Inputs that gave no article.", stats.rejects as u64),
            ("bytes", "Size of the archive in bytes.", stats.bytes),
        ];
        for (name, help, value) in sizes {
            let _ = writeln!(
                out,
                "# HELP saksi_archive_{name} {help}\n# TYPE saksi_archive_{name} gauge\nsaksi_archive_{name} {value}"
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_add_up() {
        let metrics = Metrics::default();
        for millis in [0, 20, 90_000] {
            metrics.count(&Method::GET, "/", 200, Duration::from_millis(millis));
        }
        let text = metrics.text(&Stats::default());
        for line in [
            "saksi_requests_total{route=\"/\",method=\"GET\",status=\"200\"} 3",
            "saksi_request_seconds_bucket{route=\"/\",method=\"GET\",le=\"0.025\"} 2",
            "saksi_request_seconds_bucket{route=\"/\",method=\"GET\",le=\"+Inf\"} 3",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }
}
