//! What is asked of an archive and what it answers: plain data. Offsets are Unicode code points, end-exclusive, as in reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The latest day first.
    #[default]
    Newest,
    /// The earliest day first.
    Oldest,
    /// What fits the words best first, among the newest [`crate::RANKED`] hits.
    Relevance,
}

/// What narrows a search down, whatever is searched. Empty fields ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Filter {
    /// Words, phrases in quotation marks, prefixes (`menga*`), `-without`, `OR`, and fields (`oleh:`, `media:`, `sejak:` …): see [`crate::parse`].
    pub words: String,
    /// First day, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub since: Option<String>,
    /// Last day, included.
    pub until: Option<String>,
    /// Outlets, any of them, by name.
    pub outlet: Vec<String>,
}

/// Which page of the hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Paging {
    /// In which order.
    pub order: Order,
    /// How many, 1–[`crate::LONGEST_PAGE`].
    pub limit: usize,
    /// [`Page::next`] of the page before.
    pub cursor: Option<String>,
}

impl Default for Paging {
    fn default() -> Self {
        Self { order: Order::Newest, limit: 20, cursor: None }
    }
}

/// Some of the hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Page<T> {
    /// The hits, in order.
    pub hits: Vec<T>,
    /// Give it back for the next page; null where there is none.
    pub next: Option<String>,
}

/// Asks for quotes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct QuoteQuery {
    /// Words of what was said, days, outlets.
    #[serde(flatten)]
    pub filter: Filter,
    /// Who said it: entities, any of them.
    pub speaker: Vec<i64>,
    /// To whom: entities, any of them.
    pub addressee: Vec<i64>,
    /// `direct`, `indirect`, `mixed`: any of them.
    pub kind: Vec<String>,
    /// Kinds of speech (`say`, `deny`, `demand` …): any of them.
    pub act: Vec<String>,
}

/// Asks for events. `since` and `until` of the filter are days of the events, where known, else of the articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventQuery {
    /// Words of the sentence, days, outlets.
    #[serde(flatten)]
    pub filter: Filter,
    /// Who does it: entities, any of them.
    pub source: Vec<i64>,
    /// To whom: entities, any of them.
    pub target: Vec<i64>,
    /// On either side: entities, any of them.
    pub actor: Vec<i64>,
    /// Country of the source, ISO 3166-1 alpha-3: any of them.
    pub source_country: Vec<String>,
    /// Country of the target: any of them.
    pub target_country: Vec<String>,
    /// PLOVER classes, any of them.
    #[serde(rename = "type")]
    pub class: Vec<String>,
    /// `done`, `planned`, `called_for`, `hypothetical`, `denied`: any of them.
    pub status: Vec<String>,
    /// True: only what a quoted speaker asserts; false: only what the paper does.
    pub in_quote: Option<bool>,
}

/// Asks for articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ArticleQuery {
    /// Words of title and text, days, outlets.
    #[serde(flatten)]
    pub filter: Filter,
    /// Entities that it speaks of: all of them.
    pub mentions: Vec<i64>,
}

/// Asks for entities.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EntityQuery {
    /// The beginning of one of its names, or of a word of it; empty: all, the most quoted first.
    pub name: String,
    /// `person`, `organization`, `country`, `place`, `group`, `other`: any of them.
    pub kind: Vec<String>,
}

/// An entity as it is named beside a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityRef {
    /// Number in this archive.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Identifier in the knowledge base.
    pub kb: Option<String>,
}

/// A stretch of code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The article that a hit stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRef {
    /// Number in this archive.
    pub id: i64,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Day of publication, as exactly as it is known.
    pub published: Option<String>,
    /// True where the day is told by the text alone.
    pub published_inferred: bool,
}

/// A quote that fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteHit {
    /// `ARTICLE-QUOTE`, as in `12-Q3`.
    pub id: String,
    /// The article.
    pub article: ArticleRef,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// Kind of speech; null for a continued quotation.
    pub act: Option<String>,
    /// The word that introduces it.
    pub cue: Option<String>,
    /// Who said it, where that is known.
    pub speaker: Option<EntityRef>,
    /// The words that name the speaker beside the cue.
    pub speaker_text: Option<String>,
    /// The speaker's office or description in this article (“Presiden”).
    pub speaker_role: Option<String>,
    /// To whom.
    pub addressee: Option<EntityRef>,
    /// What was said; segments are parted by ` … `.
    pub text: String,
    /// First code point of the first segment in the article.
    pub start: usize,
    /// One past the last code point of the last segment.
    pub end: usize,
    /// Where the words searched for stand in `text`.
    pub highlights: Vec<Range>,
    /// How sure the reading is, 0–1.
    pub confidence: f64,
    /// The statement that it is a version of: other papers may carry it too.
    pub statement: Option<i64>,
    /// How many articles carry the statement, this one included.
    pub reports: usize,
}

/// One side of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorRef {
    /// Who that is, where known.
    pub entity: Option<EntityRef>,
    /// The words of the text.
    pub text: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
}

/// An event that fits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventHit {
    /// `ARTICLE-EVENT`, as in `12-V3`.
    pub id: String,
    /// The article.
    pub article: ArticleRef,
    /// PLOVER class.
    #[serde(rename = "type")]
    pub class: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// How far it has come.
    pub status: Option<String>,
    /// Who does it.
    pub source: Vec<ActorRef>,
    /// To whom.
    pub target: Vec<ActorRef>,
    /// When: ISO 8601 or TIMEX3 value.
    pub time: Option<String>,
    /// Where, in the words of the text.
    pub place: Option<String>,
    /// State of the place, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// The words that name the act.
    pub anchor: String,
    /// First code point of the anchor in the article.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// The sentence that tells it.
    pub sentence: String,
    /// Where the words searched for stand in `sentence`.
    pub highlights: Vec<Range>,
    /// The quote that tells it (`12-Q3`): then its speaker asserts it and not the paper.
    pub in_quote: Option<String>,
    /// Who asserts it, where that is a quoted speaker.
    pub asserter: Option<EntityRef>,
    /// How sure the reading is, 0–1.
    pub confidence: f64,
    /// The happening that it is a report of.
    pub happening: Option<i64>,
    /// How many articles report it, this one included.
    pub reports: usize,
}

/// An article that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleHit {
    /// Which.
    #[serde(flatten)]
    pub article: ArticleRef,
    /// Its first words, or those around the first word searched for.
    pub snippet: String,
    /// Where the words searched for stand in `snippet`.
    pub highlights: Vec<Range>,
    /// How many quotes.
    pub quotes: usize,
    /// How many events.
    pub events: usize,
    /// How many articles are nearly the same, this one included.
    pub copies: usize,
}

/// An entity that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityHit {
    /// Which.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// What it is.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// The office or description met most often in the latest articles.
    pub role: Option<String>,
    /// Articles that speak of it.
    pub articles: usize,
    /// Quotes by it.
    pub quotes: usize,
    /// Events it takes part in.
    pub events: usize,
}

/// A value and how often it occurs among the hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count<T> {
    /// What.
    pub value: T,
    /// How often.
    pub count: usize,
}

/// What hits are made of: for narrowing a search down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Facets {
    /// Hits that were counted: the newest [`crate::COUNTED`] at most.
    pub counted: usize,
    /// True where there are more than were counted.
    pub more: bool,
    /// Who said it, or who acts, the most frequent first.
    pub speaker: Vec<Count<EntityRef>>,
    /// Outlets.
    pub outlet: Vec<Count<String>>,
    /// Kinds of quotes; of events their status.
    pub kind: Vec<Count<String>>,
    /// Kinds of speech; of events their class.
    pub act: Vec<Count<String>>,
}

/// Hits over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Timeline {
    /// `day`, `month` or `year`: what keeps the number of points in bounds.
    pub unit: String,
    /// Periods with a hit, the earliest first (`2022-06`).
    pub points: Vec<Count<String>>,
    /// Hits without a day.
    pub undated: usize,
    /// All hits.
    pub total: usize,
}

/// Where a stored article came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// Path or address of the file, feed or archive.
    pub place: String,
    /// Line of a JSON-lines file, byte of a web archive.
    pub position: Option<i64>,
    /// WARC-Record-ID.
    pub record_id: Option<String>,
    /// When the bytes were fetched, RFC 3339.
    pub captured: Option<String>,
    /// When it was stored here, RFC 3339.
    pub stored: String,
}

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// Its number as an article.
    pub id: i64,
    /// 1 for the first that was stored.
    pub version: i64,
    /// True for the one that searches find.
    pub current: bool,
    /// When it was fetched, or else stored, RFC 3339.
    pub captured: String,
}

/// A stored article, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoredArticle {
    /// Which.
    #[serde(flatten)]
    pub article: ArticleRef,
    /// Author as given.
    pub author: Option<String>,
    /// The exact text: offsets point into it.
    pub text: String,
    /// What reading it yielded; its entity identifiers hold within the report.
    pub report: saksi_report::Report,
    /// Who the report's entities are in this archive: report's identifier → entity.
    pub entities: Vec<(String, EntityRef)>,
    /// The version of saksi that read it.
    pub engine: String,
    /// Where it came from.
    pub provenance: Vec<Provenance>,
    /// All versions, this one included.
    pub versions: Vec<Version>,
    /// Articles that are nearly the same (agency copy), the earliest first, this one left out.
    pub copies: Vec<ArticleRef>,
    /// For each quote that other articles carry too: the report's identifier, the statement, how many articles.
    pub statements: Vec<QuoteStatement>,
    /// For each event the happening that it reports: the report's identifier, the number.
    pub happenings: Vec<(String, i64)>,
}

/// That a quote of an article is also told by others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteStatement {
    /// The report's identifier (`Q3`).
    pub quote: String,
    /// The statement.
    pub statement: i64,
    /// How many articles carry it.
    pub reports: usize,
}

/// An office or description over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleTime {
    /// “Presiden Ukraina”.
    pub role: String,
    /// First article's day that gives it.
    pub first: Option<String>,
    /// Last.
    pub last: Option<String>,
    /// In how many articles.
    pub articles: usize,
}

/// Everything kept of an entity, save its quotes and events: ask for those by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EntityPage {
    /// Which, and how often met.
    #[serde(flatten)]
    pub hit: EntityHit,
    /// Names met, the most frequent first.
    pub names: Vec<Count<String>>,
    /// Offices and descriptions, the latest first.
    pub roles: Vec<RoleTime>,
    /// To whom it speaks.
    pub addressees: Vec<Count<EntityRef>>,
    /// Where it is quoted.
    pub outlets: Vec<Count<String>>,
    /// Quotes by month.
    pub timeline: Timeline,
    /// Entities joined into this one by hand.
    pub merged: Vec<EntityRef>,
}

/// A piece of one wording held against another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// `same`, `cut`, `added`, `changed`.
    pub edit: String,
    /// The words; of a `changed` piece those of this version.
    pub text: String,
    /// Of a `changed` piece the words of the first version.
    pub was: Option<String>,
}

/// A statement as one article words it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Wording {
    /// The quote.
    pub quote: QuoteHit,
    /// Held against the first version; one `same` piece for that itself.
    pub pieces: Vec<Piece>,
    /// True where the article is nearly the same as one before it (agency copy).
    pub copy: bool,
}

/// What somebody said once, as several articles carry it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Number in this archive.
    pub id: i64,
    /// Who said it.
    pub speaker: Option<EntityRef>,
    /// Its versions: the first published first.
    pub versions: Vec<Wording>,
    /// True where several articles share the first day, so that nobody was provably first.
    pub tied: bool,
}

/// Who acts on whom, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Network {
    /// Actors, the most active first.
    pub nodes: Vec<Node>,
    /// What passes between two of them.
    pub edges: Vec<Edge>,
    /// Happenings counted (several reports of one count once).
    pub counted: usize,
    /// True where there are more than were counted.
    pub more: bool,
}

/// An actor of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Node {
    /// Who.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// What it is.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Happenings it takes part in.
    pub count: usize,
}

/// What one actor does to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edge {
    /// Entity.
    pub source: i64,
    /// Entity.
    pub target: i64,
    /// PLOVER class.
    #[serde(rename = "type")]
    pub class: String,
    /// How many happenings.
    pub count: usize,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
}

/// An input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reject {
    /// Number.
    pub id: i64,
    /// Path or address.
    pub place: String,
    /// Line or byte.
    pub position: Option<i64>,
    /// Why.
    pub reason: String,
    /// When, RFC 3339.
    pub stored: String,
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stats {
    /// Version of the store's layout.
    pub schema: i64,
    /// Articles, current versions.
    pub articles: usize,
    /// Versions that newer ones replaced.
    pub replaced: usize,
    /// Quotes.
    pub quotes: usize,
    /// Quotes whose speaker is known.
    pub attributed: usize,
    /// Events.
    pub events: usize,
    /// Entities.
    pub entities: usize,
    /// Statements that several articles carry.
    pub statements: usize,
    /// Groups of nearly equal articles.
    pub copies: usize,
    /// Inputs that gave no article.
    pub rejects: usize,
    /// First and last day of publication.
    pub first: Option<String>,
    /// Last.
    pub last: Option<String>,
    /// Articles by outlet.
    pub outlets: Vec<Count<String>>,
    /// Quotes by kind.
    pub kinds: Vec<Count<String>>,
    /// Events by class.
    pub classes: Vec<Count<String>>,
    /// Articles by the version of saksi that read them.
    pub engines: Vec<Count<String>>,
    /// Size of the file in bytes.
    pub bytes: u64,
}
