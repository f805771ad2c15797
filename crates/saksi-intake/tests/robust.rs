//! Whatever the bytes: no panic, no endless work, valid and stable text, one clear line per failure.

use std::io::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use saksi_intake::{Given, InputFormat, IntakeError, Options, Record, parse_date, read_bytes, read_paths};

const FORMATS: [InputFormat; 6] =
    [InputFormat::Auto, InputFormat::Text, InputFormat::Html, InputFormat::Jsonl, InputFormat::Feed, InputFormat::Warc];

fn read(name: &str, bytes: &[u8], format: InputFormat) -> Vec<Result<Record, IntakeError>> {
    read_bytes(name, bytes.to_vec(), format, &Given::default()).take(10_000).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600), format in 0..FORMATS.len()) {
        for record in read("x", &bytes, FORMATS[format]) {
            match record {
                Ok(record) => prop_assert!(!record.article.text.trim().is_empty() && record.origin.place == "x"),
                Err(error) => prop_assert!(!error.to_string().contains('\n') && error.place().starts_with('x')),
            }
        }
    }

    #[test]
    fn any_markup(parts in proptest::collection::vec(
        prop_oneof![
            "<(p|div|a|b|table|td|tr|br|h1|li|ul|script|title|figure|form|!--|svg|template|p class=caption|div class=share)>",
            "</(p|div|a|b|table|script|title|ul|form)>", "[a-z .“”&;<]{0,40}", Just("Baca juga: ".to_owned()),
            Just("Presiden berkata bahwa harga beras akan turun bulan depan, kata dia kepada wartawan. ".to_owned()),
        ], 0..60)) {
        for record in read("x.html", parts.concat().as_bytes(), InputFormat::Html).into_iter().flatten() {
            let text = record.article.text;
            prop_assert!(!text.contains(['\r', '\0']) && text.lines().all(|l| l.trim() == l && !l.is_empty()), "{text:?}");
        }
    }

    #[test]
    fn text_read_again_is_the_same(text in "\\PC{1,80}(\r\n|\n)?\\PC{0,80}") {
        for record in read("x.txt", text.as_bytes(), InputFormat::Text).into_iter().flatten() {
            let again = read("x.txt", record.article.text.as_bytes(), InputFormat::Text).remove(0).unwrap();
            prop_assert_eq!(again.article.text, record.article.text);
        }
    }

    #[test]
    fn any_date(s in "\\PC{0,40}") {
        let _ = parse_date(&s);
    }
}

#[test]
fn hostile_pages_are_quick() {
    let paragraph = "<p>Presiden berkata bahwa harga beras akan turun bulan depan, kata dia kepada wartawan.</p>";
    let pages = [
        ("deep", format!("{}{paragraph}", "<div>".repeat(100_000))),
        ("almost too deep", format!("{}{}", "<div>".repeat(480), paragraph.repeat(300))),
        ("reopened", format!("{}{paragraph}", "<b><p>".repeat(100_000))),
        ("attributes", format!("<div{}>{paragraph}", " a=b".repeat(100_000))),
        ("flat", paragraph.repeat(5_000)),
        ("breaks", format!("{paragraph}{}", "x<br>".repeat(20_000))),
        ("related", "<div>Baca juga: <a>Judul</a>".repeat(480) + paragraph),
        ("lone brackets", format!("{}{paragraph}", "<".repeat(200_000))),
    ];
    for (name, page) in pages {
        let start = Instant::now();
        let record =
            read("x.html", page.as_bytes(), InputFormat::Html).remove(0).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(record.article.text.contains("harga beras"), "{name}");
        let took = start.elapsed();
        eprintln!("{name}: {took:?}");
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

#[test]
fn json_lines_go_on_after_an_error() {
    let lines = "{\"id\": 1, \"text\": \"Satu.\"}\n{broken\n\n{\"title\": \"x\"}\n{\"text\": \"Dua.\"}\n";
    let records = read("a.jsonl", lines.as_bytes(), InputFormat::Auto);
    let shown: Vec<String> = records
        .iter()
        .map(|r| r.as_ref().map_or_else(ToString::to_string, |r| format!("{}={}", r.article.id, r.article.text)))
        .collect();
    assert_eq!(shown[0], "1=Satu.");
    assert!(shown[1].starts_with("a.jsonl:2: not valid JSON: "), "{}", shown[1]);
    let error = records[1].as_ref().unwrap_err();
    assert_eq!((error.place(), error.position()), ("a.jsonl", Some(2)));
    assert!(error.reason().starts_with("not valid JSON: "), "{}", error.reason());
    let origin = &records[3].as_ref().unwrap().origin;
    assert_eq!((origin.place.as_str(), origin.position), ("a.jsonl", Some(5)));
    assert!(shown[2].starts_with("a.jsonl:4: there is no text"), "{}", shown[2]);
    assert_eq!(shown[3], "a#3=Dua.");
}

#[test]
fn json_documents() {
    let ids = |name: &str, text: &str| -> Vec<String> {
        let records = read(name, text.as_bytes(), InputFormat::Auto);
        records.into_iter().map(|r| r.map_or_else(|e| e.to_string(), |r| r.article.id)).collect()
    };
    assert_eq!(ids("a.json", "{\n \"text\":\n \"Satu.\"\n}\n"), ["a"]);
    assert_eq!(ids("-", "[{\"text\":\"A\"},\n{\"text\":\"B\", \"id\":\"b\"}]"), ["stdin#1", "b"]);
    assert_eq!(ids("a.json", "\u{feff}{\"text\":\"A\"}"), ["a"]);
    let cut = ids("a.jsonl", "{\"text\":\"A\n{\"text\":\"B\"}\n{\"text\":\"C\"}");
    assert!(cut[0].starts_with("a.jsonl:1: not valid JSON"), "{cut:?}");
    assert_eq!(cut.len(), 3);
    assert_eq!(ids("a.json", "{\n\"text\": nope\n}").len(), 1);
}

#[test]
fn folders_compression_and_failures() {
    let folder = std::env::temp_dir().join(format!("saksi-intake-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("b/.git")).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("c.txt", b"Tiga.");
    write("a.txt", b"Satu.");
    write("b/d.bin", &[0, 1, 2, 3]);
    write("b/e.txt", b"");
    write("b/.git/x.txt", b"Bukan.");
    write("b/page.css", b"p {}");
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(b"{\"text\":\"Dua.\"}\n{\"text\":\"Lagi.\"}\n").unwrap();
    let gz = gz.finish().unwrap();
    write("b/f.jsonl.gz", &gz);
    write("b/g.jsonl.gz", &gz[..gz.len() - 9]);
    write("b/h.txt.zst", &zstd::encode_all(&vec![b'a'; 4 << 20][..], 3).unwrap());
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("b/loop")).unwrap();
    let mut options = Options::default();
    options.limits.source = 1 << 20;
    let paths = [folder.clone(), folder.join("missing.txt")];
    let shown: Vec<String> = read_paths(paths, &options)
        .map(|r| r.map_or_else(|e| e.to_string(), |r| format!("{}={}", r.article.id, r.article.text)))
        .map(|line| line.replace(folder.to_str().unwrap(), ""))
        .collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(shown[0], "a=Satu.");
    assert!(shown[1].starts_with("/b/d.bin: not text but binary data"), "{shown:#?}");
    assert!(shown[2].starts_with("/b/e.txt: empty"), "{shown:#?}");
    assert_eq!(&shown[3..5], ["f#1=Dua.", "f#2=Lagi."]);
    assert!(shown.iter().any(|s| s.starts_with("/b/g.jsonl.gz") && s.contains("damaged")), "{shown:#?}");
    assert!(shown.iter().any(|s| s.starts_with("/b/h.txt.zst: longer than the limit of 1048576")), "{shown:#?}");
    assert_eq!(shown[shown.len() - 2], "c=Tiga.");
    assert!(shown[shown.len() - 1].starts_with("/missing.txt: no such file"), "{shown:#?}");
}

#[test]
fn a_hundred_megabytes_of_text() {
    let line = "“Kami siap,” kata Menteri kepada wartawan di Jakarta, Rabu.\r\n";
    let text = line.repeat(100_000_000 / line.len());
    let record = read("x.txt", text.as_bytes(), InputFormat::Auto).remove(0).unwrap();
    assert_eq!(record.article.text.len(), text.len() / line.len() * (line.len() - 1));
}

#[test]
fn what_is_given_wins() {
    let given = Given {
        title: Some("Judul".into()),
        published: parse_date("30 Juni 2022"),
        source: Some("Harian".into()),
        ..Given::default()
    };
    let bytes = b"{\"text\": \"Satu.\", \"title\": \"X\", \"date\": \"kemarin\", \"source\": null}".to_vec();
    let record = read_bytes("-", bytes, InputFormat::Auto, &given).next().unwrap().unwrap();
    assert!(record.notes.is_empty());
    let article = record.article;
    assert_eq!((article.title.as_deref(), article.source.as_deref()), (Some("Judul"), Some("Harian")));
    assert_eq!(article.published.unwrap().to_string(), "2022-06-30");
}
