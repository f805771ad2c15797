//! Fetching from real servers on this machine: what they forbid, how they fail, and how they attack.

mod server;

use std::io::Write;
use std::time::{Duration, Instant};

use saksi_intake::{FetchError, FetchOptions, Fetched, FetchedPage, Fetcher, Gathered, Given, Validators};
use server::{Answer, Asked, Server, ok, with};

/// Local hosts may be asked, without rest.
fn options() -> FetchOptions {
    FetchOptions {
        delay: Duration::ZERO,
        allow_private: true,
        timeout: Duration::from_secs(2),
        longest_body: 1 << 20,
        longest_page: 2 << 20,
        ..FetchOptions::default()
    }
}

fn fetcher() -> Fetcher {
    Fetcher::new(options())
}

fn fetch(fetcher: &Fetcher, url: &str) -> Result<FetchedPage, FetchError> {
    match fetcher.fetch(url, &Validators::default())? {
        Fetched::Page(page) => Ok(page),
        Fetched::NotModified => panic!("not modified"),
    }
}

/// Without a robots.txt, and `answer` for the rest.
fn server(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(move |asked| if asked.path == "/robots.txt" { with("404 Not Found", "") } else { answer(asked) })
}

fn page() -> String {
    let sentence = "Menteri itu berkata bahwa harga beras akan turun bulan depan setelah panen raya di Jawa Timur.";
    format!(
        "<html lang=id><head><title>Harga Beras Turun Bulan Depan</title><meta property=article:published_time \
         content=2022-06-30T10:00:00+07:00><meta name=author content='Ani Lestari'></head><body>\
         <h1>Harga Beras Turun Bulan Depan</h1>{}</body></html>",
        format!("<p>{sentence}</p>").repeat(5)
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_page_becomes_an_article() {
    let server = server(|_| with("200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nETag: \"a1\"", page()));
    let fetcher = Fetcher::new(FetchOptions { contact: Some("https://contoh.id/bot".into()), ..options() });
    let url = server.url("/2022/beras?id=7");
    let Ok(Gathered::Article { record, validators }) = fetcher.gather(&url, &Validators::default()) else { panic!() };
    assert_eq!(validators.etag.as_deref(), Some("\"a1\""));
    let article = record.article;
    assert_eq!((article.url.as_deref(), article.id.as_str()), (Some(url.as_str()), url.as_str()));
    assert_eq!(article.title.as_deref(), Some("Harga Beras Turun Bulan Depan"));
    assert_eq!(article.author.as_deref(), Some("Ani Lestari"));
    // Without og:site_name: the host.
    assert_eq!(article.source.as_deref(), Some("127.0.0.1"));
    assert_eq!(article.published.unwrap().to_string(), "2022-06-30");
    assert_eq!(article.text.lines().count(), 5);
    assert_eq!((record.origin.place.as_str(), record.origin.media_type.as_deref()), (url.as_str(), Some("text/html")));
    let captured = record.origin.captured.unwrap();
    assert!(captured.len() == 20 && captured.ends_with('Z') && captured.starts_with("20"), "{captured}");
    let asked = server.asked();
    assert_eq!(server.paths(), ["/robots.txt", "/2022/beras?id=7"]);
    let agent = concat!("saksi/", env!("CARGO_PKG_VERSION"), " (+https://contoh.id/bot)");
    assert!(asked.iter().all(|a| a.header("user-agent") == Some(agent)), "{asked:?}");
    assert!(asked.iter().all(|a| a.header("cookie").is_none() && a.header("referer").is_none()));
}

#[test]
fn a_feed_gives_its_entries() {
    let body = "Menteri itu berkata bahwa harga beras akan turun bulan depan setelah panen raya. ".repeat(10);
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Harian Pagi</title><item><title>Satu</title><link>/satu</link></item><item><title>Dua</title><link>/dua</link>\
         <content:encoded><![CDATA[<p>{body}</p>]]></content:encoded></item></channel></rss>"
    );
    let server = server(move |asked| match asked.path.as_str() {
        "/feed" => ok("application/rss+xml; charset=utf-8", feed.clone()),
        _ => ok("text/html", feed.clone()),
    });
    for path in ["/feed", "/umpan.php"] {
        let Ok(Gathered::Feed { origin, entries, .. }) = fetcher().gather(&server.url(path), &Validators::default())
        else {
            panic!("{path}");
        };
        assert_eq!(origin.place, server.url(path));
        assert_eq!(entries[0].url.as_deref(), Some(server.url("/satu").as_str()));
        assert!(entries[0].record(&origin, "a".into(), &Given::default()).is_none());
        let record = entries[1].record(&origin, "b".into(), &Given::default()).unwrap().unwrap();
        assert_eq!(record.article.text, body.trim());
        assert_eq!((record.origin.captured, record.origin.position), (origin.captured, Some(2)));
    }
}

#[test]
fn robots_are_obeyed() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /dalam\nCrawl-delay: 0.3\n"),
        "/ke-dalam" => with("302 Found\r\nLocation: /dalam/x", ""),
        _ => ok("text/html", page()),
    });
    let fetcher = fetcher();
    assert!(fetch(&fetcher, &server.url("/luar")).is_ok());
    for path in ["/dalam/x", "/ke-dalam"] {
        let error = fetch(&fetcher, &server.url(path)).unwrap_err();
        assert!(matches!(&error, FetchError::Robots { url, .. } if url.ends_with("/dalam/x")), "{error}");
        assert_eq!(error.reason(), "forbidden by the site's robots.txt; save the page by hand if you may");
    }
    assert!(fetch(&fetcher, &server.url("/luar/2")).is_ok());
    // Asked once; then a rest between any two requests.
    assert_eq!(server.paths(), ["/robots.txt", "/luar", "/ke-dalam", "/luar/2"]);
    let asked = server.asked();
    let rests: Vec<Duration> = asked[1..].windows(2).map(|w| w[1].at - w[0].at).collect();
    assert!(rests.iter().all(|r| *r >= Duration::from_millis(290)), "{rests:?}");
}

#[test]
fn robots_that_fail_forbid_all_and_those_that_are_not_there_nothing() {
    for (head, allowed) in [
        ("404 Not Found", true),
        ("403 Forbidden", true),
        ("410 Gone", true),
        ("500 Internal Server Error", false),
        ("503 Service Unavailable", false),
        ("429 Too Many Requests", false),
        ("302 Found\r\nLocation: /robots2.txt", false),
        ("302 Found\r\nLocation: ftp://contoh.id/robots.txt", false),
        ("302 Found\r\nLocation: /robots.txt", true),
    ] {
        let server = Server::start(move |asked| match asked.path.as_str() {
            "/robots.txt" => with(head, ""),
            "/robots2.txt" => ok("text/plain", "User-agent: saksi\nDisallow: /"),
            _ => ok("text/html", page()),
        });
        let got = fetch(&fetcher(), &server.url("/a"));
        assert_eq!(got.is_ok(), allowed, "{head}: {got:?}");
    }
    let silent = Server::start(|_| Answer::Nothing);
    assert!(matches!(fetch(&fetcher(), &silent.url("/a")), Err(FetchError::Robots { .. })));
    let endless = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Answer::Endless("200 OK".into(), b"# komentar\n".repeat(10_000), Duration::ZERO),
        _ => ok("text/html", page()),
    });
    assert!(fetch(&fetcher(), &endless.url("/a")).is_ok());
}

#[test]
fn hosts_are_asked_slowly() {
    let server = server(|_| ok("text/html", page()));
    let fetcher = Fetcher::new(FetchOptions { delay: Duration::from_millis(200), ..options() });
    // Several threads wait for each other.
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (fetcher, server) = (&fetcher, &server);
            scope.spawn(move || fetch(fetcher, &server.url(&format!("/{n}"))).unwrap());
        }
    });
    let asked = server.asked();
    assert_eq!(asked.len(), 5);
    let rests: Vec<Duration> = asked.windows(2).map(|w| w[1].at - w[0].at).collect();
    assert!(rests.iter().all(|r| *r >= Duration::from_millis(190)), "{rests:?}");
}

#[test]
fn redirects_are_followed_and_checked() {
    let server = server(|asked| {
        let to = |to: &str| with(&format!("301 Moved Permanently\r\nLocation: {to}"), "");
        match asked.path.as_str() {
            "/a" => to("/b?x=1"),
            "/b?x=1" => to("c"),
            "/c" => ok("text/html", page()),
            "/putar" => to("/putar"),
            "/berkas" => to("file:///etc/passwd"),
            "/sandi" => to("http://ani:rahasia@127.0.0.1/"),
            "/samar" => to("http://0x7f.1/"),
            "/tanpa" => with("302 Found", ""),
            _ => with("404 Not Found", ""),
        }
    });
    let fetcher = fetcher();
    assert_eq!(fetch(&fetcher, &server.url("/a")).unwrap().url, server.url("/c"));
    assert!(matches!(fetch(&fetcher, &server.url("/putar")), Err(FetchError::Redirects { limit: 5, .. })));
    for path in ["/berkas", "/sandi", "/samar"] {
        assert!(matches!(fetch(&fetcher, &server.url(path)), Err(FetchError::Refused { .. })), "{path}");
    }
    assert!(matches!(fetch(&fetcher, &server.url("/tanpa")), Err(FetchError::Status { status: 302, .. })));
    assert!(matches!(fetch(&fetcher, &server.url("/tiada")), Err(FetchError::Status { status: 404, .. })));
}

/// Nothing on this machine is asked: neither directly nor by a name that leads here.
#[test]
fn private_hosts_are_refused() {
    let server = server(|_| ok("text/html", page()));
    let fetcher = Fetcher::new(FetchOptions { allow_private: false, ..options() });
    let port = server.address.port();
    for url in [
        server.url("/"),
        format!("http://localhost:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://2130706433:{port}/"),
        "http://169.254.169.254/".to_owned(),
        "http://localhost".to_owned(),
        "http://[::ffff:127.0.0.1]".to_owned(),
        "http://0x7f.1".to_owned(),
        "http://2130706433".to_owned(),
    ] {
        let error = fetch(&fetcher, &url).unwrap_err();
        assert!(matches!(error, FetchError::Refused { .. }), "{error}");
    }
    assert_eq!(server.paths(), [""; 0]);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = server(|asked| match asked.header("if-none-match").or(asked.header("if-modified-since")) {
        Some("\"a1\"" | "Thu, 30 Jun 2022 03:00:00 GMT") => with("304 Not Modified", ""),
        _ => with(
            "200 OK\r\nContent-Type: text/html\r\nETag: \"a1\"\r\nLast-Modified: Thu, 30 Jun 2022 03:00:00 GMT",
            page(),
        ),
    });
    let fetcher = fetcher();
    let first = fetch(&fetcher, &server.url("/a")).unwrap().validators;
    assert_eq!(first.last_modified.as_deref(), Some("Thu, 30 Jun 2022 03:00:00 GMT"));
    assert_eq!(fetcher.fetch(&server.url("/a"), &first).unwrap(), Fetched::NotModified);
    assert_eq!(fetcher.gather(&server.url("/a"), &first).unwrap(), Gathered::NotModified);
    let dated = Validators { etag: None, ..first };
    assert_eq!(fetcher.fetch(&server.url("/a"), &dated).unwrap(), Fetched::NotModified);
    // One that would add a header is left out.
    let odd = Validators { etag: Some("x\r\nCookie: y".into()), last_modified: None };
    assert!(matches!(fetcher.fetch(&server.url("/a"), &odd), Ok(Fetched::Page(_))));
}

#[test]
fn busy_servers_are_left_alone() {
    let server = server(|asked| match asked.path.as_str() {
        "/sibuk" => with("429 Too Many Requests\r\nRetry-After: 7", ""),
        _ => ok("text/html", page()),
    });
    let fetcher = fetcher();
    let error = fetch(&fetcher, &server.url("/sibuk")).unwrap_err();
    assert_eq!((error.wait(), error.is_temporary()), (Some(Duration::from_secs(7)), true));
    assert_eq!(error.reason(), "the server asks to wait 7 seconds; try again then");
    // Until then the host is not asked at all.
    let error = fetch(&fetcher, &server.url("/lain")).unwrap_err();
    assert!(error.wait().unwrap() > Duration::from_secs(5), "{error}");
    assert_eq!(server.paths(), ["/robots.txt", "/sibuk"]);
    for (retry, least, most) in [
        ("Retry-After: Fri, 01 Jan 2100 00:00:00 GMT", 86_400, 86_400),
        ("Retry-After: Fri, 01 Jan 2010 00:00:00 GMT", 60, 60),
        ("Retry-After: besok", 60, 60),
        ("X: y", 60, 60),
    ] {
        let server = self::server(move |_| with(&format!("503 Service Unavailable\r\n{retry}"), ""));
        let wait = fetch(&self::fetcher(), &server.url("/")).unwrap_err().wait().unwrap().as_secs();
        assert!((least..=most).contains(&wait), "{retry}: {wait}");
    }
}

#[test]
fn slow_and_endless_answers_end() {
    let head = || "200 OK\r\nContent-Type: text/html".to_owned();
    let server = server(move |asked| match asked.path.as_str() {
        "/lambat" => Answer::Endless(head(), b"<p>a".to_vec(), Duration::from_millis(100)),
        "/tanpa-akhir" => Answer::Endless(head(), vec![b'a'; 64 << 10], Duration::ZERO),
        "/kepala" => with(&format!("200 OK\r\nX: {}", "a".repeat(300 << 10)), ""),
        "/diam" => Answer::Silence(Duration::from_secs(30)),
        "/bom" => with("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip(&vec![b' '; 100 << 20])),
        "/bom-ganda" => {
            let bomb = gzip(&gzip(&vec![b' '; 100 << 20]));
            with("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, gzip", bomb)
        }
        "/panjang" => with("200 OK\r\nContent-Type: text/html", vec![b'a'; 3 << 20]),
        _ => with("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip(page().as_bytes())),
    });
    let fetcher = fetcher();
    for (path, large) in [
        ("/lambat", false),
        ("/tanpa-akhir", true),
        ("/diam", false),
        ("/bom", true),
        ("/bom-ganda", true),
        ("/panjang", true),
    ] {
        let start = Instant::now();
        let error = fetch(&fetcher, &server.url(path)).unwrap_err();
        let expected = if large {
            matches!(error, FetchError::TooLarge { .. })
        } else {
            matches!(error, FetchError::Timeout { .. })
        };
        assert!(expected, "{path}: {error:?}");
        assert!(start.elapsed() < Duration::from_secs(6), "{path}: {:?}", start.elapsed());
    }
    let error = fetch(&fetcher, &server.url("/kepala")).unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error:?}");
    assert_eq!(fetch(&fetcher, &server.url("/biasa")).unwrap().bytes, page().as_bytes());
}

#[test]
fn what_is_neither_page_nor_feed_is_told() {
    let server = server(|asked| match asked.path.as_str() {
        "/a.pdf" => ok("application/pdf", "%PDF-1.7"),
        "/kosong" => ok("text/html", "<html><body></body></html>"),
        "/latin" => ok(
            "text/html; charset=windows-1252",
            page()
                .replace("panen raya", "panen \u{1}")
                .replace('\u{1}', "caf?")
                .into_bytes()
                .iter()
                .map(|&b| if b == b'?' { 0xe9 } else { b })
                .collect::<Vec<u8>>(),
        ),
        "/teks" => ok("text/plain", "Menteri itu tiba.\r\nIa pulang."),
        _ => with("200 OK", "?"),
    });
    let gather = |path: &str| fetcher().gather(&server.url(path), &Validators::default());
    let error = gather("/a.pdf").unwrap_err();
    assert_eq!(error.reason(), "neither a page nor a feed but application/pdf; give the address of an article or feed");
    assert_eq!(error.place(), server.url("/a.pdf"));
    assert!(matches!(gather("/kosong"), Err(FetchError::Unread(e)) if e.place() == server.url("/kosong")));
    assert!(matches!(gather("/lain"), Err(FetchError::Media { .. })));
    let Ok(Gathered::Article { record, .. }) = gather("/latin") else { panic!() };
    assert!(record.article.text.contains("panen café"), "{}", record.article.text);
    let Ok(Gathered::Article { record, .. }) = gather("/teks") else { panic!() };
    assert_eq!(record.article.text, "Menteri itu tiba.\nIa pulang.");
}
