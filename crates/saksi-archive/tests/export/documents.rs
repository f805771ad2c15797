//! Annotated documents and the network: every span is where it says, and the formats' own rules hold.

use std::collections::BTreeMap;
use std::fs;

use crate::articles::{articles, folder};
use saksi_archive::export::{
    DocumentExporter, DocumentFormat, NetworkCounter, brat_annotations, brat_configuration, brat_text, write_graphml,
};
use saksi_archive::{Network, StoredArticle};
use saksi_conll::conllu;
use serde_json::Value;

fn documents(format: DocumentFormat) -> String {
    let mut out = Vec::new();
    let mut exporter = DocumentExporter::new(format, &mut out);
    articles().iter().for_each(|article| exporter.article(article).unwrap());
    assert_eq!(exporter.finish().unwrap(), 2);
    String::from_utf8(out).unwrap()
}

fn cut(article: &StoredArticle, start: usize, end: usize) -> String {
    article.text.chars().skip(start).take(end - start).collect()
}

#[test]
fn words_with_entities_quotes_and_events() {
    let text = documents(DocumentFormat::Conllu);
    fs::write(folder().join("articles.conllu"), &text).unwrap();
    let sentences = conllu::parse("articles.conllu", &text).unwrap();
    let mut again = String::new();
    conllu::write(&mut again, &sentences);
    assert_eq!(again, text);
    for sentence in &sentences {
        let mut surface = String::new();
        sentence.surface(&mut surface);
        assert_eq!(sentence.comment("text"), Some(surface.trim_end()));
    }
    let documents = sentences.iter().filter_map(|sentence| sentence.comment("newdoc id")).collect::<Vec<_>>();
    assert_eq!(documents, ["12", "13"]);
    // What opens closes, and what it covers are the words of the report.
    for (attribute, of) in
        [("Quote", 'Q'), ("Entity", 'E'), ("Event", 'V'), ("Cue", 'Q'), ("Speaker", 'Q'), ("Source", 'V')]
    {
        let mut open: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = 0;
        for row in sentences.iter().flat_map(|sentence| sentence.words()) {
            let value = saksi_conll::misc::get(&row.misc, attribute).unwrap_or_default();
            for piece in value.split_inclusive([')']).flat_map(|piece| piece.split_inclusive('(').collect::<Vec<_>>()) {
                assert!(piece.chars().all(|c| !c.is_whitespace()), "{value}");
            }
            for label in value.split('(').skip(1) {
                let id = label.split(['-', ')']).next().unwrap();
                assert!(id[2..].starts_with(of) && id[3..].parse::<u32>().is_ok(), "{attribute}={value}");
                seen += 1;
                if !label.contains(')') {
                    *open.entry(id.to_owned()).or_default() += 1;
                }
            }
            for label in value.split(')').filter(|label| !label.is_empty() && !label.contains('(')) {
                *open.get_mut(label).unwrap_or_else(|| panic!("{label} was not open: {attribute}={value}")) -= 1;
            }
        }
        assert!(seen > 2, "{attribute}");
        assert!(open.values().all(|&count| count == 0), "{attribute} {open:?}");
    }
    assert!(text.contains("Entity=(12E1-person-1-"), "{text}");
    assert!(text.contains("# entity = 12E12 | Indonesia | IDN"), "{text}");
}

#[test]
fn only_quotes_run_over_sentences() {
    let mut article = articles()[0].clone();
    article.report.entities.truncate(1);
    let mention = &mut article.report.entities[0].mentions[0];
    mention.end = mention.start + 200;
    let mut out = Vec::new();
    let mut exporter = DocumentExporter::new(DocumentFormat::Conllu, &mut out);
    exporter.article(&article).unwrap();
    exporter.finish().unwrap();
    let text = String::from_utf8(out).unwrap();
    let first = text.split("\n\n").next().unwrap();
    assert!(first.contains("Entity=(12E1-person-1-|"), "{first}");
    let last = first.lines().last().unwrap();
    assert!(last.starts_with("24\t.") && last.contains("Entity=12E1)"), "{last}");
}

#[test]
fn standoff_as_brat_reads_it() {
    let brat = folder().join("brat");
    fs::create_dir_all(&brat).unwrap();
    for (name, content) in brat_configuration() {
        fs::write(brat.join(name), content).unwrap();
    }
    for article in articles() {
        let standoff = brat_annotations(article);
        fs::write(brat.join(format!("{}.txt", article.article.id)), brat_text(article)).unwrap();
        fs::write(brat.join(format!("{}.ann", article.article.id)), &standoff).unwrap();
        let mut known = std::collections::BTreeSet::new();
        for line in standoff.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(known.insert(cells[0]) || cells[0] == "*", "{line}");
            if line.starts_with('T') {
                let [_, place, words] = cells[..] else { panic!("{line}") };
                let (_, offsets) = place.split_once(' ').unwrap();
                let pieces = offsets.split(';').map(|piece| {
                    let (start, end) = piece.split_once(' ').unwrap();
                    cut(article, start.parse().unwrap(), end.parse().unwrap())
                });
                assert_eq!(pieces.collect::<Vec<_>>().join(" "), words);
            }
        }
        let named = standoff.split_whitespace().filter_map(|word| word.rsplit(':').next());
        let ids = named.filter(|word| word.starts_with(['T', 'E']) && word[1..].parse::<u32>().is_ok());
        ids.for_each(|id| assert!(known.contains(id), "{id} in\n{standoff}"));
        let quotes = standoff.lines().filter(|line| line.contains("\tQuote ")).count();
        assert_eq!(quotes, article.report.quotes.len());
        let events = standoff.lines().filter(|line| line.starts_with('E')).count();
        assert_eq!(events, article.report.events.len());
    }
    let rice = brat_annotations(&articles()[1]);
    assert!(rice.contains("=Harga harus naik, kalau tidak kami mogok"), "two lines, two pieces:\n{rice}");
    assert!(rice.contains("Source2:"), "{rice}");
}

#[test]
fn web_annotations() {
    let text = documents(DocumentFormat::WebAnnotation);
    fs::write(folder().join("articles.jsonld"), &text).unwrap();
    for (line, article) in text.lines().zip(articles()) {
        let page: Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            (&page["type"], &page["@context"][0]),
            (&"AnnotationPage".into(), &"http://www.w3.org/ns/anno.jsonld".into())
        );
        let items = page["items"].as_array().unwrap();
        assert_eq!(page["partOf"]["total"], items.len());
        for item in items {
            assert!(item["type"] == "Annotation" && item["id"].is_string() && item["body"]["type"].is_string());
            let one = [item["target"].clone()];
            for target in item["target"].as_array().map_or(&one[..], |several| several) {
                let source = article.article.url.clone().unwrap_or("urn:saksi:article:13".into());
                assert_eq!(target["source"], source);
                let [quote, position] = &target["selector"].as_array().unwrap()[..] else { panic!("{target}") };
                let (start, end) =
                    (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
                assert_eq!(quote["exact"], cut(article, start, end));
                let (prefix, suffix) = (quote["prefix"].as_str().unwrap(), quote["suffix"].as_str().unwrap());
                let around = format!("{prefix}{}{suffix}", quote["exact"].as_str().unwrap());
                assert_eq!(article.text.matches(&around).count(), 1, "found again: {around}");
            }
        }
    }
    assert!(
        text.contains("\"speaker\":{\"identifier\"")
            || text.contains("\"speaker\":{\"name\":\"Ratna Wiryawan\",\"role\":\"Menteri Kelautan\"")
    );
}

fn network() -> Network {
    let mut counter = NetworkCounter::new(&[]);
    articles().iter().for_each(|article| counter.article(article));
    counter.finish()
}

#[test]
fn who_acts_on_whom() {
    let network = network();
    let events: usize = articles().iter().map(|article| article.report.events.len()).sum();
    assert_eq!(network.counted, events);
    let id = |name: &str| network.nodes.iter().find(|node| node.entity.name == name).unwrap().entity.id;
    let signed = network.edges.iter().find(|edge| edge.class == "COOPERATE").unwrap();
    assert_eq!([signed.source, signed.target], [id("Indonesia"), id("Filipina")]);
    assert_eq!((signed.count, signed.first.as_deref()), (1, Some("2025-05-12")));
    assert!(network.edges.iter().all(|edge| edge.source != edge.target));

    let mut twice = NetworkCounter::new(&["done"]);
    twice.article(&articles()[0]);
    twice.article(&articles()[0]);
    let twice = twice.finish();
    let signed = twice.edges.iter().find(|edge| edge.class == "COOPERATE").unwrap();
    assert_eq!(signed.count, 2);
    let happenings: Vec<_> = articles()[0].happenings.iter().map(|(id, _)| id.as_str()).collect();
    let done = articles()[0].report.events.iter().filter(|event| event.status.as_deref() == Some("done"));
    let (reported, alone): (Vec<_>, Vec<_>) = done.partition(|event| happenings.contains(&event.id.as_str()));
    assert_eq!(twice.counted, reported.len() + 2 * alone.len(), "two reports of one happening count once");
}

#[test]
fn graphml() {
    let mut network = network();
    let nodes = network.nodes.len();
    network.nodes[0].entity.name = "A & <B> \"C\"\u{1}\u{fffe}\r\n🌾".into();
    let mut out = Vec::new();
    write_graphml(&mut out, &network).unwrap();
    let text = String::from_utf8(out).unwrap();
    fs::write(folder().join("network.graphml"), &text).unwrap();
    assert!(text.contains("<data key=\"name\">A &amp; &lt;B&gt; &quot;C&quot;&#13;\n🌾</data>"), "{text}");
    assert_eq!(text.matches("<node id=").count(), nodes);
    assert_eq!(text.matches("<edge id=").count(), network.edges.len());
    network.nodes.clear();
    let mut out = Vec::new();
    write_graphml(&mut out, &network).unwrap();
    assert!(!String::from_utf8(out).unwrap().contains("<edge"), "no edge to an actor that is not there");
}
