//! Web archives made by this test: what is whole is read whole, what is damaged costs itself and nothing else.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use saksi_intake::{Given, InputFormat, IntakeError, Options, Record, Source, read_bytes};

type Read = Result<Record, IntakeError>;

fn page(n: usize) -> String {
    format!(
        "<html><head><title>Judul Berita Nomor {n}</title></head><body><h1>Judul Berita Nomor {n}</h1><p>Menteri nomor {n} \
         berkata bahwa harga beras akan turun bulan depan, setelah panen raya di Jawa Timur.</p></body></html>"
    )
}

fn record(kind: &str, n: usize, fields: &str, block: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harian.id/{n}\r\nWARC-Date: 2022-06-30T03:04:05Z\r\n\
         WARC-Record-ID: <urn:uuid:{n}>\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    bytes.extend_from_slice(block);
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes
}

fn response(n: usize, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", n, "Content-Type: application/http; msgtype=response\r\n", &block)
}

fn html(n: usize) -> Vec<u8> {
    response(n, "200 OK\r\nContent-Type: text/html; charset=utf-8", page(n).as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

type Store = fn(&[Vec<u8>]) -> Vec<u8>;

/// How archives are stored: bare, a member a record, all in one member.
const STORED: [Store; 5] = [
    |records| records.concat(),
    |records| records.iter().flat_map(|r| gzip(r)).collect(),
    |records| records.iter().flat_map(|r| zstd(r)).collect(),
    |records| gzip(&records.concat()),
    |records| zstd(&records.concat()),
];

fn read(bytes: &[u8]) -> Vec<Read> {
    read_bytes("arsip.warc", bytes.to_vec(), InputFormat::Warc, &Given::default()).take(100_000).collect()
}

/// Last parts of the addresses of what was read, in order.
fn numbers(read: &[Read]) -> Vec<usize> {
    let urls = read.iter().flatten().map(|r| r.article.url.clone().unwrap());
    urls.map(|url| url.rsplit('/').next().unwrap().parse().unwrap()).collect()
}

fn reasons(read: &[Read]) -> Vec<String> {
    read.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect()
}

#[test]
fn pages_are_read_and_the_rest_is_passed_over() {
    let chunked = |n: usize| {
        let page = page(n);
        let (a, b) = page.split_at(100);
        format!("{:x}\r\n{a}\r\n{:X};x=y\r\n{b}\r\n0\r\n\r\n", a.len(), b.len())
    };
    let latin = page(7).replace("panen raya", "panen raya di caf\u{e9}");
    let latin: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let records = [
        record("warcinfo", 0, "Content-Type: application/warc-fields\r\n", b"software: x\r\n"),
        record("request", 1, "Content-Type: application/http; msgtype=request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        html(1),
        response(2, "404 Not Found\r\nContent-Type: text/html", page(2).as_bytes()),
        response(3, "200 OK\r\nContent-Type: image/png", &[0x89, 0x50, 0x4e, 0x47]),
        response(4, "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", chunked(4).as_bytes()),
        response(5, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzip(page(5).as_bytes())),
        response(6, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", page(6).as_bytes()),
        response(7, "200 OK\r\nContent-Type: text/html; charset=iso-8859-1", &latin),
        record("resource", 8, "Content-Type: text/html\r\n", page(8).as_bytes()),
        record("resource", 9, "Content-Type: text/css\r\n", b"p {}"),
        record(
            "revisit",
            10,
            "Content-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        ),
        record("response", 11, "Content-Type: application/http\r\n", b""),
        record("metadata", 12, "Content-Type: text/html\r\n", page(12).as_bytes()),
    ];
    for (how, store) in STORED.iter().enumerate() {
        let bytes = store(&records);
        let mut stream = read_bytes("arsip.warc.gz", bytes.clone(), InputFormat::Auto, &Given::default());
        let read: Vec<Read> = stream.by_ref().collect();
        assert_eq!(reasons(&read), [""; 0], "{how}");
        assert_eq!(numbers(&read), [1, 4, 5, 6, 7, 8], "{how}");
        assert_eq!(stream.skipped(), 8);
        let first = read[0].as_ref().unwrap();
        assert_eq!(first.article.title.as_deref(), Some("Judul Berita Nomor 1"));
        assert_eq!((first.article.id.as_str(), first.article.source.as_deref()), ("arsip#1", Some("harian.id")));
        assert!(first.article.text.starts_with("Menteri nomor 1 berkata"));
        let origin = &first.origin;
        assert_eq!((origin.place.as_str(), origin.record_id.as_deref()), ("arsip.warc.gz", Some("urn:uuid:1")));
        assert_eq!(origin.captured.as_deref(), Some("2022-06-30T03:04:05Z"));
        assert_eq!(origin.media_type.as_deref(), Some("text/html"));
        let before = match how {
            3 | 4 => 0,
            _ => store(&records[..2]).len(),
        };
        assert_eq!(origin.position, Some(before as u64), "{how}");
        assert!(read[4].as_ref().unwrap().article.text.contains("café"));
        // Sniffed, under a name that says nothing.
        let sniffed = read_bytes("-", bytes, InputFormat::Auto, &Given::default()).filter(Result::is_ok).count();
        assert_eq!(sniffed, 6, "{how}");
    }
}

#[test]
fn damage_costs_the_record_and_no_other() {
    let records: Vec<Vec<u8>> = (0..6).map(html).collect();
    for (how, store) in STORED[..3].iter().enumerate() {
        let stored: Vec<Vec<u8>> = records.iter().map(|r| store(std::slice::from_ref(r))).collect();
        let with = |at: usize, bytes: Vec<u8>| {
            let mut stored = stored.clone();
            stored[at] = bytes;
            read(&stored.concat())
        };
        // Garbage between records.
        let mut garbage = stored.clone();
        garbage.insert(3, b"\x1f\x8b\x08\x00sampah\n\x28\xb5\x2f\xfd\r\nWARC/\r\n".repeat(3));
        let read = read(&garbage.concat());
        assert_eq!(numbers(&read), [0, 1, 2, 3, 4, 5], "{how}: {:?}", reasons(&read));
        assert!((1..=4).contains(&reasons(&read).len()), "{how}: {:?}", reasons(&read));
        // A record that lost its middle, one that lost its end, one of which the beginning is gone.
        let length = stored[2].len();
        let middle = [&stored[2][..length / 3], &stored[2][length / 2..]].concat();
        for bytes in [middle, stored[2][..length * 2 / 3].to_vec(), stored[2][length / 3..].to_vec()] {
            let read = with(2, bytes);
            assert_eq!(numbers(&read), [0, 1, 3, 4, 5], "{how}: {:?}", reasons(&read));
            assert!(!reasons(&read).is_empty(), "{how}");
        }
        // A Content-Length that lies.
        let text = String::from_utf8(records[2].clone()).unwrap();
        let (_, rest) = text.split_once("Content-Length: ").unwrap();
        let said = rest.split_once("\r\n").unwrap().0;
        for lie in ["3", "100", "100000", "99999999999999", "18446744073709551615", "-1", "x", ""] {
            let lying = text.replace(&format!("Content-Length: {said}"), &format!("Content-Length: {lie}"));
            let read = with(2, store(&[lying.into_bytes()]));
            assert_eq!(numbers(&read), [0, 1, 3, 4, 5], "{how}, {lie}: {:?}", reasons(&read));
            assert!(!reasons(&read).is_empty(), "{how}, {lie}");
        }
    }
}

#[test]
fn errors_tell_where() {
    let mut bytes = [html(0), html(1)].concat();
    let at = bytes.len();
    bytes.extend_from_slice(b"sampah\r\n");
    bytes.extend_from_slice(&html(2));
    let read = read(&bytes);
    let error = read[2].as_ref().unwrap_err();
    assert_eq!((error.place(), error.position()), ("arsip.warc", Some(at as u64)));
    assert_eq!(error.reason(), "bytes that are no record; going on with the next record");
    assert_eq!(error.to_string(), format!("arsip.warc, byte {at}: {}", error.reason()));
    assert_eq!(read[3].as_ref().unwrap().origin.position, Some(at as u64 + 8));
}

#[test]
fn large_records_are_passed_over() {
    let long = page(1).replace("<p>", &format!("<p>{}", "Panjang. ".repeat(200_000)));
    let bomb = gzip(&vec![b' '; 3 << 20]);
    let head = "200 OK\r\nContent-Type: text/html";
    let video = vec![7u8; 3 << 20];
    let records = [
        html(0),
        response(1, head, long.as_bytes()),
        response(2, &format!("{head}\r\nContent-Encoding: gzip"), &bomb),
        response(3, "200 OK\r\nContent-Type: video/mp4", &video),
        html(4),
    ];
    let mut options = Options { format: InputFormat::Warc, ..Options::default() };
    options.limits.page = 1 << 20;
    for (how, store) in STORED.iter().enumerate() {
        let path = std::env::temp_dir().join(format!("saksi-large-{}-{how}.warc", std::process::id()));
        std::fs::write(&path, store(&records)).unwrap();
        let read: Vec<Read> = Source { path: path.clone() }.read(&options).collect();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(numbers(&read), [0, 4], "{how}");
        let reasons = reasons(&read);
        assert!(reasons.len() == 2 && reasons.iter().all(|r| r.contains("longer than the limit")), "{reasons:?}");
    }
}

#[test]
fn cut_anywhere_a_prefix_is_read() {
    let records: Vec<Vec<u8>> = (0..3).map(html).collect();
    for (how, store) in STORED.iter().enumerate() {
        let bytes = store(&records);
        for cut in 0..bytes.len() {
            let read = read(&bytes[..cut]);
            let numbers = numbers(&read);
            assert_eq!(numbers, (0..numbers.len()).collect::<Vec<_>>(), "{how}, {cut}");
            assert!(reasons(&read).len() <= 2, "{how}, {cut}: {:?}", reasons(&read));
            // With a member a record, each that is whole is read.
            if how == 1 || how == 2 {
                let whole = (0..=3).rev().find(|&n| store(&records[..n]).len() <= cut).unwrap();
                assert_eq!(numbers.len(), whole, "{how}, {cut}");
            }
        }
        assert_eq!(numbers(&read(&bytes)), [0, 1, 2]);
    }
}

#[test]
fn hostile_archives_are_quick() {
    let lying = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 9999999\r\n\r\n\
                 HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    // Each record claims all that follows.
    let nested = lying.repeat(60_000);
    let heads = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03".repeat(500_000);
    // Stored blocks that hold the heads of further members.
    let mut stored = Vec::new();
    for _ in 0..100_000 {
        stored.extend_from_slice(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x00\xff\xff\x00\x00WARC/1.0\r\n");
    }
    for (name, bytes) in [
        ("nested", nested.clone().into_bytes()),
        ("nested in a member", gzip(nested.as_bytes())),
        ("heads", heads),
        ("stored", stored),
        ("no end", [b"WARC/1.0\r\n".to_vec(), vec![b'a'; 8 << 20]].concat()),
        ("lines", b"WARC/1.0\r\n".repeat(500_000)),
        ("blank", vec![b'\n'; 8 << 20]),
        ("empty members", gzip(b"").repeat(100_000)),
    ] {
        let start = Instant::now();
        let records = read_bytes("x.warc", bytes, InputFormat::Warc, &Given::default()).count();
        let took = start.elapsed();
        eprintln!("{name}: {records} records in {took:?}");
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), how in 0..4usize) {
        let prefix: &[u8] = [&b""[..], b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd"][how];
        for record in read(&[prefix, &bytes].concat()) {
            match record {
                Ok(record) => prop_assert!(!record.article.text.trim().is_empty()),
                Err(error) => prop_assert!(!error.to_string().contains('\n') && error.place() == "arsip.warc"),
            }
        }
    }

    /// Spoilt at some places, an archive gives some of its pages, and none that is not in it.
    #[test]
    fn spoilt_archives(
        how in 0..STORED.len(),
        spoils in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..40usize), 1..4),
    ) {
        let records: Vec<Vec<u8>> = (0..5).map(html).collect();
        let mut bytes = STORED[how](&records);
        for (at, byte, gone) in spoils {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.drain(at..(at + gone).min(bytes.len()));
            if bytes.is_empty() {
                break;
            }
        }
        prop_assert!(read(&bytes).len() <= 40);
    }

    /// Whatever the pages hold, however they are packed and in what pieces they come.
    #[test]
    fn what_is_written_is_read(
        pages in proptest::collection::vec(("[A-Za-z]{3,9}( [a-z]{2,9}){12,40}", 0..4usize, 0..300usize), 1..8),
        how in 0..STORED.len(),
        piece in 1..5_000usize,
    ) {
        let mut records = Vec::new();
        for (n, (text, encoding, pad)) in pages.iter().enumerate() {
            let page = format!("<html><head><title>Judul Berita Itu</title></head><body>{}<p>{text}.</p></body></html>", " ".repeat(*pad));
            let head = "200 OK\r\nContent-Type: text/html";
            records.push(match encoding {
                0 => response(n, head, page.as_bytes()),
                1 => response(n, &format!("{head}\r\nContent-Encoding: gzip"), &gzip(page.as_bytes())),
                2 => {
                    let body = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
                    response(n, &format!("{head}\r\nTransfer-Encoding: chunked"), body.as_bytes())
                }
                _ => record("resource", n, "Content-Type: text/html\r\n", page.as_bytes()),
            });
        }
        let path = std::env::temp_dir().join(format!("saksi-pieces-{}.fifo", std::process::id()));
        let bytes = STORED[how](&records);
        // A pipe gives what was written to it in whatever pieces it was written.
        let _ = std::fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        let read: Vec<Read> = if made.is_ok_and(|s| s.success()) {
            let to = path.clone();
            let written = bytes.clone();
            let writer = std::thread::spawn(move || {
                let mut pipe = std::fs::OpenOptions::new().write(true).open(to).unwrap();
                written.chunks(piece).for_each(|p| pipe.write_all(p).unwrap());
            });
            let read = Source { path: path.clone() }.read(&Options { format: InputFormat::Warc, ..Options::default() });
            let read = read.collect();
            writer.join().unwrap();
            read
        } else {
            self::read(&bytes)
        };
        let _ = std::fs::remove_file(&path);
        prop_assert_eq!(reasons(&read), vec![""; 0]);
        prop_assert_eq!(numbers(&read), (0..pages.len()).collect::<Vec<_>>());
        for (record, (text, ..)) in read.iter().zip(&pages) {
            prop_assert_eq!(&record.as_ref().unwrap().article.text, &format!("{text}."));
        }
    }
}
