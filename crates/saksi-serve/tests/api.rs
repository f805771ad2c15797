//! The interface over a real connection.

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use common::{Answer, Server, TOKEN, agent};
use serde_json::{Value, json};

static SERVER: LazyLock<Server> = LazyLock::new(|| Server::new(&["articles.jsonl"]));

const READ: [&str; 12] = [
    "/api/v1/quotes",
    "/api/v1/quotes/facets",
    "/api/v1/quotes/timeline",
    "/api/v1/events",
    "/api/v1/events/facets",
    "/api/v1/events/timeline",
    "/api/v1/network",
    "/api/v1/articles",
    "/api/v1/entities",
    "/api/v1/statements",
    "/api/v1/stats",
    "/api/v1/rejects",
];
const PAGES: [&str; 8] = ["/", "/?words=beras", "/events", "/network", "/entities", "/statements", "/import", "/about"];

#[test]
fn quotes_are_found_by_their_words() {
    let page = SERVER.get("/api/v1/quotes?words=antre+beras").json();
    let hits = page["hits"].as_array().unwrap();
    assert!(hits.len() >= 3, "{page}");
    for hit in hits {
        assert!(hit["text"].as_str().unwrap().contains("beras"));
        assert!(!hit["highlights"].as_array().unwrap().is_empty());
    }
    let one = SERVER.get(&format!("/api/v1/quotes/{}", hits[0]["id"].as_str().unwrap())).json();
    assert_eq!(one["text"], hits[0]["text"]);
}

#[test]
fn every_route_answers_with_json_and_headers() {
    for path in READ.iter().chain(&["/openapi.json"]) {
        let answer = SERVER.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "application/json"),
            "{path}: {}",
            answer.body
        );
        answer.json();
    }
    for path in READ.iter().chain(&PAGES).chain(&["/healthz", "/metrics", "/tidak-ada", "/favicon.ico"]) {
        let answer = SERVER.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let referrer = if *path == "/import" { "same-origin" } else { "no-referrer" };
        assert_eq!(answer.header("referrer-policy"), referrer, "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
    }
}

#[test]
fn paging_walks_all_hits_once() {
    for (path, more) in [
        ("/api/v1/quotes", ""),
        ("/api/v1/quotes", "&order=oldest"),
        ("/api/v1/events", ""),
        ("/api/v1/articles", ""),
        ("/api/v1/entities", ""),
    ] {
        let all = SERVER.get(&format!("{path}?limit=200{more}")).json();
        let all: Vec<Value> = all["hits"].as_array().unwrap().iter().map(|hit| hit["id"].clone()).collect();
        let (mut seen, mut next) = (Vec::new(), Some(format!("{path}?limit=4{more}")));
        while let Some(address) = next {
            let answer = SERVER.get(&address);
            let page = answer.json();
            seen.extend(page["hits"].as_array().unwrap().iter().map(|hit| hit["id"].clone()));
            let link = answer.header("link").strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\""));
            assert_eq!(link.is_some(), page["next"].is_string());
            next = link.map(str::to_owned);
        }
        assert!(seen.len() > 4, "{path}");
        assert_eq!(seen, all, "{path}{more}");
    }
}

#[test]
fn facets_narrow_down() {
    let facets = SERVER.get("/api/v1/quotes/facets").json();
    let speaker = &facets["speaker"][0];
    let path = format!("/api/v1/quotes?limit=200&speaker={}", speaker["value"]["id"]);
    let hits = SERVER.get(&path).json();
    assert_eq!(hits["hits"].as_array().unwrap().len(), speaker["count"].as_u64().unwrap() as usize);
    let two = SERVER.get("/api/v1/quotes?limit=200&kind=direct&kind=mixed").json();
    assert!(two["hits"].as_array().unwrap().iter().all(|hit| hit["kind"] != "indirect"));
}

#[test]
fn an_archive_that_has_not_changed_is_not_sent_again() {
    for path in READ.iter().chain(&["/", "/about"]) {
        let first = SERVER.get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}");
        let again = SERVER.get_with(path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag.as_str()), "{path}");
        assert_eq!(SERVER.get_with(path, &[("if-none-match", "\"other\"")]).status, 200);
    }
    assert_ne!(SERVER.get("/?lang=en").header("etag"), SERVER.get("/?lang=id").header("etag"));
}

#[test]
fn every_error_is_a_problem() {
    for path in READ {
        let detail = SERVER.get(&format!("{path}?tak-dikenal=1")).problem(400);
        assert!(detail.contains("unknown parameter \"tak-dikenal\""), "{detail}");
    }
    for path in [
        "/api/v1/quotes?limit=0",
        "/api/v1/quotes?limit=201",
        "/api/v1/quotes?cursor=x",
        "/api/v1/quotes?since=kemarin",
        "/api/v1/quotes?kind=lurus",
        "/api/v1/quotes?words=sejak:kemarin",
        "/api/v1/quotes?speaker=-1",
        "/api/v1/events?type=WAR",
        "/api/v1/events?in_quote=1",
        "/api/v1/network?limit=100000",
        "/api/v1/stats?x=1",
    ] {
        SERVER.get(path).problem(400);
    }
    for path in [
        "/api/v1/quotes/999999-Q1",
        "/api/v1/quotes/x",
        "/api/v1/quotes/1-V1",
        "/api/v1/events/1",
        "/api/v1/articles/0",
        "/api/v1/articles/999999",
        "/api/v1/articles/99999999999999999999",
        "/api/v1/entities/-1",
        "/api/v1/statements/999999",
        "/api/v1/happenings/999999",
        "/api/v1/nothing",
        "/assets/app.css",
        "/tidak-ada",
    ] {
        SERVER.get(path).problem(404);
    }
    let other = |method: &str, path: &str| {
        let request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", SERVER.base)).body(()).unwrap();
        Answer::new(agent().run(request).unwrap())
    };
    let refused = other("DELETE", "/api/v1/quotes");
    refused.problem(405);
    assert_eq!(refused.header("allow"), "GET,HEAD");
    other("PUT", "/api/v1/read").problem(405);
    SERVER.post("/api/v1/read", "application/pdf", "x", &[]).problem(415);
    SERVER.post("/api/v1/read", "application/json", "{", &[]).problem(400);
    SERVER.post("/api/v1/read", "application/json", "{\"teks\": \"x\"}", &[]).problem(400);
    SERVER.post("/api/v1/read", "application/json", "{}", &[]).problem(422);
    SERVER.post("/api/v1/read", "application/json", "{\"text\": \"x\", \"published\": \"kemarin\"}", &[]).problem(422);
    SERVER.post("/api/v1/read", "text/plain", " ", &[]).problem(422);
    SERVER.post("/api/v1/read", "text/plain", &"kata ".repeat(20_000), &[]).problem(413);
    SERVER.post("/api/v1/articles", "text/plain", "x", &[]).problem(401);
    SERVER.post("/api/v1/articles", "text/plain", "x", &[("authorization", "Bearer salah")]).problem(401);
    SERVER.get_with("/", &[("host", "jahat.example")]).problem(421);
}

#[test]
fn people_see_pages_where_programs_see_problems() {
    let page = SERVER.get_with("/articles/999999", &[("accept", "text/html")]);
    assert_eq!((page.status, page.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(page.body.contains("<main"));
    SERVER.get_with("/api/v1/articles/999999", &[("accept", "text/html")]).problem(404);
}

#[test]
fn articles_are_read_without_being_kept() {
    let before = SERVER.get("/api/v1/stats").json();
    let body =
        json!({ "text": "\"Harga beras naik,\" kata Bupati Hasan Basri.", "published": "2025-10-01" }).to_string();
    let report = SERVER.post("/api/v1/read", "application/json", &body, &[]).json();
    assert_eq!(report["quotes"][0]["segments"][0]["text"], "Harga beras naik,");
    assert_eq!(report["document"]["published"], "2025-10-01");
    let page = "<html><head><title>Beras</title></head><body><article><h1>Beras</h1><p>\"Harga beras naik tajam pekan ini,\" kata \
        Bupati Hasan Basri kepada wartawan di pendopo, Senin pagi, seusai rapat bersama para pedagang pasar.</p></article></body></html>";
    assert_eq!(SERVER.post("/api/v1/read", "text/html; charset=utf-8", page, &[]).status, 200);
    assert_eq!(SERVER.get("/api/v1/stats").json()["articles"], before["articles"]);
}

#[test]
fn whoever_knows_the_token_stores() {
    let server = Server::new(&["articles.jsonl"]);
    let tag = server.get("/api/v1/stats").header("etag").to_owned();
    let authorisation = format!("Bearer {TOKEN}");
    let headers = [("authorization", authorisation.as_str())];
    let body = json!({ "text": "\"Pasar kami terbakar semalam,\" kata Camat Wulan Sari.", "source": "Uji", "published": "2025-11-01" });
    let stored = server.post("/api/v1/articles", "application/json", &body.to_string(), &headers);
    assert_eq!(stored.status, 201, "{}", stored.body);
    assert_eq!(stored.json()["quotes"], 1);
    let article = server.get(stored.header("location")).json();
    assert_eq!(article["outlet"], "Uji");
    assert_eq!(server.get("/api/v1/quotes?words=terbakar").json()["hits"].as_array().unwrap().len(), 1);
    assert_ne!(server.get("/api/v1/stats").header("etag"), tag);
    let again = server.post("/api/v1/articles", "application/json", &body.to_string(), &headers);
    assert_eq!(again.json()["outcome"], "known");
    // Whatever the system's own network answers, nothing private is fetched.
    let private = json!({ "url": format!("{}/metrics", server.base) }).to_string();
    server.post("/api/v1/articles", "application/json", &private, &headers).problem(422);
    let mute = Server::with(&[], |config| config.token = None);
    mute.post("/api/v1/articles", "application/json", &body.to_string(), &headers).problem(403);
}

#[test]
fn tables_hold_every_hit() {
    let count = SERVER.get("/api/v1/quotes/facets").json()["counted"].as_u64().unwrap() as usize;
    let lines = SERVER.get("/api/v1/quotes.jsonl");
    assert_eq!(lines.body.lines().count(), count);
    let table = SERVER.get("/api/v1/quotes.csv");
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(table.header("content-disposition").contains("kutipan.csv"));
    let text = table.body.trim_start_matches('\u{feff}');
    assert!(text.starts_with("quote_id,article_id,published,"));
    assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).count(), count);
    SERVER.get("/api/v1/quotes.csv?cursor=x").problem(400);
    let events = SERVER.get("/api/v1/events.csv?type=SANCTION");
    assert!(events.body.contains("SANCTION") && !events.body.contains("ASSAULT"));
}

#[test]
fn what_articles_say_stays_text() {
    let server = Server::new(&["hostile.jsonl"]);
    let mut pages: Vec<String> = PAGES.iter().map(|&page| page.to_owned()).collect();
    pages.extend((1..=2).map(|id| format!("/articles/{id}")));
    let entities = server.get("/api/v1/entities?limit=200").json();
    pages.extend(entities["hits"].as_array().unwrap().iter().map(|entity| format!("/entities/{}", entity["id"])));
    pages.push("/?words=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&outlet=%3Csvg/onload=alert(2)%3E&lang=en".to_owned());
    pages.push("/entities?name=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned());
    for path in pages {
        let page = server.get_with(&path, &[("accept", "text/html")]);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        for tag in [
            "<script>",
            "<img src=x",
            "<svg onload",
            "<svg/onload",
            "<iframe",
            "<b onmouseover",
            "javascript:alert",
            "style=\"",
            "\u{202e}",
        ] {
            let held = page.body.contains(&format!("\"{tag}"))
                || (tag == "javascript:alert" && !page.body.contains("href=\"javascript"));
            assert!(!page.body.contains(tag) || held, "{path}: {tag}");
        }
        assert!(!page.body.contains("href=\"javascript"), "{path}");
    }
    let table = server.get("/api/v1/quotes.csv").body;
    assert!(!table.contains(",=1+1") && table.contains("'=1+1"), "{table}");
}

#[test]
fn forms_from_elsewhere_are_not_taken() {
    let page = SERVER.get("/import");
    let cookie = page.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(page.header("set-cookie").contains("SameSite=Strict; HttpOnly"));
    let token = page.body.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let kind = "application/x-www-form-urlencoded";
    let body = format!("form={token}&text=%22Ya%2C%22+kata+Bupati+Hasan.&do=read");
    let taken = |cookie: &str, origin: &str, body: &str| {
        let answer = SERVER.post("/import", kind, body, &[("cookie", cookie), ("origin", origin)]);
        assert_eq!(answer.status, 200);
        answer.body.contains("class=\"person")
    };
    assert!(taken(&cookie, &SERVER.base, &body));
    assert!(!taken(&cookie, "http://jahat.example", &body));
    assert!(!taken("saksi-form=00000000000000000000000000000000", &SERVER.base, &body));
    assert!(!taken(&cookie, &SERVER.base, "text=Ya&do=read"));
    let store = body.replace("do=read", "do=store&token=salah");
    let refused = SERVER.post("/import", kind, &store, &[("cookie", &cookie), ("origin", &SERVER.base)]);
    assert!(refused.body.contains("role=\"alert\""));
    SERVER.post("/import", "text/plain", "x", &[]).problem(415);
}

#[test]
fn too_much_at_once_is_told_to_come_back() {
    let server = Server::with(&[], |config| config.limits.requests = 0);
    let answer = server.get("/api/v1/quotes");
    answer.problem(503);
    assert_eq!(answer.header("retry-after"), "1");
    assert_eq!(server.get("/healthz").status, 200);
    // Longer to read than a thousandth of a second by far.
    let server = Server::with(&[], |config| config.limits.time = Duration::from_millis(1));
    let text = "Bupati Hasan Basri mengatakan harga beras turun. ".repeat(1200);
    let answer = server.post("/api/v1/read", "text/plain", &text, &[]);
    answer.problem(503);
    assert_eq!(answer.header("retry-after"), "5");
}

#[test]
fn answers_are_compressed_and_counted() {
    let mut stream = TcpStream::connect(SERVER.base.trim_start_matches("http://")).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    assert!(String::from_utf8_lossy(&bytes[..1500.min(bytes.len())]).to_lowercase().contains("content-encoding: gzip"));
    SERVER.get("/api/v1/stats");
    let metrics = SERVER.get("/metrics");
    assert!(metrics.header("content-type").starts_with("text/plain; version=0.0.4"));
    for line in
        ["saksi_requests_total{route=\"/api/v1/stats\",method=\"GET\",status=\"200\"}", "saksi_archive_articles 12"]
    {
        assert!(metrics.body.contains(line), "{}", metrics.body);
    }
}

#[test]
fn a_server_without_an_archive_does_not_start() {
    let config = saksi_serve::Config::new("/tidak/ada.saksi".into(), std::sync::Arc::clone(&common::ENGINE));
    assert!(saksi_serve::router(config).unwrap_err().to_string().contains("no such archive"));
}
