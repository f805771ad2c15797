//! The report as it is written: the public contract. Offsets are Unicode code points, end-exclusive.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kinds::{BlockKind, EntityKind, MentionKind, QuoteKind};

/// The contract that [`Report`] keeps; the number grows when a field is renamed or taken away.
pub const SCHEMA: &str = "saksi-report/1";

/// What reading one article yields. Offsets are Unicode code points in the article's text as given, end-exclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always `saksi-report/1`.
    #[serde(default = "contract")]
    pub schema: Cow<'static, str>,
    /// What is known about the article itself.
    pub document: Document,
    /// The parts of the text in order; they leave out only white space.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Sentences in order, each within one block.
    #[serde(default)]
    pub sentences: Vec<Sentence>,
    /// Who and what is spoken of.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// Who said what, in order of the first segment.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// What happened between political actors.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Expressions of time with their values.
    #[serde(default)]
    pub times: Vec<Time>,
    /// How entities stand to one another, by the article's own words.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

fn contract() -> Cow<'static, str> {
    Cow::Borrowed(SCHEMA)
}

/// What is known about an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Names the article.
    pub id: String,
    /// Address it was read from.
    pub url: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication: `2022-06-30`, `2022-06` or `2022`.
    pub published: Option<String>,
    /// True where `published` is not given with the article but told by its text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub published_inferred: bool,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Length of the text in code points.
    #[serde(default)]
    pub length: usize,
}

/// A stretch of text of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Index into `blocks`.
    pub block: u32,
}

/// Somebody or something the article speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `E1`, `E2` … within one report.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Fullest name in the article, or a description where it has no name.
    pub name: String,
    /// Identifier in the knowledge base; null for one it does not hold.
    pub kb: Option<String>,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// PLOVER sector (`GOV`, `MIL` …).
    pub sector: Option<String>,
    /// Offices and descriptions that the article gives.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Where the text speaks of it, in order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// An office or description that the article gives somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// The title (“Presiden”).
    pub title: String,
    /// What it is an office of: an identifier of the knowledge base, or the words of the text.
    pub of: Option<String>,
    /// First code point of the words that say so.
    pub start: usize,
    /// One past their last code point.
    pub end: usize,
}

/// A place where the text speaks of an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// How they refer.
    pub kind: MentionKind,
}

/// What a source said, and who it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// `Q1`, `Q2` … within one report.
    pub id: String,
    /// How much of it stands between quotation marks.
    pub kind: QuoteKind,
    /// The content, in order, without the outer quotation marks.
    pub segments: Vec<Passage>,
    /// The words that introduce it; null for a continued quotation.
    pub cue: Option<Cue>,
    /// Who said it.
    #[serde(default)]
    pub speaker: Speaker,
    /// To whom, where the text says so.
    pub addressee: Option<Addressee>,
    /// How sure the reading is, 0–1, to two decimals.
    #[serde(default)]
    pub confidence: f64,
    /// The rule that made it.
    #[serde(default)]
    pub rule: Cow<'static, str>,
}

/// A stretch of text with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// The words that introduce a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Dictionary form (*mengatakan* → *kata*).
    #[serde(default)]
    pub lemma: String,
    /// What kind of speech it is (`say`, `ask`, `praise` …).
    #[serde(default)]
    pub act: Cow<'static, str>,
}

/// Who said a quote: the mention beside the cue (null for a continued quotation) and who that is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Identifier of an entity of this report.
    pub entity: Option<String>,
    /// First code point.
    pub start: Option<usize>,
    /// One past the last code point.
    pub end: Option<usize>,
    /// The words.
    pub text: Option<String>,
}

/// To whom a quote is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Addressee {
    /// Identifier of an entity of this report.
    pub entity: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

impl Report {
    /// The entity of that identifier.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }

    /// The name of who said `quote`: that of the entity, else the words beside the cue.
    pub fn speaker_name<'r>(&'r self, quote: &'r Quote) -> Option<&'r str> {
        let entity = quote.speaker.entity.as_deref().and_then(|id| self.entity(id));
        entity.map(|e| e.name.as_str()).filter(|name| !name.is_empty()).or(quote.speaker.text.as_deref())
    }
}

pub use crate::events::{Actor, Anchor, Event, Place, Relation, Time, When};
