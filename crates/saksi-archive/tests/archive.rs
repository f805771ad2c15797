//! What is stored is found again: by forms of a word, by speaker, day, outlet; versions; decisions about entities.

mod common;

use common::{Made, NOW, article, sample};
use saksi_archive::{ArticleQuery, EntityQuery, EventQuery, Filter, Order, Outcome, Paging, QuoteHit, QuoteQuery};

fn words(words: &str) -> QuoteQuery {
    QuoteQuery { filter: Filter { words: words.to_owned(), ..Filter::default() }, ..QuoteQuery::default() }
}

fn found(made: &mut Made, query: &QuoteQuery) -> Vec<QuoteHit> {
    made.archive().quotes(query, &Paging::default()).unwrap().hits
}

#[test]
fn a_word_is_found_in_all_its_forms() {
    let mut made = Made::new();
    sample(&mut made);
    // *naik*, *dinaikkan*, *kenaikan* share a root.
    for form in ["naik", "kenaikan", "dinaikkan"] {
        let hits = found(&mut made, &words(form));
        assert_eq!(hits.len(), 1, "{form}");
        assert!(hits[0].text.contains("tidak akan naik"), "{}", hits[0].text);
        let mark = hits[0].highlights[0];
        assert_eq!(hits[0].text.chars().skip(mark.start).take(mark.end - mark.start).collect::<String>(), "naik");
    }
    // A phrase is found by its exact words alone.
    assert_eq!(found(&mut made, &words("\"tidak akan mengimpor\"")).len(), 1);
    assert_eq!(found(&mut made, &words("\"tidak akan impor\"")).len(), 0);
    assert_eq!(found(&mut made, &words("gud*")).len(), 2);
    assert_eq!(found(&mut made, &words("gudang -mengimpor \"tidak akan ada\"")).len(), 0, "impor has the same root");
    // The name of who speaks counts among the words.
    assert_eq!(found(&mut made, &words("biden ukraina")).len(), 1);
    assert_eq!(found(&mut made, &words("oleh:biden")).len(), 1);
    assert_eq!(found(&mut made, &words("oleh:ukraina")).len(), 0);
}

#[test]
fn filters_narrow_down_and_pages_hold_every_hit_once() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let all = archive.quotes(&QuoteQuery::default(), &Paging::default()).unwrap().hits;
    assert!(all.len() >= 5, "{all:#?}");
    assert!(all.is_sorted_by(|a, b| a.article.published >= b.article.published), "the newest first");
    for order in [Order::Newest, Order::Oldest, Order::Relevance] {
        let (mut paging, mut seen) = (Paging { order, limit: 2, cursor: None }, Vec::new());
        loop {
            let page = archive.quotes(&QuoteQuery::default(), &paging).unwrap();
            seen.extend(page.hits.into_iter().map(|hit| hit.id));
            let Some(next) = page.next else { break };
            paging.cursor = Some(next);
        }
        seen.sort();
        let mut wanted: Vec<_> = all.iter().map(|hit| hit.id.clone()).collect();
        wanted.sort();
        assert_eq!(seen, wanted, "{order:?}");
    }
    let ratna =
        archive.entities(&EntityQuery { name: "ratna".into(), ..Default::default() }, &Paging::default()).unwrap().hits;
    assert_eq!(ratna.len(), 1, "one person in two papers: {ratna:#?}");
    assert_eq!(ratna[0].articles, 2);
    let by_ratna = QuoteQuery { speaker: vec![ratna[0].entity.id], ..QuoteQuery::default() };
    let hits = archive.quotes(&by_ratna, &Paging::default()).unwrap().hits;
    assert_eq!(hits.len(), ratna[0].quotes);
    assert!(hits.iter().all(|hit| hit.speaker.as_ref().unwrap().name == "Ratna Wiryawan"));
    let facets = archive.quote_facets(&by_ratna).unwrap();
    assert_eq!(facets.outlet.len(), 2);
    assert_eq!(facets.speaker[0].count, hits.len());
    let timeline = archive.quote_timeline(&QuoteQuery::default()).unwrap();
    assert_eq!((timeline.total, timeline.unit.as_str()), (all.len(), "month"));
    let one_outlet = words("media:\"warta contoh\" sejak:2025-06");
    assert!(found(&mut made, &one_outlet).iter().all(|hit| hit.article.outlet.as_deref() == Some("Warta Contoh")));
    assert_eq!(found(&mut made, &words("media:Tiada")).len(), 0);
    assert_eq!(found(&mut made, &words("sampai:2022")).len(), 1);
}

#[test]
fn events_are_found_by_who_does_what() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let query =
        EventQuery { class: vec!["SANCTION".into()], source_country: vec!["USA".into()], ..EventQuery::default() };
    let hits = archive.events(&query, &Paging::default()).unwrap().hits;
    assert_eq!(hits.len(), 1, "{hits:#?}");
    assert_eq!(hits[0].target[0].country.as_deref(), Some("RUS"));
    assert_eq!(archive.event(&hits[0].id).unwrap().as_ref(), Some(&hits[0]));
    let network = archive.network(&EventQuery::default(), 10).unwrap();
    assert!(network.edges.iter().any(|edge| edge.class == "SANCTION" && edge.first.as_deref() == Some("2022-06-29")));
}

#[test]
fn spans_point_into_the_stored_text() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let hits = archive.articles(&ArticleQuery::default(), &Paging::default()).unwrap().hits;
    assert_eq!(hits.len(), 3);
    for hit in hits {
        let stored = archive.article(hit.article.id).unwrap().unwrap();
        let points: Vec<char> = stored.text.chars().collect();
        for quote in &stored.report.quotes {
            for segment in &quote.segments {
                assert_eq!(points[segment.start..segment.end].iter().collect::<String>(), segment.text);
            }
            let id = format!("{}-{}", hit.article.id, quote.id);
            let found = archive.quote(&id).unwrap().unwrap();
            assert_eq!((found.id, found.start), (id, quote.segments[0].start));
        }
        assert_eq!(stored.entities.len(), stored.report.entities.len());
    }
}

#[test]
fn nothing_is_stored_twice_and_a_new_wording_is_a_version() {
    let mut made = Made::new();
    let first =
        article("https://a.example/x", "A", "2025-01-02", "Judul", "“Harga naik,” kata Menteri Ratna Wiryawan.");
    let Outcome::Stored(id) = made.store(first.clone()) else { panic!() };
    assert_eq!(made.store(first.clone()), Outcome::Known(id));
    // The same text in another paper is another article: who carried it is what people ask.
    let other = article("https://b.example/y", "B", "2025-01-02", "Judul", &first.text);
    assert!(matches!(made.store(other), Outcome::Stored(_)));
    let mut newer = first.clone();
    newer.text = "“Harga tidak naik,” kata Menteri Ratna Wiryawan.".to_owned();
    let Outcome::Version(second) = made.store(newer) else { panic!() };
    let archive = made.archive();
    let hits = archive.quotes(&words("media:A"), &Paging::default()).unwrap().hits;
    assert_eq!(hits.len(), 1, "searches find the current version alone");
    assert_eq!((hits[0].article.id, hits[0].text.as_str()), (second, "Harga tidak naik,"));
    let old = archive.article(id).unwrap().unwrap();
    assert_eq!(old.versions.iter().map(|version| version.current).collect::<Vec<_>>(), [false, true]);
    assert!(old.text.contains("Harga naik"), "the old version still opens");
    assert_eq!(archive.stats().unwrap().replaced, 1);
}

#[test]
fn what_was_not_committed_is_gone_and_nothing_else() {
    let mut made = Made::new();
    let one = made.prepared(article("https://a.example/1", "A", "2025-01-02", "Satu", "Satu."), "uji");
    let two = made.prepared(article("https://a.example/2", "A", "2025-01-02", "Dua", "Dua."), "uji");
    made.writer.store(&one, NOW).unwrap();
    made.writer.commit().unwrap();
    made.writer.store(&two, NOW).unwrap();
    let path = made.path();
    drop(made.writer);
    let archive = saksi_archive::Archive::open_to_read(&path, std::sync::Arc::default()).unwrap();
    assert_eq!(archive.stats().unwrap().articles, 1);
    assert!(archive.knows("Satu.", Some("A")).unwrap().is_some());
    assert!(archive.knows("Dua.", Some("A")).unwrap().is_none());
    assert!(archive.knows("Satu.", None).unwrap().is_none());
}

#[test]
fn entities_are_joined_and_parted_by_hand() {
    let mut made = Made::new();
    sample(&mut made);
    let archive = made.archive();
    let id = |name: &str| {
        let query = EntityQuery { name: name.to_owned(), ..EntityQuery::default() };
        archive.entities(&query, &Paging::default()).unwrap().hits[0].entity.id
    };
    let (ratna, dewi) = (id("Ratna Wiryawan"), id("Dewi"));
    made.writer.merge(ratna, &[dewi]).unwrap();
    let archive = made.archive();
    let page = archive.entity(dewi).unwrap().unwrap();
    assert_eq!((page.hit.entity.id, page.merged[0].id), (ratna, dewi));
    let both =
        archive.quotes(&QuoteQuery { speaker: vec![ratna], ..QuoteQuery::default() }, &Paging::default()).unwrap().hits;
    assert_eq!(both.len(), page.hit.quotes);
    made.writer.unmerge(dewi).unwrap();
    let archive = made.archive();
    assert!(archive.entity(ratna).unwrap().unwrap().hit.quotes < both.len());

    let second = archive
        .articles(&ArticleQuery { mentions: vec![ratna], ..Default::default() }, &Paging::default())
        .unwrap()
        .hits[0]
        .article
        .id;
    let other = made.writer.split(ratna, &[second]).unwrap();
    let archive = made.archive();
    let hits =
        archive.quotes(&QuoteQuery { speaker: vec![other], ..QuoteQuery::default() }, &Paging::default()).unwrap().hits;
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit.article.id == second));
    let left =
        archive.quotes(&QuoteQuery { speaker: vec![ratna], ..QuoteQuery::default() }, &Paging::default()).unwrap().hits;
    assert!(left.iter().all(|hit| hit.article.id != second));
}

#[test]
fn rejects_are_kept_once() {
    let mut made = Made::new();
    for _ in 0..2 {
        made.writer.reject("a.warc", Some(17), "cut off", NOW).unwrap();
    }
    let rejects = made.archive().rejects(&Paging::default()).unwrap().hits;
    assert_eq!(rejects.len(), 1);
    assert_eq!((rejects[0].position, rejects[0].reason.as_str()), (Some(17), "cut off"));
}
