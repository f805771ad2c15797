use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use saksi::Engine;

/// The port of a server that nobody gave another.
pub(crate) const PORT: u16 = 7717;

/// What a server is to do.
#[derive(Clone, Debug)]
pub struct Config {
    /// The archive that is shown.
    pub archive: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What whoever writes must know; without it nobody writes.
    pub token: Option<String>,
    /// Where people see the server, if behind another (`https://saksi.example.org`).
    pub base_url: Option<String>,
    /// Names by which the server may be asked, beside localhost, addresses and that of `base_url`.
    pub hosts: Vec<String>,
    /// How much it takes on.
    pub limits: Limits,
    /// What reads articles.
    pub engine: Arc<Engine>,
}

impl Config {
    /// An archive on this machine alone, not to be written to.
    pub fn new(archive: PathBuf, engine: Arc<Engine>) -> Self {
        Self {
            archive,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)),
            token: None,
            base_url: None,
            hosts: Vec::new(),
            limits: Limits::default(),
            engine,
        }
    }
}

/// How much a server takes on.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// How long an answer may take.
    pub time: Duration,
    /// Requests answered at the same time; one more is told to come back.
    pub requests: usize,
    /// Connections to the archive, and articles read at the same time.
    pub readers: usize,
    /// Hits that an export holds at most.
    pub exported: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            body: 4 << 20,
            time: Duration::from_secs(30),
            requests: 128,
            readers: cores.clamp(2, 16),
            exported: 1_000_000,
        }
    }
}
