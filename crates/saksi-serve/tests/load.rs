//! Many readers at once: no error, no answer lost. Bounded in number; how fast it is stands in docs/SPEED.md.

mod common;

use std::time::{Duration, Instant};

use common::Server;
use ureq::Agent;

#[test]
fn sixty_four_connections_at_once() {
    let server = Server::new(&["articles.jsonl"]);
    const CONNECTIONS: usize = 64;
    const EACH: usize = 25;
    let words = ["harga", "beras", "menolak", "sanksi", "kata*", "\"harga beras\"", "oleh:Ratna", "tiada"];
    let start = Instant::now();
    std::thread::scope(|scope| {
        for connection in 0..CONNECTIONS {
            let base = &server.base;
            scope.spawn(move || {
                let agent: Agent = Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().into();
                for number in 0..EACH {
                    let word = words[(connection + number) % words.len()];
                    let mut answer = agent.get(format!("{base}/api/v1/quotes")).query("words", word).call().unwrap();
                    assert_eq!(answer.status(), 200);
                    let body = answer.body_mut().read_to_string().unwrap();
                    assert!(body.starts_with("{\"hits\":["), "{body}");
                }
            });
        }
    });
    let rate = (CONNECTIONS * EACH) as f64 / start.elapsed().as_secs_f64();
    eprintln!("{rate:.0} searches a second over {CONNECTIONS} connections");
}
