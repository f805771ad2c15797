//! `saksi mcp` and `saksi serve` as others start them.

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use common::{Folder, saksi};
use serde_json::{Value, json};

fn archive(folder: &Folder) -> PathBuf {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../saksi-serve/tests/articles.jsonl");
    let path = folder.0.join("uji.saksi");
    assert!(saksi().arg("ingest").arg(&path).arg(articles).output().unwrap().status.success());
    path
}

/// A session over standard input and output.
struct Session {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Session {
    fn new(archive: &Path) -> Self {
        let mut command = saksi();
        command.arg("mcp").arg(archive).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut session = Self { child, input, output, asked: 0 };
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "uji", "version": "1" } });
        let told = session.ask("initialize", hello);
        assert_eq!(told["result"]["serverInfo"]["name"], "saksi", "{told}");
        assert!(told["result"]["instructions"].as_str().unwrap().contains("Indonesian"));
        session.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        session
    }

    fn send(&mut self, message: &Value) {
        writeln!(self.input.as_mut().unwrap(), "{message}").unwrap();
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server ended");
            let told: Value = serde_json::from_str(&line).unwrap();
            if told["id"] == self.asked {
                return told;
            }
        }
    }

    /// What a tool answers.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let told = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        assert_eq!(told["result"]["isError"], false, "{told}");
        told["result"]["structuredContent"].clone()
    }

    /// What a tool complains of.
    fn fault(&mut self, tool: &str, arguments: Value) -> String {
        let told = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        assert_eq!(told["result"]["isError"], true, "{told}");
        told["result"]["content"][0]["text"].as_str().unwrap().to_owned()
    }
}

#[test]
fn an_assistant_asks_an_archive() {
    let folder = Folder::new("mcp");
    let mut session = Session::new(&archive(&folder));
    let tools = session.ask("tools/list", json!({}));
    let names: Vec<&str> =
        tools["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["search_quotes", "get_article", "find_entity", "list_events", "get_statement"]);
    for tool in tools["result"]["tools"].as_array().unwrap() {
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert_eq!((&tool["inputSchema"]["type"], &tool["outputSchema"]["type"]), (&json!("object"), &json!("object")));
    }

    let found = session.call("find_entity", json!({ "name": "Ratna" }));
    let ratna = found["entities"][0]["entity_id"].as_i64().unwrap();
    assert_eq!(found["entities"][0]["name"], "Ratna Wiryawan");
    let first = session.call("search_quotes", json!({ "speaker_id": ratna, "limit": 2 }));
    assert_eq!(first["quotes"].as_array().unwrap().len(), 2);
    let second =
        session.call("search_quotes", json!({ "speaker_id": ratna, "limit": 2, "cursor": first["next_cursor"] }));
    assert_ne!(first["quotes"][0]["id"], second["quotes"][0]["id"]);
    let told = session.call("search_quotes", json!({ "words": "antre beras" }));
    let statement = told["quotes"][0]["statement_id"].as_i64().unwrap();
    let versions = session.call("get_statement", json!({ "statement_id": statement }));
    assert!(versions["versions"].as_array().unwrap().len() > 1);
    let article = told["quotes"][0]["article_id"].as_i64().unwrap();
    let article = session.call("get_article", json!({ "article_id": article }));
    assert!(article["text"].as_str().unwrap().contains("antre beras"));
    assert!(!article["quotes"].as_array().unwrap().is_empty() && article["next_from"].is_null());
    let events = session.call("list_events", json!({ "type": ["SANCTION"] }));
    assert_eq!(events["events"][0]["type"], "SANCTION");

    // Whatever is wrong is told, and the session goes on.
    for (tool, arguments, why) in [
        ("search_quotes", json!({ "kata": "beras" }), "unknown field `kata`"),
        ("search_quotes", json!({ "words": 7 }), "expected a string"),
        ("search_quotes", json!({ "limit": 1000 }), "give 1 to 25"),
        ("search_quotes", json!({ "kind": "lurus" }), "direct, indirect, mixed"),
        ("search_quotes", json!({ "since": "kemarin" }), "kemarin"),
        ("search_quotes", json!({ "cursor": "x" }), "cursor"),
        ("get_article", json!({}), "missing field `article_id`"),
        ("get_article", json!({ "article_id": 999_999 }), "there is no article 999999"),
        ("get_statement", json!({ "statement_id": -1 }), "there is no statement"),
        ("list_events", json!({ "type": ["WAR"] }), "SANCTION"),
    ] {
        let fault = session.fault(tool, arguments);
        assert!(fault.contains(why), "{tool}: {fault}");
    }
    assert_eq!(session.ask("tools/call", json!({ "name": "hapus", "arguments": {} }))["error"]["code"], -32602);
    assert!(session.ask("tidak/ada", json!({}))["error"]["code"].is_i64());

    drop(session.input.take());
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn nothing_is_served_where_nothing_is() {
    for command in ["serve", "mcp"] {
        let output = saksi().args([command, "/tidak/ada.saksi"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(common::text(&output.stderr).contains("no such archive"), "{}", common::text(&output.stderr));
    }
    let folder = Folder::new("token");
    let (path, token) = (archive(&folder), folder.file("token", "pendek\n"));
    let output = saksi().arg("serve").arg(path).arg("--token-file").arg(token).output().unwrap();
    assert!(common::text(&output.stderr).contains("shorter than 8 characters"));
}
