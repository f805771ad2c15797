//! The corpora's quotes as the archive sees them: read by the engine, in comparable form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use saksi::{Analysis, Article, Engine, QuoteKind, Scratch};
use saksi_archive::compare::{QuoteSignature, Shingles, Side, Speaker, Vocabulary, Words};
use saksi_intake::{InputFormat, Options, walk};

/// `../shared/corpora/articles`, where it is there.
pub fn corpora() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/articles");
    folder.is_dir().then_some(folder)
}

/// A quote, as it would come out of the archive.
pub struct Quote {
    pub article: String,
    /// `12-40;50-80`, in code points.
    pub segments: String,
    pub text: String,
    pub words: Words,
    pub keys: Vec<u64>,
    pub kb: Option<String>,
    pub name: Option<String>,
    pub day: Option<i32>,
    pub kind: QuoteKind,
}

impl Quote {
    pub fn side(&self) -> Side<'_> {
        let speaker = self.name.as_deref().map(|name| Speaker { kb: self.kb.as_deref(), name });
        Side { words: &self.words, speaker, day: self.day, kind: self.kind }
    }
}

/// What is read of the articles.
#[derive(Default)]
pub struct Read {
    pub quotes: Vec<Quote>,
    pub shingles: BTreeMap<String, Shingles>,
}

/// Reads the articles of the corpora that are named, or all of them, on two threads; quotes in order.
pub fn read(folder: &Path, named: Option<&BTreeSet<String>>) -> Read {
    let (engine, vocabulary) = (Engine::new(), Vocabulary::new());
    let sources = Mutex::new(walk([folder.to_owned()]));
    let all = Mutex::new(Read::default());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut scratch = Scratch::default();
                loop {
                    let Some(source) = sources.lock().unwrap().next() else { break };
                    let options = Options { format: InputFormat::Auto, ..Options::default() };
                    for record in source.expect("the corpora can be walked").read(&options) {
                        let Ok(record) = record else { continue };
                        let article = record.article;
                        if named.is_some_and(|named| !named.contains(&article.id)) {
                            continue;
                        }
                        let read = engine.read(&article, &mut scratch);
                        let quotes = quotes(&article, &read, &vocabulary);
                        let shingles = Shingles::of(&vocabulary.words(&article.text));
                        let mut all = all.lock().unwrap();
                        all.quotes.extend(quotes);
                        all.shingles.insert(article.id, shingles);
                    }
                }
            });
        }
    });
    let mut all = all.into_inner().unwrap();
    all.quotes.sort_by(|a, b| (&a.article, &a.segments).cmp(&(&b.article, &b.segments)));
    all
}

fn quotes(article: &Article, read: &Analysis, vocabulary: &Vocabulary) -> Vec<Quote> {
    let day = article.published.or(read.inferred_day).and_then(|day| day_number(&day.to_string()));
    let points = |byte: u32| article.text[..byte as usize].chars().count();
    let quote = |quote: &saksi::Quote| {
        let segments: Vec<String> =
            quote.segments.iter().map(|s| format!("{}-{}", points(s.start), points(s.end))).collect();
        let text: Vec<&str> = quote.segments.iter().map(|segment| segment.of(&article.text)).collect();
        let text = text.join(" ");
        let words = vocabulary.words(&text);
        let entity = quote.speaker.entity.map(|id| &read.entities[id.0 as usize]);
        let kb = entity.and_then(|entity| entity.kb.clone());
        let name = entity.map(|entity| entity.name.clone());
        let speaker = name.as_deref().map(|name| Speaker { kb: kb.as_deref(), name });
        Quote {
            article: article.id.clone(),
            segments: segments.join(";"),
            keys: QuoteSignature::of(vocabulary, &words, speaker).keys,
            words,
            text,
            kb,
            name,
            day,
            kind: quote.kind,
        }
    };
    read.quotes.iter().map(quote).collect()
}

/// Days since 1970 of a date that has its day.
fn day_number(date: &str) -> Option<i32> {
    let date: jiff::civil::Date = date.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).ok().map(|span| span.get_days())
}

/// Precision, recall and F1 of yes and no.
#[derive(Clone, Copy, Default)]
pub struct Figures {
    pub right: f64,
    pub wrong: f64,
    pub missed: f64,
}

impl Figures {
    pub fn note(&mut self, said: bool, is: bool) {
        self.right += f64::from(u8::from(said && is));
        self.wrong += f64::from(u8::from(said && !is));
        self.missed += f64::from(u8::from(!said && is));
    }

    pub fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong).max(1.0)
    }

    pub fn recall(&self) -> f64 {
        self.right / (self.right + self.missed).max(1.0)
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right / (2.0 * self.right + self.wrong + self.missed).max(1.0)
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = [self.precision(), self.recall(), self.f1()].map(|share| share * 100.0);
        write!(f, "precision {:5.1}  recall {:5.1}  F1 {:5.1}", percent[0], percent[1], percent[2])
    }
}
