//! Reports of a hand-built analysis: what is written, that it reads back, that its offsets hold, that its page is safe.

mod common;

use common::{analysis, article};
use saksi_report::{HtmlArticle, Report, TextOptions, html_page, json_schema, write_json, write_jsonl, write_text};

fn report() -> Report {
    let article = article();
    Report::new(&article, &analysis(&article.text))
}

fn page(articles: &[HtmlArticle]) -> String {
    let mut out = Vec::new();
    html_page(&mut out, articles).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn json() {
    let mut out = Vec::new();
    write_json(&mut out, &report()).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn text() {
    let mut out = Vec::new();
    write_text(&mut out, &article().text, &report(), TextOptions { width: 60, colour: false }).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn html() {
    let page = page(&[HtmlArticle { text: article().text, report: report() }]);
    let body = page.split_once("<main").unwrap().1;
    insta::assert_snapshot!(body);
}

#[test]
fn colours_only_where_asked_for() {
    for colour in [false, true] {
        let mut out = Vec::new();
        write_text(&mut out, &article().text, &report(), TextOptions { width: 60, colour }).unwrap();
        assert_eq!(out.contains(&0x1b), colour);
    }
}

#[test]
fn reads_back() {
    let mut out = Vec::new();
    write_jsonl(&mut out, &report()).unwrap();
    assert_eq!(out.iter().filter(|&&byte| byte == b'\n').count(), 1);
    assert_eq!(serde_json::from_slice::<Report>(&out).unwrap(), report());
}

#[test]
fn every_span_holds_its_words() {
    fn check(value: &serde_json::Value, characters: &[char], seen: &mut usize) {
        match value {
            serde_json::Value::Object(fields) => {
                if let (Some(start), Some(end), Some(text)) =
                    (fields.get("start"), fields.get("end"), fields.get("text"))
                    && let (Some(start), Some(end), Some(text)) = (start.as_u64(), end.as_u64(), text.as_str())
                {
                    let words: String = characters[start as usize..end as usize].iter().collect();
                    assert_eq!(words, text);
                    *seen += 1;
                }
                fields.values().for_each(|value| check(value, characters, seen));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|value| check(value, characters, seen)),
            _ => {}
        }
    }
    let characters: Vec<char> = article().text.chars().collect();
    let mut seen = 0;
    check(&serde_json::to_value(report()).unwrap(), &characters, &mut seen);
    assert!(seen >= 23, "{seen}");
}

#[test]
fn every_link_of_the_page_has_its_place() {
    let one = HtmlArticle { text: article().text, report: report() };
    for articles in [&[one.clone()][..], &[one.clone(), one]] {
        let page = page(articles);
        let mut ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "nothing is called {link}");
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an identifier stands twice");
    }
}

#[test]
fn an_article_cannot_become_markup() {
    let nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let mut article = article();
    article.text = article.text.replace("beras", nasty);
    article.title = Some(nasty.to_owned());
    article.source = Some(nasty.to_owned());
    article.id = nasty.to_owned();
    article.url = Some("javascript:alert(3)".to_owned());
    let mut report = Report::new(&article, &analysis(&article.text));
    report.entities[0].name = nasty.to_owned();
    report.entities[0].kb = Some(nasty.to_owned());
    report.entities[0].roles[0].title = nasty.to_owned();
    for event in &mut report.events {
        event.class = nasty.into();
        event.mode = Some(nasty.into());
        event.status = Some(nasty.into());
        event.rule = nasty.into();
        event.anchor.text = nasty.to_owned();
        for actor in event.source.iter_mut().chain(&mut event.target) {
            (actor.entity, actor.text, actor.code) = (None, Some(nasty.to_owned()), Some(nasty.to_owned()));
        }
        if let Some(time) = &mut event.time {
            (time.text, time.value) = (nasty.to_owned(), nasty.to_owned());
        }
        if let Some(place) = &mut event.place {
            place.text = nasty.to_owned();
        }
    }
    report.times[0].value = nasty.to_owned();
    report.times[0].class = nasty.into();
    report.relations[0].class = nasty.into();
    report.relations[0].title = Some(nasty.to_owned());
    report.relations[0].object_name = Some(nasty.to_owned());
    let page = page(&[HtmlArticle { text: article.text, report }]);
    assert!(page.contains("&lt;script&gt;"));
    for wrong in ["<script", "<img", "javascript:", "\"'>"] {
        assert!(!page.contains(wrong), "{wrong}");
    }
}

#[test]
fn a_side_that_is_not_told_stays_so() {
    let mut report = report();
    report.events[1].source.clear();
    report.events[1].in_quote = Some("Q99".to_owned());
    let mut out = Vec::new();
    write_text(&mut out, &article().text, &report, TextOptions::default()).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("– → CONCEDE “bersabar” → – · called for · says unknown speaker"), "{text}");
}

#[test]
fn nothing_is_lost_without_an_analysis() {
    let article = article();
    let report = Report::new(&article, &saksi::Analysis::default());
    let page = page(&[HtmlArticle { text: article.text.clone(), report }]);
    for line in article.text.lines() {
        assert!(page.contains(line.split('"').next().unwrap()));
    }
}

/// `SAKSI_UPDATE=1 cargo test -p saksi-report` writes the file anew.
#[test]
fn the_published_schema_is_this_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/report.schema.json");
    if std::env::var_os("SAKSI_UPDATE").is_some() {
        std::fs::write(path, json_schema()).unwrap();
    }
    let published = std::fs::read_to_string(path).expect("docs/report.schema.json");
    assert_eq!(published, json_schema(), "run `saksi schema > docs/report.schema.json`");
}
