//! What the tests of the server share: an archive of our own articles, a server over it, a client.

#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use saksi::{Engine, Scratch};
use saksi_archive::{Provenance, Vocabulary, Writer, prepare};
use saksi_intake::{Given, InputFormat, canonical_url, read_bytes};
use saksi_report::Report;
use saksi_serve::{Config, Limits};
use serde_json::Value;
use tempfile::TempDir;
use ureq::http::Response;
use ureq::{Agent, Body};

pub const TOKEN: &str = "rahasia-untuk-uji";

pub static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(Engine::new()));

/// Writes the articles of `names` (files beside the tests) into an archive.
pub fn archive(path: &Path, names: &[&str]) {
    let vocabulary = Arc::new(Vocabulary::new());
    let mut writer = Writer::open(path, "0.0.0", Arc::clone(&vocabulary)).unwrap();
    let mut scratch = Scratch::default();
    for name in names {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
        for record in read_bytes(name, std::fs::read(file).unwrap(), InputFormat::Jsonl, &Given::default()) {
            let record = record.unwrap();
            let report = Report::new(&record.article, &ENGINE.read(&record.article, &mut scratch));
            let stored = "2025-12-01T00:00:00Z";
            let provenance = Provenance {
                place: record.origin.place,
                position: record.origin.position.map(|position| position as i64),
                record_id: None,
                captured: None,
                stored: stored.to_owned(),
            };
            let address = record.article.url.as_deref().map(canonical_url);
            let prepared = prepare(record.article, &report, address, Some(provenance), &vocabulary).unwrap();
            writer.store(&prepared, stored).unwrap();
        }
    }
    writer.commit().unwrap();
}

/// A server of its own on a port that was free.
pub struct Server {
    pub base: String,
    pub path: PathBuf,
    _folder: TempDir,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    pub fn new(names: &[&str]) -> Self {
        Self::with(names, |_| ())
    }

    pub fn with(names: &[&str], change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("uji.saksi");
        archive(&path, names);
        let mut config = Config::new(path.clone(), Arc::clone(&ENGINE));
        config.token = Some(TOKEN.to_owned());
        config.limits = Limits { body: 64 << 10, time: Duration::from_secs(20), ..Limits::default() };
        change(&mut config);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let shutdown = async {
                    let _ = stopped.await;
                };
                saksi_serve::serve_on(listener, config, shutdown).await.unwrap();
            });
        });
        let base = format!("http://{}", told.recv().unwrap());
        Self { base, path, _folder: folder, stop: Some(stop), thread: Some(thread) }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = agent().get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::new(request.call().unwrap())
    }

    pub fn post(&self, path: &str, kind: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = agent().post(format!("{}{path}", self.base)).header("content-type", kind);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::new(request.send(body).unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        // Whether it ended well is asked where it matters.
        let _ = self.thread.take().map(std::thread::JoinHandle::join);
    }
}

pub fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).max_redirects_will_error(false);
    config.timeout_global(Some(Duration::from_secs(30))).allow_non_standard_methods(true).build().into()
}

/// A response, read to its end.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn new(mut response: Response<Body>) -> Self {
        let header = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
        };
        let headers = response.headers().iter().map(header).collect();
        let body = response.body_mut().read_to_string().unwrap();
        Self { status: response.status().as_u16(), headers, body }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Checks that this is a problem with that status.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        problem["detail"].as_str().unwrap().to_owned()
    }
}
