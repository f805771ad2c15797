//! A small web server on 127.0.0.1 that answers as a test wants, and remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    /// Lower-case names.
    pub headers: Vec<(String, String)>,
    pub at: Instant,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// How it is answered.
pub enum Answer {
    /// Status with headers, and the body.
    Whole(String, Vec<u8>),
    /// A piece of body again and again, with a pause before each, until the other side hangs up.
    Endless(String, Vec<u8>, Duration),
    /// Nothing; the connection is closed.
    Nothing,
    /// Nothing, for as long.
    Silence(Duration),
}

/// An answer with status 200.
pub fn ok(media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    with(&format!("200 OK\r\nContent-Type: {media_type}"), body)
}

/// An answer with another status or more headers.
pub fn with(head: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer::Whole(head.to_owned(), body.into())
}

/// A server; it ends with the test's process.
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(connection, &log, &*answer));
            }
        });
        Self { address, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths that were asked for, in order.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|a| a.path).collect()
    }
}

/// One request a connection. That the other side hangs up is what some tests want.
fn serve(mut connection: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Answer) -> Option<()> {
    let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
    let path = lines.next()?.ok()?.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    while let Some(Ok(line)) = lines.next()
        && let Some((name, value)) = line.split_once(':')
    {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let asked = Asked { path, headers, at: Instant::now() };
    log.lock().unwrap().push(asked.clone());
    match answer(&asked) {
        Answer::Whole(head, body) => {
            let length = body.len();
            write!(connection, "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n").ok()?;
            connection.write_all(&body).ok()
        }
        Answer::Endless(head, piece, pause) => {
            write!(connection, "HTTP/1.1 {head}\r\nConnection: close\r\n\r\n").ok()?;
            loop {
                thread::sleep(pause);
                connection.write_all(&piece).ok()?;
            }
        }
        Answer::Nothing => Some(()),
        Answer::Silence(time) => {
            thread::sleep(time);
            Some(())
        }
    }
}
