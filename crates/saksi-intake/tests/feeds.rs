//! Feeds written for this test, in every format: which entries are articles, which are links, and what is known of both.

use proptest::prelude::*;
use saksi_intake::feed::entries;
use saksi_intake::{FeedEntry, Given, InputFormat, read_bytes};

/// Some hundred characters of an article, marked up.
fn body() -> String {
    let sentence =
        "Menteri itu berkata bahwa harga beras di pasar akan turun bulan depan setelah panen raya di Jawa Timur.";
    format!(
        "<p>{sentence}</p>\n<p>Baca juga: <a href=\"/lain\">Harga Cabai Naik</a></p>\n{}",
        format!("<p>{sentence}</p>").repeat(7)
    )
}

fn escaped(markup: &str) -> String {
    markup.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn rss(version: &str, items: &str) -> String {
    format!(
        "\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss {version} xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Harian Pagi</title><link>https://harian.id/</link>\
         <description>Berita</description><language>id-ID</language>{items}</channel></rss>"
    )
}

fn item(more: &str) -> String {
    format!(
        "<item><title>Harga Beras &amp;quot;Turun&amp;quot; Bulan Depan</title><link>https://harian.id/beras</link>\
         <pubDate>Wed, 29 Jun 2022 20:00:00 +0000</pubDate><dc:creator>Ani Lestari</dc:creator>\
         <description>Ringkasan saja.</description>{more}</item>"
    )
}

fn full(body: &str) -> String {
    format!("<content:encoded><![CDATA[{body}]]></content:encoded>")
}

fn check(entry: &FeedEntry, media_type: &str) {
    assert_eq!(entry.url.as_deref(), Some("https://harian.id/beras"));
    assert_eq!(entry.title.as_deref(), Some("Harga Beras \"Turun\" Bulan Depan"));
    // 20:00 UTC is three in the morning in Jakarta.
    assert_eq!(entry.published.unwrap().to_string(), "2022-06-30");
    assert_eq!(entry.author.as_deref(), Some("Ani Lestari"));
    assert_eq!(entry.source.as_deref(), Some("Harian Pagi"));
    assert_eq!(entry.media_type, media_type);
    assert!(entry.content.is_some());
}

#[test]
fn every_format() {
    let body = body();
    let atom = format!(
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harian Pagi</title><id>x</id>\
         <updated>2022-06-30T00:00:00Z</updated><entry><id>y</id><title type=\"html\">Harga Beras &amp;quot;Turun&amp;quot; Bulan Depan</title>\
         <link rel=\"self\" href=\"/api/1\"/><link rel=\"alternate\" href=\"/beras\"/><author><name>Ani Lestari</name></author>\
         <published>2022-06-30T03:00:00+07:00</published><updated>2022-07-30T00:00:00Z</updated>\
         <content type=\"html\">{}</content></entry></feed>",
        escaped(&body)
    );
    let xhtml = format!("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{body}</div></content>");
    let xhtml = format!("{}{xhtml}</entry></feed>", atom.split_once("<content").unwrap().0);
    let json = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Harian Pagi\",\"items\":[{{\"id\":\"1\",\
         \"url\":\"https://harian.id/beras\",\"title\":\"Harga Beras \\\"Turun\\\" Bulan Depan\",\"content_html\":{},\
         \"date_published\":\"2022-06-29T20:00:00Z\",\"authors\":[{{\"name\":\"Ani Lestari\"}}]}}]}}",
        serde_json::Value::from(body.clone())
    );
    let text = json.replace("content_html", "content_text").replace("<p>", "").replace("</p>", "\\n");
    let text = text.replace("<a href=\\\"/lain\\\">", "").replace("</a>", "");
    let rdf = format!(
        "<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
         <channel rdf:about=\"x\"><title>Harian Pagi</title><link>https://harian.id</link><description>x</description></channel>\
         <item rdf:about=\"y\"><title>Harga Beras \"Turun\" Bulan Depan</title><link>https://harian.id/beras</link>\
         <dc:date>2022-06-30T03:00:00+07:00</dc:date><dc:creator>Ani Lestari</dc:creator>{}</item></rdf:RDF>",
        full(&body)
    );
    let base = Some("https://harian.id/feed");
    for (name, feed, media_type) in [
        ("RSS 2.0", rss("version=\"2.0\"", &item(&full(&body))), "application/rss+xml"),
        ("RSS 2.0.1", rss("version=\"2.0.1\"", &item(&full(&body))), "application/rss+xml"),
        ("RSS 0.94", rss("version='0.94'", &item(&full(&body))), "application/rss+xml"),
        ("RSS", rss("", &item(&full(&body))), "application/rss+xml"),
        ("RSS 1.0", rdf, "application/rss+xml"),
        ("Atom", atom, "application/atom+xml"),
        ("Atom, XHTML", xhtml, "application/atom+xml"),
        ("JSON", json, "application/feed+json"),
        ("JSON, text", text, "application/feed+json"),
    ] {
        let found = entries(feed.clone().into_bytes(), base).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(found.len(), 1, "{name}");
        check(&found[0], media_type);
        let Some(Ok(record)) = read_bytes("arsip", feed.into_bytes(), InputFormat::Auto, &Given::default()).next()
        else {
            panic!("{name} is not read");
        };
        let article = record.article;
        assert_eq!(article.text.lines().count(), 9, "{name}: {}", article.text);
        assert_eq!(article.text.lines().nth(1), Some("Baca juga: Harga Cabai Naik"), "{name}");
        assert_eq!((article.id.as_str(), article.source.as_deref()), ("arsip#1", Some("Harian Pagi")), "{name}");
        assert_eq!(
            (record.origin.position, record.origin.media_type.as_deref()),
            (Some(1), Some(media_type)),
            "{name}"
        );
    }
}

#[test]
fn entries_without_their_text_are_links() {
    let cut = body().replace("</p>\n<p>Baca", "</p><p>Baca") + "<p>Ia lalu […]</p>";
    let items = [item(""), item(&full("<p>Singkat.</p>")), item(&full(&cut)), item(&full(&body()))].concat();
    let feed = rss("version=\"2.0\"", &items);
    let mut records = read_bytes("harian.rss", feed.into_bytes(), InputFormat::Auto, &Given::default());
    let read: Vec<_> = records.by_ref().map(|r| r.unwrap().article.id).collect();
    assert_eq!(read, ["harian#4"]);
    assert_eq!(records.skipped(), 3);
    assert_eq!(records.links()[0].url.as_deref(), Some("https://harian.id/beras"));
    assert!(records.links().iter().all(|l| l.content.is_none()));
}

#[test]
fn days_are_those_of_jakarta() {
    for (written, expected) in [
        ("Wed, 29 Jun 2022 20:00:00 +0000", "2022-06-30"),
        ("Wed, 29 Jun 2022 20:00:00 GMT", "2022-06-30"),
        ("Wed, 29 Jun 2022 16:59:59 GMT", "2022-06-29"),
        ("Thu, 30 Jun 2022 00:30:00 +0700", "2022-06-30"),
        ("Wed, 29 Jun 2022 23:30:00 +0900", "2022-06-29"),
        ("2022-06-29T20:00:00Z", "2022-06-30"),
        ("2022-06-29 20:00:00", "2022-06-29"),
        ("Kamis, 30 Juni 2022 | 10:00 WIB", "2022-06-30"),
    ] {
        let feed = rss("version=\"2.0\"", &item("")).replace("Wed, 29 Jun 2022 20:00:00 +0000", written);
        let day = entries(feed.into_bytes(), None).unwrap()[0].published.map(|p| p.to_string());
        assert_eq!(day.as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn encodings_and_damage() {
    let feed =
        rss("version=\"2.0\"", &item("")).replace("Harian Pagi", "Kaf\u{e9} \u{e9}").replace("UTF-8", "ISO-8859-1");
    let latin: Vec<u8> = feed.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(entries(latin, None).unwrap()[0].source.as_deref(), Some("Kafé é"));
    let utf8 = "\u{feff}".to_owned() + &feed;
    assert_eq!(entries(utf8.into_bytes(), None).unwrap()[0].source.as_deref(), Some("Kafé é"));
    for wrong in ["", "x", "<html><p>Bukan umpan", "<rss version=\"2.0\"><channel><title>x", "{\"version\": 1}", "<rss"]
    {
        let error = entries(wrong.as_bytes().to_vec(), Some("https://harian.id/feed")).unwrap_err();
        assert_eq!(error.place(), "https://harian.id/feed", "{wrong}");
        assert!(error.reason().ends_with("; expected RSS, Atom or JSON Feed"), "{}", error.reason());
    }
    for deep in ["<itunes:category text=\"x\">", "<a>", "<media:group>"] {
        let feed = rss("version=\"2.0\"", &deep.repeat(200_000));
        assert!(entries(feed.into_bytes(), None).is_err(), "{deep}");
    }
    let wide = rss("version=\"2.0\"", &item("").repeat(20_000));
    assert_eq!(entries(wide.into_bytes(), None).unwrap().len(), 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..800)) {
        let _ = entries(bytes, None);
    }

    #[test]
    fn any_markup(parts in proptest::collection::vec(prop_oneof![
        "<(item|title|link|description|content:encoded|pubDate|entry|content type=\"xhtml\"|a:b x='&#0;'|dc:creator|media:group|guid|author|source)>",
        "</(item|title|link|description|content:encoded|pubDate|entry|content|dc:creator|media:group|guid|author|source)>",
        "[a-z &;:/<>\"'\\[\\]]{0,20}", Just("<![CDATA[".to_owned()), Just("]]>".to_owned()), Just("&#x110000;".to_owned()),
        Just("Thu, 30 Jun 2022 10:00:00 +0700".to_owned()), Just("https://harian.id/a".to_owned()),
    ], 0..40), how in 0..3usize) {
        let feed = match how {
            0 => rss("version=\"2.0\"", &parts.concat()),
            1 => format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{}</feed>", parts.concat()),
            _ => rss("version=\"0.91\"", &parts.concat()),
        };
        for record in read_bytes("x.rss", feed.into_bytes(), InputFormat::Feed, &Given::default()) {
            match record {
                Ok(record) => prop_assert!(!record.article.text.trim().is_empty()),
                Err(error) => prop_assert!(!error.to_string().contains('\n'), "{error}"),
            }
        }
    }
}
