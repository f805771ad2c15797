//! What can be made of an article and its report without the archive: done by the threads that read, so that the one that
//! writes has little to do. The texts of the indexes, tags left out, are made here.

use saksi::Article;
use saksi_report::{EntityKind, Event, MentionKind, Report};
use sha2::{Digest, Sha256};

use crate::ArchiveError;
use crate::compare::Speaker;
use crate::compare::words::Vocabulary;
use crate::compress;
use crate::key::{Day, MOST_ITEMS};
use crate::link::{Comparable, ComparableArticle};
use crate::model::Provenance;
use crate::terms::{Roots, folded};

/// An article ready to be stored.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) article: Article,
    pub(crate) address: Option<String>,
    pub(crate) provenance: Option<Provenance>,
    pub(crate) hash: [u8; 32],
    pub(crate) body: Vec<u8>,
    pub(crate) report: Vec<u8>,
    pub(crate) published: Option<String>,
    pub(crate) inferred: bool,
    pub(crate) day: Day,
    pub(crate) entities: Vec<PreparedEntity>,
    pub(crate) quotes: Vec<PreparedQuote>,
    pub(crate) events: Vec<PreparedEvent>,
    pub(crate) words: Indexed,
    pub(crate) comparable: ComparableArticle,
}

impl Prepared {
    /// Bytes of its text.
    pub fn length(&self) -> usize {
        self.article.text.len()
    }

    /// How many quotes.
    pub fn quote_count(&self) -> usize {
        self.quotes.len()
    }
}

/// The columns of an index, tags left out.
#[derive(Debug, Default)]
pub(crate) struct Indexed {
    pub words: String,
    pub roots: String,
    pub who: String,
}

#[derive(Debug)]
pub(crate) struct PreparedEntity {
    pub kind: &'static str,
    pub name: String,
    /// All names, the folded form first.
    pub names: Vec<(String, String)>,
    pub kb: Option<String>,
    pub country: Option<String>,
    pub sector: Option<String>,
    /// What joins it with the same entity of other articles; nothing for one without a name, which is of its article alone.
    pub joined: Option<String>,
    pub role: Option<String>,
    pub times: usize,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug)]
pub(crate) struct PreparedQuote {
    /// Place among the entities.
    pub speaker: Option<usize>,
    pub addressee: Option<usize>,
    pub kind: &'static str,
    pub act: Option<String>,
    pub cue: Option<String>,
    pub speaker_text: Option<String>,
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub confidence: f64,
    pub roots: String,
    pub comparable: Comparable,
}

#[derive(Debug)]
pub(crate) struct PreparedEvent {
    pub event: Event,
    pub day: Day,
    pub sentence: String,
    /// Place among the quotes, and of its speaker among the entities.
    pub quote: Option<usize>,
    pub asserter: Option<usize>,
    pub sides: [Vec<Option<usize>>; 2],
    pub roots: String,
    pub who: String,
}

/// Whether two texts are the same: SHA-256 of their bytes.
pub fn content_hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Makes an article ready.
///
/// `address` is what makes two records the same article (a canonical URL), where it has one.
///
/// # Errors
///
/// Where the report cannot be written as JSON or compressed, which no report of the engine's is known for.
pub fn prepare(
    article: Article,
    report: &Report,
    address: Option<String>,
    provenance: Option<Provenance>,
    vocabulary: &Vocabulary,
) -> Result<Prepared, ArchiveError> {
    let mut roots = Roots::new(vocabulary.morphology());
    let text = Points::new(&article.text);
    let published = report.document.published.clone();
    let day = published.as_deref().and_then(Day::first_of).unwrap_or_default();
    let place = |id: Option<&str>| report.entities.iter().position(|entity| Some(entity.id.as_str()) == id);
    let entities: Vec<_> = report.entities.iter().map(|one| entity(one, &text)).collect();
    let who = |at: Option<usize>| {
        let names = at.map(|at| entities[at].names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>());
        names.unwrap_or_default().join(" · ")
    };

    let mut quotes = Vec::with_capacity(report.quotes.len());
    for quote in report.quotes.iter().take(MOST_ITEMS) {
        let passages: Vec<&str> = quote.segments.iter().map(|segment| segment.text.as_str()).collect();
        let speaker = place(quote.speaker.entity.as_deref());
        let said = passages.join(" … ");
        quotes.push(PreparedQuote {
            speaker,
            addressee: place(quote.addressee.as_ref().and_then(|addressee| addressee.entity.as_deref())),
            kind: quote.kind.name(),
            act: quote.cue.as_ref().map(|cue| cue.act.to_string()).filter(|act| !act.is_empty()),
            cue: quote.cue.as_ref().map(|cue| cue.text.clone()),
            speaker_text: quote.speaker.text.clone(),
            start: quote.segments.first().map_or(0, |segment| segment.start),
            end: quote.segments.last().map_or(0, |segment| segment.end),
            confidence: quote.confidence,
            comparable: Comparable::quote(&said, speaker.map(|at| named(&entities[at])), vocabulary),
            roots: roots.of(&said),
            text: said,
        });
    }

    let mut events = Vec::with_capacity(report.events.len());
    for event in report.events.iter().take(MOST_ITEMS) {
        let at = event.anchor.start;
        let within = report.sentences.iter().find(|sentence| sentence.start <= at && at < sentence.end);
        let sentence = within.map_or_else(|| event.anchor.text.clone(), |s| text.slice(s.start, s.end).to_owned());
        let quote = report.quotes.iter().position(|quote| Some(&quote.id) == event.in_quote.as_ref());
        let sides = [&event.source, &event.target]
            .map(|side| side.iter().map(|actor| place(actor.entity.as_deref())).collect::<Vec<_>>());
        let own = event.time.as_ref().and_then(|time| Day::first_of(&time.value));
        events.push(PreparedEvent {
            day: own.unwrap_or(day),
            quote: quote.filter(|&quote| quote < quotes.len()),
            asserter: quote.and_then(|quote| place(report.quotes[quote].speaker.entity.as_deref())),
            who: sides.iter().flatten().map(|&at| who(at)).collect::<Vec<_>>().join(" · "),
            event: event.clone(),
            sides,
            roots: roots.of(&sentence),
            sentence,
        });
    }

    let mut words = Indexed { words: article.title.clone().unwrap_or_default(), ..Indexed::default() };
    words.words.push('\n');
    words.words.push_str(&article.text);
    words.roots = roots.of(&words.words);
    words.who = (0..entities.len()).map(|at| who(Some(at))).collect::<Vec<_>>().join(" · ");

    let report_json = serde_json::to_vec(report).map_err(|error| ArchiveError::Query(error.to_string()))?;
    Ok(Prepared {
        hash: content_hash(&article.text),
        body: compress::pack(article.text.as_bytes())?,
        report: compress::pack(&report_json)?,
        inferred: report.document.published_inferred,
        provenance,
        address,
        published,
        day,
        entities,
        quotes,
        events,
        words,
        comparable: ComparableArticle::new(&article.text, vocabulary),
        article,
    })
}

fn named(entity: &PreparedEntity) -> Speaker<'_> {
    Speaker { kb: entity.kb.as_deref(), name: &entity.name }
}

fn entity(entity: &saksi_report::Entity, text: &Points<'_>) -> PreparedEntity {
    let mut names: Vec<(String, String)> = Vec::new();
    let named = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    for name in named.map(|mention| &mention.text).chain([&entity.name]) {
        let folded = folded(name);
        if !folded.is_empty() && names.iter().all(|(known, _)| *known != folded) {
            names.push((folded, name.clone()));
        }
    }
    let has_name = entity.mentions.iter().any(|mention| mention.kind == MentionKind::Name);
    // As the article words it; its parts are in the report.
    let role = entity
        .roles
        .first()
        .map(|role| text.slice(role.start, role.end).split_whitespace().collect::<Vec<_>>().join(" "));
    PreparedEntity {
        kind: entity.kind.name(),
        joined: joined(entity, has_name, role.as_deref()),
        name: entity.name.clone(),
        kb: entity.kb.clone(),
        country: entity.country.clone(),
        sector: entity.sector.clone(),
        times: entity.mentions.len(),
        start: entity.mentions.first().map_or(0, |mention| mention.start),
        end: entity.mentions.first().map_or(0, |mention| mention.end),
        names,
        role,
    }
}

/// What an entity is joined by across articles: its identifier in the knowledge base; else kind and name. A person of one
/// name alone (*Budi*) is anybody's: only one of the same role (*Kapolsek Budi*) is taken for the same.
fn joined(entity: &saksi_report::Entity, has_name: bool, role: Option<&str>) -> Option<String> {
    if let Some(kb) = &entity.kb {
        return Some(format!("kb {kb}"));
    }
    let name = Some(folded(&entity.name)).filter(|name| has_name && !name.is_empty())?;
    let kind = entity.kind.name();
    if entity.kind != EntityKind::Person || name.contains(' ') {
        return Some(format!("{kind} {name}"));
    }
    Some(format!("{kind} {name}, {}", folded(role?)))
}

/// Slices by code points.
struct Points<'t> {
    text: &'t str,
    /// Byte of every 64th code point.
    marks: Vec<usize>,
}

impl<'t> Points<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, marks: text.char_indices().step_by(64).map(|(at, _)| at).collect() }
    }

    fn byte(&self, point: usize) -> usize {
        let Some(&from) = self.marks.get(point / 64) else { return self.text.len() };
        self.text[from..].char_indices().nth(point % 64).map_or(self.text.len(), |(at, _)| from + at)
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(self.byte(start)..self.byte(end)).unwrap_or_default()
    }
}
